"""A file that exists is brought to what a workbook says, and nothing else in it moves."""

import copy
import difflib
import re
from collections.abc import Callable, Iterator
from functools import reduce
from operator import getitem
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programs import programs
from qianshou_cli import yaml_reader
from qianshou_cli.excel import export
from qianshou_cli.load import load
from qianshou_cli.model import ProgramFile
from qianshou_cli.plain import plain
from qianshou_cli.spans import Path as Steps
from qianshou_cli.texts import Lang
from qianshou_cli.yaml_merge import merged
from qianshou_cli.yaml_writer import flow, to_yaml
from support import DATA, GOOD, qianshou

with_libyaml = pytest.mark.skipif(
    yaml_reader.LOADER is yaml_reader.PythonLoader,
    reason="the Python parser refuses such files, or places what is not written before a space",
)

PROGRAM = """\
# 虚构 (fictional)
format: 1
plan:
  id: demo   # 标识
  title: '虚构计划'
  period: { from: 2021, to: 2025 }
  sender_province: 上海市
  receiver_province: 甘肃省
  requirements:
    sent_workers: {min: 2, clause: 二}   # 至少两人
organizations:
- {id: s1, name: 虚构援派机构, province: 上海市}   # 援派
# 受援机构
- id: r1
  name: 虚构受援机构
  province: 甘肃省
workers:
  - {id: w1, employer: s1}
# 结对
pairings:
  - id: p1
    mode: cross_province
    sender: s1
    receiver: r1
    county: "622926"
    needs_assessment:
    years:
      2022:
        sent:
          - worker: w1
            service:
              - 2022-09-05/2022-09-16   # 第一次
              - 2022-10-10
        grants: [{source: 民政部补助, amount: 30000}]   # 到账
# 完
"""


IN_BRACKETS = (
    PROGRAM[: PROGRAM.index("    years:")]
    + """\
    years: {   # 各年
      2022: {
        grants: [{source: 民政部补助, amount: 30000},   # 三月到账
                 {source: 募捐, amount: 5000, }],   # 捐款
        projects: ,   # 待补
        expenses: [],
      }}
"""
)


def changed(*replaced: tuple[str, str]) -> list[str]:
    """The lines that merging an edited program into PROGRAM takes away and adds."""
    text = PROGRAM
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    model = load(text.encode(), "p.yaml").model
    after = merged(PROGRAM.encode(), model)
    assert load(after.encode(), "p.yaml").model == model
    lines = difflib.ndiff(PROGRAM.splitlines(), after.splitlines())
    return [line for line in lines if line[:2] in ("+ ", "- ")]


def test_what_is_equal_is_not_touched() -> None:
    assert merged(PROGRAM.encode(), load(PROGRAM.encode(), "p.yaml").model) == PROGRAM


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("replaced", "lines"),
    [
        pytest.param(
            ("name: 虚构受援机构", "name: 虚构新机构"),
            ["-   name: 虚构受援机构", "+   name: 虚构新机构"],
            id="a value",
        ),
        pytest.param(
            ("min: 2", "min: 3"),
            [
                "-     sent_workers: {min: 2, clause: 二}   # 至少两人",
                "+     sent_workers: {min: 3, clause: 二}   # 至少两人",
            ],
            id="a record on one line keeps its comment",
        ),
        pytest.param(
            ("  - {id: w1, employer: s1}\n", "  - {id: w1, employer: s1}\n  - {id: w2, employer: r1}\n"),
            ["+   - {id: w2, employer: r1}"],
            id="an item at the end goes before the next section's comment",
        ),
        pytest.param(("              - 2022-10-10\n", ""), ["-               - 2022-10-10"], id="an item that is gone"),
        pytest.param(
            ("needs_assessment:", "needs_assessment: 2022-06-10"),
            ["-     needs_assessment:", "+     needs_assessment: 2022-06-10"],
            id="a blank that is filled in",
        ),
        pytest.param(
            ("        grants:", "        assistance_plan: 2022-01-05\n        projects: []\n        grants:"),
            ["+         assistance_plan: 2022-01-05", "+         projects: []"],
            id="new keys",
        ),
        pytest.param(
            ("- {id: s1, name", "- {id: s0, name: 虚构, province: 上海市}\n- {id: s1, name"),
            ["+ - {id: s0, name: 虚构, province: 上海市}"],
            id="an item at the beginning",
        ),
        pytest.param(
            ("to: 2025", "to: 2024"),
            ["-   period: { from: 2021, to: 2025 }", "+   period: { from: 2021, to: 2024 }"],
            id="a value inside brackets, whose spaces stay",
        ),
        pytest.param(
            ("clause: 二", "clause: 三"),
            [
                "-     sent_workers: {min: 2, clause: 二}   # 至少两人",
                "+     sent_workers: {min: 2, clause: 三}   # 至少两人",
            ],
            id="the only clause needs no brackets",
        ),
    ],
)
def test_only_the_lines_that_differ_change(replaced: tuple[str, str], lines: list[str]) -> None:
    assert changed(replaced) == lines


