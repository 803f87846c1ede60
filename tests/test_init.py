"""New files load at once, say everything that may be written, and never replace anything."""

import json
import os
import pty
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from shutil import rmtree
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from qianshou_cli.cli import init
from qianshou_cli.cli.app import run
from qianshou_cli.cli.usage import UsageError
from qianshou_cli.load import load
from qianshou_cli.model import ProgramFile
from qianshou_cli.model.requirements import Requirements
from qianshou_cli.scaffold import REPOSITORY, STARTER, Answers, fictional, program, repository
from qianshou_cli.texts import Lang, Text
from support import ROOT, judge_text, qianshou

BOTH = pytest.mark.parametrize("lang", list(Lang))
NEW = ["--id", "a-b", "--title", "虚构方案", "--sender-province", "江苏省", "--receiver-province", "陕西省"]
YEARS = ["--from", "2021", "--to", "2025"]


def changed(option: str, answer: str) -> list[str]:
    """The answers, with another one to an option."""
    return [answer if before == option else word for before, word in zip(["", *NEW], NEW, strict=False)]


def live(text: str) -> str:
    """The file with every example made live."""
    kept = [line for line in text.splitlines() if not line.lstrip().startswith("## ")]
    return "\n".join(line.removeprefix("# ") for line in kept) + "\n"


def model_of(text: str) -> ProgramFile:
    model = load(text.encode(), "program.yaml").model
    assert isinstance(model, ProgramFile)
    return model


@BOTH
def test_a_new_program_file_loads_and_has_no_finding_about_reading(lang: Lang) -> None:
    text = program(Answers("a-b", "虚构方案", "江苏省", "陕西省", "2021", "2025"), lang)
    plan = model_of(text).plan
    assert (plan.id, plan.title, plan.period.first, plan.period.last) == ("a-b", "虚构方案", 2021, 2025)
    assert judge_text(text, "2023-06-30").exit_code == 0


@BOTH
def test_its_examples_show_every_requirement_and_load_when_made_live(lang: Lang) -> None:
    text = live(program(fictional(lang), lang))
    requirements = model_of(text).plan.requirements
    assert {name for name in Requirements.model_fields if getattr(requirements, name) is None} == set()
    assert judge_text(text, "2023-06-30").exit_code == 0


@pytest.mark.parametrize("year", range(2019, 2027))
def test_its_examples_meet_the_workdays_whatever_the_first_year(year: int) -> None:
    text = live(program(Answers("a-b", "虚构方案", "江苏省", "陕西省", str(year), str(year)), Lang.ZH))
    report = judge_text(text, f"{year}-12-31", keep_all=True)
    days = [(r.rule, r.status.value) for r in report.results if r.rule in ("QS301", "QS302")]
    assert days == [("QS301", "pass"), ("QS302", "pass")]


@BOTH
def test_the_starter_of_a_repository_is_fictional_and_meets_everything(lang: Lang) -> None:
    text = repository(lang)[STARTER]
    assert "虚构 (fictional)" in text.splitlines()[0]
    report = judge_text(text, "2023-06-30", keep_all=True)
    assert {result.status.value for result in report.results} <= {"pass", "not_applicable"}
    assert {result.rule for result in report.results if result.status == "pass"} > {"QS101", "QS301", "QS603"}


@BOTH
def test_every_file_of_a_repository_can_be_read_by_what_it_is_for(lang: Lang) -> None:
    readers: dict[str, Callable[[str], Any]] = {
        ".yaml": yaml.safe_load,
        ".yml": yaml.safe_load,
        ".json": json.loads,
        ".toml": tomllib.loads,
    }
    read = {
        name: readers[Path(name).suffix](text)
        for name, text in repository(lang).items()
        if Path(name).suffix in readers
    }
    assert {Path(name).suffix for name in read} == set(readers)
    assert all(read.values())
    hooks = read[".pre-commit-config.yaml"]["repos"][0]["hooks"]
    assert [(hook["id"], hook.get("always_run", False)) for hook in hooks] == [
        ("qianshou-file", False),
        ("qianshou", True),
    ]


