"""What the file says in a word of its own, and how a cell says it."""

from typing import get_args

from ..model.records import ROLES
from ..model.requirements import LEVELS, MODES, PARTIES, CertificateLevel
from ..texts import Text

__all__ = ["BASES", "CERTIFICATES", "FLAGS", "FLOWS", "KINDS", "LEVELS", "MODES", "PARTIES", "ROLES", "STATUSES"]

CERTIFICATES = {name: Text(name, name) for name in get_args(CertificateLevel)}
STATUSES = {
    "planned": Text("计划中", "planned"),
    "running": Text("实施中", "running"),
    "completed": Text("已完成", "completed"),
    "cancelled": Text("已取消", "cancelled"),
}
KINDS = {"internal": Text("内部督导", "internal"), "external": Text("外部督导", "external")}
FLOWS = {"grants": Text("收入", "received"), "expenses": Text("支出", "spent")}
BASES = {"total": Text("全体合计", "all together"), "each": Text("每人各自", "each worker")}
FLAGS = {"true": Text("是", "yes"), "false": Text("否", "no")}
