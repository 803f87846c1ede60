"""Where the pairings stand, as versioned JSON (format 1); its shape is described in docs/year-end.md."""

from collections.abc import Sequence
from typing import Any

from ...standing import Days, Measure, PairingStanding, ProgramStanding
from ...texts import Lang, mask
from ..json import as_json, number, tool
from ..shared.look import Look

PROGRESS_FORMAT = 1


def render(standings: Sequence[ProgramStanding], look: Look) -> str:
    """One object with every programme, the most urgent pairings first."""
    found = {
        "format": PROGRESS_FORMAT,
        "tool": tool(),
        "programs": [_program(standing, look.lang) for standing in standings],
    }
    return as_json(found)


def _program(standing: ProgramStanding, lang: Lang) -> dict[str, Any]:
    pairings = standing.pairings
    return {
        "id": mask(standing.id),
        "title": mask(standing.title),
        "file": standing.file,
        "as_of": standing.as_of.isoformat(),
        "years": list(standing.years),
        "assumed_years": list(standing.assumed_years),
        "targets": [
            {"name": t.name.pick(lang), "required": t.required, "done": t.done, "complete": t.complete}
            for t in standing.targets
        ],
        "pairings": None if pairings is None else [_pairing(item, lang) for item in pairings],
    }


def _pairing(item: PairingStanding, lang: Lang) -> dict[str, Any]:
    return {
        "pairing": mask(item.pairing),
        "county": mask(item.county),
        "sender": mask(item.sender),
        "receiver": mask(item.receiver),
        "year": item.year,
        "state": item.state.value,
        "workdays_left": item.workdays_left,
        "last_safe_day": item.last_safe and item.last_safe.isoformat(),
        "measures": [_measure(measure, lang) for measure in item.measures],
    }


def _measure(measure: Measure, lang: Lang) -> dict[str, Any]:
    return {
        "rule": measure.rule,
        "name": measure.name,
        "title": measure.title.pick(lang),
        "clauses": [mask(clause) for clause in measure.clauses],
        "unit": measure.unit.pick(lang),
        "state": measure.state.value,
        "required": number(measure.required),
        "done": number(measure.done),
        "owed": number(measure.owed),
        "complete": measure.complete,
        "days": measure.days and _days(measure.days),
    }


def _days(days: Days) -> dict[str, Any]:
    return {
        "basis": "each" if days.each else "total",
        "workers": days.workers,
        "needed_each": days.needed,
        "pace_per_week": number(days.pace),
        "last_safe_day": days.last_safe and days.last_safe.isoformat(),
        "shares": [{"worker": mask(s.worker), "workdays": s.done, "recorded": s.recorded} for s in days.shares],
    }
