"""Bringing a YAML file to what a model says, by changing only the lines that differ.

Works on the text itself, because dumping a whole document again moves comments and rewrites lines that nobody touched.
"""

import re
from bisect import bisect_right
from difflib import SequenceMatcher
from typing import Any, NamedTuple

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from .limits import DEFAULT, Limits
from .load import load
from .model import ProgramFile, RecordsFile
from .plain import plain
from .yaml_reader import LOADER
from .yaml_writer import ALWAYS_BLOCK, entry, flow, tidy


class Edit(NamedTuple):
    """A stretch of the text, and what is to stand there."""

    start: int
    end: int
    text: str


def merged(raw: bytes, model: ProgramFile | RecordsFile, limits: Limits = DEFAULT) -> str:
    """The text of a file, which must be readable, with what differs from the model changed; comments and order stay."""
    text = raw.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    splice = _Splice(text.removeprefix(mark))
    top = yaml.compose(splice.text, LOADER)
    assert top is not None, "a readable file is not blank"
    splice.change(None, top, plain(load(raw, "", limits).model), plain(model))
    result = mark + splice.result()
    assert load(result.encode(), "", limits).model == model, "the changed file must say what the model says"
    return result


class _Splice:
    def __init__(self, text: str) -> None:
        self.text = text
        self.line_break = "\r\n" if "\r\n" in text else "\n"
        self.starts = [0, *(found.end() for found in re.finditer("\r\n|\r|\n", text))]
        self.edits: list[Edit] = []

    def result(self) -> str:
        """The text with every edit made."""
        parts, position = [], 0
        for edit in sorted(self.edits, key=lambda edit: edit[:2]):
            parts += [self.text[position : edit.start], edit.text]
            position = edit.end
        return "".join([*parts, self.text[position:]])

    def change(self, key: Node | None, node: Node, old: Any, new: Any) -> None:
        """Edit a value; `key` is None for an item of a list and for the whole document."""
        if old == new:
            return
        if self.stays(node, old, new):
            self.inline(node, old, new, "" if key is None else str(key.value))
        elif isinstance(node, MappingNode) and self.keeps_keys(node, new):
            self.mapping(node, _by_text(old), _by_text(new))
        elif isinstance(node, SequenceNode) and self.keeps_items(node, old, new):
            self.sequence(node, old, new)
        elif isinstance(node, SequenceNode) and _same_shape(node, old, new):
            for item, before, after in zip(node.value, old, new, strict=True):
                self.change(None, item, before, after)
        else:
            self.replace(key, node, new)

    def stays(self, node: Node, old: Any, new: Any) -> bool:
        """Whether a value is changed where it stands, so that all around it stays: a word, or one in brackets."""
        if isinstance(node, ScalarNode):
            return bool(node.value) and node.style not in ("|", ">") and not isinstance(new, dict | list)
        return getattr(node, "flow_style", False) and _same_shape(node, old, new)

    def keeps_keys(self, node: MappingNode, new: Any) -> bool:
        """Whether the mapping can be edited line by line: a first key behind a dash must stay."""
        keys = _by_text(new)
        if node.flow_style or not any(key.value in keys for key, _ in node.value):
            return False
        first = node.value[0][0]
        return first.value in keys or not self.text[self.line(first) : self.start(first)].strip()

    def inline(self, node: Node, old: Any, new: Any, name: str) -> None:
        """Edit a value inside brackets, or a word."""
        if old == new:
            return
        if isinstance(node, MappingNode) and _same_shape(node, old, new):
            before, after = _by_text(old), _by_text(new)
            for key, value in node.value:
                self.inline(value, before.get(key.value), after.get(key.value), key.value)
            return
        if isinstance(node, SequenceNode) and _same_shape(node, old, new):
            for item, was, becomes in zip(node.value, old, new, strict=True):
                self.inline(item, was, becomes, "")
            return
        start = self.start(node)
        tight = self.text.endswith(":", 0, start)  # nothing is written yet, not even a space
        self.edits.append(Edit(start, self.end(node), " " * tight + flow(_one_clause(name, new))))

    def keeps_items(self, node: SequenceNode, old: Any, new: Any) -> bool:
        """Whether the list can be edited line by line."""
        if not isinstance(new, list) or not new or not old or node.flow_style:
            return False
        return len(self.dashes(node)) == len(node.value)

    def mapping(self, node: MappingNode, old: dict[str, Any], new: dict[str, Any]) -> None:
        written = {key.value: (key, value) for key, value in node.value}
        last = next(pair for pair in node.value if pair[0].value in new)
        for name, (key, value) in written.items():
            if name in new:
                self.change(key, value, old.get(name), new[name])
                last = (key, value)
            elif name in old:
                self.edits.append(Edit(self.line(key), self.line_end(self.end(value, key)), ""))
        indent = " " * node.value[0][0].start_mark.column
        added: list[str] = []
        for name in (name for name in new if name not in written):
            added += entry(f"{name}:", _tidy(new[name]), indent, name in ALWAYS_BLOCK)
        self.insert(self.line_end(self.end(last[1], last[0])), added)

    def sequence(self, node: SequenceNode, old: list[Any], new: list[Any]) -> None:
        indent, dashes = " " * node.start_mark.column, self.dashes(node)
        matcher = SequenceMatcher(None, [_name(item) for item in old], [_name(item) for item in new], autojunk=False)
        for kind, i1, i2, j1, j2 in matcher.get_opcodes():
            if kind == "equal" or i2 - i1 == j2 - j1:
                for item, before, after in zip(node.value[i1:i2], old[i1:i2], new[j1:j2], strict=True):
                    self.change(None, item, before, after)
                continue
            for dash, item in zip(dashes[i1:i2], node.value[i1:i2], strict=True):
                self.edits.append(Edit(dash, self.line_end(self.end(item)), ""))
            where = self.line_end(self.end(node.value[i2 - 1])) if i2 else dashes[0]
            self.insert(where, [line for item in new[j1:j2] for line in entry("-", item, indent, False)])

    def replace(self, key: Node | None, node: Node, new: Any) -> None:
        """Write a value anew: on its line when it fits, else below its key."""
        name = "" if key is None else str(key.value)
        new = _tidy(_one_clause(name, new))
        start, end = self.start(node if key is None else key), self.end(node, key)
        indent = " " * (start - self.starts[node.start_mark.line if key is None else key.start_mark.line])
        if key is None and not indent:
            lines = [flow(new)]  # a whole document in brackets
        elif key is None:
            lines = list(entry("-", new, indent[:-2], False))
            lines[0] = lines[0].lstrip().removeprefix("- ")
        else:
            lines = list(entry(f"{self.text[start : self.end(key)]}:", new, indent, name in ALWAYS_BLOCK))
            lines[0] = lines[0].lstrip()
            if isinstance(node, CollectionNode) and not node.flow_style:
                colon = self.text.index(":", self.end(key)) + 1
                if self.line_end(colon) <= self.line(node):  # what stands behind the key is said of all below it
                    below = "".join(line + self.line_break for line in lines[1:])
                    self.edits.append(Edit(self.line_end(colon), self.line_end(self.end(node)), below))
                    lines, end = lines[:1], colon
        self.edits.append(Edit(start, end, self.line_break.join(lines)))

    def insert(self, where: int, lines: list[str]) -> None:
        if lines:
            before = "" if self.text.endswith(("\n", "\r"), 0, where) else self.line_break
            self.edits.append(Edit(where, where, before + "".join(line + self.line_break for line in lines)))

    def start(self, node: Node) -> int:
        return self.starts[node.start_mark.line] + node.start_mark.column

    def line(self, node: Node) -> int:
        """Where the line that a node begins in begins."""
        return self.starts[node.start_mark.line]

    def dashes(self, node: SequenceNode) -> list[int]:
        """Where the lines begin that the items' dashes stand on; fewer than items where one has no such line."""
        dash, top = re.compile(" " * node.start_mark.column + r"-\s"), node.start_mark.line
        above = (range(item.start_mark.line, top - 1, -1) for item in node.value)  # a dash may stand alone on its line
        found = (next((line for line in lines if dash.match(self.text, self.starts[line])), None) for lines in above)
        return [self.starts[line] for line in found if line is not None]

    def line_end(self, offset: int) -> int:
        """Where the next line begins."""
        after = bisect_right(self.starts, offset)
        return self.starts[after] if after < len(self.starts) else len(self.text)

    def end(self, node: Node, key: Node | None = None) -> int:
        """Where a value ends: the parser's own end of a block lies behind the comments that follow it."""
        if isinstance(node, ScalarNode):
            end = self.starts[node.end_mark.line] + node.end_mark.column
            if node.style in ("|", ">"):
                start = self.start(node)
                end = start + len(self.text[start:end].rstrip())
            return end if node.value or key is None else max(end, self.end(key) + 1)
        if isinstance(node, MappingNode) and not node.flow_style and node.value:
            return self.end(node.value[-1][1], node.value[-1][0])
        if isinstance(node, SequenceNode) and not node.flow_style and node.value:
            return self.end(node.value[-1])
        return self.starts[node.end_mark.line] + node.end_mark.column


def _by_text(data: Any) -> dict[str, Any]:
    """A mapping by its keys as they are written, years too; none for any other value."""
    return {str(key): value for key, value in data.items()} if isinstance(data, dict) else {}


def _same_shape(node: Node, old: Any, new: Any) -> bool:
    """Whether each key, or item, has a new value; a key without a value is as good as none."""
    if isinstance(node, MappingNode):
        before, after = _by_text(old), _by_text(new)
        return isinstance(new, dict) and after.keys() == {
            key.value for key, _ in node.value if key.value in before or key.value in after
        }
    return isinstance(old, list) and isinstance(new, list) and len(old) == len(new)


def _one_clause(name: str, value: Any) -> Any:
    return value[0] if name == "clause" and isinstance(value, list) and len(value) == 1 else value


def _tidy(value: Any) -> Any:
    return tidy(value) if isinstance(value, dict) and "clause" in value else value


def _name(item: Any) -> str:
    """What tells items of a list apart."""
    return str(item["id"]) if isinstance(item, dict) and "id" in item else flow(item)
