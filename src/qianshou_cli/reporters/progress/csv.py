"""Where the pairings stand, one line per yearly minimum; its columns are described in docs/year-end.md."""

from collections.abc import Iterator, Sequence

from ...standing import Measure, PairingStanding, ProgramStanding
from ...texts import Lang, amount, mask
from ..csv import cell, written
from ..shared.look import Look

COLUMNS = (
    "program",
    "year",
    "pairing",
    "county",
    "sender",
    "rule",
    "name",
    "title",
    "unit",
    "state",
    "required",
    "done",
    "owed",
    "complete",
    "workdays_left",
    "workers",
    "needed_each",
    "pace_per_week",
    "last_safe_day",
)


def render(standings: Sequence[ProgramStanding], look: Look) -> str:
    """One line a minimum; empty: not recorded or none."""
    rows = (
        [cell(mask(str(value))) for value in _row(standing, item, measure, look.lang)]
        for standing in standings
        for item in standing.pairings or ()
        for measure in item.measures
    )
    return written(COLUMNS, rows)


def _row(standing: ProgramStanding, item: PairingStanding, measure: Measure, lang: Lang) -> Iterator[object]:
    yield from (standing.id, item.year, item.pairing, item.county, item.sender)
    yield from (measure.rule, measure.name, measure.title.pick(lang), measure.unit.pick(lang), measure.state)
    yield from (amount(measure.required), "" if measure.done is None else amount(measure.done), amount(measure.owed))
    yield from (str(measure.complete).lower(), item.workdays_left)
    days = measure.days
    if days is None:
        yield from ("",) * 4
    else:
        pace = "" if days.pace is None else amount(days.pace)
        yield from (days.workers, days.needed, pace, days.last_safe or "")
