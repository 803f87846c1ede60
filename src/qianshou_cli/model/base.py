"""What every model, and every parser of a scalar, has in common."""

from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

remembered = lru_cache(maxsize=4096)
"""The same dates, ids and figures come up again and again; so many of a kind are kept, that memory stays bounded."""


NOTHING = frozenset({"无", "没有", "暂无", "不详", "未知", "待定", "/", "／", "-", "—", "——", "none", "None", "0"})
"""What people write where there is nothing, or where nothing is known."""


def wrong(kind: str, **values: Any) -> PydanticCustomError:
    """The error for one value that is written wrongly; `kind` is a wording of QS003."""
    return PydanticCustomError(kind, kind, values)


def misshapen(text: str, kind: str) -> PydanticCustomError:
    """The error for a text that is no such value at all; `kind` is the wording where it does not just say nothing."""
    return wrong("nothing-form" if text in NOTHING else kind)


class Record(BaseModel):
    """A mapping of the file: unknown keys refused, never changed after reading. `None` means not recorded.

    Validators are built when first asked for: one for a whole file, not one for each of the models inside it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, protected_namespaces=(), defer_build=True)
