"""`qianshou form`: the review form (信息审核表), for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from .shared import Language, Paths
from .words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..dataset import Dataset
    from ..texts import Lang


HELP = words("填好“信息审核表”供打印上报。", "Fill in the review form (信息审核表), to be printed and handed in.")


def form(
    paths: Paths,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FORM.xlsx|.docx",
            help=words("写入的表格或文档。", "The workbook or document to write."),
        ),
    ],
    lang: Language = None,
) -> int:
    """Write the forms of every programme that the paths name; gives the exit code."""
    from importlib import import_module
    from pathlib import Path

    from ..form import form_of
    from ..texts import Lang, Text
    from .options import parse_choice
    from .output import note, write_file
    from .words import UsageError, current_language

    if lang is not None:
        parse_choice("--lang", lang, Lang)
    spoken = current_language()
    kind = Path(output).suffix.lower().removeprefix(".")
    if kind not in ("xlsx", "docx"):
        raise UsageError(
            Text("-o 请写以 .xlsx 或 .docx 结尾的文件名", "-o takes a file name that ends in .xlsx or .docx")
        )
    programs = _programs(paths, spoken)
    if programs is None:
        return 3
    write_file(output, import_module(f"qianshou_cli.form.{kind}").write([form_of(data, spoken) for data in programs]))
    done = Text(
        "已写入 {file}；空着的格（单位性质、资金、联系人等）文件中没有记录，请填写后打印",
        "wrote {file}; what is blank (kinds, funds, contacts and so on) is not recorded: fill it in before printing",
    )
    note(done.fill(spoken, {"file": output}))
    return 0


def _programs(paths: Sequence[str], lang: Lang) -> list[Dataset] | None:
    """Every programme with its records merged in; None, with all problems told, when one cannot be read."""
    from ..dataset import Source, merge
    from ..errors import InputError, Problem
    from ..load import load
    from ..model import ProgramFile, RecordsFile
    from .inputs import expand, read
    from .problems import tell

    inputs, problems = expand(paths)
    sources: list[Source] = []
    for item in inputs:
        try:
            sources.append(load(read(item), item.name))
        except InputError as error:
            problems += error.problems
    programs: list[Dataset] = []
    for source in sources:
        if not isinstance(source.model, ProgramFile):
            continue
        plan = source.model.plan.id
        records = [of for of in sources if isinstance(of.model, RecordsFile) and of.model.records_for == plan]
        try:
            data, more = merge(source, records)
        except InputError as error:
            problems += error.problems
            continue
        programs.append(data)
        problems += more
    plans = {data.plan.id for data in programs}
    for document, model in sources:
        if isinstance(model, RecordsFile) and model.records_for not in plans and not problems:
            problems.append(Problem("QS004", "program", document.span(("records_for",)), {"id": model.records_for}))
    if problems:
        tell(problems, lang, "")
        return None
    return programs
