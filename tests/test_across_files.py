"""Several files in one run: what is merged, what clashes, who is double-booked; order and processes do not matter."""

import gc
import multiprocessing
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from qianshou_cli import helpers
from qianshou_cli.assess import Input, assess, visit
from qianshou_cli.cli.inputs import read
from qianshou_cli.dataset import Dataset
from qianshou_cli.engine import NOT_HERE, NOT_REQUIRED, PASSED, Settings
from qianshou_cli.findings import PairingInfo, ProgramInfo, Report, Result, RuleInfo, Severity, Status
from qianshou_cli.model import ProgramFile
from qianshou_cli.reporters import Look
from qianshou_cli.reporters.json import render
from qianshou_cli.rules import BY_NAME, RULES
from qianshou_cli.texts import Lang
from support import judge_files, qianshou

PROGRAM = """\
# 虚构 (fictional)
format: 1
plan:
  id: {plan}
  title: 虚构方案
  period: {{from: 2022, to: 2023}}
  sender_province: 上海市
  receiver_province: 甘肃省
  requirements:
    sent_workdays: {{min: 10, clause: 二（四）3}}
organizations:
  - {{id: s, name: 虚构援派机构, province: 上海市}}
  - {{id: r, name: 虚构受援机构, province: 甘肃省}}
workers:
  - {{id: w1, employer: s, certificate: {{level: 社会工作师, number: {number}}}}}
pairings:
  - id: p1
    mode: cross_province
    sender: s
    receiver: r
    county: "622926"
    years:
      2022: {{sent: [{{worker: w1, service: [{service}]}}]}}
"""
WEEKS = "2022-03-07/2022-03-18"
RECORDS = """\
# 虚构 (fictional)
format: 1
records_for: {plan}
workers:
  - {{id: w2, employer: s}}
pairings:
  - id: {pairing}
    years:
      {year}: {{sent: [{{worker: {worker}, service: [2023-03-06/2023-03-17]}}]}}
"""


def _program(plan: str = "demo", service: str = WEEKS, number: str = "FICT-0001") -> str:
    return PROGRAM.format(plan=plan, service=service, number=number)


def _records(plan: str = "demo", pairing: str = "p1", year: int = 2023, worker: str = "w2") -> str:
    return RECORDS.format(plan=plan, pairing=pairing, year=year, worker=worker)


def _judge(files: Mapping[str, str], *rules: str) -> Report:
    chosen = tuple(BY_NAME[name] for name in rules) or RULES
    return judge_files(files, "2023-12-31", rules=chosen, keep_all=True)


def _of(report: Report, rule: str) -> list[Result]:
    return [result for result in report.results if result.rule == rule]


def _input_problems(report: Report) -> list[tuple[str, str, list[str]]]:
    found = [result for result in report.results if result.rule.startswith("QS0")]
    return [(result.rule, result.message(Lang.EN), [str(span) for span in result.locations]) for result in found]


def test_records_files_are_merged_with_their_workers() -> None:
    report = _judge({"records.yaml": _records(), "program.yaml": _program()}, "QS301")
    assert report.exit_code == 0
    assert [(r.year, r.status, r.actual, str(r.locations[0])) for r in _of(report, "QS301")] == [
        (2022, Status.PASS, 10, "program.yaml:23:14"),
        (2023, Status.PASS, 10, "records.yaml:9:14"),
    ]


def test_a_worker_may_be_recorded_in_any_file_whatever_the_order() -> None:
    names_only = "format: 1\nrecords_for: demo\nworkers:\n  - {id: w2, employer: s}\n"
    years_only = "".join(
        line for line in _records().splitlines(keepends=True) if "worker" not in line or "sent" in line
    )
    years_only = years_only.replace("  - {id: w2, employer: s}\n", "")
    files = {"names.yaml": names_only, "program.yaml": _program(), "years.yaml": years_only}
    one, other = (_judge(dict(order), "QS301") for order in (files.items(), reversed(files.items())))
    assert [(r.year, r.status) for r in _of(one, "QS301")] == [(2022, Status.PASS), (2023, Status.PASS)]
    assert (one.exit_code, one.results) == (other.exit_code, other.results)


