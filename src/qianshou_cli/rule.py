"""The shape of a rule: its card, and what its check is given and says."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from .bookings import Bookings
from .dataset import Place
from .findings import Severity
from .model import Plan
from .people import PersonYear
from .spans import Span
from .subjects import Kind, Subject
from .texts import Text
from .yaml_reader import Document


class Hit(NamedTuple):
    """What a check found. `met` is three-valued: None when the records do not say."""

    met: bool | None
    text: str
    """Which wording of the card."""
    where: tuple[Place | Span, ...] = ()
    """The line to mend, then related ones; none: where the subject stands."""
    values: Mapping[str, object] = {}
    due: date | None = None
    """The end of its time where that is not the subject's."""
    waits: bool | None = None
    """Whether it is pending until its time is over; None: as the card says."""
    severity: Severity | None = None
    """A weight of its own, where a rule has cases that weigh differently."""
    at_least: bool = False
    """Whether `actual` decides it although more may have been done than is recorded."""

    @property
    def complete(self) -> bool:
        """Whether `actual` is all there is."""
        return self.met is not None and not self.at_least


NOT_ASKED: tuple[Hit, ...] = (Hit(True, ""),)
"""Returned as it is: the plan does not ask this of the subject."""


def hit(
    met: bool | None,
    text: str,
    *where: Place | Span,
    due: date | None = None,
    waits: bool | None = None,
    severity: Severity | None = None,
    at_least: bool = False,
    **values: object,
) -> Hit:
    """A finding with its evidence."""
    return Hit(met, text, where, values, due, waits, severity, at_least)


class Card(NamedTuple):
    """Everything a rule says about itself, in both languages."""

    id: str
    name: str
    severity: Severity
    cumulative: bool
    """Cumulative rules can be pending until their time is over; immediate ones fail at once."""
    subject: Kind | None
    """None for the rules on reading files, which no check stands behind."""
    always: bool
    """Whether it needs no key in the plan."""
    title: Text
    asks: Text
    """What it asks, in one or two sentences."""
    why: Text
    """Why it is asked."""
    messages: Mapping[str, Text]
    fix: Text
    """How to mend what it finds."""
    fixes: Mapping[str, Text] = {}
    """How to mend it where that does not fit, by the name of the message."""
    of_records: bool = True
    """Whether records of its subject can settle it; not, where the plan or an organization must say more."""
    sides: tuple[str, ...] = ()
    """Whose service it rests on, `sent` or `received`: the days of these explain what it finds."""
    beyond: bool = False
    """Whether it meets years outside the plan's period or the pairing's active span, of which nothing counts, and what
    lies outside as a whole (`Kind.OUTSIDE`)."""

    def wording(self, found: Hit) -> Text:
        """What is said of what a check found; a number that more may be added to is "at least"."""
        text = self.messages[found.text]
        if not found.at_least:
            return text
        return Text(text.zh.replace(" {actual}", "至少 {actual}"), text.en.replace("{actual}", "at least {actual}"))

    def fix_of(self, *messages: str) -> Text:
        """How to mend what the messages say: each mend once, in their order."""
        mends = dict.fromkeys([self.fixes.get(message, self.fix) for message in messages])
        return Text("".join([mend.zh for mend in mends]), " ".join([mend.en for mend in mends]))

    @property
    def key(self) -> str | None:
        """The requirement key in a plan; None for rules that always apply."""
        return None if self.always else self.name.replace("-", "_")

    @property
    def waivable(self) -> bool:
        """Whether a waiver may cover it: not what stops a file from being read, nor what is wrong with a waiver."""
        return self.subject not in (None, Kind.WAIVER)

    @property
    def group(self) -> str:
        """The digit of its hundred."""
        return self.id[2]


class Context(NamedTuple):
    """What a check may know beside its subject and requirement."""

    plan: Plan
    as_of: date
    people: Mapping[tuple[str, int], PersonYear] = {}
    """A programme's workers by person and year, over all its pairings."""
    shared: Mapping[tuple[str, int], Bookings] = {}
    """What persons who are in several programmes of the run claim in all of them, by person and year."""
    documents: tuple[Document, ...] = ()
    """The files that the programme was read from."""
    rules: Mapping[str, "Rule"] = {}
    """Every rule there is, by id and by name."""
    pairings: frozenset[str] | None = None
    """The ids of the programme's pairings; None: they are not recorded."""
    years: frozenset[int] | None = None
    """The working years that this run judges; None: all that have begun."""
    judged: frozenset[str] = frozenset()
    """The ids of the rules that this run judges."""
    partial: bool = False
    """Whether a file was refused that is the programme's, or may be: nobody knows what it records."""
    refused: bool = False
    """Whether any file of the run was refused."""
    waivers_in_use: frozenset[int] = frozenset()
    """The waivers, by number, that cover a result or will when its time is over."""


Check = Callable[[Any, Any, Context], Iterable[Hit]]


class Rule(NamedTuple):
    """A card and its check: `check(subject, requirement, context)` gives hits; none means that all is in order.

    A check of a kind with many subjects returns them in a list, because nearly all of its subjects are in order and a
    generator costs more than looking; one of a whole programme may as well yield them.
    """

    card: Card
    check: Check


def no_check(subject: Subject, requirement: object, context: Context) -> Iterable[Hit]:
    """Stands where reading the file is the check."""
    return ()


def titled(title: str, rules: Iterable[Rule]) -> Rule | None:
    """The rule of that title, in either language, as outputs show it; None where there is none."""
    return next((rule for rule in rules if title in rule.card.title), None)
