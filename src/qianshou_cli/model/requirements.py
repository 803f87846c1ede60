"""What a plan asks for: one model per requirement key, each with the clauses it rests on."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, field_validator, model_validator

from ..texts import Text
from .base import Record, wrong
from .scalars import BLANK, LONGEST, Count, Day, DefaultIfBlank, Flag, Form, Many, Some, Words, Yuan

Level = Literal["county", "prefecture", "province"]
LEVELS: Mapping[str, Text] = {
    "county": Text("县级", "county"),
    "prefecture": Text("市州级", "prefecture"),
    "province": Text("省级", "province"),
}
Mode = Literal["cross_province", "in_province"]
MODES: Mapping[str, Text] = {
    "cross_province": Text("跨省帮扶", "cross-province"),
    "in_province": Text("省内帮扶", "in-province"),
}
CertificateLevel = Literal["无", "助理社会工作师", "社会工作师", "高级社会工作师"]
EVERYDAY_NAMES: Mapping[str, CertificateLevel] = MappingProxyType(
    {
        "初级社工师": "助理社会工作师",
        "初级社会工作师": "助理社会工作师",
        "助理社工师": "助理社会工作师",
        "社工师": "社会工作师",
        "中级社工师": "社会工作师",
        "中级社会工作师": "社会工作师",
        "高级社工师": "高级社会工作师",
    }
)
"""What people call the levels of the certificate: 中级社会工作师 looks most like 高级社会工作师, but is not that."""
Party = Literal["sender_province", "receiver_province", "sender", "receiver"]
PARTIES: Mapping[str, Text] = {
    "sender_province": Text("援派省份民政部门", "sending province"),
    "receiver_province": Text("受援省份民政部门", "receiving province"),
    "sender": Text("援派机构", "sender"),
    "receiver": Text("受援机构", "receiver"),
}
BASES: Mapping[str, Text] = {
    "total": Text("全体合计", "all together"),
    "each": Text("每人各自", "each worker"),
}
Clauses = Annotated[
    Many[Words],
    BeforeValidator(lambda v: [v] if isinstance(v, str) else v),
    Form(
        Text("文字，或文字的列表", "text, or a list of texts"),
        {
            "type": ["string", "number", "boolean", "array"],
            "pattern": r"\S",
            "maxLength": LONGEST,
            "items": {"type": ["string", "number", "boolean"], "pattern": r"\S", "maxLength": LONGEST},
            "examples": ["二（四）3"],
        },
    ),
]


class Requirement(Record):
    """A duty that has no parameter."""

    clause: Annotated[
        Clauses, DefaultIfBlank, Text("依据的条款，一条或多条", "the clause it rests on, one or a list")
    ] = ()


class Minimum(Requirement):
    """A smallest number."""

    min: Annotated[Count, Text("至少多少", "at least so many")]


class Workdays(Minimum):
    """A smallest number of statutory workdays in a working year."""

    basis: Annotated[
        Literal["total", "each"],
        DefaultIfBlank,
        Text("total：全体合计；each：每人各自", "total: all workers together; each: every worker alone"),
    ] = "total"


class Duties(Requirement):
    """Duties of one kind, a parameter each, of which a plan names at least one: with none it would pass unasked."""

    model_config = ConfigDict(
        json_schema_extra={
            "minProperties": 1,
            "not": {"properties": {"clause": True}, "additionalProperties": BLANK},
        }
    )

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if all(getattr(self, key) is None for key in type(self).model_fields if key not in Requirement.model_fields):
            raise wrong("requirement-blank")
        return self


class Modes(Duties):
    """How many distinct senders work in each mode; 0 allows none, absent asks nothing."""

    cross_province: Annotated[Count | None, Text("跨省帮扶的援派机构数", "senders that work cross-province")] = None
    in_province: Annotated[Count | None, Text("省内帮扶的援派机构数", "senders that work within the province")] = None


class ReceiverLevel(Requirement):
    """The administrative level of every receiver."""

    level: Annotated[Level, Text("受援机构的层级", "the level of the receiver")]


class Agreement(Requirement):
    """Who must sign."""

    parties: Annotated[Some[Party], Text("必须签署的各方", "who must sign")]


class Certificate(Requirement):
    """The accepted levels of the national certificate."""

    levels: Annotated[Some[CertificateLevel], Text("认可的证书等级", "the accepted levels")]


class Experience(Requirement):
    """Years of direct social-work service."""

    min_years: Annotated[Count, Text("至少多少整年", "at least so many full years")]


class Evaluation(Requirement):
    """Summary and evaluation of the year."""

    reported: Annotated[Flag, DefaultIfBlank, Text("是否必须上报", "whether it must be reported as well")] = False


class Grant(Requirement):
    """Yuan for each sender and year."""

    min: Annotated[Yuan, Text("每家每年至少多少元", "at least so many yuan a sender and year")]
    modes: Annotated[Some[Mode] | None, Text("适用的帮扶方式；不写则都适用", "the modes it is for; absent: all")] = None


class Expenses(Requirement):
    """What money may be spent on."""

    categories: Annotated[Some[Words], Text("允许的支出类别", "the allowed categories")]


class Outcomes(Duties):
    """Targets over the whole period; an absent one is not asked for."""

    counties: Annotated[Count | None, Text("受益县数", "counties paired")] = None
    beneficiaries: Annotated[Count | None, Text("受益人数", "beneficiaries")] = None
    stations: Annotated[Count | None, Text("建设社会工作服务站数", "stations built")] = None
    organizations: Annotated[Count | None, Text("发展社会工作服务机构数", "organizations grown")] = None
    professionals: Annotated[Count | None, Text("培养专业人才数", "professionals trained up")] = None
    trainees: Annotated[Count | None, Text("接受培训人次", "person-times of training")] = None


class Item(Record):
    """One paper to hand in."""

    name: Annotated[
        Words,
        Text(
            "材料名称，不得重复；每年都要报送的，在名称中写明年度",
            "what is handed in, each by a name of its own: one that is due every year has the year in it",
        ),
    ]
    due: Annotated[Day, Text("截止日期（当日仍算按时）", "due date, itself still in time")]


class Submissions(Requirement):
    """Papers to hand in by a date."""

    items: Annotated[Some[Item], Text("材料与截止日期", "papers and due dates")]


class Requirements(Record):
    """One key per rule; a rule applies only if its key is here."""

    county_coverage: Annotated[Requirement | None, Text("每个受援县都有结对", "every county is paired")] = None
    one_to_one: Annotated[Requirement | None, Text("一对一结对", "one sender, one receiver, one county")] = None
    scope: Annotated[
        Requirement | None, Text("结对不超出方案的省和县", "pairings stay inside the plan's provinces and counties")
    ] = None
    modes: Annotated[Modes | None, Text("帮扶方式与援派机构数", "modes and how many senders")] = None
    receiver_level: Annotated[ReceiverLevel | None, Text("受援机构层级", "level of the receivers")] = None
    needs_assessment: Annotated[Requirement | None, Text("先做需求评估", "needs are assessed first")] = None
    agreement: Annotated[Agreement | None, Text("签订协议", "an agreement is signed")] = None
    assistance_plan: Annotated[Requirement | None, Text("每年拟订帮扶计划", "a yearly assistance plan")] = None
    sent_workers: Annotated[Minimum | None, Text("每年援派人数", "workers sent a year")] = None
    certificate: Annotated[Certificate | None, Text("援派人员持证", "sent workers hold a certificate")] = None
    experience: Annotated[Experience | None, Text("援派人员从业年限", "sent workers' years of service")] = None
    sent_workdays: Annotated[Workdays | None, Text("援派人员工作日", "sent workers' workdays")] = None
    received_workers: Annotated[Minimum | None, Text("受援机构参与人数", "receiver's workers taking part")] = None
    received_workdays: Annotated[Workdays | None, Text("受援机构人员工作日", "receiver's workers' workdays")] = None
    projects: Annotated[Minimum | None, Text("每年服务项目", "service projects a year")] = None
    internal_supervision: Annotated[Minimum | None, Text("内部督导次数", "sessions of internal supervision")] = None
    external_supervision: Annotated[Minimum | None, Text("外部督导次数", "sessions of external supervision")] = None
    evaluation: Annotated[Evaluation | None, Text("年度总结评估", "yearly summary and evaluation")] = None
    grant: Annotated[Grant | None, Text("补助资金", "grant money")] = None
    expenses: Annotated[Expenses | None, Text("支出范围", "what may be paid for")] = None
    outcomes: Annotated[Outcomes | None, Text("期末绩效指标", "targets at the end of the period")] = None
    county_organization: Annotated[Minimum | None, Text("每县培育机构数", "organizations grown per county")] = None
    submissions: Annotated[Submissions | None, Text("按期报送材料", "papers handed in on time")] = None

    @field_validator("*", mode="before")
    @classmethod
    def _no_blank(cls, value: Any) -> Any:
        """A key without a value would switch a duty off unseen; each is told beside whatever else is wrong."""
        if value is None:
            raise wrong("requirement-blank")
        return value
