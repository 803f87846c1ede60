"""The sheets of a workbook: which columns there are, and where in the file they belong."""

from typing import get_args

from ..model.records import ROLES, STATUSES
from ..model.requirements import LEVELS, MODES, PARTIES, CertificateLevel
from ..texts import Text
from .columns import KEY, Column, Kind, Table

ID_NOTE = Text("半角字母、数字和 - _ .，如 dongxiang；不得重复。", "Latin letters, digits and - _ .; unique.")
DATE_NOTE = Text("写成年-月-日，如 2022-09-05。", "Year-month-day, such as 2022-09-05.")
ALL_NOTE = Text("空着则对全部有效。", "Blank: for all of them.")
ACTIVE_NOTE = Text(
    "开始和结束两格都填；与方案期间相同时两格都留空。",
    "Fill in both the first and the last day, or leave both blank when it is the plan's period.",
)

CERTIFICATES = {name: Text(name, name) for name in get_args(CertificateLevel)}
KINDS = {"internal": Text("内部督导", "internal"), "external": Text("外部督导", "external")}
FLOWS = {"grants": Text("收入", "received"), "expenses": Text("支出", "spent")}

PAIRING = Column(Text("结对标识", "pairing"), kind=Kind.ID, required=True, refers=("pairings",))
YEAR = Column(Text("年度", "year"), kind=Kind.YEAR, width=9, required=True)
YEARS = ("pairings", KEY, "years", KEY)

