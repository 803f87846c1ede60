"""The year-end report as a workbook: the facts of the page in tables to sort and filter, with numbers as numbers."""

from collections.abc import Iterator, Mapping

from ... import __version__
from ...findings import COUNTED, Status
from ...standing import STATE_TEXTS, Measure, State
from ...texts import Text, capital
from ...year_report import ON_DAYS, WORDS, Counted, ProgramYear, Say, YearReport, cautions, failures, summed
from ..shared.look import Look
from ..shared.parts import worst_first
from ..shared.sheets import AT_LEAST, AT_MOST, HEADING, LABEL, PLAIN, TITLE, Book, Row, Styled, Value
from ..xlsx import FINDING_HEADS, WAIVER_HEADS, WAIVERS, finding_row, waiver_rows

PAGE = (30, 72)
"""The columns of names and values on the first and the last sheet."""
COVERAGE = {
    "plan": 20,
    "county": 32,
    "code": 10,
    "state": 15,
    "pairing": 20,
    "sender": 40,
    "receiver": 40,
    "active": 28,
}
MATRIX = {"plan": 20, "pairing": 20, "county": 32}
WORKDAYS = {"plan": 20, "pairing": 18, "county": 32, "side": 30, "done": 14, "required": 10, "owed": 10, "people": 50}
MINIMA = {
    "plan": 20,
    "pairing": 18,
    "county": 32,
    "rule": 9,
    "minimum": 30,
    "clause": 16,
    "done": 14,
    "required": 13,
    "owed": 13,
    "unit": 12,
    "state": 14,
}
TARGETS = {"plan": 24, "target": 40, "done": 14, "required": 14}
IN_ORDER = {"plan": 24, "rule": 9, "requirement": 44, "clause": 26, "passed": 13, "judged": 13}
"""The columns of each sheet: the keys of their headings, and how many characters wide they are."""

COLOURS = {
    State.DONE: Status.PASS,
    State.OUT_OF_REACH: Status.FAIL,
    State.NOT_RECORDED: Status.UNKNOWN,
    State.AT_RISK: Status.PENDING,
    State.ON_TRACK: Status.PENDING,
}
LINE_TO_SIGN = 40
"""How tall a row to sign in is, in points."""


def render(report: YearReport, look: Look, reveal: bool = False) -> bytes:
    """The bytes of the workbook; `reveal` shows names of persons in full. No cell is a formula."""
    say = Say(look.lang, reveal)
    book = Book(look.lang, say("title", year=report.year))
    results = [*report.unreadable, *(result for program in report.programs for result in program.findings)]
    findings = (
        finding_row(result, say.text(report.titles[result.rule]), say.lang)
        for result in worst_first(results, strict=False)
    )
    groups = [(group, 13) for group in report.groups.values()]
    book.page(WORDS["overview"], PAGE, _overview(report, say))
    book.table(WORDS["coverage"], _heads(COVERAGE), _coverage(report, say), say("none_named"))
    book.table(WORDS["matrix"], [*_heads(MATRIX), *groups], _matrix(report, say))
    book.table(WORDS["workdays"], _heads(WORKDAYS), _workdays(report, say), say("no_minima"))
    book.table(WORDS["minima"], _heads(MINIMA), _minima(report, say), say("no_minima"))
    book.table(WORDS["targets"], _heads(TARGETS), _targets(report, say), say("none"))
    book.table(WORDS["findings"], FINDING_HEADS, findings, say("no_findings"))
    book.table(WAIVERS, WAIVER_HEADS, waiver_rows(results, say.lang), say("none"))
    book.table(WORDS["in_order"], _heads(IN_ORDER), _in_order(report, say), say("none"))
    book.page(WORDS["signatures"], PAGE, _signatures(report, say), LINE_TO_SIGN)
    return book.content()


def _label(text: str) -> Styled:
    return Styled(capital(text), LABEL)


def _heads(columns: Mapping[str, int]) -> list[tuple[Text, int]]:
    return [(WORDS[key], width) for key, width in columns.items()]


def _opening(report: YearReport, say: Say) -> Iterator[Row]:
    """What the report is, of which year, and as of when."""
    yield [Styled(say("title", year=report.year), TITLE)]
    yield _label(say("year")), report.year
    yield _label(say("day")), report.as_of.isoformat()


def _overview(report: YearReport, say: Say) -> Iterator[Row]:
    yield from _opening(report, say)
    yield _label(say("tool")), f"qianshou {__version__}"
    yield [Styled(say("revealed"), Status.UNKNOWN) if say.reveal else say("masked")]
    yield [f"{say('matrix')}{say.colon}{say('matrix_note')}"]
    yield [say("table_note")]
    if not report.over:
        yield [Styled(say("not_over"), Status.UNKNOWN)]
    if report.left_out:
        yield [Styled(say("left_out", rules=report.left_out), Status.UNKNOWN)]
    if report.unreadable:
        yield [Styled(say("unreadable"), HEADING)]
        yield [say("unreadable_note")]
        for result in report.unreadable:
            yield Styled(str(result.locations[0]), Status.FAIL), f"{result.rule} {result.message(say.lang)}"
    for program in report.programs:
        yield [Styled(program.info.title, HEADING)]
        if outside := say.outside(program):
            yield [Styled(outside, Status.UNKNOWN)]
        for name, value in (*_identity(program, say), *_figures(program, say)):
            yield name if isinstance(name, Styled) else _label(name), value


