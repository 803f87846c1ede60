"""What several outputs share: order and weight of findings, where they stand, and what they are about in words."""

import ntpath
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache

from ...findings import (
    COUNTED,
    SEVERITY_TEXTS,
    STATUS_TEXTS,
    ProgramInfo,
    Report,
    Result,
    Severity,
    Status,
    is_input,
)
from ...texts import COMMA, Lang, Text, mask, one_line, say
from .look import Look


class Level(IntEnum):
    """How urgent a finding is where people know errors, warnings and notes; the worst first."""

    ERROR = 0
    WARNING = 1
    NOTE = 2
    NONE = 3
    """Nothing to mend now: pending, waived, passed."""


_ORDER = {status: number for number, status in enumerate(Status)}


def level(result: Result, strict: bool) -> Level:
    """What could not be judged is an error; a fail weighs as its rule does, and so does an unknown with `strict`."""
    if result.fault or is_input(result):
        return Level.ERROR
    if result.status is Status.FAIL or (strict and result.status is Status.UNKNOWN):
        return Level.ERROR if result.severity is Severity.ERROR else Level.WARNING
    return Level.NOTE if result.status is Status.UNKNOWN else Level.NONE


def worst_first(results: Iterable[Result], strict: bool) -> list[Result]:
    """The findings, the most severe first; equal ones keep their order."""

    def weight(result: Result) -> tuple[int, int, bool]:
        return level(result, strict), _ORDER[result.status], result.severity is not Severity.ERROR

    return sorted(results, key=weight)


def to_mend(report: Report) -> list[Result]:
    """What asks for action now, the most severe first: fails and unknowns."""
    return worst_first((r for r in report.results if level(r, report.strict) is not Level.NONE), report.strict)


LEFT_OUT = Text(
    "另有 {n} 条未列出（先列重的）；用 --limit findings=N 多列",
    "{n} more findings, none more severe, are not listed; list more with --limit findings=N",
)


def shown(report: Report, limit: int | None) -> Sequence[Result]:
    """The findings that an output lists, in the order of the report: with a limit, only the most severe of them."""
    listed = report.listed
    if limit is None or len(listed) <= limit:
        return listed
    kept = {id(result) for result in worst_first(listed, report.strict)[:limit]}
    return [result for result in listed if id(result) in kept]


def left_out(findings: Sequence[Result], limit: int | None) -> int:
    """How many of the findings a limit keeps out of an output."""
    return 0 if limit is None else len(findings[limit:])


def fingerprints(results: Iterable[Result]) -> Iterator[str]:
    """The fingerprint of each finding; equal ones are numbered, because hosts fold them into one."""
    seen: Counter[str] = Counter()
    for result in results:
        name = result.fingerprint
        seen[name] += 1
        yield f"{name}:{seen[name]}"


@lru_cache(maxsize=4096)
def from_root(file: str, look: Look) -> str:
    """A file as its repository names it."""
    folder, root = look.folder, look.root
    if ntpath.splitdrive(folder)[0]:  # Windows
        path = ntpath.join(folder, file)
        same = root and ntpath.splitdrive(path)[0].lower() == ntpath.splitdrive(root)[0].lower()
        return (ntpath.relpath(path, root) if same else ntpath.normpath(path)).replace("\\", "/")
    path = posixpath.join(folder, file)
    return posixpath.relpath(path, root) if root else posixpath.normpath(path)


def label(status: Status, severity: Severity, lang: Lang) -> str:
    """The status in a word; a fail by how much it weighs."""
    return (SEVERITY_TEXTS[severity] if status is Status.FAIL else STATUS_TEXTS[status]).pick(lang)


def counts(summary: dict[Status, int], lang: Lang) -> str:
    """How many results there are of each status."""
    shown = [f"{STATUS_TEXTS[status].pick(lang)} {summary[status]}" for status in COUNTED if status in summary]
    return COMMA.pick(lang).join(shown)


