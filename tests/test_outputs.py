"""Several outputs in one run, and what GitHub Actions is given beside the table."""

import csv
import errno
import json
import os
import re
import sys
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from junitparser import JUnitXml
from openpyxl import load_workbook

from generate import hostile_program
from qianshou_cli.cli import outputs
from qianshou_cli.cli.actions import append_summary
from qianshou_cli.cli.configured import configuration
from qianshou_cli.cli.endings import FORMAT_OF, FORMATS, OF_OTHERS
from qianshou_cli.cli.options import settle
from qianshou_cli.cli.output import write_file
from qianshou_cli.cli.usage import UsageError
from qianshou_cli.reporters import Look
from qianshou_cli.texts import Lang
from support import GOOD, ROOT, judge_files, qianshou

EXAMPLE = ROOT / "tests" / "goldens" / "program.yaml"
AS_OF = ("--as-of", "2023-06-30")


def test_every_format_of_a_run_has_a_file_of_its_own(tmp_path: Path) -> None:
    formats = [word for name in FORMATS for word in ("--format", f"{name}={tmp_path / name}")]
    done = qianshou("validate", EXAMPLE, *AS_OF, *formats)
    files, found = done.err.splitlines()
    assert (done.code, done.out, files) == (1, "", f"已写入 {'、'.join(str(tmp_path / name) for name in FORMATS)}")
    assert found.startswith("共 1 个方案")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FORMATS)
    results = json.loads((tmp_path / "json").read_text("utf-8"))["results"]
    assert "pass" not in {result["status"] for result in results}
    cases = [case for suite in JUnitXml.fromstring((tmp_path / "junit").read_bytes()) for case in suite]
    assert any(not case.result for case in cases)
    statuses = [row[0] for row in load_workbook(BytesIO((tmp_path / "xlsx").read_bytes()))["问题"].values]
    assert len(statuses) == 1 + len(results)
    assert "符合" not in statuses
    alone = qianshou("validate", EXAMPLE, *AS_OF, "--format", "json")
    assert alone.out == (tmp_path / "json").read_text("utf-8")


def test_where_nothing_is_shown_it_is_said_what_was_written_and_found(tmp_path: Path) -> None:
    command = ("validate", EXAMPLE, tmp_path / "none.yaml", *AS_OF, "--lang", "en", "-o", tmp_path / "r.json")
    told = qianshou(*command).err.splitlines()
    assert told[0].startswith(f"{tmp_path / 'none.yaml'}:1:1: QS001 ")
    assert told[1] == f"wrote {tmp_path / 'r.json'}"
    assert told[2].startswith("plans: 1, pairings: 2; ")
    assert len(told) == 3
    assert qianshou(*command, "--quiet").err == ""
    assert qianshou(*command[:-2], "--format", "json", "--format", f"csv={tmp_path}/c.csv").err == ""


def test_formats_name_files_from_the_repository_wherever_the_run_starts(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "程序.yaml").write_bytes(EXAMPLE.read_bytes())
    for name in ("程序.yaml", folder / "程序.yaml"):
        found = json.loads(qianshou("validate", name, *AS_OF, "--format", "gitlab", cwd=folder).out)
        assert {item["location"]["path"] for item in found} == {"data/程序.yaml"}


