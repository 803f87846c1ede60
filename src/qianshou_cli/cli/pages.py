"""Pages of the reference on standard output: plain text for a terminal, Markdown for a file."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..catalogue.blocks import Block, Code, Heading, Items, Paragraph, Rows, Voice, to_markdown
from ..reporters.shared.lines import wrapped
from ..texts import Lang, clean
from .output import write_stdout
from .outputs import screen_width
from .words import chosen_language


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
                first, *rest = wrapped(clean(item), "  ", width)
                yield from (f"- {first[2:]}", *rest)
        case Rows():
            yield from _columns(block, width)
        case Code(_, text):
            yield from (f"    {clean(line)}" for line in text.rstrip().splitlines())
    yield ""


def _columns(block: Rows, width: int) -> Iterator[str]:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    for title, *cells in zip(block.header, *block.rows, strict=True):
        names = all(" " not in cell and cell_len(cell) < 24 for cell in cells)  # ids and names stay whole
        table.add_column(Text(title), overflow="fold", no_wrap=names)
    for row in block.rows:
        table.add_row(*(Text(clean(cell)) for cell in row))
    console = Console(width=width, color_system=None, force_terminal=False, highlight=False, legacy_windows=False)
    with console.capture() as capture:
        console.print(table)
    yield from (line.rstrip() for line in capture.get().splitlines())
