"""What a rule found in a pairing, with what it rests on: rows of workdays and source lines."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..dataset import Dataset
from ..daybook import EntryRows, entry_rows
from ..findings import Result
from ..gather import subjects_of
from ..rule import Card
from ..spans import Span
from ..subjects import Kind, PairingYear, WorkerYear
from .sources import Sources


class WorkerRows(NamedTuple):
    """The rows of one worker."""

    worker: WorkerYear
    entries: tuple[EntryRows, ...]

    @property
    def counted(self) -> int:
        """The workdays of the worker, added up from the rows."""
        return sum(row.counted for entry in self.entries for row in entry.rows)


class Account(NamedTuple):
    """What one rule says of a pairing in one programme. `workers` is None where it does not rest on days."""

    card: Card
    program: str
    pairing: str | None
    year: int | None
    as_of: date
    results: tuple[Result, ...]
    workers: tuple[WorkerRows, ...] | None
    lines: Mapping[Span, str]
    """The source line of each place that the results name."""

    @property
    def total(self) -> int:
        """The workdays of all workers."""
        return sum(worker.counted for worker in self.workers or ())


def accounts(
    card: Card,
    programs: Sequence[Dataset],
    results: Iterable[Result],
    as_of: date,
    pairing: str | None,
    year: int | None,
) -> list[Account]:
    """What the rule found, with its rows, in every programme that has the pairing; in all when none is asked for.

    A programme that has the pairing but not the year is left out, unless something was found of the whole pairing.
    """
    sources = Sources(programs)
    found: dict[str | None, list[Result]] = {}
    for result in results:
        if result.rule == card.id:
            found.setdefault(result.program, []).append(result)
    accounts = []
    for data in programs:
        if pairing is not None and all(item.pairing.id != pairing for item in data.pairings or ()):
            continue
        kept = tuple(_about(card, found.get(data.plan.id, ()), data, pairing, year))
        if not kept and pairing is not None and year is not None and year not in years_of(data, as_of, pairing):
            continue
        lines = {span: sources.line(span) for result in kept for span in result.locations}
        workers = _workers(card, data, as_of, pairing, year)
        accounts.append(Account(card, data.plan.id, pairing, year, as_of, kept, workers, lines))
    return accounts


def years_of(data: Dataset, as_of: date, pairing: str | None) -> set[int]:
    """The working years of a pairing of a programme, or of all, that have begun."""
    pairings = subjects_of(data, as_of).program.pairings or ()
    return {one.window.year for item in pairings if pairing in (None, item.pairing.id) for one in item.years}


def _workers(
    card: Card, data: Dataset, as_of: date, pairing: str | None, year: int | None
) -> tuple[WorkerRows, ...] | None:
    if not card.sides or year is None:
        return None
    years = subjects_of(data, as_of).by_kind[Kind.PAIRING_YEAR]
    return tuple(
        WorkerRows(worker, tuple(entry_rows(worker)))
        for subject in years
        if isinstance(subject, PairingYear) and (subject.pairing_id, subject.year) == (pairing, year)
        for worker in subject.workers
        if worker.role in card.sides
    )


def _about(card: Card, results: Iterable[Result], data: Dataset, pairing: str | None, year: int | None) -> list[Result]:
    """Those of a rule's results in a programme that concern a pairing and year, where they are asked for; those of the
    whole pairing, its sender or the whole plan included.
    """
    own = [item.pairing for item in data.pairings or () if item.pairing.id == pairing]
    organizations = {name for item in own for name in (item.sender, item.receiver)}
    senders = {item.sender for item in own}

    def concerns(result: Result) -> bool:
        match card.subject:
            case Kind.ORGANIZATION:
                return pairing is None or result.organization in organizations
            case Kind.SENDER_YEAR:
                return result.organization in senders and result.year == year
            case Kind.PAIRING:
                return result.pairing == pairing
            case Kind.PAIRING_YEAR | Kind.WORKER_YEAR:
                return result.pairing == pairing and result.year in (year, None)
        return pairing in (None, result.pairing or pairing) and year in (None, result.year or year)

    return [result for result in results if concerns(result)]
