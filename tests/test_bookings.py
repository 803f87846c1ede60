"""All that one person claims in a year: who clashes, against plain models; and what is named of thousands of claims."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qianshou_cli.bookings import Booking, Bookings, crowded, joined, shared_days
from qianshou_cli.limits import OTHERS
from qianshou_cli.service import Floating, Ledger
from qianshou_cli.spans import Span

WEEK = 5
DAYS = st.integers(0, 2**WEEK - 1)
PARTS = st.builds(
    lambda first, length, claimed: Floating(0, (2**length - 1) << first, min(claimed, length)),
    st.integers(0, WEEK - 1),
    st.integers(1, 3),
    st.integers(1, 2),
)


def _ledger(days: int, parts: Sequence[Floating]) -> Ledger:
    """A ledger as `open_ledger` makes them: its own claims fit beside each other."""
    ledger = Ledger(days)
    for part in parts:
        ledger.floating.append(part)
        if shared_days(ledger):
            ledger.floating.pop()
    return ledger


LEDGERS = st.lists(st.builds(_ledger, DAYS, st.lists(PARTS, max_size=2)), min_size=1, max_size=5)


def _bookings(ledgers: Sequence[Ledger]) -> Bookings:
    return Bookings(
        [Booking("plan", f"p{number}", ledger, (Span("f", number + 1),)) for number, ledger in enumerate(ledgers)]
    )


@given(LEDGERS)
def test_a_claim_clashes_exactly_if_more_is_claimed_twice_with_it_than_without_it(ledgers: list[Ledger]) -> None:
    bookings = _bookings(ledgers)
    for number, booking in enumerate(bookings):
        others = [*ledgers[:number], *ledgers[number + 1 :]]
        clashes = shared_days(*ledgers) > shared_days(*others)
        assert (bookings.rivals("plan", booking.pairing, booking.ledger) is not None) == clashes


@given(LEDGERS)
def test_what_is_claimed_together_is_all_but_what_is_claimed_twice(ledgers: list[Ledger]) -> None:
    both = joined(ledgers)
    assert both.workdays == sum(ledger.workdays for ledger in ledgers) - shared_days(*ledgers)
    assert shared_days(both) == 0
    assert crowded([both]) == 0


@given(LEDGERS)
def test_all_that_clash_two_by_two_are_named(ledgers: list[Ledger]) -> None:
    bookings = _bookings(ledgers)
    for booking in bookings:
        named = {
            other.pairing for other in bookings if other is not booking and shared_days(booking.ledger, other.ledger)
        }
        if rivals := bookings.rivals("plan", booking.pairing, booking.ledger):
            assert named <= {rival.pairing for rival in rivals.named}
            assert (rivals.more, rivals.again > 0) == (0, True)
        else:
            assert not named


@given(LEDGERS)
def test_what_is_claimed_twice_is_told_of_each_knot_once(ledgers: list[Ledger]) -> None:
    bookings = _bookings(ledgers)
    knots = {}
    for booking in bookings:
        if rivals := bookings.rivals("plan", booking.pairing, booking.ledger):
            knots[frozenset({booking.pairing, *(rival.pairing for rival in rivals.named)})] = rivals.again
    assert sum(knots.values()) == shared_days(*ledgers)
    assert sum(map(len, knots)) == len(frozenset().union(*knots)), "a claim is in one knot"


@pytest.mark.parametrize("ledger", [Ledger(1), Ledger(0, [Floating(0, 0b111, 1)])], ids=["day", "one of three days"])
def test_of_many_claims_some_are_named_and_the_rest_is_counted(ledger: Ledger) -> None:
    bookings = _bookings([ledger] * 1000)
    elsewhere = (Span("g"),)
    bookings += [Booking("other", "p999", ledger, elsewhere), Booking("other", "q", Ledger(1 << 40), elsewhere)]
    rivals = bookings.rivals("plan", "p999", ledger)
    assert rivals is not None
    assert (len(rivals.named), rivals.more) == (OTHERS, 1000 - OTHERS)
    assert rivals.again == 1001 - (1 if ledger.days else 3)
    assert bookings.rivals("other", "q", Ledger(1 << 40)) is None


def test_claims_of_the_same_days_are_named_before_others_of_the_knot_and_those_of_the_own_programme_first() -> None:
    days = [*range(100), 50, 98]
    bookings = _bookings([Ledger(0b11 << day) for day in days])
    rivals = bookings.rivals("plan", "p100", Ledger(0b11 << 50))
    assert rivals is not None
    assert {"p49", "p50", "p51"} <= {rival.pairing for rival in rivals.named}
    last = bookings[-1]._replace(program="other")
    bookings = Bookings([last, *bookings[:-1]])
    rivals = bookings.rivals("plan", "p98", Ledger(0b11 << 98))
    assert rivals is not None
    assert [rival.program for rival in rivals.named] == ["plan"] * (OTHERS - 1) + ["other"]


def test_what_nobody_claims_twice_is_not_crowded() -> None:
    assert crowded([]) == crowded([Ledger(0b11), Ledger(0b1100), Ledger(0, [Floating(0, 0b11111, 1)])]) == 0
    assert crowded([Ledger(0b11), Ledger(0b110), Ledger(0, [Floating(0, 0b1000, 1)])]) == 0b10
    # what may lie on a crowded day or elsewhere lies elsewhere
    assert crowded([Ledger(0b1), Ledger(0b1), Ledger(0, [Floating(0, 0b11, 1)])]) == 0b1


def test_who_must_make_room_for_a_clash_has_a_part_in_it() -> None:
    """The last two share too few days; the third could leave them room only where the first two have none left."""
    places = (0b0011, 0b0011, 0b0111, 0b1100, 0b1100)
    ledgers = [Ledger(0, [Floating(0, within, 1)]) for within in places]
    assert crowded(ledgers) == 0b1111
    assert crowded([*ledgers[:2], ledgers[3], ledgers[4]]) == 0
    over_a_weekend = [Ledger(0, [Floating(0, within, 1)]) for within in (0b1001, 0b1001, 0b1000)]
    assert crowded(over_a_weekend) == 0b1001
    rivals = _bookings(ledgers).rivals("plan", "p0", ledgers[0])
    assert rivals is not None
    assert ([rival.pairing for rival in rivals.named], rivals.again) == (["p1", "p2", "p3", "p4"], 1)


def test_a_pairing_that_claims_on_both_sides_is_no_rival_of_itself_and_leaves_room_for_the_others() -> None:
    first, own = Ledger(0b01), Ledger(0b10)
    bookings = _bookings([*[first] * 12, own, own, *[own] * OTHERS, Ledger(0b11)])
    bookings[12:14] = [booking._replace(pairing="own") for booking in bookings[12:14]]
    rivals = bookings.rivals("plan", "own", own)
    assert rivals is not None
    assert [rival.pairing for rival in rivals.named] == [f"p{number}" for number in range(14, 14 + OTHERS)]
    assert rivals.more == 12 + 1
    both = Bookings([booking._replace(pairing="own") for booking in _bookings([own, own])])
    assert both.rivals("plan", "own", own) is None
