"""The year-end report: what a run found about one working year, put together as a department reads it.

Only the facts, in their order: every output sets out the same ones.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..findings import COUNTED, LISTED, PairingInfo, ProgramInfo, Report, Result, Severity, Status, is_input, tally
from ..model import Interval
from ..spans import Span
from ..standing import CountyStanding, Measure, PairingStanding, ProgramStanding
from ..texts import Text

INPUT_GROUP = "0"
"""The group of the rules on reading files."""


class Cell(NamedTuple):
    """A pairing and a group of rules: the gravest status and how many results have it; None: nothing was judged."""

    status: Status | None
    number: int


class Row(NamedTuple):
    """A row of the matrix: what a pairing (None: the programme as a whole) is called, and a cell for each group."""

    pairing: str | None
    county: str | None
    cells: tuple[Cell, ...]
    organizations: bool = False
    """Whether what is found of organizations, which may be in several pairings, is in it, too."""


class Unrecorded(NamedTuple):
    """A pairing or organization without any record in the year, and how many requirements can't be judged for it."""

    name: str
    """Its id, with the county or the organization's name."""
    number: int
    where: Span
    groups: tuple[str, ...]
    """The groups of the rules that ask for these."""


class InOrder(NamedTuple):
    """A rule that was met, and by how many of its subjects."""

    rule: str
    title: Text
    clauses: tuple[str, ...]
    passed: int
    judged: int


class Counted(NamedTuple):
    """How many there are in the year, and how many in the plan's whole period."""

    year: int
    period: int


class ProgramYear(NamedTuple):
    """One programme in the year."""

    year: int
    info: ProgramInfo
    by_id: Mapping[str, PairingInfo]
    """Its pairings by id."""
    standing: ProgramStanding
    findings: tuple[Result, ...]
    """Every result that did not pass, in the order of the run."""
    counts: Mapping[Status, int]
    matrix: tuple[Row, ...]
    listed: Mapping[Status, tuple[Result, ...]]
    """The results of each listed status; those of pairings without any record stand in `unrecorded`."""
    unrecorded: tuple[Unrecorded, ...]
    in_order: tuple[InOrder, ...]

    def named(self, name: str) -> str:
        """A pairing's id with its county; another name as it is."""
        return f"{name} {self.by_id[name].county}" if name in self.by_id else name

    @property
    def statuses(self) -> list[Status]:
        """The statuses that have something to list."""
        return [s for s in LISTED if self.listed[s] or (s is Status.UNKNOWN and self.unrecorded)]

    @property
    def files(self) -> tuple[str, ...]:
        """What was read for it: the program file, then the records files."""
        return self.info.file, *self.standing.records

    @property
    def errors(self) -> int:
        """How many results failed that are no mere warnings."""
        return sum(result.severity is Severity.ERROR for result in self.listed[Status.FAIL])

    @property
    def failing_pairings(self) -> int:
        """How many pairings do not meet a requirement."""
        failing = {result.pairing for result in self.listed[Status.FAIL]}
        return len(failing & self.by_id.keys())  # a waiver may name one that is not there

    @property
    def in_period(self) -> bool:
        """Whether the year is one of the plan's."""
        first, last = self.info.period
        return first <= self.year <= last

    @property
    def pairings_counted(self) -> Counted | None:
        """How many pairings there are; None: they are not recorded."""
        return self._counted([(pairing,) for pairing in self.standing.spans])

    @property
    def counties_paired(self) -> Counted | None:
        """How many counties have a pairing, as the rules count them; None: the pairings are not recorded."""
        return self._counted([county.pairings for county in self.standing.counties if county.pairings])

    def _counted(self, paired: Sequence[Sequence[str]]) -> Counted | None:
        if self.standing.pairings is None:
            return None
        return Counted(sum(any(map(self.in_year, pairings)) for pairings in paired), len(paired))

    @property
    def counties_named(self) -> tuple[CountyStanding, ...]:
        """The counties that the plan names."""
        return tuple(county for county in self.standing.counties if county.named)

    @property
    def counties_promised(self) -> int:
        """How many counties there are: as promised, else as many as are named; 0: neither is recorded."""
        return self.standing.counties_total or len(self.counties_named)

    @property
    def pairings(self) -> tuple[PairingStanding, ...]:
        """Where the pairings stand, in the order of the file."""
        order = {name: number for number, name in enumerate(self.by_id)}
        return tuple(sorted(self.standing.pairings or (), key=lambda item: order[item.pairing]))

    def workdays(self, rule: str) -> tuple[tuple[str, str, Measure], ...]:
        """The workdays of a rule, by pairing in the order of the file: id, county, measure."""
        return tuple((item.pairing, item.county, m) for item in self.pairings for m in item.measures if m.rule == rule)

    def county_state(self, county: CountyStanding) -> tuple[str, Status]:
        """The word for whether a county is paired in the year, and the status whose colour it has."""
        if any(map(self.in_year, county.pairings)):
            return ("paired", Status.PASS) if county.named else ("paired_unnamed", Status.UNKNOWN)
        if county.pairings:
            return ("idle", Status.NOT_APPLICABLE) if county.named else ("idle_unnamed", Status.UNKNOWN)
        return ("not_recorded", Status.UNKNOWN) if self.standing.pairings is None else ("unpaired", Status.FAIL)

    def paired(self, county: CountyStanding) -> tuple[PairingInfo, ...]:
        """The pairings of a county."""
        return tuple(self.by_id[name] for name in county.pairings)

    def in_year(self, pairing: str) -> bool:
        """Whether a pairing has a day in the year."""
        span = self.standing.spans[pairing]
        return span.first.year <= self.year <= span.last.year

    def not_all_year(self, pairing: str) -> Interval | None:
        """The span of a pairing that does not last the whole year, or has no day in it."""
        span = self.standing.spans[pairing]
        return span if span.first > date(self.year, 1, 1) or span.last < date(self.year, 12, 31) else None


