"""How an output is to look."""

from dataclasses import dataclass

from ..texts import Lang


@dataclass(frozen=True, slots=True)
class Look:
    """Language, width in columns, colour, how much is shown, and where files stand."""

    lang: Lang = Lang.ZH
    width: int = 100
    color: bool = False
    limit: int | None = None
    """How many findings are shown before the rest is only counted; None: all."""
    folder: str = ""
    """The folder that file names start from, with forward slashes."""
    root: str = ""
    """The folder that code hosts name files from: the repository. Without it, names stay as they are."""
