"""What a person types into the workbook is understood, or answered at its cell; hostile files are not opened."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from qianshou_cli.errors import InputError
from qianshou_cli.excel import export, limits, read_workbook, template, writing
from qianshou_cli.excel.parameters import requirement_labels
from qianshou_cli.excel.wordings import EXCEL, WORDINGS
from qianshou_cli.limits import DEFAULT, Limits
from qianshou_cli.load import load
from qianshou_cli.model import Claim, Interval, ProgramFile
from qianshou_cli.rules import BY_NAME
from qianshou_cli.texts import Lang, Text, say
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
  counties: {total: 1, named: [{code: "622926", name: 东乡族自治县}]}
  requirements: {sent_workers: {min: 2, clause: 二}}
organizations:
  - {id: s1, name: 虚构援派机构, province: 上海市}
  - {id: r1, name: 虚构受援机构, province: 甘肃省}
workers:
  - {id: w1, employer: s1, certificate: {level: 社会工作师, number: FAKE00001234}}
pairings:
  - {id: p1, mode: cross_province, sender: s1, receiver: r1, county: "622926"}
"""
Edit = Callable[[Workbook], Any]


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def edited(edit: Edit, lang: Lang = Lang.ZH) -> bytes:
    """The workbook of PROGRAM, changed the way a person would."""
    book = load_workbook(io.BytesIO(export(load(PROGRAM.encode(), "p.yaml").model, lang)))
    edit(book)
    return saved(book)


def row(sheet: str, *values: Any) -> Edit:
    """Add a row to a sheet."""

    def edit(book: Workbook) -> None:
        at = next(n for n in range(1, 100) if all(cell.value is None for cell in book[sheet][n]))
        for column, value in enumerate(values, 1):
            book[sheet].cell(at, column, value)

    return edit


def both(*edits: Edit) -> Edit:
    def edit(book: Workbook) -> None:
        for one in edits:
            one(book)

    return edit


def put(sheet: str, cell: str, value: Any) -> Edit:
    return lambda book: book[sheet].__setitem__(cell, value)


def model(edit: Edit) -> ProgramFile:
    found = read_workbook(edited(edit), "book.xlsx")
    assert isinstance(found, ProgramFile)
    return found


def problems(raw: bytes, most: Limits = DEFAULT) -> list[tuple[str, str, Mapping[str, object]]]:
    with pytest.raises(InputError) as caught:
        read_workbook(raw, "book.xlsx", most)
    for problem in caught.value.problems:  # every problem has its wording, in both languages
        texts = WORDINGS if problem.rule == EXCEL else BY_NAME[problem.rule].card.messages
        for lang in Lang:
            assert texts[problem.text].fill(lang, problem.values)
    return [(str(problem.span), problem.text, problem.values) for problem in caught.value.problems]


@pytest.mark.parametrize("title", ["资金", "要求", "人员"])
def test_a_sheet_that_was_deleted_is_missed(title: str) -> None:
    found = problems(edited(lambda book: book.remove(book[title])))
    assert [values["title"] for _, text, values in found if text == "no-sheet"] == [title]


def test_nothing_changed_is_the_same_program() -> None:
    assert model(lambda book: None) == load(PROGRAM.encode(), "p.yaml").model


def test_real_dates_text_dates_and_full_width_characters_are_understood() -> None:
    found = model(
        both(
            row("服务记录", "p1", 2022, "援派", "w1", None, datetime(2022, 9, 5), date(2022, 9, 16)),
            row("服务记录", " ｐ１ ", "２０２２", "援派 ", "w1", None, "２０２２-10-10"),
            row("服务记录", "p1", 2022.0, "sent", "w1", None, "2022-11-01", "2022-11-30", "８"),
            row("服务记录", "p1", 2022, "援派", "w1", None, None, None, 5),
            row("资金", "p1", 2022, "收入", "民政部补助", 30000),
            row("资金", "p1", 2022, "支出", "交通补贴", "８２００.５０"),
        )
    )
    assert found.pairings
    assert found.pairings[0].years
    year = found.pairings[0].years[2022]
    assert year.sent
    assert len(year.sent) == 1
    assert year.sent[0].service == (
        Interval(date(2022, 9, 5), date(2022, 9, 16)),
        Interval(date(2022, 10, 10), date(2022, 10, 10)),
        Claim.model_validate({"on": "2022-11-01/2022-11-30", "workdays": "8"}),
        Claim.model_validate({"workdays": "5"}),
    )
    assert year.grants is not None
    assert str(year.grants[0].amount) == "30000"
    assert year.expenses is not None
    assert str(year.expenses[0].amount) == "8200.50"


def test_blank_rows_do_no_harm_and_none_is_not_the_same_as_no_row() -> None:
    def edit(book: Workbook) -> None:
        book["项目"]["A9"], book["项目"]["B9"], book["项目"]["E9"] = "p1", 2022, "无"
        book["督导"].cell(4, 2, "   ")

    found = model(edit)
    assert found.pairings
    assert found.pairings[0].years
    assert found.pairings[0].years[2022].projects == ()
    assert found.pairings[0].years[2022].supervision is None


def formatted(sheet: str, cell: str, value: Any, number_format: str) -> Edit:
    def edit(book: Workbook) -> None:
        book[sheet][cell] = value
        book[sheet][cell].number_format = number_format

    return edit


@pytest.mark.parametrize(
    "number_format",
    ['yyyy"年"m"月"', '[DBNum1][$-804]yyyy"年"m"月";@', "[Red]mmm-yy", '[$-de-DE]mmmm\\ yyyy;"dd"', 'mm/yyyy"(date)"'],
)
def test_a_month_that_excel_made_a_date_stays_a_month(number_format: str) -> None:
    found = model(formatted("人员", "G2", datetime(2014, 7, 1), number_format))
    assert found.workers
    assert found.workers[0].service_since == (date(2014, 7, 1), date(2014, 7, 31))


@pytest.mark.parametrize(
    ("cell", "number_format"),
    [
        *(("F2", form) for form in ("mmm-yy", '[DBNum1][$-804]yyyy"年"m"月";@', 'yyyy-mm"day"', 'm"月"d"日"', "yyyy")),
        ("G2", 'm"月"'),
    ],
)
def test_what_excel_added_to_a_date_and_does_not_show_is_not_recorded(cell: str, number_format: str) -> None:
    found = problems(edited(formatted("人员", cell, datetime(2014, 7, 1), number_format)))
    assert [(place, text) for place, text, _ in found] == [(f"人员!{cell}", "part-hidden")]


def test_a_number_in_the_place_of_words_is_read_as_it_is_shown() -> None:
    found = model(formatted("人员", "E2", 12345, "00000000")).workers
    assert found
    assert found[0].certificate
    assert found[0].certificate.number == "00012345"


@pytest.mark.parametrize(("number", "text"), [(100.1 * 3, "300.3"), (0.1 + 0.2, "0.3"), (29999.999999999996, "30000")])
def test_a_number_has_the_digits_that_excel_shows(number: float, text: str) -> None:
    found = model(row("资金", "p1", 2022, "收入", "x", number)).pairings
    assert found
    assert found[0].years
    [grant] = found[0].years[2022].grants or ()
    assert str(grant.amount) == text


@pytest.mark.parametrize("number_format", ["dd.mm.yyyy", '[$-804]yyyy"年"m"月"d"日"', "[$-411]ge.m.d;@"])
def test_a_date_that_shows_its_day_is_that_day(number_format: str) -> None:
    found = model(formatted("人员", "F2", datetime(2014, 7, 1), number_format)).workers
    assert found
    assert found[0].certificate
    assert found[0].certificate.issued == date(2014, 7, 1)


