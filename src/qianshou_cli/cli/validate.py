"""`qianshou validate`: check files and print what was found."""

from typing import Annotated

import typer

from ..limits import ALL
from . import completion
from .endings import FORMATS
from .output import complain, ending_with
from .shared import LIMITS, AsOf, Color, ConfigFile, Language, Output, Paths, limit_option, year_option
from .words import words

HELP = words(
    "检查程序文件和记录文件（文件、文件夹、通配符，- 为标准输入）。",
    "Check program and records files (files, folders, globs, - for stdin).",
)


def validate(
    paths: Paths,
    year: Annotated[
        list[str] | None,
        year_option(
            words(
                "只判断这些工作年度，可重复；不按年度判断的内容、方案期间以外的记录照常判断。",
                "Judge these working years only, repeatable; what belongs to no year, and records outside the plan, "
                "are judged as ever.",
            )
        ),
    ] = None,
    as_of: AsOf = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            autocompletion=completion.choices(*FORMATS),
            metavar="FORMAT[=FILE]",
            help=words(
                f"输出格式，可重复，各自写入文件：{'、'.join(FORMATS)}。",
                f"Output format, repeatable, each to a file of its own: {', '.join(FORMATS)}.",
            ),
        ),
    ] = None,
    output: Output = None,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            autocompletion=completion.rules,
            metavar="RULES",
            help=words(
                "只用这些规则：编号、前缀（QS3）或名称。", "Use these rules only: ids, prefixes (QS3) or names."
            ),
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            autocompletion=completion.rules,
            metavar="RULES",
            help=words("不用这些规则。", "Leave these rules out."),
        ),
    ] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option(
            "--severity",
            autocompletion=completion.severities,
            metavar="RULE=LEVEL",
            help=words("改变规则的轻重，如 QS103=error。", "Change a rule's severity, such as QS103=error."),
        ),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            "--fail-on",
            autocompletion=completion.choices("error", "warning"),
            metavar="LEVEL",
            help=words(
                "从哪一级起退出码为 1：error（默认）或 warning。",
                "From which severity the exit code is 1: error (default) or warning.",
            ),
        ),
    ] = None,
    strict: Annotated[
        bool | None,
        typer.Option(
            "--strict/--no-strict",
            help=words("数据不足也算不符合：用于年终检查。", "Unknown counts as a fail: for the year-end check."),
        ),
    ] = None,
    show_all: Annotated[
        bool | None,
        typer.Option(
            "--all/--no-all",
            help=words("也列出符合和不适用的结果。", "List results that passed or do not apply, too."),
        ),
    ] = None,
    lang: Language = None,
    color: Color = None,
    quiet: Annotated[
        bool | None,
        typer.Option(
            "--quiet/--no-quiet",
            "-q",
            help=words(
                "不写标准输出，只看退出码；写入文件的格式照写。",
                "Write nothing to standard output, the exit code says it; formats that go to files are written.",
            ),
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline",
            metavar="FILE",
            help=words(
                "只报告这份基线以外的问题；用 qianshou baseline 生成。",
                "Report only what this baseline does not know; qianshou baseline makes one.",
            ),
        ),
    ] = None,
    no_baseline: Annotated[
        bool,
        typer.Option("--no-baseline", help=words("不用配置的基线。", "Use no configured baseline.")),
    ] = False,
    jobs: Annotated[
        str | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            help=words("进程数；auto（默认）由程序决定。", "Processes; auto (default) leaves it to the program."),
        ),
    ] = None,
    limit: Annotated[
        list[str] | None,
        limit_option(
            ALL,
            words(
                f"改变一个上限，可重复：{'、'.join(LIMITS)}；如 findings=100，每份输出只列 100 条。",
                f"Change a limit, repeatable: {', '.join(LIMITS)}; such as findings=100, and no output lists more.",
            ),
        ),
    ] = None,
    config: ConfigFile = None,
) -> int:
    """Check the paths, write every output, and give the exit code."""
    from .baseline import configured_baseline, since
    from .check import check, unknown_years_of
    from .configured import configuration
    from .inputs import Files
    from .options import EVERY, NO_SUCH_YEAR, settle, source_of_years
    from .outputs import WITH_PASSES, outputs_of, tell_unshown, write_all

    found = configuration(config)
    outputs = outputs_of(format_, found.of("format"), output, found.flag("quiet", quiet))
    choices = settle(
        found,
        year=year,
        as_of=as_of,
        select=select,
        ignore=ignore,
        severity=severity,
        fail_on=fail_on,
        strict=strict,
        keep_all=any(item.format in WITH_PASSES for item in outputs),
        show_all=show_all,
        lang=lang,
        limit=limit,
        limit_names=EVERY,
    )
    files = [item.file for item in outputs]
    known = baseline if baseline is not None or no_baseline else configured_baseline(found)
    read = Files(paths, choices.limits, files, [known, found.path])
    checked = check(read, choices, found.chosen("jobs", jobs, "auto"))
    report = since(checked, choices, known)
    missing = unknown_years_of(report, choices)
    report = report._replace(misused=bool(missing))
    with ending_with(report.exit_code):
        write_all(outputs, report, choices, found.chosen("color", color, "auto"))
    if not found.flag("quiet", quiet):
        tell_unshown(outputs, report, choices.lang)
    if missing:
        values = {"option": source_of_years(year, found), "years": missing, "date": choices.settings.as_of}
        complain(NO_SUCH_YEAR.fill(choices.lang, values))
    return report.exit_code
