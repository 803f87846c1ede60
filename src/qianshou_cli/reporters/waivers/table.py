"""The waivers for a person at a terminal: a block each, and how many there are of every state."""

from collections import Counter
from collections.abc import Iterator, Sequence

from ...findings import WITHOUT_END, Report
from ...texts import COMMA, Lang, Text, clean, mask
from ...waivers import STATE_TEXTS, ProgramWaivers, State, WaiverStanding
from ..shared.lines import styled, wrapped
from ..shared.look import Look
from ..shared.wording import AS_OF

STYLES = {
    State.MISDIRECTED: "bold red",
    State.EXPIRED: "bold red",
    State.UNUSED: "yellow",
    State.NOT_KNOWN: "yellow",
    State.NOT_YET_NEEDED: "cyan",
    State.IN_USE: "green",
}
ALL_PAIRINGS = Text("全部结对", "all pairings")
ALL_YEARS = Text("全部年度", "all years")
LAST_DAY = Text("有效期至 {day}（当日为最后一天）", "until {day} (its last day)")
LEFT = Text("有效期至 {day}（还剩 {days} 天）", "until {day} (days left: {days})")
OVER = Text("有效期至 {day}（已过 {days} 天）", "until {day} (days over: {days})")
COVERS = Text("现在覆盖 {n} 项结果", "results covered now: {n}")
WHY = Text("理由：{reason}；批准：{by}", "reason: {reason}; approved by: {by}")
PAPER = Text("；文件：{document}", "; document: {document}")
NONE = Text("没有豁免", "no waivers")
TOTAL = Text("豁免 {n} 项：{counts}", "waivers: {n} ({counts})")
NONE_READ = Text("读得了的文件中没有豁免", "no waivers in the files that could be read")
TOTAL_READ = Text("读得了的文件中有豁免 {n} 项：{counts}", "waivers in the files that could be read: {n} ({counts})")


def render(programs: Sequence[ProgramWaivers], report: Report, look: Look) -> str:
    """Every programme with its waivers, and the count of all."""
    lines: list[str] = []
    day = AS_OF.fill(look.lang, {"date": report.as_of})
    for program in programs:
        lines += [styled(clean(mask(program.info.title)), "bold", look)]
        lines += [f"{day}  {clean(program.info.file)}", ""]
        for found in program.waivers:
            lines += [*_block(found, look), ""]
    states = [found.state for program in programs for found in program.waivers]
    return "\n".join([*lines, _total(states, report.refused, look.lang), ""])


def _block(found: WaiverStanding, look: Look) -> Iterator[str]:
    lang, waiver = look.lang, found.waiver
    state = styled(STATE_TEXTS[found.state].pick(lang), STYLES[found.state], look)
    name = f"{found.card.id} {found.card.name}" if found.card else clean(mask(waiver.rule))
    yield "  ".join(part for part in (state, name, _scope(found, lang)) if part)
    if found.finding:
        yield from wrapped(clean(found.finding.message(lang)), "  ", look.width)
    holds = _validity(found, lang)
    if found.covers:
        holds += COMMA.pick(lang) + COVERS.fill(lang, {"n": len(found.covers)})
    yield from wrapped(holds, "  ", look.width)
    why = WHY.fill(lang, {"reason": waiver.reason, "by": waiver.approved_by})
    if waiver.document:
        why += PAPER.fill(lang, {"document": waiver.document})
    yield from wrapped(clean(why), "  ", look.width)
    yield clean(f"  {found.place}")


def _scope(found: WaiverStanding, lang: Lang) -> str:
    """The pairing and year it names; where it names none, all of them if its rule has any."""
    waiver, kind = found.waiver, found.card and found.card.subject
    pairing = mask(waiver.pairing or "") or (ALL_PAIRINGS.pick(lang) if kind and kind.of_pairing else "")
    year = str(waiver.year or (ALL_YEARS.pick(lang) if kind and kind.of_year else ""))
    return " ".join(part for part in (pairing, year) if part)


def _validity(found: WaiverStanding, lang: Lang) -> str:
    left = found.days_left
    if left is None:
        return WITHOUT_END.pick(lang)
    text = LAST_DAY if left == 0 else LEFT if left > 0 else OVER
    return text.fill(lang, {"day": found.waiver.expires, "days": abs(left)})


def _total(states: Sequence[State], refused: bool, lang: Lang) -> str:
    if not states:
        return (NONE_READ if refused else NONE).pick(lang)
    text = TOTAL_READ if refused else TOTAL
    numbers = Counter(states)
    counts = [f"{STATE_TEXTS[state].pick(lang)} {numbers[state]}" for state in State if numbers[state]]
    return text.fill(lang, {"n": len(states), "counts": COMMA.pick(lang).join(counts)})
