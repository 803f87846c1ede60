"""What heads a programme in the views for people: its heading, and the matrix of pairings and groups of rules."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ...findings import ASKS_NOTHING, LISTED, PairingInfo, ProgramInfo, Report, Result, Severity, Status, tally
from ...texts import Lang, Text, mask, one_line, say, year_range
from . import wording
from .parts import counts

KNOWN = Text("已知", "known")
NO_YEAR = Text("没有可判断的工作年度", "no working year to judge")


class Cell(NamedTuple):
    """The worst status of a pairing in a group of rules; None when there is nothing new, or nothing to judge."""

    status: Status | None
    text: str


def headline(info: ProgramInfo, report: Report, lang: Lang) -> str:
    """The document, the period, the date, how much the programme holds, and that little of it was checked."""
    parts = [info.document, wording.PERIOD.fill(lang, {"years": year_range(*info.period)})]
    parts.append(wording.AS_OF.fill(lang, {"date": report.as_of}))
    parts.append(_number_of_pairings(None if info.pairings is None else len(info.pairings), lang))
    parts.append(
        wording.COUNTIES_UNRECORDED.pick(lang)
        if info.counties is None
        else wording.COUNTIES.fill(lang, {"n": info.counties})
    )
    parts.append("" if info.years or not info.pairings else NO_YEAR.pick(lang))
    parts.append("" if info.asks else ASKS_NOTHING.pick(lang))
    return one_line(mask("  ".join(part for part in parts if part)))


Known = Mapping[str | None, Counter[tuple[str | None, str]]]
"""How many findings a baseline knows, by programme, then by pairing and group of rules."""


def known_of(report: Report) -> Known:
    """The findings of a run that a baseline knows, as the matrices of its programmes count them."""
    known: dict[str | None, Counter[tuple[str | None, str]]] = {}
    for result in report.known or ():
        known.setdefault(result.program, Counter())[result.pairing, result.group] += 1
    return known


def matrix(
    info: ProgramInfo, results: Sequence[Result], known: Known, lang: Lang
) -> Iterator[tuple[PairingInfo | None, list[Cell]]]:
    """The programme (None) and its pairings, each with a cell for every group of rules.

    Where nothing is found but what a baseline knows, the cell says so, not "pass".
    """
    found, left_out = tally(results), known.get(info.id, Counter())
    for pairing in (None, *(info.pairings or ())):
        name = pairing.id if pairing else None
        judged, keys = info.judged.get(name, ""), [(name, group) for group in wording.GROUPS]
        yield pairing, [_cell(found.get(key, Counter()), left_out[key], key[1] in judged, lang) for key in keys]


def row_name(pairing: PairingInfo | None, lang: Lang) -> str:
    """What a row of the matrix is called, in one line."""
    return one_line(mask(f"{pairing.id} {pairing.county}")) if pairing else wording.WHOLE.pick(lang)


def _cell(statuses: Counter[Status], known: int, judged: bool, lang: Lang) -> Cell:
    for status in LISTED:
        if number := statuses[status]:
            return Cell(status, f"{wording.SHORT[status].pick(lang)} {number}")
    if known:
        return Cell(None, f"{KNOWN.pick(lang)} {known}")
    return Cell(Status.PASS, wording.SHORT[Status.PASS].pick(lang)) if judged else Cell(None, "-")


MEND_EMPTY = Text(
    "补记；结对后来才开始或提前结束的，写明 active 起止日期。",
    "Record them; where the pairing began later or ended earlier, give its dates in `active`.",
)
"""How to mend what `empty_years` says."""


def empty_years(results: Sequence[Result], refused: bool, lang: Lang) -> str:
    """That nothing is recorded for these years, in one line; where a file was refused, it may hold it."""
    years = sorted({result.year for result in results if result.year})
    text = wording.EMPTY_YEARS if years else wording.EMPTY
    said = text.fill(lang, {"years": _ranges(years, lang), "n": len(results)})
    return said + (wording.MAYBE_REFUSED.pick(lang) if refused else "")


def legend(report: Report, lang: Lang) -> str:
    """What the words of the matrix mean."""
    return wording.LEGEND.pick(lang) + (wording.LEGEND_KNOWN.pick(lang) if report.known else "")


_AT_LEAST = Text("至少 {n}", "at least {n}")


def pairings_in(report: Report, lang: Lang) -> int | str | None:
    """How many pairings a run has, in words where a programme does not record them; None where none does."""
    recorded = [info.pairings for info in report.programs if info.pairings is not None]
    number = sum(map(len, recorded))
    if len(recorded) == len(report.programs):
        return number
    return _AT_LEAST.fill(lang, {"n": number}) if recorded else None


def total(report: Report, lang: Lang) -> str:
    """What the whole run found, in one line."""
    if not report.programs:
        return wording.NOTHING.pick(lang)
    fails = [result for result in report.results if result.status is Status.FAIL]
    errors = sum(result.severity is Severity.ERROR for result in fails)
    values = {
        "programs": len(report.programs),
        "pairings": _number_of_pairings(pairings_in(report, lang), lang),
        "counts": counts(report.summary, lang),
        "weights": wording.WEIGHTS.fill(lang, {"errors": errors, "warnings": len(fails) - errors}) if fails else "",
        "strict": wording.STRICT if report.strict and report.summary[Status.UNKNOWN] else "",
        "known": wording.KNOWN.fill(lang, {"n": len(report.known)}) if report.known else "",
    }
    return wording.TOTAL.fill(lang, values)


def _number_of_pairings(number: int | str | None, lang: Lang) -> str:
    """How many pairings there are; None: they are not recorded."""
    return wording.PAIRINGS_UNRECORDED.pick(lang) if number is None else wording.PAIRINGS.fill(lang, {"n": number})


def _ranges(years: Sequence[int], lang: Lang) -> str:
    """2021, 2022, 2023, 2025 → 2021-2023, 2025."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return say([year_range(run[0], run[-1]) for run in runs], lang)
