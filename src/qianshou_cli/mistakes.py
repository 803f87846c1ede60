"""What was most likely written wrongly where a YAML parser gave up: parsers say what they met, people what to mend."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress

import yaml
from yaml.tokens import FlowMappingEndToken, FlowMappingStartToken, FlowSequenceEndToken, FlowSequenceStartToken

from .errors import Problem
from .spans import Span
from .texts import UNSEEN, code_of, excerpt

# What the parsers say (the C one and the Python one word it differently), and the wording on the card of QS001.
_WORDINGS = (
    ("tab", re.compile(r"'\\t'|tab character|cannot start any token", re.I)),
    ("unclosed", re.compile(r"end of stream|',' or '[\]}]'|document (indicator|separator)", re.I)),
    (
        "indentation",
        re.compile(
            r"mapping values are not allowed|expected <block end>|did not find expected key|block (map|coll)|indent",
            re.I,
        ),
    ),
    ("colon", re.compile(r"could not find expected ':'", re.I)),
)

_CONFLICT = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |$)|={7}$")
"""A line by which Git marks what two people changed differently, and left to be settled by hand."""

_QUOTED = re.compile(r"""(?<![^\s\[{,:：，｛［])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")
_KEY_OF_A_LINE = re.compile(r"(\s*(?:- )?[\w$]+\s*)：")
_KEY_IN_BRACKETS = re.compile(r"(.*[{,]\s*[\w$]+\s*)：\s*\S?$")

_TIGHT_COLON = re.compile(r"\s*(?:- +)?([^\W\d]\w*):[^\s:/]")
"""A key whose colon stands right before its value, which makes them one word."""
_INVISIBLE_SPACE = re.compile(f" *({UNSEEN})")
_SPACE_AFTER = re.compile(rf"(?:^ *|[-{{\[,] *)([^\W\d]\w*:){UNSEEN}|^ *(?:- +)*(-){UNSEEN}")
"""What YAML wants a space after, the colon of a key or the dash of an item, and another sign in that space's place."""
_DASH = re.compile(r"\s*([－—–−])\s")
_PLAIN = re.compile(r"""[^"'#]{0,1000}""")
"""What of a row stands before any open quote or comment, where a sign is YAML's own."""
_MEANT = {"，": ",", "｛": "{", "｝": "}", "［": "[", "］": "]", "－": "-", "—": "-", "–": "-", "−": "-"}

_KEY_AT_THE_END = re.compile(r"""(?:^|\s)(["']?[A-Za-z$]\w*["']?)$""")
_NEXT = re.compile(r"""([\[{]|["']?[A-Za-z$]\w*["']?(?=:))""")
"""How the next item of a list, or the next key, begins."""
_MARGIN = re.compile(" *(?:- +)*")

_OPENING = r"(?:[:,-][ \t]+|[\[{][ \t]*)"
# A quote that opens a value and is not closed in its line, when the next quote in the text opens a value, too.
_OPEN_QUOTE = re.compile(_OPENING + r"""(["'])[^"'\n]*\n(?:[^"'\n]*\n)*?[^"'\n]*?""" + _OPENING + r"""["']""")


def explained(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The QS001 problem of an error: the slip that explains it where there is one, else what the parser says."""
    lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
    marks = [mark for mark in (error.problem_mark, error.context_mark) if mark]
    # where reading gave up, and where what was being read began
    spans = [_at(min(mark.line, len(lines) - 1), mark.column, file) for mark in marks] or [Span(file)]
    said = f"{error.context or ''} {error.problem or ''}"
    name = next((name for name, pattern in _WORDINGS if pattern.search(said)), "other")
    first = max(0, spans[0].line - 2)
    near = dict(enumerate(lines[first : spans[0].line], first))
    if name == "tab" and not any("\t" in row for row in near.values()):
        name = "other"
    slip = (
        _conflict(lines, max(span.line for span in spans), file)
        or _colon(name, near, lines, spans, file)
        or _sign({spans[-1].line - 1: lines[spans[-1].line - 1], **near}, file)
        or _tight_colon(name, near, file)
        or _in_brackets(name, said, lines, spans, file)
        or _quote(lines, spans, file)
        or _bracket(text, lines, spans, file)
    )
    if slip:
        return slip
    if name in ("unclosed", "colon"):  # the line to mend is where it began
        return Problem("QS001", name, spans[-1], {}, tuple(span for span in spans[:-1] if span > spans[-1]))
    return Problem("QS001", name, spans[0], {}, tuple(span for span in spans[1:] if span.line != spans[0].line))


def _conflict(lines: Sequence[str], most: int, file: str) -> Problem | None:
    """The marks of the first conflict, where they begin no later than the line where reading gave up."""
    marks: list[Span] = []
    for number, row in enumerate(lines):
        if _CONFLICT.match(row):
            marks.append(_at(number, 0, file))
            if row.startswith(">"):
                break
    return Problem("QS001", "conflict", marks[0], {}, tuple(marks[1:])) if marks and marks[0].line <= most else None


def _colon(name: str, near: Mapping[int, str], lines: list[str], spans: list[Span], file: str) -> Problem | None:
    """A key with a colon of full width."""
    key = _KEY_OF_A_LINE
    if name == "colon":
        near = {spans[-1].line - 1: lines[spans[-1].line - 1]}
    elif name == "unclosed":  # or a key in brackets right before the place where reading gave up, or that colon
        near = {spans[0].line - 1: lines[spans[0].line - 1][: spans[0].column]}
        key = _KEY_IN_BRACKETS
    found = ((number, key.match(_unquoted(row))) for number, row in near.items())
    return next(
        (Problem("QS001", "full-width-colon", _at(number, match.end(1), file)) for number, match in found if match),
        None,
    )


def _tight_colon(name: str, near: Mapping[int, str], file: str) -> Problem | None:
    """A key without a space after its colon, where what follows made no sense to the parser."""
    for number, row in near.items():
        if name in ("indentation", "colon") and (match := _TIGHT_COLON.match(row)):
            return Problem("QS001", "colon-space", _at(number, match.end(1), file), {"key": excerpt(match[1])})
    return None


def _sign(rows: Mapping[int, str], file: str) -> Problem | None:
    """A space or sign that only looks like the one that YAML wants."""
    for number, row in rows.items():
        if space := _INVISIBLE_SPACE.match(row):
            name = "invisible-space" if space[1].isspace() else "control-character"
            return Problem("QS001", name, _at(number, space.start(1), file), {"code": code_of(space[1])})
        if after := _SPACE_AFTER.search(_plain(row)):
            before = row[slice(*after.span(after.lastindex or 0))]
            values = {"before": excerpt(before), "code": code_of(after[0][-1])}
            return Problem("QS001", "space-after", _at(number, after.end() - 1, file), values)
        if (column := _full_width(row)) is not None:
            values = {"given": row[column], "meant": _MEANT[row[column]]}
            return Problem("QS001", "full-width", _at(number, column, file), values)
    return None


def _full_width(row: str) -> int | None:
    """Where a sign of full width stands for YAML's own: the dash of a list, a bracket, the comma before a key."""
    if dash := _DASH.match(row):
        return dash.start(1)
    plain, words = _plain(row), _unquoted(row)
    for sign in re.finditer("[，｛｝［］]", plain):
        before, after = plain[: sign.start()].rstrip(), words[sign.end() :]
        inside = "{" in before or "[" in before
        if sign[0] in "｛［":
            found = before.endswith((":", ",", "-", "[", "{"))
        elif sign[0] == "，":
            found = inside and re.match(r"\s*[\w$]{1,100}\s*[:：]", after) is not None
        else:
            found = inside and re.match(r"\s*(#|$)", after) is not None
        if found:
            return sign.start()
    return None


def _unquoted(row: str) -> str:
    """The row with a word of the same length for whatever stands between quotes."""
    return _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), row)


def _plain(row: str) -> str:
    match = _PLAIN.match(_unquoted(row))
    return match[0] if match else ""


def _in_brackets(name: str, said: str, lines: list[str], spans: list[Span], file: str) -> Problem | None:
    """Where reading gave up: a bracket that closes nothing, the dash of an item in a line or bracket, no comma."""
    line, column = spans[0].line - 1, spans[0].column - 1
    row = lines[line]
    if name != "unclosed" and row[column : column + 1] in ("]", "}"):
        return Problem("QS001", "bracket-extra", spans[0], {"given": row[column]})
    if name == "other" and re.match(r"-(\s|$)", row[column:]):
        return Problem("QS001", "dash", spans[0])
    if "',' or" not in said:
        return None
    key = _KEY_AT_THE_END.search(row[:column]) if row[column : column + 1] == ":" else None
    here = _at(line, key.start(1), file) if key else spans[0]
    before, item = row[: here.column - 1].rstrip(), key or _NEXT.match(row[column:])
    if before:
        found = not before.endswith(tuple(":,[{")) if key else before[-1] in "]}\"'"
    else:  # a line of its own: what is further in than the line of the open bracket is most likely still inside
        margin = _MARGIN.match(lines[spans[-1].line - 1])
        found = margin is not None and here.column - 1 > margin.end()
    return Problem("QS001", "comma", here, {"given": excerpt(item[1])}) if item and found else None


def _quote(lines: list[str], spans: list[Span], file: str) -> Problem | None:
    """A quote left open; `spans` are where reading gave up and, last, where what was being read began."""
    first = min(spans[-1].line, spans[0].line) - 1
    text = "\n".join(lines[first : spans[0].line])
    if found := _OPEN_QUOTE.search(text):
        before = text[: found.start(1)].split("\n")
        here = _at(first + len(before) - 1, len(before[-1]), file)
        return Problem("QS001", "quote", here, {}, (spans[0],))
    return None


def _bracket(text: str, lines: list[str], spans: list[Span], file: str) -> Problem | None:
    """The last bracket left open, where reading gave up at the end of the file."""
    if any(map(str.strip, lines[spans[0].line - 1 :])):
        return None
    opened: list[yaml.Mark] = []
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(token, FlowMappingStartToken | FlowSequenceStartToken):
                opened.append(token.start_mark)
            elif opened and isinstance(token, FlowMappingEndToken | FlowSequenceEndToken):
                opened.pop()
    return Problem("QS001", "unclosed", _at(opened[-1].line, opened[-1].column, file)) if opened else None


def _at(line: int, column: int, file: str) -> Span:
    """One character, from a mark of the parser."""
    return Span(file, line + 1, column + 1, line + 1, column + 2)
