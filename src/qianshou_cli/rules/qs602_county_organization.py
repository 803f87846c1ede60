"""QS602 county-organization: enough social-work organizations were grown in every county over the period."""

from collections.abc import Iterator, Sequence

from ..findings import Severity
from ..judging import enough, paired_counties
from ..model.program import Counties
from ..model.requirements import Minimum
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingSubject, ProgramSubject
from ..texts import Text

CARD = Card(
    id="QS602",
    name="county-organization",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.PROGRAM,
    always=False,
    title=Text("每县培育机构", "organizations per county"),
    asks=Text(
        "到方案期末，每个受援县至少培育规定数量的社会工作服务机构。",
        "By the end of the period at least so many social-work organizations have been grown in every receiving county.",
    ),
    why=Text(
        "帮扶结束后，县里要有能接着做的机构。", "When assistance ends, somebody in the county must be able to go on."
    ),
    messages={
        "short": Text(
            "{counties} 培育机构不足 {required} 家（最少的 {actual} 家）",
            "organizations grown in {counties}: fewer than {required} (the least: {actual})",
        ),
        "not-recorded": Text(
            "{counties} 的 outcomes.organizations 未记全，要求每县至少 {required} 家",
            "`outcomes.organizations` of {counties} is not fully recorded; at least {required} per county required",
        ),
        "unpaired": Text(
            "另有 {missing} 个受援县没有结对记录，要求每县至少 {required} 家",
            "more counties without a pairing on record: {missing}; at least {required} per county required",
        ),
        "no-counties": Text(
            "有多少个受援县（counties）未记录，不知道还有哪些县；要求每县至少 {required} 家",
            "how many `counties` there are is not recorded, so which others there are is not known; at least {required} per "
            "county required",
        ),
        "pairings-missing": Text(
            "结对（pairings）未记录，要求每县至少 {required} 家",
            "`pairings` are not recorded; at least {required} per county required",
        ),
    },
    fix=Text(
        "补记各年度 outcomes.organizations，或继续培育。",
        "Record `outcomes.organizations` of each year, or go on growing organizations.",
    ),
    fixes={
        "unpaired": Text(
            "为这些县补上结对（pairings）及其各年度 outcomes.organizations；没有这么多县的，更正 plan.counties。",
            "Record a pairing of each of these counties and its `outcomes.organizations` of each year; if there are not so "
            "many counties, correct `plan.counties`.",
        ),
        "no-counties": Text(
            "在 plan.counties 写明受援县总数（total），或列出各县（named）。",
            "Write in `plan.counties` how many counties there are (`total`), or name them (`named`).",
        ),
        "pairings-missing": Text(
            "补记结对（pairings）及其各年度 outcomes.organizations。",
            "Record `pairings` and their `outcomes.organizations` of each year.",
        ),
    },
)


def check(program: ProgramSubject, requirement: Minimum, context: Context) -> Iterator[Hit]:
    """Yield the counties with too few, those not fully recorded, and how many nothing is known of."""
    place = program.place.at("counties")
    if program.pairings is None:
        yield hit(None, "pairings-missing", place, required=requirement.min)
        return
    counted = paired_counties(program)
    by_county = {county: pairings for county, pairings in program.by_county.items() if county in counted}
    grown = {county: _grown(pairings) for county, pairings in by_county.items()}
    met = {county: enough(number, requirement.min, complete) for county, (number, complete) in grown.items()}
    for text, state in (("short", False), ("not-recorded", None)):
        counties = [county for county, truth in met.items() if truth is state]
        if counties:
            where = [pairing.place for county in counties for pairing in by_county[county]]
            least = min(grown[county][0] for county in counties) if state is False else None
            called = [program.plan.county_name(county) for county in counties]
            yield hit(state, text, *where, counties=called, actual=least, required=requirement.min)
    asked = program.plan.receiving
    if asked.promised is None:
        yield hit(None, "no-counties", place, required=requirement.min)
    elif missing := _unpaired(asked, set(by_county)):
        yield hit(None, "unpaired", place, missing=missing, required=requirement.min)


def _unpaired(counties: Counties, paired: set[str]) -> int:
    """How many of the plan's counties have no pairing: those named, and of those promised beyond them what is left."""
    named = {county.code for county in counties.named or ()}
    unnamed = max(0, (counties.total or 0) - len(named))
    return len(named - paired) + max(0, unnamed - len(paired - named))


def _grown(pairings: Sequence[PairingSubject]) -> tuple[int, bool]:
    years = [year for pairing in pairings for year in pairing.years if year.in_plan]
    values = [year.record.outcomes.organizations if year.record.outcomes else None for year in years]
    return sum(value or 0 for value in values), None not in values


RULE = Rule(CARD, check)
