"""The review form: one layout, two writers, and nothing in it that the file does not record."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from openpyxl import load_workbook

from qianshou_cli.cells import decode
from qianshou_cli.dataset import merge
from qianshou_cli.form import Form, form_of
from qianshou_cli.form.docx import write as write_docx
from qianshou_cli.form.xlsx import write as write_xlsx
from qianshou_cli.load import load
from qianshou_cli.texts import Lang
from support import DATA, qianshou

PROGRAM = """\
# 虚构 (fictional)
format: 1
plan:
  id: demo
  title: 虚构计划
  period: {from: 2021, to: 2025}
  sender_province: 上海市
  receiver_province: 甘肃省
  counties: {named: [{code: "622926", name: 东乡族自治县}]}
  requirements: {outcomes: {beneficiaries: 500, stations: 0}}
organizations:
  - {id: s1, name: "=虚构援派机构 13812345678", province: 上海市, district: 徐汇区}
  - {id: r1, name: 虚构受援机构, province: 甘肃省}
workers:
  - {id: w1, employer: s1}
  - {id: w2, employer: s1}
pairings:
  - id: p1
    mode: cross_province
    sender: s1
    receiver: r1
    county: "622926"
    years:
      2022: {sent: [{worker: w1}], received: []}
      2023: {sent: [{worker: w1}, {worker: w2}, {worker: w1}]}
