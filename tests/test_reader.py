"""Reading files: what cannot be read is told at its place, and what can be is read as written.

Tests name a wording of the cards and a place, never the words themselves: `§` marks the place in a document.
"""

import time
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import problems_of
from places import SHIPPED, WORDS, assert_places_hold, at, found, marked
from qianshou_cli.errors import InputError
from qianshou_cli.excel import template
from qianshou_cli.limits import DEFAULT, Limits
from qianshou_cli.rules import BY_NAME
from qianshou_cli.spans import Path, Span
from qianshou_cli.texts import Lang
from qianshou_cli.yaml_reader import read

either_parser = pytest.mark.usefixtures("parser")


# What cannot be read (QS001)

UNREADABLE = [
    ("control-character", "a: x§\x07y\n"),
    ("control-character", "a: x§\x00y\n"),
    ("control-character", "a: 一§\ufffey\n"),
    ("control-character", "a: 1\n§\x1b[31mb: 2\n"),
    ("line-break", "a: x§\u2028y\n"),
    ("line-break", "a: x§\u2029y\n"),
    ("line-break", "a: x§\x85y\n"),
    ("too-deep", "a: " + "[" * (DEFAULT.depth - 1) + "§[" + "]" * DEFAULT.depth),
    ("anchor", "a: §&x 1\nb: 2\n"),
    ("anchor", "a: §&x [1]\nb: *x\n"),
    ("anchor", "a: §&x {b: 1}\n"),
    ("alias", "a: §*x\n"),
    ("merge-key", "a: {§<<: {b: 1}}\n"),
    ("tag", "a: §!!int 1\n"),
    ("tag", "a: §!x [1]\n"),
    ("complex-key", "§[a]: 1\n"),
    ("complex-key", "? §{a: 1}\n: 2\n"),
    ("several-documents", "a: 1\n§---\nb: 2\n"),
    ("tab", "a:\n§\tb: 1\n"),
    ("tab", "a: 1\nb:\n  c: 1\n§\td: 2\n"),
    ("unclosed", 'a: §"x\nb: 1\n'),
    ("unclosed", "a: §'x\n"),
    ("unclosed", 'a: §"x'),
    ("unclosed", "a: §[x\nb: 1\n"),
    ("unclosed", "a: §{x: 1\n"),
    ("unclosed", "a: {x: §[1, 2}\n"),
    ("indentation", "a:\n  b: 1\n §c: 2\n"),
    ("indentation", "a: b§: c\n"),
    ("indentation", "a: 1\n§- b\n"),
    ("indentation", 'a: "x:\u3000y" §z: 1\n'),
    ("colon", "a: 1\n§b\nc: 2\n"),
    ("conflict", "a: 1\n§<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> 县\nc: 3\n"),
    ("conflict", "a:\r\n§<<<<<<< HEAD\r\n  - b\r\n||||||| 0a1b2c3\r\n=======\r\n  - c\r\n>>>>>>> d\r\n"),
    ("conflict", "a:\n  - {b: 1}\n§=======\n  - {b: 2}\n"),
    ("colon", "a: 1\n§b\nc: 2\n<<<<<<< HEAD\n"),
    ("colon", "a: 1\n§========\nc: 2\n"),
    ("unclosed", "a: 1\nb: §[\n"),
    ("unclosed", "a: 1\nb: §[[], {c: []}, [1]\n"),
    ("unclosed", "a: []\nb:\n  - {c: 1, d: §{\n\n"),
    ("colon-space", "a:\n  b§:1\n  c: 2\n"),
    ("colon-space", "a:\n  - b§:1\n    c: 2\n"),
    ("colon-space", "a: 1\nb§:2\nc: 3\n"),
    ("full-width", "a: {b: 1§，c: 2，d: 3}\n"),
    ("full-width", "a: §｛b: 1}\n"),
    ("full-width", "a:\n  b: §［c: 1］\n"),
    ("full-width", "a: [1, 2§］  # c\nb: 1\n"),
    ("full-width", "a: {b: '，c: 2'§，'d': 3}\n"),
    ("full-width", 'a: {b: "x\\"，c: 2"§｝\n'),
    ("full-width", "a:\n  §－ b: 1\n    c: 1\n"),
    ("invisible-space", "a:\n  b: 1\n§\u3000 c: 2\n d: [\n"),
    ("invisible-space", "a: 1\n §\xa0b: 1\n  c: 1\n"),
    ("control-character", "a: 1\n §\u200bb: 1\n  c: 1\n"),
    ("space-after", "a: 1\nb:§\u3000x\nc: 2\n"),
    ("space-after", "a: 1\nb:§\xa0x\nc: 2\n"),
    ("space-after", "a:\n  - - b:§\u3000x\n      c: 2\n"),
    ("space-after", "a:\n  -§\u3000b: 1\n    c: 2\n"),
    ("space-after", "a: {b: 1, c:§\u3000[1]}\n"),
    ("space-after", '  "a":§\u3000x\n'),
    ("space-after", "a:\n  - 'b':§\xa0x\n    c: 2\n"),
    ("space-after", 'a: {b: "x", "c":§\u3000[1]}\n'),
    ("comma", "a:\n  - {b: x §c: 1}\n"),
    ("comma", "a:\n  - {b: x §c: 1}}\n"),
    ("comma", "a: {b: x §'c': 1}\n"),
    ("comma", 'a: {b: "x" §c: 1}\n'),
    ("comma", "a: {b: [1] §c: 1}\n"),
    ("comma", "a: [{b: 1} §{c: 2}]\n"),
    ("comma", "a: [{b: 1}\n  §{c: 2}]\n"),
    ("comma", "a:\n  - {b: x,\n     c: y\n     §d: z}\n"),
    ("unclosed", "a:\n  b: §{c: x\n  d: y\n"),
    ("unclosed", "a:\n  - b: §{c: x\n    d: y\n"),
    ("unclosed", "a: §{b: c: d}\n"),
    ("bracket-extra", "a:\n  - {b: 1}§}\n"),
    ("bracket-extra", "a: [1]§]\nb: 1\n"),
    ("bracket-extra", "a: §}\n"),
    ("dash", "a: §- 1\n"),
    ("dash", "a: {b: §- 1, c: 2}\n"),
    ("dash", "a: {b:\n    §- 1\n    - 2\n  , c: 2}\n"),
    ("quote", 'a: §"b\nc: 1\nd: "1"\n'),
    ("quote", "a:\n  - §'b\n  - 'c'\n"),
    ("unclosed", "a: §[1，2\n"),
    ("full-width-colon", "a§：1\nb: 1\n"),
    ("full-width-colon", "a:\n  b§：2\n  c: 3\n"),
    ("full-width-colon", "a: 1\nb§：2\nc: 3\n"),
    ("full-width-colon", "a: 1\nb§：\nc: 3\n"),
    ("full-width-colon", "a: 1\n'b'§：2\nc: 3\n"),
    ("full-width-colon", "a: {b§：[1]}\n"),
    ("full-width-colon", "a:\n  - {b: 1, c§： {d: 1}}\n"),
    ("full-width-colon", 'a: {"b"§： {}}\n'),
    ("full-width-colon", "a: [{b: '：', 'c'§：1}]\n"),
    ("full-width-colon", 'a: {b: "x，y", "c" §：\n  1}\n'),
    ("full-width-colon", 'a:\n  "b c" §：1\n  d: 1\n'),
    ("unclosed", "a: §[备注：x\nb: 1\n"),
    ("colon", "a: 1\n§b c：d\ne: 1\n"),
    ("other", "a: §@x\n"),
    ("other", "a: §`x`\n"),
    ("other", "a: §%x\n"),
]


