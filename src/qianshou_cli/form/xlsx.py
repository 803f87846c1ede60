"""Forms as a workbook, one sheet each, set up for A4."""

from collections.abc import Sequence
from itertools import chain, count
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from ..books import fit_to_a4, grid, saved
from ..cells import FONT, put_printed
from ..texts import mask
from . import BOLD, SHADE, WIDTHS, Box, Form, Style

POINTS = 72 / 25.4
"""Points in a millimetre: heights of rows are in points."""

GRID = grid("000000")


def write(forms: Sequence[Form]) -> bytes:
    """The bytes of the workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for form in forms:
        _sheet(book.create_sheet(_title(form.name, book.sheetnames)), form)
    return saved(book)


def _title(name: str, taken: Sequence[str]) -> str:
    """What the sheet of a plan is called: as the plan, in 31 characters without `*`, and once, whatever the case."""
    whole, others = mask(name).replace("*", "x"), {title.lower() for title in taken}
    numbered = (f"{whole[:26]}-{number}" for number in count(2))
    return next(title for title in chain([whole[:31]], numbered) if title.lower() not in others)


def _sheet(sheet: Any, form: Form) -> None:
    for number, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, line in enumerate(form.lines, 1):
        sheet.row_dimensions[number].height = max(line.height, *map(_height, line.boxes)) * POINTS
        for box in line.boxes:
            _box(sheet, number, box)
    sheet.sheet_view.showGridLines = False
    fit_to_a4(sheet)
    sheet.print_options.horizontalCentered = True
    for side in ("left", "right"):
        setattr(sheet.page_margins, side, 0.5)
    sheet.oddFooter.center.text = "&P / &N"


def _height(box: Box) -> float:
    """Millimetres that a box of one row needs: its text is broken where its columns end."""
    if box.rows > 1:
        return 0
    width = sum(WIDTHS[box.column : box.column + box.columns]) - 2
    columns = [sum(1 if char.isascii() else 2.2 for char in line) for line in box.text.split("\n")]
    return 3 + 5.5 * sum(max(1, -(-size // width)) for size in columns)


def _box(sheet: Any, row: int, box: Box) -> None:
    last_row, last_column = row + box.rows - 1, box.column + box.columns
    if (box.rows, box.columns) != (1, 1):
        sheet.merge_cells(start_row=row, start_column=box.column + 1, end_row=last_row, end_column=last_column)
    if box.style is not Style.TITLE:
        for cells in sheet.iter_rows(row, last_row, box.column + 1, last_column):
            for cell in cells:
                cell.border = GRID
    cell = sheet.cell(row, box.column + 1)
    if box.text:
        put_printed(cell, box.text)
    cell.font = Font(FONT, size=18 if box.style is Style.TITLE else 11, bold=box.style in BOLD)
    if box.style is Style.HEAD:
        cell.fill = PatternFill("solid", fgColor=SHADE)
    side = {Style.PROSE: "left", Style.SEAL: "right"}.get(box.style, "center")
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
