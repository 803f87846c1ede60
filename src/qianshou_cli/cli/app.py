"""All commands, and the one place where an outcome becomes an exit code."""

import io
import re
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from keyword import iskeyword
from traceback import format_exc
from typing import Any

import typer
from typer.main import get_command

from .. import __version__
from ..texts import Lang, Text
from . import interrupts
from .language import current_language
from .output import complain, note, open_streams, to_stderr, write_stdout
from .reasons import reader_gone, refused
from .usage import UsageError
from .words import Command, Group, words

TyperUsage: type[Exception] = typer.BadParameter.__bases__[0]
"""What typer raises for a wrong command line; it does not export the class."""

COMMANDS = (
    "validate",
    "progress",
    "report",
    "form",
    "template",
    "import",
    "export",
    "why",
    "rules",
    "explain",
    "waivers",
    "baseline",
    "diff",
    "schema",
    "init",
)
"""Every command, in the order of the help: the ones used daily first."""


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qianshou {__version__}")
        raise typer.Exit


def _top(
    version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help=words("显示版本。", "Show the version.")
    ),
) -> None: ...


SET_UP = ("--install-completion", "--show-completion")
"""Typer's own options: they set up completion in the shell that they are called from."""


class Commands(Group):
    """All commands. Each is made when it is asked for, because making them all takes longer than most runs."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, name: str) -> Any:
        """The command of that name."""
        if name in COMMANDS and name not in self.commands:
            self.commands[name] = _made(name)
        return self.commands.get(name)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words. Raises UsageError where completion cannot be set up as it is asked for."""
        if ctx.resilient_parsing or not args or args[0] not in SET_UP:
            return list(super().parse_args(ctx, args))
        option, *rest = args
        if rest:
            raise UsageError(
                Text(
                    "{option} 后面不能再写 {rest}：补全装给当前的 shell，请在要用的 shell 里运行",
                    "{option} takes no {rest}: it is for the shell that it is called from; run it in the one you use",
                ),
                option=option,
                rest=rest,
            )
        said = io.StringIO()
        try:
            with redirect_stdout(said), redirect_stderr(io.StringIO()):
                super().parse_args(ctx, args)
        except typer.Exit:
            raise UsageError(
                Text(
                    "认不出当前的 shell；请在 bash、zsh、fish 或 PowerShell 里运行 {option}",
                    "the current shell is not known; run {option} in bash, zsh, fish or PowerShell",
                ),
                option=option,
            ) from None
        except SystemExit:  # done
            pass
        _tell_set_up(said.getvalue())
        raise typer.Exit

    def purpose(self, name: str) -> str:
        """What a command is for, for which it need not be made."""
        return str(_module(name).HELP)


def _tell_set_up(said: str) -> None:
    """Say where completion was installed, as typer does in English; a script to be shown goes to standard output."""
    if found := re.match(r"(?P<shell>\S+) completion installed in (?P<file>.+)", said):
        installed = Text(
            "已为 {shell} 安装补全：{file}；新开终端后生效", "installed for {shell}: {file}; open a new terminal"
        )
        note(installed.fill(current_language(), found.groupdict()))
    else:
        write_stdout(said, as_utf8=False)


def _behind(name: str) -> str:
    """The module of a command, and the function in it: its name, which Python must not take for a word of its own."""
    return f"{name}_" if iskeyword(name) else name


def _module(name: str) -> Any:
    """The module of a command. The help loads all of them: what is heavy is imported within their functions."""
    return import_module(f".{_behind(name)}", __package__)


def _made(name: str) -> Any:
    """The command of a module: its group of commands, or its function of the module's name."""
    module = _module(name)
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(rich_markup_mode=None, add_completion=False)
        app.command(name, cls=Command, help=module.HELP)(getattr(module, _behind(name)))
    made = get_command(app)
    made.name, made.help = name, module.HELP
    return made


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=words(
        "检查“牵手计划”结对是否符合各省方案：是否达标、能否证明、年底前还差什么。",
        "Check pairing programmes (牵手计划) against their plans: what is met, what is proved, what is still owed.",
    ),
)
app.callback()(_top)


