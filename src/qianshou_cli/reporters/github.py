"""GitHub annotations: workflow commands that Actions shows beside the lines of a change."""

from ..findings import Report, Result
from ..texts import Text, one_line
from .shared.look import Look
from .shared.parts import Level, Names, from_root, level, to_mend

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}
SHOWN = 10
"""So many annotations of a kind GitHub shows for one step; one notice is kept for the count of the rest."""

_REST = Text("另有 {n} 条没有显示为标注：{counts}", "{n} more are not shown as annotations: {counts}")
_KINDS = {
    Level.ERROR: Text("错误 {n}", "errors {n}"),
    Level.WARNING: Text("警告 {n}", "warnings {n}"),
    Level.NOTE: Text("数据不足 {n}", "unknown {n}"),
}


def render(report: Report, look: Look) -> str:
    """The most severe findings as annotations, and a count of the rest; every line is a command."""
    names, hidden = Names(report, look.lang), dict.fromkeys(COMMANDS, 0)
    room = {Level.ERROR: SHOWN, Level.WARNING: SHOWN, Level.NOTE: SHOWN - 1}
    lines = []
    for number, result in enumerate(to_mend(report)):
        kind = level(result, report.strict)
        if room[kind] and (look.limit is None or number < look.limit):
            room[kind] -= 1
            lines.append(_command(COMMANDS[kind], _properties(result, names, look), names.message(result)))
        else:
            hidden[kind] += 1
    if any(hidden.values()):
        rest = [_KINDS[kind].fill(look.lang, {"n": number}) for kind, number in hidden.items() if number]
        message = _REST.fill(look.lang, {"n": sum(hidden.values()), "counts": rest})
        lines.append(_command("notice", {"title": "qianshou"}, message))
    return "".join(line + "\n" for line in lines)


def _properties(result: Result, names: Names, look: Look) -> dict[str, object]:
    """Where it stands, and a title. GitHub takes columns for a single line only."""
    span = result.locations[0]
    file = one_line(from_root(span.file, look))
    found: dict[str, object] = {"file": file, "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:
        found |= {"col": span.column, "endColumn": span.end_column}
    return found | {"title": f"{names.rule(result)} {names.subject(result)}".strip()}


def _command(name: str, properties: dict[str, object], message: str) -> str:
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {said}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
