"""Every rule does what its cases say: status, place and evidence, never a mere count."""

from typing import Any

import pytest

from qianshou_cli.casebook import Case, cases_of
from qianshou_cli.findings import Result, is_input
from qianshou_cli.rules import BY_NAME, RULES
from qianshou_cli.texts import Lang, say
from support import judge_files


def _cases() -> list[Any]:
    found = []
    for rule in RULES:
        for case in cases_of(rule.card.id):
            found.append(pytest.param(rule.card.id, case, id=f"{rule.card.id} {case.name.en}"))
    return found


def _said(result: Result, key: str) -> str:
    """A fact of a result, as a case writes it."""
    if key == "at":
        return f"{result.locations[0].line}:{result.locations[0].column}"
    if key == "also":
        return str(result.locations[1])
    if key == "says":
        return result.message(Lang.ZH)
    if key == "file":
        return result.locations[0].file
    if key == "unrecorded":
        return "true" if result.unrecorded else "false"
    return say(getattr(result, key), Lang.ZH)


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_a_rule_finds_what_its_case_says(rule: str, case: Case) -> None:
    rules = tuple(BY_NAME[name] for name in (rule, *case.select))
    report = judge_files(case.contents, case.as_of, rules=rules, keep_all=True)
    results = [result for result in report.results if result.rule == rule]
    assert not [result.fault for result in report.results if result.fault]
    assert {result.rule for result in report.results if is_input(result)} <= {rule, *case.select}
    found = [
        {key: _said(result, key) for key in expected} for result, expected in zip(results, case.expect, strict=True)
    ]
    assert found == [dict(expected) for expected in case.expect]
