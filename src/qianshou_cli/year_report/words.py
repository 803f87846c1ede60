"""The wording of the year-end report, and how the facts in it are said."""

from collections.abc import Iterable
from decimal import Decimal

from ..findings import ASKS_NOTHING, SEVERITY_TEXTS, STATUS_TEXTS, PairingInfo, Result, Severity, Status
from ..model import Interval
from ..standing import ASSUMED, DOUBLED, Measure, Share
from ..texts import Lang, Text, amount, capital, year_range
from .facts import Cell, Counted, ProgramYear, Row

WORDS = {
    "title": Text("{year} 年度“牵手计划”执行情况报告", "Year-end report {year} of the pairing programme (牵手计划)"),
    "as_of": Text("数据截至 {date}", "As of {date}"),
    "not_over": Text(
        "该工作年度尚未结束，本报告为阶段性结果。", "The working year is not over: this report is provisional."
    ),
    "year": Text("工作年度", "working year"),
    "day": Text("数据截至", "as of"),
    "tool": Text("生成程序", "made by"),
    "made_by": Text("由 qianshou {version} 根据下列文件生成", "Made by qianshou {version} from the files named below"),
    "masked": Text("人员姓名已遮掩。", "Names of persons are masked."),
    "revealed": Text(
        "注意：本报告显示人员全名，请按个人信息保管。",
        "Caution: this report shows persons' full names; keep it as personal data.",
    ),
    "left_out": Text("本次未判断的规则：{rules}", "Rules not judged in this run: {rules}"),
    "unreadable": Text("无法读取的输入", "Inputs that could not be read"),
    "unreadable_note": Text(
        "以下内容未计入本报告；改正后请重新生成。",
        "This report leaves out what they hold; mend them and make it again.",
    ),
    "assumed": Text(f"{ASSUMED.zh}。", f"{capital(ASSUMED.en)}."),
    "double": Text(f"{DOUBLED.zh}。", f"{capital(DOUBLED.en)}."),
    "plan": Text("方案", "plan"),
    "source": Text("数据文件", "files"),
    "document": Text("文号", "document"),
    "period": Text("实施期间", "period"),
    "provinces": Text("省份", "provinces"),
    "outside": Text(
        "方案期间（{years}）不含 {year} 年：没有可判断的年度要求，以下只是年度要求以外的事项。",
        "The plan's period ({years}) does not include {year}: there are no yearly requirements to judge; what follows "
        "is apart from them.",
    ),
    "apart": Text("（年度要求以外）", " (apart from the yearly requirements)"),
    "overview": Text("总体情况", "Overview"),
    "verdict": Text(
        "共判断 {judged} 项{apart}：符合 {passed}，不符合 {failed}，数据不足 {unknown}，未到期 {pending}，"
        "已豁免 {waived}。",
        "Checks{apart}: {judged}; pass {passed}, fail {failed}, unknown {unknown}, pending {pending}, waived {waived}.",
    ),
    "verdict_fail": Text(
        "不符合的：错误 {errors} 项，警告 {warnings} 项，直接涉及 {n} 个结对。",
        "Failed: errors {errors}, warnings {warnings}; pairings directly concerned: {n}.",
    ),
    "verdict_fail_beside": Text(
        "不符合的：错误 {errors} 项，警告 {warnings} 项。", "Failed: errors {errors}, warnings {warnings}."
    ),
    "verdict_pass": Text("没有不符合的事项。", "Nothing fails."),
    "verdict_outside": Text(
        "其中没有不符合的；这不是对 {year} 年度的结论。", "None of these fails; that is no verdict on {year}."
    ),
    "asks_nothing": Text(f"{ASKS_NOTHING.zh}。", f"{capital(ASKS_NOTHING.en)}."),
    "pairings": Text("结对", "pairings"),
    "in_period": Text("方案期间共", "in the plan's period"),
    "of_period": Text("（方案期间共 {n}）", " (in the plan's period: {n})"),
    "counties": Text("已结对的受援县", "counties paired"),
    "judged": Text("判断的事项", "checks"),
    "met": Text("符合的事项", "checks passed"),
    "coverage": Text("受援县覆盖", "County coverage"),
    "coverage_note": Text(
        "方案受援县 {total} 个，列名 {named} 个，其中方案期间有结对的 {paired} 个。",
        "Counties promised by the plan: {total}; named: {named}; of these paired at some time in its period: {paired}.",
    ),
    "year_paired": Text("本年度有结对的县 {n} 个。", "Counties paired in the year: {n}."),
    "unnamed": Text(
        "另有 {n} 个县在文件中没有列名，无法核对。", "Not named in the file, so that they cannot be checked: {n} more."
    ),
    "unnamed_paired": Text(
        "有结对而文件未列名的县 {n} 个。", "Counties with a pairing that the file does not name: {n}."
    ),
    "no_counties": Text("受援县未记录。", "The counties are not recorded."),
    "none_named": Text("没有列名的受援县。", "No county is named."),
    "county": Text("受援县", "county"),
    "code": Text("代码", "code"),
    "state": Text("状态", "status"),
    "sender": Text("援派机构", "sender"),
    "receiver": Text("受援机构", "receiver"),
    "paired": Text("已结对", "paired"),
    "paired_unnamed": Text("已结对，文件未列名", "paired, not named in the file"),
    "idle": Text("本年度没有结对", "not paired in the year"),
    "idle_unnamed": Text("本年度没有结对，文件未列名", "not paired in the year, not named in the file"),
    "active": Text("结对起止", "active span"),
    "span": Text("{first} 至 {last}", "{first} to {last}"),
    "unpaired": Text("未结对", "not paired"),
    "not_recorded": Text("未记录", "not recorded"),
    "nothing_counts": Text("没有能算数的记录", "nothing recorded that counts"),
    "matrix": Text("各结对判断结果", "Results by pairing"),
    "matrix_note": Text(
        "格中为最重的状态和条数；“-”表示没有可判断的要求。",
        "Each cell: the gravest status and how many results have it; - means nothing to judge.",
    ),
    "table_note": Text(
        "≥、≤ 表示记录不全。补助资金按援派机构合计。", "≥, ≤: not fully recorded. Grants are the sender's total."
    ),
    "signs": Text(
        "≥、≤ 表示记录不全，? 表示没有能算数的记录。", "≥, ≤: not fully recorded; ?: nothing recorded that counts."
    ),
    "whole": Text("全方案", "whole plan"),
    "whole_and_organizations": Text("全方案及机构", "whole plan and organizations"),
    "pairing": Text("结对", "pairing"),
    "workdays": Text("工作日与年度要求", "Workdays against the minima"),
    "workdays_note": Text(
        "条形为已完成的法定工作日，竖线为年度要求；? 表示没有能算数的记录，≥、≤ 表示记录不全。",
        "Bars: statutory workdays served; the line: the year's minimum; ?: nothing recorded that counts; "
        "≥, ≤: not fully recorded.",
    ),
    "bar": Text("已完成：{done}；要求：{required}", "done: {done}; required: {required}"),
    "at_least": Text("至少 {done}", "at least {done}"),
    "chart": Text("图示", "chart"),
    "done": Text("已完成", "done"),
    "required": Text("要求", "required"),
    "owed": Text("还差", "owed"),
    "side": Text("哪一方", "whose"),
    "people": Text("人员及工作日", "workers and workdays"),
    "each": Text("（每人各自计算）", " (each worker alone)"),
    "minima": Text("年度各项要求", "The year's minima"),
    "minimum": Text("年度要求", "minimum"),
    "unit": Text("单位", "unit"),
    "minima_note": Text(
        "已完成/要求；≥ 表示记录不全，? 表示没有能算数的记录。补助资金按援派机构合计。",
        "done/required; ≥: not fully recorded, ?: nothing recorded that counts. Grants are the sender's total.",
    ),
    "no_minima": Text(
        "该年度没有可统计的结对，或者方案没有这类要求。",
        "No pairing of that year can be counted, or the plan asks for none of this.",
    ),
    "targets": Text("期末绩效指标", "Targets of the period"),
    "targets_note": Text("{years} 年累计，期末考核。", "Summed over {years}; due at the end of the period."),
    "target": Text("指标", "target"),
    "findings": Text("问题清单", "Findings"),
    "filter": Text("筛选", "filter"),
    "by_status": Text("按状态", "by status"),
    "by_group": Text("按类别", "by group"),
    "shown": Text("显示 {n} 条，共 {total} 条", "{n} of {total} shown"),
    "no_findings": Text("没有不符合、数据不足、未到期或已豁免的事项。", "Nothing failed, unknown, pending or waived."),
    "fail": Text("不符合", "Failed"),
    "unknown": Text("数据不足，无法判断", "Cannot be judged: records are missing"),
    "pending": Text("未到期", "Not due yet"),
    "waived": Text("已豁免", "Waived"),
    "no_records": Text(
        "该年度没有任何记录，{n} 项要求无法判断",
        "no record at all in the year; requirements that cannot be judged: {n}",
    ),
    "clause": Text("条款", "clause"),
    "place": Text("位置", "place"),
    "fix": Text("改法", "mend"),
    "in_order": Text("符合要求的事项", "What is in order"),
    "rule": Text("规则", "rule"),
    "requirement": Text("要求", "requirement"),
    "passed": Text("符合", "pass"),
    "passed_of": Text("符合/判断", "pass/judged"),
    "none": Text("没有。", "None."),
    "signatures": Text("签署", "Signatures"),
    "prepared": Text("编制人", "Prepared by"),
    "reviewed": Text("审核人", "Reviewed by"),
    "approved": Text("负责人", "Approved by"),
    "seal": Text("单位（盖章）", "Department (seal)"),
    "date": Text("日期", "Date"),
    "skip": Text("跳到正文", "Skip to the report"),
}


