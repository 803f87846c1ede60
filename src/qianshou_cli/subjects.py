"""What rules meet: the programme, its organizations, pairings, working years and workers, and its waivers.

Subjects point down only (a pairing knows its years, a year does not know its pairing's others), so that a programme is
freed the moment it has been judged.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from itertools import accumulate

from .bookings import Booking, Bookings
from .dataset import Dataset, PairingData, Place
from .limits import OTHERS
from .model import Attendance, Claim, Interval, Organization, Pairing, Plan, Waiver, Worker, YearRecord
from .model.requirements import Mode
from .service import Began, Window, first_of, open_ledger, window_of
from .texts import is_masked
from .workdays import bits


class Kind(Enum):
    """The kinds of subject, in the order in which they are judged."""

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

    kind: Kind
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


class WorkerYear(Subject):
    """A worker in a pairing-year, as one who is sent or one of the receiver."""

    # Most subjects of a run are of this kind: written out, they are made twice as fast as those of a dataclass.
    kind = Kind.WORKER_YEAR

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
        """Every entry of the person among the workers that the pairing-year names, the fullest first."""
        self.worker, self.worker_place = known_as[0]
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
        self.ledger = open_ledger(self.entries, window)
        """Which days count."""

    @property
    def took_part(self) -> bool:
        """Whether the worker counts as having taken part: not when what is recorded is no service in the window."""
        return self.ledger.began is not None or not self.recorded or bool(self.ledger.undated)

    @property
    def began(self) -> Began | None:
        """When service in the window began; None when there was none.

        Workdays without a date may lie on any day up to the as-of date, service that is not recorded on any day at all.
        """
        ledger, window = self.ledger, self.window
        if self.recorded and not ledger.undated:  # of nearly everybody
            return ledger.began
        undated = window.past if ledger.undated else None
        return first_of([ledger.began, undated, None if self.recorded else window.span])

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


class Side:
    """A person in one role of a working year, over all pairings of a programme."""

    def __init__(self) -> None:
        self.number = 0
        """In how many of them."""
        self.of_id: Counter[str] = Counter()
        """In how many under each worker's id."""
        self.in_pairing: dict[str, WorkerYear] = {}
        self.first: list[WorkerYear] = []
        """The first, in order: enough to name `OTHERS` whichever id is left out."""

    def add(self, worker: WorkerYear) -> None:
        """Add one more pairing."""
        name = worker.worker.id
        self.number += 1
        self.of_id[name] += 1
        self.in_pairing[worker.pairing.id] = worker
        if self.of_id[name] <= OTHERS and len(self.first) < 2 * OTHERS:
            self.first.append(worker)


class PersonYear(list[WorkerYear]):
    """A person in a working year, over all pairings of a programme; complete before it is asked."""

    def __init__(self, program: str) -> None:
        super().__init__()
        self.program = program

    @cached_property
    def bookings(self) -> Bookings:
        """What is claimed for the person."""
        return Bookings([Booking(self.program, it.pairing.id, it.ledger, it.place) for it in self])

    @cached_property
    def sides(self) -> Mapping[str, Side]:
        """The person in each role."""
        sides = {"sent": Side(), "received": Side()}
        for worker in self:
            sides[worker.role].add(worker)
        return sides


def person(worker: Worker) -> str:
    """Who a worker is, across entries and files: the certificate number where it is recorded in full, else the id."""
    number = worker.certificate.number if worker.certificate else None
    if number is None or is_masked(number) or not re.search(r"\d", number):
        return f"id:{worker.id}"
    return f"number:{number.strip()}"


@dataclass(eq=False)
class PairingYear(Subject):
    """A pairing in a working year. `sent` and `received` are None when they are not recorded."""

    kind = Kind.PAIRING_YEAR
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
        """All who took part."""
        yield from self.sent or ()
        yield from self.received or ()

    @property
    def began(self) -> Began | None:
        """When service began, of those who are recorded; None when nobody served."""
        return first_of([worker.began for worker in self.workers])


@dataclass(eq=False)
class PairingSubject(Subject):
    """A pairing over its whole span. `years` holds every begun year, also those a run does not ask about."""

    kind = Kind.PAIRING
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

    @property
    def preparation_due(self) -> date:
        """The last day for what comes before service: service has surely begun by then, or its first year is over."""
        return min(self.began.latest, self.due) if self.began else self.due


