"""The difference of two texts: what it says turns the one into the other."""

import re
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from qianshou_cli.cli.difference import unified

LINES = st.lists(st.sampled_from([*"aabbcdefg", *(f"- id: {n}" for n in range(8))]), max_size=40)


def applied(before: Sequence[str], difference: Sequence[str]) -> list[str]:
    """The text that comes of applying a unified diff, whose numbers of lines have to be right."""
    made: list[str] = []
    at = 0
    for line in difference[2:]:
        if head := re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", line):
            start, length, new_start, new_length = (1 if number is None else int(number) for number in head.groups())
            made += before[at : start - bool(length)]
            at = start - bool(length)
            assert len(made) == new_start - bool(new_length)
        elif line.startswith("+"):
            made.append(line[1:])
        else:
            assert before[at] == line[1:]
            made += [line[1:]] if line.startswith(" ") else []
            at += 1
    return [*made, *before[at:]]


@given(LINES, LINES)
def test_a_difference_applied_gives_the_other_text(before: list[str], after: list[str]) -> None:
    found = list(unified(before, after, "f.yaml"))
    assert applied(before, found) == after
    assert found[:2] == ([] if before == after else ["--- f.yaml", "+++ f.yaml"])


def test_lines_around_a_change_are_shown_three_on_each_side() -> None:
    before = [f"line {number}" for number in range(20)]
    after = [*before[:10], "new", *before[11:]]
    assert list(unified(before, after, "f")) == [
        "--- f",
        "+++ f",
        "@@ -8,7 +8,7 @@",
        *(f" line {number}" for number in (7, 8, 9)),
        "-line 10",
        "+new",
        *(f" line {number}" for number in (11, 12, 13)),
    ]
