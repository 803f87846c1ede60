"""An account as plain data."""

from collections.abc import Mapping
from typing import Any

from ..daybook import EntryRows
from ..findings import Result
from ..reporters.json import finding
from ..spans import Span
from ..texts import Lang, mask
from .facts import Account, WorkerRows


def account_object(found: Account, lang: Lang) -> dict[str, Any]:
    """The account as plain data."""
    return {
        "rule": found.card.id,
        "program": mask(found.program),
        "pairing": found.pairing and mask(found.pairing),
        "year": found.year,
        "as_of": found.as_of.isoformat(),
        "results": [_result_object(result, found.lines, lang) for result in found.results],
        "workers": None if found.workers is None else [_worker_object(worker) for worker in found.workers],
        "total": None if found.workers is None else found.total,
    }


def _result_object(result: Result, lines: Mapping[Span, str], lang: Lang) -> dict[str, Any]:
    plain = finding(result, lang)
    texts = [lines[span] for span in result.locations]
    plain["locations"] = [{**place, "text": text} for place, text in zip(plain["locations"], texts, strict=True)]
    return plain


def _worker_object(found: WorkerRows) -> dict[str, Any]:
    return {
        "worker": mask(found.worker.worker.id),
        "role": found.worker.role,
        "recorded": found.worker.recorded,
        "counted": found.counted,
        "entries": [_entry_object(entry) for entry in found.entries],
    }


def _entry_object(entry: EntryRows) -> dict[str, Any]:
    span = entry.place.span
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "written": entry.written,
        "counted": sum(row.counted for row in entry.rows),
        "rows": [
            {
                "from": row.first and row.first.isoformat(),
                "to": row.last and row.last.isoformat(),
                "days": row.days,
                "counted": row.counted,
                "reason": row.reason.value,
            }
            for row in entry.rows
        ],
    }
