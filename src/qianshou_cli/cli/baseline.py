"""`qianshou baseline`: write down the present findings; and reading them back for `validate --baseline`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from ..texts import Lang, Text, some
from .endings import format_of
from .output import deliver, ending_with, note, note_refused
from .shared import AsOf, ConfigFile, Language, Limit, Paths, output_option
from .words import words

if TYPE_CHECKING:
    from ..baseline import Compared
    from ..findings import Report
    from .config import Config
    from .options import Choices

HELP = words(
    "把现有的问题记成基线，以后用 validate --baseline 只看新问题。",
    "Write the present findings as a baseline. validate --baseline then reports only what is new.",
)

STOPPED = Text(
    "没有写基线：先改正上面的问题，否则基线不完整。",
    "no baseline written: mend the above first, or it would not be whole.",
)

NAMED = 5
"""How many entries to prune are named before the rest is only counted."""


def baseline(
    paths: Paths,
    output: Annotated[
        str | None,
        output_option(
            words("写入这个文件；默认写到标准输出（-）。", "Write to this file; default: standard output (-).")
        ),
    ] = None,
    as_of: AsOf = None,
    lang: Language = None,
    limit: Limit = None,
    config: ConfigFile = None,
) -> int:
    """Check the paths and write their findings; nothing is written when a file could not be judged."""
    from ..baseline import baseline_of, render
    from .check import check, unknown_years_of
    from .configured import configuration
    from .inputs import Files
    from .options import refuse_years, settle, source_of_years

    format_of(output, "json", ("json",))
    found = configuration(config)
    choices = settle(found, as_of=as_of, lang=lang, limit=limit)
    report = check(Files(paths, choices.limits, [output], [found.path]), choices, "auto")
    with ending_with(report.exit_code):
        refuse_years(unknown_years_of(report, choices), report.as_of, source_of_years(None, found))
    if report.exit_code > 1:
        note_refused(report, choices.lang)
        note(STOPPED.pick(choices.lang))
        return report.exit_code
    made = baseline_of(report, choices.lang)
    deliver(output, render(made), choices.lang, as_utf8=True)
    note(Text("基线共 {n} 条。", "findings in the baseline: {n}.").fill(choices.lang, {"n": len(made.findings)}))
    return 0


def configured_baseline(config: Config) -> str | None:
    """The baseline that the configuration names, meant from its own folder wherever one works."""
    named = config.one("baseline")
    return str(config.path.parent / named) if named is not None and config.path is not None else None


def since(report: Report, choices: Choices, file: str | None) -> Report:
    """The report without what the baseline knows, if there is one; says on standard error what was left out.

    Raises UsageError when the baseline cannot be used.
    """
    if file is None:
        return report
    from ..baseline import leave_out, parse
    from ..rules.qs905_waiver import CARD as WAIVER
    from .saved import read_saved

    baseline = read_saved(file, parse, Text("基线", "baseline"), "qianshou baseline", choices.limits)
    judged = {rule.card.id for rule in choices.settings.rules}
    if choices.settings.years is not None or len(judged) < len(report.rules):
        judged.discard(WAIVER.id)  # that a waiver is needed by now is known only where everything is judged
    compared = leave_out(report, baseline, frozenset(judged))
    _tell(compared, choices.lang)
    return compared.report


def _tell(compared: Compared, lang: Lang) -> None:
    if compared.report.known:
        text = Text("基线已知 {n} 条，未列出。", "findings in the baseline, not listed: {n}.")
        note(text.fill(lang, {"n": len(compared.report.known)}))
    for entries, text in (
        (
            compared.mended,
            Text("基线中 {n} 条已不再出现：{names}", "in the baseline, but found no longer ({n}): {names}"),
        ),
        (compared.waived, Text("基线中 {n} 条现已豁免：{names}", "in the baseline, but waived by now ({n}): {names}")),
    ):
        if entries:
            parts = ((e.rule, e.program, e.pairing, e.year, e.worker, e.organization) for e in entries[: NAMED + 1])
            names = [" ".join(str(part) for part in found if part is not None) for found in parts]
            note(text.fill(lang, {"n": len(entries), "names": some(names, NAMED)}))
    if compared.mended or compared.waived:
        note(Text("可用 qianshou baseline 重新生成基线。", "Rewrite it with qianshou baseline.").pick(lang))
