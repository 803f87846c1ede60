"""Administrative divisions (GB/T 2260), with the names that a code has had over time."""

import re
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple, cast


class Division(NamedTuple):
    """A county, city or district of the standard."""

    names: tuple[str, ...]
    """Those that it has or had, the latest last."""
    until: int | None
    """The year in which its code went out of force; None: it is in force."""


def division(code: str) -> Division | None:
    """What has or had a county code; None when the standard has no such code, or not for a county."""
    return _divisions(code[:2]).get(code)


def province_of(code: str) -> str | None:
    """The province that a code belongs to; None when the standard has none for it."""
    return _said_of(code[:2]).partition('"')[0] or None


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

    names = {other: found.names[-1] for other, found in _divisions(code[:2]).items() if found.until is None}
    best = max(names, key=lambda other: likeness(other, names[other]), default=None)
    return best if best and likeness(best, names[best])[0] else None


def _core(name: str) -> str:
    """A county's name without the word for what it is, which says nothing of which it is."""
    return re.sub("(?<=.)(自治县|自治旗|县|区|市|旗)$", "", name)


_NO_COUNTIES = ("市辖区", "县")
"""What stands for all districts or counties of a city."""
_BESIDE_THE_TABLE = {
    "232761": "加格达奇区",
    "232762": "松岭区",
    "232763": "新林区",
    "232764": "呼中区",
    "330113": "[2021-]临平区",
    "330114": "[2021-]钱塘区",
}
"""What the table has in traditional characters or not at all, in its own form."""


@cache
def _divisions(province: str) -> dict[str, Division]:
    """The counties of a province by code, from the table of python-stdnum: `[1999-2019]湟中县` gives the years.

    It is read as text and only so far as it is asked for: the library's own reader takes longer than all the rest of a
    small run.
    """
    lines = re.match(r".*\n((?: .*\n)*)", _said_of(province))
    found: dict[str, Division] = {}
    written = re.findall(r'^ +(\d{4}) county="(.*)"', lines[1] if lines else "", re.M)
    beside = [(code[2:], names) for code, names in _BESIDE_THE_TABLE.items() if code.startswith(province)]
    for code, names in written + beside:
        parts = re.findall(r"(?:\[\d*-(\d*)\])?([^,\[\]]+)", names)
        if parts and not code.endswith("00") and parts[-1][1] not in _NO_COUNTIES:
            years = [int(until) if until else None for until, _ in parts]
            until = None if None in years else max(filter(None, years))
            found[province + code] = Division(tuple(name.strip() for _, name in parts), until)
    return found


def _said_of(province: str) -> str:
    """The table from the name of a province on, a line for each of its codes below; nothing where it is not there."""
    return _table().partition(f'\n{province} province="')[2]


@cache
def _table() -> str:
    package = find_spec("stdnum")  # not imported: that takes longer than reading the table
    assert package is not None, "the library is installed with the program"
    folder, loader = next(iter(package.submodule_search_locations or ())), cast(Any, package.loader)
    return str(loader.get_data(f"{folder}/cn/loc.dat"), "utf-8")
