"""Arguments and options that several commands have, each said once."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer

from ..limits import ALL, READING
from ..limits import Limit as Bound
from . import completion
from .places import file_of
from .words import words

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATHS",
        help=words(
            "文件、文件夹（其中的 .yaml 和 .yml，隐藏的除外）、通配符，或 - 表示标准输入。",
            "Files, folders (their .yaml and .yml, but nothing hidden), globs, or - for standard input.",
        ),
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=words("按这一天判断；默认今天（北京时间）。", "Judge as of this date; default: today in China."),
    ),
]


def output_option(about: str) -> Any:
    """The option `-o FILE`, where `-` is standard output."""
    return typer.Option("--output", "-o", metavar="FILE", callback=file_of, help=about)


def file_option(metavar: str, about: str) -> Any:
    """The option `-o` of a command that writes a file and never to standard output."""
    return typer.Option("--output", "-o", metavar=metavar, help=about)


Book = Annotated[str, file_option("BOOK.xlsx", words("写入的工作簿。", "The workbook to write."))]


def format_option(formats: Sequence[str], by_name: bool = False) -> Any:
    """The option `--format FORMAT` of a command that prints in one of these formats.

    With `by_name` the name of the output chooses where the option does not, and the first of them is the default.
    """
    zh, en = "、".join(formats), ", ".join(formats)
    if "markdown" in formats:
        zh, en = f"{zh}；markdown 不写 --lang 时两种语言", f"{en}; markdown in both languages unless --lang is given"
    if by_name:
        zh, en = f"{zh}；默认按 -o 的后缀，否则 {formats[0]}", f"{en}; default: by the ending of -o, else {formats[0]}"
    about = words(f"输出格式：{zh}。", f"Output format: {en}.")
    return typer.Option("--format", autocompletion=completion.choices(*formats), metavar="FORMAT", help=about)


def year_option(about: str) -> Any:
    """The option `--year YEAR`."""
    return typer.Option("--year", autocompletion=completion.years, metavar="YEAR", help=about)


Output = Annotated[
    str | None,
    output_option(words("把结果写入文件；- 为标准输出。", "Write the result to a file; - for standard output.")),
]
Yes = Annotated[
    bool,
    typer.Option("--yes", "-y", help=words("替换已有的文件。", "Replace a file that exists.")),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--lang",
        autocompletion=completion.choices("zh", "en"),
        metavar="LANG",
        help=words("语言：zh 或 en。", "Language: zh or en."),
    ),
]
Color = Annotated[
    str | None,
    typer.Option(
        "--color",
        autocompletion=completion.choices("auto", "always", "never"),
        metavar="WHEN",
        help=words("颜色：auto、always、never。", "Colour: auto, always, never."),
    ),
]
ConfigFile = Annotated[
    str | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help=words(
            "配置文件；默认向上寻找 qianshou.toml。",
            "Configuration file; default: the nearest qianshou.toml upward.",
        ),
    ),
]
LIMITS = [limit.name for limit in ALL]


def limit_option(limits: Iterable[Bound], about: str) -> Any:
    """The option `--limit NAME=N` for these limits."""
    offered = completion.choices(*(f"{limit.name}=" for limit in limits))
    return typer.Option("--limit", autocompletion=offered, metavar="NAME=N", help=about)


def reading_limit(limits: Iterable[Bound] = READING) -> Any:
    """The option `--limit NAME=N` for limits of what is read, with their defaults."""
    numbers = [f"{limit.name}={limit.default}" for limit in limits]
    about = words(
        f"改变一个上限，可重复；默认 {'、'.join(numbers)}。",
        f"Change a limit, repeatable; default: {', '.join(numbers)}.",
    )
    return limit_option(limits, about)


Limit = Annotated[list[str] | None, reading_limit()]
