"""What must hold for every programme, whatever it records."""

import copy
import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliant import AS_OF, CHANGES, add_pairing, changed, compliant, written
from judged import found, judged, statuses, subject_of
from qianshou_cli.cli.endings import FORMATS
from qianshou_cli.dataset import merge
from qianshou_cli.engine import Settings, judge
from qianshou_cli.findings import Status
from qianshou_cli.load import load
from qianshou_cli.reporters.json import render
from qianshou_cli.reporters.shared.look import Look
from qianshou_cli.rules import BY_NAME, RULES
from qianshou_cli.rules.qs901_personal_data import scan
from qianshou_cli.subjects import Kind
from qianshou_cli.texts import Lang, mask
from support import DATA, judge_files, qianshou

BASE = compliant()
PROGRAMS = [("compliant", BASE), *((change["name"], changed(change)) for change in CHANGES[::5])]
programs = pytest.mark.parametrize("data", [data for _, data in PROGRAMS], ids=[name for name, _ in PROGRAMS])


@programs
def test_the_order_of_pairings_people_and_organizations_does_not_matter(data: dict[str, Any]) -> None:
    turned = {**data, **{key: data[key][::-1] for key in ("pairings", "workers", "organizations")}}
    assert statuses(judged(turned)) == statuses(judged(data))


@programs
def test_an_unrelated_pairing_changes_nobody_elses_results(data: dict[str, Any]) -> None:
    more = copy.deepcopy(data)
    add_pairing(more, "621123")
    before, after = found(judged(data).results), found(judged(more).results)
    own = {
        subject for subject in before if subject.pairing or subject.organization
    }  # not those of the programme as a whole
    assert {subject: after[subject] for subject in own} == {subject: before[subject] for subject in own}


@programs
def test_a_rule_says_one_thing_of_each_subject(data: dict[str, Any]) -> None:
    both = copy.deepcopy(data)
    for year in (year for item in both["pairings"] for year in item["years"].values()):
        if "sent" in year and "received" in year:  # everybody on both sides
            year["sent"], year["received"] = year["sent"] + year["received"], year["received"] + year["sent"]
    for report in (judged(data), judged(both)):
        subjects = Counter(
            (result.rule, result.pairing, result.year, result.worker, result.organization)
            for result in report.results
            if result.rule != "QS905"  # its subject, the waiver, has no name
        )
        assert [subject for subject, times in subjects.items() if times > 1] == []


def renamed(data: Mapping[str, Any], plan: str) -> dict[str, Any]:
    """The same programme under another plan, with other people."""
    other: dict[str, Any] = copy.deepcopy(dict(data))
    other["plan"]["id"] = plan
    for worker in other["workers"]:
        if "certificate" in worker:
            worker["certificate"]["number"] = f"{plan}-{worker['certificate']['number']}"
    return other


def test_the_order_of_files_does_not_matter() -> None:
    programme = copy.deepcopy(BASE)
    years = {item["id"]: {"2023": item["years"].pop("2023")} for item in programme["pairings"]}
    records = [
        {"format": 1, "records_for": "demo", "pairings": [{"id": name, "years": later}]}
        for name, later in years.items()
    ]
    other = copy.deepcopy(BASE)
    other["plan"]["id"] = "other"  # the same people as in the first: they are booked twice
    files = {f"{n}.yaml": written(data) for n, data in enumerate([programme, other, *records[:2]])}
    reports = [judge_files(dict(order), AS_OF, keep_all=True) for order in list(permutations(files.items()))[::5]]
    assert any(result.rule == "QS305" and result.status is Status.FAIL for result in reports[0].results)
    first = found(reports[0].results)
    for report in reports[1:]:
        assert found(report.results) == first
        assert report.exit_code == reports[0].exit_code


@programs
def test_another_programme_changes_nobody_elses_results(data: dict[str, Any]) -> None:
    alone = judge_files({"a.yaml": written(data)}, AS_OF, keep_all=True)
    both = judge_files({"a.yaml": written(data), "b.yaml": written(renamed(BASE, "other"))}, AS_OF, keep_all=True)
    of_it = [result for result in both.results if result.program == "demo"]
    assert found(of_it) == found(alone.results)


def test_records_in_a_file_of_their_own_are_judged_as_in_the_programme() -> None:
    programme = copy.deepcopy(BASE)
    years = programme["pairings"][0].pop("years")
    records = {"format": 1, "records_for": "demo", "pairings": [{"id": "p1", "years": years}]}
    split = judge_files({"program.yaml": written(programme), "r.yaml": written(records)}, AS_OF, keep_all=True)
    assert found(split.results) == found(judged(BASE).results)


