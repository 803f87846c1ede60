"""What changed, as versioned JSON (format 1)."""

from typing import Any

from ...diff import KINDS, Change, Diff, Finding
from ...texts import mask
from ..json import as_json
from ..shared.look import Look


def render(diff: Diff, look: Look) -> str:
    """The changes as JSON (format 1): per kind a list of findings with their status before and after."""
    kinds = {name: [_object(change) for change in getattr(diff, name)] for name in KINDS}
    return as_json({"format": 1, "kind": "diff", "exit_code": diff.exit_code, "same": diff.same, **kinds})


def _object(change: Change) -> dict[str, Any]:
    shown = change.shown
    texts = {name: getattr(shown, name) for name in _SHOWN}
    return {
        **{name: mask(value) if isinstance(value, str) else value for name, value in texts.items()},
        "before": _state(change.before),
        "after": _state(change.after),
    }


_SHOWN = ("rule", "name", "program", "pairing", "year", "worker", "organization", "file", "message", "fingerprint")


def _state(finding: Finding | None) -> dict[str, str] | None:
    if finding is None:
        return None
    return {"status": finding.status.value, "severity": finding.severity.value}
