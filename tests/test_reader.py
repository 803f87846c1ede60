"""Reading files: any bytes become data with the right places, or problems with the right places; never anything else.

Tests name a wording of the cards and a place, never the words themselves: `§` marks the place in a document.
"""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from qianshou_cli import yaml_reader
from qianshou_cli.dataset import Source
from qianshou_cli.errors import InputError, Problem
from qianshou_cli.load import load
from qianshou_cli.rules import BY_NAME
from qianshou_cli.spans import Path, Span
from qianshou_cli.texts import Lang
from qianshou_cli.yaml_reader import MAX_DEPTH, Document, read
from support import DATA, steady

SHIPPED = sorted(DATA.glob("*.yaml"))

BASE = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""PyYAML's own reading that leaves every scalar a text."""

PARSERS = [loader for name in ("CSafeLoader", "SafeLoader") if (loader := getattr(yaml, name, None))]


@pytest.fixture(params=PARSERS, ids=lambda loader: loader.__name__)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Either parser of PyYAML: they word their errors differently, so nothing here may rest on the words."""
    monkeypatch.setattr(yaml_reader, "_LOADER", request.param)


either_parser = pytest.mark.usefixtures("parser")


def problems_of(raw: bytes) -> tuple[Problem, ...]:
    """What is wrong with a file; nothing when it can be judged. Every problem must read well in both languages."""
    try:
        load(raw, "f.yaml")
        return ()
    except InputError as error:
        problems = error.problems
    assert problems
    lines = 1 + len(re.findall(rb"\r\n|\r|\n", raw))
    for problem in problems:
        for lang in Lang:
            assert BY_NAME[problem.rule].card.messages[problem.text].fill(lang, problem.values)
        for span in (problem.span, *problem.related):
            assert span.file == "f.yaml"
            assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column)
            assert span.line <= lines
    return problems


def marked(text: str) -> tuple[str, list[str]]:
    """The text without its marks, and the places `line:column` of the marks."""
    places, clean = [], ""
    for number, piece in enumerate(text.split("§")):
        clean += piece
        if number < text.count("§"):
            lines = clean.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            places.append(f"{len(lines)}:{len(lines[-1]) + 1}")
    return clean, places


def found(raw: bytes) -> list[tuple[str, str]]:
    return [(problem.text, at(problem.span)) for problem in problems_of(raw)]


def at(span: Span) -> str:
    return f"{span.line}:{span.column}"


# What cannot be read (QS001)

UNREADABLE = [
    ("control-character", "a: x§\x07y\n"),
    ("control-character", "a: x§\x00y\n"),
    ("control-character", "a: 一§\ufffey\n"),
    ("control-character", "a: 1\n§\x1b[31mb: 2\n"),
    ("line-break", "a: x§\u2028y\n"),
    ("line-break", "a: x§\u2029y\n"),
    ("line-break", "a: x§\x85y\n"),
    ("too-deep", "a: " + "[" * (MAX_DEPTH - 1) + "§[" + "]" * MAX_DEPTH),
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
    ("colon", "a: 1\n§b\nc: 2\n"),
    ("full-width-colon", "a§：1\nb: 1\n"),
    ("full-width-colon", "a:\n  b§：2\n  c: 3\n"),
    ("other", "a: §@x\n"),
    ("other", "a: §`x`\n"),
    ("other", "a: §%x\n"),
]


@either_parser
@pytest.mark.parametrize(("text", "document"), UNREADABLE)
def test_what_cannot_be_read_is_told_at_its_place(text: str, document: str) -> None:
    clean, places = marked(document)
    assert found(clean.encode("utf-8", "surrogatepass")) == [(text, places[0])]


@pytest.mark.parametrize(
    ("raw", "text", "place"),
    [
        ("a: 1\n名称: 值\n".encode("gbk"), "encoding", "2:1"),
        ("a: 1\r\nb: 地\r\n".encode("gbk"), "encoding", "2:4"),
        ("名: 1\n".encode() + "  b: 地\n".encode("gbk"), "encoding", "2:6"),
        ("# 值\n".encode() + b"\xed\xa0\x80", "encoding", "2:1"),  # half of a pair: no character at all
        ("a: 一".encode()[:-1], "encoding", "1:4"),
        ("a: 1\n".encode("utf-16-le"), None, ""),
        ("a: 1\n".encode("utf-16"), "encoding-utf16", "1:1"),
        (b"\xfe\xff" + "a: 1\n".encode("utf-16-be"), "encoding-utf16", "1:1"),
    ],
    ids=["gbk", "gbk crlf", "half gbk", "surrogate", "cut character", "utf-16 unmarked", "utf-16 le", "utf-16 be"],
)
def test_another_encoding_is_told_at_the_first_byte_that_cannot_be_read(
    raw: bytes, text: str | None, place: str
) -> None:
    # UTF-16 without its mark is UTF-8 full of NUL characters
    assert found(raw) == [(text, place) if text else ("control-character", "1:2")]


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_reader, "MAX_BYTES", 10)
    assert found(b"#" * 11) == [("too-large", "1:1")]
    assert found(b"#" * 10) == [("empty", "1:1")]


def test_every_wording_on_unreadable_files_is_tried() -> None:
    tried = {text for text, _ in UNREADABLE} | {"encoding", "encoding-utf16", "too-large"}
    of_paths = {"not-found", "no-match", "no-files", "unreadable"}  # given by the command, which has the paths
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
        "a: 1\n" * 10_000,
    ],
    ids=["brackets", "brackets in a key", "braces", "dashes", "question marks", "aliases", "quotes", "one key again"],
)
def test_a_hostile_file_is_refused_at_once(text: str) -> None:
    started = time.monotonic()
    assert problems_of(text.encode())
    assert time.monotonic() - started < 10


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


@pytest.mark.parametrize("blank", ["", "~", "null", "Null", "NULL", '""', "''", "   ", "# remark"])
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


def scalars(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of a document with its path."""
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from scalars(value, (*path, step))
    elif data is not None:
        yield path, data


