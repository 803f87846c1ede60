"""Putting what the checks of a file find in a workbook beside what its cells showed, in the words of its sheets."""

from collections.abc import Iterator, Sequence

from ..errors import Problem
from ..spans import Span
from ..texts import Text
from .book import Book, Draft
from .columns import Column
from .parameters import PARAMETERS, requirement_labels
from .plan_items import PLAN
from .values import quoted
from .wordings import EXCEL

_LABELS = {str(column.path[-1]): column.header for column in PLAN} | {key: of.label for key, of in PARAMETERS.items()}
"""What the sheets without a column for each key call the keys of the file."""

_REST = Text("方案的其他各项", "the rest of Plan")
"""What stands beside the one item of the sheet of the plan that a records file has."""


def added(problems: Sequence[Problem], draft: Draft) -> Iterator[Problem]:
    """What the checks of a file found besides; not what only follows from cells that could not be read."""
    cells = {problem.span for problem in draft.problems}
    rows = {(cell.file, cell.line) for cell in cells}
    sheets = {cell.file for cell in cells} | draft.unread
    for problem in problems:
        column = draft.book.columns.get(problem.span)
        if problem.text in ("missing", "kind-missing") and not (column and _is_of(column, problem)):
            known = problem.span.file in sheets  # it has no cell of its own: it may stand where nothing was understood
        elif problem.text in ("claim-empty", "requirement-blank-parameters"):
            known = (problem.span.file, problem.span.line) in rows
        else:
            known = problem.span in cells
        if not known and problem.text.startswith("unknown-key"):
            yield from _not_in_records(problem, draft.book)
        elif not known:
            yield _in_its_words(problem, draft.book)


def _is_of(column: Column, problem: Problem) -> bool:
    """Whether the key that a problem names is the one that the column holds."""
    return not column.path or problem.values.get("key") in column.path


def _not_in_records(problem: Problem, book: Book) -> Iterator[Problem]:
    """A key that a records file lacks, at the first cell of each sheet that gives it: no sheet can give another."""
    key, column = str(problem.values["key"]), book.columns.get(problem.span)
    places: dict[str, tuple[Span, object]] = {}
    for path, cell in book.cells.items() if key in book.data else ():  # else it is a key of a row
        if path[:1] == (key,) and _is_said(book.get(path)):
            places.setdefault(cell.file, (cell, _REST if cell.file == book.plan else cell.file))
    for place, label in places.values() or [(problem.span, column.header if column else key)]:
        yield Problem(EXCEL, "not-in-records", place, {"key": label, "records_for": _LABELS["records_for"]})


def _is_said(value: object) -> bool:
    """Whether it is what one cell says: a scalar, or that there is nothing; a group has more cells than its own."""
    return value is not None and not (isinstance(value, dict | list) and value)


def _in_its_words(problem: Problem, book: Book) -> Problem:
    """The problem with the heading of the column, or what a sheet calls it, in the place of the key of the file."""
    key, column = problem.values.get("key"), book.columns.get(problem.span)
    if problem.text == "requirement-blank-parameters":
        labels = quoted(PARAMETERS[name].label for name in problem.values["parameters"])  # type: ignore[attr-defined]
        return problem._replace(values={"key": requirement_labels()[str(key)], "parameters": labels})
    if column and (_is_of(column, problem) or key not in _LABELS):
        label = column.header
    elif key in _LABELS:
        label = _LABELS[str(key)]
    else:
        return problem
    whole = problem.values.get("whole")
    named = {"whole": requirement_labels()[str(whole)]} if whole is not None else {}
    return problem._replace(values={**problem.values, **named, "key": label})
