"""Whatever ends a run from outside ends it at once, with all its processes, and leaves no half of anything."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from qianshou_cli.cli.interrupts import ANSWERED
from support import DATA, GOOD, qianshou

COMMAND = (sys.executable, "-m", "qianshou_cli")
INTERRUPTED = b"qianshou: interrupted.\n"
posix = pytest.mark.skipif(os.name != "posix", reason="uses signals of POSIX")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")


@pytest.fixture(autouse=True)
def _nothing_ignored() -> Iterator[None]:
    """What the tests start inherits what they ignore themselves, as under `nohup` or in the background of a script."""
    ignored = [number for number in ANSWERED if signal.getsignal(number) is signal.SIG_IGN]
    for number in ignored:
        signal.signal(number, signal.SIG_DFL)
    yield
    for number in ignored:
        signal.signal(number, signal.SIG_IGN)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many files that two processes have seconds of work with them."""
    folder = tmp_path_factory.mktemp("many")
    content = (DATA / "shanghai_gansu.yaml").read_bytes()
    for number in range(400):
        (folder / f"{number}.yaml").write_bytes(content.replace(b"id: shanghai-gansu", b"id: plan-%d" % number))
    return folder


@contextmanager
def started(*command: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run in a group of its own, of which nothing is left in the end."""
    pipe = subprocess.PIPE
    env = {**os.environ, "QIANSHOU_LANG": "en"}
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=env, start_new_session=True) as run:
        try:
            yield run
        finally:
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)


def helpers(run: subprocess.Popen[bytes], number: int) -> list[int]:
    """The processes that help a run, once so many have begun: then they have a second thread."""
    while True:
        assert run.poll() is None, "the run was over before all its processes were seen"
        found = [int(stat.parent.name) for stat in Path("/proc").glob("[0-9]*/stat") if _helps(stat, run.pid)]
        if len(found) == number:
            return found
        time.sleep(0.01)


def _helps(stat: Path, pid: int) -> bool:
    try:
        fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:  # it has ended meanwhile
        return False
    return int(fields[1]) == pid and int(fields[17]) > 1


ENDS = pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        (signal.SIGINT, 130, INTERRUPTED),
        (signal.SIGTERM, 143, INTERRUPTED),
        (signal.SIGHUP, 129, INTERRUPTED),
        (signal.SIGKILL, -9, b""),
    ]
    if os.name == "posix"
    else [],
)


@linux
@ENDS
@pytest.mark.parametrize("whole_group", [True, False], ids=["terminal", "kill"])
def test_no_process_outlives_the_run_that_it_helps(
    many: Path, tmp_path: Path, number: int, code: int, said: bytes, whole_group: bool
) -> None:
    with started(*COMMAND, "validate", many, "--jobs", "2", "-o", tmp_path / "out") as run:
        helpers(run, 2)
        os.killpg(run.pid, number) if whole_group else run.send_signal(number)
        out, err = run.communicate(timeout=60)  # both are closed when no process is left that holds them
    assert (run.returncode, out, err) == (code, b"", said)
    assert list(tmp_path.iterdir()) == []


@posix
@ENDS
def test_a_run_that_waits_for_input_ends_at_once(number: int, code: int, said: bytes) -> None:
    with started(*COMMAND, "validate", "-") as run:
        assert run.stdin is not None
        run.stdin.write(b"#" * 1_000_000)  # more than a pipe holds: when it is written, the run is reading
        run.send_signal(number)
        assert run.wait(timeout=60) == code
        assert [stream.read() for stream in (run.stdout, run.stderr) if stream] == [b"", said]


@linux
def test_locks_with_names_are_given_back(many: Path, tmp_path: Path) -> None:
    """Where processes are not forked, Python complains of what a run that has ended left behind."""
    script = tmp_path / "run.py"
    script.write_text(
        "import multiprocessing\nfrom qianshou_cli.__main__ import main\n"
        "if __name__ == '__main__':\n    multiprocessing.set_start_method('spawn')\n    main()\n",
        "utf-8",
    )
    with started(sys.executable, script, "validate", many, "--jobs", "2") as run:
        helpers(run, 2)
        run.terminate()
        assert run.communicate(timeout=60) == (b"", INTERRUPTED)
        assert run.returncode == 143


@linux
def test_a_process_that_is_ended_by_the_system_is_said_with_what_to_do(many: Path, tmp_path: Path) -> None:
    with started(*COMMAND, "validate", many, "--jobs", "2", "-o", tmp_path / "out") as run:
        os.kill(helpers(run, 2)[0], signal.SIGKILL)
        out, err = run.communicate(timeout=60)
    assert (run.returncode, out) == (2, b"")
    assert err.startswith(b"qianshou: a process that helped was ended ")
    assert b"--jobs 1" in err
    assert err.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == []


INTERRUPT = """
import os, signal, sys
from qianshou_cli.__main__ import main

def interrupt():
    try:
        signal.raise_signal(signal.SIGINT)
    except BaseException:
        pass  # as code may that takes it for its own
"""


def run_with(script: str, *args: str | Path, cwd: Path, before: str = "") -> tuple[int, str, str]:
    """Run the command with a script around it, which can interrupt it at any place."""
    command = ("sh", "-c", f'{before} exec "$@"', "sh", sys.executable, "-c", INTERRUPT + script + "\nmain()\n")
    return qianshou(*args, command=command, cwd=cwd, env={"QIANSHOU_LANG": "en"})


IMPORTING = """
class Interrupting:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name == {name!r}:
            interrupt()

sys.meta_path.insert(0, Interrupting)
"""


@posix
@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("qianshou_cli.cli.app", ""),
        ("typer", ""),
        ("pydantic", "qianshou: interrupted.\n"),
        ("qianshou_cli.rules.qs101_county_coverage", "qianshou: interrupted.\n"),
        ("qianshou_cli.reporters.table", "qianshou: interrupted.\n"),
    ],
)
def test_an_interrupt_cannot_be_swallowed_wherever_it_comes(tmp_path: Path, module: str, said: str) -> None:
    script = IMPORTING.format(name=module)
    assert run_with(script, "validate", GOOD, cwd=tmp_path) == (130, "", said)


@posix
def test_a_run_that_is_to_ignore_interrupts_goes_on(tmp_path: Path) -> None:
    script = IMPORTING.format(name="typer")
    code, out, err = run_with(script, "validate", GOOD, cwd=tmp_path, before="trap '' INT;")
    assert (code, err) == (0, "")
    assert "pass" in out


WRITING = """
write = os.fsync

def interrupted(descriptor):
    interrupt()
    write(descriptor)

os.fsync = interrupted
"""


@posix
def test_a_file_that_is_being_written_is_whole_before_an_interrupt_ends_the_run(tmp_path: Path) -> None:
    args = ("validate", GOOD, "--as-of", "2023-06-30", "--format", "json", "-o", "new/out.json")
    assert run_with(WRITING, *args, cwd=tmp_path) == (130, "", "qianshou: interrupted.\n")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["out.json"]
    assert (tmp_path / "new" / "out.json").read_text("utf-8") == qianshou(*args[:-2], "--lang", "en").out


SAVING = """
from openpyxl.worksheet._writer import WorksheetWriter

WorksheetWriter.write_tail = lambda writer: interrupt()
"""


@posix
@pytest.mark.parametrize(("command", "rest"), [("export", ["-y"]), ("validate", ["--as-of", "2023-06-30"])])
def test_a_workbook_that_is_being_made_leaves_no_part_of_it(tmp_path: Path, command: str, rest: list[str]) -> None:
    there = f"export TMPDIR='{tmp_path}';"
    code, *_ = run_with(SAVING, command, GOOD, *rest, "-o", "b.xlsx", cwd=tmp_path, before=there)
    assert (code, list(tmp_path.iterdir())) == (130, [])


@posix
def test_a_repository_is_laid_out_whole_before_an_interrupt_ends_the_run(tmp_path: Path) -> None:
    assert run_with(WRITING, "init", "repo", "interrupted", cwd=tmp_path)[0] == 130
    assert qianshou("init", "repo", "whole", cwd=tmp_path, env={"QIANSHOU_LANG": "en"}).code == 0
    interrupted, whole = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "interrupted", tmp_path / "whole")
    )
    assert interrupted == whole


@posix
@pytest.mark.parametrize(
    ("console", "said"),
    [("cp936", "已中断\n".encode("gbk")), (None, "已中断\n".encode()), ("cp99999", b"")],
    ids=["code page of its own", "no console", "code page that Python does not know"],
)
def test_the_last_words_are_in_the_encoding_that_the_console_reads(console: str | None, said: bytes) -> None:
    script = (
        f"import os, signal; os.device_encoding = lambda descriptor: {console!r}\n"
        "from qianshou_cli.cli import interrupts\n"
        "interrupts.answer(); interrupts.say('已中断'); os.kill(os.getpid(), signal.SIGINT)"
    )
    command = [sys.executable, "-X", "utf8", "-c", script]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (130, said)
