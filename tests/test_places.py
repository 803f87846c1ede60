"""Where outputs go: never over what is read, each to a place of its own, and to standard output where that is said."""

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from qianshou_cli.cli.app import run
from qianshou_cli.excel import template
from qianshou_cli.limits import DEFAULT
from qianshou_cli.texts import Lang
from support import BAD, qianshou

ON = ("--as-of", "2023-06-30")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a program file, links to it, soft and hard, and the workbook of it."""
    (tmp_path / "v.yaml").write_bytes(BAD.read_bytes())
    (tmp_path / "soft.yaml").symlink_to("v.yaml")
    (tmp_path / "hard.yaml").hardlink_to(tmp_path / "v.yaml")
    (tmp_path / "soft.txt").symlink_to("v.yaml")
    (tmp_path / "hard.txt").hardlink_to(tmp_path / "v.yaml")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize(
    "args",
    [
        ["validate", "v.yaml", "-o", "hard.txt"],
        ["validate", "v.yaml", "-o", "./hard.txt"],
        ["validate", "v.yaml", "-o", "soft.txt"],
        ["validate", "soft.yaml", "-o", "hard.txt"],
        ["validate", ".", "-o", "hard.txt"],
        ["validate", "-", "-o", "hard.txt"],
        ["validate", "v.yaml", "--format", "csv=new.csv", "--format", "json=hard.txt"],
        ["validate", "v.yaml", "--baseline", "known.json", "-o", "known.json"],
        ["validate", "v.yaml", "--config", "qianshou.toml", "-o", "to_settings.txt"],
        ["baseline", "v.yaml", "-o", "hard.txt"],
        ["progress", "v.yaml", "-o", "hard.txt"],
        ["waivers", "v.yaml", "-o", "hard.txt"],
        ["report", "r.md", "--year", "2022", "-o", "r.md"],
        ["form", "r.docx", "-o", "r.docx"],
        ["export", "r.xlsx", "-o", "r.xlsx", "--yes"],
        ["template", "-o", "r.xlsx", "r.xlsx", "--yes"],
        ["import", "r.xlsx", "-o", "to_book.yaml", "--yes"],
        ["diff", "known.json", "v.yaml", "-o", "known.json"],
        ["diff", "v.yaml", "known.json", "-o", "known.json"],
        ["validate", "v.yaml", "-o", "to_settings.txt"],
        ["baseline", "v.yaml", "-o", "to_settings.txt"],
        ["progress", "v.yaml", "-o", "to_settings.txt"],
        ["waivers", "v.yaml", "-o", "to_settings.txt"],
        ["diff", "known.json", "v.yaml", "-o", "to_settings.txt"],
        ["report", "v.yaml", "--year", "2022", "-o", "to_settings.md"],
        ["form", "v.yaml", "-o", "to_settings.xlsx", "--yes"],
        ["export", "v.yaml", "-o", "to_settings.xlsx", "--yes"],
        ["template", "-o", "to_settings.xlsx", "--yes"],
        ["import", "r.xlsx", "-o", "to_settings.yaml", "--yes"],
    ],
    ids=" ".join,
)
def test_nothing_is_written_over_what_is_read(folder: Path, args: list[str]) -> None:
    for name in ("r.md", "r.docx", "r.xlsx", "known.json"):
        (folder / name).write_bytes(BAD.read_bytes())
    (folder / "to_book.yaml").symlink_to("r.xlsx")
    (folder / "qianshou.toml").write_text("strict = true\n", "utf-8")
    for suffix in (".md", ".txt", ".xlsx", ".yaml"):
        (folder / f"to_settings{suffix}").symlink_to("qianshou.toml")
    before = contents(folder)
    with (folder / "v.yaml").open("rb") as stdin:
        command = [sys.executable, "-m", "qianshou_cli", *args]
        done = subprocess.run(
            command,
            stdin=stdin,
            capture_output=True,
            cwd=folder,
            env={**os.environ, "QIANSHOU_LANG": "en"},
            check=False,
        )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"is read by this run and not written over" in done.stderr
    assert contents(folder) == before


def test_a_file_that_is_not_read_is_replaced(folder: Path) -> None:
    (folder / "out.json").write_text("old", "utf-8")
    for _ in range(2):
        assert qianshou("validate", "v.yaml", *ON, "--format", "json", "-o", "out.json", cwd=folder).code == 1
    assert json.loads((folder / "out.json").read_text("utf-8"))["format"] == 1


def test_where_files_have_no_numbers_they_are_told_apart_by_their_paths(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Where a file system gives none, Python says 0 for each."""
    data = tmp_path / "below" / "deeper" / "v.yaml"
    data.parent.mkdir(parents=True)
    data.write_bytes(BAD.read_bytes())
    (tmp_path / "again").symlink_to("below")
    (tmp_path / "soft.json").symlink_to(data)
    (tmp_path / "old.json").write_text("old", "utf-8")

    def numberless(found: os.stat_result) -> os.stat_result:
        return os.stat_result((found.st_mode, 0, *found[2:]))

    status, of_open = os.stat, os.fstat
    monkeypatch.setattr(os, "stat", lambda *args, **options: numberless(status(*args, **options)))
    monkeypatch.setattr(os, "fstat", lambda descriptor: numberless(of_open(descriptor)))
    monkeypatch.setenv("QIANSHOU_LANG", "en")
    monkeypatch.chdir(tmp_path)
    command = ["validate", ".", *ON, "--format", "json", "-o"]
    assert run([*command, "old.json"]) == 1
    results = json.loads(Path("old.json").read_text("utf-8"))["results"]
    assert {place["file"] for result in results for place in result["locations"]} == {"again/deeper/v.yaml"}
    assert run([*command, "soft.json"]) == 2
    assert "soft.json is read by this run" in capfd.readouterr().err