@pytest.mark.parametrize(
    ("path", "content", "zh", "en"),
    [
        ("none.yaml", None, "核对路径，再检查一次。", "Correct the path and check again."),
        ("*.yml", None, "核对路径，再检查一次。", "Correct the path and check again."),
        (".", None, "核对路径，再检查一次。", "Correct the path and check again."),
        (
            "gbk.yaml",
            "a: 虚构".encode("gbk"),
            "按提示处理整个文件，再检查一次。",
            "Do with the whole file as the message says and check again.",
        ),
        (
            "tab.yaml",
            b"a:\n\tb: 1\n",
            "按提示改正这一行，再检查一次。",
            "Mend the line as the message says and check again.",
        ),
        (
            "no_pairings.yaml",
            b"format: 1\nplan: {id: demo, title: x, period: {from: 2022, to: 2022}, sender_province: a, "
            b"receiver_province: b, requirements: {one_to_one: {}}}\n",
            "在 pairings 中写入各个结对；确实没有时写 pairings: []。",
            "Record every pairing in `pairings`; write `pairings: []` when there certainly are none.",
        ),
    ],
)
def test_the_mend_fits_what_was_found(tmp_path: Path, path: str, content: bytes | None, zh: str, en: str) -> None:
    if content is not None:
        (tmp_path / path).write_bytes(content)
    for lang, mend in (("zh", zh), ("en", en)):
        done = qianshou("validate", path, *AS_OF, "--format", "csv", "--lang", lang, cwd=tmp_path)
        [finding] = csv.DictReader(StringIO(done.out.removeprefix("\ufeff")))
        assert finding["改法" if lang == "zh" else "how to mend"] == mend


@pytest.mark.parametrize(
    ("ending", "format_"), [*FORMAT_OF.items(), (".JSON", "json"), (".txt", "table"), ("", "table")]
)
def test_the_ending_of_an_output_chooses_its_format(tmp_path: Path, ending: str, format_: str) -> None:
    for name, options in ((f"a{ending}", ()), ("b", ("--format", format_)), (f"c{ending}", ("--format", "ndjson"))):
        qianshou("validate", EXAMPLE, *AS_OF, "-o", name, *options, cwd=tmp_path)
    chosen, named = ((tmp_path / name).read_bytes() for name in (f"a{ending}", "b"))
    same = 4 if format_ == "xlsx" else None  # a workbook carries the time at which it was written
    assert chosen[:same] == named[:same]
    other = tmp_path / f"c{ending}"
    assert other.exists() is (ending != ".xlsx")  # no program would open it
    assert ending == ".xlsx" or other.read_bytes().startswith(b'{"rule"')


@pytest.mark.parametrize("ending", [*OF_OTHERS, ".YAML"])
@pytest.mark.parametrize("command", ["validate", "progress", "waivers", "baseline"])
def test_no_output_is_a_file_of_another_kind(tmp_path: Path, command: str, ending: str) -> None:
    path = tmp_path / f"x{ending}"
    path.write_text("something of somebody's", "utf-8")
    run = qianshou(command, EXAMPLE, "-o", path)
    assert (run.code, run.out) == (2, "")
    assert f"{ending.lower()} 文件写不出来" in run.err
    assert path.read_text("utf-8") == "something of somebody's"


@pytest.mark.parametrize(
    ("command", "ending", "begins"),
    [
        ("progress", ".json", "{"),
        ("progress", ".csv", "\ufeffprogram,"),
        ("waivers", ".json", "{"),
        ("progress", ".txt", ""),
    ],
)
def test_the_ending_chooses_the_format_of_every_command(tmp_path: Path, command: str, ending: str, begins: str) -> None:
    assert qianshou(command, EXAMPLE, *AS_OF, "-o", tmp_path / f"x{ending}").code == 0
    assert (tmp_path / f"x{ending}").read_text("utf-8").startswith(begins)
    assert qianshou(command, EXAMPLE, *AS_OF, "-o", tmp_path / "x.sarif").code == 2


@pytest.mark.parametrize("command", [("validate",), ("report", "--year", "2022"), ("validate", "--format", "xlsx")])
def test_a_workbook_that_people_fill_in_is_not_written_over(tmp_path: Path, command: tuple[str, ...]) -> None:
    book, other = tmp_path / "b.xlsx", tmp_path / "other.xlsx"
    assert qianshou("export", EXAMPLE, "-o", book).code == 0
    before = book.read_bytes()
    run = qianshou(command[0], EXAMPLE, *command[1:], *AS_OF, "-o", book)
    assert (run.code, run.out) == (2, "")
    assert "是填报用的工作簿" in run.err
    assert book.read_bytes() == before
    for content in (b"PK", b""):  # what is no workbook is replaced, and so is a result
        other.write_bytes(content)
        assert qianshou(command[0], EXAMPLE, *command[1:], *AS_OF, "-o", other).code < 2
    assert qianshou(command[0], EXAMPLE, *command[1:], *AS_OF, "-o", other).code < 2


