"""The year-end report as one HTML page: no network, prints on A4, readable by keyboard and screen reader.

The style and the script stand in the page, named by their hashes in its Content-Security-Policy, so that nothing else
can ever run or load there, whatever the data says.
"""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from ... import __version__
from ...texts import amount, mask, one_line
from ...year_report import ON_DAYS, ProgramYear, Say, YearReport, cautions, failures, minima, summed, verdict
from ..shared.look import Look

BAR = 300
"""The length of a bar's scale, in units of its drawing."""


def render(report: YearReport, look: Look, reveal: bool = False) -> str:
    """The page; `reveal` shows names of persons in full."""
    say = Say(look.lang, reveal)
    style, script = _asset("report.css"), _asset("report.js")
    return _template().render(
        report=report,
        say=say,
        version=__version__,
        style=Markup(style),  # noqa: S704
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
        amount=amount,
        length=_length,
        top=_top,
        room=_room,
        ON_DAYS=ON_DAYS,
        cautions=cautions,
        summed=summed,
        minima=minima,
        verdict=verdict,
        failures=failures,
        groups=_groups,
    )


@cache
def _template() -> Template:
    """Every value that is printed is escaped, masked, and rid of control characters."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, finalize=_finalize, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_asset("report.html.j2"))


def _finalize(value: Any) -> Any:
    return one_line(mask(value)) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    return b64encode(sha256(text.encode()).digest()).decode()


def _length(value: Any, scale: Any) -> int:
    return min(BAR, int(BAR * (value or 0) / scale)) if scale else 0


def _top(rows: Sequence[tuple[str, str, Any]]) -> Any:
    """The scale that all bars of a chart share."""
    return _room(max(max(measure.done or 0, measure.required) for _, _, measure in rows))


def _room(most: Any) -> Any:
    """A scale with room to the right of its greatest value, so that a line there can be seen."""
    return most * 21 / 20 if isinstance(most, int) else most


def _groups(program: ProgramYear) -> list[str]:
    """The groups of rules that have something to list."""
    listed = {result.group for results in program.listed.values() for result in results}
    return sorted(listed.union(*(gap.groups for gap in program.unrecorded)))
