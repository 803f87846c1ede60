"""How far each pairing is in a working year, and whether what is owed can still be reached, as of a date.

What is done comes from the rules themselves, and workdays from the ledgers that they read, so that it does not differ
from what `validate` says. How it stands:

- done: the minimum is met.
- out of reach: the working year is over, or more workdays are owed than the workers counted on can serve, even if they
  serve every statutory workday that is left.
- at risk: workdays: each worker counted on has to serve more than half of the statutory workdays left; anything else:
  at most `NEAR` statutory workdays are left.
- on track: all else.
- unknown: records are missing, or whether claimed days count is open, and if nothing was done beyond what certainly
  counts, it would be at risk or out of reach: the records do not decide. Where each has a minimum, those whose service
  is fully recorded may decide it alone; and what is out of reach with all that may count is so for certain.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from .dataset import Dataset
from .gather import subjects_of
from .judging import paired_counties
from .model.requirements import Grant, Workdays
from .owed import Owed, is_certain, owed_by_each, owed_in_all
from .regions import division
from .rule import NOT_ASKED, Context, Hit, Rule
from .rules import BY_NAME
from .standing import (
    URGENCY,
    CountyStanding,
    Days,
    Measure,
    PairingStanding,
    ProgramStanding,
    Share,
    State,
    Target,
)
from .subjects import Kind, PairingSubject, PairingYear, ProgramSubject, Subject, WorkerYear
from .texts import Text
from .workdays import dates, is_published

NEAR = 22
"""Statutory workdays, about a month: when no more are left, whatever is still missing is at risk."""

_WORKDAYS = Text("个工作日", "workdays")
_PEOPLE = Text("人", "workers")
_SESSIONS = Text("次", "sessions")
_STEPS = Text("项", "steps")

UNITS = {
    "sent-workdays": _WORKDAYS,
    "received-workdays": _WORKDAYS,
    "sent-workers": _PEOPLE,
    "received-workers": _PEOPLE,
    "projects": Text("个", "projects"),
    "internal-supervision": _SESSIONS,
    "external-supervision": _SESSIONS,
    "assistance-plan": _STEPS,
    "evaluation": _STEPS,
    "grant": Text("元", "yuan"),
}
"""The yearly minima, in the order in which they are shown, and what they are counted in."""


def standing_of(data: Dataset, as_of: date, years: Collection[int] = ()) -> ProgramStanding:
    """Where a programme stands; without years: the year of `as_of` inside the plan's period, else its last year.

    Years that have not begun are left out.
    """
    plan = data.plan
    first, last = plan.period.first, plan.period.last
    chosen = sorted(years) or [as_of.year if first <= as_of.year <= last else last]
    subjects = subjects_of(data, as_of, chosen)
    context = Context(plan=plan, as_of=as_of, people=subjects.people)
    senders = {
        (subject.organization_id, subject.year): _of_sender(subject, context)
        for subject in subjects.by_kind[Kind.SENDER_YEAR]
    }
    pairings = subjects.program.pairings
    found = [
        _pairing(subject, year, senders[subject.sender.id, year.window.year], context)
        for subject in pairings or ()
        for year in subject.years
        if year.window.year in chosen and year.in_plan
    ]
    found.sort(key=lambda item: (URGENCY.index(item.state), item.last_safe or date.max))
    begun = tuple(year for year in chosen if date(year, 1, 1) <= as_of)
    return ProgramStanding(
        id=plan.id,
        title=plan.title,
        file=data.document.file,
        paired=bool(pairings),
        records=tuple(document.file for document in data.documents[1:]),
        period=(first, last),
        as_of=as_of,
        years=begun,
        assumed_years=tuple(year for year in begun if not is_published(year)),
        pairings=None if pairings is None else tuple(found),
        spans={subject.pairing.id: subject.span for subject in pairings or () if subject.span},
        targets=tuple(_targets(subjects.program, context)),
        counties=tuple(_counties(subjects.program)),
        counties_total=plan.receiving.total,
        organizations={name: organization.name for name, (organization, _) in data.organizations.items()},
        doubled=any(
            hit.met is False
            for worker in subjects.by_kind[Kind.WORKER_YEAR]
            for hit in BY_NAME["double-booked"].check(worker, None, context)
        ),
    )


def _counties(program: ProgramSubject) -> Iterator[CountyStanding]:
    """The counties that the plan names, then the others that its rules count as paired."""
    paired = {code: tuple(item.pairing.id for item in items) for code, items in program.by_county.items()}
    names, counted = program.plan.county_names, paired_counties(program)
    for code, name in names.items():
        yield CountyStanding(code, name, paired.get(code, ()))
    for code, pairings in paired.items():
        if code in counted and code not in names:
            known = division(code)
            yield CountyStanding(code, known.names[-1] if known else code, pairings, named=False)


OfSender = Mapping[str, tuple[Hit, ...]]
"""What the rules on a sender in a year find, by name."""


def _of_sender(sender: Subject, context: Context) -> OfSender:
    """Found once for all pairings of the sender."""
    rules = [BY_NAME[name] for name in UNITS if BY_NAME[name].card.subject is Kind.SENDER_YEAR]
    asked = [(rule, getattr(context.plan.requirements, rule.card.key or "")) for rule in rules]
    return {rule.card.name: tuple(rule.check(sender, one, context)) for rule, one in asked if one is not None}


def _pairing(subject: PairingSubject, year: PairingYear, sender: OfSender, context: Context) -> PairingStanding:
    left = year.window.workdays & ~year.window.until
    measures = [_measure(BY_NAME[name], year, sender, left, context) for name in UNITS]
    return PairingStanding(
        pairing=subject.pairing.id,
        county=context.plan.county_name(subject.pairing.county),
        sender=subject.sender.name,
        receiver=subject.receiver.name,
        year=year.window.year,
        workdays_left=left.bit_count(),
        measures=tuple(measure for measure in measures if measure),
    )


def _measure(rule: Rule, year: PairingYear, sender: OfSender, left: int, context: Context) -> Measure | None:
    """One yearly minimum; None when the plan does not ask it of this pairing. Grants are the sender's."""
    asked = getattr(context.plan.requirements, rule.card.key or "")
    if asked is None:
        return None
    if isinstance(asked, Workdays):
        return _workdays(rule, asked, year, left, context)
    modes = getattr(asked, "modes", None)
    hits = sender[rule.card.name] if rule.card.name in sender else tuple(rule.check(year, asked, context))
    if hits is NOT_ASKED or (modes is not None and year.pairing.mode not in modes):
        return None
    complete = all(hit.complete for hit in hits)
    required, done, met = _counted(hits, asked, complete)
    if _over(year, context):
        worst = State.OUT_OF_REACH
    else:
        worst = State.AT_RISK if left.bit_count() <= NEAR else State.ON_TRACK
    return _made(rule, asked, required, done, complete, _state(met, worst))


