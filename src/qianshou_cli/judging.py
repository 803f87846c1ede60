"""Judgements that several rules share; rules themselves know nothing of each other."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from .dataset import Place
from .model.records import Expense, Money
from .model.requirements import Certificate, Experience, Minimum, Workdays
from .rule import Context, Hit, hit
from .subjects import PairingYear, WorkerYear


def enough(known: int | Decimal, minimum: int | Decimal, complete: bool) -> bool | None:
    """Three-valued "at least": what is not recorded can only add to what is known."""
    if known >= minimum:
        return True
    return False if complete else None


def workdays(workers: tuple[WorkerYear, ...] | None, asked: Workdays, place: Place) -> Iterator[Hit]:
    """Statutory workdays of one side against the minimum, together or each."""
    if workers is None:
        yield hit(None, "not-recorded", place, required=asked.min)
    elif asked.basis == "each":
        yield from _workdays_each(workers, asked)
    else:
        total = sum(worker.ledger.workdays for worker in workers)
        silent = [worker for worker in workers if not worker.recorded]
        met = enough(total, asked.min, not silent)
        values: dict[str, Any] = {"actual": total, "required": asked.min, "missing": max(0, asked.min - total)}
        if met is None:
            yield hit(None, "service-missing", *places(silent), workers=ids(silent), **values)
        else:
            yield hit(met, "total", place, **values)


def _workdays_each(workers: Sequence[WorkerYear], asked: Workdays) -> Iterator[Hit]:
    silent = [worker for worker in workers if not worker.recorded and worker.ledger.workdays < asked.min]
    short = [worker for worker in workers if worker.recorded and worker.ledger.workdays < asked.min]
    if short:
        least = min(worker.ledger.workdays for worker in short)
        yield hit(False, "each", *places(short), workers=ids(short), actual=least, required=asked.min)
    if silent:
        least = min(worker.ledger.workdays for worker in silent)
        yield hit(None, "each-missing", *places(silent), workers=ids(silent), actual=least, required=asked.min)


def places(workers: Iterable[WorkerYear]) -> list[Place]:
    """Where the workers' attendances stand."""
    return [worker.place for worker in workers]


def ids(workers: Iterable[WorkerYear]) -> list[str]:
    """The workers' ids."""
    return [worker.worker.id for worker in workers]


def certified(worker: WorkerYear, asked: Certificate | None) -> Hit | None:
    """What is wrong with a sent worker's certificate; None when it is accepted and was issued before the first day."""
    if asked is None:
        return None
    certificate, place = worker.worker.certificate, worker.worker_place.at("certificate")
    if certificate is None or certificate.level is None:
        return hit(None, "level-missing", place.at("level"), worker.place)
    if certificate.level not in asked.levels:
        return hit(
            False, "level", place.at("level"), worker.place, level=certificate.level, accepted=list(asked.levels)
        )
    if certificate.issued is None:
        return hit(None, "issued-missing", place.at("issued"), worker.place)
    year = worker.window.year
    first = worker.ledger.first_served(year)
    if (
        first is None
    ):  # no dated day counts: only a certificate from before the year is certainly older than the service
        if certificate.issued < date(year, 1, 1) or not worker.took_part:
            return None
        text = "issued-after-year" if certificate.issued > date(year, 12, 31) else "days-missing"
        met = False if text == "issued-after-year" else None
        return hit(met, text, place.at("issued"), worker.place, issued=certificate.issued, year=year)
    if certificate.issued >= first:
        return hit(False, "issued-late", place.at("issued"), worker.place, issued=certificate.issued, first=first)
    return None


def experienced(worker: WorkerYear, asked: Experience | None) -> Hit | None:
    """What is wrong with a sent worker's years of service at the first day served in the year (1 January if none)."""
    if asked is None:
        return None
    since, place = worker.worker.service_since, worker.worker_place.at("service_since")
    if since is None:
        return hit(None, "since-missing", place, worker.place, required=asked.min_years)
    year = worker.window.year
    first = worker.ledger.first_served(year) or date(year, 1, 1)
    at_most, at_least = full_years(since.first, first), full_years(since.last, first)
    if at_least >= asked.min_years:
        return None
    values: dict[str, Any] = {"actual": at_least, "required": asked.min_years, "first": first}
    if at_most >= asked.min_years:
        return hit(None, "since-vague", place, worker.place, **values)
    return hit(False, "short", place, worker.place, **values)


def full_years(start: date, end: date) -> int:
    """Whole years from start to end, never negative; from 29 February they are full on 1 March of other years."""
    return max(0, end.year - start.year - ((end.month, end.day) < (start.month, start.day)))


def qualified(worker: WorkerYear, context: Context) -> bool | None:
    """Whether a sent worker is certified and experienced, as far as the plan asks for it; three-valued."""
    asked = context.plan.requirements
    found = [certified(worker, asked.certificate), experienced(worker, asked.experience)]
    if any(one is not None and one.met is False for one in found):
        return False
    return None if any(found) else True


def sessions(
    dates: tuple[date, ...] | None, asked: Minimum, year: PairingYear, context: Context, key: str
) -> Iterator[Hit]:
    """Sessions of supervision held in the working year against the minimum."""
    place = year.place.at("supervision", key)
    if dates is None:
        yield hit(None, "not-recorded", place, required=asked.min)
        return
    held = sum(day.year == year.window.year and day <= context.as_of for day in dates)
    yield hit(held >= asked.min, "held", place, actual=held, required=asked.min)


def total(items: Iterable[Money | Expense] | None) -> tuple[Decimal, bool]:
    """The sum in yuan, and whether every amount is recorded."""
    amounts = [item.amount for item in items or ()]
    return sum((a for a in amounts if a is not None), Decimal(0)), items is not None and None not in amounts
