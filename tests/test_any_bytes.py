"""Any bytes become data, or problems at places inside the file: never another exception, never a hang."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import problems_of
from places import BASE, SHIPPED, as_base, assert_places_hold
from qianshou_cli.errors import InputError
from qianshou_cli.yaml_reader import read

FRAGMENTS = [
    "a", "b", "一", ": ", ":", "：", "- ", "-", "\n", "\n  ", "\n    ", "\r\n", " ", "\t", "[", "]", "{", "}", ",",
    '"', "'", "#", "# x", "&a ", "*a", "!!str ", "!", "|", ">", "|-\n", "? ", "<<", "---", "...", "%", "@", "`", "~",
    "null", "\\", "\x00", "\u2028", "\ufeff", "format: 1\n", "plan:\n", "records_for: x\n", "𠮷",
]  # fmt: skip


@settings(max_examples=500)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_any_fragments_are_refused_or_read_as_written(text: str) -> None:
    problems_of(text.encode())
    try:
        document = read(text.encode(), "f")
    except InputError:
        return
    assert as_base(document.data) == as_base(yaml.load(text.encode(), BASE))
    if "\r" not in text and "\ufeff" not in text:
        assert_places_hold(document, text)


@settings(max_examples=400)
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_data_or_problems(raw: bytes) -> None:
    problems_of(raw)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_a_data_file_cut_anywhere_is_data_or_problems(file: Any) -> None:
    raw = file.read_bytes()
    cuts = range(0, len(raw), 61)
    assert problems_of(raw) == ()
    assert sum(bool(problems_of(raw[:cut])) for cut in cuts) > len(cuts) / 4
