"""`qianshou report`: the year-end report of a working year, as a file to print or archive."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import Annotated

import typer

from ..texts import Text
from .output import WRITTEN, ending_with, note, note_refused, write_file
from .places import spare_workbook
from .shared import AsOf, ConfigFile, Language, Limit, Paths, file_option, year_option
from .usage import UsageError
from .words import words

RENDERERS = {
    ".html": "qianshou_cli.reporters.year.html",
    ".md": "qianshou_cli.reporters.year.markdown",
    ".xlsx": "qianshou_cli.reporters.year.xlsx",
}
"""The module that renders a report, by the suffix of the file."""

HELP = words(
    "生成一个工作年度的年终报告（.html、.md 或 .xlsx）："
    "总体情况、受援县覆盖、各结对判断结果、工作日、问题清单、豁免、签署。",
    "Write the year-end report of a working year (.html, .md or .xlsx): overview, county coverage, "
    "results by pairing, workdays, findings, waivers, signatures.",
)
WRITTEN_IN_PART = Text("已写入 {file}，上面的输入没有计入", "wrote {file}, without the inputs named above")
NOTHING = Text(
    "没有写 {file}：没有可以报告的方案，先改正上面的问题。",
    "{file} was not written: there is no plan to report on; mend the above first.",
)
CHANGED = Text(
    "没有写 {file}：上面的文件在此期间变了，请重新运行。",
    "{file} was not written: the files named above changed meanwhile; run again.",
)


def report(
    paths: Paths,
    year: Annotated[
        str,
        year_option(words("哪个工作年度。", "Which working year.")),
    ],
    output: Annotated[
        str, file_option("FILE", words("写入的文件：.html、.md 或 .xlsx。", "The file to write: .html, .md or .xlsx."))
    ],
    as_of: AsOf = None,
    reveal: Annotated[
        bool,
        typer.Option(
            "--reveal",
            help=words(
                "显示人员全名（默认遮掩）；报告上会注明。",
                "Show persons' full names (masked by default); the report says so.",
            ),
        ),
    ] = False,
    lang: Language = None,
    limit: Limit = None,
    config: ConfigFile = None,
) -> int:
    """Write the report and give the exit code: 0, or 3 or 4 when something could not be read or judged."""
    from ..progress import standing_of
    from ..reporters import Look
    from ..rules import GROUPS
    from ..year_report import year_report
    from .check import check, unknown_years_of
    from .configured import configuration
    from .inputs import Files
    from .options import parse_year, refuse_years, settle, source_of_years
    from .problems import changed_since

    module = RENDERERS.get(PurePath(output).suffix.lower())
    if module is None:
        raise UsageError(
            Text(
                "-o 的文件名应以 {suffixes} 结尾，不是“{given}”", "-o names a file ending in {suffixes}, not `{given}`"
            ),
            suffixes=list(RENDERERS),
            given=output,
        )
    spare_workbook(output)
    configured = configuration(config)
    choices = settle(configured, year=[year], as_of=as_of, lang=lang, keep_all=True, limit=limit)
    settings = choices.settings
    chosen = parse_year(year)
    files = Files(paths, choices.limits, [output], [configured.path])
    found = check(files, choices)
    note_refused(found, choices.lang)
    if not found.programs:
        note(NOTHING.fill(choices.lang, {"file": output}))
        return found.exit_code
    if found.exit_code != 4:
        refuse_years(unknown_years_of(found, choices), settings.as_of, source_of_years([year], configured))
    standing = partial(standing_of, as_of=settings.as_of, years=[chosen])
    standings, problems = files.visit(standing)
    if changed_since(found, problems, choices.lang):
        note(CHANGED.fill(choices.lang, {"file": output}))
        return 3
    judged = (rule.card.id for rule in settings.rules)
    page = year_report(chosen, found, standings, GROUPS, judged)
    with ending_with(found.exit_code):
        write_file(output, import_module(module).render(page, Look(lang=choices.lang), reveal))
    note((WRITTEN_IN_PART if page.unreadable else WRITTEN).fill(choices.lang, {"file": output}))
    return found.exit_code if found.exit_code in (3, 4) else 0
