"""Generated pages and schemas are what the program would write today."""

import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT

GENERATED = (
    "docs/clauses.md",
    "docs/cli.md",
    "docs/format.md",
    "docs/result.md",
    "docs/rules.md",
    "schema/program.schema.json",
    "schema/records.schema.json",
    "schema/result.schema.json",
    "src/qianshou_cli/catalogue/plans.json",
)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    subprocess.run([sys.executable, ROOT / "tools/docs.py", folder], check=True, cwd=folder)
    return folder


def test_the_list_of_generated_files_is_complete(fresh: Path) -> None:
    assert sorted(str(path.relative_to(fresh)) for path in fresh.rglob("*") if path.is_file()) == sorted(GENERATED)


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_file_is_up_to_date(fresh: Path, name: str) -> None:
    assert (ROOT / name).read_bytes() == (fresh / name).read_bytes(), f"{name} is old: run `python tools/docs.py`"
