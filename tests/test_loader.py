"""What a file may say (QS003): every wording, at its place. `§` marks the place in a document."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from checks import problems_of
from places import WORDS, at, found, marked, scalars
from qianshou_cli import misfits
from qianshou_cli.dataset import Source
from qianshou_cli.load import load
from qianshou_cli.model import ProgramFile, RecordsFile
from qianshou_cli.rules import BY_NAME
from qianshou_cli.spans import Span
from qianshou_cli.texts import Lang
from qianshou_cli.yaml_reader import read
from qianshou_cli.yaml_writer import to_yaml

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
    ("unknown-key-tight", "{id: w1, employer: s}", "{id: w1, employer: s, §name:某}"),
    ("unknown-key-colon", "{id: w1, employer: s}", "{id: w1, employer: s, §name：某}"),
    ("unknown-key-near", "  sender_province: 上海市\n", "  §sender_provinc: 上海市\n"),
    ("unknown-key-colon", "  sender_province: 上海市\n", "  §sender_province：上海市: \n"),
    ("unknown-key-tight", "{id: w1, employer: s}", "{id: w1, §employer:s}"),
    ("unknown-key-space", "workers:\n", "§\u3000\u3000虚构: 1\nworkers:\n"),
    ("unknown-key-space", "{id: w1, employer: s}", "{id: w1,§\u3000employer: s}"),
    ("unknown-key-space-after", "{id: w1, employer: s}", "{id: w1, §employer:\u3000s}"),
    ("unknown-key-space-after", "{id: w1, employer: s}", "{id: w1, §employer:\xa0s}"),
    ("wide-quotes", '"622926"', "§“622926”"),
    ("choice", "cross_province", "§帮扶"),
    ("choice-near", "cross_province", "§跨省"),
    ("choice-near", "cross_province", "§跨省帮扶"),
    ("choice-near", "requirements: {}", "requirements: {sent_workdays: {min: 1, basis: §合计}}"),
    ("choice-near", "{id: w1, employer: s}", "{id: w1, employer: s, certificate: {level: §中级}}"),
    ("choice-near", "cross_province", "§cross-province"),
    ("choice-near", "{id: w1, employer: s}", "{id: w1, employer: s, certificate: {level: §社工师}}"),
    ("text-long", "title: 虚构方案", f"title: §虚构{'长' * 1999}"),
    ("scalar-wanted", "title: 虚构方案", "§title: [虚构方案]"),
    ("scalar-wanted", "    sender: s\n", "    §sender: {id: s}\n"),
    ("list-wanted", "workers:\n  - {id: w1, employer: s}", "§workers: {id: w1, employer: s}"),
    ("list-wanted", "service: [2022-03-07]", "service: §三月"),
    ("list-meant", "service: [2022-03-07]", "service: §2022-03-07"),
    ("list-meant", "service: [2022-03-07]", "service: §2022-03-07、2022-03-08"),
    ("list-meant", "requirements: {}", "requirements: {certificate: {levels: §无}}"),
    ("list-meant", "requirements: {}", "requirements: {expenses: {categories: §【餐补、保险】}}"),
    ("list-meant", "sent:\n          - {worker: w1, service: [2022-03-07]}", "sent: §w1"),
    ("items-joined", "[2022-03-07]", "[§2022-03-07，2022-03-08/2022-03-09]"),
    ("items-joined", "[2022-03-07]", "[2022-03-07, §2022-03-08；2022-03-09]"),
    ("items-joined", "requirements: {}", "requirements: {certificate: {levels: [§助理社会工作师、社会工作师]}}"),
    ("items-joined", "requirements: {}", "requirements: {agreement: {parties: [§sender，receiver]}}"),
    ("names-joined", "requirements: {}", "requirements: {expenses: {categories: [保险, §餐补、交通（市内、城际）]}}"),
    ("number-torn", "requirements: {}", "requirements: {grant: {min: §30,000, modes: [in_province]}}"),
    ("number-torn", "requirements: {}", "requirements: {grant: {modes: [in_province], min: §1,030,500.50}}"),
    ("number-torn", "requirements: {}", "requirements: {grant: {min: §1,000,000, modes: [in_province]}}"),
    ("number-torn", "requirements: {}", "requirements: {grant: {min: §2,222,222,222}}"),
    ("value-torn", "service: [2022-03-07]", "service: §2022-03-07, 2022-03-08"),
    ("value-torn", "requirements: {}", "requirements: {expenses: {categories: §【餐补, 保险, 津贴】, clause: 一}}"),
    ("value-torn", "{id: w1, employer: s}", "{id: w1, name: §某甲, 某乙, employer: s}"),
    ("unknown-key", "{id: w1, employer: s}", "{id: w1, name: 某甲, §某乙: , employer: s}"),
    ("unknown-key-near", "{id: w1, employer: s}", "{id: w1, name: 某甲, §certificat, employer: s}"),
    ("unknown-key", "{id: w1, employer: s}", "{id: w1, certificate: {number: 2016, §0001}, employer: s}"),
    ("unseen", "employer: s}", "employer: §s\u200b}"),
    ("unseen", "[2022-03-07]", "[§2022-03-07\u3000]"),
    ("unseen", "cross_province", "§cross_\u2060province"),
    ("unseen", "      2022:\n", "      §2022\ufeff:\n"),
    ("unseen", "{id: w1, employer: s}", "{id: w1, §emp\xadloyer: s}"),
    ("slug-form", "{id: w1,", "{id: §w\u200b一,"),
    ("list-none", "service: [2022-03-07]", "service: §无"),
    ("nothing-form", "  - id: p1\n", "  - id: p1\n    needs_assessment: §无\n"),
    ("nothing-form", "employer: s}", "employer: s, service_since: §不详}"),
    ("nothing-form", "[2022-03-07]", "[{on: §无, workdays: 1}]"),
    ("nothing-form", "requirements: {}", "requirements: {projects: {min: §无}}"),
    ("nothing-form", "requirements: {}", "requirements: {grant: {min: §—}}"),
    ("mapping-wanted", "{id: w1, employer: s}", "§w1"),
    ("mapping-wanted", "requirements: {}", "§requirements: [projects]"),
    (
        "years-wanted",
        "years:\n      2022:\n        sent:\n          - {worker: w1, service: [2022-03-07]}",
        "§years: [2022]",
    ),
    ("slug-named", "employer: s}", "employer: §虚构援派机构}"),
    ("slug-form", "{id: w1, employer: s}", "{id: §张三, name: 张三, employer: s}"),
    ("mapping-wanted-colon", "requirements: {}", "requirements:\n    §projects：1"),
    ("date-form", "  - id: p1\n", "  - id: p1\n    needs_assessment: §下周\n"),
    ("date-meant", "  - id: p1\n", "  - id: p1\n    needs_assessment: §2022-3-1\n"),
    ("date-impossible", "  - id: p1\n", "  - id: p1\n    needs_assessment: §2023-02-30\n"),
    ("date-impossible", "[2022-03-07]", "[2022-03-07, §2022-03-07/2022-03-32]"),
    ("interval-form", "[2022-03-07]", "[§3月上旬]"),
    ("end-missing", "  - id: p1\n", "  - id: p1\n    active: §2022-09-01\n"),
    ("end-missing", "  - id: p1\n", "  - id: p1\n    active: §2022年9月1日\n"),
    ("end-missing", "  - id: p1\n", "  - id: p1\n    active: §2022/9/1\n"),
    ("lasting-form", "  - id: p1\n", "  - id: p1\n    active: §2022-09-01至今\n"),
    ("interval-meant", "  - id: p1\n", "  - id: p1\n    active: §2022-09-01至2022-12-31\n"),
    ("list-empty-needed", "requirements: {}", "requirements: {expenses: {§categories: []}}"),
    ("list-empty", "requirements: {}", "requirements: {grant: {min: 3, §modes: []}}"),
    ("interval-meant", "[2022-03-07]", "[§2022-03-07至2022-03-09]"),
    ("interval-backwards", "[2022-03-07]", "[2022-03-07, {on: §2022-03-07/2022-03-06, workdays: 1}]"),
    ("month-form", "employer: s}", "employer: s, service_since: §2014年}"),
    ("month-meant", "employer: s}", "employer: s, service_since: §2014年7月}"),
    ("month-impossible", "employer: s}", "employer: s, service_since: §2014-13}"),
    ("count-form", "requirements: {}", "requirements: {projects: {min: §一}}"),
    ("count-form", "requirements: {}", "requirements: {projects: {min: §1_000}}"),
    ("below-zero", "requirements: {}", "requirements: {projects: {min: §-1}}"),
    ("count-form", "requirements: {}", "requirements: {projects: {min: §１}}"),
    ("amount-form", "requirements: {}", "requirements: {grant: {min: §3万}}"),
    ("amount-form", "requirements: {}", "requirements: {grant: {min: §1e4}}"),
    ("amount-decimals", "requirements: {}", "requirements: {grant: {min: §3.005}}"),
    ("below-zero", "requirements: {}", "requirements: {grant: {min: §-0.5}}"),
    ("year-form", "from: 2022", "from: §22"),
    ("year-form", "      2022:\n", "      §2022年:\n"),
    ("year-form", "  - id: p1\n", "  - id: p1\n    needs_assessment: §0022-03-01\n"),
    ("flag-form", "requirements: {}", "requirements: {evaluation: {reported: §yes}}"),
    ("slug-form", "{id: w1,", "{id: §张某,"),
    ("code-form", '"622926"', "§62292"),
    ("format-version", "format: 1", "format: §2"),
    ("requirement-blank", "requirements: {}", "requirements: {§scope: , projects: {min: 1}}"),
    ("requirement-blank-parameters", "requirements: {}", "requirements: {§outcomes: }"),
    ("requirement-blank-parameters", "requirements: {}", "requirements: {§modes: {}}"),
    ("requirement-blank-parameters", "requirements: {}", "requirements: {§modes: {cross_province: , in_province: }}"),
    ("requirement-blank-parameters", "requirements: {}", "requirements: {§outcomes: {clause: 附件2}}"),
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


def test_parts_of_numbers_are_no_keys_written_twice() -> None:
    numbers = "requirements: {outcomes: {stations: §30,000, trainees: §1,000,000}}"
    clean, places = marked(PROGRAM.replace("requirements: {}", numbers))
    assert found(clean.encode()) == [("number-torn", place) for place in places]


def test_parts_of_a_number_that_fits_nowhere_are_unknown_keys() -> None:
    clean, places = marked(
        PROGRAM.replace("requirements: {}", "requirements: {projects: {min: 1,§000,§000,§000,§000}}")
    )
    told = problems_of(clean.encode())
    assert [(problem.text, at(problem.span)) for problem in told] == [("unknown-key", place) for place in places]
    assert {str(problem.values["key"]) for problem in told} == {"000"}


def test_a_text_may_have_two_thousand_characters_beside_the_spaces_around_it() -> None:
    assert problems_of(PROGRAM.replace("虚构方案", f"'  虚构{'长' * 1998}  '").encode()) == ()


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("empty", "# nothing\n"),
        ("file-mapping", "- format: 1\n"),
        ("file-mapping", "format\n"),
        ("mapping-wanted-colon", "format：1\n"),
        ("kind-missing", "format: 1\n"),
        ("kind-missing", "format: 1\npairings: [{id: p1}]\n"),
        ("kind-missing", "format: 1\nplan_id: demo\npairings: [{id: p1}]\n"),
        ("kind-missing", "{}\n"),
        ("another-kind", "services: {web: {image: x}}\nvolumes: {}\n"),
    ],
)
def test_a_file_that_is_no_mapping_is_told_at_its_beginning(text: str, document: str) -> None:
    assert found(document.encode()) == [(text, "1:1")]


@pytest.mark.parametrize(
    "key", ["record_for", "Records_for", "records-for", "recordfor", "所属方案", "records_for\u200b", "records_for："]
)
def test_a_slip_in_the_key_that_makes_a_records_file_is_all_that_is_told(key: str) -> None:
    [problem] = problems_of(f"format: 1\n{key}: demo\npairings:\n  - {{id: p1, years: {{2022: {{}}}}}}\n".encode())
    assert problem.text.startswith(("unknown-key", "unseen"))
    assert at(problem.span) == "2:1"


def test_a_slip_in_the_key_of_the_plan_is_all_that_is_told() -> None:
    assert found(PROGRAM.replace("plan:\n", "plna:\n").encode()) == [("unknown-key-near", "2:1")]


def test_a_name_is_answered_with_an_id_only_where_that_may_be_written() -> None:
    named = PROGRAM.replace("{id: s,", "{id: §虚构援派机构,").replace("sender: s\n", "sender: §虚构援派机构\n")
    clean, places = marked(named.replace("employer: s}", "employer: §虚构援派机构}"))
    assert found(clean.encode()) == [("slug-form", place) for place in places]


def test_every_wording_on_wrong_values_is_tried() -> None:
    assert {text for text, *_ in WRONG} | {"empty", "more", "another-kind", "file-mapping", "kind-missing"} == set(
        BY_NAME["QS003"].card.messages
    )


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


def test_a_blank_requirement_hides_no_other_mistake() -> None:
    wrong = "{§scope: , §one_to_one: ~, §sent_worker: {min: 2}, §法: , projects: {min: §两个}, §grant: {§least: 1}}"
    clean, places = marked(PROGRAM.replace("requirements: {}", f"requirements: {wrong}"))
    texts = ["requirement-blank"] * 2 + ["unknown-key-near", "unknown-key", "count-form", "missing", "unknown-key"]
    assert found(clean.encode()) == list(zip(texts, places, strict=True))


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("period: {from: 2022, to: 2023}", "period: 2022-2023", "“period”应是“键: 值”的分组，可写的键：from、to"),
        ("{id: w1, employer: s}", "w1", "“workers 第 1 项”应是“键: 值”的分组，可写的键：id、name、employer"),
        ("  title: 虚构方案", "  title: 虚构方案\n  名称: 一", "不认识的键“名称”；此处可写：id、title、document"),
        ("employer: s}", "employer: 虚构援派机构}", "“虚构援派机构”是名称；此处请写它的标识 s"),
        ("service: [2022-03-07]", "service: 2022-03-07", "“service”应是列表；请用半角方括号写成 [2022-03-07]"),
        ("[2022-03-07]", "2022-03-07、2022-03-09", "“service”应是列表；请用半角方括号写成 [2022-03-07, 2022-03-09]"),
        (
            "[2022-03-07]",
            "2022-03-07, 2022-03-09",
            "花括号里的逗号把“2022-03-07, 2022-03-09”分开了；请写成 [2022-03-07, 2",
        ),
        ("employer: s}", "employer: s, name: 甲,乙}", '花括号里的逗号把“甲,乙”分开了；请写成 "甲,乙"'),
        ("requirements: {}", "requirements: {projects: {min: 1,000}}", "数字里不能有逗号；请把“1,000”写成 1000"),
        (
            "workers:\n  - {id: w1, employer: s}",
            "workers: 某甲",
            "“workers”应是列表；请用半角方括号写成 [{id: …, employer: …}]",
        ),
        ("employer: s}", "employer: s\u200b}", "“s\\u200b”里有看不见的字符 U+200B；请删去"),
        ("employer: s}", "employer: 某\xa0}", "标识“某\\xa0”写法不对"),
        (
            "requirements: {}",
            "requirements: {expenses: {categories: 省内帮扶、餐补}}",
            "“categories”应是列表；请用半角方括号写成 [省内帮扶, 餐补]",
        ),
        (
            "requirements: {}",
            "requirements: {agreement: {parties: 援派机构、受援机构}}",
            "“parties”应是列表；请用半角方括号写成 [sender, receiver]",
        ),
        (PROGRAM, "- format: 1\n", "文件应是“键: 值”的分组，可写的键：$schema、format、plan"),
    ],
)
def test_what_may_be_written_is_told(right: str, wrong: str, told: str) -> None:
    assert said(right, wrong).startswith(told)


def test_an_empty_list_that_a_requirement_needs_is_mended_by_leaving_the_requirement_out() -> None:
    told = "“{}”是空的列表；请至少写一项，方案不要求的请删去“{}”这一项"
    for requirement, key in (("expenses", "categories"), ("agreement", "parties"), ("submissions", "items")):
        assert said("requirements: {}", f"requirements: {{{requirement}: {{{key}: []}}}}") == told.format(
            key, requirement
        )


@pytest.mark.parametrize(
    ("requirement", "told"),
    [
        ("sent_workdays", "要求“sent_workdays”没有写明要求什么；请写参数（min），不适用时请删去这一项"),
        ("modes", "要求“modes”没有写明要求什么；请写参数（cross_province、in_province），不适用时请删去这一项"),
        ("evaluation", "要求“evaluation”后面是空的；请写 {}，不适用时请删去这一项"),
    ],
)
def test_a_blank_requirement_is_told_what_to_write(requirement: str, told: str) -> None:
    assert said("requirements: {}", f"requirements: {{{requirement}: }}") == told


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


@pytest.mark.parametrize("name", ['"餐补、保险"', "'餐补，保险'", "交通（市内、城际）"])
def test_a_category_in_quotes_or_with_a_list_in_parentheses_is_one(name: str) -> None:
    asked = PROGRAM.replace("requirements: {}", f"requirements: {{expenses: {{categories: [{name}]}}}}")
    assert problems_of(asked.encode()) == ()
    assert problems_of(to_yaml(load(asked.encode(), "f").model).encode()) == ()


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


def said(right: str, wrong: str, lang: Lang = Lang.ZH) -> str:
    """What is said of the program of the table with one value changed."""
    [problem] = problems_of(PROGRAM.replace(right, wrong).encode())
    return BY_NAME["QS003"].card.messages[problem.text].fill(lang, problem.values)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("service: [2022-03-07]", "service: «2022-03-07、2022-03-08/2022-03-09»"),
        ("service: [2022-03-07]", "service: «2022-03-07, 2022-03-08»"),
        ("service: [2022-03-07]", "service: [«2022-03-07；2022-03-08»]"),
        ("requirements: {}", "requirements: {expenses: {categories: «餐补、交通（市内、城际）»}}"),
        ("requirements: {}", "requirements: {expenses: {categories: «【餐补，保险】», clause: 一}}"),
        ("requirements: {}", "requirements: {grant: {min: «30,000.50», modes: [in_province]}}"),
        ("{id: w1, employer: s}", "{id: w1, name: «甲, 乙», employer: s}"),
    ],
)
def test_what_is_told_to_write_for_a_list_or_a_value_with_commas_can_be_written(right: str, wrong: str) -> None:
    before, given, after = re.split("[«»]", wrong)
    [problem] = problems_of(PROGRAM.replace(right, f"{before}{given}{after}").encode())
    assert problems_of(PROGRAM.replace(right, f"{before}{problem.values['meant']}{after}").encode()) == ()


DAY = "请写成年-月-日，如 2022-09-05"


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ("下周", DAY),
        ("2022/9", DAY),
        ("9月5日", DAY),
        ("5/9/2022", DAY),
        ("2022-9/5", DAY),
        ("44915", DAY),
        ("2022-03-01T20:00:00Z", DAY),
        ("2022-09-05" * 10, DAY),
        ("2016/11/1", "请写成 2016-11-01"),
        ("2022.9.5", "请写成 2022-09-05"),
        ("2022. 9. 5", "请写成 2022-09-05"),
        ("2022-9-5", "请写成 2022-09-05"),
        ("20220905", "请写成 2022-09-05"),
        ("2022年9月5日", "请写成 2022-09-05"),
        ("2022年9月5号", "请写成 2022-09-05"),
        ("２０２２／９／５", "请写成 2022-09-05"),
        ("2022-03-01 13:30", "请写成 2022-03-01"),
        ("2022-03-01T13:30:00", "请写成 2022-03-01"),
        ("2022年3月1日 9:30", "请写成 2022-03-01"),
        ("2016-2-30", "没有“2016-2-30”这一天；请核对日期"),
        ("20221301", "没有“20221301”这一天；请核对日期"),
        ("1022/9/5", "“1022/9/5”的年份不对"),
        ("0000-01-01", "“0000-01-01”的年份不对"),
    ],
)
def test_a_date_is_corrected_only_where_it_can_mean_one_day_that_exists(given: str, advice: str) -> None:
    message = said("  - id: p1\n", f"  - id: p1\n    needs_assessment: '{given}'\n")
    assert advice in message
    assert ("2022-09-05" in advice) == ("2022-09-05" in message.removeprefix(f"日期“{given[:40]}"))


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ("2022年", "如 2014-07 或 2014-07-15"),
        ("2015年9月", "请写成 2015-09"),
        ("2015/9", "请写成 2015-09"),
        ("2015.09", "请写成 2015-09"),
        ("201509", "请写成 2015-09"),
        ("2015/9/1", "请写成 2015-09-01"),
        ("2014-13", "没有“2014-13”这个月；请核对月份"),
        ("2014年0月", "没有“2014年0月”这个月；请核对月份"),
        ("2015-02-29", "没有“2015-02-29”这一天；请核对日期"),
        ("1015-09", "“1015-09”的年份不对"),
    ],
)
def test_a_month_is_corrected_only_where_it_can_mean_one_that_exists(given: str, advice: str) -> None:
    assert advice in said("employer: s}", f"employer: s, service_since: '{given}'}}")


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ("3月", "如 2022-09-05/2022-09-16"),
        ("2022-09-05/16", "如 2022-09-05/2022-09-16"),
        ("2022/3/7", "请写成 2022-03-07"),
        ("2022/3/7-2022/3/9", "请写成 2022-03-07/2022-03-09"),
        ("2022.3.7—2022.3.9", "请写成 2022-03-07/2022-03-09"),
        ("2022年3月7日 至 2022年3月9日", "请写成 2022-03-07/2022-03-09"),
        ("20220307～20220309", "请写成 2022-03-07/2022-03-09"),
        ("2022-03-07/2022-3-9", "请写成 2022-03-07/2022-03-09"),
        ("2022-03-07 / 2022-03-09", "请写成 2022-03-07/2022-03-09"),
        ("2022-03-07/2022-03-32", "没有“2022-03-32”这一天"),
        ("2022/2/28-2022/2/30", "没有“2022/2/30”这一天"),
        ("2022/3/9-2022/3/7", "的结束早于开始；请对调"),
    ],
)
def test_an_interval_is_corrected_only_where_it_can_mean_one_that_exists(given: str, advice: str) -> None:
    assert advice in said("[2022-03-07]", f"['{given}']")


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("  - id: p1\n", "  - id: p1\n    needs_assessment: 下周\n", "write year-month-day, such as 2022-09-05"),
        (
            "  - id: p1\n",
            "  - id: p1\n    needs_assessment: 2022/9/5\n",
            "write the date `2022/9/5` as 2022-09-05",
        ),
        ("employer: s}", "employer: s, service_since: 2014-13}", "there is no month 2014-13; check it"),
        ("requirements: {}", "requirements: {projects: {min: -1}}", "`-1` is below 0, which it cannot be; check it"),
        ("requirements: {}", "requirements: {grant: {min: 3.005}}", "`3.005` has more than two decimals"),
    ],
)
def test_what_is_wrong_with_a_value_is_said_in_english_too(right: str, wrong: str, words: str) -> None:
    assert words in said(right, wrong, Lang.EN)


RAISED = {
    "str": {"string_type", "string_pattern_mismatch", "string_too_long"},  # string_unicode: no reader gives half pairs
    "tuple": {"tuple_type", "too_short"},
    "dict": {"dict_type"},
    "literal": {"literal_error"},
    "model": {"model_type", "model_attributes_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "tagged-union": set(),  # there is a model for whatever is written
    **{part: set() for part in ("definitions", "definition-ref", "model-field", "default", "nullable", "no-info")},
    **{
        part: set() for part in ("function-after", "function-before", "function-wrap")
    },  # theirs are read off the source
}
"""The parts that pydantic makes of the models, and the kinds of error that each raises."""
LIMITING = {"max_length", "min_length", "pattern", "gt", "ge", "lt", "le", "multiple_of"}


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Every part of pydantic's schema of a model."""
    if isinstance(schema, dict):
        yield schema
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list | tuple) else ():
        yield from parts_of(part)


