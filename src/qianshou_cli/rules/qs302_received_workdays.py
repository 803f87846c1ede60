"""QS302 received-workdays: the receiver's workers took part for enough statutory workdays in the working year."""

from collections.abc import Sequence

from ..findings import Severity
from ..judging import workdays
from ..mends import DATES, RECEIVED
from ..model.requirements import Workdays
from ..rule import Card, Context, Hit, Rule
from ..subjects import Kind, PairingYear
from ..texts import Text

CARD = Card(
    id="QS302",
    name="received-workdays",
    severity=Severity.ERROR,
    cumulative=True,
    subject=Kind.PAIRING_YEAR,
    always=False,
    sides=("received",),
    title=Text("受援机构人员工作日", "receiver's workers' workdays"),
    asks=Text(
        "每个工作年度受援机构人员参与计划的法定工作日不少于规定天数：合计（total）或每人（each）。",
        "The receiver's workers take part for at least so many statutory workdays a working year: together (total) or each of them (each).",
    ),
    why=Text("本地人员投入时间，才学得到、留得住。", "Local workers learn by taking part."),
    messages={
        "total": Text(
            "受援人员合计 {actual} 个工作日，要求至少 {required} 个，还差 {missing} 个",
            "workdays of the receiver's workers together: {actual}, at least {required} required, {missing} missing",
        ),
        "total-at-most": Text(
            "受援人员合计 {actual} 个工作日，把可能落在不能计的日子的都算上也只有 {most} 个，要求至少 {required} 个",
            "workdays of the receiver's workers together: {actual}; {most} with those that may lie on days that do not count; at least "
            "{required} required",
        ),
        "service-missing": Text(
            "受援人员已记录合计 {actual} 个工作日，要求至少 {required} 个；{workers} 的参与时间（service）未记全",
            "workdays of the receiver's workers on record: {actual}, at least {required} required; "
            "`service` of {workers} is not fully recorded",
        ),
        "service-none": Text(
            "{workers} 的参与时间（service）未记录，要求受援人员合计至少 {required} 个工作日",
            "`service` of {workers} is not recorded; workdays required of the receiver's workers together: at least "
            "{required}",
        ),
        "each": Text(
            "{workers} 不足每人 {required} 个工作日（最少的一人 {actual} 个）",
            "fewer workdays than the {required} required of each: {workers} (the least: {actual})",
        ),
        "each-served": Text(
            "受援机构每名人员至少 {actual} 个工作日，要求每人 {required} 个",
            "workdays of each worker of the receiver: {actual} or more; required of each: {required}",
        ),
        "days-vague": Text(
            "受援人员合计 {actual} 个工作日，要求至少 {required} 个；{workers} 另有 {uncertain} 个可能落在不能计的日子，无法判断；"
            "请写明是哪几天",
            "workdays of the receiver's workers together: {actual}, at least {required} required; {uncertain} more, of {workers}, may lie on days "
            "that do not count; record which days they were",
        ),
        "each-vague": Text(
            "{workers} 有工作日可能落在不能计的日子，是否满每人 {required} 个无法判断（确定的最少 {actual} 个）；请写明是哪几天",
            "some workdays of {workers} may lie on days that do not count; each must take part for {required} "
            "(least that is certain: {actual}); record which days they were",
        ),
        "nobody": Text(
            "受援机构没有人员参与，要求每人至少 {required} 个工作日",
            "nobody of the receiver took part; workdays required of each: {required}",
        ),
        "each-missing": Text(
            "{workers} 的参与时间（service）未记全，要求每人至少 {required} 个工作日（已记录最少的 {actual} 个）",
            "`service` of {workers} is not fully recorded; workdays required of each: {required} (least recorded: {actual})",
        ),
        "each-none": Text(
            "{workers} 的参与时间（service）未记全，要求每人至少 {required} 个工作日",
            "`service` of {workers} is not fully recorded; workdays required of each: {required}",
        ),
        "not-recorded": Text(
            "受援机构参与人员（received）未记录，要求至少 {required} 个工作日",
            "`received` is not recorded; workdays required: at least {required}",
        ),
    },
    fix=Text(
        "增加参与时间，或补记 service；qianshou why 逐日列出计算过程。",
        "Take part for more days, or record `service`; `qianshou why` shows the count day by day.",
    ),
    fixes={"not-recorded": RECEIVED, **dict.fromkeys(("days-vague", "each-vague"), DATES)},
)


def check(year: PairingYear, requirement: Workdays, context: Context) -> Sequence[Hit]:
    """The workdays of the receiver's workers against the minimum."""
    return workdays(year.received, requirement, year.place.at("received"))


RULE = Rule(CARD, check)
