"""What tests share: running the command as a user does, and judging a program written in the test."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest

from qianshou_cli.assess import Input, assess
from qianshou_cli.engine import Settings
from qianshou_cli.findings import Report
from qianshou_cli.rules import BY_NAME, RULES

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
EXAMPLES = ROOT / "examples"
GOOD = EXAMPLES / "compliant_2022.yaml"
BAD = EXAMPLES / "violations_2022.yaml"
BIN = Path(sys.executable).parent
"""Where the tools of this Python environment are."""


def unavailable(reason: str) -> NoReturn:
    """A skip says why; where everything must be there, it is a failure."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def tool(name: str) -> str:
    """The path of a program that the tests use; without it they are skipped, and on CI they fail."""
    path = shutil.which(name)
    if path is None:
        unavailable(f"{name} is not installed")
    return path


def node_package(name: str) -> Path:
    """The folder of an npm package that the tests read, as `.ci/run` installs it."""
    folder = ROOT / ".npm" / "node_modules" / name
    if not folder.is_dir():
        unavailable(f"not installed: npm install --no-save --ignore-scripts --prefix .npm {name}")
    return folder


class Run(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


def qianshou(
    *args: str | Path,
    stdin: bytes = b"",
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    timeout: float = 120,
    command: Sequence[str | Path] = (sys.executable, "-m", "qianshou_cli"),
) -> Run:
    """Run the command in a process of its own, in Chinese and without colour unless `env` says otherwise."""
    ours = ("QIANSHOU_", "LC_", "GITHUB_", "CI", "COLUMNS", "LINES")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    clean |= {"LANG": "C.UTF-8", "NO_COLOR": "1", "PYTHONWARNINGS": "error", **(env or {})}
    done = subprocess.run(
        [*map(str, (*command, *args))],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=clean,
        timeout=timeout,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def judge_files(files: Mapping[str, str | bytes], as_of: str = "2026-01-01", **settings: object) -> Report:
    """Judge files given as texts, by name; `settings` go to Settings (rules, years, severities, keep_all)."""
    contents = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    chosen: dict[str, object] = {"rules": RULES, **settings}
    return assess(
        [Input(name, name) for name in contents],
        lambda item: contents[item.name],
        Settings(as_of=date.fromisoformat(as_of), known=BY_NAME, **chosen),  # type: ignore[arg-type]
    )


def judge_text(text: str, as_of: str = "2026-01-01", **settings: object) -> Report:
    """Judge one program file given as text, named program.yaml."""
    return judge_files({"program.yaml": text}, as_of, **settings)