YEARLY = (Kind.SENDER_YEAR, Kind.PAIRING_YEAR, Kind.WORKER_YEAR)


@settings(max_examples=25)
@given(st.sampled_from(PROGRAMS), st.dates(date(2022, 12, 31), date(2024, 6, 30)), st.integers(0, 700))
def test_a_later_day_never_turns_a_fail_of_a_past_year_into_a_pass(
    program: tuple[str, dict[str, Any]], day: date, days: int
) -> None:
    _, data = program
    rules = tuple(rule for rule in RULES if rule.card.subject in YEARLY)
    before = statuses(judged(data, day.isoformat(), rules=rules))
    after = statuses(judged(data, (day + timedelta(days=days)).isoformat(), rules=rules))
    past = {subject for subject in before if subject.year and date(subject.year, 12, 31) <= day}
    assert past
    assert {subject for subject in past if before[subject] is Status.FAIL and after[subject] is Status.PASS} == set()


@settings(max_examples=20)
@given(st.sampled_from(PROGRAMS), st.dates(date(2021, 12, 1), date(2024, 3, 1)))
def test_nothing_is_left_unjudged_and_nothing_pends_once_all_is_over(
    program: tuple[str, dict[str, Any]], day: date
) -> None:
    _, data = program
    report = judged(data, day.isoformat())
    assert not [result.fault for result in report.results if result.fault]
    subjects = [subject_of(result) for result in report.results]
    assert len(set(subjects)) == len(subjects), "exactly one result for each rule and subject"
    if day >= date(2023, 12, 31):
        assert Status.PENDING not in {result.status for result in report.results}


@programs
def test_selecting_one_rule_gives_its_results_of_the_full_run(data: dict[str, Any]) -> None:
    full = judged(data).results
    source = load(written(data).encode(), "program.yaml")
    for rule in RULES:
        if rule.card.id != "QS905":  # judges waivers by the rules that were judged
            selected = Settings(date.fromisoformat(AS_OF), (rule,), BY_NAME, keep_all=True)
            alone = judge(merge(source)[0], selected).results
            assert found(alone) == found(result for result in full if result.rule == rule.card.id)


@programs
def test_listing_fewer_results_never_changes_the_counts(data: dict[str, Any]) -> None:
    full, short = judged(data), judged(data, keep_all=False)
    assert short.summary == full.summary
    assert short.exit_code == full.exit_code


@programs
def test_the_language_changes_nothing_but_words(data: dict[str, Any]) -> None:
    report = judged(data)
    zh, en = (json.loads(render(report, Look(lang=lang))) for lang in Lang)
    assert zh["exit_code"] == en["exit_code"] == report.exit_code
    assert zh["summary"] == en["summary"] == {status.value: count for status, count in report.summary.items()}
    assert [facts_of(result) for result in zh["results"]] == [facts_of(result) for result in en["results"]]


@pytest.mark.parametrize("format_", FORMATS)
def test_format_and_language_never_change_the_exit_code(format_: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(written(changed(next(change for change in CHANGES if "QS301" in change["breaks"]))), "utf-8")
    for lang in Lang:
        output = f"{format_}={tmp_path / lang}"
        assert qianshou("validate", file, "--as-of", AS_OF, "--lang", lang, "--format", output).code == 1
        assert (tmp_path / lang).stat().st_size > 0


def facts_of(result: Mapping[str, Any]) -> dict[str, Any]:
    """What no language may change in a result: all but its words."""
    worded = ("actual", "required")  # numbers, or words such as those for a level
    return {k: v for k, v in result.items() if k != "message" and not (k in worded and isinstance(v, str))}


def test_the_data_files_get_the_same_verdict_in_either_order() -> None:
    files = {file.name: file.read_bytes() for file in sorted(DATA.glob("*.yaml"))}
    there, back = judge_files(files), judge_files(dict(reversed(files.items())))
    assert found(there.results) == found(back.results)
    assert there.exit_code == back.exit_code


PIECES = (
    "999999",
    "19000101",
    "0007",
    "004X",
    "138",
    "0000",
    "１３８０００００００",
    "０",
    "a",
    "_",
    ".",
    "@",
    "qq.com",
    " ",
    "-",
    "86",
    "00",
)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_what_is_found_to_be_personal_is_masked_wherever_it_is_printed(text: str) -> None:
    raw = text.encode()
    for start, end, _ in scan(raw):
        assert raw[start:end].decode() not in mask(text)
