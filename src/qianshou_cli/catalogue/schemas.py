"""JSON Schemas (draft-07, which every editor reads) of the program file, the records file and the JSON result."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel

from ..model import ProgramFile, RecordsFile
from ..model.scalars import BLANK, Form
from ..texts import Text
from .results import ResultFile
from .shapes import ByYear, Choice, Either, Entry, Group, ListOf, Shape, group_of

SCHEMAS: Mapping[str, tuple[type[BaseModel], Text]] = {
    "program": (
        ProgramFile,
        Text(
            "“牵手计划”程序文件：一个方案，及其机构、人员、结对和年度记录",
            "program file: a plan, its organizations, people, pairings and yearly records",
        ),
    ),
    "records": (
        RecordsFile,
        Text(
            "“牵手计划”记录文件：并入程序文件的年度记录",
            "records file: yearly records that are merged into a program file",
        ),
    ),
    "result": (
        ResultFile,
        Text("检查结果：validate --format json 的输出", "result of a check: the output of validate --format json"),
    ),
}
"""What there are schemas of: the model and a title."""

VERSION = 1
"""The version of the file format and of the JSON result."""

Blank = Callable[[dict[str, Any]], dict[str, Any]]
"""Makes of what a value may be what it may be where it is left out: null in results, a blank in files."""


def schema(name: str) -> str:
    """The schema of that name as JSON text."""
    model, title = SCHEMAS[name]
    whole = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"urn:qianshou:schema:{name}:{VERSION}",
        "title": f"{title.zh} / {title.en}",
        **_schema(group_of(model), _or_null if name == "result" else _or_blank),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _schema(shape: Shape, blank: Blank) -> dict[str, Any]:
    match shape:
        case Form():
            return dict(shape.schema)
        case Choice(words):
            return {"type": "string", "enum": list(words)}
        case ListOf(item, least):
            return {"type": "array", "items": _schema(item, blank), **({"minItems": least} if least else {})}
        case ByYear(year, record):
            return {
                "type": "object",
                "patternProperties": {year.schema["pattern"]: blank(_schema(record, blank))},
                "additionalProperties": False,
            }
        case Either(shapes):
            return {"anyOf": [_schema(one, blank) for one in shapes]}
        case Group(_, entries, extra):
            required = [entry.key for entry in entries if entry.required]
            return {
                "type": "object",
                "properties": {entry.key: _property(entry, blank) for entry in entries},
                **({"required": required} if required else {}),
                "additionalProperties": False,
                **extra,
            }


def _property(entry: Entry, blank: Blank) -> dict[str, Any]:
    found = _schema(entry.shape, blank)
    if entry.blank:
        found = blank(found)
    default = {} if entry.default is None else {"default": entry.default}
    return {"description": f"{entry.text.zh}\n\n{entry.text.en}", **default, **found}


def _or_null(found: dict[str, Any]) -> dict[str, Any]:
    """What a result may leave blank is never a word to choose from, nor one of several shapes."""
    assert "enum" not in found
    return {**found, "type": [*_types(found), "null"]}


def _or_blank(found: dict[str, Any]) -> dict[str, Any]:
    """Words to choose from stay apart from the blank: editors offer them."""
    if "enum" in found or "anyOf" in found:
        return {"anyOf": [*found.get("anyOf", [found]), BLANK]}
    pattern = found.get("pattern")
    found = {**found, "type": [*dict.fromkeys([*_types(found), *BLANK["type"]])]}
    if pattern == r"\S":  # any text that is not blank
        return {key: value for key, value in found.items() if key != "pattern"}
    return {**found, "pattern": f"{BLANK['pattern']}|{pattern}" if pattern else BLANK["pattern"]}


def _types(found: dict[str, Any]) -> list[str]:
    return found["type"] if isinstance(found["type"], list) else [found["type"]]
