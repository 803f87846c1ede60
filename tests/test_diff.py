"""Two results side by side: every change is named once, in both formats, whatever the files hold."""

import json
from pathlib import Path
from typing import Any

import pytest

from fiction import AGAIN, AS_OF, BARE, BOTH_WRONG, NO_PROJECT, OUTSIDE, PROGRAM, RECORDS, SHARED, TOO_FEW_DAYS, WAIVER
from qianshou_cli.diff import Diff, compare, parse
from qianshou_cli.findings import Severity
from qianshou_cli.reporters import Look
from qianshou_cli.reporters.json import render
from support import judge_files, judge_text, qianshou

NO_RECORD = PROGRAM.replace("        projects: [{title: 虚构项目, status: completed}]\n", "")
EMPTY: dict[str, list[str]] = {"worse": [], "new": [], "better": [], "gone": [], "unjudged": []}


def result(text: str, as_of: str = AS_OF, **settings: object) -> bytes:
    return render(judge_text(text, as_of, **settings), Look()).encode()


def changed(before: bytes, after: bytes) -> Diff:
    return compare(parse(before), parse(after))


def rules(diff: Diff) -> dict[str, list[str]]:
    return {name: [change.shown.rule for change in getattr(diff, name)] for name in EMPTY}


@pytest.mark.parametrize(
    ("before", "after", "expected", "code"),
    [
        (BOTH_WRONG, BOTH_WRONG, {}, 0),
        (PROGRAM, TOO_FEW_DAYS, {"new": ["QS301"]}, 1),
        (TOO_FEW_DAYS, PROGRAM, {"gone": ["QS301"]}, 0),
        (TOO_FEW_DAYS, NO_PROJECT, {"new": ["QS401"], "gone": ["QS301"]}, 1),
        (NO_RECORD, NO_PROJECT, {"worse": ["QS401"]}, 1),
        (NO_PROJECT, NO_RECORD, {"unjudged": ["QS401"]}, 1),
        (TOO_FEW_DAYS, TOO_FEW_DAYS + WAIVER, {"better": ["QS301"]}, 0),
        (TOO_FEW_DAYS + WAIVER, TOO_FEW_DAYS, {"worse": ["QS301"]}, 1),
        (TOO_FEW_DAYS, TOO_FEW_DAYS.replace("id: demo", "id: other"), {"unjudged": ["QS301"], "new": ["QS301"]}, 1),
        (TOO_FEW_DAYS, "format: [", {"unjudged": ["QS301"], "new": ["QS001"]}, 1),
    ],
    ids=[
        "same",
        "new",
        "gone",
        "swapped",
        "unknown to fail",
        "fail to unknown",
        "waived",
        "no longer waived",
        "other plan",
        "unreadable",
    ],
)
def test_changes(before: str, after: str, expected: dict[str, list[str]], code: int) -> None:
    diff = changed(result(before), result(after))
    assert (rules(diff), diff.exit_code) == (EMPTY | expected, code)


def test_what_becomes_due_got_worse_and_a_new_pending_did_not() -> None:
    early = result(NO_PROJECT, "2022-12-01")
    assert rules(changed(early, result(NO_PROJECT))) == EMPTY | {"worse": ["QS401"]}
    new = changed(result(PROGRAM, "2022-12-01"), early)
    assert (rules(new), new.exit_code) == (EMPTY | {"new": ["QS401"]}, 0)


def test_a_year_that_was_not_judged_again_is_not_called_gone() -> None:
    two = TOO_FEW_DAYS.replace("to: 2022", "to: 2023")
    diff = changed(result(two, "2024-01-10"), result(two, "2024-01-10", years=frozenset({2023})))
    assert {change.shown.year for change in diff.unjudged} == {2022}
    assert (diff.gone, diff.exit_code) == ((), 1)


def test_what_stands_outside_the_plan_is_gone_when_it_was_put_right() -> None:
    diff = changed(result(OUTSIDE), result(PROGRAM))
    assert (rules(diff), diff.exit_code) == (EMPTY | {"gone": ["QS303"]}, 0)


OTHER = PROGRAM.replace("id: demo", "id: other")


def of_files(**files: str) -> bytes:
    return render(judge_files({f"{name}.yaml": text for name, text in files.items()}, AS_OF), Look()).encode()