UNEXPECTED = Text(
    "程序内部出错（{error}）。用 --debug 重新运行可看到详情；请把输出报告给维护者。",
    "internal fault ({error}). Run again with --debug for details, and report what it prints to the maintainers.",
)
BEFORE_COMMAND = Text(
    "选项写在命令之后：qianshou 命令 {option}；用 --help 查看命令",
    "options go after the command: qianshou COMMAND {option}; see --help",
)
INTERRUPTED = Text("已中断。", "interrupted.")
INTERRUPT = 130
CUT_OFF = 141
"""The exit code when the reader of standard output has gone, as a shell reports it."""


def run(argv: Sequence[str]) -> int:
    """Run a command line and see to it that all that was printed has arrived.

    The exit code is 0, 1, 2, 3 or 4 as documented, 130 when a question gets no answer, 141 when the reader has gone. A
    full disk or a closed standard output is 2: the result is not whole.
    """
    try:
        open_streams()
        code = _run(argv)
        if code not in (2, 4):  # else it is said already what was refused
            sys.stdout.flush()
        return code
    except OSError as error:
        if reader_gone(error):
            return CUT_OFF
        complain(refused(error).message(current_language()))
        return 2


def _run(argv: Sequence[str]) -> int:
    end = argv.index("--") if "--" in argv else len(argv)
    debug = "--debug" in argv[:end]
    arguments = [*(argument for argument in argv[:end] if argument != "--debug"), *argv[end:]]
    lang = current_language()
    interrupts.say(f"qianshou: {INTERRUPTED.pick(lang)}")
    try:
        code = app(arguments, standalone_mode=False, prog_name="qianshou")
        return code if isinstance(code, int) else 0
    except typer.Exit as done:
        return done.exit_code
    except SystemExit as ended:  # typer's own end: 1 when the reader of standard output has gone, 0 after a completion
        return CUT_OFF if ended.code else 0
    except UsageError as error:
        complain(error.message(lang))
        return error.exit_code
    except TyperUsage as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            to_stderr(str(error))  # the help, which is no complaint
        else:
            complain(_wording(error, lang))
        return 2
    except typer.Abort:  # no answer to a question
        complain(INTERRUPTED.pick(lang))
        return INTERRUPT
    except Exception as error:
        if debug:
            to_stderr(format_exc())
        if isinstance(error, OSError):  # the system refused something, which is no fault of the program
            raise
        complain(UNEXPECTED.fill(lang, {"error": type(error).__name__}))
        return 4


def _wording(error: Any, lang: Lang) -> str:
    """What typer found wrong with the command line; its own words are English."""
    said = error.format_message()
    name = type(error).__name__
    option = getattr(error, "option_name", None)
    if option == "--version":
        return Text("请写成 qianshou --version", "write qianshou --version").pick(lang)
    if name == "NoSuchOption" and error.ctx is not None and error.ctx.parent is None:
        return BEFORE_COMMAND.fill(lang, {"option": option})
    if lang is Lang.EN:
        return str(said)
    if name == "NoSuchOption":
        near = "、".join(error.possibilities or ())
        return f"没有选项 {option}" + (f"；是不是 {near}？" if near else "；用 --help 查看")
    parameter = getattr(error, "param", None)
    if name == "MissingParameter" and parameter is not None:
        name = " ".join(
            [*filter(lambda word: word.startswith("-"), parameter.opts[:1]), parameter.metavar or parameter.name]
        )
        return f"缺少 {name}；用 --help 查看"
    if name == "BadOptionUsage":
        takes = "后面不写值" if "does not take a value" in said else "后面要写值"
        return f"选项 {option} {takes}；用 --help 查看"
    return f"命令行写法不对，用 --help 查看：{said}"
