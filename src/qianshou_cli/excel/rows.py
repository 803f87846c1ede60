"""Data of a file → the rows of every sheet."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..spans import Path
from ..texts import Lang
from .columns import EMPTY, NO, WHOLE, Column, Kind, Table, value_at
from .layout import MONEY, MONEY_KEYS, SERVICE
from .parameters import PARAMETERS, requirement_columns
from .plan_items import PLAN
from .values import CellValue, shown

Row = list[CellValue]


def plan_cells(data: Mapping[str, Any], lang: Lang) -> Row:
    """What stands beside the names on the sheet of the plan."""
    return _cells(data, PLAN, lang, bare=True)


def requirement_rows(data: Mapping[str, Any], lang: Lang) -> Iterator[Row]:
    """One row for each value of each parameter; a requirement without any has one row."""
    columns = requirement_columns()
    requirements = data.get("plan", {}).get("requirements")
    if requirements == {}:
        yield [EMPTY.pick(lang), None, None, None, None]
    for name, parameters in (requirements or {}).items():
        label = shown(name, columns[0], lang)
        if not parameters:
            yield [label, None, None, None, None]
        for key, value in parameters.items():
            parameter = PARAMETERS[key]
            start = [label, shown(key, columns[1], lang)]
            if value == []:
                yield [*start, None, None, NO.pick(lang)]
            for item in value if parameter.column.each else [value]:
                due = item["due"] if key == "items" else None
                said = shown(item["name"] if key == "items" else item, parameter.column, lang)
                yield [*start, said, shown(due, columns[3], lang), None]


def table_rows(data: Mapping[str, Any], table: Table, lang: Lang) -> Iterator[Row]:
    """The rows of a table; headings are not among them."""
    for keys, node in _places(data, table):
        start = [
            shown(key, column, lang) if key is not None else EMPTY.pick(lang)
            for key, column in zip(keys, table.keys, strict=True)
        ]
        if not table.many or node is None:
            contents = [_cells(node, table.columns, lang, table.bare)]
        elif table is SERVICE:
            contents = list(_service(node, lang))
        elif table is MONEY:
            key = MONEY_KEYS[keys[-1]]
            renamed = [{("what" if name == key else name): value for name, value in item.items()} for item in node]
            contents = [_cells(item, table.columns, lang) for item in renamed]
        else:
            contents = [_cells(item, table.columns, lang) for item in node]
        if not table.many:
            yield from ([*start, *row] for row in contents)
        elif node == []:
            yield [*start, *[None] * len(table.columns), NO.pick(lang)]
        else:
            yield from ([*start, *row, *[None] * (1 + len(table.columns) - len(row))] for row in contents)


def _places(data: Any, table: Table) -> Iterator[tuple[list[Any], Any]]:
    """Every place that the table's steps lead to, with its keys; (…, None) and None where the last key has no value."""
    found: list[tuple[list[Any], Any]] = [([], data)]
    for number, step in enumerate(table.steps):
        last = number == len(table.steps) - 1
        following: list[tuple[list[Any], Any]] = []
        for keys, node in found:
            if isinstance(step, str):
                following += [(keys, node[step])] if step in node else []
                continue
            choices = table.keys[len(keys)].choices
            if last and not node and table.emptied:
                following.append(([*keys, None], None))
            elif isinstance(node, list):
                following += [([*keys, item["id"]], item) for item in node]
            else:
                following += [([*keys, key], below) for key, below in node.items() if choices is None or key in choices]
        found = following
    yield from found


def _cells(item: Any, columns: Sequence[Column], lang: Lang, bare: bool = False) -> Row:
    """The cells of one item; a group that is there and empty is marked in a cell that holds no free text."""
    row: Row = []
    marked: set[Path] = {()} if bare or item is None else set()
    for column in columns:
        group = column.path[:-1]
        if value_at(item, group) == {} and column.kind is not Kind.TEXT and group not in marked:
            marked.add(group)
            row.append(EMPTY.pick(lang))
        else:
            row.append(shown(value_at(item, column.path), column, lang))
    return row


def _service(attendances: Sequence[Mapping[str, Any]], lang: Lang) -> Iterator[Row]:
    """One row for each stretch of days; a worker's further entries are numbered."""
    times: dict[str, int] = {}
    for attendance in attendances:
        worker = attendance["worker"]
        times[worker] = times.get(worker, 0) + 1
        number = times[worker] if times[worker] > 1 else None
        services = attendance.get("service")
        if not services:
            yield [worker, number, None, None, None, NO.pick(lang) if services == [] else None]
        for service in services or ():
            claim = service if isinstance(service, dict) else {"on": service}
            row = _cells({"worker": worker, "#": number, **claim}, SERVICE.columns, lang)
            if isinstance(service, dict) and "workdays" not in service:
                row[-1] = WHOLE.pick(lang)
            yield row
