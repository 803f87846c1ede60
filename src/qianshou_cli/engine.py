"""Every rule meets every subject once, and each meeting ends in exactly one result."""

import traceback
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from sys import intern
from typing import NamedTuple

from .bookings import Bookings
from .dataset import Dataset, Place
from .errors import Problem
from .findings import TO_MEND, PairingInfo, Part, ProgramInfo, Result, RuleInfo, Severity, Status, Waived
from .gather import Subjects, subjects_of
from .model import Plan, Waiver
from .rule import NOT_ASKED, Card, Context, Hit, Rule
from .spans import Span
from .subjects import Kind, PairingSubject, Subject
from .texts import Text

PASSED = Part("passed", Text("符合要求", "meets the requirement"))
NOT_REQUIRED = Part("not-required", Text("方案对此没有要求", "the plan does not ask for this"))
NOT_HERE = Part("not-here", Text("不涉及这一项", "this has no bearing here"))
FAULT = Text(
    "检查此项时程序出错（{error}），未得出结论；请用 --debug 重新运行，把输出报告给维护者",
    "the check itself broke ({error}) and reached no conclusion; run again with --debug and report what it prints",
)

_WORST_FIRST = tuple(Status)


class Settings(NamedTuple):
    """How a run judges."""

    as_of: date
    rules: tuple[Rule, ...]
    known: Mapping[str, Rule]
    """Every rule there is, by id and by name."""
    years: frozenset[int] | None = None
    """The working years to judge; None: all."""
    severities: Mapping[str, Severity] = {}
    """Weights changed by the user, by rule id."""
    keep_all: bool = False
    """Whether results that passed or do not apply are kept and not only counted."""
    refused: bool = False
    """Whether it is known already that a file of the run was refused."""


class Judgement(NamedTuple):
    """What was found in one programme."""

    info: ProgramInfo
    results: tuple[Result, ...]
    passed: int


Shared = Mapping[tuple[str, int], Bookings]
Covered = tuple[str, str | None, int | None]
"""What a waiver covers: a rule, and a pairing and year or all of them."""


def judge(data: Dataset, settings: Settings, shared: Shared | None = None, *, partial: bool = False) -> Judgement:
    """Judge one programme; `shared` holds what people who are in several programmes of the run claim in all of them,
    `partial` says that a file of its own, or one that may be, was refused.
    """
    subjects = subjects_of(data, settings.as_of, settings.years)
    run = _Run(data, settings, subjects, shared or {}, partial=partial)
    results = [result for rule in settings.rules if rule.card.subject is not Kind.WAIVER for result in run.meet(rule)]
    run.close_waivers()
    results += [result for rule in settings.rules if rule.card.subject is Kind.WAIVER for result in run.meet(rule)]
    info = _info(data, subjects, run.judged)._replace(partial=partial)
    return Judgement(info, tuple(results), run.passed)


