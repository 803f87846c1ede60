"""QS306 overclaimed: no entry claims more workdays than its interval holds."""

from collections.abc import Sequence

from ..findings import Severity
from ..rule import NOT_ASKED, Card, Context, Hit, Rule, hit
from ..subjects import Kind, WorkerYear
from ..texts import Text

CARD = Card(
    id="QS306",
    name="overclaimed",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.WORKER_YEAR,
    always=True,
    sides=("sent", "received"),
    title=Text("申报过多", "overclaimed"),
    asks=Text(
        "申报的工作日不超过所写日期内的法定工作日；超出部分不计。",
        "An entry claims no more workdays than the statutory ones inside its dates; the excess is not counted.",
    ),
    why=Text("日期里没有的工作日不可能服务过。", "Workdays that are not there cannot have been served."),
    messages={
        "over": Text(
            "{on} 内只有 {required} 个法定工作日，却申报 {actual} 个；多出的不计",
            "statutory workdays in {on}: {required}, claimed: {actual}; no more than it holds can count",
        ),
        "over-undated": Text(
            "未注日期的工作日合计申报 {actual} 个，{year} 年度结对期间内除已注日期的以外只有 {required} 个",
            "workdays claimed without dates: {actual}, but the pairing's {year} holds only {required} beside the dated ones",
        ),
    },
    fix=Text("改正天数或日期。", "Correct the number or the dates."),
)


def check(worker: WorkerYear, requirement: None, context: Context) -> Sequence[Hit]:
    """The entries that claim too much."""
    if worker.without_service:
        return NOT_ASKED
    overclaimed = worker.ledger.overclaimed
    if not overclaimed:
        return ()
    undated, hits = {number for number, _ in worker.ledger.undated}, []
    for number, claimed, holds in overclaimed:
        place = worker.entry_place(number)
        if number in undated:
            hits.append(hit(False, "over-undated", place, year=worker.window.year, actual=claimed, required=holds))
        else:
            hits.append(hit(False, "over", place, on=str(worker.dates_of(number)), actual=claimed, required=holds))
    return hits


RULE = Rule(CARD, check)