def test_a_program_may_name_a_worker_of_a_records_file() -> None:
    program = _program().replace("- {id: w1,", "- {id: w0,")
    assert _judge({"program.yaml": program}).exit_code == 3
    names = "format: 1\nrecords_for: demo\nworkers:\n  - {id: w1, employer: s}\n"
    assert _judge({"program.yaml": program, "names.yaml": names}, "QS301").exit_code == 0


def test_several_records_files_of_one_program_are_all_merged() -> None:
    second = _records(year=2021).replace("2023-03-06/2023-03-17", "2021-03-08").replace("id: w2", "id: w3")
    files = {"a.yaml": _records(), "b.yaml": second.replace("worker: w2", "worker: w3"), "program.yaml": _program()}
    report = _judge(files, "QS301", "QS303")
    assert [(r.year, r.worker, r.status) for r in _of(report, "QS303")] == [
        (2021, "w3", Status.FAIL),  # before the plan's period
        (2022, "w1", Status.PASS),
        (2023, "w2", Status.PASS),
    ]


@pytest.mark.parametrize(
    ("records", "rule", "said", "places"),
    [
        (
            _records(plan="dema"),
            "QS004",
            "no plan `dema` is among the files of this run; did you mean `demo`?",
            ["3:14"],
        ),
        (_records(plan="other-plan"), "QS004", "check its program file with it", ["3:14"]),
        (_records(pairing="p9"), "QS004", "the program file has no pairing `p9`", ["7:9", "program.yaml:16:1"]),
        (_records(worker="w8"), "QS004", "there is no worker `w8`", ["9:30"]),
        (_records(year=2022), "QS005", "records of p1 2022 are given twice", ["9:7", "program.yaml:23:7"]),
        (
            _records().replace("id: w2", "id: w1"),
            "QS005",
            "worker `w1` is listed at program.yaml:15:10",
            ["5:10", "program.yaml:15:10"],
        ),
        (_records().replace("employer: s", "employer: z"), "QS004", "there is no organization `z`", ["5:24"]),
        (_records().replace("sent", "snt"), "QS003", "snt", ["9:14"]),
        (_records().replace("format: 1", "format: [1"), "QS001", "", []),
    ],
)
def test_a_bad_records_file_is_named_and_hides_nothing(records: str, rule: str, said: str, places: list[str]) -> None:
    good = _program(service="2022-03-07")
    report = _judge({"program.yaml": good, "records.yaml": records})
    problems = _input_problems(report)
    assert problems[0][0] == rule
    assert said in problems[0][1]
    card, told = BY_NAME[rule].card, _of(report, rule)[0]
    assert (told.name, told.severity, told.status) == (card.name, card.severity, Status.FAIL)
    assert told.fix == card.fix_of(told.parts[0].kind)
    assert problems[0][2][: len(places)] == [
        f"records.yaml:{place}" if ".yaml" not in place else place for place in places
    ]
    alone = [result for result in _judge({"program.yaml": good}).results if result.rule[2] != "0"]
    judged = [result for result in report.results if result.rule[2] != "0"]
    assert judged == alone, "what the program file says is judged as if the records file were not there"
    assert report.exit_code == 3


def test_the_same_pairing_year_in_two_records_files_names_both_places() -> None:
    files = {"a.yaml": _records(), "b.yaml": _records().replace("w2", "w3"), "program.yaml": _program()}
    for order in permutations(files.items()):
        ((rule, said, places),) = _input_problems(_judge(dict(order)))
        assert rule == "QS005"
        assert said == "records of p1 2023 are given twice, first at a.yaml:9:7; those of this file were not merged"
        assert places == ["b.yaml:9:7", "a.yaml:9:7"]


LEFT_OUT = """\
# 虚构 (fictional)
format: 1
records_for: demo
workers:
  - {id: w9, employer: nowhere, certificate: {level: 社会工作师, issued: 2015-05-01, number: FICT-0009}}
"""


