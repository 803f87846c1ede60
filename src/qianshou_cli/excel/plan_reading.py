"""The sheets of the plan and of its requirements → the plan of a draft."""

from collections.abc import Iterable

from ..errors import Problem
from ..spans import Path
from ..texts import excerpt
from .book import Draft
from .columns import NONE, Cell, Column
from .parameters import PARAMETERS, parameters_of, requirement_columns, requirement_labels, value_column
from .plan_items import PLAN, PLAN_COLUMNS
from .sheets import Record, any_filled
from .values import is_empty_mark, is_mark, quoted


def read_plan(draft: Draft, records: Iterable[Record]) -> None:
    """A name and a value in each row; what somebody wrote in the place of a note would be lost unseen."""
    names = {name: column for column in PLAN for name in column.header}
    seen: set[Column] = set()
    item, value, about = PLAN_COLUMNS
    for record in records:
        name, cell = record[item]
        column = names.get(str(name.value).strip())
        note = record[about][0]
        if not note.blank and not (column and column.note and is_mark(note, column.note)):
            draft.wrong(record[about][1], "not-read", column=about.header, value=value.header)
        if name.blank and record[value][0].blank:
            continue
        if column is None:
            draft.wrong(cell, "unknown-item", given=excerpt(str(name.value or "")))
        elif column in seen:
            draft.wrong(cell, "twice-item", given=column.header)
        else:
            seen.add(column)
            draft.fields((column,), {column: record[value]}, ())


def read_requirement(draft: Draft, record: Record) -> None:
    """A requirement, and one value of one of its parameters."""
    requirement, *rest = requirement_columns()
    parameter, value, due, _ = rest
    if is_empty_mark(record[requirement][0], requirement):
        draft.nothing_in(("plan", "requirements"), record[requirement][1], record, rest)
        return
    name = draft.key(record, requirement)
    if name is None:
        return
    path: Path = ("plan", "requirements", name)
    draft.book.locate(path, record[requirement][1], requirement)
    draft.book.make(path, {})
    allowed = quoted(PARAMETERS[key].label for key in parameters_of(name))
    says = any_filled(record, (value, due, NONE))
    key = draft.value(*record[parameter], parameter)
    if key is None:
        if says and record[parameter][0].blank:
            draft.wrong(record[parameter][1], "parameter-blank", allowed=allowed)
    elif key not in parameters_of(name):
        label = requirement_labels()[name]
        given = PARAMETERS[key].label
        draft.wrong(record[parameter][1], "parameter-not-taken", requirement=label, given=given, allowed=allowed)
    elif not says:
        draft.keys_only(record[value][1], many=PARAMETERS[key].column.each)
    else:
        _parameter(draft, record, (*path, key), key)


def _parameter(draft: Draft, record: Record, path: Path, key: str) -> None:
    """One value of a parameter."""
    _, parameter, value, due, none = requirement_columns()
    said_in = value_column(str(path[-2]), key)
    if said_in.each:
        items = draft.list(path, {**record, said_in: record[value]}, (said_in, due))
        if items is None:
            return
        items.append({})
        path = (*path, len(items) - 1)
    elif not draft.once(path, None, record[parameter][1]):
        return
    elif not record[none][0].blank:
        draft.wrong(record[none][1], "none-of-one", none=none.header, given=PARAMETERS[key].label, value=value.header)
    said = draft.value(*record[value], said_in)
    if key == "items":
        draft.book.locate((*path, "name"), record[value][1], said_in)
        if said is not None:
            draft.book.put((*path, "name"), said)
            _paper(draft, said, record[value][1])
        draft.fields((due,), record, path)
        return
    if not record[due][0].blank:
        draft.wrong(record[due][1], "due-alone")
    draft.book.locate(path, record[value][1], said_in)
    draft.book.put(path, said)


def _paper(draft: Draft, name: str, cell: Cell) -> None:
    """Note that a paper is listed twice: one that is handed in would do for both."""
    first = draft.papers.setdefault(name, cell)
    if first is not cell:
        draft.problems.append(Problem("QS005", "paper", cell, {"id": name, "first": str(first)}, (first,)))
