"""Saying what is wrong with an input, one line a problem, for commands that print no report."""

from collections.abc import Sequence

from ..errors import Problem
from ..excel.columns import Cell
from ..excel.wordings import EXCEL, WORDINGS
from ..rules import BY_NAME
from ..texts import Lang
from .output import note, note_problems


def tell(problems: Sequence[Problem], lang: Lang, file: str) -> int:
    """Print the problems of a file on standard error; gives the exit code of an unreadable input."""
    for problem in problems:
        in_cell = isinstance(problem.span, Cell)
        if problem.rule != EXCEL and not in_cell:
            note_problems([problem], lang)
            continue
        texts = WORDINGS if problem.rule == EXCEL else BY_NAME[problem.rule].card.messages
        place = f"{file} {problem.span}" if in_cell else file
        note(f"{place}: {texts[problem.text].fill(lang, problem.values)}")
    return 3
