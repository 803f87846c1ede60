"""What does not fit the format: pydantic's errors as problems of QS003, in plain language and at their places."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from .errors import Problem
from .expected import key_called, keys_at, needed_at, parameters, would_do
from .model.base import NOTHING
from .model.records import STATUSES
from .model.requirements import BASES, EVERYDAY_NAMES, LEVELS, MODES, PARTIES
from .model.scalars import LONGEST, SLUG, items_in
from .nearest import nearest, nearest_choice
from .spans import Path, Span
from .texts import Text, code_of, excerpt, mask_number, unseen_in, without_unseen
from .yaml_reader import AGAIN, Document

_SAFE = re.compile(r"[^\W_][\w \-./（）()、，。；·—…～+]*")
"""What needs no quotes between brackets."""
_SHOWN = 8
"""How many items of a list a message writes out."""
_NEAR = 400
"""Characters on either side of a place in which the rest of a value is looked for."""
_OPEN_VALUE = re.compile(r"""([\w$]+): +(?=([^:{}\[\]"'#]*)(.?))""")
"""A key, all that stands behind it before another sign of YAML's own, and that sign."""
_WIDE_BRACKETS = "【】［］〔〕"
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
        self._key = re.sub(f"{AGAIN}[0-9]+$", "", str(details["loc"][-1]))
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
        return key_meant(self._model, self.mapping, self._key)

    @cached_property
    def _keys(self) -> list[str]:
        """The keys that may stand in its mapping."""
        return keys_at(self._model, self.mapping)

    def problem(self) -> Problem:
        """The wording is named by what went wrong."""
        if self._kind == "missing":
            return self._said("missing", key=self._key)
        if slip := self._unseen() or self._torn() or self._joined():
            return slip
        if self._kind == "extra_forbidden":
            return self._unknown_key()
        if self._kind == "requirement-blank":
            asked = parameters(self._model, self._path)
            return self._said("requirement-blank-parameters" if asked else self._kind, key=self._key, parameters=asked)
        if self._given is None:
            return self._said("blank", key=_name(self._path))
        if self._kind == "literal_error":
            return self._no_choice()
        return self._wrong_value()

    def _unseen(self) -> Problem | None:
        """A character that cannot be seen, where all would be well without it."""
        of_key = self._kind == "extra_forbidden"
        word = self._key if of_key else self._given
        if not isinstance(word, str) or not (found := unseen_in(word)) or (of_key and word[0].isspace()):
            return None
        place = (*self.mapping, "[key]") if self._key == "[key]" else self._path
        plain = without_unseen(word)
        if not (plain in self._keys if of_key else would_do(self._model, place, plain)):
            return None
        return self._said("unseen", given=self._quoted(word), codes=[code_of(char) for char in found])

    def _torn(self) -> Problem | None:
        """A value between braces whose commas make keys of its parts."""
        in_a_key = self._kind == "extra_forbidden" and self._given is None and not self.meant
        if not (in_a_key or self._kind == "tuple_type") or "certificate" in self._path:  # its number is not quoted
            return None
        start = max(0, self.span.column - 1 - _NEAR)
        at = self.span.column - 1 - start
        for match in _OPEN_VALUE.finditer(self._document.row(self.span.line)[start : start + 2 * _NEAR]):
            text = match[2].rpartition(",")[0] if match[3] == ":" else match[2]
            if match.end() <= at < match.end() + len(text) and "," in text:
                return self._untorn((*self.mapping, match[1]), text.strip())
        return None

    def _untorn(self, path: Path, text: str) -> Problem | None:
        """What to write instead of a value at a path that commas tear; None where that is not certain."""
        values = {"given": self._quoted(text)}
        number = text.replace(",", "")
        if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", text) and would_do(self._model, path, number):
            name, values["meant"] = "number-torn", number
        elif meant := _list(self._model, path, text):
            name, values["meant"] = "value-torn", meant
        elif "\\" not in text and would_do(self._model, path, text):
            name, values["meant"] = "value-torn", f'"{self._quoted(text)}"'
        else:
            return None
        return Problem("QS003", name, self._document.span(path), values)

    def _joined(self) -> Problem | None:
        """Items of a list that are written as one."""
        given = self._given if self._path and isinstance(self._path[-1], int) else None
        items = items_in(given) if isinstance(given, str) and len(given) <= LONGEST else []
        if len(items) < 2 or not would_do(self._model, self.mapping, items):
            return None
        return self._said("items-joined", given=self._excerpt(), meant=in_a_row(items))

    def _unknown_key(self) -> Problem:
        key, written = self._key, self._quoted(self._key)
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
        if text == "list-wanted":
            text, values["meant"] = self._no_list()
        elif text in ("mapping-wanted", "years-wanted") and "：" in str(given):
            text = "mapping-wanted-colon"
        elif text == "mapping-wanted":
            values["keys"] = keys_at(self._model, self._path)
        elif text == "list-empty" and self._key in parameters(self._model, self.mapping):
            text, values["whole"] = "list-empty-needed", _name(self.mapping)
        elif text == "slug-form" and self._key != "id" and (named := _id_of(given, self._document.data)):
            text, values["id"] = "slug-named", named
        return self._said(text, **{"key": _name(self._path), **values})

    def _no_list(self) -> tuple[str, str]:
        """The wording for what should be a list, and what to write as far as it can be told."""
        given = self._given if isinstance(self._given, str) else ""
        if given in NOTHING and "requirements" not in self._path:
            return "list-none", ""
        if meant := _list(self._model, self._path, given):
            return "list-meant", meant
        keys = needed_at(self._model, (*self._path, 0)) if given else []
        return ("list-meant", f"[{{{', '.join(f'{key}: …' for key in keys)}}}]") if keys else ("list-wanted", "")

    def _excerpt(self) -> str:
        given = self._given
        if not isinstance(given, str):
            return "[…]" if isinstance(given, list | tuple) else "{…}"
        if self._key == "number":
            return mask_number(given)
        return self._quoted(given)

    def _quoted(self, text: str) -> str:
        return excerpt(text, of_certificate="certificate" in self._path)

    def _said(self, text: str, **values: Any) -> Problem:
        return Problem("QS003", text, self.span, values)


def causes(misfits: Sequence[Misfit], most: int) -> Iterator[Misfit]:
    """All but the keys that are missing only because another one, which is unknown, is a slip of them.

    Of the keys of a mapping that may be such slips no more are looked at than are listed.
    """
    beside: dict[Path, list[Misfit]] = {}
    for misfit in misfits:
        if not misfit.missing:
            beside.setdefault(misfit.mapping, []).append(misfit)
    for misfit in misfits:
        others = beside.get(misfit.mapping, []) if misfit.missing else []
        if not any(other.meant == misfit.missing for other in others[:most]):
            yield misfit


def key_meant(model: type[BaseModel], mapping: Path, key: str) -> str | None:
    """The key of a mapping that an unknown one is a slip of, as far as it can be told."""
    known, word = keys_at(model, mapping), without_unseen(re.split("[:：]", key)[0])
    if word in known:
        return word
    return key_called(model, mapping, word) or next(iter(nearest(key, known)), None)


def _list(model: type[BaseModel], path: Path, text: str) -> str | None:
    """The list that a text at a path was meant to be, as it is written; None where that is not certain."""
    items = items_in(text.strip(_WIDE_BRACKETS)) if len(text) <= LONGEST else []
    meant = next(
        (read for read in (items, [_CHINESE.get(item, item) for item in items]) if would_do(model, path, read)), None
    )
    if meant is None and text.startswith(tuple(_WIDE_BRACKETS)):
        meant = items
    return f"[{in_a_row(meant)}]" if meant else None


def in_a_row(items: list[str]) -> str:
    """Items as they are written between brackets, a few of many."""
    first = map(excerpt, items[:_SHOWN])
    shown = [item if _SAFE.fullmatch(item) else json.dumps(item, ensure_ascii=False) for item in first]
    return ", ".join([*shown, "…"] if len(items) > _SHOWN else shown)


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
