"""QS106 receiver-level: the receiver is an organization of the level that the plan names."""

from collections.abc import Iterator

from ..findings import Severity
from ..model.requirements import LEVELS, ReceiverLevel
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingSubject
from ..texts import Text

CARD = Card(
    id="QS106",
    name="receiver-level",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.PAIRING,
    always=False,
    title=Text("受援机构层级", "level of the receiver"),
    asks=Text("受援机构属于方案规定的层级。", "The receiver is of the level that the plan names."),
    why=Text(
        "方案规定了受援机构层级的，例如县（市）一级，帮扶要落到这一级的机构。",
        "Where a plan says of which level receivers are, such as county-level centres, the help is meant for these.",
    ),
    messages={
        "level": Text(
            "受援机构 {name} 是{actual}，应为{required}",
            "receiver {name} is at {actual} level, but should be at {required} level",
        ),
        "not-recorded": Text(
            "受援机构 {name} 的层级（level）未记录，应为{required}",
            "the `level` of receiver {name} is not recorded; it should be {required}",
        ),
    },
    fix=Text(
        "在机构条目中写明 level，或更换受援机构。", "Record `level` on the organization, or choose another receiver."
    ),
    of_records=False,
)


def check(pairing: PairingSubject, requirement: ReceiverLevel, context: Context) -> Iterator[Hit]:
    """Yield a receiver of another level, or of none recorded."""
    level, name, where = pairing.receiver.level, pairing.receiver.name, pairing.place.at("receiver")
    required = LEVELS[requirement.level]
    if level is None:
        yield hit(None, "not-recorded", pairing.receiver_place, where, name=name, required=required)
    elif level != requirement.level:
        yield hit(False, "level", where, name=name, actual=LEVELS[level], required=required)


RULE = Rule(CARD, check)
