"""Saving a workbook in memory: nothing of what it holds goes anywhere but where it is written to in the end."""

import io
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


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