@pytest.mark.parametrize(
    ("edit", "place", "text"),
    [
        pytest.param(
            row("督导", "p1", 2022, "内部督导", "2022/9/5"), "督导!D2", "date-meant", id="date in another form"
        ),
        pytest.param(row("督导", "p1", 2022, "内部督导", "下周"), "督导!D2", "date-form", id="no date"),
        pytest.param(row("督导", "p1", 2022, "内部督导", 44915), "督导!D2", "serial", id="number for a date"),
        pytest.param(row("督导", "p1", 2022, "内部督导", 2022), "督导!D2", "date-form", id="year for a date"),
        pytest.param(row("督导", "p1", 2022, "内部督导", 20220905), "督导!D2", "date-meant", id="date in digits"),
        pytest.param(
            row("督导", "p1", 2022, "内部督导", datetime(2022, 3, 1, 13, 30)),
            "督导!D2",
            "date-meant",
            id="date and time",
        ),
        pytest.param(put("人员", "G2", "2014-13"), "人员!G2", "month-impossible", id="no such month"),
        pytest.param(row("督导", "p1", 2022, "内部督导", "2022-02-30"), "督导!D2", "date-impossible", id="no such day"),
        pytest.param(row("督导", "p1", 2022, "内部督异", "2022-09-05"), "督导!C2", "choice-near", id="choice misspelt"),
        pytest.param(put("人员", "D2", "中级社工师"), "人员!D2", "choice-near", id="level by its everyday name"),
        pytest.param(put("人员", "D2", "社会工作者"), "人员!D2", "choice", id="level like several"),
        pytest.param(put("人员", "D2", "社会工作师/高级社会工作师"), "人员!D2", "several", id="two levels of a person"),
        pytest.param(
            row("要求", "援派人员持证", "认可的证书等级", "社会工作师、高级社会工作师"),
            "要求!C4",
            "several-rows",
            id="two accepted levels in one cell",
        ),
        pytest.param(row("督导", "p1", 2022, None, "2022-09-05"), "督导!C2", "key-blank", id="key blank"),
        pytest.param(row("督导", "p9", 2022, "内部督导", "2022-09-05"), "督导!A2", "no-row", id="no such pairing"),
        pytest.param(row("项目", "p1", 2022), "项目!A2", "keys-only", id="row that says nothing"),
        pytest.param(row("项目", "p1", 22, "x"), "项目!B2", "year-form", id="year of two digits"),
        pytest.param(row("资金", "p1", 2022, "收入", "x", "=1+1"), "资金!E2", "formula", id="formula"),
        pytest.param(row("资金", "p1", 2022, "收入", "x", "#N/A"), "资金!E2", "error-value", id="error value"),
        pytest.param(row("资金", "p1", 2022, "收入", "x", "3万"), "资金!E2", "amount-form", id="amount in words"),
        pytest.param(row("资金", "p1", 2022, "收入", "x", 1.005), "资金!E2", "amount-decimals", id="three decimals"),
        pytest.param(row("成效", "p1", 2022, -1), "成效!C2", "below-zero", id="negative number"),
        pytest.param(row("机构", "s1", "虚构", "上海市"), "机构!A4", "id", id="id twice"),
        pytest.param(row("机构", "s 2", "虚构", "上海市"), "机构!A4", "slug-form", id="id with a space"),
        pytest.param(row("机构", "s2", None, "上海市"), "机构!B4", "missing", id="required cell blank"),
        pytest.param(row("机构", "s2", "⟦U+0020⟧", "上海市"), "机构!B4", "blank", id="nothing but an escaped space"),
        pytest.param(row("人员", "w2", None, "s9"), "人员!C3", "no-row", id="no such organization"),
        pytest.param(put("人员", "E2", 510123199001011234), "人员!E2", "rounded", id="number that Excel rounded"),
        pytest.param(
            row("服务记录", "p1", 2022, "援派", "w7", None, "2022-09-05"), "服务记录!D2", "no-row", id="no worker"
        ),
        pytest.param(
            row("服务记录", "p1", 2022, "援派", "w1", None, None, "2022-09-05"),
            "服务记录!G2",
            "end-alone",
            id="end alone",
        ),
        pytest.param(
            row("服务记录", "p1", 2022, "援派", "w1", None, "2022-09-05", "2022-09-01"),
            "服务记录!F2",
            "interval-backwards",
            id="interval backwards",
        ),
        pytest.param(
            both(row("项目", "p1", 2022, "x"), row("项目", "p1", 2022, None, None, "无")),
            "项目!E3",
            "none-and-some",
            id="none and some",
        ),
        pytest.param(
            both(row("成效", "p1", 2022, 1), row("成效", "p1", 2022, 2)),
            "成效!A3",
            "twice-row",
            id="the same year twice",
        ),
        pytest.param(
            row("服务记录", "p1", 2022, "援派", None, None, "2022-09-05"),
            "服务记录!D2",
            "key-blank",
            id="days of nobody",
        ),
        pytest.param(put("项目", "C1", "项目名"), "项目!C1", "unknown-column-near", id="heading changed"),
        pytest.param(put("项目", "F9", "备注"), "项目!F9", "no-heading", id="cell beside the table"),
        pytest.param(put("方案", "A3", "名称"), "方案!A3", "unknown-item", id="item renamed"),
        pytest.param(put("方案", "B3", None), "方案!B3", "missing", id="plan without a title"),
        pytest.param(put("要求", "A2", "没有的要求"), "要求!A2", "choice", id="unknown requirement"),
        pytest.param(
            put("要求", "B2", "层级"), "要求!B2", "parameter-not-taken", id="parameter of another requirement"
        ),
        pytest.param(
            row("要求", "每年援派人数", None, 3), "要求!B4", "parameter-blank", id="value without a parameter"
        ),
        pytest.param(row("要求", "每年援派人数", "至少", 3), "要求!B4", "twice-row", id="parameter twice"),
        pytest.param(
            row("要求", "期末绩效指标"), "要求!A4", "requirement-blank-parameters", id="requirement without any duty"
        ),
        pytest.param(
            both(
                row("要求", "按期报送材料", "材料", "虚构总结", "2022-12-31"),
                row("要求", "按期报送材料", "材料", "虚构总结", "2023-12-31"),
            ),
            "要求!C5",
            "paper",
            id="paper twice",
        ),
        pytest.param(
            row("要求", "每年援派人数", "条款", "x", "2022-01-01"), "要求!D4", "due-alone", id="due date too many"
        ),
        pytest.param(
            lambda book: book.create_sheet("统计").append(["x"]), "统计!A1", "unknown-sheet", id="sheet added"
        ),
        pytest.param(lambda book: book.remove(book["方案"]), "方案!A1", "no-sheet", id="sheet deleted"),
        pytest.param(lambda book: book["项目"].delete_cols(3), "项目!A1", "no-column", id="column deleted"),
        pytest.param(put("人员", "G2", 41821), "人员!G2", "serial", id="number for a month"),
        pytest.param(put("结对", "J2", "、"), "结对!J2", "choice", id="no party between signs"),
        pytest.param(put("结对", "J2", " , ;"), "结对!J2", "choice", id="no party between blanks"),
        pytest.param(put("方案", "C3", "苏民发"), "方案!C3", "not-read", id="text in the place of a note"),
        pytest.param(put("方案", "C5", "2022-01-05"), "方案!C5", "not-read", id="value over a note"),
        pytest.param(put("方案", "C20", "苏民发"), "方案!C20", "not-read", id="note of no item"),
        pytest.param(put("方案", "D5", "2022-01-05"), "方案!D5", "no-heading", id="cell beside the plan"),
        pytest.param(put("方案", "D1", "备注"), "方案!D1", "unknown-column", id="column added to the plan"),
        pytest.param(put("结对", "F2", "2022-03-01"), "结对!G2", "start-alone", id="pairing without an end"),
        *(
            pytest.param(
                row("要求", "支出范围", "允许的支出类别", names), "要求!C4", "several-names", id=f"quoted {names}"
            )
            for names in ("“培训费”、“交通费”", '"培训费","交通费"', "“培训费”“交通费”", "“培训费”、交通费、“住宿费”")
        ),
        *(
            pytest.param(put(sheet, cell, value), f"{sheet}!{cell}", "not-text", id=f"{value} for text")
            for sheet, cell in (("人员", "E2"), ("机构", "F2"), ("机构", "A2"), ("方案", "B4"))
            for value in (datetime(2016, 11, 1), time(12, 30), True)
        ),
        pytest.param(put("人员", "G2", 2014.1), "人员!G2", "month-form", id="number that may be one of two months"),
        pytest.param(put("人员", "G2", 2014.07), "人员!G2", "month-meant", id="number that can be one month only"),
        *(
            pytest.param(
                row("要求", "支出范围", "允许的支出类别", f"活动费用{sign}保险"),
                "要求!C4",
                "several-names",
                id=f"names{sign}",
            )
            for sign in "、，,；;\n"
        ),
        pytest.param(put("要求", "C3", "2名"), "要求!C3", "count-form", id="people with their unit"),
        pytest.param(row("要求", "补助资金", "至少", "3万"), "要求!C4", "amount-form", id="money with its unit"),
        pytest.param(row("要求", "帮扶方式与援派机构数", "省内援派机构数"), "要求!C4", "no-value", id="no value"),
        pytest.param(
            row("要求", "援派人员持证", "认可的证书等级"), "要求!C4", "keys-only", id="none of several values"
        ),
        pytest.param(put("要求", "E3", "无"), "要求!E3", "none-of-one", id="none of what has one value"),
        pytest.param(put("要求", "E3", "待定"), "要求!E3", "none-of-one", id="words in the place of none"),
        pytest.param(row("成效", "p1", 2022), "成效!A2", "no-value", id="outcomes that say nothing"),
        pytest.param(row("督导", "（空）", 2022, "内部督导", "2022-09-05"), "督导!A2", "no-row", id="empty pairing"),
        pytest.param(row("督导", "p1", "（空）", "内部督导", "2022-09-05"), "督导!B2", "year-form", id="empty year"),
        pytest.param(
            row("服务记录", "p1", "（空）", "援派", "w1", None, "2022-09-05"), "服务记录!B2", "year-form", id="year"
        ),
        pytest.param(row("督导", "p1", 2022, "（空）", "2022-09-05"), "督导!C2", "none-and-some", id="empty and a day"),
        pytest.param(row("督导", "p1", 2022, "（空）", None, "无"), "督导!C2", "none-and-some", id="empty and none"),
        pytest.param(row("年度", "p1", "（空）", "2022-02-21"), "年度!B2", "none-and-some", id="empty and a date"),
        pytest.param(
            both(row("年度", "p1", "（空）"), row("项目", "p1", 2022, "x")),
            "年度!B2",
            "none-and-some",
            id="no years and something in one",
        ),
        pytest.param(
            both(put("结对", "I2", "（空）"), put("结对", "J2", "受援机构")),
            "结对!I2",
            "none-and-some",
            id="an agreement with nothing in it and a party",
        ),
        pytest.param(
            both(lambda book: book["要求"].delete_rows(2, 2), row("要求", "（空）", "条款", "二")),
            "要求!A2",
            "none-and-some",
            id="no requirements and a clause",
        ),
        pytest.param(put("方案", "B13", "（空）"), "方案!B13", "slug-form", id="empty where nothing can be"),
    ],
)
def test_a_problem_has_its_cell(edit: Edit, place: str, text: str) -> None:
    found = problems(edited(edit))
    assert (place, text) in [(where, what) for where, what, _ in found]