def test_what_a_file_showed_that_is_refused_now_is_not_called_gone() -> None:
    other = TOO_FEW_DAYS.replace("id: demo", "id: other")
    broken = AGAIN.replace("sent:", "sent：")
    before = of_files(p=BARE, r=AGAIN, q=other)
    mended = changed(before, of_files(p=BARE, r=RECORDS, q=OTHER))
    assert (rules(mended), mended.exit_code) == (EMPTY | {"gone": ["QS301", "QS304"]}, 0)
    refused = changed(before, of_files(p=BARE, r=broken, q=OTHER))
    assert (rules(refused)["unjudged"], rules(refused)["gone"]) == (["QS304"], ["QS301"])
    assert refused.exit_code == 1
    elsewhere = changed(before, of_files(p=BARE, s=broken, q=OTHER))  # of a file that the first result does not name
    assert (rules(elsewhere)["unjudged"], rules(elsewhere)["gone"]) == (["QS301", "QS304"], [])
    both = changed(of_files(p=BARE, r=broken, q=other), of_files(p=BARE, r=broken, q=OTHER))
    assert rules(both) == EMPTY | {"gone": ["QS301"]}


def test_what_is_claimed_in_two_programmes_is_gone_only_where_both_are_judged() -> None:
    other = SHARED.replace("id: demo", "id: other")
    before, apart = of_files(p=SHARED, q=other), other.replace("2022-03-07/2022-03-11", "2022-05-09/2022-05-13")
    assert rules(changed(before, of_files(p=SHARED, q=apart))) == EMPTY | {"gone": ["QS305", "QS305"]}
    assert rules(changed(before, of_files(p=SHARED))) == EMPTY | {"unjudged": ["QS305", "QS305"]}
    assert rules(changed(before, of_files(p=SHARED, q="format: [")))["unjudged"] == ["QS305", "QS305"]


def test_an_unused_waiver_is_gone_only_where_no_file_that_may_need_it_is_refused() -> None:
    unused = PROGRAM + WAIVER.replace("QS301", "QS305")
    before = of_files(p=unused, q=OTHER)
    assert rules(changed(before, of_files(p=PROGRAM, q=OTHER))) == EMPTY | {"gone": ["QS905"]}
    refused = changed(before, of_files(p=unused, q=OTHER + "bogus: 1\n"))
    assert rules(refused) == EMPTY | {"new": ["QS003"], "unjudged": ["QS905"]}


def test_listing_everything_changes_nothing() -> None:
    some, every = (
        result(TOO_FEW_DAYS),
        render(judge_text(TOO_FEW_DAYS, AS_OF, keep_all=True)._replace(show_all=True), Look()).encode(),
    )
    assert len(every) > len(some)
    for pair in ((some, every), (every, some)):
        assert rules(changed(*pair)) == EMPTY


def test_severity_counts() -> None:
    lighter = result(TOO_FEW_DAYS, severities={"QS301": Severity.WARNING})
    assert rules(changed(lighter, result(TOO_FEW_DAYS))) == EMPTY | {"worse": ["QS301"]}


def run(folder: Path, before: bytes, after: bytes, *options: str) -> tuple[int, str, str]:
    (folder / "a.json").write_bytes(before)
    (folder / "b.json").write_bytes(after)
    return qianshou("diff", "a.json", "b.json", *options, cwd=folder)


def test_the_command_in_both_languages_and_formats(tmp_path: Path) -> None:
    before, after = result(TOO_FEW_DAYS), result(NO_PROJECT)
    zh = run(tmp_path, before, after)
    assert zh[0] == 1
    assert zh[1].splitlines()[0] == "新出现 (1)"
    assert zh[1].splitlines()[1].startswith("- QS401 服务项目 demo p1 2022  错误  ")
    assert zh[1].splitlines()[-1] == "变差 0，新出现 1，后一份结果没有结论 0，好转 0，已消除 1，未变 0"
    en = run(tmp_path, before, after, "--lang", "en")
    assert en[1].splitlines()[1].startswith("- QS401 service projects demo p1 2022  error  ")
    assert en[1].splitlines()[-1] == "worse 0, new 1, not decided by the second result 0, better 0, gone 1, same 0"
    data = json.loads(run(tmp_path, before, after, "--format", "json")[1])
    assert (data["format"], data["kind"], data["exit_code"], data["same"]) == (1, "diff", 1, 0)
    assert data["new"][0]["after"] == {"status": "fail", "severity": "error"}
    assert (data["new"][0]["before"], data["gone"][0]["after"]) == (None, None)


