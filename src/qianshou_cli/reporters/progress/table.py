"""Where the pairings stand, for a person at a terminal: the most urgent first, bars in plain characters."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...standing import ASSUMED, DOUBLED, STATE_TEXTS, URGENCY, Days, Measure, PairingStanding, ProgramStanding, State
from ...texts import Text, amount, clean, mask, year_range
from ..shared.lines import padded, styled, width_of, wrapped
from ..shared.look import Look
from ..shared.wording import AS_OF, PAIRINGS_UNRECORDED

STYLES = {
    State.OUT_OF_REACH: "bold red",
    State.AT_RISK: "red",
    State.NOT_RECORDED: "yellow",
    State.ON_TRACK: "cyan",
    State.DONE: "green",
}
SHORTEST, LONGEST = 6, 30
"""Columns of a bar."""
NO_PROGRAM = Text("没有可看的方案", "no plan to look at")
NO_PAIRING = Text("方案没有结对", "the plan has no pairings")
NONE_IN = Text("{years} 年度没有结对", "no pairing has a working year in {years}")
NOT_BEGUN = Text("截至该日，所看的年度还没有开始", "by that day no year looked at has begun")
ASKS_NOTHING = Text("方案没有写年度要求", "the plan asks for nothing a year")
YEAR = Text("{year} 年度  {counts}", "{year}  {counts}")
LEFT = Text("剩余法定工作日 {left} 个", "statutory workdays left: {left}")
EXACTLY, UP_TO, AT_LEAST = Text("", ""), Text("最多", "up to "), Text("至少", "at least ")
"""What stands before an amount that is owed: it may be less, or more, where not all is recorded."""
OWED = Text("{bound}还差 {owed} {unit}", "{unit} owed: {bound}{owed}")
LAST_SAFE = Text(
    "最晚 {day} 起，{workers} 人每个工作日都在岗（每人 {needed} 天）",
    "last safe day {day}: every workday, workers: {workers}, each: {needed}",
)
BEYOND = Text(
    "{workers} 人余下每个工作日都在岗也不够（每人{bound}要 {needed} 天）",
    "not enough even on every workday left, workers: {workers}, each: {bound}{needed}",
)
LAST_SAFE_EACH = Text(
    "最晚 {day} 起，差得最多的人员每个工作日都在岗（{bound}还差 {needed} 天）",
    "last safe day {day}: every workday, for whoever is furthest behind, who owes {bound}{needed}",
)
BEYOND_EACH = Text(
    "差得最多的人员余下每个工作日都在岗也不够（{bound}还差 {needed} 天）",
    "not enough even on every workday left for whoever is furthest behind, who owes {bound}{needed}",
)
PACE = Text(
    "已参与人员每人每周{bound}还需服务 {pace} 个工作日",
    "workdays a week still needed from each worker so far: {bound}{pace}",
)
PACE_EACH = Text(
    "差得最多的人员每周{bound}还需服务 {pace} 个工作日",
    "workdays a week still needed from whoever is furthest behind: {bound}{pace}",
)
EACH = Text("每人各自达到：{shares}", "each worker alone: {shares}")
TARGETS = Text("期末绩效指标（{years} 年）", "targets of the period {years}")
LEGEND = Text(
    "条形为已完成的比例；>= 表示记录不全，实际可能更多；? 表示没有能算数的记录",
    "bars: the share done; >=: not fully recorded, may be more; ?: nothing recorded that counts",
)


def render(standings: Sequence[ProgramStanding], look: Look) -> str:
    """Every programme: its pairings with what is done and owed, and its targets."""
    lines = [line for standing in standings for line in _View(standing, look).lines()]
    return "\n".join(lines or [NO_PROGRAM.pick(look.lang)]) + "\n"


class _View:
    def __init__(self, standing: ProgramStanding, look: Look) -> None:
        self.standing, self.look, self.lang = standing, look, look.lang
        shown = [measure for item in standing.pairings or () for measure in item.measures]
        names = [*(m.title for m in shown), *(target.name for target in standing.targets)]
        self.title_width = max((width_of(name.pick(self.lang)) for name in names), default=0)
        self.state_width = max(width_of(text.pick(self.lang)) for text in STATE_TEXTS.values())
        self.done_width = max((len(_done(m.done, m.required, m.complete)) for m in shown), default=0)
        owed_width = max((width_of(self.owed(measure)) for measure in shown), default=0)
        room = look.width - 10 - self.state_width - self.title_width - self.done_width
        self.beside = room - owed_width >= SHORTEST
        """Whether what is owed stands on the line of its minimum; else it has one of its own below."""
        self.bar_width = max(SHORTEST, min(LONGEST, room - owed_width if self.beside else room))

    def lines(self) -> Iterator[str]:
        standing = self.standing
        yield styled(clean(mask(standing.title)), "bold", self.look)
        yield clean(f"{AS_OF.fill(self.lang, {'date': standing.as_of})}  {standing.file}")
        if standing.assumed_years:
            yield from self.wrapped(ASSUMED.fill(self.lang, {"years": standing.assumed_years}), "")
        days = any(measure.days for item in standing.pairings or () for measure in item.measures)
        if standing.doubled and days:
            yield from self.wrapped(DOUBLED.pick(self.lang), "")
        yield ""
        if not standing.pairings:
            yield from self.wrapped(self.without_pairings(), "")
            yield ""
        for year in standing.years:
            yield from self.year(year, [item for item in standing.pairings or () if item.year == year])
        if standing.targets:
            yield from self.targets()
        yield from self.wrapped(LEGEND.pick(self.lang), "")
        yield ""

    def without_pairings(self) -> str:
        """Why no pairing is shown."""
        standing = self.standing
        if standing.pairings is None:
            return PAIRINGS_UNRECORDED.pick(self.lang)
        if not standing.paired:
            return NO_PAIRING.pick(self.lang)
        return (NONE_IN if standing.years else NOT_BEGUN).fill(self.lang, {"years": standing.years})

    def year(self, year: int, pairings: Sequence[PairingStanding]) -> Iterator[str]:
        if not pairings:
            return
        numbers = {state: sum(item.state is state for item in pairings) for state in URGENCY}
        counts = [f"{STATE_TEXTS[state].pick(self.lang)} {number}" for state, number in numbers.items() if number]
        yield styled(YEAR.fill(self.lang, {"year": year, "counts": counts}), "bold", self.look)
        yield ""
        for item in pairings:
            yield from self.pairing(item)
            yield ""

    def pairing(self, item: PairingStanding) -> Iterator[str]:
        left = LEFT.fill(self.lang, {"left": item.workdays_left})
        yield f"{self.state(item.state)}  {clean(mask(f'{item.pairing} {item.county}'))}  {left}"
        yield from self.wrapped(mask(f"{item.sender} -> {item.receiver}"), "  ")
        if not item.measures:
            yield from self.wrapped(ASKS_NOTHING.pick(self.lang), "  ")
        for measure in item.measures:
            yield self.measure(measure)
            if not self.beside and measure.owed:
                yield from self.wrapped(self.owed(measure), self.below)
            if measure.days:
                yield from self.days(measure.days, measure.state)

    def measure(self, measure: Measure) -> str:
        return self.row(
            self.state(measure.state, self.state_width),
            measure.title,
            _share(measure.done, measure.required),
            _done(measure.done, measure.required, measure.complete),
            self.owed(measure) if self.beside else "",
        )

    @property
    def below(self) -> str:
        """What the lines below that of a minimum begin with."""
        return " " * (self.state_width + 4)

    def owed(self, measure: Measure) -> str:
        if not measure.owed:
            return ""
        bound = EXACTLY if measure.complete else UP_TO
        return OWED.fill(self.lang, {"bound": bound, "owed": amount(measure.owed), "unit": measure.unit})

    def row(self, state: str, title: Text, share: float, done: str, owed: str) -> str:
        full = int(share * self.bar_width)
        bar = "#" * full + "-" * (self.bar_width - full)
        name = padded(title.pick(self.lang), self.title_width)
        return f"  {state}  {name}  {bar}  {done:{self.done_width}}  {owed}".rstrip()

    def days(self, days: Days, state: State) -> Iterator[str]:
        parts = []
        exact = days.needed == days.at_least
        values = {"day": days.last_safe, "workers": days.workers, "needed": days.needed, "pace": days.pace}
        at_most = {**values, "bound": EXACTLY if exact else UP_TO}
        alone = days.each and days.shares  # those of whom nobody is known yet all owe the same
        if days.last_safe:
            parts.append((LAST_SAFE_EACH if alone else LAST_SAFE).fill(self.lang, at_most))
        elif state is State.OUT_OF_REACH:
            at_least = {**values, "needed": days.at_least, "bound": EXACTLY if exact else AT_LEAST}
            parts.append((BEYOND_EACH if alone else BEYOND).fill(self.lang, at_least))
        if days.pace is not None:
            parts.append((PACE_EACH if days.each else PACE).fill(self.lang, at_most))
        if days.each and days.needed:
            shares = [f"{s.worker} {_known(s.done if s.recorded or s.done else None, s.recorded)}" for s in days.shares]
            if shares:
                parts.append(EACH.fill(self.lang, {"shares": shares}))
        for part in parts:
            yield from self.wrapped(part, self.below)

    def targets(self) -> Iterator[str]:
        years = year_range(*self.standing.period)
        yield styled(TARGETS.fill(self.lang, {"years": years}), "bold", self.look)
        for target in self.standing.targets:
            done = _done(target.done, target.required, target.complete)
            yield self.row(" " * self.state_width, target.name, _share(target.done, target.required), done, "")
        yield ""

    def state(self, state: State, width: int = 0) -> str:
        return styled(padded(STATE_TEXTS[state].pick(self.lang), width), STYLES[state], self.look)

    def wrapped(self, text: str, indent: str) -> Iterator[str]:
        return wrapped(clean(text), indent, self.look.width)


def _share(done: int | Decimal | None, required: int | Decimal) -> float:
    """The part that is done, from 0 to 1."""
    if done is None:
        return 0.0
    return min(1.0, float(done) / float(required)) if required else 1.0


def _done(done: int | Decimal | None, required: int | Decimal, complete: bool) -> str:
    return f"{_known(done, complete)}/{amount(required)}"


def _known(done: int | Decimal | None, complete: bool) -> str:
    """What is done, or `?` where nothing is recorded that counts."""
    return "?" if done is None else f"{'' if complete else '>='}{amount(done)}"
