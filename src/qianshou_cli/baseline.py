"""A baseline: the findings that are known already, so that a run can report only what is new.

A finding is known by its fingerprint and status, never by its line, and as often as the baseline holds it: two findings
that share a fingerprint need two entries. What stops a file from being judged (QS0xx) is never taken into a baseline.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, StringConstraints

from .findings import ELSEWHERE, TO_MEND, Report, Result, Status, is_input
from .reporters.json import as_json
from .texts import Lang, mask

_KNOWABLE = (Status.FAIL, Status.UNKNOWN)


class Entry(BaseModel):
    """A known finding; what stands beside fingerprint and status is for readers."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    rule: str
    program: str
    pairing: str | None
    year: int | None
    worker: str | None
    organization: str | None
    status: Literal["fail", "unknown"]
    message: str
    fingerprint: Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")]


class Baseline(BaseModel):
    """A baseline file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: Literal[1]
    kind: Literal["baseline"]
    findings: list[Entry]


class Compared(NamedTuple):
    """A report without what the baseline knows, and the entries that could be taken out of the baseline."""

    report: Report
    mended: tuple[Entry, ...]
    waived: tuple[Entry, ...]


def baseline_of(report: Report, lang: Lang) -> Baseline:
    """The findings of a report, sorted by subject; the message is in the given language."""
    entries = [
        Entry(
            rule=result.rule,
            program=mask(result.program or ""),
            pairing=result.pairing and mask(result.pairing),
            year=result.year,
            worker=result.worker and mask(result.worker),
            organization=result.organization and mask(result.organization),
            status="fail" if result.status is Status.FAIL else "unknown",
            message=result.message(lang),
            fingerprint=result.fingerprint,
        )
        for result in report.results
        if _knowable(result)
    ]
    entries.sort(key=lambda entry: tuple("" if value is None else str(value) for _, value in entry))
    return Baseline(format=1, kind="baseline", findings=entries)


def render(baseline: Baseline) -> str:
    """The baseline as a JSON file that differs from the last one only where the findings do."""
    return as_json(baseline.model_dump())


def parse(raw: bytes) -> Baseline:
    """Read a baseline file. Raises ValueError when it is not one."""
    return Baseline.model_validate_json(raw)


def leave_out(report: Report, baseline: Baseline, rules: frozenset[str]) -> Compared:
    """Take the known findings out of a report. `rules` are those that the run judged.

    An entry is only called mended when this run judged its rule, programme and year, no file was refused that may show
    it still, no rule broke, and nothing else of the same kind is to be mended there: who deletes the evidence of a fail
    has mended nothing.
    """
    known: Counter[tuple[str, str]] = Counter((entry.fingerprint, entry.status) for entry in baseline.findings)
    fresh, old = [], []
    for result in report.results:
        if _knowable(result) and known[key := (result.fingerprint, result.status.value)]:
            known[key] -= 1
            old.append(result)
        else:
            fresh.append(result)
    left = [entry for entry in baseline.findings if _take(known, entry)]
    present = {_subject(result) for result in fresh if result.status in TO_MEND}
    waived = {_subject(result) for result in fresh if result.status is Status.WAIVED}
    judged = _judged(report, baseline, rules)
    periods = {mask(info.id): info.period for info in report.programs if not info.partial}
    mended = [
        entry
        for entry in left
        if entry.rule in judged
        and entry.program in periods
        and _is_judged(entry.year, periods[entry.program], report.years)
        and _subject(entry) not in present | waived
    ]
    return Compared(
        report._replace(results=tuple(fresh), known=tuple(old)),
        tuple(mended),
        tuple(entry for entry in left if _subject(entry) in waived - present),
    )


def _judged(report: Report, baseline: Baseline, rules: frozenset[str]) -> frozenset[str]:
    """The rules of which this run could see all that the run of the baseline saw, in the programmes that it judged."""
    if any(result.fault for result in report.results):
        return frozenset()
    missing = {entry.program for entry in baseline.findings} - {mask(info.id) for info in report.programs}
    return rules - ELSEWHERE if missing or report.refused else rules


def _subject(found: Result | Entry) -> tuple[object, ...]:
    """The rule and what it is about, as an entry names it."""
    names = (found.program, found.pairing, found.worker, found.organization)
    return found.rule, found.year, *(name and mask(name) for name in names)


def _is_judged(year: int | None, period: tuple[int, int], years: Sequence[int]) -> bool:
    """Whether a run that judged these years tells of that one: of a year outside the plan every run does."""
    return year is None or year in years or not period[0] <= year <= period[1]


def _knowable(result: Result) -> bool:
    return result.status in _KNOWABLE and not is_input(result) and not result.fault


def _take(known: Counter[tuple[str, str]], entry: Entry) -> bool:
    """Whether the entry is one of those that no finding has used up."""
    key = (entry.fingerprint, entry.status)
    known[key] -= 1
    return known[key] >= 0
