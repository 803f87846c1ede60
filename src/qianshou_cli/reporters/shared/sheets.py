"""The sheets of a workbook that is read and printed: one look, rows as tall as their text, A4 paper, wide lists A3.

Every text is masked, what cannot be seen in it is visible, and none is a formula.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter

from ...books import fit_to_a4, grid, saved
from ...cells import FONT, put
from ...findings import Status
from ...texts import Lang, Text, capital, mask, unsteered
from .lines import width_of

Value = str | int | Decimal | None


class Styled(NamedTuple):
    """A value in a style: a status has a colour; else one of the names below."""

    value: Value
    style: str


Row = Sequence[Value | Styled]
"""The cells of a row; one alone spans the whole sheet."""

PLAIN, HEADING, TITLE, LABEL = "plain", "heading", "title", "label"
AT_LEAST, AT_MOST = "at least", "at most"
"""The styles of numbers that are not fully recorded: shown as ≥19, yet numbers."""
COLOURS = {
    Status.FAIL: "F8CBAD",
    Status.UNKNOWN: "FFE699",
    Status.PENDING: "DDEBF7",
    Status.WAIVED: "E4DFEC",
    Status.PASS: "E2EFDA",
}
MARGIN = 0.4
"""Inches at the left and right of the paper."""
WIDE = 200
"""Characters in a line from which a list is printed on A3: on A4 nobody could read it."""
LINE_HEIGHT, TITLE_HEIGHT, TALLEST = 17, 34, 409
"""Points: of a line of text, of a title, and of the tallest row there may be. Not every program that opens a workbook
works out how tall a row has to be."""


class Book:
    """A workbook in the making. `header` stands at the head of every page of paper."""

    def __init__(self, lang: Lang, header: str | None = None) -> None:
        self.lang, self.header = lang, header
        self._book = Workbook()
        self._book.properties.creator = "qianshou"
        self._book.remove(self._book.worksheets[0])
        self._styles: dict[str, Any] = {}
        for name, style in _styles():
            self._book.add_named_style(style)
            self._styles[name] = style.as_tuple()  # as cells take it: to look it up by name takes longer than the rest

    def table(self, title: Text, heads: Sequence[tuple[Text, int]], rows: Iterable[Row], nothing: str = "") -> None:
        """A sheet whose headings, each with the width of its column, stay in view and stand on every page.

        `nothing` is what it says when there are no rows.
        """
        widths = [width for _, width in heads]
        sheet = self._sheet(title, widths)
        self._append(sheet, [Styled(capital(head.pick(self.lang)), HEADING) for head, _ in heads], widths)
        for row in rows:
            self._append(sheet, row, widths)
        if sheet.max_row > 1:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{sheet.max_row}"
        elif nothing:
            self._append(sheet, [nothing], widths)
        if sum(widths) > WIDE:
            sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
        sheet.print_title_rows = "1:1"
        sheet.page_setup.orientation = "landscape"

    def page(self, title: Text, widths: Sequence[int], rows: Iterable[Row], lowest: int = 0) -> None:
        """A sheet of names and values below its title; each row is at least `lowest` points tall."""
        sheet = self._sheet(title, widths)
        for number, row in enumerate(rows):
            _, *values = self._append(sheet, row, widths, lowest if number else max(lowest, TITLE_HEIGHT))
            for cell in values:
                cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)

    def content(self) -> bytes:
        """The bytes of the workbook; they hold the time at which they are made."""
        return saved(self._book)

    def _sheet(self, title: Text, widths: Sequence[int]) -> Any:
        """A sheet set up for A4, with its first row in view; its name and the number of the page stand at the foot."""
        sheet: Any = self._book.create_sheet(title.pick(self.lang))
        for position, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(position)].width = width
        sheet.freeze_panes = "A2"
        fit_to_a4(sheet)
        for side in ("left", "right"):
            setattr(sheet.page_margins, side, MARGIN)
        sheet.oddHeader.center.text = self.header
        sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "&P / &N"
        return sheet

    def _append(self, sheet: Any, row: Row, widths: Sequence[int], lowest: int = 0) -> list[Cell]:
        said = [value if isinstance(value, Styled) else Styled(value, PLAIN) for value in row]
        cells = [self._cell(sheet, styled) for styled in said]
        sheet.append(cells)
        number = cells[0].row  # asking the sheet takes longer the longer it is
        if alone := len(cells) == 1:
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(widths))
        room = [sum(widths)] if alone else widths
        height = max(
            lowest, LINE_HEIGHT * max(_lines(styled.value, width) for styled, width in zip(said, room, strict=True))
        )
        if height > LINE_HEIGHT:
            sheet.row_dimensions[number].height = min(height, TALLEST)
        return cells

    def _cell(self, sheet: Any, styled: Styled) -> Cell:
        style = self._styles.get(styled.style, self._styles[PLAIN])
        cell = Cell(sheet, 1, 1, style_array=style)  # it is given its place when its row is appended
        put(cell, unsteered(mask(styled.value)) if isinstance(styled.value, str) else styled.value)
        return cell


def _styles() -> Iterator[tuple[str, NamedStyle]]:
    """Every style there is, by what it is called here."""
    middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
    side, top = (Alignment(vertical=place, wrap_text=True) for place in ("center", "top"))
    border = grid()
    blue, grey = PatternFill("solid", fgColor="1F4E79"), PatternFill("solid", fgColor="F2F2F2")
    yield HEADING, NamedStyle("qianshou heading", Font(FONT, bold=True, color="FFFFFF"), blue, border, middle)
    yield TITLE, NamedStyle("qianshou title", Font(FONT, size=16, bold=True), alignment=middle)
    yield LABEL, NamedStyle("qianshou label", Font(FONT, bold=True), grey, border, side)
    yield PLAIN, NamedStyle("qianshou", Font(FONT), PatternFill(), border, top)
    for status, colour in COLOURS.items():
        yield status, NamedStyle(f"qianshou {status}", Font(FONT), PatternFill("solid", fgColor=colour), border, top)
    for name, sign in ((AT_LEAST, "≥"), (AT_MOST, "≤")):
        yield name, NamedStyle(f"qianshou {name}", Font(FONT), PatternFill(), border, top, f'"{sign}"General')


def _lines(value: Value, width: int) -> int:
    """How many lines a value takes in a column of that width, of which wrapping leaves some unused."""
    if not isinstance(value, str):
        return 1
    if "\n" in value:
        return sum(_lines(line, width) for line in value.split("\n"))
    if 2 * len(value) < width:
        return 1
    return -(-width_of(value) // (width - 2))
