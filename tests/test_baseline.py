"""A baseline hides what is known, nothing else, and never what stops a file."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from fiction import AGAIN, AS_OF, BARE, BOTH_WRONG, NO_PROJECT, OUTSIDE, PROGRAM, RECORDS, SHARED, TOO_FEW_DAYS, WAIVER
from qianshou_cli.baseline import baseline_of, leave_out, parse, render
from qianshou_cli.catalogue.schemas import schema
from qianshou_cli.findings import Part, Report, Status
from qianshou_cli.rule import Hit
from qianshou_cli.rules import BY_NAME, RULES
from qianshou_cli.texts import Lang, Text
from support import Run, judge_files, judge_text, qianshou

ALL = frozenset(rule.card.id for rule in RULES)
OTHER = PROGRAM.replace("id: demo", "id: other")


def judged(text: str, **settings: object) -> Report:
    return judge_text(text, AS_OF, **settings)


def found(report: Report) -> set[tuple[str, Status]]:
    return {(result.rule, result.status) for result in report.results}


def validate(folder: Path, text: str, *options: str) -> Run:
    (folder / "program.yaml").write_text(text, "utf-8")
    return qianshou("validate", "program.yaml", "--as-of", AS_OF, *options, cwd=folder)


def make(folder: Path, text: str, *options: str) -> Run:
    (folder / "program.yaml").write_text(text, "utf-8")
    return qianshou("baseline", "program.yaml", "--as-of", AS_OF, "-o", "baseline.json", *options, cwd=folder)


def test_the_example_is_in_order() -> None:
    assert found(judged(PROGRAM)) == set()


def test_known_findings_are_left_out_and_new_ones_stay() -> None:
    compared = leave_out(judged(BOTH_WRONG), baseline_of(judged(TOO_FEW_DAYS), Lang.ZH), ALL)
    assert found(compared.report) == {("QS401", Status.FAIL)}
    assert [result.rule for result in compared.report.known or ()] == ["QS301"]
    assert compared.report.exit_code == 1


def test_lines_above_do_not_make_a_finding_new() -> None:
    moved = TOO_FEW_DAYS.replace("organizations:", "# 新的一行\n\n# 又一行\norganizations:")
    before, after = judged(TOO_FEW_DAYS), judged(moved)
    assert before.results[0].locations != after.results[0].locations
    assert leave_out(after, baseline_of(before, Lang.ZH), ALL).report.results == ()


def test_the_language_of_a_baseline_does_not_matter() -> None:
    report = judged(BOTH_WRONG)
    zh, en = baseline_of(report, Lang.ZH), baseline_of(report, Lang.EN)
    assert [entry.message for entry in zh.findings] != [entry.message for entry in en.findings]
    assert leave_out(report, zh, ALL).report.results == leave_out(report, en, ALL).report.results == ()


def test_a_reworded_message_names_the_same_finding() -> None:
    words = Text("另一种说法", "other words")
    for result in judged(BOTH_WRONG).results:
        reworded = result._replace(parts=tuple(p._replace(text=words) for p in result.parts))
        other = result._replace(parts=tuple(part._replace(kind=f"{part.kind}-other") for part in result.parts))
        assert reworded.fingerprint == result.fingerprint != other.fingerprint


def test_a_known_finding_of_another_status_is_new() -> None:
    unknown = baseline_of(judged(TOO_FEW_DAYS), Lang.ZH).model_copy()
    entry = unknown.findings[0].model_copy(update={"status": "unknown"})
    compared = leave_out(judged(TOO_FEW_DAYS), unknown.model_copy(update={"findings": [entry]}), ALL)
    assert found(compared.report) == {("QS301", Status.FAIL)}
    assert compared.mended == ()


def test_two_findings_need_two_entries() -> None:
    waivers = "waivers:\n" + 2 * (
        "  - {rule: QS301, pairing: p1, year: 2022, reason: 虚构, approved_by: 虚构, expires: 2022-12-31}\n"
    )
    twice = judged(PROGRAM + waivers)
    assert [result.rule for result in twice.results] == ["QS905", "QS905"]
    assert twice.results[0].fingerprint == twice.results[1].fingerprint
    one = baseline_of(twice, Lang.ZH)
    one = one.model_copy(update={"findings": one.findings[:1]})
    compared = leave_out(twice, one, ALL)
    assert (len(compared.report.results), len(compared.report.known or ())) == (1, 1)


def test_mended_and_waived_entries_are_told_apart() -> None:
    known = baseline_of(judged(BOTH_WRONG), Lang.ZH)
    compared = leave_out(judged(TOO_FEW_DAYS + WAIVER), known, ALL)
    assert [entry.rule for entry in compared.mended] == ["QS401"]
    assert [entry.rule for entry in compared.waived] == ["QS301"]
    assert [result.status for result in compared.report.results] == [Status.WAIVED]


@pytest.mark.parametrize(
    ("text", "rules", "settings"),
    [
        (PROGRAM.replace("id: demo", "id: other"), ALL, {}),
        (PROGRAM, frozenset({"QS101"}), {}),
        (PROGRAM, ALL, {"years": frozenset({2021})}),
        ("format: [", ALL, {}),
    ],
    ids=["other programme", "other rules", "other year", "unreadable"],
)
def test_what_was_not_judged_is_not_called_mended(
    text: str, rules: frozenset[str], settings: dict[str, object]
) -> None:
    known = baseline_of(judged(BOTH_WRONG), Lang.ZH)
    assert leave_out(judged(text, **settings), known, rules).mended == ()


NO_RECORD = PROGRAM.replace("        projects: [{title: 虚构项目, status: completed}]\n", "")


@pytest.mark.parametrize("now", [NO_RECORD, NO_RECORD.replace("to: 2022", "to: 2023")])
def test_who_deletes_the_evidence_has_mended_nothing(now: str) -> None:
    known = baseline_of(judged(BOTH_WRONG), Lang.ZH)
    compared = leave_out(judged(now), known, ALL)
    assert ("QS401", Status.UNKNOWN) in found(compared.report)
    assert [entry.rule for entry in compared.mended] == ["QS301"]
    pending = leave_out(judge_text(NO_RECORD, "2022-12-01"), known, ALL)
    assert {status for _, status in found(pending.report)} == {Status.PENDING}
    assert [entry.rule for entry in pending.mended] == ["QS301"]


def test_a_finding_that_is_waived_on_other_evidence_is_told_as_waived() -> None:
    known = baseline_of(judged(NO_PROJECT), Lang.ZH)
    compared = leave_out(judged(NO_RECORD + WAIVER.replace("QS301", "QS401")), known, ALL)
    assert ([entry.rule for entry in compared.waived], compared.mended) == (["QS401"], ())


def test_what_a_refused_file_may_show_still_is_not_called_mended() -> None:
    other = TOO_FEW_DAYS.replace("id: demo", "id: other")
    files = {"p.yaml": BARE, "r.yaml": AGAIN, "q.yaml": other}
    known = baseline_of(judge_files(files, AS_OF), Lang.ZH)
    assert [(entry.rule, entry.program) for entry in known.findings] == [("QS301", "other"), ("QS304", "demo")]
    mended = {**files, "q.yaml": PROGRAM.replace("id: demo", "id: other")}
    for records, gone in ((RECORDS, ["QS301", "QS304"]), (AGAIN.replace("sent:", "sent："), ["QS301"])):
        report = judge_files({**mended, "r.yaml": records}, AS_OF)
        assert [entry.rule for entry in leave_out(report, known, ALL).mended] == gone


def test_what_is_claimed_in_two_programmes_is_called_mended_only_where_both_are_judged() -> None:
    files = {"a.yaml": SHARED, "b.yaml": SHARED.replace("id: demo", "id: other")}
    known = baseline_of(judge_files(files, AS_OF), Lang.ZH)
    assert [(entry.rule, entry.program) for entry in known.findings] == [("QS305", "demo"), ("QS305", "other")]
    apart = files["b.yaml"].replace("2022-03-07/2022-03-11", "2022-05-09/2022-05-13")
    for other, gone in (({"b.yaml": apart}, 2), ({}, 0), ({"b.yaml": "format: ["}, 0)):
        report = judge_files({"a.yaml": files["a.yaml"], **other}, AS_OF)
        assert len(leave_out(report, known, ALL).mended) == gone


def test_a_waiver_that_a_refused_file_of_another_plan_may_need_is_not_called_mended() -> None:
    files = {"a.yaml": PROGRAM + WAIVER.replace("QS301", "QS305"), "b.yaml": OTHER}
    known = baseline_of(judge_files(files, AS_OF), Lang.ZH)
    assert [(entry.rule, entry.program) for entry in known.findings] == [("QS905", "demo")]
    for other in (OTHER + "bogus: 1\n", "format: ["):
        assert leave_out(judge_files({**files, "b.yaml": other}, AS_OF), known, ALL).mended == ()
    (mended,) = leave_out(judge_files({**files, "a.yaml": PROGRAM}, AS_OF), known, ALL).mended
    assert mended == known.findings[0]


def test_what_a_second_file_of_the_plan_may_show_still_is_not_called_mended() -> None:
    known = baseline_of(judged(BOTH_WRONG), Lang.ZH)
    for files, gone in (({"a.yaml": PROGRAM}, 2), ({"a.yaml": PROGRAM, "b.yaml": BOTH_WRONG}, 0)):
        for rest in ({}, {"c.yaml": OTHER}):
            compared = leave_out(judge_files({**files, **rest}, AS_OF), known, ALL)
            assert len(compared.mended) == gone


def test_what_stands_outside_the_plan_is_called_mended_whichever_years_were_judged() -> None:
    known = baseline_of(judged(OUTSIDE), Lang.ZH)
    assert [entry.rule for entry in known.findings] == ["QS303"]
    assert [entry.rule for entry in leave_out(judged(PROGRAM, years=frozenset({2022})), known, ALL).mended] == ["QS303"]


PAPERS = """\
submissions:
  - {name: 表一, submitted: 2022-07-01}
  - {name: 表二, submitted: 2022-07-01}
