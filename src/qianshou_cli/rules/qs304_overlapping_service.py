"""QS304 overlapping-service: a worker's entries in a pairing-year do not claim the same workday twice."""

from collections.abc import Sequence

from ..findings import Severity
from ..judging import of_entries
from ..rule import NOT_ASKED, Card, Context, Hit, Rule
from ..subjects import Kind, WorkerYear
from ..texts import Text

CARD = Card(
    id="QS304",
    name="overlapping-service",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.WORKER_YEAR,
    always=True,
    sides=("sent", "received"),
    title=Text("日期重叠", "overlapping service"),
    asks=Text(
        "同一人在同一结对同一年度的各条记录不重复同一个工作日；每个工作日只计一次。",
        "No two of a worker's entries in one pairing-year claim the same workday; each counts once.",
    ),
    why=Text("重叠的日期会虚增工作日。", "Overlapping entries inflate the workdays."),
    messages={
        "overlap": Text(
            "服务日期重叠，重复申报 {days} 个工作日；每个工作日只计一次",
            "entries overlap, workdays claimed again: {days}; each counts once",
        )
    },
    fix=Text("删去或改正重叠的日期。", "Delete or correct the overlapping dates."),
)


def check(worker: WorkerYear, requirement: None, context: Context) -> Sequence[Hit]:
    """The entries that claim a day again."""
    if not worker.entries and not worker.recorded:
        return NOT_ASKED
    return of_entries(worker, "overlap", worker.ledger.overlaps)


RULE = Rule(CARD, check)
