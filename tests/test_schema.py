"""The JSON Schemas: valid draft-07, true to what the loader takes and refuses, and to what `validate` writes."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor

from qianshou_cli.casebook import cases_of
from qianshou_cli.catalogue.format_page import SKELETON
from qianshou_cli.catalogue.results import Summary
from qianshou_cli.catalogue.schemas import SCHEMAS, schema
from qianshou_cli.errors import InputError
from qianshou_cli.findings import COUNTED
from qianshou_cli.load import load
from qianshou_cli.model.requirements import LEVELS, MODES, PARTIES, Level, Mode, Party
from qianshou_cli.rules import RULES
from support import DATA, EXAMPLES, ROOT, qianshou

CORPUS = sorted((ROOT / "fuzz" / "corpus").iterdir())


class _Constructor(SafeConstructor):
    """Reads as editors do: the core schema of YAML 1.2 knows no dates."""


_Constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda self, node: self.construct_scalar(node))


def as_editors_read(text: str) -> Any:
    """The document as a schema meets it in an editor: numbers are numbers, dates are text, keys are text."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    return json.loads(json.dumps(yaml.load(text)))


@cache
def validator(name: str) -> Draft7Validator:
    return Draft7Validator(json.loads(schema(name)))


def refusals(text: str) -> list[str]:
    """What the schema of the file's kind finds wrong."""
    data = as_editors_read(text)
    return [f"{error.json_path}: {error.message[:100]}" for error in validator(_kind(data)).iter_errors(data)]


def _kind(data: Any) -> str:
    return "records" if isinstance(data, dict) and "records_for" in data else "program"


