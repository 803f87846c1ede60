"""Model → workbook → model → YAML → model: nothing is lost."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from programs import programs, records_files
from qianshou_cli.errors import InputError
from qianshou_cli.excel import export, read_workbook, template
from qianshou_cli.load import load
from qianshou_cli.model import ProgramFile, RecordsFile
from qianshou_cli.texts import Lang
from qianshou_cli.yaml_writer import to_yaml
from support import DATA, EXAMPLES, ROOT

SHIPPED = sorted([*DATA.glob("*.yaml"), *EXAMPLES.rglob("*.yaml")])
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def there_and_back(model: ProgramFile | RecordsFile, lang: Lang) -> ProgramFile | RecordsFile:
    try:
        return read_workbook(export(model, lang), "book.xlsx")
    except InputError as error:
        raise AssertionError([(str(p.span), p.text, dict(p.values)) for p in error.problems]) from None


@settings(PATIENT, max_examples=25)
@given(programs | records_files, st.sampled_from(Lang))
def test_a_workbook_loses_nothing(model: ProgramFile | RecordsFile, lang: Lang) -> None:
    assert there_and_back(model, lang) == model


@settings(PATIENT, max_examples=40)
@given(programs | records_files)
def test_the_yaml_of_a_model_loses_nothing(model: ProgramFile | RecordsFile) -> None:
    assert load(to_yaml(model).encode(), "x.yaml").model == model


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_files_come_back_the_same(path: Path, lang: Lang) -> None:
    try:
        model = load(path.read_bytes(), path.name).model
    except InputError:
        pytest.skip("an example of a file that cannot be read")
    again = there_and_back(model, lang)
    assert again == model
    assert load(to_yaml(again).encode(), path.name).model == model


def keys_of_the_format() -> set[str]:
    """Every key on the page of the format, by its whole path; the same parameter of every requirement is one."""
    keys: set[str] = set()
    page = (ROOT / "docs/format.md").read_text("utf-8")
    for section in re.split("^### ", page, flags=re.MULTILINE)[1:]:
        heading, _, body = section.partition("\n")
        names = re.findall("^[|] `([^`]+)`", body, flags=re.MULTILINE)
        keys |= {f"{stem}.{name}" for stem in re.findall("`([^`]+)`", heading) or [""] for name in names}
    shared = (
        re.sub(r"^plan[.]requirements[.]\w+[.](\w+).*", r"plan.requirements.<requirement>.\1", key) for key in keys
    )
    return {key.removeprefix(".") for key in shared}


@pytest.mark.parametrize(("lang", "sheet"), [(Lang.ZH, "名称对照"), (Lang.EN, "Keys")])
def test_the_workbook_tells_where_each_key_is_filled_in(lang: Lang, sheet: str) -> None:
    book = load_workbook(io.BytesIO(template(lang)))
    _, *rows = book[sheet].iter_rows(values_only=True)
    stems = {str(key)[:end] for key, _, _ in rows for end in [m.start() for m in re.finditer("[.[]|$", str(key))]}
    assert keys_of_the_format() - stems == {"format"}
    for key, title, column in rows:
        assert isinstance(title, str)
        heads = [cell.value for cell in (book[title]["A"] if title in ("方案", "Plan") else book[title][1])]
        choices = {cell.value for column in book.worksheets[-1].iter_cols() for cell in column}
        said = re.split("：|: |；|; ", str(column))[0]
        assert said in heads or said in choices or said in ("每行一项", "a row each"), key
