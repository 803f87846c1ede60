"""What may be said about a programme: results, and the report that holds them."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from .spans import Span
from .texts import COMMA, Lang, Text, one_line, say


class Severity(StrEnum):
    """How much a failed rule weighs."""

    ERROR = "error"
    WARNING = "warning"


class Status(StrEnum):
    """What a rule found for one subject; the worst first."""

    FAIL = "fail"
    UNKNOWN = "unknown"
    PENDING = "pending"
    WAIVED = "waived"
    PASS = "pass"  # noqa: S105
    NOT_APPLICABLE = "not_applicable"


COUNTED = (Status.PASS, Status.FAIL, Status.PENDING, Status.UNKNOWN, Status.WAIVED)
"""The statuses of a summary, in the order in which they are printed."""

TO_MEND = (Status.FAIL, Status.UNKNOWN, Status.PENDING)
"""The statuses of what is still to be done, the worst first."""

LISTED = (*TO_MEND, Status.WAIVED)
"""The statuses that are always listed, the worst first; the others only when they are asked for."""

STATUS_TEXTS = {
    Status.PASS: Text("符合", "pass"),
    Status.FAIL: Text("不符合", "fail"),
    Status.PENDING: Text("未到期", "pending"),
    Status.UNKNOWN: Text("数据不足", "unknown"),
    Status.WAIVED: Text("已豁免", "waived"),
    Status.NOT_APPLICABLE: Text("不适用", "not applicable"),
}

SEVERITY_TEXTS = {Severity.ERROR: Text("错误", "error"), Severity.WARNING: Text("警告", "warning")}


WAIVED = Text(
    "豁免：{reason}（批准：{by}，{document}{until}；否则为{outcome}）",
    "waived: {reason} (approved by {by}, {document}{until}; otherwise {outcome})",
)
UNTIL = Text("有效期至 {date}", "until {date}")
WITHOUT_END = Text("长期有效", "without end")


class Waived(NamedTuple):
    """The waiver that covers a result, and what the result would be without it."""

    outcome: Status
    reason: str
    approved_by: str
    document: str | None
    expires: date | None
    span: Span

    def says(self, lang: Lang) -> str:
        """Who accepted a shortfall, why and until when, and what it would be without that, as one line."""
        values = {
            "reason": self.reason,
            "by": self.approved_by,
            "document": self.document + COMMA.pick(lang) if self.document else "",
            "until": UNTIL.fill(lang, {"date": self.expires}) if self.expires else WITHOUT_END,
            "outcome": STATUS_TEXTS[self.outcome],
        }
        return one_line(WAIVED.fill(lang, values))


class Part(NamedTuple):
    """One thing found: its kind, which stays when the wording changes, and the wording with its values."""

    kind: str
    text: Text
    values: Mapping[str, object] = {}


ACROSS = "QS305"
"""The rule that looks into every programme of a run: what it finds in one may rest on the file of another."""
WAIVERS = "QS905"
"""The rule on waivers: which are unused rests on what their rules find, and so may rest on the file of another, too."""
ELSEWHERE = frozenset({ACROSS, WAIVERS})
"""The rules of which nobody knows that a finding is gone where a file of another programme is not judged any more."""

BESIDE = ("near", "first", "line")
"""Values of a message on a file that name no cause: what may have been meant, and where the other one stands."""


class Result(NamedTuple):
    """What one rule says of one subject; the first location is the line to mend."""

    rule: str
    name: str
    status: Status
    severity: Severity
    parts: tuple[Part, ...]
    fix: Text
    clauses: tuple[str, ...] = ()
    program: str | None = None
    pairing: str | None = None
    year: int | None = None
    worker: str | None = None
    organization: str | None = None
    locations: tuple[Span, ...] = ()
    waiver: Waived | None = None
    unrecorded: bool = False
    """Whether nothing at all is recorded for the subject."""

    fault: str | None = None
    """The traceback, when the rule crashed."""

    def message(self, lang: Lang) -> str:
        """The finding in one sentence."""
        parts = [part.text.fill(lang, part.values) for part in self.parts]
        return ("；" if lang is Lang.ZH else "; ").join(parts)

    @property
    def actual(self) -> object:
        """The number found, or None."""
        return self.parts[0].values.get("actual")

    @property
    def required(self) -> object:
        """The number asked for, or None."""
        return self.parts[0].values.get("required")

    @property
    def group(self) -> str:
        """The group of the rule: the digit of its hundred."""
        return self.rule[2]

    @property
    def mend(self) -> Text | None:
        """How to mend it; None where there is nothing to, or the rule itself broke."""
        return self.fix if self.status in TO_MEND and not self.fault else None

    @property
    def without_record(self) -> bool:
        """Whether it is unknown because nothing at all is recorded for its subject."""
        return self.unrecorded and self.status is Status.UNKNOWN

    @property
    def fingerprint(self) -> str:
        """Names the finding across runs: rule, subject and kind of evidence, never the line or the figures."""
        year = None if self.year is None else str(self.year)
        parts = [self.rule, self.program, self.pairing, year, self.worker, self.organization]
        evidence = sorted({"\x1f".join(self._kind(part)) for part in self.parts})  # in any order, and however often
        named = "\x1f".join([part or "" for part in (*parts, *evidence)])
        return hashlib.sha256(named.encode("utf-8", "surrogateescape")).hexdigest()[:16]

    def _kind(self, part: Part) -> Iterator[str]:
        yield part.kind.removesuffix("-near")
        if "rule" in part.values:  # waivers differ in the rule they name
            yield str(part.values["rule"])
        if self.program is None:  # a file that cannot be read has no subject but its name and the cause
            yield self.locations[0].file
            yield from (say(value, Lang.EN) for name, value in part.values.items() if name not in BESIDE)


ASKS_NOTHING = Text(
    "方案没有写任何要求（requirements），除数据本身外什么也没有检查",
    "the plan has no requirements: nothing but the data itself was checked",
)
"""Said beside results that would look as if a plan were met which asks for nothing."""


class PairingInfo(NamedTuple):
    """A pairing as a heading or a row shows it."""

    id: str
    county: str
    sender: str
    receiver: str


class ProgramInfo(NamedTuple):
    """A programme as a heading shows it. `pairings` is None when the file does not record them."""

    id: str
    title: str
    file: str
    document: str | None
    issued: date | None
    period: tuple[int, int]
    sender_province: str
    receiver_province: str
    counties: int | None
    pairings: tuple[PairingInfo, ...] | None
    asks: bool = True
    """Whether the plan has any requirement."""

    partial: bool = False
    """Whether a file was refused that is the programme's, or may be: nobody knows what it records."""
    years: tuple[int, ...] = ()
    judged: Mapping[str | None, str] = {}
    """The groups of rules, by their digits, in which each pairing (None: the programme itself) has results."""


