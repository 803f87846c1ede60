"""How much work something is, without a clock: how often each line of the program is run for it."""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import qianshou_cli

PACKAGE = str(Path(qianshou_cli.__file__).parent)


def lines_run(work: Callable[[], object]) -> Counter[str]:
    """How often each line is run, loops round by round: the same on every machine."""
    times: Counter[tuple[str, int]] = Counter()

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        file = frame.f_code.co_filename
        if not file.startswith((PACKAGE, "<template>")):
            return None
        if event == "line":
            times[file, frame.f_lineno] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return Counter({f"{file.removeprefix(PACKAGE)}:{line}": number for (file, line), number in times.items()})


def steep(times: Sequence[Counter[str]], size: int) -> dict[str, tuple[int, ...]]:
    """The lines run disproportionately often, given how often each is run for a size, its double and double that.

    What is run for each of many rises twice as much the second time as the first; what is run for each beside each, by
    three and then by twelve times the square of the size: six squares more than twice the first rise. A third of a
    square is taken for steep.
    """
    once, twice, again = times
    return {
        name: (once[name], twice[name], again[name])
        for name in again
        if again[name] - twice[name] - 2 * (twice[name] - once[name]) > size * size / 3
    }
