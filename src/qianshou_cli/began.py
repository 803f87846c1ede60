"""When service began, as far as the records go."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple


class Began(NamedTuple):
    """When service began in a window: the first and the last day on which it may have."""

    earliest: date
    latest: date
    sure: bool = True
    """False where it may not have begun in the window at all: the days claimed may lie outside it."""

    @property
    def exact(self) -> bool:
        """Whether it surely began, and on which day."""
        return self.sure and self.earliest == self.latest

    def by(self, day: date) -> bool:
        """Whether it surely had begun by that day, itself included."""
        return self.sure and self.latest <= day


def first_of(found: Iterable[Began | None]) -> Began | None:
    """When the first of all that service began; None where there is none."""
    known = [began for began in found if began]
    if len(known) < 2:
        return known[0] if known else None
    earliest, sure = min([began.earliest for began in known]), [began.latest for began in known if began.sure]
    return Began(earliest, min(sure) if sure else max([began.latest for began in known]), bool(sure))
