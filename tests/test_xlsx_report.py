"""The report as a workbook says what the report says."""

import io
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from qianshou_cli.findings import STATUS_TEXTS, Report
from qianshou_cli.reporters import Look
from qianshou_cli.reporters.xlsx import render
from qianshou_cli.texts import Lang
from support import DATA, ROOT, judge_files, qianshou


@pytest.fixture(scope="module")
def report() -> Report:
    text = (DATA / "shanghai_gansu.yaml").read_text("utf-8")
    waiver = "{rule: QS108, pairing: dongxiang, reason: '=1+1', approved_by: 虚构 13812345678, expires: 2030-01-01}"
    return judge_files({"p.yaml": f"{text}waivers:\n  - {waiver}\n"}, "2026-01-01")


@pytest.mark.parametrize("lang", Lang)
def test_the_sheets_hold_counts_findings_and_waivers(report: Report, lang: Lang) -> None:
    book = load_workbook(io.BytesIO(render(report, Look(lang=lang))))
    summary, matrix, findings, waivers = book.worksheets
    counts = {row[0]: row[1] for row in summary.values}
    for status, number in report.summary.items():
        assert counts[STATUS_TEXTS[status].pick(lang)] == number
    titles = {rule.id: rule.title.pick(lang) for rule in report.rules}
    assert titles
    assert {row[2]: row[3] for row in list(findings.values)[1:]}.items() <= titles.items()
    said = {(row[2], row[5], row[6], row[10], row[13]) for row in list(findings.values)[1:]}
    assert said == {
        (result.rule, result.pairing, result.year, result.message(lang), str(result.locations[0]))
        for result in report.results
    }
    assert [row[1] for row in list(matrix.values)[2:]] == [item.id for item in report.programs[0].pairings or ()]
    assert [(row[0], row[6], row[7]) for row in list(waivers.values)[1:]] == [("QS108", "=1+1", "虚构 138****5678")]
    assert "f" not in {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}


def test_a_row_is_as_tall_as_its_text(report: Report) -> None:
    sheet: Any = load_workbook(io.BytesIO(render(report, Look(lang=Lang.ZH))))["问题"]
    tall = 0
    for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):
        for column, value in enumerate(row, 1):
            columns = sum(1 if char.isascii() else 2 for char in str(value or ""))
            if columns > sheet.column_dimensions[get_column_letter(column)].width:
                assert sheet.row_dimensions[number].height >= 2 * 15, value
                tall += 1
    assert tall


def test_validate_writes_it_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "r.xlsx"
    run = qianshou("validate", DATA, "--as-of", "2023-01-01", "--format", f"xlsx={file}")
    assert (run.code, run.out) == (0, ""), run.err
    assert len(load_workbook(file).sheetnames) == 4


def test_a_terminal_is_not_sent_a_workbook() -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "qianshou_cli", "validate", str(DATA), "--format", "xlsx", "--lang", "en"]
    done = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    os.close(theirs)
    os.close(ours)
    assert done.returncode == 2
    assert "--format xlsx=FILE" in done.stderr
