"""QS002 duplicate-key: no key is written twice in one mapping."""

from ..findings import Severity
from ..rule import Card, Rule, no_check
from ..texts import Text

CARD = Card(
    id="QS002",
    name="duplicate-key",
    severity=Severity.ERROR,
    cumulative=False,
    subject=None,
    always=True,
    title=Text("重复的键", "duplicate key"),
    asks=Text("同一处的键只写一次。", "A key is written once in a mapping."),
    why=Text(
        "写两次时，多数程序只取后一个，前一个悄悄丢失。",
        "Most programs keep the later value and lose the earlier one without a word.",
    ),
    messages={
        "more": Text(
            "从此处起还有重复的键，列出 {limit} 条后不再列出；请先改正已列出的，或用 --limit problems=N 多列",
            "more keys are written twice from here on and not listed, after {limit}; mend the listed ones first, or list more with --limit problems=N",
        ),
        "duplicate": Text(
            "键“{key}”重复，第 {line} 行已经写过；请只保留一个",
            "key `{key}` is written twice, first on line {line}; keep one",
        ),
    },
    fix=Text("合并两处内容，只留一个键。", "Bring both contents together under one key."),
)

RULE = Rule(CARD, no_check)
