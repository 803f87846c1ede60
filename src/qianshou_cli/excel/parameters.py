"""The sheet of requirements: one row for each value of each parameter, because every requirement has others."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple, get_args

from ..model.requirements import BASES, LEVELS, MODES, PARTIES, Requirements
from ..texts import Text
from .columns import NONE, Column, Kind
from .layout import CERTIFICATES, DATE_NOTE


class Parameter(NamedTuple):
    """A parameter of requirements, as the sheet shows it."""

    label: Text
    column: Column
    """How its value, or each of several, is written."""


def _parameter(
    zh: str, en: str, kind: Kind, choices: Mapping[str, Text] | None = None, *, many: bool = False
) -> Parameter:
    return Parameter(Text(zh, en), Column(Text("值", "value"), kind=kind, choices=choices, each=many))


FLAGS = {"true": Text("是", "yes"), "false": Text("否", "no")}

PARAMETERS = {
    "clause": _parameter("条款", "clause", Kind.TEXT, many=True),
    "min": _parameter("至少", "at least", Kind.COUNT),
    "basis": _parameter("计算方式", "counted", Kind.CHOICE, BASES),
    "cross_province": _parameter("跨省援派机构数", "cross-province senders", Kind.COUNT),
    "in_province": _parameter("省内援派机构数", "in-province senders", Kind.COUNT),
    "level": _parameter("层级", "level", Kind.CHOICE, LEVELS),
    "parties": _parameter("签署方", "party", Kind.CHOICE, PARTIES, many=True),
    "levels": _parameter("认可的证书等级", "accepted level", Kind.CHOICE, CERTIFICATES, many=True),
    "min_years": _parameter("至少年数", "full years", Kind.COUNT),
    "reported": _parameter("须上报", "must be reported", Kind.CHOICE, FLAGS),
    "modes": _parameter("适用的帮扶方式", "mode", Kind.CHOICE, MODES, many=True),
    "categories": _parameter("允许的支出类别", "allowed category", Kind.NAME, many=True),
    "counties": _parameter("受益县数", "counties", Kind.COUNT),
    "beneficiaries": _parameter("受益人数", "beneficiaries", Kind.COUNT),
    "stations": _parameter("服务站数", "stations", Kind.COUNT),
    "organizations": _parameter("机构数", "organizations", Kind.COUNT),
    "professionals": _parameter("专业人才数", "professionals", Kind.COUNT),
    "trainees": _parameter("培训人次", "trainees", Kind.COUNT),
    "items": _parameter("材料", "paper", Kind.TEXT, many=True),
}
YUAN = _parameter("至少", "at least", Kind.MONEY).column
DUE = Column(Text("截止日期", "due"), ("due",), Kind.DATE, 13, note=DATE_NOTE)
VALUE_NOTE = Text("每行一个值，几个值分几行；零写 0。", "One value a row, a row for each of several; 0 for zero.")


@cache
def requirement_labels() -> dict[str, Text]:
    """What each requirement is called, as the model describes it."""
    return {
        name: next(item for item in field.metadata if isinstance(item, Text))
        for name, field in Requirements.model_fields.items()
    }


def parameters_of(requirement: str) -> list[str]:
    """The parameters that a requirement takes."""
    model = next(kind for kind in get_args(Requirements.model_fields[requirement].annotation) if kind is not type(None))
    return list(model.model_fields)


def value_column(requirement: str, parameter: str) -> Column:
    """How a value of the parameter is written: the least of a grant is money, that of all else is counted."""
    return YUAN if (requirement, parameter) == ("grant", "min") else PARAMETERS[parameter].column


@cache
def requirement_columns() -> tuple[Column, ...]:
    """The columns of the sheet."""
    labels = {name: parameter.label for name, parameter in PARAMETERS.items()}
    return (
        Column(Text("要求", "requirement"), ("requirement",), Kind.CHOICE, 28, True, requirement_labels()),
        Column(Text("参数", "parameter"), ("parameter",), Kind.CHOICE, 20, choices=labels),
        Column(Text("值", "value"), ("value",), width=32, note=VALUE_NOTE),
        DUE,
        NONE,
    )
