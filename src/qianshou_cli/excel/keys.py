"""Where in a workbook each key of a file is filled in, for people who are told of a key and only have the workbook."""

from collections.abc import Iterator
from typing import NamedTuple

from ..texts import Lang, Text
from .columns import NO, NONE, Column, Kind, Table
from .layout import MONEY, MONEY_KEYS, PLAN_TITLE, REQUIREMENTS_TITLE, SERVICE, TABLES
from .parameters import PARAMETERS, requirement_labels
from .plan_items import PLAN

ROW_EACH = Text("每行一项", "a row each")
AS_NONE = Text("{rows}；写 [] 即在“{none}”一栏选“{no}”", "{rows}; `[]` is `{no}` under `{none}`")
"""For the key of a list."""


class Filled(NamedTuple):
    """A key as `docs/format.md` writes it, the sheet that holds it, and the column or what its rows are about."""

    key: str
    sheet: Text
    column: Text


def filled() -> Iterator[Filled]:
    """Every key that a workbook holds, in the order of its sheets."""
    for column in PLAN:
        yield Filled(".".join(map(str, column.path)), PLAN_TITLE, column.header)
    for name, label in requirement_labels().items():
        yield Filled(f"plan.requirements.{name}", REQUIREMENTS_TITLE, label)
    for name, parameter in PARAMETERS.items():
        yield Filled(f"plan.requirements.<requirement>.{name}", REQUIREMENTS_TITLE, parameter.label)
    for table in TABLES:
        yield from _of_table(table)


def _of_table(table: Table) -> Iterator[Filled]:
    for stem, choice, rows in _stems(table):
        yield Filled(stem, table.title, _or_none(rows) if table.many else rows)
        item = f"{stem}[]" if table.many else stem
        for column in table.columns:
            for key in _keys(table, column, choice):
                yield Filled(f"{item}.{key}" if key else item, table.title, column.header)


def _stems(table: Table) -> Iterator[tuple[str, str, Text]]:
    """Each key whose value is the rows of the table, which choice of its last column that is, and the same in words."""
    stem, keys = "", iter(table.keys)
    for step in table.steps:
        if isinstance(step, str):
            stem = f"{stem}.{step}".removeprefix(".")
            continue
        column = next(keys)
        if column.choices:  # always the last step
            for choice, label in column.choices.items():
                head = column.header
                yield f"{stem}.{choice}", choice, Text(f"{head.zh}：{label.zh}", f"{head.en}: {label.en}")
            return
        stem += ".<year>" if column.kind is Kind.YEAR else "[]"
    yield stem, "", ROW_EACH


def _or_none(rows: Text) -> Text:
    return Text(*(AS_NONE.fill(lang, {"rows": rows, "none": NONE.header, "no": NO}) for lang in Lang))


def _keys(table: Table, column: Column, choice: str) -> Iterator[str]:
    """From an item of the table to what a column holds; nothing for a column that no key stands for."""
    key = ".".join(map(str, column.path))
    if table is MONEY and key == "what":
        yield MONEY_KEYS[choice]
    elif table is SERVICE and key != "worker":
        if key != "#":
            yield f"service[].{key}"
    else:
        yield key
