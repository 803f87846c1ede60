"""One value of the file as one cell, and back."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate
from typing import Any, NamedTuple

from pydantic_core import PydanticCustomError

from ..cells import unescape
from ..model.dates import Month, parse_date, parse_month
from ..model.requirements import EVERYDAY_NAMES
from ..model.scalars import SEPARATORS, parse_amount, parse_count, parse_year
from ..nearest import nearest_choice
from ..texts import Lang, Text, excerpt, plain_word
from .columns import EMPTY, NO, Column, Kind
from .wordings import EXCEL

CellValue = str | int | Decimal | date | None

FIRST_SAFE_YEAR = 1901
"""Earlier dates are written as text: programs disagree about the days of 1900."""


class Given(NamedTuple):
    """What a cell of a workbook holds: its value, openpyxl's letter for its type, and its number format."""

    value: Any = None
    type: str = "n"
    format: str = "General"

    @property
    def blank(self) -> bool:
        """Whether a person would see nothing in it."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip() and self.type != "f")


class WrongError(Exception):
    """A cell that cannot be read: the rule whose card (or `EXCEL`) words it, the wording, and its values."""

    def __init__(self, rule: str, text: str, **values: object) -> None:
        super().__init__(text)
        self.rule, self.text, self.values = rule, text, values


def shown(value: Any, column: Column, lang: Lang) -> CellValue:
    """How a cell says a value of the file."""
    if value is None:
        return None
    if column.kind is Kind.CHOICES:
        labels = [_label(item, column.choices, lang) for item in value]
        return ("、" if lang is Lang.ZH else ", ").join(labels) or NO.pick(lang)
    if column.kind is Kind.CHOICE:
        return _label(str(value).lower() if isinstance(value, bool) else value, column.choices, lang)
    if column.kind is Kind.NAME:
        ways = (value, f"“{value}”", f'"{value}"', f"「{value}」")
        return next((way for way in ways if _one_name(way) == value.strip()), value)
    if isinstance(value, Month):
        return str(value)
    if column.kind is Kind.FIRST and not isinstance(value, date):
        value = value.first
    elif column.kind is Kind.LAST:
        value = None if isinstance(value, date) else value.last
    if isinstance(value, date) and value.year < FIRST_SAFE_YEAR:
        return value.isoformat()
    result: CellValue = value
    return result


def _label(value: str, choices: Mapping[str, Text] | None, lang: Lang) -> str:
    return choices[value].pick(lang) if choices and value in choices else value


_APART = re.compile(f"[{SEPARATORS}\n]")
"""What stands between names."""

_PARSERS: Mapping[Kind, Callable[[str], object]] = {
    Kind.DATE: parse_date,
    Kind.FIRST: parse_date,
    Kind.LAST: parse_date,
    Kind.MONTH: parse_month,
    Kind.YEAR: parse_year,
    Kind.COUNT: parse_count,
    Kind.MONEY: parse_amount,
}
"""What the file's own checks ask of a cell alone: asked here too, or a row that leads nowhere would hide it."""


def read(given: Given, column: Column) -> Any:
    """What the file would say for the cell: text, or a list of texts. Raises WrongError."""
    text = _text(given, column)
    if column.kind is Kind.TEXT:
        return text
    if column.kind is Kind.NAME:
        return _name(text)
    text = plain_word(text)
    if column.kind is Kind.CHOICES:
        words = [word for word in re.split(r"[、,;\n]", text) if word.strip()]
        return [] if words in ([NO.zh], [NO.en]) else [_chosen(word, column) for word in words or [text]]
    if column.kind is Kind.CHOICE:
        return _one(text, column)
    if parse := _PARSERS.get(column.kind):
        try:
            parse(text)
        except PydanticCustomError as error:
            if error.type in ("date-form", "month-form") and _is_serial(given.value):
                raise WrongError(EXCEL, "serial", given=text) from None
            if error.type == "month-meant" and isinstance(given.value, float) and text.endswith(".1"):
                raise WrongError("QS003", "month-form", given=text) from None  # it may have been 2014.10
            raise WrongError(
                "QS003",
                error.type,
                given=_quoted(text, column),
                **(error.context or {}),
            ) from None
    return text


def _name(text: str) -> str:
    """The name in a cell. Raises WrongError for several: each of them would be taken for a part of one."""
    if (name := _one_name(text)) is None:
        raise WrongError(EXCEL, "several-names", given=excerpt(text))
    return name


def _one_name(text: str) -> str | None:
    """The name that a text is, without the quotation marks around the whole of it; None where it is several."""
    text = text.strip()
    if _encloses("“”", text) or re.fullmatch('"[^"]*"', text):
        return text[1:-1]
    if _encloses("「」", text) and _one_name(text[1:-1]) != text[1:-1]:  # these would do for marks of the name, too
        return text[1:-1]
    return None if _APART.search(text) or re.fullmatch('(?:“[^“”]*” *|"[^"]*" *){2,}', text) else text


