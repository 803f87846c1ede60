"""The walk of docs/year-end.md, from an empty workbook to the archived report."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from support import GOOD, ROOT, qianshou


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_from_an_empty_workbook_to_the_report(tmp_path: Path, lang: str) -> None:
    def run(*args: str, code: int = 0) -> str:
        done = qianshou(*args, "--lang", lang, cwd=tmp_path)
        assert done.code == code, done
        return done.out + done.err

    run("template", "-o", "records.xlsx")
    run("import", "records.xlsx", "-o", "records.yaml", code=3)  # nothing is filled in yet
    assert not (tmp_path / "records.yaml").exists()
    run("export", str(GOOD), "-o", "filled.xlsx")
    empty, filled = (load_workbook(tmp_path / name) for name in ("records.xlsx", "filled.xlsx"))
    assert empty.sheetnames == filled.sheetnames
    for sheet in filled:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and empty[sheet.title][cell.coordinate].value != cell.value:
                    empty[sheet.title][cell.coordinate] = cell.value
    empty.save(tmp_path / "records.xlsx")
    run("import", "records.xlsx", "-o", "records.yaml")
    run("validate", "records.yaml", "--strict", "--as-of", "2023-01-10")
    run("progress", "records.yaml", "--as-of", "2022-10-15")
    run("report", "records.yaml", "--year", "2022", "--as-of", "2023-01-10", "-o", "report.html")
    first = (tmp_path / "report.html").read_bytes()
    run("report", "records.yaml", "--year", "2022", "--as-of", "2023-01-10", "-o", "report.html")
    assert (tmp_path / "report.html").read_bytes() == first


def test_every_picture_of_the_page_is_there() -> None:
    page = (ROOT / "docs" / "year-end.md").read_text("utf-8")
    pictures = {part.split(")")[0] for part in page.split("](img/")[1:]}
    assert pictures == {path.name for path in (ROOT / "docs" / "img").iterdir()}
