"""QS104 scope: a pairing stays inside the plan's provinces and counties."""

from collections.abc import Iterator

from ..findings import Severity
from ..model.requirements import Requirement
from ..regions import same_province
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingSubject
from ..texts import Text

CARD = Card(
    id="QS104",
    name="scope",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.PAIRING,
    always=False,
    title=Text("实施范围", "scope"),
    asks=Text(
        "县在方案名单内；跨省帮扶的援派机构在援派省份，省内帮扶的援派机构在受援省份；受援机构在受援省份。",
        "The county is on the plan's list; the sender is in the sending province (cross-province) or the receiving one "
        "(in-province); the receiver is in the receiving province.",
    ),
    why=Text("方案只在写明的省、县之间结对。", "The plans pair only the provinces and counties they name."),
    messages={
        "county": Text("县 {county} 不在方案名单内", "county {county} is not on the plan's list"),
        "county-unknown": Text(
            "县 {county} 不在已列出的名单内，而名单不全，无从判断",
            "county {county} is not among those named, and the list is not complete",
        ),
        "no-counties": Text(
            "有多少个受援县（counties）未记录，无从判断县 {county} 是否在内",
            "how many `counties` there are is not recorded, so it cannot be judged whether county {county} is one of them",
        ),
        "sender": Text(
            "援派机构 {name} 在 {province}，应在 {expected}",
            "sender {name} is in {province}, but should be in {expected}",
        ),
        "receiver": Text(
            "受援机构 {name} 在 {province}，应在 {expected}",
            "receiver {name} is in {province}, but should be in {expected}",
        ),
    },
    fix=Text("更正县代码、帮扶方式或机构所在省份。", "Correct the county, the mode or the organization's province."),
    fixes=dict.fromkeys(
        ("no-counties", "county-unknown"),
        Text("补记方案的受援县（plan.counties）。", "Record the counties of the plan (`plan.counties`)."),
    ),
    of_records=False,
)


def check(pairing: PairingSubject, requirement: Requirement, context: Context) -> Iterator[Hit]:
    """Yield what lies outside: the county, the sender's province, the receiver's province."""
    plan, county, where = context.plan, pairing.pairing.county, pairing.place.at("county")
    if plan.receiving.promised is None:
        yield hit(None, "no-counties", where, county=county)
    elif county not in plan.county_names:
        complete = plan.receiving.complete
        yield hit(False if complete else None, "county" if complete else "county-unknown", where, county=county)
    cross = pairing.pairing.mode == "cross_province"
    for text, organization, expected in (
        ("sender", pairing.sender, plan.sender_province if cross else plan.receiver_province),
        ("receiver", pairing.receiver, plan.receiver_province),
    ):
        name, province = organization.name, organization.province
        if not same_province(province, expected):
            yield hit(False, text, pairing.place.at(text), name=name, province=province, expected=expected)


RULE = Rule(CARD, check)