def test_every_problem_is_told_in_the_order_of_the_sheets() -> None:
    raw = edited(
        both(
            row("督导", "p1", 2022, "内部督导", "2022/9/5"),
            put("资金", "A2", "p2"),
            row("督导", "p1", 2022, "x", "2022-09-05"),
        )
    )
    assert [place for place, _, _ in problems(raw)] == ["督导!D2", "督导!C3", "资金!A2", "资金!B2", "资金!C2"]


@pytest.mark.parametrize(("lang", "sheet"), [(Lang.ZH, "人员"), (Lang.EN, "Workers")])
@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_a_sheet_is_named_as_it_is_called_in_the_workbook(tmp_path: Path, lang: Lang, sheet: str, spoken: str) -> None:
    book = load_workbook(io.BytesIO(export(load(PROGRAM.encode(), "p.yaml").model, lang)))
    titles = {"zh": ("服务记录", "方案"), "en": ("Service", "Plan")}[lang]
    row(titles[0], "p1", 2022, "sent", "zz", None, "2022-09-05")(book)
    book.save(tmp_path / "book.xlsx")
    run = qianshou("import", tmp_path / "book.xlsx", "-o", tmp_path / "x.yaml", "--lang", spoken)
    quoted = f"“{sheet}”" if spoken == "zh" else f"`{sheet}`"
    assert (run.code, quoted in run.err) == (3, True), run
    book.remove(book[titles[1]])
    book.save(tmp_path / "book.xlsx")
    run = qianshou("import", tmp_path / "book.xlsx", "-o", tmp_path / "x.yaml", "--lang", spoken)
    quoted = f"“{titles[1]}”" if spoken == "zh" else f"`{titles[1]}`"
    assert f"{titles[1]}!A1: " in run.err
    assert quoted in run.err


FIVE = (
    row("机构", "s1", "虚构", "上海市"),
    row("人员", None, "虚构某", "s1"),
    row("督导", "p1", 2022, "内部督导", "2022/9/5"),
    row("资金", "p1", 2022, "收入", "x", "3万"),
    row("资金", "p1", 2022, "收入", "x", 1234.567),
)


