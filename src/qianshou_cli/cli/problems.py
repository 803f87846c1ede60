"""Saying what is wrong with inputs, one line a problem, for commands that print no report."""

from collections.abc import Iterable

from ..errors import Problem
from ..excel.columns import Cell
from ..excel.wordings import EXCEL, WORDINGS
from ..findings import Report, is_input
from ..rules import BY_NAME
from ..texts import Lang
from .output import note


def tell(problems: Iterable[Problem], lang: Lang, file: str) -> int:
    """Print the problems of a file on standard error; gives the exit code of an unreadable input."""
    note_problems(problems, lang, file)
    return 3


def changed_since(report: Report, problems: Iterable[Problem], lang: Lang) -> bool:
    """Say which files could be read when they were judged, and no longer: changed or taken away meanwhile."""
    told = {result.locations[0] for result in report.results if is_input(result)}
    since = [problem for problem in problems if problem.rule == "QS001" and problem.span not in told]
    note_problems(since, lang)
    return bool(since)


def note_problems(problems: Iterable[Problem], lang: Lang, workbook: str = "") -> None:
    """Say what could not be used and why, each with its place: cells are those of the workbook."""
    for problem in problems:
        texts = WORDINGS if problem.rule == EXCEL else BY_NAME[problem.rule].card.messages
        said = texts[problem.text].fill(lang, problem.values)
        if isinstance(problem.span, Cell):
            note(f"{workbook} {problem.span}: {said}")
        elif problem.rule == EXCEL:
            note(f"{workbook}: {said}")
        else:
            note(f"{problem.span}: {problem.rule} {said}")
