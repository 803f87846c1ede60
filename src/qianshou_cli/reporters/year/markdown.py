"""The year-end report as Markdown (GitHub's flavour): the same facts as the page, without pictures and filters."""

from collections.abc import Iterator, Sequence

from ... import __version__
from ...findings import Result, Status
from ...standing import Measure
from ...texts import amount, mask
from ...year_report import ON_DAYS, ProgramYear, Say, YearReport, cautions, failures, minima, summed, verdict
from ..markdown import escape
from ..shared.look import Look


def render(report: YearReport, look: Look, reveal: bool = False) -> str:
    """The report; `reveal` shows names of persons in full."""
    return "\n".join(_Page(report, Say(look.lang, reveal)).lines()).rstrip() + "\n"


def plain(text: object) -> str:
    """Data as text only: masked, on one line, and nothing in it is markup."""
    return escape(mask(str(text)))


class _Page:
    def __init__(self, report: YearReport, say: Say) -> None:
        self.report, self.say = report, say

    def lines(self) -> Iterator[str]:
        report, say = self.report, self.say
        yield from (f"# {say('title', year=report.year)}", "")
        notes = [say("as_of", date=report.as_of), say("made_by", version=__version__)]
        notes.append(say("revealed") if say.reveal else say("masked"))
        if not report.over:
            notes.append(say("not_over"))
        if report.left_out:
            notes.append(say("left_out", rules=report.left_out))
        notes.append(say("signs"))
        yield from (f"- {note}" for note in notes)
        yield ""
        if report.unreadable:
            yield from (f"## {say('unreadable')}", "", say("unreadable_note"), "")
            for result in report.unreadable:
                yield f"- {self.places(result)} {result.rule} {plain(result.message(say.lang))}"
            yield ""
        for program in report.programs:
            yield from self.program(program)
        yield from (f"## {say('signatures')}", "")
        yield from self.table(self.heads("seal", "prepared", "reviewed", "approved", "date"), [(" ",) * 5])

    def program(self, program: ProgramYear) -> Iterator[str]:
        info, say = program.info, self.say
        yield from (f"## {plain(info.title)}", "")
        if info.document:
            yield f"- {say('document')}{say.colon}{plain(info.document)}"
        yield f"- {say('period')}{say.colon}{say.period(info.period)}"
        yield f"- {say('provinces')}{say.colon}{plain(info.sender_province)} → {plain(info.receiver_province)}"
        yield f"- {say('source')}{say.colon}{plain(say.listing(program.files))}"
        yield ""
        if outside := say.outside(program):
            yield from (outside, "")
        for title, part in (
            ("overview", self.overview(program)),
            ("coverage", self.coverage(program)),
            ("matrix", self.matrix(program)),
            ("workdays", self.workdays(program)),
            ("minima", self.minima(program)),
            ("targets", self.targets(program)),
            ("findings", self.findings(program)),
            ("in_order", self.in_order(program)),
        ):
            if lines := list(part):
                yield from (f"### {say.heading(title, program)}", "", *lines)

    def overview(self, program: ProgramYear) -> Iterator[str]:
        yield verdict(program, self.say)
        yield failures(program, self.say)
        yield ""
        counted = program.pairings_counted
        number = f"{counted.year}{self.say.rest(counted)}" if counted else self.say("not_recorded")
        yield f"- {self.say('pairings')}{self.say.colon}{number}"
        for rule in ON_DAYS:
            if rows := program.workdays(rule):
                title = self.say.text(self.report.titles[rule])
                yield f"- {title}{self.say.colon}{self.say.number(*summed(rows))}"
        yield ""

    def coverage(self, program: ProgramYear) -> Iterator[str]:
        say, standing = self.say, program.standing
        yield from (say.coverage(program), "")
        if not standing.counties:
            return
        rows = []
        for county in standing.counties:
            word, _ = program.county_state(county)
            names = say.listing(say.pairing(pairing, program) for pairing in program.paired(county))
            rows.append((county.name, county.code, say(word), names))
        yield from self.table(self.heads("county", "code", "state", "pairing"), rows)

    def matrix(self, program: ProgramYear) -> Iterator[str]:
        say = self.say
        yield from (say("matrix_note"), "")
        heads = [say("pairing"), *(say.text(group) for group in self.report.groups.values())]
        rows = []
        for row in program.matrix:
            rows.append([say.row(row), *(say.cell(cell) for cell in row.cells)])
        yield from self.table(heads, rows)

    def workdays(self, program: ProgramYear) -> Iterator[str]:
        say = self.say
        for rule in ON_DAYS:
            rows = program.workdays(rule)
            if not rows:
                continue
            each = say("each") if rows[0][2].days and rows[0][2].days.each else ""
            yield from (f"#### {say.text(self.report.titles[rule])}{each}", "")
            yield from self.table(
                self.heads("pairing", "done", "required", "owed", "people"),
                [self.days(f"{pairing} {county}", measure) for pairing, county, measure in rows],
            )
        for caution in cautions(program, say):
            yield from (caution, "")

    def days(self, name: str, measure: Measure) -> Sequence[str]:
        shares = measure.days.shares if measure.days else ()
        people = self.say.listing(map(self.say.share, shares))
        return name, self.say.done(measure), amount(measure.required), self.say.owed(measure), people or "-"

    def minima(self, program: ProgramYear) -> Iterator[str]:
        found = minima(program)
        if not found.titles:
            return
        yield from (self.say("minima_note"), "")
        heads = [self.say("pairing"), *(self.say.text(title) for title in found.titles)]
        yield from self.table(
            heads,
            [
                [name, *(f"{self.say.done(cell)}/{amount(cell.required)}" if cell else "-" for cell in cells)]
                for name, cells in found.rows
            ],
        )

    def targets(self, program: ProgramYear) -> Iterator[str]:
        say, standing = self.say, program.standing
        if not standing.targets:
            return
        yield from (say("targets_note", years=say.period(standing.period)), "")
        rows = [
            (say.text(target.name), say.number(target.done, target.complete), str(target.required))
            for target in standing.targets
        ]
        yield from self.table(self.heads("target", "done", "required"), rows)

    def findings(self, program: ProgramYear) -> Iterator[str]:
        say = self.say
        if not program.statuses:
            yield from (say("no_findings"), "")
        for status in program.statuses:
            yield from (f"#### {say(status.value)}", "")
            for result in program.listed[status]:
                yield from self.finding(result, program)
            for gap in program.unrecorded if status is Status.UNKNOWN else ():
                yield f"- **{plain(gap.name)}**{say.colon}{say('no_records', n=gap.number)}"
                yield f"  ({say('place')}{say.colon}{plain(gap.where)})"
            yield ""

    def finding(self, result: Result, program: ProgramYear) -> Iterator[str]:
        say = self.say
        title = say.text(self.report.titles[result.rule])
        subject = " ".join(
            filter(None, (f"**{say.label(result)} {result.rule} {title}**", plain(say.subject(result, program))))
        )
        yield f"- {subject}{say.colon}{plain(result.message(say.lang))}"
        if result.waiver:
            yield f"  - {plain(result.waiver.says(say.lang))}"
        clauses = (
            f"{say('clause')}{say.colon}{plain(say.listing(result.clauses))}{say.semicolon}" if result.clauses else ""
        )
        yield f"  - {clauses}{say('place')}{say.colon}{self.places(result)}"
        if result.mend:
            yield f"  - {say('fix')}{say.colon}{plain(say.text(result.mend))}"

    def in_order(self, program: ProgramYear) -> Iterator[str]:
        say = self.say
        if not program.in_order:
            yield from (say("none"), "")
            return
        rows = [
            (f"{item.rule} {say.text(item.title)}", say.listing(item.clauses) or "-", f"{item.passed}/{item.judged}")
            for item in program.in_order
        ]
        yield from self.table(self.heads("rule", "clause", "passed_of"), rows)

    def places(self, result: Result) -> str:
        rest = len(result.locations) - 3
        shown = ", ".join(plain(span) for span in result.locations[:3])
        return f"{shown} (+{rest})" if rest > 0 else shown

    def heads(self, *keys: str) -> Sequence[str]:
        return [self.say(key) for key in keys]

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
        yield f"| {' | '.join(heads)} |"
        yield f"|{'---|' * len(heads)}"
        yield from (f"| {' | '.join(plain(cell) for cell in row)} |" for row in rows)
        yield ""
