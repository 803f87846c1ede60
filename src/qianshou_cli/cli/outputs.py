"""Which outputs a run has, in which format and where to, and writing them."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ..findings import Report
from ..reporters import Look
from ..reporters.shared.parts import LEFT_OUT, left_out, to_mend
from ..texts import Lang, Text
from .actions import append_summary, for_actions, in_actions
from .endings import FORMATS, format_of, says_format
from .options import Choices
from .output import complain, note, note_refused, screen_width, tell_written, write_file, write_stdout
from .places import file_of, here, place, spare_workbook
from .usage import UsageError, parse_choice

Render = Callable[[Report, Look], str | bytes]

TEXT = ("table",)
"""The formats for people: they follow the terminal's encoding, width and colour."""

WITH_PASSES = ("junit",)
"""The formats that name what passed, too."""

BINARY = ("xlsx",)
"""The formats that a terminal cannot show."""

FOR_EYES = ("table", "markdown")
"""The formats that a terminal shows for reading, and so not without end."""

SILENT = ("json", "ndjson", "csv", "gitlab")
"""The formats that have no place to say that a limit cut them: it is said on standard error."""

COLORS = ("auto", "always", "never")
"""When standard output is coloured."""

ON_SCREEN = 60
"""How many findings a person is shown before the rest is only counted."""


class Output(NamedTuple):
    """A format, and the file it goes to; None is standard output."""

    format: str
    file: str | None


def parse_formats(texts: Iterable[str]) -> list[Output]:
    """Formats, or FORMAT=FILE. Raises UsageError for one that cannot be, and when two would go to one place."""
    outputs = [_parse_format(text) for text in texts]
    _refuse_unfit(outputs)
    return outputs


def _parse_format(text: str) -> Output:
    """Raises UsageError for a format that there is not, and for a file without a name."""
    name, equals, file = text.partition("=")
    parse_choice("--format", name, FORMATS)
    if equals and not file:
        raise UsageError(
            Text(
                "--format {name}= 没有写文件名；请写成 --format {name}=文件",
                "--format {name}= names no file; write --format {name}=FILE",
            ),
            name=name,
        )
    return Output(name, file_of(file or None))


def _refuse_unfit(outputs: Sequence[Output]) -> None:
    """Raises UsageError when a name belongs to another kind of file, or two outputs would go to one place."""
    for item in outputs:
        format_of(item.file, item.format, FORMATS)
    places = [item.file and place(item.file) for item in outputs]
    if len(set(places)) < len(places):
        raise UsageError(
            Text(
                "两种格式不能写到同一处；请各写一个文件：格式=文件",
                "two formats cannot go to one place; give each a file: FORMAT=FILE",
            )
        )


def outputs_of(given: Sequence[str] | None, configured: Sequence[str], output: str | None, quiet: bool) -> list[Output]:
    """What is to be written where: the formats given, else what the name of `output` says, else those configured.

    Raises UsageError when two outputs would go to one place, or a name belongs to another kind of file.
    """
    kept = () if says_format(output) else configured
    outputs = [_parse_format(item) for item in given or kept or [format_of(output, None, FORMATS)]]
    if output is not None:
        free = [number for number, item in enumerate(outputs) if item.file is None]
        if len(free) != 1:
            raise UsageError(
                Text(
                    "-o 只能用于一个没有指定文件的格式；请写成 --format 格式=文件",
                    "-o goes with exactly one format that has no file of its own; write --format FORMAT=FILE",
                )
            )
        outputs[free[0]] = Output(outputs[free[0]].format, output)
    _refuse_unfit(outputs)
    for item in outputs:
        spare_workbook(item.file)
    unshown = [item for item in outputs if item.format in BINARY and item.file is None]
    if unshown and sys.stdout.isatty():
        raise UsageError(
            Text(
                "{format} 不能显示在终端上；请写成 --format {format}=文件",
                "a terminal cannot show {format}; write --format {format}=FILE",
            ),
            format=unshown[0].format,
        )
    return [item for item in outputs if item.file is not None or not quiet]


