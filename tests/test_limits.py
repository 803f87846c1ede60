"""Every limit: under it, at it and over it; where it is said, and that the message names the option that changes it."""

import csv
import io
import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from junitparser import JUnitXml, Skipped
from openpyxl import load_workbook

from generate import programs
from qianshou_cli.assess import Input, assess, visit
from qianshou_cli.cli.config import Config
from qianshou_cli.cli.endings import FORMATS
from qianshou_cli.cli.options import EVERY, settle_limits
from qianshou_cli.cli.usage import UsageError
from qianshou_cli.engine import Settings, problem_result
from qianshou_cli.errors import InputError, Problem
from qianshou_cli.limits import ALL, DEFAULT, Limits
from qianshou_cli.load import load
from qianshou_cli.rules import BY_NAME, RULES
from qianshou_cli.texts import Lang
from qianshou_cli.yaml_reader import read
from support import BAD, DATA, ROOT, qianshou

ON = ("--as-of", "2023-06-30")

PROGRAM = """# 虚构 (fictional)
format: 1
plan:
  id: demo
  title: 虚构方案
  period: {from: 2022, to: 2023}
  sender_province: 上海市
  receiver_province: 甘肃省
  requirements: {}
organizations:
  - {id: s, name: 虚构援派机构, province: 上海市}
"""
RECORDS = "# 虚构 (fictional)\nformat: 1\nrecords_for: demo\n"


def refused(files: dict[str, str], **numbers: int) -> list[Problem]:
    """What keeps files from being judged under limits; every message can be read, and `validate` says the same."""
    limits, contents = Limits(**numbers), {name: text.encode() for name, text in files.items()}
    inputs = [Input(name, name) for name in contents]

    def content(item: Input) -> bytes:
        return contents[item.name]

    _, problems = visit(inputs, content, lambda data: data, limits)
    settings = Settings(as_of=date(2023, 6, 30), rules=RULES, known=BY_NAME)
    report = assess(inputs, content, settings, limits=limits)
    said = [result.message(Lang.EN) for result in report.results if result.program is None]
    assert said == [problem_result(problem, BY_NAME).message(Lang.EN) for problem in problems]
    return problems


def message(problem: Problem, lang: Lang) -> str:
    return problem_result(problem, BY_NAME).message(lang)


def lines(count: int, line: str) -> str:
    return "".join(f"{line}\n".replace("#", str(number)) for number in range(count))


SIZE: dict[str, tuple[str, Callable[[int], str], int]] = {
    "file-size": ("too-large", lambda count: PROGRAM + " " * (count - len(PROGRAM.encode())), 2000),
    "depth": ("too-deep", lambda count: "a: " + "[" * (count - 1) + "]" * (count - 1), 15),
    "values": ("too-many", lambda count: "#\n" * count, 60),
}
"""A limit, the wording that it gives, a file which reaches it exactly, and a number."""


@pytest.mark.parametrize("name", SIZE)
@pytest.mark.parametrize("off", [-1, 0, 1], ids=["under", "at", "over"])
def test_a_file_is_read_up_to_a_limit_and_refused_beyond_it(name: str, off: int) -> None:
    text, write, limit = SIZE[name]
    problems = refused({"x.yaml": write(limit + off)}, **{name.replace("-", "_"): limit})
    told = [problem for problem in problems if problem.text == text]
    assert bool(told) == (off > 0), problems
    for problem in told:
        for lang in Lang:
            assert f"--limit {name}=N" in message(problem, lang)
            assert str(limit) in message(problem, lang)


MANY: dict[str, Callable[[int], dict[str, str]]] = {
    "QS002": lambda count: {"x.yaml": PROGRAM + lines(count + 1, "same: 1")},
    "QS003": lambda count: {"x.yaml": PROGRAM + lines(count, "key#: 1")},
    "QS003 in an order of its own": lambda count: {
        "x.yaml": PROGRAM
        + f"submissions:\n{lines(count // 2, '  - {name: n, submitted: 1}')}"
        + f"workers:\n{lines(count - count // 2, '  - {id: w w, employer: s}')}"
    },
    "QS004": lambda count: {"x.yaml": PROGRAM + "workers:\n" + lines(count, "  - {id: w#, employer: none}")},
    "QS005": lambda count: {"x.yaml": PROGRAM + "workers:\n" + lines(count + 1, "  - {id: w, employer: s}")},
    "QS003 in records": lambda count: {"x.yaml": PROGRAM, "y.yaml": RECORDS + lines(count, "key#: 1")},
    "QS004 in records": lambda count: {
        "x.yaml": PROGRAM,
        "y.yaml": RECORDS + "workers:\n" + lines(count, "  - {id: w#, employer: none}"),
    },
    "QS005 in records": lambda count: {
        "x.yaml": PROGRAM,
        "y.yaml": RECORDS + "workers:\n" + lines(count + 1, "  - {id: w, employer: s}"),
    },
}
"""Files with so many problems of one rule."""