def loads(text: str) -> bool:
    try:
        load(text.encode(), "x.yaml")
    except InputError:
        return False
    return True


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_draft_07_and_describes_every_key_in_both_languages(name: str) -> None:
    text = json.loads(qianshou("schema", name).out)
    assert text["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert text["$id"] == f"urn:qianshou:schema:{name}:1"
    Draft7Validator.check_schema(text)
    seen = 0
    for found in _mappings(text):
        assert found["additionalProperties"] is False
        for key, value in found.get("properties", {}).items():
            zh, _, en = value["description"].partition("\n\n")
            assert zh, key
            assert en, key
            seen += 1
    assert seen > 20


def _mappings(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, list):
        return [found for item in node for found in _mappings(item)]
    if not isinstance(node, dict):
        return []
    own = [node] if "properties" in node or "patternProperties" in node else []
    return own + [found for key, item in node.items() if key != "not" for found in _mappings(item)]


@pytest.mark.parametrize(
    "path", [*sorted(DATA.glob("*.yaml")), *sorted(EXAMPLES.rglob("*.yaml"))], ids=lambda p: p.name
)
def test_shipped_files_are_accepted(path: Path) -> None:
    text = path.read_text("utf-8")
    assert loads(text)
    assert refusals(text) == []


@pytest.mark.parametrize("rule", [rule.card.id for rule in RULES if rule.card.subject is not None])
def test_the_programs_of_all_cases_that_load_are_accepted(rule: str) -> None:
    texts = [text for case in cases_of(rule) for text in case.files.values()]
    assert any(map(loads, texts))
    assert {text: found for text in texts if loads(text) and (found := refusals(text))} == {}


def test_the_example_on_the_format_page_is_accepted() -> None:
    assert loads(SKELETON)
    assert refusals(SKELETON) == []


BLANK = (
    ("    level: county\n", "    level:\n"),
    ("certificate: {level: 社会工作师, issued: 2016-11-01}", "certificate: "),
    ("    needs_assessment: 2022-03-01\n", "    needs_assessment: ~\n"),
    ("grants: [{amount: 30000}]", "grants: null"),
    ("basis: total", "basis: "),
    ("clause: [二（四）3, 附件2]", "clause: ~"),
    ("clause: [二（四）3, 附件2]", 'clause: " "'),
    ("basis: total", 'basis: "  "'),
    ("    level: county\n", "    level: ''\n"),
    ("    needs_assessment: 2022-03-01\n", '    needs_assessment: ""\n'),
    ("beneficiaries: 3", 'beneficiaries: "\u3000"'),
    ("certificate: {level: 社会工作师, issued: 2016-11-01}", "certificate: ''"),
    ("grants: [{amount: 30000}]", 'grants: " "'),
    ("    years:\n", '    years:\n      2021: ""\n'),
    ("reported: true", "reported: null"),
    ("    years:\n", "    years:\n      2021:\n"),
    ("projects: [{title: 虚构项目, status: running}]", 'projects: [{title: "  "}]'),
)

GOOD = """\
# 虚构 (fictional)
format: 1
plan:
  id: demo
  title: 虚构方案
  period: {from: 2021, to: 2025}
  sender_province: 上海市
  receiver_province: 甘肃省
  counties: {total: 1, named: [{code: "622926", name: 虚构县}]}
  requirements:
    sent_workdays: {min: 40, basis: total, clause: [二（四）3, 附件2]}
    one_to_one: {}
    evaluation: {reported: true}
    submissions: {items: [{name: 表, due: 2022-02-25}]}
organizations:
  - id: s
    name: 虚构援派机构
    province: 上海市
    level: county
  - {id: r, name: 虚构受援机构, province: 甘肃省}
workers:
  - {id: w1, employer: s, service_since: 2014-07, certificate: {level: 社会工作师, issued: 2016-11-01}}
pairings:
  - id: p1
    mode: cross_province
    sender: s
    receiver: r
    county: 622926
    active: 2022-03-01/2022-12-31
    needs_assessment: 2022-03-01
    agreement: {signed: 2022-03-02, parties: [sender, receiver]}
    years:
      2022:
        sent: [{worker: w1, service: [2022-03-07/2022-03-18, {on: 2022-05-09/2022-05-20, workdays: 8}]}]
        projects: [{title: 虚构项目, status: running}]
        grants: [{amount: 30000}]
        outcomes: {beneficiaries: 3}
waivers:
  - {rule: QS301, reason: 虚构, approved_by: 虚构}
"""

WRONG = {
    "unknown key": ("title: 虚构方案", "titel: 虚构方案"),
    "unknown key beside": ("  id: demo\n", "  id: demo\n  note: x\n"),
    "missing key": ("  title: 虚构方案\n", ""),
    "missing key of an item": ("{id: w1, employer: s,", "{id: w1,"),
    "another format": ("format: 1", "format: 2"),
    "date with one digit": ("signed: 2022-03-02", "signed: 2022-3-2"),
    "date in Chinese": ("signed: 2022-03-02", "signed: 2022年3月2日"),
    "date with month 13": ("signed: 2022-03-02", "signed: 2022-13-02"),
    "date with slashes": ("issued: 2016-11-01", "issued: 2016/11/01"),
    "interval with words": ("2022-03-07/2022-03-18", "2022-03-07 至 2022-03-18"),
    "year for a month": ("service_since: 2014-07", "service_since: 2014"),
    "year of two digits": ("      2022:\n", "      22:\n"),
    "code of five digits": ("county: 622926", "county: 62292"),
    "code of letters": ('code: "622926"', "code: 东乡"),
    "unknown mode": ("mode: cross_province", "mode: cross-province"),
    "unknown certificate": ("level: 社会工作师", "level: 高级社工师"),
    "unknown party": ("parties: [sender, receiver]", "parties: [sender, county]"),
    "unknown basis": ("basis: total", "basis: all"),
    "unknown status": ("status: running", "status: 实施中"),
    "negative count": ("beneficiaries: 3", "beneficiaries: -3"),
    "count with a unit": ("beneficiaries: 3", "beneficiaries: 3人"),
    "count with a fraction": ("beneficiaries: 3", "beneficiaries: 3.5"),
    "amount with a comma": ("amount: 30000", 'amount: "30,000"'),
    "negative amount": ("amount: 30000", "amount: -1"),
    "flag in words": ("reported: true", "reported: yes"),
    "id in Chinese": ("id: p1", "id: 结对一"),
    "blank requirement": ("one_to_one: {}", "one_to_one:"),
    "requirement without its number": ("{min: 40, basis: total,", "{basis: total,"),
    "blank required text": ("title: 虚构方案", 'title: " "'),
    "null for a required text": ("title: 虚构方案", "title:"),
    "claim of blanks": ("{on: 2022-05-09/2022-05-20, workdays: 8}", "{on: , workdays: }"),
    "duties of blanks": ("one_to_one: {}", "modes: {cross_province: , in_province: }"),
    "duties but for a clause": ("one_to_one: {}", "outcomes: {clause: 一}"),
    "empty list of what is asked": ("one_to_one: {}", "grant: {min: 30000, modes: []}"),
    "date before 1900": ("signed: 2022-03-02", "signed: 1899-12-31"),
    "interval after 2199": ("active: 2022-03-01/2022-12-31", "active: 2022-03-01/2200-12-31"),
    "amount of thirteen digits": ("amount: 30000", "amount: 1234567890123"),
    "empty claim": ("{on: 2022-05-09/2022-05-20, workdays: 8}", "{}"),
    "one value for a list": ("grants: [{amount: 30000}]", "grants: 30000"),
    "list for a value": ("title: 虚构方案", "title: [虚构方案]"),
    "text for a mapping": ("period: {from: 2021, to: 2025}", "period: 2021-2025"),
    "null in a list": ("grants: [{amount: 30000}]", "grants: [null]"),
}


def test_the_document_to_spoil_is_good() -> None:
    assert loads(GOOD)
    assert refusals(GOOD) == []


@pytest.mark.parametrize("change", BLANK, ids=lambda change: change[0].split(":")[0].strip())
def test_an_optional_value_may_be_blank(change: tuple[str, str]) -> None:
    text = GOOD.replace(*change)
    assert text != GOOD
    assert loads(text)
    assert refusals(text) == []


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_schema_and_loader_both_refuse(change: tuple[str, str]) -> None:
    text = GOOD.replace(*change, 1)
    assert text != GOOD
    assert not loads(text)
    assert refusals(text)


SPELLED: dict[str, Any] = {
    "~": None,
    '""': "",
    "' '": " ",
    '"\u3000"': "\u3000",
    '"null"': "null",
    "true": True,
    "-1": -1,
    "2000.5": 2000.5,
    "622926": 622926,
    '"622926"': "622926",
    "1234567890": 1234567890,
    "999999999999.99": 999999999999.99,
    "1000000000000": 1000000000000,
    "1899": 1899,
    "2200": 2200,
    "2022-03": "2022-03",
    "1899-03": "1899-03",
    "2022-03-07": "2022-03-07",
    "1899-12-31": "1899-12-31",
    "2022-03-07/2022-03-08": "2022-03-07/2022-03-08",
    "2199-12-31/2200-01-01": "2199-12-31/2200-01-01",
    "虚构": "虚构",
    "[]": [],
    '[""]': [""],
    "[true]": [True],
    "{}": {},
}
"""Ways to write a value, and what an editor reads there."""
YEAR = "^(19|20|21)[0-9]{2}$"


def _places(data: Any, part: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every value in a document: what leads to it, all items and years alike, what holds it, its key, the holder's part
    of the schema."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        here = (*path, "*" if isinstance(key, int) or key.isdigit() else key)
        yield here, data, key, part
        if isinstance(value, dict | list):
            inner = part.get("properties", {}).get(key) or part.get("items") or part["patternProperties"][YEAR]
            yield from _places(value, next((one for one in inner.get("anyOf", ()) if "properties" in one), inner), here)


def test_whatever_stands_at_a_place_the_schema_takes_it_when_the_loader_does() -> None:
    tried, unlike = set(), []
    for text in (text for file in CORPUS if loads(text := file.read_bytes().decode("utf-8", "replace"))):
        data = as_editors_read(text)
        for path, holder, key, part in [*_places(data, json.loads(schema(_kind(data))))]:
            if (place := path[-2:]) in tried:
                continue
            tried.add(place)
            before, holder[key] = holder[key], "§"
            document, described = json.dumps(data, ensure_ascii=False), Draft7Validator(part)
            for written, value in SPELLED.items():
                holder[key] = value
                if described.is_valid(holder) != loads(document.replace('"§"', written)):
                    unlike.append(f"{'.'.join(path)}: {written}")
            holder[key] = before
    assert len(tried) > 150
    assert unlike == []


def test_a_records_file_is_accepted_and_one_with_a_plan_refused() -> None:
    good = "format: 1\nrecords_for: demo\npairings:\n  - {id: p1, years: {2023: {sent: []}}}\n"
    assert loads(good)
    assert refusals(good) == []
    bad = good + "plan: {}\n"
    assert not loads(bad)
    assert refusals(bad)


def _result_errors(*args: str | Path, stdin: bytes = b"") -> tuple[dict[str, Any], list[str]]:
    result = json.loads(qianshou("validate", "--format", "json", *args, stdin=stdin).out)
    return result, [f"{error.json_path}: {error.message[:200]}" for error in validator("result").iter_errors(result)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_results_of_the_shipped_data_are_as_described(lang: str) -> None:
    result, errors = _result_errors(DATA, EXAMPLES, "--all", "--as-of", "2026-01-01", "--lang", lang)
    assert errors == []
    assert {"pass", "fail", "unknown", "not_applicable"} <= {item["status"] for item in result["results"]}


def test_results_of_unreadable_inputs_are_as_described(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_bytes(b"a: [\xff")
    (tmp_path / "twice.yaml").write_text("format: 1\nformat: 1\n", "utf-8")
    (tmp_path / "wrong.yaml").write_text(GOOD.replace("format: 1", "format: 2"), "utf-8")
    result, errors = _result_errors(tmp_path, tmp_path / "none.yaml")
    assert errors == []
    assert {item["rule"] for item in result["results"]} == {"QS001", "QS002", "QS003"}


def test_results_with_a_waiver_are_as_described() -> None:
    result, errors = _result_errors("-", "--all", "--as-of", "2024-01-01", stdin=GOOD.encode())
    assert errors == []
    assert [item["waiver"]["status"] for item in result["results"] if item["status"] == "waived"]


def test_the_schema_of_results_allows_nothing_else() -> None:
    result, _ = _result_errors(DATA, "--as-of", "2026-01-01")
    for spoiled in (
        {**result, "extra": 1},
        {key: value for key, value in result.items() if key != "as_of"},
        {**result, "results": [{**result["results"][0], "status": "passed"}]},
    ):
        assert list(validator("result").iter_errors(spoiled))


def test_the_page_of_results_says_what_may_be_null() -> None:
    def nullable(found: dict[str, Any]) -> Iterator[str]:
        for key, value in found.get("properties", {}).items():
            kinds = value["type"] if isinstance(value.get("type"), list) else []
            yield from [key] if "null" in kinds else []
            yield from nullable(value)
        yield from nullable(found["items"]) if "items" in found else ()

    page = qianshou("schema", "result", "--format", "markdown").out
    said = re.findall(r"^\| `(\w+)` \| [^|]*，或 null / [^|]*, or null \|", page, re.MULTILINE)
    assert said == [*nullable(json.loads(schema("result")))]
    assert {"pairing", "actual", "waiver", "expires"} <= {*said}


def test_the_counts_of_the_summary_are_the_statuses_that_count() -> None:
    assert [info.alias or name for name, info in Summary.model_fields.items()] == list(COUNTED)


def test_every_choice_has_a_name_in_both_languages() -> None:
    for choices, names in ((Level, LEVELS), (Mode, MODES), (Party, PARTIES)):
        assert set(get_args(choices)) == set(names)
