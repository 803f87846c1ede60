"""`qianshou why`: its rows add up to the number that the rule found, whatever is recorded."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qianshou_cli.account.sources import QUOTED, Sources
from qianshou_cli.dataset import Dataset, merge
from qianshou_cli.daybook import Reason, entry_rows
from qianshou_cli.engine import Settings, judge
from qianshou_cli.gather import subjects_of
from qianshou_cli.load import load
from qianshou_cli.model import Interval, Worker
from qianshou_cli.rules import BY_NAME
from qianshou_cli.spans import Span
from qianshou_cli.subjects import Kind, WorkerYear
from qianshou_cli.workdays import bits, count_workdays
from qianshou_cli.yaml_reader import Document
from support import DATA, qianshou

NUMBER = "20160001234567"
PROGRAM = """\
# 虚构 (fictional)
format: 1
plan:
  id: demo
  title: 虚构方案
  period: {{from: 2022, to: 2022}}
  sender_province: 上海市
  receiver_province: 甘肃省
  requirements:
    sent_workdays: {{min: 40, basis: total, clause: 二（四）3}}
    certificate: {{levels: [社会工作师], clause: 二（四）3}}
    grant: {{min: 30000, clause: 三（一）}}
organizations:
  - {{id: s, name: 虚构援派机构, province: 上海市}}
  - {{id: r, name: 虚构受援机构, province: 甘肃省}}
workers:
  - {{id: w1, employer: s, certificate: {{level: 无, number: "20160001234567"}}}}
pairings:
  - id: p1
    mode: cross_province
    sender: s
    receiver: r
    county: "622926"
    active: {active}
    years:
      2022:
        grants: []
        sent:
          - {{worker: w1, service: [{entries}]}}