_OF_RESULTS = ("matrix", "findings", "in_order")
"""The parts that tell of results."""
_NOTED = Text("{what}（{note}）", "{what} ({note})")


class Say:
    """Says facts in one language; names of persons are masked unless they are to be revealed."""

    def __init__(self, lang: Lang, reveal: bool) -> None:
        self.lang, self.reveal = lang, reveal
        chinese = lang is Lang.ZH
        self.comma, self.colon, self.semicolon, self.stop = (
            ("、", "：", "；", "。") if chinese else (", ", ": ", "; ", ". ")
        )

    def __call__(self, key: str, **values: object) -> str:
        """A wording with its values."""
        return WORDS[key].fill(self.lang, values)

    def period(self, period: tuple[int, int]) -> str:
        """The years of a plan; a single one stands alone."""
        return year_range(*period, dash="–")

    def text(self, text: Text) -> str:
        """A wording that stands elsewhere."""
        return text.pick(self.lang)

    def status(self, status: Status) -> str:
        """A status, as a word."""
        return STATUS_TEXTS[status].pick(self.lang)

    def row(self, row: Row) -> str:
        """What a row of the matrix is called."""
        if row.pairing is None:
            return self("whole_and_organizations" if row.organizations else "whole")
        return f"{row.pairing} {row.county}"

    def cell(self, cell: Cell) -> str:
        """A cell of the matrix."""
        if cell.status is None:
            return "-"
        return self.status(cell.status) + ("" if cell.status is Status.PASS else f" {cell.number}")

    def label(self, result: Result) -> str:
        """The status of a result, and that it only warns."""
        if result.status is Status.FAIL and result.severity is Severity.WARNING:
            return self.noted(self.status(result.status), self.text(SEVERITY_TEXTS[result.severity]))
        return self.status(result.status)

    def subject(self, result: Result, program: ProgramYear) -> str:
        """What a result is about: pairing with its county, year, worker, organization."""
        parts = (result.pairing and program.named(result.pairing), result.year, result.worker, result.organization)
        return " ".join(str(part) for part in parts if part is not None)

    def listing(self, items: Iterable[str]) -> str:
        """Several words, as the language joins them."""
        return self.comma.join(items)

    def outside(self, program: ProgramYear) -> str:
        """That the year is none of the plan's; nothing where it is."""
        return "" if program.in_period else self("outside", years=self.period(program.info.period), year=program.year)

    def apart(self, program: ProgramYear) -> str:
        """What to add to counts of results that show nothing of the year, because it is none of the plan's."""
        return "" if program.in_period else self("apart")

    def heading(self, part: str, program: ProgramYear) -> str:
        """What a part of the report is called, by its key."""
        return self(part) + (self.apart(program) if part in _OF_RESULTS else "")

    def rest(self, counted: Counted) -> str:
        """What to add to a number of the year: that of the plan's period, where it is another."""
        return "" if counted.year == counted.period else self("of_period", n=counted.period)

    def pairing(self, pairing: PairingInfo, program: ProgramYear) -> str:
        """Who is paired, and from when to when, where that is not the whole year."""
        span = program.not_all_year(pairing.id)
        said = f"{pairing.id}{self.colon}{pairing.sender} → {pairing.receiver}"
        return self.noted(said, self.span(span)) if span else said

    def noted(self, what: str, note: str) -> str:
        """Something, and a note on it in brackets."""
        return _NOTED.fill(self.lang, {"what": what, "note": note})

    def span(self, span: Interval) -> str:
        """From when to when."""
        return self("span", first=span.first, last=span.last)

    def coverage(self, program: ProgramYear) -> str:
        """How many counties the plan promises and names, how many of these are paired, and how many beside them."""
        total, named, paired = program.counties_promised, program.counties_named, program.counties_paired
        of_named = None if paired is None else sum(bool(county.pairings) for county in named)
        note = self("coverage_note", total=total, named=len(named), paired=self.number(of_named, complete=True))
        said = [note if total else self("no_counties")]
        if paired and paired.year != paired.period:
            said.append(self("year_paired", n=paired.year))
        if total > len(named):
            said.append(self("unnamed", n=total - len(named)))
        if beside := (paired.period if paired else 0) - (of_named or 0):
            said.append(self("unnamed_paired", n=beside))
        return (" " if self.lang is Lang.EN else "").join(said)

    def done(self, measure: Measure) -> str:
        """What is done of a minimum, and whether that is all there is."""
        return self.number(measure.done, measure.complete)

    def number(self, done: int | Decimal | None, complete: bool) -> str:
        """A number that may not be fully recorded."""
        return "?" if done is None else f"{'' if complete else '≥'}{amount(done)}"

    def spoken(self, done: int | Decimal | None, complete: bool) -> str:
        """The same, to be read aloud."""
        if done is None:
            return self("nothing_counts")
        return amount(done) if complete else self("at_least", done=done)

    def owed(self, measure: Measure) -> str:
        """What is owed of a minimum; up to so much, where records are missing."""
        return f"{'' if measure.complete else '≤'}{amount(measure.owed)}" if measure.owed else "-"

    def share(self, share: Share) -> str:
        """A worker and the workdays served."""
        name = share.name or ""
        if name and not self.reveal:
            name = name[0] + "*" * max(1, len(name) - 1)
        days = self.number(share.done if share.recorded or share.done else None, share.recorded)
        return " ".join(part for part in (share.worker, name, f"({days})") if part)
