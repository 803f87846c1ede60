"""Files in, report out: load each, merge what belongs together, judge, and put the findings in one order.

Programmes are judged one by one and freed at once, so that memory does not grow with the number of files. What must be
known across files is small: the ids of plans, the records files, and which persons appear in more than one programme.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple, TypeVar

from .bookings import Bookings
from .dataset import Dataset, Source, merge
from .engine import Judgement, Settings, Shared, described, judge, problem_result
from .errors import InputError, Problem
from .findings import ACROSS, Report, Result, Severity
from .gather import subjects_of
from .helpers import each
from .limits import DEFAULT, Limits
from .load import load
from .model import ProgramFile, RecordsFile
from .nearest import nearest
from .people import known_by
from .spans import Span


class Input(NamedTuple):
    """A file to check: the name it is called by, and where its bytes are read from."""

    name: str
    origin: str


Reader = Callable[[Input], bytes]
"""Gives the bytes of an input; raises InputError when they can't be had."""

_RECORDS_FOR = re.compile(
    rb"""(?:^|[\r{,]|\xef\xbb\xbf)[ \t"']*records_for["']?[ \t]*:[ \t]*["']?([A-Za-z0-9._-]+)""", re.MULTILINE
)
"""Where a records file says whose it is, though it cannot be read as a whole."""
_PLAN = re.compile(rb"""\bplan["']?[ \t]*:""")
"""What every program file has, though it may not be readable as a whole."""
T = TypeVar("T")

ALONE = frozenset({"QS001", "QS002", "QS003"})
"""The rules that need nothing but the file itself. A run of these alone takes every file by itself: what only the files
together can show (QS004, QS005) is neither asked nor answered."""


class Records(NamedTuple):
    """The records files of a run."""

    by_plan: Mapping[str, list[Source]]
    unread: frozenset[str]
    """The plans of those that cannot be read."""
    nameless: bool
    """Whether there are files of which not even that can be read: they may be of any plan."""
    repeated: frozenset[str] = frozenset()
    """The plans of which a second program file is refused."""

    def lack(self, plan: str) -> bool:
        """Whether records of a plan stand in a file that cannot be read, or may: a plan may have no records files."""
        return plan in self.unread or (self.nameless and plan in self.by_plan)


class Outcome(NamedTuple):
    """What judging one program file brought. `people` are digests of the certificate numbers in it."""

    input: Input
    problems: tuple[Problem, ...] = ()
    judgement: Judgement | None = None
    plan: str | None = None
    people: frozenset[int] = frozenset()


class _Files(NamedTuple):
    """How inputs become models."""

    read: Reader
    limits: Limits

    def load(self, item: Input) -> Source:
        """Read and check one input by itself. Raises InputError when it cannot be used."""
        return load(self.read(item), item.name, self.limits)


def assess(
    inputs: Sequence[Input],
    read: Reader,
    settings: Settings,
    *,
    limits: Limits = DEFAULT,
    fail_on: Severity = Severity.ERROR,
    strict: bool = False,
    jobs: int = 1,
    lost: bool = False,
    progress: Callable[[int], None] = lambda done: None,
) -> Report:
    """Check the inputs. `progress` is told how many program files are done; `lost` says that there may be more inputs,
    which could not be found.

    Raises HelperLostError when a process that helped was ended from outside.
    """
    problems: list[Problem] = []
    files = _Files(read, limits)
    records, programs = _sort_out(inputs, files, problems, lost=lost)
    outcomes = []
    work = partial(_judge_file, files=files, settings=settings, records=records)
    for outcome in each(work, programs, jobs):
        outcomes.append(outcome)
        progress(len(outcomes))
    plans = Counter(outcome.plan for outcome in outcomes if outcome.plan)
    records = records._replace(repeated=frozenset(plan for plan, times in plans.items() if times > 1))
    outcomes = list(_without_repeated_plans(outcomes, files))
    problems += _homeless_records(records, outcomes)
    refused = lost or bool(problems) or any(outcome.problems for outcome in outcomes)
    outcomes = _judge_again(outcomes, files, settings._replace(refused=refused), records)
    return _report(outcomes, problems, settings, fail_on, strict)