def _state(met: bool | None, worst: State, certain: State = State.NOT_RECORDED) -> State:
    """How it stands; `worst` is how, if nothing was done beyond what is recorded, `certain` how whatever was."""
    if met:
        return State.DONE
    if met is None and worst is not State.ON_TRACK:
        return min(certain, State.NOT_RECORDED, key=URGENCY.index)
    return worst


def _counted(
    hits: Sequence[Hit], asked: Any, complete: bool
) -> tuple[int | Decimal, int | Decimal | None, bool | None]:
    """What a rule asks for, what it found and whether that is enough; duties without a number are counted in steps."""
    met = False if any(hit.met is False for hit in hits) else None if any(hit.met is None for hit in hits) else True
    if (minimum := getattr(asked, "min", None)) is not None:
        done: Any = next((hit.values.get("actual") for hit in hits), None)
        sums_up = isinstance(asked, Grant)  # without it, nothing at all is recorded: a zero was written down
        return minimum, done if sums_up else _known(done, complete, met), met
    steps = 2 if getattr(asked, "reported", False) else 1
    return steps, _known(steps - len(hits), complete, met), met


def _known(done: Any, complete: bool, met: bool | None) -> Any:
    """What is done; None, as nothing is recorded that counts, for a zero that is not enough and may be more."""
    return done if complete or met or done else None


