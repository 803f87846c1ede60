"""One Dataset → all the subjects that rules meet, as of a date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .dataset import Dataset, PairingData, Place
from .model import Attendance, Interval, Pairing, Worker, YearRecord
from .people import PersonYear, person
from .service import Window, window_of
from .subjects import (
    Kind,
    OrganizationSubject,
    PairingSubject,
    PairingYear,
    ProgramSubject,
    SenderYear,
    Subject,
    WaiverSubject,
    WorkerYear,
)
from .workdays import bits


@dataclass(slots=True)
class Subjects:
    """All subjects of a programme as of a date, and the people who serve in several of its pairings."""

    program: ProgramSubject
    by_kind: dict[Kind, tuple[Subject, ...]]
    people: Mapping[tuple[str, int], PersonYear]


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
    waivers = [(n, waiver) for n, waiver in enumerate(data.model.waivers or ()) if _is_asked(waiver.year, data, chosen)]
    by_kind: dict[Kind, tuple[Subject, ...]] = {
        Kind.PROGRAM: (program,),
        Kind.ORGANIZATION: tuple(_organizations(data, pairings, end)),
        Kind.SENDER_YEAR: tuple(_sender_years(data, pairings, chosen)),
        Kind.PAIRING: pairings,
        Kind.PAIRING_YEAR: tuple(judged),
        Kind.WORKER_YEAR: tuple(worker for year in judged for worker in _once(year)),
        Kind.OUTSIDE: tuple(_outside(pairings, chosen)),
        Kind.WAIVER: tuple(WaiverSubject(w, Place(data.document, ("waivers", n)), end) for n, w in waivers),
    }
    return Subjects(program, by_kind, people)


def _is_asked(year: int | None, data: Dataset, chosen: set[int] | None) -> bool:
    """Whether a waiver for a year, or for all, is judged: a year outside the plan is wrong whichever is chosen."""
    return chosen is None or year is None or year in chosen or year not in data.plan.period


def _outside(pairings: Iterable[PairingSubject], chosen: set[int] | None) -> Iterator[Subject]:
    """Pairings of which nothing counts, and recorded years, which workers' service tells of where there is any.

    Years that are not judged are told of by the same workers as if they were: a scope changes no finding.
    """
    yield from (pairing for pairing in pairings if pairing.span is None)
    for year in (year for pairing in pairings if pairing.span for year in pairing.years):
        if year.in_plan or year.empty:
            continue
        tell = [one for one in _once(year) if one.ledger.outside or (one.twin and one.twin.ledger.outside)]
        if not tell:
            yield year
        elif chosen is not None and year.year not in chosen:
            yield from tell


def _once(year: PairingYear) -> Iterable[WorkerYear]:
    """Everybody in the year, each once: who is sent stands for the same worker among those of the receiver."""
    return (worker for worker in year.workers if not worker.is_twin)


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
        if sent and received:
            also_received = {worker.worker_id: worker for worker in received}
            for worker in sent:
                if twin := also_received.get(worker.worker_id):
                    worker.twin, twin.is_twin = twin, True
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
    """A person's entries, the one that says most of them first, whatever the order in the file."""
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
    for (name, _), items in years.items():
        yield SenderYear(*data.organizations[name], tuple(items))