def visit(
    inputs: Sequence[Input], read: Reader, work: Callable[[Dataset], T], limits: Limits = DEFAULT, *, lost: bool = False
) -> tuple[list[T], list[Problem]]:
    """Do one thing with every programme of the inputs, its records merged in; also what could not be used, and why.

    `lost` is that of `assess`.
    """
    problems: list[Problem] = []
    files = _Files(read, limits)
    records, programs = _sort_out(inputs, files, problems, lost=lost)
    outcomes, done = [], {}
    for item in programs:
        try:
            data, wrong = _dataset(item, files, records)
        except InputError as error:
            outcomes.append(Outcome(item, error.problems))
            continue
        outcomes.append(Outcome(item, tuple(wrong), None, data.plan.id))
        done[item] = work(data)
    outcomes = list(_without_repeated_plans(outcomes, files))
    problems += [problem for outcome in outcomes for problem in outcome.problems]
    problems += _homeless_records(records, outcomes)
    return [done[outcome.input] for outcome in outcomes if outcome.plan], sorted(problems, key=lambda p: p.span)


def _sort_out(
    inputs: Sequence[Input], files: _Files, problems: list[Problem], *, lost: bool
) -> tuple[Records, list[Input]]:
    """Load the records files, which are needed before any programme can be judged; leave the others for later."""
    records: dict[str, list[Source]] = {}
    programs, unread, nameless = [], set(), lost
    for item in inputs:
        raw = b""
        try:
            raw = files.read(item)
            if b"records_for" not in raw:
                programs.append(item)
                nameless = nameless or not _PLAN.search(raw)
                continue
            source = load(raw, item.name, files.limits)
        except InputError as error:
            problems += error.problems
            plans = {plan.decode() for plan in _RECORDS_FOR.findall(raw)}
            unread |= plans
            nameless = nameless or not plans
            continue
        if isinstance(source.model, RecordsFile):
            records.setdefault(source.model.records_for, []).append(source)
        else:
            programs.append(item)
    for sources in records.values():  # of two that clash the first counts, in whatever order they are given
        sources.sort(key=lambda source: source.document.file)
    return Records(records, frozenset(unread), nameless), programs


def _judge_file(
    item: Input, files: _Files, settings: Settings, records: Records, claims: Shared | None = None
) -> Outcome:
    """Load, merge and judge one program file; everything read for it is freed on return."""
    try:
        data, problems = _dataset(item, files, records)
    except InputError as error:
        return Outcome(item, error.problems)
    missed = bool(problems) or records.nameless or data.plan.id in records.unread | records.repeated
    judgement = judge(data, settings, claims, partial=missed)
    people = frozenset(_digest(name) for worker, _ in data.workers.values() if (name := known_by(worker)))
    return Outcome(item, tuple(problems), judgement, data.plan.id, people)


def _dataset(item: Input, files: _Files, records: Records) -> tuple[Dataset, list[Problem]]:
    source = files.load(item)
    if not isinstance(source.model, ProgramFile):  # the bytes of its key do not stand in the file, see _sort_out
        raise InputError([Problem("QS004", "escaped", source.document.key_span(("records_for",)))])
    plan = source.model.plan.id
    return merge(source, records.by_plan.get(plan, ()), files.limits, unread=records.lack(plan))


def _digest(name: str) -> int:
    """A number for a person that is the same in every process; Python's own hash of a text is not."""
    return int.from_bytes(blake2b(name.encode("utf-8"), digest_size=8).digest())


def _without_repeated_plans(outcomes: Sequence[Outcome], files: _Files) -> Iterator[Outcome]:
    """Only the first program file of a plan counts, by name; the others are reported with both places."""
    by_name = sorted(outcomes, key=lambda outcome: outcome.input.name, reverse=True)
    first = {outcome.plan: outcome.input for outcome in by_name if outcome.plan}
    for outcome in outcomes:
        if outcome.plan is None or first[outcome.plan] is outcome.input:
            yield outcome
        else:
            original, here = _plan_span(first[outcome.plan], files), _plan_span(outcome.input, files)
            values = {"id": outcome.plan, "first": str(original)}
            yield Outcome(outcome.input, (Problem("QS005", "plan", here, values, (original,)),))


