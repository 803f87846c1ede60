"""Who a worker is across entries, pairings and files, and what one person does in a working year of a programme."""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from .bookings import Booking, Bookings, joined
from .limits import OTHERS
from .model import Worker
from .subjects import WorkerYear
from .texts import is_masked, plain_word

_BLANKS = re.compile(r"\s+")
"""The same number is copied with blanks between its groups and without."""


def person(worker: Worker) -> str:
    """Who a worker is, across entries and files: by the certificate number where that is recorded, else the id."""
    return known_by(worker) or f"id:{worker.id}"


def known_by(worker: Worker) -> str | None:
    """What a worker is known by in other files, too: the certificate number; None where it is not recorded in full."""
    number = plain_word(worker.certificate.number or "") if worker.certificate else ""
    if is_masked(number) or not re.search(r"\d", number):
        return None
    return f"number:{_BLANKS.sub('', number).upper()}"


def employers(worker: WorkerYear) -> frozenset[str]:
    """The organizations that employ a worker, by every entry of the person that the pairing-year names."""
    return frozenset([entry.employer for entry, _ in worker.known_as])


class Side:
    """A person in one role of a working year, over all pairings of a programme."""

    def __init__(self) -> None:
        self.number = 0
        """In how many of them."""
        self.of_employers: Counter[frozenset[str]] = Counter()
        """In how many for each employer; several, where a person's entries name several."""
        self.first: list[WorkerYear] = []
        """The first, in order: enough to name `OTHERS` whichever employer is left out."""

    def add(self, worker: WorkerYear) -> None:
        """Add one more pairing."""
        employed = employers(worker)
        self.number += 1
        self.of_employers[employed] += 1
        if self.of_employers[employed] <= OTHERS and len(self.first) < 2 * OTHERS:
            self.first.append(worker)


class PersonYear(list[WorkerYear]):
    """A person in a working year, over all pairings of a programme; complete before it is asked."""

    def __init__(self, program: str) -> None:
        super().__init__()
        self.program = program

    def across(self, worker: WorkerYear) -> WorkerYear | None:
        """The person on the other side of a pairing, when this is one of both."""
        return next((other for other in self.by_pairing[worker.pairing.id] if other is not worker), None)

    @cached_property
    def bookings(self) -> Bookings:
        """What is claimed for the person, once for each pairing."""
        return Bookings(
            [
                Booking(self.program, pairing, joined([it.ledger for it in found]), tuple([it.place for it in found]))
                for pairing, found in self.by_pairing.items()
            ]
        )

    @cached_property
    def by_pairing(self) -> Mapping[str, list[WorkerYear]]:
        """The person in each pairing, by its id: more than one, where they stand on both sides."""
        found: dict[str, list[WorkerYear]] = {}
        for worker in self:
            found.setdefault(worker.pairing.id, []).append(worker)
        return found

    @cached_property
    def sides(self) -> Mapping[str, Side]:
        """The person in each role."""
        sides = {"sent": Side(), "received": Side()}
        for worker in self:
            if worker.in_plan:  # what lies outside counts nowhere
                sides[worker.role].add(worker)
        return sides
