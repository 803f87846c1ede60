"""The command line as a table: what is typed, and the exit code and streams that follow."""

import json
from pathlib import Path

import pytest

from support import BAD, DATA, GOOD, ROOT, qianshou

QINGHAI = "data/zhejiang_qinghai.yaml"


@pytest.mark.parametrize(
    ("args", "code", "out", "err"),
    [
        (["--version"], 0, "qianshou 0.", ""),
        (["--help"], 0, "validate", ""),
        ([], 2, "", "用法：qianshou [选项]"),
        (["init"], 2, "", "用法：qianshou init"),
        (["validate", "--version"], 2, "", "qianshou: 请写成 qianshou --version\n"),
        (["validate", "--version", "--lang", "en"], 2, "", "qianshou: write qianshou --version\n"),
        (["rules", "QS301"], 2, "", "qianshou: 多写了 QS301；"),
        (["rules", "QS301", "x", "--lang", "en"], 2, "", "qianshou: unexpected: QS301, x; "),
        (["progress", GOOD, "--format", "json", "--format", "csv"], 2, "", "--format 在 progress 中只能写一次"),
        (["validate", GOOD, "-o", "a", "--output=b"], 2, "", "--output 在 validate 中只能写一次"),
        (
            ["validate", GOOD, "--lang", "en", "--as-of", "2022-01-01", "--as-of", "2023-01-01"],
            2,
            "",
            "takes --as-of once",
        ),
        (
            ["report", GOOD, "--year", "2021", "--year=2022", "-o", "x.md", "--lang", "en"],
            2,
            "",
            "report takes --year once",
        ),
        (["validate"], 2, "", "qianshou: 缺少"),
        (["validate", "--nonsense", GOOD], 2, "", "qianshou: 没有选项 --nonsense"),
        (["--lang", "en", "rules"], 2, "", "qianshou: options go after the command: qianshou COMMAND --lang"),
        (["--nonsense", "rules"], 2, "", "qianshou: 选项写在命令之后：qianshou 命令 --nonsense"),
        (["vlidate", GOOD], 2, "", "是不是 validate？"),
        (["validate", GOOD], 0, "不符合 0", ""),
        (["validate", GOOD, "--strict"], 0, "数据不足 0", ""),
        (["validate", BAD], 1, "QS301 援派人员工作日", ""),
        (["validate", "data"], 0, "数据不足", ""),
        (["validate", "data", "--strict"], 1, "；按 --strict，数据不足视同不符合\n", ""),
        (["validate", "data", "--fail-on", "warning"], 1, "QS103", ""),
        (["validate", "data", "--severity", "QS103=error"], 1, "错误  QS103", ""),
        (["validate", "data", "--severity", "shared-organization=error"], 1, "错误  QS103", ""),
        (["validate", "data", "--select", "QS903", "--fail-on", "warning"], 1, "QS903", ""),
        (["validate", "data", "--select", "QS1,QS2", "--ignore", "QS103", "--fail-on", "warning"], 0, "不符合 0", ""),
        (["validate", "data", "--severity", "qs103=error"], 1, "错误  QS103", ""),
        (["validate", "data", "--severity", "Shared-Organization=error"], 1, "错误  QS103", ""),
        (["validate", "data", "--select", "qs903", "--fail-on", "warning"], 1, "QS903", ""),
        (["validate", "data", "--select", "qs1,Qs2", "--ignore", "qs103", "--fail-on", "warning"], 0, "不符合 0", ""),
        (["validate", "data", "--select", "QS777"], 2, "", "没有规则“QS777”"),
        (["validate", BAD, "--select", ""], 2, "", "没有剩下一条规则"),
        (["validate", BAD, "--select", ","], 2, "", "没有剩下一条规则"),
        (["validate", BAD, "--select", "QS301", "--ignore", "sent-workdays"], 2, "", "没有剩下一条规则"),
        (["validate", BAD, "--ignore", "QS", "--lang", "en"], 2, "", "no rule is left to check"),
        (["validate", "data", "--severity", "QS103"], 2, "", "QS103=error"),
        (["validate", "data", "--as-of", ""], 2, "", "日期“”写法不对"),
        (["validate", "data", "--fail-on", ""], 2, "", "--fail-on 不能写“”"),
        (["validate", "data", "--color", ""], 2, "", "--color 不能写“”"),
        (["validate", "data", "--ignore", "QS004"], 2, "", "--ignore 不能用于 QS004"),
        (["validate", "data", "--severity", "QS0=warning"], 2, "", "--severity 不能用于 QS001、QS002"),
        (["validate", "data", "--jobs", ""], 2, "", "不是“”"),
        (["validate", "data", "--ignore", ""], 2, "", "--ignore 没有写规则"),
        (["init", "repo", "x", "--requirement", ""], 2, "", "--requirement 没有写内容"),
        (["init", "repo", ""], 2, "", "当前文件夹写 ."),
        (["validate", "data", "--jobs", "1" * 5000], 2, "", "1 至 61 的整数"),
        (["validate", "data", "--jobs", "62", "--lang", "en"], 2, "", "from 1 to 61 or auto, not `62`"),
        (["validate", "data", "--jobs", "61"], 0, "", ""),
        (["validate", "data", "--config", ""], 2, "", "读不到配置文件"),
        (["validate", "data", "--severity", "QS103=fatal"], 2, "", "warning"),
        (["validate", "data", "--as-of", "31.12.2022"], 2, "", "写法不对；请写成年-月-日，如 2022-09-05"),
        (["validate", "data", "--as-of", "2022/9/5", "--lang", "en"], 2, "", "write the date `2022/9/5` as 2022-09-05"),
        (["validate", "data", "--as-of", "2022-13-01"], 2, "", "没有“2022-13-01”这一天；请核对日期"),
        (["validate", "data", "--year", "22"], 2, "", "请写 1900 至 2199 之间的四位数，如 2022"),
        (["validate", "data", "--year", "22", "--lang", "en"], 2, "", "write it in four digits, such as 2022"),
        (["validate", "data", "--year", "2030"], 2, "QS103", "2030"),
        (["validate", "data", "--year", "2025", "--as-of", "2024-06-30"], 2, "QS103", "2025"),
        (["validate", QINGHAI, "--year", "2030"], 2, "QS101", "--year 2030：截至"),  # its pairings are not recorded
        (["validate", QINGHAI, "--year", "2025", "--as-of", "2024-06-30"], 2, "QS101", "--year 2025：截至 2024-06-30"),
        (["validate", QINGHAI, "--year", "2025", "--as-of", "2025-06-30"], 0, "QS101", ""),
        (["progress", QINGHAI, "--year", "2030"], 2, "", "--year 2030：截至"),
        (["report", QINGHAI, "--year", "2030", "-o", "never.md"], 2, "", "--year 2030：截至"),
        (["validate", "data", "--lang", "fr"], 2, "", "fr"),
        (["validate", "data", "--color", "sometimes"], 2, "", "sometimes"),
        (["validate", "data", "--format", "pdf"], 2, "", "pdf"),
        (["validate", "data", "--format", "json="], 2, "", "--format json= 没有写文件名；请写成 --format json=文件"),
        (["validate", "data", "--format", "json=", "--lang", "en"], 2, "", "write --format json=FILE"),
        (["validate", "data", "-o", ""], 2, "", "-o 没有写文件名；请写成 -o 文件"),
        (["waivers", "data", "-o", "", "--lang", "en"], 2, "", "-o names no file; write -o FILE"),
        (["baseline", "data", "-o", ""], 2, "", "-o 没有写文件名"),
        (["validate", "data", "--fail-on", "unknown"], 2, "", "unknown"),
        (["validate", "data", "--jobs", "0"], 2, "", "--jobs"),
        (["validate", "data", "--format", "json", "--format", "table"], 2, "", "各写一个文件"),
        (["validate", "data", "--config", "nowhere.toml"], 2, "", "nowhere.toml"),
        (["validate", "data", "-o", BAD / "below" / "it.txt"], 2, "", "路径中有一段不是文件夹"),
        (["validate", "nowhere.yaml"], 3, "nowhere.yaml", ""),
        (["validate", "no*match.yaml"], 3, "no*match.yaml", ""),
        (["validate", "src/qianshou_cli/model"], 3, "src/qianshou_cli/model", ""),
        (["validate", "nowhere.yaml", BAD], 3, "QS301 援派人员工作日", ""),
        (["validate", GOOD, "--quiet"], 0, "", ""),
    ],
    ids=lambda value: " ".join(map(str, value)).replace(str(ROOT), "") if isinstance(value, list) else "",
)
def test_a_command_line_has_its_code_and_streams(args: list[str | Path], code: int, out: str, err: str) -> None:
    run = qianshou(*args)
    assert run.code == code, run
    assert out in run.out, run.out
    assert err in run.err, run.err
    assert "Traceback" not in run.err
    if code != 2:
        assert run.err == ""