BARE_DASHES = (
    PROGRAM[: PROGRAM.index("organizations:")]
    + """\
organizations:   # 各机构
  -
    # 名称以登记为准
    id: s1
    name: 虚构援派机构   # 旧称
    province: 上海市
  -   # 受援

    id: r1
    name: 虚构受援机构
    province: 甘肃省
"""
)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("    province: 甘肃省\n", "    province: 甘肃省\n  - {id: r2, name: 虚构, province: 甘肃省}\n"),
        ("各机构\n", "各机构\n  - {id: r2, name: 虚构, province: 甘肃省}\n"),
        (BARE_DASHES[BARE_DASHES.index("  -   # 受援") :], ""),
        (BARE_DASHES[BARE_DASHES.index("  -\n") : BARE_DASHES.index("  -   # 受援")], ""),
        ("虚构援派机构 ", "虚构新机构 "),
    ],
)
def test_items_below_a_dash_of_its_own_are_changed_one_by_one(was: str, becomes: str) -> None:
    new = BARE_DASHES.replace(was, becomes)
    assert new != BARE_DASHES
    assert merged(BARE_DASHES.encode(), load(new.encode(), "p.yaml").model) == new


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("ending", ["\r\n", "\n"])
@pytest.mark.parametrize(
    ("written", "new"),
    [
        ("workers :   # 名单\n  - {id: w1, employer: s1}   # 甲\n# 完\n", "workers: []   # 名单\n# 完\n"),
        ("workers:   # 名单\n  - {id: w1, employer: s1}   # 甲", "workers: []   # 名单\n"),
        ("workers:   # 名单\n# 甲\n- id: w1\n  employer: s1\n", "workers: []   # 名单\n"),
    ],
)
def test_the_comment_of_a_list_stays_when_its_last_item_goes(written: str, new: str, ending: str) -> None:
    top = PROGRAM[: PROGRAM.index("\nworkers:") + 1]
    text, after = ((top + end).replace("\n", ending) for end in (written, new))
    assert merged(text.encode(), load(after.encode(), "p.yaml").model) == after


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("5000, }", "6000, }"),
        pytest.param("projects: ,", "projects: [],", marks=with_libyaml),
        ("民政部补助", "补助"),
    ],
)
def test_comments_inside_brackets_stay(was: str, becomes: str) -> None:
    new = IN_BRACKETS.replace(was, becomes)
    assert merged(IN_BRACKETS.encode(), load(new.encode(), "p.yaml").model) == new


@with_libyaml
@pytest.mark.parametrize(("written", "other"), [("format: 1", "format: 1\t# 格式"), ("虚构援派机构", "虚构x?y")])
def test_whatever_the_reader_takes_can_be_changed(written: str, other: str) -> None:
    text = PROGRAM.replace(written, other)
    new = text.replace("min: 2", "min: 3")
    assert merged(text.encode(), load(new.encode(), "p.yaml").model) == new


def test_an_item_goes_below_a_last_line_without_an_end() -> None:
    text = PROGRAM[: PROGRAM.index("# 结对")].rstrip("\n")
    more = text + "\n  - {id: w2, employer: r1}"
    assert merged(text.encode(), load(more.encode(), "p.yaml").model) == more + "\n"


def test_the_comment_below_a_text_of_several_lines_stays_when_the_text_changes() -> None:
    text = PROGRAM.replace("title: '虚构计划'\n", "title: |\n    旧名称\n  # 名称以文件为准\n")
    after = merged(text.encode(), load(text.replace("旧名称", "新名称").encode(), "p.yaml").model)
    assert "新名称" in after
    assert "  # 名称以文件为准\n  period:" in after


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programs, programs)
def test_any_program_becomes_any_other(one: ProgramFile, other: ProgramFile) -> None:
    text = to_yaml(one)
    assert load(merged(text.encode(), other).encode(), "x.yaml").model == other
    assert merged(text.encode(), one) == text


def noted(value: Any, indent: str, random: Random) -> str:
    """A value as YAML, what follows its key or dash on: in brackets or line by line, a comment after every line."""

    def note() -> str:
        return f"  # {random.randrange(10**9)}\n"

    below = indent + "  "
    if not isinstance(value, dict | list) or not value:
        return f" {flow(value)}{note()}"
    if random.random() < 0.5:
        return f" {in_brackets(value, below, note)}{note()}"
    if isinstance(value, dict):
        return note() + "".join(f"{below}{key}:{noted(item, below, random)}" for key, item in value.items())
    return note() + "".join(f"{below}-{noted(item, below, random)}" for item in value)


