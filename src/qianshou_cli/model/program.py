"""The plan, the organizations, the people and the pairings of one programme."""

from collections.abc import Iterable
from functools import cached_property
from typing import Annotated

from pydantic import Field, model_validator

from ..texts import Text, year_range
from .base import Record, wrong
from .records import Submission, Waiver, YearRecord
from .requirements import CertificateLevel, Level, Mode, Party, Requirements
from .scalars import Code, Count, Day, Format, Many, OmittedIfBlank, Since, Slug, Span, Words, Year

Years = dict[Year, Annotated[YearRecord, OmittedIfBlank]]


class PlanDocument(Record):
    """The official document."""

    number: Annotated[Words | None, Text("文号", "document number")] = None
    issued: Annotated[Day | None, Text("印发日期", "date of issue")] = None


class Period(Record):
    """Working years, both included; a working year is the calendar year."""

    first: Annotated[Year, Text("第一个工作年度", "first working year")] = Field(alias="from")
    last: Annotated[Year, Text("最后一个工作年度", "last working year")] = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.last < self.first:
            raise wrong("period-backwards")
        return self

    def __contains__(self, year: int) -> bool:
        """Whether it holds a working year."""
        return self.first <= year <= self.last

    def __str__(self) -> str:
        """2021-2025; a single year stands alone."""
        return year_range(self.first, self.last)


class County(Record):
    """A receiving county."""

    code: Annotated[Code, Text("GB/T 2260 县级代码", "GB/T 2260 county code")]
    name: Annotated[Words, Text("县名", "its name")]


class Counties(Record):
    """受援地区: how many counties the plan promises, and those that it names."""

    total: Annotated[
        Count | None,
        Text(
            "方案承诺的受援县总数；列出了县的，默认为列出的县数",
            "how many the plan promises; default: as many as are named, if any are",
        ),
    ] = None
    named: Annotated[Many[County] | None, Text("方案列出名称的县", "those that it names")] = None

    @property
    def promised(self) -> int | None:
        """How many counties there are: as promised, else as many as are named; None when neither is recorded."""
        return self.total if self.total is not None else len(self.named) if self.named else None

    @property
    def complete(self) -> bool:
        """Whether every county that the plan promises is named."""
        return self.promised is not None and len(self.named or ()) >= self.promised


_NOT_RECORDED = Counties.model_construct()  # nothing to validate


class Plan(Record):
    """A provincial plan."""

    id: Annotated[Slug, Text("方案标识，一次检查内不得重复", "its id, unique among the files of a run")]
    title: Annotated[Words, Text("方案名称", "its title")]
    document: Annotated[PlanDocument | None, Text("文号与印发日期", "document number and date of issue")] = None
    carries_out: Annotated[Words | None, Text("落实的上级文件", "the parent plan that it carries out")] = None
    period: Annotated[Period, Text("实施期间", "the years it runs")]
    sender_province: Annotated[Words, Text("援派省份", "the sending province")]
    receiver_province: Annotated[Words, Text("受援省份", "the receiving province")]
    counties: Annotated[Counties | None, Text("受援地区", "the receiving counties")] = None
    requirements: Annotated[Requirements, Text("方案的各项要求", "what the plan asks for")]

    @property
    def receiving(self) -> Counties:
        """The receiving counties, of which nothing is recorded where the plan has none."""
        return self.counties or _NOT_RECORDED

    @cached_property
    def county_names(self) -> dict[str, str]:
        """The counties that the plan names, by code."""
        return {county.code: county.name for county in self.receiving.named or ()}

    def county_name(self, code: str) -> str:
        """The name of a county; its code where the plan does not name it."""
        return self.county_names.get(code, code)


class Listing(Record):
    """How an official table prints an organization."""

    source: Annotated[Words, Text("出处", "which table and row")]
    name: Annotated[Words | None, Text("表中名称", "the name printed there")] = None
    district: Annotated[Words | None, Text("表中所在区县", "the district printed there")] = None


class Organization(Record):
    """A sender (援派机构) or receiver (受援机构)."""

    id: Annotated[Slug, Text("机构标识，文件内不得重复", "its id, unique in the file")]
    name: Annotated[Words, Text("机构名称", "its name")]
    province: Annotated[Words, Text("所在省份", "its province")]
    district: Annotated[Words | None, Text("所在区县", "its district")] = None
    level: Annotated[Level | None, Text("层级：县、市州、省", "county, prefecture or province level")] = None
    uscc: Annotated[Words | None, Text("统一社会信用代码", "unified social credit code")] = None
    listed: Annotated[Many[Listing] | None, Text("官方表格中的写法", "how official tables print it")] = None


