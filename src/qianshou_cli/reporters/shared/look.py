"""How an output is to look."""

from typing import NamedTuple

from ...texts import Lang


class Look(NamedTuple):
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
