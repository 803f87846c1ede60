"""What changed, a line each, for a person at a terminal."""

from collections.abc import Mapping

from ...diff import Change, Diff
from ...texts import COMMA, Lang, Text, mask, visible
from ..shared.look import Look
from ..shared.parts import label

HEADINGS = {
    "worse": Text("变差", "worse"),
    "new": Text("新出现", "new"),
    "unjudged": Text("后一份结果没有结论", "not decided by the second result"),
    "better": Text("好转", "better"),
    "gone": Text("已消除", "gone"),
}


SAME = Text("未变", "same")


def render(diff: Diff, look: Look, titles: Mapping[str, Text]) -> str:
    """The changes as one line each, and a closing count. `titles` are those of the rules that are known, by name."""
    lang, lines = look.lang, []
    for name, heading in HEADINGS.items():
        changes: tuple[Change, ...] = getattr(diff, name)
        if changes:
            lines += [
                f"{heading.pick(lang)} ({len(changes)})",
                *(_line(change, lang, titles) for change in changes),
                "",
            ]
    counts = [f"{heading.pick(lang)} {len(getattr(diff, name))}" for name, heading in HEADINGS.items()]
    return visible("\n".join([*lines, COMMA.pick(lang).join([*counts, f"{SAME.pick(lang)} {diff.same}"])]) + "\n")


def _line(change: Change, lang: Lang, titles: Mapping[str, Text]) -> str:
    shown = change.shown
    steps = [label(finding.status, finding.severity, lang) for finding in (change.before, change.after) if finding]
    rule, *subject = shown.subject
    title = titles[shown.name].pick(lang) if shown.name in titles else shown.name  # the file may be of another version
    words = " ".join(str(part) for part in (rule, title, *subject) if part is not None)
    parts = (words, " -> ".join(steps), shown.message)
    return "- " + "  ".join(mask(" ".join(part.split())) for part in parts)  # on one line, whatever the result holds
