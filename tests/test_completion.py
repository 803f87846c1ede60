"""What the shell offers, asked for as bash asks."""

from pathlib import Path

import pytest

from fiction import PROGRAM
from qianshou_cli.cli import completion
from qianshou_cli.rules import RULES
from support import qianshou


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
