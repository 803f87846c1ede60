"""The versioned JSON result (format 1)."""

from decimal import Decimal
from typing import Any

from .. import __version__
from ..findings import ProgramInfo, Report, Result, Waived
from ..spans import Span
from ..texts import Lang, mask, say
from .shared.jsontext import dump
from .shared.look import Look
from .shared.parts import shown

RESULT_FORMAT = 1


def render(report: Report, look: Look) -> str:
    """One object with everything that was found."""
    return as_json(result_object(report, look))


def as_json(data: dict[str, Any]) -> str:
    """The data as JSON, an entry a line; characters that could steer a terminal are escaped."""
    return dump(data, depth=2)


def result_object(report: Report, look: Look) -> dict[str, Any]:
    """The report as plain data, as `qianshou schema result` describes it."""
    return {
        "format": RESULT_FORMAT,
        "tool": tool(),
        "as_of": report.as_of.isoformat(),
        "years": list(report.years),
        "exit_code": report.exit_code,
        "summary": {status.value: count for status, count in report.summary.items()},
        **({} if report.known is None else {"known": len(report.known)}),
        "programs": [_program(info) for info in report.programs],
        "results": tuple(finding(result, look.lang) for result in shown(report, look.limit)),
    }


def tool() -> dict[str, str]:
    """What writes the result."""
    return {"name": "qianshou", "version": __version__}


def _program(info: ProgramInfo) -> dict[str, Any]:
    pairings = None if info.pairings is None else len(info.pairings)
    return {"id": mask(info.id), "title": mask(info.title), "file": info.file, "pairings": pairings}


def finding(result: Result, lang: Lang) -> dict[str, Any]:
    """One result as plain data."""
    return {
        "rule": result.rule,
        "name": result.name,
        "status": result.status.value,
        "severity": result.severity.value,
        "program": result.program and mask(result.program),
        "pairing": result.pairing and mask(result.pairing),
        "year": result.year,
        "worker": result.worker and mask(result.worker),
        "organization": result.organization and mask(result.organization),
        "clauses": [mask(clause) for clause in result.clauses],
        "message": result.message(lang),
        "actual": _value(result.actual, lang),
        "required": _value(result.required, lang),
        "locations": [location(span) for span in result.locations],
        "waiver": _waiver(result.waiver),
        "fingerprint": result.fingerprint,
    }


def _value(value: object, lang: Lang) -> object:
    """Numbers as JSON numbers, anything else in words."""
    return number(value) if value is None or isinstance(value, int | Decimal) else say(value, lang)


def number(value: int | Decimal | None) -> int | float | None:
    """A number as JSON has it: whole where it is."""
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return value


def location(span: Span) -> dict[str, Any]:
    """A place as plain data: lines and columns from 1, the end exclusive."""
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _waiver(waiver: Waived | None) -> dict[str, Any] | None:
    if waiver is None:
        return None
    return {
        "status": waiver.outcome.value,
        "reason": mask(waiver.reason),
        "approved_by": mask(waiver.approved_by),
        "document": waiver.document and mask(waiver.document),
        "expires": waiver.expires and waiver.expires.isoformat(),
        "location": location(waiver.span),
    }
