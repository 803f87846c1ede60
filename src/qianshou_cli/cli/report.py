"""`qianshou report`: the year-end report of a working year, as a file to print or archive."""

from __future__ import annotations

from typing import Annotated

import typer

from .shared import AsOf, ConfigFile, Language, Limit, Paths
from .words import words

RENDERERS = {
    ".html": "qianshou_cli.reporters.year.html",
    ".md": "qianshou_cli.reporters.year.markdown",
    ".xlsx": "qianshou_cli.reporters.xlsx",
}
"""The module that renders a report, by the suffix of the file."""

HELP = words(
    "生成一个工作年度的年终报告（.html、.md 或 .xlsx）："
    "总体情况、受援县覆盖、各结对判断结果、工作日、问题清单、豁免、签署。",
    "Write the year-end report of a working year (.html, .md or .xlsx): overview, county coverage, "
    "results by pairing, workdays, findings, waivers, signatures.",
)


def report(
    paths: Paths,
    year: Annotated[str, typer.Option("--year", metavar="YEAR", help=words("哪个工作年度。", "Which working year."))],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=words("写入的文件：.html、.md 或 .xlsx。", "The file to write: .html, .md or .xlsx."),
        ),
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
    from functools import partial
    from importlib import import_module
    from pathlib import PurePath

    from ..assess import visit
    from ..progress import standing_of
    from ..reporters import Look
    from ..rules import BY_NAME, GROUPS
    from ..texts import Text
    from ..year_report import year_report
    from .check import check
    from .config import configuration
    from .inputs import Files
    from .options import parse_year, require_years, settle
    from .output import write_file
    from .words import UsageError

    module = RENDERERS.get(PurePath(output).suffix.lower())
    if module is None:
        raise UsageError(
            Text(
                "-o 的文件名应以 {suffixes} 结尾，不是“{given}”", "-o names a file ending in {suffixes}, not `{given}`"
            ),
            suffixes=list(RENDERERS),
            given=output,
        )
    configured = configuration(config)
    choices = settle(configured, year=[year], as_of=as_of, lang=lang, keep_all=True, limit=limit or ())
    settings = choices.settings
    chosen = parse_year(year)
    files = Files(paths, choices.limits, [output])
    found = check(files, choices)
    if found.exit_code != 4 and any(info.pairings for info in found.programs):
        require_years([chosen], found.years, settings.as_of)
    look = Look(lang=choices.lang)
    render = import_module(module).render
    if module == RENDERERS[".xlsx"]:  # the findings to sort and filter; no names of persons are in it
        write_file(output, render(found, look))
        return found.exit_code if found.exit_code in (3, 4) else 0
    standing = partial(standing_of, as_of=settings.as_of, years=[chosen])
    standings, _ = visit(files.inputs, files.read, standing, files.limits)
    judged = (rule.card.id for rule in settings.rules)
    page = year_report(chosen, found, standings, BY_NAME, GROUPS, judged)
    write_file(output, render(page, look, reveal))
    return found.exit_code if found.exit_code in (3, 4) else 0
