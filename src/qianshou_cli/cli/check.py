"""Running a check for a command: inputs found, progress shown, the report brought back."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..assess import assess
from ..engine import problem_result
from ..findings import Report
from ..helpers import HelperLostError
from ..texts import Lang, Text
from .inputs import Files, is_stream
from .options import Choices, known_years, parse_jobs
from .usage import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress

LARGE = 3_000_000
"""Bytes of files from which further processes are seen to save time: size M of `benchmarks/README.md`."""
MOST = 8
"""So many processes at most, where nobody asked for more: each takes memory."""
PATIENCE = 1.0
"""Seconds before a progress bar appears."""

LOST = Text(
    "有一个检查进程被系统或他人终止，可能是内存不足；请加 --jobs 1 重新运行",
    "a process that helped was ended by the system or by somebody, perhaps for want of memory; run again with --jobs 1",
)


def check(files: Files, choices: Choices, jobs: str = "1") -> Report:
    """Check the files. Raises UsageError for a wrong number of jobs, and when a process that helped was ended."""
    asked = parse_jobs(jobs)
    processes = 1 if any(is_stream(item) for item in files.inputs) else asked or _worth_while(files)
    try:
        with _progress(len(files.inputs), choices.lang) as progress:
            report = assess(
                files.inputs,
                files.read,
                choices.settings,
                limits=files.limits,
                fail_on=choices.fail_on,
                strict=choices.strict,
                jobs=processes,
                lost=bool(files.missing),
                progress=progress,
            )
    except HelperLostError:
        raise UsageError(LOST) from None
    missing = tuple(problem_result(problem, choices.settings.known) for problem in files.missing)
    return report._replace(results=(*missing, *report.results), show_all=choices.show_all)


def unknown_years_of(report: Report, choices: Choices) -> list[int]:
    """The years asked for that no plan has; none where no programme could be judged, or a file was refused that may
    have them.
    """
    judged = report.programs and not report.refused
    asked = choices.settings.years if judged else None
    return sorted((asked or frozenset()) - known_years(report.years, without_pairings(report), report.as_of))


def without_pairings(report: Report) -> list[tuple[int, int]]:
    """The periods of the plans of a run that have no pairings."""
    return [info.period for info in report.programs if not info.pairings]


def _worth_while(files: Files) -> int:
    """How many processes to use where nobody said: one where the files are few or small, else one a processor."""
    if files.size < LARGE:
        return 1
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MOST)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    class Screen(Console):
        def show_cursor(self, show: bool = True) -> bool:
            return False  # a run that is interrupted could not bring it back

    return Progress(console=Screen(stderr=True), transient=True)


@contextmanager
def _progress(total: int, lang: Lang) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal's standard error, when the run takes longer than a moment."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda done: None
        return
    started, bar = time.monotonic(), None

    def show(done: int) -> None:
        nonlocal bar
        if bar is None and time.monotonic() - started > PATIENCE:
            bar = _bar()
            bar.add_task("检查" if lang is Lang.ZH else "checking", total=total)
            bar.start()
        if bar is not None:
            bar.update(bar.task_ids[0], completed=done)

    try:
        yield show
    finally:
        if bar is not None:
            bar.stop()
