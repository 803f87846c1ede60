"""QS906 calendar: the statutory calendar of every year with service is published."""

from collections.abc import Iterator

from ..findings import Severity
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingYear, ProgramSubject
from ..texts import Text
from ..workdays import is_published

CARD = Card(
    id="QS906",
    name="calendar",
    severity=Severity.WARNING,
    cumulative=False,
    subject=Kind.PROGRAM,
    always=True,
    title=Text("法定日历", "statutory calendar"),
    asks=Text(
        "有服务记录的年度都有国务院公布的节假日安排。",
        "The State Council's calendar of every year with service is known.",
    ),
    why=Text("没有公布的年度只能按周一至周五估算。", "For other years Monday to Friday is all that can be assumed."),
    messages={
        "unpublished": Text(
            "{years} 年的法定节假日安排未知，工作日按周一至周五计算",
            "the statutory calendar of {years} is not known; Monday to Friday is assumed",
        ),
    },
    fix=Text(
        "日历公布后运行 pip install -U chinesecalendar，再检查一次。",
        "When the calendar is out, run `pip install -U chinesecalendar` and check again.",
    ),
)


def check(program: ProgramSubject, requirement: None, context: Context) -> Iterator[Hit]:
    """Yield the years whose workdays are an assumption."""
    years = [year for pairing in program.pairings or () for year in pairing.years if _served(year)]
    unknown = sorted({year.window.year for year in years if not is_published(year.window.year)})
    if unknown:
        where = [year.place for year in years if year.window.year in unknown]
        yield hit(False, "unpublished", *where, years=unknown)


def _served(year: PairingYear) -> bool:
    """Whether the calendar decides about service in the year: dated, on a workday or not, or to be fitted into it."""
    return year.in_plan and any(worker.ledger.began or worker.ledger.undated for worker in year.workers)


RULE = Rule(CARD, check)