def test_what_a_records_file_that_is_left_out_says_of_a_worker_does_not_count() -> None:
    program = _program().replace("- {worker: w1", "- {worker: w9").replace("sent: [{worker: w1", "sent: [{worker: w9")
    program = program.replace("requirements:\n", "requirements:\n    certificate: {levels: [社会工作师]}\n")
    report = _judge({"program.yaml": program, "records.yaml": LEFT_OUT})
    assert [(rule, places[0]) for rule, _, places in _input_problems(report)] == [("QS004", "records.yaml:5:24")]
    (certificate,) = _of(report, "QS202")
    assert (certificate.status, str(certificate.locations[0])) == (Status.UNKNOWN, "records.yaml:5:10")
    assert certificate.worker == "w9"
    (role,) = _of(report, "QS205")
    assert (role.status, role.worker, str(role.locations[0])) == (Status.UNKNOWN, "w9", "program.yaml:24:21")
    assert _of(report, "QS301")[0].status is Status.PASS, "of days the program file itself speaks"


def test_a_records_file_that_is_left_out_takes_no_id_from_another() -> None:
    good = LEFT_OUT.replace("nowhere", "s")
    files = {"program.yaml": _program(), "bad.yaml": LEFT_OUT, "good.yaml": good}
    for order in permutations(files.items()):
        problems = _input_problems(_judge(dict(order)))
        assert {places[0].split(":")[0] for _, _, places in problems} == {"bad.yaml"}
        assert problems[-1][0] == "QS004"


@pytest.mark.parametrize(
    ("broken", "rule"),
    [
        (LEFT_OUT.replace("format: 1", "format: 2"), "QS003"),
        (LEFT_OUT.replace("records_for: demo", "records_for: demo\nrecords_for: demo"), "QS002"),
        (LEFT_OUT.replace("format: 1", "format: [1"), "QS001"),
        ("\ufeffrecords_for : 'demo'\nformat: 2\n", "QS003"),
        ('{"format": 2, "records_for": "demo"}', "QS003"),
        ("", "QS003"),
        ("# 虚构\nformat: 1\n", "QS003"),
        ("pairings: [{id: p1, years: {2022: {assistance_plan: 2022-", "QS001"),
        ("\0".join(LEFT_OUT), "QS001"),
    ],
)
def test_whom_no_file_lists_a_records_file_that_cannot_be_read_may_list(broken: str, rule: str) -> None:
    program = _program().replace("sent: [{worker: w1", "sent: [{worker: w9")
    program = program.replace("requirements:\n", "requirements:\n    certificate: {levels: [社会工作师]}\n")
    more = _records().replace("worker: w2", "worker: w8").replace("id: w2", "id: w7")
    other = _program("other").replace("worker: w1", "worker: w9")
    files = {"program.yaml": program, "records.yaml": broken, "more.yaml": more, "other.yaml": other}
    for order in permutations(files.items()):
        report = _judge(dict(order))
        found = {(rule, places[0].split(":")[0]) for rule, _, places in _input_problems(report)}
        assert found == {(rule, "records.yaml"), ("QS004", "other.yaml")}, "the other plan has no such file"
        assert [info.id for info in report.programs] == ["demo"]
        assert [(result.worker, result.status) for result in _of(report, "QS205")] == [
            ("w9", Status.UNKNOWN),
            ("w8", Status.UNKNOWN),
        ]
        told = sorted((str(result.locations[0]), result.worker, result.status) for result in _of(report, "QS202"))
        assert told == [("more.yaml:9:30", "w8", Status.UNKNOWN), ("program.yaml:24:30", "w9", Status.UNKNOWN)]


@pytest.mark.parametrize("command", [("validate",), ("progress",), ("report", "--year", "2022", "-o", "report.md")])
def test_whom_no_file_lists_a_records_file_that_was_not_found_may_list(command: Sequence[str], tmp_path: Path) -> None:
    (tmp_path / "program.yaml").write_text(_program(), encoding="utf-8")
    (tmp_path / "records.yaml").write_text(_records(worker="w8"), encoding="utf-8")
    run = qianshou(*command, "program.yaml", "records.yaml", "gone.yaml", "--as-of", "2023-12-31", cwd=tmp_path)
    assert run.code == 3
    assert "gone.yaml" in run.out + run.err
    assert "QS004" not in run.out + run.err


