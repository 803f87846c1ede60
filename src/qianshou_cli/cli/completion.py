"""What the shell offers after Tab. A completer never fails: where it cannot tell, it offers nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import typer

from ..errors import InputError
from ..limits import DEFAULT
from .language import current_language

LARGEST = 2_000_000
"""Bytes of a file that is still read while somebody waits for a completion."""

MOST = 50
"""Files that are read for one completion."""


def choices(*words: str) -> Callable[[str], list[str]]:
    """A completer of fixed words."""

    def complete(incomplete: str) -> list[str]:
        return [word for word in words if word.startswith(incomplete)]

    return complete


def rules(incomplete: str) -> list[tuple[str, str]]:
    """Rules with their titles, also after a comma: by id, or by name once a letter of it is typed."""
    from ..rules import BY_NAME

    before, comma, last = incomplete.rpartition(",")
    lang = current_language()
    return [
        (before + comma + word, rule.card.title.pick(lang))
        for word, rule in BY_NAME.items()
        if word.startswith(last or "QS")
    ]


def severities(incomplete: str) -> list[str]:
    """Rules, and after the equals sign the severities."""
    from ..findings import Severity

    rule, equals, weight = incomplete.partition("=")
    if not equals:
        return [f"{word}=" for word, _ in rules(incomplete)]
    return [f"{rule}={severity}" for severity in Severity if severity.startswith(weight)]


def years(ctx: typer.Context, incomplete: str) -> list[str]:
    """The working years of the plans on the command line."""
    found = {year for data in _files(ctx) for year in _years(data)}
    return sorted(year for year in found if year.startswith(incomplete))


def pairings(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of the pairings in the files on the command line."""
    found = {str(item["id"]) for data in _files(ctx) for item in _mappings(data, "pairings") if item.get("id")}
    return sorted(name for name in found if name.startswith(incomplete))


def _years(data: dict[str, Any]) -> Iterator[str]:
    plan = data.get("plan")
    period = plan.get("period") if isinstance(plan, dict) else None
    if isinstance(period, dict):
        first, last = str(period.get("from")), str(period.get("to"))
        if re.fullmatch("[0-9]{8}", first + last) and int(last) - int(first) < 100:
            yield from map(str, range(int(first), int(last) + 1))
    for pairing in _mappings(data, "pairings"):
        recorded = pairing.get("years")
        yield from recorded if isinstance(recorded, dict) else ()


def _mappings(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    items = data.get(key)
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _files(ctx: typer.Context) -> Iterator[dict[str, Any]]:
    """The plain data of the files that are on the command line already; what cannot be read is passed over."""
    from ..yaml_reader import read
    from .inputs import STDIN, expand
    from .inputs import read as bytes_of

    words = [*(ctx.params.get("paths") or ()), *ctx.args]  # before an option's value is typed, paths are mere words
    try:
        inputs, _ = expand([word for word in words if word != STDIN])
    except OSError:
        return
    limits = DEFAULT._replace(file_size=LARGEST)
    for item in inputs[:MOST]:
        try:
            raw = bytes_of(item, limits)
            data = read(raw, item.name).data if len(raw) <= LARGEST else None
        except InputError:
            continue
        if isinstance(data, dict):
            yield data