COUNTIES = Table(
    Text("受援县", "Counties"),
    ("plan", "counties", "named"),
    (),
    (
        Column(
            Text("县代码", "county code"),
            ("code",),
            Kind.ID,
            12,
            required=True,
            note=Text("GB/T 2260 六位代码。", "GB/T 2260, six digits."),
        ),
        Column(Text("县名", "name"), ("name",), width=28, required=True),
    ),
    about=Text("方案列出名称的受援县。", "The receiving counties that the plan names."),
)
ORGANIZATIONS = Table(
    Text("机构", "Organizations"),
    ("organizations",),
    (),
    (
        Column(Text("机构标识", "organization id"), ("id",), Kind.ID, required=True, note=ID_NOTE),
        Column(Text("机构名称", "name"), ("name",), width=40, required=True),
        Column(Text("所在省份", "province"), ("province",), required=True),
        Column(Text("所在区县", "district"), ("district",)),
        Column(Text("层级", "level"), ("level",), Kind.CHOICE, 10, choices=LEVELS),
        Column(Text("统一社会信用代码", "credit code"), ("uscc",), width=24),
    ),
    about=Text("援派机构和受援机构，每家一行。", "Senders and receivers, one row each."),
)
LISTED = Table(
    Text("名称写法", "Listed names"),
    ("organizations", KEY, "listed"),
    (Column(Text("机构标识", "organization id"), kind=Kind.ID, required=True, refers=("organizations",)),),
    (
        Column(Text("出处", "source"), ("source",), width=36, required=True),
        Column(Text("表中名称", "name printed"), ("name",), width=40),
        Column(Text("表中区县", "district printed"), ("district",)),
    ),
    about=Text("官方表格中怎样写这家机构；没有不一致可不填。", "How official tables print an organization; optional."),
)
WORKERS = Table(
    Text("人员", "Workers"),
    ("workers",),
    (),
    (
        Column(Text("人员标识", "worker id"), ("id",), Kind.ID, required=True, note=ID_NOTE),
        Column(Text("姓名", "name"), ("name",), width=12, note=Text("可以遮掩，如“张某”。", "May be masked.")),
        Column(Text("所属机构标识", "employer"), ("employer",), Kind.ID, required=True, refers=("organizations",)),
        Column(Text("证书等级", "certificate"), ("certificate", "level"), Kind.CHOICE, choices=CERTIFICATES),
        Column(Text("证书编号", "certificate number"), ("certificate", "number"), width=24),
        Column(Text("批准日期", "certificate issued"), ("certificate", "issued"), Kind.DATE, 13, note=DATE_NOTE),
        Column(
            Text("从业起始", "in service since"),
            ("service_since",),
            Kind.MONTH,
            13,
            note=Text("何时起直接从事社会工作服务：2014-07 或 2014-07-15。", "Write 2014-07 or 2014-07-15."),
        ),
    ),
    about=Text("援派和受援机构的社会工作者，每人一行。", "Social workers of senders and receivers, one row each."),
)
PAIRINGS = Table(
    Text("结对", "Pairings"),
    ("pairings",),
    (),
    (
        Column(Text("结对标识", "pairing id"), ("id",), Kind.ID, required=True, note=ID_NOTE),
        Column(Text("帮扶方式", "mode"), ("mode",), Kind.CHOICE, 12, required=True, choices=MODES),
        Column(Text("援派机构标识", "sender"), ("sender",), Kind.ID, required=True, refers=("organizations",)),
        Column(Text("受援机构标识", "receiver"), ("receiver",), Kind.ID, required=True, refers=("organizations",)),
        Column(
            Text("受援县代码", "county code"),
            ("county",),
            Kind.ID,
            13,
            required=True,
            refers=("plan", "counties", "named"),
        ),
        Column(
            Text("结对开始", "active from"),
            ("active",),
            Kind.FIRST,
            13,
            note=ACTIVE_NOTE,
        ),
        Column(Text("结对结束", "active to"), ("active",), Kind.LAST, 13, ended=True, note=ACTIVE_NOTE),
        Column(Text("需求评估日期", "needs assessed"), ("needs_assessment",), Kind.DATE, 14, note=DATE_NOTE),
        Column(Text("协议签订日期", "agreement signed"), ("agreement", "signed"), Kind.DATE, 14, note=DATE_NOTE),
        Column(
            Text("协议签署方", "signed by"),
            ("agreement", "parties"),
            Kind.CHOICES,
            44,
            choices=PARTIES,
            note=Text(
                "用顿号隔开：援派省份民政部门、受援省份民政部门、援派机构、受援机构；无人签署写“无”。",
                "With commas: sending province, receiving province, sender, receiver; `none` when nobody has.",
            ),
        ),
    ),
    about=Text("一家援派机构、一家受援机构、一个县为一行。", "One sender, one receiver and one county a row."),
)
YEAR_SHEET = Table(
    Text("年度", "Years"),
    YEARS,
    (PAIRING, YEAR),
    (
        Column(Text("帮扶计划日期", "assistance plan"), ("assistance_plan",), Kind.DATE, note=DATE_NOTE),
        Column(Text("总结评估完成", "evaluation completed"), ("evaluation", "completed"), Kind.DATE, note=DATE_NOTE),
        Column(Text("总结评估上报", "evaluation reported"), ("evaluation", "reported"), Kind.DATE, note=DATE_NOTE),
    ),
    many=False,
    bare=True,
    about=Text("每个结对每个工作年度一行。", "One row for each pairing and working year."),
)
SERVICE = Table(
    Text("服务记录", "Service"),
    (*YEARS, KEY),
    (PAIRING, YEAR, Column(Text("类别", "role"), kind=Kind.CHOICE, width=9, required=True, choices=ROLES)),
    (
        Column(Text("人员标识", "worker"), ("worker",), Kind.ID, required=True, refers=("workers",)),
        Column(
            Text("第几条", "entry"),
            ("#",),
            Kind.COUNT,
            9,
            note=Text(
                "同一人分几条记录时写 2、3…；一般留空。", "2, 3… when a worker has several entries; usually blank."
            ),
        ),
        Column(Text("开始日期", "from"), ("on",), Kind.FIRST, 13, note=DATE_NOTE),
        Column(
            Text("结束日期", "to"),
            ("on",),
            Kind.LAST,
            13,
            note=Text("包括这一天；只有一天可留空。", "Included; blank for a single day."),
        ),
        Column(
            Text("工作日数", "workdays"),
            ("workdays",),
            Kind.COUNT,
            11,
            note=Text(
                "起止日期内的法定工作日全部计入时留空；只计几天时写几；没有日期时也写在这里。",
                "Blank: all statutory workdays between the dates. A number: so many of them, or days without a date.",
            ),
        ),
    ),
    about=Text("谁在哪几天参与；一段日期一行，一人可有多行。", "Who took part when; one stretch of days a row."),
)
PROJECTS = Table(
    Text("项目", "Projects"),
    (*YEARS, "projects"),
    (PAIRING, YEAR),
    (
        Column(Text("项目名称", "title"), ("title",), width=40),
        Column(Text("状态", "status"), ("status",), Kind.CHOICE, 10, choices=STATUSES),
    ),
    about=Text("服务项目，每个一行。", "Service projects, one row each."),
)
SUPERVISION = Table(
    Text("督导", "Supervision"),
    (*YEARS, "supervision", KEY),
    (PAIRING, YEAR, Column(Text("类别", "kind"), kind=Kind.CHOICE, width=12, required=True, choices=KINDS)),
    (Column(Text("日期", "date"), (), Kind.DATE, 13, note=DATE_NOTE),),
    about=Text("督导，每次一行。", "Sessions of supervision, one row each."),
)
MONEY = Table(
    Text("资金", "Money"),
    (*YEARS, KEY),
    (PAIRING, YEAR, Column(Text("收支", "flow"), kind=Kind.CHOICE, width=9, required=True, choices=FLOWS)),
    (
        Column(
            Text("来源或支出类别", "source or category"),
            ("what",),
            width=26,
            note=Text("收入写来源，支出写类别。", "Where it comes from, or what it was spent on."),
        ),
        Column(Text("金额（元）", "yuan"), ("amount",), Kind.MONEY, 16),
    ),
    about=Text("收到的和支出的每一笔，单位为元。", "Money received and spent, in yuan."),
)
MONEY_KEYS = {"grants": "source", "expenses": "category"}
"""What the column `what` of MONEY is called in the file."""

