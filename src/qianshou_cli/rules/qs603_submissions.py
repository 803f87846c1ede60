"""QS603 submissions: each paper that the plan asks for was handed in by its due date."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ..dataset import Place
from ..findings import Severity
from ..model.requirements import Submissions
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, ProgramSubject
from ..texts import Text

CARD = Card(
    id="QS603",
    name="submissions",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.PROGRAM,
    always=False,
    title=Text("按期报送", "submissions"),
    asks=Text(
        "方案要求的材料在截止日期（含当日）前报送；到当日还没有报送的，就是不符合。",
        "Each paper that the plan asks for is handed in by its due date, that day included; one that is not by then fails on that day.",
    ),
    why=Text(
        "方案写明了材料报送期限的，是否按期要有日期为证。",
        "Where a plan says by when papers are handed in, a date has to show that they were.",
    ),
    messages={
        "late": Text(
            "{name} 报送于 {submitted}，晚于截止日期 {date}", "{name} was handed in on {submitted}, after {date}"
        ),
        "missing": Text("{name} 没有报送，截止日期 {date}", "{name} is not handed in; due date: {date}"),
        "later": Text(
            "{name} 的报送日期 {submitted} 晚于截至日期，不计；截止日期 {date}",
            "{name} is dated {submitted}, after the as-of date, and does not count; due date: {date}",
        ),
        "not-recorded": Text(
            "{name} 的报送日期（submissions）未记录，截止日期 {date}",
            "no date of handing in `{name}` is recorded under `submissions`; due date: {date}",
        ),
    },
    fix=Text("报送材料，或补记、更正报送日期。", "Hand the paper in, or record or correct when it was."),
)


def check(program: ProgramSubject, requirement: Submissions, context: Context) -> Iterator[Hit]:
    """Yield what is late, missing or not recorded, each with its own due date."""
    submissions, top = program.data.model.submissions, Place(program.data.document, ("submissions",))
    dated: dict[str, tuple[date, int]] = {}
    undated: dict[str, int] = {}
    for n, paper in enumerate(submissions or ()):
        if paper.submitted is None:
            undated.setdefault(paper.name, n)
        else:
            dated[paper.name] = min(dated.get(paper.name, (date.max, n)), (paper.submitted, n))
    for item in requirement.items:
        submitted, number = dated.get(item.name, (None, 0))
        values: dict[str, Any] = {"name": item.name, "date": item.due}
        if submitted and submitted <= min(item.due, context.as_of):
            continue
        if submissions == ():
            yield hit(False, "missing", top, due=item.due, **values)
        elif item.name in undated or not submitted:
            place = top.at(undated[item.name], "submitted") if item.name in undated else top
            yield hit(None, "not-recorded", place, due=item.due, **values)
        elif submitted > context.as_of:
            yield hit(None, "later", top.at(number, "submitted"), due=item.due, submitted=submitted, **values)
        else:
            yield hit(False, "late", top.at(number, "submitted"), waits=False, submitted=submitted, **values)


RULE = Rule(CARD, check)
