"""Words a person reads, always in both languages, and the one way values become words."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Lang(StrEnum):
    """The language of everything that is printed."""

    ZH = "zh"
    EN = "en"


_ZH = Lang.ZH  # Python 3.11 takes longer to reach a member of an enum than to do what is done with it


class Text(NamedTuple):
    """One wording in Chinese and English; `{name}` stands for a value."""

    zh: str
    en: str

    def pick(self, lang: Lang) -> str:
        """The wording in that language, placeholders untouched."""
        return self.zh if lang is _ZH else self.en

    def fill(self, lang: Lang, values: Mapping[str, object]) -> str:
        """The wording with its values. Raises KeyError when a value is missing: a card that lies is a fault."""
        return self.pick(lang).format_map({name: say(value, lang) for name, value in values.items()})


# What QS901 finds in the bytes of a file, one of these changes; they ask less, so that nothing slips through.
MASKS = (
    # citizen ID number, GB 11643; then mobile number; both also in digits of full width
    re.compile(r"(?<![\dA-Za-z])(\d{6})[- ]?\d{8}[- ]?(\d{3}[\dXx\uff38\uff58])(?![\dA-Za-z])"),
    re.compile(
        r"(?<![\dA-Za-z])((?:(?:\+|[0\uff10]{2})?[8\uff18][6\uff16][- ]?)?"
        r"[1\uff11][3-9\uff13-\uff19]\d)[- ]?\d{4}[- ]?(\d{4})(?![\dA-Za-z])"
    ),
    re.compile(r"([A-Za-z0-9._%+-])[A-Za-z0-9._%+@-]{0,127}(@[A-Za-z0-9.-]{1,253})"),  # e-mail
)


_PERSONAL = re.compile(r"[@\d](?:(?<=@)|[\d -]{6})")
"""What every text that a mask changes holds: most texts are done with after this one look."""


@lru_cache(maxsize=4096)
def mask(text: str) -> str:
    """The text with mobile numbers, e-mail addresses and citizen ID numbers made unreadable."""
    if not _PERSONAL.search(text):
        return text
    for pattern in MASKS:
        text = pattern.sub(r"\1****\2", text)
    return text


_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NOT_IN_A_LINE = re.compile(f"{_STEERING.pattern[:-1]}\t\n]")


_COMMAND = re.compile(r":(?=:)|##(?=\[)")


UNSEEN = (
    "["
    r"\u3000\xa0\u1680\u2000-\u200a\u202f\u205f"  # spaces of full width, or to the eye like the ordinary one
    r"\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # of no width, yet they make another word
    "]"
)
"""A pattern of what cannot be told, by looking, from nothing or from an ordinary space; compiled where a text needs it,
because that takes a while and few files do."""


def unseen_in(text: str) -> list[str]:
    """Each character of a text that cannot be told, by looking, from nothing or from an ordinary space."""
    return [] if text.isprintable() else sorted({*re.findall(UNSEEN, text)})


def without_unseen(text: str) -> str:
    """The text as it looks where those characters show nothing."""
    return text if text.isprintable() else re.sub(UNSEEN, "", text)


def code_of(char: str) -> str:
    """A character by its number in Unicode, for what cannot be seen."""
    return f"U+{ord(char):04X}"


_WIDE = {b"\xff\xfe\0\0": "UTF-32", b"\0\0\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def wide_encoding(raw: bytes) -> str | None:
    """The encoding that a mark at the beginning names; None for UTF-8, and where there is no mark."""
    return next((name for mark, name in _WIDE.items() if raw.startswith(mark)), None)


def unobeyed(text: str) -> str:
    """The text in which what a code host's runner takes for a command (`::`, `##[`) is taken apart."""
    return _COMMAND.sub(r"\g<0> ", text) if "::" in text or "##[" in text else text


def visible(text: str) -> str:
    """The text for a screen: control characters, direction marks and non-characters are visible, commands unobeyed.

    Tabs and line ends stay.
    """
    return unobeyed(unsteered(text))


def unsteered(text: str) -> str:
    """The text with control characters, direction marks and non-characters visible; tabs and line ends stay."""
    return text if text.isprintable() else _STEERING.sub(_shown, text)


