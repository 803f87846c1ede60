"""QS904 county-code: county codes exist in GB/T 2260 and belong to the names written beside them."""

from collections.abc import Iterator
from typing import Any

from ..findings import Severity
from ..regions import code_of, division
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, ProgramSubject
from ..texts import Text

CARD = Card(
    id="QS904",
    name="county-code",
    severity=Severity.WARNING,
    cumulative=False,
    subject=Kind.PROGRAM,
    always=True,
    title=Text("县代码", "county code"),
    asks=Text(
        "县代码在 GB/T 2260 中存在，与所写县名一致。",
        "A county code exists in GB/T 2260 and belongs to the name beside it.",
    ),
    why=Text("代码错了，覆盖情况就会算到别的县。", "With a wrong code coverage is counted for another county."),
    messages={
        "unknown": Text("GB/T 2260 没有县代码 {code}", "GB/T 2260 has no county code {code}"),
        "unknown-near": Text(
            "GB/T 2260 没有县代码 {code}；{name} 的代码可能是 {near}",
            "GB/T 2260 has no county code {code}; that of {name} may be {near}",
        ),
        "retired": Text(
            "代码 {code}（{official}）已于 {until} 年停用", "code {code} ({official}) went out of force in {until}"
        ),
        "retired-near": Text(
            "代码 {code}（{official}）已于 {until} 年停用；{name} 的代码可能是 {near}",
            "code {code} ({official}) went out of force in {until}; that of {name} may be {near}",
        ),
        "name": Text("代码 {code} 是{official}，文件写的是 {name}", "code {code} is {official}, the file says {name}"),
        "name-near": Text(
            "代码 {code} 是{official}，文件写的是 {name}；{name} 的代码可能是 {near}",
            "code {code} is {official}, the file says {name}; that of {name} may be {near}",
        ),
    },
    fix=Text("对照 GB/T 2260 更正代码或县名。", "Correct the code or the name by GB/T 2260."),
)


def check(program: ProgramSubject, requirement: None, context: Context) -> Iterator[Hit]:
    """Yield the counties named by the plan, and those of pairings, whose codes are wrong."""
    named, place = program.plan.receiving.named or (), program.place.at("counties", "named")
    for number, county in enumerate(named):
        if text := _wrong(county.code, county.name, context):
            near = code_of(county.name, county.code)
            values = {**_values(county.code), "name": county.name, "near": near}
            yield hit(False, text + ("-near" if near not in (None, county.code) else ""), place.at(number), **values)
    known = {county.code for county in named}
    for pairing in program.pairings or ():
        code = pairing.pairing.county
        if code not in known and (text := _wrong(code, None, context)):
            yield hit(False, text, pairing.place.at("county"), **_values(code))


def _wrong(code: str, name: str | None, context: Context) -> str | None:
    """What is wrong with a code and the name beside it, if there is one; any name that it ever had is right."""
    found = division(code)
    if found is None:
        return "unknown"
    if found.until is not None and found.until < context.plan.period.first:
        return "retired"
    return "name" if name is not None and name not in found.names else None


def _values(code: str) -> dict[str, Any]:
    found = division(code)
    return {"code": code, "official": found and found.names[-1], "until": found and found.until}


RULE = Rule(CARD, check)
