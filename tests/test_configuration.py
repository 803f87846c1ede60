"""The configuration file: what is taken, and that what is not is said with the file and the key, and stops nothing."""

from pathlib import Path

import pytest

from qianshou_cli.cli.config import KEYS
from qianshou_cli.cli.configured import configuration
from support import BAD, DATA, EXAMPLES, qianshou

DEEP = "year = " + "[" * 5000 + "]" * 5000
BROKEN: dict[str, tuple[str, str | bytes]] = {
    "a list of tables": ("pyproject.toml", "[[tool.qianshou]]\nstrict = true\n"),
    "tool is a number": ("pyproject.toml", "tool = 3 # [tool.qianshou\n"),
    "qianshou is a number": ("pyproject.toml", "[tool]\nqianshou = 3 # [tool.qianshou\n"),
    "no TOML": ("pyproject.toml", "[tool.qianshou\n"),
    "deep": ("qianshou.toml", DEEP),
    "a long number": ("qianshou.toml", f"year = {'9' * 5000}\n"),
    "a long hexadecimal number": ("qianshou.toml", f"year = 0x{'f' * 5000}\n"),
    "UTF-16": ("qianshou.toml", "strict = true".encode("utf-16")),
}


def written(folder: Path, text: str | bytes, name: str = "qianshou.toml") -> Path:
    """The folder with a configuration file in it."""
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_named_and_is_no_fault_of_the_program(tmp_path: Path, kind: str) -> None:
    name, text = BROKEN[kind]
    written(tmp_path, text, name)
    for run in (
        qianshou("validate", DATA, cwd=tmp_path),
        qianshou("validate", DATA, "--config", name, cwd=tmp_path),
        qianshou("template", "-o", "x.xlsx", cwd=tmp_path),
    ):
        assert (run.code, run.out) == (2, ""), run
        assert name in run.err
        assert run.err.count("\n") == 1
        assert len(run.err) < 300
        assert "Traceback" not in run.err


