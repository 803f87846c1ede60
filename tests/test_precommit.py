"""The hooks, run by pre-commit itself in a data repository, with this checkout as the repository of the hooks."""

import shutil
from pathlib import Path

from fiction import PROGRAM, RECORDS, TOO_FEW_DAYS
from git_repository import PRE_COMMIT, command, done, fetched
from qianshou_cli.rules import BY_NAME
from support import ROOT, judge_files, unavailable

CASES: dict[str, tuple[dict[str, str], str, int, str]] = {
    "a file in order": ({"data/demo.yaml": PROGRAM}, "qianshou-file", 0, "Passed"),
    "a repository in order": ({"data/demo.yaml": PROGRAM}, "qianshou", 0, "Passed"),
    "findings are not the file hook's": ({"data/demo.yaml": TOO_FEW_DAYS}, "qianshou-file", 0, "Passed"),
    "findings": ({"data/demo.yaml": TOO_FEW_DAYS}, "qianshou", 1, "QS301"),
    "a wrong key": ({"data/demo.yaml": PROGRAM.replace("title:", "titel:", 1)}, "qianshou-file", 1, "QS003"),
    "records alone": ({"data/records.yaml": RECORDS}, "qianshou-file", 0, "Passed"),
    "records without their programme": ({"data/records.yaml": RECORDS}, "qianshou", 1, "QS004"),
    "a wrong key in records": ({"data/records.yaml": RECORDS.replace("sent:", "snet:")}, "qianshou-file", 1, "QS003"),
    "files that are no data": ({"notes.yaml": "format: ["}, "qianshou-file", 0, "Skipped"),
}
"""What is in the repository, which hook is run, how it ends and what it says."""


def checkout(folder: Path) -> str:
    """This checkout as it stands, committed to a repository of its own, for pre-commit clones what is committed."""
    tracked = command(ROOT, "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    if tracked.returncode:
        unavailable("this is no git checkout")
    for name in filter(None, tracked.stdout.split("\0")):
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    for args in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "hooks"]):
        done(folder, "git", *args)
    return command(folder, "git", "rev-parse", "HEAD").stdout.strip()


def repository(folder: Path, hooks: Path, rev: str, files: dict[str, str]) -> Path:
    config = f"repos:\n  - repo: {hooks}\n    rev: {rev}\n    hooks:\n      - id: qianshou-file\n      - id: qianshou\n"
    config += '        args: [data, --as-of, "2023-01-10"]\n'
    for name, text in {**files, ".pre-commit-config.yaml": config}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    done(folder, "git", "init", "-q")
    done(folder, "git", "add", "-A")
    return folder


def test_the_hooks(tmp_path: Path) -> None:
    """One test, because building the hooks' environment takes most of its time."""
    hooks, cache = tmp_path / "hooks", {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit")}
    rev = checkout(hooks)
    for number, (name, (files, hook, code, said)) in enumerate(CASES.items()):
        folder = repository(tmp_path / str(number), hooks, rev, files)
        if number == 0:
            fetched(command(folder, PRE_COMMIT, "install-hooks", env=cache))
        ran = command(folder, PRE_COMMIT, "run", "--all-files", hook, env=cache)
        assert ran.returncode == code, name + ran.stdout + ran.stderr
        assert said in ran.stdout, name
        assert ("QS" in ran.stdout) == (code == 1), name


def test_the_file_hook_alone_leaves_what_files_say_together_to_the_other() -> None:
    alone = tuple(BY_NAME[rule] for rule in ("QS001", "QS002", "QS003"))
    assert [r.rule for r in judge_files({"r.yaml": RECORDS}).results] == ["QS004"]
    assert judge_files({"r.yaml": RECORDS}, rules=alone).exit_code == 0
    assert judge_files({"r.yaml": RECORDS}, rules=(BY_NAME["QS301"],)).exit_code == 3
    assert judge_files({"r.yaml": "format: ["}, rules=alone).exit_code == 3