def test_a_refused_file_is_named_in_both_formats(tmp_path: Path) -> None:
    before, after = of_files(p=PROGRAM), of_files(p=TOO_FEW_DAYS, broken="format: [")
    assert "QS001 文件不可读 broken.yaml  错误" in run(tmp_path, before, after)[1]
    new = json.loads(run(tmp_path, before, after, "--format", "json")[1])["new"]
    assert [(found["rule"], found["program"], found["file"]) for found in new] == [
        ("QS001", None, "broken.yaml"),
        ("QS301", "demo", None),
    ]


def test_a_rule_of_another_version_goes_by_the_name_that_its_file_gives(tmp_path: Path) -> None:
    later = result(NO_PROJECT).replace(b'"projects"', b'"project-count"')
    assert "- QS401 project-count demo p1 2022  错误  " in run(tmp_path, result(PROGRAM), later)[1]


def hostile(text: str) -> bytes:
    data: dict[str, Any] = json.loads(result(TOO_FEW_DAYS))
    for name in ("rule", "name", "pairing", "worker", "message"):
        data["results"][0][name] = text
    return json.dumps(data).encode()


@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_hostile_result_steers_nothing(tmp_path: Path, format_: str) -> None:
    text = "\x1b[31m\x07\n::error::\r::warning::\u2028\u202e 13800138000 a@b.example"
    code, out, err = run(tmp_path, result(PROGRAM), hostile(text), "--format", format_)
    assert (code, err) == (1, "")
    assert not set(out) & set("\x1b\x07\r\u2028\u202e")
    assert not any(line.lstrip().startswith("::") for line in out.splitlines())
    assert "13800138000" not in out
    assert "a@b.example" not in out
    if format_ == "json":
        json.loads(out)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b"9" * 100_000,
        b'{"format": 1, "kind": "baseline", "findings": []}',
        result(PROGRAM).replace(b'"format": 1', b'"format": 2'),
        result(PROGRAM).replace(b'"qianshou"', b'"other"'),
        result(TOO_FEW_DAYS).replace(b'"fail"', b'"failed"'),
        result(TOO_FEW_DAYS).replace(b'"QS301"', b'"\\ud800"'),
        result(TOO_FEW_DAYS).replace(b'"year":2022', b'"year": "' + b"2" * 5000 + b'"'),
    ],
    ids=[
        "empty",
        "not text",
        "list",
        "object",
        "deep",
        "number",
        "baseline",
        "version",
        "tool",
        "status",
        "surrogate",
        "year",
    ],
)
def test_anything_else_is_refused(tmp_path: Path, content: bytes) -> None:
    for before, after, name in ((content, result(PROGRAM), "a.json"), (result(PROGRAM), content, "b.json")):
        code, out, err = run(tmp_path, before, after, "--lang", "en")
        assert (code, out) == (2, "")
        assert f"{name} is not a result" in err
        assert len(err.splitlines()) == 1


def test_a_result_that_an_editor_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert run(tmp_path, b"\xef\xbb\xbf" + result(PROGRAM), result(PROGRAM))[0] == 0


@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-32"])
def test_a_result_that_a_shell_wrote_in_another_encoding_is_told_how_to_make(tmp_path: Path, encoding: str) -> None:
    wide = result(PROGRAM).decode().encode(encoding)
    said = run(tmp_path, wide, result(PROGRAM), "--lang", "en")[2]
    assert said.endswith("PowerShell may write); qianshou validate --format json -o FILE makes one\n")
    assert f"a.json is {encoding}, not UTF-8" in said
    assert f"b.json 是 {encoding} 编码" in run(tmp_path, result(PROGRAM), wide)[2]


def test_a_result_of_another_version_is_told_from_other_files(tmp_path: Path) -> None:
    later = result(PROGRAM).replace(b'"format": 1', b'"format": 2')
    assert "its format is 2, not 1" in run(tmp_path, later, result(PROGRAM), "--lang", "en")[2]
    assert "格式是第 2 版" in run(tmp_path, result(PROGRAM), later)[2]
    data = run(tmp_path, result(PROGRAM), PROGRAM.encode(), "--lang", "en")[2]
    assert "its format" not in data
    assert "-o" not in data


def test_a_missing_file_and_a_wrong_format_are_refused(tmp_path: Path) -> None:
    assert qianshou("diff", "none.json", "none.json", cwd=tmp_path).code == 2
    assert run(tmp_path, result(PROGRAM), result(PROGRAM), "--format", "xml")[0] == 2


def test_the_result_can_go_to_a_file(tmp_path: Path) -> None:
    code, out, _ = run(tmp_path, result(PROGRAM), result(TOO_FEW_DAYS), "-o", "diff.txt")
    assert (code, out) == (1, "")
    assert "QS301" in (tmp_path / "diff.txt").read_text("utf-8")