def _identity(program: ProgramYear, say: Say) -> Iterator[tuple[str, Value]]:
    """Which plan it is, and what it was read from."""
    info = program.info
    yield say("plan"), info.id
    if info.document:
        yield say("document"), info.document
    yield say("period"), say.period(info.period)
    yield say("provinces"), f"{info.sender_province} → {info.receiver_province}"
    for number, file in enumerate(program.files):
        yield "" if number else say("source"), file


def _figures(program: ProgramYear, say: Say) -> Iterator[tuple[str | Styled, Value | Styled]]:
    """How the year stands, in numbers."""
    apart = say.apart(program)
    yield from _counted(say("pairings"), program.pairings_counted, say)
    if program.standing.counties:
        yield from _counted(say("counties"), program.counties_paired, say)
    yield say("coverage"), say.coverage(program)
    for rule in ON_DAYS:
        if rows := program.workdays(rule):
            yield say.text(rows[0][2].title), _number(*summed(rows), say)
    for caution in cautions(program, say):
        yield say("workdays"), caution
    yield say("judged") + apart, sum(program.counts.values())
    for status in COUNTED:
        yield Styled(say.status(status) + apart, status), program.counts[status]
    yield say("findings"), failures(program, say)


def _counted(name: str, counted: Counted | None, say: Say) -> Iterator[tuple[str, Value]]:
    """How many there are in the year, and in the plan's period where that is another number."""
    yield name, counted.year if counted else say("not_recorded")
    if counted and say.rest(counted):
        yield say("in_period"), counted.period


def _coverage(report: YearReport, say: Say) -> Iterator[Row]:
    for program in report.programs:
        for county in program.standing.counties:
            place = (program.info.id, county.name, county.code)
            word, status = program.county_state(county)
            spans = program.standing.spans
            pairings: list[Row] = [
                (item.id, item.sender, item.receiver, say.span(spans[item.id])) for item in program.paired(county)
            ]
            for pairing in pairings or [(None,) * 4]:
                yield *place, Styled(say(word), status), *pairing


def _matrix(report: YearReport, say: Say) -> Iterator[Row]:
    for program in report.programs:
        for row in program.matrix:
            yield (
                program.info.id,
                row.pairing or say.row(row),
                row.county,
                *(Styled(say.cell(cell), cell.status or PLAIN) for cell in row.cells),
            )


def _workdays(report: YearReport, say: Say) -> Iterator[Row]:
    for program in report.programs:
        for rule in ON_DAYS:
            for pairing, county, measure in program.workdays(rule):
                days = measure.days
                side = say.text(measure.title) + (say("each") if days and days.each else "")
                people = say.listing(map(say.share, days.shares)) if days else ""
                yield program.info.id, pairing, county, side, *_amounts(measure, say), people or None


def _minima(report: YearReport, say: Say) -> Iterator[Row]:
    for program in report.programs:
        for item in program.pairings:
            for measure in item.measures:
                yield (
                    program.info.id,
                    item.pairing,
                    item.county,
                    measure.rule,
                    say.text(measure.title),
                    say.listing(measure.clauses),
                    *_amounts(measure, say),
                    say.text(measure.unit),
                    Styled(say.text(STATE_TEXTS[measure.state]), COLOURS[measure.state]),
                )


def _targets(report: YearReport, say: Say) -> Iterator[Row]:
    for program in report.programs:
        for target in program.standing.targets:
            done = _number(target.done, target.complete, say)
            yield program.info.id, say.text(target.name), done, target.required


def _in_order(report: YearReport, say: Say) -> Iterator[Row]:
    for program in report.programs:
        for item in program.in_order:
            clauses = say.listing(item.clauses)
            yield program.info.id, item.rule, say.text(item.title), clauses, item.passed, item.judged


def _signatures(report: YearReport, say: Say) -> Iterator[Row]:
    yield from _opening(report, say)
    for key in ("seal", "prepared", "reviewed", "approved", "date"):
        yield _label(say(key)), None


def _amounts(measure: Measure, say: Say) -> tuple[Value | Styled, ...]:
    """What is done of a minimum, what is asked, and what is owed: up to so much, where records are missing."""
    owed = Styled(measure.owed, PLAIN if measure.complete or not measure.owed else AT_MOST)
    return _number(measure.done, measure.complete, say), measure.required, owed


def _number(done: Value, complete: bool, say: Say) -> Value | Styled:
    """A number that may not be fully recorded."""
    return say("nothing_counts") if done is None else Styled(done, PLAIN if complete else AT_LEAST)