@pytest.mark.parametrize("args", [[], ["init"]])
def test_a_command_line_that_asks_for_nothing_gets_the_help_and_no_complaint(args: list[str]) -> None:
    assert qianshou(*args).err.strip() == qianshou(*args, "--help").out.strip()


def test_the_json_result_is_exactly_the_object_of_the_contract() -> None:
    run = qianshou("validate", "data", "--as-of", "2025-12-31", "--strict", "--format", "json")
    result = json.loads(run.out)
    assert run.code == 1
    assert list(result) == ["format", "tool", "as_of", "years", "exit_code", "summary", "programs", "results"]
    assert result["format"] == 1
    assert list(result["tool"]) == ["name", "version"]
    assert (result["as_of"], result["years"], result["exit_code"]) == ("2025-12-31", [2021, 2022, 2023, 2024, 2025], 1)
    assert list(result["summary"]) == ["pass", "fail", "pending", "unknown", "waived"]
    assert [list(program) for program in result["programs"]] == [["id", "title", "file", "pairings"]] * 2
    assert [program["pairings"] for program in result["programs"]] == [11, None]
    keys = "rule name status severity program pairing year worker organization clauses message actual required"
    assert {tuple(item) for item in result["results"]} == {
        (*keys.split(), "locations", "waiver", "fingerprint"),
    }
    assert {tuple(place) for item in result["results"] for place in item["locations"]} == {
        ("file", "line", "column", "end_line", "end_column")
    }
    assert len(result["results"]) == sum(result["summary"].values()) - result["summary"]["pass"]
    with_all = json.loads(qianshou("validate", "data", "--as-of", "2025-12-31", "--format", "json", "--all").out)
    listed = [item for item in with_all["results"] if item["status"] != "not_applicable"]
    assert len(listed) == sum(with_all["summary"].values())


