"""What a person reads in a terminal: per programme a heading, a matrix, the findings, and a closing count.

Findings are plain lines, because thousands of them must not take seconds; only the small matrix is laid out in columns.
"""

from collections.abc import Iterator, Sequence

from ..findings import STATUS_TEXTS, ProgramInfo, Report, Result, Status
from ..texts import Text, mask, one_line
from .shared import wording
from .shared.lines import padded, styled, width_of, wrapped
from .shared.look import Look
from .shared.overview import MEND_EMPTY, Cell, empty_years, headline, known_of, legend, matrix, row_name, total
from .shared.parts import Names, Room, by_program, counts, entries, label

STYLES = {
    Status.FAIL: "bold red",
    Status.UNKNOWN: "yellow",
    Status.PENDING: "cyan",
    Status.WAIVED: "magenta",
    Status.PASS: "green",
    Status.NOT_APPLICABLE: "dim",
}
PLACES = 3
"""How many places of a finding are shown before the others are only counted."""

_GAP = "  "


def render(report: Report, look: Look) -> str:
    """The whole report as lines."""
    return "\n".join(_View(report, look).lines()) + "\n"


class _View:
    def __init__(self, report: Report, look: Look) -> None:
        self.report, self.look, self.lang = report, look, look.lang
        self.names, self.room = Names(report, look.lang), Room(report, look.limit)
        self.known, self.refused = known_of(report), report.refused
        self.fixes: dict[Text, list[str]] = {}

    def lines(self) -> Iterator[str]:
        refused, programs = by_program(self.report)
        if refused:
            yield self.style(wording.FILES.pick(self.lang), "bold")
            yield ""
            yield from self.findings(refused)
        for number, (info, results) in enumerate(programs):
            yield from self.heading(info)
            yield ""
            yield from self.matrix(info, results)
            if number == 0:
                yield from wrapped(legend(self.report, self.lang), "", self.look.width)
            yield ""
            yield from self.findings(results)
        if self.room.hidden:
            shown = counts(self.room.hidden, self.lang)
            more = wording.MORE.fill(self.lang, {"n": self.room.hidden.total(), "counts": shown})
            yield from wrapped(more, "", self.look.width)
        yield from wrapped(total(self.report, self.lang), "", self.look.width)

    def heading(self, info: ProgramInfo) -> Iterator[str]:
        yield self.style(one_line(mask(info.title)), "bold")
        yield headline(info, self.report, self.lang)
        yield one_line(info.file)

    def matrix(self, info: ProgramInfo, results: Sequence[Result]) -> Iterator[str]:
        """A row for each pairing; a name that leaves the cells no room has a line of its own above them."""
        heads = [group.pick(self.lang) for group in wording.GROUPS.values()]
        found = matrix(info, results, self.known, self.lang)
        rows = [
            (wording.PAIRING.pick(self.lang), [Cell(None, head) for head in heads]),
            *((row_name(pairing, self.lang), cells) for pairing, cells in found),
        ]
        widths = [max(width_of(cells[column].text) for _, cells in rows) for column in range(len(heads))]
        room = self.look.width - sum(widths) - len(_GAP) * len(widths)
        fitting = [width for name, _ in rows if (width := width_of(name)) <= room]
        first = max(fitting, default=0)
        for number, (name, cells) in enumerate(rows):
            if width_of(name) > first:
                yield name
                name = ""
            texts = [self.cell(cell, width, header=number == 0) for cell, width in zip(cells, widths, strict=True)]
            head = padded(name, first)
            yield _GAP.join([self.style(head, "bold") if number == 0 else head, *texts]).rstrip()

    def cell(self, cell: Cell, width: int, header: bool) -> str:
        style = "bold" if header else STYLES[cell.status] if cell.status else ""
        text = self.style(cell.text, style) if style else cell.text
        return text + " " * (width - width_of(cell.text))

    def findings(self, results: Sequence[Result]) -> Iterator[str]:
        for entry in entries(results, self.report.strict):
            if self.room.take(entry):
                yield from self.empty(entry) if entry[0].without_record else self.finding(entry[0])

    def empty(self, results: Sequence[Result]) -> Iterator[str]:
        first = results[0]
        status = self.style(STATUS_TEXTS[Status.UNKNOWN].pick(self.lang), STYLES[Status.UNKNOWN])
        yield f"{status}{_GAP}{self.names.owner(first)}"
        yield from wrapped(empty_years(results, self.refused, self.lang), _GAP, self.look.width)
        yield one_line(f"{_GAP}{first.locations[0]}")
        yield from self.fix(MEND_EMPTY)
        yield ""

    def finding(self, result: Result) -> list[str]:
        clauses = self.names.clauses(result)
        head = [self.names.rule(result), self.names.subject(result), clauses and f"[{clauses}]"]
        status = self.style(label(result.status, result.severity, self.lang), STYLES[result.status])
        lines = [_GAP.join([status, *filter(None, head)])]
        lines += wrapped(self.names.message(result), _GAP, self.look.width)
        if result.waiver:
            lines += wrapped(self.names.waiver(result), _GAP, self.look.width)
        lines += [one_line(f"{_GAP}{span}") for span in result.locations[:PLACES]]
        if len(result.locations) > PLACES:
            rest = wording.PLACES.fill(self.lang, {"n": len(result.locations) - PLACES})
            lines.append(f"{_GAP}({rest})")
        if result.mend:
            lines += self.fix(result.mend)
        lines.append("")
        return lines

    def fix(self, text: Text) -> list[str]:
        """How to mend what a rule finds, which thousands of its findings repeat."""
        if text not in self.fixes:
            self.fixes[text] = [*wrapped(wording.FIX.pick(self.lang) + text.pick(self.lang), _GAP, self.look.width)]
        return self.fixes[text]

    def style(self, text: str, style: str) -> str:
        return styled(text, style, self.look)
