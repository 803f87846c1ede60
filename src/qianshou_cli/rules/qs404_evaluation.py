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
        "too-early": Text(
            "总结评估的日期 {day} 早于 {year} 工作年度", "{day} is earlier than working year {year} that is evaluated"
        ),
    },
    fix=Text("补记总结评估的完成和上报日期。", "Record when the evaluation was completed and reported."),
)


def check(year: PairingYear, requirement: Evaluation, context: Context) -> Sequence[Hit]:
    """What is not recorded as of the date, the evaluation or its report, and what cannot be about this year."""
    evaluation, hits = year.record.evaluation, []
    done = {"completed": evaluation.completed if evaluation else None}
    if requirement.reported:
        done["reported"] = evaluation.reported if evaluation else None
    for key, day in done.items():
        if day is None or day > context.as_of:
            hits.append(hit(None, f"{key}-missing", year.place.at("evaluation", key)))
        elif day.year < year.window.year:
            where = year.place.at("evaluation", key)
            hits.append(hit(False, "too-early", where, waits=False, day=day, year=year.window.year))
    return hits


RULE = Rule(CARD, check)
