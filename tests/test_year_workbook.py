"""The year-end report as a workbook: whole, in both languages, with numbers to calculate with."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from support import BAD, DATA, qianshou

DAY = ("--as-of", "2023-01-10")
SHEETS = {
    "zh": [
        "总体情况",
        "受援县覆盖",
        "各结对判断结果",
        "工作日与年度要求",
        "年度各项要求",
        "期末绩效指标",
        "问题清单",
        "豁免",
        "符合要求的事项",
        "签署",
    ],
    "en": [
        "Overview",
        "County coverage",
        "Results by pairing",
        "Workdays against the minima",
        "The year's minima",
        "Targets of the period",
        "Findings",
        "Waivers",
        "What is in order",
        "Signatures",
    ],
}
PROGRAM = """# 虚构 (fictional)
format: 1
plan:
  id: demo
  title: 虚构的方案
  period: {from: 2022, to: 2022}
  sender_province: 江苏省
  receiver_province: 陕西省
  counties: {total: 3, named: [{code: "611025", name: 镇安县}, {code: "611026", name: 柞水县}]}
  requirements:
    sent_workdays: {min: 40, clause: 一}
    grant: {min: 30000.50, clause: 三}
    expenses: {categories: [交通补贴], clause: 三}
    outcomes: {beneficiaries: 10, clause: 二}
organizations:
  - {id: s, name: 虚构机构 13812345678, province: 江苏省}
  - {id: r, name: 虚构受援机构, province: 陕西省}
workers:
  - {id: w1, name: 欧阳某某, employer: s}
pairings:
  - {id: p, mode: cross_province, sender: s, receiver: r, county: "611025"}
waivers:
  - {rule: QS301, reason: "=路途阻断", approved_by: a@example.org}
"""
RECORDS = """# 虚构 (fictional)
format: 1
records_for: demo
pairings:
  - id: p
    years:
      2022:
        sent: [{worker: w1, service: [2022-03-07/2022-03-18]}, {worker: w1}]
        grants: [{source: 虚构补助, amount: 8200.25}]
        expenses: [{category: 交通补贴, amount: 9000.75}]
        outcomes: {beneficiaries: 4}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A programme with a records file."""
    (tmp_path / "program.yaml").write_text(PROGRAM, "utf-8")
    (tmp_path / "a-records.yaml").write_text(RECORDS, "utf-8")
    return tmp_path


def made(folder: Path, *args: str | Path, code: int = 0) -> Any:
    """The workbook that the command writes of the files in a folder."""
    run = qianshou("report", *args, "--year", "2022", "-o", folder / "r.xlsx", cwd=folder)
    assert (run.code, run.out) == (code, ""), run
    return load_workbook(folder / "r.xlsx")


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The rows of a sheet by its headings."""
    heads, *found = sheet.values
    return [dict(zip(heads, row, strict=True)) for row in found]


def texts(book: Any) -> list[str]:
    return [value for sheet in book for row in sheet.values for value in row if isinstance(value, str)]


