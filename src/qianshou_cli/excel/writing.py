"""Data of a file, or none, → a workbook that people can fill in."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from ..books import fit_to_a4, grid, saved
from ..cells import FONT, put
from ..texts import Lang, Text
from .columns import Column, Kind
from .guide import guide_lines
from .keys import filled
from .layout import GUIDE_TITLE, KEYS_TITLE, LISTS_TITLE, PLAN_TITLE, REQUIREMENTS_TITLE, TABLES
from .limits import MAX_ROWS, refused
from .parameters import requirement_columns
from .plan_items import PLAN, PLAN_COLUMNS
from .rows import Row, plan_cells, requirement_rows, table_rows
from .values import CellValue

DEEP = 5_000
"""The last row with drop-downs, when a sheet has fewer rows."""

FORMATS = {
    Kind.TEXT: "@",
    Kind.ID: "@",
    Kind.MONTH: "@",
    Kind.CHOICE: "@",
    Kind.CHOICES: "@",
    Kind.DATE: "yyyy-mm-dd",
    Kind.FIRST: "yyyy-mm-dd",
    Kind.LAST: "yyyy-mm-dd",
    Kind.YEAR: "0",
    Kind.COUNT: "0",
    Kind.MONEY: "#,##0.00",
}
COUNTED = (Kind.COUNT, Kind.MONEY)
DATED = (Kind.DATE, Kind.FIRST, Kind.LAST, Kind.MONTH, Kind.YEAR)
GUIDE_WIDTH = 72
REQUIRED, OPTIONAL = (PatternFill("solid", fgColor=colour) for colour in ("1F4E79", "DDEBF7"))
GRID = grid()
KEYS_COLUMNS = (
    Column(Text("文件里的名称", "key of the file"), width=60),
    Column(Text("工作表", "sheet"), width=20),
    Column(Text("列", "column"), width=60),
)


def workbook_of(data: Mapping[str, Any], lang: Lang) -> bytes:
    """A workbook with the data of a program or records file; `{}` gives a blank one.

    Raises InputError for data with more rows than are read back.
    """
    return _Writer(data, lang).write()


class _Writer:
    def __init__(self, data: Mapping[str, Any], lang: Lang) -> None:
        self.data, self.lang = data, lang
        self.book = Workbook()
        self.lists: dict[tuple[str, ...], str] = {}
        """The ranges of the sheet of choices, by what they offer."""
        self.styles: dict[Kind, Any] = {}
        """How cells of a kind look, as openpyxl holds it."""

    def write(self) -> bytes:
        self.book.remove(self.book.worksheets[0])
        self.guide()
        lists = self.book.create_sheet(LISTS_TITLE.pick(self.lang))
        self.plan()
        self.table(REQUIREMENTS_TITLE, requirement_columns(), list(requirement_rows(self.data, self.lang)))
        for table in TABLES:
            self.table(table.title, table.all_columns, list(table_rows(self.data, table, self.lang)))
        self.keys()
        self.book.move_sheet(lists, len(self.book.sheetnames))
        lists.sheet_state = "hidden"
        return saved(self.book)

    def guide(self) -> None:
        sheet = self.book.create_sheet(GUIDE_TITLE.pick(self.lang))
        sheet.column_dimensions["A"].width = GUIDE_WIDTH
        sheet.sheet_view.showGridLines = False
        for number, (size, text) in enumerate(guide_lines(self.lang), 1):
            cell = sheet.cell(number, 1)
            put(cell, text)
            sheet.row_dimensions[number].height = size * 1.8 * max(1, -(-_columns(text) // GUIDE_WIDTH))
            cell.font = Font(FONT, size=size, bold=size > 11)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        self.paper(sheet, landscape=False)

    def plan(self) -> None:
        sheet = self.book.create_sheet(PLAN_TITLE.pick(self.lang))
        self.heads(sheet, PLAN_COLUMNS)
        for number, (column, value) in enumerate(zip(PLAN, plan_cells(self.data, self.lang), strict=True), 2):
            name = sheet.cell(number, 1, column.header.pick(self.lang))
            name.font = Font(FONT, bold=column.required, color="FFFFFF" if column.required else "000000")
            name.fill, name.border = REQUIRED if column.required else OPTIONAL, GRID
            cell = self.fill(sheet, number, 2, value, column)
            cell.border, cell.alignment = GRID, Alignment(wrap_text=True, vertical="center", horizontal="left")
            note = sheet.cell(number, 3, column.note.pick(self.lang) if column.note else None)
            note.font = Font(FONT, color="7F7F7F")
            note.alignment = Alignment(wrap_text=True, vertical="center")
            sheet.row_dimensions[number].height = 30 if column.note else 20
        self.paper(sheet)

    def keys(self) -> None:
        """Where the keys that findings name are filled in."""
        sheet = self.book.create_sheet(KEYS_TITLE.pick(self.lang))
        self.heads(sheet, KEYS_COLUMNS)
        for number, place in enumerate(filled(), 2):
            for position, text in enumerate((place.key, place.sheet.pick(self.lang), place.column.pick(self.lang)), 1):
                cell = sheet.cell(number, position)
                put(cell, text)
                cell.font, cell.border = Font(FONT), GRID
        sheet.auto_filter.ref = sheet.dimensions
        self.paper(sheet)

    def table(self, title: Text, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        if len(rows) >= MAX_ROWS:
            raise refused("", "too-many-to-write", title=title, count=len(rows) + 1, limit=MAX_ROWS)
        sheet = self.book.create_sheet(title.pick(self.lang))
        self.heads(sheet, columns)
        for position, column in enumerate(columns, 1):
            letter = get_column_letter(position)
            sheet.column_dimensions[letter].number_format = FORMATS[column.kind]
            sheet.column_dimensions[letter].alignment = _alignment(column)
            self.rule(sheet, f"{letter}2:{letter}{max(DEEP, len(rows) + 500)}", column)
        for number, row in enumerate(rows, 2):
            for position, (column, value) in enumerate(zip(columns, row, strict=True), 1):
                if value is not None:
                    self.fill(sheet, number, position, value, column)
        sheet.print_options.gridLines = True
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{max(2, len(rows) + 1)}"
        self.paper(sheet)

    def heads(self, sheet: Any, columns: Sequence[Column]) -> None:
        """The first row: it stays in view, and is printed on every page."""
        for position, column in enumerate(columns, 1):
            cell = sheet.cell(1, position, column.header.pick(self.lang))
            cell.font = Font(FONT, bold=True, color="FFFFFF" if column.required else "000000")
            cell.fill, cell.border = REQUIRED if column.required else OPTIONAL, GRID
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
            sheet.column_dimensions[get_column_letter(position)].width = self.width(column)
        sheet.row_dimensions[1].height = 32
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"

    def width(self, column: Column) -> int:
        """Wide enough for the longest of its choices, or for all of them where a cell takes several."""
        labels = [label.pick(self.lang) for label in (column.choices or {}).values()]
        longest = ["、".join(labels)] if column.kind is Kind.CHOICES else labels
        return max([column.width, *(_columns(label) + 2 for label in longest)])

    def fill(self, sheet: Any, row: int, position: int, value: CellValue, column: Column) -> Any:
        cell = sheet.cell(row, position)
        if column.kind not in self.styles:  # to work a style out takes twice as long as all the rest
            cell.font, cell.number_format, cell.alignment = Font(FONT), FORMATS[column.kind], _alignment(column)
            self.styles[column.kind] = cell._style
        cell._style = copy(self.styles[column.kind])
        put(cell, value)
        return cell

    def rule(self, sheet: Any, where: str, column: Column) -> None:
        """A drop-down where there are choices or ids, and a hint for whoever enters a cell."""
        options = None
        if column.choices and column.kind is Kind.CHOICE:
            options = self.options([label.pick(self.lang) for label in column.choices.values()])
        elif column.refers:
            other = next(table.title for table in TABLES if table.steps == column.refers)
            options = f"'{other.pick(self.lang)}'!$A$2:$A${DEEP}"
        if options is None and column.note is None:
            return
        rule = DataValidation(type="list" if options else None, formula1=options, allow_blank=True)
        rule.showErrorMessage = bool(options)
        rule.errorStyle = "warning"  # an id may be written before the row that it names
        if column.note:
            rule.showInputMessage = True
            rule.promptTitle, rule.prompt = column.header.pick(self.lang)[:32], column.note.pick(self.lang)[:255]
        rule.add(where)
        sheet.add_data_validation(rule)

    def options(self, labels: Sequence[str]) -> str:
        """The range on the hidden sheet that holds these choices."""
        sheet = self.book[LISTS_TITLE.pick(self.lang)]
        key = tuple(labels)
        if key not in self.lists:
            position = len(self.lists) + 1
            for number, label in enumerate(labels, 1):
                put(sheet.cell(number, position), label)
            letter = get_column_letter(position)
            self.lists[key] = f"'{sheet.title}'!${letter}$1:${letter}${len(labels)}"
        return self.lists[key]

    def paper(self, sheet: Any, *, landscape: bool = True) -> None:
        """A4, as wide as the sheet."""
        fit_to_a4(sheet)
        sheet.page_setup.orientation = "landscape" if landscape else "portrait"


def _columns(text: str) -> int:
    """How many columns of a text with fixed pitch it takes, in which a Chinese character is as wide as two letters."""
    return sum(1 if char.isascii() else 2 for char in text)


def _alignment(column: Column) -> Alignment:
    """No number ends where the text beside it begins."""
    if column.kind in COUNTED:
        return Alignment(horizontal="right", indent=1)
    return Alignment(horizontal="center" if column.kind in DATED else None)
