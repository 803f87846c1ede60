"""What a rule says about itself: what it asks and why, its clauses, parameters, statuses, messages and examples."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..casebook import Case, cases_of
from ..findings import SEVERITY_TEXTS, STATUS_TEXTS, TO_MEND, Status
from ..model.requirements import Requirements
from ..rule import Card, Rule
from ..subjects import Kind
from ..texts import Text
from .blocks import Block, Code, Heading, Items, Paragraph, Rows, Voice
from .format_page import entry_rows
from .plans import NOTES, clause_order, shipped
from .shapes import Group, group_of

KINDS = {
    Kind.PROGRAM: Text("每个方案", "each plan"),
    Kind.ORGANIZATION: Text("每家机构", "each organization"),
    Kind.SENDER_YEAR: Text("每家援派机构的每个工作年度", "each sender in each working year"),
    Kind.PAIRING: Text("每个结对", "each pairing"),
    Kind.PAIRING_YEAR: Text("每个结对的每个工作年度", "each pairing in each working year"),
    Kind.WORKER_YEAR: Text("每名人员在每个结对的每个工作年度", "each worker in each pairing and working year"),
    Kind.OUTSIDE: Text("每个期间以外的结对和有记录的年度", "each pairing, and each recorded year, outside the period"),
    Kind.WAIVER: Text("每项豁免", "each waiver"),
    None: Text("每个输入文件", "each input file"),
}

MEANINGS = {
    Status.PASS: Text("记录表明已达到要求。", "The records show that the requirement is met."),
    Status.FAIL: Text(
        "记录表明没有达到，而且期限已过，或者已无法补救。",
        "The records show that it is not met, and its time is over or it can no longer be mended.",
    ),
    Status.PENDING: Text(
        "还没有达到或还没有记录，而工作年度（或截止日期）未过。",
        "Not met or not recorded yet, and the working year (or the due date) is not over.",
    ),
    Status.UNKNOWN: Text(
        "期限已过，文件没有记录所需的内容；不能算符合。",
        "Its time is over and the file does not record what is needed; that is never a pass.",
    ),
    Status.WAIVED: Text(
        "本应为不符合或数据不足，有一项有效的豁免；真实的状态一并保留。",
        "It would be fail or unknown, and a waiver that still holds covers it; the real status is kept beside it.",
    ),
    Status.NOT_APPLICABLE: Text(
        "方案没有对它提出这项要求；只在 --all 时列出。",
        "The plan does not ask it of this subject; listed only with --all.",
    ),
}

UNREADABLE = Text(
    "文件读不了，或其中的记录无法采用；退出码为 3，其他文件照常判断。",
    "The file cannot be read or what it records cannot be used; the exit code is 3, other files are judged as usual.",
)

CUMULATIVE = Text("累计", "cumulative")
IMMEDIATE = Text("即时", "immediate")
ALWAYS = Text("总是", "always")
IF_ASKED = Text("方案要求时", "if asked")


def weight(card: Card) -> Text:
    """Whether a rule waits for the end of its time."""
    return CUMULATIVE if card.cumulative else IMMEDIATE


def overview(rules: Sequence[Rule], voice: Voice) -> Rows:
    """All rules in one table."""
    header = [
        Text("编号", "id"),
        Text("名称", "name"),
        Text("轻重", "severity"),
        Text("时限", "time"),
        Text("适用", "applies"),
        Text("内容", "title"),
    ]
    return Rows([voice.short(text) for text in header], [_overview_row(rule.card, voice) for rule in rules])


def _overview_row(card: Card, voice: Voice) -> list[str]:
    return [
        card.id,
        card.name,
        voice.short(SEVERITY_TEXTS[card.severity]),
        voice.short(weight(card)),
        voice.short(IF_ASKED if card.key else ALWAYS),  # its key is its name with underscores
        voice.short(card.title),
    ]


def card_object(card: Card) -> dict[str, Any]:
    """A card as plain data, in both languages."""
    return {
        "id": card.id,
        "name": card.name,
        "severity": card.severity.value,
        "cumulative": card.cumulative,
        "key": card.key,
        "title": card.title._asdict(),
        "asks": card.asks._asdict(),
        "why": card.why._asdict(),
        "fix": card.fix._asdict(),
        "clauses": {plan.id: list(plan.clauses(card.key)) for plan in shipped() if card.key in plan.requirements}
        if card.key
        else {},
    }


def reference(rules: Sequence[Rule], voice: Voice) -> list[Block]:
    """The page of all rules."""
    page: list[Block] = [
        Heading(1, voice.short(Text("规则", "Rules"))),
        *voice.sentences(
            Text(
                "每条规则对每个对象给出一个结果。累计的规则在期限未过时可以“未到期”；即时的规则不等期限，马上判断。"
                "要求的数字写在方案的同名键里，程序中没有门槛。记录不全而已能判断的，提示中的实际数写成“至少”。",
                "Each rule gives one result for each subject. Cumulative rules can be pending until their time is "
                "over; immediate ones judge at once. The numbers stand in the plan under the key of the same name; "
                "the program itself holds no threshold. Where not all is recorded and it is decided all the same, the "
                "message says that the number found is at least so much.",
            )
        ),
        overview(rules, voice),
        Heading(2, voice.short(Text("状态", "Statuses"))),
        Rows(
            [voice.short(Text("状态", "status")), voice.short(Text("含义", "meaning"))],
            [[voice.short(_status(status)), voice.short(MEANINGS[status])] for status in MEANINGS],
        ),
        Heading(2, voice.short(Text("记录无法核对的条款", "Clauses that records cannot prove"))),
        *voice.sentences(
            Text("方案的下列内容没有规则核对，原因如下。", "No rule checks the following parts of the plans, and why.")
        ),
        Items([f"{note.clause} {voice.pair(note.what, note.why)}" for note in NOTES if note.rule is None]),
    ]
    for rule in rules:
        page += rule_page(rule, voice, level=2)
    return page


def rule_page(rule: Rule, voice: Voice, level: int = 1) -> list[Block]:
    """The page of one rule. Raises FileNotFoundError when the rule has no cases."""
    card = rule.card
    requirement = _requirement(card)
    return [
        Heading(level, heading(card, voice)),
        Items(list(_facts(card, voice))),
        Heading(level + 1, voice.short(Text("要求什么", "What it asks"))),
        *voice.sentences(card.asks),
        Heading(level + 1, voice.short(Text("为什么", "Why"))),
        *voice.sentences(card.why),
        *(_clauses(card.key, voice, level + 1) if card.key else ()),
        *(
            [Heading(level + 1, voice.short(Text("参数", "Parameters"))), entry_rows(requirement, voice)]
            if requirement
            else ()
        ),
        Heading(level + 1, voice.short(Text("可能的状态", "Statuses it can give"))),
        Items([voice.pair(_status(status), _meaning(card, status)) for status in statuses(card)]),
        Heading(level + 1, voice.short(Text("提示", "Messages"))),
        Items([voice.short(_plain(text)) for text in card.messages.values()]),
        Heading(level + 1, voice.short(Text("怎样改正", "How to mend"))),
        *(block for fix in dict.fromkeys((card.fix, *card.fixes.values())) for block in voice.sentences(fix)),
        *_examples(card, voice, level + 1),
    ]


def heading(card: Card, voice: Voice) -> str:
    """Id, name and title; the English title of some rules is their name."""
    title = voice.short(card.title)
    return f"{card.id} {card.name}" if title.replace(" ", "-") == card.name else f"{card.id} {card.name} {title}"


def _facts(card: Card, voice: Voice) -> Iterator[str]:
    facts = {
        Text("轻重", "severity"): SEVERITY_TEXTS[card.severity],
        Text("时限", "time"): weight(card),
        Text("判断对象", "judged for"): _kinds(card),
        Text("方案中的键", "key in the plan"): Text(f"`{card.key}`", f"`{card.key}`") if card.key else ALWAYS,
    }
    for name, value in facts.items():
        yield voice.pair(name, value)


def _kinds(card: Card) -> Text:
    kinds = [KINDS[card.subject], *([KINDS[Kind.OUTSIDE]] if card.beyond else [])]
    return Text("；".join(kind.zh for kind in kinds), "; ".join(kind.en for kind in kinds))


def _requirement(card: Card) -> Group | None:
    """The mapping below a rule's key in a plan."""
    if card.key is None:
        return None
    shape = next(entry.shape for entry in group_of(Requirements).entries if entry.key == card.key)
    assert isinstance(shape, Group)
    return shape


