"""GitLab's code quality report: a JSON array that merge requests show beside the lines they change."""

from ..findings import Report, Result
from .shared.jsontext import dump
from .shared.look import Look
from .shared.parts import Level, Names, fingerprints, from_root, level, to_mend

SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.NOTE: "info"}
"""GitLab's word for each level. An input that cannot be read, or a rule that broke, is a `blocker`."""


def render(report: Report, look: Look) -> str:
    """Fails and unknowns, the most severe first."""
    names, results = Names(report, look.lang), to_mend(report)[: look.limit]
    return dump(
        [
            {
                "description": _description(result, names),
                "check_name": result.rule,
                "fingerprint": fingerprint,
                "severity": _severity(result, report.strict),
                "location": {
                    "path": from_root(result.locations[0].file, look),
                    "lines": {"begin": result.locations[0].line, "end": result.locations[0].end_line},
                },
            }
            for result, fingerprint in zip(results, fingerprints(results), strict=True)
        ],
        depth=1,
    )


def _description(result: Result, names: Names) -> str:
    head = f"{names.rule(result)} {names.subject(result)}".strip()
    return f"{head}: {names.message(result)}"


def _severity(result: Result, strict: bool) -> str:
    if result.fault or result.program is None:
        return "blocker"
    return SEVERITIES[level(result, strict)]