@pytest.mark.parametrize("name", MANY)
@pytest.mark.parametrize(("number", "listed", "more"), [(6, 6, 0), (7, 7, 0), (8, 7, 1), (50, 7, 1)])
def test_problems_of_a_kind_are_listed_up_to_a_limit_and_the_last_says_that_there_are_more(
    name: str, number: int, listed: int, more: int
) -> None:
    problems = refused(MANY[name](number), problems=7)
    assert {problem.rule for problem in problems} == {name[:5]}
    assert [problem.text == "more" for problem in problems] == [False] * listed + [True] * more
    for problem in problems[listed:]:
        for lang in Lang:
            assert "--limit problems=N" in message(problem, lang)
            assert "7" in message(problem, lang)
        assert problem.span.line > problems[listed - 1].span.line


def test_problems_are_listed_up_to_the_default() -> None:
    assert DEFAULT.problems == 200
    assert len(refused(MANY["QS004"](200))) == 200
    assert len(refused(MANY["QS004"](3000))) == 201


def test_files_with_too_many_values_are_refused_before_they_are_built() -> None:
    started = time.process_time()
    with pytest.raises(InputError) as caught:
        load(b"- a\n" * (DEFAULT.values // 2 + 1), "x.yaml")
    assert caught.value.problems[0].text == "too-many"
    assert time.process_time() - started < 2


@pytest.mark.parametrize("text", ["[{}]", "{{k: {}}}", "[{{k: {}}}]"])
@pytest.mark.parametrize("head", ["", "format: 1\nplan: ", "format: 1\norganizations: ", "records_for: x\npairings: "])
def test_the_deepest_nesting_that_can_be_asked_for_is_safe(text: str, head: str) -> None:
    deepest = EVERY["depth"]
    value = "1"
    while value.count("[") + value.count("{") < deepest - 3:
        value = text.format(value)
    limits = DEFAULT._replace(depth=deepest)
    document = read((head + value).encode(), "x.yaml", limits)
    assert document.span(("plan",) if "plan" in head else ()).line >= 1
    with pytest.raises(InputError) as caught:
        load((head + value).encode(), "x.yaml", limits)
    assert {problem.rule for problem in caught.value.problems} == {"QS003"}
    with pytest.raises(InputError) as caught:
        load(b"[" * 100_000, "x.yaml", limits)
    assert caught.value.problems[0].text == "too-deep"


# What is written on the command line and in the configuration


def test_the_command_line_goes_over_the_configuration_name_by_name() -> None:
    config = Config({"limit": ["depth=20", "problems=3"]})
    assert settle_limits(config, ()) == Limits(depth=20, problems=3)
    assert settle_limits(config, ["depth=30", "file-size=7"]) == Limits(depth=30, problems=3, file_size=7)
    assert settle_limits(Config(), ()) == DEFAULT


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("dept=20", "file-size, depth, values, problems, findings"),
        ("depth", "depth=20"),
        ("depth=", "1 to 200"),
        ("depth=0", "1 to 200"),
        ("depth=201", "1 to 200"),
        ("depth=１", "1 to 200"),
        ("depth=-1", "1 to 200"),
        ("depth=1e2", "1 to 200"),
        ("file-size=" + "9" * 5000, "1 to 2000000000"),
        ("findings=all", "1 to 1000000000"),
    ],
)
def test_a_wrong_limit_is_told_with_what_to_write(given: str, said: str) -> None:
    for config, options in ((Config(), [given]), (Config({"limit": [given]}), [])):
        with pytest.raises(UsageError) as caught:
            settle_limits(config, options, EVERY)
        assert said in caught.value.message(Lang.EN)
        assert caught.value.message(Lang.ZH)


