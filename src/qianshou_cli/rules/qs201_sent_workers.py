"""QS201 sent-workers: enough qualified workers were sent in the working year."""

from collections.abc import Sequence

from ..findings import Severity
from ..judging import head_count, qualified
from ..mends import SENT
from ..model.requirements import Minimum
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingYear, WorkerYear
from ..texts import Text

CARD = Card(
    id="QS201",
    name="sent-workers",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.PAIRING_YEAR,
    always=False,
    sides=("sent",),
    title=Text("援派人数", "workers sent"),
    asks=Text(
        "每个工作年度援派的合格人员（持证且年限足够）不少于方案规定的人数。",
        "At least as many qualified workers (certified and experienced) as the plan says are sent each working year.",
    ),
    why=Text(
        "帮扶要靠有资格、有经验的社会工作者。", "Assistance rests on social workers with a certificate and experience."
    ),
    messages={
        "number": Text(
            "合格的援派人员 {actual} 名（共派 {sent} 名），要求至少 {required} 名",
            "qualified workers sent: {actual} (of {sent}), at least {required} required",
        ),
        "undecided": Text(
            "合格的援派人员 {actual} 名，另有 {undecided} 名是否计入无法判断（{workers}），要求至少 {required} 名",
            "qualified workers sent: {actual}, undecided: {undecided} ({workers}), at least {required} required",
        ),
        "not-recorded": Text(
            "援派人员（sent）未记录，要求至少 {required} 名",
            "`sent` is not recorded; at least {required} required",
        ),
    },
    fix=Text(
        "补派合格人员，或补记人员、证书和从业起始时间。",
        "Send more qualified workers, or record workers, certificates and service_since.",
    ),
    fixes={
        "not-recorded": SENT,
        "undecided": Text(
            "补记或更正这些人员的证书和从业起始时间，申报若干天的写明是哪几天；仍不够的，补派合格人员。",
            "Record or correct the certificates and service_since of these workers, and give the dates of days that are claimed by number; if too few are left, send more.",
        ),
    },
)


def check(year: PairingYear, requirement: Minimum, context: Context) -> Sequence[Hit]:
    """Too few qualified workers; unknown when undecided ones could make the number."""
    place = year.place.at("sent")
    if year.sent is None:
        return [hit(None, "not-recorded", place, required=requirement.min)]
    sent = [worker for worker in year.sent if worker.took_part is not False]
    return head_count([(worker, _counts(worker, context)) for worker in sent], requirement, place, sent=len(sent))


def _counts(worker: WorkerYear, context: Context) -> bool | None:
    """Whether a qualified worker was sent; three-valued."""
    able = qualified(worker, context)
    return None if able and worker.took_part is None else able


RULE = Rule(CARD, check)