def test_nothing_came_before_service_that_a_refused_file_may_record() -> None:
    """In the first year, which is not over: what is recorded shows no service, but a part of it cannot be read."""
    asks = "requirements:\n    needs_assessment: {}\n    agreement: {parties: [sender]}\n"
    program = _program().split("    years:")[0].replace("requirements:\n", asks)
    program += "    needs_assessment: 2022-05-01\n    agreement: {signed: 2022-05-02, parties: [sender]}\n"
    served = _records(year=2022).replace("2023-03-06/2023-03-17", "2022-04-27")
    for records, status in (
        (None, Status.PASS),
        (served, Status.FAIL),
        (served + "bogus: 1\n", Status.PENDING),
        ("records_for: other\nformat: 2\n", Status.PASS),
        ("", Status.PENDING),
    ):
        files = {"program.yaml": program} | ({} if records is None else {"records.yaml": records})
        report = judge_files(files, "2022-07-04", rules=(BY_NAME["QS107"], BY_NAME["QS108"]), keep_all=True)
        assert [r.status for r in report.results if r.rule > "QS1"] == [status, status], records


@pytest.mark.parametrize("command", ["validate", "progress", "report", "why"])
def test_a_year_or_pairing_that_a_refused_file_may_have_is_not_called_missing(command: str, tmp_path: Path) -> None:
    later = _program("later").replace("{from: 2022, to: 2023}", "{from: 2024, to: 2025}").replace("2022:", "2024:")
    (tmp_path / "program.yaml").write_text(_program(), encoding="utf-8")
    (tmp_path / "later.yaml").write_text(later.replace("id: p1", "id: p2\n    bogus: 1"), encoding="utf-8")
    asked = {"report": ["-o", "report.md"], "why": ["--rule", "QS301", "--pairing", "p2"]}.get(command, [])
    run = qianshou(command, ".", "--year", "2024", "--as-of", "2024-12-31", *asked, cwd=tmp_path)
    assert run.code == 3
    assert "bogus" in run.out + run.err
    assert not re.search("没有方案|没有结对|2024 年", run.err)


def test_every_plan_of_a_records_file_that_cannot_be_read_is_spared() -> None:
    files = {f"{plan}.yaml": _program(plan).replace("sent: [{worker: w1", "sent: [{worker: w9") for plan in "ab"}
    broken = {f"{plan}-records.yaml": f"records_for: {plan}\nformat: 2\n" for plan in "ab"}
    report = _judge({**files, **broken})
    assert [rule for rule, _, _ in _input_problems(report)] == ["QS003", "QS003"]
    assert [info.id for info in report.programs] == ["a", "b"]


def test_of_plans_that_are_equally_near_the_same_is_named_whatever_the_order() -> None:
    for order in permutations(["demo-a", "demo-b", "demo-c"]):
        files = {f"{plan}.yaml": _program(plan) for plan in order}
        ((_, said, _),) = _input_problems(_judge({**files, "records.yaml": _records("demo-x")}, "QS004"))
        assert said.endswith("did you mean `demo-a`?")


@pytest.mark.parametrize(
    "broken",
    [
        "# 虚构\nformat: 1\nformat: 1\n",
        _program().replace("workers:\n", "workers:\n  - {id: w1, employer: s}\n"),
        _program().replace("worker: w1", "worker: w8"),
    ],
    ids=["QS002", "QS005", "QS004"],
)
def test_what_is_wrong_with_a_file_has_the_same_name_wherever_its_lines_move(broken: str) -> None:
    (before,), (after,) = (_judge({"a.yaml": text}).results for text in (broken, "# 虚构\n" + broken))
    assert str(before.locations[0]) != str(after.locations[0])
    assert before.fingerprint == after.fingerprint