def test_what_the_cells_and_what_the_file_shows_is_told_at_once() -> None:
    assert [(place, text) for place, text, _ in problems(edited(both(*FIVE)))] == [
        ("机构!A4", "id"),
        ("人员!A3", "missing"),
        ("督导!D2", "date-meant"),
        ("资金!E2", "amount-form"),
        ("资金!E3", "amount-decimals"),
    ]


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        pytest.param(
            put("方案", "A3", "名称"), [("方案!A3", "unknown-item")], id="an item not understood is not missing"
        ),
        pytest.param(
            both(put("方案", "A3", "名称"), put("方案", "B9", None)),
            [("方案!A3", "unknown-item"), ("方案!B9", "missing")],
            id="one that is blank in its own cell is",
        ),
        pytest.param(
            put("要求", "B2", "层级"), [("要求!B2", "parameter-not-taken")], id="nor is a parameter not understood"
        ),
        pytest.param(
            row("服务记录", "p1", 2022, "援派", "w1", None, None, "2022-09-05"),
            [("服务记录!G2", "end-alone")],
            id="an end alone is not an entry that says nothing, too",
        ),
        pytest.param(
            both(put("结对", "C1", "派"), row("项目", "p1", 2022, "x")),
            [("结对!C1", "unknown-column")],
            id="nothing is said of ids that stand in a sheet without its headings",
        ),
        pytest.param(
            both(put("机构", "A2", None), row("人员", "w2", None, "s9")),
            [("机构!A2", "missing")],
            id="nor of those that may stand in a blank cell",
        ),
        pytest.param(
            both(
                row("服务记录", "p1", 2022, "援派", "w7", None, "2022-09-05"),
                row("服务记录", "p1", 2022, "援派", "w7", None, "2022-09-06"),
            ),
            [("服务记录!D2", "no-row"), ("服务记录!D3", "no-row")],
            id="an id that no row has is told in every row",
        ),
        pytest.param(
            row("受援县", "622926", "虚构县"), [("受援县!A3", "id")], id="a county that is named twice is told"
        ),
        pytest.param(
            both(
                lambda book: setattr(book["人员"], "title", "人员表"),
                row("服务记录", "p1", 2022, "援派", "w1", None, "2022-09-05"),
            ),
            [("人员表!A1", "unknown-sheet-near")],
            id="nor of those in a sheet with another name",
        ),
        pytest.param(
            both(lambda book: book.remove(book["机构"]), row("服务记录", "p1", 2022, "援派", "w7", None, "2022-09-05")),
            [("方案!A1", "no-sheet"), ("服务记录!D2", "no-row")],
            id="nor of those in a sheet that was deleted",
        ),
        pytest.param(
            both(
                row("督导", "p1", 2022, "内部督导", None, "无"),
                row("督导", "p1", 2022, "内部督导", "2022/9/5"),
                row("督导", "p1", 2022, "内部督导", "九月"),
                row("要求", "按期报送材料", "材料", None, None, "无"),
                row("要求", "按期报送材料", "材料", "虚构总结", "2022/12/31"),
                row("要求", "援派人员持证", "认可的证书等级", None, None, "无"),
                row("要求", "援派人员持证", "认可的证书等级", "社工"),
            ),
            [
                ("要求!E4", "none-and-some"),
                ("要求!D5", "date-meant"),
                ("要求!E6", "none-and-some"),
                ("要求!C7", "choice"),
                ("督导!E2", "none-and-some"),
                ("督导!D3", "date-meant"),
                ("督导!D4", "date-form"),
            ],
            id="that there are none hides nothing below it",
        ),
        pytest.param(
            row("服务记录", "p1", 2022, "援派", None, None, "九月", None, "八天"),
            [("服务记录!D2", "key-blank"), ("服务记录!F2", "date-form"), ("服务记录!H2", "count-form")],
            id="nor does it that there is nobody",
        ),
        pytest.param(
            both(
                row("服务记录", "p1", 2022, "援派", "w1", None, None, None, "全部"),
                row("服务记录", "p1", 2022, "援派", "w1", None, None, "2022-09-05", "全部"),
            ),
            [("服务记录!H2", "whole-dateless"), ("服务记录!G3", "end-alone")],
            id="all days of no dates are told in the words of the sheet",
        ),
        pytest.param(
            both(row("资金", "p9", "22年", "收", "x", "三万"), row("服务记录", "p1", 2022, "外派", "w1", None, "9月")),
            [
                ("服务记录!C2", "choice"),
                ("服务记录!F2", "date-form"),
                ("资金!A2", "no-row"),
                ("资金!B2", "year-form"),
                ("资金!C2", "choice-near"),
                ("资金!E2", "amount-form"),
            ],
            id="a key that leads nowhere hides nothing beside it",
        ),
        pytest.param(
            both(
                row("督导", "p9", 2022, None, None, "无"),
                row("服务记录", "p9", 2022, "援派", "w1", None, "（空）", None, "全部"),
            ),
            [("服务记录!A2", "no-row"), ("督导!A2", "no-row"), ("督导!C2", "key-blank")],
            id="nor is anything said of what is in order",
        ),
        pytest.param(
            both(put("机构", "A3", "机构2"), put("机构", "B3", "虚构乙"), put("结对", "D2", "虚构乙")),
            [("机构!A3", "slug-form"), ("结对!D2", "no-row")],
            id="an id that cannot be one is not advised",
        ),
    ],
)
def test_one_cause_is_told_once_and_every_cause_is(edit: Edit, told: list[tuple[str, str]]) -> None:
    assert [(place, text) for place, text, _ in problems(edited(edit))] == told


def test_every_wrong_id_is_told_but_only_the_first_are_searched_for() -> None:
    raw = edited(both(row("人员", "w2", None, "s11"), row("人员", "w3", None, "s12"), row("人员", "w4", None, "s11")))
    with pytest.raises(InputError) as caught:
        read_workbook(raw, "book.xlsx", Limits(problems=1))
    assert [problem.text for problem in caught.value.problems] == ["no-row-near", "no-row", "no-row-near"]


