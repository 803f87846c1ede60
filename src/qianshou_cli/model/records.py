"""What is recorded for a pairing in a working year."""

from typing import Annotated, Any, Literal

from pydantic import (
    ConfigDict,
    Discriminator,
    Strict,
    Tag,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)

from ..texts import Text
from .base import Record, wrong
from .dates import Interval
from .scalars import BLANK, Count, Dates, Day, Many, Slug, Words, Year, Yuan


class Claim(Record):
    """Workdays claimed by number: some days of an interval, or days without a date."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "not": {"additionalProperties": BLANK}})

    on: Annotated[
        Dates | None, Text("在哪段日期内；不写则视为未注明日期", "the interval they lie in; absent: undated")
    ] = None
    workdays: Annotated[
        Count | None, Text("其中多少个工作日；不写则为全部", "how many workdays; absent: all in it")
    ] = None

    @model_validator(mode="after")
    def _says_something(self) -> "Claim":
        if self.on is None and self.workdays is None:
            raise wrong("claim-empty")
        return self


def _kind(value: Any) -> str:
    return "claim" if isinstance(value, dict | Claim) else "interval"


Service = Annotated[Annotated[Dates, Tag("interval")] | Annotated[Claim, Tag("claim")], Discriminator(_kind)]
_seen: dict[str, Interval] = {}


def _services(value: Any, handler: ValidatorFunctionWrapHandler) -> tuple[Interval | Claim, ...]:
    """Service lists are most of a file: intervals already read once are looked up, all others go the ordinary way."""
    if type(value) is list:
        try:
            return tuple([_seen[text] for text in value])
        except (KeyError, TypeError):
            pass
    services: tuple[Interval | Claim, ...] = handler(value)
    if len(_seen) > 20_000:
        _seen.clear()
    _seen.update(
        (text, service) for text, service in zip(value, services, strict=True) if isinstance(service, Interval)
    )
    return services


Services = Annotated[tuple[Service, ...], Strict(False), WrapValidator(_services)]


class Attendance(Record):
    """A worker who takes part in a pairing in a working year."""

    worker: Annotated[Slug, Text("人员标识", "id of the worker")]
    service: Annotated[
        Services | None,
        Text(
            "参与计划时间：日期、起止日期或天数；起止日期含休息日。不写：参与了，时间未记录；[]：没有参与",
            "when they took part: days, intervals (days of rest included) or numbers of workdays; absent: they did, "
            "but when is not recorded; []: they did not",
        ),
    ] = None


STATUSES = {
    "planned": Text("计划中", "planned"),
    "running": Text("实施中", "running"),
    "completed": Text("已完成", "completed"),
    "cancelled": Text("已取消", "cancelled"),
}


class Project(Record):
    """A service project (社会工作服务项目)."""

    title: Annotated[Words | None, Text("项目名称", "its title")] = None
    status: Annotated[
        Literal["planned", "running", "completed", "cancelled"] | None,
        Text("计划中、实施中、已完成、已取消", "planned, running, completed or cancelled"),
    ] = None


class Supervision(Record):
    """Sessions of supervision, by date."""

    internal: Annotated[Many[Day] | None, Text("内部督导的日期", "dates of supervision inside the sender")] = None
    external: Annotated[Many[Day] | None, Text("外部督导的日期", "dates of supervision by the expert group")] = None


class YearEvaluation(Record):
    """The summary and evaluation of a year."""

    completed: Annotated[Day | None, Text("完成日期", "date completed")] = None
    reported: Annotated[Day | None, Text("上报日期", "date reported")] = None


class Money(Record):
    """A grant received."""

    source: Annotated[Words | None, Text("资金来源", "where it comes from")] = None
    amount: Annotated[Yuan | None, Text("金额，元", "yuan")] = None


class Expense(Record):
    """Money spent."""

    category: Annotated[Words | None, Text("支出类别", "what it was spent on")] = None
    amount: Annotated[Yuan | None, Text("金额，元", "yuan")] = None


class YearOutcomes(Record):
    """What a pairing brought about in a year."""

    beneficiaries: Annotated[Count | None, Text("受益人数", "beneficiaries")] = None
    stations: Annotated[Count | None, Text("建设社会工作服务站数", "stations built")] = None
    organizations: Annotated[Count | None, Text("发展社会工作服务机构数", "organizations grown")] = None
    professionals: Annotated[Count | None, Text("培养专业人才数", "professionals trained up")] = None
    trainees: Annotated[Count | None, Text("接受培训人次", "person-times of training")] = None


ROLES = {"sent": Text("援派", "sent"), "received": Text("受援", "received")}
"""The two lists of those who take part, by their keys."""


class YearRecord(Record):
    """One pairing in one working year. An absent key is not recorded; an empty list is recorded as none."""

    assistance_plan: Annotated[Day | None, Text("帮扶计划拟订日期", "date the assistance plan was drawn up")] = None
    sent: Annotated[Many[Attendance] | None, Text("援派人员", "workers sent")] = None
    received: Annotated[Many[Attendance] | None, Text("受援机构参与人员", "workers of the receiver")] = None
    projects: Annotated[Many[Project] | None, Text("服务项目", "service projects")] = None
    supervision: Annotated[Supervision | None, Text("督导", "supervision")] = None
    evaluation: Annotated[YearEvaluation | None, Text("总结评估", "summary and evaluation")] = None
    grants: Annotated[Many[Money] | None, Text("收到的资金", "money received")] = None
    expenses: Annotated[Many[Expense] | None, Text("支出", "money spent")] = None
    outcomes: Annotated[YearOutcomes | None, Text("成效", "what was achieved")] = None


class Submission(Record):
    """A paper that was handed in."""

    name: Annotated[Words, Text("材料名称，与要求中的写法一致", "its name, as the requirement writes it")]
    submitted: Annotated[Day | None, Text("报送日期", "date handed in")] = None


class Waiver(Record):
    """A decision that a shortfall is accepted. Without pairing or year it covers all of them."""

    rule: Annotated[Words, Text("规则编号", "id of the rule")]
    pairing: Annotated[
        Slug | None, Text("结对标识；不写则对所有结对有效", "id of the pairing; absent: all of them")
    ] = None
    year: Annotated[Year | None, Text("工作年度；不写则对所有年度有效", "working year; absent: all of them")] = None
    reason: Annotated[Words, Text("理由", "why")]
    approved_by: Annotated[Words, Text("批准人或机关", "who approved it")]
    document: Annotated[Words | None, Text("批准文件", "the paper that says so")] = None
    expires: Annotated[Day | None, Text("有效期至（含当日）；不写则一直有效", "last day it holds; absent: no end")] = (
        None
    )
