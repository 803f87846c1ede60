"""Judgements that several rules share; rules themselves know nothing of each other."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any, TypeVar

from .began import Began
from .dataset import Place
from .model import Worker
from .model.records import Expense, Money
from .model.requirements import Certificate, Experience, Minimum, Workdays
from .rule import Context, Hit, hit
from .subjects import PairingSubject, PairingYear, ProgramSubject, WorkerYear
from .workdays import DAY

Known = tuple[Worker, Place]
"""An entry of a person among the workers, and where it stands."""
Asked = TypeVar("Asked", Certificate, Experience)


def enough(known: int | Decimal, minimum: int | Decimal, complete: bool) -> bool | None:
    """Three-valued "at least": what is not recorded can only add to what is known."""
    if known >= minimum:
        return True
    return False if complete else None


def head_count(
    counted: Sequence[tuple[WorkerYear, bool | None]], asked: Minimum, place: Place, **values: Any
) -> Sequence[Hit]:
    """Workers who count against the minimum; unknown when those could make the number of whom it is open."""
    number = sum([counts is True for _, counts in counted])
    undecided = [worker for worker, counts in counted if counts is None]
    values = {"actual": number, "required": asked.min, **values}
    if number < asked.min <= number + len(undecided):
        where = place, *places(undecided)
        return [hit(None, "undecided", *where, undecided=len(undecided), workers=ids(undecided), **values)]
    return [hit(number >= asked.min, "number", place, at_least=bool(undecided), **values)]


def workdays(workers: tuple[WorkerYear, ...] | None, asked: Workdays, place: Place) -> Sequence[Hit]:
    """Statutory workdays of one side against the minimum, together or each."""
    if workers is None:
        return [hit(None, "not-recorded", place, required=asked.min)]
    if asked.basis == "each":
        return _workdays_each(workers, asked, place)
    total = sum([worker.ledger.workdays for worker in workers])
    silent = [worker for worker in workers if not worker.recorded]
    if workers and all(worker.without_service for worker in workers):
        return [hit(None, "service-none", *_unsaid(silent), workers=ids(silent), required=asked.min)]
    open_yet = not total and 0 < len(silent) == len(workers)  # a minimum of zero, too, needs records
    met = None if open_yet else enough(total, asked.min, not silent)
    values: dict[str, Any] = {"actual": total, "required": asked.min, "missing": max(0, asked.min - total)}
    if met is None:
        return [hit(None, "service-missing", *_unsaid(silent), workers=ids(silent), **values)]
    if not met and (vague := [worker for worker in workers if worker.ledger.uncertain]):
        most = total + (uncertain := sum([worker.ledger.uncertain for worker in vague]))
        if most < asked.min:
            return [hit(False, "total-at-most", place, most=most, **values)]
        return [hit(None, "days-vague", *_vague_claims(vague), workers=ids(vague), uncertain=uncertain, **values)]
    at_least = bool(silent) or any(worker.ledger.uncertain for worker in workers)
    return [hit(met, "total", place, at_least=at_least, **values)]


def _unsaid(workers: Iterable[WorkerYear]) -> list[Place]:
    """The attendances that do not say when they were."""
    return [place for worker in workers for place, attended in worker.attendances if attended.service is None]


def _vague_claims(workers: Iterable[WorkerYear]) -> list[Place]:
    """The claims of some days of an interval of which only a part counts."""
    return [worker.entry_place(claim.entry) for worker in workers for claim in worker.ledger.vague]


def _workdays_each(workers: Sequence[WorkerYear], asked: Workdays, place: Place) -> Sequence[Hit]:
    least = _least(workers)
    if not workers and asked.min:
        return [hit(False, "nobody", place, actual=least, required=asked.min)]
    least_known = max(asked.min, 1)  # a minimum of zero, too, needs records
    silent = [worker for worker in workers if not worker.recorded and worker.ledger.workdays < least_known]
    if least >= asked.min and not silent:
        return [hit(True, "each-served", place, actual=least, required=asked.min)]
    hits = []
    short = [worker for worker in workers if worker.recorded and worker.ledger.most < asked.min]
    vague = [it for it in workers if it.recorded and it.ledger.workdays < asked.min <= it.ledger.most]
    if short:
        at_least = any(worker.ledger.uncertain for worker in short)
        values: dict[str, Any] = {"workers": ids(short), "actual": _least(short), "required": asked.min}
        hits.append(hit(False, "each", *places(short), at_least=at_least, **values))
    if silent:
        values = {"workers": ids(silent), "required": asked.min}
        if least := _least(silent):  # nothing on record is not zero days
            values["actual"] = least
        hits.append(hit(None, "each-missing" if least else "each-none", *_unsaid(silent), **values))
    if vague:
        where, least = _vague_claims(vague), _least(vague)
        hits.append(hit(None, "each-vague", *where, workers=ids(vague), actual=least, required=asked.min))
    return hits


def _least(workers: Iterable[WorkerYear]) -> int:
    return min((worker.ledger.workdays for worker in workers), default=0)


def paired_counties(program: ProgramSubject) -> set[str]:
    """The counties with a pairing in the plan's period; where the plan names all its counties, those among them."""
    paired = set(program.by_county)
    return paired & program.plan.county_names.keys() if program.plan.receiving.complete else paired


