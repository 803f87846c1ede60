"""SARIF 2.1.0 (OASIS), as code scanning takes it: what is to be mended, with every rule beside it."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..findings import Report, Result, RuleInfo, is_input
from ..spans import Span
from ..texts import Lang, Text
from .shared.jsontext import compact, dump
from .shared.look import Look
from .shared.parts import Level, Names, fingerprints, from_root, level, to_mend

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MOST = 25_000
"""So many results code scanning takes from one run."""
LARGEST = 10_000_000
"""So many bytes it takes."""
BETWEEN = 16
"""So many bytes, at most, stand between two results."""

LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "note"}

_RELATED = Text("相关位置", "related place")
_LEFT_OUT = Text(
    "结果太多：另有 {n} 条没有写入（先写重的）"
    "（上限 {most} 条，可用 --limit findings=N 改变，最多 {highest} 条；且不超过 {largest} 字节）",
    "too many results: {n} more, none more severe, are left out (the limits are {most} results, which "
    "--limit findings=N changes, up to {highest}, and {largest} bytes)",
)
_NOT_JUDGED = Text(
    "{n} 处输入无法检查，结果不完整", "places where inputs could not be checked: {n}; the results are incomplete"
)
_MISUSED = Text(
    "要求判断的年度中，有的在任何方案里都没有结对可判断",
    "a year was asked for in which no plan has pairings to judge",
)
_BROKEN = Text("{n} 项检查自身出错，没有得出结论", "checks that broke and reached no conclusion: {n}")
_HELP = Text(
    "**要求**：{asks}\n\n**理由**：{why}\n\n**改法**：{fix}", "**Asks**: {asks}\n\n**Why**: {why}\n\n**Mend**: {fix}"
)


def render(report: Report, look: Look) -> str:
    """Fails and unknowns (notes, unless `strict`), the most severe first, as many as code scanning takes."""
    results = to_mend(report)
    found = _results(results[: _most(look)], report, look)
    text = _text(found, len(results), report, look)
    if _size(text) > LARGEST:
        frame = _size(_text([], len(results), report, look))
        sizes = (_size(compact(item)) + BETWEEN for item in found)
        fitting = sum(frame + size <= LARGEST for size in accumulate(sizes))
        text = _text(found[:fitting], len(results), report, look)
    return text


def _most(look: Look) -> int:
    return MOST if look.limit is None else min(MOST, look.limit)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _text(found: Sequence[dict[str, Any]], total: int, report: Report, look: Look) -> str:
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(found, total, report, look)]}, depth=9)


def _run(found: Sequence[dict[str, Any]], total: int, report: Report, look: Look) -> dict[str, Any]:
    left_out, lang = total - len(found), look.lang
    return {
        "tool": {
            "driver": {
                "name": "qianshou",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": tuple(_rule(rule, lang) for rule in report.rules),
            }
        },
        "language": "zh-CN" if lang is Lang.ZH else "en-US",
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": report.exit_code < 2,
                "exitCode": report.exit_code,
                "toolExecutionNotifications": [*_notifications(report, left_out, look)],
            }
        ],
        "properties": {
            "asOf": report.as_of.isoformat(),
            "years": list(report.years),
            "summary": {status.value: count for status, count in report.summary.items()},
            "leftOut": left_out,
        },
        "results": tuple(found),
    }


def _notifications(report: Report, left_out: int, look: Look) -> list[dict[str, Any]]:
    """What a reader must know beside the results."""
    unread = sum(is_input(result) for result in report.results)
    broken = sum(result.fault is not None for result in report.results)
    lang = look.lang
    limits = {"n": left_out, "most": _most(look), "highest": MOST, "largest": LARGEST}
    said = [
        ("error", broken, _BROKEN.fill(lang, {"n": broken})),
        ("error", report.misused, _MISUSED.pick(lang)),
        ("error", unread, _NOT_JUDGED.fill(lang, {"n": unread})),
        ("warning", left_out, _LEFT_OUT.fill(lang, limits)),
    ]
    return [{"level": weight, "message": {"text": text}} for weight, number, text in said if number]


def _rule(rule: RuleInfo, lang: Lang) -> dict[str, Any]:
    texts = {"asks": rule.asks, "why": rule.why, "fix": rule.fix}
    markdown = _HELP.fill(lang, texts)
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.title.pick(lang)},
        "fullDescription": {"text": rule.asks.pick(lang)},
        "help": {"text": markdown.replace("**", ""), "markdown": markdown},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _results(results: Sequence[Result], report: Report, look: Look) -> list[dict[str, Any]]:
    names = Names(report, look.lang)
    numbers = {rule.id: number for number, rule in enumerate(report.rules)}
    return [
        _result(result, name, numbers[result.rule], names, look, LEVELS[level(result, report.strict)])
        for result, name in zip(results, fingerprints(results), strict=True)
    ]


def _result(result: Result, name: str, number: int, names: Names, look: Look, weight: str) -> dict[str, Any]:
    subject, message = names.subject(result), names.message(result)
    first, *related = result.locations
    found = {
        "ruleId": result.rule,
        "ruleIndex": number,
        "level": weight,
        "message": {"text": _plain(f"{subject}: {message}" if subject else message)},
        "locations": [{"physicalLocation": _place(first, look)}],
        "partialFingerprints": {"primaryLocationLineHash": name},
    }
    if related:
        text = {"text": _RELATED.pick(look.lang)}
        found["relatedLocations"] = [{"physicalLocation": _place(span, look), "message": text} for span in related]
    return found


def _plain(text: str) -> str:
    """Viewers make a link of `[text](place)`: data must not hold one."""
    return text.replace("](", "] (")


@lru_cache(maxsize=4096)
def _uri(file: str, look: Look) -> str:
    return quote(from_root(file, look), errors="surrogateescape")


def _place(span: Span, look: Look) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": _uri(span.file, look)},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }
