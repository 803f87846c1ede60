"""Saying what is wrong with inputs, one line a problem, for commands that print no report."""

from collections.abc import Iterable

from ..errors import Problem
from ..excel.columns import Cell
from ..excel.wordings import EXCEL, WORDINGS
from ..rules import BY_NAME
from ..texts import Lang
from .output import note


def tell(problems: Iterable[Problem], lang: Lang, file: str) -> int:
    """Print the problems of a file on standard error; gives the exit code of an unreadable input."""
    note_problems(problems, lang, file)
    return 3


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