def places(workers: Iterable[WorkerYear]) -> list[Place]:
    """Where the workers' attendances stand."""
    return [worker.place for worker in workers]


def ids(workers: Iterable[WorkerYear]) -> list[str]:
    """The workers' ids."""
    return [worker.worker.id for worker in workers]


def certified(worker: WorkerYear, asked: Certificate | None) -> Sequence[Hit]:
    """What is wrong with a sent worker's certificate; nothing when an accepted one was issued before the first day."""
    return () if asked is None else _by_every_entry(worker, asked, _certified, _level, _issued)


def _by_every_entry(
    worker: WorkerYear, asked: Asked, judge: Callable[..., Sequence[Hit]], *values: Callable[[Worker], Any]
) -> Sequence[Hit]:
    """What the entries of a person show, each with all that others record where it is blank itself; nothing is known
    where they show the opposite. `judge` is given the entry that records each of the values.
    """
    entries = worker.known_as
    if len(entries) == 1:  # of nearly everybody
        return judge(worker, asked, *entries * len(values))
    records = [{value(known[0]): known for known in reversed(entries)} for value in values]
    others = [[of[said] for said in of if said is not None] or list(of.values()) for of in records]
    unlike = {tuple([value(known[0]) for value in values]): known for known in reversed(entries)}
    told = []
    for written, own in reversed(unlike.items()):
        filled = product(*[fill if said is None else [own] for said, fill in zip(written, others, strict=True)])
        told += [judge(worker, asked, *knowns) for knowns in filled]
    met = {not hits for hits in told if not hits or hits[0].met is not None}
    if len(met) < 2:
        return next((hits for hits in told if hits and hits[0].met is None), told[0])
    names = [entry.id for entry, _ in entries]
    return [hit(None, "entries-differ", worker.place, *(place for _, place in entries), workers=names)]


def _level(worker: Worker) -> str | None:
    return worker.certificate.level if worker.certificate else None


def _issued(worker: Worker) -> date | None:
    return worker.certificate.issued if worker.certificate else None


def _certified(worker: WorkerYear, asked: Certificate, of_level: Known, of_issued: Known) -> Sequence[Hit]:
    level, issued = _level(of_level[0]), _issued(of_issued[0])
    if level is not None and level not in asked.levels:
        where = _of_entry(worker, of_level, "certificate", "level")
        return [hit(False, "level", *where, level=level, accepted=list(asked.levels))]
    if level == "无" and (issued is None or of_issued[0] is not of_level[0]):  # who need not hold one has no date of it
        return ()
    hits = _issued_in_time(worker, of_issued)
    if level is None and not any(one.met is False for one in hits):  # else it is too late whatever its level
        return [hit(None, "level-missing", *_of_entry(worker, of_level, "certificate", "level"))]
    return hits


def _issued_in_time(worker: WorkerYear, known: Known) -> Sequence[Hit]:
    issued, year = _issued(known[0]), worker.window.year
    if issued is not None and issued.year < year:  # older than any day of the year
        return ()
    where = _of_entry(worker, known, "certificate", "issued")
    if issued is None:
        return [hit(None, "issued-missing", *where)]
    began = worker.began
    if began and began.by(min(issued, worker.window.as_of)):
        text = "issued-late" if began.exact else "issued-after-start"
        return [hit(False, text, *where, issued=issued, first=began.latest)]
    if issued > worker.window.as_of:
        return [hit(None, "issued-later", *where, issued=issued)]
    if began is None or issued < began.earliest:
        return ()
    return [hit(None, "days-missing", *where, issued=issued, year=year)]


def _of_entry(worker: WorkerYear, known: Known, *steps: str) -> tuple[Place, Place]:
    """A value in an entry of a worker, and where the worker took part."""
    return known[1].at(*steps), worker.place


def earliest_year(year: int) -> int:
    """The earliest year of papers that are for a year: older ones may be a slip of the pen, or of another programme."""
    return year - 1


