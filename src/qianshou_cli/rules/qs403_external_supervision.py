"""QS403 external-supervision: the expert group supervised the pairing often enough in the working year."""

from collections.abc import Sequence

from ..findings import Severity
from ..judging import sessions
from ..mends import REPEATED
from ..model.requirements import Minimum
from ..rule import Card, Context, Hit, Rule
from ..subjects import Kind, PairingYear
from ..texts import Text

CARD = Card(
    id="QS403",
    name="external-supervision",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.PAIRING_YEAR,
    always=False,
    title=Text("外部督导", "external supervision"),
    asks=Text(
        "每个工作年度专家督导团开展规定次数的外部督导。",
        "The expert group holds as many supervision sessions a working year as the plan says.",
    ),
    why=Text("外部专家看得到机构自己看不到的问题。", "Outside experts see what the organization itself does not."),
    messages={
        "held": Text(
            "外部督导 {actual} 次，要求至少 {required} 次",
            "sessions of external supervision: {actual}, at least {required} required",
        ),
        "others": Text(
            "外部督导 {actual} 次，要求至少 {required} 次；{others} 不在 {year} 年度或晚于截至日期，不计",
            "sessions of external supervision: {actual}, at least {required} required; not in {year}, or after the "
            "as-of date, and not counted: {others}",
        ),
        "repeated": Text(
            "该年度的外部督导记了 {written} 次，但 {days} 写了不止一遍，不重复的只有 {actual} 次，要求至少 {required} 次",
            "sessions of external supervision recorded for the year: {written}, but {days} more than once; different days: {actual}, "
            "at least {required} required",
        ),
        "not-recorded": Text(
            "外部督导（supervision.external）未记录，要求至少 {required} 次",
            "`supervision.external` is not recorded; at least {required} required",
        ),
    },
    fix=Text("补做或补记外部督导的日期。", "Hold a session, or record its date."),
    fixes={"repeated": REPEATED},
)


def check(year: PairingYear, requirement: Minimum, context: Context) -> Sequence[Hit]:
    """Too few sessions in the year."""
    supervision = year.record.supervision
    return sessions(supervision.external if supervision else None, requirement, year, context, "external")


RULE = Rule(CARD, check)
