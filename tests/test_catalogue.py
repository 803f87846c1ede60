"""What the program says of its rules: `rules` and `explain`, and that every rule has something to show."""

import json
import re

import pytest
from rich.cells import cell_len

from qianshou_cli.casebook import cases_of
from qianshou_cli.catalogue.blocks import Block, Code, Heading, Items, Paragraph, Rows, Voice, to_markdown
from qianshou_cli.catalogue.clause_page import clause_page, clause_rows
from qianshou_cli.catalogue.plans import NOTES, clause_order, shipped
from qianshou_cli.catalogue.rule_pages import examples, overview, rule_page, statuses
from qianshou_cli.cli.pages import to_text
from qianshou_cli.findings import Status
from qianshou_cli.rules import BY_NAME, RULES
from qianshou_cli.texts import Lang
from support import qianshou

IDS = [rule.card.id for rule in RULES]


@pytest.mark.parametrize("columns", ["80", "200"])
@pytest.mark.parametrize(
    ("lang", "title", "applies"), [("zh", "援派人员工作日", "方案要求时"), ("en", "sent workers'", "if asked")]
)
def test_rules_lists_every_rule(lang: str, title: str, applies: str, columns: str) -> None:
    run = qianshou("rules", "--lang", lang, env={"COLUMNS": columns})
    assert (run.code, run.err) == (0, "")
    rows = [line for line in run.out.splitlines() if line.startswith("QS")]
    assert [row.split()[:2] for row in rows] == [[rule.card.id, rule.card.name] for rule in RULES]
    [row] = [row for row in rows if row.startswith("QS301")]
    assert title in row
    assert applies in row
    assert max(map(cell_len, run.out.splitlines())) <= int(columns)


@pytest.mark.parametrize("columns", [40, 60, 70, 80])
@pytest.mark.parametrize("lang", list(Lang))
def test_a_narrow_terminal_cuts_no_word_of_a_table(lang: Lang, columns: int) -> None:
    def words(blocks: list[Block], width: int) -> list[str]:
        return sorted(re.findall(r"[\w'-]+", to_text(blocks, width), re.ASCII))

    voice = Voice(lang)
    table: list[Block] = [overview(RULES, voice)]
    for page in (table, clause_page(RULES, voice), rule_page(BY_NAME["QS301"], voice)):
        assert words(page, columns) == words(page, 200)
    lines = to_text(table, columns).splitlines()
    assert [line.split()[0] for line in lines if line.startswith("QS")] == IDS
    assert max(map(cell_len, lines)) <= columns


def test_rules_as_json_has_both_languages_and_the_clauses() -> None:
    rules = json.loads(qianshou("rules", "--format", "json").out)["rules"]
    assert [rule["id"] for rule in rules] == IDS
    [one] = [rule for rule in rules if rule["id"] == "QS301"]
    assert one["clauses"] == {"shanghai-gansu": ["二（四）3"], "zhejiang-qinghai": ["二（四）2"]}
    assert (one["key"], one["cumulative"], one["severity"]) == ("sent_workdays", True, "error")
    assert one["title"] == {"zh": "援派人员工作日", "en": "sent workers' workdays"}


@pytest.mark.parametrize(
    "word",
    ["QS301", "qs301", "sent-workdays", "Sent-Workdays", "ＱＳ３０１", "援派人员工作日", "sent workers' workdays"],
)
def test_explain_takes_id_and_name_in_any_case(word: str) -> None:
    run = qianshou("explain", word, "--lang", "en")
    assert run.code == 0
    assert run.out.startswith("QS301 sent-workdays")


@pytest.mark.parametrize(("word", "near"), [("QS31", "QS301"), ("QS310", "QS301"), ("sent-workday", "sent-workdays")])
def test_an_unknown_rule_is_answered_with_the_nearest(word: str, near: str) -> None:
    run = qianshou("explain", word)
    assert (run.code, run.out) == (2, "")
    assert f"：{near}" in run.err


@pytest.mark.parametrize("rule", IDS)
def test_every_rule_has_cases_and_its_page_shows_one_that_breaks_it_and_one_that_keeps_it(rule: str) -> None:
    card = BY_NAME[rule].card
    assert cases_of(rule)
    shown = [{Status(expected["status"]) for expected in case.expect} for case in examples(card)]
    assert shown[0] & {Status.FAIL, Status.UNKNOWN}
    if card.subject is not None:  # what cannot be read has no result but its failure
        assert Status.PASS in shown[1]


