"""Bytes of a workbook → its sheets."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any

from ..cells import decode
from ..errors import InputError, Problem
from .limits import DAMAGED, LAST_ROW, MAX_COLUMNS, MAX_ROWS, examine, refused
from .sheets import Sheet
from .values import Given
from .wordings import EXCEL

CHINESE_DATES = (
    dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"')
    | dict.fromkeys((28, 29, 51, 53, 54, 58), 'm"月"d"日"')
    | {30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"'}
)
"""The number formats of dates that a Chinese Excel has built in (ECMA-376, 18.8.30): openpyxl knows of none of them."""

AFTER_DATES = 2_950_000
"""Days to the year 9976: a number of so many is no date that anybody means, and soon none that there is."""


def sheets_of(raw: bytes, file: str) -> list[Sheet]:
    """The sheets of a workbook, without its blank rows. Raises InputError when it cannot or must not be opened."""
    with _opened(raw, file) as workbook:
        return [Sheet(sheet.title, list(_rows(sheet)), sheet.sheet_state == "hidden") for sheet in workbook.worksheets]


def titles_of(raw: bytes) -> list[str]:
    """What the sheets of a workbook are called. Raises InputError when it cannot or must not be opened."""
    with _opened(raw, "") as workbook:
        return list(workbook.sheetnames)


@contextmanager
def _opened(raw: bytes, file: str) -> Iterator[Any]:
    from openpyxl import load_workbook

    examine(raw, file)
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):  # it prints, too, what it thinks of styles
            warnings.simplefilter("ignore")  # openpyxl warns of what it leaves out, such as pictures
            yield load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
    except DAMAGED:
        raise refused(file, "broken") from None


def _rows(sheet: Any) -> Iterator[tuple[int, list[Given]]]:
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    for number, row in enumerate(sheet.iter_rows(), 1):
        if len(row) > MAX_COLUMNS:
            raise _too_large(sheet, number, "too-many-columns", MAX_COLUMNS)
        givens = [_given(cell) for cell in row]
        blank = all(given.blank for given in givens)
        if number > (LAST_ROW if blank else MAX_ROWS):
            raise _too_large(sheet, number, "too-many-rows", MAX_ROWS)
        if not blank:
            yield number, givens


def _too_large(sheet: Any, row: int, text: str, limit: int) -> InputError:
    return InputError([Problem(EXCEL, text, Sheet(sheet.title, ()).cell(row, 1), {"limit": limit})])


def _given(cell: Any) -> Given:
    if cell.value is None:
        return Given()
    value, number_format = cell.value, cell.number_format
    if isinstance(value, str):
        value = decode(value)
    elif cell.data_type == "n" and 0 < value < AFTER_DATES and cell.style_array.numFmtId in CHINESE_DATES:
        from openpyxl.utils.datetime import from_excel

        value = from_excel(value, cell.parent.parent.epoch)
        number_format = CHINESE_DATES[cell.style_array.numFmtId]
    return Given(value, cell.data_type, number_format)
