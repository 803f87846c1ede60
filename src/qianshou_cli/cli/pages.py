"""Pages of the reference on standard output: plain text for a terminal, Markdown for a file."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from ..catalogue.blocks import Block, Code, Heading, Items, Paragraph, Rows, Voice, to_markdown
from ..reporters.shared.lines import narrowest, padded, width_of, wrapped
from ..texts import Lang, clean
from .language import chosen_language
from .output import screen_width, write_stdout


def voice_of(lang: str | None, format_: str) -> Voice:
    """The languages of a page: Markdown speaks both unless one is asked for. Raises UsageError for an unknown one."""
    return Voice(*Lang) if lang is None and format_ == "markdown" else Voice(chosen_language(lang))


def write_page(blocks: Sequence[Block], format_: str) -> None:
    """Write a page as `markdown` or as `text`."""
    if format_ == "markdown":
        write_stdout(to_markdown(blocks), as_utf8=True)
    else:
        write_stdout(to_text(blocks, screen_width()), as_utf8=False)


def to_text(blocks: Iterable[Block], width: int) -> str:
    """The page as plain text of at most that many columns, file excerpts as wide as they are."""
    return "\n".join(line for block in blocks for line in _lines(block, width)) + "\n"


def _lines(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading(_, text):
            yield clean(text)
        case Paragraph(text):
            yield from wrapped(clean(text), "", width)
        case Items(items):
            for item in items:
                first, *rest = _hanging(clean(item), width)
                yield from (f"- {first}", *rest)
        case Rows():
            yield from _columns(block, width)
        case Code(_, text):
            yield from (f"    {clean(line)}" for line in text.rstrip().splitlines())
    yield ""


def _hanging(text: str, width: int) -> list[str]:
    """Lines of at most that many columns, those after the first indented."""
    first, *rest = wrapped(text, _GAP, width)
    return [first.removeprefix(_GAP), *rest]


_GAP = "  "


def _columns(block: Rows, width: int) -> Iterator[str]:
    """A table whose words, such as ids, are never cut: where they leave no room for columns, each row is a sentence."""
    rows = [[clean(cell) for cell in row] for row in (block.header, *block.rows)]
    widths = _widths(rows, width)
    for row in rows:
        if widths is None:
            yield from _hanging(_GAP.join(filter(None, row)), width)
            continue
        columns = [[*wrapped(cell, "", size)] for cell, size in zip(row, widths, strict=True)]
        for parts in zip_longest(*columns, fillvalue=""):
            yield _GAP.join(padded(part, size) for part, size in zip(parts, widths, strict=True)).rstrip()


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """How wide the columns of a table are, the widest narrowed first; None where their words do not fit."""
    columns = [*zip(*rows, strict=True)]
    least = [max(map(narrowest, column)) for column in columns]
    found = [max(map(width_of, column)) for column in columns]
    room = width - len(_GAP) * (len(columns) - 1)
    if sum(least) > room:
        return None
    while sum(found) > room:
        found[max((size, n) for n, size in enumerate(found) if size > least[n])[1]] -= 1
    return found