def test_years_outside_the_plan_are_told_of_alike_whichever_years_are_judged() -> None:
    files = {
        "program.yaml": _program().replace(
            "2022: {sent", "2021: {sent: [{worker: w1, service: [2021-03-01]}]}\n      2022: {sent"
        )
    }
    whole, one = _judge(files), judge_files(files, "2023-12-31", rules=RULES, keep_all=True, years=frozenset({2022}))
    told = [[r.fingerprint for r in _of(report, "QS303") if r.status is Status.FAIL] for report in (whole, one)]
    assert told[0] == told[1] != []


def test_several_bad_records_files_are_all_named() -> None:
    files = {
        "a.yaml": _records(pairing="p9"),
        "b.yaml": _records(worker="w8").replace("id: w2", "id: w3"),
        "program.yaml": _program(),
    }
    problems = _input_problems(_judge(files))
    assert [(rule, places[0]) for rule, _, places in problems] == [("QS004", "a.yaml:7:9"), ("QS004", "b.yaml:9:30")]


def test_records_of_a_program_that_was_refused_are_reported_too() -> None:
    refused = _program().replace("sender: s", "sender: nobody")
    problems = _input_problems(_judge({"program.yaml": refused, "records.yaml": _records()}))
    assert [(rule, places[0]) for rule, _, places in problems] == [
        ("QS004", "program.yaml:19:13"),
        ("QS004", "records.yaml:3:14"),
    ]
    assert "a program file could not be, which may be the one" in problems[1][1]


def test_records_of_a_missing_program_are_told_apart_from_those_of_a_refused_one() -> None:
    files = {"program.yaml": _program(), "bad.yaml": _records(pairing="p9"), "records.yaml": _records("other-plan")}
    (_, bad, _), (_, missing, _) = _input_problems(_judge(files))
    assert "no pairing `p9`" in bad
    assert "check its program file with it" in missing


def test_rules_on_a_file_alone_do_not_look_at_files_together() -> None:
    files = {"a.yaml": _program(), "b.yaml": _program(), "records.yaml": _records("other-plan"), "c.yaml": "[1"}
    assert [rule for rule, _, _ in _input_problems(_judge(files, "QS001", "QS002", "QS003"))] == ["QS001"]


def test_a_program_is_introduced_with_what_its_plan_and_pairings_say() -> None:
    bare = _program()
    full = bare.replace(
        "  period:",
        "  document: {number: 虚构〔2022〕1号, issued: 2022-01-10}\n"
        "  counties: {total: 3, named: [{code: '622926', name: 东乡族自治县}]}\n"
        "  period:",
    )
    pairing = PairingInfo("p1", "东乡族自治县", "虚构援派机构", "虚构受援机构")
    info = ProgramInfo(
        id="demo",
        title="虚构方案",
        file="p.yaml",
        document="虚构〔2022〕1号",
        issued=date(2022, 1, 10),
        period=(2022, 2023),
        sender_province="上海市",
        receiver_province="甘肃省",
        counties=3,
        pairings=(pairing,),
        years=(2022, 2023),
        judged={"p1": "23", None: "1"},
    )
    rules = ("QS103", "QS205", "QS301", "QS303", "QS401", "QS902")  # nothing is asked for by the last two
    report = _judge({"p.yaml": full}, *rules)
    assert report.programs == (info,)
    short = judge_files({"p.yaml": full}, "2023-12-31", rules=tuple(BY_NAME[name] for name in rules))
    assert (short.programs, short.summary) == (report.programs, report.summary)
    unnamed = info._replace(document=None, issued=None, counties=None, pairings=(pairing._replace(county="622926"),))
    assert _judge({"p.yaml": bare}, *rules).programs == (unnamed,)


def test_what_does_not_apply_has_no_clause_and_is_kept_only_where_everything_is() -> None:
    rules = tuple(BY_NAME[name] for name in ("QS401", "QS902"))  # not in the plan; no organization has a code
    kept = judge_files({"p.yaml": _program()}, "2023-12-31", rules=rules, keep_all=True)
    assert [(r.rule, r.status, r.clauses) for r in kept.results] == [
        *[("QS401", Status.NOT_APPLICABLE, ())] * 2,
        *[("QS902", Status.NOT_APPLICABLE, ())] * 2,
    ]
    for result in kept.results:
        card, said = BY_NAME[result.rule].card, NOT_REQUIRED if result.rule == "QS401" else NOT_HERE
        assert (result.name, result.fix, result.message(Lang.EN)) == (card.name, card.fix, said.text.en)
    short = judge_files({"p.yaml": _program()}, "2023-12-31", rules=rules)
    assert (short.results, short.passed) == ((), 0)


