"""Places in files: marking where a problem is expected, and holding spans to what stands there."""

from collections.abc import Iterator
from typing import Any

import yaml
from hypothesis import strategies as st

from checks import problems_of
from qianshou_cli.spans import Path, Span
from qianshou_cli.yaml_reader import NULLS, Document
from support import DATA

SHIPPED = sorted(DATA.glob("*.yaml"))

BASE = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""PyYAML's own reading that leaves every scalar a text."""

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\u2028\u2029\ufeff"),
    min_size=1,
    max_size=12,
)


def as_base(data: Any) -> Any:
    """What PyYAML reads when it leaves every scalar a text, blanks as here."""
    if isinstance(data, dict):
        return {key: as_base(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_base(value) for value in data]
    return None if data in NULLS or str(data).isspace() else data


def marked(text: str) -> tuple[str, list[str]]:
    """The text without its marks, and the places `line:column` of the marks."""
    places, clean = [], ""
    for number, piece in enumerate(text.split("§")):
        clean += piece
        if number < text.count("§"):
            lines = clean.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            places.append(f"{len(lines)}:{len(lines[-1]) + 1}")
    return clean, places


def found(raw: bytes) -> list[tuple[str, str]]:
    return [(problem.text, at(problem.span)) for problem in problems_of(raw)]


def at(span: Span) -> str:
    return f"{span.line}:{span.column}"


def scalars(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a document with its path."""
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from scalars(value, (*path, step))
    elif data is not None:
        yield path, data


def keys(data: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every key of a document."""
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            if isinstance(data, dict):
                yield (*path, step)
            yield from keys(value, (*path, step))


def written_at(text: str, span: Span) -> str:
    """The piece of a text that a span covers."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    return "\n".join([lines[0][span.column - 1 :], *lines[1:]])


def holds(piece: str, value: str) -> bool:
    """Whether a piece of a file is the value as written, or reads as it: in quotes, or over several lines."""
    return piece == value or yaml.load(piece, BASE) == value


def assert_places_hold(document: Document, text: str) -> None:
    """What stands at every place is the value."""
    for path, value in scalars(document.data):
        assert holds(written_at(text, document.span(path)), value)
    for path in keys(document.data):
        assert holds(written_at(text, document.key_span(path)), str(path[-1]))
