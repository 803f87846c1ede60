"""The report as a workbook: counts, a matrix of pairings and groups of rules, every finding, every waiver."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter

from ..cells import put
from ..findings import COUNTED, SEVERITY_TEXTS, STATUS_TEXTS, ProgramInfo, Report, Result, Status
from ..texts import Lang, Text, mask, say
from .lines import width_of
from .look import Look
from .parts import LEFT_OUT, Names, left_out, worst_first
from .wording import GROUPS, SHORT

Value = str | int | None

SUMMARY = Text("汇总", "Summary")
MATRIX = Text("一览", "Matrix")
FINDINGS = Text("问题", "Findings")
WAIVERS = Text("豁免", "Waivers")

COUNT_HEADS = (Text("项目", "what"), Text("数量", "how many"))
AS_OF = Text("截至", "as of")
PLANS = Text("方案数", "plans")
PAIRINGS = Text("结对数", "pairings")
WHOLE = Text("（全方案）", "(whole plan)")
MATRIX_HEADS = (
    Text("方案", "plan"),
    Text("结对", "pairing"),
    Text("受援县", "county"),
    Text("援派机构", "sender"),
    Text("受援机构", "receiver"),
)
FINDING_HEADS = (
    (Text("状态", "status"), 10),
    (Text("轻重", "severity"), 8),
    (Text("规则", "rule"), 9),
    (Text("规则名称", "rule title"), 24),
    (Text("方案", "plan"), 18),
    (Text("结对", "pairing"), 14),
    (Text("年度", "year"), 8),
    (Text("人员", "worker"), 12),
    (Text("机构", "organization"), 16),
    (Text("条款", "clauses"), 16),
    (Text("问题", "finding"), 60),
    (Text("实际", "actual"), 10),
    (Text("要求", "required"), 10),
    (Text("位置", "place"), 34),
    (Text("改法", "how to mend"), 40),
)
WAIVER_HEADS = (
    (Text("规则", "rule"), 9),
    (Text("方案", "plan"), 18),
    (Text("结对", "pairing"), 14),
    (Text("年度", "year"), 8),
    (Text("否则为", "otherwise"), 12),
    (Text("问题", "finding"), 60),
    (Text("理由", "reason"), 40),
    (Text("批准人或机关", "approved by"), 24),
    (Text("批准文件", "document"), 24),
    (Text("有效期至", "expires"), 13),
    (Text("位置", "place"), 34),
)
COLOURS = {
    Status.FAIL: "F8CBAD",
    Status.UNKNOWN: "FFE699",
    Status.PENDING: "DDEBF7",
    Status.WAIVED: "E4DFEC",
    Status.PASS: "E2EFDA",
}
LINE = Side(style="thin", color="BFBFBF")
GRID = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
LINE_HEIGHT, TALLEST = 17, 409
"""Points: of a line of text, and of the tallest row there may be. Not every program that opens a workbook works out how
tall a row has to be."""
HEADING = "qianshou heading"
PLAIN = "qianshou"
"""The style of a cell without a colour of its own; that of a coloured one has its status behind the name."""


def render(report: Report, look: Look) -> bytes:
    """The bytes of the workbook; names and messages are masked, and no cell is a formula."""
    book, lang = Workbook(), look.lang
    book.remove(book.worksheets[0])
    styles = {}
    for style in _styles():
        book.add_named_style(style)
        styles[style.name] = style.as_tuple()  # as cells take it: to look it up by name takes longer than the rest
    _sheet(book, styles, SUMMARY.pick(lang), [(head.pick(lang), 24) for head in COUNT_HEADS], _summary(report, look))
    heads = [(head.pick(lang), 24) for head in MATRIX_HEADS] + [(group.pick(lang), 12) for group in GROUPS.values()]
    _sheet(book, styles, MATRIX.pick(lang), heads, _matrix(report, lang))
    _sheet(book, styles, FINDINGS.pick(lang), _in(FINDING_HEADS, lang), _findings(report, look))
    _sheet(book, styles, WAIVERS.pick(lang), _in(WAIVER_HEADS, lang), _waivers(report, lang))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _styles() -> Iterator[NamedStyle]:
    """The styles of headings and of the cells below them."""
    yield NamedStyle(
        HEADING,
        Font("宋体", bold=True, color="FFFFFF"),
        PatternFill("solid", fgColor="1F4E79"),
        GRID,
        Alignment(horizontal="center", vertical="center", wrap_text=True),
    )
    for name, colour in {PLAIN: None, **{f"{PLAIN} {status}": colour for status, colour in COLOURS.items()}}.items():
        fill = PatternFill("solid", fgColor=colour) if colour else PatternFill()
        yield NamedStyle(name, Font("宋体"), fill, GRID, Alignment(vertical="top", wrap_text=True))


def _in(heads: Iterable[tuple[Text, int]], lang: Lang) -> list[tuple[str, int]]:
    return [(head.pick(lang), width) for head, width in heads]


def _summary(report: Report, look: Look) -> Iterator[tuple[Sequence[Value], Status | None]]:
    lang = look.lang
    yield (AS_OF.pick(lang), report.as_of.isoformat()), None
    yield (PLANS.pick(lang), len(report.programs)), None
    yield (PAIRINGS.pick(lang), sum(len(info.pairings or ()) for info in report.programs)), None
    for status in COUNTED:
        yield (STATUS_TEXTS[status].pick(lang), report.summary[status]), status
    if hidden := left_out(report.listed, look.limit):
        yield (LEFT_OUT.fill(lang, {"n": hidden}), hidden), None


def _matrix(report: Report, lang: Lang) -> Iterator[tuple[Sequence[Value | tuple[str, Status]], None]]:
    counts = Counter((result.program, result.pairing, result.rule[2], result.status) for result in report.results)

    def cell(info: ProgramInfo, pairing: str | None, group: str) -> Value | tuple[str, Status]:
        for status in (Status.FAIL, Status.UNKNOWN, Status.PENDING, Status.WAIVED):
            if number := counts[info.id, pairing, group, status]:
                return f"{SHORT[status].pick(lang)} {number}", status
        passed = group in info.judged.get(pairing, "") or counts[info.id, pairing, group, Status.PASS]
        return (STATUS_TEXTS[Status.PASS].pick(lang), Status.PASS) if passed else None

    for info in report.programs:
        yield (info.id, WHOLE.pick(lang), None, None, None, *(cell(info, None, group) for group in GROUPS)), None
        for pairing in info.pairings or ():
            names = (pairing.county, pairing.sender, pairing.receiver)
            cells = (cell(info, pairing.id, group) for group in GROUPS)
            yield (info.id, pairing.id, *map(mask, names), *cells), None


def _findings(report: Report, look: Look) -> Iterator[tuple[Sequence[Value], Status | None]]:
    lang, names = look.lang, Names(report, look.lang)
    for result in worst_first(report.listed, report.strict)[: look.limit]:
        yield (
            (
                STATUS_TEXTS[result.status].pick(lang),
                SEVERITY_TEXTS[result.severity].pick(lang),
                result.rule,
                names.rule(result).partition(" ")[2],
                result.program,
                result.pairing,
                result.year,
                result.worker,
                result.organization,
                say(result.clauses, lang),
                result.message(lang),
                _value(result.actual, lang),
                _value(result.required, lang),
                _place(result),
                result.fix.pick(lang),
            ),
            result.status,
        )


def _waivers(report: Report, lang: Lang) -> Iterator[tuple[Sequence[Value], Status | None]]:
    for result in report.results:
        if waiver := result.waiver:
            yield (
                (
                    result.rule,
                    result.program,
                    result.pairing,
                    result.year,
                    STATUS_TEXTS[waiver.outcome].pick(lang),
                    result.message(lang),
                    mask(waiver.reason),
                    mask(waiver.approved_by),
                    mask(waiver.document or ""),
                    waiver.expires.isoformat() if waiver.expires else None,
                    str(waiver.span),
                ),
                None,
            )


def _value(value: object, lang: Lang) -> Value:
    return value if value is None or type(value) is int else say(value, lang)


def _place(result: Result) -> str:
    return str(result.locations[0]) if result.locations else ""


def _sheet(
    book: Any,
    styles: Mapping[str, Any],
    title: str,
    heads: Sequence[tuple[str, int]],
    rows: Iterable[tuple[Sequence[Any], Any]],
) -> None:
    """A sheet with its headings in view; the first cell of a row, or a cell of its own, has its status's colour."""
    sheet = book.create_sheet(title)
    for position, (_, width) in enumerate(heads, 1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.append([_cell(sheet, styles[HEADING], head) for head, _ in heads])
    widths = [width for _, width in heads]
    for number, (row, status) in enumerate(rows, 2):
        cells = [value if isinstance(value, tuple) else (value, None if n else status) for n, value in enumerate(row)]
        sheet.append([_cell(sheet, styles[f"{PLAIN} {s}" if s in COLOURS else PLAIN], said) for said, s in cells])
        if (lines := max(map(_lines, (said for said, _ in cells), widths))) > 1:
            sheet.row_dimensions[number].height = min(lines * LINE_HEIGHT, TALLEST)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{sheet.max_row}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize, sheet.page_setup.orientation = sheet.PAPERSIZE_A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _lines(value: Value, width: int) -> int:
    """How many lines a value takes in a column of that width, of which wrapping leaves some unused."""
    if not isinstance(value, str) or 2 * len(value) < width:
        return 1
    return -(-width_of(value) // (width - 2))


def _cell(sheet: Any, style: Any, value: Value) -> Cell:
    cell = Cell(sheet, 1, 1, style_array=style)  # it is given its place when its row is appended
    put(cell, value)
    return cell