def test_the_json_result_names_the_exit_code_that_the_run_has() -> None:
    for args in (["data"], ["data", "--strict"], ["data", "--year", "2030"], ["data", "nowhere.yaml"]):
        run = qianshou("validate", *args, "--format", "json")
        assert json.loads(run.out)["exit_code"] == run.code


def test_a_language_is_chosen_by_option_environment_and_locale() -> None:
    def spoken(*args: str, **env: str) -> str:
        out = qianshou("validate", GOOD, *args, env={"LANG": "", **env}).out
        return "zh" if "符合" in out else "en"

    assert spoken() == "zh"
    assert spoken(LANG="C") == "zh"
    assert spoken(LC_ALL="POSIX") == "zh"
    assert spoken(LANG="zh_CN.UTF-8") == "zh"
    assert spoken(LANG="en_US.UTF-8") == "en"
    assert spoken(LANG="en_US.UTF-8", QIANSHOU_LANG="zh") == "zh"
    assert spoken("--lang", "en", QIANSHOU_LANG="zh") == "en"
    assert spoken("--lang=zh", LANG="de_DE.UTF-8") == "zh"


def test_a_file_that_is_called_like_standard_input_is_read_where_a_pattern_finds_it(tmp_path: Path) -> None:
    (tmp_path / "-").write_bytes(GOOD.read_bytes())
    run = qianshou("validate", "./*", cwd=tmp_path, stdin=b"no program")
    assert run.code == 0, run.out
    assert "<stdin>" not in run.out


def test_a_language_that_the_environment_asks_for_in_vain_is_refused() -> None:
    run = qianshou("validate", GOOD, env={"QIANSHOU_LANG": "fr", "LANG": "en_US.UTF-8"})
    assert (run.code, run.out) == (2, "")
    assert "QIANSHOU_LANG cannot be `fr`; write one of: zh, en" in run.err
    assert qianshou("validate", GOOD, "--lang", "zh", env={"QIANSHOU_LANG": "fr"}).code == 0
    assert qianshou("validate", GOOD, env={"QIANSHOU_LANG": ""}).code == 0
    assert qianshou("validate", "--help", env={"QIANSHOU_LANG": "fr"}).code == 0


def test_help_is_in_both_languages() -> None:
    chinese = qianshou("validate", "--help", env={"QIANSHOU_LANG": "zh"}).out
    english = qianshou("validate", "--help", env={"QIANSHOU_LANG": "en"}).out
    assert "用法" in chinese
    assert "Usage" not in chinese
    assert "选项" in chinese
    assert "Usage" in english
    assert not any("\u4e00" <= char <= "\u9fff" for char in english)


