"""QS303 outside-period: service lies inside the working year, the pairing's active span and the plan's period."""

from collections.abc import Iterator, Sequence

from ..findings import Severity
from ..model import Interval
from ..rule import NOT_ASKED, Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingSubject, PairingYear, WorkerYear
from ..texts import Text

CARD = Card(
    id="QS303",
    name="outside-period",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.WORKER_YEAR,
    always=True,
    sides=("sent", "received"),
    title=Text("时间越界", "service outside the period"),
    asks=Text(
        "服务日期在所记的工作年度、结对起止日期和方案期间之内；越界的日子不计，方案期间或结对起止以外的年度不判断，结对起止要在方案期间之内。",
        "Service lies inside the working year it is recorded in, the pairing's active span and the plan's period; "
        "days outside are not counted, and years outside the span or the period are not judged. The active span meets the plan's period.",
    ),
    why=Text(
        "别的年度或结对之外的服务不能算作本年度完成。",
        "Service of another year, or outside the pairing, does not fulfil this year's duty.",
    ),
    messages={
        "outside": Text(
            "服务 {entries} 超出{limits}，超出部分不计",
            "service {entries} is not within {limits}; what lies outside is not counted",
        ),
        "year-outside": Text(
            "{year} 年不在方案期间（{period}），这一年的记录不计",
            "{year} is outside the plan's period ({period}): nothing recorded in it counts",
        ),
        "year-inactive": Text(
            "{year} 年不在结对起止（{active}）之内，这一年的记录不计",
            "{year} is outside the pairing's active span ({active}): nothing recorded in it counts",
        ),
        "pairing-outside": Text(
            "结对起止（{active}）不在方案期间（{period}）之内，这个结对没有一年受检查",
            "the pairing's active span ({active}) is outside the plan's period ({period}): none of its years is judged",
        ),
    },
    fix=Text(
        "更正日期，或把记录移到对应的工作年度。",
        "Correct the dates, or move the entry to the working year it belongs to.",
    ),
    fixes={
        "pairing-outside": Text(
            "更正结对起止（active）；不属于本方案的结对请删去。",
            "Correct `active`; remove a pairing that is not one of this plan.",
        ),
        "year-outside": Text("更正年度，或删去这一年的记录。", "Correct the year, or remove what is recorded in it."),
        "year-inactive": Text(
            "更正年度或结对起止（active），或删去这一年的记录。",
            "Correct the year or `active`, or remove what is recorded in the year.",
        ),
    },
    beyond=True,
)


def check(subject: WorkerYear | PairingYear | PairingSubject, requirement: None, context: Context) -> Sequence[Hit]:
    """The entries with days outside, or a recorded year, or a pairing, that is outside as a whole."""
    if isinstance(subject, WorkerYear):
        return _of_worker(subject, context)
    active, period = str(subject.pairing.active), str(context.plan.period)
    if isinstance(subject, PairingSubject):
        return [hit(False, "pairing-outside", subject.place.at("active"), active=active, period=period)]
    if (year := subject.window.year) in context.plan.period:
        return [hit(False, "year-inactive", subject.place, year=year, active=active)]
    return [hit(False, "year-outside", subject.place, year=year, period=period)]


def _of_worker(worker: WorkerYear, context: Context) -> Sequence[Hit]:
    if worker.without_service:
        return NOT_ASKED
    outside = worker.ledger.outside
    if not outside:
        return ()
    beyond: dict[tuple[Text, ...], list[int]] = {}
    for number in outside:
        beyond.setdefault(tuple(_limits(worker, worker.dates_of(number), context)), []).append(number)
    return [_beyond(worker, limits, numbers) for limits, numbers in beyond.items()]


def _beyond(worker: WorkerYear, limits: Sequence[Text], numbers: Sequence[int]) -> Hit:
    where = [worker.entry_place(number) for number in numbers]
    entries = [str(worker.dates_of(number)) for number in numbers]
    return hit(False, "outside", *where, entries=entries, limits=list(limits))


def _limits(worker: WorkerYear, dates: Interval, context: Context) -> Iterator[Text]:
    """What an entry reaches beyond. A plan's period is whole years: it tells more than the year only when that is out.

    An entry inside the period that is recorded under such a year has the wrong year above it, not the wrong dates.
    """
    year, active, period = worker.window.year, worker.pairing.active, context.plan.period
    misplaced = year not in period and dates.first.year in period and dates.last.year in period
    if misplaced:
        yield Text(
            f" {year} 工作年度（该年度不在方案期间 {period} 之内）",
            f"working year {year} (itself outside the plan's period, {period})",
        )
    elif dates.first.year < year or dates.last.year > year:
        yield Text(f" {year} 工作年度", f"working year {year}")
    if active and (dates.first < active.first or dates.last > active.last):
        yield Text(f"结对起止（{active}）", f"the active span ({active})")
    if year not in period and not misplaced:
        yield Text(f"方案期间（{period}）", f"the plan's period ({period})")


RULE = Rule(CARD, check)
