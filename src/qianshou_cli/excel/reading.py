"""The rows of every sheet → a model, by the same checks as a file's; or every problem, at its cell."""

import re
from collections.abc import Mapping, Sequence

from ..errors import InputError, Problem
from ..limits import Limits
from ..load import build
from ..model import ProgramFile, RecordsFile
from ..model.scalars import SLUG
from ..nearest import nearest
from ..spans import Path, Span
from ..texts import Text, excerpt
from .adding import added
from .book import Draft
from .columns import EMPTY, NONE, WHOLE, Cell, Column, Table
from .layout import COUNTIES, MONEY, MONEY_KEYS, PLAN_TITLE, REQUIREMENTS_TITLE, SERVICE, TABLES, WAIVERS
from .parameters import requirement_columns
from .plan_items import PLAN_COLUMNS
from .plan_reading import read_plan, read_requirement
from .sheets import Record, Sheet, any_filled, records, sheets_by_title
from .values import is_empty_mark, is_mark


def model_of(sheets: Sequence[Sheet], limits: Limits) -> ProgramFile | RecordsFile:
    """The model of a workbook. Raises InputError with every problem, each at its cell, in the order of the sheets."""
    titles = [sheet.title for sheet in sheets]
    reading = _Reading(limits.problems)
    reading.read(sheets)
    problems = list(reading.problems)

    def order(span: Span) -> tuple[int, int, int]:
        return (titles.index(span.file) if span.file in titles else -1, span.line, span.column)

    try:
        model = build(reading.book, limits, order).model
    except InputError as error:
        problems += added(error.problems, reading)
    if not problems:
        return model
    raise InputError(sorted(problems, key=lambda problem: order(problem.span)))


