"""`qianshou explain`: one rule in full."""

from typing import Annotated

import typer

from . import completion
from .shared import Language, format_option
from .usage import parse_choice
from .words import words

FORMATS = ("text", "markdown")
HELP = words(
    "说明一条规则：要求什么、依据、参数、状态、例子、怎样改正。",
    "Explain one rule: what it asks, its clauses, parameters, statuses, examples, and how to mend.",
)


def explain(
    rule: Annotated[
        str,
        typer.Argument(
            metavar="RULE",
            autocompletion=completion.rules,
            help=words("规则编号或名称，如 QS301 或 sent-workdays。", "Id or name, such as QS301 or sent-workdays."),
        ),
    ],
    format_: Annotated[str, format_option(FORMATS)] = "text",
    lang: Language = None,
) -> None:
    """Print the page of a rule."""
    from ..catalogue.rule_pages import rule_page
    from .naming import named_rule
    from .pages import voice_of, write_page

    parse_choice("--format", format_, FORMATS)
    write_page(rule_page(named_rule(rule), voice_of(lang, format_)), format_)
