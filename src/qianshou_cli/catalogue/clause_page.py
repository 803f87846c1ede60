"""Every clause of the plans of `data/`, and the rule that checks it or why none can."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ..rule import Rule
from ..texts import Text
from .blocks import Block, Heading, Rows, Voice
from .plans import NOTES, Shipped, clause_order, shipped


class ClauseRow(NamedTuple):
    """A clause, what it says, and what becomes of it."""

    clause: str
    what: Text
    rule: str | None
    """The id of the rule that checks it; None when none can."""
    parameters: str
    """The requirement's parameters as YAML."""
    why: Text | None
    """Why no rule checks it, or in what way one does without a requirement."""


def clause_rows(plan: Shipped, rules: Sequence[Rule]) -> list[ClauseRow]:
    """The clauses of a plan in the order of the document; what rules check comes first in each."""
    return sorted(_rows(plan, rules), key=lambda row: (clause_order(row.clause), row.rule is None))


def _rows(plan: Shipped, rules: Sequence[Rule]) -> Iterator[ClauseRow]:
    by_key = {rule.card.key: rule.card for rule in rules if rule.card.key}
    for key in plan.requirements:
        for clause in plan.clauses(key):
            yield ClauseRow(clause, by_key[key].title, by_key[key].id, plan.parameters(key), None)
    for note in NOTES:
        if plan.id in note.plans:
            yield ClauseRow(note.clause, note.what, note.rule, "", note.why)


def clause_page(rules: Sequence[Rule], voice: Voice) -> list[Block]:
    """The page, a table for each plan."""
    page: list[Block] = [
        Heading(1, voice.short(Text("条款与规则", "Clauses and rules"))),
        *voice.sentences(
            Text(
                "每个方案的每项条款由哪条规则核对；没有规则的，说明原因。",
                "Which rule checks each clause of each plan; where none does, why.",
            )
        ),
    ]
    header = [
        Text("条款", "clause"),
        Text("内容", "what it says"),
        Text("规则", "rule"),
        Text("参数或原因", "parameters, or why"),
    ]
    names = {rule.card.id: f"{rule.card.id} {rule.card.name}" for rule in rules}
    for plan in shipped():
        rows = [
            [
                row.clause,
                voice.short(row.what),
                names[row.rule] if row.rule else "-",
                voice.short(row.why) if row.why else f"`{row.parameters}`" if row.parameters else "",
            ]
            for row in clause_rows(plan, rules)
        ]
        page += [Heading(2, plan.title), Rows([voice.short(text) for text in header], rows)]
    return page


def clause_objects(rules: Sequence[Rule]) -> dict[str, Any]:
    """The same as plain data, in both languages."""
    return {
        "plans": [
            {
                "id": plan.id,
                "title": plan.title,
                "clauses": [
                    {
                        "clause": row.clause,
                        "what": row.what._asdict(),
                        "rule": row.rule,
                        "parameters": row.parameters or None,
                        "why": row.why and row.why._asdict(),
                    }
                    for row in clause_rows(plan, rules)
                ],
            }
            for plan in shipped()
        ]
    }
