"""Whatever the surroundings do, a run ends with the documented code, whole outputs and no traceback."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from qianshou_cli.assess import Input, assess
from qianshou_cli.cli.check import check
from qianshou_cli.cli.import_ import import_
from qianshou_cli.cli.inputs import Files, expand, read
from qianshou_cli.cli.options import Choices
from qianshou_cli.cli.waivers import waivers
from qianshou_cli.cli.why import why
from qianshou_cli.engine import Settings
from qianshou_cli.errors import InputError
from qianshou_cli.excel import export
from qianshou_cli.findings import Report
from qianshou_cli.limits import DEFAULT
from qianshou_cli.load import load
from qianshou_cli.rules import BY_NAME, RULES
from qianshou_cli.texts import Lang, Text
from support import DATA, GOOD, judge_files, qianshou

COMMAND = [sys.executable, "-m", "qianshou_cli"]
PROGRAM = DATA / "shanghai_gansu.yaml"
ON = ("--as-of", "2023-06-30", "--lang", "en")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="uses the devices of Linux")
posix = pytest.mark.skipif(os.name != "posix", reason="uses signals and descriptors of POSIX")


def shell(line: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a shell line in which $Q is the command and $P a program file."""
    known = {"Q": f"{sys.executable} -m qianshou_cli", "P": str(PROGRAM), "LANG": "C.UTF-8", "NO_COLOR": "1"}
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "QIANSHOU_", "PYTHON"))}
    return subprocess.run(
        ["bash", "-c", line], env={**clean, **known, **env}, capture_output=True, timeout=120, check=False
    )


@linux
@pytest.mark.parametrize(
    "line",
    [
        "$Q validate $P > /dev/full",
        "$Q validate $P --format json > /dev/full",
        "$Q validate $P -o /dev/full",
        "$Q --help > /dev/full",
        "$Q --version > /dev/full",
        "$Q --version >&-",
        "$Q validate $P >&-",
        "$Q validate $P --format json >&-",
        "$Q validate $P -o /proc/no/such.txt",
        "$Q validate $P -o /proc/file.txt",
    ],
)
def test_what_cannot_be_written_ends_with_2_and_one_line(line: str) -> None:
    done = shell(line)
    assert done.returncode == 2, done
    assert done.stderr.startswith(b"qianshou: ")
    assert done.stderr.count(b"\n") == 1
    assert re.search("[a-z]+ [a-z]+", done.stderr.decode()) is None, "in a Chinese run the system speaks Chinese"


@linux
@pytest.mark.parametrize("buffered", ["", "PYTHONUNBUFFERED=1"])
@pytest.mark.parametrize("line", ["validate $P --all", "validate $P --all --format json", "validate --help"])
def test_an_output_that_is_cut_short_does_not_end_as_if_it_were_whole(tmp_path: Path, line: str, buffered: str) -> None:
    done = shell(f"ulimit -f 1; {buffered} $Q {line} > {tmp_path}/out", PYTHONDONTWRITEBYTECODE="1")
    assert (tmp_path / "out").stat().st_size == 1024
    assert done.returncode == 2, done
    assert done.stderr.decode() == "qianshou: 系统拒绝了一次读写：超过了系统允许的文件大小\n"


@linux
@pytest.mark.parametrize(
    "line",
    ["validate $P -o", "report $P --year 2022 -o", "export $P -o", "template -o", f"form {GOOD} -o"],
    ids=lambda line: line.split()[0],
)
def test_a_workbook_that_is_too_much_for_the_disk_is_refused_and_leaves_nothing(tmp_path: Path, line: str) -> None:
    book = tmp_path / "b.xlsx"
    done = shell(f"ulimit -f 1; $Q {line} {book}", TMPDIR=str(tmp_path), PYTHONDONTWRITEBYTECODE="1")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"qianshou: 写不了 {book}：超过了系统允许的文件大小\n"
    assert list(tmp_path.iterdir()) == []


