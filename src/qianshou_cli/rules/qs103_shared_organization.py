"""QS103 shared-organization: an organization serves in several pairings, and each must meet the minima by itself."""

from collections.abc import Iterator

from ..findings import Severity
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, OrganizationSubject
from ..texts import Text

CARD = Card(
    id="QS103",
    name="shared-organization",
    severity=Severity.WARNING,
    cumulative=False,
    subject=Kind.ORGANIZATION,
    always=True,
    title=Text("一家机构多个结对", "organization in several pairings"),
    asks=Text(
        "提示在多个结对中援派或受援的机构；每个结对各自都要达到要求。",
        "Points out organizations that send or receive in several pairings; each pairing must meet the minima by itself.",
    ),
    why=Text(
        "方案写的是一对一；一家兼多对时，人员和工作日不得重复计算。",
        "The plans speak of one to one; where one serves several, people and days must not be counted twice.",
    ),
    messages={
        "sends": Text(
            "{name} 在 {count} 个结对中援派：{pairings}", "{name} is the sender in {count} pairings: {pairings}"
        ),
        "receives": Text(
            "{name} 在 {count} 个结对中受援：{pairings}", "{name} is the receiver in {count} pairings: {pairings}"
        ),
        "both": Text(
            "{name} 在结对 {sends} 中援派，又在结对 {receives} 中受援",
            "{name} is the sender in {sends} and the receiver in {receives}",
        ),
        "not-recorded": Text("结对（pairings）未记录", "`pairings` are not recorded"),
    },
    fix=Text(
        "确认无误后可以保留；每个结对各自记录人员和工作日。",
        "It may stay if it is right; record people and days for each pairing separately.",
    ),
    fixes={"not-recorded": Text("补记结对（pairings）。", "Record `pairings`.")},
)


def check(organization: OrganizationSubject, requirement: None, context: Context) -> Iterator[Hit]:
    """Yield the organization when it serves in more than one pairing of the plan's period."""
    if organization.sends is None or organization.receives is None:
        yield hit(None, "not-recorded")
        return
    sends, receives = ([p for p in pairings if p.span] for pairings in (organization.sends, organization.receives))
    for text, role, pairings in (("sends", "sender", sends), ("receives", "receiver", receives)):
        if len(pairings) > 1:
            where = (organization.place, *(pairing.place.at(role) for pairing in pairings))
            names = [pairing.pairing.id for pairing in pairings]
            yield hit(False, text, *where, name=organization.organization.name, count=len(pairings), pairings=names)
    if sends and receives and sends != receives:
        where = (organization.place, sends[0].place.at("sender"), receives[0].place.at("receiver"))
        ids = [[p.pairing.id for p in pairings] for pairings in (sends, receives)]
        yield hit(False, "both", *where, name=organization.organization.name, sends=ids[0], receives=ids[1])


RULE = Rule(CARD, check)
