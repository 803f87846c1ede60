"""What stops a file from being judged."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from .spans import Span


class Problem(NamedTuple):
    """One reason why an input cannot be judged: a rule QS001 to QS005 and the wording on its card."""

    rule: str
    text: str
    span: Span
    values: Mapping[str, object] = {}
    related: tuple[Span, ...] = ()


def shortened(problems: Iterable[Problem], most: int) -> list[Problem]:
    """The first problems, and a last one that says, at the place where the list breaks off, that there are more.

    Nobody mends hundreds in one sitting, and each costs a search. All must be of one rule, whose card has the wording
    `more`.
    """
    listed = list(islice(problems, most + 1))
    if len(listed) > most:
        listed[-1] = Problem(listed[-1].rule, "more", listed[-1].span, {"limit": most})
    return listed


class InputError(Exception):
    """An input that cannot be judged, with every problem found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)