@either_parser
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
@pytest.mark.parametrize(("text", "document"), UNREADABLE)
def test_what_cannot_be_read_is_told_at_its_place(text: str, document: str, mark: str) -> None:
    clean, places = marked(document)
    assert found((mark + clean).encode("utf-8", "surrogatepass")) == [(text, places[0])]


@either_parser
@pytest.mark.parametrize("escape", [r"\ud800", r"\udfff", r"\ud83d\ude00", r"\U00110000", r"\Uffffffff"])
@pytest.mark.parametrize("document", ['a: 1\nb: "x{} y"\n', 'a: 1\n"{}": 2\n', '- x\n- ["{}"]\n'])
def test_an_escape_that_stands_for_no_character_is_told_on_its_line(document: str, escape: str) -> None:
    ((text, place),) = found(document.format(escape).encode())
    assert (text, place[:2]) == ("other", "2:")


@pytest.mark.parametrize(
    ("raw", "text", "place"),
    [
        ("a: 1\n名称: 值\n".encode("gbk"), "encoding", "2:1"),
        ("a: 1\r\nb: 地\r\n".encode("gbk"), "encoding", "2:4"),
        ("名: 1\n".encode() + "  b: 地\n".encode("gbk"), "encoding", "2:6"),
        ("# 值\n".encode() + b"\xed\xa0\x80", "encoding", "2:1"),  # half of a pair: no character at all
        ("a: 一".encode()[:-1], "encoding", "1:4"),
        ("\ufeffa: 一".encode()[:-1], "encoding", "1:4"),
        ("a: 1\n".encode("utf-16-le"), None, ""),
        ("a: 1\n".encode("utf-16"), "encoding-wide", "1:1"),
        (b"\xfe\xff" + "a: 1\n".encode("utf-16-be"), "encoding-wide", "1:1"),
        ("a: 1\n".encode("utf-32"), "encoding-wide", "1:1"),
        (b"\0\0\xfe\xff" + "a: 1\n".encode("utf-32-be"), "encoding-wide", "1:1"),
    ],
    ids=[
        "gbk",
        "gbk crlf",
        "half gbk",
        "surrogate",
        "cut character",
        "cut bom",
        "utf-16 unmarked",
        "utf-16 le",
        "utf-16 be",
        "utf-32 le",
        "utf-32 be",
    ],
)
def test_another_encoding_is_told_at_the_first_byte_that_cannot_be_read(
    raw: bytes, text: str | None, place: str
) -> None:
    # UTF-16 without its mark is UTF-8 full of NUL characters
    assert found(raw) == [(text, place) if text else ("control-character", "1:2")]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_file_of_wider_characters_is_told_by_the_name_of_its_encoding(encoding: str) -> None:
    [problem] = problems_of("\ufeffa: 1\n".encode(encoding))
    assert (problem.text, problem.values["encoding"]) == ("encoding-wide", encoding[:6].upper())


