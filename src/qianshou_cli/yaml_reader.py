"""YAML bytes → plain data and the place of every value.

The data is `dict`, `list`, `str` and `None`, nothing else: scalars stay as typed until a model asks for a number or a
date, and a blank is `None`. Built from parser events, because composing nodes lets a small file crash or stall the
process; so nesting, anchors, aliases, tags and duplicate keys are dealt with here, where the place is still at hand.
"""

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from dataclasses import dataclass, field
from itertools import starmap
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.scanner import ScannerError

from .errors import InputError, Problem, shortened
from .limits import DEFAULT, Limits
from .spans import Path, Span
from .texts import code_of, excerpt, wide_encoding

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_SEPARATORS = (b"\n", b",", b"- ", b": ")
_WORKBOOKS = {b"PK\x03\x04": "workbook", b"\xd0\xcf\x11\xe0": "workbook-old"}
"""How a zip file (as .xlsx is one) and the files of older Excel begin, and the wordings for them."""
AGAIN = "\0"
"""Behind a key that is written again, where it is kept beside the first: a number follows."""
_FOREIGN_BREAKS = {"\x85": "U+0085", "\u2028": "U+2028", "\u2029": "U+2029"}


class PythonLoader(yaml.SafeLoader):
    """The parser where libyaml is missing: unlike libyaml it takes escapes that stand for no character, or breaks."""

    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> Any:
        """Part of a quoted scalar. Raises ScannerError as libyaml does."""
        try:
            chunks = super().scan_flow_scalar_non_spaces(double, start_mark)
            "".join(chunks).encode("utf-8")
        except (OverflowError, ValueError):
            said = "found invalid Unicode character escape code"
            raise ScannerError("while parsing a quoted scalar", start_mark, said, self.get_mark()) from None
        return chunks


LOADER = getattr(yaml, "CSafeLoader", PythonLoader)
"""The parser of every file: each accepts texts that the other one refuses."""


