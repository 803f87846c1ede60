"""QS004 reference: every id points at something that is in the files."""

from ..findings import Severity
from ..rule import Card, Rule, no_check
from ..texts import Text

CARD = Card(
    id="QS004",
    name="reference",
    severity=Severity.ERROR,
    cumulative=False,
    subject=None,
    always=True,
    title=Text("指向不明", "dangling reference"),
    asks=Text(
        "引用的机构、人员、结对和方案都在文件中。",
        "Organizations, workers, pairings and plans that are referred to exist.",
    ),
    why=Text("指向不明的记录不知道算在谁头上。", "A record that points at nothing counts for nobody."),
    messages={
        "more": Text(
            "从此处起还有指向不明的标识，列出 {limit} 条后不再列出；请先改正已列出的，或用 --limit problems=N 多列",
            "more ids point at nothing from here on and are not listed, after {limit}; mend the listed ones first, or list more with --limit problems=N",
        ),
        "organization": Text("没有标识为“{id}”的机构", "there is no organization `{id}`"),
        "organization-near": Text(
            "没有标识为“{id}”的机构；是不是“{near}”？", "there is no organization `{id}`; did you mean `{near}`?"
        ),
        "worker": Text("没有标识为“{id}”的人员", "there is no worker `{id}`"),
        "worker-near": Text(
            "没有标识为“{id}”的人员；是不是“{near}”？", "there is no worker `{id}`; did you mean `{near}`?"
        ),
        "pairing": Text("程序文件中没有标识为“{id}”的结对", "the program file has no pairing `{id}`"),
        "pairing-near": Text(
            "程序文件中没有标识为“{id}”的结对；是不是“{near}”？",
            "the program file has no pairing `{id}`; did you mean `{near}`?",
        ),
        "program": Text(
            "本次检查的文件中没有方案“{id}”；请把它的程序文件一并检查",
            "no plan `{id}` is among the files of this run; check its program file with it",
        ),
        "program-near": Text(
            "本次检查的文件中没有方案“{id}”；是不是“{near}”？",
            "no plan `{id}` is among the files of this run; did you mean `{near}`?",
        ),
        "program-refused": Text(
            "能检查的文件中没有方案“{id}”，这些记录未能并入；有程序文件未能检查，可能就是它",
            "no plan `{id}` is among the files that could be checked, so these records were not merged; "
            "a program file could not be, which may be the one",
        ),
        "escaped": Text(
            "“records_for”这个键用了转义写法，程序没有认出这是记录文件，这些记录未能并入；请直接写 records_for",
            "the key `records_for` is written with escapes, so this was not known for a records file and was not merged; write it as `records_for`",
        ),
    },
    fix=Text("改正标识，或补上被引用的条目。", "Correct the id, or add what it refers to."),
    fixes={
        "program-refused": Text(
            "先改正未能检查的程序文件；标识写错的，改正标识。",
            "Mend the program file that could not be checked first; correct the id if it is wrong.",
        ),
    },
)

RULE = Rule(CARD, no_check)