def write_all(outputs: Sequence[Output], report: Report, choices: Choices, color: str) -> None:
    """Render every output, then write files and standard output.

    Raises UsageError when one cannot be written: at the end, so that the others are.
    """
    screen = screen_look(choices, color)
    plain = _in_a_file(screen)._replace(limit=choices.limits.findings)
    rendered = [
        (item, renderer(item.format)(report, screen if item.file is None and item.format in FOR_EYES else plain))
        for item in outputs
    ]
    writing = [partial(write_file, item.file, content) for item, content in rendered if item.file is not None]
    if any(_goes_with_summary(item) for item in outputs):
        writing.append(partial(append_summary, report, plain))
    unwritten = _refusals(writing)
    for item in [item for item in outputs if item.format in SILENT and plain.limit is not None]:
        findings = to_mend(report) if item.format == "gitlab" else report.listed
        if hidden := left_out(findings, plain.limit):
            complain(f"{item.format}: {LEFT_OUT.fill(choices.lang, {'n': hidden})}")
    for item, content in rendered:
        if item.file is not None:
            continue
        if item.format in TEXT and in_actions():
            content = for_actions(str(content), report, plain)
        unwritten += _refusals([partial(write_stdout, content, as_utf8=item.format not in TEXT)])
    for error in unwritten[1:]:
        complain(error.message(choices.lang))
    if unwritten:
        raise unwritten[0]


def tell_unshown(outputs: Sequence[Output], report: Report, lang: Lang) -> None:
    """Say where everything went and what was found, where nothing of it is shown."""
    from ..reporters.shared.overview import total

    files = [item.file for item in outputs if item.file is not None and Path(item.file).is_file()]
    if len(files) == len(outputs):
        note_refused(report, lang)
        tell_written(files, lang)
        note(total(report, lang))


def _refusals(writing: Iterable[Callable[[], None]]) -> list[UsageError]:
    """Write all that can be written, and give what was refused."""
    refused = []
    for write in writing:
        try:
            write()
        except UsageError as error:
            refused.append(error)
    return refused


def _goes_with_summary(item: Output) -> bool:
    """Whether an output is made for GitHub Actions: annotations wherever they go, and the table in the log."""
    return item.format == "github" or (item.format in TEXT and item.file is None and in_actions())


def renderer(name: str) -> Render:
    """The function that renders a format."""
    render: Render = import_module(f"qianshou_cli.reporters.{name}").render
    return render


def screen_look(choices: Choices, color: str) -> Look:
    """How standard output wants it: its width, whether it takes colour, and a limit for a person's eyes."""
    terminal = sys.stdout.isatty()
    if (coloured := wants_color(color, terminal)) and os.name == "nt":
        _let_the_console_colour()
    return Look(
        lang=choices.lang,
        width=screen_width(),
        color=coloured,
        folder=here().as_posix(),
        root=repository(),
        limit=choices.limits.findings or (ON_SCREEN if terminal and not choices.show_all else None),
    )


def _let_the_console_colour() -> None:
    """Have a console of Windows obey the codes for colour, which an older one prints instead."""
    with suppress(ImportError, AttributeError):  # it comes with typer, in whatever version
        import_module("colorama").just_fix_windows_console()


def _in_a_file(screen: Look) -> Look:
    return screen._replace(width=120, color=False)


def look_of(choices: Choices, color: str, output: str | None) -> Look:
    """How the only output of a command is to look: on standard output, or in a file."""
    screen = screen_look(choices, color)
    return screen if output is None else _in_a_file(screen)


def repository() -> str:
    """The folder that a code host names files from: the repository around the working folder, else that folder."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        if root := os.environ.get(name):
            return Path(root).as_posix()
    start = here()
    return next((folder for folder in (start, *start.parents) if (folder / ".git").exists()), start).as_posix()


def wants_color(when: str, terminal: bool) -> bool:
    """The option over NO_COLOR over FORCE_COLOR over what standard output is. Raises UsageError for another word."""
    parse_choice("--color", when, COLORS)
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"
