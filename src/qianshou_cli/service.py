"""A worker's service in a working year: which days count, which do not, and why.

The one place that turns service entries into workdays; every rule on days, and every view of them, reads its ledger.
Days are bit sets inside the working year (see `workdays`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from heapq import heappop, heappush
from typing import NamedTuple

from .began import Began, first_of
from .model import Claim, Interval
from .workdays import bits, count_workdays, day_numbers, first_day, first_number, span_of, workday_bits

Standing = tuple[date | None, int, bool, bool]
"""How an interval stands in a window: the first day of it that lies there (None: no day does), the days that count,
whether it has begun by the as-of date, and whether any day of it lies outside the working year, the active span or
the plan's period. A bare tuple: it is taken apart for every service entry."""


class Window(dict[Interval, Standing]):
    """What may count in a pairing's working year, and how the intervals asked about stand in it.

    It remembers them, because the same weeks come up again and again and working one out costs more than the rest of
    its entry.
    """

    __slots__ = ("allowed", "as_of", "begun", "countable", "last_day", "span", "until", "workdays", "year")

    def __init__(self, year: int, allowed: int, as_of: date) -> None:
        self.year, self.as_of = year, as_of
        self.last_day = date(year, 12, 31)
        self.allowed = allowed
        """Days of the year inside the plan's period and the pairing's active span."""
        self.until = bits(year, date(year, 1, 1), as_of)
        """Days of the year up to the as-of date."""
        self.begun = bool(allowed & self.until)
        """Whether any of the days allowed has come."""
        span = span_of(year, allowed)
        self.span = Began(*span) if span else None
        """The first and the last of the days allowed, between which service without dates began, whatever the as-of
        date; None without any."""
        self.workdays = allowed & workday_bits(year)
        """The statutory workdays among the days allowed."""
        self.countable = self.workdays & self.until
        """Those of them that have come: these may count."""

    def __missing__(self, dates: Interval) -> Standing:
        first, last = dates
        inside = bits(self.year, first, last)
        begun = first <= self.as_of
        before = begun and first.year < self.year
        # Days after the year are wrong once it is over without them, whether they have come or not.
        after = last.year > self.year and self.as_of >= self.last_day
        outside = before or after or bool(inside & self.until & ~self.allowed)
        begins = first_day(self.year, inside & self.until & self.allowed)
        standing = (begins, inside & self.countable, begun, outside)
        if len(self) < MANY:
            self[dates] = standing
        return standing


MANY = 10_000
"""So many intervals are remembered for a window, that memory stays bounded."""


class Floating(NamedTuple):
    """Some workdays of an interval, which ones is not recorded."""

    entry: int
    within: int
    workdays: int


class Overclaim(NamedTuple):
    """More workdays claimed than the interval holds; without dates, all undated ones and what is left for them."""

    entry: int
    claimed: int
    holds: int


window_of = lru_cache(maxsize=64)(Window)
"""A window that pairings and programmes share."""


@dataclass(slots=True)
class Ledger:
    """What a worker's service entries amount to. Entries are named by their position."""

    days: int = 0
    """Workdays that certainly were served."""
    floating: list[Floating] = field(default_factory=list)
    undated: list[tuple[int, int]] = field(default_factory=list)
    """Entries without a date, and the workdays that each claims."""
    undated_workdays: int = 0
    """How many of those count: no more than the window has workdays left up to the as-of date."""
    undated_held: int = 0
    """How many of those there can be: no more than the window has workdays left."""
    undated_within: int = 0
    """The days on which they may lie: later ones, too, because nothing says that they are over."""
    overlaps: list[tuple[int, int]] = field(default_factory=list)
    """Entries that claim a day again, and how many workdays of them count no second time."""
    outside: list[int] = field(default_factory=list)
    """Entries with days outside the working year, the active span or the plan's period."""
    overclaimed: list[Overclaim] = field(default_factory=list)
    vague: Sequence[Floating] = ()
    """Claims of some days of an interval that lies in the window in part, with the most that may have been served
    there: of these only what can lie nowhere else counts."""
    uncertain: int = 0
    """How many more workdays would count if all of those were served in the window."""
    began: Began | None = None
    """When dated service began in the window, on a workday or not: not exact where only some days are claimed."""

    @property
    def workdays(self) -> int:
        """The statutory workdays that count."""
        floating = sum([claim.workdays for claim in self.floating]) if self.floating else 0
        return self.days.bit_count() + floating + self.undated_workdays

    @property
    def most(self) -> int:
        """The workdays that count or may count."""
        return self.workdays + self.uncertain

    @property
    def movable(self) -> list[Floating]:
        """The workdays claimed without a day of their own, dated or not."""
        if not self.undated_held:
            return self.floating
        return [*self.floating, Floating(self.undated[0][0], self.undated_within, self.undated_held)]