OUTCOMES = Table(
    Text("成效", "Outcomes"),
    (*YEARS, "outcomes"),
    (PAIRING, YEAR),
    (
        Column(Text("受益人数", "beneficiaries"), ("beneficiaries",), Kind.COUNT),
        Column(Text("建设服务站数", "stations"), ("stations",), Kind.COUNT),
        Column(Text("发展机构数", "organizations"), ("organizations",), Kind.COUNT),
        Column(Text("培养人才数", "professionals"), ("professionals",), Kind.COUNT),
        Column(Text("培训人次", "trainees"), ("trainees",), Kind.COUNT),
    ),
    many=False,
    about=Text("当年取得的成效；0 是零，空是没有记录。", "What the year brought; 0 is zero, blank is not recorded."),
)
SUBMISSIONS = Table(
    Text("报送", "Submissions"),
    ("submissions",),
    (),
    (
        Column(Text("材料名称", "name"), ("name",), width=40, required=True),
        Column(Text("报送日期", "submitted"), ("submitted",), Kind.DATE, note=DATE_NOTE),
    ),
    about=Text("已报送的材料，名称与“要求”中的写法一致。", "Papers handed in, named as in `Requirements`."),
)
WAIVERS = Table(
    Text("豁免", "Waivers"),
    ("waivers",),
    (),
    (
        Column(
            Text("规则编号", "rule"),
            ("rule",),
            Kind.ID,
            12,
            required=True,
            note=Text("如 QS301；编号见 qianshou rules。", "Such as QS301; `qianshou rules` lists them."),
        ),
        Column(Text("结对标识", "pairing"), ("pairing",), Kind.ID, refers=("pairings",), note=ALL_NOTE),
        Column(Text("年度", "year"), ("year",), Kind.YEAR, 9, note=ALL_NOTE),
        Column(Text("理由", "reason"), ("reason",), width=40, required=True),
        Column(Text("批准人或机关", "approved by"), ("approved_by",), width=24, required=True),
        Column(Text("批准文件", "document"), ("document",), width=24),
        Column(Text("有效期至", "expires"), ("expires",), Kind.DATE, 13, note=DATE_NOTE),
    ),
    about=Text("经批准可以不达标的事项。", "Shortfalls that were approved."),
)

TABLES = (
    COUNTIES,
    ORGANIZATIONS,
    LISTED,
    WORKERS,
    PAIRINGS,
    YEAR_SHEET,
    SERVICE,
    PROJECTS,
    SUPERVISION,
    MONEY,
    OUTCOMES,
    SUBMISSIONS,
    WAIVERS,
)
"""Every table, in an order in which each finds what its keys point at already read."""

GUIDE_TITLE = Text("说明", "Guide")
PLAN_TITLE = Text("方案", "Plan")
REQUIREMENTS_TITLE = Text("要求", "Requirements")
KEYS_TITLE = Text("名称对照", "Keys")
LISTS_TITLE = Text("选项", "Choices")
