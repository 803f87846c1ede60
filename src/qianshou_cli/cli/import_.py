"""`qianshou import`: a filled-in workbook as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import InputError, Problem
from ..spans import Span
from ..texts import Text
from .endings import require_yaml
from .language import chosen_language
from .output import note, write_file
from .shared import Language, Limit, file_option
from .usage import UsageError
from .words import words

WRITTEN = Text("已写入 {file}；请运行 qianshou validate {file}", "wrote {file}; now run qianshou validate {file}")
RECORDS_WRITTEN = Text(
    "已写入 {file}；请与方案的程序文件一起检查：qianshou validate 程序文件.yaml {file}",
    "wrote {file}; now check it together with the program file: qianshou validate PROGRAM.yaml {file}",
)
HELP = words("把填好的工作簿读成文件。", "Read a workbook that was filled in into a file.")


def import_(
    book: Annotated[
        str, typer.Argument(metavar="BOOK.xlsx", help=words("填好的工作簿。", "The workbook that was filled in."))
    ],
    output: Annotated[
        str,
        file_option(
            "FILE.yaml",
            words(
                "写入的文件；已有文件只改不同之处，并保留注释。",
                "The file to write; in a file that exists only what differs is changed, and comments stay.",
            ),
        ),
    ],
    yes: Annotated[
        bool,
        typer.Option(
            "--yes",
            "-y",
            help=words("不询问，直接改动已有的文件。", "Change a file that exists without asking."),
        ),
    ] = False,
    lang: Language = None,
    limit: Limit = None,
) -> int:
    """Write what the workbook records into a file; gives the exit code. Nothing is written when a cell is wrong."""
    from .. import excel
    from ..excel.wordings import EXCEL
    from ..model import RecordsFile
    from ..yaml_writer import to_yaml
    from .configured import configuration
    from .inputs import Files
    from .options import settle_limits
    from .problems import tell

    spoken = chosen_language(lang)
    require_yaml(output)
    if Path(book).is_dir():
        return tell([Problem(EXCEL, "folder", Span(book))], spoken, book)
    config = configuration(None)
    limits = settle_limits(config, limit)
    files = Files([book], limits, [output], [config.path])
    if files.missing:
        return tell(files.missing, spoken, book)
    if len(files.inputs) > 1:
        raise UsageError(Text("一次只能读一个工作簿", "one workbook at a time"))
    try:
        model = excel.read_workbook(files.read(files.inputs[0]), book, limits)
    except InputError as error:
        return tell(error.problems, spoken, book)
    if Path(output).exists():
        from .changes import change

        return change(output, model, spoken, limits, yes=yes)
    write_file(output, to_yaml(model))
    written = RECORDS_WRITTEN if isinstance(model, RecordsFile) else WRITTEN
    note(written.fill(spoken, {"file": output}))
    return 0
