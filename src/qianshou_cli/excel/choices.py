"""What the file says in a word of its own, and how a cell says it."""

from ..texts import Text

MODES = {"cross_province": Text("跨省帮扶", "cross-province"), "in_province": Text("省内帮扶", "in-province")}
LEVELS = {
    "county": Text("县级", "county"),
    "prefecture": Text("市州级", "prefecture"),
    "province": Text("省级", "province"),
}
PARTIES = {
    "sender_province": Text("援派省份民政部门", "sending province"),
    "receiver_province": Text("受援省份民政部门", "receiving province"),
    "sender": Text("援派机构", "sender"),
    "receiver": Text("受援机构", "receiver"),
}
CERTIFICATES = {name: Text(name, name) for name in ("无", "助理社会工作师", "社会工作师", "高级社会工作师")}
STATUSES = {
    "planned": Text("计划中", "planned"),
    "running": Text("实施中", "running"),
    "completed": Text("已完成", "completed"),
    "cancelled": Text("已取消", "cancelled"),
}
ROLES = {"sent": Text("援派", "sent"), "received": Text("受援", "received")}
KINDS = {"internal": Text("内部督导", "internal"), "external": Text("外部督导", "external")}
FLOWS = {"grants": Text("收入", "received"), "expenses": Text("支出", "spent")}
BASES = {"total": Text("全体合计", "all together"), "each": Text("每人各自", "each worker")}
FLAGS = {"true": Text("是", "yes"), "false": Text("否", "no")}
