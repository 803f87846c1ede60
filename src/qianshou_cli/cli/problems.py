"""Saying what is wrong with an input, one line a problem, for commands that print no report."""

from collections.abc import Sequence

from ..errors import Problem
from ..excel.columns import Cell
from ..excel.wordings import EXCEL, WORDINGS
from ..rules import BY_NAME
from ..texts import Lang
from .output import note


def tell(problems: Sequence[Problem], lang: Lang, file: str) -> int:
    """Print the problems of a file on standard error; gives the exit code of an unreadable input."""
    for problem in problems:
        texts = WORDINGS if problem.rule == EXCEL else BY_NAME[problem.rule].card.messages
        place = f"{file} {problem.span}" if isinstance(problem.span, Cell) else str(problem.span)
        if problem.rule == EXCEL and not isinstance(problem.span, Cell):
            place = file
        note(f"{place}: {texts[problem.text].fill(lang, problem.values)}".replace("\n", " "))
    return 3
