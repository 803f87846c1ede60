"""QS904 county-code: county codes exist in GB/T 2260 and belong to the names written beside them."""

from collections.abc import Iterator
from typing import Any

from ..findings import Severity
from ..regions import code_of, official_names
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
        "unknown": Text("GB/T 2260 没有代码 {code}", "GB/T 2260 has no code {code}"),
        "unknown-near": Text(
            "GB/T 2260 没有代码 {code}；{name} 的代码可能是 {near}",
            "GB/T 2260 has no code {code}; that of {name} may be {near}",
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
    counties, place = program.plan.counties, program.place.at("counties", "named")
    named = (counties and counties.named) or ()
    for number, county in enumerate(named):
        official = official_names(county.code)
        if county.name in official:
            continue
        near = code_of(county.name, county.code)
        text = ("name" if official else "unknown") + ("-near" if near not in (None, county.code) else "")
        values: dict[str, Any] = {"code": county.code, "name": county.name, "official": official[-1:], "near": near}
        yield hit(False, text, place.at(number), **values)
    known = {county.code for county in named}
    for pairing in program.pairings or ():
        code = pairing.pairing.county
        if code not in known and not official_names(code):
            yield hit(False, "unknown", pairing.place.at("county"), code=code)


RULE = Rule(CARD, check)
