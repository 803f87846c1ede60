"""`qianshou rules`: all rules, as a table, JSON or the reference page; or the clauses and the rules that check them."""

from typing import Annotated

import typer

from .output import write_stdout
from .shared import Language, format_option
from .usage import parse_choice
from .words import words

FORMATS = ("table", "json", "markdown")
HELP = words(
    "列出规则；--clauses 按条款列出。", "List the rules; --clauses lists the plans' clauses and what checks them."
)


def rules(
    format_: Annotated[str, format_option(FORMATS)] = "table",
    clauses: Annotated[
        bool,
        typer.Option(
            "--clauses",
            help=words(
                "按两个方案的条款列出核对它的规则。", "List the clauses of both plans with the rule that checks each."
            ),
        ),
    ] = False,
    lang: Language = None,
) -> None:
    """Print the rules or the clauses."""
    from ..catalogue.clause_page import clause_objects, clause_page
    from ..catalogue.rule_pages import card_object, overview, reference
    from ..reporters.json import as_json
    from ..rules import RULES
    from .pages import voice_of, write_page

    parse_choice("--format", format_, FORMATS)
    voice = voice_of(lang, format_)
    if format_ == "json":
        data = clause_objects(RULES) if clauses else {"rules": [card_object(rule.card) for rule in RULES]}
        write_stdout(as_json(data), as_utf8=True)
    elif clauses:
        write_page(clause_page(RULES, voice), format_)
    else:
        write_page(reference(RULES, voice) if format_ == "markdown" else [overview(RULES, voice)], format_)
