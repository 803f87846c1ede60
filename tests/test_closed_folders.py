"""Folders that take nothing, or not enough: an output is written whole or not at all, and one line says why. Folders
that may not be read are told, however they are named.
"""

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from support import GOOD, unavailable

OWN_MOUNTS = ["unshare", "-m"] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["unshare", "-rm"]
"""A process that sees mounts of its own: even root writes nothing where a file system refuses."""

WITHOUT_RIGHTS = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if OWN_MOUNTS[1] == "-m" else []
"""A process that may enter no folder that is closed to its owner: root may enter every one."""

READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" || exit 99'
TINY = 'mount -t tmpfs -o size=8k none "$1" || exit 99'

WRITING = {
    "validate": ("validate", GOOD, "-o", "{}/out.txt"),
    "validate json": ("validate", GOOD, "--all", "--format", "json={}/out.json"),
    "report": ("report", GOOD, "--year", "2022", "-o", "{}/out.html"),
    "progress": ("progress", GOOD, "--year", "2022", "--format", "json", "-o", "{}/out.json"),
    "form": ("form", GOOD, "-o", "{}/out.docx"),
    "export": ("export", GOOD, "-o", "{}/out.xlsx"),
    "template": ("template", "-o", "{}/out.xlsx"),
    "init repo": ("init", "repo", "{}"),
}


@cache
def _no_mounts() -> str:
    """Why there can be no mounts of one's own here; nothing where there can."""
    try:
        ran = subprocess.run([*OWN_MOUNTS, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False)
    except FileNotFoundError as error:
        return str(error)
    return ran.stderr.decode(errors="replace")


def mounted(prepare: str, folder: Path, *words: str | Path, then: str = "true") -> tuple[int, str, str]:
    """Run a command where the folder is mounted so, and a shell line on it afterwards: exit code, its words, errors."""
    if reason := _no_mounts():
        unavailable(f"no mounts of one's own: {reason}")
    command = [sys.executable, "-m", "qianshou_cli", *(str(word).replace("{}", str(folder)) for word in words)]
    script = f'{prepare}; folder="$1"; shift; "$@" >/dev/null; code=$?; cd "$folder" && {{ {then}; }}; exit $code'
    ran = subprocess.run(
        [*OWN_MOUNTS, "sh", "-c", script, "sh", str(folder), *command],
        capture_output=True,
        text=True,
        env={**os.environ, "QIANSHOU_LANG": "en", "LC_ALL": "C.UTF-8"},
        check=False,
        timeout=120,
    )
    assert ran.returncode != 99, ran.stderr
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.parametrize("name", WRITING)
def test_nothing_is_written_into_a_read_only_folder_and_one_line_says_so(name: str, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("kept", "utf-8")
    code, _, err = mounted(READ_ONLY, tmp_path, *WRITING[name])
    assert code == 2, err
    assert err.startswith("qianshou: cannot write ")
    assert err.endswith(": Read-only file system\n")
    assert err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_files_in_a_read_only_folder_are_judged(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_bytes(GOOD.read_bytes())
    assert mounted(READ_ONLY, tmp_path, "validate", "{}")[::2] == (0, "")


@pytest.mark.parametrize("name", [name for name in WRITING if name not in ("validate", "progress")])
def test_what_does_not_fit_onto_a_full_disk_leaves_nothing_behind(name: str, tmp_path: Path) -> None:
    code, left, err = mounted(TINY, tmp_path, *WRITING[name], then="ls -A")
    assert code == 2, err
    assert err.startswith("qianshou: cannot write ")
    assert err.endswith(": No space left on device\n")
    assert left == ""


def test_a_file_that_is_there_already_outlives_a_full_disk(tmp_path: Path) -> None:
    prepare = f'{TINY}; printf kept > "$1/out.html"'
    code, left, _ = mounted(prepare, tmp_path, *WRITING["report"], then="ls -A; cat out.html")
    assert (code, left) == (2, "out.html\nkept")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("d", ["d/closed"]),
        ("d/*.yaml", []),
        ("d/*", ["d/closed"]),
        ("d/**/*.yaml", ["d/closed"]),
        ("d/*/*.yaml", ["d/closed"]),
        ("d/*/p.yaml", ["d/closed/p.yaml"]),
        ("d/closed/p.yaml", ["d/closed/p.yaml"]),
        ("d/closed/below/*.yaml", ["d/closed/below"]),
        ("d/unlisted/*.yaml", ["d/unlisted"]),
        ("d/unlisted/p.yaml", []),
        ("d/listed/below/p.yaml", ["d/listed/below/p.yaml"]),
        ("d/listed", ["d/listed/below", "d/listed/p.yaml"]),
    ],
)
def test_a_folder_that_may_not_be_read_is_told_however_it_is_named(path: str, told: list[str], tmp_path: Path) -> None:
    if os.name != "posix" or (WITHOUT_RIGHTS and not shutil.which(WITHOUT_RIGHTS[0])):
        unavailable("no process without the right to enter every folder")
    rights = {"closed": 0o000, "unlisted": 0o300, "listed": 0o400}
    shown = [name for name in rights if path.startswith(f"d/{name}")] or ["closed"]
    (tmp_path / "d").mkdir()
    for file in ("d/q.yaml", *(f"d/{name}/p.yaml" for name in shown), *(f"d/{name}/below/p.yaml" for name in shown)):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes(GOOD.read_bytes())
    for name in shown:
        (tmp_path / "d" / name).chmod(rights[name])
    command = [*WITHOUT_RIGHTS, sys.executable, "-m", "qianshou_cli", "validate", path, "--format", "json"]
    try:
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    finally:
        for name in shown:
            (tmp_path / "d" / name).chmod(0o700)
    found = [result for result in json.loads(ran.stdout)["results"] if result["rule"] == "QS001"]
    assert [result["locations"][0]["file"] for result in found] == told
    assert (ran.returncode == 3) == bool(told)
    assert all("权限" in result["message"] or "ermission denied" in result["message"] for result in found)