@pytest.mark.parametrize("rule", IDS)
def test_the_page_of_a_rule_says_everything_in_both_languages(rule: str) -> None:
    card = BY_NAME[rule].card
    for lang in Lang:
        page = to_markdown(rule_page(BY_NAME[rule], Voice(lang)))
        code = re.sub(r"```yaml\n.*?\n```", "", page, flags=re.DOTALL)
        for text in (card.asks, card.why, card.fix):
            assert text.pick(lang) in code.replace("\\", "")
        title = card.title.pick(lang)  # which some rules have for a name
        assert title.replace(" ", "-") == card.name or title in code
        assert all(f"`{status}`" in code for status in statuses(card))
        if card.key:
            assert f"`{card.key}`" in code
            assert all(plan.title in code for plan in shipped())


def test_every_cumulative_rule_is_shown_to_be_pending_at_times() -> None:
    pending = {rule.card.id for rule in RULES if Status.PENDING in statuses(rule.card)}
    assert pending >= {rule.card.id for rule in RULES if rule.card.cumulative}


def test_every_requirement_of_the_plans_is_a_row_of_the_clauses() -> None:
    for plan in shipped():
        rows = clause_rows(plan, RULES)
        asked = {(clause, key) for key in plan.requirements for clause in plan.clauses(key)}
        assert {(row.clause, BY_NAME[row.rule].card.key) for row in rows if row.rule and row.why is None} == asked
        assert all(row.why for row in rows if row.rule is None)
        assert {note.clause for note in NOTES if plan.id in note.plans} <= {row.clause for row in rows}


@pytest.mark.parametrize("plan", ["shanghai-gansu", "zhejiang-qinghai"])
def test_clauses_that_no_record_proves_are_named(plan: str) -> None:
    run = json.loads(qianshou("rules", "--clauses", "--format", "json").out)
    [found] = [item for item in run["plans"] if item["id"] == plan]
    unchecked = {row["clause"] for row in found["clauses"] if row["rule"] is None}
    assert {"二（三）1", "二（五）1", "三（二）", "三（三）", "三（四）"} <= unchecked


@pytest.mark.parametrize(("plan", "clause"), [("shanghai-gansu", "二（五）2"), ("zhejiang-qinghai", "二（五）3")])
def test_what_sender_and_receiver_draw_up_together_stands_where_both_plans_say_so(plan: str, clause: str) -> None:
    [found] = [one for one in shipped() if one.id == plan]
    rules = {row.rule for row in clause_rows(found, RULES) if row.clause == clause}
    assert "QS108" in rules


def test_clauses_are_in_the_order_of_the_document() -> None:
    clauses = ["附件2", "三（一）", "二（四）5", "二（四）2", "二（一）", "一", "附件1", "二（三）1"]
    expected = ["一", "二（一）", "二（三）1", "二（四）2", "二（四）5", "三（一）", "附件1", "附件2"]
    assert sorted(clauses, key=clause_order) == expected


def test_markdown_carries_text_as_it_is() -> None:
    page = to_markdown(
        [
            Heading(2, "a_b"),
            Paragraph("x < y, *not* `a_b*c`"),
            Items(["[one]"]),
            Rows(["h"], [["a|b"], ["`c|d`\ne"]]),
            Code("yaml", "```\n"),
        ]
    )
    assert page == (
        "## a\\_b\n\nx \\< y, \\*not\\* `a_b*c`\n\n- \\[one\\]\n\n| h |\n| --- |\n| a\\|b |\n| `c\\|d` e |\n\n"
        "````yaml\n```\n````\n"
    )


@pytest.mark.parametrize("command", ["rules", "explain", "why", "schema"])
@pytest.mark.parametrize(("lang", "word"), [("zh", "选项："), ("en", "Options:")])
def test_help_is_in_the_language_asked_for(command: str, lang: str, word: str) -> None:
    run = qianshou(command, "--help", env={"QIANSHOU_LANG": lang})
    assert run.code == 0
    assert word in run.out
    assert bool(re.search("[一-鿿]", run.out)) == (lang == "zh")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("schema", "programme"), "program"),
        (("schema", "--format", "xml"), "json"),
        (("rules", "--format", "html"), "markdown"),
        (("rules", "--lang", "fr"), "zh、en"),
    ],
)
def test_a_wrong_choice_is_answered_with_the_choices(args: tuple[str, ...], said: str) -> None:
    run = qianshou(*args)
    assert (run.code, run.out) == (2, "")
    assert said in run.err