def test_a_table_tool_that_is_none_is_refused_where_the_file_is_named(tmp_path: Path) -> None:
    written(tmp_path, "tool = 1\n", "pyproject.toml")
    run = qianshou("validate", DATA, "--config", "pyproject.toml", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "[tool.qianshou]" in run.err
    assert qianshou("validate", DATA, cwd=tmp_path).code == 0


@pytest.mark.parametrize("args", [["--help"], ["rules"], ["explain", "QS301"], ["validate", "--help"]])
def test_a_broken_file_takes_no_help_away(tmp_path: Path, args: list[str]) -> None:
    for name, text in BROKEN.values():
        folder = tmp_path / name / str(len(text))
        folder.mkdir(parents=True)
        run = qianshou(*args, cwd=written(folder, text, name))
        assert (run.code, run.err) == (0, "")
        assert run.out


def test_the_name_of_an_output_wins_over_a_configured_format(tmp_path: Path) -> None:
    written(tmp_path, 'format = ["table"]\n')
    for name, begins in (("out.sarif", "{"), ("out.txt", "依据")):
        assert qianshou("validate", DATA, "-o", name, cwd=tmp_path).code < 2
        assert (tmp_path / name).read_text("utf-8").startswith("{") is (begins == "{")


def test_a_configured_year_without_pairings_is_told_of_where_it_stands(tmp_path: Path) -> None:
    written(tmp_path, "year = 2030\n")
    for command in (("validate", EXAMPLES), ("progress", EXAMPLES)):
        run = qianshou(*command, "--as-of", "2023-01-10", cwd=tmp_path)
        assert run.code == 2
        assert "qianshou.toml 的 year 2030：截至 2023-01-10" in run.err
        assert "--year" not in run.err


def test_where_the_configuration_names_a_language_the_environment_need_not(tmp_path: Path) -> None:
    written(tmp_path, 'lang = "zh"\n')
    for command in (("validate", DATA), ("rules",), ("template", "-o", "x.xlsx")):
        assert qianshou(*command, cwd=tmp_path, env={"QIANSHOU_LANG": "fr"}).code < 2


@pytest.mark.parametrize("key", ["strict", "all", "quiet"])
@pytest.mark.parametrize("value", ['"yes"', '"true"', "1", "[true]", "{ on = true }"])
def test_a_switch_is_true_or_false_and_nothing_else(tmp_path: Path, key: str, value: str) -> None:
    run = qianshou("validate", DATA, cwd=written(tmp_path, f"{key} = {value}\n"))
    assert (run.code, run.out) == (2, "")
    assert f"qianshou.toml 的 {key}：请写 true 或 false" in run.err


def test_rules_are_configured_in_any_case_of_letters(tmp_path: Path) -> None:
    text = 'select = ["qs3", "Shared-Organization"]\nignore = ["qs301"]\n[severity]\nqs103 = "error"\n'
    capital = text.replace("qs", "QS").replace("Shared-O", "shared-o")
    command = ("validate", DATA, "--as-of", "2022-12-31", "--format", "json")
    runs = [qianshou(*command, cwd=written(tmp_path, one)) for one in (text, capital)]
    assert runs[0] == runs[1]
    assert runs[0].code == 1


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ('lang = "de"', "lang", "de"),
        ('lang = ["zh", "en"]', "lang", "lang = "),
        ('jobs = "many"', "jobs", "many"),
        ("jobs = true", "jobs", "jobs = "),
        ('color = "red"', "color", "red"),
        ('format = ["table", "pdf=x.pdf"]', "format", "pdf"),
        ('fail-on = "never"', "fail-on", "never"),
        ('as-of = "31.12.2022"', "as-of", "如 2022-09-05"),
        ('format = ["json="]', "format", "json=文件"),
        ('format = ["json", "sarif"]', "format", "格式=文件"),
        ('format = ["json=a.json", "csv=./a.json"]', "format", "同一处"),
        ('format = ["json=g.yaml"]', "format", "g.yaml"),
        ("year = [2022, 22]", "year", "22"),
        ("year = 1.5", "year", "year = "),
        ('select = ["QS777"]', "select", "QS777"),
        ('ignore = "QS777"', "ignore", "QS777"),
        ('ignore = ["QS001"]', "ignore", "ignore 不能用于 QS001"),
        ('ignore = ""', "ignore", "没有写规则"),
        ('baseline = ""', "baseline", "没有写文件名"),
        ('[severity]\nQS103 = "fatal"', "severity", "warning"),
        ('[severity.QS103]\nlevel = "error"', "severity", "severity = "),
        ("[limit]\ndepth = 0", "limit", "depth"),
        ("[limit.depth]\nmost = 3", "limit", "limit = "),
    ],
)
def test_a_wrong_value_is_said_with_its_file_and_key(tmp_path: Path, text: str, key: str, said: str) -> None:
    written(tmp_path, text)
    for args in ([], ["--lang", "zh", "--jobs", "1", "--color", "never", "--format", "json"]):
        run = qianshou("validate", DATA, *args, cwd=tmp_path)
        assert (run.code, run.out) == (2, ""), run
        assert f"{tmp_path / 'qianshou.toml'} 的 {key}：" in run.err
        assert said in run.err
        assert "':" not in run.err, "no data of Python's"
    english = qianshou("validate", DATA, "--lang", "en", cwd=tmp_path)
    assert f"{key} in {tmp_path / 'qianshou.toml'}: " in english.err


def test_the_heading_of_another_file_is_told_away(tmp_path: Path) -> None:
    run = qianshou("validate", DATA, cwd=written(tmp_path, '[tool.qianshou]\nlang = "en"\n'))
    assert run.code == 2
    assert "tool；此文件中直接写各键" in run.err


def test_a_selection_of_nothing_is_no_check(tmp_path: Path) -> None:
    run = qianshou("validate", DATA, cwd=written(tmp_path, 'select = ""\n'))
    assert (run.code, run.out) == (2, "")
    assert "没有剩下一条规则" in run.err


def test_rules_that_are_all_left_out_are_told_of_where_they_were_chosen(tmp_path: Path) -> None:
    written(tmp_path, 'select = ["QS3"]\nignore = ["QS3"]\n')
    for args, said in (
        ((), "{0} 的 select、{0} 的 ignore："),
        (("--ignore", "QS301,QS3"), "{0} 的 select、--ignore："),
        (("--select", "QS301", "--ignore", "QS301"), "--select、--ignore："),
    ):
        run = qianshou("validate", DATA, *args, cwd=tmp_path)
        assert (run.code, run.out) == (2, "")
        assert run.err.startswith("qianshou: " + said.format(f"配置文件 {tmp_path / 'qianshou.toml'}"))
    run = qianshou("validate", DATA, "--lang", "en", cwd=written(tmp_path, 'ignore = "QS"\n'))
    assert f"`ignore` in {tmp_path / 'qianshou.toml'}: no rule is left to check" in run.err


