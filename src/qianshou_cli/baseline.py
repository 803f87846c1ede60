"""A baseline: the findings that are known already, so that a run can report only what is new.

A finding is known by its fingerprint and status, never by its line, and as often as the baseline holds it: two findings
that share a fingerprint need two entries. What stops a file from being judged (QS0xx) is never taken into a baseline.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, StringConstraints

from .findings import TO_MEND, Report, Result, Status, is_input
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

    An entry is only called mended when this run judged its rule, programme and year, and no rule broke.
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
    present = {result.fingerprint for result in fresh if result.status in TO_MEND}
    waived = {result.fingerprint for result in fresh if result.status is Status.WAIVED}
    periods = {mask(info.id): info.period for info in report.programs}
    complete = not any(result.fault for result in report.results)
    mended = [
        entry
        for entry in left
        if complete
        and entry.rule in rules
        and entry.program in periods
        and _is_judged(entry.year, periods[entry.program], report.years)
        and entry.fingerprint not in present | waived
    ]
    return Compared(
        report._replace(results=tuple(fresh), known=tuple(old)),
        tuple(mended),
        tuple(entry for entry in left if entry.fingerprint in waived),
    )


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
