"""QS205 double-role: nobody is both sent and received, and everybody works for their own side."""

from collections.abc import Sequence

from ..findings import Severity
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, WorkerYear
from ..texts import Text

CARD = Card(
    id="QS205",
    name="double-role",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.WORKER_YEAR,
    always=True,
    title=Text("身份冲突", "double role"),
    asks=Text(
        "同一人不同时是援派人员和受援机构人员；援派人员属于援派机构，受援人员属于受援机构。",
        "One person is not both sent and received; sent workers are employed by the sender, received ones by the receiver.",
    ),
    why=Text("一人两算会虚增人数和工作日。", "One person counted on both sides inflates people and days."),
    messages={
        "both": Text("同一人既是援派人员又是受援机构人员", "the same person is both sent and received"),
        "employer": Text(
            "所属机构是 {actual}，而此处应属于 {required}",
            "is employed by {actual}, but should be employed by {required} here",
        ),
    },
    fix=Text("更正人员所属机构，或删去其中一处。", "Correct the employer, or remove the person from one side."),
)


def check(worker: WorkerYear, requirement: None, context: Context) -> Sequence[Hit]:
    """A person on both sides, else one who is employed elsewhere."""
    others = context.people[worker.person, worker.window.year]
    if len(others) > 1 and (elsewhere := [other.place for other in others if _on_other_side(worker, other)]):
        return [hit(False, "both", worker.place, *elsewhere)]
    employer = worker.pairing.sender if worker.role == "sent" else worker.pairing.receiver
    hits = []
    for entry, place in worker.known_as:
        if entry.employer != employer:
            where = worker.place, place.at("employer")
            hits.append(hit(False, "employer", *where, actual=entry.employer, required=employer))
    return hits


def _on_other_side(worker: WorkerYear, other: WorkerYear) -> bool:
    """Whether the same person has the other role in the same pairing, or in another one under another id.

    An organization may receive in one pairing and send in another; then one id of its worker stands in both.
    """
    same_pairing = other.pairing.id == worker.pairing.id
    return other.role != worker.role and (same_pairing or other.worker.id != worker.worker.id)


RULE = Rule(CARD, check)
