"""A model as plain data again: what a file would say, with dates, numbers and text still told apart."""

from typing import Any

from .model import Interval
from .model.base import Record


def plain(value: Any) -> Any:
    """Dicts by the keys of the file, lists, and scalars as the model holds them; what is not recorded is left out.

    `Record.model_validate` of the same data written as text gives an equal model.
    """
    if isinstance(value, Record):
        written = value.model_fields_set
        return {
            field.alias or name: plain(content)
            for name, field in type(value).model_fields.items()
            if (content := getattr(value, name)) is not None and (name in written or content != field.default)
        }
    if isinstance(value, dict):
        return {key: plain(content) for key, content in sorted(value.items())}
    if type(value) is tuple:
        return [plain(content) for content in value]
    if type(value) is Interval and value.first == value.last:
        return value.first
    return value
