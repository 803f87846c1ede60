"""A model as a YAML file that people like to read: short records on one line, sections with a comment."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from .model import ProgramFile, RecordsFile
from .model.scalars import items_in
from .plain import plain
from .yaml_reader import NULLS

WIDTH = 100
"""Records that fit into so many columns stand on one line."""

ALWAYS_BLOCK = frozenset(
    {"plan", "counties", "named", "requirements", "organizations", "listed", "workers", "pairings", "years"}
    | {"submissions", "waivers"}
)
SECTIONS = {
    "plan": "方案",
    "organizations": "援派机构和受援机构",
    "workers": "社会工作者",
    "pairings": "结对和年度记录",
    "submissions": "已报送的材料",
    "waivers": "豁免",
}

_PLAIN = re.compile(r"[^\W_][\w \-./（）()〔〕《》“”‘’、，。；·—…～+]*")
_WORDS = NULLS | {"true", "false", "yes", "no", "on", "off", "y", "n"}
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def to_yaml(model: ProgramFile | RecordsFile) -> str:
    """The text of a file whose model is equal."""
    data = plain(model)
    if "plan" in data:
        data["plan"]["requirements"] = {name: tidy(of) for name, of in data["plan"]["requirements"].items()}
    lines = []
    for key, value in data.items():
        if section := SECTIONS.get(key):
            lines.append(f"# {section}")
        lines += entry(f"{key}:", value, "", key in ALWAYS_BLOCK)
    return "\n".join(lines) + "\n"


def tidy(requirement: dict[str, Any]) -> dict[str, Any]:
    """A requirement with its clause last, and one clause as a word of its own."""
    clauses = requirement.get("clause")
    rest = {key: value for key, value in requirement.items() if key != "clause"}
    return {**rest, "clause": clauses[0] if len(clauses) == 1 else clauses} if clauses else rest


def entry(head: str, value: Any, indent: str, block: bool) -> Iterator[str]:
    """One key, or the dash of a list, and what stands behind or below it."""
    line = f"{indent}{head} {flow(value)}"
    if not isinstance(value, dict | list) or not value or (not block and len(line) <= WIDTH and not _has_block(value)):
        yield line
        return
    below = list(_block(value, indent + "  "))
    if head == "-":
        yield f"{indent}- {below[0].lstrip()}"
        yield from below[1:]
    else:
        yield f"{indent}{head}"
        yield from below


def _block(value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from entry(f"{scalar(key)}:", item, indent, key in ALWAYS_BLOCK)
    else:
        for item in value:
            yield from entry("-", item, indent, False)


def _has_block(value: Any) -> bool:
    """Whether something in it is always written line by line."""
    if isinstance(value, dict):
        return any((key in ALWAYS_BLOCK and item) or _has_block(item) for key, item in value.items())
    return isinstance(value, list) and any(map(_has_block, value))


def flow(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def scalar(value: Any) -> str:
    """A scalar: numbers and dates plain, text quoted wherever it could be read as anything else."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if not isinstance(value, str):
        return str(value)
    number = value[:1].isdigit() and value.isascii()
    one = _PLAIN.fullmatch(value) and len(items_in(value)) == 1  # in quotes, what looks like several is one
    if one and not value.endswith(" ") and not number and value.lower() not in _WORDS:
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
