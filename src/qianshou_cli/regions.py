"""Administrative divisions (GB/T 2260), with the names that a code has had over time."""

import re
from functools import cache
from importlib.util import find_spec
from typing import Any, cast


def official_names(code: str) -> tuple[str, ...]:
    """The names that a county code has or had, the latest last; none when the standard has no such code."""
    return _names_by_code(code[:2]).get(code, ())


def code_of(name: str, province: str) -> str | None:
    """The code of the county of that name, or of the nearest one, in the province (its first two digits)."""
    from rapidfuzz import process

    names = {code: known[-1] for code, known in _names_by_code(province).items() if known}
    found = process.extractOne(name, names, score_cutoff=60)
    return str(found[2]) if found else None


@cache
def _names_by_code(province: str) -> dict[str, tuple[str, ...]]:
    """The codes of a province, from the table that python-stdnum carries (`[1999-2019]湟中县` gives the years).

    The table is read as text and only so far as it is asked for: the library's own reader takes longer than all the
    rest of a small run.
    """
    block = re.search(rf"^{re.escape(province)} province=.*\n((?: .*\n)*)", _table(), re.M)
    found: dict[str, tuple[str, ...]] = {}
    for code, names in re.findall(r'^ +(\d{4}) county="(.*)"', block[1] if block else "", re.M):
        parts = re.sub(r"\[[^\]]*\]", "", names).split(",")
        found[province + code] = tuple(name for part in parts if (name := part.strip()))
    return found


@cache
def _table() -> str:
    package = find_spec("stdnum")  # not imported: that takes longer than reading the table
    assert package is not None, "the library is installed with the program"
    folder, loader = next(iter(package.submodule_search_locations or ())), cast(Any, package.loader)
    return str(loader.get_data(f"{folder}/cn/loc.dat"), "utf-8")