@pytest.fixture
def actions(tmp_path: Path) -> dict[str, str]:
    return {
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(tmp_path),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }


def test_actions_gets_annotations_and_a_summary_and_obeys_no_data(tmp_path: Path, actions: dict[str, str]) -> None:
    (tmp_path / "summary.md").write_text("before\n")
    (tmp_path / "a.yaml").write_text(hostile_program("::error::owned", 1), "utf-8")
    tokens = []
    for _ in range(2):
        done = qianshou("validate", "a.yaml", *AS_OF, cwd=tmp_path, env=actions)
        assert done.code == 1
        first, *lines = done.out.splitlines()
        (token,) = re.findall(r"^::stop-commands::([0-9a-f]{32})$", first)
        end = lines.index(f"::{token}::")
        assert "::error::owned" in lines[:end]
        ours = re.compile(r"::(error|warning|notice) (file=a\.yaml,|title=qianshou)")
        assert lines[end + 1 :]
        assert all(map(ours.match, lines[end + 1 :]))
        tokens.append(token)
    assert tokens[0] != tokens[1]
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary.startswith("before\n# ")
    assert summary.count("# 核对结果") == 2


def test_actions_gets_nothing_beside_another_format(tmp_path: Path, actions: dict[str, str]) -> None:
    for words in (("--format", "json"), ("--quiet",), ("--format", f"table={tmp_path / 'table.txt'}")):
        done = qianshou("validate", EXAMPLE, *AS_OF, *words, env=actions)
        assert "::stop-commands" not in done.out
        assert "::error" not in done.out
    assert not (tmp_path / "summary.md").exists()
    assert "::" not in (tmp_path / "table.txt").read_text("utf-8")


def test_annotations_bring_the_summary_too_and_a_run_only_one(tmp_path: Path, actions: dict[str, str]) -> None:
    file = f"github={tmp_path / 'annotations.txt'}"
    ways = (("--format", "github"), ("--format", file), ("--format", file, "--format", "table"))
    for runs, words in enumerate(ways, 1):
        assert qianshou("validate", EXAMPLE, *AS_OF, *words, env=actions).code == 1
        assert (tmp_path / "summary.md").read_text("utf-8").count("# 核对结果") == runs
    del actions["GITHUB_ACTIONS"]
    assert qianshou("validate", EXAMPLE, *AS_OF, env=actions).code == 1
    assert (tmp_path / "summary.md").read_text("utf-8").count("# 核对结果") == len(ways)


@pytest.mark.parametrize("before", [0, 400, 10_000])
def test_a_summary_is_no_longer_than_the_host_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: int
) -> None:
    path = tmp_path / "summary.md"
    path.write_text("x" * before)
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    monkeypatch.setattr("qianshou_cli.cli.actions.LARGEST", 1000)
    append_summary(judge_files({"a.yaml": EXAMPLE.read_text("utf-8")}), Look(lang=Lang.ZH))
    added = path.read_bytes()[before:]
    assert len(added) <= max(1000 - before, 100)
    assert added.decode().rstrip().endswith("全部结果见日志）")


def test_a_summary_has_the_same_line_ends_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, opened = tmp_path / "summary.md", Path.open

    def on_windows(path: Path, mode: str = "r", **options: Any) -> object:
        return opened(path, mode, **options if "b" in mode else {"newline": "\r\n", **options})

    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    monkeypatch.setattr(Path, "open", on_windows)
    append_summary(judge_files({"a.yaml": EXAMPLE.read_text("utf-8")}), Look(lang=Lang.ZH))
    assert path.read_bytes().count(b"\n") > 10
    assert b"\r" not in path.read_bytes()


