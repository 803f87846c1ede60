"""QS202 certificate: each sent worker held an accepted certificate before the first day served."""

from collections.abc import Iterable

from ..findings import Severity
from ..judging import certified
from ..mends import DATES, ENTRIES
from ..model.requirements import Certificate
from ..rule import NOT_ASKED, Card, Context, Hit, Rule
from ..subjects import Kind, WorkerYear
from ..texts import Text

CARD = Card(
    id="QS202",
    name="certificate",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.WORKER_YEAR,
    always=False,
    sides=("sent",),
    title=Text("职业水平证书", "certificate"),
    asks=Text(
        "每名援派人员持有方案认可等级的证书，批准日期早于当年首个服务日。",
        "Each sent worker holds a certificate of an accepted level, issued before the first day served in the year.",
    ),
    why=Text("方案只认全国社会工作者职业水平证书。", "The plans accept only the national certificate."),
    messages={
        "level": Text(
            "证书等级为“{level}”，方案认可：{accepted}", "the certificate is of level {level}; accepted: {accepted}"
        ),
        "issued-late": Text(
            "证书批准于 {issued}，不早于首个服务日 {first}",
            "the certificate was issued on {issued}, not before the first day served, {first}",
        ),
        "issued-after-start": Text(
            "证书批准于 {issued}，而最迟 {first} 已开始服务",
            "the certificate was issued on {issued}, but service had begun by {first}",
        ),
        "level-missing": Text("证书等级（certificate.level）未记录", "`certificate.level` is not recorded"),
        "issued-missing": Text("证书批准日期（certificate.issued）未记录", "`certificate.issued` is not recorded"),
        "issued-later": Text(
            "证书批准日期 {issued} 晚于截至日期，不计",
            "the certificate is dated {issued}, after the as-of date, and does not count",
        ),
        "days-missing": Text(
            "证书批准于 {issued}，而 {year} 年的首个服务日没有记明，无法判断先后",
            "the certificate was issued on {issued}, but which day of {year} was the first served is not recorded",
        ),
        "entries-differ": Text(
            "{workers} 的证书号相同，是同一人，所记却不一致，无法判断；请更正",
            "{workers} have one certificate number and are one person, but their entries disagree; correct them",
        ),
    },
    fix=Text(
        "改派持证人员，或补记、更正证书等级和批准日期。",
        "Send a certified worker, or record or correct the level and date of the certificate.",
    ),
    fixes={"days-missing": DATES, "entries-differ": ENTRIES},
)


def check(worker: WorkerYear, requirement: Certificate, context: Context) -> Iterable[Hit]:
    """What is wrong with a sent worker's certificate."""
    return certified(worker, requirement) if worker.role == "sent" else NOT_ASKED


RULE = Rule(CARD, check)