def in_brackets(value: Any, indent: str, note: Callable[[], str]) -> str:
    """A value in brackets of several lines."""
    if isinstance(value, dict) and value:
        items = [f"{key}: {in_brackets(item, indent + '  ', note)}" for key, item in value.items()]
        return f"{{{note()}{indent}{f',{note()}{indent}'.join(items)}{note()}{indent}}}"
    if isinstance(value, list) and value:
        items = [in_brackets(item, indent + "  ", note) for item in value]
        return f"[{note()}{indent}{f',{note()}{indent}'.join(items)}{note()}{indent}]"
    return flow(value)


def values_of(data: Any, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    """Everything in it that holds nothing else."""
    if isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from values_of(value, (*path, key))
    else:
        yield path, data


FULL = plain(load(GOOD.read_bytes(), "p.yaml").model)
WORDS = [
    path
    for path, value in values_of(FULL)
    if isinstance(value, str) and path[-1] in ("title", "name", "source", "category", "document")
]


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=False), st.sampled_from(WORDS))
def test_another_word_in_a_file_full_of_comments_changes_its_line_only(random: Random, path: Steps) -> None:
    text = noted(FULL, "", random)
    new = copy.deepcopy(FULL)
    reduce(getitem, path[:-1], new)[path[-1]] = "另一个词"
    after = merged(text.encode(), load(flow(new).encode(), "x.yaml").model)
    lines = [pair for pair in zip(text.splitlines(), after.splitlines(), strict=True) if len(set(pair)) > 1]
    [(was, becomes)] = lines
    assert becomes.split("  # ")[1:] == was.split("  # ")[1:]


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_line_ends_and_a_byte_order_mark_stay(ending: str) -> None:
    text = "\ufeff" + PROGRAM.replace("\n", ending).rstrip()
    model = load(PROGRAM.replace("county:", "active: 2022-01-01/2025-12-31\n    county:").encode(), "p.yaml").model
    after = merged(text.encode(), model)
    assert after.startswith("\ufeff#")
    assert after.count("\r\n") == (PROGRAM.count("\n") if ending == "\r\n" else 0)


def test_import_shows_the_difference_and_waits_for_a_yes(tmp_path: Path) -> None:
    file, book = tmp_path / "x.yaml", tmp_path / "book.xlsx"
    text = (DATA / "shanghai_gansu.yaml").read_text("utf-8")
    edited = text.replace("total: 11", "total: 12")
    book.write_bytes(export(load(edited.encode(), "x").model, Lang.ZH))
    file.write_text(text, "utf-8")
    shown = qianshou("import", book, "-o", file)
    assert shown.code == 1
    assert [line for line in shown.out.splitlines()[3:] if line[0] in "+-"] == ["-    total: 11", "+    total: 12"]
    assert "--yes" in shown.err
    assert file.read_text("utf-8") == text
    written = qianshou("import", book, "-o", file, "--yes")
    assert (written.code, written.out) == (0, shown.out)
    assert file.read_text("utf-8") == edited
    again = qianshou("import", book, "-o", file, "--lang", "en")
    assert (again.code, again.out) == (0, "")
    assert "nothing changed" in again.err


def test_the_difference_shows_no_certificate_number(tmp_path: Path) -> None:
    file, book = tmp_path / "x.yaml", tmp_path / "book.xlsx"
    numbered = PROGRAM.replace("employer: s1}", "employer: s1, certificate: {number: FAKE00001234}}")
    book.write_bytes(export(load(numbered.encode(), "x").model, Lang.ZH))
    file.write_text(PROGRAM, "utf-8")
    run = qianshou("import", book, "-o", file, "--yes")
    assert run.code == 0
    assert "FA****34" in run.out
    assert "FAKE00001234" not in run.out + run.err
    assert "FAKE00001234" in file.read_text("utf-8")


@pytest.mark.parametrize(("lang", "said"), [("zh", "有改动"), ("en", "changes")])
def test_a_number_that_looks_the_same_when_masked_is_said_to_change(tmp_path: Path, lang: str, said: str) -> None:
    file, book = tmp_path / "x.yaml", tmp_path / "book.xlsx"
    numbered = PROGRAM.replace("employer: s1}", "employer: s1, certificate: {number: FAKE00001234}}")
    book.write_bytes(export(load(numbered.replace("1234", "5634").encode(), "x").model, Lang.ZH))
    file.write_text(numbered, "utf-8")
    run = qianshou("import", book, "-o", file, "--yes", "--lang", lang)
    removed, added = (next(line for line in run.out.splitlines()[3:] if line[0] == sign) for sign in "-+")
    assert added.startswith(f"+{removed[1:]}  # {said}")
    assert not re.search(r"\d{6}", removed + added)


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    file, book = tmp_path / "x.yaml", tmp_path / "book.xlsx"
    book.write_bytes(export(load(PROGRAM.encode(), "x").model, Lang.ZH))
    file.write_text("format: 2\n", "utf-8")
    run = qianshou("import", book, "-o", file, "--yes")
    assert run.code == 3
    assert "x.yaml:1:" in run.err
    assert file.read_text("utf-8") == "format: 2\n"
