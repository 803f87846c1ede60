"""QS601 outcomes: the targets of the period are reached by its end."""

from collections.abc import Iterator, Sequence

from ..findings import Severity
from ..judging import enough, paired_counties
from ..model.requirements import Outcomes
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingSubject, ProgramSubject
from ..texts import Text

CARD = Card(
    id="QS601",
    name="outcomes",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.PROGRAM,
    always=False,
    title=Text("绩效指标", "targets of the period"),
    asks=Text(
        "到方案期末，各结对历年成效合计达到方案的指标；受益县按已结对的不同县计，方案列全受援县的，只计其中的县。",
        "By the end of the period the outcomes of all pairings and years reach the plan's targets; counties: distinct counties "
        "paired, and where the plan names all of its counties, only these.",
    ),
    why=Text("指标是方案对整个期间预期的成果。", "The targets are what the plan expects of its whole period."),
    messages={
        "short": Text("{name} {actual}，指标 {required}", "{name}: {actual} of {required}"),
        "not-recorded": Text(
            "{name} 已记录 {actual}，指标 {required}，历年成效未记全",
            "{name}: {actual} of {required} recorded, not every year's outcomes are recorded",
        ),
        "nothing-recorded": Text(
            "{name}的成效（outcomes）没有记录，指标 {required}",
            "{name} are not recorded in `outcomes`; the target is {required}",
        ),
        "pairings-missing": Text(
            "结对（pairings）未记录，{name}指标 {required}",
            "`pairings` are not recorded; the target of {name} is {required}",
        ),
        "reached": Text("{name} {actual}，指标 {required}", "{name}: {actual} of {required}"),
    },
    fix=Text(
        "补记各年度 outcomes（受益县：补记方案各县的结对 pairings）；未达到的指标抓紧完成。",
        "Record `outcomes` of each year (for counties: `pairings` of the plan's counties), and work towards the targets not "
        "reached.",
    ),
    fixes={
        "pairings-missing": Text(
            "补记结对（pairings）及其各年度 outcomes。", "Record `pairings` and their `outcomes` of each year."
        ),
    },
)

NAMES = {
    "counties": Text("受益县", "counties"),
    "beneficiaries": Text("受益人", "beneficiaries"),
    "stations": Text("社会工作服务站", "stations"),
    "organizations": Text("发展机构", "organizations"),
    "professionals": Text("培养人才", "professionals"),
    "trainees": Text("培训人次", "trainees"),
}


def check(program: ProgramSubject, requirement: Outcomes, context: Context) -> Iterator[Hit]:
    """Yield each target with what is reached so far."""
    for key, name in NAMES.items():
        target = getattr(requirement, key)
        if target is None:
            continue
        place = program.place.at("requirements", "outcomes", key)
        if program.pairings is None:
            yield hit(None, "pairings-missing", place, name=name, required=target)
            continue
        reached, complete = _reached(program, program.pairings, key)
        met = None if reached is None else enough(reached, target, complete)
        text = {True: "reached", False: "short", None: "nothing-recorded" if reached is None else "not-recorded"}[met]
        at_least = met is not None and not complete
        yield hit(met, text, place, at_least=at_least, name=name, actual=reached, required=target)


def _reached(program: ProgramSubject, pairings: Sequence[PairingSubject], key: str) -> tuple[int | None, bool]:
    """The sum over pairings and begun years, None when no year records it, and whether all of them do."""
    if key == "counties":
        return len(paired_counties(program)), True
    years = [year for pairing in pairings for year in pairing.years if year.in_plan]
    values = [getattr(year.record.outcomes, key, None) for year in years]
    known = [value for value in values if value is not None]
    return sum(known) if known or not values else None, len(known) == len(values)


RULE = Rule(CARD, check)