A_PIPE_THAT_DOES_NOT_WAIT = """
import fcntl, os
fcntl.fcntl(1, fcntl.F_SETPIPE_SZ, 4096)
os.set_blocking(1, False)
"""


@linux
@pytest.mark.parametrize("buffered", ["", "PYTHONUNBUFFERED=1"])
@pytest.mark.parametrize("format_", ["table", "json"])
def test_a_slow_reader_gets_all_though_the_pipe_is_not_to_wait(format_: str, buffered: str) -> None:
    line = f"{buffered} $Q validate $P --all --as-of 2023-06-30 --format {format_}"
    done = shell(
        f'("$PYTHON" -c "$SET"; {line}; echo $? >&2) | (sleep 2; cat)',
        PYTHON=sys.executable,
        SET=A_PIPE_THAT_DOES_NOT_WAIT,
    )
    assert (done.stdout, done.stderr) == (shell(line).stdout, b"0\n")
    assert len(done.stdout) > 8192


A_RULE_BREAKS = """
import qianshou_cli.rules as rules
from qianshou_cli.__main__ import main

def check(*_):
    raise RuntimeError

rules.RULES = tuple(rule._replace(check=check) if rule.card.id == "QS401" else rule for rule in rules.RULES)
main()
"""


@linux
@pytest.mark.parametrize(
    "line",
    [
        "validate $P --format csv=/proc/no.csv --format json",
        "validate $P --format json=/dev/full",
        "validate $P > /dev/full",
        "validate $P --format json > /dev/full",
        "report $P --year 2022 -o /proc/no.md",
        "waivers $P > /dev/full",
        "why $P --rule QS401 --pairing zhuanglang --year 2022 > /dev/full",
        "why $P --rule QS401 --pairing nowhere",
    ],
)
def test_that_a_rule_broke_outranks_what_else_is_wrong(line: str) -> None:
    done = shell(f'"$PYTHON" -c "$BREAKS" {line}', PYTHON=sys.executable, BREAKS=A_RULE_BREAKS)
    assert done.returncode == 4, done
    assert done.stderr.count(b"qianshou: ") == 1


@posix
@pytest.mark.parametrize("line", ["$Q validate $P --config /", "$Q export $P -o /dev/null/such.xlsx", "$Q diff / /"])
def test_refusals_of_the_system_are_in_both_languages(line: str) -> None:
    zh, en = (shell(line, QIANSHOU_LANG=lang) for lang in ("zh", "en"))
    assert zh.returncode == en.returncode >= 2
    assert re.search("[a-z]+ [a-z]+ [a-z]+", (zh.stdout + zh.stderr).decode()) is None
    assert not re.search("[\u4e00-\u9fff]", (en.stdout + en.stderr).decode())


