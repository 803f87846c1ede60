"""Administrative divisions (GB/T 2260), with the names that a code has had over time."""

import re
from functools import cache
from pkgutil import get_data


def official_names(code: str) -> tuple[str, ...]:
    """The names that a county code has or had, the latest last; none when the standard has no such code."""
    return _names_by_code().get(code, ())


def code_of(name: str, province: str) -> str | None:
    """The code of the county of that name, or of the nearest one, in the province (its first two digits)."""
    from rapidfuzz import process

    found = process.extractOne(name, _latest_names(province), score_cutoff=60)
    return str(found[2]) if found else None


@cache
def _latest_names(province: str) -> dict[str, str]:
    return {code: known[-1] for code, known in _names_by_code().items() if code[:2] == province and known}


@cache
def _names_by_code() -> dict[str, tuple[str, ...]]:
    """Every code of six digits, from the table that python-stdnum carries (`[1999-2019]湟中县` gives the years).

    The table is read as text, because the library's own reader takes longer than all the rest of a small run.
    """
    found: dict[str, tuple[str, ...]] = {}
    province = ""
    table = get_data("stdnum.cn", "loc.dat")
    assert table is not None, "every way of installing keeps the table"
    for line in table.decode("utf-8").splitlines():
        code, _, rest = line.strip().partition(" ")
        if line[:1].isdigit():
            province = code
        elif line[:1] == " " and rest.startswith('county="'):
            names = re.sub(r"\[[^\]]*\]", "", rest[8:-1]) if "[" in rest else rest[8:-1]
            found[province + code] = tuple(name for part in names.split(",") if (name := part.strip()))
    return found
