"""Markdown for a pull request, a job summary or a wiki: counts, a matrix and the findings; data in it stays text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from ..findings import STATUS_TEXTS, ProgramInfo, Report, Result, Status
from ..texts import Lang, Text, mask, one_line
from .shared import wording
from .shared.look import Look
from .shared.overview import MEND_EMPTY, empty_years, headline, known_of, legend, matrix, row_name, total
from .shared.parts import Names, Room, by_program, counts, entries, from_root, label

_COLUMNS = (
    Text("状态", "status"),
    Text("规则", "rule"),
    Text("对象", "subject"),
    Text("条款", "clauses"),
    Text("说明", "finding"),
    Text("位置", "place"),
    Text("改法", "how to mend"),
)
_TITLE = Text("核对结果", "Check result")
_WORD = re.compile(r"[\\`*_{}\[\]<>#|~$!&@]|:(?=//|:)|(?<=www)\.", re.IGNORECASE)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "|": "&#124;", ":": "&#58;", ".": "&#46;"}


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """Text that Markdown shows as it is: no markup, link, mention, HTML, end of a table cell or command to a runner."""
    return _WORD.sub(lambda match: _ENTITIES.get(match[0]) or f"\\{match[0]}", one_line(text))


def render(report: Report, look: Look) -> str:
    """The whole report, the most severe findings first; those beyond the limit are only counted."""
    return "\n".join(_Page(report, look).lines()) + "\n"


class _Page:
    def __init__(self, report: Report, look: Look) -> None:
        self.report, self.look, self.lang = report, look, look.lang
        self.names, self.room = Names(report, look.lang), Room(report, look.limit)
        self.known, self.refused = known_of(report), report.refused

    def lines(self) -> Iterator[str]:
        yield f"# {_TITLE.pick(self.lang)}"
        yield from ("", f"**{total(self.report, self.lang)}**", "")
        refused, programs = by_program(self.report)
        if refused:
            yield from (f"## {wording.FILES.pick(self.lang)}", "")
            yield from self.findings(refused)
        for info, results in programs:
            yield from self.program(info, results)
        if self.room.hidden:
            shown = counts(self.room.hidden, self.lang)
            yield wording.MORE.fill(self.lang, {"n": self.room.hidden.total(), "counts": shown})

    def program(self, info: ProgramInfo, results: Sequence[Result]) -> Iterator[str]:
        yield from (f"## {escape(mask(info.title))}", "")
        yield from (f"{escape(headline(info, self.report, self.lang))}  ", escape(from_root(info.file, self.look)), "")
        yield from _table(
            [wording.PAIRING.pick(self.lang), *(group.pick(self.lang) for group in wording.GROUPS.values())],
            (
                [escape(row_name(pairing, self.lang)), *(cell.text for cell in cells)]
                for pairing, cells in matrix(info, results, self.known, self.lang)
            ),
        )
        yield from (legend(self.report, self.lang), "")
        yield from self.findings(results)

    def findings(self, results: Sequence[Result]) -> Iterator[str]:
        shown = [entry for entry in entries(results, self.report.strict) if self.room.take(entry)]
        rows = [self.empty(entry) if entry[0].without_record else self.row(entry[0]) for entry in shown]
        if rows:
            yield from _table([column.pick(self.lang) for column in _COLUMNS], rows)

    def row(self, result: Result) -> list[str]:
        said = [self.names.message(result), self.names.waiver(result)]
        cells = [
            label(result.status, result.severity, self.lang),
            self.names.rule(result),
            self.names.subject(result),
            self.names.clauses(result),
            ("；" if self.lang is Lang.ZH else "; ").join(part for part in said if part),
            self.place(result),
            result.mend.pick(self.lang) if result.mend else "",
        ]
        return [escape(cell) for cell in cells]

    def empty(self, results: Sequence[Result]) -> list[str]:
        first = results[0]
        status, said = STATUS_TEXTS[Status.UNKNOWN].pick(self.lang), empty_years(results, self.refused, self.lang)
        mend = MEND_EMPTY.pick(self.lang)
        return [escape(cell) for cell in (status, "", self.names.owner(first), "", said, self.place(first), mend)]

    def place(self, result: Result) -> str:
        span = result.locations[0]
        return f"{from_root(span.file, self.look)}:{span.line}:{span.column}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + " --- |" * len(heads)
    for cells in rows:
        yield f"| {' | '.join(cells)} |"
    yield ""
