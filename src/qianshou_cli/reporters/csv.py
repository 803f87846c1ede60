"""A table for a spreadsheet: RFC 4180, in UTF-8 with the mark by which Excel knows it, one finding a row."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from ..findings import SEVERITY_TEXTS, STATUS_TEXTS, Report, Result
from ..texts import Lang, Text, clean, mask, say
from .shared.look import Look
from .shared.parts import Names, shown

COLUMNS = (
    Text("状态", "status"),
    Text("轻重", "severity"),
    Text("规则", "rule"),
    Text("规则名称", "rule title"),
    Text("方案", "plan"),
    Text("结对", "pairing"),
    Text("年度", "year"),
    Text("人员", "worker"),
    Text("机构", "organization"),
    Text("条款", "clauses"),
    Text("说明", "finding"),
    Text("实际", "actual"),
    Text("要求", "required"),
    Text("改法", "how to mend"),
    Text("豁免", "waiver"),
    Text("文件", "file"),
    Text("行", "line"),
    Text("列", "column"),
    Text("指纹", "fingerprint"),
)
_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")


def render(report: Report, look: Look) -> str:
    """The findings in the order of the report; a cell that a spreadsheet would compute begins with an apostrophe."""
    names, heads = Names(report, look.lang), [column.pick(look.lang) for column in COLUMNS]
    return written(heads, (_row(result, names) for result in shown(report, look.limit)))


def written(heads: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Rows below their headings, as a file for a spreadsheet."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue()


def _row(result: Result, names: Names) -> list[str | int | None]:
    lang, span = names.lang, result.locations[0]
    return [
        STATUS_TEXTS[result.status].pick(lang),
        SEVERITY_TEXTS[result.severity].pick(lang),
        result.rule,
        names.title(result),
        _id(result.program),
        cell(names.pairing(result.program, result.pairing)) if result.pairing else None,
        result.year,
        _id(result.worker),
        _id(result.organization),
        cell(names.clauses(result)),
        cell(names.message(result)),
        _value(result.actual, lang),
        _value(result.required, lang),
        result.mend and cell(result.mend.pick(lang)),
        cell(names.waiver(result)),
        cell(span.file),
        span.line,
        span.column,
        result.fingerprint,
    ]


def _value(value: object, lang: Lang) -> str | None:
    """A number as a number; anything else in words."""
    if value is None:
        return None
    text = say(value, lang)
    return text if isinstance(value, int | Decimal) else cell(text)


def _id(name: str | None) -> str | None:
    return name and cell(mask(name))


@lru_cache(maxsize=4096)
def cell(text: str) -> str:
    """Data is never a formula of the spreadsheet that opens it, nor a command to a runner in whose log it stands."""
    shown = clean(text)
    return f"'{shown}" if _FORMULA.match(text) else shown