def by_program(report: Report) -> tuple[list[Result], list[tuple[ProgramInfo, list[Result]]]]:
    """The inputs that could not be checked, and every programme with its findings."""
    refused: list[Result] = []
    found: dict[str, list[Result]] = {info.id: [] for info in report.programs}
    for result in report.listed:
        (refused if result.program is None else found[result.program]).append(result)
    return refused, [(info, found[info.id]) for info in report.programs]


def entries(results: Iterable[Result], strict: bool) -> Iterable[list[Result]]:
    """The findings as a person is shown them, the worst first: those of a subject without any record are one entry."""
    found: dict[object, list[Result]] = {}
    for number, result in enumerate(worst_first(results, strict)):
        key = (result.pairing, result.organization) if result.without_record else number
        found.setdefault(key, []).append(result)
    return found.values()


class Room:
    """Which entries of a report are shown, the most severe first; what finds no room is counted by status."""

    def __init__(self, report: Report, limit: int | None) -> None:
        self.hidden: Counter[Status] = Counter()
        self._shown: set[int] | None = None
        if limit is not None:
            refused, programs = by_program(report)
            parts = (refused, *(results for _, results in programs))
            firsts = (entry[0] for results in parts for entry in entries(results, report.strict))
            self._shown = {id(result) for result in worst_first(firsts, report.strict)[:limit]}

    def take(self, entry: Sequence[Result]) -> bool:
        """Whether there is room for an entry, which stands for these results."""
        if self._shown is None or id(entry[0]) in self._shown:
            return True
        self.hidden.update(result.status for result in entry)
        return False


_MORE = Text("（{id}）", " ({id})")
_YEAR = Text("{year} 年", "{year}")
_WORKER = Text("人员 {id}", "worker {id}")
_ORGANIZATION = Text("机构 {id}", "organization {id}")


class Names:
    """Rules and subjects of a report as a person knows them."""

    def __init__(self, report: Report, lang: Lang) -> None:
        self.lang = lang
        self._titles = {rule.id: rule.title.pick(lang) for rule in report.rules}
        self._pairings = {
            (info.id, pairing.id): one_line(mask(pairing.county) + _MORE.pick(lang).replace("{id}", mask(pairing.id)))
            for info in report.programs
            for pairing in info.pairings or ()
        }
        self._clauses: dict[tuple[str, ...], str] = {}

    def rule(self, result: Result) -> str:
        """The id and the title."""
        return f"{result.rule} {self.title(result)}"

    def title(self, result: Result) -> str:
        """What the rule is called."""
        return self._titles.get(result.rule, result.name)

    def pairing(self, program: str | None, pairing: str) -> str:
        """The county and the id."""
        return self._pairings.get((program or "", pairing)) or mask(pairing)

    def subject(self, result: Result) -> str:
        """What the result is about, without the programme; nothing when that is the whole programme."""
        words = [self.owner(result)]
        if result.year is not None:
            words.append(_YEAR.pick(self.lang).replace("{year}", str(result.year)))
        if result.worker is not None:
            words.append(self._named(_WORKER, result.worker))
        return " ".join(filter(None, words))

    def owner(self, result: Result) -> str:
        """The pairing or organization it is about."""
        if result.pairing is not None:
            return self.pairing(result.program, result.pairing)
        return self._named(_ORGANIZATION, result.organization) if result.organization is not None else ""

    def _named(self, text: Text, name: str) -> str:
        return one_line(text.pick(self.lang).replace("{id}", mask(name)))

    def message(self, result: Result) -> str:
        """The finding in one line."""
        return one_line(result.message(self.lang))

    def clauses(self, result: Result) -> str:
        """The clauses of the plan."""
        if result.clauses not in self._clauses:
            self._clauses[result.clauses] = one_line(say(result.clauses, self.lang))
        return self._clauses[result.clauses]

    def waiver(self, result: Result) -> str:
        """Who accepted the shortfall, why and until when; nothing without a waiver."""
        return result.waiver.says(self.lang) if result.waiver else ""
