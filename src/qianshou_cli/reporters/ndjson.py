"""JSON lines: one finding a line, each as in the JSON result's `results`, and no other kind of line."""

from ..findings import Report
from .json import finding
from .shared.jsontext import compact
from .shared.look import Look
from .shared.parts import shown


def render(report: Report, look: Look) -> str:
    """The findings for a reader that takes them one by one; counts and exit code stand in the JSON result."""
    return "".join([compact(finding(result, look.lang)) + "\n" for result in shown(report, look.limit)])
