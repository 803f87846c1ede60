"""Sheets as rows of cells, and which column is which."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ..errors import Problem
from ..nearest import nearest
from ..texts import Text, excerpt
from .columns import Cell, Column
from .layout import GUIDE_TITLE, KEYS_TITLE, LISTS_TITLE, PLAN_TITLE, REQUIREMENTS_TITLE, TABLES
from .values import Given, quoted
from .wordings import EXCEL, HIDDEN

Record = Mapping[Column, tuple[Given, Cell]]
"""One row: what each column holds, and where."""

HEART = (PLAN_TITLE, REQUIREMENTS_TITLE)
"""The sheets without which a workbook is none of these: a result of `validate` has one of waivers, too."""

IGNORED = (*GUIDE_TITLE, *KEYS_TITLE, *LISTS_TITLE)
"""Sheets that hold no data."""


class Sheet(NamedTuple):
    """A sheet of a workbook: the rows that are not blank, by their numbers from 1."""

    title: str
    rows: Sequence[tuple[int, Sequence[Given]]]
    hidden: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """The place of a cell."""
        return Cell(self.title, row, column, row, column + 1)


def any_filled(record: Record, columns: Iterable[Column]) -> bool:
    """Whether a row says anything in these columns."""
    return any(not record[column][0].blank for column in columns)


def sheets_by_title(sheets: Sequence[Sheet]) -> tuple[dict[Text, Sheet], list[Problem]]:
    """The sheets by the titles they have in the layout, and the problems with any others. Blank sheets don't count."""
    known = {name: title for title in (PLAN_TITLE, REQUIREMENTS_TITLE, *(t.title for t in TABLES)) for name in title}
    found: dict[Text, Sheet] = {}
    problems = []
    for sheet in sheets:
        title = known.get(sheet.title.strip())
        values: dict[str, object] = {"title": sheet.title, "hidden": HIDDEN if sheet.hidden else ""}
        if title is not None and title not in found:
            found[title] = sheet
            continue
        if title is not None:
            text, values["other"] = "twice-sheet", found[title].title
        elif sheet.title in IGNORED or not sheet.rows:
            continue
        else:
            near = nearest(sheet.title, known)
            text, values["near"] = "unknown-sheet-near" if near else "unknown-sheet", "".join(near)
        problems.append(Problem(EXCEL, text, sheet.cell(1, 1), values))
    meant = {known.get(str(problem.values.get("near"))) for problem in problems}
    if problems and meant.isdisjoint(HEART) and found.keys().isdisjoint(HEART):
        return {}, [Problem(EXCEL, "another-kind", problems[0].span, {"sheets": HEART})]
    return found, problems


def records(sheet: Sheet, columns: Sequence[Column]) -> tuple[list[Record], list[Problem]]:
    """The rows below the headings; a row with the wrong headings is no use, so then there are only problems."""
    top = dict(sheet.rows[:2])
    places, problems = _headings(sheet, top.pop(1, ()), columns)
    for below, givens in top.items() if problems else ():
        if len(_headings(sheet, givens, columns)[0]) > len(places):
            return [], [Problem(EXCEL, "headings-below", sheet.cell(1, 1), {"row": below})]
    if not places:
        names = quoted(column.header for column in columns)
        return [], [Problem(EXCEL, "no-headings", sheet.cell(1, 1), {"columns": names})]
    found: list[Record] = []
    for number, givens in sheet.rows if problems == [] else ():
        for position, given in enumerate(givens, 1):
            if not given.blank and position not in places.values():
                problems.append(Problem(EXCEL, "no-heading", sheet.cell(number, position)))
        if number == 1:
            continue
        row = {
            column: (givens[at - 1] if at <= len(givens) else Given(), sheet.cell(number, at))
            for column, at in places.items()
        }
        if not all(given.blank for given, _ in row.values()):
            found.append(row)
    return found, problems


def _headings(
    sheet: Sheet, heads: Sequence[Given], columns: Sequence[Column]
) -> tuple[dict[Column, int], list[Problem]]:
    """Which column stands where."""
    names = {_squeezed(name): column for column in columns for name in column.header}
    places: dict[Column, int] = {}
    problems = []
    for position, head in enumerate(heads, 1):
        if head.blank:
            continue
        title = str(head.value)
        column = names.get(_squeezed(title))
        if column is None:
            near = nearest(title, [name for known in columns if known not in places for name in known.header])
            text = "unknown-column-near" if near else "unknown-column"
            values = {"given": excerpt(title), "near": "".join(near)}
            problems.append(Problem(EXCEL, text, sheet.cell(1, position), values))
        elif column in places:
            problems.append(Problem(EXCEL, "twice-column", sheet.cell(1, position), {"given": column.header}))
        else:
            places[column] = position
    if not problems:
        problems = [
            Problem(EXCEL, "no-column", sheet.cell(1, 1), {"title": column.header})
            for column in columns
            if column not in places
        ]
    return {column: places[column] for column in columns if column in places}, problems


def _squeezed(title: str) -> str:
    return "".join(title.split()).casefold()
