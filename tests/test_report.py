"""The year-end report: the facts of validate, set out as a page that a real browser shows, filters and prints."""

import base64
import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import chromium
from qianshou_cli.cli.check import check
from qianshou_cli.cli.inputs import Files
from qianshou_cli.cli.options import Choices
from qianshou_cli.cli.report import report
from qianshou_cli.findings import Report
from qianshou_cli.texts import Lang
from qianshou_cli.year_report import WORDS
from support import BAD, DATA, EXAMPLES, GOOD, ROOT, node_package, qianshou, tool

DAY = ("--as-of", "2023-01-10")

IMAGE = "<img src=x onerror=document.title=1>"
SCRIPT = "</title></style></script><script>document.title=1</script>"
HOSTILE = f"""# 虚构 (fictional)
format: 1
plan:
  id: demo
  title: "虚构 {SCRIPT} {{{{ 7*7 }}}}"
  document: {{number: "{IMAGE}"}}
  period: {{from: 2022, to: 2022}}
  sender_province: "{IMAGE}"
  receiver_province: 陕西省
  counties: {{total: 2, named: [{{code: "611025", name: "{IMAGE} | **x** [a](https://example.org) 13812345678"}}]}}
  requirements:
    county_coverage: {{clause: "{SCRIPT}"}}
    sent_workdays: {{min: 40, clause: "{IMAGE}"}}
    projects: {{min: 1}}
    evaluation: {{}}
organizations:
  - {{id: s, name: "{SCRIPT}", province: 江苏省}}
  - {{id: r, name: "虚构\\e[31m\\u202e机构", province: 陕西省}}
workers:
  - {{id: w1, name: "{IMAGE}", employer: s}}
  - {{id: w2, name: 欧阳某某, employer: s}}
pairings:
  - id: p
    mode: cross_province
    sender: s
    receiver: r
    county: "611025"
    years:
      2022:
        sent: [{{worker: w1, service: [2022-03-07/2022-03-18]}}, {{worker: w2, service: [2022-03-07]}}]
        projects: []
waivers:
  - {{rule: QS401, reason: "{IMAGE}", approved_by: "{SCRIPT}", document: a@example.org}}
"""


def make(path: Path, *args: str | Path) -> str:
    """The report that the command writes."""
    run = qianshou("report", *args, "-o", path)
    assert (run.code, run.out) == (0, ""), run
    assert run.err in (f"已写入 {path}\n", f"wrote {path}\n")
    return path.read_text("utf-8")


@pytest.mark.parametrize(("lang", "title"), [(Lang.ZH, "补助资金（元）"), (Lang.EN, "grant (yuan)")])
@pytest.mark.parametrize(("name", "mark"), [("report.md", " | {} |"), ("report.html", '<th scope="col">{}</th>')])
def test_a_minimum_that_is_money_says_so(tmp_path: Path, name: str, mark: str, lang: Lang, title: str) -> None:
    assert mark.format(title) in make(tmp_path / name, BAD, "--year", "2022", *DAY, "--lang", lang)


@pytest.mark.parametrize("lang", list(Lang))
def test_no_table_has_two_columns_of_one_name(tmp_path: Path, lang: Lang) -> None:
    text = make(tmp_path / "report.md", BAD, "--year", "2022", *DAY, "--lang", lang)
    heads = re.findall(r"^\| (.+) \|\n\|---", text, re.MULTILINE)
    assert len(heads) > 5
    for head in heads:
        names = head.split(" | ")
        assert len(set(names)) == len(names), head


@pytest.fixture(scope="module")
def browser() -> Iterator[Chrome]:
    yield from chromium()


def said(browser: Chrome) -> list[Any]:
    """What the console said since it was last asked."""
    log: list[Any] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return log


def show(browser: Chrome, path: Path) -> None:
    """Open a page; what an earlier page said is forgotten."""
    said(browser)
    browser.get(path.as_uri())


