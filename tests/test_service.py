"""The ledger of a worker's service, against plain models: sets of days, and a maximum matching by augmenting paths."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qianshou_cli.began import Began, first_of
from qianshou_cli.bookings import shared_days
from qianshou_cli.model import Claim, Interval
from qianshou_cli.service import Floating, Ledger, Overclaim, Window, open_ledger, place
from qianshou_cli.workdays import bits, count_workdays, dates, workday_bits

YEAR = 2022
FIRST, LAST = date(YEAR, 9, 19), date(YEAR, 10, 16)  # four weeks around a holiday with two make-up days

Entry = Interval | Claim


def _interval(first: date, length: int) -> Interval:
    return Interval(first, first + timedelta(days=length))


def _claim(on: Interval | None, workdays: int | None) -> Claim:
    return Claim.model_construct(on=on, workdays=workdays)


def _window(
    first: date = date(YEAR, 1, 1), last: date = date(YEAR, 12, 31), as_of: date = date(YEAR, 12, 31)
) -> Window:
    return Window(YEAR, bits(YEAR, first, last), as_of)


INTERVALS = st.builds(_interval, st.dates(FIRST, LAST), st.integers(0, 20))
CLAIMS = st.builds(_claim, INTERVALS, st.none() | st.integers(0, 12))
UNDATED = st.builds(_claim, st.none(), st.integers(0, 30))
ENTRIES: st.SearchStrategy[list[Entry]] = st.lists(INTERVALS | CLAIMS | UNDATED, max_size=5)
WINDOWS = st.builds(
    lambda first, length, as_of: _window(first, first + timedelta(days=length), as_of),
    st.dates(date(YEAR, 9, 1), LAST),
    st.integers(0, 45),
    st.dates(FIRST, date(YEAR + 1, 1, 31)),
)


def _matching(slots: Sequence[frozenset[int]]) -> int:
    """How many slots can have a day of their own (augmenting paths)."""
    owner: dict[int, int] = {}

    def find(slot: int, seen: set[int]) -> bool:
        for day in slots[slot]:
            if day not in seen:
                seen.add(day)
                if day not in owner or find(owner[day], seen):
                    owner[day] = slot
                    return True
        return False

    return sum(find(slot, set()) for slot in range(len(slots)))


def _numbers(days: int) -> frozenset[int]:
    return frozenset(number for number in range(days.bit_length()) if days >> number & 1)


def _slots(claims: Sequence[Floating]) -> list[frozenset[int]]:
    return [_numbers(claim.within) for claim in claims for _ in range(claim.workdays)]


def _days(entry: Interval) -> list[date]:
    return [entry.first + timedelta(days=n) for n in range((entry.last - entry.first).days + 1)]


def _certain(entries: Sequence[Entry], window: Window, *, at_most: bool = False) -> list[frozenset[int]]:
    """A slot for every workday that certainly (or at most) was claimed, with the days on which it may have been."""
    slots: list[frozenset[int]] = []
    for entry in entries:
        on, claimed = (entry, None) if isinstance(entry, Interval) else (entry.on, entry.workdays)
        if on is None:
            slots += [_numbers(window.countable)] * (claimed or 0)
            continue
        counted = bits(YEAR, *on) & window.countable
        holds = count_workdays(*on)
        if claimed is None or claimed >= holds:
            slots += [frozenset({number}) for number in _numbers(counted)]
        elif at_most:
            slots += [_numbers(counted)] * claimed
        else:
            slots += [_numbers(counted)] * max(0, claimed - (holds - counted.bit_count()))
    return slots


@given(st.lists(INTERVALS, max_size=5), WINDOWS)
def test_full_intervals_count_as_a_set_of_days_does(entries: list[Interval], window: Window) -> None:
    ledger = open_ledger(entries, window)
    countable, seen = set(dates(YEAR, window.countable)), set[date]()
    overlaps, outside = [], []
    for position, entry in enumerate(entries):
        days = set(_days(entry))
        if again := len(days & countable & seen):
            overlaps.append((position, again))
        seen |= days & countable
        past = {day for day in days if day <= window.as_of}
        if past - set(dates(YEAR, window.allowed)):
            outside.append(position)
    assert set(dates(YEAR, ledger.days)) == seen
    assert ledger.workdays == len(seen)
    assert (ledger.overlaps, ledger.outside) == (overlaps, outside)
    within = set(dates(YEAR, window.allowed & window.until))
    served = [day for entry in entries if entry.first <= window.as_of for day in _days(entry) if day in within]
    assert ledger.began == (Began(min(served), min(served)) if served else None)
    assert (ledger.floating, ledger.undated, ledger.overclaimed) == ([], [], [])


@given(ENTRIES, WINDOWS)
def test_what_counts_is_the_most_that_the_claims_can_have_been(entries: list[Entry], window: Window) -> None:
    ledger = open_ledger(entries, window)
    slots = _certain(entries, window)
    assert ledger.workdays == _matching(slots)
    assert ledger.workdays <= window.countable.bit_count()
    assert ledger.workdays + sum(days for _, days in ledger.overlaps) <= len(slots)


@given(ENTRIES, WINDOWS)
def test_what_may_count_is_the_most_that_may_have_been_served_in_the_window(
    entries: list[Entry], window: Window
) -> None:
    ledger = open_ledger(entries, window)
    certain = _matching(_certain(entries, window))
    assert ledger.most == _matching(_certain(entries, window, at_most=True))
    assert ledger.uncertain == ledger.most - certain >= 0


@given(ENTRIES, WINDOWS, st.dates(FIRST, date(YEAR + 1, 1, 31)))
def test_a_later_date_never_takes_workdays_away(entries: list[Entry], window: Window, later: date) -> None:
    assume(later >= window.as_of)
    after = Window(YEAR, window.allowed, later)
    assert open_ledger(entries, window).workdays <= open_ledger(entries, after).workdays


@given(ENTRIES, WINDOWS, st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(entries: list[Entry], window: Window, random: object) -> None:
    shuffled = list(entries)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = open_ledger(entries, window), open_ledger(shuffled, window)
    assert (one.workdays, one.days, one.began) == (other.workdays, other.days, other.began)
    assert len(one.outside) == len(other.outside)
    assert len(one.overclaimed) == len(other.overclaimed)


def _floating(start: int, length: int, mask: int, workdays: int) -> Floating:
    return Floating(0, ((1 << length) - 1) << start & mask, workdays)


@st.composite
def _claims(draw: st.DrawFn) -> list[Floating]:
    """Parts of intervals over one calendar, as entries are."""
    calendar = draw(st.integers(0, (1 << 14) - 1))
    claim = st.builds(_floating, st.integers(0, 12), st.integers(1, 8), st.just(calendar), st.integers(1, 5))
    return draw(st.lists(claim, max_size=5))


@given(_claims(), st.integers(0, (1 << 14) - 1))
def test_placing_is_a_maximum_assignment(claims: list[Floating], taken: int) -> None:
    placed = place(claims, taken)
    free = [claim._replace(within=claim.within & ~taken) for claim in claims]
    assert sum(placed) == _matching(_slots(free))
    assert all(0 <= got <= claim.workdays for got, claim in zip(placed, claims, strict=True))
    as_placed = [claim._replace(workdays=got) for got, claim in zip(placed, free, strict=True)]
    assert _matching(_slots(as_placed)) == sum(placed), "the numbers given must fit together"


def _ledger_slots(ledger: Ledger) -> list[frozenset[int]]:
    return [frozenset({number}) for number in _numbers(ledger.days)] + _slots(ledger.movable)


@given(st.lists(ENTRIES, min_size=2, max_size=3), WINDOWS)
def test_shared_days_are_what_several_places_cannot_all_have(claims: list[list[Entry]], window: Window) -> None:
    ledgers = [open_ledger(entries, window) for entries in claims]
    slots = [slot for ledger in ledgers for slot in _ledger_slots(ledger)]
    assert shared_days(*ledgers) == len(slots) - _matching(slots)
    assert shared_days(*reversed(ledgers)) == shared_days(*ledgers)


@pytest.mark.parametrize(
    ("entries", "window", "workdays", "overclaimed"),
    [
        ([_claim(_interval(date(YEAR, 3, 7), 4), 5)], _window(), 5, []),
        ([_claim(_interval(date(YEAR, 3, 7), 4), 6)], _window(), 5, [Overclaim(0, 6, 5)]),
        ([_claim(_interval(date(YEAR, 10, 1), 6), 1)], _window(), 0, [Overclaim(0, 1, 0)]),
        ([_claim(None, 249)], _window(), 249, []),
        ([_claim(None, 250)], _window(), 249, [Overclaim(0, 250, 249)]),
        ([_claim(None, 20)], _window(as_of=date(YEAR, 1, 10)), 5, []),
        ([_claim(None, 20)], _window(first=date(YEAR, 12, 26)), 5, [Overclaim(0, 20, 5)]),
        ([_interval(date(YEAR, 3, 7), 4), _claim(None, 244)], _window(), 249, []),
        ([_interval(date(YEAR, 3, 7), 4), _claim(None, 245)], _window(), 249, [Overclaim(1, 245, 244)]),
        ([_claim(None, 200), _claim(None, 50)], _window(), 249, [Overclaim(1, 250, 249)]),
        ([_claim(None, 0)], _window(), 0, []),
    ],
)
def test_more_than_there_is_does_not_count(
    entries: list[Entry], window: Window, workdays: int, overclaimed: list[Overclaim]
) -> None:
    ledger = open_ledger(entries, window)
    assert ledger.workdays == workdays
    assert ledger.overclaimed == overclaimed


def test_an_undated_claim_is_kept_as_it_was_made() -> None:
    ledger = open_ledger([_claim(None, 3), _interval(date(YEAR, 3, 7), 0), _claim(None, 4)], _window())
    assert ledger.undated == [(0, 3), (2, 4)]
    assert ledger.workdays == 8
    assert ledger.began
    assert ledger.began.earliest == date(YEAR, 3, 7)


def test_of_an_interval_half_outside_only_what_certainly_lay_inside_counts() -> None:
    claim = _claim(Interval(date(YEAR, 12, 26), date(YEAR + 1, 1, 6)), 6)  # 5 workdays in 2022, 4 in 2023
    assert open_ledger([claim], _window()).workdays == 2
    assert workday_bits(YEAR) & open_ledger([claim], _window()).floating[0].within


def test_what_is_claimed_twice_in_part_is_told_beside_days_claimed_again() -> None:
    week = Interval(date(YEAR, 3, 14), date(YEAR, 3, 18))
    entries: list[Entry] = [
        Interval(date(YEAR, 3, 7), date(YEAR, 3, 11)),
        Interval(date(YEAR, 3, 11), date(YEAR, 3, 14)),
        _claim(week, 2),
        _claim(week, 3),
    ]
    ledger = open_ledger(entries, _window())
    assert ledger.overlaps == [(1, 1), (3, 1)]  # of the second week four days are left for the five claimed
    assert [claim.workdays for claim in ledger.floating] == [2, 2]
    assert ledger.workdays == 10


def test_service_begins_between_the_first_day_of_a_claim_and_the_last_that_leaves_room_for_it() -> None:
    early, late = _interval(date(YEAR, 3, 7), 4), _interval(date(YEAR, 3, 14), 4)
    found: list[tuple[list[Entry], date | None, date | None]] = [
        ([_claim(early, 2), late], date(YEAR, 3, 7), date(YEAR, 3, 10)),
        ([_claim(early, 5), late], date(YEAR, 3, 7), date(YEAR, 3, 7)),
        ([early, _claim(late, 2)], date(YEAR, 3, 7), date(YEAR, 3, 7)),
        ([_claim(late, 2), _claim(early, 1)], date(YEAR, 3, 7), date(YEAR, 3, 11)),
        ([_claim(early, 0), _claim(late, 1)], date(YEAR, 3, 14), date(YEAR, 3, 18)),
        ([_claim(Interval(date(YEAR, 12, 26), date(YEAR + 1, 1, 6)), 6)], date(YEAR, 12, 26), date(YEAR, 12, 29)),
        ([_claim(early, 0)], None, None),
    ]
    for entries, earliest, latest in found:
        ledger = open_ledger(entries, _window())
        assert ledger.began == (Began(earliest, latest) if earliest and latest else None)


@given(st.builds(_interval, st.dates(FIRST, LAST), st.integers(0, 12)), st.data(), WINDOWS)
def test_service_on_some_days_of_an_interval_begins_as_it_may_have_been_served(
    on: Interval, data: st.DataObject, window: Window
) -> None:
    workdays = dates(YEAR, bits(YEAR, *on) & workday_bits(YEAR))
    assume(len(workdays) > 1)
    claimed = data.draw(st.integers(1, len(workdays) - 1))
    allowed = set(dates(YEAR, window.allowed))
    begins = {min(allowed.intersection(served), default=None) for served in combinations(workdays, claimed)}
    may_count = [day for day in workdays if day in allowed and day <= window.as_of]
    latest = max((day for day in begins if day), default=None)
    expected = Began(min(may_count), latest, None not in begins) if may_count and latest else None
    assert open_ledger([_claim(on, claimed)], window).began == expected


@given(st.builds(_interval, st.dates(FIRST, LAST), st.integers(0, 12)), st.data(), WINDOWS)
def test_workdays_beyond_those_of_an_interval_show_no_more_than_that_they_were_served(
    on: Interval, data: st.DataObject, window: Window
) -> None:
    workdays = set(dates(YEAR, bits(YEAR, *on) & workday_bits(YEAR)))
    more = data.draw(st.integers(1, 20))
    allowed = set(dates(YEAR, window.allowed))
    may_count = [day for day in _days(on) if day in allowed and day <= window.as_of]
    began = open_ledger([_claim(on, len(workdays) + more)], window).began
    if not may_count:
        assert began is None
    elif served := workdays & allowed:
        assert began == Began(min(may_count), min(served))
    else:
        assert began == Began(min(may_count), max(allowed.intersection(_days(on))), allowed.issuperset(_days(on)))


@pytest.mark.parametrize(
    ("on", "claimed", "began"),
    [
        (Interval(date(YEAR, 3, 5), date(YEAR, 3, 6)), 1, Began(date(YEAR, 3, 5), date(YEAR, 3, 6))),
        (Interval(date(YEAR, 3, 5), date(YEAR, 3, 6)), 2, Began(date(YEAR, 3, 5), date(YEAR, 3, 6))),
        (_interval(date(YEAR, 3, 5), 0), 3, Began(date(YEAR, 3, 5), date(YEAR, 3, 5))),
        (Interval(date(YEAR, 3, 5), date(YEAR, 3, 14)), 7, Began(date(YEAR, 3, 5), date(YEAR, 3, 7))),
        (Interval(date(YEAR - 1, 12, 25), date(YEAR, 1, 1)), 6, Began(date(YEAR, 1, 1), date(YEAR, 1, 1), sure=False)),
        (Interval(date(YEAR - 1, 12, 25), date(YEAR, 1, 1)), 8, Began(date(YEAR, 1, 1), date(YEAR, 1, 1), sure=False)),
        (Interval(date(YEAR - 1, 12, 25), date(YEAR, 1, 4)), 7, Began(date(YEAR, 1, 1), date(YEAR, 1, 4))),
    ],
)
def test_service_of_more_workdays_than_an_interval_holds_began_by_the_first_of_them_perhaps_on_a_day_of_rest(
    on: Interval, claimed: int, began: Began
) -> None:
    assert open_ledger([_claim(on, claimed)], _window()).began == began


@pytest.mark.parametrize(
    ("claimed", "latest", "sure"),
    [(3, date(YEAR, 12, 30), False), (4, date(YEAR, 12, 30), False), (5, date(YEAR, 12, 30), True)],
)
def test_days_that_may_all_lie_outside_the_year_do_not_surely_begin_service(
    claimed: int, latest: date, sure: bool
) -> None:
    over_new_year = Interval(date(YEAR, 12, 26), date(YEAR + 1, 1, 6))  # five workdays of it lie in the year
    assert open_ledger([_claim(over_new_year, claimed)], _window()).began == Began(date(YEAR, 12, 26), latest, sure)


def test_of_several_beginnings_the_sure_ones_say_by_when() -> None:
    days = [date(YEAR, 3, day) for day in range(1, 6)]
    open_ones = [Began(days[1], days[3], sure=False), Began(days[0], days[2], sure=False)]
    assert first_of(open_ones) == Began(days[0], days[3], sure=False)
    assert first_of([*open_ones, Began(days[4], days[4]), None]) == Began(days[0], days[4])


def test_of_a_claim_with_one_day_in_the_year_that_day_may_count_beside_others() -> None:
    last_friday = Interval(date(YEAR, 12, 30), date(YEAR + 1, 1, 5))  # 2 January is a holiday, three workdays follow
    ledger = open_ledger([_claim(last_friday, 1), _claim(_interval(date(YEAR, 3, 7), 4), 2)], _window())
    assert (ledger.workdays, ledger.uncertain) == (2, 1)


def test_claims_of_too_much_are_told_with_and_without_dates() -> None:
    entries = [_claim(_interval(date(YEAR, 3, 7), 4), 6), _claim(None, 250)]
    assert open_ledger(entries, _window()).overclaimed == [Overclaim(0, 6, 5), Overclaim(1, 250, 244)]


def test_january_counts_like_every_month() -> None:
    assert open_ledger([_interval(date(YEAR, 1, 10), 4)], _window()).workdays == 5


@pytest.mark.parametrize(("claimed", "certain"), [(4, 0), (5, 1), (6, 2)])
def test_a_single_day_that_certainly_lay_inside_counts(claimed: int, certain: int) -> None:
    claim = _claim(Interval(date(YEAR, 12, 26), date(YEAR + 1, 1, 6)), claimed)  # 5 workdays in 2022, 4 in 2023
    assert open_ledger([claim], _window()).workdays == certain
