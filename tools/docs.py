"""Writes every generated page and schema: `python tools/docs.py`, or `python tools/docs.py FOLDER` to write elsewhere.

Each file is the output of a command, taken in this one process so that it is quick. A test compares the committed files
and asks to run this.
"""

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from qianshou_cli.catalogue.plans import extract
from qianshou_cli.cli.app import app, run
from qianshou_cli.cli.config import KEYS
from qianshou_cli.limits import ALL

ROOT = Path(__file__).resolve().parent.parent
EXTRACT = "src/qianshou_cli/catalogue/plans.json"
PAGES = {
    "docs/rules.md": ("rules", "--format", "markdown"),
    "docs/clauses.md": ("rules", "--clauses", "--format", "markdown"),
    "docs/format.md": ("schema", "program", "--format", "markdown"),
    "docs/result.md": ("schema", "result", "--format", "markdown"),
    "schema/program.schema.json": ("schema", "program"),
    "schema/records.schema.json": ("schema", "records"),
    "schema/result.schema.json": ("schema", "result"),
}
"""The generated files, and the command whose output each is."""

LANGUAGES = {"en": "English", "zh": "中文"}

ALSO = {
    "year": "progress, baseline",
    "as-of": "progress, report, why, waivers, baseline",
    "select": "report, baseline",
    "ignore": "report, baseline",
    "severity": "report, why",
    "limit": "所有读文件的命令 / every command that reads files",
    "lang": "所有命令 / every command",
    "color": "progress, waivers",
}
"""The keys of the configuration that have an effect on other commands than `validate`, and on which."""


def main(folder: Path) -> None:
    """Write everything. What the package itself carries comes first, because the pages are made from it."""
    _write(folder / EXTRACT, extract({path.name: path.read_bytes() for path in (ROOT / "data").glob("*.yaml")}))
    for name, command in PAGES.items():
        _write(folder / name, _output(*command))
    _write(folder / "docs/cli.md", _command_line())


def _command_line() -> str:
    """The reference of the command line: what each command's --help says, in both languages."""
    commands = list(_commands(typer.main.get_command(app)))
    parts: dict[str, list[str]] = {}
    for lang, name in LANGUAGES.items():
        os.environ["QIANSHOU_LANG"] = lang
        parts[lang] = [f"## {name}"]
        for command in commands:
            text = _output(*command, "--help").rstrip()
            parts[lang] += [f"### {' '.join(('qianshou', *command))}", f"```text\n{text}\n```"]
    return "\n\n".join(["# 命令行 / Command line", *parts["zh"], *parts["en"], *_rest()]) + "\n"


def _rest() -> Iterator[str]:
    """What no help page says: `--debug`, and what `--limit` takes, from the definition that the program itself uses."""
    yield (
        "`--debug` 可用于任何命令：程序内部出错（退出码 4）时打印详情。\n"
        "/ `--debug` goes with any command: it prints the details of an internal fault (exit code 4)."
    )
    yield "## 配置 / Configuration"
    yield (
        "`qianshou.toml`，或 `pyproject.toml` 的 `[tool.qianshou]` 表，从当前文件夹向上寻找；"
        "键与 validate 的长选项同名，命令行优先：写了 `--select` 而没有写 `--ignore` 时，也不用配置的 `ignore`。"
        "`format` 里的文件从当前文件夹算起，`baseline` 从写有它的配置文件所在的文件夹算起。其他命令只用表中注明的键。"
        "不读数据的 rules、explain、schema、init 除语言外不看配置，配置有误也照常运行。\n"
        "/ `qianshou.toml`, or the table `[tool.qianshou]` of `pyproject.toml`, found upward from the current folder. "
        "The keys have the names of the long options of validate, and the command line wins: where `--select` "
        "is given and `--ignore` is not, a configured `ignore` is not used either. A file in `format` starts at the "
        "current folder, `baseline` at the folder of the configuration that names it. Other commands use only the keys "
        "of which the table says so. rules, explain, schema and init, which read no data, take nothing but "
        "the language from it and run though it is wrong."
    )
    rows = [f"| `{key}` | `{key} = {kind.example}` | {ALSO.get(key, '-')} |" for key, kind in KEYS.items()]
    yield "\n".join(["| 键 / key | 写法 / how to write it | 也用于 / also used by |", "|---|---|---|", *rows])
    yield "## 上限 / Limits"
    yield (
        "`--limit 名称=N`，可重复；也可写在配置文件的 `[limit]` 表中，命令行优先。`findings` 只用于 validate。\n"
        "/ `--limit NAME=N`, repeatable; or in the table `[limit]` of the configuration file, over which the command "
        "line wins. `findings` is for validate alone."
    )
    rows = [
        f"| `{limit.name}` | {limit.default or '-'} | {limit.most} | {limit.about.zh} / {limit.about.en} |"
        for limit in ALL
    ]
    yield "\n".join(["| 名称 / name | 默认 / default | 最高 / highest | 数什么 / counts |", "|---|---|---|---|", *rows])


def _commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words that lead to each command, groups before what is in them."""
    yield path
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from _commands(command.get_command(None, name), (*path, name))


def _output(*arguments: str) -> str:
    """What the command prints. Raises RuntimeError when it does not end well."""
    stdout, sys.stdout = sys.stdout, io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    try:
        code = run(arguments)
        sys.stdout.flush()
        text: str = sys.stdout.buffer.getvalue().decode("utf-8")
    finally:
        sys.stdout = stdout
    if code:
        raise RuntimeError(f"qianshou {' '.join(arguments)}: exit code {code}")
    return text


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


if __name__ == "__main__":
    for name in [key for key in os.environ if key.startswith(("QIANSHOU_", "LC_", "FORCE_COLOR", "TERMINAL_WIDTH"))]:
        del os.environ[name]
    os.environ |= {"LANG": "C.UTF-8", "NO_COLOR": "1", "COLUMNS": "100"}  # whatever this terminal is
    target = Path(sys.argv.pop(1)) if len(sys.argv) > 1 else ROOT
    os.chdir(ROOT)
    main(target)