def _encloses(marks: str, text: str) -> bool:
    """Whether the first of these marks begins the text, and the one that closes it ends the text."""
    depths = list(accumulate((char == marks[0]) - (char == marks[1]) for char in text))
    return text.startswith(marks[0]) and 0 in depths and depths.index(0) == len(text) - 1


def _quoted(text: str, column: Column) -> str:
    return excerpt(text, of_certificate="certificate" in column.path)


def _is_serial(value: Any) -> bool:
    """Whether a cell's number is one by which Excel counts days; those before 1980 are rather years or slips.

    Which day it is depends on the workbook (days are counted from 1900 or from 1904), so only Excel can say.
    """
    return isinstance(value, int | float) and 29_221 <= value < 110_000


def is_mark(given: Given, mark: Text) -> bool:
    """Whether the cell says just this mark, in either language."""
    return isinstance(given.value, str) and plain_word(given.value) in map(plain_word, mark)


def is_empty_mark(given: Given, column: Column) -> bool:
    """Whether the cell says that a group of keys is there and empty; text can say anything, so never there."""
    return column.kind is not Kind.TEXT and is_mark(given, EMPTY)


def _chosen(word: str, column: Column) -> str:
    """The choice that a word stands for: its label in either language, or what the file says."""
    if (choice := _choice(word, column)) is not None:
        return choice
    choices = column.choices or {}
    allowed = quoted(choices.values())
    labels = [text for label in choices.values() for text in label]
    if near := nearest_choice(word, labels, EVERYDAY_NAMES):
        raise WrongError(
            "QS003",
            "choice-near",
            given=_quoted(word, column),
            near=near[0],
            allowed=allowed,
        )
    raise WrongError("QS003", "choice", given=_quoted(word, column), allowed=allowed)


def quoted(labels: Iterable[Text]) -> tuple[Text, ...]:
    """Labels for a message that lists them: English ones hold commas, so that it must show where each ends."""
    return tuple(Text(label.zh, f"`{label.en}`") for label in labels)


def _choice(word: str, column: Column) -> str | None:
    """The choice that is written as the word; None where none is."""
    for value, label in (column.choices or {}).items():
        if _same(word, value) or any(_same(word, text) for text in label):
            return value
    return None


def _one(text: str, column: Column) -> str:
    """The choice in a cell that takes one. Raises WrongError, also for several choices in one cell."""
    words = [word for word in re.split(r"[、,;/\n]|和|及|\band\b", text) if word.strip()]
    if len(words) > 1 and _choice(text, column) is None and all(_choice(word, column) for word in words):
        raise WrongError(EXCEL, "several-rows" if column.each else "several", given=excerpt(text))
    return _chosen(text, column)


def _same(one: str, other: str) -> bool:
    return one.replace(" ", "").casefold() == plain_word(other).replace(" ", "").casefold()


def _text(given: Given, column: Column) -> str:
    """The content of a cell as a person would type it into a file."""
    value = given.value
    if given.type == "f":
        raise WrongError(EXCEL, "formula")
    if given.type == "e":
        raise WrongError(EXCEL, "error-value", given=str(value)[:20])
    if isinstance(value, str):
        return unescape(value)
    if column.kind in _WORDS and (isinstance(value, bool) or not isinstance(value, int | float)):
        raise WrongError(EXCEL, "not-text")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        if column.kind in _DATED and (seen := _seen(given.format)) != "general":
            if not re.search("[ye]", seen) or ("d" not in seen and column.kind is not Kind.MONTH):
                raise WrongError(EXCEL, "part-hidden")
            if "d" not in seen:
                return f"{value:%Y-%m}"
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        places = len(given.format) if column.kind in _WORDS and not given.format.strip("0") else 0
        return _number(value, column).zfill(places)
    return str(value)


_WORDS = (Kind.TEXT, Kind.NAME, Kind.ID)
_DATED = (Kind.DATE, Kind.FIRST, Kind.LAST, Kind.MONTH)
_ASIDE = re.compile(r'\[[^\]]*\]|"[^"]*"|[\\_*].|;.*', re.DOTALL)
"""What in a number format (ECMA-376, 18.8.31) shows nothing of a date: colours and languages, words, other sections."""


def _seen(number_format: str) -> str:
    """The letters of a number format that show parts of a date: what Excel has added to them, nobody recorded."""
    return _ASIDE.sub("", number_format).lower()


def _number(value: int | float, column: Column) -> str:
    if abs(value) >= 1e15 and column.kind in _WORDS:
        raise WrongError(EXCEL, "rounded")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return format(Decimal(f"{value:.15g}"), "f")  # as Excel shows it: what is behind comes of counting in halves
