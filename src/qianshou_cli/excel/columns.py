"""What a sheet and a column are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from ..spans import Path, Span
from ..texts import Text


class Kind(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    NAME = "name"  # free text of which several in one cell would be several values: one like that is in quotation marks
    ID = "id"
    DATE = "date"
    FIRST = "first"  # first and last day of an interval that one key of the file holds
    LAST = "last"
    MONTH = "month"
    YEAR = "year"
    COUNT = "count"
    MONEY = "money"
    CHOICE = "choice"
    CHOICES = "choices"  # several choices in one cell


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column of a sheet, and the key of the file that it holds."""

    header: Text
    path: Path = ()
    """From the row's item to the value; () is the item itself."""
    kind: Kind = Kind.TEXT
    width: int = 16
    required: bool = False
    choices: Mapping[str, Text] | None = None
    """What the file says, and how a cell says it."""
    each: bool = False
    """Whether each of several values has a row of its own."""
    ended: bool = False
    """Of a last day: whether a first day alone says too little, instead of being a single day."""
    refers: Path = ()
    """The steps of the table whose ids this column repeats; () is none."""
    note: Text | None = None


class Key:
    """In the steps of a table: an id or key that a column of the row gives."""


KEY: Final = Key()


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A sheet with one row an item."""

    title: Text
    steps: tuple[str | Key, ...]
    """Where in the file its rows are, from the top."""
    keys: tuple[Column, ...]
    """The columns that give the KEY steps, in their order."""
    columns: tuple[Column, ...]
    about: Text
    many: bool = True
    """Whether the steps lead to a list of items; else to one item, which the keys name."""
    bare: bool = False
    """Whether a row with its keys alone says something."""

    @property
    def emptied(self) -> Column | None:
        """The key column that may say with `EMPTY` that a group of keys is there with nothing in it."""
        return self.keys[-1] if self.steps[-1] is KEY and self.steps[-2] is not KEY else None

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Every column, in the order of the sheet."""
        return (*self.keys, *self.columns, *((NONE,) if self.many else ()))


NO = Text("无", "none")
"""In the column `NONE`, and for an empty list in one cell: recorded as none."""

EMPTY = Text("（空）", "(empty)")
"""A group of keys that the file has, with nothing in it."""

WHOLE = Text("全部", "all")
"""For a number of workdays: all in the interval, said with a key of its own."""

NONE = Column(
    Text("确实没有", "none at all"),
    kind=Kind.CHOICE,
    width=11,
    choices={"none": NO},
    note=Text(
        "核实过确实没有时选“无”，内容留空。整行不填则是没有记录。",
        "Choose `none` when it is certain that there are none. No row at all means not recorded.",
    ),
)


def value_at(data: Any, path: Path) -> Any:
    """The value at a path into the data of a file; None when there is none."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        else:
            data = data[step] if isinstance(data, list) and isinstance(step, int) else None
    return data


class Cell(Span):
    """A cell of a workbook: `file` is its sheet, `line` its row, `column` its column."""

    __slots__ = ()

    def __str__(self) -> str:
        from openpyxl.utils import get_column_letter  # here, because who says problems of files needs this module too

        return f"{self.file}!{get_column_letter(self.column)}{self.line}"
