"""The clauses of the plans whose data files come with the project, and how requirements are shown."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from ..texts import Text
from ..yaml_reader import read


class Shipped(NamedTuple):
    """A plan of `data/`, as far as the reference needs it."""

    id: str
    title: str
    requirements: Mapping[str, Mapping[str, Any]]
    """What the plan asks for, as its data file writes it."""

    def clauses(self, key: str) -> tuple[str, ...]:
        """The clauses that a requirement rests on; none when the plan does not ask for it."""
        clause = self.requirements.get(key, {}).get("clause", ())
        return (clause,) if isinstance(clause, str) else tuple(clause)

    def parameters(self, key: str) -> str:
        """The parameters of a requirement, as YAML on one line; empty when it has none."""
        values = {name: value for name, value in self.requirements.get(key, {}).items() if name != "clause"}
        return _flow(values) if values else ""


@cache
def shipped() -> tuple[Shipped, ...]:
    """The plans of `data/`, from the extract that comes with the package."""
    extract = json.loads(files(__package__).joinpath("plans.json").read_text("utf-8"))
    return tuple(Shipped(plan["id"], plan["title"], plan["requirements"]) for plan in extract)


def extract(raw_files: Mapping[str, bytes]) -> str:
    """What `plans.json` is to hold, made from the data files. Raises InputError for a file that cannot be read."""
    plans = [read(raw, name).data["plan"] for name, raw in sorted(raw_files.items())]
    kept = [{key: plan[key] for key in ("id", "title", "requirements")} for plan in plans]
    return json.dumps(kept, ensure_ascii=False, indent=1) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return str(value)


class Note(NamedTuple):
    """A clause that no requirement key stands for: which rule looks at it all the same, or why none can."""

    plans: tuple[str, ...]
    clause: str
    what: Text
    rule: str | None
    why: Text


_SHANGHAI, _QINGHAI = "shanghai-gansu", "zhejiang-qinghai"
_BOTH = (_SHANGHAI, _QINGHAI)
_OFFICES = Text(
    "文件记的是结对，不记机关的工作，无从核对。",
    "The files record pairings, not the work of offices; there is nothing to check it against.",
)
_JUDGEMENT = Text(
    "要由人评议，不是日期和数字能证明的。", "It takes somebody's judgement; dates and numbers do not prove it."
)

_YEARLY = Text("方案没有写明；按每个工作年度核对。", "The plan does not say; it is asked for every working year.")

NOTES = (
    Note(
        _BOTH,
        "一",
        Text("实施期间", "the years it runs"),
        "QS303",
        Text(
            "写在 plan.period；期间以外的服务不计，期间以外的年度不判断。",
            "Written as plan.period; service outside it does not count, years outside it are not judged.",
        ),
    ),
    Note(
        _BOTH,
        "二（三）1",
        Text("建站、打造品牌项目", "building stations, brand projects"),
        None,
        Text(
            "方案定了建站数量的，由成效指标核对；项目是否成为品牌要由人评议。",
            "Where the plan gives a number of stations it is a target; whether a project is a brand takes judgement.",
        ),
    ),
    Note(
        _BOTH,
        "二（三）2",
        Text("扶持机构的方式", "ways to help organizations grow"),
        None,
        Text(
            "方案列举的是可选的做法；培育的数量另有规则核对。",
            "The plan lists possible ways; rules check how many are grown.",
        ),
    ),
    Note(
        _BOTH,
        "二（三）3",
        Text("培训和督导受援机构的人员", "training and supervising the receivers' staff"),
        None,
        Text(
            "方案要求去做，但没有定次数和人数；方案另定了培养数量的，由成效指标核对。",
            "The plan wants it done without saying how often or for how many; where it sets numbers elsewhere they are "
            "targets of the period.",
        ),
    ),
    Note(_BOTH, "二（三）4", Text("制度建设", "setting up systems"), None, _JUDGEMENT),
    Note(
        (_SHANGHAI,),
        "二（四）2",
        Text("遴选援派机构的政治、管理等条件", "political and other conditions for choosing senders"),
        None,
        _JUDGEMENT,
    ),
    Note((_SHANGHAI,), "二（四）3", Text("多久拟订一次帮扶计划", "how often a plan is drawn up"), "QS109", _YEARLY),
    Note(
        (_SHANGHAI,),
        "二（四）4",
        Text("督导次数", "how often there is supervision"),
        "QS402",
        Text(
            "方案没有定次数；内部、外部督导各按每个工作年度至少一次核对（QS402、QS403）。",
            "The plan gives no number; inside and outside supervision are each asked for once a working year at least "
            "(QS402, QS403).",
        ),
    ),
    Note((_SHANGHAI,), "二（四）5", Text("多久总结评估一次", "how often it is summed up"), "QS404", _YEARLY),
    Note((_SHANGHAI,), "二（五）1", Text("机关的职责", "duties of government offices"), None, _OFFICES),
    Note(
        (_SHANGHAI,),
        "二（五）2",
        Text("援派、受援机构拟订计划、签订协议", "sender and receiver draw up the plan and sign the agreement"),
        "QS108",
        Text(
            "与二（四）2、二（四）3 是同一件事，按那两条核对；年度帮扶计划由 QS109 核对。",
            "The same as 二（四）2 and 二（四）3, and judged as these ask; QS109 looks at the yearly assistance plan.",
        ),
    ),
    Note((_QINGHAI,), "二（五）1", Text("省级机关的职责", "duties of provincial offices"), None, _OFFICES),
    Note((_QINGHAI,), "二（五）2", Text("县级机关的职责", "duties of county offices"), None, _OFFICES),
    Note(
        _BOTH,
        "三（二）",
        Text("激励", "incentives"),
        None,
        Text(
            "表彰和优先推荐由机关决定，不是结对的义务。",
            "Awards and recommendations are for offices to give; they are no duty of a pairing.",
        ),
    ),
    Note(_BOTH, "三（三）", Text("宣传", "publicity"), None, _JUDGEMENT),
    Note(
        _BOTH,
        "三（四）",
        Text("疫情防控", "epidemic control"),
        None,
        Text(
            "方案指向当地的防控要求，没有可记录的指标。",
            "The plan refers to local requirements and names nothing that could be recorded.",
        ),
    ),
    Note(
        (_SHANGHAI,),
        "附件2",
        Text("资金总额、每家援派和受援的计划人数", "total funds, planned workers of each organization"),
        None,
        Text(
            "表中是计划数，不是对单个结对的要求；人数要求见二（四）3。",
            "The table plans these figures and asks none of a single pairing; the workers required are in 二（四）3.",
        ),
    ),
)
"""What the two plans say beyond the requirements in their data files."""


def clause_order(clause: str) -> tuple[int, ...]:
    """Sorts clauses as the document has them: 一, 二（一）, 二（四）2, 附件1."""
    numerals = "一二三四五六七八九十"
    parts = re.findall("[一二三四五六七八九十]|[0-9]+", clause)
    numbers = tuple(numerals.index(part) + 1 if part in numerals else int(part) for part in parts)
    return (clause.startswith("附件"), *numbers)
