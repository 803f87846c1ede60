"""New files: a program file to begin with, and the layout of a data repository, from the templates beside this file."""

import json
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple

from .. import __version__
from ..texts import Lang, Text

REPOSITORY: Mapping[str, str] = MappingProxyType(
    {
        "README.md": "README.md",
        "qianshou.toml": "qianshou.toml",
        ".pre-commit-config.yaml": "pre-commit-config.yaml",
        ".github/workflows/validate.yml": "github.yml",
        ".gitlab-ci.yml": "gitlab-ci.yml",
        ".vscode/settings.json": "vscode.json",
    }
)
"""The files of a data repository beside its program file, and the templates that they come from."""

THIS_VERSION = f"qianshou=={__version__}"
"""What `pip install` needs to install the program that wrote the repository."""

STARTER = "data/example.yaml"
"""The program file that a new repository begins with."""


class Answers(NamedTuple):
    """What must be known of a plan before its file can be begun."""

    id: str
    title: str
    sender_province: str
    receiver_province: str
    first: str
    """The first working year, and the last one below, as typed."""
    last: str


def fictional(lang: Lang) -> Answers:
    """The plan of the example: one year, in which everything that can be asked for is met."""
    title = Text("虚构省“牵手计划”实施方案（示例）", "Fictional plan (an example)")
    return Answers("example-plan", title.pick(lang), "上海市", "甘肃省", "2022", "2022")


def program(answers: Answers, lang: Lang) -> str:
    """A program file for a new plan: its head as answered, everything else as examples to be filled in."""
    return _render("program.yaml", lang, answers=answers, example=False)


def repository(lang: Lang, requirement: str = THIS_VERSION) -> dict[str, str]:
    """The files of a new data repository, by their paths; its program file is a whole fictional example.

    `requirement` is what its hooks and pipelines give to `pip install`, from whatever folder they run in.
    """
    made = {path: _render(template, lang, requirement=requirement) for path, template in REPOSITORY.items()}
    return {STARTER: _render("program.yaml", lang, answers=fictional(lang), example=True), **made}


def _render(name: str, lang: Lang, **values: object) -> str:
    from shlex import quote

    from jinja2 import Environment, StrictUndefined

    environment = Environment(  # noqa: S701 - no HTML here; answers go through `quoted`
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters["shell"] = quote
    environment.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    source = files("qianshou_cli.scaffold").joinpath("templates", f"{name}.j2").read_text("utf-8")
    return environment.from_string(source).render(say=lambda zh, en: Text(zh, en).pick(lang), lang=lang.value, **values)
