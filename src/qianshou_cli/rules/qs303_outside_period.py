"""QS303 outside-period: service lies inside the working year, the pairing's active span and the plan's period."""

from collections.abc import Iterator, Sequence

from ..findings import Severity
from ..model import Interval
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingYear, WorkerYear
from ..texts import Text

CARD = Card(
    id="QS303",
    name="outside-period",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.WORKER_YEAR,
    always=True,
    title=Text("时间越界", "service outside the period"),
    asks=Text(
        "服务日期在所记的工作年度、结对起止日期和方案期间之内；越界的日子不计，方案期间或结对起止以外的年度不判断。",
        "Service lies inside the working year it is recorded in, the pairing's active span and the plan's period; "
        "days outside are not counted, and years outside the span or the period are not judged.",
    ),
    why=Text(
        "别的年度或结对之外的服务不能算作本年度完成。",
        "Service of another year, or outside the pairing, does not fulfil this year's duty.",
    ),
    messages={
        "outside": Text(
            "服务 {entries} 超出{limits}，超出部分不计",
            "service {entries} lies outside {limits}; what lies outside is not counted",
        ),
        "year-outside": Text(
            "{year} 年不在方案期间（{first}—{last}），这一年的记录不计",
            "{year} is outside the plan's period ({first} to {last}): nothing recorded in it counts",
        ),
        "year-inactive": Text(
            "{year} 年不在结对起止（{active}）之内，这一年的记录不计",
            "{year} is outside the pairing's active span ({active}): nothing recorded in it counts",
        ),
    },
    fix=Text(
        "更正日期，或把记录移到对应的工作年度。",
        "Correct the dates, or move the entry to the working year it belongs to.",
    ),
    fixes={
        "year-outside": Text("更正年度，或删去这一年的记录。", "Correct the year, or remove what is recorded in it."),
        "year-inactive": Text(
            "更正年度或结对起止（active），或删去这一年的记录。",
            "Correct the year or `active`, or remove what is recorded in the year.",
        ),
    },
    also=Kind.OUTSIDE_YEAR,
)


def check(subject: WorkerYear | PairingYear, requirement: None, context: Context) -> Sequence[Hit]:
    """The entries with days outside, or a recorded year that is outside as a whole."""
    return _of_worker(subject, context) if isinstance(subject, WorkerYear) else _of_year(subject, context)


def _of_worker(worker: WorkerYear, context: Context) -> Sequence[Hit]:
    outside = worker.ledger.outside
    if not outside:
        return ()
    where = [worker.entry_place(number) for number in outside]
    entries = [worker.dates_of(number) for number in outside]
    limits = list(_limits(worker, entries, context))
    return [hit(False, "outside", *where, entries=list(map(str, entries)), limits=limits)]


def _limits(worker: WorkerYear, entries: Sequence[Interval], context: Context) -> Iterator[Text]:
    """What the entries reach beyond. A plan's period is whole years: it tells more than the year only when that is out."""
    year, active, period = worker.window.year, worker.pairing.active, context.plan.period
    if any(first.year < year or last.year > year for first, last in entries):
        yield Text(f" {year} 工作年度", f"working year {year}")
    if active and any(first < active.first or last > active.last for first, last in entries):
        yield Text(f"结对起止（{active}）", f"the active span ({active})")
    if year not in period:
        yield Text(f"方案期间（{period.first}—{period.last}）", f"the plan's period ({period.first} to {period.last})")


def _of_year(subject: PairingYear, context: Context) -> Sequence[Hit]:
    year, period = subject.window.year, context.plan.period
    if year not in period:
        return [hit(False, "year-outside", subject.place, year=year, first=period.first, last=period.last)]
    return [hit(False, "year-inactive", subject.place, year=year, active=str(subject.pairing.active))]


RULE = Rule(CARD, check)
