"""What stops a file from being judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .spans import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why an input cannot be judged: a rule QS001 to QS005 and the wording on its card."""

    rule: str
    text: str
    span: Span
    values: Mapping[str, object] = field(default_factory=dict)
    related: tuple[Span, ...] = ()


class InputError(Exception):
    """An input that cannot be judged, with every problem found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)
