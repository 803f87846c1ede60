"""What the year-end report's tables hold, the same in every format."""

from collections.abc import Sequence
from typing import NamedTuple

from ..findings import Status
from ..standing import Measure
from ..texts import Text
from .facts import ProgramYear
from .words import Say

ON_DAYS = ("QS301", "QS302")
"""The rules on workdays, the senders' first."""


class Minima(NamedTuple):
    """The yearly minima: a title for each column, which names the unit, and the pairings with a cell for each.

    None in a cell: not asked of that pairing.
    """

    titles: tuple[Text, ...]
    rows: tuple[tuple[str, tuple[Measure | None, ...]], ...]


def minima(program: ProgramYear) -> Minima:
    """The pairings in the order of the file, and every minimum that the plan asks of any of them."""
    titles = {
        measure.rule: _with_unit(measure.title, measure.unit) for item in program.pairings for measure in item.measures
    }
    rows = []
    for item in program.pairings:
        cells = {measure.rule: measure for measure in item.measures}
        rows.append((f"{item.pairing} {item.county}", tuple(cells.get(rule) for rule in titles)))
    return Minima(tuple(titles.values()), tuple(rows))


def _with_unit(title: Text, unit: Text) -> Text:
    """The title, and what is counted where it does not say so itself."""
    return Text(
        title.zh if unit.zh in title.zh else f"{title.zh}（{unit.zh}）",
        title.en if unit.en in title.en else f"{title.en} ({unit.en})",
    )


def summed(rows: Sequence[tuple[str, str, Measure]]) -> tuple[int | None, bool]:
    """The workdays of all pairings together, None where none are recorded; and whether that is all there is."""
    complete = all(measure.complete for _, _, measure in rows)
    if all(measure.done is None for _, _, measure in rows):
        return None, complete
    return sum(share.done for _, _, measure in rows if measure.days for share in measure.days.shares), complete


def cautions(program: ProgramYear, say: Say) -> list[str]:
    """What to know before the workdays are taken at their word; nothing where there are none."""
    if not any(program.workdays(rule) for rule in ON_DAYS):
        return []
    years = program.standing.assumed_years
    doubled = any(result.rule == "QS305" for result in program.findings)
    return [*([say("assumed", years=years)] if years else []), *([say("double")] if doubled else [])]


def verdict(program: ProgramYear, say: Say) -> str:
    """The counts in one sentence."""
    counts = program.counts
    return say(
        "verdict",
        apart=say.apart(program),
        judged=sum(counts.values()),
        passed=counts[Status.PASS],
        failed=counts[Status.FAIL],
        unknown=counts[Status.UNKNOWN],
        pending=counts[Status.PENDING],
        waived=counts[Status.WAIVED],
    )


def failures(program: ProgramYear, say: Say) -> str:
    """What failed, by weight, and in how many pairings; that a plan which asks for nothing is not met by that."""
    failed, pairings, said = program.counts[Status.FAIL], program.failing_pairings, []
    if failed:
        text = "verdict_fail" if pairings else "verdict_fail_beside"
        said.append(say(text, errors=program.errors, warnings=failed - program.errors, n=pairings))
    if not program.info.asks:
        said.append(say("asks_nothing"))
    return " ".join(said) or say("verdict_pass" if program.in_period else "verdict_outside", year=program.year)