def test_a_weight_that_the_user_gives_is_the_weight_of_that_rule_only() -> None:
    rules, heavier = (BY_NAME["QS301"], BY_NAME["QS205"]), {"QS301": Severity.WARNING}
    found = judge_files({"p.yaml": _program()}, "2023-12-31", rules=rules, severities=heavier, keep_all=True).results
    assert [r.message(Lang.EN) for r in found if r.rule == "QS205"] == [PASSED.text.en]
    assert {(r.rule, r.severity) for r in found} == {("QS301", Severity.WARNING), ("QS205", Severity.ERROR)}


def test_a_report_describes_every_rule_in_the_order_of_the_ids() -> None:
    assert [info._asdict() for info in _judge({"p.yaml": _program()}, "QS301").rules] == [
        {key: getattr(rule.card, key) for key in RuleInfo._fields} for rule in RULES
    ]


def test_a_run_of_one_year_judges_that_year_and_counts_the_others() -> None:
    files = {"program.yaml": _program(service="2022-03-07/2022-03-18"), "records.yaml": _records()}
    whole = judge_files(files, "2023-12-31", keep_all=True)
    one = judge_files(files, "2023-12-31", keep_all=True, years=frozenset({2023}))
    assert {r.year for r in whole.results} == {None, 2022, 2023}
    assert list(one.results) == [r for r in whole.results if r.year != 2022]
    assert one.programs[0].years == (2023,)
    assert (whole.years, one.years) == ((2022, 2023), (2023,))


def test_of_two_program_files_with_one_plan_id_only_the_first_is_judged() -> None:
    files = {"one.yaml": _program(), "two.yaml": _program(service="2022-03-07")}
    for order in permutations(files.items()):
        report = _judge(dict(order))
        ((rule, said, places),) = _input_problems(report)
        assert (rule, places) == ("QS005", ["two.yaml:4:7", "one.yaml:4:7"])
        assert "first at one.yaml:4:7; this file was not judged" in said
        assert [info.file for info in report.programs] == ["one.yaml"]
        assert {r.actual for r in _of(report, "QS301") if r.year == 2022} == {10}


def test_a_person_of_two_programs_is_double_booked_in_every_order_of_the_files() -> None:
    files = {
        "a.yaml": _program("plan-a"),
        "b.yaml": _program("plan-b", "2022-03-18/2022-03-25"),
        "c.yaml": _program("plan-c", "2022-03-18", "FICT-0002"),
    }
    for names in permutations(files):
        found = _of(_judge({name: files[name] for name in names}, "QS305"), "QS305")
        assert {(r.program, r.status, tuple(map(str, r.locations))) for r in found} == {
            ("plan-a", Status.FAIL, ("a.yaml:23:21", "b.yaml:23:21")),
            ("plan-b", Status.FAIL, ("b.yaml:23:21", "a.yaml:23:21")),
            ("plan-c", Status.PASS, ("c.yaml:23:21",)),
        }
        assert "FICT" not in "".join(r.message(lang) for r in found for lang in Lang)


def test_a_worker_of_a_records_file_is_known_in_other_programs() -> None:
    worker = "{id: w2, employer: s, certificate: {level: 社会工作师, number: FICT-0001}}"
    records = _records("plan-b").replace("{id: w2, employer: s}", worker)
    files = {
        "a.yaml": _program("plan-a", "2022-03-07")
        .replace("2022: {sent", "2023: {sent")
        .replace("2022-03-07", "2023-03-06"),
        "b.yaml": _program("plan-b", number="FICT-0002"),
        "records.yaml": records,
    }
    found = [r for r in _of(_judge(files, "QS305"), "QS305") if r.status is Status.FAIL]
    assert [tuple(map(str, r.locations)) for r in found] == [
        ("a.yaml:23:21", "records.yaml:9:21"),
        ("records.yaml:9:21", "a.yaml:23:21"),
    ]


