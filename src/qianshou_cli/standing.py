"""Where the pairings of a programme stand in a working year: what is done, what is owed, and how urgent it is.

Only the shapes; `progress` fills them, and the outputs read them.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from .model import Interval
from .texts import Text


class State(StrEnum):
    """How a yearly minimum stands; the most urgent first."""

    OUT_OF_REACH = "out_of_reach"
    AT_RISK = "at_risk"
    NOT_RECORDED = "not_recorded"
    ON_TRACK = "on_track"
    DONE = "done"


URGENCY = tuple(State)
"""The states in the order in which they are listed."""

STATE_TEXTS = {
    State.OUT_OF_REACH: Text("来不及", "out of reach"),
    State.AT_RISK: Text("吃紧", "at risk"),
    State.NOT_RECORDED: Text("数据不足", "unknown"),
    State.ON_TRACK: Text("来得及", "on track"),
    State.DONE: Text("已达到", "done"),
}

ASSUMED = Text(
    "所用的日历还没有 {years} 年的法定工作日，按周一至周五计算",
    "the statutory workdays of {years} are not in the calendar used: Monday to Friday is assumed",
)
"""What `assumed_years` are."""


DOUBLED = Text(
    "同一人在几个结对重复申报的工作日（见 QS305）在各结对中都计入",
    "workdays that a person claims in several pairings (see QS305) are counted in each of them",
)
"""What to know where somebody does."""


class Share(NamedTuple):
    """The workdays of one worker."""

    worker: str
    name: str | None
    done: int
    recorded: bool
    """Whether all attendances say when they were, and all that is claimed counts or does not for certain; if not, more
    may have been served."""


class Days(NamedTuple):
    """What a minimum of workdays still asks of the people."""

    each: bool
    """Whether the minimum holds for every worker alone (`basis: each`) and not for all together."""
    workers: int
    """How many are counted on: those who took part so far, at least the plan's minimum number; for `each` those who are
    recorded, if any is."""
    needed: int
    """Statutory workdays that each of them still has to serve, for `each` whoever is furthest behind; where records are
    missing, up to so many."""
    at_least: int
    """How many of them it is whatever else was done."""
    pace: Decimal | None
    """Workdays in a week of five that each worker so far has to serve, for `each` whoever is furthest behind, rounded
    up to a tenth; None: nobody, nothing owed, out of reach, or more than five, as long as nobody joins them."""
    last_safe: date | None
    """The last day on which the minimum can still be reached, if they serve every statutory workday from it on; None:
    nothing owed, or out of reach."""
    shares: tuple[Share, ...]


class Measure(NamedTuple):
    """One yearly minimum of the plan: what is asked, what is done."""

    rule: str
    name: str
    title: Text
    unit: Text
    clauses: tuple[str, ...]
    required: int | Decimal
    """For `basis: each` the minimum times the workers counted on."""
    done: int | Decimal | None
    """None: nothing is recorded that counts. For `basis: each` no worker counts for more than the minimum."""
    complete: bool
    """False: more may have been done than is recorded, so that `done` is "at least" and `owed` is "up to"."""
    state: State
    days: Days | None = None

    @property
    def owed(self) -> int | Decimal:
        """What is still to be done; where records are missing, up to so much."""
        return max(self.required - (self.done or 0), 0)


class PairingStanding(NamedTuple):
    """A pairing in a working year."""

    pairing: str
    county: str
    sender: str
    receiver: str
    year: int
    workdays_left: int
    """Statutory workdays after the as-of date, inside the year, the plan's period and the pairing's active span."""
    measures: tuple[Measure, ...]

    @property
    def state(self) -> State:
        """The most urgent state of its minima; done when the plan asks for none."""
        return min((measure.state for measure in self.measures), key=URGENCY.index, default=State.DONE)

    @property
    def last_safe(self) -> date | None:
        """The earliest of its last safe days."""
        return min((m.days.last_safe for m in self.measures if m.days and m.days.last_safe), default=None)


class Target(NamedTuple):
    """A target of the plan's whole period, and what all pairings and years so far bring to it."""

    name: Text
    required: int
    done: int | None
    """None: not recorded."""
    complete: bool


class CountyStanding(NamedTuple):
    """A county of the plan, and its pairings in the plan's period."""

    code: str
    name: str
    pairings: tuple[str, ...]
    named: bool = True
    """False: it has a pairing, and the file, which does not name all counties, does not name it."""


class ProgramStanding(NamedTuple):
    """A programme as of a date. `pairings` is None when they are not recorded."""

    id: str
    title: str
    file: str
    paired: bool
    """Whether it has any pairing, in whatever years."""
    records: tuple[str, ...]
    """The records files that are merged into it."""
    period: tuple[int, int]
    as_of: date
    years: tuple[int, ...]
    """The working years looked at."""
    assumed_years: tuple[int, ...]
    """Those of them whose statutory calendar is not published: Monday to Friday is assumed."""
    pairings: tuple[PairingStanding, ...] | None
    """The most urgent first; only those with a working year among those looked at, once for each."""
    spans: Mapping[str, Interval]
    """What of the pairings' active spans lies in the plan's period, by id; those of which nothing does are left out."""
    targets: tuple[Target, ...]
    counties: tuple[CountyStanding, ...]
    counties_total: int | None
    organizations: Mapping[str, str]
    """Their names by id."""
    doubled: bool
    """Whether a person claims a day in two of its pairings: each counts it."""
