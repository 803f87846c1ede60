"""QS501 grant: each sender received the grant of the year, summed over its pairings."""

from collections.abc import Sequence
from typing import Any

from ..findings import Severity
from ..judging import enough, total
from ..model.records import Money
from ..model.requirements import Grant
from ..rule import NOT_ASKED, Card, Context, Hit, Rule, hit
from ..subjects import Kind, SenderYear
from ..texts import Text

CARD = Card(
    id="QS501",
    name="grant",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.SENDER_YEAR,
    always=False,
    title=Text("补助资金", "grant"),
    asks=Text(
        "每家援派机构每年收到的资金（在其适用方式的各结对中合计）不少于规定数额。",
        "Each sender receives at least the amount of the plan a year, summed over its pairings of the modes it is for.",
    ),
    why=Text("方案按家、按年保障资金。", "The plans promise money for each sender and year."),
    messages={
        "sum": Text(
            "{name} 收到 {actual} 元，要求至少 {required} 元",
            "{name} received {actual} yuan, at least {required} required",
        ),
        "nothing-recorded": Text(
            "{name} 的资金（grants）或其数额未记录，要求至少 {required} 元",
            "{name}: `grants`, or the amounts of them, are not recorded; at least {required} yuan are required",
        ),
        "not-recorded": Text(
            "{name} 已记录收到 {actual} 元，要求至少 {required} 元；结对 {pairings} 的资金（grants）未记全",
            "{name}: {actual} yuan recorded, at least {required} required; `grants` of {pairings} are not fully recorded",
        ),
    },
    fix=Text("落实或补记资金。", "Secure the money, or record it."),
)


def check(sender: SenderYear, requirement: Grant, context: Context) -> Sequence[Hit]:
    """A sum below the minimum; unknown when a pairing's grants are not recorded."""
    modes = requirement.modes
    years = [year for year in sender.years if modes is None or year.pairing.mode in modes]
    if not years:
        return NOT_ASKED
    sums = [(year, *total(year.record.grants)) for year in years]
    received = sum(amount for _, amount, _ in sums)
    silent = [year for year, _, complete in sums if not complete]
    values: dict[str, Any] = {"name": sender.organization.name, "required": requirement.min}
    where = [year.place.at("grants") for year in silent]
    if len(silent) == len(years) and not any(_has_an_amount(year.record.grants) for year in years):
        return [hit(None, "nothing-recorded", *where, **values)]
    met = enough(received, requirement.min, not silent)
    if met is not None:
        everywhere = [year.place.at("grants") for year in years]
        return [hit(met, "sum", *everywhere, at_least=bool(silent), actual=received, **values)]
    return [hit(None, "not-recorded", *where, actual=received, pairings=[year.pairing.id for year in silent], **values)]


def _has_an_amount(grants: Sequence[Money] | None) -> bool:
    return any(grant.amount is not None for grant in grants or ())


RULE = Rule(CARD, check)