def test_the_two_languages_differ_in_words_only() -> None:
    def bare(text: str) -> str:
        return re.sub(r"\s*# .*|^\s*## .*", "", live(text), flags=re.M)

    zh, en = (program(fictional(Lang.ZH), lang) for lang in Lang)
    assert zh != en
    assert bare(zh) == bare(en)


@pytest.mark.parametrize(
    "title", ['"}: {[', "# no comment", "a: b", "no", "two\nlines", "\\n", "- item", "&a *b !c", "0x1F"]
)
def test_whatever_the_title_is_it_is_read_back(title: str) -> None:
    text = program(Answers("a-b", title, "江苏省", "陕西省", "2021", "2025"), Lang.ZH)
    assert model_of(text).plan.title == title


def test_program_from_options(tmp_path: Path) -> None:
    run = qianshou("init", "program", *NEW, *YEARS, cwd=tmp_path)
    assert (run.code, run.out) == (0, "")
    assert "qianshou validate a-b.yaml" in run.err
    shown = qianshou("validate", "a-b.yaml", "--as-of", "2023-06-30", cwd=tmp_path)
    assert shown.code == 0
    assert "QS0" not in shown.out
    again = qianshou("init", "program", *NEW, *YEARS, cwd=tmp_path)
    assert (again.code, again.err) == (2, "qianshou: 已经存在，没有写任何文件：a-b.yaml；请用 -o 换一个文件名\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([*NEW, "--from", "2021"], "--to"),
        ([*NEW, "--from", "21", "--to", "2025"], "2022"),
        ([*NEW, "--from", "2025", "--to", "2021"], "请对调"),
        ([*changed("--id", "../x"), *YEARS], "../x"),
        ([*changed("--title", "a\u2028b"), *YEARS], "U+2028"),
        ([*changed("--title", "\udcd6"), *YEARS], "读不出的字符"),
        ([*changed("--title", ""), *YEARS], "title"),
        ([*NEW, *YEARS, "--lang", "fr"], "fr"),
        ([*NEW, *YEARS, "-o", "there/x.yaml"], "there"),
        ([*NEW, *YEARS, "-o", "x.txt"], ".yaml"),
    ],
    ids=[
        "missing",
        "short year",
        "backwards",
        "bad id",
        "line break",
        "bytes",
        "blank",
        "language",
        "file in the way",
        "ending",
    ],
)
def test_wrong_answers_write_nothing(tmp_path: Path, options: list[str], said: str) -> None:
    (tmp_path / "there").write_text("", "utf-8")
    run = qianshou("init", "program", *options, cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["there"]


def on_a_terminal(folder: Path, typed: str | bytes, *options: str) -> tuple[int, str]:
    """The exit code, and what standard error says when that is typed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "qianshou_cli", "init", "program", *options]
    environment = {**os.environ, "QIANSHOU_LANG": "zh", "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8:strict"}
    with subprocess.Popen(command, stdin=theirs, stderr=subprocess.PIPE, cwd=folder, env=environment) as asked:
        os.write(ours, typed.encode() if isinstance(typed, str) else typed)
        said = asked.communicate(timeout=60)[1].decode()
    os.close(ours)
    os.close(theirs)
    return asked.returncode, said


def test_on_a_terminal_an_answer_that_cannot_be_written_is_asked_for_again_at_once(tmp_path: Path) -> None:
    typed = "../x\na-b\n虚构方案\n江苏省\n陕西省\n21\n2030\n2025\n2031\n"
    code, said = on_a_terminal(tmp_path, typed)
    assert code == 0, said
    asked = (
        ["方案标识", "方案标识", "方案名称", "援派省份", "受援省份"] + ["第一个工作年度"] * 2 + ["最后一个工作年度"] * 2
    )
    assert re.findall("|".join(sorted(set(asked))), said) == asked
    assert said.index("../x") < said.index("方案名称")
    period = model_of((tmp_path / "a-b.yaml").read_text("utf-8")).plan.period
    assert (period.first, period.last) == (2030, 2031)


@pytest.mark.parametrize("options", [["--id", "../x"], ["-o", "there.yaml"], ["-o", "x.txt"], ["--to", "25"]])
def test_on_a_terminal_a_wrong_option_is_said_before_what_it_spoils_is_asked(
    tmp_path: Path, options: list[str]
) -> None:
    (tmp_path / "there.yaml").write_text("mine", "utf-8")
    code, said = on_a_terminal(tmp_path, "a-b\n虚构方案\n江苏省\n陕西省\n2021\n", *options)
    assert code == 2
    assert ("方案名称" in said) == (options[0] == "--to")
    assert [path.name for path in tmp_path.iterdir()] == ["there.yaml"]


@pytest.mark.parametrize("typed", ["标题".encode() + b"\x7f", "标题".encode("gbk")], ids=["half", "gbk"])
def test_on_a_terminal_characters_that_cannot_be_read_are_asked_for_again(tmp_path: Path, typed: bytes) -> None:
    code, said = on_a_terminal(tmp_path, typed + "\n虚构方案\n江苏省\n陕西省\n2021\n2025\n".encode(), *NEW[:2])
    assert code == 0, said
    assert said.count("方案名称") == 2
    assert said.count("读不出的字符") == 1
    assert model_of((tmp_path / "a-b.yaml").read_text("utf-8")).plan.title == "虚构方案"


def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    code, said = on_a_terminal(tmp_path, "虚构方案\n江苏省\n陕西省\n2021\n2025\n", *NEW[:2], "-o", "new.yaml")
    assert code == 0, said
    assert [words in said for words in ("方案名称", "援派省份", "受援省份", "第一个工作年度")] == [True] * 4
    assert "方案标识" not in said
    assert model_of((tmp_path / "new.yaml").read_text("utf-8")).plan.receiver_province == "陕西省"


@BOTH
def test_a_repository_is_laid_out_and_in_order(tmp_path: Path, lang: Lang) -> None:
    run = qianshou("init", "repo", "new/deep", "--lang", lang, cwd=tmp_path)
    assert (run.code, run.out) == (0, "")
    folder = tmp_path / "new" / "deep"
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert written == {STARTER, *REPOSITORY, "schema/program.schema.json", "schema/records.schema.json"}
    for name in ("program", "records"):
        here, there = (root / "schema" / f"{name}.schema.json" for root in (folder, ROOT))
        assert here.read_text("utf-8") == there.read_text("utf-8")
    modeline = (folder / STARTER).read_text("utf-8").splitlines()[1]
    assert ((folder / STARTER).parent / modeline.partition("$schema=")[2]).is_file()
    shown = qianshou("validate", "data", "--strict", cwd=folder)
    assert shown.code == 0, shown.out
    assert ("符合" in shown.out) == (lang is Lang.ZH)


@pytest.mark.parametrize("requirement", ["qianshou>=0.1,<1", "qianshou @ https://example.org/a b.whl", "qianshou"])
def test_the_steps_of_its_readme_install_what_was_asked_for(tmp_path: Path, requirement: str) -> None:
    (tmp_path / "qianshou").mkdir()  # pip takes a bare word for a name, whatever stands there
    assert qianshou("init", "repo", "new", "--requirement", requirement, cwd=tmp_path).code == 0
    folder = tmp_path / "new"
    chinese, english = re.findall(r"```sh\n(.*?)```", (folder / "README.md").read_text("utf-8"), re.DOTALL)
    assert chinese == english
    stubs = 'python3() { mkdir -p .venv/bin; : > .venv/bin/activate; }\npython() { printf "%s\\n" "$@"; }\n'
    before = {*folder.iterdir()}
    ran = subprocess.run(["bash", "-ec", stubs + english], cwd=folder, capture_output=True, check=True)
    assert ran.stdout.decode().splitlines() == ["-m", "pip", "install", requirement]
    assert {*folder.iterdir()} - before == {folder / ".venv"}
    assert (folder / ".venv" / ".gitignore").read_text() == "*\n"
    hooks = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert [hook["additional_dependencies"] for hook in hooks] == [[requirement]] * 2


@BOTH
def test_its_readme_says_how_to_begin_on_windows_and_what_editors_need_of_each_kind_of_file(lang: Lang) -> None:
    readme = repository(lang)["README.md"]
    for half in readme.split("\n## English\n"):
        assert r"`.venv\Scripts\activate`" in half
        modelines = re.findall(r"`# yaml-language-server: \$schema=\.\./(\S+)`", half)
        assert modelines == ["schema/program.schema.json", "schema/records.schema.json"]
        assert "`records_for: " in half


def test_a_path_to_install_is_one_whichever_mark_divides_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows takes `/` as well as its own."""
    (tmp_path / "dist" / "x").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(init, "os", SimpleNamespace(sep="\\", altsep="/"))
    init.repo("new", requirement="dist/x")
    assert str(tmp_path / "dist" / "x") in (tmp_path / "new" / "README.md").read_text("utf-8")


@pytest.mark.parametrize("path", [".", "../there", "./it.whl", "it.whl", "below/x"])
def test_a_path_to_install_is_written_so_that_it_holds_in_every_folder(tmp_path: Path, path: str) -> None:
    here = tmp_path / "here"
    for folder in (here / "below" / "x", tmp_path / "there"):
        folder.mkdir(parents=True)
    (here / "it.whl").write_text("", "utf-8")
    assert qianshou("init", "repo", "new", "--requirement", path, cwd=here).code == 0
    for name in ("README.md", ".pre-commit-config.yaml", ".gitlab-ci.yml", ".github/workflows/validate.yml"):
        assert str((here / path).resolve()) in (here / "new" / name).read_text("utf-8")


@pytest.mark.parametrize("path", ["./none", "../none", "/none/at/all", "none.whl"])
def test_a_path_to_install_that_leads_nowhere_is_refused(tmp_path: Path, path: str) -> None:
    run = qianshou("init", "repo", "new", "--requirement", path, cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert path in run.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", ["qianshou.toml", ".github/workflows/validate.yml", STARTER])
def test_a_repository_never_overwrites(tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / there).write_text("mine", "utf-8")
    run = qianshou("init", "repo", cwd=tmp_path)
    assert run.code == 2
    assert run.err.startswith(f"qianshou: 已经存在，没有写任何文件：{there}；请换一个新文件夹")
    elsewhere = qianshou("init", "repo", "new", cwd=tmp_path)  # as the message says
    assert elsewhere.code == 0
    rmtree(tmp_path / "new")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / there]
    assert (tmp_path / there).read_text("utf-8") == "mine"


@pytest.mark.parametrize("there", ["data", ".github"])
def test_what_is_no_folder_is_in_the_way(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine", "utf-8")
    run = qianshou("init", "repo", cwd=tmp_path)
    assert run.code == 2
    assert there in run.err
    assert [path.name for path in tmp_path.iterdir()] == [there]


def test_a_link_that_leads_nowhere_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "README.md").symlink_to(tmp_path / "elsewhere")
    assert qianshou("init", "repo", cwd=tmp_path).code == 2
    assert not (tmp_path / "elsewhere").exists()


def test_when_writing_fails_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []

    def failing(path: str, content: str | bytes) -> None:
        if len(written) == 2:
            raise UsageError(Text("满了", "full"))
        written.append(path)
        Path(path).write_text(str(content), "utf-8")

    monkeypatch.setattr("qianshou_cli.cli.init.write_file", failing)
    with pytest.raises(UsageError):
        init.repo(str(tmp_path / "new"))
    assert len(written) == 2
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_looked_into_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_symlink", refuse)
    monkeypatch.setenv("QIANSHOU_LANG", "en")
    assert run(["init", "repo", str(tmp_path)]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith(f"qianshou: the system refused to read or write {tmp_path}")
    assert err.endswith(": Permission denied\n")
