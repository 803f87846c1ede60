"""Rule files, the list of rules, cards, requirements, cases and both languages agree."""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from string import Formatter
from typing import Any

import pytest

from qianshou_cli import judging
from qianshou_cli.casebook import Case, cases_of
from qianshou_cli.findings import Result, Status
from qianshou_cli.model.requirements import Requirements
from qianshou_cli.reporters.shared import wording
from qianshou_cli.rule import Hit, Rule
from qianshou_cli.rules import BY_NAME, GROUPS, RULES
from qianshou_cli.texts import Lang, Text
from support import ROOT, judge_files

PACKAGE = ROOT / "src" / "qianshou_cli"

WORDINGS_ELSEWHERE = {
    # given where paths are looked for and where the size is checked, before there is a file that a case could hold
    "QS001": {"not-found", "no-match", "no-files", "unreadable", "changed", "too-large", "too-many"},
    # given where a list of problems breaks off, hundreds of lines into a file: tests/test_limits.py
    "QS002": {"more"},
    "QS004": {"more"},
    "QS005": {"more"},
    # a wording for every form a value can have: the table in tests/test_reader.py equates itself with the card
    "QS003": set(BY_NAME["QS003"].card.messages),
}
"""Wordings that no case of the rule has to give."""


def file_name(rule: Rule) -> str:
    return f"{rule.card.id.lower()}_{rule.card.name.replace('-', '_')}"


def source_of(rule: Rule) -> ast.Module:
    return ast.parse((PACKAGE / "rules" / f"{file_name(rule)}.py").read_text("utf-8"))


def judged(rule: Rule, case: Case) -> list[Result]:
    """The results of the rule in one of its cases."""
    rules = tuple(BY_NAME[name] for name in (rule.card.id, *case.select))
    report = judge_files(case.contents, case.as_of, rules=rules, keep_all=True)
    return [result for result in report.results if result.rule == rule.card.id]


def statuses_of(rule: Rule) -> set[str]:
    """What the rule can say, read from its source: what it yields, and the shared judgements that it calls."""
    if rule.card.subject is None:
        return {Status.FAIL.value}
    trees = [source_of(rule), *_judgements_called(source_of(rule))]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    hits = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "hit"]
    found = {Status.PASS.value, Status.FAIL.value}
    if any(_may_be_none(call.args[0]) for call in hits):
        found.add(Status.UNKNOWN.value)
    if rule.card.cumulative or any(_waits(call) for call in hits):
        found.add(Status.PENDING.value)
    if any(isinstance(node, ast.Name) and node.id == "NOT_ASKED" for tree in trees for node in ast.walk(tree)):
        found.add(Status.NOT_APPLICABLE.value)
    return found


def _judgements_called(module: ast.AST) -> Iterator[ast.AST]:
    """The functions of `judging` that are called from a tree, and those that they call."""
    named = {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}
    for name, function in inspect.getmembers(judging, inspect.isfunction):
        if name in named and function.__module__ == judging.__name__:
            tree = ast.parse(inspect.getsource(function))
            yield tree
            yield from _judgements_called(tree)


def _may_be_none(met: ast.expr) -> bool:
    return any(isinstance(node, ast.Constant) and node.value is None for node in ast.walk(met))


def _waits(call: ast.Call) -> bool:
    return any(word.arg == "waits" and getattr(word.value, "value", None) is True for word in call.keywords)


per_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.card.id)


def test_files_and_list_name_the_same_rules_in_the_same_order() -> None:
    assert sorted(path.stem for path in (PACKAGE / "rules").glob("qs*.py")) == [file_name(rule) for rule in RULES]


def test_no_case_file_belongs_to_no_rule() -> None:
    found = {file.name for file in files("qianshou_cli").joinpath("cases").iterdir()}
    assert found <= {f"{file_name(rule)}.yaml" for rule in RULES}


def test_ids_and_names_are_unique() -> None:
    words = [word for rule in RULES for word in (rule.card.id, rule.card.name)]
    assert len(set(words)) == len(words)
    assert dict(BY_NAME) == {word: rule for rule in RULES for word in (rule.card.id, rule.card.name)}


def test_requirements_and_rules_have_the_same_keys() -> None:
    assert sorted(Requirements.model_fields) == sorted(rule.card.key for rule in RULES if rule.card.key)


def test_every_group_of_ids_has_a_name_and_every_name_a_group() -> None:
    assert {rule.card.group for rule in RULES} == set(GROUPS)
    assert set(wording.GROUPS) == set(GROUPS) - {"0"}  # no file that is refused has a row in a matrix


@per_rule
def test_a_card_agrees_with_its_file(rule: Rule) -> None:
    card = rule.card
    opening = ast.get_docstring(source_of(rule)) or ""
    assert opening.startswith(f"{card.id} {card.name}: ")
    assert opening.endswith(".")
    assert sys.modules[f"qianshou_cli.rules.{file_name(rule)}"].RULE is rule
    assert (card.subject is None) == card.id.startswith("QS0")
    if card.subject is not None:
        assert sys.modules[rule.check.__module__].CARD is card


@per_rule
def test_a_mend_of_its_own_belongs_to_a_message(rule: Rule) -> None:
    assert set(rule.card.fixes) <= set(rule.card.messages)


@per_rule
def test_both_languages_say_the_same(rule: Rule) -> None:
    card = rule.card
    for text in (card.title, card.asks, card.why, card.fix, *card.fixes.values(), *card.messages.values()):
        assert _placeholders(text.zh) == _placeholders(text.en), text
        assert re.search("[\u4e00-\u9fff]", text.zh), text
        assert re.search("[A-Za-z]", text.en), text
        assert not re.search("[，。；：！？]", text.en), text


