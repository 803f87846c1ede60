"""QS105 modes: as many distinct senders work in each mode as the plan says."""

from collections.abc import Iterator
from typing import Any

from ..findings import Severity
from ..model.requirements import MODES, Modes
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, ProgramSubject
from ..texts import Text

CARD = Card(
    id="QS105",
    name="modes",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.PROGRAM,
    always=False,
    title=Text("帮扶方式", "modes"),
    asks=Text(
        "每种帮扶方式的援派机构数与方案一致；0 表示不允许这种方式。",
        "Each mode has as many distinct senders as the plan says; 0 allows none.",
    ),
    why=Text(
        "有的方案写明跨省、省内帮扶各有几家，有的只有一种方式；结对要与之一致。",
        "Some plans say how many senders each mode has, some have one mode only; the pairings have to agree with it.",
    ),
    messages={
        "number": Text(
            "{mode}的援派机构有 {actual} 家，方案要求 {required} 家",
            "senders ({mode}): {actual}; the plan says {required}",
        ),
        "not-recorded": Text(
            "结对（pairings）未记录，方案要求{mode}的援派机构 {required} 家",
            "`pairings` are not recorded; the plan says {required} for senders ({mode})",
        ),
    },
    fix=Text(
        "补全或更正结对及其帮扶方式；先后更换的援派机构都计入，经批准更换的写豁免。",
        "Complete or correct the pairings and their modes; senders that followed one another all count: where that was "
        "approved, record a waiver.",
    ),
)


def check(program: ProgramSubject, requirement: Modes, context: Context) -> Iterator[Hit]:
    """Yield each mode whose number of senders differs from the plan's."""
    for mode, name in MODES.items():
        asked = getattr(requirement, mode)
        if asked is None:
            continue
        values: dict[str, Any] = {"mode": name, "required": asked}
        if program.pairings is None:
            yield hit(None, "not-recorded", program.place.at("requirements", "modes", mode), **values)
            continue
        pairings = [pairing for pairing in program.pairings if pairing.pairing.mode == mode and pairing.span]
        senders = {pairing.sender.id for pairing in pairings}
        where = [pairing.place.at("mode") for pairing in pairings] if len(senders) > asked else []
        where = where or [program.place.at("requirements", "modes", mode)]
        yield hit(len(senders) == asked, "number", *where, actual=len(senders), **values)


RULE = Rule(CARD, check)
