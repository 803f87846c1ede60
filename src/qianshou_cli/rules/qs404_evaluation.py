"""QS404 evaluation: the working year was summed up and evaluated, and reported where the plan asks for it."""

from collections.abc import Sequence

from ..findings import Severity
from ..model.requirements import Evaluation
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingYear
from ..texts import Text

CARD = Card(
    id="QS404",
    name="evaluation",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.PAIRING_YEAR,
    always=False,
    title=Text("年度总结评估", "evaluation"),
    asks=Text(
        "每个工作年度完成总结评估；方案要求上报的，还要上报。",
        "Each working year is summed up and evaluated, and reported where the plan asks for it.",
    ),
    why=Text("总结评估说明一年的帮扶是否有效。", "The evaluation shows whether the year's assistance worked."),
    messages={
        "completed-missing": Text(
            "总结评估完成日期（evaluation.completed）未记录", "`evaluation.completed` is not recorded"
        ),
        "reported-missing": Text(
            "总结评估上报日期（evaluation.reported）未记录", "`evaluation.reported` is not recorded"
        ),
        "later": Text(
            "总结评估的{what}日期 {day} 晚于截至日期，不计",
            "the date on which the evaluation was {what}, {day}, is after the as-of date and does not count",
        ),
        "reported-early": Text(
            "总结评估上报于 {reported}，早于完成日期 {completed}",
            "the evaluation was reported on {reported}, before it was completed on {completed}",
        ),
        "too-early": Text(
            "总结评估的{what}日期 {day} 早于 {year} 工作年度",
            "the evaluation was {what} on {day}, before working year {year} began",
        ),
    },
    fix=Text(
        "补记或更正总结评估的完成和上报日期。", "Record or correct when the evaluation was completed and reported."
    ),
)

WHAT = {"completed": Text("完成", "completed"), "reported": Text("上报", "reported")}


def check(year: PairingYear, requirement: Evaluation, context: Context) -> Sequence[Hit]:
    """What is not recorded as of the date, the evaluation or its report, and what cannot be about this year."""
    evaluation, hits = year.record.evaluation, []
    done = {"completed": evaluation.completed if evaluation else None}
    if requirement.reported:
        done["reported"] = evaluation.reported if evaluation else None
    for key, day in done.items():
        where = year.place.at("evaluation", key)
        if day is None:
            hits.append(hit(None, f"{key}-missing", where))
        elif day > context.as_of:
            hits.append(hit(None, "later", where, day=day, what=WHAT[key]))
        elif day.year < year.window.year:
            hits.append(hit(False, "too-early", where, day=day, year=year.window.year, what=WHAT[key]))
    completed, reported = done["completed"], done.get("reported")
    if not hits and completed and reported and reported < completed:
        where = year.place.at("evaluation", "reported")
        hits.append(hit(False, "reported-early", where, reported=reported, completed=completed))
    return hits


RULE = Rule(CARD, check)
