"""`qianshou form`: the review form (信息审核表), for paper."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated

from ..texts import Text
from .language import chosen_language
from .output import note, write_file
from .places import keep
from .shared import Language, Limit, Paths, Yes, file_option
from .usage import UsageError
from .words import words

HELP = words("填好“信息审核表”供打印上报。", "Fill in the review form (信息审核表), to be printed and handed in.")


def form(
    paths: Paths,
    output: Annotated[
        str, file_option("FORM.xlsx|.docx", words("写入的表格或文档。", "The workbook or document to write."))
    ],
    yes: Yes = False,
    lang: Language = None,
    limit: Limit = None,
) -> int:
    """Write the forms of every programme that the paths name; gives the exit code."""
    from ..form import form_of
    from .configured import configuration
    from .inputs import Files
    from .options import settle_limits
    from .problems import note_problems

    spoken = chosen_language(lang)
    kind = Path(output).suffix.lower().removeprefix(".")
    if kind not in ("xlsx", "docx"):
        raise UsageError(
            Text("-o 请写以 .xlsx 或 .docx 结尾的文件名", "-o takes a file name that ends in .xlsx or .docx")
        )
    config = configuration(None)
    files = Files(paths, settle_limits(config, limit), [output], [config.path])
    keep(output, yes)
    forms, problems = files.visit(partial(form_of, lang=spoken))
    if files.missing or problems:  # a form with a gap would be printed and signed
        note_problems([*files.missing, *problems], spoken)
        stopped = Text(
            "没有写 {file}：先改正上面的问题，否则表不完整。",
            "{file} was not written: mend the above first, or the forms would have gaps.",
        )
        note(stopped.fill(spoken, {"file": output}))
        return 3
    write_file(output, import_module(f"qianshou_cli.form.{kind}").write(forms))
    done = Text(
        "已写入 {file}；单位性质、资金、意见、联系方式等各格由单位填写，请补填后打印",
        "wrote {file}; kinds, funds, opinions and contacts are left for you: fill them in before printing",
    )
    note(done.fill(spoken, {"file": output}))
    return 0