class Page(HTMLParser):
    """What a page is made of: its elements with their attributes, in order, and its visible text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.raw: dict[str, str] = {}
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag
        if tag in ("td", "th", "dt", "dd"):
            self.text += " "

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open in ("script", "style"):
            self.raw[self._open] = data
        else:
            self.text += data

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.elements if name in attributes]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_stands_alone_and_nothing_else_may_load_or_run(tmp_path: Path, lang: str) -> None:
    """No address, no inline handler or style; the policy allows exactly the style and script of the page."""
    page = Page(make(tmp_path / "r.html", EXAMPLES, "--year", "2022", "--lang", lang, *DAY))
    names = {name for _, attributes in page.elements for name in attributes}
    assert not [name for name in names if name == "style" or name == "src" or name.startswith("on")]
    assert page.attributes("href") == ["#report"]
    policy = next(a["content"] for _, a in page.elements if a.get("http-equiv") == "Content-Security-Policy")
    hashes = {
        kind: "sha256-" + base64.b64encode(hashlib.sha256(page.raw[kind].encode()).digest()).decode()
        for kind in ("style", "script")
    }
    assert policy == (
        f"default-src 'none'; style-src '{hashes['style']}'; script-src '{hashes['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", [EXAMPLES, DATA], ids=["examples", "data"])
def test_the_page_can_be_read_by_a_screen_reader(tmp_path: Path, path: Path, lang: str) -> None:
    """Language, landmarks, headings without gaps, scopes, names that exist, a text for every picture."""
    page = Page(make(tmp_path / "r.html", path, "--year", "2022", "--lang", lang, *DAY))
    tags = [tag for tag, _ in page.elements]
    assert page.elements[0] == ("html", {"lang": {"zh": "zh-CN", "en": "en"}[lang]})
    assert [tags.count(tag) for tag in ("header", "main", "h1")] == [1, 1, 1]
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert all(below <= above + 1 for above, below in pairwise(levels))
    ids = page.attributes("id")
    assert len(ids) == len(set(ids))
    assert set(page.attributes("aria-labelledby")) <= set(ids)
    assert all(a.get("scope") in ("row", "col") for tag, a in page.elements if tag == "th")
    assert all(a.get("role") == "img" and a.get("aria-label") for tag, a in page.elements if tag == "svg")
    assert all(a.get("type") == "button" and "aria-pressed" in a for tag, a in page.elements if tag == "button")


@pytest.mark.parametrize("suffix", [".html", ".md"])
@pytest.mark.parametrize("as_of", ["2022-10-15", "2023-01-10"])
def test_the_report_holds_what_validate_finds(tmp_path: Path, suffix: str, as_of: str) -> None:
    """Every result that did not pass is there with rule, message, clauses and first place; the counts agree."""
    text = make(tmp_path / f"r{suffix}", BAD, "--year", "2022", "--as-of", as_of)
    shown = Page(text).text if suffix == ".html" else unescape(re.sub(r"\\(.)", r"\1", text))
    found = json.loads(qianshou("validate", BAD, "--year", "2022", "--as-of", as_of, "--format", "json").out)
    assert len(found["results"]) > 15
    for result in found["results"]:
        place = result["locations"][0]
        for part in (
            result["rule"],
            result["message"],
            f"{place['file']}:{place['line']}:{place['column']}",
            *result["clauses"],
        ):
            assert part in shown, result
    counts = found["summary"]
    sentence = (
        f"符合 {counts['pass']}，不符合 {counts['fail']}，数据不足 {counts['unknown']}，未到期 {counts['pending']}"
    )
    assert sentence in shown
    assert ("尚未结束" in shown) == (as_of < "2022-12-31")


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_workdays_stand_against_the_minimum(tmp_path: Path, suffix: str) -> None:
    shown = re.sub(r"[\\|\s]+", " ", Page(make(tmp_path / f"r{suffix}", BAD, "--year", "2022", *DAY)).text)
    assert "zhenan 镇安县 19 40 21 w1 (8)、w2 (6)、w3 (5)" in shown
    assert "zhashui 柞水 5 40 35 w1 (5)" in shown


def test_bars_are_drawn_to_one_scale(tmp_path: Path) -> None:
    """The bar of 19 of 40 workdays is 19/40 of the way to the line of the minimum, and says so in words."""
    page = Page(make(tmp_path / "r.html", BAD, "--year", "2022", *DAY))
    lengths = [
        (int(a["width"] or 0), a["class"]) for tag, a in page.elements if tag == "rect" and a["class"] != "track"
    ]
    lines = {int(a["x1"] or 0) for tag, a in page.elements if tag == "line"}
    assert len(lines) == 1
    minimum = lines.pop()
    assert [kind for _, kind in lengths] == ["short", "short"]
    assert [round(length * 40 / minimum) for length, _ in lengths] == [19, 5]
    assert "已完成：19；要求：40" in page.attributes("aria-label")


PLAN = """# 虚构 (fictional)
format: 1
plan:
  id: demo
  title: 虚构方案
  period: {{from: 2022, to: 2022}}
  sender_province: 江苏省
  receiver_province: 陕西省
  {counties}
  requirements: {requirements}
