"""Bytes → a model with the place of every value, or all that is wrong with them."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from .dataset import Source
from .errors import InputError, Problem, shortened
from .limits import DEFAULT, Limits
from .model import ProgramFile, RecordsFile
from .model.requirements import EVERYDAY_NAMES, Requirement
from .nearest import nearest, nearest_choice
from .spans import Path, Span
from .texts import Text, mask, mask_number
from .yaml_reader import Document, read


def load(raw: bytes, file: str, limits: Limits = DEFAULT) -> Source:
    """Read a program or records file. Raises InputError with problems QS001 to QS003."""
    return build(read(raw, file, limits), limits)


def build(document: Document, limits: Limits = DEFAULT) -> Source:
    """Make the model of a document. Raises InputError with QS003 problems, in the order of their places."""
    data = document.data
    if data is None:
        raise InputError([Problem("QS003", "empty", Span(document.file))])
    if not isinstance(data, dict):
        text = "mapping-wanted-colon" if "：" in str(data) else "mapping-wanted"
        values = {"key": Text("文件", "the file"), "keys": [name for name, _ in _fields(ProgramFile, ())]}
        raise InputError([Problem("QS003", text, document.span(()), values)])
    model = RecordsFile if "records_for" in data else ProgramFile
    try:
        return Source(document, model.model_validate(data))
    except ValidationError as error:
        found = (_problem(details, document, model) for details in error.errors(include_url=False))
        problems = shortened(found, limits.problems)
    unique = {(problem.span, problem.text, problem.values.get("key")): problem for problem in problems}
    raise InputError(sorted(unique.values(), key=lambda problem: problem.span))


def _problem(details: ErrorDetails, document: Document, model: type[BaseModel]) -> Problem:
    """One pydantic error as a problem of QS003: the wording is named by what went wrong."""
    path, kind, given = _written(details["loc"], document.data), details["type"], details["input"]
    values: dict[str, Any] = dict(details.get("ctx") or {})
    key = str(details["loc"][-1])
    if kind == "missing":
        return Problem("QS003", "missing", document.span(path), {"key": key})
    if kind == "extra_forbidden":
        if key[:1].isspace():
            return Problem("QS003", "unknown-key-space", document.key_span(path), {"code": f"U+{ord(key[0]):04X}"})
        if "：" in key:
            return Problem("QS003", "unknown-key-colon", document.key_span(path), {"key": _excerpt(key)})
        keys = [name for name, _ in _fields(model, path[:-1])]
        if (meant := key.partition(":")[0]) in keys:
            values = {"key": _excerpt(key), "meant": meant}
            return Problem("QS003", "unknown-key-tight", document.key_span(path), values)
        return _suggesting(
            "unknown-key", nearest(key, keys), document.key_span(path), {"key": _excerpt(key), "keys": keys}
        )
    span = document.key_span(path) if key == "[key]" else document.span(path)
    if kind == "requirement-blank":
        asked = _parameters(model, path)
        return Problem("QS003", f"{kind}-parameters" if asked else kind, span, {"key": key, "parameters": asked})
    if given is None:
        return Problem("QS003", "blank", span, {"key": _name(path)})
    values["given"] = mask_number(given) if key == "number" and isinstance(given, str) else _excerpt(given)
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", values.pop("expected"))
        near = nearest_choice(given, allowed, EVERYDAY_NAMES) if isinstance(given, str) else []
        return _suggesting("choice", near, span, {**values, "allowed": allowed})
    if isinstance(given, str) and given[:1] in _WIDE_QUOTES:
        return Problem("QS003", "wide-quotes", span, values)
    text = {
        "string_type": "scalar-wanted",
        "string_pattern_mismatch": "blank",
        "string_too_long": "text-long",
        "tuple_type": "list-wanted",
        "model_type": "mapping-wanted",
        "model_attributes_type": "mapping-wanted",
        "dict_type": "years-wanted",
    }.get(kind, kind)
    if text in ("mapping-wanted", "years-wanted") and "：" in str(given):
        text = "mapping-wanted-colon"
    elif text == "mapping-wanted":
        values["keys"] = [name for name, _ in _fields(model, path)]
    elif text == "slug-form" and (named := _id_of(given, document.data)):
        text, values["id"] = "slug-named", named
    return Problem("QS003", text, span, {"key": _name(path), **values})


def _id_of(name: object, data: dict[str, Any]) -> str | None:
    """The id of the only organization or worker of that name in the file."""
    items = [item for key in ("organizations", "workers") if isinstance(data.get(key), list) for item in data[key]]
    found = [item.get("id") for item in items if isinstance(item, dict) and item.get("name") == name]
    return found[0] if len(found) == 1 else None


_WIDE_QUOTES = ("“", "”", "‘", "’", "＂", "＇")


def _name(path: Path) -> str | Text:
    """What a value is called: by its key, or by its number in a list, from 1."""
    last = path[-1] if path else ""
    if isinstance(last, str):
        return last
    return Text(f"{path[-2]} 第 {last + 1} 项", f"{path[-2]}, item {last + 1}")


def _suggesting(text: str, near: list[str], span: Span, values: dict[str, Any]) -> Problem:
    if near:
        return Problem("QS003", f"{text}-near", span, {**values, "near": near[0]})
    return Problem("QS003", text, span, values)


def _excerpt(given: object) -> str:
    """A short, masked piece of what was written."""
    text = mask(str(given)) if isinstance(given, str) else ("[…]" if isinstance(given, list | tuple) else "{…}")
    return text if len(text) <= 40 else f"{text[:40]}…"


def _written(loc: tuple[str | int, ...], data: Any) -> Path:
    """The path as written: pydantic's locations also hold names of union members, which no file has."""
    path: list[str | int] = []
    for number, step in enumerate(loc):
        known = step in data if isinstance(data, dict) else isinstance(data, list) and step in range(len(data))
        if known:
            data = data[step]
            path.append(step)
        elif isinstance(data, dict) and number == len(loc) - 1 and step != "[key]":
            path.append(step)
    return tuple(path)


def _fields(model: type[BaseModel], path: Path) -> Iterator[tuple[str, FieldInfo]]:
    """The keys that may be written at a path, and what is known of each."""
    kind: Any = model
    for step in path:
        kind = _below(kind, step)
    return ((field.alias or name, field) for found in _models(kind) for name, field in found.model_fields.items())


def _parameters(model: type[BaseModel], path: Path) -> list[str]:
    """The parameters that a requirement needs; where it needs none, those without which it asks for nothing."""
    fields = [(name, field) for name, field in _fields(model, path) if name not in Requirement.model_fields]
    needed = [name for name, field in fields if field.is_required()]
    return needed or [name for name, field in fields if field.default is None]


def _below(kind: Any, step: str | int) -> Any:
    for model in _models(kind):
        for name, field in model.model_fields.items():
            if step in (field.alias, name):
                return field.annotation
    args = get_args(kind)
    if get_origin(kind) is dict:
        return args[1]
    if get_origin(kind) is Annotated:
        return _below(args[0], step)
    if get_origin(kind) is tuple:
        return args[0]
    return next((found for arg in args if (found := _below(arg, step)) is not None), None)


def _models(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    elif get_origin(kind) not in (tuple, dict):
        for arg in get_args(kind):
            yield from _models(arg)