class YearReport(NamedTuple):
    """A working year of the programmes of a run."""

    year: int
    as_of: date
    groups: Mapping[str, Text]
    """The groups of rules, by the digit of their hundred, in the order of the matrix."""
    titles: Mapping[str, Text]
    """What each rule is called, by its id."""
    programs: tuple[ProgramYear, ...]
    unreadable: tuple[Result, ...]
    """What could not be read or evaluated: the report is silent on what it holds."""
    left_out: tuple[str, ...]
    """The rules that this run did not judge."""

    @property
    def over(self) -> bool:
        """Whether the working year is over."""
        return self.as_of >= date(self.year, 12, 31)


def year_report(
    year: int,
    report: Report,
    standings: Iterable[ProgramStanding],
    groups: Mapping[str, Text],
    judged: Iterable[str],
) -> YearReport:
    """Put a year-end report together.

    `report` is of that year only and keeps all results; `standings` are those of the same files; `judged` holds
    the ids of the rules that the run used.
    """
    shown = {group: text for group, text in groups.items() if group != INPUT_GROUP}
    by_id = {standing.id: standing for standing in standings}
    found: dict[str | None, list[Result]] = {}
    for result in report.results:
        if not is_input(result):
            found.setdefault(result.program, []).append(result)
    titles = {rule.id: rule.title for rule in report.rules}
    programs = tuple(
        _program(year, info, by_id[info.id], found.get(info.id, []), shown, titles) for info in report.programs
    )
    unused = {name for name in titles if name[2] != INPUT_GROUP} - set(judged)
    return YearReport(
        year=year,
        as_of=report.as_of,
        groups=shown,
        titles=titles,
        programs=programs,
        unreadable=tuple(result for result in report.results if is_input(result)),
        left_out=tuple(sorted(unused)),
    )


def _program(
    year: int,
    info: ProgramInfo,
    standing: ProgramStanding,
    results: Sequence[Result],
    groups: Iterable[str],
    titles: Mapping[str, Text],
) -> ProgramYear:
    by_id = {pairing.id: pairing for pairing in info.pairings or ()}
    counts = Counter(result.status for result in results)
    empty = [result for result in results if result.without_record]
    listed = {status: tuple(_in_order_of_weight(results, status)) for status in LISTED}
    return ProgramYear(
        year=year,
        info=info,
        by_id=by_id,
        standing=standing,
        findings=tuple(result for result in results if result.status in LISTED),
        counts={status: counts[status] for status in COUNTED},
        matrix=tuple(_matrix(info, results, tuple(groups))),
        listed={**listed, Status.UNKNOWN: tuple(r for r in listed[Status.UNKNOWN] if not r.without_record)},
        unrecorded=tuple(_unrecorded(empty, by_id, standing.organizations)),
        in_order=tuple(_in_order(results, titles)),
    )


def _in_order_of_weight(results: Iterable[Result], status: Status) -> list[Result]:
    """The results of a status, errors before warnings, else as they stand."""
    found = [result for result in results if result.status is status]
    return sorted(found, key=lambda result: result.severity is not Severity.ERROR)


def _matrix(info: ProgramInfo, results: Sequence[Result], groups: Sequence[str]) -> Iterable[Row]:
    statuses = tally(results)
    organizations = any(r.organization and r.pairing is None and r.status in COUNTED for r in results)
    rows: list[tuple[str | None, str | None]] = [(None, None)]
    for name, county in rows + [(pairing.id, pairing.county) for pairing in info.pairings or ()]:
        cells = tuple(_cell(statuses.get((name, group), Counter())) for group in groups)
        yield Row(name, county, cells, name is None and organizations)


def _cell(statuses: Counter[Status]) -> Cell:
    return next(
        (Cell(status, statuses[status]) for status in (*LISTED, Status.PASS) if statuses[status]), Cell(None, 0)
    )


def _unrecorded(
    results: Iterable[Result], pairings: Mapping[str, PairingInfo], organizations: Mapping[str, str]
) -> Iterable[Unrecorded]:
    by_name: dict[str, list[Result]] = {}
    for result in results:
        if result.pairing:
            name = f"{result.pairing} {pairings[result.pairing].county}"
        else:
            name = f"{result.organization} {organizations[result.organization or '']}"
        by_name.setdefault(name, []).append(result)
    for name, items in by_name.items():
        groups = sorted({result.group for result in items})
        yield Unrecorded(name, len(items), items[0].locations[0], tuple(groups))


def _in_order(results: Iterable[Result], titles: Mapping[str, Text]) -> Iterable[InOrder]:
    by_rule: dict[str, list[Result]] = {}
    for result in results:
        if result.status in COUNTED:
            by_rule.setdefault(result.rule, []).append(result)
    for rule in sorted(by_rule):
        items = by_rule[rule]
        if passed := sum(result.status is Status.PASS for result in items):
            yield InOrder(rule, titles[rule], items[0].clauses, passed, len(items))