@pytest.mark.parametrize("limits", [DEFAULT, Limits(file_size=10)])
def test_a_workbook_is_told_as_one_whatever_else_is_wrong_with_it(limits: Limits) -> None:
    for raw, text in (
        (template(Lang.ZH), "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "workbook-old"),
    ):
        with pytest.raises(InputError) as caught:
            read(raw, "x.xlsx", limits)
        [problem] = caught.value.problems
        assert (problem.rule, problem.text, problem.span) == ("QS001", text, Span("x.xlsx"))


def test_every_wording_on_unreadable_files_is_tried() -> None:
    tried = {text for text, _ in UNREADABLE} | {"encoding", "encoding-wide", "too-large", "too-many"}
    tried |= {"workbook", "workbook-old"}
    of_paths = {
        "not-found",
        "no-match",
        "no-files",
        "unreadable",
        "changed",
    }  # given by the command, which has the paths
    assert tried | of_paths == set(BY_NAME["QS001"].card.messages)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "a: " + "[" * 200_000,
        "{a: " * 200_000,
        "- " * 200_000,
        "? " * 200_000,
        "a: &a [x]\n" + "".join(f"b{n}: &b{n} [{', '.join(['*a'] * 9)}]\n" for n in range(40)),
        "a: " + "'" * 199_999,
        "a: 1\n" * 20_000,
    ],
    ids=["brackets", "brackets in a key", "braces", "dashes", "question marks", "aliases", "quotes", "one key again"],
)
def test_a_hostile_file_is_refused_at_once(text: str) -> None:
    started = time.process_time()
    assert problems_of(text.encode())
    assert time.process_time() - started < 20  # a second or two; minutes where the time grows with the square


# Keys written twice (QS002)


@either_parser
@pytest.mark.parametrize(
    "document",
    [
        "§a: 1\nb: 2\n§a: 3\n",
        "x: {§a: {c: [1, 2]}, b: 2, §a: 3}\n",
        "x:\n  - §a: [1, {b: 2}]\n    c:\n    §a: 3\n",
        '§a: 1\n§"a": 2\n',
        "\ufeff§一: 1\r\n二: 2\r\n§一: 3\r\n",
    ],
)
def test_a_key_written_twice_names_both_places(document: str) -> None:
    clean, (first, again) = marked(document.removeprefix("\ufeff"))
    mark = "\ufeff" if document.startswith("\ufeff") else ""
    (problem,) = problems_of((mark + clean).encode())
    assert (problem.rule, at(problem.span)) == ("QS002", again)
    assert [at(span) for span in problem.related] == [first]
    assert problem.values["line"] == problem.related[0].line


