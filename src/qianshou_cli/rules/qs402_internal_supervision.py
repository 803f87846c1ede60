"""QS402 internal-supervision: the sender supervised its own work often enough in the working year."""

from collections.abc import Sequence

from ..findings import Severity
from ..judging import sessions
from ..mends import REPEATED
from ..model.requirements import Minimum
from ..rule import Card, Context, Hit, Rule
from ..subjects import Kind, PairingYear
from ..texts import Text

CARD = Card(
    id="QS402",
    name="internal-supervision",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.PAIRING_YEAR,
    always=False,
    title=Text("内部督导", "internal supervision"),
    asks=Text(
        "每个工作年度援派机构开展规定次数的内部督导。",
        "The sender holds as many internal supervision sessions a working year as the plan says.",
    ),
    why=Text("督导保证服务质量。", "Supervision keeps the service good."),
    messages={
        "held": Text(
            "内部督导 {actual} 次，要求至少 {required} 次",
            "sessions of internal supervision: {actual}, at least {required} required",
        ),
        "others": Text(
            "内部督导 {actual} 次，要求至少 {required} 次；{others} 不在 {year} 年度或晚于截至日期，不计",
            "sessions of internal supervision: {actual}, at least {required} required; not in {year}, or after the "
            "as-of date, and not counted: {others}",
        ),
        "repeated": Text(
            "该年度的内部督导记了 {written} 次，但 {days} 写了不止一遍，不重复的只有 {actual} 次，要求至少 {required} 次",
            "sessions of internal supervision recorded for the year: {written}, but {days} more than once; different days: {actual}, "
            "at least {required} required",
        ),
        "not-recorded": Text(
            "内部督导（supervision.internal）未记录，要求至少 {required} 次",
            "`supervision.internal` is not recorded; at least {required} required",
        ),
    },
    fix=Text("补做或补记内部督导的日期。", "Hold a session, or record its date."),
    fixes={"repeated": REPEATED},
)


def check(year: PairingYear, requirement: Minimum, context: Context) -> Sequence[Hit]:
    """Too few sessions in the year."""
    supervision = year.record.supervision
    return sessions(supervision.internal if supervision else None, requirement, year, context, "internal")


RULE = Rule(CARD, check)
