"""QS503 overspent: the year's expenses do not exceed its grants."""

from collections.abc import Sequence

from ..findings import Severity
from ..judging import total
from ..rule import NOT_ASKED, Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingYear
from ..texts import Text

SPENT, RECEIVED = Text("支出（expenses）", "`expenses`"), Text("资金（grants）", "`grants`")

CARD = Card(
    id="QS503",
    name="overspent",
    severity=Severity.WARNING,
    cumulative=True,
    subject=Kind.PAIRING_YEAR,
    always=True,
    title=Text("支出超过资金", "overspent"),
    asks=Text(
        "结对当年的支出不超过当年收到的资金。",
        "A pairing's expenses of a year do not exceed the money received for it.",
    ),
    why=Text("超出的部分应说明来源。", "Where the rest came from should be on record."),
    messages={
        "over": Text(
            "支出 {actual} 元，超过收到的 {required} 元", "{actual} yuan spent, more than the {required} received"
        ),
        "not-recorded": Text(
            "已支出 {actual} 元，而{keys}未记全，无法比较",
            "{actual} yuan spent, but {keys} are not fully recorded, so they cannot be compared",
        ),
        "grants-missing": Text(
            "已支出 {actual} 元，而资金（grants）未记录，无法比较",
            "{actual} yuan spent, but `grants` are not recorded, so they cannot be compared",
        ),
        "nothing-recorded": Text(
            "支出（expenses）的数额未记录，无法与收到的资金比较",
            "the amounts of `expenses` are not recorded, so they cannot be compared with the money received",
        ),
    },
    fix=Text("补记其他资金来源，或更正支出。", "Record where the money came from, or correct the expenses."),
    fixes=dict.fromkeys(
        ("not-recorded", "grants-missing", "nothing-recorded"),
        Text(
            "补记每笔资金和支出的数额（amount）；没有收到资金的，写 grants: []。",
            "Record the `amount` of every grant and expense; write `grants: []` if no money was received.",
        ),
    ),
)


def check(year: PairingYear, requirement: None, context: Context) -> Sequence[Hit]:
    """Expenses above the grants; nothing to compare where no expense is recorded."""
    record = year.record
    if record.expenses is None:
        return NOT_ASKED
    spent, spent_complete = total(record.expenses)
    received, received_complete = total(record.grants)
    if spent_complete and spent <= received:
        return ()
    where = year.place.at("expenses"), year.place.at("grants")
    if received_complete and spent > received:
        return [hit(False, "over", *where, at_least=not spent_complete, actual=spent, required=received)]
    if not spent_complete and not spent:
        return [hit(None, "nothing-recorded", *where)]
    if record.grants is None and spent_complete:
        return [hit(None, "grants-missing", *where, actual=spent)]
    complete = {SPENT: spent_complete, RECEIVED: received_complete}
    keys = [key for key, known in complete.items() if not known]
    required = received if received or received_complete else None
    return [hit(None, "not-recorded", *where, keys=keys, actual=spent, required=required)]


RULE = Rule(CARD, check)