def filled(name: str = "", content: bytes = b"") -> bytes:
    """A workbook to fill in, with a part added."""
    stream = io.BytesIO(template(Lang.ZH))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        if name:
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        pytest.param(filled(), "填报用的工作簿", id="filled in"),
        pytest.param(filled("xl/media/a.bmp", bytes(2_000_000)), "打不开", id="a picture packed too tight"),
        pytest.param(filled("xl/vbaProject.bin", b"x"), "打不开", id="macros"),
        pytest.param(filled()[:9_000], "打不开", id="half of it"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "打不开", id="with a password"),
        pytest.param(b"PK\x03\x04" + bytes(DEFAULT.file_size), "打不开", id="too large"),
    ],
)
@pytest.mark.parametrize(
    "args", [["report", "v.yaml", "--year", "2022", "-o", "f.xlsx"], ["validate", "v.yaml", "--format", "xlsx=f.xlsx"]]
)
def test_a_workbook_that_may_be_filled_in_is_not_replaced(folder: Path, args: list[str], raw: bytes, said: str) -> None:
    (folder / "f.xlsx").write_bytes(raw)
    run = qianshou(*args, *ON, cwd=folder)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert (folder / "f.xlsx").read_bytes() == raw


def test_a_result_or_what_is_no_workbook_is_replaced_by_a_result(folder: Path) -> None:
    (folder / "f.xlsx").write_bytes(b"")
    for _ in range(2):
        assert qianshou("validate", "v.yaml", *ON, "-o", "f.xlsx", cwd=folder).code == 1
    assert zipfile.is_zipfile(folder / "f.xlsx")


@pytest.mark.parametrize("other", ["./a.out", "sub/../a.out", "link.out"])
def test_two_outputs_are_not_one_file(folder: Path, other: str) -> None:
    (folder / "sub").mkdir()
    (folder / "link.out").symlink_to("a.out")
    run = qianshou("validate", "v.yaml", "--format", "json=a.out", "--format", f"csv={other}", cwd=folder)
    assert (run.code, run.out) == (2, "")
    assert "不能写到同一处" in run.err
    assert not (folder / "a.out").exists()


@pytest.mark.parametrize("dash", ["-", "/dev/stdout"])
@pytest.mark.parametrize(
    "args",
    [
        ["validate", "v.yaml", *ON, "--format", "json", "-o", "{}"],
        ["validate", "v.yaml", *ON, "--format", "json={}"],
        ["baseline", "v.yaml", *ON, "-o", "{}"],
        ["progress", "v.yaml", *ON, "--format", "json", "-o", "{}"],
        ["waivers", "v.yaml", *ON, "--format", "json", "-o", "{}"],
        ["diff", "r.json", "r.json", "--format", "json", "-o", "{}"],
    ],
    ids=" ".join,
)
def test_a_dash_is_standard_output(folder: Path, args: list[str], dash: str) -> None:
    result = qianshou("validate", "v.yaml", *ON, "--format", "json", cwd=folder)
    (folder / "r.json").write_text(result.out, "utf-8")
    before = contents(folder)
    run = qianshou(*(word.format(dash) for word in args), cwd=folder)
    assert run.code in (0, 1), run
    assert json.loads(run.out)
    assert contents(folder) == before


def test_a_dash_is_one_place(folder: Path) -> None:
    run = qianshou("validate", "v.yaml", "--format", "json=-", "--format", "csv", cwd=folder)
    assert (run.code, run.out) == (2, "")


def test_a_result_can_go_to_a_pipe(folder: Path) -> None:
    reader, writer = os.pipe()
    command = [sys.executable, "-m", "qianshou_cli", "diff", "r.json", "r.json", "-o", f"/dev/fd/{writer}"]
    result = qianshou("validate", "v.yaml", *ON, "--format", "json", cwd=folder)
    (folder / "r.json").write_text(result.out, "utf-8")
    done = subprocess.run(command, pass_fds=[writer], capture_output=True, cwd=folder, check=False)
    os.close(writer)
    with os.fdopen(reader, "rb") as piped:
        assert piped.read()
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
