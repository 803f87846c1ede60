"""What is owed of a minimum of workdays: of each worker, or of all together.

Counted on are those who took part so far (where each has a minimum, those who are recorded), at least as many as the
plan asks for, at least one.
"""

from collections.abc import Sequence
from typing import NamedTuple

from .subjects import WorkerYear


class Owed(NamedTuple):
    """A minimum of workdays, what certainly counts towards it, and what is owed of it."""

    people: Sequence[WorkerYear]
    """Those who count, so far."""
    workers: int
    """How many are counted on."""
    required: int
    done: int
    needed: int
    """Workdays that each who is counted on has to serve, if nothing was done beyond what certainly counts."""
    alone: int
    """Workdays that those so far owe together, if nobody joins them; by each: if all were as far behind as the one
    furthest behind."""
    certain: int
    """Workdays that somebody has to serve whatever is still recorded."""
    at_best: int
    """Workdays that each has to serve even if all counts that may."""


def owed_by_each(minimum: int, people: Sequence[WorkerYear] | None, at_least: int) -> Owed:
    """Where every worker has the minimum. That too few are sent is said where workers are counted."""
    part = people or ()
    workers = len(part) or at_least
    owed = [minimum - worker.ledger.workdays for worker in part]
    return Owed(
        people=part,
        workers=workers,
        required=minimum * workers,
        done=sum(min(worker.ledger.workdays, minimum) for worker in part),
        needed=max(0, *owed) if owed else minimum,
        alone=max(owed, default=0) * len(part),
        certain=max((days for days, worker in zip(owed, part, strict=True) if is_certain(worker)), default=0),
        at_best=max((minimum - worker.ledger.most for worker in part if worker.recorded), default=0),
    )


def owed_in_all(minimum: int, people: Sequence[WorkerYear] | None, at_least: int) -> Owed:
    """Where all have the minimum together: whose service is not certain may have served for all."""
    part = [worker for worker in people or () if worker.took_part is not False]
    workers = max(len(part), at_least)
    done = sum(worker.ledger.workdays for worker in part)
    known = people is not None and all(worker.recorded for worker in part)
    most = sum(worker.ledger.most for worker in part)
    return Owed(
        people=part,
        workers=workers,
        required=minimum,
        done=done,
        needed=-(-max(minimum - done, 0) // workers),
        alone=minimum - done,
        certain=0,
        at_best=-(-(minimum - most) // workers) if known else 0,
    )


def is_certain(worker: WorkerYear) -> bool:
    """Whether the records say all of the worker's days, and that they count."""
    return worker.recorded and not worker.ledger.uncertain
