"""What the shell offers, asked for as bash asks."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from fiction import PROGRAM
from qianshou_cli.cli import app, completion
from qianshou_cli.rules import RULES
from support import Run, qianshou


def offered(folder: Path, line: str, **env: str) -> list[str]:
    """What is offered for the last word of the line; a line that ends in a space asks for a new word."""
    words = f"qianshou {line}".split(" ")
    asked = {"_QIANSHOU_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1)}
    run = qianshou(cwd=folder, env={**asked, **env})
    assert (run.code, run.err) == (0, "")
    return run.out.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("val", ["validate"]),
        ("init re", ["repo"]),
        ("validate --select QS30", ["QS301", "QS302", "QS303", "QS304", "QS305", "QS306", "QS307"]),
        ("validate --select sent-", ["sent-workers", "sent-workdays"]),
        ("validate --select QS101,QS90", [f"QS101,QS90{n}" for n in range(1, 7)]),
        ("validate --ignore QS50", ["QS501", "QS502", "QS503"]),
        ("validate --severity QS50", ["QS501=", "QS502=", "QS503="]),
        ("validate --severity QS501=", ["QS501=error", "QS501=warning"]),
        ("validate --lang ", ["zh", "en"]),
        ("validate --format ta", ["table"]),
        ("validate --fail-on ", ["error", "warning"]),
        ("validate --color a", ["auto", "always"]),
        ("explain QS30", [f"QS30{n}" for n in range(1, 8)]),
        ("baseline --lang e", ["en"]),
        ("diff --format ", ["text", "json"]),
        ("progress --format ", ["table", "json", "csv"]),
        ("explain --format m", ["markdown"]),
        ("why --rule QS50", ["QS501", "QS502", "QS503"]),
        ("validate --limit fi", ["file-size=", "findings="]),
        ("progress --limit fi", ["file-size="]),
        ("init repo --lang z", ["zh"]),
        ("validate --select nothing", []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_words(tmp_path: Path, line: str, expected: list[str]) -> None:
    assert offered(tmp_path, line) == expected


def test_every_rule_is_offered_by_its_id(tmp_path: Path) -> None:
    assert offered(tmp_path, "validate --select ") == [rule.card.id for rule in RULES]


def set_up(home: Path, *args: str, lang: str = "zh") -> Run:
    """The command line as bash runs it."""
    script = '"$0" -m qianshou_cli "$@"; exit $?'  # or bash would become the command and be its parent no more
    command = ("bash", "-c", script, sys.executable)
    return qianshou(*args, cwd=home, env={"HOME": str(home), "QIANSHOU_LANG": lang}, command=command)


@pytest.mark.parametrize(("lang", "said"), [("zh", "已为 bash 安装补全"), ("en", "installed for bash")])
def test_it_is_set_up_in_the_language_of_the_reader(tmp_path: Path, lang: str, said: str) -> None:
    run = set_up(tmp_path, "--install-completion", lang=lang)
    assert (run.code, run.out) == (0, "")
    assert run.err.startswith(said)
    [script] = (tmp_path / ".bash_completions").iterdir()
    assert f"{script};" in run.err.replace("；", ";")
    shown = set_up(tmp_path, "--show-completion", lang=lang)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.strip() == script.read_text("utf-8").strip()


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
@pytest.mark.parametrize("word", ["zsh", "validate", "--quiet"])
def test_it_is_set_up_for_no_shell_but_the_one_that_asks(tmp_path: Path, option: str, word: str) -> None:
    run = set_up(tmp_path, option, word)
    assert (run.code, run.out) == (2, "")
    assert f"{option} 后面不能再写 {word}" in run.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", ["--install-completion", "--show-completion"])
def test_a_shell_that_is_not_known_is_no_finding(
    option: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    shellingham: Any = import_module("shellingham")

    def unknown() -> None:
        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr(shellingham, "detect_shell", unknown)
    monkeypatch.setenv("QIANSHOU_LANG", "zh")
    assert app.run([option]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err == f"qianshou: 认不出当前的 shell；请在 bash、zsh、fish 或 PowerShell 里运行 {option}\n"


def test_titles_follow_the_language(tmp_path: Path) -> None:
    def zsh(lang: str) -> str:
        env = {"_QIANSHOU_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "qianshou validate --select QS301"}
        return qianshou(cwd=tmp_path, env={**env, "QIANSHOU_LANG": lang}).out

    assert "援派" in zsh("zh")
    assert "援派" not in zsh("en")
    assert "QS301" in zsh("en")


def test_years_come_from_the_files_on_the_line(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(PROGRAM.replace("to: 2022", "to: 2024"), "utf-8")
    (tmp_path / "two.yaml").write_text("pairings: [{id: p9, years: {2030: {}}}]\n", "utf-8")
    for command in ("validate", "progress", "report"):
        assert offered(tmp_path, f"{command} one.yaml --year ") == ["2022", "2023", "2024"]
    assert offered(tmp_path, "validate . --year 20") == ["2022", "2023", "2024", "2030"]
    assert offered(tmp_path, "validate one.yaml --year 2022 --year 2024") == ["2024"]
    assert offered(tmp_path, "validate --year=2024 one.yaml --year=20") == ["2022", "2023", "2024"]
    assert offered(tmp_path, "validate --year ") == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"format: [",
        b"- a\n",
        b"plan: x\npairings: y\n",
        b"plan: {period: {from: 1, to: 99999999999}}\n",
        b"plan: {period: {from: " + b"1" * 5000 + b", to: 2}}\n",
        b"plan: {period: {from: [], to: x}}\npairings: [1, {years: []}, {id: [x]}]\n",
        b"[" * 100_000,
    ],
    ids=["empty", "not text", "broken", "list", "texts", "ages", "digits", "other kinds", "deep"],
)
def test_a_file_that_cannot_be_used_offers_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.yaml").write_bytes(content)
    assert offered(tmp_path, "validate bad.yaml none.yaml --year ") == []


def test_a_huge_file_offers_nothing(tmp_path: Path) -> None:
    (tmp_path / "huge.yaml").write_text(PROGRAM + "#" * completion.LARGEST, "utf-8")
    assert offered(tmp_path, "validate huge.yaml --year ") == []


def test_pairings_come_from_the_files_on_the_line(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text(PROGRAM, "utf-8")
    assert offered(tmp_path, "why one.yaml --pairing ") == ["p1"]
    assert offered(tmp_path, "why one.yaml --pairing x") == []
    assert offered(tmp_path, "why one.yaml --year ") == ["2022"]