class _Run:
    """The state of judging one programme: counts, and which waivers were needed."""

    def __init__(self, data: Dataset, settings: Settings, subjects: Subjects, shared: Shared, *, partial: bool) -> None:
        self.settings = settings
        self.subjects = subjects
        self.passed = 0
        self.judged: dict[str | None, set[str]] = {}
        self.program = data.plan.id
        self.requirements = data.plan.requirements
        self.document = data.document
        self.waivers = _by_subject(data, settings)
        self.in_use: set[int] = set()
        self.awaited: set[Covered] = set()
        """What is pending and may come to need all waivers for it."""
        self.owners = {
            kind: Counter(subject.pairing_id for subject in found) for kind, found in subjects.by_kind.items()
        }
        self.context = Context(
            plan=data.plan,
            as_of=settings.as_of,
            people=subjects.people,
            shared=shared,
            documents=data.documents,
            rules=settings.known,
            pairings=None if data.pairings is None else frozenset(item.pairing.id for item in data.pairings),
            years=settings.years,
            judged=frozenset(rule.card.id for rule in settings.rules),
            partial=partial,
            refused=settings.refused,
        )

    def meet(self, rule: Rule) -> Iterator[Result]:
        """The results of one rule that are to be kept; the others are counted."""
        card = rule.card
        if card.subject is None:
            return
        requirement = getattr(self.requirements, card.key) if card.key else None
        clauses = requirement.clause if requirement is not None else ()
        if card.key and requirement is None:
            for subject in self.subjects.by_kind[card.subject] if self.settings.keep_all else ():
                yield self._result(card, subject, Status.NOT_APPLICABLE, [], (), NOT_REQUIRED)
            return
        check, context, keep_all, beyond = rule.check, self.context, self.settings.keep_all, card.beyond
        judged, subjects = self.owners[card.subject].copy(), self.subjects.by_kind[card.subject]
        if beyond:
            subjects += self.subjects.by_kind[Kind.OUTSIDE]
        for subject in subjects:
            try:
                asked = subject.in_plan or beyond
                said = check(subject, requirement, context) if asked else NOT_ASKED
                if subject.twin and asked:
                    other = check(subject.twin, requirement, context)
                    if other is not NOT_ASKED:  # of one side nothing may be asked, and something of the other
                        said = other if said is NOT_ASKED else (*said, *other)
                hits = tuple(said) if said else ()  # where it is a generator, the check runs here
            except Exception as error:  # a rule that breaks must not take the others with it, nor pass
                yield self._fault(card, subject, error)
                continue
            if hits is NOT_ASKED:
                judged[subject.pairing_id] -= 1
                if keep_all:
                    yield self._result(card, subject, Status.NOT_APPLICABLE, [], (), NOT_HERE)
            elif not keep_all and (not hits or all(found.met for found in hits)):
                self.passed += 1
            else:
                status, worst = self._weigh(card, subject, hits)
                yield self._waive(self._result(card, subject, status, worst, clauses))
        for pairing, number in judged.items():
            if number:
                self.judged.setdefault(pairing, set()).add(card.group)

    def close_waivers(self) -> None:
        """From here on the context knows which waivers were needed."""
        awaited = {number for subject in self.awaited for number, _ in self.waivers[subject]}
        self.context = self.context._replace(waivers_in_use=frozenset(self.in_use | awaited))

    def _weigh(self, card: Card, subject: Subject, hits: tuple[Hit, ...]) -> tuple[Status, list[Hit]]:
        """The worst of what was found, and the hits that say so."""
        if not hits:
            return Status.PASS, []
        statuses = [self._status(card, subject, found) for found in hits]
        worst = min(statuses, key=_WORST_FIRST.index)
        return worst, [found for found, status in zip(hits, statuses, strict=True) if status is worst]

    def _status(self, card: Card, subject: Subject, found: Hit) -> Status:
        if found.met:
            return Status.PASS
        waits = card.cumulative if found.waits is None else found.waits
        if waits and self.settings.as_of < (found.due or subject.due):
            return Status.PENDING
        return Status.UNKNOWN if found.met is None else Status.FAIL

    def _result(
        self,
        card: Card,
        subject: Subject,
        status: Status,
        hits: Sequence[Hit],
        clauses: tuple[str, ...],
        said: Part = PASSED,
    ) -> Result:
        parts: tuple[Part, ...] = (said,)
        where: tuple[Span, ...] = ()
        severity, fix = card.severity, card.fix
        if hits:  # most results passed without any
            parts = tuple([Part(found.text, card.wording(found), found.values) for found in hits])
            where = tuple(dict.fromkeys([_span(place) for found in hits for place in found.where]))
            severity = next((found.severity for found in hits if found.severity), severity)
            fix = card.fix_of(*[found.text for found in hits])
        return Result(
            rule=card.id,
            name=card.name,
            status=status,
            severity=self.settings.severities.get(card.id, severity),
            parts=parts,
            fix=fix,
            clauses=clauses,
            program=self.program,
            pairing=subject.pairing_id,
            year=subject.year,
            worker=subject.worker_id,
            organization=subject.organization_id,
            locations=where or (subject.place.span,),
            unrecorded=subject.empty and card.of_records,
        )

    def _fault(self, card: Card, subject: Subject, error: Exception) -> Result:
        result = self._result(card, subject, Status.UNKNOWN, [], ())
        trace = "".join(traceback.format_exception(error))
        return result._replace(parts=(Part("fault", FAULT, {"error": type(error).__name__}),), fault=trace)

    def _waive(self, result: Result) -> Result:
        """Apply the first waiver that covers the result and still holds; what is pending may come to need them all."""
        if not self.waivers or result.status not in TO_MEND:
            return result
        subjects = product((result.rule,), {None, result.pairing}, {None, result.year})
        covering = [subject for subject in subjects if subject in self.waivers]
        if result.status is Status.PENDING:
            self.awaited.update(covering)
        elif covering:
            number, waiver = min(self.waivers[subject][0] for subject in covering)
            self.in_use.add(number)
            place = Place(self.document, ("waivers", number))
            return result._replace(status=Status.WAIVED, waiver=_waived(waiver, result.status, place.span))
        return result


