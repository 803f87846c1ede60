"""What every model, and every parser of a scalar, has in common."""

from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

remembered = lru_cache(maxsize=4096)
"""The same dates, ids and figures come up again and again; so many of a kind are kept, that memory stays bounded."""


def wrong(kind: str, **values: Any) -> PydanticCustomError:
    """The error for one value that is written wrongly; `kind` is a wording of QS003."""
    return PydanticCustomError(kind, kind, values)


class Record(BaseModel):
    """A mapping of the file: unknown keys refused, never changed after reading. `None` means not recorded.

    Validators are built when first asked for: one for a whole file, not one for each of the models inside it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, protected_namespaces=(), defer_build=True)
