"""`qianshou report`: the year-end report of a working year, as a file to print or archive."""

from __future__ import annotations

from typing import Annotated

import typer

from .words import words

RENDERERS = {
    ".html": "qianshou_cli.reporters.year.html",
    ".md": "qianshou_cli.reporters.year.markdown",
}
"""The module that renders a report, by the suffix of the file."""

HELP = words(
    "生成一个工作年度的年终报告（.html 或 .md）：总体情况、受援县覆盖、各结对判断结果、工作日、问题清单、豁免、签署。",
    "Write the year-end report of a working year (.html or .md): overview, county coverage, results by pairing, "
    "workdays, findings, waivers, signatures.",
)


def report(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATHS...",
            help=words("文件、文件夹、通配符，或 - 表示标准输入。", "Files, folders, globs, or - for standard input."),
        ),
    ],
    year: Annotated[str, typer.Option("--year", metavar="YEAR", help=words("哪个工作年度。", "Which working year."))],
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help=words("写入的文件：.html 或 .md。", "The file to write: .html or .md."),
        ),
    ],
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help=words("按这一天判断；默认今天（北京时间）。", "Judge as of this date; default: today in China."),
        ),
    ] = None,
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
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="LANG", help=words("语言：zh 或 en。", "Language: zh or en.")),
    ] = None,
    config: Annotated[
        str | None,
        typer.Option(
            "--config",
            metavar="FILE",
            help=words(
                "配置文件；默认向上寻找 qianshou.toml。",
                "Configuration file; default: the nearest qianshou.toml upward.",
            ),
        ),
    ] = None,
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
    from .inputs import expand, read
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
    choices = settle(configuration(config), year=[year], as_of=as_of, lang=lang, keep_all=True)
    settings = choices.settings
    chosen = parse_year(year)
    found = check(paths, choices)
    if found.exit_code != 4 and any(info.pairings for info in found.programs):
        require_years([chosen], found.years, settings.as_of)
    standings, _ = visit(expand(paths)[0], read, partial(standing_of, as_of=settings.as_of, years=[chosen]))
    judged = (rule.card.id for rule in settings.rules)
    page = year_report(chosen, found, standings, BY_NAME, GROUPS, judged)
    render = import_module(module).render
    write_file(output, render(page, Look(lang=choices.lang), reveal))
    return found.exit_code if found.exit_code in (3, 4) else 0
