"""The waivers as versioned JSON (format 1)."""

from collections.abc import Sequence
from typing import Any

from ...findings import Report
from ...texts import Lang, mask
from ...waivers import ProgramWaivers, WaiverStanding
from ..json import as_json, location, tool
from ..shared.look import Look

WAIVERS_FORMAT = 1


def render(programs: Sequence[ProgramWaivers], report: Report, look: Look) -> str:
    """One object with every waiver, in the order of the files. Absent is null."""
    return as_json(
        {
            "format": WAIVERS_FORMAT,
            "tool": tool(),
            "as_of": report.as_of.isoformat(),
            "waivers": [
                _waiver(found, program.info.id, look.lang) for program in programs for found in program.waivers
            ],
        }
    )


def _waiver(found: WaiverStanding, program: str, lang: Lang) -> dict[str, Any]:
    waiver, card = found.waiver, found.card
    return {
        "program": mask(program),
        "rule": card.id if card else mask(waiver.rule),
        "name": card and card.name,
        "pairing": waiver.pairing and mask(waiver.pairing),
        "year": waiver.year,
        "state": found.state.value,
        "reason": mask(waiver.reason),
        "approved_by": mask(waiver.approved_by),
        "document": waiver.document and mask(waiver.document),
        "expires": waiver.expires and waiver.expires.isoformat(),
        "days_left": found.days_left,
        "covers": [
            {
                "status": result.waiver and result.waiver.outcome.value,
                "pairing": result.pairing and mask(result.pairing),
                "year": result.year,
                "worker": result.worker and mask(result.worker),
                "organization": result.organization and mask(result.organization),
                "fingerprint": result.fingerprint,
            }
            for result in found.covers
        ],
        "message": found.finding and found.finding.message(lang),
        "location": location(found.place),
    }
