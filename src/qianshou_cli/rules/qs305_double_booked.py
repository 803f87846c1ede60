"""QS305 double-booked: no person claims the same day in two pairings, in one file or in two."""

from collections.abc import Sequence
from typing import Any

from ..dataset import Place
from ..findings import Severity
from ..rule import Card, Context, ElsewhereClaim, Hit, Rule, hit
from ..service import shared_days
from ..spans import Span
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
            "与结对 {other} 有 {days} 个工作日重复", "{days} workdays are claimed in pairing {other} too"
        ),
        "other-program": Text(
            "与方案 {program} 的结对 {other} 有 {days} 个工作日重复",
            "{days} workdays are claimed in pairing {other} of plan {program} too",
        ),
        "together": Text(
            "与 {others} 单看都能错开，合起来至少有 {days} 个工作日重复",
            "no two of this and {others} clash by themselves; together they claim at least {days} workdays twice",
        ),
    },
    fix=Text("核实后只在一处保留这些日期。", "Find out where the person was and keep the days there."),
)


def check(worker: WorkerYear, requirement: None, context: Context) -> Sequence[Hit]:
    """Each other pairing in which the person claims days of this one."""
    key = worker.person, worker.window.year
    here, elsewhere = context.people[key], context.elsewhere.get(key, ())
    if len(here) == 1 and not elsewhere:
        return ()
    hits = []
    for other in here:
        if other.pairing.id != worker.pairing.id and (days := shared_days(worker.ledger, other.ledger)):
            hits.append(hit(False, "same-program", worker.place, other.place, other=other.pairing.id, days=days))
    for claim in elsewhere:
        if days := shared_days(worker.ledger, claim.ledger):
            values: dict[str, Any] = {"program": claim.program, "other": claim.pairing, "days": days}
            hits.append(hit(False, "other-program", worker.place, claim.where, **values))
    return hits or _together(worker, here, elsewhere)


def _together(worker: WorkerYear, here: Sequence[WorkerYear], elsewhere: Sequence[ElsewhereClaim]) -> Sequence[Hit]:
    """Claims of some days of an interval, or without dates, that fit in two by two, but not all at once."""
    others = [other for other in here if other.pairing.id != worker.pairing.id]
    names = [other.pairing.id for other in others] + [f"{claim.program}/{claim.pairing}" for claim in elsewhere]
    if len(names) < 2:
        return ()
    days = shared_days(worker.ledger, *(other.ledger for other in others), *(claim.ledger for claim in elsewhere))
    where: list[Place | Span] = [*(other.place for other in others), *(claim.where for claim in elsewhere)]
    return [hit(False, "together", worker.place, *where, others=names, days=days)] if days else ()


RULE = Rule(CARD, check)
