"""`qianshou waivers`: what waivers there are, and what has become of each."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

from ..errors import InputError
from .endings import format_of
from .output import deliver, ending_with, note_refused
from .shared import AsOf, Color, ConfigFile, Language, Limit, Output, Paths, format_option
from .words import words

FORMATS = ("table", "json")
HELP = words(
    "列出文件中的豁免：使用中、没有用到、已过期、指错、尚未用到还是无法判断，还剩几天。"
    "退出码：0 已列出（无论状态如何；是否合格由 validate 判定），2 用法，3 有文件读不了，4 内部错误。",
    "List the waivers of the files: in use, unused, expired, misdirected, not yet needed or not known, and the days "
    "left. "
    "Exit code: 0 listed (whatever their states; validate judges them), 2 usage, 3 a file was unreadable, 4 fault.",
)


def waivers(
    paths: Paths,
    as_of: AsOf = None,
    format_: Annotated[str | None, format_option(FORMATS, by_name=True)] = None,
    output: Output = None,
    lang: Language = None,
    color: Color = None,
    limit: Limit = None,
    config: ConfigFile = None,
) -> int:
    """Judge the paths, list their waivers, and give the exit code."""
    from ..load import load
    from ..rules import BY_NAME, RULES
    from ..waivers import program_waivers
    from .check import check
    from .configured import configuration
    from .inputs import Files
    from .options import settle
    from .outputs import look_of
    from .problems import note_problems

    format_ = format_of(output, format_, FORMATS)
    found = configuration(config)
    choices = settle(found, as_of=as_of, lang=lang, limit=limit)
    # Whether a waiver is needed is only known where every rule and every year is judged, whatever is configured.
    choices = choices._replace(settings=choices.settings._replace(rules=RULES, years=None, keep_all=False))
    look = look_of(choices, found.chosen("color", color, "auto"), output)
    files = Files(paths, choices.limits, [output], [found.path])
    report = check(files, choices)
    note_refused(report, choices.lang)
    if format_ == "table" and report.exit_code > 1 and not report.programs:
        return report.exit_code  # where nothing was read, nobody can say that there are none
    judged = {info.file for info in report.programs}
    sources = (load(files.read(item), item.name, files.limits) for item in files.inputs if item.name in judged)
    try:
        programs = program_waivers(report, sources, BY_NAME)
    except InputError as error:  # it has changed or gone meanwhile
        note_problems(error.problems, choices.lang)
        return 3
    render = import_module(f"qianshou_cli.reporters.waivers.{format_}").render
    with ending_with(report.exit_code):
        deliver(output, render(programs, report, look), choices.lang, as_utf8=format_ == "json")
    return report.exit_code if report.exit_code > 1 else 0