def test_every_programme_that_can_be_used_is_visited_once_whatever_is_wrong_with_others() -> None:
    dangling = _program("plan-d").replace("sender: s", "sender: nobody")
    files = {
        "a.yaml": _records("plan-a").replace("format: 1", "format: [1"),
        "b.yaml": "plan: {",
        "c.yaml": dangling,
        "d.yaml": _program("plan-b") + "# its records_for 2023 are in another file\n",
        "e.yaml": _records("plan-b"),
        "f.yaml": _program("plan-b"),
        "g.yaml": _program("plan-g"),
        "h.yaml": _records("plan-h"),
        "i.yaml": _records("plan-g", pairing="p9"),
    }

    def look(data: Dataset) -> tuple[str, str, list[int]]:
        ((_, _, years),) = data.pairings or ()
        return data.document.file, data.plan.id, sorted(years)

    done, problems = visit([Input(name, name) for name in files], lambda item: files[item.name].encode(), look)
    assert done == [("d.yaml", "plan-b", [2022, 2023]), ("g.yaml", "plan-g", [2022])]
    assert [(problem.span.file, problem.rule) for problem in problems] == [
        ("a.yaml", "QS001"),
        ("b.yaml", "QS001"),
        ("c.yaml", "QS004"),
        ("f.yaml", "QS005"),
        ("h.yaml", "QS004"),
        ("i.yaml", "QS004"),
    ]
    judged = _judge(files).programs
    assert [info.partial for info in judged] == [True, True]
    assert tuple(info._replace(partial=False) for info in judged) == tuple(
        _judge({name: files[name] for name in ("d.yaml", "e.yaml", "g.yaml")}).programs
    )


def test_a_run_tells_how_many_files_are_done_and_what_it_was_to_fail_on() -> None:
    files, done = {"a.yaml": _program("plan-a"), "b.yaml": _program("plan-b")}, list[int]()
    report = assess(
        [Input(name, name) for name in files],
        lambda item: files[item.name].encode(),
        Settings(as_of=date(2023, 12, 31), rules=RULES, known=BY_NAME),
        fail_on=Severity.WARNING,
        strict=True,
        progress=done.append,
    )
    assert (done, report.fail_on, report.strict) == ([1, 2], Severity.WARNING, True)


def _judge_while_it_goes(files: Mapping[str, str], name: str, reads: int, *rules: str) -> Report:
    """Judge files of which one is gone after it was read so many times."""
    left = {**dict.fromkeys(files, 100), name: reads}

    def vanish(item: Input) -> bytes:
        left[item.name] -= 1
        return files[item.name].encode() if left[item.name] >= 0 else read(Input(item.name, "/no/such/file"))

    chosen = tuple(BY_NAME[rule] for rule in rules)
    settings = Settings(as_of=date(2023, 12, 31), rules=chosen, known=BY_NAME, keep_all=True)
    return assess([Input(name, name) for name in files], vanish, settings)


def test_a_repeated_plan_is_reported_though_its_file_goes_meanwhile() -> None:
    report = _judge_while_it_goes({"one.yaml": _program(), "two.yaml": _program()}, "two.yaml", 2, "QS301")
    assert [(rule, places) for rule, _, places in _input_problems(report)] == [
        ("QS005", ["two.yaml:1:1", "one.yaml:4:7"])
    ]


def test_of_three_programs_with_one_person_two_are_compared_though_the_first_goes_meanwhile() -> None:
    files = {f"{name}.yaml": _program(f"plan-{name}") for name in "abc"}
    report = _judge_while_it_goes(files, "a.yaml", 2, "QS305")
    assert [(rule, places) for rule, _, places in _input_problems(report)] == [("QS001", ["a.yaml:1:1"])]
    assert [(r.program, r.status, str(r.locations[1])) for r in _of(report, "QS305")] == [
        ("plan-b", Status.FAIL, "c.yaml:23:21"),
        ("plan-c", Status.FAIL, "b.yaml:23:21"),
    ]


