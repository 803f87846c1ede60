"""`qianshou diff`: two JSON results side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..limits import SAVED
from ..texts import Lang, Text
from .endings import format_of
from .language import chosen_language
from .output import deliver
from .places import spare
from .shared import Language, Output, format_option, reading_limit
from .usage import UsageError
from .words import words

if TYPE_CHECKING:
    from ..diff import Diff, Outcome
    from ..limits import Limits

FORMATS = ("text", "json")
HELP = words(
    "比较两份 JSON 结果：变差、新出现、好转、已消除。退出码：0 没有变差，1 有变差、新的问题或不再有结论的问题。",
    "Compare two JSON results: worse, new, better, gone. "
    "Exit code: 0 nothing got worse; 1 something did, is new, or is no longer decided.",
)


def diff(
    first: Annotated[
        str, typer.Argument(metavar="A.json", help=words("较早的 JSON 结果。", "The earlier JSON result."))
    ],
    second: Annotated[
        str, typer.Argument(metavar="B.json", help=words("较晚的 JSON 结果。", "The later JSON result."))
    ],
    format_: Annotated[str | None, format_option(FORMATS, by_name=True)] = None,
    output: Output = None,
    lang: Language = None,
    limit: Annotated[list[str] | None, reading_limit(SAVED)] = None,
) -> int:
    """Compare the results, write what changed, and give the exit code."""
    from ..diff import compare
    from .configured import configuration
    from .options import settle_limits

    format_ = format_of(output, format_, FORMATS)
    spoken = chosen_language(lang)
    config = configuration(None)
    limits = settle_limits(config, limit, [bound.name for bound in SAVED])
    spare([first, second, config.path], [output])
    before, after = _read(first, limits), _read(second, limits)
    if None in (before.known, after.known) and (before.known or after.known):
        raise UsageError(
            Text(
                "{path} 用了基线（--baseline），略去了一些问题，另一份没有用，无法比较；请两份都用，或都不用",
                "{path} was made with --baseline, which leaves findings out, and the other was not, so they cannot be "
                "compared; make both with it or both without",
            ),
            path=first if before.known else second,
        )
    found = compare(before, after)
    deliver(output, _rendered(found, format_, spoken), spoken, as_utf8=format_ == "json")
    return found.exit_code


def _rendered(found: Diff, format_: str, lang: Lang) -> str:
    from ..reporters import Look
    from ..reporters.diff import json, text

    if format_ == "json":
        return json.render(found, Look(lang=lang))
    from ..rules import BY_NAME

    return text.render(found, Look(lang=lang), {name: rule.card.title for name, rule in BY_NAME.items()})


def _read(path: str, limits: Limits) -> Outcome:
    from ..diff import parse
    from .saved import read_saved

    what = Text("检查结果", "result")
    found = read_saved(path, parse, what, "qianshou validate --format json", limits)
    if not found.whole:
        raise UsageError(
            Text(
                "{path} 没有列出全部问题（--limit findings），无法比较；请不加这个上限重新生成",
                "{path} does not list all findings (--limit findings), so it cannot be compared; "
                "make it without that limit",
            ),
            path=path,
        )
    return found
