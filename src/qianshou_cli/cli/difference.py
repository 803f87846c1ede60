"""What lines change between two texts, as a unified diff."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Edit = tuple[Literal["replace", "delete", "insert", "equal"], int, int, int, int]
"""What becomes of a stretch of lines, as `difflib` says it: a tag, its first line and its end before and after."""


def unified(before: Sequence[str], after: Sequence[str], path: str) -> Iterator[str]:
    """The lines of a unified diff; none where nothing changes."""
    groups = list(_Matcher(before, after).get_grouped_opcodes())
    if groups:
        yield from (f"--- {path}", f"+++ {path}")
    for group in groups:
        (_, start, _, new_start, _), (_, _, end, _, new_end) = group[0], group[-1]
        yield f"@@ -{_stretch(start, end)} +{_stretch(new_start, new_end)} @@"
        for tag, start, end, new_start, new_end in group:
            yield from (f"{' ' if tag == 'equal' else '-'}{line}" for line in before[start:end])
            if tag != "equal":
                yield from (f"+{line}" for line in after[new_start:new_end])


class _Matcher(SequenceMatcher[str]):
    """Looks between the lines that stand once in both texts: over many equal lines it alone takes cubic time."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        super().__init__()
        self.before, self.after = before, after

    def get_opcodes(self) -> list[Edit]:
        found: list[Edit] = []
        for equal, edits in groupby(self._edits(), key=lambda edit: edit[0] == "equal"):
            first, *rest = edits
            last = rest[-1] if rest else first
            found += [("equal", first[1], last[2], first[3], last[4])] if equal else [first, *rest]
        return found

    def _edits(self) -> Iterator[Edit]:
        once = _once(self.before) & _once(self.after)
        fixed = [[number for number, line in enumerate(text) if line in once] for text in (self.before, self.after)]
        if [self.before[number] for number in fixed[0]] != [self.after[number] for number in fixed[1]]:
            fixed = [[], []]  # something was moved
        start, new_start = 0, 0
        for end, new_end in zip([*fixed[0], len(self.before)], [*fixed[1], len(self.after)], strict=True):
            between = SequenceMatcher(None, self.before[start:end], self.after[new_start:new_end])
            for tag, *places in between.get_opcodes():
                yield tag, start + places[0], start + places[1], new_start + places[2], new_start + places[3]
            start, new_start = end + 1, new_end + 1
            yield "equal", end, min(start, len(self.before)), new_end, min(new_start, len(self.after))


def _once(text: Sequence[str]) -> set[str]:
    return {line for line, times in Counter(text).items() if times == 1}


def _stretch(start: int, end: int) -> str:
    """Lines as a unified diff counts them: from 1; of none, the line before them."""
    if end - start == 1:
        return str(start + 1)
    return f"{start + (end > start)},{end - start}"