@posix
@pytest.mark.parametrize("format_", ["table", "json"])
def test_a_reader_that_leaves_ends_the_run_with_141_and_silence(format_: str) -> None:
    done = shell(f"$Q validate {DATA} --all --format {format_} | true; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (141, b"")


AS_WINDOWS_SAYS_IT = """
import errno, io, os, sys
from qianshou_cli.cli import reasons
from qianshou_cli.__main__ import main

class NoReader(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        raise OSError(errno.EINVAL, "Invalid argument")

sys.stdout = io.TextIOWrapper(io.BufferedWriter(NoReader()), "utf-8")
reasons.NO_READER = (errno.EPIPE, errno.EINVAL)
main()
"""


@pytest.mark.parametrize(
    "args", [["--version"], ["--help"], ["validate", PROGRAM], ["schema"]], ids=lambda args: args[0]
)
def test_a_reader_that_leaves_on_windows_is_known(args: list[str | Path]) -> None:
    assert qianshou(*args, command=(sys.executable, "-c", AS_WINDOWS_SAYS_IT)) == (141, "", "")


@posix
def test_closed_standard_input_is_an_unreadable_file() -> None:
    done = shell("$Q validate - --format json <&-")
    assert done.returncode == 3
    assert b'"QS001"' in done.stdout
    assert done.stderr == b""


@posix
def test_closed_standard_error_changes_nothing() -> None:
    assert shell("$Q validate $P 2>&-").stdout == shell("$Q validate $P").stdout


@linux
def test_a_device_without_end_is_too_large() -> None:
    done = shell("$Q validate /dev/zero --lang en")
    assert done.returncode == 3
    assert f"the limit of {DEFAULT.file_size} bytes".encode() in done.stdout


@posix
def test_a_pipe_into_which_nobody_writes_is_empty_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    done = qianshou("validate", tmp_path, *ON, timeout=60)
    assert done.code == 3
    assert "the file is empty" in done.out


@posix
def test_a_pipe_is_read_once_and_judged() -> None:
    done = shell("$Q validate <(cat $P) --format json --as-of 2023-06-30")
    assert done.returncode == 0
    assert b'"shanghai-gansu"' in done.stdout


@posix
def test_folders_that_link_to_each_other_are_entered_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").symlink_to(tmp_path)
    (tmp_path / "a" / "p.yaml").write_bytes(PROGRAM.read_bytes())
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    inputs, problems = expand([str(tmp_path)])
    assert [Path(item.origin).name for item in inputs] == ["p.yaml", "loop.yaml"]
    assert problems == []
    with pytest.raises(InputError) as caught:
        read(inputs[1])
    assert caught.value.problems[0].text == "unreadable"


@posix
@pytest.mark.parametrize("path", ["", "*.yaml", "**/*.yaml", "**", "g[o]ne.yaml", "gone.yaml", "[ab].yaml"])
def test_a_link_to_what_is_not_there_is_told_however_it_is_named(tmp_path: Path, path: str) -> None:
    for name in ("gone.yaml", "[ab].yaml"):
        (tmp_path / name).symlink_to(tmp_path / "nothing" / "x")
    if path == "[ab].yaml":
        (tmp_path / "gone.yaml").unlink()
    inputs, problems = expand([str(tmp_path / path)])
    assert inputs != []
    assert problems == []
    with pytest.raises(InputError) as caught:
        read(inputs[-1])
    assert caught.value.problems[0].text == "unreadable"


def test_a_folder_without_permission_is_named_and_hides_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "p.yaml").write_bytes(PROGRAM.read_bytes())
    list_folder: Callable[[Path], object] = Path.iterdir

    def refuse(folder: Path) -> object:
        if folder.name == "closed":
            raise PermissionError(13, "Permission denied")
        return list_folder(folder)

    monkeypatch.setattr(Path, "iterdir", refuse)
    inputs, problems = expand([str(tmp_path)])
    assert [Path(item.origin).name for item in inputs] == ["p.yaml"]
    refused = Text("没有权限", "Permission denied")
    assert [(problem.text, problem.values["why"]) for problem in problems] == [("unreadable", refused)]


def test_names_that_no_system_takes_are_not_found() -> None:
    done = qianshou("validate", "a" * 5000, "[", *ON)
    assert done.code == 3
    assert done.out.count("there is no file or folder") + done.out.count("no file matches") == 2


@pytest.mark.parametrize("reads", [1, 2, 3, 4, 5])
def test_files_that_vanish_while_they_are_checked_are_reported(reads: int) -> None:
    """Two programmes share a worker, so both are read again and again; one is gone after so many reads of it."""
    text = PROGRAM.read_text("utf-8")
    employer = text.split("- id: ")[1].split()[0]
    worker = f'\nworkers: [{{id: w1, employer: {employer}, certificate: {{number: "XX123456789"}}}}]\n'
    contents = {"one.yaml": text + worker, "two.yaml": text.replace("id: shanghai-gansu", "id: other") + worker}
    left = {"one.yaml": 100, "two.yaml": reads}

    def vanish(item: Input) -> bytes:
        left[item.name] -= 1
        return contents[item.name].encode() if left[item.name] >= 0 else read(Input(item.name, "/no/such/file"))

    settings = Settings(as_of=date(2023, 6, 30), rules=RULES, known=BY_NAME)
    report = assess([Input(name, name) for name in contents], vanish, settings)
    assert "shanghai-gansu" in [info.id for info in report.programs]
    gone = [result for result in report.results if result.rule == "QS001"]
    if reads < 4:  # sorted out, judged, asked for the person's claims, judged again
        assert (len(gone), report.exit_code, len(report.programs)) == (1, 3, 1)
    else:
        assert (len(gone), report.exit_code, len(report.programs)) == (0, 0, 2)
    assert not any(result.fault for result in report.results)


