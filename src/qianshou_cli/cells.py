"""Text in the cells of a workbook: never a formula, and every character comes back as it was."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

LONGEST = 32_767
"""How many characters a cell of a workbook holds."""

FONT = "宋体"
"""The font of every sheet and form: any office suite has it, or knows what to show for it."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")

_FORBIDDEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
"""Characters that XML forbids or changes, and half pairs."""
_TURNING = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_UNSAFE = re.compile(_FORBIDDEN + "|x(?=[0-9A-Fa-f]{4}_)|\u27e6(?=U\\+[0-9A-F]{4}\u27e7)")
"""These, the x of what readers of workbooks take for an escape, and what looks like one of ours."""
_ESCAPED = re.compile("\u27e6U\\+(?!D[89A-F])([0-9A-F]{4})\u27e7")
"""Half pairs are left as they are: no text of a file holds one."""

_FOREIGN = re.compile("_x(?![Dd][89A-Fa-f])([0-9A-Fa-f]{4})_")
"""What Excel writes for a character that XML cannot hold (ECMA-376, 22.9.2.19); `escape` leaves none."""


def escape(text: str) -> str:
    """The text with characters that a workbook cannot hold written out as ⟦U+0007⟧."""
    return _UNSAFE.sub(lambda match: f"\u27e6U+{ord(match[0]):04X}\u27e7", text)


def unescape(text: str) -> str:
    """The text that `escape` was given."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def decode(text: str) -> str:
    """The text that a program wrote with the escapes of its own; a line ends as it does in every other text."""
    return re.sub("\r\n?", "\n", _FOREIGN.sub(lambda match: chr(int(match[1], 16)), text))


def drop_controls(text: str) -> str:
    """The text for a paper that is only read: without what XML forbids, and without marks that turn its direction."""
    return re.sub(f"{_FORBIDDEN}|{_TURNING}", "", text)


def put(cell: Any, value: str | int | Decimal | date | None) -> None:
    """Set the value of an openpyxl cell. Text stays text, whatever it begins with; see `LONGEST` for its length."""
    if isinstance(value, str):
        _put_text(cell, escape(value))
    else:
        cell.value = value


def put_printed(cell: Any, text: str) -> None:
    """Set the text of an openpyxl cell as it is to be seen: it does not come back, and holds no control characters."""
    _put_text(cell, re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text))


def _put_text(cell: Any, text: str) -> None:
    cell.value = text[:LONGEST]
    cell.data_type = "s"  # openpyxl takes text such as =1 or #N/A for a formula or an error
    cell.quotePrefix = text.startswith(FORMULA_STARTS)
