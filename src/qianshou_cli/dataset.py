"""One programme with everything recorded for it: a program file and the records files merged into it."""

from collections import ChainMap
from collections.abc import Collection, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, TypeVar

from .errors import InputError, Problem, shortened
from .limits import DEFAULT, Limits
from .model import Organization, Pairing, Plan, ProgramFile, RecordsFile, Worker, YearRecord
from .model.program import PairingRecords
from .nearest import nearest
from .spans import Path, Span
from .yaml_reader import Document


class Place(NamedTuple):
    """A value in a document, named by its path."""

    document: Document
    path: Path

    def at(self, *steps: str | int) -> "Place":
        """A value below this one."""
        return Place(self.document, self.path + steps)

    @property
    def span(self) -> Span:
        """Where it stands in the file."""
        return self.document.span(self.path)


class Source(NamedTuple):
    """A program or records file that was read."""

    document: Document
    model: ProgramFile | RecordsFile


class PairingData(NamedTuple):
    """A pairing with its years from all files, each with its place."""

    pairing: Pairing
    place: Place
    years: dict[int, tuple[YearRecord, Place]]


@dataclass(slots=True)
class Dataset:
    """A programme. `pairings` is None when they are not recorded."""

    document: Document
    model: ProgramFile
    documents: tuple[Document, ...]
    organizations: dict[str, tuple[Organization, Place]]
    workers: dict[str, tuple[Worker, Place]]
    pairings: tuple[PairingData, ...] | None

    @property
    def plan(self) -> Plan:
        """The plan that it is held to."""
        return self.model.plan


Ids = Collection[str]
T = TypeVar("T", Organization, Worker, Pairing)


def merge(
    program: Source, records: Sequence[Source] = (), limits: Limits = DEFAULT, *, unread: bool = False
) -> tuple[Dataset, list[Problem]]:
    """Merge a program with its records files; also returns the problems of records files, which are then left out.

    `unread` says that there are more which cannot be read: whom no file lists they may list. Raises InputError with
    QS004 and QS005 problems of the program file itself.
    """
    problems: list[Problem] = []
    model = program.model
    assert isinstance(model, ProgramFile)
    top = Place(program.document, ())
    data = Dataset(program.document, model, (program.document,), {}, {}, None)
    _collect(data.organizations, _located(model.organizations, top.at("organizations")), problems)
    _collect(data.workers, _workers_of(program), problems)
    pairings: dict[str, tuple[Pairing, Place]] = {}
    _collect(pairings, _located(model.pairings, top.at("pairings")), problems)
    if model.pairings is not None:
        data.pairings = tuple(_pairing_data(pairing, place) for pairing, place in pairings.values())
    problems = shortened([*problems, *_repeated_in_plan(data)], limits.problems)
    employed = list(data.workers.values())
    elsewhere = _listed(records)
    if unread:
        elsewhere = {**_attending((program, *records)), **elsewhere}
    known = dict.fromkeys(chain(data.workers, elsewhere))  # any file may name them
    problems += shortened(_dangling(data, employed, known), limits.problems)
    if problems:
        raise InputError(problems)
    by_id = {item.pairing.id: item for item in data.pairings or ()}
    for source in records:
        problems += _add_records(data, source, by_id, known, limits)
    if len(data.workers) < len(known):
        _know_by_id(data, elsewhere)
    return data, problems


def _located(items: Sequence[T] | None, place: Place) -> Iterable[tuple[T, Place]]:
    return ((item, place.at(number)) for number, item in enumerate(items or ()))


def _pairing_data(pairing: Pairing, place: Place) -> PairingData:
    years = {year: (record, place.at("years", str(year))) for year, record in (pairing.years or {}).items()}
    return PairingData(pairing, place, years)


def _collect(
    into: MutableMapping[str, tuple[T, Place]],
    items: Iterable[tuple[T, Place]],
    problems: list[Problem],
    text: str = "id",
) -> None:
    for item, place in items:
        if item.id in into:
            problems.append(_twice(item.id, place.at("id"), into[item.id][1].at("id"), text))
        else:
            into[item.id] = (item, place)


def _twice(name: object, place: Place, first: Place, text: str) -> Problem:
    original = first.span
    return Problem("QS005", text, place.span, {"id": name, "first": str(original)}, (original,))


def _repeated_in_plan(data: Dataset) -> Iterable[Problem]:
    """Counties and papers that the plan lists twice: a paper that is handed in would do for every item of its name."""
    named, asked = data.plan.receiving.named, data.plan.requirements.submissions
    place = Place(data.document, ("plan",))
    yield from _repeated([county.code for county in named or ()], place.at("counties", "named"), "code", "id")
    papers = [item.name for item in asked.items] if asked else []
    yield from _repeated(papers, place.at("requirements", "submissions", "items"), "name", "paper")