pairings: []
"""


@pytest.mark.parametrize("suffix", ["md", "html"])
@pytest.mark.parametrize(
    ("counties", "requirements", "told", "untold"),
    [
        ("", "{projects: {min: 1}}", ["受援县未记录。", "没有不符合的事项。"], "方案没有写任何要求"),
        (
            "counties: {total: 5}",
            "{scope: {}}",
            ["方案受援县 5 个，列名 0 个", "另有 5 个县在文件中没有列名"],
            "未记录。",
        ),
        ("", "{}", ["方案没有写任何要求（requirements），除数据本身外什么也没有检查。"], "没有不符合的"),
        (
            "counties: {total: 1, named: [{code: '611025', name: 镇安县}]}",
            "{county_coverage: {}}",
            ["不符合的：错误 1 项，警告 0 项。"],
            "涉及",
        ),
    ],
    ids=["no counties", "a number of counties", "nothing asked", "a plan fails"],
)
def test_what_the_overview_says_is_what_is_recorded(
    tmp_path: Path, suffix: str, counties: str, requirements: str, told: list[str], untold: str
) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN.format(counties=counties, requirements=requirements), "utf-8")
    page = make(tmp_path / f"report.{suffix}", tmp_path / "plan.yaml", "--year", "2022", *DAY)
    assert all(unescape(text) in unescape(page) for text in told), page
    assert untold not in page


PAIRED = """organizations:
  - {id: s, name: 虚构援派机构, province: 江苏省}
  - {id: r, name: 虚构受援机构, province: 陕西省}
pairings:
  - {id: a, mode: cross_province, sender: s, receiver: r, county: "611025"}
  - {id: b, mode: cross_province, sender: s, receiver: r, county: "611026"}
  - {id: c, mode: cross_province, sender: s, receiver: r, county: "611099"}
