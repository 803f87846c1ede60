"""`qianshou template`: a workbook to fill in."""

from __future__ import annotations

from typing import Annotated

import typer

from .shared import Book, Language, Limit, Yes
from .words import words

HELP = words("生成供填写的 Excel 工作簿。", "Write an Excel workbook to fill in.")


def template(
    output: Book,
    program: Annotated[
        str | None,
        typer.Argument(
            metavar="PROGRAM.yaml",
            help=words("先填入这个文件已有的内容。", "Fill in what this file records already."),
        ),
    ] = None,
    yes: Yes = False,
    lang: Language = None,
    limit: Limit = None,
) -> int:
    """Write a workbook to fill in; gives the exit code."""
    from .export import write_book

    return write_book(program, output, lang, limit, yes=yes)
