"""What every workbook that is written has: lines between its cells, A4 paper, and no trace on the disk.

It is saved in memory: nothing of what it holds goes anywhere but where it is written to in the end.
"""

import io
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


def grid(colour: str = "BFBFBF") -> Border:
    """A thin line on every side of a cell."""
    line = Side(style="thin", color=colour)
    return Border(left=line, right=line, top=line, bottom=line)


def fit_to_a4(sheet: Any) -> None:
    """Print a sheet on A4, as wide as the paper and as many pages long as it takes."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


class _InMemory(ExcelWriter):
    """How openpyxl saves a workbook without charts and pictures, except that it takes a temporary file for each sheet.

    The folder of those may be full, which openpyxl does not tell as what it is, and a run that is ended leaves them.
    """

    def write_worksheet(self: Any, ws: Any) -> None:
        """Add a sheet to the archive."""
        writer: Any = WorksheetWriter(ws, out=io.BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.read())
        self.manifest.append(ws)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook; they hold the time at which it was made."""
    stream = io.BytesIO()
    _InMemory(book, ZipFile(stream, "w", ZIP_DEFLATED)).save()
    return stream.getvalue()
