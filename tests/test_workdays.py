"""Statutory workdays: the numbers of the State Council's calendars, and bit sets that mean what lists of days mean."""

from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from qianshou_cli.workdays import bits, count_workdays, dates, first_day, is_published, span_of, workday_bits

PUBLISHED = st.dates(date(2004, 1, 1), date(2025, 12, 31))
ANY_DAY = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@pytest.mark.parametrize(("year", "number"), [(2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248)])
def test_a_year_of_the_plans_has_its_known_number_of_workdays(year: int, number: int) -> None:
    assert workday_bits(year).bit_count() == number
    assert count_workdays(date(year, 1, 1), date(year, 12, 31)) == number


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2022-10-08", True),  # a Saturday, made up for the National Day week
        ("2022-10-09", True),  # a Sunday
        ("2022-10-07", False),  # a Friday inside that week
        ("2022-10-15", False),  # an ordinary Saturday
        ("2022-10-14", True),  # an ordinary Friday
        ("2023-01-02", False),  # the Monday after New Year's Sunday
        ("2024-02-29", True),  # the leap day
    ],
)
def test_make_up_weekends_count_and_holidays_do_not(day: str, works: bool) -> None:
    assert count_workdays(date.fromisoformat(day), date.fromisoformat(day)) == works


@given(PUBLISHED, st.integers(0, 500))
def test_counting_agrees_with_a_loop_over_the_calendar(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), date(2025, 12, 31))
    assert count_workdays(first, last) == sum(map(is_workday, _days(first, last)))


@given(ANY_DAY, ANY_DAY, st.integers(1995, 2035))
def test_bits_are_the_days_of_the_interval_that_lie_in_the_year(first: date, last: date, year: int) -> None:
    expected = [day for day in _days(first, last) if day.year == year]
    found = bits(year, first, last)
    assert dates(year, found) == expected
    assert first_day(year, found) == (expected[0] if expected else None)


@given(st.integers(2000, 2030).flatmap(lambda year: st.tuples(st.just(year), st.sets(st.integers(0, 364)))))
def test_days_go_into_a_bit_set_and_come_out_in_order(case: tuple[int, set[int]]) -> None:
    year, numbers = case
    days = sum(1 << number for number in numbers)
    expected = [date(year, 1, 1) + timedelta(days=number) for number in sorted(numbers)]
    assert dates(year, days) == expected
    assert first_day(year, days) == next(iter(expected), None)


def test_a_year_without_a_published_calendar_counts_monday_to_friday() -> None:
    assert [is_published(year) for year in (2003, 2004, 2025, 2030)] == [False, True, True, False]
    week = _days(date(2030, 9, 30), date(2030, 10, 6))  # Monday to Sunday, with National Day inside
    assert [count_workdays(day, day) for day in week] == [1, 1, 1, 1, 1, 0, 0]
    assert workday_bits(2030).bit_count() == sum(
        day.weekday() < 5 for day in _days(date(2030, 1, 1), date(2030, 12, 31))
    )


def test_an_interval_over_new_year_counts_by_both_calendars() -> None:
    assert count_workdays(date(2022, 12, 26), date(2023, 1, 6)) == 5 + 4
    assert bits(2022, date(2022, 12, 26), date(2023, 1, 6)).bit_count() == 6
    assert bits(2021, date(2022, 12, 26), date(2023, 1, 6)) == 0


def test_the_span_of_a_set_is_from_its_first_to_its_last_day() -> None:
    first, last = date(2022, 3, 7), date(2022, 6, 10)
    assert span_of(2022, bits(2022, first, first) | bits(2022, last, last)) == (first, last)
    assert span_of(2022, 0) is None
