"""QS305 double-booked: no person claims the same day in two pairings, in one file or in two."""

from collections.abc import Sequence
from typing import Any

from ..bookings import Bookings, Rivals, joined, shared_days
from ..findings import Severity
from ..judging import places
from ..rule import NOT_ASKED, Card, Context, Hit, Rule, hit
from ..subjects import Kind, WorkerYear
from ..texts import Text

CARD = Card(
    id="QS305",
    name="double-booked",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.WORKER_YEAR,
    always=True,
    sides=("sent", "received"),
    title=Text("一日两处", "double-booked"),
    asks=Text(
        "同一人（跨文件按证书编号认定）不在两个结对申报同一个工作日。",
        "A person (across files: known by certificate number) does not claim the same workday in two pairings.",
    ),
    why=Text("一个人同一天只能在一处服务。", "Nobody serves in two places on one day."),
    messages={
        "same-program": Text(
            "与结对 {other} 有 {days} 个工作日重复", "workdays claimed in pairing {other} too: {days}"
        ),
        "other-program": Text(
            "与方案 {program} 的结对 {other} 有 {days} 个工作日重复",
            "workdays claimed in pairing {other} of plan {program} too: {days}",
        ),
        "together": Text(
            "与 {others} 单看都能错开，合起来至少有 {days} 个工作日重复",
            "this fits beside each of {others}, but together they claim workdays twice: at least {days}",
        ),
        "more": Text(
            "该人员另有 {number} 处申报与这些或彼此重复，不一一列出",
            "more claims of this person that clash with these or with each other, not listed: {number}",
        ),
        "all-together": Text(
            "与 {others} 等，连同未列出的 {number} 处申报，合起来至少有 {days} 个工作日重复",
            "together with {others} and more claims, not listed ({number}), workdays are claimed twice: at least {days}",
        ),
    },
    fix=Text("核实后只在一处保留这些日期。", "Find out where the person was and keep the days there."),
)


def check(worker: WorkerYear, requirement: None, context: Context) -> Sequence[Hit]:
    """Each other pairing in which the person claims days of this one; of many, the first and how many more."""
    key = worker.person, worker.window.year
    here = context.people[key]
    hits: Sequence[Hit] = ()
    if (len(here) > 1 or key in context.shared) and not worker.is_twin:  # both sides are told of as one who is sent
        sides = [*filter(None, (worker, here.across(worker)))]
        hits = _clashes(sides, context.shared.get(key) or here.bookings, context.plan.id)
    return NOT_ASKED if worker.without_service and not hits else hits


def _clashes(sides: Sequence[WorkerYear], bookings: Bookings, own: str) -> Sequence[Hit]:
    """What clashes with all that a person claims in one pairing, on whichever side and under whichever id."""
    worker = sides[0]
    claimed = joined([side.ledger for side in sides])
    rivals = bookings.rivals(own, worker.pairing.id, claimed)
    if rivals is None:
        return ()
    hits = []
    for other in rivals.named:
        if days := shared_days(claimed, other.ledger):
            where = [side for side in sides if shared_days(side.ledger, other.ledger)] or sides
            values: dict[str, Any] = {"program": other.program, "other": other.pairing, "days": days}
            text = "same-program" if other.program == own else "other-program"
            hits.append(hit(False, text, *places(where), *other.where, **values))
    if hits and rivals.more:
        hits.append(hit(False, "more", worker.place, number=rivals.more + len(rivals.named) - len(hits)))
    return hits or _together(sides, rivals, own)


def _together(sides: Sequence[WorkerYear], rivals: Rivals, own: str) -> Sequence[Hit]:
    """Claims of some days of an interval, or without dates, that fit in two by two, but not all at once."""
    names = [it.pairing if it.program == own else f"{it.program}/{it.pairing}" for it in rivals.named]
    values: dict[str, Any] = {"others": names, "number": rivals.more, "days": rivals.again}
    text = "all-together" if rivals.more else "together"
    where = [place for it in rivals.named for place in it.where]
    return [hit(False, text, *places(sides), *where, **values)]


RULE = Rule(CARD, check)