def open_ledger(entries: Sequence[Interval | Claim], window: Window) -> Ledger:
    """Count each statutory workday once, inside the window only, and keep what was wrong with the entries."""
    ledger = Ledger()
    days, starts = 0, []
    began: list[Began] = []
    vague: list[Floating] = []
    for position, entry in enumerate(entries):
        if type(entry) is Interval:
            dates, claimed = entry, None
        elif entry.on is not None:  # type: ignore[union-attr]
            dates, claimed = entry.on, entry.workdays  # type: ignore[union-attr]
            if claimed == 0:  # no service
                continue
        else:
            if claimed := entry.workdays:  # type: ignore[union-attr]
                ledger.undated.append((position, claimed))
            continue
        first, counted, begun, outside = window[dates]
        if outside:
            ledger.outside.append(position)
        if not begun:
            continue
        if claimed is not None:
            holds = count_workdays(*dates)
            if claimed > holds:
                ledger.overclaimed.append(Overclaim(position, claimed, holds))
                if first is not None:  # perhaps on a day of rest; what is claimed beyond its workdays shows nothing
                    began.append(_began_beyond(first, dates, window))
            first = first_day(window.year, counted)  # of its workdays, not of its other days
            if claimed < holds:
                # Days of the interval that cannot count may be the ones served: only what is left is certain.
                inside = counted.bit_count()
                certain = claimed - (holds - inside)
                if certain > 0:
                    ledger.floating.append(Floating(position, counted, certain))
                if 0 < inside < holds:
                    vague.append(Floating(position, counted, min(claimed, inside)))
                if first is not None:
                    began.append(_began(first, dates, holds - claimed, window, window.workdays))
                continue
        if first is not None:
            starts.append(first)
        if again := counted & days:
            ledger.overlaps.append((position, again.bit_count()))
        days |= counted
    ledger.days = days
    if starts:
        first = min(starts)
        began.append(Began(first, first))
    ledger.began = first_of(began)
    if vague:
        ledger.vague = vague
        most = _most(ledger, window)
    if ledger.floating:
        _place_floating(ledger)
    if ledger.undated:
        _fit_undated(ledger, window)
    if vague:
        ledger.uncertain = most - ledger.workdays
    return ledger


def _began(first: date, dates: Interval, unserved: int, window: Window, among: int) -> Began:
    """When service in an interval began of which so many days were not served; `first` is the first that counts.

    `among` are the days that may have been served: its workdays, or all its days where more are claimed than those.
    """
    days = bits(window.year, *dates) & among
    held = days.bit_count()
    for _ in range(min(unserved, held - 1)):
        days &= days - 1  # without the first of them
    latest = first_day(window.year, days)
    assert latest is not None  # `first` is one of them
    return Began(first, latest, sure=held > unserved)


def _began_beyond(first: date, dates: Interval, window: Window) -> Began:
    """When service in an interval began of which more is claimed than its workdays: on the first of these at the
    latest; where none lies in the window, on any of its days.
    """
    if workday := first_day(window.year, bits(window.year, *dates) & window.workdays):
        return Began(first, workday)
    return _began(first, dates, (dates.last - dates.first).days, window, window.allowed)


def _most(ledger: Ledger, window: Window) -> int:
    """The workdays that would count if every vague claim was served in the window; asked before any are placed."""
    vague = {claim.entry for claim in ledger.vague}
    claims = [*ledger.vague, *(claim for claim in ledger.floating if claim.entry not in vague)]
    dated = ledger.days.bit_count() + sum(place(claims, ledger.days))
    return min(window.countable.bit_count(), dated + sum(claimed for _, claimed in ledger.undated))


def _place_floating(ledger: Ledger) -> None:
    """Give floating workdays days of their own as far as there are any; the rest was certainly claimed twice."""
    placed = place(ledger.floating, ledger.days)
    ledger.overlaps += [
        (c.entry, c.workdays - n) for c, n in zip(ledger.floating, placed, strict=True) if n < c.workdays
    ]
    ledger.floating = [c._replace(workdays=n) for c, n in zip(ledger.floating, placed, strict=True) if n]


def _fit_undated(ledger: Ledger, window: Window) -> None:
    """Undated workdays lie somewhere in the window, so they cannot be more than it holds beside the dated ones."""
    ledger.undated_within = window.workdays
    dated, total = ledger.workdays, sum(claimed for _, claimed in ledger.undated)
    holds = ledger.undated_within.bit_count() - dated
    if total > holds:
        ledger.overclaimed.append(Overclaim(ledger.undated[-1][0], total, holds))
    ledger.undated_held = min(holds, total)
    ledger.undated_workdays = min(window.countable.bit_count() - dated, total)


def place(claims: Sequence[Floating], taken: int) -> list[int]:
    """How many days each claim can have for itself beside the days taken: the most that is possible in all."""
    placed = [0] * len(claims)
    for number in seats(claims, taken).values():
        placed[number] += 1
    return placed


def seats(claims: Sequence[Floating], taken: int) -> dict[int, int]:
    """Which claim has which day, by the number of the day, where as many as possible have one beside the days taken.

    Day by day, the claim that ends first takes the day (Glover 1967, convex matching).
    """
    seated: dict[int, int] = {}
    open_workdays = [claim.workdays for claim in claims]
    waiting = sorted(range(len(claims)), key=lambda n: first_number(claims[n].within), reverse=True)
    ready: list[tuple[int, int]] = []
    union = 0
    for claim in claims:
        union |= claim.within
    for day in day_numbers(union & ~taken):
        while waiting and first_number(claims[waiting[-1]].within) <= day:
            number = waiting.pop()
            heappush(ready, (claims[number].within.bit_length(), number))
        while ready and (ready[0][0] <= day or not open_workdays[ready[0][1]]):
            heappop(ready)
        if ready:
            seated[day] = ready[0][1]
            open_workdays[ready[0][1]] -= 1
    return seated
