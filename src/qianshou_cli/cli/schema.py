"""`qianshou schema`: JSON Schemas of the files and of the JSON result, and the reference pages of both."""

from typing import Annotated

import typer

from .output import write_stdout
from .shared import Language, format_option
from .usage import parse_choice
from .words import words

FORMATS = ("json", "text", "markdown")
HELP = words(
    "输出 JSON Schema：程序文件、记录文件或 JSON 结果。",
    "Print the JSON Schema of the program file, the records file or the JSON result.",
)


def schema(
    what: Annotated[
        str,
        typer.Argument(metavar="WHAT", help=words("program、records 或 result。", "program, records or result.")),
    ] = "program",
    format_: Annotated[str, format_option(FORMATS)] = "json",
    lang: Language = None,
) -> None:
    """Print a schema or its reference page."""
    from ..catalogue.format_page import format_page
    from ..catalogue.schemas import SCHEMAS
    from ..catalogue.schemas import schema as schema_text
    from .pages import voice_of, write_page

    parse_choice("WHAT", what, SCHEMAS)
    parse_choice("--format", format_, FORMATS)
    voice = voice_of(lang, format_)
    if format_ == "json":
        write_stdout(schema_text(what), as_utf8=True)
    else:
        write_page(format_page(what, voice), format_)
