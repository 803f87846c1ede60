"""QS101 county-coverage: every county that the plan names has a pairing."""

from collections.abc import Iterator

from ..findings import Severity
from ..judging import paired_counties
from ..model.requirements import Requirement
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, ProgramSubject
from ..texts import Text

CARD = Card(
    id="QS101",
    name="county-coverage",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.PROGRAM,
    always=False,
    title=Text("受援县全覆盖", "county coverage"),
    asks=Text("方案列出的每个受援县都有结对。", "Every county that the plan names has a pairing."),
    why=Text("方案要求覆盖全部受援县的，一个也不能漏。", "Where a plan asks for every county, none may be left out."),
    messages={
        "covered": Text(
            "受援县 {actual} 个，方案承诺 {required} 个", "counties paired: {actual}, promised: {required}"
        ),
        "uncovered": Text(
            "{counties} 没有结对；已结对 {actual} 个县，方案承诺 {required} 个",
            "no pairing for {counties}; counties paired: {actual}, promised: {required}",
        ),
        "unnamed": Text(
            "方案承诺 {required} 个县，文件只列出 {named} 个；另 {missing} 个无从判断",
            "counties promised: {required}, named in the file: {named}; nothing is known of the others: {missing}",
        ),
        "too-many": Text(
            "受援地区列出 {named} 个县，多于方案承诺的 {required} 个",
            "counties named: {named}, more than the plan promises: {required}",
        ),
        "not-recorded": Text(
            "结对（pairings）未记录；方案承诺 {required} 个县，文件列出 {named} 个，未列出 {missing} 个",
            "`pairings` are not recorded; counties promised: {required}, named in the file: {named}, not named: {missing}",
        ),
        "no-counties": Text("有多少个受援县（counties）未记录", "how many `counties` there are is not recorded"),
    },
    fix=Text(
        "为未覆盖的县补上结对，已有而不在方案期间的（QS303），更正 active；方案未列名的县，补入 counties.named。",
        "Add a pairing for each county left out, or where there is one outside the plan's period (QS303) correct its "
        "`active`; add unnamed counties to counties.named.",
    ),
    fixes={
        "too-many": Text("更正 counties 的 total 或 named。", "Correct `total` or `named` of `counties`."),
        "no-counties": Text(
            "补记方案的受援县（plan.counties）。", "Record the counties of the plan (`plan.counties`)."
        ),
        "not-recorded": Text(
            "补记结对（pairings）；方案未列名的县，补入 counties.named。",
            "Record `pairings`; add unnamed counties to `counties.named`.",
        ),
    },
)


def check(program: ProgramSubject, requirement: Requirement, context: Context) -> Iterator[Hit]:
    """Yield the named counties without a pairing, and how many counties nothing is known of."""
    counties, place = program.plan.receiving, program.place.at("counties")
    named, promised = counties.named or (), counties.promised
    if promised is None:
        yield hit(None, "no-counties", place)
        return
    if len(named) > promised:
        yield hit(False, "too-many", place, named=len(named), required=promised)
    unnamed = max(0, promised - len(named))
    if program.pairings is None:
        yield hit(None, "not-recorded", place, required=promised, named=len(named), missing=unnamed)
        return
    paired = paired_counties(program)
    left_out = [number for number, county in enumerate(named) if county.code not in paired]
    if left_out:
        where = [place.at("named", number) for number in left_out]
        names = [named[number].name for number in left_out]
        yield hit(False, "uncovered", *where, counties=names, actual=len(paired), required=promised)
    if unnamed:
        yield hit(None, "unnamed", place.at("named"), required=promised, named=len(named), missing=unnamed)
    yield hit(True, "covered", place, actual=len(paired), required=promised)


RULE = Rule(CARD, check)
