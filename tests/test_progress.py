"""What is done, owed and still possible in a working year, against a count over the calendar day by day."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qianshou_cli.assess import Input, visit
from qianshou_cli.casebook import cases_of
from qianshou_cli.dataset import Dataset
from qianshou_cli.findings import Status
from qianshou_cli.progress import NEAR, UNITS, standing_of
from qianshou_cli.reporters.progress.csv import COLUMNS
from qianshou_cli.rules import BY_NAME, RULES
from qianshou_cli.standing import STATE_TEXTS, Measure, PairingStanding, ProgramStanding, State
from qianshou_cli.subjects import Kind
from support import BAD, DATA, EXAMPLES, GOOD, ROOT, judge_files, qianshou

PROGRAM = """# 虚构 (fictional)
format: 1
plan:
  id: demo
  title: 虚构方案
  period: {{from: 2022, to: 2023}}
  sender_province: 江苏省
  receiver_province: 陕西省
  requirements: {requirements}
organizations:
  - {{id: s, name: 虚构援派机构, province: 江苏省}}
  - {{id: r, name: 虚构受援机构, province: 陕西省}}
workers: [{{id: w1, employer: s}}, {{id: w2, employer: s}}, {{id: w3, employer: s}}]
pairings:
  - id: p
    mode: cross_province
    sender: s
    receiver: r
    county: "611025"
    active: {active}
    years: {{2022: {record}}}