def _clauses(key: str, voice: Voice, level: int) -> Iterator[Block]:
    yield Heading(level, voice.short(Text("依据", "Clauses")))
    yield Items(
        [" ".join(_clause_words(plan.title, plan.clauses(key), plan.parameters(key), voice)) for plan in shipped()]
    )


def _clause_words(title: str, clauses: Sequence[str], parameters: str, voice: Voice) -> Iterator[str]:
    yield f"《{title}》"
    if not clauses:
        yield voice.short(Text("没有这项要求", "does not ask for this"))
        return
    yield "、".join(sorted(clauses, key=clause_order))
    if parameters:
        yield f"`{parameters}`"


def statuses(card: Card) -> list[Status]:
    """The statuses that the rule's cases show, and those that follow from them for every rule."""
    shown = {Status(expected["status"]) for case in cases_of(card.id) for expected in case.expect}
    if card.waivable and shown & {Status.FAIL, Status.UNKNOWN}:
        shown.add(Status.WAIVED)
    by_year = card.subject is not None and card.subject.of_year
    if card.key or (by_year and not card.beyond):  # of years outside the plan nothing is asked
        shown.add(Status.NOT_APPLICABLE)
    return [status for status in MEANINGS if status in shown]


def _status(status: Status) -> Text:
    return Text(f"`{status}` {STATUS_TEXTS[status].zh}", f"`{status}`")


