"""How an output is to look."""

from dataclasses import dataclass

from ..texts import Lang


@dataclass(frozen=True, slots=True)
class Look:
    """Language, width in columns, colour, and how much is shown."""

    lang: Lang = Lang.ZH
    width: int = 100
    color: bool = False
    ascii: bool = False
    """Whether the stream can only take ASCII lines and borders."""
    limit: int | None = None
    """How many findings are shown before the rest is only counted; None: all."""
