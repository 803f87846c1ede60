"""Model → workbook → model → YAML → model: nothing is lost."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programs import programs, records_files
from qianshou_cli.errors import InputError
from qianshou_cli.excel import export, read_workbook
from qianshou_cli.load import load
from qianshou_cli.model import ProgramFile, RecordsFile
from qianshou_cli.texts import Lang
from qianshou_cli.yaml_writer import to_yaml
from support import DATA, EXAMPLES

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
