"""The data that a workbook turns into, put together value by value, with the cell of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import Problem
from ..spans import Path, Span
from ..yaml_reader import Document
from .columns import EMPTY, NO, NONE, WHOLE, Cell, Column, Kind, Table, value_at
from .layout import PLAN_TITLE
from .sheets import Record, any_filled
from .values import Given, WrongError, is_empty_mark, is_mark, read
from .wordings import EXCEL


@dataclass(slots=True)
class Book(Document):
    """The data of a workbook; the place of a value is its cell."""

    cells: dict[Path, Cell] = field(default_factory=dict)
    columns: dict[Span, Column] = field(default_factory=dict)
    plan: str = PLAN_TITLE.zh
    """The sheet of the plan, as it is called here: what has no cell of its own is placed at its first."""

    def span(self, path: Path) -> Cell:
        """The cell of the value, or of the nearest thing around it that has one."""
        while path and path not in self.cells:
            path = path[:-1]
        return self.cells.get(path, Cell(self.plan, 1, 1, 1, 2))

    def key_span(self, path: Path) -> Cell:
        """The cell that names the value."""
        return self.span(path)

    def get(self, path: Path) -> Any:
        """The value at a path; None when there is none yet."""
        return value_at(self.data, path)

    def make(self, path: Path, leaf: Any) -> Any:
        """The list or group at a path, and what leads to it; made when it is not there yet."""
        node: Any = self.data
        for step in path[:-1]:
            node = node.setdefault(step, {}) if isinstance(node, dict) else node[step]
        return node.setdefault(path[-1], leaf) if isinstance(node, dict) else node[path[-1]]

    def put(self, path: Path, value: Any) -> None:
        """Set a value."""
        parent = self.make(path[:-1], {}) if len(path) > 1 else self.data
        parent[path[-1]] = value

    def drop(self, path: Path) -> None:
        """Take a value back."""
        del self.get(path[:-1])[path[-1]]

    def locate(self, path: Path, cell: Cell, column: Column) -> None:
        """Note where a value stands, or would stand; the first place given stays."""
        self.cells.setdefault(path, cell)
        self.columns[cell] = column


class Draft:
    """A book in the making, with the problems found on the way."""

    def __init__(self) -> None:
        self.book = Book("", b"", {"format": "1"})
        self.problems: list[Problem] = []
        self.none: dict[Path, Cell] = {}
        """Lists that a row says are empty."""
        self.contradicted: set[Cell] = set()
        """Cells that say so of a list that has items, which was told."""
        self.empty: dict[Path, Cell] = {}
        """Groups of keys that a cell says are there and empty: whether they stay so shows when all is read."""
        self.unread: set[str] = set()
        """Sheets that are not there, which was told."""
        self.papers: dict[str, Cell] = {}
        """Where each paper that the plan asks for is listed first."""
        self.rows: dict[tuple[Path, Table | None], int] = {}
        """The rows of what can have one row only."""

    def wrong(self, cell: Cell, text: str, **values: object) -> None:
        """Note a problem that `WORDINGS` words."""
        self.problems.append(Problem(EXCEL, text, cell, values))

    def none_and_some(self, cell: Cell) -> None:
        """Note that a cell says that a list is empty which has items: once, however many there are."""
        if cell not in self.contradicted:
            self.contradicted.add(cell)
            self.wrong(cell, "none-and-some", none=NO)

    def once(self, path: Path, table: Table | None, cell: Cell) -> bool:
        """Whether no row before this one says the same; noted if one does."""
        row = self.rows.setdefault((path, table), cell.line)
        if row != cell.line:
            self.wrong(cell, "twice-row", row=row)
        return row == cell.line

    def keys_only(self, cell: Cell, *, many: bool) -> None:
        """Note that a row says nothing; only where there may be many values can it say that there are none."""
        if many:
            self.wrong(cell, "keys-only", none=NONE.header, mark=NO)
        else:
            self.wrong(cell, "no-value")

    def nothing_in(self, path: Path, cell: Cell, record: Record, rest: Sequence[Column]) -> None:
        """Take a cell at its word that a group of keys is there and empty; noted where the row goes on after it."""
        self.book.make(path, {})
        self.book.cells.setdefault(path, cell)
        if any_filled(record, rest):
            self.wrong(cell, "none-and-some", none=EMPTY)
        else:
            self.empty.setdefault(path, cell)

    def value(self, given: Given, cell: Cell, column: Column) -> Any:
        """What a cell says; None when it is blank, or cannot be read, which is noted."""
        if given.blank:
            return None
        try:
            return read(given, column)
        except WrongError as error:
            self.problems.append(Problem(error.rule, error.text, cell, {**error.values, "key": column.header}))
            return None

    def key(self, record: Record, column: Column) -> Any:
        """What a cell says that must not be blank."""
        given, cell = record[column]
        if given.blank:
            self.wrong(cell, "key-blank", key=column.header)
        return self.value(given, cell, column)

    def fields(self, columns: Sequence[Column], record: Record, path: Path, what: str = "what") -> None:
        """Put every value of a row below the path; `what` is the file's name for a column of that name."""
        for column in columns:
            given, cell = record[column]
            below = (*path, *(what if step == "what" else step for step in column.path))
            self.book.locate(below, cell, column)
            if column.path[:-1]:
                self.book.cells.setdefault(below[:-1], cell)  # of a group that is missing as a whole
            first = self.book.get(below) if column.kind is Kind.LAST else None
            if first and column.ended:
                self.book.drop(below)  # a start alone is no interval: it would be told again
            if is_empty_mark(given, column) and below[:-1]:
                if column.path:
                    self.nothing_in(below[:-1], cell, record, ())
                continue
            value = self.value(given, cell, column)
            if first and given.blank and column.ended:
                self.wrong(cell, "start-alone")
            if value is not None and column.kind is Kind.LAST:
                if first is None and _is_first_blank(record, column):
                    self.wrong(cell, "end-alone")
                value = first and f"{first}/{value}"
            if value is not None:
                self.book.put(below, value)

    def look(self, record: Record, columns: Sequence[Column]) -> None:
        """Note what cannot be read in a row that adds nothing, or it is told only when what keeps it out is mended."""
        for column in columns:
            given, cell = record[column]
            if not is_empty_mark(given, column) and not is_mark(given, WHOLE):
                self.value(given, cell, column)

    def list(self, path: Path, record: Record, columns: Sequence[Column]) -> list[Any] | None:
        """The list that a row adds to; None when the row, or one before it, says that there are none."""
        given, cell = record[NONE]
        items: list[Any] = self.book.make(path, [])
        if given.blank and path not in self.none:
            return items
        self.look(record, columns)
        if self.value(given, cell, NONE) is None and not given.blank:
            return None
        if any_filled(record, columns) or items or path in self.none:
            self.none_and_some(self.none.get(path, cell))
        self.none.setdefault(path, cell)
        self.book.cells.setdefault(path, cell)
        return None


def _is_first_blank(record: Record, last: Column) -> bool:
    """Whether the first day beside a last day is blank: else it was written wrongly, and that is noted already."""
    return all(
        given.blank for column, (given, _) in record.items() if column.kind is Kind.FIRST and column.path == last.path
    )
