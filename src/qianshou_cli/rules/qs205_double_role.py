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
    if worker.other_role is not None:
        return [hit(False, "both", worker.place, worker.other_role)]
    employer = worker.pairing.sender if worker.role == "sent" else worker.pairing.receiver
    if worker.worker.employer == employer:
        return ()
    where = worker.place, worker.worker_place.at("employer")
    return [hit(False, "employer", *where, actual=worker.worker.employer, required=employer)]


RULE = Rule(CARD, check)
