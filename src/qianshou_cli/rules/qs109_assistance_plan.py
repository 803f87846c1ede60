"""QS109 assistance-plan: an assistance plan was drawn up for the working year."""

from collections.abc import Sequence

from ..findings import Severity
from ..judging import earliest_year
from ..model.requirements import Requirement
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingYear
from ..texts import Text

CARD = Card(
    id="QS109",
    name="assistance-plan",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.PAIRING_YEAR,
    always=False,
    title=Text("年度帮扶计划", "assistance plan"),
    asks=Text(
        "每个工作年度拟订帮扶计划，在当年或上一年，不晚于年末。",
        "An assistance plan is drawn up for each working year, in that year or the one before.",
    ),
    why=Text("计划是当年项目和人员安排的依据。", "The year's project and people are arranged by it."),
    messages={
        "late": Text(
            "帮扶计划拟订于 {done}，已过 {year} 年末",
            "the assistance plan was drawn up on {done}, after the end of {year}",
        ),
        "too-early": Text(
            "帮扶计划日期 {done} 早于 {earliest} 年，看不出是 {year} 年的计划",
            "the assistance plan is dated {done}, before {earliest}: that it is for {year} cannot be seen",
        ),
        "later": Text(
            "帮扶计划日期 {done} 晚于截至日期，不计",
            "the assistance plan is dated {done}, after the as-of date, and does not count",
        ),
        "not-recorded": Text("帮扶计划日期（assistance_plan）未记录", "`assistance_plan` is not recorded"),
    },
    fix=Text("补记或更正帮扶计划的拟订日期。", "Record or correct the date on which the plan was drawn up."),
)


def check(year: PairingYear, requirement: Requirement, context: Context) -> Sequence[Hit]:
    """A plan that is not recorded as of the date, came after the year, or is too old to be for it."""
    done, place = year.record.assistance_plan, year.place.at("assistance_plan")
    if done is None:
        return [hit(None, "not-recorded", place)]
    if done > context.as_of:
        return [hit(None, "later", place, done=done)]
    if done > year.due:
        return [hit(False, "late", place, done=done, year=year.window.year)]
    if done.year < (earliest := earliest_year(year.window.year)):
        return [hit(None, "too-early", place, done=done, earliest=earliest, year=year.window.year)]
    return ()


RULE = Rule(CARD, check)
