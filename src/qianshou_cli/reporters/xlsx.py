"""The report as a workbook: counts, a matrix of pairings and groups of rules, every finding, every waiver."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ..findings import COUNTED, SEVERITY_TEXTS, STATUS_TEXTS, Report, Result
from ..texts import Lang, Text, say
from .shared.look import Look
from .shared.overview import known_of, matrix, pairings_in
from .shared.parts import LEFT_OUT, Names, by_program, left_out, worst_first
from .shared.sheets import PLAIN, Book, Row, Styled, Value
from .shared.wording import GROUPS, PAIRINGS_UNRECORDED, WHOLE

SUMMARY = Text("汇总", "Summary")
MATRIX = Text("一览", "Matrix")
FINDINGS = Text("问题", "Findings")
WAIVERS = Text("豁免", "Waivers")

COUNT_HEADS = (Text("项目", "what"), Text("数量", "how many"))
AS_OF = Text("截至", "as of")
PLANS = Text("方案数", "plans")
PAIRINGS = Text("结对数", "pairings")
LEFT_TO_BASELINE = Text("基线里已有，没有列出", "known to the baseline, not listed")
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


def render(report: Report, look: Look) -> bytes:
    """The bytes of the workbook; names and messages are masked, and no cell is a formula."""
    book, names = Book(look.lang), Names(report, look.lang)
    book.table(SUMMARY, [(head, 24) for head in COUNT_HEADS], _summary(report, look))
    heads = [(head, 24) for head in MATRIX_HEADS] + [(group, 12) for group in GROUPS.values()]
    book.table(MATRIX, heads, _matrix(report, look.lang))
    findings = worst_first(report.listed, report.strict)[: look.limit]
    rows = (finding_row(result, names.title(result), look.lang) for result in findings)
    book.table(FINDINGS, FINDING_HEADS, rows)
    book.table(WAIVERS, WAIVER_HEADS, waiver_rows(report.results, look.lang))
    return book.content()


def _summary(report: Report, look: Look) -> Iterator[Row]:
    lang = look.lang
    yield AS_OF.pick(lang), report.as_of.isoformat()
    yield PLANS.pick(lang), len(report.programs)
    pairings = pairings_in(report, lang)
    yield PAIRINGS.pick(lang), PAIRINGS_UNRECORDED.pick(lang) if pairings is None else pairings
    for status in COUNTED:
        yield Styled(STATUS_TEXTS[status].pick(lang), status), report.summary[status]
    if report.known:
        yield LEFT_TO_BASELINE.pick(lang), len(report.known)
    if hidden := left_out(report.listed, look.limit):
        yield LEFT_OUT.fill(lang, {"n": hidden}), hidden


def _matrix(report: Report, lang: Lang) -> Iterator[Row]:
    known = known_of(report)
    for info, results in by_program(report)[1]:
        for pairing, cells in matrix(info, results, known, lang):
            yield (
                info.id,
                *(pairing or (WHOLE.pick(lang), None, None, None)),
                *(Styled(cell.text, cell.status or PLAIN) for cell in cells),
            )


def finding_row(result: Result, title: str, lang: Lang) -> Row:
    """The cells below `FINDING_HEADS`; `title` is what its rule is called."""
    return (
        Styled(STATUS_TEXTS[result.status].pick(lang), result.status),
        SEVERITY_TEXTS[result.severity].pick(lang),
        result.rule,
        title,
        result.program,
        result.pairing,
        result.year,
        result.worker,
        result.organization,
        say(result.clauses, lang),
        result.message(lang),
        _value(result.actual, lang),
        _value(result.required, lang),
        str(result.locations[0]),
        result.mend and result.mend.pick(lang),
    )


def waiver_rows(results: Iterable[Result], lang: Lang) -> Iterator[Row]:
    """The cells below `WAIVER_HEADS`, for each result that a waiver covers."""
    for result in results:
        if waiver := result.waiver:
            yield (
                result.rule,
                result.program,
                result.pairing,
                result.year,
                STATUS_TEXTS[waiver.outcome].pick(lang),
                result.message(lang),
                waiver.reason,
                waiver.approved_by,
                waiver.document,
                waiver.expires.isoformat() if waiver.expires else None,
                str(waiver.span),
            )


def _value(value: object, lang: Lang) -> Value:
    return value if value is None or isinstance(value, int | Decimal) else say(value, lang)
