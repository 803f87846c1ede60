"""Every output of `validate`: as a file a person can open, as its format's own validator reads it, and under attack.

After a wanted change, write the expected files anew and read the difference:
`QIANSHOU_UPDATE_GOLDENS=1 python -m pytest tests/test_reporters.py`
"""

import csv
import io
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft4Validator
from junitparser import Error, Failure, JUnitXml, Skipped

from compliant import compliant, written
from generate import HOSTILE, hostile_program, programs
from qianshou_cli.cli.endings import FORMATS
from qianshou_cli.cli.outputs import renderer
from qianshou_cli.findings import Report, Severity, Status
from qianshou_cli.reporters import Look, sarif
from qianshou_cli.rules import RULES
from qianshou_cli.spans import Span
from qianshou_cli.texts import Lang, Text
from support import DATA, judge_files, qianshou

HERE = Path(__file__).parent
GOLDENS = HERE / "goldens"
SARIF = Draft4Validator(json.loads((HERE / "schemas" / "sarif-2.1.0.schema.json").read_text("utf-8")))
EXTENSIONS = {
    "table": "txt",
    "json": "json",
    "ndjson": "ndjson",
    "csv": "csv",
    "markdown": "md",
    "junit": "xml",
    "sarif": "sarif",
    "github": "txt",
    "gitlab": "json",
}
STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
EVERY = pytest.mark.parametrize("name", [name for name in FORMATS if name != "xlsx"])  # a workbook is no text
BOTH = pytest.mark.parametrize("lang", Lang)


@pytest.fixture(scope="module")
def example() -> Report:
    """A fictional programme with findings of every status, and a file that cannot be read."""
    names = ("program.yaml", "broken.yaml")
    return judge_files({name: (GOLDENS / name).read_bytes() for name in names}, "2023-06-30", keep_all=True)


@pytest.fixture(scope="module")
def many() -> Report:
    """A hundred fictional programmes with defects."""
    return judge_files(dict(programs(100)), "2024-06-30", keep_all=True)


@pytest.fixture(scope="module")
def hostile() -> Report:
    """Programmes whose every text tries to break out of the output that it is printed in."""
    files: dict[str, str | bytes] = {}
    for number, text in enumerate(HOSTILE):
        files[f"a:b, {number}%/{_file_name(text)}.yaml"] = hostile_program(text, number)
    files |= {"=1|\x1b[31m\n::error::x\u202e<b>.yaml": "：", "::error::y.yaml": b"\xff"}
    report = judge_files(files, "2023-06-30", keep_all=True)
    assert len(report.programs) == len(HOSTILE), [item.message(Lang.EN) for item in report.results if not item.program]
    return report


def _file_name(text: str) -> str:
    return re.sub(r"[0-9/\\]|someone", "_", text)[:60]


def _render(name: str, report: Report, lang: Lang = Lang.ZH) -> str:
    text = renderer(name)(report, Look(lang=lang))
    assert isinstance(text, str)
    return text


def test_the_example_holds_a_finding_of_every_status(example: Report) -> None:
    found = {(result.status, result.severity) for result in example.results}
    assert {status for status, _ in found} == set(Status)
    assert {(Status.FAIL, Severity.ERROR), (Status.FAIL, Severity.WARNING)} <= found
    assert example.exit_code == 3


@EVERY
@BOTH
def test_an_output_is_what_its_golden_file_says(
    name: str, lang: Lang, example: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("json", "sarif"):
        monkeypatch.setattr(f"qianshou_cli.reporters.{module}.__version__", "0.0.0")
    golden = GOLDENS / f"{name}.{lang}.{EXTENSIONS[name]}"
    text = _render(name, example, lang)
    if os.environ.get("QIANSHOU_UPDATE_GOLDENS"):
        golden.write_bytes(text.encode())
    assert golden.read_bytes().decode() == text, "see the head of tests/test_reporters.py"


@pytest.mark.parametrize(("total", "said"), [(3, "counties: 3"), (None, "counties: 2")])
def test_the_heading_counts_the_counties_that_the_plan_promises(total: int | None, said: str) -> None:
    """As many as are named where it gives no total."""
    data = compliant()
    data["plan"]["counties"] = {"total": total, "named": data["plan"]["counties"]["named"][:2]}
    table = _render("table", judge_files({"program.yaml": written(data)}), Lang.EN)
    assert f"  {said}\n" in table, table.splitlines()[:3]


@BOTH
@pytest.mark.parametrize("name", ["table", "markdown"])
@pytest.mark.parametrize(("year", "said"), [(2022, False), (2035, True)])
def test_the_heading_says_where_no_working_year_is_judged(name: str, lang: Lang, year: int, said: bool) -> None:
    """As where another plan of the run has the year that was asked for, and this one has not."""
    files = {"program.yaml": written(compliant())}
    text = _render(name, judge_files(files, "2036-01-01", years=frozenset([year])), lang)
    note = Text("没有可判断的工作年度", "no working year to judge").pick(lang)
    assert (note in text) == said


def _sarif(report: Report, lang: Lang = Lang.ZH) -> dict[str, Any]:
    log = json.loads(_render("sarif", report, lang))
    assert not list(SARIF.iter_errors(log))
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def _no_empty_text(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_no_empty_text, value.values()))
    if isinstance(value, list):
        return all(map(_no_empty_text, value))
    return bool(value != "")


