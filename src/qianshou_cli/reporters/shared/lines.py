"""Lines for a terminal: data that never steers it, words that wrap, and columns of Chinese and Latin that line up."""

import re
from collections.abc import Iterator

from rich.cells import cell_len

from .look import Look

_CODES = {"bold": "1", "red": "31", "yellow": "33", "cyan": "36", "magenta": "35", "green": "32", "dim": "2"}
_WORDS = re.compile(r"\s+|(?:[!-\u052f\u2010-\u205e]+|.)[，。；、）”：！？》」』】]*")
"""Blanks; a word in Latin, Greek or Cyrillic letters, or any other character, with what may not begin a line."""


def width_of(text: str) -> int:
    """How many columns the text takes."""
    return len(text) if text.isascii() else cell_len(text)


def styled(text: str, style: str, look: Look) -> str:
    """The text in a style such as `bold red`, where colour is wanted."""
    if not look.color:
        return text
    return f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{text}\x1b[0m"


def padded(text: str, width: int) -> str:
    """The text, at least so many columns wide."""
    return text + " " * (width - width_of(text))


def wrapped(text: str, indent: str, limit: int) -> Iterator[str]:
    """Lines no wider than the limit; words and Chinese characters are kept, a long word is never cut."""
    if len(indent) + 2 * len(text) <= limit or len(indent) + width_of(text) <= limit:
        yield (indent + text).rstrip()
        return
    line, width = [indent], len(indent)
    for word in _WORDS.findall(text):
        size = width_of(word)
        if width + size > limit and len(line) > 1:
            yield "".join(line).rstrip()
            line, width = [indent], len(indent)
            if word.isspace():
                continue
        line.append(word)
        width += size
    yield "".join(line).rstrip()


def narrowest(text: str) -> int:
    """The fewest columns that the text can be wrapped in."""
    return max((width_of(word) for word in _WORDS.findall(text) if not word.isspace()), default=0)
