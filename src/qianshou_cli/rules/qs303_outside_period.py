"""QS303 outside-period: service lies inside the working year, the pairing's active span and the plan's period."""

from collections.abc import Sequence

from ..findings import Severity
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, WorkerYear
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
        "服务日期在所记的工作年度、结对起止日期和方案期间之内；越界的日子不计。",
        "Service lies inside the working year it is recorded in, the pairing's active span and the plan's period; "
        "days outside are not counted.",
    ),
    why=Text(
        "别的年度或结对之外的服务不能算作本年度完成。",
        "Service of another year, or outside the pairing, does not fulfil this year's duty.",
    ),
    messages={
        "outside": Text(
            "服务 {entries} 超出 {year} 工作年度、结对起止或方案期间，超出部分不计",
            "service {entries} lies outside working year {year}, the active span or the plan's period; what lies outside is not counted",
        )
    },
    fix=Text(
        "更正日期，或把记录移到对应的工作年度。",
        "Correct the dates, or move the entry to the working year it belongs to.",
    ),
)


def check(worker: WorkerYear, requirement: None, context: Context) -> Sequence[Hit]:
    """The entries with days outside."""
    outside = worker.ledger.outside
    if not outside:
        return ()
    where = [worker.entry_place(number) for number in outside]
    entries = [str(worker.dates_of(number)) for number in outside]
    return [hit(False, "outside", *where, entries=entries, year=worker.window.year)]


RULE = Rule(CARD, check)