def _meaning(card: Card, status: Status) -> Text:
    return UNREADABLE if card.subject is None else MEANINGS[status]


def _plain(text: Text) -> Text:
    """A wording with its doubled braces as the reader will see them."""
    return Text(*(one.replace("{{", "{").replace("}}", "}") for one in text))


def examples(card: Card) -> list[Case]:
    """A case that breaks the rule and one that keeps it, as far as there are any; those marked as examples first."""
    cases = sorted(cases_of(card.id), key=lambda case: not case.example)
    broken = next((case for status in TO_MEND for case in cases if _gives(case, status)), None)
    kept = next((case for case in cases if case is not broken and _gives(case, Status.PASS)), None)
    return [case for case in (broken, kept) if case is not None]


def _gives(case: Case, status: Status) -> bool:
    return any(expected["status"] == status for expected in case.expect)


def _examples(card: Card, voice: Voice, level: int) -> Iterator[Block]:
    for case in examples(card):
        yield Heading(level, voice.pair(Text("例子", "Example"), case.name))
        for name, text in case.files.items():
            if len(case.files) > 1:
                yield Paragraph(f"`{name}`")
            yield Code("yaml", text)
        yield Items([_expectation(case.as_of, expected, voice) for expected in case.expect])


_EVIDENCE = {"at": Text("位置", "at"), "actual": Text("实际", "actual"), "required": Text("要求", "required")}


def _expectation(as_of: str, expected: Mapping[str, Any], voice: Voice) -> str:
    """One result of a case in words."""
    status = _status(Status(expected["status"]))
    facts = [Text(f"{status.zh}（截至 {as_of}）", f"{status.en} (as of {as_of})")]
    subject = [str(expected[key]) for key in ("pairing", "year", "worker", "organization") if expected.get(key)]
    facts += [Text(word, word) for word in subject]
    for key, name in _EVIDENCE.items():
        if expected.get(key):
            facts.append(Text(*(f"{word} {expected[key]}" for word in name)))
    return voice.short(Text("，".join(fact.zh for fact in facts), ", ".join(fact.en for fact in facts)))
