"""The seeds of the fuzzer, and what it ever found, go through its checks; together the seeds reach the whole format."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from checks import CHECKS, problems_of
from qianshou_cli.casebook import cases_of
from qianshou_cli.load import load
from qianshou_cli.model import ProgramFile, RecordsFile
from support import ROOT

FILES = sorted((ROOT / "fuzz" / "corpus").iterdir())
CONTENTS = [file.read_bytes() for file in FILES]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@pytest.mark.parametrize("check", CHECKS)
def test_nothing_in_the_corpus_is_a_find(check: str, file: Path) -> None:
    CHECKS[check](file.read_bytes())


@settings(max_examples=150)
@given(st.sampled_from(CONTENTS), st.sampled_from(CONTENTS), st.data())
def test_seeds_cut_and_spliced_are_no_find(one: bytes, other: bytes, data: st.DataObject) -> None:
    start, end, first, last = (data.draw(st.integers(0, len(raw))) for raw in (one, one, other, other))
    for check in CHECKS.values():
        check(one[:start] + other[first:last] + one[end:])


def test_the_corpus_earns_every_wording_that_the_cases_of_unreadable_files_earn() -> None:
    cases = [raw for rule in ("QS001", "QS002", "QS003") for case in cases_of(rule) for raw in case.contents.values()]
    known, earned = (
        {(problem.rule, problem.text) for raw in files for problem in problems_of(raw)} for files in (cases, CONTENTS)
    )
    assert known
    assert known <= earned


def test_the_corpus_writes_every_key_of_the_format() -> None:
    read = [load(raw, "f.yaml").model for raw in CONTENTS if not problems_of(raw)]
    models = {type(model) for file in read for model in written(file)}
    unused = {
        f"{kind.__name__}.{name}"
        for kind in models
        for name in kind.model_fields
        if not any(name in model.model_fields_set for file in read for model in written(file) if type(model) is kind)
    }
    assert {ProgramFile, RecordsFile} <= models
    assert unused == set()


def written(model: object) -> Iterator[BaseModel]:
    """A model and all that are written inside it."""
    if isinstance(model, BaseModel):
        yield model
        for name in model.model_fields_set:
            yield from written(getattr(model, name))
    elif isinstance(model, tuple | dict):
        for item in model.values() if isinstance(model, dict) else model:
            yield from written(item)


def test_seeds_are_small_and_their_programmes_fictional() -> None:
    for file, raw in zip(FILES, CONTENTS, strict=True):
        assert len(raw) < 3000, file.name
        if not problems_of(raw):
            assert "虚构 (fictional)" in raw.decode().splitlines()[0], file.name
