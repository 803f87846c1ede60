"""QS304 overlapping-service: a worker's entries in a pairing-year, on either side, do not claim a workday twice."""

from collections.abc import Sequence

from ..bookings import shared_days
from ..findings import Severity
from ..judging import of_entries
from ..rule import NOT_ASKED, Card, Context, Hit, Rule, hit
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
        "同一人在同一结对同一年度的各条记录，同在一方或分在援派、受援两方，都不重复同一个工作日；每一方每个工作日只计一次。",
        "No two of a worker's entries in one pairing-year, on one side or on both, claim the same workday; "
        "a side counts each once.",
    ),
    why=Text("重叠的日期会虚增工作日。", "Overlapping entries inflate the workdays."),
    messages={
        "overlap": Text(
            "服务日期重叠，重复申报 {days} 个工作日；每个工作日只计一次",
            "entries overlap, workdays claimed again: {days}; each counts once",
        ),
        "both-sides": Text(
            "援派、受援两方重复申报 {days} 个工作日，两方各计各的；同一天只能在一方服务",
            "workdays claimed both as one who is sent and as one of the receiver: {days}; each side counts its own, "
            "but a day is served on one side only",
        ),
    },
    fix=Text("删去或改正重叠的日期。", "Delete or correct the overlapping dates."),
)


def check(worker: WorkerYear, requirement: None, context: Context) -> Sequence[Hit]:
    """The entries that claim a day again, and what the same person claims on the other side of the pairing-year too."""
    if worker.without_service:
        return NOT_ASKED
    again = of_entries(worker, "overlap", worker.ledger.overlaps)
    person = context.people[worker.person, worker.window.year]
    if len(person) == 1 or worker.is_twin:  # what a twin shares is said of the worker as one who is sent
        return again
    other = person.across(worker)
    if other is None or not (days := shared_days(worker.ledger, other.ledger)):
        return again
    return [*again, hit(False, "both-sides", worker.place, other.place, days=days)]


RULE = Rule(CARD, check)
