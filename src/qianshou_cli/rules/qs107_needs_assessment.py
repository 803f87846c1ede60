"""QS107 needs-assessment: the receiving side's needs were assessed before the first service."""

from collections.abc import Iterator

from ..findings import Severity
from ..model.requirements import Requirement
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingSubject
from ..texts import Text

CARD = Card(
    id="QS107",
    name="needs-assessment",
    severity=Severity.WARNING,
    cumulative=True,
    subject=Kind.PAIRING,
    always=False,
    title=Text("需求评估", "needs assessment"),
    asks=Text("首次服务之前完成需求评估。", "Needs are assessed before the first day of service."),
    why=Text("先知道当地需要什么，再派人。", "Know what is needed before people are sent."),
    messages={
        "late": Text(
            "需求评估完成于 {done}，而首次服务在 {first}；应在其之前",
            "needs were assessed on {done}, but service began on {first}; the assessment must come before",
        ),
        "not-recorded": Text("需求评估日期（needs_assessment）未记录", "`needs_assessment` is not recorded"),
    },
    fix=Text("补记需求评估的完成日期。", "Record the date on which the needs were assessed."),
)


def check(pairing: PairingSubject, requirement: Requirement, context: Context) -> Iterator[Hit]:
    """Yield an assessment that is not recorded as of the date, or did not come before the first service."""
    done, first, place = pairing.pairing.needs_assessment, pairing.first_service, pairing.place.at("needs_assessment")
    if done is None or done > context.as_of:
        yield hit(None, "not-recorded", place, due=first)
    elif first is not None and done >= first:
        yield hit(False, "late", place, waits=False, done=done, first=first)


RULE = Rule(CARD, check)
