"""What does not fit the format: pydantic's errors as problems of QS003, in plain language and at their places."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from .errors import Problem
from .model.base import NOTHING
from .model.records import STATUSES
from .model.requirements import BASES, EVERYDAY_NAMES, LEVELS, MODES, PARTIES, Requirement
from .model.scalars import SLUG
from .nearest import nearest, nearest_choice
from .spans import Path, Span
from .texts import Text, code_of, excerpt, mask_number
from .yaml_reader import Document

_WIDE_QUOTES = ("“", "”", "‘", "’", "＂", "＇")
WORDINGS = {
    "string_type": "scalar-wanted",
    "string_pattern_mismatch": "blank",
    "string_too_long": "text-long",
    "tuple_type": "list-wanted",
    "too_short": "list-empty",
    "model_type": "mapping-wanted",
    "model_attributes_type": "mapping-wanted",
    "dict_type": "years-wanted",
}
"""The wordings of pydantic's own kinds of error; those of the models' checks have their kind's name."""

_CHINESE: Mapping[str, str] = {
    **{text.zh: choice for labels in (BASES, LEVELS, MODES, PARTIES, STATUSES) for choice, text in labels.items()},
    **EVERYDAY_NAMES,
}
"""What workbooks and people call the choices of the format."""


class Misfit:
    """One value, or key, that does not fit: `problem` says what to write instead."""

    def __init__(self, details: ErrorDetails, document: Document, model: type[BaseModel]) -> None:
        self._kind, self._given = details["type"], details["input"]
        self._path = _written(details["loc"], document.data)
        self._key = str(details["loc"][-1])
        self._context: dict[str, Any] = dict(details.get("ctx") or {})
        self._document, self._model = document, model

    @property
    def span(self) -> Span:
        """The value's place; the key's, where it is the key that does not fit."""
        of_key = self._kind == "extra_forbidden" or self._key == "[key]"
        return (self._document.key_span if of_key else self._document.span)(self._path)

    @property
    def mapping(self) -> Path:
        """Where the mapping of the key stands."""
        return self._path[:-1]

    @property
    def missing(self) -> str | None:
        """The key that is missing, where that is what is wrong."""
        return self._key if self._kind == "missing" else None

    @cached_property
    def meant(self) -> str | None:
        """The key that an unknown one is a slip of, as far as it can be told."""
        if self._kind != "extra_forbidden":
            return None
        if (meant := re.split("[:：]", self._key)[0]) in self._keys:
            return meant
        return next(iter(nearest(self._key, self._keys)), None)

    @cached_property
    def _keys(self) -> list[str]:
        """The keys that may stand in its mapping."""
        return [name for name, _ in _fields(self._model, self.mapping)]

    def problem(self) -> Problem:
        """The wording is named by what went wrong."""
        if self._kind == "missing":
            return self._said("missing", key=self._key)
        if self._kind == "extra_forbidden":
            return self._unknown_key()
        if self._kind == "requirement-blank":
            asked = _parameters(self._model, self._path)
            return self._said("requirement-blank-parameters" if asked else self._kind, key=self._key, parameters=asked)
        if self._given is None:
            return self._said("blank", key=_name(self._path))
        if self._kind == "literal_error":
            return self._no_choice()
        return self._wrong_value()

    def _unknown_key(self) -> Problem:
        key, written = self._key, excerpt(self._key, of_certificate=self._of_certificate)
        if key[:1].isspace():
            return self._said("unknown-key-space", code=code_of(key[0]))
        if "：" in key:
            return self._said("unknown-key-colon", key=written)
        before, _, value = key.partition(":")
        if before == self.meant and value[:1].isspace():
            return self._said("unknown-key-space-after", before=f"{before}:", code=code_of(value[0]))
        if before == self.meant:
            return self._said("unknown-key-tight", key=written, meant=self.meant)
        if self.meant:
            return self._said("unknown-key-near", key=written, keys=self._keys, near=self.meant)
        return self._said("unknown-key", key=written, keys=self._keys)

    def _no_choice(self) -> Problem:
        allowed = re.findall(r"'([^']*)'", self._context.pop("expected"))
        values = {**self._context, "given": self._excerpt(), "allowed": allowed}
        if isinstance(self._given, str) and (near := nearest_choice(self._given, allowed, _CHINESE)):
            return self._said("choice-near", near=near[0], **values)
        return self._said("choice", **values)

    def _wrong_value(self) -> Problem:
        given, values = self._given, {**self._context, "given": self._excerpt()}
        if isinstance(given, str) and given.startswith(_WIDE_QUOTES):
            return self._said("wide-quotes", **values)
        text = WORDINGS.get(self._kind, self._kind)
        if text == "list-wanted" and str(given) in NOTHING and "requirements" not in self._path:
            text = "list-none"
        elif text in ("mapping-wanted", "years-wanted") and "：" in str(given):
            text = "mapping-wanted-colon"
        elif text == "mapping-wanted":
            values["keys"] = [name for name, _ in _fields(self._model, self._path)]
        elif text == "slug-form" and self._key != "id" and (named := _id_of(given, self._document.data)):
            text, values["id"] = "slug-named", named
        return self._said(text, **{"key": _name(self._path), **values})

    @property
    def _of_certificate(self) -> bool:
        return "certificate" in self._path

    def _excerpt(self) -> str:
        given = self._given
        if not isinstance(given, str):
            return "[…]" if isinstance(given, list | tuple) else "{…}"
        if self._key == "number":
            return mask_number(given)
        return excerpt(given, of_certificate=self._of_certificate)

    def _said(self, text: str, **values: Any) -> Problem:
        return Problem("QS003", text, self.span, values)


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys that a file of this kind takes at its top."""
    return [name for name, _ in _fields(model, ())]


def _id_of(name: object, data: dict[str, Any]) -> str | None:
    """The id of the only organization or worker of that name in the file, if it is one that may be written."""
    items = [item for key in ("organizations", "workers") if isinstance(data.get(key), list) for item in data[key]]
    found = [item.get("id") for item in items if isinstance(item, dict) and item.get("name") == name]
    return found[0] if len(found) == 1 and re.fullmatch(SLUG, str(found[0])) else None


def _name(path: Path) -> str | Text:
    """What a value is called: by its key, or by its number in a list, from 1."""
    last = path[-1] if path else ""
    if isinstance(last, str):
        return last
    return Text(f"{path[-2]} 第 {last + 1} 项", f"{path[-2]}, item {last + 1}")


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
