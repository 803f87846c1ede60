"""What may be written in a file, read off the models: JSON Schemas and reference pages are made from this."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..model.requirements import Requirements
from ..model.scalars import DefaultIfBlank, Form
from ..texts import Text


class Choice(NamedTuple):
    """One word of several."""

    words: tuple[str, ...]


class ListOf(NamedTuple):
    """A list of one shape."""

    item: "Shape"
    least: int = 0
    """How many items it has at least."""


class ByYear(NamedTuple):
    """A mapping from working years; a year may be left blank."""

    year: Form
    record: "Shape"


class Either(NamedTuple):
    """One of several shapes."""

    shapes: tuple["Shape", ...]


class Entry(NamedTuple):
    """A key of a mapping."""

    key: str
    text: Text
    shape: "Shape"
    required: bool
    blank: bool
    """Whether the value may be left blank, which says the same as leaving the key out: not recorded."""
    default: object = None
    """What an absent key stands for, where that is not "not recorded"."""


class Group(NamedTuple):
    """A mapping with known keys."""

    model: type[BaseModel]
    entries: tuple[Entry, ...]
    extra: Mapping[str, Any] = {}
    """What a JSON Schema says of it besides, where its model adds a condition of its own."""


Shape = Form | Choice | ListOf | ByYear | Either | Group


@cache
def group_of(model: type[BaseModel]) -> Group:
    """The shape of a model."""
    hints = get_type_hints(model, include_extras=True)
    entries = tuple(_entry(model, name, info, hints[name]) for name, info in model.model_fields.items())
    extra = model.model_config.get("json_schema_extra") or {}
    assert isinstance(extra, dict)
    return Group(model, entries, dict(extra))


def _entry(model: type[BaseModel], name: str, info: FieldInfo, hint: Any) -> Entry:
    return Entry(
        key=info.alias or name,
        text=next(note for note in info.metadata if isinstance(note, Text)),
        shape=_shape(hint),
        required=info.is_required(),
        blank=(_optional(hint) or DefaultIfBlank in info.metadata) and model is not Requirements,
        default=None if info.is_required() or info.default == () else info.default,
    )


def _optional(hint: Any) -> bool:
    if get_origin(hint) is Annotated:
        return _optional(get_args(hint)[0])
    return NoneType in get_args(hint)


def _shape(hint: Any) -> Shape:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        shape = next((note for note in args if isinstance(note, Form)), None) or _shape(args[0])
        least = next((found.min_length for note in args if isinstance(note, FieldInfo) for found in note.metadata), 0)
        return shape._replace(least=least) if isinstance(shape, ListOf) and least else shape
    if origin in (Union, UnionType):
        shapes = tuple(_shape(arg) for arg in args if arg is not NoneType)
        return shapes[0] if len(shapes) == 1 else Either(shapes)
    if origin is tuple:
        return ListOf(_shape(args[0]))
    if origin is dict:
        year = _shape(args[0])
        assert isinstance(year, Form)
        return ByYear(year, _shape(args[1]))
    if origin is Literal:
        return Choice(args)
    return group_of(hint)


def groups(shape: Shape, path: str = "") -> Iterator[tuple[str, Group]]:
    """Every mapping in a shape with the path to it, outermost first; `[]` is an item, `<year>` a year."""
    match shape:
        case Group():
            yield path, shape
            for entry in shape.entries:
                yield from groups(entry.shape, f"{path}.{entry.key}" if path else entry.key)
        case ListOf(item):
            yield from groups(item, f"{path}[]")
        case ByYear(_, record):
            yield from groups(record, f"{path}.<year>")
        case Either(shapes):
            for one in shapes:
                yield from groups(one, path)
