"""What a person reads in a terminal: per programme a heading, a matrix, the findings, and a closing count.

Findings are plain lines, because thousands of them must not take seconds; only the small matrix is laid out in columns.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text as Cell

from ..findings import (
    COUNTED,
    SEVERITY_TEXTS,
    STATUS_TEXTS,
    ProgramInfo,
    Report,
    Result,
    Severity,
    Status,
    is_input,
)
from ..texts import Lang, Text, mask
from .lines import clean, styled, wrapped
from .look import Look

GROUPS = {
    "1": Text("结对", "pairing"),
    "2": Text("人员", "workers"),
    "3": Text("工日", "days"),
    "4": Text("项目", "projects"),
    "5": Text("资金", "money"),
    "6": Text("成效", "outcomes"),
    "9": Text("数据", "data"),
}
"""The columns of the matrix, by the digit of the rules' hundreds."""

SHORT = {
    Status.FAIL: Text("不符", "fail"),
    Status.UNKNOWN: Text("缺", "?"),
    Status.PENDING: Text("未到", "due"),
    Status.WAIVED: Text("豁免", "waived"),
}
STYLES = {
    Status.FAIL: "bold red",
    Status.UNKNOWN: "yellow",
    Status.PENDING: "cyan",
    Status.WAIVED: "magenta",
    Status.PASS: "green",
    Status.NOT_APPLICABLE: "dim",
}
ORDER = (Status.FAIL, Status.UNKNOWN, Status.PENDING, Status.WAIVED, Status.PASS, Status.NOT_APPLICABLE)


class Words(NamedTuple):
    """The wording of headings and counts in one language."""

    as_of: str
    pairings: str
    pairings_unrecorded: str
    counties: str
    counties_unrecorded: str
    period: str
    whole: str
    pairing: str
    legend: str
    fix: str
    empty_years: str
    more: str
    files: str
    total: str
    weights: str
    nothing: str
    warning: str
    waived: str
    fault: str


ZH = Words(
    as_of="截至 {date}",
    pairings="{n} 个结对",
    pairings_unrecorded="结对未记录",
    counties="{n} 个受援县",
    counties_unrecorded="受援县未记录",
    period="{first}-{last} 年",
    whole="（全方案）",
    pairing="结对",
    legend="格中为最重的状态和条数：不符 = 不符合，缺 = 数据不足，未到 = 未到期，豁免 = 已豁免，- = 没有可判断的要求",
    fix="改法：",
    empty_years="{years} 年没有任何记录，{n} 项要求无法判断",
    more="另有 {n} 条未显示（{counts}）；用 -o 文件 或 --format json 查看全部",
    files="无法检查的输入",
    total="共 {programs} 个方案、{pairings} 个结对：{counts}{weights}",
    weights="（不符合中错误 {errors}，警告 {warnings}）",
    nothing="没有检查任何方案",
    warning="警告",
    waived="豁免：{reason}（批准：{by}，有效期至 {expires}；否则为{outcome}）",
    fault="内部错误",
)
EN = Words(
    as_of="as of {date}",
    pairings="{n} pairings",
    pairings_unrecorded="pairings not recorded",
    counties="{n} counties",
    counties_unrecorded="counties not recorded",
    period="{first}-{last}",
    whole="(whole plan)",
    pairing="pairing",
    legend="Each cell: the worst status and how many; ? = unknown, due = pending, - = nothing to judge",
    fix="mend: ",
    empty_years="{years}: no record at all, {n} requirements cannot be judged",
    more="{n} more not shown ({counts}); see all with -o FILE or --format json",
    files="Inputs that could not be checked",
    total="{programs} plans, {pairings} pairings: {counts}{weights}",
    weights=" (of the fails {errors} errors, {warnings} warnings)",
    nothing="no plan was checked",
    warning="warning",
    waived="waived: {reason} (approved by {by}, until {expires}; otherwise {outcome})",
    fault="internal fault",
)


