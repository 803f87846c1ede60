"""QS401 projects: enough service projects were designed and carried out in the working year."""

from collections.abc import Sequence

from ..findings import Severity
from ..model.requirements import Minimum
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingYear
from ..texts import Text

CARD = Card(
    id="QS401",
    name="projects",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.PAIRING_YEAR,
    always=False,
    title=Text("服务项目", "service projects"),
    asks=Text(
        "每个工作年度设计并实施规定数量的社会工作服务项目（实施中或已完成）。",
        "As many service projects as the plan says are designed and carried out each working year (running or completed).",
    ),
    why=Text("帮扶以项目落地。", "Assistance takes shape in projects."),
    messages={
        "number": Text(
            "实施的服务项目 {actual} 个，要求至少 {required} 个",
            "service projects carried out: {actual}, at least {required} required",
        ),
        "status-missing": Text(
            "实施的服务项目 {actual} 个，要求至少 {required} 个；另 {undecided} 个项目的状态（status）未记录",
            "service projects carried out: {actual}, at least {required} required; projects whose `status` is not recorded: {undecided}",
        ),
        "not-recorded": Text(
            "服务项目（projects）未记录，要求至少 {required} 个",
            "`projects` are not recorded; at least {required} required",
        ),
    },
    fix=Text("补做或补记服务项目及其状态。", "Carry out a project, or record it and its status."),
)

CARRIED_OUT = ("running", "completed")


def check(year: PairingYear, requirement: Minimum, context: Context) -> Sequence[Hit]:
    """Too few projects that are running or completed."""
    projects, place = year.record.projects, year.place.at("projects")
    if projects is None:
        return [hit(None, "not-recorded", place, required=requirement.min)]
    done = sum([project.status in CARRIED_OUT for project in projects])
    open_ones = [number for number, project in enumerate(projects) if project.status is None]
    if done < requirement.min <= done + len(open_ones):
        where = [place.at(number) for number in open_ones]
        return [hit(None, "status-missing", *where, actual=done, required=requirement.min, undecided=len(open_ones))]
    met = done >= requirement.min
    return [hit(met, "number", place, at_least=bool(open_ones), actual=done, required=requirement.min)]


RULE = Rule(CARD, check)
