"""What the file says in a word of its own, and how a cell says it."""

from typing import get_args

from ..model.records import ROLES, STATUSES
from ..model.requirements import BASES, LEVELS, MODES, PARTIES, CertificateLevel
from ..texts import Text

__all__ = ["BASES", "CERTIFICATES", "FLAGS", "FLOWS", "KINDS", "LEVELS", "MODES", "PARTIES", "ROLES", "STATUSES"]

CERTIFICATES = {name: Text(name, name) for name in get_args(CertificateLevel)}
KINDS = {"internal": Text("内部督导", "internal"), "external": Text("外部督导", "external")}
FLOWS = {"grants": Text("收入", "received"), "expenses": Text("支出", "spent")}
FLAGS = {"true": Text("是", "yes"), "false": Text("否", "no")}
