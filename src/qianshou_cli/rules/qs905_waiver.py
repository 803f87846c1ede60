"""QS905 waiver: every waiver still holds, names what exists, and is needed."""

from collections.abc import Iterator
from datetime import date

from ..findings import ACROSS, Severity
from ..model import Waiver
from ..nearest import nearest
from ..rule import Card, Context, Hit, Rule, hit, titled
from ..subjects import Kind, WaiverSubject
from ..texts import Text, plain_word

CARD = Card(
    id="QS905",
    name="waiver",
    severity=Severity.ERROR,
    cumulative=False,
    subject=Kind.WAIVER,
    always=True,
    title=Text("豁免", "waiver"),
    asks=Text(
        "豁免在有效期内，规则、结对和年度都存在；没有用到的豁免给出警告，按年度判断的规则要等所指年度（未写的，方案最后一年）过完。",
        "A waiver has not expired and names a rule, pairing and year that exist; one that was never needed is a warning, "
        "for a rule judged by working year once that year, or if it names none the plan's last year, is over.",
    ),
    why=Text(
        "过期或写错的豁免会让人误以为问题已经放行。",
        "An expired or misdirected waiver makes people believe that a shortfall was accepted.",
    ),
    messages={
        "rule": Text("没有规则“{rule}”", "there is no rule `{rule}`"),
        "rule-near": Text("没有规则“{rule}”；是不是“{near}”？", "there is no rule `{rule}`; did you mean `{near}`?"),
        "not-waivable": Text("规则“{rule}”不能豁免", "rule `{rule}` cannot be waived"),
        "not-by-pairing": Text(
            "规则“{rule}”不按结对判断，豁免不能限定于结对 {pairing}；请删去 pairing，删去后不分结对和机构都有效",
            "rule `{rule}` is not judged by pairing, so a waiver of it cannot be limited to `{pairing}`; delete `pairing`, "
            "after which it holds for every pairing and organization",
        ),
        "not-by-year": Text(
            "规则“{rule}”不按年度判断，豁免不能限定于 {year} 年度；请删去 year",
            "rule `{rule}` is not judged by working year, so a waiver of it cannot be limited to {year}; delete `year`",
        ),
        "pairing": Text("没有结对“{pairing}”", "there is no pairing `{pairing}`"),
        "pairing-near": Text(
            "没有结对“{pairing}”；是不是“{near}”？", "there is no pairing `{pairing}`; did you mean `{near}`?"
        ),
        "pairings-missing": Text(
            "结对（pairings）未记录，有没有结对“{pairing}”不得而知",
            "`pairings` are not recorded; whether there is a pairing `{pairing}` is not known",
        ),
        "year": Text("{year} 年不在方案期间（{period}）内", "{year} is outside the plan's period ({period})"),
        "expired": Text("对 {rule} 的豁免已于 {expires} 到期", "the waiver of {rule} expired on {expires}"),
        "unused": Text(
            "对 {rule} 的豁免没有用到：它所指的结果并无不符或缺数据，或已由另一项豁免覆盖",
            "the waiver of {rule} is not needed: what it names neither fails nor lacks data, or another waiver covers it",
        ),
    },
    fix=Text("更正、续期或删去这项豁免。", "Correct, renew or delete the waiver."),
    fixes={"pairings-missing": Text("补记结对（pairings）。", "Record `pairings`.")},
)


def check(subject: WaiverSubject, requirement: None, context: Context) -> Iterator[Hit]:
    """Yield what is wrong with the waiver itself; only a correct one can be unused."""
    waiver, place = subject.waiver, subject.place
    wrong = list(_misdirected(subject, context))
    if waiver.expires is not None and waiver.expires < context.as_of:
        wrong.append(hit(False, "expired", place.at("expires"), rule=waiver.rule, expires=waiver.expires))
    yield from wrong
    if not wrong and _was_asked(waiver, context) and place.path[-1] not in context.waivers_in_use:
        yield hit(False, "unused", severity=Severity.WARNING, rule=waiver.rule)


def _was_asked(waiver: Waiver, context: Context) -> bool:
    """Whether this run judged all that the waiver is for: only then can it be known that nothing needed it.

    While a year runs, people and service that are not recorded yet may come to need it, as may pairings that are not;
    and what a refused file records may need it now.
    """
    card = context.rules[waiver.rule].card
    if card.id not in context.judged or context.partial or (context.refused and card.id == ACROSS):
        return False
    kind = card.subject
    if kind is None or not (kind.of_pairing or kind.of_year):
        return True
    if context.pairings is None:
        return False
    if not kind.of_year:
        return True
    period = context.plan.period
    first, last = (waiver.year, waiver.year) if waiver.year else (period.first, period.last)
    if context.years is not None and not context.years.issuperset(range(first, last + 1)):
        return False
    return context.as_of >= date(last, 12, 31)


def _misdirected(subject: WaiverSubject, context: Context) -> Iterator[Hit]:
    waiver, place = subject.waiver, subject.place
    if waiver.rule not in context.rules:
        meant = titled(waiver.rule, context.rules.values())
        near = [meant.card.id] if meant else nearest(plain_word(waiver.rule), context.rules)
        yield hit(False, "rule-near" if near else "rule", place.at("rule"), rule=waiver.rule, near=near)
    else:
        yield from _misfit(subject, context.rules[waiver.rule].card)
    known = context.pairings
    if waiver.pairing is not None and known is None:
        yield hit(None, "pairings-missing", place.at("pairing"), rule=waiver.rule, pairing=waiver.pairing)
    elif waiver.pairing is not None and known is not None and waiver.pairing not in known:
        near = nearest(waiver.pairing, known)
        text = "pairing-near" if near else "pairing"
        yield hit(False, text, place.at("pairing"), rule=waiver.rule, pairing=waiver.pairing, near=near)
    if waiver.year is not None and waiver.year not in context.plan.period:
        period = str(context.plan.period)
        yield hit(False, "year", place.at("year"), rule=waiver.rule, year=waiver.year, period=period)


def _misfit(subject: WaiverSubject, card: Card) -> Iterator[Hit]:
    """What the waiver names beside a rule that exists, but has no such subject."""
    waiver, place, kind = subject.waiver, subject.place, card.subject
    if not card.waivable or kind is None:
        yield hit(False, "not-waivable", place.at("rule"), rule=waiver.rule)
        return
    if waiver.pairing is not None and not kind.of_pairing:
        yield hit(False, "not-by-pairing", place.at("pairing"), rule=waiver.rule, pairing=waiver.pairing)
    if waiver.year is not None and not kind.of_year:
        yield hit(False, "not-by-year", place.at("year"), rule=waiver.rule, year=waiver.year)


RULE = Rule(CARD, check)