class _Reading(Draft):
    """Goes through the sheets."""

    def __init__(self, searches: int) -> None:
        super().__init__()
        self.found: Mapping[Text, Sheet] = {}
        self.attendances: dict[tuple[Path, object, str], int] = {}
        self.dayless: dict[Path, Cell] = {}
        """The first row of each entry that says nothing of its days: alone, it says that they are not recorded."""
        self.ids: dict[Path, dict[str, int]] = {
            column.refers: {} for table in TABLES for column in table.all_columns if column.refers
        }
        """The ids in the first columns of the tables that others refer to, and the positions of their items."""
        self.names: dict[tuple[Path, object], list[str]] = {}
        """The ids of the items of each name."""
        self.unclear: set[tuple[object, ...]] = set()
        """Where not every id could be read: whether one is missing there is not known."""
        self.searches = searches
        self.near: dict[tuple[Path, str], str] = {}

    def read(self, sheets: Sequence[Sheet]) -> None:
        found, problems = sheets_by_title(sheets)
        self.problems += problems
        self.found = found
        if plan := found.get(PLAN_TITLE):
            self.book.plan = plan.title
            before, rows = len(self.problems), self.records(plan, PLAN_COLUMNS)
            if len(self.problems) > before and not rows:
                return  # without its headings it does not say which kind of file the others are to make
            read_plan(self, rows)
        else:
            self.book.plan = self.called(PLAN_TITLE)
            self.unread.add(self.book.plan)
            if not problems:
                self.wrong(self.book.span(()), "no-sheet", title=self.called(PLAN_TITLE))
        self.require_sheets(problems)
        self.requirements(found.get(REQUIREMENTS_TITLE))
        for table in TABLES:
            before, sheet = len(self.problems), found.get(table.title)
            rows = self.records(sheet, table.all_columns)
            if sheet is None or len(self.problems) > before:
                self.unclear.add(table.steps)
            for record in rows:
                path = self.place(table, record)
                if path is not None:
                    (self.member if table.many else self.single)(table, record, path)
        for path, cell in self.empty.items():
            if self.book.get(path):
                self.wrong(cell, "none-and-some", none=EMPTY)

    def requirements(self, sheet: Sheet | None) -> None:
        """What the plan asks for. A sheet that nobody filled in must not become a plan that asks for nothing."""
        before, columns = len(self.problems), requirement_columns()
        rows = self.records(sheet, columns)
        for record in rows:
            read_requirement(self, record)
        if "records_for" in self.book.data:
            return
        self.book.make(("plan", "period"), {})  # so that each of its years is missed
        if sheet and not rows:
            self.book.cells[("plan", "requirements")] = sheet.cell(2, 1)
            if len(self.problems) == before:
                self.wrong(sheet.cell(2, 1), "no-requirements", empty=EMPTY)

    def require_sheets(self, problems: Sequence[Problem]) -> None:
        """What a sheet that was deleted held would be lost unseen; a sheet with another name is told of already."""
        if problems or PLAN_TITLE not in self.found:
            return
        for title in (REQUIREMENTS_TITLE, *(table.title for table in TABLES)):
            if title not in self.found:
                self.wrong(self.book.span(()), "no-sheet", title=self.called(title))

    def called(self, title: Text) -> str:
        """What a sheet is called in this workbook; one that is not there, in the language of those that are."""
        if title in self.found:
            return self.found[title].title
        english = any(sheet.title.strip() == known.en for known, sheet in self.found.items())
        return title.en if english else title.zh

    def records(self, sheet: Sheet | None, columns: Sequence[Column]) -> Sequence[Record]:
        if sheet is None:
            return ()
        found, problems = records(sheet, columns)
        self.problems += problems
        return found

    def place(self, table: Table, record: Record) -> Path | None:
        """The path that a row's keys lead to; None when they lead nowhere, or say that there are no keys at all."""
        path: Path = ()
        keys = iter(table.keys)
        for step in table.steps:
            if isinstance(step, str):
                path = (*path, step)
                continue
            column = next(keys)
            given, cell = record[column]
            if column is table.emptied and is_empty_mark(given, column):
                self.nothing_in(path, cell, record, table.all_columns[len(table.keys) :])
                return None
            key = self.key(record, column)
            if key is not None and path in self.ids and key not in self.ids[path]:
                self.nowhere(key, path, cell)
                key = None
            if key is None:
                self.rest(table, record, column)
                return None
            path = (*path, self.ids[path][key] if path in self.ids else key)
            self.book.locate(path, cell, column)
        return path

    def rest(self, table: Table, record: Record, wrong: Column) -> None:
        """Note what else cannot be read in a row whose key leads nowhere, or it is told only when that is mended."""
        for column in table.keys[table.keys.index(wrong) + 1 :]:
            if not (column is table.emptied and is_empty_mark(record[column][0], column)):
                self.key(record, column)
        self.look(record, table.all_columns[len(table.keys) :])

    def nowhere(self, key: str, path: Path, cell: Cell) -> None:
        """Note that no row of another sheet has that id."""
        if path in self.unclear:
            return
        if (path, key) not in self.near:  # each search takes long: one for each id, and for no more than are read
            self.near[path, key] = "".join(nearest(key, self.ids[path] if len(self.near) < self.searches else ()))
        near, sheet = self.near[path, key], next(table.title for table in TABLES if table.steps == path)
        named = self.names.get((path, key), [])
        text = "no-row-named" if len(named) == 1 else "no-row-near" if near else "no-row"
        self.wrong(cell, text, sheet=self.called(sheet), id=excerpt(str(key)), near=near, meant="".join(named[:1]))

    def single(self, table: Table, record: Record, path: Path) -> None:
        """The one row of an item that its keys name."""
        first = next(iter(record.values()))[1]
        if not self.once(path, table, first):
            return
        if not (table.bare or any_filled(record, table.columns)):
            self.keys_only(first, many=False)
            return
        self.book.make(path, {})
        self.fields(table.columns, record, path)

    def member(self, table: Table, record: Record, path: Path) -> None:
        """A row that adds to a list."""
        if table is SERVICE and any_filled(record, table.columns):
            self.service(record, path)
            return
        items = self.list(path, record, table.columns)
        if items is None:
            return
        first = next(iter(record.values()))[1]
        if not any_filled(record, table.columns):
            self.keys_only(first, many=True)
            return
        items.append({})
        below = (*path, len(items) - 1)
        self.fields(table.columns, record, below, MONEY_KEYS[str(path[-1])] if table is MONEY else "what")
        self.book.cells.setdefault(below, first)
        if path in self.ids:
            self.named(path, len(items) - 1, table.columns[0])
        if table is not WAIVERS:  # of what a waiver is for, its own rule speaks
            self.refers(table, record, below)

    def named(self, path: Path, position: int, column: Column) -> None:
        """Note the id of an item, or that an item before it has the same."""
        here = (*path, position, *column.path)
        name = self.book.get(here)
        if name is None:
            self.unclear.add(path)
            return
        if re.fullmatch(SLUG, name):  # another is to be mended first
            self.names.setdefault((path, self.book.get((*path, position, "name"))), []).append(name)
        first = self.ids[path].setdefault(name, position)
        if first != position:
            original = self.book.span((*path, first, *column.path))
            values = {"id": excerpt(str(name)), "first": str(original)}
            self.problems.append(Problem("QS005", "id", self.book.span(here), values, (original,)))

    def refers(self, table: Table, record: Record, below: Path) -> None:
        """Note what a row points at and no row is; a records file points at rows of another file.

        Of a county that the plan does not name a rule speaks.
        """
        if "records_for" in self.book.data:
            return
        for column in table.columns:
            if not column.refers or column.refers == COUNTIES.steps:
                continue
            name = self.book.get((*below, *column.path))
            if name is not None and name not in self.ids[column.refers]:
                self.nowhere(name, column.refers, record[column][1])

    def service(self, record: Record, path: Path) -> None:
        """One stretch of days of a worker, who may have several entries."""
        worker, number, first, last, workdays = SERVICE.columns
        items = self.book.make(path, [])
        if path in self.none:
            self.none_and_some(self.none[path])
        name = self.key(record, worker)
        if name is None:
            self.look(record, SERVICE.columns[1:])
            return
        which = self.value(*record[number], number) or "1"
        position = self.attendances.setdefault((path, name, which), len(items))
        below = (*path, position)
        if position == len(items):
            items.append({"worker": name})
            self.book.locate((*below, "worker"), record[worker][1], worker)
        self.refers(SERVICE, record, below)
        days = (first, last, workdays)
        if not any_filled(record, (*days, NONE)):
            if self.dayless.setdefault(below, record[first][1]) != record[first][1] or "service" in items[position]:
                self.wrong(record[first][1], "no-days")
            return
        if (dayless := self.dayless.get(below)) and "service" not in items[position]:
            self.wrong(dayless, "no-days")
        services = self.list((*below, "service"), record, days)
        if services is None:
            return
        services.append({})
        entry = (*below, "service", len(services) - 1)
        if is_mark(record[workdays][0], WHOLE):
            self.fields((first, last), record, entry)
            self.book.locate(entry, record[workdays][1], workdays)
            if not any_filled(record, (first, last)):
                self.wrong(record[workdays][1], "whole-dateless", whole=WHOLE, first=first.header, last=last.header)
        elif record[workdays][0].blank:
            self.fields((first, last), record, entry)
            services[-1] = services[-1].get("on", {})
            self.book.locate(entry, record[first][1], first)
        else:
            self.fields(days, record, entry)
            self.book.locate(entry, record[workdays][1], workdays)