@pytest.mark.parametrize(("command", "usage"), [("validate", "PATHS..."), ("template", "[PROGRAM.yaml]")])
def test_a_usage_line_holds_no_braces_for_people_to_type(command: str, usage: str) -> None:
    assert qianshou(command, "--help").out.splitlines()[0].endswith(f" {usage}")


@pytest.mark.parametrize("way", ["year = [2022]", 'as-of = "2022-06-30"', "strict = true", 'select = ["QS9"]'])
def test_a_configuration_says_the_same_as_the_options(tmp_path: Path, way: str) -> None:
    (tmp_path / "qianshou.toml").write_text(way, "utf-8")
    option = {
        "year = [2022]": ["--year", "2022"],
        'as-of = "2022-06-30"': ["--as-of", "2022-06-30"],
        "strict = true": ["--strict"],
        'select = ["QS9"]': ["--select", "QS9"],
    }[way]
    by_file = qianshou("validate", DATA, "--format", "json", cwd=tmp_path)
    by_option = qianshou("validate", DATA, "--format", "json", *option)
    assert (by_file.code, by_file.out) == (by_option.code, by_option.out)


def test_the_command_line_wins_over_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.qianshou]\nlang = "en"\nstrict = true\n', "utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert "unknown" in qianshou("validate", DATA, cwd=below).out
    assert qianshou("validate", DATA, cwd=below).code == 1
    assert "数据不足" in qianshou("validate", DATA, "--lang", "zh", cwd=below).out
    assert qianshou("validate", DATA, "--no-strict", cwd=below).code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [("strickt = true", "strict"), ("[tool", "TOML"), ("year = 1.5", "year"), ('fail-on = "never"', "never")],
)
def test_a_wrong_configuration_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "qianshou.toml").write_text(text, "utf-8")
    run = qianshou("validate", DATA, cwd=tmp_path)
    assert run.code == 2
    assert said in run.err
    assert run.out == ""


def test_standard_input_is_a_file_like_any_other() -> None:
    run = qianshou("validate", "-", "--format", "json", stdin=GOOD.read_bytes())
    assert run.code == 0
    assert json.loads(run.out)["programs"][0]["file"] == "<stdin>"


def test_an_output_is_written_whole_to_its_own_file(tmp_path: Path) -> None:
    result = tmp_path / "result.json"
    run = qianshou("validate", BAD, "--format", f"json={result}", "--format", "table")
    assert run.code == 1
    assert "QS301" in run.out
    assert json.loads(result.read_text("utf-8"))["exit_code"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


def test_one_bad_file_never_hides_the_findings_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "gbk.yaml").write_bytes("# 虚构\nformat: 1\nplan: 方案\n".encode("gbk"))
    (tmp_path / "deep.yaml").write_bytes(b"[" * 200_000)
    (tmp_path / "bomb.yaml").write_text("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "utf-8")
    (tmp_path / "cut.yaml").write_bytes(GOOD.read_bytes()[:2000])
    (tmp_path / "empty").mkdir()
    run = qianshou("validate", *sorted(tmp_path.glob("*.yaml")), tmp_path / "empty", tmp_path / "gone.yaml", BAD)
    assert run.code == 3
    for name in ("gbk.yaml:1:", "deep.yaml:1:", "bomb.yaml:1:", "cut.yaml:", "empty", "gone.yaml"):
        assert name in run.out
    assert "QS301 援派人员工作日" in run.out
    assert run.err == ""


def test_a_folder_is_searched_without_hidden_files_and_loops(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.yml").write_bytes(GOOD.read_bytes())
    (tmp_path / ".hidden.yaml").write_text("nonsense", "utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    result = json.loads(qianshou("validate", tmp_path, tmp_path / "a", "--format", "json").out)
    assert len(result["programs"]) == 1
    assert result["exit_code"] == 0


@pytest.mark.parametrize(
    ("args", "said", "needless"),
    [
        (["--version"], "qianshou ", {"pydantic", "rich", "yaml", "typer"}),
        (
            ["validate", str(GOOD)],
            "虚构的一年期",
            {"qianshou_cli.mistakes", "qianshou_cli.misfits", "qianshou_cli.expected"},
        ),
    ],
)
def test_nothing_is_imported_that_a_command_does_not_need(args: list[str], said: str, needless: set[str]) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-X", "importtime", "-m", "qianshou_cli", *args]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.startswith(said)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "qianshou_cli" in imported
    assert not imported & needless
