"""The hooks, run by pre-commit itself in a data repository, with this checkout as the repository of the hooks."""

import shutil
from pathlib import Path

import pytest

from fiction import PROGRAM, TOO_FEW_DAYS
from git_repository import PRE_COMMIT, command, done, fetched, unavailable
from qianshou_cli.rules import BY_NAME
from support import ROOT, judge_files

RECORDS = """\
# 虚构 (fictional)
format: 1
records_for: demo
pairings:
  - id: p1
    years:
      2022:
        sent: []
"""


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as it stands, committed to a repository of its own: pre-commit clones what is committed."""
    folder = tmp_path_factory.mktemp("hooks")
    tracked = command(ROOT, "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    if tracked.returncode:
        unavailable("this is no git checkout")
    for name in filter(None, tracked.stdout.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for args in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "hooks"]):
        done(folder, "git", *args)
    return folder


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Environments are built once for all tests here, and apart from the user's."""
    return {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit"))}


@pytest.fixture(scope="module")
def revision(hooks: Path, cache: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The hooks' revision, their environment built."""
    rev = command(hooks, "git", "rev-parse", "HEAD").stdout.strip()
    folder = repository(tmp_path_factory.mktemp("first"), hooks, rev, {"data/demo.yaml": PROGRAM})
    built = command(folder, PRE_COMMIT, "install-hooks", env=cache)
    fetched(built)
    return rev


def repository(folder: Path, hooks: Path, rev: str, files: dict[str, str]) -> Path:
    config = f"repos:\n  - repo: {hooks}\n    rev: {rev}\n    hooks:\n      - id: qianshou-file\n      - id: qianshou\n"
    config += '        args: [data, --as-of, "2023-01-10"]\n'
    for name, text in {**files, ".pre-commit-config.yaml": config}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    done(folder, "git", "init", "-q")
    done(folder, "git", "add", "-A")
    return folder


@pytest.mark.parametrize(
    ("files", "hook", "code", "said"),
    [
        ({"data/demo.yaml": PROGRAM}, "qianshou-file", 0, "Passed"),
        ({"data/demo.yaml": PROGRAM}, "qianshou", 0, "Passed"),
        ({"data/demo.yaml": TOO_FEW_DAYS}, "qianshou-file", 0, "Passed"),
        ({"data/demo.yaml": TOO_FEW_DAYS}, "qianshou", 1, "QS301"),
        ({"data/demo.yaml": PROGRAM.replace("title:", "titel:", 1)}, "qianshou-file", 1, "QS003"),
        ({"data/records.yaml": RECORDS}, "qianshou-file", 0, "Passed"),
        ({"data/records.yaml": RECORDS}, "qianshou", 1, "QS004"),
        ({"data/records.yaml": RECORDS.replace("sent:", "snet:")}, "qianshou-file", 1, "QS003"),
        ({"notes.yaml": "format: ["}, "qianshou-file", 0, "Skipped"),
    ],
    ids=[
        "file in order",
        "repository in order",
        "findings are not the file hook's",
        "findings",
        "wrong key",
        "records alone",
        "records without their programme",
        "wrong key in records",
        "other files",
    ],
)
def test_hook(
    tmp_path: Path,
    hooks: Path,
    revision: str,
    cache: dict[str, str],
    files: dict[str, str],
    hook: str,
    code: int,
    said: str,
) -> None:
    folder = repository(tmp_path, hooks, revision, files)
    ran = command(folder, PRE_COMMIT, "run", "--all-files", hook, env=cache)
    assert ran.returncode == code, ran.stdout + ran.stderr
    assert said in ran.stdout
    assert ("QS" in ran.stdout) == (code == 1)


def test_the_file_hook_alone_leaves_what_files_say_together_to_the_other() -> None:
    alone = tuple(BY_NAME[rule] for rule in ("QS001", "QS002", "QS003"))
    assert [r.rule for r in judge_files({"r.yaml": RECORDS}).results] == ["QS004"]
    assert judge_files({"r.yaml": RECORDS}, rules=alone).exit_code == 0
    assert judge_files({"r.yaml": RECORDS}, rules=(BY_NAME["QS301"],)).exit_code == 3
    assert judge_files({"r.yaml": "format: ["}, rules=alone).exit_code == 3
