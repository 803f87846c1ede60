"""Putting what the checks of a file find in a workbook beside what its cells showed, in the words of its sheets."""

from collections.abc import Iterator, Sequence

from ..errors import Problem
from ..texts import Text
from .book import Book, Draft
from .columns import Column
from .layout import TABLES
from .parameters import PARAMETERS, requirement_labels
from .plan_items import PLAN
from .values import quoted
from .wordings import EXCEL

_LABELS = {str(column.path[-1]): column.header for column in PLAN} | {key: of.label for key, of in PARAMETERS.items()}
"""What the sheets without a column for each key call the keys of the file."""

_SHEETS = {str(table.steps[0]): table.title for table in TABLES if len(table.steps) == 1}
"""The sheets of the lists of a file, by their keys."""
_SHEETS["plan"] = Text("方案的其他各项", "the rest of Plan")


def added(problems: Sequence[Problem], draft: Draft) -> Iterator[Problem]:
    """What the checks of a file found besides; not what only follows from cells that could not be read."""
    cells = {problem.span for problem in draft.problems}
    rows = {(cell.file, cell.line) for cell in cells}
    sheets = {cell.file for cell in cells} | draft.unread
    for problem in problems:
        column = draft.book.columns.get(problem.span)
        if problem.text == "missing" and not (column and _is_of(column, problem)):
            known = problem.span.file in sheets  # it has no cell of its own: it may stand where nothing was understood
        elif problem.text in ("claim-empty", "requirement-blank-parameters"):
            known = (problem.span.file, problem.span.line) in rows
        else:
            known = problem.span in cells
        if not known:
            yield _in_its_words(problem, draft.book)


def _is_of(column: Column, problem: Problem) -> bool:
    """Whether the key that a problem names is the one that the column holds."""
    return not column.path or problem.values.get("key") in column.path


def _in_its_words(problem: Problem, book: Book) -> Problem:
    """The problem with the heading of the column, or what a sheet calls it, in the place of the key of the file."""
    key, column = problem.values.get("key"), book.columns.get(problem.span)
    if problem.text == "requirement-blank-parameters":
        labels = quoted(PARAMETERS[name].label for name in problem.values["parameters"])  # type: ignore[attr-defined]
        return problem._replace(values={"key": requirement_labels()[str(key)], "parameters": labels})
    if problem.text.startswith("unknown-key"):  # no sheet can give another than those that a records file lacks
        cell = book.span((str(key), 0)) if key in _SHEETS else problem.span
        label = _SHEETS[str(key)] if key in _SHEETS else column.header if column else key
        return Problem(EXCEL, "not-in-records", cell, {"key": label, "records_for": _LABELS["records_for"]})
    if column and (_is_of(column, problem) or key not in _LABELS):
        label = column.header
    elif key in _LABELS:
        label = _LABELS[str(key)]
    else:
        return problem
    return problem._replace(values={**problem.values, "key": label})