def keys(data: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every key of a document."""
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            if isinstance(data, dict):
                yield (*path, step)
            yield from keys(value, (*path, step))


def written_at(text: str, span: Span) -> str:
    """The piece of a text that a span covers."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    return "\n".join([lines[0][span.column - 1 :], *lines[1:]])


def holds(piece: str, value: str) -> bool:
    """Whether a piece of a file is the value as written, or reads as it: in quotes, or over several lines."""
    return piece == value or yaml.load(piece, BASE) == value


def assert_places_hold(document: Document, text: str) -> None:
    """What stands at every place is the value."""
    for path, value in scalars(document.data):
        assert holds(written_at(text, document.span(path)), value)
    for path in keys(document.data):
        assert holds(written_at(text, document.key_span(path)), str(path[-1]))


@either_parser
@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_places_of_the_data_files_hold_their_values(file: Any) -> None:
    assert_places_hold(read(file.read_bytes(), file.name), file.read_text("utf-8"))


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\u2028\u2029\ufeff"),
    min_size=1,
    max_size=12,
)
TREES = st.dictionaries(
    WORDS,
    st.recursive(
        WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=8
    ),
    min_size=1,
    max_size=4,
)


@steady(100)
@given(TREES, st.sampled_from([None, True, False]), st.sampled_from([20, 1000]))
def test_places_of_any_document_hold_their_values(tree: dict[str, Any], flow: bool | None, width: int) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, width=width, sort_keys=False)
    document = read(text.encode(), "f")
    assert document.data == tree
    assert_places_hold(document, text)


# Any bytes

FRAGMENTS = [
    "a", "b", "一", ": ", ":", "：", "- ", "-", "\n", "\n  ", "\n    ", "\r\n", " ", "\t", "[", "]", "{", "}", ",",
    '"', "'", "#", "# x", "&a ", "*a", "!!str ", "!", "|", ">", "|-\n", "? ", "<<", "---", "...", "%", "@", "`", "~",
    "null", "\\", "\x00", "\u2028", "\ufeff", "format: 1\n", "plan:\n", "records_for: x\n", "𠮷",
]  # fmt: skip


