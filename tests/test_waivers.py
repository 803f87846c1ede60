"""Waivers: what they cover and what never, and the command that lists what has become of them."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

import fiction
from qianshou_cli.engine import FAULT
from qianshou_cli.findings import Report, Status
from qianshou_cli.load import load
from qianshou_cli.rules import BY_NAME, RULES
from qianshou_cli.texts import Lang, clean
from qianshou_cli.waivers import program_waivers
from support import ROOT, judge_files, judge_text, qianshou

PROGRAM = """\
# 虚构 (fictional)
format: 1
plan:
  id: demo
  title: 虚构方案
  period: {from: 2022, to: 2023}
  sender_province: 上海市
  receiver_province: 甘肃省
  requirements:
    sent_workdays: {min: 10, clause: 二（四）3}
    projects: {min: 1, clause: 二（四）3}
    outcomes: {stations: 5, clause: 附件2}
organizations:
  - {id: s, name: 虚构援派机构, province: 上海市}
  - {id: r, name: 虚构受援机构, province: 甘肃省}
workers:
  - {id: w1, employer: s}
pairings:
  - id: p1
    mode: cross_province
    sender: s
    receiver: r
    county: "622926"
    years:
      2022: {sent: [{worker: w1, service: [2022-03-07]}], projects: [{status: completed}], outcomes: {stations: 0}}
      2023: {sent: [{worker: w1, service: [2023-03-06]}], outcomes: {stations: 0}}
  - id: p2
    mode: cross_province
    sender: s
    receiver: r
    county: "622927"
    years:
      2022: {sent: [], projects: [], outcomes: {stations: 0}}
      2023: {outcomes: {stations: 0}}
