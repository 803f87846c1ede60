"""QS102 one-to-one: no county is in two pairings at the same time, and no pairing is written twice."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from ..findings import Severity
from ..model.requirements import Requirement
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingSubject, ProgramSubject
from ..texts import Text
from ..workdays import DAY

CARD = Card(
    id="QS102",
    name="one-to-one",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.PROGRAM,
    always=False,
    title=Text("一对一结对", "one to one"),
    asks=Text(
        "同一时间一个县只在一个结对中；同一结对不重复；援派机构和受援机构不是同一家。",
        "A county is in one pairing at a time, no pairing is repeated, and none is of an organization with itself.",
    ),
    why=Text("方案要求一对一牵手。", "The plans ask for one sender, one receiver, one county."),
    messages={
        "county-twice": Text(
            "县 {county} 的结对 {pairings} 时间上有重叠",
            "county {county} is in more than one pairing at a time: those of {pairings} overlap",
        ),
        "repeated": Text(
            "结对 {pairings} 的援派机构、受援机构和县完全相同",
            "pairings {pairings} have the same sender, receiver and county",
        ),
        "itself": Text(
            "结对 {pairings} 的援派机构和受援机构是同一家",
            "sender and receiver are the same organization in: {pairings}",
        ),
        "not-recorded": Text("结对（pairings）未记录", "`pairings` are not recorded"),
    },
    fix=Text(
        "更正县代码，或写明各结对的 active 起止日期。",
        "Correct the county, or give the dates of each pairing in `active`.",
    ),
    fixes={
        "repeated": Text(
            "合并为一个结对，各年度都记在其中；或更正机构或县代码。",
            "Make them one pairing that holds all the years, or correct an organization or the county.",
        ),
        "itself": Text("更正援派机构或受援机构。", "Correct the sender or the receiver."),
        "not-recorded": Text(
            "在 pairings 中写入各个结对；确实没有时写 pairings: []。",
            "Record every pairing in `pairings`; write `pairings: []` when there certainly are none.",
        ),
    },
)


def check(program: ProgramSubject, requirement: Requirement, context: Context) -> Iterator[Hit]:
    """Yield each county that two pairings share at a time, and each pairing that stands twice."""
    if program.pairings is None:
        yield hit(None, "not-recorded")
        return
    if own := [pairing for pairing in program.pairings if pairing.sender.id == pairing.receiver.id]:
        yield hit(False, "itself", *(p.place.at("receiver") for p in own), pairings=_ids(own))
    by_county: dict[str, list[PairingSubject]] = {}
    for pairing in program.pairings:
        by_county.setdefault(pairing.pairing.county, []).append(pairing)
    for county, pairings in by_county.items():
        same = _repeated(pairings)
        if same:
            yield hit(False, "repeated", *(p.place for p in same), pairings=_ids(same))
        if together := _at_once(pairings):
            where = [p.place.at("county") for p in together]
            name = program.plan.county_name(county)
            yield hit(False, "county-twice", *where, county=name, pairings=_ids(together))


def _repeated(pairings: list[PairingSubject]) -> list[PairingSubject]:
    parties = Counter(_parties(p) for p in pairings)
    return [p for p in pairings if parties[_parties(p)] > 1]


def _at_once(pairings: list[PairingSubject]) -> list[PairingSubject]:
    """Those active on a day of the plan's period on which another is; one that stands twice is told of as such."""
    spans = [(p, p.span) for p in pairings if p.span]
    start = min((span.first for _, span in spans), default=date.min)
    days = {p: ((1 << (span.last - span.first + DAY).days) - 1) << (span.first - start).days for p, span in spans}
    of_parties: dict[tuple[str, str], int] = {}
    for p, active in days.items():
        of_parties[_parties(p)] = of_parties.get(_parties(p), 0) | active
    taken = again = 0
    for active in of_parties.values():
        again |= active & taken
        taken |= active
    return [p for p, active in days.items() if active & again]


def _parties(pairing: PairingSubject) -> tuple[str, str]:
    return pairing.sender.id, pairing.receiver.id


def _ids(pairings: list[PairingSubject]) -> list[str]:
    return sorted(p.pairing.id for p in pairings)


RULE = Rule(CARD, check)