def as_base(data: Any) -> Any:
    """What PyYAML reads when it leaves every scalar a text, blanks as here."""
    if isinstance(data, dict):
        return {key: as_base(value) for key, value in data.items()}
    if isinstance(data, list):
        return [as_base(value) for value in data]
    return None if data in yaml_reader.NULLS else data


@steady(500)
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


@steady(400)
@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_data_or_problems(raw: bytes) -> None:
    problems_of(raw)


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_a_data_file_cut_anywhere_is_data_or_problems(file: Any) -> None:
    raw = file.read_bytes()
    cuts = range(0, len(raw), 61)
    assert problems_of(raw) == ()
    assert sum(bool(problems_of(raw[:cut])) for cut in cuts) > len(cuts) / 4


# What a file may say (QS003)

PROGRAM = """format: 1
plan:
  id: demo
  title: 虚构方案
  period: {from: 2022, to: 2023}
  sender_province: 上海市
  receiver_province: 甘肃省
  requirements: {}
organizations:
  - {id: s, name: 虚构援派机构, province: 上海市}
workers:
  - {id: w1, employer: s}
pairings:
  - id: p1
    mode: cross_province
    sender: s
    receiver: s
    county: "622926"
    years:
      2022:
        sent:
          - {worker: w1, service: [2022-03-07]}
"""

WRONG = [
    ("missing", "plan:\n  id: demo\n", "§plan:\n"),
    ("missing", "{id: w1, employer: s}", "§{id: w1}"),
    ("missing", "requirements: {}", "requirements: {§sent_workdays: {basis: each}}"),
    ("blank", "title: 虚构方案", "§title:"),
    ("blank", "title: 虚构方案", "title: §'  '"),
    ("blank", "    sender: s\n", "    §sender: ~\n"),
    ("unknown-key", "  title: 虚构方案\n", "  title: 虚构方案\n  §虚构: 1\n"),
    ("unknown-key-near", "  - id: p1\n", "  - id: p1\n    §activ: 2022-03-01\n"),
    ("unknown-key-near", "requirements: {}", "requirements: {§sent_workday: {min: 40}}"),
    ("unknown-key-near", "  title: 虚构方案\n", "  title: 虚构方案\n  document: {§isued: 2022-03-01}\n"),
    ("unknown-key-near", "service: [2022-03-07]", "service: [{workdays: 2, §onn: 2022-03-07}]"),
    ("choice", "cross_province", "§跨省"),
    ("choice-near", "cross_province", "§cross-province"),
    ("choice-near", "{id: w1, employer: s}", "{id: w1, employer: s, certificate: {level: §社工师}}"),
    ("scalar-wanted", "title: 虚构方案", "§title: [虚构方案]"),
    ("scalar-wanted", "    sender: s\n", "    §sender: {id: s}\n"),
    ("list-wanted", "workers:\n  - {id: w1, employer: s}", "§workers: {id: w1, employer: s}"),
    ("list-wanted", "service: [2022-03-07]", "service: §2022-03-07"),
    ("mapping-wanted", "{id: w1, employer: s}", "§w1"),
    ("mapping-wanted", "requirements: {}", "§requirements: [projects]"),
    ("mapping-wanted-colon", "requirements: {}", "requirements:\n    §projects：1"),
    ("date-form", "  - id: p1\n", "  - id: p1\n    needs_assessment: §2022/3/1\n"),
    ("date-form", "  - id: p1\n", "  - id: p1\n    needs_assessment: §2022-3-1\n"),
    ("date-impossible", "  - id: p1\n", "  - id: p1\n    needs_assessment: §2023-02-30\n"),
    ("date-impossible", "[2022-03-07]", "[2022-03-07, §2022-03-07/2022-03-32]"),
    ("interval-form", "[2022-03-07]", "[§2022-03-07至2022-03-09]"),
    ("interval-backwards", "[2022-03-07]", "[2022-03-07, {on: §2022-03-07/2022-03-06, workdays: 1}]"),
    ("month-form", "employer: s}", "employer: s, service_since: §2014年7月}"),
    ("count-form", "requirements: {}", "requirements: {projects: {min: §一}}"),
    ("count-form", "requirements: {}", "requirements: {projects: {min: §1_000}}"),
    ("count-form", "requirements: {}", "requirements: {projects: {min: §-1}}"),
    ("count-form", "requirements: {}", "requirements: {projects: {min: §１}}"),
    ("amount-form", "requirements: {}", "requirements: {grant: {min: §3万}}"),
    ("amount-form", "requirements: {}", "requirements: {grant: {min: §1e4}}"),
    ("year-form", "from: 2022", "from: §22"),
    ("year-form", "      2022:\n", "      §2022年:\n"),
    ("year-form", "  - id: p1\n", "  - id: p1\n    needs_assessment: §0022-03-01\n"),
    ("flag-form", "requirements: {}", "requirements: {evaluation: {reported: §yes}}"),
    ("slug-form", "{id: w1,", "{id: §张某,"),
    ("code-form", '"622926"', "§62292"),
    ("format-version", "format: 1", "format: §2"),
    ("requirement-blank", "requirements: {}", "requirements: {§scope: , projects: {min: 1}}"),
    ("period-backwards", "period: {from: 2022", "§period: {from: 2024"),
    ("claim-empty", "[2022-03-07]", "[§{}]"),
]


