"""Lines for a terminal: data that never steers it, words that wrap, and columns of Chinese and Latin that line up."""

import re
from collections.abc import Iterator

from rich.cells import cell_len

from .look import Look

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_CODES = {"bold": "1", "red": "31", "yellow": "33", "cyan": "36", "magenta": "35", "green": "32", "dim": "2"}


def clean(text: str) -> str:
    """Data steers neither a terminal nor what reads one.

    Control characters are made visible, line ends become spaces, and what a code host's runner takes for a command
    (`::`, `##[`) is taken apart.
    """
    text = _CONTROL.sub(lambda m: f"\\x{ord(m[0]):02x}" if ord(m[0]) < 256 else f"\\u{ord(m[0]):04x}", text)
    return re.sub(":(?=:)|##(?=\\[)", r"\g<0> ", text.replace("\n", " "))


def styled(text: str, style: str, look: Look) -> str:
    """The text in a style such as `bold red`, where colour is wanted."""
    if not look.color:
        return text
    return f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{text}\x1b[0m"


def padded(text: str, width: int) -> str:
    """The text, at least so many columns wide."""
    return text + " " * (width - cell_len(text))


def wrapped(text: str, indent: str, limit: int) -> Iterator[str]:
    """Lines no wider than the limit; words and Chinese characters are kept, a long word is never cut."""
    line, width = indent, cell_len(indent)
    for word in re.findall(r"[\u2e80-\u9fff\uff00-\uffef、。；，：]|[^\s\u2e80-\u9fff\uff00-\uffef]+|\s+", text):
        size = cell_len(word)
        if width + size > limit and line.strip() and word not in "，。；、）”：":
            yield line.rstrip()
            line, width = indent, cell_len(indent)
            if word.isspace():
                continue
        line, width = line + word, width + size
    yield line.rstrip()