@dataclass(eq=False)
class SenderYear(Subject):
    """A sender in a working year, with its pairings of that year."""

    kind = Kind.SENDER_YEAR
    organization: Organization
    place: Place
    working_year: int
    years: tuple[PairingYear, ...]

    def __post_init__(self) -> None:
        self.organization_id, self.year = self.organization.id, self.working_year
        self.due = date(self.working_year, 12, 31)
        self.empty = all(year.empty for year in self.years)


@dataclass(eq=False)
class OrganizationSubject(Subject):
    """An organization and the pairings in which it serves, by role; None when the pairings are not recorded."""

    kind = Kind.ORGANIZATION
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

    kind = Kind.PROGRAM
    data: Dataset
    place: Place
    pairings: tuple[PairingSubject, ...] | None
    due: date

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.data.plan


@dataclass(eq=False)
class WaiverSubject(Subject):
    """A waiver."""

    kind = Kind.WAIVER
    waiver: Waiver
    place: Place
    due: date

    def __post_init__(self) -> None:
        self.pairing_id, self.year = self.waiver.pairing, self.waiver.year


@dataclass(slots=True)
class Subjects:
    """All subjects of a programme as of a date, and the people who serve in several of its pairings."""

    program: ProgramSubject
    by_kind: dict[Kind, tuple[Subject, ...]]
    people: Mapping[tuple[str, int], PersonYear] = field(default_factory=dict)


def subjects_of(data: Dataset, as_of: date, years: Iterable[int] | None = None) -> Subjects:
    """The subjects of a programme; `years` limits the working years that are judged, not those that are counted."""
    chosen = None if years is None else set(years)
    end = date(data.plan.period.last, 12, 31)
    build = _Builder(data, as_of)
    pairings = tuple(build.pairing(item) for item in data.pairings or ())
    program = ProgramSubject(data, Place(data.document, ("plan",)), None if data.pairings is None else pairings, end)
    pairing_years = [y for p in pairings for y in p.years]
    judged = [y for y in pairing_years if chosen is None or y.year in chosen]
    people: dict[tuple[str, int], PersonYear] = {}
    for year in pairing_years:
        for worker in year.workers:
            people.setdefault((worker.person, year.window.year), PersonYear(data.plan.id)).append(worker)
    waivers = enumerate(data.model.waivers or ())
    by_kind: dict[Kind, tuple[Subject, ...]] = {
        Kind.PROGRAM: (program,),
        Kind.ORGANIZATION: tuple(_organizations(data, pairings, end)),
        Kind.SENDER_YEAR: tuple(_sender_years(data, pairings, chosen)),
        Kind.PAIRING: pairings,
        Kind.PAIRING_YEAR: tuple(judged),
        Kind.WORKER_YEAR: tuple(worker for year in judged for worker in year.workers),
        Kind.OUTSIDE: tuple(_outside(pairings, chosen)),
        Kind.WAIVER: tuple(WaiverSubject(w, Place(data.document, ("waivers", n)), end) for n, w in waivers),
    }
    return Subjects(program, by_kind, people)


def _outside(pairings: Iterable[PairingSubject], chosen: set[int] | None) -> Iterator[PairingSubject | PairingYear]:
    """Pairings of which nothing counts, and recorded years, as far as no judged worker's service says so."""
    yield from (pairing for pairing in pairings if pairing.span is None)
    for year in (year for pairing in pairings if pairing.span for year in pairing.years):
        if not (year.in_plan or year.empty):
            told = (chosen is None or year.year in chosen) and any(worker.ledger.outside for worker in year.workers)
            if not told:
                yield year


_EMPTY = YearRecord.model_construct()  # nothing to validate