def one_line(text: str) -> str:
    """The text as one line that steers no terminal: control characters visible, tabs and line ends as spaces."""
    return text if text.isprintable() else _NOT_IN_A_LINE.sub(_shown, text)


def clean(text: str) -> str:
    """Data as one line that steers neither a terminal nor what reads one."""
    return unobeyed(one_line(text))


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    return " " if match[0] in "\t\n" else f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


_MASKED = re.compile(r"[^\w\s()（）/-]|[Xx]{3}")


def is_masked(number: str) -> bool:
    """Whether somebody has made part of a code or certificate number unreadable, whichever sign they took for it."""
    return bool(_MASKED.search(number))


def mask_number(number: str) -> str:
    """A certificate number as it may be printed: its first and last two characters."""
    return f"{number[:2]}****{number[-2:]}" if len(number) > 6 else "****"


class Numbers:
    """Certificate numbers to be made unreadable, looked up by their length: there may be as many as lines of text.

    What has six characters or less is no real number, and would hit dates, amounts and codes.
    """

    def __init__(self, numbers: Iterable[str]) -> None:
        self._numbers = {number for number in numbers if len(number) > 6}
        self._lengths = sorted(set(map(len, self._numbers)), reverse=True)

    def mask(self, text: str) -> str:
        """The text without these numbers and without other personal data."""
        for length in self._lengths:
            text = self._mask_those_of(length, text)
        return mask(text)

    def _mask_those_of(self, length: int, text: str) -> str:
        parts, end = [], 0
        for start in range(len(text) - length + 1):
            if text[start : start + length] in self._numbers and start >= end:
                parts += [text[end:start], mask_number(text[start : start + length])]
                end = start + length
        return "".join([*parts, text[end:]])


EXCERPT = 40
"""Characters of what somebody wrote that a message quotes."""
_LONG_NUMBER = re.compile(r"(?=[A-Za-z]*\d[\dA-Za-z]*\d{5})[\dA-Za-z]{9,}")
"""Longer than a date without separators: beside a certificate this is its number, whatever key it stands under."""


def excerpt(text: str, *, of_certificate: bool = False) -> str:
    """The beginning of a text, for a message, with what cannot be seen in it.

    It is masked before it is cut, or a number at the cut would be shown.
    """
    if of_certificate:
        text = _LONG_NUMBER.sub(lambda number: mask_number(number[0]), text)
    text = legible(text)
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}…"


def legible(text: str) -> str:
    """The text with what cannot be seen in it; masked before, or the letters that show it would hide a number."""
    text = mask(text)
    return text if text.isprintable() else re.sub(UNSEEN, _shown, text)


def plain_word(text: str) -> str:
    """A word as a machine wants it: letters, digits and signs of full width narrow, no space at its ends."""
    return unicodedata.normalize("NFKC", text).strip()


def amount(value: Decimal | int) -> str:
    """A number as people write it: no exponent, no trailing zeros after a decimal point."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def year_range(first: int, last: int, dash: str = "-") -> str:
    """The years from first to last; a single one stands alone."""
    return str(first) if first == last else f"{first}{dash}{last}"


def capital(text: str) -> str:
    """The text as headings and sentences begin in English."""
    return text[:1].upper() + text[1:]


COMMA = Text("，", ", ")
"""Between the parts of a sentence; the items of a list are joined by `say`."""


def listing(words: Iterable[str]) -> Text:
    """Several words, as each language lists them; what comes from data is masked by `say`."""
    kept = list(words)
    return Text("、".join(kept), ", ".join(kept))


def some(names: Sequence[str], most: int) -> Text:
    """The first of several names, as a sentence lists them, and that there are more."""
    first, more = listing(names[:most]), (" 等", " and more") if len(names) > most else ("", "")
    return Text(first.zh + more[0], first.en + more[1])


def say(value: object, lang: Lang) -> str:
    """A value as words: masked, dates in ISO 8601, lists joined as the language does it."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Text):
        return mask(value.pick(lang))  # some are put together of data
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return ("、" if lang is _ZH else ", ").join([say(item, lang) for item in value])
    return mask(str(value))