"""


def program(requirements: str, record: str = "{}", active: str = "2022-01-01/2023-12-31") -> str:
    return PROGRAM.format(requirements=requirements, record=record, active=active)


def standing(text: str, as_of: str | date, *years: int) -> ProgramStanding:
    day = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    found, problems = visit(
        [Input("demo.yaml", "")], lambda item: text.encode(), lambda data: standing_of(data, day, years)
    )
    assert not problems
    return found[0]


def only_pairing(text: str, as_of: str | date, *years: int) -> PairingStanding:
    found = standing(text, as_of, *years).pairings
    assert found is not None
    assert len(found) == 1
    return found[0]


def only_measure(text: str, as_of: str | date) -> Measure:
    (measure,) = only_pairing(text, as_of).measures
    return measure


DAYS_OF_2022 = [date(2022, 1, 1) + timedelta(n) for n in range(365)]
days_of_2022 = st.sampled_from(DAYS_OF_2022)
intervals = st.tuples(days_of_2022, days_of_2022).map(sorted)


@settings(deadline=None)
@given(
    services=st.lists(st.lists(intervals, max_size=3), max_size=3),
    as_of=days_of_2022,
    active=intervals,
    minimum=st.integers(1, 400),
    people=st.integers(0, 4),
    each=st.booleans(),
)
def test_workdays_agree_with_a_count_over_the_calendar(
    services: list[list[list[date]]], as_of: date, active: list[date], minimum: int, people: int, each: bool
) -> None:
    """Done, owed, days left, days needed and the last safe day are what a walk through the calendar gives."""
    entries = ", ".join(
        f"{{worker: w{n}, service: [{', '.join(f'{first}/{last}' for first, last in service)}]}}"
        for n, service in enumerate(services, 1)
    )
    basis = "each" if each else "total"
    asked = f"{{sent_workers: {{min: {people}}}, sent_workdays: {{min: {minimum}, basis: {basis}}}}}"
    item = only_pairing(program(asked, f"{{sent: [{entries}]}}", f"{active[0]}/{active[1]}"), as_of)
    measure = item.measures[0]
    assert measure.days is not None

    possible = [d for d in DAYS_OF_2022 if active[0] <= d <= active[1] and chinese_calendar.is_workday(d)]
    served = [
        sum(any(first <= d <= last for first, last in service) for d in possible if d <= as_of) for service in services
    ]
    window = [d for d in DAYS_OF_2022 if active[0] <= d <= min(active[1], as_of)]
    counted = [
        n
        for n, service in zip(served, services, strict=True)
        if each or any(first <= d <= last for first, last in service for d in window)
    ]
    workers = len(counted) if each and counted else max(people, 1, len(counted))
    alone = [*counted, *[0] * (workers - len(counted))]

    def reached(serving_from: date) -> bool:
        more = sum(d >= serving_from for d in possible)
        if each:
            return all(done + more >= minimum for done in alone)
        return sum(alone) + more * workers >= minimum

    met = reached(date(2023, 1, 1))
    later = [d for d in DAYS_OF_2022 if d > as_of and reached(d)]
    required = minimum * workers if each else minimum
    done = sum(min(n, minimum) for n in alone) if each else sum(alone)
    left = sum(d > as_of for d in possible)
    assert (measure.required, measure.done, measure.owed) == (required, done, max(0, required - done))
    assert item.workdays_left == left
    assert measure.days.last_safe == (max(later) if later and not met else None)
    needed = next(
        n
        for n in range(401)
        if all(a + n >= minimum for a in alone) or (not each and sum(alone) + n * workers >= minimum)
    )
    assert measure.days.needed == needed
    if met:
        assert measure.state is State.DONE
    elif not later:
        assert measure.state is State.OUT_OF_REACH
    else:
        assert measure.state is (State.AT_RISK if needed > left / 2 else State.ON_TRACK)


def compared(contents: dict[str, bytes], as_of: str) -> Iterator[tuple[Measure, Status, bool, tuple[str, ...]]]:
    """Every minimum of every begun year, what its rule finds, whether the year is over, and what it is."""
    day, senders = date.fromisoformat(as_of), {}
    inputs, years = [Input(name, "") for name in contents], range(2000, day.year + 1)

    def look(data: Dataset) -> ProgramStanding:
        senders.update({(data.plan.id, item.pairing.id): item.pairing.sender for item in data.pairings or ()})
        return standing_of(data, day, years)

    programs, _ = visit(inputs, lambda item: contents[item.name], look)
    verdicts = {}
    for result in judge_files(contents, as_of, keep_all=True).results:
        found = result.waiver.outcome if result.waiver else result.status
        verdicts[result.rule, result.program, result.pairing or result.organization, result.year] = found
    for program in programs:
        for item in program.pairings or ():
            for measure in item.measures:
                grant = measure.rule == "QS501"  # of the sender
                subject = senders[program.id, item.pairing] if grant else item.pairing
                status = verdicts[measure.rule, program.id, subject, item.year]
                yield measure, status, day >= date(item.year, 12, 31), (measure.rule, item.pairing, str(item.year))


@pytest.mark.parametrize("path", [GOOD, BAD, DATA / "shanghai_gansu.yaml"], ids=lambda path: path.stem)
@pytest.mark.parametrize("as_of", ["2022-03-10", "2022-10-15", "2022-12-30", "2022-12-31", "2023-06-30"])
def test_done_is_what_validate_passes(path: Path, as_of: str) -> None:
    """A minimum is done exactly when its rule passes, and out of reach after the year exactly when it fails."""
    found = list(compared({path.name: path.read_bytes()}, as_of))
    assert found
    for measure, status, over, name in found:
        assert (measure.state is State.DONE) == (status is Status.PASS), name
        if over:
            assert (measure.state is State.OUT_OF_REACH) == (status is Status.FAIL), name


@pytest.mark.parametrize("rule", [rule.card.id for rule in RULES])
def test_no_state_differs_from_what_a_rule_finds(rule: str) -> None:
    """Whatever the cases of a rule record, for every minimum of their plans."""
    looked_at = 0
    for case in cases_of(rule):
        for measure, status, over, name in compared(case.contents, case.as_of):
            looked_at += 1
            assert (measure.state is State.DONE) == (status is Status.PASS), (case.name.en, name)
            if over:
                assert (measure.state is State.OUT_OF_REACH) == (status is Status.FAIL), (case.name.en, name)
    assert looked_at or BY_NAME[rule].card.name not in UNITS


def test_each_worker_alone_owes_what_the_others_cannot_serve() -> None:
    """`basis: each`: surplus days of one worker do not help another; that a third is to be sent is not owed here."""
    record = "{sent: [{worker: w1, service: [2022-03-07/2022-04-29]}, {worker: w2, service: [2022-03-07/2022-03-11]}]}"
    two = only_measure(program("{sent_workdays: {min: 20, basis: each}}", record), "2022-10-15")
    assert (two.required, two.done, two.owed) == (40, 25, 15)
    assert two.days is not None
    assert (two.days.needed, two.days.workers, two.days.last_safe) == (15, 2, date(2022, 12, 12))
    asked = "{sent_workers: {min: 3}, sent_workdays: {min: 20, basis: each}}"
    three = only_pairing(program(asked, record), "2022-10-15").measures[0]
    assert three.days is not None
    assert (three.required, three.owed, three.days.needed, three.days.workers) == (40, 15, 15, 2)
    nobody = only_pairing(program(asked, "{sent: []}"), "2022-10-15").measures[0]
    assert nobody.days is not None
    assert (nobody.required, nobody.owed, nobody.days.needed, nobody.days.workers) == (60, 60, 20, 3)


@pytest.mark.parametrize("day", ["2022-06-10", "2023-01-10"])
def test_each_worker_alone_is_done_where_the_rule_passes(day: str) -> None:
    asked = "{sent_workers: {min: 2}, sent_workdays: {min: 5, basis: each}}"
    text = program(asked, "{sent: [{worker: w1, service: [2022-03-07/2022-03-11]}]}")
    measure = only_pairing(text, day, 2022).measures[0]
    assert (measure.rule, measure.state, measure.owed) == ("QS301", State.DONE, 0)


@pytest.mark.parametrize("basis", ["total", "each"])
def test_a_minimum_of_nothing_is_not_done_without_records(tmp_path: Path, basis: str) -> None:
    """Nor drawn as if it were."""
    text = program(f"{{sent_workdays: {{min: 0, basis: {basis}}}}}", "{projects: []}")
    assert only_pairing(text, "2023-01-10", 2022).measures[0].state is State.NOT_RECORDED
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    shown = qianshou("progress", tmp_path / "x.yaml", "--as-of", "2023-01-10", "--year", "2022").out
    assert "--  ?/0" in shown
    assert "#" not in shown
    page = tmp_path / "r.html"
    asked = ("report", tmp_path / "x.yaml", "--as-of", "2023-01-10", "--year", "2022", "--lang", "en", "-o", page)
    assert qianshou(*asked).code == 0
    assert 'aria-label="done: nothing recorded that counts; required: 0"' in page.read_text("utf-8")
    assert '<rect class="met"' not in page.read_text("utf-8")


@pytest.mark.parametrize(
    ("asked", "record"),
    [
        ("projects: {min: 0}", "{projects: [{title: 虚构}]}"),
        ("sent_workdays: {min: 0}", "{sent: [{worker: w1, service: [{on: 2022-12-26/2023-01-06, workdays: 1}]}]}"),
        (
            "sent_workdays: {min: 0, basis: each}",
            "{sent: [{worker: w1, service: [{on: 2022-12-26/2023-01-06, workdays: 1}]}]}",
        ),
        ("grant: {min: 0}", "{grants: [{amount: 0}, {source: 虚构}]}"),
        (
            "received_workers: {min: 0}",
            "{received: [{worker: w1, service: [{on: 2022-12-26/2023-01-06, workdays: 1}]}]}",
        ),
    ],
)
def test_a_minimum_of_nothing_that_is_met_is_drawn_as_done(tmp_path: Path, asked: str, record: str) -> None:
    """What is recorded was enough, though it is not all and none of it counts for certain."""
    file = tmp_path / "x.yaml"
    file.write_text(program(f"{{{asked}}}", record), "utf-8")
    measure = only_pairing(file.read_text("utf-8"), "2022-12-28").measures[0]
    assert (measure.done, measure.complete, measure.state) == (0, False, State.DONE)
    assert re.search(r"已达到 .* #{6,}  >=0/0\n", qianshou("progress", file, "--as-of", "2022-12-28").out)


@pytest.mark.parametrize(
    ("day", "state", "pace"),
    [
        ("2022-06-30", State.ON_TRACK, "1.6"),  # 126 workdays are left, 31 and 40 are owed
        ("2022-11-01", State.AT_RISK, "4.7"),  # 43 are left
        ("2022-11-15", State.AT_RISK, None),  # 33 are left: enough for the one, not if the other has none
        ("2022-11-30", State.OUT_OF_REACH, None),  # 22 are left
        ("2022-12-31", State.OUT_OF_REACH, None),
    ],
)
def test_one_worker_who_falls_short_decides_it_whatever_the_other_did(day: str, state: State, pace: str | None) -> None:
    """`basis: each`: that the service of the other is not recorded leaves nothing open."""
    service = "[2022-03-07/2022-03-17]"  # 9 workdays
    record = f"{{sent: [{{worker: w1, service: {service}}}, {{worker: w2}}]}}"
    measure = only_measure(program("{sent_workdays: {min: 40, basis: each}}", record), day)
    assert measure.days is not None
    assert (measure.done, measure.complete, measure.state) == (9, False, state)
    assert measure.days.pace == (None if pace is None else Decimal(pace))


@pytest.mark.parametrize("basis", ["total", "each"])
@pytest.mark.parametrize(
    ("entry", "minimum", "day", "done", "state"),
    [
        ("{on: 2022-12-19/2022-12-30, workdays: 5}", 9, "2022-12-23", None, State.NOT_RECORDED),
        ("{on: 2022-12-19/2022-12-30, workdays: 5}", 11, "2022-12-23", None, State.OUT_OF_REACH),  # 5 and 5 left
        ("{on: 2022-12-19/2022-12-30, workdays: 5}", 5, "2022-12-30", 5, State.DONE),
        ("{on: 2022-01-01/2022-12-31, workdays: 40}", 40, "2022-12-20", 32, State.NOT_RECORDED),
        ("{on: 2022-01-01/2022-12-31, workdays: 40}", 40, "2022-06-30", None, State.ON_TRACK),
        ("{on: 2022-12-26/2023-01-06, workdays: 5}", 5, "2022-12-31", 1, State.NOT_RECORDED),
        ("{on: 2022-12-26/2023-01-06, workdays: 5}", 6, "2022-12-31", 1, State.OUT_OF_REACH),
    ],
)
def test_some_days_of_an_interval_of_which_a_part_may_not_count_leave_it_open(
    basis: str, entry: str, minimum: int, day: str, done: int | None, state: State
) -> None:
    text = program(
        f"{{sent_workdays: {{min: {minimum}, basis: {basis}}}}}", f"{{sent: [{{worker: w1, service: [{entry}]}}]}}"
    )
    measure = only_measure(text, day)
    complete = state is State.DONE
    assert (measure.done, measure.complete, measure.state) == (done, complete, state)
    assert measure.days
    assert [share.recorded for share in measure.days.shares] == [complete]


def test_a_recorded_zero_of_days_is_no_lack_of_records() -> None:
    for workers, done in (("{worker: w1, service: []}, {worker: w2}", 0), ("{worker: w1}, {worker: w2}", None)):
        measure = only_measure(program("{sent_workdays: {min: 5}}", f"{{sent: [{workers}]}}"), "2022-12-31")
        assert (measure.done, measure.complete) == (done, False)


def test_nobody_has_taken_part_in_what_has_not_begun() -> None:
    record = "{sent: [{worker: w1, service: [{workdays: 5}]}, {worker: w2}]}"
    text = program("{sent_workers: {min: 2}}", record, active="2022-09-01/2022-12-31")
    for day, done, state in (("2022-08-31", 0, State.ON_TRACK), ("2022-09-01", 2, State.DONE)):
        measure = only_measure(text, day)
        assert (measure.done, measure.state) == (done, state)


def test_half_of_the_days_left_is_the_border_to_risk() -> None:
    """55 workdays are left after 2022-10-15: 27 for one worker is on track, 28 is at risk, 56 is out of reach."""
    for minimum, state in ((27, State.ON_TRACK), (28, State.AT_RISK), (55, State.AT_RISK), (56, State.OUT_OF_REACH)):
        text = program(f"{{sent_workdays: {{min: {minimum}}}}}", "{sent: []}")
        assert only_measure(text, "2022-10-15").state is state, minimum


def test_what_is_not_counted_in_days_is_at_risk_in_the_last_month() -> None:
    """With 23 statutory workdays left a missing session is on track, with 22 at risk, after the year out of reach."""
    text = program("{internal_supervision: {min: 1}}", "{supervision: {internal: []}}")
    for day, left, state in (
        ("2022-11-29", NEAR + 1, State.ON_TRACK),
        ("2022-11-30", NEAR, State.AT_RISK),
        ("2022-12-31", 0, State.OUT_OF_REACH),
    ):
        item = only_pairing(text, day)
        assert (item.workdays_left, item.state) == (left, state)


@pytest.mark.parametrize(
    ("record", "done", "complete", "late_state"),
    [
        ("{}", None, False, State.NOT_RECORDED),
        ("{sent: []}", 0, True, State.OUT_OF_REACH),
        ("{sent: [{worker: w1}]}", None, False, State.NOT_RECORDED),
        ("{sent: [{worker: w1, service: [2022-03-07]}, {worker: w2}]}", 1, False, State.NOT_RECORDED),
        ("{sent: [{worker: w1, service: [2022-03-07]}]}", 1, True, State.OUT_OF_REACH),
    ],
)
def test_not_recorded_is_never_zero(record: str, done: int | None, complete: bool, late_state: State) -> None:
    """Missing records make "at least" and "up to" of the numbers, and no verdict that they do not bear."""
    text = program("{sent_workdays: {min: 40}}", record)
    for day, state in (("2022-06-30", State.ON_TRACK), ("2022-12-29", late_state), ("2023-01-05", late_state)):
        measure = only_pairing(text, day, 2022).measures[0]
        assert (measure.done, measure.complete, measure.state) == (done, complete, state)


@pytest.mark.parametrize("complete", [True, False])
@pytest.mark.parametrize(
    ("requirement", "record", "more", "done", "state"),
    [
        ("projects: {min: 3}", "projects: [{status: running}%s]", ", {title: 虚构}", 1, State.OUT_OF_REACH),
        ("projects: {min: 1}", "projects: [{status: running}%s]", ", {title: 虚构}", 1, State.DONE),
        ("grant: {min: 100}", "grants: [{amount: 100}%s]", ", {source: 虚构}", 100, State.DONE),
        (
            "internal_supervision: {min: 3}",
            "supervision: {internal: [2022-03-07%s]}",
            ", 2022-03-07",
            1,
            "out_of_reach",
        ),
        ("internal_supervision: {min: 1}", "supervision: {internal: [2022-03-07%s]}", ", 2022-03-07", 1, State.DONE),
        (
            "received_workers: {min: 3}",
            "received: [{worker: w1}%s]",
            ", {worker: w2, service: [%s]}",
            1,
            "out_of_reach",
        ),
        ("received_workers: {min: 1}", "received: [{worker: w1}%s]", ", {worker: w2, service: [%s]}", 1, State.DONE),
    ],
)
def test_what_is_decided_may_still_not_be_all(
    requirement: str, record: str, more: str, done: int, state: str, complete: bool
) -> None:
    """Where more may have been done than is recorded, the number is "at least", whatever the state."""
    more = "" if complete else more.replace("%s", "{on: 2022-12-26/2023-01-13, workdays: 3}")
    text = program(f"{{{requirement}}}", f"{{{record % more}}}").replace("to: 2023}", "to: 2022}")
    measure = only_measure(text, "2023-01-31")
    assert (measure.done, measure.complete, measure.state) == (done, complete, state)


def test_a_step_that_is_not_recorded_may_have_been_done() -> None:
    """One date is wrong and the other not recorded: neither step is known to have been taken."""
    text = program("{evaluation: {reported: true}}", "{evaluation: {completed: 2021-12-20}}")
    measure = only_pairing(text, "2022-12-31").measures[0]
    assert (measure.done, measure.complete, measure.state) == (None, False, State.OUT_OF_REACH)


@pytest.mark.parametrize(
    ("grants", "done"),
    [("[{amount: 0}, {source: 虚构}]", 0), ("[{source: 虚构}]", None), ("[]", 0)],
)
def test_a_recorded_zero_of_money_or_of_a_target_is_no_lack_of_records(
    tmp_path: Path, grants: str, done: int | None
) -> None:
    stations = "outcomes: {stations: 0}" if done == 0 else "projects: []"
    text = program("{grant: {min: 5}, outcomes: {stations: 2}}", f"{{grants: {grants}, {stations}}}, 2023: {{}}")
    item = only_pairing(text, "2023-06-01", 2022)
    assert item.measures[0].done == done
    [target] = standing(text, "2023-06-01", 2022).targets
    assert (target.done, target.complete) == (done, False)
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    shown = qianshou("progress", tmp_path / "x.yaml", "--as-of", "2023-06-01", "--year", "2022").out
    assert f"  {'?' if done is None else '>=0'}/2\n" in shown


def test_a_target_that_is_reached_may_be_exceeded() -> None:
    years = "{outcomes: {stations: 2}}"
    for record, complete in (("2023: {projects: []}", False), ("2023: {outcomes: {stations: 0}}", True)):
        text = program("{outcomes: {stations: 2}}", years).replace(f"{years}}}", f"{years}, {record}}}")
        (target,) = standing(text, "2023-12-31").targets
        assert (target.done, target.complete) == (2, complete)


def test_the_pace_is_per_worker_and_week_of_five_rounded_up() -> None:
    """33 days are owed by two workers in 55 workdays, 11 weeks: 1.5 a week each."""
    record = "{sent: [{worker: w1, service: [2022-03-07/2022-03-11]}, {worker: w2, service: [2022-03-07/2022-03-08]}]}"
    measure = only_measure(program("{sent_workdays: {min: 40}}", record), "2022-10-15")
    assert measure.owed == 33
    assert measure.days is not None
    assert str(measure.days.pace) == "1.5"


def test_where_each_has_a_minimum_the_pace_is_that_of_the_one_furthest_behind(tmp_path: Path) -> None:
    """w1 has 1 of 20 workdays and 21 are left; w2 owes none, and no pace is asked of w2."""
    record = "{sent: [{worker: w1, service: [2022-11-30]}, {worker: w2, service: [2022-03-01/2022-04-30]}]}"
    file = tmp_path / "x.yaml"
    file.write_text(program("{sent_workdays: {min: 20, basis: each}}", record), "utf-8")
    run = qianshou("progress", file, "--as-of", "2022-12-01", "--lang", "en")
    said = " ".join(run.out.split())
    assert "last safe day 2022-12-06: every workday, for whoever is furthest behind, who owes 19" in said
    assert "workdays a week still needed from whoever is furthest behind: 4.6 " in said
    late = qianshou("progress", file, "--as-of", "2022-12-20").out
    assert "差得最多的人员余下每个工作日都在岗也不够（还差 19 天）" in late
    file.write_text(program("{sent_workdays: {min: 20, basis: each}}", "{sent: []}"), "utf-8")
    assert "1 人每个工作日都在岗（每人 20 天）" in qianshou("progress", file, "--as-of", "2022-11-30").out


OPEN, KNOWN = "{worker: w1}", "{worker: w2, service: [2022-12-05/2022-12-09]}"
NONE = "{worker: w2, service: []}"
"""One of whom nothing is recorded, one with five workdays, one with none."""


@pytest.mark.parametrize(
    ("sent", "asked", "day", "zh", "en"),
    [
        (f"{OPEN}, {KNOWN}", "10, basis: each", "2022-12-27", ["（至少还差 5 天）"], ["who owes at least 5"]),  # 3 left
        (
            f"{OPEN}, {KNOWN}",
            "10, basis: each",
            "2022-12-14",  # 12 are left
            ["差得最多的人员每个工作日都在岗（最多还差 10 天）", "差得最多的人员每周最多还需服务 4.2 个工作日"],
            ["for whoever is furthest behind, who owes up to 10", "whoever is furthest behind: up to 4.2"],
        ),
        (f"{OPEN}, {NONE}", "10, basis: each", "2022-12-14", ["（还差 10 天）"], ["who owes 10"]),  # w2 for certain
        (KNOWN, "10, basis: each", "2022-12-27", ["（还差 5 天）"], ["who owes 5"]),
        (
            "{worker: w1, service: [{on: 2022-12-19/2022-12-30, workdays: 5}]}",
            "11",
            "2022-12-23",  # 5 may have been served, 5 are left
            ["1 人余下每个工作日都在岗也不够（每人至少要 6 天）"],
            ["workers: 1, each: at least 6"],
        ),
        (f"{OPEN}, {KNOWN}", "10", "2022-12-14", ["每人每周最多还需服务 1.1 个"], ["worker so far: up to 1.1"]),
    ],
)
def test_what_a_worker_owes_is_a_bound_where_records_are_missing(
    tmp_path: Path, sent: str, asked: str, day: str, zh: list[str], en: list[str]
) -> None:
    """Up to so much for what is safe, at least so much for what is out of reach."""
    file = tmp_path / "x.yaml"
    file.write_text(program(f"{{sent_workdays: {{min: {asked}}}}}", f"{{sent: [{sent}]}}"), "utf-8")
    for lang, said in (("zh", zh), ("en", en)):
        run = qianshou("progress", file, "--as-of", day, "--lang", lang, env={"COLUMNS": "200"})
        for text in said:
            assert text in run.out


@pytest.mark.parametrize(
    ("day", "pace"),
    [("2022-11-30", "4.6"), ("2022-12-02", "5"), ("2022-12-05", None)],  # 22, 20 and 19 workdays are left
)
def test_no_pace_is_more_than_the_five_days_of_a_week(day: str, pace: str | None) -> None:
    """20 workdays are owed; two are asked for, of whom one has taken part so far."""
    record = "{sent: [{worker: w1, service: [2022-03-07/2022-03-11]}]}"
    text = program("{sent_workers: {min: 2}, sent_workdays: {min: 25}}", record)
    measure = only_pairing(text, day).measures[0]
    assert measure.days is not None
    assert (measure.state, measure.days.needed) == (State.ON_TRACK if pace else State.AT_RISK, 10)
    assert measure.days.pace == (None if pace is None else Decimal(pace))


@pytest.mark.parametrize(
    ("as_of", "years", "looked_at"),
    [
        ("2022-06-01", (), [2022]),
        ("2023-06-01", (), [2023]),
        ("2026-06-01", (), [2023]),
        ("2023-06-01", (2022, 2023), [2022, 2023]),
        ("2022-06-01", (2023,), []),
        ("2021-06-01", (), []),
    ],
)
def test_the_year_is_that_of_the_date_or_the_last_one(as_of: str, years: tuple[int, ...], looked_at: list[int]) -> None:
    found = standing(program("{projects: {min: 1}}"), as_of, *years)
    assert found.pairings is not None
    assert sorted(item.year for item in found.pairings) == looked_at


def test_the_most_urgent_pairing_comes_first() -> None:
    (found,), _ = visit(
        [Input("x", "")], lambda item: BAD.read_bytes(), lambda data: standing_of(data, date(2022, 12, 10))
    )
    assert found.pairings is not None
    assert [(item.pairing, item.state) for item in found.pairings] == [
        ("zhashui", State.OUT_OF_REACH),
        ("zhenan", State.AT_RISK),
    ]


def test_a_worker_of_whom_no_service_is_recorded_has_not_served_zero_days(tmp_path: Path) -> None:
    """Neither as a number that is done, nor beside the others where each has a minimum."""
    record = "{sent: [{worker: w1}, {worker: w2, service: [2022-03-07]}, {worker: w3, service: []}]}"
    file = tmp_path / "x.yaml"
    for basis, said in (("total", ">=1/40"), ("each", ": w1 ?, w2 1, w3 0")):
        file.write_text(program(f"{{sent_workdays: {{min: 40, basis: {basis}}}}}", record), "utf-8")
        assert said in qianshou("progress", file, "--as-of", "2022-06-30", "--lang", "en").out
    file.write_text(program("{sent_workdays: {min: 40}}", "{sent: [{worker: w1}]}"), "utf-8")
    assert "  ?/40  " in qianshou("progress", file, "--as-of", "2022-06-30").out
    (row,) = csv.DictReader(io.StringIO(qianshou("progress", file, "--as-of", "2022-06-30", "--format", "csv").out))
    assert (row["done"], row["owed"], row["complete"]) == ("", "40", "false")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_days_that_two_pairings_claim_of_one_person_are_said_to_count_in_both(tmp_path: Path, lang: str) -> None:
    """As the report says it; not where they differ, nor where no days are counted."""
    file = tmp_path / "x.yaml"
    said = {"zh": "同一人在几个结对重复申报的工作日（见 QS305）在各结对中都计入", "en": "are counted in each of them"}[
        lang
    ]
    for requirements, other, doubled in (
        ("{sent_workdays: {min: 5}}", "2022-03-07", True),
        ("{sent_workdays: {min: 5}}", "2022-03-08", False),
        ("{projects: {min: 5}}", "2022-03-07", False),
    ):
        text = program(requirements, "{sent: [{worker: w1, service: [2022-03-07]}]}")
        pairing = text.partition("pairings:\n")[2]
        text += pairing.replace("id: p", "id: q").replace("2022-03-07", other)
        file.write_text(text, "utf-8")
        run = qianshou("progress", file, "--as-of", "2022-06-30", "--lang", lang, env={"COLUMNS": "80"})
        assert (said in " ".join(run.out.split())) == doubled, run.out


EXPECTED = {
    "zh": (
        "已参与人员每人每周还需服务 0.5 个工作日",
        "援派人员工作日      ##############---  35/40        还差 5 个工作日\n"
        "            最晚 2022-12-28 起，2 人每个工作日都在岗（每人 3 天）",
        "援派人员工作日      #############----  31/40        还差 9 个工作日\n"
        "            最晚 2022-12-26 起，2 人每个工作日都在岗（每人 5 天）",
        "年度总结评估        -----------------  ?/2          最多还差 2 项",
    ),
    "en": (
        "sent workers' workdays",
        "workdays owed: 9",
        "workdays a week still needed from each worker so far: 0.5",
        "last safe day 2022-12-28: every workday, workers: 2, each: 3",
        "last safe day 2022-12-26: every workday, workers: 2, each: 5",
        "?/2\n                steps owed: up to 2\n",
    ),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_names_the_days_owed_and_the_last_safe_day_of_each_pairing(lang: str) -> None:
    file = GOOD.relative_to(ROOT)
    run = qianshou("progress", file, "--as-of", "2022-10-15", "--lang", lang, env={"COLUMNS": "80"})
    assert (run.code, run.err) == (0, "")
    for text in EXPECTED[lang]:
        assert text in run.out, run.out
    assert all(len(line.encode("gbk", "replace")) <= 80 for line in run.out.splitlines())


def test_json_and_csv_say_the_same_and_are_documented() -> None:
    """Every key and every column is explained in docs/year-end.md, and both formats hold the same numbers."""
    docs = (ROOT / "docs" / "year-end.md").read_text("utf-8")
    args = ("progress", EXAMPLES, "--as-of", "2022-10-15", "--format")
    found = json.loads(qianshou(*args, "json").out)
    assert found["format"] == 1
    assert {key for key in _keys(found) if f"`{key}`" not in docs} == set()
    assert [column for column in COLUMNS if f"`{column}`" not in docs] == []
    text = qianshou(*args, "csv").out
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    flat = [
        (p["id"], item["pairing"], m["rule"], m["state"], str(m["required"]), str(m["owed"]), m["days"] or {})
        for p in found["programs"]
        for item in p["pairings"]
        for m in item["measures"]
    ]
    assert [(r["program"], r["pairing"], r["rule"], r["state"], r["required"], r["owed"]) for r in rows] == [
        line[:-1] for line in flat
    ]
    assert [r["last_safe_day"] for r in rows] == [line[-1].get("last_safe_day") or "" for line in flat]
    assert {line[2] for line in flat} >= {"QS301", "QS302", "QS501"}
    assert any(line[-1].get("last_safe_day") == "2022-12-26" for line in flat)


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in _keys(item)}
    return {key for item in value for key in _keys(item)} if isinstance(value, list) else set()


def test_data_is_no_formula_and_steers_no_terminal(tmp_path: Path) -> None:
    text = program("{projects: {min: 1}}").replace("虚构援派机构", '"=HYPERLINK(1)\\e[31m 13812345678"')
    file = tmp_path / "x.yaml"
    file.write_text(text, "utf-8")
    rows = qianshou("progress", file, "--as-of", "2022-10-15", "--format", "csv").out
    assert ",'=HYPERLINK(1)" in rows
    table = qianshou("progress", file, "--as-of", "2022-10-15").out
    assert "\x1b" not in table
    assert "\\x1b[31m" in table
    assert "13812345678" not in rows + table


@pytest.mark.parametrize(
    ("args", "code", "out", "err"),
    [
        ([GOOD, "--as-of", "2022-10-15", "--format", "pdf"], 2, "", "--format"),
        ([GOOD, "--as-of", "2022-10-15", "--year", "2023"], 2, "", "2023"),
        ([GOOD, "--as-of", "yesterday"], 2, "", "如 2022-09-05"),
        ([GOOD, "--as-of", "2022-10-15", "--color", "x"], 2, "", "--color"),
        (["nowhere.yaml"], 3, "没有可看的方案", "nowhere.yaml:1:1: QS001"),
        ([GOOD, "nowhere.yaml", "--as-of", "2022-10-15"], 3, "zhenan", "nowhere.yaml:1:1: QS001"),
        ([GOOD, "--as-of", "2020-01-01"], 0, "所看的年度还没有开始", ""),
        ([DATA / "zhejiang_qinghai.yaml"], 0, "结对未记录", ""),
        ([GOOD, BAD, "--as-of", "2022-10-15"], 0, "zhashui", ""),
    ],
)
def test_exit_codes(args: list[str | Path], code: int, out: str, err: str) -> None:
    run = qianshou("progress", *args)
    assert run.code == code, run
    assert out in run.out
    assert err in run.err


WITHOUT = program("{projects: {min: 1}}").partition("pairings:\n")[0] + "pairings: []\n"
"""A plan without pairings."""
ONLY_2022, ONLY_2023 = (program("{projects: {min: 1}}", active=f"{year}-01-01/{year}-12-31") for year in (2022, 2023))
"""Plans of which the only pairing has one of their two years."""


@pytest.mark.parametrize(
    ("text", "year", "known"),
    [
        (ONLY_2023, "2022", False),
        (ONLY_2023, "2023", True),
        (program("{projects: {min: 1}}", active="2024-01-01/2024-12-31"), "2022", False),
        (WITHOUT, "2022", True),
        (WITHOUT, "2024", False),
    ],
)
def test_progress_refuses_the_years_that_validate_refuses(tmp_path: Path, text: str, year: str, known: bool) -> None:
    """Those that no pairing has are a slip, unless the plan has no pairings at all."""
    file = tmp_path / "x.yaml"
    file.write_text(text, "utf-8")
    seen, judged = (
        qianshou(command, file, "--year", year, "--as-of", "2023-06-01") for command in ("progress", "validate")
    )
    assert (seen.code == 2, judged.code == 2) == (not known, not known)
    assert (f"--year {year}" not in seen.err, seen.err) == (known, judged.err)


@pytest.mark.parametrize(
    ("text", "as_of", "years", "zh", "en"),
    [
        (WITHOUT, "2022-06-01", "", "方案没有结对", "the plan has no pairings"),
        (ONLY_2023, "2022-06-01", "", "2022 年度没有结对", "no pairing has a working year in 2022"),
        (ONLY_2022, "2023-06-01", "", "2023 年度没有结对", "no pairing has a working year in 2023"),
        (ONLY_2022, "2025-06-01", "2023 2024", "2023、2024 年度没有结对", "in 2023, 2024"),
        (ONLY_2022, "2022-06-01", "2023", "截至该日，所看的年度还没有开始", "no year looked at has begun"),
        (ONLY_2022, "2021-06-01", "", "截至该日，所看的年度还没有开始", "no year looked at has begun"),
    ],
)
def test_why_no_pairing_is_shown(tmp_path: Path, text: str, as_of: str, years: str, zh: str, en: str) -> None:
    """A pairing of another year is not said to be absent or still to begin; nor where a file cannot be read."""
    file = tmp_path / "x.yaml"
    file.write_text(text, "utf-8")
    asked = [part for year in years.split() for part in ("--year", year)]
    for lang, said in (("zh", zh), ("en", en)):
        run = qianshou("progress", file, "nowhere.yaml", "--as-of", as_of, *asked, "--lang", lang)
        assert f"{said}\n\n" in run.out
        assert run.code == 3


def test_nothing_is_written_when_the_command_line_is_wrong(tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    run = qianshou("progress", GOOD, "--as-of", "2022-10-15", "--year", "2023", "--format", "json", "-o", target)
    assert (run.code, target.exists()) == (2, False)
    run = qianshou("progress", GOOD, "--as-of", "2022-10-15", "--format", "json", "-o", target)
    assert (run.code, run.out, json.loads(target.read_text("utf-8"))["format"]) == (0, "", 1)


def test_a_records_file_is_merged_before_the_count(tmp_path: Path) -> None:
    file, records = tmp_path / "a.yaml", tmp_path / "b.yaml"
    file.write_text(program("{sent_workdays: {min: 5}}").replace("    years: {2022: {}}\n", ""), "utf-8")
    records.write_text(
        "# 虚构 (fictional)\nformat: 1\nrecords_for: demo\n"
        "pairings: [{id: p, years: {2022: {sent: [{worker: w1, service: [2022-03-07/2022-03-11]}]}}}]\n",
        "utf-8",
    )
    run = qianshou("progress", file, records, "--as-of", "2022-10-15")
    assert "5/5" in run.out
    lost = qianshou("progress", records, "--as-of", "2022-10-15")
    assert (lost.code, "QS004" in lost.err) == (3, True)


def test_every_yearly_minimum_has_a_unit() -> None:
    """What a plan asks of a pairing or a sender by the end of each year."""
    yearly = [rule.card for rule in RULES if rule.card.subject in (Kind.PAIRING_YEAR, Kind.SENDER_YEAR)]
    assert set(UNITS) == {card.name for card in yearly if card.key and card.cumulative}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_help_explains_the_words_of_the_table(lang: str) -> None:
    said = qianshou("progress", "--help", "--lang", lang).out
    for text in STATE_TEXTS.values():
        assert re.search(rf"^ +{text.zh if lang == 'zh' else text.en}[:：]", said, re.M), text
    assert f" {NEAR} " in said
