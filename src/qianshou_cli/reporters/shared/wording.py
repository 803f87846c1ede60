"""The wording of the views that a person reads, in both languages."""

from typing import NamedTuple

from ...findings import Status
from ...texts import Lang, Text


class Words(NamedTuple):
    """Headings and counts in one language."""

    as_of: str
    pairings: str
    pairings_unrecorded: str
    counties: str
    counties_unrecorded: str
    period: str
    whole: str
    pairing: str
    legend: str
    legend_known: str
    fix: str
    empty: str
    empty_years: str
    maybe_refused: str
    more: str
    places: str
    files: str
    total: str
    weights: str
    strict: str
    known: str
    nothing: str


ZH = Words(
    as_of="截至 {date}",
    pairings="{n} 个结对",
    pairings_unrecorded="结对未记录",
    counties="{n} 个受援县",
    counties_unrecorded="受援县未记录",
    period="{years} 年",
    whole="（全方案）",
    pairing="结对（县）",
    legend="格中为最重的状态和条数：不符 = 不符合，缺 = 数据不足，未到 = 未到期，豁免 = 已豁免，- = 没有可判断的要求",
    legend_known="，已知 = 只有基线里已有的问题",
    fix="改法：",
    empty="没有任何记录，{n} 项要求无法判断",
    empty_years="{years} 年没有任何记录，{n} 项要求无法判断",
    maybe_refused="（有文件未能检查，记录可能在其中）",
    more="另有 {n} 条未显示（{counts}）；用 --limit findings=N 或 -o 文件 查看全部",
    places="另有 {n} 处",
    files="无法检查的输入",
    total="共 {programs} 个方案、{pairings}：{counts}{weights}{strict}{known}",
    weights="（不符合中错误 {errors}，警告 {warnings}）",
    strict="；按 --strict，数据不足视同不符合",
    known="；另有 {n} 条基线里已有，没有列出",
    nothing="没有检查任何方案",
)
EN = Words(
    as_of="as of {date}",
    pairings="pairings: {n}",
    pairings_unrecorded="pairings not recorded",
    counties="counties: {n}",
    counties_unrecorded="counties not recorded",
    period="{years}",
    whole="(whole plan)",
    pairing="pairing (county)",
    legend="Each cell: the worst status and how many; ? = unknown, due = pending, - = nothing to judge",
    legend_known=", known = only what the baseline knows",
    fix="mend: ",
    empty="no record at all; requirements that cannot be judged: {n}",
    empty_years="{years}: no record at all; requirements that cannot be judged: {n}",
    maybe_refused=" (a file could not be checked; it may hold them)",
    more="{n} more not shown ({counts}); see all with --limit findings=N or -o FILE",
    places="{n} more",
    files="Inputs that could not be checked",
    total="plans: {programs}, {pairings}; {counts}{weights}{strict}{known}",
    weights=" (of the fails, error {errors}, warning {warnings})",
    strict="; with --strict, what is unknown counts as failed",
    known="; {n} more that the baseline knows are not listed",
    nothing="no plan was checked",
)

GROUPS = {
    "1": Text("安排", "set-up"),
    "2": Text("人员", "workers"),
    "3": Text("工日", "days"),
    "4": Text("项目", "projects"),
    "5": Text("资金", "money"),
    "6": Text("成效", "outcomes"),
    "9": Text("数据", "data"),
}
"""The columns of the matrix, by the digit of the rules' hundreds."""

SHORT = {
    Status.FAIL: Text("不符", "fail"),
    Status.UNKNOWN: Text("缺", "?"),
    Status.PENDING: Text("未到", "due"),
    Status.WAIVED: Text("豁免", "waived"),
    Status.PASS: Text("符合", "pass"),
}
"""The statuses as a cell of the matrix says them."""


def words_in(lang: Lang) -> Words:
    """The wording in that language."""
    return ZH if lang is Lang.ZH else EN