class Certificate(Record):
    """全国社会工作者职业水平证书."""

    level: Annotated[CertificateLevel | None, Text("等级；无 = 没有证书", "its level; 无 = holds none")] = None
    number: Annotated[
        Words | None,
        Text(
            "证书编号，凭它认出同一人；遮掩过的（如 2016****01）不凭它认",
            "its number, by which a person is known; not when it is masked (such as 2016****01)",
        ),
    ] = None
    issued: Annotated[Day | None, Text("批准日期", "date of issue")] = None


class Worker(Record):
    """A social worker (社会工作者) of a sender or a receiver."""

    id: Annotated[Slug, Text("人员标识，同一方案各文件中不得重复", "the worker's id, unique among the files of a plan")]
    name: Annotated[Words | None, Text("姓名，可以遮掩", "name, may be masked")] = None
    employer: Annotated[
        Slug,
        Text(
            "所属机构的标识；中途换了机构的，另列一条：新的人员标识、同一证书和从业起始时间、新的机构",
            "id of the employing organization; after a change list another entry: a new id for the worker, the same "
            "certificate and `service_since`, the new employer",
        ),
    ]
    certificate: Annotated[Certificate | None, Text("职业水平证书", "the national certificate")] = None
    service_since: Annotated[
        Since | None, Text("何时起直接从事社会工作服务", "since when in direct social-work service")
    ] = None


def numbers_of(workers: Iterable[Worker]) -> set[str]:
    """The certificate numbers that are recorded."""
    return {worker.certificate.number for worker in workers if worker.certificate and worker.certificate.number}


class SignedAgreement(Record):
    """The agreement of a pairing."""

    signed: Annotated[Day | None, Text("签订日期", "date of signing")] = None
    parties: Annotated[Many[Party] | None, Text("已签署的各方", "who has signed")] = None


class Pairing(Record):
    """结对: one sender and one receiver in one county."""

    id: Annotated[Slug, Text("结对标识，文件内不得重复", "its id, unique in the file")]
    mode: Annotated[Mode, Text("跨省帮扶或省内帮扶", "cross-province or within the province")]
    sender: Annotated[Slug, Text("援派机构标识", "id of the sender")]
    receiver: Annotated[Slug, Text("受援机构标识", "id of the receiver")]
    county: Annotated[Code, Text("受援县代码", "code of the county")]
    active: Annotated[
        Span | None, Text("结对起止；默认为方案期间", "from when to when; default: the plan's period")
    ] = None
    needs_assessment: Annotated[Day | None, Text("需求评估完成日期", "date the needs were assessed")] = None
    agreement: Annotated[SignedAgreement | None, Text("帮扶协议", "the agreement")] = None
    years: Annotated[Years | None, Text("各工作年度的记录", "the records of each working year")] = None


class File(Record):
    """What every file begins with."""

    schema_: Annotated[Words | None, Text("编辑器用的 JSON Schema 地址", "JSON Schema for editors")] = Field(
        None, alias="$schema"
    )
    format: Annotated[Format, Text("格式版本，写 1", "version of the format: 1")]


class ProgramFile(File):
    """A program file: one plan and what is recorded for it."""

    plan: Annotated[Plan, Text("方案", "the plan")]
    organizations: Annotated[Many[Organization] | None, Text("援派机构和受援机构", "senders and receivers")] = None
    workers: Annotated[Many[Worker] | None, Text("社会工作者", "social workers")] = None
    pairings: Annotated[Many[Pairing] | None, Text("结对", "pairings")] = None
    submissions: Annotated[Many[Submission] | None, Text("已报送的材料", "papers handed in")] = None
    waivers: Annotated[Many[Waiver] | None, Text("豁免", "waivers")] = None


class PairingRecords(Record):
    """The yearly records of one pairing."""

    id: Annotated[Slug, Text("结对标识", "id of the pairing in the program file")]
    years: Annotated[Years | None, Text("各工作年度的记录", "the records of each working year")] = None


class RecordsFile(File):
    """A records file: yearly records that an organization keeps beside the program file."""

    records_for: Annotated[Slug, Text("所属方案的标识", "id of the plan it belongs to")]
    workers: Annotated[Many[Worker] | None, Text("社会工作者", "social workers")] = None
    pairings: Annotated[Many[PairingRecords] | None, Text("各结对的记录", "records of the pairings")] = None
