"""QS108 agreement: the agreement was signed by every party, not after the first service."""

from collections.abc import Iterator

from ..findings import Severity
from ..judging import earliest_year
from ..model.requirements import PARTIES, Agreement
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingSubject
from ..texts import Text

CARD = Card(
    id="QS108",
    name="agreement",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.PAIRING,
    always=False,
    title=Text("帮扶协议", "agreement"),
    asks=Text(
        "协议由方案规定的各方签署，签订不晚于首次服务（含义同 QS107）。",
        "Every party that the plan names has signed, not after the first service (as QS107 means it).",
    ),
    why=Text("协议确定各方责任，服务以它为据。", "The agreement fixes who answers for what; service rests on it."),
    messages={
        "late": Text(
            "协议签订于 {signed}，晚于首次服务 {first}",
            "the agreement was signed on {signed}, after the first service on {first}",
        ),
        "late-at-least": Text(
            "协议签订于 {signed}，而最迟 {first} 已开始服务",
            "the agreement was signed on {signed}, but service had begun by {first}",
        ),
        "days-missing": Text(
            "协议签订于 {signed}，而首次服务是哪天没有记明，无法判断先后",
            "the agreement was signed on {signed}, but the day on which service began is not recorded",
        ),
        "parties": Text("协议缺少签署方：{missing}", "the agreement lacks the signature of: {missing}"),
        "too-early": Text(
            "协议签订日期 {signed} 早于 {earliest} 年，看不出是为 {first} 年起的方案所做",
            "the agreement is dated {signed}, before {earliest}: that it is for a plan that begins in {first} cannot be seen",
        ),
        "later": Text(
            "协议签订日期 {signed} 晚于截至日期，不计",
            "the agreement is dated {signed}, after the as-of date, and does not count",
        ),
        "not-recorded": Text("协议签订日期（agreement.signed）未记录", "`agreement.signed` is not recorded"),
        "parties-missing": Text("协议签署方（agreement.parties）未记录", "`agreement.parties` is not recorded"),
    },
    fix=Text(
        "补签协议，或补记、更正其日期和签署方。",
        "Have the agreement signed, or record or correct its date and parties.",
    ),
)


def check(pairing: PairingSubject, requirement: Agreement, context: Context) -> Iterator[Hit]:
    """Yield a missing or late signature, and the parties that have not signed."""
    agreement, began, place = pairing.pairing.agreement, pairing.began, pairing.place.at("agreement")
    due, signed = pairing.preparation_due, agreement.signed if agreement else None
    if signed is None:
        yield hit(None, "not-recorded", place.at("signed"), due=due)
    elif signed > context.as_of:
        yield hit(None, "later", place.at("signed"), due=due, signed=signed)
        return
    elif began is not None and signed > began.latest:
        text = "late" if began.exact else "late-at-least"
        yield hit(False, text, place.at("signed"), waits=False, signed=signed, first=began.latest)
    elif began is not None and signed > began.earliest:
        yield hit(None, "days-missing", place.at("signed"), due=due, signed=signed)
    elif signed.year < (earliest := earliest_year(first := context.plan.period.first)):
        yield hit(None, "too-early", place.at("signed"), due=due, signed=signed, earliest=earliest, first=first)
    if agreement is None:
        return
    if agreement.parties is not None:
        missing = [PARTIES[party] for party in requirement.parties if party not in agreement.parties]
        if missing:
            yield hit(False, "parties", place.at("parties"), due=due, missing=missing)
    elif signed is not None:  # else nothing of the agreement is recorded, which is told already
        yield hit(None, "parties-missing", place.at("parties"), due=due)


RULE = Rule(CARD, check)
