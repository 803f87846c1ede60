"""Another office program may fill in and save the workbook, and print the form."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qianshou_cli.load import load
from qianshou_cli.model import ProgramFile
from support import DATA, qianshou, tool


@pytest.fixture(autouse=True)
def programs() -> None:
    """What the tests here run."""
    for name in ("soffice", "pdftotext", "pdfinfo"):
        tool(name)


def converted(file: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice saves it in another format."""
    folder.mkdir()
    profile = f"-env:UserInstallation={(folder.parent / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{file.stem}.{kind}"


def filled_in(folder: Path) -> Path:
    """A workbook of the shipped plan with a year of one pairing typed in."""
    book_file = folder / "book.xlsx"
    assert qianshou("export", DATA / "shanghai_gansu.yaml", "-o", book_file).code == 0
    book = load_workbook(book_file)
    # 虚构的人员和记录 (fictional)
    book["人员"].append(["w1", "张某", "shsw", "社会工作师", "000012345", date(2016, 11, 1), "2014-07"])
    book["服务记录"].append(["dongxiang", 2022, "援派", "w1", None, date(2022, 9, 5), date(2022, 9, 16), None])
    book["资金"].append(["dongxiang", 2022, "支出", "交通补贴", 8200.5])
    book["督导"].append(["dongxiang", 2022, "外部督导", None, "无"])
    book.save(book_file)
    return book_file


def test_a_workbook_saved_elsewhere_is_imported_as_it_is(tmp_path: Path) -> None:
    book = filled_in(tmp_path)
    as_xlsx = converted(book, "xlsx", tmp_path / "xlsx")
    through_ods = converted(converted(book, "ods", tmp_path / "ods"), "xlsx", tmp_path / "again")
    models = []
    for number, file in enumerate((book, as_xlsx, through_ods)):
        yaml = tmp_path / f"{number}.yaml"
        run = qianshou("import", file, "-o", yaml)
        assert run.code == 0, run.err
        models.append(load(yaml.read_bytes(), "x.yaml").model)
        assert qianshou("validate", yaml, "--as-of", "2022-12-01").code == 0
    assert models[0] == models[1] == models[2]
    found = models[0]
    assert isinstance(found, ProgramFile)
    assert found.workers
    assert found.workers[0].certificate
    assert found.workers[0].certificate.number == "000012345"
    assert found.pairings
    assert found.pairings[0].years
    assert found.pairings[0].years[2022].supervision
    assert found.pairings[0].years[2022].supervision.external == ()


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_form_prints_on_two_pages(tmp_path: Path, kind: str) -> None:
    form = tmp_path / f"form.{kind}"
    assert qianshou("form", DATA / "shanghai_gansu.yaml", "-o", form).code == 0
    pdf = converted(form, "pdf", tmp_path / "pdf")
    said = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    for words in ("信息审核表", "2000 人", "岷县社会工作协会", "盖章"):
        assert words in said
    pages = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    assert "Pages:           2" in pages
    assert "A4" in pages
