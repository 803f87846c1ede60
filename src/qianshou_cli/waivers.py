"""Where each waiver of a run stands, read off the results: nothing is judged a second time."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from .dataset import Place, Source
from .findings import ACROSS, WAIVERS, ProgramInfo, Report, Result, Status
from .model import ProgramFile, Waiver
from .rule import Card, Rule
from .spans import Span
from .texts import Text


class State(StrEnum):
    """What a waiver does as of the date."""

    MISDIRECTED = "misdirected"
    EXPIRED = "expired"
    UNUSED = "unused"
    NOT_KNOWN = "not_known"
    """Nothing that was judged needs it, but a file was refused that may."""
    NOT_YET_NEEDED = "not_yet_needed"
    IN_USE = "in_use"


STATE_TEXTS = {
    State.MISDIRECTED: Text("指错", "misdirected"),
    State.EXPIRED: Text("已过期", "expired"),
    State.UNUSED: Text("没有用到", "unused"),
    State.NOT_KNOWN: Text("无法判断", "not known"),
    State.NOT_YET_NEEDED: Text("尚未用到", "not yet needed"),
    State.IN_USE: Text("使用中", "in use"),
}


class WaiverStanding(NamedTuple):
    """A waiver and what has become of it."""

    waiver: Waiver
    card: Card | None
    """The rule that it names, None where there is no such rule."""
    state: State
    days_left: int | None
    """Days from the date to the last one on which it holds: 0 on that day, negative afterwards, None without an end."""
    covers: tuple[Result, ...]
    """The results that it covers now."""
    finding: Result | None
    """What QS905 says of it."""
    place: Span


class ProgramWaivers(NamedTuple):
    """A programme with its waivers, in the order of the file."""

    info: ProgramInfo
    waivers: tuple[WaiverStanding, ...]


def program_waivers(report: Report, sources: Iterable[Source], rules: Mapping[str, Rule]) -> tuple[ProgramWaivers, ...]:
    """The waivers of every programme that has any.

    `report` is of a run with all rules and years, `sources` are its program files (each is let go before the next is
    asked for), `rules` holds every rule there is by id and by name.
    """
    by_program: dict[str | None, list[Result]] = {}
    for result in report.results:
        by_program.setdefault(result.program, []).append(result)
    infos = {info.file: info for info in report.programs}
    across = frozenset({ACROSS} if report.refused else ())
    found = (
        ProgramWaivers(info, tuple(_standings(report.as_of, source, by_program.get(info.id, ()), rules, unseen)))
        for source in sources
        if (info := infos.get(source.document.file))
        for unseen in [rules.keys() if info.partial else across]
    )
    return tuple(program for program in found if program.waivers)


def _standings(
    as_of: date, source: Source, results: Sequence[Result], rules: Mapping[str, Rule], unseen: Collection[str]
) -> Iterator[WaiverStanding]:
    """The waivers of a programme; `unseen` are the rules of which a refused file may show more."""
    assert isinstance(source.model, ProgramFile)
    covered: dict[Span, list[Result]] = {}
    for result in results:
        if result.waiver is not None:
            covered.setdefault(result.waiver.span, []).append(result)
    wrong = {r.locations[0]: r for r in results if r.rule == WAIVERS and r.status is Status.FAIL}
    for number, waiver in enumerate(source.model.waivers or ()):
        place = Place(source.document, ("waivers", number))
        places = (place, *(place.at(key) for key in Waiver.model_fields))
        finding = next((wrong[where.span] for where in places if where.span in wrong), None)
        covers = tuple(covered.get(place.span, ()))
        card = rules[waiver.rule].card if waiver.rule in rules else None
        yield WaiverStanding(
            waiver,
            card,
            _state(finding, covers, unseen=card is not None and card.id in unseen),
            (waiver.expires - as_of).days if waiver.expires else None,
            covers,
            finding,
            place.span,
        )


def _state(finding: Result | None, covers: Sequence[Result], *, unseen: bool) -> State:
    if finding is None:
        return State.IN_USE if covers else State.NOT_KNOWN if unseen else State.NOT_YET_NEEDED
    kinds = {part.kind for part in finding.parts}
    if kinds == {"unused"}:
        return State.UNUSED
    return State.EXPIRED if kinds == {"expired"} else State.MISDIRECTED