class RuleInfo(NamedTuple):
    """A rule as outputs describe it, whether or not it found anything."""

    id: str
    name: str
    severity: Severity
    title: Text
    asks: Text
    why: Text
    fix: Text


class Report(NamedTuple):
    """Everything a run found, in a stable order. Holds neither clock nor machine noise."""

    as_of: date
    years: tuple[int, ...] = ()
    programs: tuple[ProgramInfo, ...] = ()
    results: tuple[Result, ...] = ()
    passed: int = 0
    """Results that passed and are not listed."""
    fail_on: Severity = Severity.ERROR
    strict: bool = False
    misused: bool = False
    """Whether the command line asked for what there is not, such as a year that no plan has."""
    show_all: bool = False
    """Whether results that passed or do not apply are to be listed, too."""
    rules: tuple[RuleInfo, ...] = ()
    """Every rule there is, by id."""
    known: tuple[Result, ...] | None = None
    """Findings that a baseline knows already: not among the results, and never a pass; None without a baseline."""

    @property
    def listed(self) -> tuple[Result, ...]:
        """The results that an output lists."""
        if self.show_all:
            return self.results
        return tuple(result for result in self.results if result.status in LISTED)

    @property
    def summary(self) -> dict[Status, int]:
        """How many results there are of each status that counts."""
        counts = Counter(result.status for result in self.results)
        counts[Status.PASS] += self.passed
        return {status: counts[status] for status in COUNTED}

    @property
    def refused(self) -> bool:
        """Whether a file could not be read or evaluated: nobody knows what it holds."""
        return any(is_input(result) for result in self.results)

    @property
    def exit_code(self) -> int:
        """The exit code by the rules of the command line: 4 over 2 over 3 over 1 over 0."""
        if any(result.fault for result in self.results):
            return 4
        if self.misused:
            return 2
        if self.refused:
            return 3
        return int(any(blocks(result, self.fail_on, self.strict) for result in self.results))


def tally(results: Iterable[Result]) -> dict[tuple[str | None, str], Counter[Status]]:
    """How many results of each status every pairing (None: the programme as a whole) has in every group of rules."""
    found: dict[tuple[str | None, str], Counter[Status]] = {}
    for result in results:
        found.setdefault((result.pairing, result.group), Counter())[result.status] += 1
    return found


def is_input(result: Result) -> bool:
    """Whether the result says that a file could not be read or evaluated (QS0xx)."""
    return result.rule.startswith("QS0")


def blocks(result: Result, fail_on: Severity, strict: bool) -> bool:
    """Whether the result makes a run end with findings: a fail, or with `strict` an unknown, that weighs enough."""
    if fail_on is Severity.ERROR and result.severity is not Severity.ERROR:
        return False
    return result.status is Status.FAIL or (strict and result.status is Status.UNKNOWN)
