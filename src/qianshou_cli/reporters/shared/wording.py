"""The wording of the views that a person reads, in both languages."""

from ...findings import Status
from ...texts import Text

AS_OF = Text("截至 {date}", "as of {date}")
PERIOD = Text("{years} 年", "{years}")
PAIRINGS = Text("{n} 个结对", "pairings: {n}")
PAIRINGS_UNRECORDED = Text("结对未记录", "pairings not recorded")
COUNTIES = Text("{n} 个受援县", "counties: {n}")
COUNTIES_UNRECORDED = Text("受援县未记录", "counties not recorded")

WHOLE = Text("（全方案）", "(whole plan)")
PAIRING = Text("结对（县）", "pairing (county)")
LEGEND = Text(
    "格中为最重的状态和条数：不符 = 不符合，缺 = 数据不足，未到 = 未到期，豁免 = 已豁免，- = 没有可判断的要求",
    "Each cell: the worst status and how many; ? = unknown, due = pending, - = nothing to judge",
)
LEGEND_KNOWN = Text("，已知 = 只有基线里已有的问题", ", known = only what the baseline knows")

FILES = Text("无法检查的输入", "Inputs that could not be checked")
FIX = Text("改法：", "mend: ")
PLACES = Text("另有 {n} 处", "{n} more")
EMPTY = Text("没有任何记录，{n} 项要求无法判断", "no record at all; requirements that cannot be judged: {n}")
EMPTY_YEARS = Text(
    "{years} 年没有任何记录，{n} 项要求无法判断", "{years}: no record at all; requirements that cannot be judged: {n}"
)
MAYBE_REFUSED = Text("（有文件未能检查，记录可能在其中）", " (a file could not be checked; it may hold them)")
MORE = Text(
    "另有 {n} 条未显示（{counts}）；用 --limit findings=N 或 -o 文件 查看全部",
    "{n} more not shown ({counts}); see all with --limit findings=N or -o FILE",
)

TOTAL = Text(
    "共 {programs} 个方案、{pairings}：{counts}{weights}{strict}{known}",
    "plans: {programs}, {pairings}; {counts}{weights}{strict}{known}",
)
WEIGHTS = Text("（不符合中错误 {errors}，警告 {warnings}）", " (of the fails, error {errors}, warning {warnings})")
STRICT = Text("；按 --strict，数据不足视同不符合", "; with --strict, what is unknown counts as failed")
KNOWN = Text("；另有 {n} 条基线里已有，没有列出", "; {n} more that the baseline knows are not listed")
NOTHING = Text("没有检查任何方案", "no plan was checked")

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
