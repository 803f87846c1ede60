"""`qianshou why`: the rows that made a number, so that it can be added up again; the evidence for every other rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..nearest import nearest
from ..texts import Text, some
from . import completion
from .output import ending_with, note_refused, write_stdout
from .shared import AsOf, Language, Limit, Paths, format_option, year_option
from .usage import UsageError, parse_choice
from .words import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ..dataset import Dataset
    from ..findings import Report
    from ..rule import Card

FORMATS = ("text", "json")
NAMED = 10
"""So many pairings are named at most, where one is to be chosen."""
HELP = words(
    "说明一个结论的由来：逐日列出工作日计算，或列出依据的原文。",
    "Show how a finding came about: workdays day by day, or the lines it rests on.",
)


def why(
    paths: Paths,
    rule: Annotated[
        str,
        typer.Option(
            "--rule",
            autocompletion=completion.rules,
            metavar="RULE",
            help=words("规则编号或名称，如 QS301。", "Id or name of the rule, such as QS301."),
        ),
    ],
    pairing: Annotated[
        str | None,
        typer.Option(
            "--pairing",
            autocompletion=completion.pairings,
            metavar="ID",
            help=words("结对标识。", "Id of the pairing."),
        ),
    ] = None,
    year: Annotated[
        str | None,
        year_option(words("工作年度。", "Working year.")),
    ] = None,
    as_of: AsOf = None,
    format_: Annotated[str, format_option(FORMATS)] = "text",
    lang: Language = None,
    limit: Limit = None,
) -> int:
    """Print the account of every programme that has the pairing; the exit code is 0, 3 or 4."""
    from ..account import account_object, account_page, accounts
    from ..reporters.json import as_json
    from ..rules import RULES
    from .check import check
    from .configured import configuration
    from .inputs import Files
    from .naming import named_rule
    from .options import parse_year, settle
    from .pages import write_page
    from .problems import changed_since

    card = named_rule(rule).card
    if card.subject is None:
        raise UsageError(
            Text(
                "{rule} 在读取文件时检查，没有计算过程；请用 validate",
                "{rule} is checked while files are read and has no account; use validate",
            ),
            rule=card.id,
        )
    parse_choice("--format", format_, FORMATS)
    config = configuration(None)
    choices = settle(config, as_of=as_of, lang=lang, keep_all=True, limit=limit)
    choices = choices._replace(settings=choices.settings._replace(rules=RULES, years=None))
    day, spoken = choices.settings.as_of, choices.lang
    asked_year = parse_year(year) if year is not None else None
    files = Files(paths, choices.limits)
    report = check(files, choices)
    note_refused(report, spoken)
    programs, problems = files.visit(lambda data: data)
    if changed_since(report, problems, spoken):
        return 3
    whole = any((found.rule, found.pairing, found.year) == (card.id, pairing, None) for found in report.results)
    whole = whole or (card.beyond and pairing is None)  # which is to be known first
    with ending_with(report.exit_code):
        if programs and not report.refused:  # which may be of the pairing and year
            _known(report, programs, pairing, asked_year, day)
        _demand(card, programs, pairing, day, year=asked_year is not None or whole)
        told = accounts(card, programs, report.results, day, pairing, asked_year)
        if format_ == "json":
            data = {"format": 1, "accounts": [account_object(one, spoken) for one in told]}
            write_stdout(as_json(data), as_utf8=True)
        else:
            write_page([block for one in told for block in account_page(one, spoken)], format_)
    return report.exit_code if report.exit_code > 1 else 0


def _demand(card: Card, programs: Sequence[Dataset], pairing: str | None, as_of: date, *, year: bool) -> None:
    """Raises UsageError when the rule cannot be shown without the pairing, or the year, that is missing.

    Whether a rule that can also find a pairing wrong as a whole needs a year is known when it has been judged.
    """
    kind = card.subject
    assert kind is not None
    missing = []
    if pairing is None and (kind.of_pairing or kind.of_year):
        missing.append(_option("--pairing", _pairings(programs)))
    if not year and kind.of_year:
        missing.append(_option("--year", [str(number) for number in _years(programs, pairing, as_of)]))
    if missing:
        raise UsageError(Text("{rule} 要写明 {missing}", "{rule} needs {missing}"), rule=card.id, missing=missing)


def _option(name: str, known: Sequence[str]) -> Text:
    """An option that is missing, and what can be written there."""
    there = some(known, NAMED)
    return Text(f"{name}（有：{there.zh}）", f"{name} (there are: {there.en})") if known else Text(name, name)


def _pairings(programs: Sequence[Dataset]) -> list[str]:
    """The ids of all pairings."""
    return [*dict.fromkeys(item.pairing.id for data in programs for item in data.pairings or ())]


def _years(programs: Sequence[Dataset], pairing: str | None, as_of: date) -> list[int]:
    """The working years of a pairing, or of all, that have begun."""
    from ..account import years_of

    return sorted(set().union(*(years_of(data, as_of, pairing) for data in programs)))


def _known(report: Report, programs: Sequence[Dataset], pairing: str | None, year: int | None, as_of: date) -> None:
    """Raises UsageError for a pairing or year that no programme has, with the nearest or all that there are."""
    from .check import without_pairings
    from .options import known_years

    every = _pairings(programs)
    if pairing is not None and pairing not in every:
        if near := nearest(pairing, every, 3):
            text = Text("没有结对“{given}”；是不是 {near}？", "there is no pairing `{given}`; did you mean {near}?")
        elif every:
            text = Text("没有结对“{given}”；有：{known}", "there is no pairing `{given}`; there are: {known}")
        elif any(data.pairings is not None for data in programs):
            text = Text("没有结对“{given}”：一个结对也没有", "there is no pairing `{given}`: there are none")
        else:
            text = Text("没有结对“{given}”：文件没有记录结对", "there is no pairing `{given}`: none are recorded")
        raise UsageError(text, given=pairing, near=near, known=some(every, NAMED))
    if year is None:
        return
    begun = known_years(_years(programs, pairing, as_of), () if pairing else without_pairings(report), as_of)
    if year not in begun:
        raise UsageError(
            Text(
                "截至 {date} 没有可判断的 {given} 年；有：{years}",
                "as of {date} there is no working year {given} to judge; there are: {years}",
            )
            if begun
            else Text("截至 {date} 没有可判断的工作年度", "as of {date} there is no working year to judge"),
            date=as_of,
            given=year,
            years=sorted(begun),
        )