def test_the_program_of_the_table_is_in_order() -> None:
    assert problems_of(PROGRAM.encode()) == ()


@pytest.mark.parametrize(("text", "right", "wrong"), WRONG, ids=lambda value: value.strip().replace("\n", " "))
def test_a_value_written_wrongly_is_told_at_its_place(text: str, right: str, wrong: str) -> None:
    assert PROGRAM.count(right) == 1
    clean, places = marked(PROGRAM.replace(right, wrong))
    told = problems_of(clean.encode())
    assert [(problem.rule, problem.text, at(problem.span)) for problem in told] == [("QS003", text, places[0])]


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("empty", "# nothing\n"),
        ("mapping-wanted", "- format: 1\n"),
        ("mapping-wanted", "format\n"),
        ("mapping-wanted-colon", "format：1\n"),
    ],
)
def test_a_file_that_is_no_mapping_is_told_at_its_beginning(text: str, document: str) -> None:
    assert found(document.encode()) == [(text, "1:1")]


def test_every_wording_on_wrong_values_is_tried() -> None:
    assert {text for text, *_ in WRONG} | {"empty"} == set(BY_NAME["QS003"].card.messages)


def test_all_that_is_wrong_is_told_in_the_order_of_the_file() -> None:
    wrong = (
        PROGRAM.replace("title: 虚构方案", "§title:")
        .replace("from: 2022", "from: §22")
        .replace("[2022-03-07]", "[§x, §y]")
    )
    clean, places = marked(wrong)
    told = found(clean.encode())
    assert [place for _, place in told] == places


@steady(150)
@given(st.data())
def test_any_text_for_any_value_is_judged_or_told_at_its_place(data: st.DataObject) -> None:
    document = read(PROGRAM.encode(), "f")
    path, _ = data.draw(st.sampled_from(list(scalars(document.data))))
    span = document.span(path)
    lines = PROGRAM.split("\n")
    line = lines[span.line - 1]
    text = data.draw(
        WORDS.map(lambda word: yaml.safe_dump(word, allow_unicode=True, default_style='"', width=1000).strip())
    )
    lines[span.line - 1] = line[: span.column - 1] + text + line[span.end_column - 1 :]
    for problem in problems_of("\n".join(lines).encode()):
        assert problem.rule == "QS003"
        assert problem.span.line == span.line


def test_a_file_is_a_source_with_its_document() -> None:
    source = load(PROGRAM.encode(), "f.yaml")
    assert isinstance(source, Source)
    assert source.document.span(("plan", "id")) == Span("f.yaml", 3, 7, 3, 11)