"""
"""A program whose service entries and active span are filled in."""


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "豁免：虚构理由（批准：虚构批准机关，长期有效；否则为不符合）"),
        ("en", "waived: 虚构理由 (approved by 虚构批准机关, without end; otherwise fail)"),
    ],
)
def test_of_a_waived_result_it_says_why_who_and_until_when(tmp_path: Path, lang: str, said: str) -> None:
    file = tmp_path / "program.yaml"
    waiver = "waivers: [{rule: QS301, pairing: p1, year: 2022, reason: 虚构理由, approved_by: 虚构批准机关}]\n"
    file.write_text(PROGRAM.format(active="2022-01-01/2022-12-31", entries="2022-03-07") + waiver, "utf-8")
    chosen = ("--as-of", "2023-01-10", "--lang", lang)
    run = qianshou("why", file, "--rule", "QS301", "--pairing", "p1", "--year", "2022", *chosen)
    assert run.code == 0, run
    assert said in run.out
    assert ("长期有效" if lang == "zh" else "without end") in qianshou("waivers", file, *chosen).out


days = st.dates(date(2021, 12, 20), date(2023, 1, 10))


@st.composite
def intervals(draw: st.DrawFn) -> str:
    first = draw(days)
    return f"{first}/{first + timedelta(days=draw(st.integers(0, 60)))}"


entries = st.one_of(
    intervals(),
    days.map(str),
    st.builds("{{on: {}, workdays: {}}}".format, intervals(), st.integers(0, 30)),
    st.builds("{{on: {}}}".format, intervals()),
    st.builds("{{workdays: {}}}".format, st.integers(0, 30)),
)


UNCERTAIN = ("may_lie_on_days_that_do_not_count", 1)


@settings(max_examples=300, deadline=None)
@given(st.lists(entries, max_size=7), intervals(), st.dates(date(2022, 1, 1), date(2023, 2, 1)))
def test_the_rows_add_up_to_what_the_rule_found(written: list[str], active: str, as_of: date) -> None:
    data, _ = merge(load(PROGRAM.format(active=active, entries=", ".join(written)).encode(), "p.yaml"))
    for worker in subjects_of(data, as_of).by_kind[Kind.WORKER_YEAR]:
        assert isinstance(worker, WorkerYear)
        found = entry_rows(worker)
        total = sum(row.counted for entry in found for row in entry.rows)
        assert total == worker.ledger.workdays
        counted_days: set[date] = set()
        for entry, recorded in zip(found, worker.entries, strict=True):
            for row in entry.rows:
                if row.reason in (Reason.WORKDAY, Reason.MAKE_UP) and row.first:
                    own = {row.first + timedelta(days=n) for n in range(row.days)}
                    assert not own & counted_days
                    counted_days |= own
            if isinstance(recorded, Interval):
                assert sum(row.days for row in entry.rows) == (recorded.last - recorded.first).days + 1
            elif recorded.workdays is not None:
                assert sum(row.counted for row in entry.rows) <= recorded.workdays
                if recorded.on is None or recorded.workdays < count_workdays(*recorded.on):
                    assert sum(row.days for row in entry.rows) == recorded.workdays
                if recorded.on and recorded.workdays < count_workdays(*recorded.on):
                    inside = bits(2022, *recorded.on) & worker.window.countable
                    may = (Reason.FLOATING, Reason.AGAIN, Reason.UNCERTAIN)
                    shown = sum(row.days for row in entry.rows if row.reason in may)
                    assert shown == min(inside.bit_count(), recorded.workdays)
    report = judge(data, Settings(as_of=as_of, rules=(BY_NAME["QS301"],), known=BY_NAME, keep_all=True))
    for result in report.results:
        if result.actual is not None:
            assert result.actual == total


@pytest.mark.parametrize(
    ("entries", "active", "as_of", "rows"),
    [
        ("{workdays: 8}", "2022-03-07/2022-12-31", "2022-03-11", [[("undated", 5), ("after_as_of", 3)]]),
        (
            "{workdays: 3}, {workdays: 8}, {workdays: 2}",
            "2022-03-07/2022-03-18",
            "2022-03-11",
            [[("undated", 3)], [("undated", 2), ("after_as_of", 5), ("no_workday_left", 1)], [("no_workday_left", 2)]],
        ),
    ],
)
def test_undated_workdays_without_room_lie_after_the_date_or_nowhere(
    entries: str, active: str, as_of: str, rows: list[list[tuple[str, int]]]
) -> None:
    data, _ = merge(load(PROGRAM.format(active=active, entries=entries).encode(), "p.yaml"))
    [worker] = subjects_of(data, date.fromisoformat(as_of)).by_kind[Kind.WORKER_YEAR]
    assert isinstance(worker, WorkerYear)
    assert [[(row.reason.value, row.days) for row in entry.rows] for entry in entry_rows(worker)] == rows


@pytest.mark.parametrize(
    ("entry", "rows"),
    [
        ("{on: 2022-03-07/2022-03-11, workdays: 4}", [("some_of_interval", 1), UNCERTAIN, ("outside_period", 2)]),
        ("{on: 2022-03-07/2022-03-09, workdays: 2}", [("outside_period", 2)]),
        ("{on: 2021-03-08/2021-03-12, workdays: 2}", [("other_year", 2)]),
        ("{on: 2023-03-06/2023-03-10, workdays: 2}", [("other_year", 2)]),
        ("{on: 2022-12-05/2022-12-09, workdays: 2}", [("outside_period", 2)]),
        ("{on: 2022-10-24/2022-10-28, workdays: 3}", [("after_as_of", 3)]),
        ("{on: 2022-10-17/2022-10-21, workdays: 4}", [("some_of_interval", 1), UNCERTAIN, ("after_as_of", 2)]),
        ("{on: 2022-03-09/2022-10-21, workdays: 150}", None),
        ("{on: 2022-11-30/2022-12-05, workdays: 3}", [("after_as_of", 2), ("outside_period", 1)]),
        ("{on: 2022-12-01/2023-01-04, workdays: 1}", [("after_as_of", 1)]),
        ("{on: 2022-10-18/2023-01-04, workdays: 3}", [UNCERTAIN, ("after_as_of", 2)]),
        ("{on: 2022-03-08/2022-12-05, workdays: 1}", None),
    ],
)
def test_workdays_for_which_an_interval_has_no_day_that_counts_are_not_uncertain(
    entry: str, rows: list[tuple[str, int]] | None
) -> None:
    data, _ = merge(load(PROGRAM.format(active="2022-03-10/2022-12-01", entries=entry).encode(), "p.yaml"))
    [worker] = subjects_of(data, date(2022, 10, 18)).by_kind[Kind.WORKER_YEAR]
    assert isinstance(worker, WorkerYear)
    [found] = entry_rows(worker)
    shown = [(row.reason.value, row.days) for row in found.rows]
    assert rows is None or shown == rows
    assert sum(days for reason, days in shown if reason == UNCERTAIN[0]) == worker.ledger.uncertain


@pytest.fixture
def program(tmp_path: Path) -> Path:
    path = tmp_path / "p.yaml"
    written = (
        "2022-03-07/2022-03-18, 2022-03-16/2022-03-22, 2022-04-30/2022-05-08, "
        "{on: 2022-11-01/2022-11-30, workdays: 8}, {workdays: 5}, 2021-12-30/2022-01-04, 2022-12-05/2022-12-06, "
        "{on: 2022-06-06/2022-06-07, workdays: 9}"
    )
    path.write_text(PROGRAM.format(active="2022-03-08/2022-12-31", entries=written), "utf-8")
    return path


def why(program: Path, *args: str, rule: str = "QS301") -> tuple[int, str, str]:
    options = ("--rule", rule, "--pairing", "p1", "--year", "2022", "--as-of", "2022-12-02")
    return qianshou("why", program, *options, *args)


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "zh",
            [
                "w1（援派）小计 29 个工作日",
                "2022-03-07             不计   1  在结对起止或方案期间之外",
                "2022-03-08/2022-03-11  计入   4  工作日",
                "2022-03-16/2022-03-18  不计   3  已经计过",
                "2022-04-30/2022-05-01  不计   2  周六、周日",
                "2022-05-02/2022-05-04  不计   3  法定节假日或调休放假",
                "2022-05-07             计入   1  调休上班日",
                "2022-11-01/2022-11-30  计入   8  其中若干个，未写明哪几天",
                "-                      计入   5  未注日期，照计",
                "2021-12-30/2021-12-31  不计   2  不在本工作年度",
                "2022-12-05/2022-12-06  不计   2  晚于截至日期",
                "-                      不计   7  超过日期内的工作日数",
                "合计 29 个工作日",
                "未到期  p1 2022  [二（四）3]",
            ],
        ),
        (
            "en",
            [
                "w1 (sent), workdays: 29",
                "2022-03-16/2022-03-18  not      3  counted already",
                "2022-05-07             counts   1  make-up workday",
                "workdays in all: 29",
                "pending  p1 2022  [二（四）3]",
            ],
        ),
    ],
)
def test_an_auditor_can_add_it_up(program: Path, lang: str, lines: list[str]) -> None:
    code, out, err = why(program, "--lang", lang)
    assert (code, err) == (0, "")
    shown = [line.strip() for line in out.splitlines()]
    assert [line for line in lines if line not in shown] == []
    number, text = next(
        (n, text) for n, text in enumerate(program.read_text("utf-8").splitlines(), 1) if "service:" in text
    )
    assert f"{program}:{number}:{text.index('2022-03-07') + 1}  2022-03-07/2022-03-18" in shown


def test_the_json_holds_the_same_rows(program: Path) -> None:
    code, out, _ = why(program, "--format", "json")
    [account] = json.loads(out)["accounts"]
    assert code == 0
    assert account["total"] == account["results"][0]["actual"] == 29
    [worker] = account["workers"]
    rows = [row for entry in worker["entries"] for row in entry["rows"]]
    assert sum(row["counted"] for row in rows) == worker["counted"] == 29
    assert {"from": "2022-05-07", "to": "2022-05-07", "days": 1, "counted": 1, "reason": "make_up_workday"} in rows


def test_service_of_which_one_entry_is_recorded_is_not_fully_recorded(program: Path) -> None:
    """And nothing is said to be missing in part where there is nothing."""
    text = program.read_text("utf-8")
    program.write_text(f"{text}          - {{worker: w1}}\n", "utf-8")
    assert "参与时间（service）未记全。" in why(program)[1]
    assert "`service` is not fully recorded." in why(program, "--lang", "en")[1]
    program.write_text(re.sub("{worker: w1, service: .*}", "{worker: w1}", text), "utf-8")
    assert "参与时间（service）未记录。" in why(program)[1]


def test_other_rules_show_their_evidence_with_its_lines(program: Path) -> None:
    code, out, _ = why(program, rule="grant")
    assert code == 0
    assert "未到期  2022 s  [三（一）]" in out
    assert "grants: []" in out
    assert "工作日" not in out


def test_certificate_numbers_in_source_lines_are_masked(program: Path) -> None:
    out = why(program, rule="certificate")[1] + why(program, "--format", "json", rule="certificate")[1]
    assert "20160001234567" not in out
    assert "20****67" in out


def test_days_of_a_year_whose_calendar_is_not_known_are_said_to_be_assumed(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    text = PROGRAM.format(active="2022-03-08/2027-12-31", entries="2027-02-08/2027-02-12").replace("2022:", "2027:")
    path.write_text(text.replace("to: 2022", "to: 2027"), "utf-8")
    options = ("--rule", "QS301", "--pairing", "p1", "--as-of", "2027-12-31", "--lang", "en")
    said = "the statutory calendar of 2027 is not known; Monday to Friday is assumed"
    assert said in qianshou("why", path, *options, "--year", "2027").out
    assert "assumed" not in qianshou("why", path, *options, "--year", "2022").out


def test_personal_data_in_ids_is_masked(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(PROGRAM.format(active="2022-03-08/2022-12-31", entries="").replace("w1", "13800001234"), "utf-8")
    out = why(path)[1] + why(path, "--format", "json")[1] + why(path, rule="certificate")[1]
    assert "13800001234" not in out
    assert "138****1234" in out


def test_of_a_long_line_what_stands_around_the_place_is_quoted(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    text = PROGRAM.format(active="2022-03-08/2022-12-31", entries=", ".join(["2022-03-07"] * 500))
    path.write_text(text.replace("grants: []", f"grants: [] # {'甲' * 300}"), "utf-8")
    (account,) = json.loads(why(path, "--format", "json")[1])["accounts"]
    quoted = [place["text"] for result in account["results"] for place in result["locations"]]
    assert quoted
    assert max(map(len, quoted)) <= 202
    grant = why(path, rule="grant")[1]
    assert "grants: []" in grant
    assert "甲…" in grant


@pytest.mark.parametrize(("column", "left", "right"), [(1, False, True), (500, True, True), (1000, True, False)])
def test_what_is_left_out_of_a_long_line_is_marked_where_it_stood(column: int, left: bool, right: bool) -> None:
    line = "".join(chr(0x4E00 + n) for n in range(1000))
    quoted = quotation(line, column)
    assert (quoted.startswith("…"), quoted.endswith("…")) == (left, right)
    assert quoted.strip("…") in line
    assert len(quoted.strip("…")) == QUOTED
    assert line[column - 1] in quoted
    assert quotation(line[:QUOTED], column) == line[:QUOTED]


def quotation(line: str, column: int, *numbers: str) -> str:
    """What is quoted of a file of one line, in which workers have these certificate numbers."""
    workers = [
        (Worker.model_validate({"id": "w", "employer": "s", "certificate": {"number": number}}), None)
        for number in numbers
    ]
    data = SimpleNamespace(documents=[Document("f", line.encode())], workers=dict(enumerate(workers)))
    return Sources([cast(Dataset, data)]).line(Span("f", 1, column, 1, column))


@given(
    st.lists(st.sampled_from(["甲", "乙丙", ", ", NUMBER, "13800001234", f"{'a' * 120}@example.org"]), max_size=400),
    st.lists(st.sampled_from(["丁", NUMBER, "13900001234"]), max_size=400),
)
@settings(max_examples=150)
def test_a_place_behind_masked_numbers_is_quoted_and_no_number_is_shown(before: list[str], after: list[str]) -> None:
    line, column = ",".join([*before, "place", *after]), len(",".join([*before, ""])) + 1
    quoted = quotation(line, column, NUMBER)
    assert "place" in quoted
    assert not re.search("[0-9]{7,}|a{20}", quoted), quoted


def test_control_characters_in_source_lines_stay_visible(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    text = PROGRAM.format(active="2022-03-08/2022-12-31", entries="2022-03-07").replace(
        "grants: []", "grants: [] # \u202e"
    )
    path.write_text(text, "utf-8")
    out = why(path, rule="grant")[1]
    assert "\u202e" not in out
    assert "\\u202e" in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--rule", "QS301", "--pairing", "minxan", "--year", "2023"), "没有结对“minxan”；是不是 minxian"),
        (("--rule", "QS301", "--pairing", "minxian", "--year", "2028"), "有：2021、2022、2023、2024、2025"),
        (
            ("--rule", "QS301", "--pairing", "minxian"),
            "QS301 要写明 --year（有：2021、2022、2023、2024、2025）",
        ),
        (("--rule", "QS303", "--pairing", "minxian"), "QS303 要写明 --year"),
        (("--rule", "QS303", "--pairing", "minxan"), "没有结对“minxan”；是不是 minxian"),
        (("--rule", "QS301", "--pairing", "qqq"), "没有结对“qqq”；有：dongxiang、jishishan、"),
        (("--rule", "QS301"), "、jingning 等）、--year（有：2021、2022、2023、2024、2025）"),
        (("--rule", "QS303"), "QS303 要写明 --pairing（有：dongxiang、"),
        (("--rule", "QS107"), "QS107 要写明 --pairing"),
        (("--rule", "sent-workday", "--pairing", "minxian", "--year", "2023"), "sent-workdays"),
        (("--rule", "QS002"), "请用 validate"),
        (("--rule", "QS601", "--format", "html"), "--format 不能写“html”"),
    ],
)
def test_wrong_usage_says_what_to_write(args: tuple[str, ...], said: str) -> None:
    code, out, err = qianshou("why", DATA, "--as-of", "2026-01-01", *args)
    assert (code, out) == (2, "")
    assert said in err


def test_an_id_to_choose_from_that_is_somebodys_number_is_masked(program: Path) -> None:
    program.write_text(program.read_text("utf-8").replace("id: p1", "id: '13800000000'"), "utf-8")
    code, out, err = qianshou("why", program, "--rule", "QS107", "--lang", "en")
    assert (code, out) == (2, "")
    assert "there are: 138****0000" in err


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_shown(program: Path) -> None:
    code, out, err = why(program, str(program.with_name("none.yaml")))
    assert code == 3
    assert "QS001" in err
    assert "合计 29 个工作日" in out


@pytest.mark.parametrize("year", [(), ("--year", "2022")], ids=["no year", "a year with records"])
def test_what_is_found_of_a_whole_pairing_is_shown_without_a_year_and_with_one(
    tmp_path: Path, year: tuple[str, ...]
) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(PROGRAM.format(active="2032-03-08/2032-12-31", entries="2022-03-07"), "utf-8")
    asked: tuple[str | Path, ...] = ("why", file, "--rule", "QS303", "--pairing", "p1", "--as-of", "2022-12-31", *year)
    code, out, err = qianshou(*asked)
    assert (code, err) == (0, "")
    assert "结对起止（2032-03-08/2032-12-31）不在方案期间（2022）之内" in out
    assert ("个工作日" in out) == bool(year)
    [account] = json.loads(qianshou(*asked, "--format", "json").out)["accounts"]
    assert [found["year"] for found in account["results"]] == ([2022, None] if year else [None])
    assert (account["workers"] is None) == (not year)


def test_a_rule_on_the_plan_needs_no_pairing() -> None:
    code, out, _ = qianshou("why", DATA / "shanghai_gansu.yaml", "--rule", "outcomes", "--as-of", "2026-01-01")
    assert code == 0
    assert "beneficiaries: 2000" in out


def test_a_programme_that_has_the_pairing_but_not_the_year_is_left_out(tmp_path: Path) -> None:
    one = PROGRAM.format(active="2022-03-08/2022-12-31", entries="2022-03-07")
    other = one.replace("2022", "2023").replace("id: demo", "id: other")
    (tmp_path / "a.yaml").write_text(one, "utf-8")
    (tmp_path / "b.yaml").write_text(other, "utf-8")
    asked = ("why", tmp_path, "--as-of", "2023-12-31", "--pairing", "p1", "--format", "json", "--rule")
    for year, program in (("2022", "demo"), ("2023", "other")):
        for rule in ("QS301", "QS304", "QS905"):
            found = json.loads(qianshou(*asked, rule, "--year", year).out)["accounts"]
            assert [account["program"] for account in found] == [program]
    found = json.loads(qianshou(*asked, "QS107", "--year", "2022").out)["accounts"]
    assert [account["program"] for account in found] == ["demo", "other"]  # of the pairing as a whole


def test_of_waivers_those_of_the_pairing_and_year_are_shown(tmp_path: Path) -> None:
    text = PROGRAM.format(active="2022-03-08/2022-12-31", entries="2022-03-07") + "waivers:\n"
    for waived in ("pairing: p1", "pairing: p9", "pairing: p1, year: 2022", "pairing: p1, year: 2023", "year: 2022"):
        text += f"  - {{rule: QS301, {waived}, reason: 虚构, approved_by: 虚构, expires: 2022-12-30}}\n"
    file = tmp_path / "p.yaml"
    file.write_text(text, "utf-8")
    asked = ("why", file, "--as-of", "2022-12-31", "--format", "json", "--rule", "QS905")
    for options, shown in (
        ((), [("p1", None), ("p9", None), ("p1", 2022), ("p1", 2023), (None, 2022)]),
        (("--pairing", "p1"), [("p1", None), ("p1", 2022), ("p1", 2023), (None, 2022)]),
        (("--pairing", "p1", "--year", "2022"), [("p1", None), ("p1", 2022), (None, 2022)]),
    ):
        [account] = json.loads(qianshou(*asked, *options).out)["accounts"]
        assert [(found["pairing"], found["year"]) for found in account["results"]] == shown


@pytest.mark.parametrize(
    ("pairings", "said"), [("pairings: []", "没有结对“x”：一个结对也没有"), ("", "没有结对“x”：文件没有记录结对")]
)
def test_that_there_are_no_pairings_is_not_that_none_are_recorded(tmp_path: Path, pairings: str, said: str) -> None:
    path, text = tmp_path / "p.yaml", PROGRAM.format(active="2022-03-08/2022-12-31", entries="")
    path.write_text(text[: text.index("pairings:")] + pairings, "utf-8")
    code, out, err = qianshou("why", path, "--rule", "QS301", "--pairing", "x", "--year", "2022")
    assert (code, out) == (2, "")
    assert said in err


def test_a_plan_without_recorded_pairings_has_the_years_of_its_period(tmp_path: Path) -> None:
    path, text = tmp_path / "p.yaml", PROGRAM.format(active="2022-03-08/2022-12-31", entries="")
    path.write_text(text[: text.index("pairings:")], "utf-8")
    asked = ("why", path, "--rule", "QS905", "--format", "json")
    assert qianshou(*asked, "--year", "2022").code == 0
    code, out, err = qianshou(*asked, "--year", "2023")
    assert (code, out) == (2, "")
    assert "没有可判断的 2023 年；有：2022" in err
    assert "没有可判断的工作年度" in qianshou(*asked, "--year", "2022", "--as-of", "2021-12-31").err