def test_a_summary_that_cannot_be_written_is_said(tmp_path: Path, actions: dict[str, str]) -> None:
    actions["GITHUB_STEP_SUMMARY"] = str(tmp_path)
    done = qianshou("validate", EXAMPLE, *AS_OF, env=actions)
    assert done.code == 2
    assert str(tmp_path) in done.err
    assert "\n::error " in done.out


def test_an_output_that_cannot_be_written_takes_no_other_away(tmp_path: Path) -> None:
    outputs = [f"json={tmp_path}/r.json", f"csv={EXAMPLE}/r.csv", f"sarif={EXAMPLE}/r.sarif", "table"]
    done = qianshou("validate", EXAMPLE, *AS_OF, *(word for item in outputs for word in ("--format", item)))
    assert done.code == 2
    assert "QS301" in done.out
    assert json.loads((tmp_path / "r.json").read_bytes())["exit_code"] == 1
    for name in ("r.csv", "r.sarif"):
        assert f"写不了 {EXAMPLE}/{name}" in done.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_help_and_the_results_page_name_every_format(lang: str) -> None:
    said = " ".join(qianshou("validate", "--help", "--lang", lang).out.split())
    zh, en = (ROOT / "docs" / "results.md").read_text("utf-8").split("## English")
    page = zh if lang == "zh" else en
    for name in FORMATS:
        assert name in said
        assert f"\n| `{name}` |" in page


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", GOOD, "-o", "new/below/out.txt"],
        ["validate", GOOD, "--format", "json=new/below/out.json"],
        ["report", GOOD, "--year", "2022", "-o", "new/below/out.md"],
        ["baseline", GOOD, "-o", "new/below/out.json"],
        ["template", "-o", "new/below/out.xlsx"],
        ["form", GOOD, "-o", "new/below/out.docx"],
        ["waivers", GOOD, "-o", "new/below/out.txt"],
    ],
    ids=lambda arguments: " ".join(map(str, arguments)).replace(str(GOOD), ""),
)
def test_folders_that_an_output_names_are_made(tmp_path: Path, arguments: list[str | Path]) -> None:
    run = qianshou(*arguments, "--lang", "en", cwd=tmp_path)
    assert run.code == 0, run
    assert (tmp_path / "new" / "below").is_dir()
    assert [file.stem for file in (tmp_path / "new" / "below").iterdir()] == ["out"]


def test_folders_made_for_an_output_that_cannot_be_written_are_gone_again(tmp_path: Path) -> None:
    too_long = f"new/below/{'x' * 300}.json"
    run = qianshou("validate", GOOD, "-o", too_long, cwd=tmp_path)
    assert (run.code, list(tmp_path.iterdir())) == (2, [])
    assert "文件名太长" in run.err


@pytest.mark.parametrize("suffix", [".json", "", ".名称"])
def test_a_name_as_long_as_the_system_takes_is_written(tmp_path: Path, suffix: str) -> None:
    name = "x" * (255 - len(suffix.encode())) + suffix
    assert qianshou("validate", GOOD, "-o", name, cwd=tmp_path).code == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", GOOD, "-o", "new/"],
        ["report", GOOD, "--year", "2022", "-o", "d.html/"],
        ["template", "-o", "t.xlsx/"],
    ],
    ids=lambda arguments: " ".join(map(str, arguments)).replace(str(GOOD), ""),
)
def test_a_name_that_ends_like_a_folder_is_no_file(tmp_path: Path, arguments: list[str | Path]) -> None:
    run = qianshou(*arguments, cwd=tmp_path)
    assert (run.code, list(tmp_path.iterdir())) == (2, [])


posix = pytest.mark.skipif(os.name != "posix", reason="uses the rights and owners of POSIX")


