"""信息审核表, the review form that is handed in on paper: one layout, which each writer puts on a page."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from ..cells import drop_controls
from ..dataset import Dataset, PairingData
from ..model import Attendance, Organization
from ..people import person
from ..regions import division, province_of
from ..texts import Lang, Text, mask

WIDTHS = (8, 28, 10, 20, 16, 28, 28)
"""The columns of the form, in parts of its width."""
SHADE = "EDEDED"
"""The colour behind the headings."""


class Style(StrEnum):
    """What a box is."""

    TITLE = "title"
    LABEL = "label"
    HEAD = "head"
    CENTRE = "centre"
    PROSE = "prose"
    SEAL = "seal"


BOLD = (Style.TITLE, Style.LABEL, Style.HEAD)
"""What is in bold type."""


class Box(NamedTuple):
    """A box of the form; `column` counts from 0, spans are in columns and rows."""

    text: str
    style: Style
    column: int
    columns: int = 1
    rows: int = 1


class Line(NamedTuple):
    """A row of the form, and its least height in millimetres."""

    boxes: tuple[Box, ...]
    height: int = 8


class Form(NamedTuple):
    """One form, named after its plan."""

    name: str
    lines: tuple[Line, ...]


TITLE = Text("“牵手计划”信息审核表", "Review form of the pairing programme")
GOAL = Text("总体目标", "Goal")
GOAL_TEXT = Text(
    "落实《{title}》。方案期间：{period} 年；援派省份：{sender}；受援省份：{receiver}。",
    "Carrying out {title}. Period: {period}; sending province: {sender}; receiving province: {receiver}.",
)
TARGETS = Text("绩效指标\n（期末）", "Targets\n(end of period)")
TARGET_HEADS = (Text("指标", "what"), Text("数量", "how many"))
TARGET_ROWS = {
    "counties": (Text("受益地区数量", "counties"), Text("个", "")),
    "beneficiaries": (Text("预期受益人数", "beneficiaries"), Text("人", "")),
    "stations": (Text("建设社会工作服务站数量", "stations built"), Text("个", "")),
    "organizations": (Text("发展社会工作服务机构数量", "organizations grown"), Text("家", "")),
    "professionals": (Text("培养社会工作专业人才数量", "professionals trained up"), Text("名", "")),
    "trainees": (Text("接受社会工作专业培训人数", "person-times of training"), Text("人次", "")),
}
FUNDS = Text("资金保障", "Funds")
FUND_HEADS = (Text("来源", "source"), Text("金额（万元）", "amount (10,000 yuan)"))
FUND_ROWS = (
    Text("财政资金", "public budget"),
    Text("彩票公益金", "lottery welfare fund"),
    Text("社会资金", "donations and others"),
)
SENDERS = Text("援派机构基本信息", "Senders")
RECEIVERS = Text("受援机构基本信息", "Receivers")
SENDER_HEADS = (
    Text("序号", "no."),
    Text("机构名称", "organization"),
    Text("单位性质", "kind"),
    Text("所在地区", "seat"),
    Text("援派社会工作人才数量", "workers sent"),
    Text("对口单位", "paired with"),
    Text("所在县名称", "county"),
)
RECEIVER_HEADS = (
    *SENDER_HEADS[:4],
    Text("接受帮扶社会工作人才数量", "workers taking part"),
    SENDER_HEADS[5],
    Text("所在区名称", "its seat"),
)
OPINIONS = (
    Text("援派省份民政厅（局）、乡村振兴局审核意见", "Opinion of the sending province's departments"),
    Text("受援省份民政厅（局）、乡村振兴局审核意见", "Opinion of the receiving province's departments"),
)
SEALS = (
    Text("民政厅（局）盖章", "civil affairs, seal"),
    Text("乡村振兴局盖章", "rural revitalization, seal"),
)
DAY = Text("年    月    日", "date")
FILLED_IN = Text(
    "填表人：                联系电话：                填表日期：", "Filled in by:             phone:             date:"
)
LAST = len(WIDTHS)


def form_of(data: Dataset, lang: Lang) -> Form:
    """The form of a programme. What the file does not record, kinds of organizations, funds and contacts stay blank."""
    lines = [
        Line((Box(TITLE.pick(lang), Style.TITLE, 0, LAST),), 16),
        Line((Box(GOAL.pick(lang), Style.LABEL, 0, 2), Box(_goal(data, lang), Style.PROSE, 2, LAST - 2)), 24),
        *_figures(TARGETS, TARGET_HEADS, list(_targets(data, lang)), lang),
        *_figures(FUNDS, FUND_HEADS, [(text.pick(lang), "") for text in FUND_ROWS], lang),
        *_table(SENDERS, SENDER_HEADS, list(_senders(data)), lang),
        *_table(RECEIVERS, RECEIVER_HEADS, list(_receivers(data)), lang),
    ]
    for opinion in OPINIONS:
        seals = "\n\n\n" + "\n\n".join(f"{seal.pick(lang)}        {DAY.pick(lang)}" for seal in SEALS)
        boxes = (Box(opinion.pick(lang), Style.LABEL, 0, 2), Box(seals, Style.SEAL, 2, LAST - 2))
        lines.append(Line(boxes, 45))
    lines.append(Line((Box(FILLED_IN.pick(lang), Style.PROSE, 0, LAST),), 10))
    return Form(data.plan.id, tuple(lines))


def _goal(data: Dataset, lang: Lang) -> str:
    plan = data.plan
    values = {"title": plan.title, "period": str(plan.period)}
    values |= {"sender": plan.sender_province, "receiver": plan.receiver_province}
    return drop_controls(GOAL_TEXT.fill(lang, values))


def _targets(data: Dataset, lang: Lang) -> Iterator[tuple[str, str]]:
    outcomes = data.plan.requirements.outcomes
    for key, (label, unit) in TARGET_ROWS.items():
        number = getattr(outcomes, key, None)
        yield label.pick(lang), "" if number is None else f"{number} {unit.pick(lang)}".strip()


def _figures(label: Text, heads: Sequence[Text], rows: Sequence[tuple[str, str]], lang: Lang) -> Iterator[Line]:
    """A label beside names and numbers."""
    first, second = (head.pick(lang) for head in heads)
    beside = Box(label.pick(lang), Style.LABEL, 0, 2, len(rows) + 1)
    yield Line((beside, Box(first, Style.HEAD, 2, 3), Box(second, Style.HEAD, 5, 2)))
    for name, number in rows:
        yield Line((Box(name, Style.CENTRE, 2, 3), Box(number, Style.CENTRE, 5, 2)))


def _table(title: Text, heads: Sequence[Text], rows: Sequence[Sequence[str]], lang: Lang) -> Iterator[Line]:
    """A title, headings, and numbered rows; one blank row when there are none, to write in."""
    yield Line((Box(title.pick(lang), Style.HEAD, 0, LAST),))
    yield Line(tuple(Box(head.pick(lang), Style.HEAD, number) for number, head in enumerate(heads)), 16)
    for number, row in enumerate(rows or [("",) * (LAST - 1)], 1):
        boxes = [Box(mask(drop_controls(text)), Style.CENTRE, column) for column, text in enumerate(row, 1)]
        yield Line((Box(str(number), Style.CENTRE, 0), *boxes), 9)


def _senders(data: Dataset) -> Iterator[Sequence[str]]:
    for item in data.pairings or ():
        sender, receiver = _both(data, item)
        yield sender.name, "", _seat(sender), _people(data, item, "sent"), receiver.name, _county(data, item)


def _receivers(data: Dataset) -> Iterator[Sequence[str]]:
    for item in data.pairings or ():
        sender, receiver = _both(data, item)
        yield receiver.name, "", _seat(receiver), _people(data, item, "received"), sender.name, _seat(sender)


def _both(data: Dataset, item: PairingData) -> tuple[Organization, Organization]:
    return data.organizations[item.pairing.sender][0], data.organizations[item.pairing.receiver][0]


def _seat(organization: Organization) -> str:
    return organization.province + (organization.district or "")


def _county(data: Dataset, item: PairingData) -> str:
    code = item.pairing.county
    found = division(code)
    name = data.plan.county_names.get(code) or (found.names[-1] if found else "")
    return (province_of(code) or data.plan.receiver_province) + name if name else ""


def _people(data: Dataset, item: PairingData, role: str) -> str:
    """How many persons the latest year of the plan that records them has; blank when none does."""
    for year, (record, _) in sorted(item.years.items(), reverse=True):
        attendances: Sequence[Attendance] | None = getattr(record, role)
        if attendances is not None and year in data.plan.period:
            taking_part = [attendance.worker for attendance in attendances if attendance.service != ()]
            return str(len({person(data.workers[name][0]) for name in taking_part}))
    return ""