def _plan_span(item: Input, files: _Files) -> Span:
    """Where a file writes its plan's id: asked of the few files that clash, and so read again."""
    try:
        return files.load(item).document.span(("plan", "id"))
    except InputError:  # it has changed meanwhile
        return Span(item.name)


def _judge_again(outcomes: list[Outcome], files: _Files, settings: Settings, records: Records) -> list[Outcome]:
    """Programmes that share people are judged again, knowing what those people claim in all of them; where a file was
    refused, those that call a waiver of that unused, too, which is not known then, and those of whose plan it is.
    """
    seen = Counter(chain.from_iterable(outcome.people for outcome in outcomes))
    shared = {number for number, times in seen.items() if times > 1}
    sharing = [outcome for outcome in outcomes if not shared.isdisjoint(outcome.people)]
    claims: dict[tuple[str, int], Bookings] = {}
    again: dict[Input, Outcome] = {}
    for outcome in sharing:
        try:
            data, _ = _dataset(outcome.input, files, records)
        except InputError as error:  # it has changed or gone meanwhile
            again[outcome.input] = Outcome(outcome.input, error.problems)
            continue
        for (name, year), workers in subjects_of(data, settings.as_of).people.items():
            if _digest(name) in shared:
                claims.setdefault((name, year), Bookings()).extend(
                    booking._replace(where=tuple([worker.place.span for worker in found]))
                    for booking, found in zip(workers.bookings, workers.by_pairing.values(), strict=True)
                )
    presuming = [outcome for outcome in outcomes if settings.refused and _presumes_all(outcome, settings, records)]
    for outcome in (*sharing, *presuming):
        if outcome.input not in again:
            again[outcome.input] = _judge_file(outcome.input, files, settings, records, claims)
    return [again.get(outcome.input, outcome) for outcome in outcomes]


def _presumes_all(outcome: Outcome, settings: Settings, records: Records) -> bool:
    """Whether its plan has a second file, or a waiver is called unused there that a claim in any file may need."""
    results = outcome.judgement.results if outcome.judgement else ()
    unused = (part.values["rule"] for found in results for part in found.parts if part.kind == "unused")
    return outcome.plan in records.repeated or any(settings.known[str(name)].card.id == ACROSS for name in unused)


def _homeless_records(records: Records, outcomes: Sequence[Outcome]) -> Iterator[Problem]:
    """Records files whose program is not among the inputs, or could not be used."""
    plans = {outcome.plan for outcome in outcomes if outcome.plan}
    refused = any(outcome.problems and outcome.plan is None for outcome in outcomes)
    for plan, sources in records.by_plan.items():
        if plan in plans:
            continue
        near = nearest(plan, plans)
        text = "program-refused" if refused else "program-near" if near else "program"
        for source in sources:
            span = source.document.span(("records_for",))
            yield Problem("QS004", text, span, {"id": plan, "near": "".join(near)})


def _report(
    outcomes: Sequence[Outcome], problems: Sequence[Problem], settings: Settings, fail_on: Severity, strict: bool
) -> Report:
    found = [*problems, *(problem for outcome in outcomes for problem in outcome.problems)]
    if {rule.card.id for rule in settings.rules} <= ALONE:
        found = [problem for problem in found if problem.rule in ALONE]
    judgements = [outcome.judgement for outcome in outcomes if outcome.judgement]
    results: list[Result] = [problem_result(problem, settings.known) for problem in sorted(found, key=lambda p: p.span)]
    for judgement in judgements:
        results += judgement.results
    return Report(
        as_of=settings.as_of,
        years=tuple(sorted({year for judgement in judgements for year in judgement.info.years})),
        programs=tuple(judgement.info for judgement in judgements),
        results=tuple(results),
        passed=sum(judgement.passed for judgement in judgements),
        fail_on=fail_on,
        strict=strict,
        rules=described(settings.known),
    )
