"""QS204 received-workers: enough workers of the receiver took part in the working year."""

from collections.abc import Sequence

from ..findings import Severity
from ..judging import head_count
from ..mends import RECEIVED
from ..model.requirements import Minimum
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingYear
from ..texts import Text

CARD = Card(
    id="QS204",
    name="received-workers",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.PAIRING_YEAR,
    always=False,
    sides=("received",),
    title=Text("受援机构参与人数", "receiver's workers"),
    asks=Text(
        "每个工作年度受援机构参与的人员不少于方案规定的人数。",
        "At least as many workers of the receiver as the plan says take part each working year.",
    ),
    why=Text("帮扶要留下本地人才。", "Assistance is to leave trained people behind."),
    messages={
        "number": Text(
            "受援机构参与人员 {actual} 名，要求至少 {required} 名",
            "workers of the receiver who took part: {actual}, at least {required} required",
        ),
        "undecided": Text(
            "受援机构参与人员 {actual} 名，另有 {undecided} 名是否参与无法判断（{workers}），要求至少 {required} 名",
            "workers of the receiver who took part: {actual}, undecided: {undecided} ({workers}), at least {required} required",
        ),
        "not-recorded": Text(
            "受援机构参与人员（received）未记录，要求至少 {required} 名",
            "`received` is not recorded; at least {required} required",
        ),
    },
    fix=Text("增加参与人员，或补记 received。", "Have more workers take part, or record them under `received`."),
    fixes={
        "not-recorded": RECEIVED,
        "undecided": Text(
            "申报若干天的，写明是哪几天；仍不够的，增加参与人员。",
            "Give the dates of days that are claimed by number; if too few are left, have more workers take part.",
        ),
    },
)


def check(year: PairingYear, requirement: Minimum, context: Context) -> Sequence[Hit]:
    """Too few workers of the receiver; unknown when those could make the number who may have taken part."""
    place = year.place.at("received")
    if year.received is None:
        return [hit(None, "not-recorded", place, required=requirement.min)]
    return head_count([(worker, worker.took_part) for worker in year.received], requirement, place)


RULE = Rule(CARD, check)