"""


def form(text: str = PROGRAM, lang: Lang = Lang.ZH) -> Form:
    return form_of(merge(load(text.encode(), "p.yaml"))[0], lang)


def texts(found: Form) -> list[list[str]]:
    return [[box.text for box in line.boxes] for line in found.lines]


def test_the_tables_say_what_the_file_records_and_leave_the_rest_blank() -> None:
    rows = texts(form())
    assert ["预期受益人数", "500 人"] in rows
    assert ["建设社会工作服务站数量", "0 个"] in rows
    assert ["发展社会工作服务机构数量", ""] in rows
    assert rows[10:13] == [["财政资金", ""], ["彩票公益金", ""], ["社会资金", ""]]
    sender = ["1", "=虚构援派机构 138****5678", "", "上海市徐汇区", "2", "虚构受援机构", "甘肃省东乡族自治县"]
    assert sender in rows
    assert ["1", "虚构受援机构", "", "甘肃省", "0", sender[1], "上海市徐汇区"] in rows


@pytest.mark.parametrize(
    ("sent", "counted"),
    [
        ("2023: {sent: [{worker: w1, service: [2023-03-06]}, {worker: w2, service: []}]}", "1"),  # w2 took no part
        ("2023: {sent: [{worker: w1, service: []}]}", "0"),
        ("2026: {sent: [{worker: w1}]}", "1"),  # of 2022: 2026 is not of the plan
    ],
)
def test_heads_are_counted_of_those_who_took_part_in_a_year_of_the_plan(sent: str, counted: str) -> None:
    text = PROGRAM.replace("2023: {sent: [{worker: w1}, {worker: w2}, {worker: w1}]}", sent)
    (row,) = [row for row in texts(form(text)) if row[:2] == ["1", "=虚构援派机构 138****5678"]]
    assert row[4] == counted


@pytest.mark.parametrize(
    ("code", "seat"),
    [("622926", "甘肃省东乡族自治县"), ("611025", "陕西省镇安县"), ("622999", ""), ("992926", "")],
)
def test_a_county_is_printed_in_the_province_of_its_code(code: str, seat: str) -> None:
    [row] = [line for line in texts(form(PROGRAM.replace('county: "622926"', f'county: "{code}"'))) if "2" in line]
    assert row[-1] == seat


def of_docx(found: Form) -> str:
    tables = docx.Document(io.BytesIO(write_docx([found]))).tables
    return "".join(cell.text for table in tables for row in table.rows for cell in row.cells)


def of_xlsx(found: Form) -> str:
    sheet = load_workbook(io.BytesIO(write_xlsx([found])))["demo"]
    return "".join(decode(str(cell.value)) for cells in sheet.iter_rows() for cell in cells)


@pytest.mark.parametrize("paper", [of_docx, of_xlsx])
def test_a_paper_has_no_marks_that_turn_its_text_nor_any_that_stand_for_a_character(
    paper: Callable[[Form], str],
) -> None:
    text = PROGRAM.replace("虚构受援机构", r'"虚构\u202e受援\u2066机构\u0007_x0041_⟦U+0041⟧"')
    printed = paper(form(text.replace("虚构计划", r'"虚构\a计划"')))
    assert "虚构受援机构_x0041_⟦U+0041⟧" in printed
    assert "虚构计划" in printed
    assert not {"\u202e", "\u2066", "\a"} & set(printed)


def test_a_number_with_a_mark_inside_is_masked() -> None:
    assert "138****5678" in of_docx(form(PROGRAM.replace("13812345678", r"138\u206612345678")))


def test_a_plan_without_pairings_has_rows_to_write_in() -> None:
    rows = texts(form(PROGRAM[: PROGRAM.index("organizations:")]))
    assert rows.count(["1", "", "", "", "", "", ""]) == 2


def test_every_row_of_boxes_fills_the_width() -> None:
    taken: dict[int, int] = {}
    for number, line in enumerate(form().lines):
        for box in line.boxes:
            for row in range(number, number + box.rows):
                taken[row] = taken.get(row, 0) + box.columns
    assert set(taken.values()) == {7}


@pytest.mark.parametrize("lang", Lang)
def test_both_writers_print_every_text(lang: Lang) -> None:
    found = form(lang=lang)
    wanted = [box.text for line in found.lines for box in line.boxes if box.text]
    book = load_workbook(io.BytesIO(write_xlsx([found])))
    cells = [cell for row in book["demo"].iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in cells] == wanted
    assert {cell.data_type for cell in cells} == {"s"}
    assert (book["demo"].page_setup.paperSize, book["demo"].page_setup.fitToHeight) == (9, 0)
    document: Any = docx.Document(io.BytesIO(write_docx([found])))
    printed = [paragraph.text for paragraph in document.paragraphs]
    printed += [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert set(wanted) <= set(printed)
    assert round(document.sections[0].page_width.mm) == 210


def test_what_a_cell_looks_like_is_written_in_the_order_of_the_standard() -> None:
    document: Any = docx.Document(io.BytesIO(write_docx([form()])))
    order = ["tcW", "gridSpan", "vMerge", "shd", "vAlign"]  # ECMA-376, 17.4.66, as far as it is used
    found = [
        [tag.tag.rpartition("}")[2] for tag in cell]
        for cell in document.tables[0]._tbl.iter()
        if cell.tag.endswith("}tcPr")
    ]
    assert any("shd" in tags for tags in found)
    assert all(tags == sorted(tags, key=order.index) for tags in found), found


def test_the_command_writes_both_kinds(tmp_path: Path) -> None:
    for name in ("form.xlsx", "form.docx"):
        run = qianshou("form", DATA, "-o", tmp_path / name, "--lang", "en")
        assert (run.code, run.out) == (0, ""), run.err
        assert (tmp_path / name).read_bytes()[:2] == b"PK"
    assert load_workbook(tmp_path / "form.xlsx").sheetnames == ["shanghai-gansu", "zhejiang-qinghai"]


def test_a_form_that_was_filled_in_by_hand_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(PROGRAM, "utf-8")
    (tmp_path / "f.docx").write_bytes(b"by hand")
    run = qianshou("form", "p.yaml", "-o", "f.docx", cwd=tmp_path)
    assert run.code == 2
    assert "--yes" in run.err
    assert (tmp_path / "f.docx").read_bytes() == b"by hand"
    assert qianshou("form", "p.yaml", "-o", "f.docx", "--yes", cwd=tmp_path).code == 0
    assert (tmp_path / "f.docx").read_bytes()[:2] == b"PK"


def test_records_files_are_merged_in(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(PROGRAM, "utf-8")
    records = "format: 1\nrecords_for: demo\npairings: [{id: p1, years: {2024: {sent: []}}}]\n"
    (tmp_path / "r.yaml").write_text(records, "utf-8")
    assert qianshou("form", "p.yaml", "r.yaml", "-o", "f.xlsx", cwd=tmp_path).code == 0
    sheet = load_workbook(tmp_path / "f.xlsx")["demo"]
    assert [row[4].value for row in sheet.iter_rows() if row[0].value == "1"] == ["0", "0"]


@pytest.mark.parametrize(
    ("content", "output", "code", "said"),
    [
        (PROGRAM, "f.pdf", 2, ".xlsx 或 .docx"),
        ("format: 1\n", "f.xlsx", 3, "p.yaml:1:1"),
        ("format: 1\nrecords_for: other\n", "f.xlsx", 3, "没有方案“other”"),
        (PROGRAM.replace("sender: s1", "sender: s7"), "f.xlsx", 3, "s7"),
    ],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, content: str, output: str, code: int, said: str) -> None:
    (tmp_path / "p.yaml").write_text(content, "utf-8")
    run = qianshou("form", "p.yaml", "-o", output, cwd=tmp_path)
    assert run.code == code
    assert said in run.err
    assert not (tmp_path / output).exists()


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有写 f.docx"), ("en", "f.docx was not written")])
def test_one_bad_path_among_good_ones_and_nothing_is_written_which_is_said(
    tmp_path: Path, lang: str, said: str
) -> None:
    (tmp_path / "p.yaml").write_text(PROGRAM, "utf-8")
    run = qianshou("form", "p.yaml", "nosuch.yaml", "-o", "f.docx", "--lang", lang, cwd=tmp_path)
    assert (run.code, run.out) == (3, "")
    assert "nosuch.yaml" in run.err
    assert said in run.err
    assert not (tmp_path / "f.docx").exists()


def test_sheets_of_plans_with_long_ids_of_one_beginning_have_names_of_their_own() -> None:
    """A spreadsheet allows 31 characters; a number of a person that was taken for an id is masked."""
    names = ["a" * 31 + "b", "a" * 31 + "c", "A" * 31, "13812345678"]
    book = load_workbook(io.BytesIO(write_xlsx([Form(name, ()) for name in names])))
    assert book.sheetnames == ["a" * 31, "a" * 26 + "-2", "A" * 26 + "-3", "138xxxx5678"]
