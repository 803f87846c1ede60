"""Git repositories made by tests, and the commands run in them."""

import os
import subprocess
from pathlib import Path

from support import BIN, unavailable

PRE_COMMIT = BIN / "pre-commit"


def command(folder: Path, *args: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "QIANSHOU_", "LC_"))}
    identity = {"GIT_CONFIG_GLOBAL": "/dev/null", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        identity |= {f"GIT_{role}_NAME": "虚构", f"GIT_{role}_EMAIL": "nobody@example.invalid"}
    return subprocess.run(
        [*map(str, args)],
        cwd=folder,
        env=clean | identity | (env or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )


def done(folder: Path, *args: str | Path) -> None:
    ran = command(folder, *args)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def fetched(ran: subprocess.CompletedProcess[str]) -> None:
    """That pip could install; where it has no index to ask, the test cannot be run."""
    said = ran.stdout + ran.stderr
    if ran.returncode and any(words in said for words in ("No matching distribution", "ConnectionError", "Retrying")):
        unavailable(f"pip cannot fetch what is needed: {said[-300:]}")
    assert ran.returncode == 0, said