class _Builder:
    """Makes the pairings of a programme; who a worker is, which many years ask, is worked out once."""

    def __init__(self, data: Dataset, as_of: date) -> None:
        self.data = data
        self.as_of = as_of
        self.people = {name: person(worker) for name, (worker, _) in data.workers.items()}

    def pairing(self, item: PairingData) -> PairingSubject:
        pairing, plan = item.pairing, self.data.plan.period
        active = pairing.active or Interval(date(plan.first, 1, 1), date(plan.last, 12, 31))
        first, last = max(active.first, date(plan.first, 1, 1)), min(active.last, date(plan.last, 12, 31))
        asked = range(first.year, last.year + 1)  # empty where the two do not meet: a plan ends with a year
        span = Interval(first, last) if first <= last else None
        begun = [y for y in sorted({*asked, *item.years}) if date(y, 1, 1) <= self.as_of or y not in plan]
        return PairingSubject(
            pairing,
            item.place,
            self.data.organizations[pairing.sender][0],
            *self.data.organizations[pairing.receiver],
            tuple([self.year(item, window_of(year, bits(year, first, last), self.as_of)) for year in begun]),
            span,
            date(first.year, 12, 31),
        )

    def year(self, item: PairingData, window: Window) -> PairingYear:
        record, place = item.years.get(window.year) or (_EMPTY, item.place.at("years", str(window.year)))
        sent = self.attending(record.sent, "sent", place, item.pairing, window)
        received = self.attending(record.received, "received", place, item.pairing, window)
        return PairingYear(item.pairing, record, place, window, sent, received)

    def attending(
        self, attendances: tuple[Attendance, ...] | None, role: str, place: Place, pairing: Pairing, window: Window
    ) -> tuple[WorkerYear, ...] | None:
        """One subject per person, whatever the number of their attendances and ids: days count once for a person."""
        if attendances is None:
            return None
        by_person: dict[str, list[tuple[Place, Attendance]]] = {}
        for number, attendance in enumerate(attendances):
            by_person.setdefault(self.people[attendance.worker], []).append((place.at(role, number), attendance))
        workers = self.data.workers
        return tuple(
            [
                WorkerYear(
                    name, _fullest_first([workers[known] for known in _ids(found)]), pairing, role, window, found
                )
                for name, found in by_person.items()
            ]
        )


def _ids(attendances: Sequence[tuple[Place, Attendance]]) -> Iterable[str]:
    """The workers' ids in them, each once."""
    if len(attendances) == 1:  # of nearly everybody
        return (attendances[0][1].worker,)
    return dict.fromkeys([attendance.worker for _, attendance in attendances])


def _fullest_first(entries: list[tuple[Worker, Place]]) -> tuple[tuple[Worker, Place], ...]:
    """A person's entries: the one that says most of them is judged, whatever the order in the file."""
    return tuple(entries if len(entries) == 1 else sorted(entries, key=lambda entry: (-_said(entry[0]), entry[0].id)))


def _said(worker: Worker) -> int:
    certificate = worker.certificate
    asked = (certificate and certificate.level, certificate and certificate.issued, worker.service_since)
    return sum(value is not None for value in asked)


def _organizations(data: Dataset, pairings: tuple[PairingSubject, ...], due: date) -> Iterator[OrganizationSubject]:
    sends: dict[str, list[PairingSubject]] = {}
    receives: dict[str, list[PairingSubject]] = {}
    for pairing in pairings:
        sends.setdefault(pairing.sender.id, []).append(pairing)
        receives.setdefault(pairing.receiver.id, []).append(pairing)
    for name, (organization, place) in data.organizations.items():
        sent, received = (tuple(role.get(name, ())) for role in (sends, receives))
        known = data.pairings is not None
        yield OrganizationSubject(organization, place, sent if known else None, received if known else None, due)


def _sender_years(data: Dataset, pairings: tuple[PairingSubject, ...], chosen: set[int] | None) -> Iterator[SenderYear]:
    years: dict[tuple[str, int], list[PairingYear]] = {}
    for pairing in pairings:
        for year in pairing.years:
            if year.in_plan and (chosen is None or year.window.year in chosen):
                years.setdefault((pairing.sender.id, year.window.year), []).append(year)
    for (name, number), items in years.items():
        organization, place = data.organizations[name]
        yield SenderYear(organization, place, number, tuple(items))


def of_modes(years: Iterable[PairingYear], modes: tuple[Mode, ...] | None) -> list[PairingYear]:
    """The pairing-years of those modes; all of them when no mode is named."""
    return [year for year in years if modes is None or year.pairing.mode in modes]
