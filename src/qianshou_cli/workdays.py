"""Statutory workdays (法定工作日): the State Council's yearly calendar, make-up weekends counted, holidays not.

A set of days inside one year is an `int` whose bit n stands for the n-th day after 1 January: union, overlap and count
of days are then single operations on numbers.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache

DAY = timedelta(days=1)


@cache
def workday_bits(year: int) -> int:
    """The statutory workdays of the year; Monday to Friday where its calendar is not published (see `is_published`)."""
    if not is_published(year):
        return sum(1 << n for n, day in enumerate(_days(year)) if day.weekday() < 5)
    from chinese_calendar import holidays, workdays

    return sum(
        1 << n for n, day in enumerate(_days(year)) if day in workdays or (day.weekday() < 5 and day not in holidays)
    )


@cache
def is_published(year: int) -> bool:
    """Whether the State Council's calendar of the year is known."""
    from chinese_calendar import holidays

    return bool(min(holidays).year <= year <= max(holidays).year)


@cache
def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + DAY * n for n in range((date(year + 1, 1, 1) - first).days)]


@lru_cache(maxsize=4096)
def bits(year: int, first: date, last: date) -> int:
    """The days from first to last (both included) that lie in the year."""
    start = date(year, 1, 1).toordinal()
    low = max(first.toordinal() - start, 0)
    high = min(last.toordinal(), date(year, 12, 31).toordinal()) - start
    return ((1 << (high - low + 1)) - 1) << low if high >= low else 0


def dates(year: int, days: int) -> list[date]:
    """The days of a set, in order."""
    return [day for n, day in enumerate(_days(year)) if days >> n & 1]


def first_number(days: int) -> int:
    """The number of the first day of a set, from 0 on 1 January."""
    return (days & -days).bit_length() - 1


def day_numbers(days: int) -> Iterator[int]:
    """The numbers of the days of a set, in order."""
    return (n for n in range(days.bit_length()) if days >> n & 1)


def first_day(year: int, days: int) -> date | None:
    """The earliest day of a set."""
    return _days(year)[first_number(days)] if days else None


def span_of(year: int, days: int) -> tuple[date, date] | None:
    """The earliest and the latest day of a set, None when it is empty."""
    return (_days(year)[first_number(days)], _days(year)[days.bit_length() - 1]) if days else None


def count_workdays(first: date, last: date) -> int:
    """The statutory workdays from first to last, both included, across years."""
    return sum((bits(year, first, last) & workday_bits(year)).bit_count() for year in range(first.year, last.year + 1))
