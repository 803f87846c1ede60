"""A page of the reference as blocks, and how it is written as Markdown."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ..texts import Lang, Text


class Heading(NamedTuple):
    """A heading; level 1 is the page's own."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """Sentences."""

    text: str


class Items(NamedTuple):
    """A list of sentences."""

    items: Sequence[str]


class Rows(NamedTuple):
    """A table."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


class Code(NamedTuple):
    """Lines of a file, as they are."""

    language: str
    text: str


Block = Heading | Paragraph | Items | Rows | Code


class Voice:
    """In which languages a page speaks: one, or both side by side."""

    def __init__(self, *languages: Lang) -> None:
        self.languages = languages

    def short(self, text: Text) -> str:
        """A few words, as in a heading or the cell of a table."""
        return " / ".join(dict.fromkeys(text.pick(lang) for lang in self.languages))

    def pair(self, name: Text, value: Text) -> str:
        """A name and its value, such as `时限：累计`."""
        return self.short(Text(f"{name.zh}：{value.zh}", f"{name.en}: {value.en}"))

    def sentences(self, text: Text) -> list[Block]:
        """A paragraph for each language."""
        return [Paragraph(text.pick(lang)) for lang in self.languages]


def to_markdown(blocks: Iterable[Block]) -> str:
    """The page as Markdown (CommonMark with tables)."""
    return "\n\n".join(_markdown(block) for block in blocks) + "\n"


def _markdown(block: Block) -> str:
    match block:
        case Heading(level, text):
            return f"{'#' * level} {_escaped(text)}"
        case Paragraph(text):
            return _escaped(text)
        case Items(items):
            return "\n".join(f"- {_escaped(item)}" for item in items)
        case Rows(header, rows):
            lines = [header, ["---"] * len(header), *rows]
            return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)
        case Code(language, text):
            fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 0)
            return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def _escaped(text: str) -> str:
    """Text without accidental markup; what stands between backticks stays code."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        parts = [text.replace("`", "\\`")]
    return "`".join(part if n % 2 else re.sub(r"([*_<>\[\]])", r"\\\1", part) for n, part in enumerate(parts))


def _cell(text: str) -> str:
    return _escaped(text).replace("|", "\\|").replace("\n", " ")
