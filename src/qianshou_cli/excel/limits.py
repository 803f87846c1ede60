"""Looking at a file before anything opens it as a workbook: what it is, and how large it would become."""

import io
import struct
import zipfile
import zlib
from xml.parsers import expat  # with a handler that stops at the first document type declaration

from ..errors import InputError, Problem
from ..spans import Span
from .wordings import EXCEL

MAX_PARTS = 1_000
"""Files inside a workbook; a template has about thirty."""

MAX_UNPACKED = 100_000_000
"""Bytes that all parts together unpack to."""

MAX_RATIO = 300
"""How many bytes one packed byte may become, in parts of more than `RATIO_FROM` bytes; sheets reach about thirty."""

RATIO_FROM = 1_000_000

MAX_ROWS = 50_000
"""Rows of a sheet; the largest plan known needs about five thousand."""

MAX_COLUMNS = 256
"""Columns of a sheet; the widest table has eleven."""

LAST_ROW = 1_048_576
"""The last row that a workbook can have, by ECMA-376: blank ones up to it do no harm."""

MAIN_PART = "xl/workbook.xml"

STRICT, STRICT_WITHIN = b"http://purl.oclc.org/ooxml/spreadsheetml/main", 4_096
"""What the first bytes of that part hold in a workbook saved as Strict Open XML: all its names are others."""

DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError, EOFError, OSError),
    *(LookupError, ValueError, TypeError, ArithmeticError, AttributeError, SyntaxError, RuntimeError),
)
"""What zipfile, expat and openpyxl raise for workbooks with wrong bytes, or whose parts do not fit together."""


def examine(raw: bytes, file: str) -> None:
    """Raises InputError unless the bytes are a workbook that is safe to open; unpacks no part beyond the limits."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise refused(file, "old-or-locked")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _parts(archive, file)
            for part in archive.infolist():
                if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                    _declares_nothing(archive, part, file)
    except DAMAGED:
        is_zip = raw.startswith(b"PK\x03\x04") or zipfile.is_zipfile(io.BytesIO(raw))
        raise refused(file, "broken" if is_zip else "not-a-workbook") from None


def refused(file: str, text: str, **values: object) -> InputError:
    """The one problem of a file that is not opened."""
    return InputError([Problem(EXCEL, text, Span(file), values)])


def _parts(archive: zipfile.ZipFile, file: str) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS:
        raise refused(file, "too-many-parts", count=len(parts), limit=MAX_PARTS)
    size = sum(part.file_size for part in parts)  # what zipfile unpacks at most, whatever is inside
    if size > MAX_UNPACKED:
        raise refused(file, "too-big", size=-(-size // 1_000_000), limit=MAX_UNPACKED // 1_000_000)
    if any(part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * part.compress_size for part in parts):
        raise refused(file, "packed-too-tight")
    if "content.xml" in names and "mimetype" in names:
        raise refused(file, "ods")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise refused(file, "macros")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise refused(file, "not-a-workbook")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise refused(file, "broken")  # no workbook is packed in any other way, by ECMA-376
    if MAIN_PART in names and STRICT in archive.open(MAIN_PART).read(STRICT_WITHIN):
        raise refused(file, "strict")


def _declares_nothing(archive: zipfile.ZipFile, part: zipfile.ZipInfo, file: str) -> None:
    """Entities need a document type declaration, and no workbook has one."""

    def refuse(*_: object) -> None:
        raise refused(file, "hostile")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    with archive.open(part) as content:
        parser.ParseFile(content)
