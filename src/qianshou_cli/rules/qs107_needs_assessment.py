"""QS107 needs-assessment: the receiving side's needs were assessed before the first service."""

from collections.abc import Sequence

from ..findings import Severity
from ..judging import before_service
from ..mends import DATES, SENT
from ..model.requirements import Requirement
from ..rule import Card, Context, Hit, Rule
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
        "首次服务之前完成需求评估。首次服务是双方人员已记录的服务中最早的一天，休息日也算，期间以外的（QS303）不算。"
        "有人参与而没有记录时间（service）的，是该年度结对期间内的某一天，落在这段期间内（最后一天除外）的日期无法判断先后；"
        "已结束的年度没有记录援派人员（sent）的，从该年度起的日期都无法判断。",
        "Needs are assessed before the first service: the earliest day recorded for anybody of either side, days of rest "
        "included, those outside the pairing's time (QS303) aside. Where somebody took part and `service` is not recorded, it is some day "
        "of the pairing's time in that year, and no date within that time but its last day can be judged; where `sent` of a year that is over is not recorded, none from that year on can.",
    ),
    why=Text("先知道当地需要什么，再派人。", "Know what is needed before people are sent."),
    messages={
        "late": Text(
            "需求评估完成于 {day}，而首次服务在 {first}；应在其之前",
            "needs were assessed on {day}, but service began on {first}; the assessment must come before",
        ),
        "late-at-least": Text(
            "需求评估完成于 {day}，而最迟 {first} 已开始服务；应在其之前",
            "needs were assessed on {day}, but service had begun by {first}; the assessment must come before",
        ),
        "days-missing": Text(
            "需求评估完成于 {day}，而首次服务是哪天没有记明，无法判断先后",
            "needs were assessed on {day}, but the day on which service began is not recorded",
        ),
        "sent-missing": Text(
            "需求评估完成于 {day}，而 {year} 年的援派人员（sent）未记录，是否早于首次服务无法判断",
            "needs were assessed on {day}, but `sent` of {year} is not recorded, so that the first service is not known",
        ),
        "too-early": Text(
            "需求评估日期 {day} 早于 {earliest} 年，看不出是为 {first} 年起的方案所做",
            "the needs assessment is dated {day}, before {earliest}: that it is for a plan that begins in {first} cannot be seen",
        ),
        "later": Text(
            "需求评估日期 {day} 晚于截至日期，不计",
            "the needs assessment is dated {day}, after the as-of date, and does not count",
        ),
        "not-recorded": Text("需求评估日期（needs_assessment）未记录", "`needs_assessment` is not recorded"),
    },
    fix=Text("补记或更正需求评估的完成日期。", "Record or correct the date on which the needs were assessed."),
    fixes={"days-missing": DATES, "sent-missing": SENT},
)


def check(pairing: PairingSubject, requirement: Requirement, context: Context) -> Sequence[Hit]:
    """An assessment that is not recorded as of the date, or not known to have come before the first service."""
    place = pairing.place.at("needs_assessment")
    return before_service(pairing, pairing.pairing.needs_assessment, place, context, same_day=False)


RULE = Rule(CARD, check)