def test_the_highest_number_of_every_limit_is_taken() -> None:
    limits = [word for limit in ALL for word in ("--limit", f"{limit.name}={limit.most}")]
    assert qianshou("validate", BAD, *ON, *limits).out == qianshou("validate", BAD, *ON).out


@pytest.mark.parametrize(
    "command",
    [
        ["validate"],
        ["progress"],
        ["report", "--year", "2022", "-o", "{folder}/r.md"],
        ["form", "-o", "{folder}/f.docx"],
        ["export", "-o", "{folder}/e.xlsx"],
        ["template", "-o", "{folder}/t.xlsx"],
        ["why", "--rule", "QS101"],
        ["waivers"],
        ["baseline", "-o", "{folder}/b.json"],
    ],
    ids=lambda command: command[0],
)
def test_every_command_that_reads_program_files_takes_limits(command: list[str], tmp_path: Path) -> None:
    name, *options = [word.format(folder=tmp_path) for word in command]
    run = qianshou(name, BAD, *options, "--limit", "file-size=100")
    assert run.code == 3
    written = "".join(file.read_text("utf-8") for file in tmp_path.glob("r.md"))
    assert "--limit file-size=N" in run.out + run.err + written
    (tmp_path / "qianshou.toml").write_text("[limit]\nfile-size = 100\n", "utf-8")
    assert qianshou(name, BAD, *options, cwd=tmp_path).code == 3
    assert qianshou(name, BAD, *options, "--limit", "file-size=100000", cwd=tmp_path).code < 2


def test_only_validate_takes_a_limit_of_findings() -> None:
    run = qianshou("waivers", BAD, "--limit", "findings=3")
    assert (run.code, run.out) == (2, "")
    assert "file-size、depth、values、problems" in run.err


def test_import_takes_limits_for_the_workbook_and_for_the_file_that_it_changes(tmp_path: Path) -> None:
    book, file = tmp_path / "b.xlsx", tmp_path / "p.yaml"
    assert qianshou("export", BAD, "-o", book).code == 0
    run = qianshou("import", book, "-o", file, "--limit", f"file-size={book.stat().st_size - 1}")
    assert (run.code, file.exists()) == (3, False)
    assert "--limit file-size=N" in run.err
    assert qianshou("import", book, "-o", file, "--limit", f"file-size={book.stat().st_size}").code == 0
    before = file.read_bytes() + b"# " + b"x" * 200_000 + b"\n"
    file.write_bytes(before.replace("虚构的问题示例方案".encode(), "虚构的旧名".encode()))
    assert qianshou("import", book, "-o", file, "--yes", "--limit", "file-size=100000").code == 3
    assert qianshou("import", book, "-o", file, "--yes").code == 0
    assert file.read_bytes() == before


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_limits_hold_in_every_process(jobs: str, tmp_path: Path) -> None:
    for number in range(8):
        (tmp_path / f"{number}.yaml").write_text(PROGRAM.replace("id: demo", f"id: demo-{number}"), "utf-8")
    run = qianshou("validate", tmp_path, *ON, "--jobs", jobs, "--limit", "depth=2", "--format", "json")
    assert [item["rule"] for item in json.loads(run.out)["results"]] == ["QS001"] * 8


def test_a_large_file_is_read_piece_by_piece_up_to_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(PROGRAM.encode() + b"#" * 60_000_000)
    assert "file-size=N" in qianshou("validate", file, *ON).out
    assert qianshou("validate", file, *ON, "--limit", "file-size=61000000").code == 0


# Findings


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fictional programmes with some hundred findings, and files that cannot be read."""
    folder = tmp_path_factory.mktemp("many")
    for name, text in programs(20):
        (folder / Path(name).name).write_text(text, "utf-8")
    return folder


def run_all(folder: Path, out: Path, *limit: str) -> dict[str, bytes]:
    """Every format's output, and the exit code and standard error of the run."""
    formats = [word for name in FORMATS for word in ("--format", f"{name}={out / name}")]
    run = qianshou("validate", folder, *ON, "--lang", "en", "--quiet", *formats, *limit)
    return {"code": b"%d" % run.code, "err": run.err.encode(), **{n: (out / n).read_bytes() for n in FORMATS}}


