"""QS005 duplicate-id: no id is given twice, in one file or across files."""

from ..findings import Severity
from ..rule import Card, Rule, no_check
from ..texts import Text

CARD = Card(
    id="QS005",
    name="duplicate-id",
    severity=Severity.ERROR,
    cumulative=False,
    subject=None,
    always=True,
    title=Text("标识重复", "duplicate id"),
    asks=Text(
        "机构、结对、县的标识和要报送材料的名称在文件内只出现一次，人员的标识在方案的各文件中只出现一次；"
        "方案标识和同一结对同一年度的记录在一次检查内只出现一次。",
        "Ids of organizations, pairings and counties, and names of papers to hand in, are unique in a file, ids of "
        "workers among the files of a plan; plan ids and a pairing's year in a run.",
    ),
    why=Text("标识重复时不知道该算哪一个。", "With an id twice nobody knows which one counts."),
    messages={
        "more": Text(
            "从此处起还有重复的标识，列出 {limit} 条后不再列出；请先改正已列出的，或用 --limit problems=N 多列",
            "more ids are used twice from here on and are not listed, after {limit}; mend the listed ones first, or list more with --limit problems=N",
        ),
        "id": Text("标识“{id}”重复，已见于 {first}", "id `{id}` is used twice, first at {first}"),
        "worker": Text(
            "人员“{id}”已列于 {first}，在方案的各文件中只列一次；本文件的记录未并入",
            "worker `{id}` is listed at {first}, and is to be listed once among the files of a plan; the records of this "
            "file were not merged",
        ),
        "paper": Text(
            "材料“{id}”列了两次，已见于 {first}，报送一次会算作两份；请用不同的名称，如写上年度，报送记录中也照此写",
            "`{id}` is listed twice, first at {first}: handed in once, it would count as both; "
            "give each a name of its own, such as with the year in it, and record what was handed in under that name",
        ),
        "plan": Text(
            "方案标识“{id}”重复，已见于 {first}；本文件未检查",
            "plan id `{id}` is used twice, first at {first}; this file was not judged",
        ),
        "pairing": Text(
            "结对“{id}”在本文件里写了两次，已见于 {first}；本文件的记录未并入",
            "pairing `{id}` stands twice in this file, first at {first}; its records were not merged",
        ),
        "pairing-year": Text(
            "“{id}”的记录重复，已见于 {first}；本文件的记录未并入",
            "records of {id} are given twice, first at {first}; those of this file were not merged",
        ),
    },
    fix=Text("改用不同的标识，或删去重复的一处。", "Give another id, or delete one of the two."),
    fixes={
        "worker": Text(
            "同一人的，删去这里的一条，年度记录照样可写此标识；不是同一人的，改用不同的标识。",
            "For the same person delete the entry here: the yearly records may name the id all the same; for somebody "
            "else give another id.",
        ),
        "pairing": Text("两处合为一处，各年度写在一起。", "Make the two one, with all the years in it."),
        "pairing-year": Text("两处合为一处，或删去重复的一处。", "Make the two one, or delete one of them."),
        "paper": Text(
            "在名称中写明年度等区别，或删去重复的一处。",
            "Put the year, or what else tells them apart, into the names, or delete one of the two.",
        ),
    },
)

RULE = Rule(CARD, no_check)