REPORTS = pytest.mark.parametrize("report_name", ["example", "many", "hostile"])


@REPORTS
def test_sarif_holds_to_its_schema_and_to_what_code_scanning_asks(
    report_name: str, request: pytest.FixtureRequest
) -> None:
    report: Report = request.getfixturevalue(report_name)
    run = _sarif(report)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.card.id for rule in RULES]
    assert _no_empty_text(run)
    assert len(run["results"]) == sum(result.status in (Status.FAIL, Status.UNKNOWN) for result in report.results)
    places = [place["physicalLocation"] for result in run["results"] for place in result["locations"]]
    places += [place["physicalLocation"] for result in run["results"] for place in result.get("relatedLocations", ())]
    for place in places:
        assert min(place["region"].values()) >= 1
        assert re.fullmatch(r"(?:[A-Za-z0-9_.~/-]|%[0-9A-F]{2})+", place["artifactLocation"]["uri"])
    prints = [result["partialFingerprints"]["primaryLocationLineHash"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    levels = [("error", "warning", "note").index(result["level"]) for result in run["results"]]
    assert levels == sorted(levels)
    assert "](" not in json.dumps([result["message"] for result in run["results"]])


def test_sarif_gives_unknowns_the_weight_of_their_rule_only_in_a_strict_run(example: Report) -> None:
    unknown = sum(result.status is Status.UNKNOWN for result in example.results)
    assert sum(result["level"] == "note" for result in _sarif(example)["results"]) == unknown > 0
    assert all(result["level"] != "note" for result in _sarif(example._replace(strict=True))["results"])


def test_sarif_says_that_a_run_for_a_year_that_no_plan_has_went_wrong(example: Report) -> None:
    whole = example._replace(results=tuple(r for r in example.results if not r.rule.startswith("QS0") and not r.fault))
    for misused, said in ((False, []), (True, ["要求判断的年度中，有的在任何方案里都没有结对可判断"])):
        (invocation,) = _sarif(whole._replace(misused=misused))["invocations"]
        assert (invocation["exitCode"], invocation["executionSuccessful"]) == (2 if misused else 1, not misused)
        assert [note["message"]["text"] for note in invocation["toolExecutionNotifications"]] == said


def test_sarif_leaves_out_the_less_severe_beyond_the_number_taken_and_says_how_many(
    many: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = _sarif(many)["results"]
    monkeypatch.setattr(sarif, "MOST", 20)
    run = _sarif(many)
    assert run["results"] == whole[:20]
    assert run["properties"]["leftOut"] == len(whole) - 20
    *_, said = run["invocations"][0]["toolExecutionNotifications"]
    assert f"另有 {len(whole) - 20} 条" in said["message"]["text"]


def test_sarif_stays_below_the_size_taken(many: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, size = _sarif(many)["results"], len(_render("sarif", many).encode())
    limit = size - size // 4
    monkeypatch.setattr(sarif, "LARGEST", limit)
    run, text = _sarif(many), _render("sarif", many)
    assert limit * 0.98 < len(text.encode()) <= limit
    assert run["results"] == whole[: len(run["results"])]
    assert run["properties"]["leftOut"] == len(whole) - len(run["results"]) > 0


@REPORTS
@pytest.mark.parametrize("strict", [False, True])
def test_junit_is_read_back_with_the_numbers_of_the_summary(
    report_name: str, strict: bool, request: pytest.FixtureRequest
) -> None:
    report: Report = request.getfixturevalue(report_name)._replace(strict=strict)
    text = _render("junit", report)
    suites = list(JUnitXml.fromstring(text.encode()))
    cases = [case for suite in suites for case in suite]
    summary = report.summary
    assert len(cases) == sum(summary.values())
    found = Counter(type(case.result[0]) if case.result else None for case in cases)
    refused = sum(result.program is None for result in report.results)
    failing = summary[Status.FAIL] - refused + (summary[Status.UNKNOWN] if strict else 0)
    skipped = summary[Status.PENDING] + summary[Status.WAIVED] + (0 if strict else summary[Status.UNKNOWN])
    assert found == +Counter({None: summary[Status.PASS], Failure: failing, Skipped: skipped, Error: refused})
    assert len({(case.classname, case.name) for case in cases}) == len(cases)
    for element in ElementTree.fromstring(text).iter("testsuite"):
        assert int(element.attrib["tests"]) == len(element)
        for kind, count in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(element.attrib[count]) == len(element.findall(f"testcase/{kind}"))
    assert all("file" not in element.attrib for element in ElementTree.fromstring(text).iter())


COMMAND = re.compile(
    r"::(error|warning|notice) (?:file=[^:,]+,line=\d+,endLine=\d+(?:,col=\d+,endColumn=\d+)?,)?title=[^:,]+::(.+)"
)


def _unescaped(text: str) -> str:
    for sign, code in (("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"), ("%", "%25")):
        text = text.replace(code, sign)
    return text


@REPORTS
def test_github_lines_are_all_ours_and_no_more_than_are_shown(report_name: str, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(report_name)
    lines = _render("github", report).split("\n")
    assert lines.pop() == ""
    found = [COMMAND.fullmatch(line) for line in lines]
    assert all(found), lines
    kinds = Counter(match[1] for match in found if match)
    assert max(kinds.values()) <= 10
    wanted = sum(result.status in (Status.FAIL, Status.UNKNOWN) for result in report.results)
    if wanted > len(lines):
        assert f"另有 {wanted - len(lines) + 1} 条" in _unescaped(lines[-1])
    else:
        assert wanted == len(lines)


@pytest.mark.parametrize(("last", "columns"), [(4, ",col=3,endColumn=9"), (5, "")])
def test_github_gets_columns_for_a_single_line_only(example: Report, last: int, columns: str) -> None:
    one = next(result for result in example.results if result.status is Status.FAIL)
    report = example._replace(results=(one._replace(locations=(Span("a.yaml", 4, 3, last, 9),)),))
    assert f"file=a.yaml,line=4,endLine={last}{columns},title=" in _render("github", report)


@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_no_cell_of_csv_is_a_formula_in_full_width_either(example: Report, sign: str) -> None:
    one = next(result for result in example.results if result.status is Status.FAIL)
    report = example._replace(results=(one._replace(worker=f"{sign}cmd"),))
    (row,) = list(csv.DictReader(io.StringIO(_render("csv", report).removeprefix("\ufeff"))))
    assert f"'{sign}cmd" in row.values()


def test_github_names_errors_first_and_the_rest_last(many: Report) -> None:
    kinds = [line.split()[0] for line in _render("github", many).splitlines()]
    assert kinds == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10


@REPORTS
def test_gitlab_has_what_merge_requests_need(report_name: str, request: pytest.FixtureRequest) -> None:
    found = json.loads(_render("gitlab", request.getfixturevalue(report_name)))
    assert found
    for item in found:
        assert set(item) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert item["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert item["location"]["lines"]["begin"] >= 1
        assert not item["location"]["path"].startswith(("/", "./"))
    assert len({item["fingerprint"] for item in found}) == len(found)


@REPORTS
def test_csv_cells_are_whole_and_no_formula(report_name: str, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(report_name)
    text = _render("csv", report)
    assert text[0] == "\ufeff"
    assert text.count("\r\n") == text.count("\n")
    head, *rows = csv.reader(io.StringIO(text[1:], newline=""), strict=True)
    assert len(rows) == len(report.listed)
    assert {len(row) for row in rows} == {len(head)}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert [row[head.index("指纹")] for row in rows] == [result.fingerprint for result in report.listed]


@REPORTS
def test_json_lines_are_the_findings_of_the_json_result(report_name: str, request: pytest.FixtureRequest) -> None:
    report: Report = request.getfixturevalue(report_name)
    lines = _render("ndjson", report).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(_render("json", report))["results"]


@REPORTS
def test_markdown_tables_keep_their_columns(report_name: str, request: pytest.FixtureRequest) -> None:
    lines = _render("markdown", request.getfixturevalue(report_name)).split("\n")
    tables = 0
    for number, line in enumerate(lines):
        tables += line.startswith("| ---")
        if not line.startswith("|"):
            continue
        width = line.count("|")
        assert not line.endswith("\\|"), line
        if lines[number + 1].startswith("|"):
            assert lines[number + 1].count("|") == width
    assert tables


@EVERY
@BOTH
def test_no_data_steers_a_terminal_or_shows_a_person(name: str, lang: Lang, hostile: Report) -> None:
    for limit in (None, 20):
        text = renderer(name)(hostile, Look(lang=lang, limit=limit))
        assert isinstance(text, str)
        text.encode()
        assert not STEERING.findall(text.replace("\r\n", "\n") if name == "csv" else text)
        for person in ("13812345678", "someone@example.com", "11010519491231002X"):
            assert person not in text


def test_colours_are_ours_alone(hostile: Report) -> None:
    coloured = renderer("table")(hostile, Look(color=True))
    assert isinstance(coloured, str)
    assert re.sub("\x1b\\[(?:0|1|1;31|3[1-6]|2)m", "", coloured) == _render("table", hostile)


def test_html_and_links_stay_text_in_markdown(hostile: Report) -> None:
    text = _render("markdown", hostile)
    assert not re.search(r"<[a-zA-Z/!]|(?<!\\)[\[\]`*]|@|https?://|www\.", text.replace("**", ""), re.IGNORECASE)


def test_a_plan_without_requirements_is_called_one() -> None:
    said = "the plan has no requirements: nothing but the data itself was checked"
    data = compliant()
    asked = written(data)
    data["plan"]["requirements"] = {}
    for text, expected in ((asked, False), (written(data), True)):
        (info,) = judge_files({"program.yaml": text}).programs
        assert info.asks is not expected
        for name in ("table", "markdown"):
            output = renderer(name)(judge_files({"program.yaml": text}), Look(lang=Lang.EN, width=200))
            assert (said in str(output)) is expected


def test_only_junit_and_an_open_view_name_what_passed(example: Report) -> None:
    statuses = {item["status"] for item in json.loads(_render("json", example))["results"]}
    assert statuses == {"fail", "unknown", "pending", "waived"}
    opened = example._replace(show_all=True)
    assert {item["status"] for item in json.loads(_render("json", opened))["results"]} == set(Status)
    assert json.loads(_render("json", opened))["summary"] == json.loads(_render("json", example))["summary"]
    assert _render("sarif", opened) == _render("sarif", example)


@pytest.mark.parametrize(
    ("file", "folder", "root", "uri"),
    [
        ("data/a b.yaml", "", "", "data/a%20b.yaml"),
        ("./data/甲.yaml", "/repo", "/repo", "data/%E7%94%B2.yaml"),
        ("a.yaml", "/repo/data", "/repo", "data/a.yaml"),
        ("/repo/data/a.yaml", "/elsewhere", "/repo", "data/a.yaml"),
        ("../b.yaml", "/repo/data", "/repo", "b.yaml"),
        ("a:b.yaml", "", "", "a%3Ab.yaml"),
        ("C:/repo/data/a.yaml", "C:/repo", "C:/repo", "data/a.yaml"),
        ("C:/Repo/data/a.yaml", "c:/repo/data", "c:/repo", "data/a.yaml"),
        ("a.yaml", "C:/repo/data", "C:/repo", "data/a.yaml"),
        ("../b.yaml", "//host/share/repo/data", "//host/share/repo", "b.yaml"),
        ("D:/b.yaml", "C:/repo", "C:/repo", "D%3A/b.yaml"),
        ("x/../b.yaml", "C:/repo", "", "C%3A/repo/b.yaml"),
        ("a\\b.yaml", "/repo/data", "/repo", "data/a%5Cb.yaml"),
    ],
)
def test_files_are_named_from_the_repository(file: str, folder: str, root: str, uri: str) -> None:
    log = json.loads(str(renderer("sarif")(judge_files({file: "："}), Look(folder=folder, root=root))))
    (result,) = log["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


@pytest.mark.parametrize(
    ("files", "zh", "en"),
    [
        (("zhejiang_qinghai.yaml",), "共 1 个方案、结对未记录：", "plans: 1, pairings not recorded; "),
        (("shanghai_gansu.yaml",), "共 1 个方案、11 个结对：", "plans: 1, pairings: 11; "),
        ((".",), "共 2 个方案、至少 11 个结对：", "plans: 2, pairings: at least 11; "),
    ],
)
def test_pairings_that_are_not_recorded_are_not_none(files: tuple[str, ...], zh: str, en: str) -> None:
    for lang, said in (("zh", zh), ("en", en)):
        run = qianshou("validate", *(DATA / file for file in files), "--lang", lang)
        assert said in run.out, run.out