def test_every_repetition_of_a_key_is_told() -> None:
    clean, (first, *others) = marked("§a: 1\n§a: 2\nb: {§c: 1, §c: 2}\n§a: 3\n")
    second, inner, inner_again, third = others
    told = [(at(problem.span), at(problem.related[0])) for problem in problems_of(clean.encode())]
    assert told == [(second, first), (inner_again, inner), (third, first)]


# What is written is what is read


@either_parser
@pytest.mark.parametrize(
    "typed",
    [
        "no", "on", "Yes", "OFF", "true", "012345", "0o14", "0x1F", "9:30", "12:30:45", "1_000", "+1", "1.50", "1e3",
        ".5", "110105194912310021", "123456789012345678", "2023-02-30", "2023-2-3", "2022-09-05",
        "2022-09-05T10:00:00Z", "=", ".inf", ".nan", "x：1", "二（四）3", "𠮷野家", "a#b", "null!", "Nul", "e\u0301",
    ],
)  # fmt: skip
def test_scalars_stay_as_typed(typed: str) -> None:
    assert read(f"a: {typed}\n{typed}: b\n".encode(), "f").data == {"a": typed, typed: "b"}


@pytest.mark.parametrize(
    "blank", ["", "~", "null", "Null", "NULL", '""', "''", "   ", "'  '", '"\u3000"', "\u3000", "# remark"]
)
def test_blank_is_not_recorded(blank: str) -> None:
    assert read(f"a: {blank}\nb: 1\n".encode(), "f").data == {"a": None, "b": "1"}


@pytest.mark.parametrize("quoted", ['"null"', "'~'", '"NULL"'])
def test_quoted_words_for_nothing_are_text(quoted: str) -> None:
    assert read(f"a: {quoted}\n".encode(), "f").data == {"a": quoted[1:-1]}


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf", b"# only a remark\n", b"---\n", b"\n\n", b"null\n"])
def test_a_file_that_says_nothing_is_empty(raw: bytes) -> None:
    (problem,) = problems_of(raw)
    assert (problem.rule, problem.text) == ("QS003", "empty")


@either_parser
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "bom"])
def test_places_do_not_depend_on_line_ends_and_mark(line_end: str, mark: str) -> None:
    text = '# 说明\n一: §值\n𠮷: {e\u0301: §x, b: [§1, §2]}\nd:\n  - §"e"\n'.replace("\n", line_end)
    clean, places = marked(text)
    document = read((mark + clean).encode(), "f")
    paths: list[Path] = [("一",), ("𠮷", "e\u0301"), ("𠮷", "b", 0), ("𠮷", "b", 1), ("d", 0)]
    assert [at(document.span(path)) for path in paths] == places


@either_parser
def test_what_is_not_written_is_placed_at_what_holds_it() -> None:
    clean, (plan, period, item, blank) = marked("a: 1\n§plan:\n  §period: {from: 1}\n  list:\n    - §id: x\n§blank:\n")
    document = read(clean.encode(), "f")
    assert at(document.span(("plan", "title"))) == plan
    assert at(document.span(("plan", "period", "to"))) == period
    assert at(document.span(("plan", "list", 0, "name"))) == item
    assert at(document.span(("plan", "list", 0))) == item
    assert at(document.span(("blank",))) == blank


@either_parser
@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_places_of_the_data_files_hold_their_values(file: Any) -> None:
    assert_places_hold(read(file.read_bytes(), file.name), file.read_text("utf-8"))


TREES = st.dictionaries(
    WORDS,
    st.recursive(
        WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=8
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=100)
@given(TREES, st.sampled_from([None, True, False]), st.sampled_from([20, 1000]))
def test_places_of_any_document_hold_their_values(tree: dict[str, Any], flow: bool | None, width: int) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, width=width, sort_keys=False)
    document = read(text.encode(), "f")
    assert document.data == tree
    assert_places_hold(document, text)