"""
"""Pairings of which one is in a county that a plan may name, one in another, and one in none that there is."""


@pytest.mark.parametrize(
    ("counties", "said", "paired", "rows"),
    [
        (
            "counties: {total: 3, named: [{code: '611025', name: 镇安}]}",
            "方案受援县 3 个，列名 1 个，其中方案期间有结对的 1 个。另有 2 个县在文件中没有列名，无法核对。"
            "有结对而文件未列名的县 2 个。",
            "3/3",
            ["镇安 611025 已结对 a", "柞水县 611026 已结对，文件未列名 b", "611099 611099 已结对，文件未列名 c"],
        ),
        (
            "counties: {named: [{code: '611025', name: 镇安}]}",
            "方案受援县 1 个，列名 1 个，其中方案期间有结对的 1 个。",
            "1/1",
            ["镇安 611025 已结对 a"],
        ),
        (
            "",
            "受援县未记录。有结对而文件未列名的县 3 个。",
            "3",
            ["镇安县 611025 已结对，文件未列名 a", "柞水县 611026 已结对，文件未列名 b"],
        ),
    ],
    ids=["some named", "all named", "none recorded"],
)
def test_counties_paired_are_those_that_the_rules_count(
    tmp_path: Path, counties: str, said: str, paired: str, rows: list[str]
) -> None:
    """As many as the target counts, also where the file does not name them; those that it does not are told apart."""
    text = PLAN.format(counties=counties, requirements="{outcomes: {counties: 9}}").replace("pairings: []\n", PAIRED)
    (tmp_path / "plan.yaml").write_text(text, "utf-8")
    page = Page(make(tmp_path / "r.html", tmp_path / "plan.yaml", "--year", "2022", *DAY)).text
    shown = re.sub(r"\s+", " ", page)
    assert f"已结对的受援县 {paired} 符合" in shown
    assert f"受援县覆盖 {said} 受援县 代码" in shown
    assert f"受益县 {paired[0]}，指标 9" in shown
    written = re.sub(r"[\\|\s]+", " ", make(tmp_path / "r.md", tmp_path / "plan.yaml", "--year", "2022", *DAY))
    for row in rows:
        assert f" {row}：" in shown
        assert f" {row}：" in written
    assert said in written


SPANS = f"""{PAIRED}  - {{id: d, mode: cross_province, sender: s, receiver: r, county: "611025"}}
""".replace('"611026"', '"611026", active: 2022-01-01/2022-06-30').replace(
    '"611099"', '"611099", active: 2023-03-01/2030-12-31'
)
"""Pairings of which one ended long before the plan does, one began in the middle of it, and the others last."""


def lasting(tmp_path: Path, name: str = "demo", last: int = 2024) -> Path:
    """A plan of several years with such pairings."""
    text = PLAN.format(
        counties='counties: {total: 3, named: [{code: "611025", name: 镇安县}, {code: "611026", name: 柞水县}]}',
        requirements="{county_coverage: {}, outcomes: {counties: 9}, projects: {min: 1}}",
    ).replace("pairings: []\n", SPANS)
    path = tmp_path / f"{name}.yaml"
    path.write_text(text.replace("to: 2022", f"to: {last}").replace("id: demo", f"id: {name}"), "utf-8")
    return path


def shown_in(path: Path) -> str:
    """What a report says, on one line."""
    text = path.read_text("utf-8")
    return re.sub(r"\s+", " ", Page(text).text if path.suffix == ".html" else re.sub(r"[\\|#*]", " ", text))


@pytest.mark.parametrize("suffix", [".html", ".md"])
@pytest.mark.parametrize(
    ("year", "rows"),
    [
        (
            2022,
            (
                "镇安县 611025 已结对 a：虚构援派机构 → 虚构受援机构",
                "柞水县 611026 已结对 b：虚构援派机构 → 虚构受援机构（2022-01-01 至 2022-06-30）",
                "611099 611099 本年度没有结对，文件未列名 c：虚构援派机构 → 虚构受援机构（2023-03-01 至 2024-12-31）",
            ),
        ),
        (
            2023,
            (
                "镇安县 611025 已结对 a：虚构援派机构 → 虚构受援机构",
                "柞水县 611026 本年度没有结对 b：虚构援派机构 → 虚构受援机构（2022-01-01 至 2022-06-30）",
                "611099 611099 已结对，文件未列名 c：虚构援派机构 → 虚构受援机构（2023-03-01 至 2024-12-31）",
            ),
        ),
        (
            2024,
            (
                "柞水县 611026 本年度没有结对 b：虚构援派机构 → 虚构受援机构（2022-01-01 至 2022-06-30）",
                "611099 611099 已结对，文件未列名 c：虚构援派机构 → 虚构受援机构 ",
            ),
        ),
    ],
)
def test_a_pairing_counts_in_the_years_that_it_has_a_day_in_and_its_span_is_said(
    tmp_path: Path, suffix: str, year: int, rows: tuple[str, ...]
) -> None:
    """The counties of the period stay those that the rules count."""
    path = tmp_path / f"r{suffix}"
    make(path, lasting(tmp_path), "--year", str(year), "--as-of", "2025-01-10")
    shown = shown_in(path)
    assert re.search("结对[ ：]3（方案期间共 4） ", shown)
    assert ("已结对的受援县 2/3（方案期间共 3） " in shown) == (suffix == ".html")
    covered = (
        "方案受援县 3 个，列名 2 个，其中方案期间有结对的 2 个。本年度有结对的县 2 个。另有 1 个县在文件中没有列名"
    )
    assert covered in shown
    assert "受益县 3，指标 9" in shown
    assert all(row in shown for row in rows), shown


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_spans_are_said_in_english_too(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"r{suffix}"
    make(path, lasting(tmp_path), "--year", "2023", "--as-of", "2025-01-10", "--lang", "en")
    shown = shown_in(path)
    for said in (
        "3 (in the plan's period: 4) ",
        "of these paired at some time in its period: 2. Counties paired in the year: 2. ",
        "柞水县 611026 not paired in the year b: 虚构援派机构 → 虚构受援机构 (2022-01-01 to 2022-06-30) ",
    ):
        assert said in shown


@pytest.mark.parametrize("suffix", [".html", ".md"])
@pytest.mark.parametrize(
    ("lang", "head", "told", "untold"),
    [
        (
            "zh",
            "方案期间（2022–2023）不含 2024 年：没有可判断的年度要求，以下只是年度要求以外的事项。",
            ("项（年度要求以外）：符合", "问题清单（年度要求以外）", "符合要求的事项（年度要求以外）"),
            "没有不符合的事项",
        ),
        (
            "en",
            "The plan's period (2022–2023) does not include 2024: there are no yearly requirements to judge; "
            "what follows is apart from them.",
            ("Checks (apart from the yearly requirements):", "What is in order (apart from the yearly requirements)"),
            "Nothing fails.",
        ),
    ],
)
def test_a_plan_whose_period_does_not_include_the_year_is_no_plan_in_order(
    tmp_path: Path, suffix: str, lang: str, head: str, told: tuple[str, ...], untold: str
) -> None:
    path = tmp_path / f"r{suffix}"
    files = (lasting(tmp_path), lasting(tmp_path, "older", 2023))
    make(path, *files, "--year", "2024", "--as-of", "2025-01-10", "--lang", lang)
    within, outside = re.split(re.escape(head), shown_in(path))
    assert all(text in outside for text in told), outside
    assert not any(text in within for text in told)
    assert untold not in outside


@pytest.mark.parametrize(
    ("requirements", "record", "failed"),
    [
        ("{projects: {min: 1}}", "projects: []", "错误 1 项，警告 0 项，直接涉及 1 个结对。"),
        ("{grant: {min: 5}}", "grants: []", "错误 1 项，警告 0 项。"),
        ("{grant: {min: 5}, projects: {min: 1}}", "grants: [], projects: []", "错误 2 项，警告 0 项，直接涉及 1 个"),
    ],
)
def test_what_is_found_of_organizations_is_in_the_row_that_says_so_and_in_no_count_of_pairings(
    tmp_path: Path, requirements: str, record: str, failed: str
) -> None:
    file, text = tmp_path / "plan.yaml", PLAN.format(counties="", requirements=requirements)
    one = PAIRED.partition("  - {id: b")[0].replace('"611025"}', f'"611025", years: {{2022: {{{record}}}}}}}')
    for row, content in (("全方案", text), ("全方案及机构", text.replace("pairings: []\n", one))):
        file.write_text(content, "utf-8")
        written = make(tmp_path / "r.md", file, "--year", "2022", *DAY)
        assert f"\n| {row} |" in written
        assert f'<th scope="row">{row}</th>' in make(tmp_path / "r.html", file, "--year", "2022", *DAY)
    assert f"不符合的：{failed}" in written


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_who_has_no_records_is_named(tmp_path: Path, suffix: str) -> None:
    text = PLAN.format(
        counties="counties: {named: [{code: '611025', name: 镇安县}]}",
        requirements="{grant: {min: 5}, projects: {min: 1}}",
    )
    (tmp_path / "plan.yaml").write_text(text.replace("pairings: []\n", PAIRED), "utf-8")
    written = make(tmp_path / f"r{suffix}", tmp_path / "plan.yaml", "--year", "2022", *DAY)
    for name in ("s 虚构援派机构", "a 镇安县", "b 611026"):
        assert (f"<b>{name}</b>" if suffix == ".html" else f"- **{name}**：该年度没有任何记录") in written


def test_parts_of_which_a_plan_asks_nothing_are_left_out_or_say_so(tmp_path: Path) -> None:
    file, day = tmp_path / "plan.yaml", ("--year", "2022", *DAY)
    none = "该年度没有可统计的结对，或者方案没有这类要求。"
    for requirements, workdays, minima in (
        ("{scope: {}}", False, False),
        ("{projects: {min: 1}}", False, True),
        ("{sent_workdays: {min: 1}}", True, True),
    ):
        file.write_text(PLAN.format(counties="", requirements=requirements).replace("pairings: []\n", PAIRED), "utf-8")
        page, text = make(tmp_path / "r.html", file, *day), make(tmp_path / "r.md", file, *day)
        assert ("竖线为年度要求" in page, "年度各项要求" in page, none in page) == (workdays, minima, not workdays)
        assert ("### 工作日与年度要求" in text, "### 年度各项要求" in text) == (workdays, minima)


def test_the_markdown_report_explains_its_signs_before_the_first(tmp_path: Path) -> None:
    for lang, mark, note in (
        ("zh", "援派人员工作日：?", "≥、≤ 表示"),
        ("en", "sent workers' workdays: ?", "≥, ≤: not"),
    ):
        text = make(tmp_path / "r.md", DATA, "--year", "2022", "--lang", lang, *DAY)
        assert text.index(note) < text.index("## ") < text.index(mark)
    assert "- 结对：未记录" in make(tmp_path / "r.md", DATA, "--year", "2022", *DAY)


def test_a_year_without_records_is_said_not_counted_as_zero(tmp_path: Path) -> None:
    text = make(tmp_path / "r.html", DATA, "--year", "2022", *DAY)
    shown = re.sub(r"\s+", " ", Page(text).text)
    assert "该年度没有任何记录" in shown
    assert "?/40" in shown
    assert "0/40" not in shown
    assert "≤40" in shown
    assert "援派人员工作日 ?" in shown
    assert "方案受援县 15 个，列名 3 个，其中方案期间有结对的 ? 个。另有 12 个县在文件中没有列名，无法核对。" in shown


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_the_period_of_a_plan_is_its_years_a_single_one_alone(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(HOSTILE, "utf-8")
    one, several = (make(tmp_path / f"r{suffix}", data, "--year", "2022", *DAY) for data in (file, DATA))
    assert re.search("实施期间[^0-9]*2022[^0-9–-]", one)
    assert re.search("实施期间[^0-9]*2021–2025", several)


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_names_of_persons_are_masked_unless_revealed(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(HOSTILE, "utf-8")
    masked = make(tmp_path / f"a{suffix}", file, "--year", "2022", *DAY)
    assert "欧阳某某" not in masked
    assert "人员姓名已遮掩" in masked
    revealed = make(tmp_path / f"b{suffix}", file, "--year", "2022", "--reveal", *DAY)
    assert "欧阳某某" in revealed
    assert "本报告显示人员全名" in revealed
    for text in (masked, revealed):
        assert "13812345678" not in text
        assert "a@example.org" not in text
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_a_waiver_is_shown_with_who_approved_it(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(HOSTILE.replace(IMAGE, "路途阻断").replace(SCRIPT, "虚构市民政局"), "utf-8")
    shown = Page(make(tmp_path / "r.html", file, "--year", "2022", *DAY)).text
    assert "豁免：路途阻断（批准：虚构市民政局，a****@example.org，长期有效；否则为不符合）" in shown


def test_markdown_data_is_never_markup(tmp_path: Path) -> None:
    """No HTML, link, image or emphasis comes out of the data; the table keeps its columns."""
    file = tmp_path / "p.yaml"
    file.write_text(HOSTILE, "utf-8")
    text = make(tmp_path / "r.md", file, "--year", "2022", *DAY)
    parser = MarkdownIt("commonmark").enable("table")
    tokens = [token for block in parser.parse(text) for token in [block, *(block.children or [])]]
    kinds = {token.type for token in tokens}
    assert "table_open" in kinds
    assert not kinds & {"html_inline", "html_block", "link_open", "image", "em_open"}
    assert not [token for token in tokens if token.type == "text" and token.content == "x"]
    rows = [line for line in text.splitlines() if line.startswith("|")]
    county = next(row for row in rows if "611025" in row)
    assert len(re.findall(r"(?<!\\)\|", county)) == 5


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for suffix in (".html", ".md"):
        one = make(tmp_path / f"a{suffix}", EXAMPLES, "--year", "2022", *DAY)
        assert one == make(tmp_path / f"b{suffix}", EXAMPLES, "--year", "2022", *DAY)


def test_rules_that_were_not_judged_are_named(tmp_path: Path) -> None:
    config = tmp_path / "qianshou.toml"
    config.write_text('ignore = ["QS903"]\n', "utf-8")
    text = make(tmp_path / "r.html", BAD, "--year", "2022", "--config", config, *DAY)
    assert "本次未判断的规则：QS903" in Page(text).text


@pytest.mark.parametrize(
    ("args", "code", "err", "written"),
    [
        ([GOOD, "--year", "2022", "-o", "r.pdf"], 2, ".html、.md", False),
        ([GOOD, "--year", "2022"], 2, "--output", False),
        ([GOOD, "-o", "r.html"], 2, "--year", False),
        ([GOOD, "--year", "22", "-o", "r.html"], 2, "2022", False),
        ([GOOD, "--year", "2023", "-o", "r.html"], 2, "2023", False),
        ([GOOD, "--year", "2022", "--as-of", "2021-12-31", "-o", "r.html"], 2, "2022", False),
        ([GOOD, "--year", "2022", "-o", GOOD / "r.html"], 2, "路径中有一段不是文件夹", False),
        ([GOOD, "nowhere.yaml", "--year", "2022", "-o", "r.html"], 3, "nowhere.yaml:1:1: QS001 没有文件", True),
        ([GOOD, "nowhere.yaml", "--year", "2022", "-o", "r.html"], 3, "已写入 r.html，上面的输入没有计入\n", True),
        (["nowhere.yaml", "--year", "2022", "-o", "r.html"], 3, "nowhere.yaml:1:1: QS001 没有文件", False),
        (["nowhere.yaml", "--year", "2022", "-o", "r.html"], 3, "没有写 r.html：没有可以报告的方案", False),
        ([BAD, "--year", "2022", "-o", "r.HTML"], 0, "已写入 r.HTML\n", True),
    ],
)
def test_exit_codes(tmp_path: Path, args: list[str | Path], code: int, err: str, written: bool) -> None:
    run = qianshou("report", *args, cwd=tmp_path)
    assert run.code == code, run
    assert err in run.err
    assert [path.suffix.lower() for path in tmp_path.iterdir()] == ([".html"] if written else [])


def test_what_could_not_be_read_stands_first_on_the_page(tmp_path: Path) -> None:
    run = qianshou("report", GOOD, "nowhere.yaml", "--year", "2022", "-o", tmp_path / "r.html")
    shown = Page((tmp_path / "r.html").read_text("utf-8")).text
    assert run.code == 3
    assert shown.index("nowhere.yaml:1:1") < shown.index("虚构的一年期")


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_every_file_that_was_read_is_named_the_program_first(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "z-program.yaml").write_text(HOSTILE, "utf-8")
    for name, worker in (("a-records.yaml", "w3"), ("b-records.yaml", "w4")):
        records = (
            f"# 虚构 (fictional)\nformat: 1\nrecords_for: demo\nworkers: [{{id: {worker}, name: 甲, employer: s}}]\n"
        )
        (tmp_path / name).write_text(records, "utf-8")
    text = make(tmp_path / f"r{suffix}", tmp_path, "--year", "2022", *DAY)
    shown = Page(text).text if suffix == ".html" else text.replace("\\", "")
    places = [shown.index(f"{tmp_path}/{name}") for name in ("z-program.yaml", "a-records.yaml", "b-records.yaml")]
    assert places == sorted(places)
    assert places[-1] < shown.index("总体情况")


def test_a_file_that_changes_between_judging_and_counting_is_said_and_nothing_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file, output = tmp_path / "p.yaml", tmp_path / "r.html"
    file.write_text(GOOD.read_text("utf-8"), "utf-8")

    def then_changed(files: Files, choices: Choices) -> Report:
        found = check(files, choices)
        file.write_text(BAD.read_text("utf-8"), "utf-8")
        return found

    monkeypatch.setattr("qianshou_cli.cli.check.check", then_changed)
    assert report([str(file)], "2022", str(output), as_of="2023-01-10", lang="zh") == 3
    said = capsys.readouterr().err
    assert said.startswith(f"{file}:1:1: QS001 ")
    assert f"没有写 {output}：上面的文件在此期间变了" in said
    assert not output.exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_browser_shows_the_page_and_its_filters_work(browser: Chrome, tmp_path: Path, lang: str) -> None:
    """Filters by status and group narrow the list, by mouse and keyboard; the console stays silent."""
    make(tmp_path / "r.html", BAD, "--year", "2022", "--lang", lang, *DAY)
    show(browser, tmp_path / "r.html")

    def visible(css: str = ".finding") -> int:
        return sum(item.is_displayed() for item in browser.find_elements(By.CSS_SELECTOR, css))

    total = len(browser.find_elements(By.CSS_SELECTOR, ".finding"))
    count = browser.find_element(By.CSS_SELECTOR, "[role=status]")
    unknown = browser.find_element(By.CSS_SELECTOR, "button[data-status=unknown]")
    money = browser.find_element(By.CSS_SELECTOR, "button[data-group='5']")
    assert total == visible() == 26
    unknown.click()
    assert unknown.get_attribute("aria-pressed") == "true"
    assert visible() == visible(".finding.unknown") == 3
    assert visible("section.status") == 1
    assert count.text == {"zh": "显示 3 条，共 26 条", "en": "3 of 26 shown"}[lang]
    money.send_keys(Keys.SPACE)
    assert visible() == visible(".finding.unknown[data-groups='5']") == 2
    unknown.send_keys(Keys.ENTER)
    assert unknown.get_attribute("aria-pressed") == "false"
    assert visible() == visible(".finding[data-groups='5']") == 5
    money.click()
    assert visible() == total
    assert said(browser) == []


def test_what_has_no_records_is_shown_for_every_group_that_asks_for_some(browser: Chrome, tmp_path: Path) -> None:
    """It is one line for many requirements: there is a button for each of their groups, which leaves it there."""
    file = tmp_path / "plan.yaml"
    text = PLAN.format(counties="", requirements="{projects: {min: 1}, sent_workdays: {min: 5}, scope: {}}")
    file.write_text(text.replace("pairings: []\n", PAIRED), "utf-8")
    make(tmp_path / "r.html", file, "--year", "2022", *DAY)
    show(browser, tmp_path / "r.html")
    unrecorded = [item for item in browser.find_elements(By.CSS_SELECTOR, ".finding") if "没有任何记录" in item.text]
    assert len(unrecorded) == 3
    for group, shown in (("3", True), ("4", True), ("1", False)):
        button = browser.find_element(By.CSS_SELECTOR, f"button[data-group='{group}']")
        button.click()
        assert [item.is_displayed() for item in unrecorded] == [shown] * 3, group
        button.click()
    assert said(browser) == []


def test_everything_is_printed_whatever_is_filtered(browser: Chrome, tmp_path: Path) -> None:
    """The paper holds every finding and the signature lines, on A4, and no buttons."""
    make(tmp_path / "r.html", BAD, "--year", "2022", *DAY)
    show(browser, tmp_path / "r.html")
    browser.find_element(By.CSS_SELECTOR, "button[data-status=unknown]").click()
    paper = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pdf = tmp_path / "r.pdf"
    pdf.write_bytes(base64.b64decode(paper["data"]))
    text = subprocess.run([tool("pdftotext"), pdf, "-"], capture_output=True, check=True).stdout.decode()
    info = subprocess.run([tool("pdfinfo"), pdf], capture_output=True, check=True).stdout.decode()
    assert "A4" in info
    found = json.loads(qianshou("validate", BAD, "--year", "2022", *DAY, "--format", "json").out)["results"]
    assert {result["rule"] for result in found} <= set(re.findall(r"QS\d{3}", text))
    assert "编制人" in text
    assert "显示 3 条" not in text


@pytest.mark.parametrize("lang", Lang)
def test_no_heading_is_left_alone_at_the_foot_of_a_page(browser: Chrome, tmp_path: Path, lang: Lang) -> None:
    """Below a heading and its note stands what they are of, on the same page."""
    make(tmp_path / "r.html", DATA, "--year", "2022", "--lang", lang, *DAY)
    show(browser, tmp_path / "r.html")
    paper = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    (tmp_path / "r.pdf").write_bytes(base64.b64decode(paper["data"]))
    command = [tool("pdftotext"), "-layout", str(tmp_path / "r.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    pages = text.split("\f")[:-1]
    assert len(pages) > 2
    heads = {WORDS[key].pick(lang) for key in ("overview", "coverage", "matrix", "workdays", "minima", "targets")}
    notes = {WORDS[f"{key}_note"].pick(lang) for key in ("matrix", "workdays", "minima")}
    for page in pages:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        foot = [line for line in lines if not re.fullmatch(r"\d+ ?/ ?\d+", line)][-1]
        assert foot not in heads
        assert not any(len(foot) > 5 and note.endswith(foot) for note in notes), foot


WIDER_THAN_THEIR_PLACE = """
return [...document.querySelectorAll("h1, h2, p, dt, dd, li, button")]
  .filter((item) => item.clientWidth && item.scrollWidth > item.clientWidth + 1)
  .map((item) => item.textContent)
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [360, 1100])
def test_the_page_fits_narrow_and_wide_windows(browser: Chrome, tmp_path: Path, width: int, lang: str) -> None:
    """Wide tables scroll inside the page; the page itself never scrolls sideways, and no words run into others."""
    text = GOOD.read_text("utf-8").replace("title: 虚构", f"title: {'x' * 300}", 1)
    assert "xxx" in text
    (tmp_path / "long.yaml").write_text(text, "utf-8")
    make(tmp_path / "r.html", BAD, tmp_path / "long.yaml", "--year", "2022", "--lang", lang, *DAY)
    show(browser, tmp_path / "r.html")
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    try:
        assert browser.execute_script("return innerWidth") == width
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width
        assert browser.execute_script(WIDER_THAN_THEIR_PLACE) == []
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_axe_finds_no_barrier_on_a_page_of_several_plans(browser: Chrome, tmp_path: Path, lang: str) -> None:
    """The levels A and AA of WCAG 2.2 as far as a machine can tell, and what is held to be good practice."""
    make(tmp_path / "r.html", EXAMPLES, DATA, "--year", "2022", "--lang", lang, *DAY)
    show(browser, tmp_path / "r.html")
    browser.execute_script((node_package("axe-core") / "axe.min.js").read_text("utf-8"))
    found = browser.execute_async_script("axe.run().then(arguments[0])")
    assert [(broken["id"], broken["nodes"][0]["html"]) for broken in found["violations"]] == []
    assert len(found["passes"]) > 30


def test_hostile_names_stay_text(browser: Chrome, tmp_path: Path) -> None:
    """No script runs, no element comes out of the data, and what was written can be read."""
    file = tmp_path / "p.yaml"
    file.write_text(HOSTILE, "utf-8")
    make(tmp_path / "r.html", file, "--year", "2022", "--reveal", *DAY)
    show(browser, tmp_path / "r.html")
    assert browser.title == "2022 年度“牵手计划”执行情况报告"
    assert browser.find_elements(By.TAG_NAME, "img") == []
    assert len(browser.find_elements(By.TAG_NAME, "script")) == 1
    shown = browser.find_element(By.TAG_NAME, "main").text
    assert IMAGE in shown
    assert SCRIPT in shown
    assert "{{ 7*7 }}" in shown
    assert said(browser) == []


def test_the_pages_of_the_documentation_name_the_commands() -> None:
    docs = (ROOT / "docs" / "year-end.md").read_text("utf-8")
    assert docs.count("qianshou report ") >= 2
    for image in re.findall(r"\]\((img/[^)]+)\)", docs):
        assert (ROOT / "docs" / image).is_file(), image
