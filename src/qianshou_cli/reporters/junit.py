"""JUnit XML: a suite for each pairing, programme or refused file, a case for each rule and year or worker."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache, partial
from xml.sax.saxutils import escape, quoteattr

from ..findings import Report, Result, Status, is_input
from ..texts import Text, mask, one_line
from .shared.look import Look
from .shared.parts import LEFT_OUT, Level, Names, label, left_out, level, shown

OUTCOMES = ("failure", "error", "skipped")
"""What a case holds when it did not pass."""

_remembered = lru_cache(maxsize=1 << 14)
"""The pairings of a run have cases of the same names, some thousands of them in a large programme."""

# What a runner takes for a command where the file is printed, in a form that is the same to every XML parser.
_COMMANDS = {"::": "&#58;&#58;", "##[": "&#35;#["}
_text, _attribute = partial(escape, entities=_COMMANDS), partial(quoteattr, entities=_COMMANDS)
_known_attribute = _remembered(_attribute)

_SAID = Text("{status}：{message}", "{status}: {message}")


def render(report: Report, look: Look) -> str:
    """Every result, those that passed included; what does not apply only where the report lists it.

    Beyond a limit findings are left out, the least severe first, and a suite of its own says how many.
    """
    suites: dict[str, list[Result]] = {}
    listed = {id(result) for result in shown(report, look.limit)}
    for result in report.results:
        if result.status is Status.PASS or id(result) in listed:
            suites.setdefault(_suite(result), []).append(result)
    names, total = Names(report, look.lang), Counter[str]()
    rows = []
    for name, results in suites.items():
        outcomes = [_outcome(result, report.strict) for result in results]
        counts = Counter(outcomes)
        total += counts
        rows.append(f"  <testsuite name={_attribute(name)}{_numbers(counts)}>")
        rows += _cases(name, results, outcomes, names)
        rows.append("  </testsuite>")
    if hidden := left_out(report.listed, look.limit):
        rest = Counter({"skipped": 1})
        total += rest
        message = _attribute(LEFT_OUT.fill(look.lang, {"n": hidden}))
        rows.append(f'  <testsuite name="qianshou"{_numbers(rest)}>')
        rows.append(f'    <testcase classname="qianshou" name="limit"><skipped message={message}/></testcase>')
        rows.append("  </testsuite>")
    head = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="qianshou"{_numbers(total)}>']
    return "\n".join([*head, *rows, "</testsuites>"]) + "\n"


def _suite(result: Result) -> str:
    """The pairing, the programme or the file that a result belongs to."""
    if result.program is None:
        return one_line(result.locations[0].file)
    return mask(f"{result.program}.{result.pairing}" if result.pairing else result.program)


def _outcome(result: Result, strict: bool) -> str:
    """One of OUTCOMES, or nothing for what passed."""
    if result.status is Status.PASS:
        return ""
    if result.fault or is_input(result):
        return "error"
    if level(result, strict) in (Level.ERROR, Level.WARNING):
        return "failure"
    return "skipped"


def _numbers(counts: Counter[str]) -> str:
    failures, errors, skipped = (counts[outcome] for outcome in OUTCOMES)
    return f' tests="{counts.total()}" failures="{failures}" errors="{errors}" skipped="{skipped}"'


def _cases(suite: str, results: Sequence[Result], outcomes: Sequence[str], names: Names) -> list[str]:
    rows, seen, classname = [], Counter[str](), _attribute(suite)
    for result, outcome in zip(results, outcomes, strict=True):
        name = _name(result.rule, result.name, result.year, result.worker, result.organization)
        seen[name] += 1
        if seen[name] > 1:
            name = f"{name} ({seen[name]})"
        head = f"    <testcase classname={classname} name={_known_attribute(name)}"
        rows.append(f"{head}>{_found(result, outcome, names)}</testcase>" if outcome else f"{head}/>")
    return rows


@_remembered
def _name(rule: str, name: str, *subject: str | int | None) -> str:
    """The rule and its subject, the same in both languages, so that servers know the case again."""
    return " ".join([rule, name, *[mask(str(part)) for part in subject if part is not None]])


def _found(result: Result, outcome: str, names: Names) -> str:
    """The element that says why a case did not pass."""
    lang = names.lang
    message = _attribute(
        _SAID.fill(lang, {"status": label(result.status, result.severity, lang), "message": names.message(result)})
    )
    if outcome == "skipped":
        return f"<skipped message={message}>{_text(names.waiver(result))}</skipped>"
    lines = [names.subject(result), *(one_line(str(span)) for span in result.locations), result.fix.pick(lang)]
    body = _text("\n".join(line for line in lines if line))
    return f'<{outcome} type="{result.severity.value}" message={message}>{body}</{outcome}>'