def _repeated(names: Iterable[str], place: Place, key: str, text: str) -> Iterable[Problem]:
    """Names that stand under a key of several items of the list at a place."""
    first: dict[str, Place] = {}
    for number, name in enumerate(names):
        here = place.at(number, key)
        if first.setdefault(name, here) is not here:
            yield _twice(name, here, first[name], text)


def _dangling(data: Dataset, workers: Iterable[tuple[Worker, Place]], known: Ids) -> Iterable[Problem]:
    """Ids in the program file that point at nothing; the workers are its own, known are those of all files."""
    yield from _dangling_employers(data, workers)
    for pairing, place, years in data.pairings or ():
        yield from _unknown(pairing.sender, data.organizations, place.at("sender"), "organization")
        yield from _unknown(pairing.receiver, data.organizations, place.at("receiver"), "organization")
        for record, where in years.values():
            yield from _dangling_workers(record, where, known)


def _dangling_employers(data: Dataset, workers: Iterable[tuple[Worker, Place]]) -> Iterable[Problem]:
    for worker, place in workers:
        yield from _unknown(worker.employer, data.organizations, place.at("employer"), "organization")


def _dangling_workers(record: YearRecord, place: Place, workers: Ids) -> Iterable[Problem]:
    for name, role, number in _attendances(record):
        if name not in workers:
            yield from _unknown(name, workers, place.at(role, number, "worker"), "worker")


def _attendances(record: YearRecord) -> Iterable[tuple[str, str, int]]:
    """Who took part: the worker's id, on which side, and as which of it."""
    for role, attendances in (("sent", record.sent), ("received", record.received)):
        for number, attendance in enumerate(attendances or ()):
            yield attendance.worker, role, number


def _unknown(name: str, known: Ids, place: Place, text: str) -> Iterable[Problem]:
    if name not in known:
        near = nearest(name, known)
        yield Problem("QS004", f"{text}-near" if near else text, place.span, {"id": name, "near": "".join(near)})


def _unknown_pairing(name: str, known: Ids, place: Place, data: Dataset) -> Iterable[Problem]:
    for problem in _unknown(name, known, place, "pairing"):
        yield problem._replace(related=(Place(data.document, ("pairings",)).span,))


def _workers_of(source: Source) -> Iterable[tuple[Worker, Place]]:
    return _located(source.model.workers, Place(source.document, ("workers",)))


def _listed(records: Sequence[Source]) -> dict[str, Place]:
    """The workers that records files list, and where they first do."""
    return {worker.id: place.at("id") for source in reversed(records) for worker, place in _workers_of(source)}


def _attending(sources: Iterable[Source]) -> dict[str, Place]:
    """The workers who took part by what the files say, and where each stands."""
    found = {}
    for document, model in sources:
        pairings: Sequence[Pairing | PairingRecords] = model.pairings or ()
        for number, pairing in enumerate(pairings):
            for year, record in (pairing.years or {}).items():
                place = Place(document, ("pairings", number, "years", str(year)))
                found.update({name: place.at(role, n, "worker") for name, role, n in _attendances(record)})
    return found


def _add_records(
    data: Dataset, source: Source, pairings: Mapping[str, PairingData], known: Ids, limits: Limits
) -> list[Problem]:
    """Merge the workers and years of one records file, all of them, or report why they can't be."""
    model, top = source.model, Place(source.document, ())
    assert isinstance(model, RecordsFile)
    twice: list[Problem] = []
    workers = ChainMap({}, data.workers)  # no copy: there may be as many files as workers
    _collect(workers, _workers_of(source), twice, "worker")
    # not looked for before it is known how many are listed
    dangling: list[Iterable[Problem]] = [_dangling_employers(data, _workers_of(source))]
    added: dict[tuple[str, int], tuple[YearRecord, Place]] = {}
    twice += _repeated([records.id for records in model.pairings or ()], top.at("pairings"), "id", "pairing")
    for number, records in enumerate(model.pairings or ()):
        place = top.at("pairings", number)
        if (target := pairings.get(records.id)) is None:
            dangling.append(_unknown_pairing(records.id, pairings, place.at("id"), data))
            continue
        for year, record in (records.years or {}).items():
            where = place.at("years", str(year))
            if first := target.years.get(year):
                twice.append(_twice(f"{records.id} {year}", where, first[1], "pairing-year"))
            dangling.append(_dangling_workers(record, where, known))
            added[records.id, year] = record, where
    problems = shortened(twice, limits.problems) + shortened(chain.from_iterable(dangling), limits.problems)
    if not problems:
        data.documents = (*data.documents, source.document)
        data.workers.update(workers.maps[0])
        for (name, year), found in added.items():
            pairings[name].years[year] = found
    return problems


def _know_by_id(data: Dataset, elsewhere: Mapping[str, Place]) -> None:
    """Workers of records files that do not count: others may name them, but nothing that is said of them counts."""
    for name, place in elsewhere.items():
        data.workers.setdefault(name, (Worker.model_construct(id=name, employer=""), place))
