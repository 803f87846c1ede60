"""QS502 expenses: money is spent only on what the plan allows."""

from collections.abc import Sequence

from ..findings import Severity
from ..model.requirements import Expenses
from ..rule import Card, Context, Hit, Rule, hit
from ..subjects import Kind, PairingYear
from ..texts import Text, legible

CARD = Card(
    id="QS502",
    name="expenses",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.PAIRING_YEAR,
    always=False,
    title=Text("支出范围", "expenses"),
    asks=Text("每笔支出都在方案允许的类别内。", "Each expense is in a category that the plan allows."),
    why=Text("补助资金限定用途。", "The grant is for named purposes."),
    messages={
        "category": Text(
            "支出类别 {categories} 不在允许范围内；允许：{allowed}",
            "expense categories not allowed: {categories}; allowed: {allowed}",
        ),
        "category-missing": Text(
            "{count} 笔支出的类别（category）未记录", "expenses whose `category` is not recorded: {count}"
        ),
        "not-recorded": Text("支出（expenses）未记录", "`expenses` are not recorded"),
    },
    fix=Text("更正类别，或改由其他资金列支。", "Correct the category, or pay from other money."),
    fixes={
        "category-missing": Text("补记这些支出的类别（category）。", "Record the `category` of these expenses."),
        "not-recorded": Text(
            "补记每笔支出及其类别；确实没有支出的，写 expenses: []。",
            "Record every expense with its category; write `expenses: []` when nothing was spent.",
        ),
    },
)


def check(year: PairingYear, requirement: Expenses, context: Context) -> Sequence[Hit]:
    """Expenses outside the allowed categories, and those without a category."""
    expenses, place = year.record.expenses, year.place.at("expenses")
    if expenses is None:
        return [hit(None, "not-recorded", place, waits=True)]  # accounts come in until the year's end
    allowed, hits = {None, *requirement.categories}, []
    wrong = [number for number, expense in enumerate(expenses) if expense.category not in allowed]
    if wrong:
        categories = sorted({legible(str(expenses[number].category)) for number in wrong})
        where = [place.at(number, "category") for number in wrong]
        hits.append(
            hit(False, "category", *where, categories=categories, allowed=[*map(legible, requirement.categories)])
        )
    silent = [number for number, expense in enumerate(expenses) if expense.category is None]
    if silent:
        hits.append(hit(None, "category-missing", *(place.at(number) for number in silent), count=len(silent)))
    return hits


RULE = Rule(CARD, check)