waivers:
"""
SHORT = {("QS301", "p1", 2022), ("QS301", "p1", 2023), ("QS301", "p2", 2022), ("QS301", "p2", 2023)}
"""Every pairing-year is short of workdays, or does not record them."""

WHY = "reason: 虚构理由, approved_by: 虚构批准机关"


def _with(*waivers: str) -> str:
    return PROGRAM + "".join(f"  - {{{waiver}, {WHY}}}\n" for waiver in waivers)


def _judge(*waivers: str, as_of: str = "2023-12-31", **settings: object) -> Report:
    return judge_text(_with(*waivers), as_of, **settings)


def _covered(report: Report) -> set[tuple[str, str | None, int | None]]:
    return {(r.rule, r.pairing, r.year) for r in report.results if r.status is Status.WAIVED}


def test_a_year_outside_the_plan_is_not_waived_and_called_wrong_at_once() -> None:
    text = PROGRAM.replace(
        "      2022: {sent: [{", "      2021: {sent: [{worker: w1, service: [2021-03-01]}]}\n      2022: {sent: [{"
    )
    report = judge_text(text + f"  - {{rule: QS303, pairing: p1, year: 2021, {WHY}}}\n", "2023-12-31")
    assert {(r.rule, r.status) for r in report.results if r.year == 2021} == {
        ("QS303", Status.FAIL),
        ("QS905", Status.FAIL),
    }


@pytest.mark.parametrize(
    ("waiver", "covered"),
    [
        ("rule: QS301", SHORT),
        ("rule: sent-workdays", SHORT),
        ("rule: QS301, pairing: p1", {("QS301", "p1", 2022), ("QS301", "p1", 2023)}),
        ("rule: QS301, year: 2023", {("QS301", "p1", 2023), ("QS301", "p2", 2023)}),
        ("rule: QS301, pairing: p2, year: 2022", {("QS301", "p2", 2022)}),
        ("rule: QS401", {("QS401", "p2", 2022), ("QS401", "p1", 2023), ("QS401", "p2", 2023)}),  # p1 2022 passes
        ("rule: QS601", {("QS601", None, None)}),
        ("rule: QS601, pairing: p1", set()),  # of the whole plan, not of a pairing
        ("rule: QS601, year: 2022", set()),
        ("rule: QS302", set()),  # not asked for by the plan
        ("rule: QS3", set()),  # a prefix is no rule
        ("rule: QS301, expires: 2023-12-31", SHORT),
        ("rule: QS301, expires: 2023-12-30", set()),
    ],
)
def test_a_waiver_covers_what_it_names_and_nothing_else(waiver: str, covered: set[object]) -> None:
    report = _judge(waiver)
    assert _covered(report) == covered
    others = {(r.rule, r.pairing, r.year, r.status) for r in report.results if r.rule[:3] in ("QS3", "QS4", "QS6")}
    without = {(r.rule, r.pairing, r.year, r.status) for r in _judge("rule: QS103").results if r.rule != "QS905"}
    assert {item for item in others if item[3] is not Status.WAIVED} == {
        item for item in without if item[0][:3] in ("QS3", "QS4", "QS6") and item[:3] not in covered
    }


def test_the_real_outcome_stands_beside_the_waiver() -> None:
    waiver = "rule: QS301, document: 虚构函〔2024〕1号, expires: 2024-06-30"
    waived = {(r.pairing, r.year): r for r in _judge(waiver).results if r.rule == "QS301"}
    assert {key: r.waiver and r.waiver.outcome for key, r in waived.items()} == {
        ("p1", 2022): Status.FAIL,
        ("p1", 2023): Status.FAIL,
        ("p2", 2022): Status.FAIL,
        ("p2", 2023): Status.UNKNOWN,
    }
    one = waived["p1", 2022]
    assert one.waiver
    assert (one.actual, one.required) == (1, 10)
    assert (one.waiver.reason, one.waiver.approved_by, one.waiver.document, one.waiver.expires) == (
        "虚构理由",
        "虚构批准机关",
        "虚构函〔2024〕1号",
        date(2024, 6, 30),
    )
    assert str(one.waiver.span) == "program.yaml:36:5"


def test_waived_results_do_not_fail_a_run_not_even_a_strict_one() -> None:
    chosen = (BY_NAME["QS301"], BY_NAME["QS905"])
    assert _judge("rule: QS302", rules=chosen).exit_code == 1
    report = _judge("rule: QS301", rules=chosen)
    assert report.exit_code == 0
    assert report._replace(strict=True).exit_code == 0
    assert report.summary[Status.WAIVED] == 4


def test_what_is_pending_stays_pending_and_its_waiver_is_not_unused() -> None:
    report = _judge("rule: QS301, year: 2023", as_of="2023-06-30")
    assert {(r.pairing, r.status) for r in report.results if (r.rule, r.year) == ("QS301", 2023)} == {
        ("p1", Status.PENDING),
        ("p2", Status.PENDING),
    }
    assert [r for r in report.results if r.rule == "QS905"] == []


def test_an_expired_waiver_gives_way_to_one_that_holds() -> None:
    report = _judge("rule: QS301, expires: 2023-06-30", "rule: QS301, expires: 2024-06-30")
    assert {r.waiver and str(r.waiver.span) for r in report.results if r.rule == "QS301"} == {"program.yaml:37:5"}
    assert [str(r.locations[0]) for r in report.results if r.rule == "QS905"] == ["program.yaml:36:28"]


def test_of_two_waivers_for_one_result_the_second_is_unused() -> None:
    report = _judge("rule: QS301", "rule: QS301, pairing: p1")
    assert len(_covered(report)) == 4
    assert [str(r.locations[0]) for r in report.results if r.rule == "QS905"] == ["program.yaml:37:5"]


def test_a_waiver_is_not_called_unused_where_only_some_of_its_years_were_judged() -> None:
    waiver = "rule: QS401, pairing: p1"  # 2022 is in order, 2023 is not
    assert _covered(_judge(waiver)) == {("QS401", "p1", 2023)}
    assert [r for r in _judge(waiver, years=frozenset({2022})).results if r.rule == "QS905"] == []
    for needless, years in ((f"{waiver}, year: 2022", {2022}), ("rule: QS303", {2022, 2023})):
        unused = [r for r in _judge(needless, years=frozenset(years)).results if r.rule == "QS905"]
        assert [r.severity.value for r in unused] == ["warning"]


@pytest.mark.parametrize(
    ("waiver", "as_of", "unused"),
    [
        ("rule: QS402, pairing: p1", "2022-12-31", 0),
        ("rule: QS402, pairing: p1", "2023-12-30", 0),
        ("rule: QS402, pairing: p1", "2023-12-31", 1),
        ("rule: QS202, year: 2022", "2022-12-30", 0),
        ("rule: QS202, year: 2022", "2022-12-31", 1),
    ],
)
def test_a_waiver_is_not_called_unused_before_its_year_or_the_last_one_is_over(
    waiver: str, as_of: str, unused: int
) -> None:
    """The rules are asked of nobody here: the waivers will not be needed, but only the end of the year shows it."""
    report = _judge(waiver, as_of=as_of)
    assert sum(result.rule == "QS905" for result in report.results) == unused


@pytest.mark.parametrize("written", ["援派人员工作日", "ＱＳ３０１", "qs301"])
def test_a_rule_named_in_another_way_is_answered_with_its_id(written: str) -> None:
    (result,) = [r for r in _judge(f"rule: {written}").results if r.rule == "QS905"]
    assert result.message(Lang.EN) == f"there is no rule `{written}`; did you mean `QS301`?"


def test_a_waiver_is_judged_with_its_year_and_a_slip_in_the_year_always() -> None:
    expired = fiction.WAIVER.replace("expires: 2030-12-31", "expires: 2022-12-31")
    for year, found in ((2022, True), (2023, False), (2099, True)):
        program = fiction.PROGRAM.replace("to: 2022", "to: 2023") + expired.replace("year: 2022", f"year: {year}")
        told = judge_text(program, "2024-01-10", years=frozenset({2022})).results
        assert [result.year for result in told if result.rule == "QS905"] == [year] * found


def test_waivers_that_nobody_knows_the_pairing_of_are_told_apart() -> None:
    text = _with("rule: QS401, pairing: p1", "rule: QS301, pairing: p1", "rule: QS901")
    text = text[: text.index("pairings:")] + text[text.index("waivers:") :]
    found = [result for result in judge_text(text, "2023-12-31").results if result.rule == "QS905"]
    assert [result.status for result in found] == [Status.UNKNOWN, Status.UNKNOWN, Status.FAIL]
    assert len({result.fingerprint for result in found}) == 3


@pytest.mark.parametrize("rule", ["QS107", "QS901"])
def test_an_unused_waiver_of_what_has_no_year_is_found_whatever_years_were_judged(rule: str) -> None:
    report = _judge(f"rule: {rule}", years=frozenset({2022}))
    assert [r.message(Lang.EN) for r in report.results if r.rule == "QS905"] == [
        f"the waiver of {rule} is not needed: what it names neither fails nor lacks data, or another waiver covers it"
    ]


def test_no_waiver_covers_what_stops_a_file_or_is_wrong_with_waivers() -> None:
    assert {rule.card.id for rule in RULES if not rule.card.waivable} == {f"QS00{n}" for n in range(1, 6)} | {"QS905"}


def test_no_waiver_lets_an_unreadable_file_pass() -> None:
    broken = _with("rule: QS003", "rule: schema").replace("county: ", "countie: ")
    report = judge_text(broken, "2023-12-31")
    assert report.exit_code == 3
    assert {(r.rule, r.status) for r in report.results} == {("QS003", Status.FAIL)}


def test_no_waiver_covers_what_is_wrong_with_waivers() -> None:
    report = _judge("rule: QS905", "rule: QS301, expires: 2023-06-30")
    assert {(str(r.locations[0]), r.status) for r in report.results if r.rule == "QS905"} == {
        ("program.yaml:36:12", Status.FAIL),
        ("program.yaml:37:28", Status.FAIL),
    }


def test_no_waiver_covers_a_rule_that_broke() -> None:
    def broken(*_: object) -> object:
        raise RuntimeError("虚构故障")

    rule = BY_NAME["QS301"]._replace(check=broken)  # type: ignore[arg-type]
    report = _judge("rule: QS301", rules=(rule,))
    assert report.exit_code == 4
    assert {(r.rule, r.pairing, r.year) for r in report.results} == SHORT
    assert {(r.status, r.clauses, r.message(Lang.EN)) for r in report.results} == {
        (Status.UNKNOWN, (), FAULT.fill(Lang.EN, {"error": "RuntimeError"}))
    }
    assert "RuntimeError" in FAULT.fill(Lang.EN, {"error": "RuntimeError"})
    for result in report.results:
        assert result.fault
        assert result.fault.startswith("Traceback")
        assert result.fault.endswith('in broken\n    raise RuntimeError("虚构故障")\nRuntimeError: 虚构故障\n')


ALL_STATES = (
    "rule: QS301, pairing: p1, year: 2022, expires: 2023-06-30",
    "rule: projects, year: 2022, expires: 2023-06-29",
    "rule: QS502, year: 2022",
    "rule: QS310",
    "rule: QS601, pairing: p1, expires: 2022-06-30",
    "rule: QS301, year: 2023, expires: 2024-01-31",
)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    file = tmp_path / "program.yaml"
    file.write_text(_with(*ALL_STATES), "utf-8")
    return file


def _listed(*args: str | Path, cwd: Path = ROOT) -> list[dict[str, object]]:
    run = qianshou("waivers", *args, "--format", "json", cwd=cwd)
    assert (run.code, run.err) == (0, "")
    found: list[dict[str, object]] = json.loads(run.out)["waivers"]
    return found


def test_the_command_lists_every_waiver_with_its_state_and_days_left(program: Path) -> None:
    listed = _listed(program, "--as-of", "2023-06-30")
    assert [(item["rule"], item["state"], item["days_left"]) for item in listed] == [
        ("QS301", "in_use", 0),
        ("QS401", "expired", -1),
        ("QS502", "unused", None),
        ("QS310", "misdirected", None),
        ("QS601", "misdirected", -366 + 1),
        ("QS301", "not_yet_needed", 215),
    ]
    assert listed[0]["covers"] == [
        {
            "status": "fail",
            "pairing": "p1",
            "year": 2022,
            "worker": None,
            "organization": None,
            "fingerprint": listed[0]["covers"][0]["fingerprint"],  # type: ignore[index]
        }
    ]
    assert listed[0]["location"] == {"file": str(program), "line": 36, "column": 5, "end_line": 36, "end_column": 6}


@pytest.mark.parametrize("as_of", ["2022-06-30", "2023-06-29", "2023-06-30", "2024-03-01"])
def test_the_command_says_what_validate_finds(program: Path, as_of: str) -> None:
    result = json.loads(qianshou("validate", program, "--as-of", as_of, "--format", "json").out)
    waived = [item["fingerprint"] for item in result["results"] if item["status"] == "waived"]
    wrong = [item["message"] for item in result["results"] if item["rule"] == "QS905"]
    listed = _listed(program, "--as-of", as_of)
    assert sorted(one["fingerprint"] for item in listed for one in item["covers"]) == sorted(waived)  # type: ignore[attr-defined]
    assert [item["message"] for item in listed if item["message"]] == wrong
    for item in listed:
        assert (item["state"] == "in_use") == bool(item["covers"])
        assert (item["state"] in ("in_use", "not_yet_needed")) == (item["message"] is None)


def test_a_configuration_that_judges_less_does_not_change_the_list(program: Path) -> None:
    (program.parent / "qianshou.toml").write_text('select = ["QS1"]\nyear = [2023]\nall = true\n', "utf-8")
    assert _listed("program.yaml", "--as-of", "2023-06-30", cwd=program.parent) == [
        {**item, "location": {**item["location"], "file": "program.yaml"}}  # type: ignore[dict-item]
        for item in _listed(program, "--as-of", "2023-06-30")
    ]


def test_the_table_is_in_both_languages_and_no_wider_than_the_terminal(program: Path) -> None:
    pages = {
        lang: qianshou("waivers", program, "--as-of", "2023-06-30", "--lang", lang, env={"COLUMNS": "80"}).out
        for lang in ("zh", "en")
    }
    assert (
        "使用中  QS301 sent-workdays  p1 2022\n  有效期至 2023-06-30（当日为最后一天），现在覆盖 1 项结果"
        in pages["zh"]
    )
    assert "尚未用到  QS301 sent-workdays  全部结对 2023\n  有效期至 2024-01-31（还剩 215 天）" in pages["zh"]
    assert "豁免 6 项：指错 2，已过期 1，没有用到 1，尚未用到 1，使用中 1\n" in pages["zh"]
    assert (
        "in use  QS301 sent-workdays  p1 2022\n  until 2023-06-30 (its last day), results covered now: 1" in pages["en"]
    )
    assert "waivers: 6 (misdirected 2, expired 1, unused 1, not yet needed 1, in use 1)\n" in pages["en"]
    assert "misdirected  QS310\n  there is no rule `QS310`; did you mean `QS" in pages["en"]


def test_what_waivers_say_is_masked_and_steers_nothing(tmp_path: Path) -> None:
    evil = "\\u001b[31m ::error::x 13800000000 fictional@example.org " * 3
    (tmp_path / "program.yaml").write_text(_with("rule: QS301").replace("虚构批准机关", f'"{evil}"'), "utf-8")
    for output in ("table", "json"):
        out = qianshou("waivers", tmp_path, "--format", output, env={"COLUMNS": "60"}).out
        assert "138****0000" in out
        for bad in ("13800000000", "fictional@", "\x1b"):
            assert bad not in out
        assert not [line for line in out.splitlines() if line.lstrip().startswith("::")]
    assert clean("::error:::x ##[error]") == ": :error: : :x ## [error]"


@pytest.mark.parametrize(
    ("args", "code", "out", "err"),
    [
        ([ROOT / "data"], 0, "没有豁免\n", ""),
        ([ROOT / "data", "--lang", "en"], 0, "no waivers\n", ""),
        (["nowhere.yaml"], 3, "", "nowhere.yaml"),
        ([ROOT / "pyproject.toml"], 3, "", "pyproject.toml"),
        ([], 2, "", "PATHS"),
        ([ROOT / "data", "--as-of", "soon"], 2, "", "如 2022-09-05"),
        ([ROOT / "data", "--format", "csv"], 2, "", "table、json"),
        ([ROOT / "data", "-o", ROOT / "README.md" / "x.txt"], 2, "", "README.md/x.txt"),
    ],
)
def test_the_exit_code_says_whether_the_list_is_whole(args: list[str | Path], code: int, out: str, err: str) -> None:
    run = qianshou("waivers", *args)
    assert (run.code, run.out) == (code, out)
    assert err in run.err


def test_one_unreadable_file_does_not_hide_the_waivers_of_another(program: Path) -> None:
    (program.parent / "broken.yaml").write_text("format: [1", "utf-8")
    run = qianshou("waivers", program.parent, "--as-of", "2023-06-30")
    assert run.code == 3
    assert "豁免 6 项" in run.out
    assert "broken.yaml:1:" in run.err


@pytest.mark.parametrize(
    ("lang", "none", "some"),
    [
        ("zh", "读得了的文件中没有豁免\n", "读得了的文件中有豁免 1 项：使用中 1\n"),
        (
            "en",
            "no waivers in the files that could be read\n",
            "waivers in the files that could be read: 1 (in use 1)\n",
        ),
    ],
)
def test_beside_a_refused_file_the_list_speaks_for_the_others_only(
    tmp_path: Path, lang: str, none: str, some: str
) -> None:
    (tmp_path / "broken.yaml").write_text("format: [1", "utf-8")
    for waivers, said in (((), none), (("rule: QS301, pairing: p1, year: 2022",), some)):
        (tmp_path / "program.yaml").write_text(_with(*waivers) + "  []\n" * (not waivers), "utf-8")
        run = qianshou("waivers", tmp_path, "--as-of", "2023-06-30", "--lang", lang, "-o", tmp_path / "w.txt")
        assert run.code == 3
        assert (tmp_path / "w.txt").read_text("utf-8").splitlines(keepends=True)[-1] == said


def test_the_list_can_be_read_from_standard_input_and_written_to_a_file(program: Path) -> None:
    out = program.parent / "waivers.txt"
    run = qianshou("waivers", "-", "--as-of", "2023-06-30", "-o", out, stdin=program.read_bytes())
    assert (run.code, run.out, run.err) == (0, "", f"已写入 {out}\n")
    assert "<stdin>:36:5" in out.read_text("utf-8")


@pytest.mark.parametrize(
    "wrong",
    [
        "pairing: p1, year: 2022, expires: 2023-01-31",
        "pairing: p1, year: 2024",
        "pairing: p9, year: 2022",
        "pairing: p1, year: 2022, expires: 2024-01-31",  # not wrong, but nothing needs it
    ],
)
def test_findings_on_two_waivers_of_one_subject_have_names_of_their_own(wrong: str) -> None:
    report = _judge(f"rule: QS202, {wrong}", f"rule: QS203, {wrong}")
    found = [result.fingerprint for result in report.results if result.rule == "QS905"]
    assert len(found) == len(set(found)) == 2


UNUSED = f"waivers:\n  - {{rule: QS304, pairing: p1, year: 2022, {WHY}}}\n"


def _unused(files: Mapping[str, str], as_of: str = fiction.AS_OF) -> list[tuple[str | None, object]]:
    results = judge_files(files, as_of).results
    return [(r.program, r.parts[0].values["rule"]) for r in results if r.parts[0].kind == "unused"]


@pytest.mark.parametrize(
    "records",
    [
        fiction.AGAIN.replace("sent:", "sent："),
        fiction.AGAIN.replace("- id: p1", "- id: p2"),
        fiction.AGAIN.replace("worker: w1", "worker: w9"),
        fiction.AGAIN.replace("sent", "snt"),
        fiction.AGAIN.replace("format: 1", "format: ["),
        fiction.AGAIN.replace("records_for: demo", "records_for: [demo"),
    ],
    ids=["colon", "pairing", "worker", "key", "syntax", "whose"],
)
def test_a_waiver_that_a_refused_file_may_need_is_not_called_unused(records: str) -> None:
    assert _unused({"p.yaml": fiction.BARE + UNUSED, "r.yaml": fiction.AGAIN}) == []  # it is in use
    assert _unused({"p.yaml": fiction.BARE + UNUSED}) == [("demo", "QS304")]
    assert _unused({"p.yaml": fiction.BARE + UNUSED, "r.yaml": records}) == []


def test_a_waiver_that_a_second_file_of_its_plan_may_need_is_not_called_unused() -> None:
    files = {"a.yaml": fiction.SHARED + UNUSED, "b.yaml": fiction.SHARED}
    assert _unused(files) == []
    assert _unused({**files, "c.yaml": fiction.SHARED.replace("id: demo", "id: other")}) == []
    assert _unused({**files, "b.yaml": fiction.SHARED.replace("id: demo", "id: other")}) == [("demo", "QS304")]


def test_a_refused_file_of_another_plan_hides_no_unused_waiver() -> None:
    for records in ("records_for: other\nformat: [", fiction.AGAIN.replace("demo", "other")):
        assert _unused({"p.yaml": fiction.BARE + UNUSED, "r.yaml": records}) == [("demo", "QS304")]
    other = fiction.PROGRAM.replace("id: demo", "id: other") + "bogus: 1\n"
    assert _unused({"p.yaml": fiction.BARE + UNUSED, "q.yaml": other}) == [("demo", "QS304")]


def test_a_refused_file_that_does_not_say_whose_it_is_may_need_a_waiver() -> None:
    for broken in ("format: [", "", "format: 1\n"):
        assert _unused({"p.yaml": fiction.BARE + UNUSED, "q.yaml": broken}) == []


@pytest.mark.parametrize("rule", ["QS305", "double-booked"])
def test_a_waiver_of_what_is_claimed_in_two_programmes_waits_for_all_files(rule: str) -> None:
    known = fiction.SHARED
    files = {"a.yaml": known + UNUSED.replace("QS304", rule), "b.yaml": known.replace("id: demo", "id: other")}
    assert _unused(files) == []  # it is in use
    assert _unused({"a.yaml": files["a.yaml"]}) == [("demo", rule)]
    for broken in (
        files["b.yaml"].replace("worker: w1", "worker: w9"),
        "format: [",
        fiction.AGAIN.replace("demo", "other"),
    ):
        assert _unused({**files, "b.yaml": broken}) == []
        sharing = files["b.yaml"].replace("2022-03-07/2022-03-11", "2022-06-01")
        assert _unused({**files, "b.yaml": broken, "c.yaml": sharing}) == []


def test_a_waiver_is_not_called_unused_where_a_path_could_not_be_found(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(fiction.BARE + UNUSED, "utf-8")
    (tmp_path / "r.yaml").write_text(fiction.AGAIN.replace("sent:", "sent："), "utf-8")
    for paths, code in ((("p.yaml", "r.yaml"), 3), (("p.yaml", "s.yaml"), 3), (("p.yaml",), 0)):
        run = qianshou("waivers", *paths, "--as-of", fiction.AS_OF, "--format", "json", cwd=tmp_path)
        states = [item["state"] for item in json.loads(run.out)["waivers"]]
        assert (run.code, states) == (code, ["not_known" if code else "unused"])


@pytest.mark.parametrize(
    ("rule", "others", "state"),
    [
        ("QS304", {}, "not_yet_needed"),
        ("QS304", {"r.yaml": fiction.AGAIN.replace("sent:", "sent：")}, "not_known"),
        ("QS304", {"r.yaml": fiction.AGAIN}, "in_use"),
        ("QS304", {"q.yaml": fiction.BARE}, "not_known"),
        ("QS304", {"q.yaml": fiction.BARE.replace("id: demo", "id: other") + "bogus: 1\n"}, "not_yet_needed"),
        ("QS305", {"q.yaml": fiction.BARE.replace("id: demo", "id: other") + "bogus: 1\n"}, "not_known"),
        ("double-booked", {"q.yaml": fiction.BARE.replace("id: demo", "id: other") + "bogus: 1\n"}, "not_known"),
        ("QS305", {"q.yaml": fiction.BARE.replace("id: demo", "id: other")}, "not_yet_needed"),
        ("QS310", {"r.yaml": fiction.AGAIN.replace("sent:", "sent：")}, "misdirected"),
    ],
)
def test_whether_a_waiver_is_needed_yet_is_not_known_where_a_refused_file_may_need_it(
    rule: str, others: dict[str, str], state: str
) -> None:
    files = {"p.yaml": fiction.BARE + UNUSED.replace("QS304", rule), **others}
    report = judge_files(files, "2022-12-01")
    source = load(files["p.yaml"].encode(), "p.yaml")
    ((found,),) = (program.waivers for program in program_waivers(report, [source], BY_NAME))
    assert found.state == state


def test_the_table_says_that_it_is_not_known_whether_a_waiver_is_needed(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(fiction.BARE + UNUSED, "utf-8")
    for lang, said, total in (
        ("zh", "无法判断  QS304", "1 项：无法判断 1\n"),
        ("en", "not known  QS304", ": 1 (not known 1)\n"),
    ):
        out = qianshou("waivers", "p.yaml", "gone.yaml", "--as-of", fiction.AS_OF, "--lang", lang, cwd=tmp_path).out
        assert f"\n{said}" in out
        assert out.endswith(total)
