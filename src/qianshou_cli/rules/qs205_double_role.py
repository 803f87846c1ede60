"""QS205 double-role: nobody is both sent and received, and everybody works for their own side."""

from collections.abc import Sequence

from ..dataset import Place
from ..findings import Severity
from ..judging import places
from ..limits import OTHERS
from ..model import Worker
from ..people import PersonYear, employers
from ..rule import NOT_ASKED, Card, Context, Hit, Rule, hit
from ..subjects import Kind, WorkerYear
from ..texts import Text

ONE_SIDE = Text(
    "从其中一方删去此人；其实是两个人的，更正证书编号。",
    "Remove the person from one side; if they are two persons, correct the certificate number.",
)

CARD = Card(
    id="QS205",
    name="double-role",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.WORKER_YEAR,
    always=True,
    title=Text("身份冲突", "double role"),
    asks=Text(
        "一个工作年度内，同一人不能既是援派人员又是受援机构人员；援派人员属于援派机构，受援人员属于受援机构。",
        "In a working year one person is not both sent and received; sent workers are employed by the sender, received "
        "ones by the receiver.",
    ),
    why=Text("一人两算会虚增人数和工作日。", "One person counted on both sides inflates people and days."),
    messages={
        "both": Text("同一人既是援派人员又是受援机构人员", "the same person is both sent and received"),
        "more": Text(
            "该人员另有 {number} 处在另一方，不一一列出",
            "more places of this person on the other side, not listed: {number}",
        ),
        "employer": Text(
            "所属机构是 {actual}，而此处应属于 {required}",
            "is employed by {actual}, but should be employed by {required} here",
        ),
        "employer-as": Text(
            "同一人另以 {name} 登记，所属机构是 {actual}，而此处应属于 {required}",
            "the same person is also on record as {name}, employed by {actual}, but should be employed by {required} here",
        ),
        "employer-unknown": Text(
            "有记录文件未能检查，此人员的所属机构不详，此处应属于 {required}",
            "a records file could not be checked, so that this worker's employer is not known; it should be {required} here",
        ),
    },
    fix=Text(
        "更正人员所属机构；中途换了机构的，另列一条人员：新标识、同一证书、新机构，换后的记录写新标识。",
        "Correct the employer; after a change of employer list another worker: a new id, the same certificate, the new "
        "employer, and name the new id in what came after.",
    ),
    fixes={
        **dict.fromkeys(("both", "more"), ONE_SIDE),
        "employer-unknown": Text(
            "先改正未能检查的记录文件；标识写错的，改正标识。",
            "Mend the records file that could not be checked first; correct the id if it is wrong.",
        ),
    },
)


def check(worker: WorkerYear, requirement: None, context: Context) -> Sequence[Hit]:
    """A person on both sides, else one who is employed elsewhere."""
    if worker.is_twin:
        return NOT_ASKED  # said of the worker as one who is sent
    person = context.people[worker.person, worker.window.year]
    if len(person) > 1 and (hits := _both(worker, person)):
        return hits
    employer = worker.pairing.sender if worker.role == "sent" else worker.pairing.receiver
    others = [(entry, place) for entry, place in worker.known_as if entry.employer != employer]
    return _elsewhere(worker, others, employer) if others else ()


def _elsewhere(worker: WorkerYear, others: Sequence[tuple[Worker, Place]], employer: str) -> list[Hit]:
    """The entries of a person who are not said to be employed by that organization, each at its attendance."""
    attends = {attendance.worker: place for place, attendance in reversed(worker.attendances)}
    hits = []
    for entry, place in others:
        where = attends[entry.id], place.at("employer")
        if entry.employer:
            text = "employer" if entry.id == worker.worker.id else "employer-as"
            hits.append(hit(False, text, *where, actual=entry.employer, required=employer, name=entry.id))
        else:  # of a file that was left out only the id is known
            hits.append(hit(None, "employer-unknown", *where, required=employer))
    return hits


def _both(worker: WorkerYear, person: PersonYear) -> list[Hit]:
    """Where the same person has the other role in the same pairing, or in another one for another organization.

    An organization may receive in one pairing and send in another; then its worker stands in both.
    """
    own, side = employers(worker), person.sides["received" if worker.role == "sent" else "sent"]
    here = person.across(worker)
    there = [other for other in side.first if employers(other) != own and other is not here]
    number = side.number - side.of_employers[own] + (here is not None and employers(here) == own)
    named = [*filter(None, [here]), *there][:OTHERS]
    hits = [hit(False, "both", worker.place, *places(named))] if named else []
    if number > len(named):
        hits.append(hit(False, "more", worker.place, number=number - len(named)))
    return hits


RULE = Rule(CARD, check)
