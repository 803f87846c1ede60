"""A worker's service day by day: which days counted, which did not and why, so that the number can be added up again.

The ledger (see `service`) decides; this only puts its decision into rows. The rows of a worker add up to the ledger's
workdays, which a test proves for any entries.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from .dataset import Place
from .model import Claim, Interval
from .service import Ledger, Window
from .subjects import WorkerYear
from .texts import Text
from .workdays import DAY, bits, count_workdays, dates, workday_bits


class Reason(Enum):
    """Why days count or do not; the value is the word for it in data."""

    WORKDAY = "workday"
    MAKE_UP = "make_up_workday"
    FLOATING = "some_of_interval"
    UNDATED = "undated"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    AGAIN = "counted_already"
    OTHER_YEAR = "other_year"
    OUTSIDE = "outside_period"
    LATER = "after_as_of"
    EXCESS = "more_than_interval_holds"
    NO_ROOM = "no_workday_left"
    UNCERTAIN = "may_lie_on_days_that_do_not_count"
    ELSEWHERE = "on_days_that_do_not_count"


REASON_TEXTS = {
    Reason.WORKDAY: Text("工作日", "workday"),
    Reason.MAKE_UP: Text("调休上班日", "make-up workday"),
    Reason.FLOATING: Text("其中若干个，未写明哪几天", "some of these, not said which"),
    Reason.UNDATED: Text("未注日期，照计", "undated, counted"),
    Reason.WEEKEND: Text("周六、周日", "Saturday, Sunday"),  # a public holiday may fall on one
    Reason.HOLIDAY: Text("法定节假日或调休放假", "public holiday, or day off around one"),
    Reason.AGAIN: Text("已经计过", "counted already"),
    Reason.OTHER_YEAR: Text("不在本工作年度", "another working year"),
    Reason.OUTSIDE: Text("在结对起止或方案期间之外", "outside active span or plan period"),
    Reason.LATER: Text("晚于截至日期", "after the as-of date"),
    Reason.EXCESS: Text("超过日期内的工作日数", "more than the interval holds"),
    Reason.NO_ROOM: Text("本年度已没有可计的工作日", "no workday of the year is left"),
    Reason.UNCERTAIN: Text("可能落在不能计的日子", "may lie on days that do not count"),
    Reason.ELSEWHERE: Text("落在不能计的日子", "on days that do not count"),
}

COUNTING = frozenset({Reason.WORKDAY, Reason.MAKE_UP, Reason.FLOATING, Reason.UNDATED})
"""The reasons for which days count."""


class Row(NamedTuple):
    """Days of one entry that have one fate. Claims by number have no dates of their own."""

    reason: Reason
    days: int
    first: date | None = None
    last: date | None = None

    @property
    def counted(self) -> int:
        """The workdays that these days add."""
        return self.days if self.reason in COUNTING else 0


class EntryRows(NamedTuple):
    """A service entry with its rows."""

    place: Place
    written: str
    rows: tuple[Row, ...]


def entry_rows(worker: WorkerYear) -> list[EntryRows]:
    """The rows of every service entry of a worker in a pairing-year, in the order in which they are written."""
    ledger = worker.ledger
    counted, undated, held = 0, ledger.undated_workdays, ledger.undated_held
    excess = {over.entry: over.claimed - over.holds for over in ledger.overclaimed}
    certain, again = _by_entry(ledger)
    found = []
    for position, entry in enumerate(worker.entries):
        on, claimed = (entry, None) if isinstance(entry, Interval) else (entry.on, entry.workdays)
        if on is None:
            number = claimed or 0
            rows = list(_undated_rows(number, undated, held))
            undated, held = max(0, undated - number), max(0, held - number)
        elif claimed is not None and claimed < count_workdays(*on):
            rows = list(_claimed(on, claimed, worker.window, certain[position], again[position]))
        else:
            rows = list(_day_rows(on, worker.window, counted))
            counted |= bits(worker.window.year, *on) & worker.window.countable
            if position in excess:
                rows.append(Row(Reason.EXCESS, excess[position]))
        found.append(EntryRows(worker.entry_place(position), _written(entry), tuple(rows)))
    return found


def _written(entry: Interval | Claim) -> str:
    if isinstance(entry, Interval):
        return str(entry)
    parts = {"on": entry.on, "workdays": entry.workdays}
    return "{" + ", ".join(f"{key}: {value}" for key, value in parts.items() if value is not None) + "}"


def _undated_rows(claimed: int, counted: int, held: int) -> Iterator[Row]:
    """Workdays without dates: those for which there is room by the as-of date, in the rest of the year, or nowhere."""
    counted, held = min(claimed, counted), min(claimed, held)
    for reason, days in ((Reason.UNDATED, counted), (Reason.LATER, held - counted), (Reason.NO_ROOM, claimed - held)):
        if days:
            yield Row(reason, days)


def _by_entry(ledger: Ledger) -> tuple[Counter[int], Counter[int]]:
    """The workdays without a day of their own that count of each entry, and those that count no second time."""
    certain, again = Counter[int](), Counter[int]()
    for claim in ledger.floating:
        certain[claim.entry] += claim.workdays
    for entry, days in ledger.overlaps:
        again[entry] += days
    return certain, again


def _claimed(on: Interval, claimed: int, window: Window, certain: int, again: int) -> Iterator[Row]:
    """A claim of some workdays of an interval: those that the ledger counts, those claimed twice, those that are not
    certain, and those for which the interval has no workday that may count.
    """
    held = _held(on, window)
    counting = held.pop(Reason.WORKDAY, 0)
    most = min(claimed, counting)
    come = _until(on, window.as_of) - counting  # else all that do not count now are still to come
    later = 0 if come else min(claimed - most, held.pop(Reason.LATER, 0))
    elsewhere = next(iter(held)) if len(held) == 1 else Reason.ELSEWHERE
    for reason, days in (
        (Reason.FLOATING, certain),
        (Reason.AGAIN, again),
        (Reason.UNCERTAIN, most - certain - again),
        (Reason.LATER, later),
        (elsewhere, claimed - most - later),
    ):
        if days:
            yield Row(reason, days, *on)


def _until(interval: Interval, day: date) -> int:
    """The workdays of an interval that have come by a day."""
    return count_workdays(interval.first, min(interval.last, day)) if interval.first <= day else 0


def _held(interval: Interval, window: Window) -> Counter[Reason]:
    """The workdays of an interval by their fate where they are claimed by number: those that may count are workdays."""
    inside = bits(window.year, *interval) & workday_bits(window.year)
    held = Counter(
        {
            Reason.OTHER_YEAR: count_workdays(*interval) - inside.bit_count(),
            Reason.OUTSIDE: (inside & ~window.allowed).bit_count(),
            Reason.LATER: (inside & window.allowed & ~window.until).bit_count(),
            Reason.WORKDAY: (inside & window.countable).bit_count(),
        }
    )
    return +held  # those of which there are any


def _day_rows(interval: Interval, window: Window, counted: int) -> Iterator[Row]:
    """Each run of days with one fate; what lies in other years is one run before and one after."""
    first, last = interval
    start, end = date(window.year, 1, 1), date(window.year, 12, 31)
    if first < start:
        yield _row(Reason.OTHER_YEAR, first, min(last, start - DAY))
    inside = dates(window.year, bits(window.year, first, last))
    for reason, run in groupby(inside, lambda day: _fate(day, window, counted)):
        days = list(run)
        yield _row(reason, days[0], days[-1])
    if last > end:
        yield _row(Reason.OTHER_YEAR, max(first, end + DAY), last)


def _row(reason: Reason, first: date, last: date) -> Row:
    return Row(reason, (last - first).days + 1, first, last)


def _fate(day: date, window: Window, counted: int) -> Reason:
    """What becomes of a day of the working year, when those in `counted` are counted already."""
    bit = bits(window.year, day, day)
    if not window.allowed & bit:
        return Reason.OUTSIDE
    if not window.until & bit:
        return Reason.LATER
    weekend = day.weekday() >= 5
    if not workday_bits(window.year) & bit:
        return Reason.WEEKEND if weekend else Reason.HOLIDAY
    if counted & bit:
        return Reason.AGAIN
    return Reason.MAKE_UP if weekend else Reason.WORKDAY