@posix
def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("kept", "utf-8")
    kept.chmod(0o444)
    if os.access(kept, os.W_OK):  # root may write everywhere
        monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK or bool(path.stat().st_mode & 0o222))
    with pytest.raises(UsageError) as caught:
        write_file(str(kept), "new")
    assert "没有权限" in caught.value.message(Lang.ZH)
    assert (kept.read_text("utf-8"), list(tmp_path.iterdir())) == ("kept", [kept])
    kept.chmod(0o640)
    write_file(str(kept), "new")
    assert (kept.read_text("utf-8"), kept.stat().st_mode & 0o777) == ("new", 0o640)


@posix
def test_a_file_that_is_replaced_keeps_its_owner_and_group(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    kept = tmp_path / "kept.json"
    kept.write_text("old", "utf-8")
    os.chown(kept, 12345, 23456)
    write_file(str(kept), "new")
    assert (kept.read_text("utf-8"), kept.stat().st_uid, kept.stat().st_gid) == ("new", 12345, 23456)


@pytest.mark.parametrize("found", [True, False], ids=["with colorama", "without"])
@pytest.mark.parametrize(
    ("system", "color", "asked"), [("nt", "always", 1), ("nt", "never", 0), ("posix", "always", 0)]
)
def test_a_console_of_windows_is_asked_to_obey_the_codes_for_colour(
    monkeypatch: pytest.MonkeyPatch, system: str, color: str, asked: int, found: bool
) -> None:
    calls: list[str] = []
    colorama = SimpleNamespace(just_fix_windows_console=lambda: calls.append("fixed"))
    monkeypatch.setitem(sys.modules, "colorama", colorama if found else None)
    monkeypatch.setattr(outputs, "os", SimpleNamespace(name=system, environ=os.environ))
    assert outputs.screen_look(settle(configuration(None)), color).color == (color == "always")
    assert len(calls) == (asked if found else 0)


def raising(error: OSError) -> Callable[..., None]:
    """What the system does where it refuses."""

    def refuse(*_: object, **__: object) -> None:
        raise error

    return refuse


def refusing(number: int) -> Callable[..., None]:
    return raising(OSError(number, os.strerror(number)))


@posix
@pytest.mark.parametrize(("call", "number"), [("chown", errno.EINVAL), ("chmod", errno.EPERM)])
@pytest.mark.parametrize("old", [None, "old"], ids=["new", "replaced"])
def test_a_file_is_written_where_the_system_knows_no_owners_or_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, old: str | None
) -> None:
    kept = tmp_path / "kept.json"
    if old is not None:
        kept.write_text(old, "utf-8")
    monkeypatch.setattr(os, call, refusing(number))
    write_file(str(kept), "new")
    assert (kept.read_text("utf-8"), list(tmp_path.iterdir())) == ("new", [kept])


@posix
def test_a_file_that_is_mounted_by_itself_is_told_and_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text("kept", "utf-8")
    monkeypatch.setattr(Path, "replace", refusing(errno.EBUSY))
    with pytest.raises(UsageError) as caught:
        write_file(str(kept), "new")
    assert caught.value.message(Lang.ZH) == f"写不了 {kept}：正被占用，或是单独挂载的，不能替换"
    assert caught.value.message(Lang.EN) == f"cannot write {kept}: in use, or mounted by itself; it cannot be replaced"
    assert (kept.read_text("utf-8"), list(tmp_path.iterdir())) == ("kept", [kept])


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_windows_holds_for_another_program_is_told_in_the_language_of_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    held = PermissionError(errno.EACCES, "另一个程序正在使用此文件，进程无法访问。")
    held.winerror = code  # type: ignore[attr-defined,unused-ignore]  # set by Windows alone
    monkeypatch.setattr(Path, "replace", raising(held))
    kept = tmp_path / "kept.xlsx"
    with pytest.raises(UsageError) as caught:
        write_file(str(kept), "new")
    said = [caught.value.message(lang).partition(str(kept))[2] for lang in Lang]
    assert said == [
        "：没有权限，或文件正被其他程序（如 Excel、WPS）打开",
        ": no permission, or the file is open in another program (such as Excel or WPS)",
    ]
    assert list(tmp_path.iterdir()) == []