def test_rules_selected_by_hand_are_judged_though_the_configuration_ignores_them(tmp_path: Path) -> None:
    command = ("validate", BAD, "--as-of", "2023-06-30", "--format", "json")
    plain = qianshou(*command, "--select", "QS3", cwd=written(tmp_path, ""))
    assert plain.code == 1
    written(tmp_path, 'ignore = ["QS3"]\n')
    assert qianshou(*command, "--select", "QS3", cwd=tmp_path) == plain
    assert qianshou(*command, "--select", "QS3", "--ignore", "QS301", cwd=tmp_path).out != plain.out
    assert '"rule":"QS3' not in qianshou(*command, cwd=tmp_path).out.replace(" ", "")


def test_files_of_configured_formats_start_at_the_current_folder(tmp_path: Path) -> None:
    written(tmp_path, 'format = ["json=r/o.json"]\n')
    (tmp_path / "below").mkdir()
    assert qianshou("validate", BAD, "--as-of", "2023-06-30", cwd=tmp_path / "below").code == 1
    assert (tmp_path / "below" / "r" / "o.json").exists()
    assert not (tmp_path / "r").exists()


def test_the_complaint_is_in_the_language_that_the_file_asks_for(tmp_path: Path) -> None:
    run = qianshou("validate", DATA, cwd=written(tmp_path, 'lang = "en"\nstrict = "yes"\n'))
    assert run.code == 2
    assert "write true or false" in run.err


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    written(tmp_path, b'\xef\xbb\xbfstrict = true\nlang = "en"\n')
    run = qianshou("validate", DATA, cwd=tmp_path)
    assert (run.code, run.err) == (1, "")
    assert "unknown" in run.out


def test_every_example_that_a_complaint_gives_is_taken(tmp_path: Path) -> None:
    for key, kind in KEYS.items():
        (tmp_path / "qianshou.toml").write_text(f"{key} = {kind.example}\n", "utf-8")
        assert configuration(str(tmp_path / "qianshou.toml")).of(key)


@pytest.mark.parametrize(
    "text",
    [
        "[tool.qianshou]\nstrict = true\n",
        "[ tool . qianshou ]\nstrict = true\n",
        "[tool]\nqianshou = {strict = true}\n",
        "tool.qianshou.strict = true\n",
        "\ufeff[tool]\nqianshou.strict = true\n",
        "\ufefftool = {qianshou = {strict = true}}\n",
    ],
)
def test_a_project_file_is_found_however_its_table_is_written(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    assert qianshou("validate", DATA, cwd=tmp_path).code == 1


@pytest.mark.parametrize("text", ["[tool.qianshou-extra]\na = 1\n", '[project]\nname = "qianshou"\n'])
def test_a_project_file_that_only_names_the_program_hides_no_other(tmp_path: Path, text: str) -> None:
    written(tmp_path, "strict = true\n")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "pyproject.toml").write_text(text, "utf-8")
    assert qianshou("validate", DATA, cwd=tmp_path / "below").code == 1


def test_a_configuration_that_is_named_sets_the_language_of_complaints(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text('lang = "en"\n', "utf-8")
    for config in (["--config", "en.toml"], ["--config=en.toml"]):
        assert "write one of" in qianshou("validate", DATA, *config, "--format", "nosuch", cwd=tmp_path).err
    assert "可写" in qianshou("validate", DATA, "--format", "nosuch", cwd=tmp_path).err


def test_the_command_line_wins_over_every_switch(tmp_path: Path) -> None:
    written(tmp_path, 'quiet = true\nall = true\nstrict = true\nbaseline = "none.json"\n')
    run = qianshou("validate", DATA, "--no-quiet", "--no-all", "--no-strict", "--no-baseline", cwd=tmp_path)
    assert run == qianshou("validate", DATA, "--config", "/dev/null", cwd=tmp_path)
    assert run.code == 0
    assert run.out
