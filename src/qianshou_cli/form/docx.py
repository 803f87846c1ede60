"""Forms as a Word document, one after another, set up for A4."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ..cells import FONT
from . import BOLD, SHADE, WIDTHS, Box, Form, Style

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 210, 297, 15
"""A4 and its margins, in millimetres."""

SIDES = {
    Style.PROSE: WD_ALIGN_PARAGRAPH.LEFT,
    Style.SEAL: WD_ALIGN_PARAGRAPH.RIGHT,
}


def write(forms: Sequence[Form]) -> bytes:
    """The bytes of the document."""
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
    for number, form in enumerate(forms):
        if number:
            document.add_page_break()
        _form(document, form)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _form(document: Any, form: Form) -> None:
    title, *lines = form.lines
    heading = document.add_paragraph()
    _say(heading, title.boxes[0], size=18)
    table = document.add_table(len(lines), len(WIDTHS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm((PAGE_WIDTH - 2 * MARGIN) * width / sum(WIDTHS))
    grid = [list(row.cells) for row in table.rows]
    for row in grid:
        for cell, column in zip(row, table.columns, strict=True):
            cell.width = column.width
    for number, (line, row) in enumerate(zip(lines, table.rows, strict=True)):
        row.height = Mm(line.height)
        unbroken = OxmlElement("w:cantSplit")
        row._tr.get_or_add_trPr().append(unbroken)
        for box in line.boxes:
            _box(grid, number, box)


def _box(grid: list[list[Any]], row: int, box: Box) -> None:
    cell = grid[row][box.column]
    if (box.rows, box.columns) != (1, 1):
        cell = cell.merge(grid[row + box.rows - 1][box.column + box.columns - 1])
    if box.style is Style.HEAD:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), SHADE)
        cell._tc.get_or_add_tcPr().append(shade)
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER  # after the shade, as the order of ECMA-376 is
    _say(cell.paragraphs[0], box, size=10)


def _say(paragraph: Any, box: Box, *, size: int) -> None:
    paragraph.alignment = SIDES.get(box.style, WD_ALIGN_PARAGRAPH.CENTER)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.keep_with_next = box.style is Style.HEAD  # no headings alone at the end of a page
    run = paragraph.add_run(box.text)
    run.bold = box.style in BOLD
    run.font.size = Pt(size)
    run.font.name = "SimSun"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