@dataclass(slots=True)
class Document:
    """One YAML document: its data, and a span for every path into it."""

    file: str
    raw: bytes
    data: Any = None
    marks: list[Any] = field(default_factory=list)
    """Two for each node, in the order the nodes were written: the marks where a scalar starts and ends; the mark where
    a mapping or list starts, and the number of the first node after all that it holds."""
    _numbers: dict[int, Any] = field(default_factory=dict)
    _line_starts: list[int] = field(default_factory=list)
    _row: tuple[int, str] = (0, "")  # the one last asked for: all that is wrong may stand in one long line
    _reached: tuple[int, int] = (0, 1)  # a byte and its column: many may be asked for along one long line
    _spans: dict[Path, Span] = field(default_factory=dict)  # those asked for: many rules name the same place

    def span(self, path: Path) -> Span:
        """Where the value stands; what is not written is placed at its nearest written ancestor.

        A scalar's place is its text; that of a mapping or list is the key that leads to it, or its first character.
        """
        if path not in self._spans:
            self._spans[path] = self._find(path)
        return self._spans[path]

    def _find(self, path: Path) -> Span:
        if not self.marks:
            return Span(self.file)
        node, number, key_number = self._reach(path)
        if isinstance(node, dict | list) or node is None:
            if key_number >= 0:
                return self._span(key_number)
            if isinstance(node, dict) and node and self._span(number)[1:3] == self._span(number + 1)[1:3]:
                return self._span(number + 1)
        return self._span(number)

    def key_span(self, path: Path) -> Span:
        """Where the last key of the path stands (a list item: where it begins)."""
        parent, number, _ = self._reach(path[:-1])
        if isinstance(parent, dict) and path[-1] in parent:
            return self._span(self._numbers_in(parent, number)[path[-1]])
        return self.span(path)

    def _reach(self, path: Path) -> tuple[Any, int, int]:
        """The node at a path or its nearest written ancestor, its number and that of its key (-1: none leads to it)."""
        node, number, key_number = self.data, 0, -1
        for step in path:
            if isinstance(node, dict) and step in node:
                key_number = self._numbers_in(node, number)[step]
                number, node = key_number + 1, node[step]
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                number, node, key_number = self._numbers_in(node, number)[step], node[step], -1
            else:
                break
        return node, number, key_number

    def _duplicate(self, mapping: dict[str, Any], at: int, key: str, number: int) -> Problem:
        """The problem of a key that the mapping of number `at` has, and has again as the node of another number."""
        first = self._span(self._numbers_in(mapping, at)[key])
        return Problem("QS002", "duplicate", self._span(number), {"key": excerpt(key), "line": first.line}, (first,))

    def _in_a_number(self, key: str, number: int) -> bool:
        """Whether the key of a node is digits between the commas of a number, which is told of as one value."""
        span = self._span(number)
        before = self.row(span.line)[max(0, span.column - 3) : span.column - 1]
        return re.fullmatch("[0-9],[0-9]{3}", before + key) is not None

    def span_of_bytes(self, start: int, end: int) -> Span:
        """The span of a stretch of the raw bytes, which lies within a line."""
        starts = self._starts()
        line = bisect_right(starts, start)
        at, column = self._reached if starts[line - 1] <= self._reached[0] <= start else (starts[line - 1], 1)
        column += len(self.raw[at:start].removeprefix(BOM_UTF8).decode("utf-8", "replace"))
        self._reached = start, column
        return Span(self.file, line, column, line, column + len(self.raw[start:end].decode("utf-8", "replace")))

    def row(self, line: int) -> str:
        """The text of a line, counted from 1; nothing where there is none."""
        if self._row[0] != line:
            start, end, *_ = *self._starts()[line - 1 : line + 1], len(self.raw), len(self.raw)
            self._row = line, self.raw[start:end].removeprefix(BOM_UTF8).decode("utf-8", "replace").rstrip("\r\n")
        return self._row[1]

    def _starts(self) -> list[int]:
        if not self._line_starts:
            self._line_starts = [0, *(match.end() for match in re.finditer(rb"\r\n|\r|\n", self.raw))]
        return self._line_starts

    def _span(self, number: int) -> Span:
        start, end = self.marks[2 * number], self.marks[2 * number + 1]
        if type(end) is int:  # a mapping or list: its first character
            return Span(self.file, start.line + 1, start.column + 1, start.line + 1, start.column + 2)
        return Span(self.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _numbers_in(self, node: Any, number: int) -> Any:
        """The numbers of the keys of the mapping of that number, by key, or of a list's items, by position."""
        if number not in self._numbers:
            keyed = isinstance(node, dict)
            found, child = [], number + 1
            for _ in node:
                found.append(child)
                value = child + 1 if keyed else child  # a key is a node of its own
                after = self.marks[2 * value + 1]
                child = after if type(after) is int else value + 1
            self._numbers[number] = dict(zip(node, found, strict=True)) if keyed else found
        return self._numbers[number]


def read(raw: bytes, file: str, limits: Limits = DEFAULT) -> Document:
    """Read one document. Raises InputError with QS001 or QS002 problems; nothing else, whatever the bytes.

    What commas tear off a number is no key written twice: it stands in the data, where no model takes it.
    """
    if name := _WORKBOOKS.get(raw[:4]):
        raise _refused(Span(file), name)
    if len(raw) > limits.file_size:
        raise _refused(Span(file), "too-large", limit=limits.file_size)
    if len(raw) > limits.values and sum(map(raw.count, _SEPARATORS)) > limits.values:
        raise _refused(Span(file), "too-many", limit=limits.values)
    text = _decode(raw, file)
    for char, code in _FOREIGN_BREAKS.items():
        if char in text:  # YAML counts these as line ends, editors do not: every place after one would be wrong
            raise _refused(_at_offset(text, text.index(char), file), "line-break", code=code)
    document = Document(file, raw)
    try:
        repeated = _build(document, limits.depth)
    except yaml.reader.ReaderError as error:
        position = error.position if isinstance(error.position, int) else 0
        bad = re.search("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
        span = _at_offset(text, bad.start() if bad else min(position, len(text)), file)
        raise _refused(span, "control-character", code=code_of(bad[0]) if bad else "?") from None
    except yaml.MarkedYAMLError as error:
        from .mistakes import explained  # here, because its patterns take a hundredth of a short run, and few need them

        raise InputError([explained(error, text, file)]) from None
    if repeated := [again for again in repeated if not document._in_a_number(*again[2:])]:
        raise InputError(shortened(starmap(document._duplicate, repeated), limits.problems))
    return document


def _decode(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if wide := wide_encoding(raw):
            raise _refused(_at_offset("", 0, file), "encoding-wide", encoding=wide) from None
        before = raw[: error.start].decode("utf-8")
        raise _refused(_at_offset(before, len(before), file), "encoding", byte=f"0x{raw[error.start]:02X}") from None


Repeated = tuple[dict[str, Any], int, str, int]
"""A key written again: its mapping, the mapping's number, the key, and the number of its second node."""


def _build(document: Document, depth: int) -> list[Repeated]:
    """Fill the document from events; the keys written again are returned, anything else that is wrong is raised."""
    parser = LOADER(document.raw)
    marks = document.marks
    next_event, put = parser.get_event, marks.append
    repeated: list[Repeated] = []
    stack: list[tuple[Any, bool, int]] = []  # what holds the mapping or list being read, and this one's number
    top: list[Any] = []
    here: Any = top
    key: str | None = None
    in_mapping = False
    try:
        next_event()
        if not isinstance(next_event(), DocumentStartEvent):
            return repeated  # nothing written: the data stays None
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                if event.anchor is not None or event.tag is not None:
                    raise _refused(_of(event, document), "anchor" if event.anchor is not None else "tag")
                put(event.start_mark)
                put(event.end_mark)
                value = event.value
                if not in_mapping:
                    here.append(None if (value in NULLS or value.isspace()) and _blank(event) else value)
                elif key is not None:
                    here[key] = None if (value in NULLS or value.isspace()) and _blank(event) else value
                    key = None
                elif value in here:
                    repeated.append((here, stack[-1][2], value, len(marks) // 2 - 1))
                    key = f"{value}{AGAIN}{len(marks)}"  # keep both, so that the nodes stay numbered as written
                elif value == "<<" and not event.style:
                    raise _refused(_of(event, document), "merge-key")
                else:
                    key = value
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                if event.anchor is not None or event.tag is not None:
                    raise _refused(_of(event, document), "anchor" if event.anchor is not None else "tag")
                if len(stack) >= depth:
                    raise _refused(_of(event, document), "too-deep", limit=depth)
                number = len(marks) // 2
                put(event.start_mark)
                put(number)  # until what it holds is read
                node: Any = {} if kind is MappingStartEvent else []
                if not in_mapping:
                    here.append(node)
                elif key is not None:
                    here[key] = node
                else:
                    raise _refused(_of(event, document), "complex-key")
                stack.append((here, in_mapping, number))
                here, key, in_mapping = node, None, kind is MappingStartEvent
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                here, in_mapping, number = stack.pop()
                marks[2 * number + 1] = len(marks) // 2
                key = None
            elif kind is AliasEvent:
                raise _refused(_of(event, document), "alias")
            elif kind is DocumentEndEvent:
                document.data = top[0]
                if isinstance(after := next_event(), DocumentStartEvent):
                    raise _refused(_of(after, document), "several-documents")
                return repeated
    finally:
        parser.dispose()


def _blank(event: Any) -> bool:
    """Whether a scalar that looks empty is: quoted words such as "null" are text, quoted spaces are none."""
    return not event.style or not event.value.strip()


def _of(event: Any, document: Document) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(document.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _refused(span: Span, text: str, **values: object) -> InputError:
    return InputError([Problem("QS001", text, span, values)])


def _at_offset(text: str, offset: int, file: str) -> Span:
    lines = re.split("\r\n|\r|\n", text[:offset].removeprefix("\ufeff"))
    line, column = len(lines), len(lines[-1]) + 1
    return Span(file, line, column, line, column + 1)
