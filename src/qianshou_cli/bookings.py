"""All that one person claims in a working year, wherever in a run, and which of it cannot all be true.

A person may be claimed thousands of times, so no claim is set beside every other: the days that are claimed too often
are found once for all claims, and for each of these days a few who claim it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import islice
from operator import or_
from typing import NamedTuple

from .dataset import Place
from .limits import OTHERS
from .service import Ledger, place, seats
from .spans import Span
from .workdays import day_numbers, first_number


class Booking(NamedTuple):
    """What a person claims in a working year of one pairing, on whichever side."""

    program: str
    pairing: str
    ledger: Ledger
    where: tuple[Place | Span, ...]
    """On each side."""


class Rivals(NamedTuple):
    """The claims that clash with one claim, or with each other and so with it."""

    named: tuple[Booking, ...]
    """At most `OTHERS` of them, those of its own programme first."""
    more: int
    """How many there are beside those."""
    again: int
    """How many workdays are claimed again, by all of them and the one claim together."""


class Bookings(list[Booking]):
    """The claims of one person in one working year, in the order of the run; complete before they are asked."""

    def rivals(self, program: str, pairing: str, ledger: Ledger) -> Rivals | None:
        """What clashes, in other pairings, with a claim that is among these or a part of one; None: nothing does."""
        days = _held(ledger, self._crowded)
        if not days:
            return None
        knot, own = self._knots[first_number(days)], (program, pairing)
        number = len(knot.claims) - knot.pairings[own]
        others = (n for n in dict.fromkeys(knot.near(days)) if (self[n].program, self[n].pairing) != own)
        named = sorted(islice(others, OTHERS), key=lambda n: (self[n].program != program, n))
        return Rivals(tuple([self[n] for n in named]), number - len(named), knot.again) if named else None

    @cached_property
    def _crowded(self) -> int:
        return crowded([booking.ledger for booking in self])

    @cached_property
    def _knots(self) -> dict[int, "_Knot"]:
        """The knot of each crowded day: all that one claim holds of these days belongs together."""
        held = [_held(booking.ledger, self._crowded) for booking in self]
        apart: list[int] = []
        for days in dict.fromkeys(filter(None, held)):
            joined = reduce(or_, [other for other in apart if other & days], days)
            apart = [joined, *(other for other in apart if not other & days)]
        knots = {day: knot for knot in map(_Knot, apart) for day in day_numbers(knot.days)}
        for number, (booking, days) in enumerate(zip(self, held, strict=True)):
            if days:
                knots[first_number(days)].add(number, booking, days)
        return knots


@dataclass(slots=True)
class _Knot:
    """Days that are too few for what is claimed of them, and the claims of them by number."""

    days: int
    claims: list[int] = field(default_factory=list)
    pairings: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many of the claims each pairing has."""
    of_day: dict[int, list[int]] = field(default_factory=dict)
    """The first claims of each day: enough to name `OTHERS` beside the two that a pairing may have itself."""
    claimed: int = 0
    """How many workdays are claimed of the days."""

    def add(self, number: int, booking: Booking, days: int) -> None:
        """Add a claim, which holds some of the days."""
        self.claims.append(number)
        self.pairings[booking.program, booking.pairing] += 1
        self.claimed += _claimed(booking.ledger, days)
        for day in day_numbers(days):
            first = self.of_day.setdefault(day, [])
            if len(first) < OTHERS + 2:
                first.append(number)

    @property
    def again(self) -> int:
        """How many workdays are claimed beyond those there are."""
        return self.claimed - self.days.bit_count()

    def near(self, days: int) -> Iterator[int]:
        """Claims of these days, then others of the knot: enough to name `OTHERS`; some come more than once."""
        for day in day_numbers(days):
            yield from self.of_day[day]
        yield from self.claims[: OTHERS + 2]


def _held(ledger: Ledger, crowded_days: int) -> int:
    """The crowded days that a claim holds: days of its own, and days among which it has nowhere else to go."""
    nowhere_else = [claim.within for claim in ledger.movable if not claim.within & ~crowded_days]
    return reduce(or_, nowhere_else, ledger.days & crowded_days)


def _claimed(ledger: Ledger, days: int) -> int:
    """How many workdays a claim claims of days that it holds."""
    movable = [claim.workdays for claim in ledger.movable if not claim.within & ~days]
    return (ledger.days & days).bit_count() + sum(movable)


def crowded(ledgers: Iterable[Ledger]) -> int:
    """The workdays that are too few for what ledgers of the same person and year certainly claim of them.

    Exactly those ledgers have a part in a clash that claim such a day or some workdays of such days alone: where as
    many claims as possible have a day, these are the days that a claim without one could have if another left it
    (Dulmage and Mendelsohn 1958).
    """
    taken = days = 0
    movable = []
    for ledger in ledgers:
        days |= ledger.days & taken
        taken |= ledger.days
        movable += ledger.movable
    seated = seats(movable, taken)
    having = Counter(seated.values())
    for number, claim in enumerate(movable):
        if having[number] < claim.workdays:
            days |= claim.within
    while left := reduce(or_, [movable[n].within for day, n in seated.items() if days >> day & 1], 0) & ~days:
        days |= left
    return days


def joined(ledgers: Sequence[Ledger]) -> Ledger:
    """What ledgers of the same person, year and pairing claim together: each day once, and no more than there are."""
    if len(ledgers) == 1:  # of nearly everybody
        return ledgers[0]
    days = reduce(or_, [ledger.days for ledger in ledgers])
    claims = [claim for ledger in ledgers for claim in ledger.movable]
    placed = zip(claims, place(claims, days), strict=True)
    return Ledger(days, [claim._replace(workdays=number) for claim, number in placed if number])


def shared_days(*ledgers: Ledger) -> int:
    """How many workdays ledgers of the same person and year certainly claim more than once."""
    taken = again = 0
    for ledger in ledgers:
        again += (ledger.days & taken).bit_count()
        taken |= ledger.days
    claims = [claim for ledger in ledgers for claim in ledger.movable]
    return again + sum([claim.workdays for claim in claims]) - sum(place(claims, taken)) if claims else again