@pytest.mark.parametrize("lang", SHEETS)
@pytest.mark.parametrize("path", [BAD, DATA], ids=["examples", "data"])
def test_it_has_every_part_of_the_page_set_up_for_paper(tmp_path: Path, path: Path, lang: str) -> None:
    book = made(tmp_path, path, "--lang", lang, *DAY)
    assert book.sheetnames == SHEETS[lang]
    title = {"zh": "2022 年度“牵手计划”执行情况报告", "en": "Year-end report 2022 of the pairing programme (牵手计划)"}
    for sheet in book:
        assert sheet.max_row > 1, sheet.title
        assert sheet.freeze_panes == "A2"
        wide = sum(column.width for column in sheet.column_dimensions.values()) > 200
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (8 if wide else 9, 1)  # 8: A3, 9: A4
        assert sheet.oddHeader.center.text == title[lang]
        assert sheet.print_title_rows == (None if sheet.title in (SHEETS[lang][0], SHEETS[lang][-1]) else "$1:$1")
    assert {"f", "e"}.isdisjoint(cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("lang", SHEETS)
@pytest.mark.parametrize("path", [BAD, DATA], ids=["examples", "data"])
def test_its_findings_are_the_rows_of_validate(tmp_path: Path, path: Path, lang: str) -> None:
    ours = made(tmp_path, path, "--lang", lang, *DAY)
    args = ("--year", "2022", "--lang", lang, *DAY, "--format", f"xlsx={tmp_path / 'v.xlsx'}")
    assert qianshou("validate", path, *args).code < 2
    theirs = load_workbook(tmp_path / "v.xlsx")
    for one, other in zip((6, 7), (2, 3), strict=True):
        found = [row for row in theirs.worksheets[other].values if any(row)]
        assert [row for row in ours.worksheets[one].values if any(row[1:])] == found
    assert ours.worksheets[6].max_row > 20


def test_the_overview_says_what_was_made_of_what_and_counts_as_validate_does(folder: Path) -> None:
    book = made(folder, ".", *DAY)
    found = {row[0]: row[1] for row in book["总体情况"].values}
    summary = json.loads(qianshou("validate", folder, "--year", "2022", *DAY, "--format", "json").out)["summary"]
    assert (found["工作年度"], found["数据截至"], found["方案"]) == (2022, "2023-01-10", "demo")
    assert found["生成程序"].startswith("qianshou ")
    assert "虚构的方案" in found
    assert [row[1] for row in book["总体情况"].values if row[1] and "yaml" in str(row[1])] == [
        "program.yaml",
        "a-records.yaml",
    ]
    names = {"符合": "pass", "不符合": "fail", "未到期": "pending", "数据不足": "unknown", "已豁免": "waived"}
    assert {key: found[name] for name, key in names.items()} == summary
    assert found["判断的事项"] == sum(summary.values())
    assert (found["结对"], found["已结对的受援县"], found["援派人员工作日"]) == (1, 1, 10)
    assert "另有 1 个县在文件中没有列名" in found["受援县覆盖"]
    assert "该工作年度尚未结束，本报告为阶段性结果。" not in found
    assert "该工作年度尚未结束，本报告为阶段性结果。" in texts(made(folder, ".", "--as-of", "2022-10-15"))


def test_numbers_are_numbers_also_of_money_and_where_not_all_is_recorded(folder: Path) -> None:
    book = made(folder, ".", *DAY)
    minima = {row["规则"]: row for row in rows(book["年度各项要求"])}
    assert [minima["QS501"][key] for key in ("已完成", "要求", "还差", "单位")] == [8200.25, 30000.5, 21800.25, "元"]
    workdays = book["工作日与年度要求"]
    assert [cell.value for cell in workdays[2]][4:7] == [10, 40, 30]
    assert [cell.number_format for cell in workdays[2]][4:7] == ['"≥"General', "General", '"≤"General']
    assert [row[1:] for row in book["期末绩效指标"].values][1][1:] == (4, 10)
    findings = {row["规则"]: row for row in rows(book["问题清单"])}
    assert (findings["QS501"]["实际"], findings["QS501"]["要求"]) == (8200.25, 30000.5)
    assert (findings["QS503"]["实际"], findings["QS503"]["要求"]) == (9000.75, 8200.25)


def test_what_is_not_recorded_is_no_zero(tmp_path: Path) -> None:
    book = made(tmp_path, DATA, *DAY)
    assert {row["已完成"] for row in rows(book["工作日与年度要求"])} == {"没有能算数的记录"}
    assert {row["状态"] for row in rows(book["受援县覆盖"])} == {"已结对", "未记录"}
    overview = [row[:2] for row in book["总体情况"].values]
    assert ("援派人员工作日", "没有能算数的记录") in overview
    assert ("结对", "未记录") in overview


def test_the_coverage_and_the_matrix_have_a_row_for_each(folder: Path) -> None:
    book = made(folder, ".", *DAY)
    covered = [tuple(row.values())[1:5] for row in rows(book["受援县覆盖"])]
    assert covered == [("镇安县", "611025", "已结对", "p"), ("柞水县", "611026", "未结对", None)]
    assert [row["结对"] for row in rows(book["各结对判断结果"])] == ["全方案及机构", "p"]
    assert {"符合", "已豁免 1", "不符合 1", "-"} <= set(list(book["各结对判断结果"].values)[2])


def test_what_is_not_of_the_year_is_told_apart(folder: Path) -> None:
    """Pairings without a day in the year, and a plan whose period does not include it."""
    ended = (
        '  - {id: o, mode: cross_province, sender: s, receiver: r, county: "611026", active: 2021-01-01/2021-06-30}\n'
    )
    text = PROGRAM.replace("from: 2022", "from: 2021").replace("waivers:\n", f"{ended}waivers:\n")
    (folder / "program.yaml").write_text(text, "utf-8")
    older = PROGRAM.replace("2022, to: 2022", "2021, to: 2021").replace("id: demo", "id: older")
    (folder / "older.yaml").write_text(older.partition("waivers:")[0], "utf-8")
    book = made(folder, ".", *DAY)
    covered = {(row["方案"], row["结对"]): (row["状态"], row["结对起止"]) for row in rows(book["受援县覆盖"])}
    assert covered == {
        ("demo", "p"): ("已结对", "2021-01-01 至 2022-12-31"),
        ("demo", "o"): ("本年度没有结对", "2021-01-01 至 2021-06-30"),
        ("older", "p"): ("本年度没有结对", "2021-01-01 至 2021-12-31"),
        ("older", None): ("未结对", None),
    }
    overview = [row[:2] for row in book["总体情况"].values]
    assert [value for name, value in overview if name == "结对"] == [0, 1]
    assert [value for name, value in overview if name == "方案期间共"] == [1, 1, 2, 2]
    outside = "方案期间（2021）不含 2022 年：没有可判断的年度要求，以下只是年度要求以外的事项。"
    assert [name for name, _ in overview].count(outside) == 1
    apart = [name for name, _ in overview if str(name).endswith("（年度要求以外）")]
    assert len(apart) == 1 + 5
    assert "没有不符合的事项。" not in [value for _, value in overview]


def test_persons_are_masked_unless_revealed(folder: Path) -> None:
    masked, revealed = made(folder, ".", *DAY), made(folder, ".", "--reveal", *DAY)
    assert "w1 欧*** (≥10)" in texts(masked)
    assert "人员姓名已遮掩。" in texts(masked)
    assert "w1 欧阳某某 (≥10)" in texts(revealed)
    assert "注意：本报告显示人员全名，请按个人信息保管。" in texts(revealed)
    for book in (masked, revealed):
        said = " ".join(texts(book))
        assert "138****5678" in said
        assert "13812345678" not in said
        assert "a@example.org" not in said


def test_marks_that_turn_text_round_are_visible_in_both_workbooks(folder: Path) -> None:
    text = PROGRAM.replace("=路途阻断", "=路途\\u202e阻断\\n二\\e").replace("虚构的方案", "虚构\\u2066的::方案")
    (folder / "program.yaml").write_text(text, "utf-8")
    ours = made(folder, ".", *DAY)
    assert qianshou("validate", folder, *DAY, "--format", f"xlsx={folder / 'v.xlsx'}").code == 1
    theirs = load_workbook(folder / "v.xlsx")
    for book in (ours, theirs):
        assert "=路途\\u202e阻断\n二\\x1b" in texts(book)
        assert not set("\u202e\u2066\x1b") & set("".join(texts(book)))
    assert "虚构\\u2066的::方案" in texts(ours)


def test_a_waiver_and_the_lines_to_sign_are_there(folder: Path) -> None:
    book = made(folder, ".", *DAY)
    (waiver,) = rows(book["豁免"])
    assert (waiver["规则"], waiver["否则为"], waiver["理由"]) == ("QS301", "数据不足", "=路途阻断")
    assert [row[0] for row in book["签署"].values][3:] == ["单位（盖章）", "编制人", "审核人", "负责人", "日期"]
    assert all(book["签署"].row_dimensions[number].height >= 40 for number in range(4, 9))


def test_what_could_not_be_read_is_named_in_it(folder: Path) -> None:
    book = made(folder, ".", "nowhere.yaml", *DAY, code=3)
    found = {row[0]: row[1] for row in book["总体情况"].values}
    assert "QS001" in found["nowhere.yaml:1:1"]
    assert rows(book["问题清单"])[0]["规则"] == "QS001"


def test_money_in_the_workbook_of_validate_is_a_number(folder: Path) -> None:
    run = qianshou("validate", folder, *DAY, "--format", f"xlsx={folder / 'v.xlsx'}")
    assert run.code == 1, run
    found = {row["规则"]: row for row in rows(load_workbook(folder / "v.xlsx")["问题"])}
    assert (found["QS501"]["实际"], found["QS501"]["要求"]) == (8200.25, 30000.5)


@pytest.mark.parametrize("lang", SHEETS)
def test_rows_are_as_tall_as_their_text(tmp_path: Path, lang: str) -> None:
    book = made(tmp_path, DATA, "--lang", lang, *DAY)
    tall = 0
    for sheet in book:
        merged = {part.min_row for part in sheet.merged_cells.ranges}
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                columns = sum(1 if char.isascii() else 2 for char in str(cell.value or ""))
                if cell.row not in merged and columns > sheet.column_dimensions[cell.column_letter].width:
                    assert sheet.row_dimensions[cell.row].height >= 2 * 15, cell.value
                    tall += 1
    assert tall
