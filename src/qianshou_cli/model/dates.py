"""How days, months and intervals are written, and which one was meant where they are written otherwise.

Each parser raises a `PydanticCustomError` whose type names a wording on the card of QS003. Another way of writing is
answered with the accepted one only where it can mean nothing else, and where that day or month exists.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from ..texts import plain_word
from .base import misshapen, remembered, wrong

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years that a date may lie in: outside them it is a slip of the pen."""


class Interval(NamedTuple):
    """Calendar days from the first to the last, both included (ISO 8601)."""

    first: date
    last: date

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}/{self.last}"


class Lasting(Interval):
    """An interval of which both ends are always written, so that no end is left out by mistake."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{self.first}/{self.last}"


class Month(NamedTuple):
    """A month, or the one day of it that is recorded."""

    first: date
    last: date

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first:%Y-%m}"


@remembered
def parse_date(text: str) -> date:
    """A date written 2022-09-05; raises for every other form and for days that do not exist."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return _day(text.split("-"), text)
    if (meant := _meant_day(text)) is None:
        raise misshapen(text, "date-form")
    raise wrong("date-meant", meant=str(meant))


@remembered
def parse_interval(text: str) -> Interval:
    """`2022-09-05/2022-09-16`, or one day; raises when the end is before the start."""
    first, slash, last = text.partition("/")
    try:
        interval = Interval(parse_date(first), parse_date(last if slash else first))
    except PydanticCustomError as error:
        if error.type not in ("date-form", "date-meant"):
            raise
        if (meant := _meant_interval(text)) is None:
            raise wrong("interval-form") from None
        raise wrong("interval-meant", meant=str(meant)) from None
    return _in_order(interval)


@remembered
def parse_lasting(text: str) -> Lasting:
    """`2022-09-01/2025-12-31`; raises also where the end is left out."""
    try:
        interval = parse_interval(text)
    except PydanticCustomError as error:
        if error.type == "interval-form":
            raise wrong("lasting-form") from None
        if error.type == "interval-meant" and _meant_day(text):
            raise wrong("end-missing") from None
        raise
    if "/" not in text:
        raise wrong("end-missing")
    return Lasting(*interval)


@remembered
def parse_month(text: str) -> Month:
    """`2014-07`, or a full date."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        first = _month(text.split("-"))
        return Month(first, (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1))
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        day = _day(text.split("-"), text)
        return Month(day, day)
    if parts := re.fullmatch(_MONTH, _narrow(text)):
        raise wrong("month-meant", meant=f"{_month(_numbers(parts)):%Y-%m}")
    if (meant := _meant_day(text)) is None:
        raise misshapen(text, "month-form")
    raise wrong("month-meant", meant=str(meant))


def _day(parts: Iterable[str], said: str) -> date:
    """The day of year, month and day. Raises for one that does not exist, and for a year out of range."""
    year, month, day = map(int, parts)
    _require_year(year)
    try:
        return date(year, month, day)
    except ValueError:
        raise wrong("date-impossible", day=said) from None


def _month(parts: Iterable[str]) -> date:
    """The first day of year and month. Raises as `_day` does."""
    year, month = map(int, parts)
    _require_year(year)
    if not 1 <= month <= 12:
        raise wrong("month-impossible")
    return date(year, month, 1)


def _require_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise wrong("year-form")


def _in_order(interval: Interval) -> Interval:
    if interval.last < interval.first:
        raise wrong("interval-backwards")
    return interval


_TIME = r"(?:[T ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"  # without a zone: that may be another day
_DAYS = (
    r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]?",
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})",
    r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})",
    r"([0-9]{4})\. ?([0-9]{1,2})\. ?([0-9]{1,2})",
    r"([0-9]{4})([0-9]{2})([0-9]{2})",
)
# Patterns as text: compiling them takes as long as a small file, and only what is written wrongly needs them.
_DAY = "|".join(f"(?:{form}){_TIME}" for form in _DAYS)
_INTERVAL = f"(?P<first>{_DAY}) ?(?:至|到|[-–—~]+|/) ?(?P<last>{_DAY})"
_MONTH = r"([0-9]{4}) ?年 ?([0-9]{1,2}) ?月|([0-9]{4})[-/.]([0-9]{1,2})|([0-9]{4})([0-9]{2})"


_LONGEST = 80
"""Characters of the longest text that may be meant as dates; what has more is not looked at."""


def _narrow(text: str) -> str:
    return plain_word(text) if len(text) <= _LONGEST else ""


def _numbers(match: re.Match[str]) -> list[str]:
    return [part for part in match.groups() if part is not None]


def _meant_day(text: str) -> date | None:
    """The day that is meant; None where that is not certain. Raises as `_day` does."""
    parts = re.fullmatch(_DAY, _narrow(text))
    return _day(_numbers(parts), text) if parts else None


def _meant_interval(text: str) -> Interval | None:
    """The interval, or one day, that is meant; None where that is not certain. Raises as the parsers do."""
    if day := _meant_day(text):
        return Interval(day, day)
    ends = re.fullmatch(_INTERVAL, _narrow(text))
    found = [_meant_day(ends[name]) for name in ("first", "last")] if ends else []
    return _in_order(Interval(*filter(None, found))) if len(found) == 2 else None
