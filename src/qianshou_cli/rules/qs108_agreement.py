"""QS108 agreement: the agreement was signed by every party, not after the first service."""

from collections.abc import Iterator

from ..findings import Severity
from ..judging import before_service
from ..mends import DATES, SENT
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
            "协议签订于 {day}，晚于首次服务 {first}",
            "the agreement was signed on {day}, after the first service on {first}",
        ),
        "late-at-least": Text(
            "协议签订于 {day}，而最迟 {first} 已开始服务",
            "the agreement was signed on {day}, but service had begun by {first}",
        ),
        "days-missing": Text(
            "协议签订于 {day}，而首次服务是哪天没有记明，无法判断先后",
            "the agreement was signed on {day}, but the day on which service began is not recorded",
        ),
        "parties": Text("协议缺少签署方：{missing}", "the agreement lacks the signature of: {missing}"),
        "sent-missing": Text(
            "协议签订于 {day}，而 {year} 年的援派人员（sent）未记录，是否不晚于首次服务无法判断",
            "the agreement was signed on {day}, but `sent` of {year} is not recorded, so that the first service is not known",
        ),
        "too-early": Text(
            "协议签订日期 {day} 早于 {earliest} 年，看不出是为 {first} 年起的方案所做",
            "the agreement is dated {day}, before {earliest}: that it is for a plan that begins in {first} cannot be seen",
        ),
        "later": Text(
            "协议签订日期 {day} 晚于截至日期，不计",
            "the agreement is dated {day}, after the as-of date, and does not count",
        ),
        "not-recorded": Text("协议签订日期（agreement.signed）未记录", "`agreement.signed` is not recorded"),
        "parties-missing": Text("协议签署方（agreement.parties）未记录", "`agreement.parties` is not recorded"),
    },
    fix=Text(
        "补签协议，或补记、更正其日期和签署方。",
        "Have the agreement signed, or record or correct its date and parties.",
    ),
    fixes={"days-missing": DATES, "sent-missing": SENT},
)


def check(pairing: PairingSubject, requirement: Agreement, context: Context) -> Iterator[Hit]:
    """Yield a missing or late signature, and the parties that have not signed."""
    agreement, place, due = pairing.pairing.agreement, pairing.place.at("agreement"), pairing.preparation_due
    signed = agreement.signed if agreement else None
    yield from before_service(pairing, signed, place.at("signed"), context, same_day=True)
    if agreement is None or (signed is not None and signed > context.as_of):
        return
    if agreement.parties is not None:
        missing = [PARTIES[party] for party in requirement.parties if party not in agreement.parties]
        if missing:
            yield hit(False, "parties", place.at("parties"), due=due, missing=missing)
    elif signed is not None:  # else nothing of the agreement is recorded, which is told already
        yield hit(None, "parties-missing", place.at("parties"), due=due)


RULE = Rule(CARD, check)
