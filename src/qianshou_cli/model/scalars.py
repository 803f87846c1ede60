"""How a scalar is written: one parser per kind, from the text as typed.

Each parser raises a `PydanticCustomError` whose type names a wording on the card of QS003.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, GetCoreSchemaHandler, Strict, StringConstraints
from pydantic_core import CoreSchema, PydanticOmit, PydanticUseDefault, core_schema

from ..texts import Text
from .base import misshapen, remembered, wrong
from .dates import (
    FIRST_YEAR,
    LAST_YEAR,
    Interval,
    Lasting,
    Month,
    parse_date,
    parse_interval,
    parse_lasting,
    parse_month,
)

_COUNT = "[0-9]{1,9}"
_AMOUNT = r"[0-9]{1,12}(\.[0-9]{1,2})?"
# The years begin and end with a century.
_YEAR = f"({'|'.join(map(str, range(FIRST_YEAR // 100, LAST_YEAR // 100 + 1)))})[0-9]{{2}}"
_MONTH = f"{_YEAR}-(0[1-9]|1[0-2])"
_DATE = f"{_MONTH}-(0[1-9]|[12][0-9]|3[01])"
SLUG = "[A-Za-z0-9][A-Za-z0-9_.-]{0,63}"
"""What an id looks like."""
_CODE = "[1-9][0-9]{5}"

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]
"""A list in the file, a tuple in the model."""
Some = Annotated[Many[T], Field(min_length=1)]
"""A list of what a plan asks for: one without items would switch the duty off unseen."""


@dataclass(frozen=True, eq=False)
class Form:
    """How a kind of scalar is written, for the reference and the JSON Schema."""

    text: Text
    schema: dict[str, Any]
    """As an editor sees the value (YAML 1.2 core: numbers are numbers, dates are text), in JSON Schema draft-07."""


BLANK: dict[str, Any] = {"type": ["string", "null"], "pattern": r"^\s*$"}
"""What says nothing, in JSON Schema: no value, or quotes with nothing but spaces inside."""


@dataclass(frozen=True, eq=False)
class Parsed:
    """A value that a parser makes of its text; pydantic refuses what is no text and places what the parser raises.

    A parser that remembers what it has read is called without a step through Python.
    """

    parse: Callable[[str], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.parse, core_schema.str_schema(strict=True))


def _default_if_blank(value: Any) -> Any:
    if value is None:
        raise PydanticUseDefault
    return value


def _omitted_if_blank(value: Any) -> Any:
    if value is None:
        raise PydanticOmit
    return value


DefaultIfBlank = BeforeValidator(_default_if_blank)
"""A blank value of a key that has a default says the same as leaving the key out."""
OmittedIfBlank = BeforeValidator(_omitted_if_blank)
"""A blank value in a mapping whose keys are free says the same as leaving the key out."""


def _is_below_zero(text: str) -> bool:
    """Whether a number is written as it should be, but with a minus."""
    return re.fullmatch(r"[-−－][0-9]+(\.[0-9]+)?", text) is not None


@remembered
def parse_count(text: str) -> int:
    """A whole number of at most nine digits, not negative."""
    if not re.fullmatch(_COUNT, text):
        raise wrong("below-zero") if _is_below_zero(text) else misshapen(text, "count-form")
    return int(text)


def parse_amount(text: str) -> Decimal:
    """Yuan, with at most two decimals, not negative."""
    if re.fullmatch(_AMOUNT, text):
        return Decimal(text)
    if _is_below_zero(text):
        raise wrong("below-zero")
    if re.fullmatch(r"[0-9]{1,12}\.[0-9]{3,}", text):
        raise wrong("amount-decimals")
    raise misshapen(text, "amount-form")


@remembered
def parse_year(text: str) -> int:
    """A calendar year of four digits."""
    if not re.fullmatch(_YEAR, text):
        raise wrong("year-form")
    return int(text)


def parse_flag(text: str) -> bool:
    """`true` or `false`; words such as yes and on stay text and are refused."""
    if text not in ("true", "false"):
        raise wrong("flag-form")
    return text == "true"


@remembered
def parse_slug(text: str) -> str:
    """An id of Latin letters, digits, `-`, `_` and `.`, at most 64 characters."""
    if not re.fullmatch(SLUG, text):
        raise wrong("slug-form")
    return text


@remembered
def parse_code(text: str) -> str:
    """A GB/T 2260 county code: six digits."""
    if not re.fullmatch(_CODE, text):
        raise wrong("code-form")
    return text


def parse_format(text: str) -> int:
    """The version of the file format: 1."""
    if text != "1":
        raise wrong("format-version")
    return 1


Day = Annotated[
    date,
    Parsed(parse_date),
    Form(
        Text("日期，如 2022-09-05", "a date such as 2022-09-05"),
        {"type": "string", "pattern": f"^{_DATE}$", "examples": ["2022-09-05"]},
    ),
]
Dates = Annotated[
    Interval,
    Parsed(parse_interval),
    Form(
        Text(
            "起止日期，如 2022-09-05/2022-09-16，或一天",
            "an interval such as 2022-09-05/2022-09-16, or one day",
        ),
        {"type": "string", "pattern": f"^{_DATE}(/{_DATE})?$", "examples": ["2022-09-05/2022-09-16", "2022-10-10"]},
    ),
]
Span = Annotated[
    Lasting,
    Parsed(parse_lasting),
    Form(
        Text("起止日期，如 2022-09-01/2025-12-31", "an interval such as 2022-09-01/2025-12-31"),
        {"type": "string", "pattern": f"^{_DATE}/{_DATE}$", "examples": ["2022-09-01/2025-12-31"]},
    ),
]
Since = Annotated[
    Month,
    Parsed(parse_month),
    Form(
        Text("月份或日期，如 2014-07 或 2014-07-15", "a month or date such as 2014-07 or 2014-07-15"),
        {"type": "string", "pattern": f"^({_MONTH}|{_DATE})$", "examples": ["2014-07", "2014-07-15"]},
    ),
]
Count = Annotated[
    int,
    Parsed(parse_count),
    Form(
        Text("不小于 0 的整数，最多九位", "a whole number, not negative, of at most nine digits"),
        {"type": ["integer", "string"], "minimum": 0, "maximum": 999_999_999, "pattern": f"^{_COUNT}$"},
    ),
]
Yuan = Annotated[
    Decimal,
    Parsed(parse_amount),
    Form(
        Text("金额，元，最多两位小数", "yuan, at most two decimals"),
        {
            "type": ["number", "string"],
            "minimum": 0,
            "maximum": 999_999_999_999.99,
            "pattern": f"^{_AMOUNT}$",
            "examples": [30000, "8200.50"],
        },
    ),
]
Year = Annotated[
    int,
    Parsed(parse_year),
    Form(
        Text("年份，如 2022", "a year such as 2022"),
        {
            "type": ["integer", "string"],
            "minimum": FIRST_YEAR,
            "maximum": LAST_YEAR,
            "pattern": f"^{_YEAR}$",
            "examples": [2022],
        },
    ),
]
Flag = Annotated[
    bool,
    Parsed(parse_flag),
    Form(Text("true 或 false", "true or false"), {"enum": [True, False, "true", "false"]}),
]
Slug = Annotated[
    str,
    Parsed(parse_slug),
    Form(
        Text("标识：半角字母、数字和 - _ .", "an id: Latin letters, digits and - _ ."),
        {
            "type": ["string", "number", "boolean"],
            "minimum": 0,
            "pattern": f"^{SLUG}$",
            "examples": ["dongxiang"],
        },
    ),
]
Code = Annotated[
    str,
    Parsed(parse_code),
    Form(
        Text("六位数字，如 622926", "six digits such as 622926"),
        {
            "type": ["string", "integer"],
            "pattern": f"^{_CODE}$",
            "minimum": 100000,
            "maximum": 999999,
            "examples": ["622926"],
        },
    ),
]
Format = Annotated[int, Parsed(parse_format), Form(Text("1", "1"), {"enum": [1, "1"]})]
LONGEST = 2000
"""How many characters a text may have: results quote texts, one of a plan in every result that rests on it."""
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"\S", max_length=LONGEST),
    Form(Text("文字", "text"), {"type": ["string", "number", "boolean"], "pattern": r"\S", "maxLength": LONGEST}),
]
"""Text a person reads, not blank; spaces before and after it mean nothing."""
SEPARATORS = "、，；,;"
"""What people write between the items of a list; inside parentheses it belongs to an item."""
_ITEM = rf"(?:[(（][^()（）]*[)）]|[^{SEPARATORS}])+"


def items_in(text: str) -> list[str]:
    """The items that a text holds for a reader."""
    return [item for part in re.findall(_ITEM, text) if (item := part.strip())]