def render(report: Report, look: Look) -> str:
    """The whole report as lines."""
    return "\n".join(_View(report, look).lines()) + "\n"


class _View:
    def __init__(self, report: Report, look: Look) -> None:
        self.report, self.look = report, look
        self.words = ZH if look.lang is Lang.ZH else EN
        self.left = look.limit if look.limit is not None else len(report.results) + 1
        self.hidden: list[Result] = []

    def lines(self) -> Iterator[str]:
        refused = [result for result in self.report.results if is_input(result)]
        if refused:
            yield styled(self.words.files, "bold", self.look)
            yield ""
            yield from self.findings(refused)
        found = [result for result in self.report.results if not is_input(result)]
        by_program = {name: list(results) for name, results in groupby(found, key=lambda result: result.program)}
        for info in self.report.programs:
            yield from self.program(info, by_program.get(info.id, []))
        if self.hidden:
            yield self.words.more.format(n=len(self.hidden), counts=self.counts(self.hidden))
        yield self.total()

    def program(self, info: ProgramInfo, results: Sequence[Result]) -> Iterator[str]:
        yield from self.heading(info)
        yield ""
        yield from self.matrix(info, results)
        yield ""
        yield from self.findings(results)

    def heading(self, info: ProgramInfo) -> Iterator[str]:
        yield styled(clean(mask(info.title)), "bold", self.look)
        words = self.words
        parts = [info.document, words.period.format(first=info.period[0], last=info.period[1])]
        parts.append(words.as_of.format(date=self.report.as_of))
        parts.append(
            words.pairings_unrecorded if info.pairings is None else words.pairings.format(n=len(info.pairings))
        )
        parts.append(words.counties_unrecorded if info.counties is None else words.counties.format(n=info.counties))
        yield clean("  ".join(part for part in parts if part))
        yield clean(info.file)

    def matrix(self, info: ProgramInfo, results: Sequence[Result]) -> Iterator[str]:
        worst: dict[tuple[str | None, str], dict[Status, int]] = {}
        for result in results:
            cell = worst.setdefault((result.pairing, result.rule[2]), {})
            cell[result.status] = cell.get(result.status, 0) + 1
        table = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        table.add_column(self.words.pairing, overflow="fold")
        for group in GROUPS.values():
            table.add_column(group.pick(self.look.lang), no_wrap=True)
        rows: list[tuple[str | None, str]] = [(None, self.words.whole)]
        rows += [(pairing.id, f"{pairing.id} {pairing.county}") for pairing in info.pairings or ()]
        for pairing_id, label in rows:
            cells = [
                self.cell(worst.get((pairing_id, group), {}), info.judged.get((pairing_id, group), 0))
                for group in GROUPS
            ]
            table.add_row(Cell(clean(mask(label))), *cells)
        console = Console(
            width=self.look.width,
            color_system="standard" if self.look.color else None,
            force_terminal=self.look.color,
            no_color=not self.look.color,
            highlight=False,
            legacy_windows=False,
        )
        with console.capture() as capture:
            console.print(table)
        yield from (line.rstrip() for line in capture.get().splitlines())
        yield from wrapped(self.words.legend, "", self.look.width)

    def cell(self, statuses: dict[Status, int], judged: int) -> Cell:
        for status in ORDER[:4]:
            if number := statuses.get(status):
                return Cell(f"{SHORT[status].pick(self.look.lang)} {number}", style=STYLES[status])
        if judged or statuses.get(Status.PASS):
            return Cell(STATUS_TEXTS[Status.PASS].pick(self.look.lang), style=STYLES[Status.PASS])
        return Cell("-")

    def findings(self, results: Sequence[Result]) -> Iterator[str]:
        """The findings, the worst first; what lacks any record at all is one line per pairing."""
        unrecorded: dict[str | None, list[Result]] = {}
        listed: list[Result] = []
        for result in results:
            if result.unrecorded and result.status is Status.UNKNOWN:
                unrecorded.setdefault(result.pairing, []).append(result)
            else:
                listed.append(result)
        listed.sort(key=lambda result: (ORDER.index(result.status), result.severity is not Severity.ERROR))
        for result in listed:
            if self.room([result]):
                yield from self.finding(result)
        for pairing, group in unrecorded.items():
            if self.room(group):
                organizations = dict.fromkeys(result.organization or "" for result in group)
                yield from self.empty(pairing or ", ".join(organizations), group)

    def room(self, results: list[Result]) -> bool:
        """Whether there is room for one more entry; if not, its results are only counted."""
        if self.left <= 0:
            self.hidden += results
            return False
        self.left -= 1
        return True

    def empty(self, name: str, results: Sequence[Result]) -> Iterator[str]:
        years = _ranges(sorted({result.year for result in results if result.year}))
        label = styled(STATUS_TEXTS[Status.UNKNOWN].pick(self.look.lang), STYLES[Status.UNKNOWN], self.look)
        yield f"{label}  {clean(name)}"
        yield from wrapped(self.words.empty_years.format(years=years, n=len(results)), "  ", self.look.width)
        yield clean(f"  {results[0].locations[0]}")
        yield ""

    def finding(self, result: Result) -> Iterator[str]:
        lang = self.look.lang
        status = STATUS_TEXTS[result.status].pick(lang)
        if result.status is Status.FAIL:
            status = SEVERITY_TEXTS[result.severity].pick(lang)
        subject = " ".join(
            str(part) for part in (result.pairing, result.year, result.worker, result.organization) if part is not None
        )
        clauses = "、".join(result.clauses) if lang is Lang.ZH else ", ".join(result.clauses)
        head = [
            styled(status, STYLES[result.status], self.look),
            f"{result.rule} {result.name}",
            subject,
            clauses and f"[{clauses}]",
        ]
        yield "  ".join(part if number == 0 else clean(part) for number, part in enumerate(head) if part)
        yield from wrapped(clean(result.message(lang)), "  ", self.look.width)
        if result.waiver:
            waiver = result.waiver
            text = self.words.waived.format(
                reason=mask(waiver.reason),
                by=mask(waiver.approved_by),
                expires=waiver.expires or "-",
                outcome=STATUS_TEXTS[waiver.outcome].pick(lang),
            )
            yield from wrapped(clean(text), "  ", self.look.width)
        for span in result.locations[:3]:
            yield clean(f"  {span}")
        if len(result.locations) > 3:
            yield f"  (+{len(result.locations) - 3})"
        if result.status in (Status.FAIL, Status.UNKNOWN, Status.PENDING) and not result.fault:
            yield from wrapped(self.words.fix + result.fix.pick(lang), "  ", self.look.width)
        yield ""

    def total(self) -> str:
        if not self.report.programs:
            return self.words.nothing
        pairings = sum(len(info.pairings or ()) for info in self.report.programs)
        counts, failed = self.counts(None), [r for r in self.report.results if r.status is Status.FAIL]
        errors = sum(result.severity is Severity.ERROR for result in failed)
        weights = self.words.weights.format(errors=errors, warnings=len(failed) - errors) if failed else ""
        words = self.words.total
        return words.format(programs=len(self.report.programs), pairings=pairings, counts=counts, weights=weights)

    def counts(self, results: Sequence[Result] | None) -> str:
        numbers = dict(self.report.summary)
        if results is not None:
            numbers = {status: sum(result.status is status for result in results) for status in COUNTED}
        shown = [f"{STATUS_TEXTS[s].pick(self.look.lang)} {n}" for s, n in numbers.items() if n or results is None]
        return ("，" if self.look.lang is Lang.ZH else ", ").join(shown)


def _ranges(years: Sequence[int]) -> str:
    """2021, 2022, 2023, 2025 → 2021-2023, 2025."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
