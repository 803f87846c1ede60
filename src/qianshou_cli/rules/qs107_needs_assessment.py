"""QS107 needs-assessment: the receiving side's needs were assessed before the first service."""

from collections.abc import Iterator

from ..findings import Severity
from ..judging import earliest_year
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
    asks=Text(
        "首次服务之前完成需求评估。首次服务是双方人员已记录的服务中最早的一天，休息日也算；"
        "有人参与而时间（service）未记录的，在其年度内无法判断先后。",
        "Needs are assessed before the first service: the earliest day recorded for anybody of either side, days of rest "
        "included. Where somebody took part and `service` is not recorded, no date within that year can be judged.",
    ),
    why=Text("先知道当地需要什么，再派人。", "Know what is needed before people are sent."),
    messages={
        "late": Text(
            "需求评估完成于 {done}，而首次服务在 {first}；应在其之前",
            "needs were assessed on {done}, but service began on {first}; the assessment must come before",
        ),
        "late-at-least": Text(
            "需求评估完成于 {done}，而最迟 {first} 已开始服务；应在其之前",
            "needs were assessed on {done}, but service had begun by {first}; the assessment must come before",
        ),
        "days-missing": Text(
            "需求评估完成于 {done}，而首次服务是哪天没有记明，无法判断先后",
            "needs were assessed on {done}, but the day on which service began is not recorded",
        ),
        "too-early": Text(
            "需求评估日期 {done} 早于 {earliest} 年，看不出是为 {first} 年起的方案所做",
            "the needs assessment is dated {done}, before {earliest}: that it is for a plan that begins in {first} cannot be seen",
        ),
        "later": Text(
            "需求评估日期 {done} 晚于截至日期，不计",
            "the needs assessment is dated {done}, after the as-of date, and does not count",
        ),
        "not-recorded": Text("需求评估日期（needs_assessment）未记录", "`needs_assessment` is not recorded"),
    },
    fix=Text("补记或更正需求评估的完成日期。", "Record or correct the date on which the needs were assessed."),
)


def check(pairing: PairingSubject, requirement: Requirement, context: Context) -> Iterator[Hit]:
    """Yield an assessment that is not recorded as of the date, or did not come before the first service."""
    done, began, place = pairing.pairing.needs_assessment, pairing.began, pairing.place.at("needs_assessment")
    due = pairing.preparation_due
    if done is None:
        yield hit(None, "not-recorded", place, due=due)
    elif done > context.as_of:
        yield hit(None, "later", place, due=due, done=done)
    elif done.year < (earliest := earliest_year(first := context.plan.period.first)):
        yield hit(None, "too-early", place, due=due, done=done, earliest=earliest, first=first)
    elif began is not None and done >= began.latest:
        text = "late" if began.exact else "late-at-least"
        yield hit(False, text, place, waits=False, done=done, first=began.latest)
    elif began is not None and done >= began.earliest:
        yield hit(None, "days-missing", place, due=due, done=done)


RULE = Rule(CARD, check)
