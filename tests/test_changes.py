"""On a compliant programme, one fact that breaks one clause changes that rule's results and no other's."""

from typing import Any

import pytest

from compliant import CHANGES, changed, compliant
from judged import Subject, judged, statuses
from qianshou_cli.findings import Status
from qianshou_cli.rules import RULES

BEFORE = statuses(judged(compliant()))


def test_the_compliant_programme_is_compliant() -> None:
    assert set(BEFORE.values()) == {Status.PASS, Status.NOT_APPLICABLE}
    met = {subject.rule for subject, status in BEFORE.items() if status is Status.PASS}
    assert {rule.card.id for rule in RULES if rule.card.key} <= met


def name_of(subject: Subject) -> str:
    """A subject as the changes name it."""
    name = subject.worker or subject.organization or subject.pairing
    return " ".join(str(part) for part in (name, subject.year) if part) or "programme"


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change["name"])
def test_one_broken_clause_changes_that_rules_results_and_no_others(change: dict[str, Any]) -> None:
    after = statuses(judged(changed(change)))
    differs = {subject: status for subject, status in after.items() if status is not BEFORE.get(subject, Status.PASS)}
    silent = {subject for subject, status in differs.items() if status is Status.NOT_APPLICABLE and subject in BEFORE}
    assert {subject.rule for subject in silent} == set(change.get("silences", ()))
    differs = {subject: status for subject, status in differs.items() if status is not Status.NOT_APPLICABLE}
    broken = {(rule, name) for rule, names in change["breaks"].items() for name in names}
    assert {(subject.rule, name_of(subject)) for subject in differs} == broken
    assert {status.value for status in differs.values()} == {change.get("status", "fail")}
    assert all(subject.worker for subject in BEFORE if subject not in after), "only unrecorded workers may go"


def test_the_changes_break_every_rule_that_judges_records() -> None:
    judging = {rule.card.id for rule in RULES if rule.card.subject}
    broken = {rule for change in CHANGES for rule in change["breaks"]}
    assert broken == judging - {"QS906"}  # no change of records makes a calendar unknown
