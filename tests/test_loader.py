"""What a file may say (QS003): every wording, at its place. `§` marks the place in a document."""

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import problems_of
from places import WORDS, at, found, marked, scalars
from qianshou_cli.dataset import Source
from qianshou_cli.load import load
from qianshou_cli.rules import BY_NAME
from qianshou_cli.spans import Span
from qianshou_cli.texts import Lang
from qianshou_cli.yaml_reader import read

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
    ("blank", "title: 虚构方案", "§title: '  '"),
    ("blank", "    sender: s\n", "    §sender: ~\n"),
    ("unknown-key", "  title: 虚构方案\n", "  title: 虚构方案\n  §虚构: 1\n"),
    ("unknown-key-near", "  - id: p1\n", "  - id: p1\n    §activ: 2022-03-01\n"),
    ("unknown-key-near", "requirements: {}", "requirements: {§sent_workday: {min: 40}}"),
    ("unknown-key-near", "  title: 虚构方案\n", "  title: 虚构方案\n  document: {§isued: 2022-03-01}\n"),
    ("unknown-key-near", "service: [2022-03-07]", "service: [{workdays: 2, §onn: 2022-03-07}]"),
    ("unknown-key-colon", "{id: w1, employer: s}", "{id: w1, employer: s, §name：某}"),
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
    assert {text for text, *_ in WRONG} | {"empty", "more"} == set(BY_NAME["QS003"].card.messages)


def test_all_that_is_wrong_is_told_in_the_order_of_the_file() -> None:
    wrong = (
        PROGRAM.replace("title: 虚构方案", "§title:")
        .replace("from: 2022", "from: §22")
        .replace("[2022-03-07]", "[§x, §y]")
    )
    clean, places = marked(wrong)
    told = found(clean.encode())
    assert [place for _, place in told] == places


@settings(max_examples=150)
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


def test_every_missing_key_is_named_at_once() -> None:
    problems = problems_of("format: 1\nplan: {id: demo, title: 虚构方案}\n".encode())
    assert [problem.values["key"] for problem in problems] == [
        "period",
        "sender_province",
        "receiver_province",
        "requirements",
    ]


@pytest.mark.parametrize(
    ("requirement", "blank"),
    [
        ("sent_workdays: {min: 40}", "sent_workdays: {min: 40, basis: }"),
        ("sent_workdays: {min: 40}", "sent_workdays: {min: 40, clause: ~}"),
        ("sent_workdays: {min: 40}", "sent_workdays: {min: 40, clause: ' '}"),
        ("evaluation: {}", "evaluation: {reported: null}"),
    ],
)
def test_a_parameter_left_blank_is_the_same_as_one_left_out(requirement: str, blank: str) -> None:
    left_out, left_blank = (
        load(PROGRAM.replace("requirements: {}", f"requirements: {{{text}}}").encode(), "f").model
        for text in (requirement, blank)
    )
    assert left_blank == left_out


def test_a_year_left_blank_is_the_same_as_one_left_out() -> None:
    blank = PROGRAM.replace("      2022:\n", "      2023:\n      2022:\n")
    assert load(blank.encode(), "f").model == load(PROGRAM.encode(), "f").model


def test_the_key_of_a_year_left_blank_must_be_a_year_all_the_same() -> None:
    clean, places = marked(PROGRAM.replace("      2022:\n", "      §20233:\n      2022:\n"))
    assert found(clean.encode()) == [("year-form", places[0])]


def test_text_of_nothing_but_spaces_is_not_recorded() -> None:
    blank = PROGRAM.replace("{id: w1,", "{id: w1, name: '  ',")
    assert load(blank.encode(), "f").model == load(PROGRAM.encode(), "f").model


@pytest.mark.parametrize(
    ("right", "wrong", "zh", "en"),
    [
        ("[2022-03-07]", "[2022-03-07, ~]", "“service 第 2 项”是空的", "`service, item 2` is blank"),
        ("- {id: w1, employer: s}", "-", "“workers 第 1 项”是空的", "`workers, item 1` is blank"),
        ("[2022-03-07]", "[[2022-03-07]]", "“service 第 1 项”应是一个值", "`service, item 1` takes a single value"),
    ],
)
def test_an_item_of_a_list_is_called_by_its_number(right: str, wrong: str, zh: str, en: str) -> None:
    [problem] = problems_of(PROGRAM.replace(right, wrong).encode())
    text = BY_NAME["QS003"].card.messages[problem.text]
    assert text.fill(Lang.ZH, problem.values).startswith(zh)
    assert text.fill(Lang.EN, problem.values).startswith(en)