def test_a_file_that_grows_while_it_is_read_is_not_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "p.yaml"
    file.write_bytes(PROGRAM.read_bytes())
    stated = os.fstat

    def grow(descriptor: int) -> os.stat_result:
        before = stated(descriptor)
        with file.open("ab") as end:
            end.write(b"waivers: []\n")
        return before

    monkeypatch.setattr(os, "fstat", grow)
    with pytest.raises(InputError) as caught:
        read(Input("p.yaml", str(file)))
    assert [problem.text for problem in caught.value.problems] == ["changed"]


@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize(
    "command",
    [
        partial(why, rule="QS101", as_of="2022-12-01", lang="en"),
        partial(waivers, as_of="2022-12-01", lang="en"),
    ],
    ids=["why", "waivers"],
)
def test_a_file_that_changes_between_two_readings_is_said_and_nothing_else(
    command: Callable[[list[str]], int],
    gone: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "p.yaml"
    file.write_bytes(PROGRAM.read_bytes())

    def then_changed(files: Files, choices: Choices) -> Report:
        found = check(files, choices)
        file.unlink() if gone else file.write_bytes(PROGRAM.read_bytes() + b"# changed\n")
        return found

    monkeypatch.setattr("qianshou_cli.cli.check.check", then_changed)
    assert command([str(file)]) == 3
    said = capsys.readouterr()
    assert said.err.startswith(f"{file}:1:1: QS001 ")
    assert said.out == ""


@pytest.mark.parametrize("gone", [False, True])
def test_what_is_written_to_a_file_while_import_asks_is_not_lost(
    gone: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, book = tmp_path / "p.yaml", tmp_path / "b.xlsx"
    file.write_bytes(PROGRAM.read_bytes().replace("上海市".encode(), "北京市".encode()))
    book.write_bytes(export(load(PROGRAM.read_bytes(), "p.yaml").model, Lang.ZH))

    def then_yes(question: str) -> bool:
        file.unlink() if gone else file.write_bytes(file.read_bytes() + b"# written meanwhile\n")
        return True

    monkeypatch.setattr("qianshou_cli.cli.changes._agreed", then_yes)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert import_(str(book), str(file), lang="en") == 3
    assert f"{file}:1:1: QS001 " in capsys.readouterr().err
    assert not file.exists() if gone else file.read_bytes().endswith(b"# written meanwhile\n")


@pytest.mark.parametrize("reads", [1, 2, 3])
def test_all_that_a_run_says_of_a_file_is_of_one_content(tmp_path: Path, reads: int) -> None:
    """Two programmes share a worker, so both are read several times; one is rewritten after so many reads of it."""
    text = PROGRAM.read_text("utf-8")
    employer = text.split("- id: ")[1].split()[0]
    worker = f'\nworkers: [{{id: w1, employer: {employer}, certificate: {{number: "XX123456789"}}}}]\n'
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(text.replace("id: shanghai-gansu", f"id: {name}") + worker, "utf-8")
    files, left = Files([str(tmp_path)]), {"one.yaml": 100, "two.yaml": reads}

    def rewritten(item: Input) -> bytes:
        raw, name = files.read(item), Path(item.origin).name
        left[name] -= 1
        if left[name] == 0:
            Path(item.origin).write_text(text.replace("id: shanghai-gansu", "id: other") + worker, "utf-8")
        return raw

    settings = Settings(as_of=date(2023, 6, 30), rules=RULES, known=BY_NAME)
    report = assess(files.inputs, rewritten, settings)
    refused = [result.message(Lang.EN) for result in report.results if result.rule == "QS001"]
    assert len(refused) == 1
    assert "was changed while it was checked" in refused[0]
    assert [info.id for info in report.programs] == ["one"]
    assert report.exit_code == 3


def test_what_a_pipe_gave_is_kept_for_the_second_reading(tmp_path: Path) -> None:
    done = shell(f"$Q report <(cat $P) --year 2023 --as-of 2023-06-30 -o {tmp_path}/r.md")
    assert (done.returncode, done.stderr.decode()) == (0, f"已写入 {tmp_path}/r.md\n")
    assert PROGRAM.read_text("utf-8").split("title: ")[1].split()[0][:4] in (tmp_path / "r.md").read_text("utf-8")


@posix
@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gbk"},
        {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONUTF8": "0", "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii:strict"},
        {"TERM": "dumb"},
    ],
    ids=str,
)
def test_every_locale_is_spoken_to(env: dict[str, str]) -> None:
    for line in (
        "$Q --help",
        "$Q validate --help",
        "$Q validate $P --as-of 2023-06-30 --lang zh",
        "$Q validate nothing",
    ):
        done = shell(line, **env)
        assert done.returncode == (3 if "nothing" in line else 0), done.stderr
        assert done.stderr == b""
        assert done.stdout
        if "--help" not in line:  # typer writes help in UTF-8 where the locale knows only ASCII
            done.stdout.decode(env.get("PYTHONIOENCODING", "utf-8").partition(":")[0])
    data = [shell("$Q validate $P --as-of 2023-06-30 --format json --lang zh", **e).stdout for e in (env, {})]
    assert data[0] == data[1]


@linux
@pytest.mark.parametrize("format_", ["table", "json"])
def test_a_file_name_that_is_not_utf8_crashes_no_output(tmp_path: Path, format_: str) -> None:
    name = os.fsencode(tmp_path) + b"/\xb3\xcc.yaml"
    Path(os.fsdecode(name)).write_bytes(b"format: [\n")
    for target in ([], ["-o", str(tmp_path / "out")]):
        done = qianshou("validate", tmp_path, *ON, "--format", format_, *target)
        assert (done.code, bool(done.err)) == (3, bool(target))  # where a file was written, that is said
        assert "Traceback" not in done.err
    assert "QS001" in (tmp_path / "out").read_text("utf-8")


def test_two_runs_that_write_one_file_leave_one_whole_file(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    runs = [
        subprocess.Popen([*COMMAND, "validate", str(PROGRAM), "--as-of", "2023-06-30", "--format", f"json={target}"])
        for _ in range(3)
    ]
    assert [run.wait(timeout=120) for run in runs] == [0, 0, 0]
    alone = qianshou("validate", PROGRAM, "--as-of", "2023-06-30", "--format", "json").out
    assert target.read_text("utf-8") == alone
    assert list(tmp_path.iterdir()) == [target]


@posix
def test_an_output_that_is_a_link_is_written_through(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert qianshou("validate", PROGRAM, *ON, "-o", tmp_path / "link").code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8")


def test_the_same_person_is_known_across_processes() -> None:
    """Digests of people are compared between processes, which may each have a seed of their own for `hash`."""
    code = "from qianshou_cli.assess import _digest; print(_digest('number:X1'))"
    said = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_judging_in_several_processes_finds_the_same(tmp_path: Path) -> None:
    content = PROGRAM.read_bytes()
    for number in range(8):
        (tmp_path / f"{number}.yaml").write_bytes(content.replace(b"id: shanghai-gansu", b"id: plan-%d" % number))
    one, two = (qianshou("validate", tmp_path, *ON, "--all", "--format", "json", "--jobs", n).out for n in "12")
    assert one == two
    assert judge_files({"p.yaml": content}, "2023-06-30").programs[0].id == "shanghai-gansu"


@linux
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("$Q", 2),
        ("$Q bogus", 2),
        ("$Q validate --bogus", 2),
        ("$Q validate $P --year 1999", 2),
        ("$Q validate $P --config /no/such.toml --debug", 2),
        ("$Q form no.yaml -o form.xlsx", 3),
        ("$Q validate $P --fail-on warning --format json --limit findings=1", 1),
    ],
)
def test_a_full_standard_error_changes_no_exit_code_and_no_output(line: str, code: int) -> None:
    full, heard = shell(f"{line} 2>/dev/full"), shell(line)
    assert (full.returncode, full.stdout) == (heard.returncode, heard.stdout)
    assert full.returncode == code
    assert heard.stderr


@linux
@pytest.mark.parametrize(
    "line",
    [
        "$Q diff {} $P",
        "$Q diff $P {}",
        "$Q validate $P --baseline {}",
        "$Q validate $P --config {}",
        "cd {}.d; $Q validate $P",
    ],
)
def test_other_files_that_a_run_reads_may_be_pipes_and_devices_without_end(tmp_path: Path, line: str) -> None:
    (tmp_path / "pipe.d").mkdir()
    (tmp_path / "pipe.d" / "qianshou.toml").write_text(f'baseline = "{tmp_path}/pipe"', "utf-8")
    (tmp_path / "zero.d").mkdir()
    (tmp_path / "zero.d" / "qianshou.toml").write_text('baseline = "/dev/zero"', "utf-8")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for name in ("pipe", "zero"):
        done = shell(line.format(tmp_path / name), QIANSHOU_LANG="en")
        assert done.returncode == (0 if "--config" in line and name == "pipe" else 2), done
        if done.returncode:
            assert (b"is larger than" in done.stderr) == (name == "zero" and not line.startswith("$Q diff $P"))
            assert done.stderr.count(b"\n") == 1


@posix
def test_results_can_be_compared_from_pipes(tmp_path: Path) -> None:
    line = "$Q diff <($Q validate $P --format json) <(sleep 0.1; $Q validate $P --format json) --lang en"
    done = shell(line)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_saved_result_is_read_up_to_a_limit_that_can_be_raised(tmp_path: Path) -> None:
    result = tmp_path / "r.json"
    assert qianshou("validate", PROGRAM, *ON, "--format", f"json={result}").code == 0
    size = result.stat().st_size
    run = qianshou("diff", result, result, "--limit", f"file-size={size - 1}", "--lang", "en")
    assert run.code == 2
    assert f"the limit of {size - 1} bytes; raise the limit with --limit file-size=N" in run.err
    assert qianshou("diff", result, result, "--limit", f"file-size={size}").code == 0


@posix
def test_patterns_for_all_folders_end_where_links_lead_in_circles(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).symlink_to(".")
    (tmp_path / "c" / ".hidden").mkdir(parents=True)
    for name in ("p.yaml", "c/q.yml", "c/r.yaml", "c/.hidden/s.yaml", ".t.yaml", "c/u.txt"):
        (tmp_path / name).write_bytes(PROGRAM.read_bytes())

    def found(pattern: str) -> list[str]:
        inputs, problems = expand([str(tmp_path / pattern)])
        return [Path(item.origin).relative_to(tmp_path).as_posix() for item in inputs] + [p.text for p in problems]

    assert found("**/*.yaml") == ["c/r.yaml", "p.yaml"]
    assert found("**") == ["c/q.yml", "c/r.yaml", "c/u.txt", "p.yaml"]
    assert [name.removeprefix("a/") for name in found("**/*")] == ["c/q.yml", "c/r.yaml", "p.yaml", "c/u.txt"]
    assert found("**/c/*.y*ml") == found("**/c/**/*.y*ml") == found("[c-d]/**/[q-r]*") == ["c/q.yml", "c/r.yaml"]
    assert found("**/c") == ["c/q.yml", "c/r.yaml"]
    assert found("**/no") == ["no-match"]


@posix
@pytest.mark.parametrize("pattern", ["", "**/*.yaml"])
def test_folders_may_be_deeper_than_python_calls_functions(tmp_path: Path, pattern: str) -> None:
    deepest = tmp_path
    for _ in range(1200):
        deepest /= "a"
        deepest.mkdir()
    (deepest / "p.yaml").write_bytes(PROGRAM.read_bytes())
    try:
        inputs, problems = expand([str(tmp_path / "a" / pattern), str(PROGRAM)])
    finally:
        (deepest / "p.yaml").unlink()
        os.removedirs(deepest)
    assert [item.origin for item in inputs] == [str(deepest / "p.yaml"), str(PROGRAM)]
    assert problems == []


@posix
def test_nobody_is_asked_where_standard_input_is_closed(tmp_path: Path) -> None:
    done = shell(f"cd {tmp_path}; $Q init program <&-")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "还需要：--id" in done.stderr.decode()
    assert shell(f"$Q export $P -o {tmp_path}/b.xlsx").returncode == 0
    changed = PROGRAM.read_text("utf-8").replace("上海市", "上海")
    (tmp_path / "p.yaml").write_text(changed, "utf-8")
    done = shell(f"$Q import {tmp_path}/b.xlsx -o {tmp_path}/p.yaml <&-")
    assert (done.returncode, (tmp_path / "p.yaml").read_text("utf-8")) == (1, changed)
    assert "请加 --yes 重新运行" in done.stderr.decode()


@posix
@pytest.mark.parametrize("typed", ["是".encode() + b"\x7fy", "是".encode("gbk")], ids=["half", "gbk"])
def test_an_answer_that_cannot_be_read_is_no_yes(tmp_path: Path, typed: bytes) -> None:
    book, file, (ours, theirs) = tmp_path / "b.xlsx", tmp_path / "p.yaml", os.openpty()
    changed = PROGRAM.read_text("utf-8").replace("上海市", "上海")
    file.write_text(changed, "utf-8")
    assert qianshou("export", PROGRAM, "-o", book).code == 0
    os.write(ours, typed + b"\n")
    env = {**os.environ, "QIANSHOU_LANG": "en", "PYTHONIOENCODING": "utf-8:strict"}
    done = subprocess.run(
        [*COMMAND, "import", book, "-o", file], stdin=theirs, capture_output=True, env=env, check=False
    )
    assert (done.returncode, file.read_text("utf-8")) == (1, changed)
    assert done.stderr.decode() == f"write {file}? [y/N] {file} was not written\n"


@pytest.mark.parametrize("size", ["²", "９", "-1", "9" * 5000, "x"])
@pytest.mark.parametrize("args", [["validate", PROGRAM, *ON], ["rules"], ["--help"]], ids=lambda args: args[0])
def test_a_size_of_the_terminal_that_is_no_number_is_none(size: str, args: list[str | Path]) -> None:
    assert qianshou(*args, env={"COLUMNS": size, "LINES": size}) == qianshou(*args)


@pytest.mark.parametrize("text", ['baseline = "a\\u0000b"', 'format = ["json=a\\u0000b"]', 'select = ["QS1\\u0000"]'])
def test_a_configured_name_that_no_system_takes_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "qianshou.toml").write_text(text, "utf-8")
    run = qianshou("validate", PROGRAM, *ON, cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"qianshou: {text.split()[0]} in ")
    assert "qianshou.toml: write it like this: " in run.err


@posix
def test_a_working_folder_that_has_gone_is_said(tmp_path: Path) -> None:
    done = shell(f"mkdir {tmp_path}/gone; cd {tmp_path}/gone; rmdir {tmp_path}/gone; $Q validate $P --lang en")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"qianshou: cannot read the current folder: No such file or directory; go to another\n"