def _placeholders(wording: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}


@per_rule
def test_every_number_found_can_be_said_to_be_at_least_so_much(rule: Rule) -> None:
    for name, text in rule.card.messages.items():
        said = rule.card.wording(Hit(True, name, at_least=True))
        if "{actual}" in text.en and rule.card.name != "receiver-level":  # which finds a level, no number
            assert "至少 {actual}" in said.zh
            assert "at least {actual}" in said.en


@per_rule
def test_a_rule_has_a_case_file_of_its_name(rule: Rule) -> None:
    assert files("qianshou_cli").joinpath("cases", f"{file_name(rule)}.yaml").is_file()
    assert len({case.name for case in cases_of(rule.card.id)}) == len(cases_of(rule.card.id))


@per_rule
def test_a_rule_has_a_case_for_everything_it_can_say(rule: Rule) -> None:
    cases = cases_of(rule.card.id)
    assert statuses_of(rule) <= {expected["status"] for case in cases for expected in case.expect}
    if rule.card.subject is None:
        assert any(not case.expect for case in cases), "a case with nothing to find"


@per_rule
def test_a_rule_has_a_case_for_every_wording(rule: Rule) -> None:
    given = {part.kind for case in cases_of(rule.card.id) for result in judged(rule, case) for part in result.parts}
    silent = rule.card.messages.keys() - given
    assert silent - WORDINGS_ELSEWHERE.get(rule.card.id, set()) == set()


@pytest.mark.parametrize(
    ("rule", "message", "key"),
    [
        ("QS101", "no-counties", "plan.counties"),
        ("QS101", "not-recorded", "pairings"),
        ("QS103", "not-recorded", "pairings"),
        ("QS107", "days-missing", "service"),
        ("QS107", "sent-missing", "sent"),
        ("QS108", "days-missing", "service"),
        ("QS108", "sent-missing", "sent"),
        ("QS201", "not-recorded", "sent"),
        ("QS202", "days-missing", "service"),
        ("QS203", "since-vague", "service_since"),
        ("QS203", "days-vague", "service"),
        ("QS203", "days-open", "service"),
        ("QS204", "not-recorded", "received"),
        ("QS301", "not-recorded", "sent"),
        ("QS302", "not-recorded", "received"),
        ("QS502", "not-recorded", "expenses: []"),
        ("QS502", "category-missing", "category"),
        ("QS503", "not-recorded", "amount"),
        ("QS503", "grants-missing", "grants: []"),
        ("QS503", "nothing-recorded", "amount"),
        ("QS601", "short", "pairings"),  # no record of a year has a number of counties
        ("QS601", "pairings-missing", "pairings"),
        ("QS602", "unpaired", "plan.counties"),
        ("QS602", "no-counties", "total"),
        ("QS602", "pairings-missing", "pairings"),
    ],
)
def test_where_records_are_missing_it_says_which_to_write(rule: str, message: str, key: str) -> None:
    fix = BY_NAME[rule].card.fix_of(message)
    assert all(key in text for text in fix), fix


@per_rule
def test_one_case_that_fails_and_one_that_passes_are_examples(rule: Rule) -> None:
    examples = [{expected["status"] for expected in case.expect} for case in cases_of(rule.card.id) if case.example]
    failing = [statuses for statuses in examples if "fail" in statuses]
    passing = [statuses for statuses in examples if statuses == {"pass"}]
    assert len(failing) == 1
    assert len(passing) == (rule.card.subject is not None)
    assert len(examples) == len(failing) + len(passing)


@per_rule
def test_every_result_of_every_case_reads_in_both_languages(rule: Rule) -> None:
    for case in cases_of(rule.card.id):
        for result in judged(rule, case):
            for lang in Lang:
                message = result.message(lang)
                assert message
                assert not re.search(r"\{\w+\}", message), message
            for _, text, values in result.parts:
                assert _missing(text, values) == set(), (case.name.en, text)


def _missing(text: Text, values: Any) -> set[str]:
    """The placeholders whose evidence says nothing."""
    return {name for name in _placeholders(text.en) if values[name] in (None, "", [], ())}


@per_rule
def test_a_rule_does_not_apply_where_the_plan_does_not_ask(rule: Rule) -> None:
    """Its own passing example without the requirement: no result but "not applicable"."""
    key = rule.card.key
    if key is None:
        return
    example = next(
        case for case in cases_of(rule.card.id) if case.example and {"status": "pass"}.items() <= case.expect[0].items()
    )
    program = example.files["program.yaml"]
    without = re.sub(rf"(?m)^    {key}:.*\n(?:     .*\n)*", "", program).replace(
        "requirements:\norg", "requirements: {}\norg"
    )
    assert without != program
    report = judge_files({"program.yaml": without}, example.as_of, rules=(rule,), keep_all=True)
    assert {result.status for result in report.results} == {Status.NOT_APPLICABLE}
    assert report.summary[Status.PASS] == 0


def test_a_result_of_two_causes_says_how_to_mend_both_and_what_they_share_once() -> None:
    card = BY_NAME["QS108"].card
    both = card.fix_of("sent-missing", "parties-missing", "parties")
    assert both == Text(card.fixes["sent-missing"].zh + card.fix.zh, f"{card.fixes['sent-missing'].en} {card.fix.en}")
