"""What rules meet: the programme, its organizations, pairings, working years and workers, and its waivers.

Subjects point down only (a pairing knows its years, a year does not know its pairing's others), so that a programme is
freed the moment it has been judged.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from itertools import accumulate

from .began import Began, first_of
from .dataset import Dataset, Place
from .model import Attendance, Claim, Interval, Organization, Pairing, Plan, Waiver, Worker, YearRecord
from .service import Window, open_ledger


class Kind(Enum):
    """The kinds of subject that rules meet."""

    PROGRAM = "program"
    ORGANIZATION = "organization"
    SENDER_YEAR = "sender-year"
    PAIRING = "pairing"
    PAIRING_YEAR = "pairing-year"
    WORKER_YEAR = "worker-year"
    OUTSIDE = "outside"
    WAIVER = "waiver"

    @property
    def of_pairing(self) -> bool:
        """Whether such a subject belongs to one pairing."""
        return self in (Kind.PAIRING, Kind.PAIRING_YEAR, Kind.WORKER_YEAR)

    @property
    def of_year(self) -> bool:
        """Whether such a subject belongs to one working year."""
        return self in (Kind.SENDER_YEAR, Kind.PAIRING_YEAR, Kind.WORKER_YEAR)


class Subject:
    """What a result names, when its time is over, and whether the plan's yearly duties hold for it."""

    place: Place
    due: date
    """The last day of its time, itself included: from then on it is over."""
    in_plan = True
    """False for a year recorded outside the plan's period or the pairing's active span."""
    empty = False
    """Whether nothing at all is recorded for it."""
    pairing_id: str | None = None
    year: int | None = None
    worker_id: str | None = None
    organization_id: str | None = None
    twin: "WorkerYear | None" = None
    """The same worker on the other side of the pairing-year: what is found of the two is one result."""


class WorkerYear(Subject):
    """A worker in a pairing-year, as one who is sent or one of the receiver."""

    is_twin = False
    """Whether this is the `twin` of one who is sent, who is judged for both."""

    # Most subjects of a run are of this kind: written out, they are made twice as fast as those of a dataclass.
    def __init__(
        self,
        person: str,
        known_as: tuple[tuple[Worker, Place], ...],
        pairing: Pairing,
        role: str,
        window: Window,
        attendances: Sequence[tuple[Place, Attendance]],
    ) -> None:
        self.person = person
        """Who it is: the certificate number where there is one, else the worker's id."""
        self.known_as = known_as
        """Every entry of the person among the workers that the pairing-year names, the fullest first: it gives the
        id."""
        self.worker = known_as[0][0]
        self.pairing = pairing
        self.role = role
        """`sent` or `received`."""
        self.window = window
        self.attendances = attendances
        self.place = attendances[0][0]
        self.due = window.last_day
        self.in_plan = window.allowed != 0
        self.pairing_id, self.year, self.worker_id = pairing.id, window.year, self.worker.id
        services = [attendance.service for _, attendance in attendances]
        self.recorded = None not in services
        """Whether every attendance says when it was."""
        self.entries = (services[0] or ()) if len(services) == 1 else tuple([e for s in services for e in s or ()])
        """The service entries of all attendances, in order."""
        self.without_service = not self.entries and not self.recorded
        """Whether nothing is recorded of when it was."""
        self.ledger = open_ledger(self.entries, window)
        """Which days count."""

    @property
    def took_part(self) -> bool | None:
        """Whether the worker took part in the window, up to the as-of date: not when what is recorded is no service in
        it, nor before it has begun; None where all the days claimed may lie outside it or be still to come, or are
        more than it has room for.
        """
        began, begun = self.ledger.began, self.window.begun
        if began is not None and began.by(self.window.as_of):
            return True
        if begun and (not self.recorded or self.ledger.undated_workdays):
            return True
        return None if began or (begun and self.ledger.undated) else False

    @property
    def began(self) -> Began | None:
        """When service in the window began; None when there was none.

        Workdays without a date, and service that is not recorded, may lie on any day, also after the as-of date.
        """
        began = self.ledger.began
        if self.recorded and not self.ledger.undated:  # of nearly everybody
            return began
        span = self.window.span
        if span and self.recorded and not self.ledger.undated_held:  # no workday that was claimed can lie in it
            span = span._replace(sure=False)
        return first_of([began, span])

    def dates_of(self, position: int) -> Interval:
        """The dates of a dated service entry."""
        entry = self.entries[position]
        dates = entry.on if isinstance(entry, Claim) else entry
        assert dates is not None
        return dates

    @cached_property
    def _entries_up_to(self) -> list[int]:
        """How many service entries there are up to each attendance, its own included."""
        return list(accumulate(len(attendance.service or ()) for _, attendance in self.attendances))

    def entry_place(self, position: int) -> Place:
        """Where a service entry stands. Raises IndexError when there is none."""
        number = bisect_right(self._entries_up_to, position)
        place, attendance = self.attendances[number]
        return place.at("service", position - self._entries_up_to[number] + len(attendance.service or ()))


