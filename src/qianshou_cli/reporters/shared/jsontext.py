"""JSON as text: the outer levels one entry a line, the inner ones compact, and nothing in it that steers a terminal."""

import json
import re
from typing import Any

from pydantic_core import PydanticSerializationError, to_json

_INVISIBLE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")


def dump(value: Any, depth: int) -> str:
    """The value as JSON, so many levels deep one entry a line, and so each item of a tuple, whatever its depth."""
    return _dump(value, depth, "\n") + "\n"


def compact(value: Any) -> str:
    """The value as JSON in one line.

    Characters that could steer a terminal are escaped, and what a runner takes for a command, too: both only stand in
    strings.
    """
    try:
        text = to_json(value).decode()  # takes a third of the time that the standard library's does
    except PydanticSerializationError:  # half a pair, from the name of a file
        text = json.dumps(value, ensure_ascii=False)
    if not text.isprintable():
        text = _INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return text.replace("##[", "#\\u0023[")


def _dump(value: Any, depth: int, newline: str) -> str:
    inner = newline + "  "
    if value and isinstance(value, tuple):
        return "[" + inner + ("," + inner).join(map(compact, value)) + newline + "]"
    if not depth or not value or not isinstance(value, dict | list):
        return compact(value)
    if isinstance(value, dict):
        rows = [f"{compact(key)}: {_dump(item, depth - 1, inner)}" for key, item in value.items()]
        return "{" + inner + ("," + inner).join(rows) + newline + "}"
    return "[" + inner + ("," + inner).join(_dump(item, depth - 1, inner) for item in value) + newline + "]"