def _workdays(rule: Rule, asked: Workdays, year: PairingYear, left: int, context: Context) -> Measure:
    [side] = rule.card.sides
    people: tuple[WorkerYear, ...] | None = getattr(year, side)
    minimum = getattr(context.plan.requirements, f"{side}_workers")
    reckon = owed_by_each if asked.basis == "each" else owed_in_all
    owed = reckon(asked.min, people, max(minimum.min if minimum else 0, 1))
    complete = people is not None and all(map(is_certain, owed.people))
    met = all(hit.met for hit in rule.check(year, asked, context)) or (False if complete else None)
    worst, certain = _states(owed, left.bit_count(), _over(year, context))
    a_zero = asked.basis == "total" and any(worker.recorded and not worker.entries for worker in people or ())
    done = owed.done if a_zero else _known(owed.done, complete, met)  # one that is recorded is no lack of records
    days = _days(asked, year, owed, left, complete)
    return _made(rule, asked, owed.required, done, complete, _state(met, worst, certain), days)


def _states(owed: Owed, left: int, over: bool) -> tuple[State, State]:
    """How it stands if nothing was done beyond what certainly counts, and how it stands whatever was."""
    if owed.at_best > (0 if over else left):
        certain = State.OUT_OF_REACH
    else:
        certain = _urgency(owed.certain, left, over) if owed.certain > 0 else State.NOT_RECORDED
    return _urgency(owed.needed, left, over), certain


def _days(asked: Workdays, year: PairingYear, owed: Owed, left: int, complete: bool) -> Days:
    """Who counts, and at what pace until when what is owed can be served; `left` are the workdays left."""
    remaining = left.bit_count()
    reachable = 0 < owed.needed <= remaining
    return Days(
        each=asked.basis == "each",
        workers=owed.workers,
        needed=owed.needed,
        at_least=owed.needed if complete else max(owed.at_best, 0),
        pace=_pace(owed.alone, len(owed.people), remaining) if reachable else None,
        last_safe=dates(year.window.year, left)[-owed.needed] if reachable else None,
        shares=tuple(
            Share(worker.worker.id, worker.worker.name, worker.ledger.workdays, is_certain(worker))
            for worker in owed.people
        ),
    )


def _urgency(needed: int, left: int, over: bool) -> State:
    if over or needed > left:
        return State.OUT_OF_REACH
    return State.AT_RISK if 2 * needed > left else State.ON_TRACK


def _pace(owed: int, workers: int, left: int) -> Decimal | None:
    """Workdays a week of five for each of the workers, rounded up to a tenth; no week has more than those five."""
    if not workers or not 0 < owed <= workers * left:
        return None
    return Decimal(-(-owed * 50 // (workers * left))) / 10


def _made(
    rule: Rule,
    asked: Any,
    required: int | Decimal,
    done: int | Decimal | None,
    complete: bool,
    state: State,
    days: Days | None = None,
) -> Measure:
    card = rule.card
    unit = UNITS[card.name]
    return Measure(card.id, card.name, card.title, unit, asked.clause, required, done, complete, state, days)


def _over(year: PairingYear, context: Context) -> bool:
    return context.as_of >= year.due


def _targets(program: Subject, context: Context) -> Iterator[Target]:
    asked = context.plan.requirements.outcomes
    for found in BY_NAME["outcomes"].check(program, asked, context) if asked else ():
        values: Any = found.values
        yield Target(values["name"], values["required"], values.get("actual"), found.complete)
