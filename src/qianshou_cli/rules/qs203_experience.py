"""QS203 experience: each sent worker has enough full years of direct service."""

from collections.abc import Iterable

from ..findings import Severity
from ..judging import experienced
from ..mends import DATES, ENTRIES
from ..model.requirements import Experience
from ..rule import NOT_ASKED, Card, Context, Hit, Rule
from ..subjects import Kind, WorkerYear
from ..texts import Text

CARD = Card(
    id="QS203",
    name="experience",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.WORKER_YEAR,
    always=False,
    sides=("sent",),
    title=Text("从业年限", "experience"),
    asks=Text(
        "每名援派人员到当年首个服务日（没有则按 1 月 1 日）已直接从事社会工作服务满规定年限。",
        "Each sent worker has the required full years of direct service at the first day served in the year (1 January if none).",
    ),
    why=Text("方案要求派出有实务经验的人员。", "The plans ask for people with practice."),
    messages={
        "short": Text(
            "到 {first} 从业满 {actual} 年，要求至少 {required} 年",
            "full years of service by {first}: {actual}, at least {required} required",
        ),
        "short-at-most": Text(
            "到 {first} 从业至多满 {actual} 年，要求至少 {required} 年",
            "full years of service by {first}: {actual} at most, at least {required} required",
        ),
        "since-missing": Text(
            "从业起始时间（service_since）未记录，要求至少 {required} 年",
            "`service_since` is not recorded; full years required: at least {required}",
        ),
        "since-vague": Text(
            "从业起始只记到月，到 {first} 是否满 {required} 年取决于日期；请记到日",
            "`service_since` gives the month only, and the day decides whether the full years by {first} reach {required}; record the day",
        ),
        "days-vague": Text(
            "首个服务日在 {earliest} 至 {latest} 之间，从业是否满 {required} 年取决于是哪一天；请写明日期",
            "the first day served lies between {earliest} and {latest}, which decides whether the full years reach {required}; give the dates",
        ),
        "days-open": Text(
            "所报的工作日可能都不在该年度结对期间内（没有服务则按 1 月 1 日），从业是否满 {required} 年取决于此；请写明日期",
            "the workdays claimed may all lie outside the pairing's time in the year (then 1 January counts), which decides whether the full years reach {required}; give the dates",
        ),
        "entries-differ": Text(
            "{workers} 的证书号相同，是同一人，所记却不一致，无法判断；请更正",
            "{workers} have one certificate number and are one person, but their entries disagree; correct them",
        ),
    },
    fix=Text(
        "改派年限足够的人员，或补记 service_since。", "Send a worker with enough experience, or record service_since."
    ),
    fixes={
        "since-vague": Text("把从业起始时间（service_since）记到日。", "Record the day in `service_since`."),
        **dict.fromkeys(("days-vague", "days-open"), DATES),
        "entries-differ": ENTRIES,
    },
)


def check(worker: WorkerYear, requirement: Experience, context: Context) -> Iterable[Hit]:
    """What is wrong with a sent worker's years of service."""
    return experienced(worker, requirement) if worker.role == "sent" else NOT_ASKED


RULE = Rule(CARD, check)