def _by_subject(data: Dataset, settings: Settings) -> dict[Covered, list[tuple[int, Waiver]]]:
    """The waivers that hold, each with its number: a run may have thousands of them."""
    found: dict[Covered, list[tuple[int, Waiver]]] = {}
    for number, waiver in enumerate(data.model.waivers or ()):
        rule = settings.known.get(waiver.rule)
        in_time = waiver.expires is None or waiver.expires >= settings.as_of
        in_plan = waiver.year is None or waiver.year in data.plan.period
        if in_time and in_plan and rule and rule.card.waivable:
            found.setdefault((rule.card.id, waiver.pairing, waiver.year), []).append((number, waiver))
    return found


def _waived(waiver: Waiver, outcome: Status, span: Span) -> Waived:
    return Waived(outcome, waiver.reason, waiver.approved_by, waiver.document, waiver.expires, span)


def _span(place: Place | Span) -> Span:
    return place if isinstance(place, Span) else place.span


def _info(data: Dataset, subjects: Subjects, judged: Mapping[str | None, set[str]]) -> ProgramInfo:
    plan, pairings = data.plan, subjects.program.pairings
    years = {subject.year for subject in subjects.by_kind[Kind.PAIRING_YEAR] if subject.year and subject.in_plan}
    return ProgramInfo(
        id=plan.id,
        title=plan.title,
        file=data.document.file,
        document=plan.document.number if plan.document else None,
        issued=plan.document.issued if plan.document else None,
        period=(plan.period.first, plan.period.last),
        sender_province=plan.sender_province,
        receiver_province=plan.receiver_province,
        counties=plan.receiving.promised,
        pairings=None if pairings is None else tuple(_pairing_info(pairing, plan) for pairing in pairings),
        asks=any(requirement is not None for _, requirement in plan.requirements),
        years=tuple(sorted(years)),
        judged={pairing: intern("".join(sorted(groups))) for pairing, groups in judged.items()},
    )


def _pairing_info(subject: PairingSubject, plan: Plan) -> PairingInfo:
    pairing = subject.pairing
    return PairingInfo(pairing.id, plan.county_name(pairing.county), subject.sender.name, subject.receiver.name)


def problem_result(problem: Problem, known: Mapping[str, Rule]) -> Result:
    """What stopped a file, as a result like the others."""
    card = known[problem.rule].card
    return Result(
        rule=card.id,
        name=card.name,
        status=Status.FAIL,
        severity=card.severity,
        parts=(Part(problem.text, card.messages[problem.text], problem.values),),
        fix=card.fix_of(problem.text),
        locations=(problem.span, *problem.related),
    )


def described(known: Mapping[str, Rule]) -> tuple[RuleInfo, ...]:
    """Every rule once, in the order of the ids."""
    cards = {rule.card.id: rule.card for rule in known.values()}
    return tuple(
        RuleInfo(card.id, card.name, card.severity, card.title, card.asks, card.why, card.fix)
        for _, card in sorted(cards.items())
    )
