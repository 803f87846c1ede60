"""Two JSON results (format 1) side by side: what got worse, better, is new or gone between them.

A finding is what is not met: fail, unknown, pending or waived; passes, listed with `--all`, change nothing.
Findings are matched by rule and subject. The files may come from anywhere, so nothing in them is trusted.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from .findings import ELSEWHERE, LISTED, Severity, Status


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Tool(_Part):
    """What wrote the result."""

    name: Literal["qianshou"]


class Program(_Part):
    """A programme that was judged, and its program file."""

    id: str
    file: str


class Location(_Part):
    """The file of a place; its line does not matter here."""

    file: str


class Finding(_Part):
    """One result, as far as it is compared and shown."""

    rule: str
    name: str
    status: Status
    severity: Severity
    program: str | None
    pairing: str | None
    year: int | None
    worker: str | None
    organization: str | None
    message: str
    locations: list[Location]
    fingerprint: str

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about; a file that was refused has no subject but its name."""
        return self.rule, self.program, self.pairing, self.year, self.worker, self.organization, self.file

    @property
    def file(self) -> str | None:
        """The file that was refused; None for a finding in a programme."""
        return self.locations[0].file if self.program is None and self.locations else None

    @property
    def weight(self) -> tuple[int, int]:
        """How bad it is: smaller is worse."""
        return LISTED.index(self.status), self.severity is not Severity.ERROR


class Outcome(_Part):
    """A JSON result of format 1."""

    format: Literal[1]
    tool: Tool
    years: list[int]
    summary: dict[Status, int]
    known: int | None = None
    """How many findings a baseline left out; None without a baseline."""
    programs: list[Program]
    results: list[Finding]

    @property
    def findings(self) -> list[Finding]:
        """What is not met."""
        return [finding for finding in self.results if finding.status in LISTED]

    @property
    def whole(self) -> bool:
        """Whether all findings are listed that were counted: not when a limit cut them."""
        return len(self.findings) >= sum(self.summary.get(status, 0) for status in LISTED)

    @property
    def refused(self) -> set[str]:
        """The files that could not be used."""
        return {finding.file for finding in self.findings if finding.file is not None}

    def programs_of(self, file: str) -> set[str | None]:
        """The programmes that a file may be of: where it is a program file, or something was found in it, those; else
        all.
        """
        own = {program.id for program in self.programs if program.file == file}
        found = {finding.program for finding in self.findings if file in {place.file for place in finding.locations}}
        return own | found or {program.id for program in self.programs}


class Change(NamedTuple):
    """A finding before and after; None where it does not occur."""

    before: Finding | None
    after: Finding | None

    @property
    def shown(self) -> Finding:
        """The finding as it is now, or was last."""
        found = self.after or self.before
        assert found is not None
        return found


class Diff(NamedTuple):
    """What changed, in the order in which it is told; the findings that are the same are only counted."""

    worse: tuple[Change, ...]
    new: tuple[Change, ...]
    unjudged: tuple[Change, ...]
    """Findings of which nobody knows how they stand: the second result did not judge their programme or year, it could
    not use a file that it may need for them, or what showed that they fail is no longer recorded."""
    better: tuple[Change, ...]
    gone: tuple[Change, ...]
    same: int

    @property
    def exit_code(self) -> int:
        """1 when something got worse, a fail or unknown is new, or nobody knows how a finding stands; otherwise 0."""
        new = any(change.shown.status in (Status.FAIL, Status.UNKNOWN) for change in self.new)
        return int(bool(self.worse or new or self.unjudged))


KINDS = Diff._fields[:-1]
"""The kinds of change."""


def parse(raw: bytes) -> Outcome:
    """Read a JSON result. Raises ValueError when it is none of format 1."""
    return Outcome.model_validate_json(raw)


def compare(first: Outcome, second: Outcome) -> Diff:
    """What changed from the first result to the second."""
    unsure, unjudged = _unsure(first, second), {*first.years} - {*second.years}
    groups: dict[str, list[Change]] = {name: [] for name in Diff._fields}
    for change in _matched(first.findings, second.findings):
        groups[_kind(change, unsure, unjudged)].append(change)
    for changes in groups.values():
        changes.sort(key=lambda change: (change.shown.weight, [str(part) for part in change.shown.subject]))
    same = len(groups.pop("same"))
    return Diff(**{name: tuple(changes) for name, changes in groups.items()}, same=same)


def _unsure(first: Outcome, second: Outcome) -> set[str | None]:
    """The programmes of which the second result did not see all that the first one saw."""
    given: set[str | None] = {program.id for program in first.programs}
    unsure = given - {program.id for program in second.programs}
    return unsure.union(*(first.programs_of(file) for file in second.refused - first.refused))


def _kind(change: Change, unsure: set[str | None], unjudged: set[int]) -> str:
    before, after = change.before, change.after
    if before is None:
        return "new"
    if after is None:
        if before.program is not None and (before.program in unsure or (unsure and before.rule in ELSEWHERE)):
            return "unjudged"
        return "unjudged" if before.year in unjudged else "gone"  # years outside the plan are told of in any case
    if before.status is Status.FAIL and after.status is Status.UNKNOWN:
        return "unjudged"  # who deletes the evidence has mended nothing
    if before.weight == after.weight:
        return "same"
    return "worse" if after.weight < before.weight else "better"


def _matched(first: Sequence[Finding], second: Sequence[Finding]) -> Iterable[Change]:
    """Findings of one subject are paired: equal fingerprints first, then the worst with the worst."""
    found: dict[tuple[object, ...], tuple[list[Finding], list[Finding]]] = {}
    for side, findings in enumerate((first, second)):
        for finding in findings:
            found.setdefault(finding.subject, ([], []))[side].append(finding)
    for before, after in found.values():
        yield from _paired(before, after)


def _paired(before: list[Finding], after: list[Finding]) -> Iterable[Change]:
    twins: dict[str, list[Finding]] = {}
    for new in after:
        twins.setdefault(new.fingerprint, []).append(new)
    unmatched = []
    for old in before:
        if same := twins.get(old.fingerprint):
            yield Change(old, same.pop())
        else:
            unmatched.append(old)
    rest = [new for same in twins.values() for new in same]
    unmatched.sort(key=lambda finding: finding.weight)
    rest.sort(key=lambda finding: finding.weight)
    for old, new in zip(unmatched, rest, strict=False):
        yield Change(old, new)
    yield from (Change(old, None) for old in unmatched[len(rest) :])
    yield from (Change(None, new) for new in rest[len(unmatched) :])
