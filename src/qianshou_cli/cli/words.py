"""The help of the command line in both languages."""

import re
import shutil
from typing import Any

from typer.core import TyperCommand, TyperGroup

from ..nearest import nearest
from ..texts import Lang, Text
from .language import current_language
from .usage import UsageError

WIDEST = 100
"""Columns of a help page at most, however wide the terminal is."""
_known: dict[str, Text] = {}


def words(zh: str, en: str) -> str:
    """Help in both languages, as one string that the command classes below put into the reader's language."""
    _known[en] = Text(zh, en)
    return en


_FIXED = (
    ("Usage: ", "用法："),
    ("[OPTIONS]", "[选项]"),
    (" COMMAND [ARGS]...", " 命令 [参数]..."),
    ("\nArguments:", "\n参数："),
    ("\nOptions:", "\n选项："),
    ("\nCommands:", "\n命令："),
    ("[required]", "[必填]"),
    ("[default: ", "[默认："),
    ("Show this message and exit.", "显示这份说明。"),
    ("Install completion for the current shell.", "为当前 shell 安装补全。"),
    ("Show completion for the current shell, to copy it or customize the installation.", "显示当前 shell 的补全脚本。"),
)


def _localize(command: Any, lang: Lang) -> None:
    for holder in (command, *command.params):
        if text := _known.get(holder.help or ""):
            holder.help = text.pick(lang)


def _short(purpose: str) -> str:
    """What a command is for, in the reader's language and up to the first stop: its line in a list of commands."""
    return re.split(r"[。；]|[.;](?:\s|\Z)", _known[purpose].pick(current_language()))[0]


_UNWRAPPED = 10_000
_HEAD = re.compile(r"\s*(?:\S+(?: \S+)*?  +)?")
"""What stands before the text of a line: its indent, or an option and the gap after it."""


def _fitted(row: str, width: int) -> list[str]:
    """A line of a help page as lines of that width, wrapped below its own text."""
    from ..reporters.shared.lines import width_of, wrapped

    if width_of(row) <= width:
        return [row]
    head = _HEAD.match(row)[0]  # type: ignore[index]
    first, *rest = wrapped(row[len(head) :], " " * width_of(head), width)
    return [head + first.lstrip(), *rest]


class _Bilingual:
    """A help page in the reader's language, without Python's names of types and typer's braces, which people type."""

    def get_help(self, ctx: Any) -> str:
        """The help page, wrapped here: typer takes a Chinese character for one column wide."""
        lang = current_language()
        _localize(self, lang)
        ctx.terminal_width = _UNWRAPPED
        text: str = re.sub(r" <[a-z]+(\[[a-z]+\])?>", "", super().get_help(ctx))  # type: ignore[misc]
        usage, rest = text.split("\n", 1)
        text = "\n".join([re.sub(r"\{(\S+?)\}", r"\1", usage), rest])
        if lang is Lang.ZH:
            for en, zh in _FIXED:
                text = text.replace(en, zh)
        width = min(max(shutil.get_terminal_size().columns, 50), WIDEST) - 2
        return "\n".join([line for row in text.splitlines() for line in _fitted(row, width)])


class Command(_Bilingual, TyperCommand):
    """A command that explains itself in the reader's language."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words. Raises UsageError for one too many, and for an option given twice that takes one value."""
        if ctx.resilient_parsing:  # a line that is still being typed
            return list(super().parse_args(ctx, args))
        typed = self.make_parser(ctx).parse_args(list(args))[2]
        for parameter in typed:
            once = parameter.param_type_name == "option" and not (
                parameter.multiple or getattr(parameter, "is_flag", False)
            )
            if once and typed.count(parameter) > 1:
                raise UsageError(
                    Text("{option} 在 {command} 中只能写一次", "{command} takes {option} once"),
                    option=parameter.opts[0],
                    command=self.name,
                )
        ctx.allow_extra_args = True
        rest: list[str] = super().parse_args(ctx, args)
        if rest:
            raise UsageError(Text("多写了 {rest}；用 --help 查看", "unexpected: {rest}; see --help"), rest=rest)
        return rest


class Group(_Bilingual, TyperGroup):
    """The commands, explained in the reader's language; an unknown one is answered with the nearest."""

    def purpose(self, name: str) -> str:
        """What a command is for, as `words` gave it."""
        return str(self.commands[name].help)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The list in the help, a line for each command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _short(self.purpose(name))) for name in self.list_commands(ctx)])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named first. Raises UsageError for an unknown one."""
        known = self.list_commands(ctx)
        if args and not args[0].startswith("-") and args[0] not in known:
            near = nearest(args[0], known)
            if near:
                raise UsageError(
                    Text("没有命令 {given}；是不是 {near}？", "no command {given}; did you mean {near}?"),
                    given=args[0],
                    near=near[0],
                )
            raise UsageError(Text("没有命令 {given}；用 --help 查看", "no command {given}; see --help"), given=args[0])
        return super().resolve_command(ctx, args)