@pytest.fixture(scope="module")
def whole(many: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same without a limit."""
    return run_all(many, tmp_path_factory.mktemp("whole"))


def test_findings_beyond_a_limit_are_left_out_of_every_output_which_says_so_and_counts_them(
    many: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    listed = json.loads(whole["json"])["results"]
    weights = [(item["rule"][:3] != "QS0", item["status"] != "fail", item["severity"] != "error") for item in listed]
    limit = 15
    assert whole["err"] == b""
    assert sum(not any(weight) for weight in weights) > 0
    cut = run_all(many, tmp_path, "--limit", f"findings={limit}")
    assert cut["code"] == whole["code"]
    rest = len(listed) - limit

    result = json.loads(cut["json"])
    assert result["summary"] == json.loads(whole["json"])["summary"]
    assert len(result["results"]) == limit
    left = [item for item in listed if item not in result["results"]]
    assert max(weights[listed.index(item)] for item in result["results"]) <= min(
        weights[listed.index(item)] for item in left
    )
    assert cut["ndjson"].count(b"\n") == limit
    assert len(list(csv.reader(io.StringIO(cut["csv"].decode("utf-8-sig"))))) == limit + 1
    assert len(json.loads(cut["gitlab"])) == limit
    said = f"{rest} more findings, none more severe, are not listed; list more with --limit findings=N"
    for name in ("json", "ndjson", "csv"):
        assert f"qianshou: {name}: {said}\n".encode() in cut["err"]
    assert b"qianshou: gitlab: " in cut["err"]
    assert cut["err"].count(b"\n") == 4

    run = json.loads(cut["sarif"])["runs"][0]
    assert len(run["results"]) == limit
    assert run["properties"]["leftOut"] == len(json.loads(whole["gitlab"])) - limit
    assert "--limit findings=N" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]
    cases = [case for suite in JUnitXml.fromstring(cut["junit"]) for case in suite]
    assert sum(bool(case.result) for case in cases) == limit + 1
    assert isinstance(cases[-1].result[0], Skipped)
    assert f"{rest} more findings, none more severe" in cases[-1].result[0].message
    assert cut["github"].count(b"\n") <= limit + 1
    assert b"more are not shown as annotations" in cut["github"]
    book = load_workbook(io.BytesIO(cut["xlsx"]))
    assert any("--limit findings=N" in str(row[0].value) for row in book["Summary"].rows)
    assert book["Findings"].max_row == limit + 1
    for name in ("table", "markdown"):
        text = cut[name].decode()
        assert "more not shown" in text
        assert "--limit findings=N" in text
        assert text.count("mend: ") <= limit
        matrix = [line for line in whole[name].decode().splitlines() if "p1" in line and "fail" in line]
        assert [line for line in matrix if line.startswith(("p1 ", "| p1"))] == [
            line for line in text.splitlines() if line in matrix and line.startswith(("p1 ", "| p1"))
        ], "what is left out still counts in the matrix"


@pytest.mark.parametrize("off", [-1, 0])
def test_a_limit_that_cuts_nothing_changes_nothing(
    many: Path, whole: dict[str, bytes], tmp_path: Path, off: int
) -> None:
    listed = len(json.loads(whole["json"])["results"])
    limited = run_all(many, tmp_path, "--limit", f"findings={listed - off}")
    for name in (set(FORMATS) | {"code", "err"}) - {"xlsx"}:  # a workbook holds the time of writing
        assert limited[name] == whole[name], name


def test_a_result_that_a_limit_cut_is_not_compared(many: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    full, cut = tmp_path / "full.json", tmp_path / "cut.json"
    full.write_bytes(whole["json"])
    qianshou("validate", many, *ON, "--format", f"json={cut}", "--limit", "findings=3")
    assert qianshou("diff", full, full).code == 0
    for pair in ((full, cut), (cut, full)):
        run = qianshou("diff", *pair)
        assert (run.code, run.out) == (2, "")
        assert "--limit findings" in run.err


def test_the_reference_lists_every_limit_with_its_default() -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for limit in ALL:
        assert f"| `{limit.name}` | {limit.default or '-'} | {limit.most} |" in page


def test_the_shipped_data_is_far_from_every_limit() -> None:
    for file in DATA.glob("*.yaml"):
        load(file.read_bytes(), file.name, Limits(file_size=DEFAULT.file_size // 10, depth=11, values=400_000))
