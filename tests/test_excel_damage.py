"""A workbook with wrong bytes in it is a model or problems, each with its wording: never another exception."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qianshou_cli.errors import InputError, Problem
from qianshou_cli.excel import export, read_workbook, template
from qianshou_cli.excel.wordings import EXCEL, WORDINGS
from qianshou_cli.load import load
from qianshou_cli.rules import BY_NAME
from qianshou_cli.texts import Lang
from support import GOOD

FILLED = export(load(GOOD.read_bytes(), "p.yaml").model, Lang.EN)
with zipfile.ZipFile(io.BytesIO(FILLED)) as filled:
    PARTS = {name: filled.read(name) for name in filled.namelist()}
DAMAGE = st.lists(st.tuples(st.integers(0, len(FILLED)), st.integers(0, 255)), min_size=1, max_size=4)


def damaged(raw: bytes, damage: list[tuple[int, int]]) -> bytes:
    """The bytes, some of which are written over, at places counted round and round."""
    spoilt = bytearray(raw)
    for place, byte in damage:
        spoilt[place % len(raw)] = byte
    return bytes(spoilt)


def packed(name: str, content: bytes) -> bytes:
    """The filled-in workbook with another content of a part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, found in (PARTS | {name: content}).items():
            archive.writestr(part, found)
    return stream.getvalue()


def problems(raw: bytes) -> tuple[Problem, ...]:
    try:
        read_workbook(raw, "book.xlsx")
    except InputError as error:
        return error.problems
    return ()


def assert_read_or_told(raw: bytes) -> None:
    for problem in problems(raw):
        texts = WORDINGS if problem.rule == EXCEL else BY_NAME[problem.rule].card.messages
        assert all(texts[problem.text].fill(lang, problem.values) for lang in Lang)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from([FILLED, template(Lang.ZH)]), DAMAGE)
def test_wrong_bytes_anywhere_in_the_file(raw: bytes, damage: list[tuple[int, int]]) -> None:
    assert_read_or_told(damaged(raw, damage))


@pytest.mark.parametrize("name", PARTS)
@settings(deadline=None, max_examples=8)
@given(damage=DAMAGE)
def test_wrong_bytes_in_a_part(name: str, damage: list[tuple[int, int]]) -> None:
    assert_read_or_told(packed(name, damaged(PARTS[name], damage)))
