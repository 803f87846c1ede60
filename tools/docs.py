"""Writes every generated page and schema: `python tools/docs.py`. A test compares them and asks to run this."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import typer

from qianshou_cli.catalogue.plans import extract
from qianshou_cli.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
EXTRACT = ROOT / "src/qianshou_cli/catalogue/plans.json"
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

LANGUAGES = {"zh": "中文", "en": "English"}


def plans() -> str:
    """The extract of the data files that the package carries."""
    return extract({path.name: path.read_bytes() for path in (ROOT / "data").glob("*.yaml")})


def generate() -> dict[str, str]:
    """Every generated file with its text."""
    commands = ["", *typer.main.get_command(app).commands]  # type: ignore[attr-defined]
    helps = [(lang, *command.split(), "--help") for lang in LANGUAGES for command in commands]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        texts = list(pool.map(lambda page: run(*page), PAGES.values()))
        said = list(pool.map(lambda item: run(*item[1:], lang=item[0]), helps))
    pages = dict(zip(PAGES, texts, strict=True))
    pages["docs/cli.md"] = command_line(dict(zip(helps, said, strict=True)))
    return pages


def command_line(said: dict[tuple[str, ...], str]) -> str:
    """The reference of the command line: what each command's --help says, in both languages."""
    parts = ["# 命令行 / Command line"]
    for lang, name in LANGUAGES.items():
        parts.append(f"## {name}")
        for (spoken, *words), text in said.items():
            if spoken == lang:
                parts += [f"### {' '.join(['qianshou', *words[:-1]])}", f"```text\n{text.rstrip()}\n```"]
    return "\n\n".join(parts) + "\n"


def run(*arguments: str, lang: str | None = None) -> str:
    """What the command prints, whatever the language, width and colour of this terminal."""
    drop = ("QIANSHOU_", "LC_", "FORCE_COLOR", "TERMINAL_WIDTH")
    environ = {key: value for key, value in os.environ.items() if not key.startswith(drop)}
    environ |= {"LANG": "C.UTF-8", "NO_COLOR": "1", "COLUMNS": "100", "PYTHONUTF8": "1"}
    if lang:
        environ["QIANSHOU_LANG"] = lang
    done = subprocess.run(
        [sys.executable, "-m", "qianshou_cli", *arguments], env=environ, cwd=ROOT, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


if __name__ == "__main__":
    EXTRACT.write_bytes(plans().encode())
    for name, text in generate().items():
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_bytes(text.encode())
