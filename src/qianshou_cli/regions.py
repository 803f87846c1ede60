"""Administrative divisions (GB/T 2260), with the names that a code has had over time."""

import re
from functools import cache
from importlib.util import find_spec
from typing import Any, cast


def official_names(code: str) -> tuple[str, ...]:
    """The names that a county code has or had, the latest last; none when the standard has no such code."""
    return _names_by_code(code[:2]).get(code, ())


def same_province(one: str, other: str) -> bool:
    """Whether two names are of one province, which may be written short: 江苏 and 江苏省, 新疆 and 新疆维吾尔自治区."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) > 1 or short == long)


def code_of(name: str, code: str) -> str | None:
    """The code of the county that a name is probably meant for, where another code stands beside it.

    It is in the same province, and has that name or a much like one; in the same prefecture half of it is enough.
    """
    from rapidfuzz import fuzz

    def likeness(other: str, official: str) -> tuple[float, float, bool]:
        one, two, near_by = _core(name), _core(official), other[:4] == code[:4]
        shortened = len(one) > 1 and two.startswith(one)
        alike = 100 if shortened else fuzz.ratio(one, two)
        return (alike if alike >= (50 if near_by else 65) else 0, fuzz.ratio(name, official), near_by)

    names = {other: known[-1] for other, known in _names_by_code(code[:2]).items() if known}
    best = max(names, key=lambda other: likeness(other, names[other]), default=None)
    return best if best and likeness(best, names[best])[0] else None


def _core(name: str) -> str:
    """A county's name without the word for what it is, which says nothing of which it is."""
    return re.sub("(?<=.)(自治县|自治旗|县|区|市|旗)$", "", name)


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