def before_service(
    pairing: PairingSubject, day: date | None, place: Place, context: Context, *, same_day: bool
) -> Sequence[Hit]:
    """What is wrong with the day of what has to come before the first service, or may be on the same day as it."""
    due, began, silent = pairing.preparation_due, pairing.began, pairing.silent_year(context.partial)
    if day is None:
        return [hit(None, "not-recorded", place, due=due)]
    if day > context.as_of:
        return [hit(None, "later", place, due=due, day=day)]
    too_early = day - DAY if same_day else day  # service had to begin after it
    if began and began.by(too_early):
        text = "late" if began.exact else "late-at-least"
        return [hit(False, text, place, waits=False, day=day, first=began.latest)]
    if began and began.earliest <= too_early:
        return [hit(None, "days-missing", place, due=due, day=day)]
    if silent and silent.window.span and silent.window.span.earliest <= too_early:
        where = silent.place.at("sent"), place
        return [hit(None, "sent-missing", *where, day=day, year=silent.window.year)]
    if day.year < (earliest := earliest_year(first := context.plan.period.first)):
        return [hit(None, "too-early", place, due=due, day=day, earliest=earliest, first=first)]
    return ()


def experienced(worker: WorkerYear, asked: Experience | None) -> Sequence[Hit]:
    """What is wrong with a sent worker's years of service at the first day served in the year (1 January if none)."""
    return () if asked is None else _by_every_entry(worker, asked, _experienced, lambda entry: entry.service_since)


def _experienced(worker: WorkerYear, asked: Experience, known: Known) -> Sequence[Hit]:
    since, year, required = known[0].service_since, worker.window.year, asked.min_years
    if since is not None and year - since.last.year > required:  # enough on any day of the year
        return ()
    where = _of_entry(worker, known, "service_since")
    if since is None:
        return [hit(None, "since-missing", *where, required=required)]
    new_year = date(year, 1, 1)
    began = worker.began or Began(new_year, new_year)
    earliest, latest = began.earliest, began.latest
    if full_years(since.last, earliest if began.sure else new_year) >= required:
        return ()
    least, most = full_years(since.last, latest), full_years(since.first, latest)
    if most < required:
        text = "short" if least == most else "short-at-most"
        return [hit(False, text, *where, actual=most, required=required, first=latest)]
    if not began.sure:
        return [hit(None, "days-open", *where, required=required)]
    if began.exact:
        return [hit(None, "since-vague", *where, actual=least, required=required, first=latest)]
    return [hit(None, "days-vague", *where, required=required, earliest=earliest, latest=latest)]


def full_years(start: date, end: date) -> int:
    """Whole years from start to end, never negative; from 29 February they are full on 1 March of other years."""
    return max(0, end.year - start.year - ((end.month, end.day) < (start.month, start.day)))


def qualified(worker: WorkerYear, context: Context) -> bool | None:
    """Whether a sent worker is certified and experienced, as far as the plan asks for it; three-valued."""
    asked = context.plan.requirements
    found = [*certified(worker, asked.certificate), *experienced(worker, asked.experience)]
    if not found:
        return True
    return False if any(one.met is False for one in found) else None


def of_entries(worker: WorkerYear, text: str, entries: Sequence[tuple[int, int]]) -> Sequence[Hit]:
    """What is wrong with entries of service, named by position with the workdays of each; nothing without entries."""
    if not entries:
        return ()
    where = [worker.entry_place(number) for number, _ in entries]
    return [hit(False, text, *where, days=sum(days for _, days in entries))]


def sessions(
    dates: tuple[date, ...] | None, asked: Minimum, year: PairingYear, context: Context, key: str
) -> Sequence[Hit]:
    """Sessions of supervision held in the working year against the minimum."""
    place = year.place.at("supervision", key)
    if dates is None:
        return [hit(None, "not-recorded", place, required=asked.min)]
    number = year.window.year
    held = Counter(day for day in dates if day.year == number and day <= context.as_of)
    values: dict[str, Any] = {"actual": len(held), "required": asked.min}
    repeated = held.total() > len(held)  # a date that was copied, or two sessions on one day
    if len(held) >= asked.min:
        return [hit(True, "held", place, at_least=repeated, **values)]
    if held.total() >= asked.min:
        days = sorted(day for day, times in held.items() if times > 1)
        return [hit(None, "repeated", place, written=held.total(), days=days, **values)]
    if others := [position for position, day in enumerate(dates) if day not in held]:
        days, where = [dates[position] for position in others], [place.at(position) for position in others]
        return [hit(False, "others", place, *where, at_least=repeated, others=days, year=number, **values)]
    return [hit(False, "held", place, at_least=repeated, **values)]


def total(items: Sequence[Money | Expense] | None) -> tuple[Decimal, bool]:
    """The sum in yuan, and whether every amount is recorded."""
    amounts = [item.amount for item in items or () if item.amount is not None]
    return sum(amounts, Decimal(0)), items is not None and len(amounts) == len(items)
