"""What the models say may stand at a path of a file: which keys, and whether another value would do."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from .model.requirements import Requirement
from .spans import Path
from .texts import Text


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that may be written at a path."""
    return [name for name, _ in _fields(model, path)]


def needed_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that a mapping at a path must have, or else all that it may; none where something else may stand."""
    fields = list(_fields(model, path)) if isinstance(_kind_at(model, path), type) else []
    return [name for name, field in fields if field.is_required()] or [name for name, _ in fields]


def key_called(model: type[BaseModel], path: Path, name: str) -> str | None:
    """The only key at a path whose Chinese description begins with a Chinese name of two characters or more."""
    notes = ((key, note) for key, field in _fields(model, path) for note in field.metadata if isinstance(note, Text))
    found = [key for key, note in notes if note.zh.startswith(name)] if len(name) > 1 and not name.isascii() else []
    return found[0] if len(found) == 1 else None


def parameters(model: type[BaseModel], path: Path) -> list[str]:
    """The parameters that a requirement needs; where it needs none, those without which it asks for nothing."""
    fields = [(name, field) for name, field in _fields(model, path) if name not in Requirement.model_fields]
    needed = [name for name, field in fields if field.is_required()]
    return needed or [name for name, field in fields if field.default is None]


def would_do(model: type[BaseModel], path: Path, value: Any) -> bool:
    """Whether a value could stand at a path of a file. `[key]` as the last step asks for a key there."""
    try:
        _adapter(_kind_at(model, path)).validate_python(value)
    except ValidationError:
        return False
    return True


@lru_cache(maxsize=256)
def _adapter(kind: Any) -> Any:
    return TypeAdapter(kind)


def _fields(model: type[BaseModel], path: Path) -> Iterator[tuple[str, FieldInfo]]:
    """The keys that may be written at a path, and what is known of each."""
    found = _models(_kind_at(model, path))
    return ((field.alias or name, field) for model in found for name, field in model.model_fields.items())


def _kind_at(model: type[BaseModel], path: Path) -> Any:
    """What the models declare for a path; None where they know nothing of it."""
    kind: Any = model
    for step in path:
        kind = _below(kind, step)
    return kind


def _below(kind: Any, step: str | int) -> Any:
    for model in _models(kind):
        for name, field in model.model_fields.items():
            if step in (field.alias, name):
                return Annotated[field.annotation, *(field.metadata or [None])]
    args = get_args(kind)
    if get_origin(kind) is dict:
        return args[step != "[key]"]
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