@dataclass(eq=False)
class PairingYear(Subject):
    """A pairing in a working year. `sent` and `received` are None when they are not recorded."""

    pairing: Pairing
    record: YearRecord
    place: Place
    window: Window
    sent: tuple[WorkerYear, ...] | None
    received: tuple[WorkerYear, ...] | None

    def __post_init__(self) -> None:
        self.pairing_id, self.year, self.due = self.pairing.id, self.window.year, self.window.last_day
        self.in_plan = self.window.allowed != 0
        self.empty = all(getattr(self.record, key) is None for key in self.record.model_fields_set)

    @property
    def workers(self) -> Iterator[WorkerYear]:
        """All who took part, on either side."""
        yield from self.sent or ()
        yield from self.received or ()

    @property
    def began(self) -> Began | None:
        """When service began, of those who are recorded; None when nobody served."""
        return first_of([worker.began for worker in self.workers])


@dataclass(eq=False)
class PairingSubject(Subject):
    """A pairing over its whole span. `years` holds every begun year, also those a run does not ask about."""

    pairing: Pairing
    place: Place
    sender: Organization
    receiver: Organization
    receiver_place: Place
    years: tuple[PairingYear, ...]
    span: Interval | None
    """What of its active span lies in the plan's period; None when nothing does."""
    due: date

    def __post_init__(self) -> None:
        self.pairing_id, self.in_plan = self.pairing.id, self.span is not None
        pairing = self.pairing
        self.empty = pairing.needs_assessment is None and pairing.agreement is None and all(y.empty for y in self.years)

    @cached_property
    def began(self) -> Began | None:
        """When service began, None when none is recorded."""
        return first_of([year.began for year in self.years])

    def silent_year(self, partial: bool) -> PairingYear | None:
        """The first year of the span that is over without a word of who was sent: service may have begun in it.

        Where a file was refused that may tell (`partial`), a year that has only begun may be that as well.
        """
        silent = ((y, y.window.span) for y in self.years if y.sent is None)
        return next((y for y, span in silent if span and (span.earliest if partial else y.due) <= y.window.as_of), None)

    @property
    def preparation_due(self) -> date:
        """The last day for what comes before service: service has surely begun by then, or its first year is over."""
        return min(self.began.latest, self.due) if self.began and self.began.sure else self.due


@dataclass(eq=False)
class SenderYear(Subject):
    """A sender in a working year, with its pairings of that year: one at least."""

    organization: Organization
    place: Place
    years: tuple[PairingYear, ...]

    def __post_init__(self) -> None:
        self.organization_id, self.year, self.due = self.organization.id, self.years[0].year, self.years[0].due
        self.empty = all(year.empty for year in self.years)


@dataclass(eq=False)
class OrganizationSubject(Subject):
    """An organization and the pairings in which it serves, by role; None when the pairings are not recorded."""

    organization: Organization
    place: Place
    sends: tuple[PairingSubject, ...] | None
    receives: tuple[PairingSubject, ...] | None
    due: date

    def __post_init__(self) -> None:
        self.organization_id = self.organization.id


@dataclass(eq=False)
class ProgramSubject(Subject):
    """The programme as a whole. `pairings` is None when they are not recorded."""

    data: Dataset
    place: Place
    pairings: tuple[PairingSubject, ...] | None
    due: date

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.data.plan

    @cached_property
    def by_county(self) -> Mapping[str, Sequence[PairingSubject]]:
        """The pairings that have a day in the plan's period, by county."""
        found: dict[str, list[PairingSubject]] = {}
        for pairing in self.pairings or ():
            if pairing.span:
                found.setdefault(pairing.pairing.county, []).append(pairing)
        return found


@dataclass(eq=False)
class WaiverSubject(Subject):
    """A waiver."""

    waiver: Waiver
    place: Place
    due: date

    def __post_init__(self) -> None:
        self.pairing_id, self.year = self.waiver.pairing, self.waiver.year
