"""`qianshou export`: a file as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from ..texts import Text
from .language import chosen_language
from .output import deliver, note, write_file
from .places import keep
from .shared import Book, Language, Limit, Yes
from .usage import UsageError
from .words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

TO_FILL_IN = Text(
    "已写入 {file}；填好后运行 qianshou import {file} -o 方案.yaml",
    "wrote {file}; when it is filled in: qianshou import {file} -o PLAN.yaml",
)
HELP = words("把文件写成工作簿。", "Write a file as a workbook.")


def export(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help=words("程序文件或记录文件，- 为标准输入。", "A program or records file; - for stdin.")
        ),
    ],
    output: Book,
    yes: Yes = False,
    lang: Language = None,
    limit: Limit = None,
) -> int:
    """Write everything that the file records into a workbook; gives the exit code."""
    return write_book(file, output, lang, limit, yes=yes)


def write_book(file: str | None, output: str, lang: str | None, limit: Sequence[str] | None, *, yes: bool) -> int:
    """Write the workbook of a file, or a blank one. Raises UsageError where one stands already, unless `yes`."""
    from .. import excel
    from ..load import load
    from .configured import configuration
    from .inputs import Files
    from .options import settle_limits
    from .problems import tell

    spoken = chosen_language(lang)
    if not output.lower().endswith(".xlsx"):
        raise UsageError(Text("-o 请写以 .xlsx 结尾的文件名", "-o takes a file name that ends in .xlsx"))
    config = configuration(None)
    limits = settle_limits(config, limit)
    files = Files([] if file is None else [file], limits, [output], [config.path])
    keep(output, yes)
    if file is None:
        write_file(output, excel.template(spoken))
        note(TO_FILL_IN.fill(spoken, {"file": output}))
        return 0
    if files.missing:
        return tell(files.missing, spoken, file)
    if len(files.inputs) > 1:
        raise UsageError(Text("一次只能导出一个文件", "one file at a time"))
    try:
        item = files.inputs[0]
        model = load(files.read(item), item.name, limits).model
        content = excel.export(model, spoken)
    except InputError as error:
        return tell(error.problems, spoken, item.name)
    deliver(output, content, spoken, as_utf8=True)
    if any(worker.certificate and worker.certificate.number for worker in model.workers or ()):
        text = Text(
            "{file} 中有完整的证书编号（导回时需要）；请按单位规定保管，不要公开",
            "{file} holds full certificate numbers, which the way back needs; keep it safe and unpublished",
        )
        note(text.fill(spoken, {"file": output}))
    return 0