def _write(folder: Path) -> list[Input]:
    """Seven programs; one person serves in the first and the last, another in two more."""
    numbers = ["FICT-0001", "FICT-0002", "FICT-0003", "FICT-0002", "FICT-0005", "FICT-0006", "FICT-0001"]
    for position, number in enumerate(numbers):
        service = "2022-03-07/2022-03-18" if position % 2 else "2022-03-09/2022-03-10"
        (folder / f"{position}.yaml").write_text(_program(f"plan-{position}", service, number), "utf-8")
    (folder / "7.yaml").write_text("format: [1", "utf-8")
    (folder / "records.yaml").write_text(_records("plan-4"), "utf-8")
    return [Input(path.name, str(path)) for path in sorted(folder.iterdir())]


def _assess(inputs: list[Input], jobs: int) -> Report:
    settings = Settings(as_of=date(2023, 12, 31), rules=RULES, known=BY_NAME)
    return assess(inputs, read, settings, jobs=jobs)


def test_two_processes_report_what_one_does(tmp_path: Path) -> None:
    inputs = _write(tmp_path)
    one, two = _assess(inputs, 1), _assess(inputs, 2)
    assert one == two
    assert render(one, Look()) == render(two, Look())
    double = [(r.program, str(r.locations[1])) for r in one.results if r.rule == "QS305" and r.status is Status.FAIL]
    assert double == [
        ("plan-0", "6.yaml:23:21"),
        ("plan-1", "3.yaml:23:21"),
        ("plan-3", "1.yaml:23:21"),
        ("plan-6", "0.yaml:23:21"),
    ]


def test_many_files_are_handed_to_processes_in_portions(tmp_path: Path) -> None:
    for number in range(25):
        (tmp_path / f"{number:02}.yaml").write_text("plan: {", "utf-8")
    inputs = [Input(path.name, str(path)) for path in sorted(tmp_path.iterdir())]
    report = _assess(inputs, 2)
    assert [result.locations[0].file for result in report.results] == [item.name for item in inputs]
    assert report == _assess(inputs, 1)


@pytest.mark.parametrize(
    ("system", "chosen", "method"), [("linux", None, "fork"), ("linux", "spawn", None), ("darwin", None, None)]
)
def test_processes_are_forked_on_linux_unless_somebody_chose_another_way(
    monkeypatch: pytest.MonkeyPatch, system: str, chosen: str | None, method: str | None
) -> None:
    """None is what was chosen, else what is Python's own way there."""
    asked: list[str | None] = []
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(multiprocessing, "get_start_method", lambda allow_none: chosen if allow_none else "fork")
    monkeypatch.setattr(multiprocessing, "get_context", asked.append)
    helpers._way_to_start()
    assert asked == [method]


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_processes_that_share_no_memory_know_the_same_persons(tmp_path: Path, method: str) -> None:
    """Each such process has its own seed for Python's hash of texts."""
    (tmp_path / "data").mkdir()
    _write(tmp_path / "data")
    script = tmp_path / "run.py"
    script.write_text(
        "import multiprocessing, sys\n"
        "from qianshou_cli.__main__ import main\n"
        f"if __name__ == '__main__':\n    multiprocessing.set_start_method('{method}')\n    main()\n",
        "utf-8",
    )
    args = ["validate", "data", "--as-of", "2023-12-31", "--format", "json", "--jobs"]
    done = subprocess.run([sys.executable, script, *args, "2"], cwd=tmp_path, capture_output=True, check=False)
    assert done.stderr == b""
    assert done.stdout.decode() == qianshou(*args, "1", cwd=tmp_path).out
    assert done.stdout.count(b'"rule":"QS305"') == 4


def test_programs_are_freed_once_they_are_judged(tmp_path: Path) -> None:
    inputs = _write(tmp_path)
    reports = [_assess(inputs, 1) for _ in range(3)]
    assert reports[0] == reports[1] == reports[2]
    gc.collect()
    kept = [type(item).__name__ for item in gc.get_objects() if isinstance(item, Dataset | ProgramFile)]
    assert kept == []
