"""QS307 undated: workdays are claimed with dates."""

from collections.abc import Sequence

from ..findings import Severity
from ..judging import of_entries
from ..rule import NOT_ASKED, Card, Context, Hit, Rule
from ..subjects import Kind, WorkerYear
from ..texts import Text

CARD = Card(
    id="QS307",
    name="undated",
    severity=Severity.WARNING,
    cumulative=False,
    subject=Kind.WORKER_YEAR,
    always=True,
    sides=("sent", "received"),
    title=Text("未注日期", "undated workdays"),
    asks=Text(
        "工作日都注明日期；未注明的照计，但予以提示。",
        "Workdays come with dates; those without are counted, but pointed out.",
    ),
    why=Text("没有日期就无法核对节假日、重叠和越界。", "Without dates nobody can check holidays, overlaps and limits."),
    messages={"undated": Text("{days} 个工作日没有注明日期", "workdays claimed without dates: {days}")},
    fix=Text("补上日期，如 on: 2022-11-01/2022-11-30。", "Add the dates, such as `on: 2022-11-01/2022-11-30`."),
)


def check(worker: WorkerYear, requirement: None, context: Context) -> Sequence[Hit]:
    """The entries without dates."""
    if worker.without_service:
        return NOT_ASKED
    return of_entries(worker, "undated", worker.ledger.undated)


RULE = Rule(CARD, check)
