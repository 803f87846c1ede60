"""The JSON result (format 1), described: `reporters/json.py` writes it, and a test holds real outputs to this.

Every key is always there but one, see `known`; what does not apply is null.
"""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from ..findings import Severity, Status
from ..limits import OTHERS
from ..model.base import Record
from ..model.scalars import Form, Many
from ..texts import Text, listing


def _word_of(words: type[StrEnum]) -> Form:
    return Form(
        listing(f"`{word}`" for word in words),
        {"type": "string", "enum": [word.value for word in words]},
    )


Word = Annotated[str, Form(Text("文字", "text"), {"type": "string"})]
Number = Annotated[int, Form(Text("整数", "a whole number"), {"type": "integer"})]
Position = Annotated[int, Form(Text("从 1 起的整数", "a whole number from 1"), {"type": "integer", "minimum": 1})]
Total = Annotated[int, Form(Text("不小于 0 的整数", "a whole number, not negative"), {"type": "integer", "minimum": 0})]
DayText = Annotated[
    str,
    Form(
        Text("日期，如 2022-12-31", "a date such as 2022-12-31"),
        {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "examples": ["2022-12-31"]},
    ),
]
Value = Annotated[
    object,
    Form(Text("数字，或文字", "a number, or text"), {"type": ["number", "string"]}),
]
RuleId = Annotated[
    str,
    Form(
        Text("规则编号，如 QS301", "id of a rule such as QS301"),
        {"type": "string", "pattern": "^QS[0-9]{3}$", "examples": ["QS301"]},
    ),
]
Fingerprint = Annotated[
    str,
    Form(Text("16 位十六进制数", "16 hexadecimal digits"), {"type": "string", "pattern": "^[0-9a-f]{16}$"}),
]
ResultFormat = Annotated[int, Form(Text("1", "1"), {"enum": [1]})]
ExitCode = Annotated[int, Form(Text("0 至 4", "0 to 4"), {"enum": [0, 1, 2, 3, 4]})]
StatusWord = Annotated[str, _word_of(Status)]
Outcome = Literal["fail", "unknown"]
SeverityWord = Annotated[str, _word_of(Severity)]


class Tool(Record):
    """What wrote the result."""

    name: Annotated[Word, Text("程序名", "name of the program")]
    version: Annotated[Word, Text("程序版本", "its version")]


class Summary(Record):
    """How many results there are of each status."""

    passed: Annotated[Total, Text("符合的条数，含未列出的", "how many passed, listed or not")] = Field(alias="pass")
    fail: Annotated[Total, Text("不符合的条数", "how many failed")]
    pending: Annotated[Total, Text("未到期的条数", "how many are pending")]
    unknown: Annotated[Total, Text("数据不足的条数", "how many are unknown")]
    waived: Annotated[Total, Text("已豁免的条数", "how many are waived")]


class Program(Record):
    """A programme that was checked."""

    id: Annotated[Word, Text("方案标识", "id of the plan")]
    title: Annotated[Word, Text("方案名称", "its title")]
    file: Annotated[Word, Text("程序文件", "the program file")]
    pairings: Annotated[
        Total | None, Text("结对数；null：未记录", "how many pairings it has; null: they are not recorded")
    ]


class Location(Record):
    """A stretch of a file."""

    file: Annotated[Word, Text("文件", "the file")]
    line: Annotated[Position, Text("行", "line")]
    column: Annotated[Position, Text("列，按字符计", "column, in code points")]
    end_line: Annotated[Position, Text("结束行", "last line")]
    end_column: Annotated[Position, Text("结束列（不含）", "column after the last one")]


class WaivedBy(Record):
    """The waiver that covers a result."""

    status: Annotated[Outcome, Text("没有豁免时的状态", "the status without the waiver")]
    reason: Annotated[Word, Text("理由", "why")]
    approved_by: Annotated[Word, Text("批准人或机关", "who approved it")]
    document: Annotated[Word | None, Text("批准文件", "the paper that says so")]
    expires: Annotated[DayText | None, Text("有效期至（含当日）", "last day it holds")]
    location: Annotated[Location, Text("豁免所在之处", "where the waiver stands")]


class Finding(Record):
    """What one rule says of one subject."""

    rule: Annotated[RuleId, Text("规则编号", "id of the rule")]
    name: Annotated[Word, Text("规则名称", "name of the rule")]
    status: Annotated[StatusWord, Text("状态", "status")]
    severity: Annotated[SeverityWord, Text("轻重", "severity")]
    program: Annotated[Word | None, Text("方案标识", "id of the plan")]
    pairing: Annotated[Word | None, Text("结对标识", "id of the pairing")]
    year: Annotated[Number | None, Text("工作年度", "working year")]
    worker: Annotated[Word | None, Text("人员标识", "id of the worker")]
    organization: Annotated[Word | None, Text("机构标识", "id of the organization")]
    clauses: Annotated[Many[Word], Text("依据的条款", "the clauses it rests on")]
    message: Annotated[Word, Text("结论，用运行时的语言", "the finding, in the language of the run")]
    actual: Annotated[Value | None, Text("实际数", "what was found")]
    required: Annotated[Value | None, Text("要求数", "what is asked for")]
    locations: Annotated[
        Many[Location],
        Text(
            f"位置：先是要改的一处，然后是相关之处；同一人的别处申报最多列 {OTHERS} 处，其余计数",
            f"places: first the one to mend, then related ones; of a person at most {OTHERS} others, the rest is "
            "counted",
        ),
    ]
    waiver: Annotated[WaivedBy | None, Text("所用的豁免", "the waiver that covers it")]
    fingerprint: Annotated[
        Fingerprint,
        Text("跨次运行辨认同一问题，与行号和数字无关", "names the finding across runs, whatever line and figures"),
    ]


class ResultFile(Record):
    """The whole result of a run."""

    format: Annotated[ResultFormat, Text("结果格式的版本", "version of this format")]
    tool: Annotated[Tool, Text("程序", "the program that wrote it")]
    as_of: Annotated[DayText, Text("判断截至的日期", "the date that everything is judged as of")]
    years: Annotated[Many[Number], Text("判断的工作年度", "the working years judged")]
    exit_code: Annotated[ExitCode, Text("退出码", "exit code")]
    summary: Annotated[Summary, Text("各状态的条数", "how many results of each status")]
    known: Annotated[
        Total,
        Text(
            "基线已知、因而没有列出也没有计数的条数；只在用了 --baseline 时才有",
            "how many are neither listed nor counted because the baseline knows them; only there with --baseline",
        ),
    ] = Field(default=None)  # type: ignore[assignment]  # left out without a baseline, never null
    programs: Annotated[Many[Program], Text("检查的方案", "the programmes checked")]
    results: Annotated[
        Many[Finding],
        Text(
            "各条结果；符合和不适用的只在 --all 时列出", "the results; passed and not applicable ones only with --all"
        ),
    ]