def foreign(*titles: str) -> bytes:
    """A workbook that no template was the beginning of."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title in titles:
        book.create_sheet(title).append(["姓名", "张某"])
    return saved(book)


@pytest.mark.parametrize(
    ("titles", "told"),
    [
        (["Sheet"], [("Sheet!A1", "another-kind")]),
        (["甲", "乙"], [("甲!A1", "another-kind")]),
        (["汇总", "问题", "豁免"], [("汇总!A1", "another-kind")]),
        (["甲", "服务记录表"], [("甲!A1", "another-kind")]),
        (["甲", "方案表"], [("甲!A1", "unknown-sheet"), ("方案表!A1", "unknown-sheet-near")]),
    ],
)
def test_a_workbook_of_another_kind_is_called_that(titles: list[str], told: list[tuple[str, str]]) -> None:
    assert [(place, text) for place, text, _ in problems(foreign(*titles))] == told


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("command", "ending"), [("report", "--year=2022"), ("form", "--yes")])
def test_what_the_tool_itself_writes_to_be_read_is_no_workbook_to_fill_in(
    tmp_path: Path, command: str, ending: str, lang: str
) -> None:
    (tmp_path / "p.yaml").write_text(PROGRAM, "utf-8")
    written = qianshou(command, "p.yaml", "-o", "x.xlsx", ending, "--lang", lang, cwd=tmp_path)
    assert (tmp_path / "x.xlsx").exists(), written
    assert [text for _, text, _ in problems((tmp_path / "x.xlsx").read_bytes())] == ["another-kind"]


@pytest.mark.parametrize(("lang", "place"), [(Lang.ZH, "方案!A1"), (Lang.EN, "Plan!A1")])
def test_what_has_no_cell_is_placed_on_the_sheet_of_the_plan(lang: Lang, place: str) -> None:
    def edit(book: Workbook) -> None:
        book.worksheets[1].delete_rows(2, 50)

    assert {(where, text) for where, text, _ in problems(edited(edit, lang))} == {(place, "missing")}


@pytest.mark.parametrize("sheet", ["人员", "方案"])
@pytest.mark.parametrize("title", ["虚构名单", None])
def test_headings_below_a_title_are_told_of_and_nothing_is_advised_away(sheet: str, title: str | None) -> None:
    def edit(book: Workbook) -> None:
        book[sheet].insert_rows(1)
        book[sheet]["A1"] = title

    assert [(place, text, values) for place, text, values in problems(edited(edit))] == [
        (f"{sheet}!A1", "headings-below", {"row": 2})
    ]


def test_nothing_is_missed_in_a_workbook_that_may_be_one_of_records() -> None:
    book = load_workbook(io.BytesIO(BLANK))
    both(put("方案", "B13", "demo"), put("结对", "A2", "p1"), row("人员", "w1", "甲某", "s1"))(book)
    assert read_workbook(saved(book), "book.xlsx")
    book["方案"].insert_rows(1)
    assert [(place, text) for place, text, _ in problems(saved(book))] == [("方案!A1", "headings-below")]


@pytest.mark.parametrize("sheet", ["人员", "方案", "要求", "项目"])
@pytest.mark.parametrize("remove", [lambda sheet: sheet.delete_rows(1), lambda sheet: sheet.delete_rows(1, 20)])
def test_headings_that_were_deleted_are_told_once(sheet: str, remove: Callable[[Any], Any]) -> None:
    found = problems(edited(lambda book: remove(book[sheet])))
    assert [(place, text) for place, text, _ in found] == [(f"{sheet}!A1", "no-headings")]


def test_a_name_in_the_place_of_an_id_is_answered_with_the_id() -> None:
    edit = both(row("人员", "w2", "虚构人员", "s1"), put("结对", "C2", "虚构援派机构"))
    edit = both(edit, row("服务记录", "p1", 2022, "援派", "虚构人员", None, "2022-09-05"))
    found = {place: (text, values["meant"]) for place, text, values in problems(edited(edit))}
    assert found == {"结对!C2": ("no-row-named", "s1"), "服务记录!D2": ("no-row-named", "w2")}


def test_a_rule_that_is_written_in_full_width_is_the_same_rule() -> None:
    assert [waiver.rule for waiver in model(row("豁免", "ＱＳ３０１", "p1", 2022, "虚构", "虚构")).waivers or ()] == [
        "QS301"
    ]


DATED = row("服务记录", "p1", 2022, "援派", "w1", None, "2022-09-05")
DAYLESS = row("服务记录", "p1", 2022, "援派", "w1")


@pytest.mark.parametrize(
    ("edit", "rows"),
    [
        (both(DATED, DAYLESS), [3]),
        (both(DAYLESS, DATED), [2]),
        (both(DAYLESS, DAYLESS), [3]),
        (both(DAYLESS, DAYLESS, DATED, DATED), [2, 3]),
        (both(DATED, DAYLESS, DATED, DAYLESS), [3, 5]),
    ],
)
def test_a_row_without_days_beside_another_of_the_worker_is_told(edit: Edit, rows: list[int]) -> None:
    assert [(place, text) for place, text, _ in problems(edited(edit))] == [
        (f"服务记录!F{number}", "no-days") for number in rows
    ]


def test_a_row_without_days_says_that_they_are_not_recorded_when_it_is_alone() -> None:
    found = model(DAYLESS)
    assert found.pairings
    assert found.pairings[0].years
    [attendance] = found.pairings[0].years[2022].sent or ()
    assert (attendance.worker, attendance.service) == ("w1", None)


def test_what_has_no_cell_of_its_own_is_named_as_its_sheet_does() -> None:
    [(place, text, values)] = problems(edited(row("要求", "每年服务项目")))
    assert (place, text, values["key"]) == ("要求!A4", "missing", ("至少", "at least"))


def test_the_ids_of_a_records_file_may_stand_in_another_file() -> None:
    text = "format: 1\nrecords_for: demo\nworkers: [{id: w1, employer: s9}]\n"
    text += "pairings: [{id: p1, years: {2022: {sent: [{worker: w8, service: [2022-09-05]}]}}}]\n"
    records = load(text.encode(), "r.yaml").model
    assert read_workbook(export(records, Lang.ZH), "book.xlsx") == records


def test_what_a_records_file_does_not_hold_is_told_in_the_words_of_the_sheets() -> None:
    label = "所属方案标识（只用于记录文件）"
    [row_of_label] = [n for n in range(1, 20) if load_workbook(io.BytesIO(BLANK))["方案"][f"A{n}"].value == label]
    found = problems(edited(put("方案", f"B{row_of_label}", "demo")))
    assert {text for _, text, _ in found} == {"not-in-records"}
    assert {chinese(values["records_for"]) for *_, values in found} == {label}
    named = [(place, chinese(values["key"])) for place, _, values in found]
    pairing = [(f"结对!{column}2", key) for column, key in zip("BCDE", PAIRING_KEYS, strict=True)]
    whole = [("要求!C2", "要求"), ("受援县!A2", "受援县"), ("机构!A2", "机构")]
    assert named == [("方案!B2", "方案的其他各项"), *whole, *pairing]


def chinese(text: object) -> str:
    return text.zh if isinstance(text, Text) else str(text)


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (row("受援县", "622926", "虚构县"), [("受援县!A2", "受援县")]),
        (put("受援县", "C2", "无"), [("受援县!C2", "受援县")]),
        (row("机构", None, "虚构机构"), [("机构!B2", "机构")]),
        (put("机构", "G2", "无"), [("机构!G2", "机构")]),
        (row("报送", "虚构材料", "2022-02-20"), [("报送!A2", "报送")]),
        (row("豁免", "QS301", "p1", 2022, "虚构", "虚构"), [("豁免!A2", "豁免")]),
        (row("要求", "一对一结对"), [("要求!A2", "要求")]),
        (put("要求", "A2", "（空）"), [("要求!A2", "要求")]),
        (put("方案", "B11", 3), [("方案!B11", "方案的其他各项")]),
        (
            both(put("方案", "B3", "虚构"), row("受援县", "622926", "虚构县")),
            [("方案!B3", "方案的其他各项"), ("受援县!A2", "受援县")],
        ),
    ],
)
def test_the_first_cell_that_a_records_file_does_not_hold_is_named(edit: Edit, told: list[tuple[str, str]]) -> None:
    book = load_workbook(io.BytesIO(BLANK))
    both(put("方案", "B13", "demo"), put("结对", "A2", "p1"), edit)(book)
    found = problems(saved(book))
    assert [(place, text, chinese(values["key"])) for place, text, values in found] == [
        (place, "not-in-records", key) for place, key in told
    ]


PAIRING_KEYS = ("帮扶方式", "援派机构标识", "受援机构标识", "受援县代码")


def test_what_cannot_be_seen_in_a_cell_is_shown() -> None:
    [(_, text, values)] = problems(edited(put("要求", "C3", "2\u200b")))
    assert (text, values["given"]) == ("count-form", r"2\u200b")


@pytest.mark.parametrize("before", range(18, 42))
@pytest.mark.parametrize(
    ("sheet", "cell"), [("人员", "D2"), ("人员", "F2"), ("方案", "A5"), ("人员", "G1"), ("结对", "B2")]
)
def test_a_number_that_the_end_of_an_excerpt_cuts_is_masked(before: int, sheet: str, cell: str) -> None:
    number = "11010519491231002X"
    for _, _, values in problems(edited(put(sheet, cell, "虚" * before + " " + number))):
        assert not re.search(r"\d{7}", str(values.get("given", "")))


def packed(parts: Mapping[str, bytes], base: bytes = b"", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with the parts, on top of those of another one."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        if base:
            with zipfile.ZipFile(io.BytesIO(base)) as old:
                for name in old.namelist():
                    if name not in parts:
                        archive.writestr(name, old.read(name))
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


BLANK = template(Lang.ZH)


def styled(before: bytes, after: bytes) -> bytes:
    """A blank workbook in whose styles something is replaced."""
    with zipfile.ZipFile(io.BytesIO(BLANK)) as archive:
        styles = archive.read("xl/styles.xml")
    assert before in styles
    return packed({"xl/styles.xml": styles.replace(before, after)}, BLANK)


def strict() -> bytes:
    """A blank workbook with the names that ISO/IEC 29500 gives to everything in its strict way."""
    with zipfile.ZipFile(io.BytesIO(BLANK)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for kind in (b"spreadsheetml/main", b"officeDocument/relationships"):
        family, _, rest = kind.partition(b"/")
        old = b"http://schemas.openxmlformats.org/%s/2006/%s" % (family, rest)
        parts = {name: part.replace(old, b"http://purl.oclc.org/ooxml/" + kind) for name, part in parts.items()}
    return packed(parts)


BOMB = b"<x>" + b" " * 20_000_000 + b"</x>"
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param(b"", "not-a-workbook", id="nothing"),
        pytest.param("机构,名称".encode(), "not-a-workbook", id="csv"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-or-locked", id="xls"),
        pytest.param(packed({"mimetype": b"x", "content.xml": b"<x/>"}), "ods", id="ods"),
        pytest.param(packed({"word/document.xml": b"<x/>"}), "not-a-workbook", id="docx"),
        pytest.param(packed({"xl/vbaProject.bin": b"x"}, BLANK), "macros", id="macros"),
        pytest.param(packed({"xl/media/x.xml": BOMB}, BLANK), "packed-too-tight", id="zip bomb"),
        pytest.param(packed({f"xl/{n}.xml": b"<x/>" for n in range(1_100)}, BLANK), "too-many-parts", id="parts"),
        pytest.param(packed({"xl/sharedStrings.xml": LAUGHS}, BLANK), "hostile", id="entities"),
        pytest.param(packed({"xl/workbook.xml": LAUGHS.decode().encode("utf-16")}, BLANK), "hostile", id="utf-16"),
        pytest.param(packed({"xl/workbook.xml": b"<x>"}, BLANK), "broken", id="XML cut off"),
        pytest.param(styled(b'borderId="0"', b'borderId="99999999999"'), "broken", id="a number too large"),
        pytest.param(strict(), "strict", id="Strict Open XML"),
        pytest.param(packed({"xl/workbook.xml": b"<x/>"}, BLANK), "no-sheet", id="no sheets in it"),
        pytest.param(BLANK[: len(BLANK) // 2], "broken", id="half a file"),
        pytest.param(packed({"xl/x.xml": b"<x/>"}, BLANK, zipfile.ZIP_LZMA), "broken", id="packed as no workbook is"),
        pytest.param(packed({"a.txt": b"x"}, method=zipfile.ZIP_BZIP2), "not-a-workbook", id="another zip file"),
    ],
)
def test_a_file_that_must_not_or_cannot_be_opened_is_refused(raw: bytes, text: str) -> None:
    assert [what for _, what, _ in problems(raw)] == [text]


def built_in(cell: str, number: float, number_format: int) -> bytes:
    """A workbook with a number on the sheet of workers in one of the formats that a program has built in."""
    raw = edited(formatted("人员", cell, number, '"here"0'))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        styles = archive.read("xl/styles.xml").decode()
    [own] = re.findall(r'numFmtId="(\d+)" formatCode="&quot;here', styles)
    return packed(
        {"xl/styles.xml": styles.replace(f'<xf numFmtId="{own}"', f'<xf numFmtId="{number_format}"').encode()}, raw
    )


@pytest.mark.parametrize(
    ("cell", "number", "number_format", "read"),
    [
        ("F2", 44809, 31, "2022-09-05"),
        ("F2", 44809, 57, "part-hidden"),
        ("F2", 44809, 58, "part-hidden"),
        ("F2", 44809.5, 31, "date-meant"),
        ("F2", 4e9, 31, "date-form"),
        ("F2", 0, 31, "nothing-form"),
        ("G2", 44809, 57, "2022-09"),
        ("G2", 44809, 31, "2022-09-05"),
    ],
)
def test_a_date_as_a_chinese_excel_shows_it_is_one(cell: str, number: float, number_format: int, read: str) -> None:
    raw = built_in(cell, number, number_format)
    if not read[0].isdigit():
        assert [(place, text) for place, text, _ in problems(raw)] == [(f"人员!{cell}", read)]
        return
    [worker] = read_workbook(raw, "book.xlsx").workers or ()
    certificate = worker.certificate
    assert str(worker.service_since if cell == "G2" else certificate and certificate.issued) == read


def test_what_the_library_prints_does_not_come_out(capsys: pytest.CaptureFixture[str]) -> None:
    raw = styled(b'<cellStyle name="Normal" xfId="0"', b'<cellStyle name="Normal" xfId="99"')
    assert [what for _, what, _ in problems(raw)] == ["broken"]
    assert capsys.readouterr() == ("", "")


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED", 1_000)
    assert [what for _, what, _ in problems(BLANK)] == ["too-big"]


def sheet_xml(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "too-many-rows"),
        ('<row r="999999999"><c r="A999999999"><v>1</v></c></row>', "too-many-rows"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "too-many-columns"),
    ],
)
def test_a_sheet_that_claims_to_be_huge_is_refused(rows: str, text: str) -> None:
    raw = packed({"xl/worksheets/sheet3.xml": sheet_xml(rows)}, BLANK)
    assert [what for _, what, _ in problems(raw)] == [text]


def test_no_cell_of_an_export_is_a_formula() -> None:
    program = PROGRAM.replace("虚构援派机构", '"=HYPERLINK(\\"http://x\\")"').replace("title: 虚构计划", 'title: "+1"')
    raw = export(load(program.encode(), "p.yaml").model, Lang.ZH)
    book = load_workbook(io.BytesIO(raw))
    kinds = {cell.data_type for sheet in book for cells in sheet.iter_rows() for cell in cells}
    assert "f" not in kinds
    assert book["机构"]["B2"].value == '=HYPERLINK("http://x")'
    assert book["机构"]["B2"].quotePrefix
    names = zipfile.ZipFile(io.BytesIO(raw)).namelist()
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]


def test_the_longest_text_there_may_be_fits_into_a_cell() -> None:
    model = load(PROGRAM.replace("虚构计划", f'"{chr(92)}x07{"长" * 1998}{chr(92)}x07"').encode(), "p.yaml").model
    assert read_workbook(export(model, Lang.ZH), "book.xlsx") == model
    model = load(PROGRAM.replace("虚构计划", f'"{(chr(92) + "x07") * 2000}"').encode(), "p.yaml").model
    assert read_workbook(export(model, Lang.ZH), "book.xlsx") == model


def test_a_cell_with_more_than_a_text_may_have_is_told_of() -> None:
    plan = load_workbook(io.BytesIO(export(load(PROGRAM.encode(), "p.yaml").model, Lang.ZH)))
    plan["方案"]["B3"] = "长" * 2001
    assert [(where, what) for where, what, _ in problems(saved(plan))] == [("方案!B3", "text-long")]


def test_of_a_long_id_only_the_beginning_is_quoted() -> None:
    long = row("机构", "乙" * 30_000, "甲", "上海市")
    told = problems(edited(both(put("人员", "C2", "甲" * 30_000), long, long)))
    assert {("人员!C2", "no-row"), ("机构!A5", "id")} <= {(where, what) for where, what, _ in told}
    assert all(len(str(values["id"])) < 50 for _, _, values in told if "id" in values)


def test_problems_beyond_the_limit_come_after_those_that_are_listed() -> None:
    raw = edited(both(put("方案", "B3", "长" * 2001), put("人员", "B2", "长" * 2001)))
    told = problems(raw, Limits(problems=1))
    assert [(where, what) for where, what, _ in told] == [("方案!B3", "text-long"), ("人员!B2", "more")]


@pytest.mark.parametrize("code", ["D800", "DBFF", "DC00", "DFFF"])
def test_half_a_character_in_a_cell_is_words(code: str) -> None:
    assert model(put("方案", "B3", f"\u27e6U+{code}\u27e7")).plan.title == f"\u27e6U+{code}\u27e7"


@pytest.mark.parametrize(
    ("written", "read"),
    [("甲_x000D_\n乙", "甲\n乙"), ("甲_x000d_乙", "甲\n乙"), ("甲_x0041_乙", "甲A乙"), ("_xD800_", "_xD800_")],
)
def test_what_excel_writes_for_a_character_is_that_character(written: str, read: str) -> None:
    assert model(put("方案", "B3", written)).plan.title == read


def test_import_writes_a_file_that_validates(tmp_path: Path) -> None:
    book, file = tmp_path / "book.xlsx", tmp_path / "x.yaml"
    exported = qianshou("export", DATA / "shanghai_gansu.yaml", "-o", book)
    assert (exported.code, exported.out) == (0, "")
    imported = qianshou("import", book, "-o", file, "--lang", "en")
    assert imported.code == 0, imported.err
    assert "wrote" in imported.err
    assert load(file.read_bytes(), "x").model == load((DATA / "shanghai_gansu.yaml").read_bytes(), "y").model
    same = [
        qianshou("validate", path, "--as-of", "2023-01-01", "--format", "json")
        for path in (file, DATA / "shanghai_gansu.yaml")
    ]
    assert same[0].code == same[1].code == 0


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "督导!D2: 日期“2022/9/5”写法不对；请写成 2022-09-05"),
        ("en", "督导!D2: write the date `2022/9/5` as 2022-09-05"),
    ],
)
def test_a_bad_workbook_writes_nothing(tmp_path: Path, lang: str, said: str) -> None:
    book, file = tmp_path / "book.xlsx", tmp_path / "x.yaml"
    book.write_bytes(edited(row("督导", "p1", 2022, "内部督导", "2022/9/5")))
    run = qianshou("import", book, "-o", file, "--lang", lang)
    assert run.code == 3
    assert f"{book} {said}" in run.err
    assert not file.exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["template"], 2),
        (["template", "-o", "x.xls"], 2),
        (["template", "-o", "x.xlsx", "missing.yaml"], 3),
        (["export", "missing.yaml", "-o", "x.xlsx"], 3),
        (["import", "missing.xlsx", "-o", "x.yaml"], 3),
        (["import", "missing.xlsx", "-o", "x.json"], 2),
        (["import", "missing.xlsx", "-o", "x.yaml", "--lang", "fr"], 2),
    ],
)
def test_wrong_usage_has_its_exit_code(tmp_path: Path, arguments: list[str], code: int) -> None:
    run = qianshou(*arguments, cwd=tmp_path)
    assert run.code == code
    assert run.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("lang", "said"), [("zh", "请写出 .xlsx 文件"), ("en", "name an .xlsx file")])
@pytest.mark.parametrize("files", [[], ["p.yaml"]])
def test_a_folder_is_no_workbook(tmp_path: Path, files: list[str], lang: str, said: str) -> None:
    (tmp_path / "f").mkdir()
    for name in files:
        (tmp_path / "f" / name).write_text(PROGRAM, "utf-8")
    run = qianshou("import", "f", "-o", "x.yaml", "--lang", lang, cwd=tmp_path)
    assert (run.code, run.out) == (3, "")
    assert run.err.startswith("f: ")
    assert said in run.err
    assert not (tmp_path / "x.yaml").exists()


def test_what_would_not_be_read_back_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    more = load(PROGRAM.encode(), "p.yaml").model
    monkeypatch.setattr(writing, "MAX_ROWS", 3)
    export(more, Lang.ZH)  # the heading and two organizations
    monkeypatch.setattr(writing, "MAX_ROWS", 2)
    with pytest.raises(InputError) as caught:
        export(more, Lang.ZH)
    [problem] = caught.value.problems
    said = [WORDINGS[problem.text].fill(lang, problem.values) for lang in Lang]
    assert "工作表“要求”要写 3 行，工作簿每张表最多 2 行" in said[0]
    assert "the sheet `Requirements` would need 3 rows" in said[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate", "book.xlsx"],
        ["export", "book.xlsx", "-o", "x.xlsx"],
        ["template", "book.xlsx", "-o", "x.xlsx"],
        ["form", "book.xlsx", "-o", "x.docx"],
        ["progress", "book.xlsx"],
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize(
    ("lang", "said"),
    [("zh", "这是 Excel 工作簿（或别的 zip 文件），不是 YAML"), ("en", "turn it into YAML first: qianshou import")],
)
def test_a_workbook_in_the_place_of_a_file_is_named_as_one(
    tmp_path: Path, arguments: list[str], lang: str, said: str
) -> None:
    (tmp_path / "book.xlsx").write_bytes(BLANK)
    run = qianshou(*arguments, "--lang", lang, cwd=tmp_path)
    assert run.code == 3, run
    assert said in " ".join((run.out + run.err).split())
    assert "UTF-8" not in run.out + run.err
    assert [file.name for file in tmp_path.iterdir()] == ["book.xlsx"]


@pytest.mark.parametrize("arguments", [["template"], ["template", "p.yaml"], ["export", "p.yaml"]], ids=" ".join)
def test_a_workbook_that_was_filled_in_is_replaced_only_when_told(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "p.yaml").write_text(PROGRAM, "utf-8")
    book = tmp_path / "b.xlsx"
    book.write_bytes(b"a month of work")
    for lang, said in (("zh", "加 --yes 替换"), ("en", "add --yes to replace it")):
        run = qianshou(*arguments, "-o", book, "--lang", lang, cwd=tmp_path)
        assert (run.code, run.out) == (2, "")
        assert str(book) in run.err
        assert said in run.err
    assert book.read_bytes() == b"a month of work"
    assert qianshou(*arguments, "-o", book, "--yes", cwd=tmp_path).code == 0
    assert load_workbook(book)


@pytest.mark.parametrize("lang", Lang)
def test_a_blank_template_says_what_is_missing(tmp_path: Path, lang: Lang) -> None:
    book = tmp_path / "t.xlsx"
    assert qianshou("template", "-o", book, "--lang", lang).code == 0
    found = {(place, text) for place, text, _ in problems(book.read_bytes())}
    plan, requirements = ("方案", "要求") if lang is Lang.ZH else ("Plan", "Requirements")
    missing = {(f"{plan}!B{number}", "missing") for number in (2, 3, 7, 8, 9, 10)}
    assert found == missing | {(f"{requirements}!A2", "no-requirements")}


@pytest.mark.parametrize("lang", Lang)
def test_a_plan_without_requirements_is_one_only_where_that_is_written(lang: Lang) -> None:
    text = PROGRAM.replace("{sent_workers: {min: 2, clause: 二}}", "{}")
    book = export(load(text.encode(), "p.yaml").model, lang)
    assert read_workbook(book, "book.xlsx") == load(text.encode(), "p.yaml").model
    emptied = load_workbook(io.BytesIO(book))
    asks = emptied.worksheets[2]
    asks["A3"], asks["B3"], asks["C3"] = "sent_workers", "min", 2
    assert [(place, text) for place, text, _ in problems(saved(emptied))] == [(f"{asks.title}!A2", "none-and-some")]
    asks.delete_rows(2, 5)
    assert [text for _, text, _ in problems(saved(emptied))] == ["no-requirements"]


def test_a_workbook_of_another_plan_changes_no_file(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_text(PROGRAM, "utf-8")
    other = PROGRAM.replace("id: demo", "id: other")
    (tmp_path / "b.xlsx").write_bytes(export(load(other.encode(), "o.yaml").model, Lang.ZH))
    run = qianshou("import", "b.xlsx", "-o", "p.yaml", "--yes", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "p.yaml 属于方案 demo，工作簿属于方案 other" in run.err
    assert (tmp_path / "p.yaml").read_text("utf-8") == PROGRAM


def test_what_is_said_of_a_records_file_that_was_written_works(tmp_path: Path) -> None:
    records = "format: 1\nrecords_for: demo\nworkers: [{id: w8, employer: s1}]\n"
    (tmp_path / "p.yaml").write_text(PROGRAM, "utf-8")
    (tmp_path / "b.xlsx").write_bytes(export(load(records.encode(), "r.yaml").model, Lang.ZH))
    run = qianshou("import", "b.xlsx", "-o", "r.yaml", cwd=tmp_path)
    assert run.code == 0
    assert "qianshou validate 程序文件.yaml r.yaml" in run.err
    assert qianshou("validate", "p.yaml", "r.yaml", cwd=tmp_path).code == 0


def test_drop_downs_offer_ids_and_choices() -> None:
    book = load_workbook(io.BytesIO(BLANK))
    offered = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in book["结对"].data_validations.dataValidation
        if rule.type == "list"
    }
    assert offered["C2"] == "'机构'!$A$2:$A$5000"
    assert offered["B2"].startswith("'选项'!$")
    assert book["选项"].sheet_state == "hidden"
    assert all(sheet.freeze_panes == "A2" for sheet in book if sheet.title not in ("说明", "选项"))
    assert book["督导"].column_dimensions["D"].number_format == "yyyy-mm-dd"


def test_one_workbook_is_read_at_a_time(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        (tmp_path / name).write_bytes(template(Lang.ZH))
    run = qianshou("import", "*.xlsx", "-o", "p.yaml", cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert "一次只能读一个工作簿" in run.err
    assert not (tmp_path / "p.yaml").exists()


@pytest.mark.parametrize(
    ("requirement", "parameter"),
    [("帮扶方式与援派机构数", "省内援派机构数"), ("年度总结评估", "须上报"), ("期末绩效指标", "受益人数")],
)
def test_a_single_value_that_is_none_is_not_one_that_is_not_asked_for(requirement: str, parameter: str) -> None:
    raw = edited(row("要求", requirement, parameter, None, None, "无"))
    assert [(where, what) for where, what, _ in problems(raw)] == [("要求!E4", "none-of-one")]


def test_a_start_alone_is_told_once() -> None:
    found = problems(edited(put("结对", "F2", "2022-03-01")))
    assert [(where, what) for where, what, _ in found] == [("结对!G2", "start-alone")]


@pytest.mark.parametrize("value", ["2022年12月", "全部", "（空）"])
def test_an_end_that_cannot_be_read_is_told_at_its_own_cell(value: str) -> None:
    def edit(book: Workbook) -> None:
        put("结对", "F2", "2022-03-01")(book)
        put("结对", "G2", value)(book)

    assert {where for where, *_ in problems(edited(edit))} == {"结对!G2"}


@pytest.mark.parametrize(
    ("requirement", "parameter"),
    [("支出范围", "允许的支出类别"), ("签订协议", "签署方"), ("援派人员持证", "认可的证书等级")],
)
def test_a_list_that_a_requirement_needs_is_named_as_the_sheet_names_it(requirement: str, parameter: str) -> None:
    [(_, what, values)] = problems(edited(row("要求", requirement, parameter, None, None, "无")))
    assert (what, say(values["whole"], Lang.ZH)) == ("list-empty-needed", requirement)


def test_that_there_are_none_where_there_are_some_is_told_once() -> None:
    service = ("p1", 2022, "援派")
    rows = [row("服务记录", *service, "w1", None, day) for day in ("2022-09-05", "2022-09-06")]
    none = row("服务记录", *service, None, None, None, None, None, "无")
    found = problems(edited(both(none, *rows)))
    assert [what for _, what, _ in found] == ["none-and-some"]


@pytest.mark.parametrize("quotes", ["“”", '""'])
def test_a_name_in_quotation_marks_is_one(quotes: str) -> None:
    asked = model(
        row("要求", "支出范围", "允许的支出类别", f"{quotes[0]}食宿、交通{quotes[1]}")
    ).plan.requirements.expenses
    assert asked
    assert asked.categories == ("食宿、交通",)


@pytest.mark.parametrize(
    "name",
    [
        "食宿、交通",
        "“其他”",
        '"其他"',
        "“甲”、“乙”",
        "食宿，交通\n保险",
        "甲”、“乙",
        '甲","乙',
        '甲"、”乙',
        '"甲”"',
        '"甲”""乙"',
        "a",
    ],
)
def test_a_name_that_looks_like_several_comes_back(name: str) -> None:
    text = PROGRAM.replace("requirements: {", f"requirements: {{expenses: {{categories: [{json.dumps(name)}]}}, ")
    program = load(text.encode(), "p.yaml").model
    assert read_workbook(export(program, Lang.ZH), "book.xlsx") == program


def test_a_pairing_of_one_day_comes_back() -> None:
    text = PROGRAM.replace('county: "622926"}', 'county: "622926", active: 2022-03-01/2022-03-01}')
    program = load(text.encode(), "p.yaml").model
    assert read_workbook(export(program, Lang.ZH), "book.xlsx") == program


@pytest.mark.parametrize("title", ["草稿", "服务记录表", "人员 "])
def test_a_sheet_that_nobody_sees_is_told_to_be_hidden(title: str) -> None:
    def edit(book: Workbook) -> None:
        book.create_sheet(title).append(["x"])
        book[title].sheet_state = "hidden"

    [(place, text, values)] = problems(edited(edit))
    assert place == f"{title}!A1"
    assert "取消隐藏" in WORDINGS[text].fill(Lang.ZH, values)


def test_the_choices_that_a_message_lists_can_be_told_apart() -> None:
    [(_, text, values)] = problems(edited(row("要求", "没有的要求", "至少", 2)))
    said = BY_NAME["QS003"].card.messages[text].fill(Lang.EN, values)
    assert "`one sender, one receiver, one county`, `pairings stay" in said


@pytest.mark.parametrize("lang", Lang)
def test_what_is_printed_is_neither_cut_nor_runs_together(lang: Lang) -> None:
    book = load_workbook(io.BytesIO(edited(lambda book: None, lang)))
    asks, pairings, money = (book.worksheets[number] for number in (2, 7, 12))
    longest = max(len(label.pick(lang)) for label in requirement_labels().values())
    assert asks.column_dimensions["A"].width > longest
    assert all(sheet.print_options.gridLines for sheet in (asks, pairings, money))
    assert [pairings.column_dimensions[letter].alignment.horizontal for letter in "EFH"] == [None, "center", "center"]
    amounts = money.column_dimensions["E"].alignment
    assert (amounts.horizontal, amounts.indent) == ("right", 1)