@pytest.mark.parametrize("model", [ProgramFile, RecordsFile])
def test_every_kind_of_error_has_a_wording(model: type[BaseModel]) -> None:
    model.model_rebuild()
    parts = [part for part in parts_of(model.__pydantic_core_schema__) if isinstance(part.get("type"), str)]
    assert {part["type"] for part in parts} <= RAISED.keys()
    limited = {(part["type"], key) for part in parts for key in LIMITING & part.keys()}
    assert limited <= {("str", "pattern"), ("str", "max_length"), ("tuple", "min_length")}
    source = "".join(path.read_text("utf-8") for path in Path(inspect.getfile(model)).parent.glob("*.py"))
    theirs = {kind for call in re.findall(r"wrong\((.*)", source) for kind in re.findall(r'"([a-z-]+)"', call)}
    assert len(theirs) > 15
    own = {"missing", "extra_forbidden", "literal_error"}  # in words of several kinds
    kinds = {kind for part in parts for kind in RAISED[part["type"]]} - own
    assert {misfits.WORDINGS.get(kind, kind) for kind in kinds | theirs} <= BY_NAME["QS003"].card.messages.keys()


@pytest.mark.parametrize(
    ("given", "near"),
    [
        ("初级社工师", "助理社会工作师"),
        ("助理社工师", "助理社会工作师"),
        ("中级社工师", "社会工作师"),
        ("中级社会工作师", "社会工作师"),
        ("高级社工师", "高级社会工作师"),
        ("高级社会工作者", "高级社会工作师"),
        ("社会工作者", None),
        ("中级社会工作者", None),
    ],
)
def test_a_level_is_suggested_by_its_everyday_name_or_where_no_other_is_nearly_as_near(
    given: str, near: str | None
) -> None:
    message = said("{id: w1, employer: s}", f"{{id: w1, employer: s, certificate: {{level: {given}}}}}")
    assert ("是不是" in message) == (near is not None)
    assert (f"“{given}”不在可选值之中；是不是“{near}”？" in message) == (near is not None)
    assert message.endswith("可写：无、助理社会工作师、社会工作师、高级社会工作师")