"""


def test_what_is_mended_in_part_is_known_still_and_in_any_order() -> None:
    asked = "    submissions: {items: [{name: 表一, due: 2022-06-01}, {name: 表二, due: 2022-06-01}]}\n"
    program = PROGRAM.replace("organizations:", asked + "organizations:") + PAPERS
    known = baseline_of(judged(program), Lang.ZH)
    for text in (
        program.replace("表一, submitted: 2022-07-01", "表一, submitted: 2022-05-01"),
        program.replace("表二, submitted: 2022-07-01", "表二, submitted: 2022-06-02"),
    ):
        compared = leave_out(judged(text), known, ALL)
        assert (compared.report.results, compared.mended) == ((), ())
    (result,) = judged(program).results
    kinds = (Part("late", Text("迟", "late")), Part("later", Text("再迟", "later")))
    names = {result._replace(parts=parts).fingerprint for parts in (kinds, kinds[::-1], (*kinds, kinds[0]))}
    assert len(names | {result.fingerprint}) == 2


@pytest.mark.parametrize("options", [["--year", "2022"], ["--ignore", "QS301"]])
def test_a_waiver_is_called_needed_only_where_everything_was_judged(tmp_path: Path, options: list[str]) -> None:
    unused = WAIVER.replace("year: 2022, ", "")
    make(tmp_path, PROGRAM + unused)
    assert "QS905" not in validate(tmp_path, PROGRAM + unused, "--baseline", "baseline.json", *options).err
    assert "QS905" in validate(tmp_path, PROGRAM, "--baseline", "baseline.json").err


def test_a_baseline_is_sorted_reads_back_and_holds_no_input_problem() -> None:
    made = baseline_of(judged(BOTH_WRONG), Lang.ZH)
    assert [entry.rule for entry in made.findings] == ["QS301", "QS401"]
    assert parse(render(made).encode()) == made
    assert baseline_of(judged("format: ["), Lang.ZH).findings == []


def test_a_rule_that_breaks_is_never_known() -> None:
    def broken(*_: object) -> list[Hit]:
        raise ZeroDivisionError

    rule = BY_NAME["QS301"]._replace(check=broken)
    report = judged(BOTH_WRONG, rules=(rule,))
    assert report.exit_code == 4
    assert baseline_of(report, Lang.ZH).findings == []
    assert leave_out(report, baseline_of(judged(BOTH_WRONG), Lang.ZH), ALL).mended == ()


def test_the_commands_work_together(tmp_path: Path) -> None:
    assert validate(tmp_path, TOO_FEW_DAYS).code == 1
    made = make(tmp_path, TOO_FEW_DAYS)
    assert (made.code, made.out) == (0, "")
    assert "共 1 条" in made.err

    same = validate(tmp_path, TOO_FEW_DAYS, "--baseline", "baseline.json")
    assert same.code == 0
    assert "基线已知 1 条" in same.err
    assert "已知 1" in same.out
    assert "QS301" not in same.out

    worse = validate(tmp_path, BOTH_WRONG, "--baseline", "baseline.json", "--format", "json")
    assert worse.code == 1
    assert [result["rule"] for result in json.loads(worse.out)["results"]] == ["QS401"]

    mended = validate(tmp_path, NO_PROJECT, "--baseline", "baseline.json", "--lang", "en")
    assert mended.code == 1
    assert "in the baseline, but found no longer (1): QS301 demo p1 2022" in mended.err
    assert "Rewrite it" in mended.err

    assert make(tmp_path, NO_PROJECT).code == 0
    assert validate(tmp_path, NO_PROJECT, "--baseline", "baseline.json").code == 0


def test_a_json_result_says_how_many_findings_the_baseline_left_out(tmp_path: Path) -> None:
    make(tmp_path, TOO_FEW_DAYS)
    for text, known in ((BOTH_WRONG, 1), (PROGRAM, 0)):
        for name, options in (("thin", ["--baseline", "baseline.json"]), ("whole", [])):
            validate(tmp_path, text, *options, "--format", "json", "-o", f"{name}.json")
            result = json.loads((tmp_path / f"{name}.json").read_text("utf-8"))
            assert result.get("known") == (known if options else None)
            assert list(Draft7Validator(json.loads(schema("result"))).iter_errors(result)) == []
        for first, second in (("thin", "whole"), ("whole", "thin"), ("thin", "thin")):
            run = qianshou("diff", f"{first}.json", f"{second}.json", "--lang", "en", cwd=tmp_path)
            if known and first != second:
                assert (run.code, run.out) == (2, "")
                assert "thin.json was made with --baseline" in run.err
            else:
                assert (run.code, run.err) == (0, "")


def test_a_matrix_never_calls_a_known_finding_a_pass(tmp_path: Path) -> None:
    make(tmp_path, TOO_FEW_DAYS)
    row = next(
        line
        for line in validate(tmp_path, TOO_FEW_DAYS, "--baseline", "baseline.json").out.splitlines()
        if "p1" in line
    )
    assert row.split() == ["p1", "622926", "-", "符合", "已知", "1", "符合", "-", "-", "-"]


def test_an_unreadable_file_is_never_hidden_nor_taken_in(tmp_path: Path) -> None:
    make(tmp_path, TOO_FEW_DAYS)
    before = (tmp_path / "baseline.json").read_bytes()
    shown = validate(tmp_path, "format: [", "--baseline", "baseline.json")
    assert shown.code == 3
    assert "QS001" in shown.out
    refused = make(tmp_path, "format: [")
    assert refused.code == 3
    assert "program.yaml:1" in refused.err
    assert (tmp_path / "baseline.json").read_bytes() == before


def test_a_year_that_no_plan_has_makes_no_baseline(tmp_path: Path) -> None:
    """It would know nothing of any working year."""
    (tmp_path / "qianshou.toml").write_text("year = [2022, 2040]\n", "utf-8")
    refused = make(tmp_path, TOO_FEW_DAYS)
    assert refused.code == 2
    assert "2040" in refused.err
    assert not (tmp_path / "baseline.json").exists()
    (tmp_path / "qianshou.toml").write_text("year = [2022]\n", "utf-8")
    assert make(tmp_path, TOO_FEW_DAYS).code == 0


def test_a_configured_baseline_is_found_from_the_file_that_names_it(tmp_path: Path) -> None:
    make(tmp_path, TOO_FEW_DAYS)
    (tmp_path / "qianshou.toml").write_text('baseline = "baseline.json"\n', "utf-8")
    (tmp_path / "below").mkdir()
    (tmp_path / "program.yaml").write_text(TOO_FEW_DAYS, "utf-8")
    assert qianshou("validate", "../program.yaml", "--as-of", AS_OF, cwd=tmp_path / "below").code == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"format": 1, "results": []}',
        b'{"format": 2, "kind": "baseline", "findings": []}',
        b"[" * 100_000,
    ],
    ids=["empty", "list", "object", "not text", "a result", "another version", "too deep"],
)
def test_anything_else_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "baseline.json").write_bytes(content)
    run = validate(tmp_path, PROGRAM, "--baseline", "baseline.json", "--lang", "en")
    assert (run.code, run.out) == (2, "")
    assert "baseline.json is not a baseline" in run.err


def test_what_an_editor_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    make(tmp_path, TOO_FEW_DAYS)
    file = tmp_path / "baseline.json"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert validate(tmp_path, TOO_FEW_DAYS, "--baseline", "baseline.json").code == 0
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert validate(tmp_path, TOO_FEW_DAYS, "--baseline", "baseline.json").code == 2


def test_a_baseline_that_a_shell_wrote_in_another_encoding_is_told_how_to_make(tmp_path: Path) -> None:
    make(tmp_path, TOO_FEW_DAYS)
    file = tmp_path / "baseline.json"
    file.write_text(file.read_text("utf-8"), "utf-16")
    run = validate(tmp_path, TOO_FEW_DAYS, "--baseline", "baseline.json")
    assert run.code == 2
    assert "baseline.json 是 UTF-16 编码" in run.err
    assert "qianshou baseline -o 文件" in run.err


def test_data_named_as_the_baseline_is_not_advised_as_the_place_to_write_to(tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        for name in ("program.yaml", "none.json"):
            run = validate(tmp_path, PROGRAM, "--baseline", name, "--lang", lang)
            assert run.code == 2
            assert name in run.err
            assert "qianshou baseline" in run.err
            assert "-o" not in run.err


@pytest.mark.parametrize("version", [0, 2])
def test_a_baseline_of_another_version_is_told_from_other_files(tmp_path: Path, version: int) -> None:
    assert make(tmp_path, PROGRAM).code == 0
    file = tmp_path / "baseline.json"
    file.write_text(file.read_text("utf-8").replace('"format": 1', f'"format": {version}'), "utf-8")
    for lang, said in (("zh", f"格式是第 {version} 版"), ("en", f"its format is {version}, not 1")):
        run = validate(tmp_path, PROGRAM, "--baseline", "baseline.json", "--lang", lang)
        assert (run.code, run.out) == (2, "")
        assert said in run.err


def test_a_missing_baseline_is_refused(tmp_path: Path) -> None:
    run = validate(tmp_path, PROGRAM, "--baseline", "none.json")
    assert run.code == 2
    assert "qianshou baseline" in run.err


def test_personal_data_is_masked(tmp_path: Path) -> None:
    made = make(tmp_path, PROGRAM + WAIVER.replace("QS301", '"13800138000"'))
    assert made.code == 0
    text = (tmp_path / "baseline.json").read_text("utf-8")
    assert "138****8000" in text
    assert "13800138000" not in text
