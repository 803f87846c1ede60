"""What the ending of an output's name says: its format, and what it cannot be."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from ..texts import Text
from .usage import UsageError, parse_choice

FORMAT_OF: Mapping[str, str] = MappingProxyType(
    {
        ".json": "json",
        ".ndjson": "ndjson",
        ".csv": "csv",
        ".md": "markdown",
        ".xml": "junit",
        ".sarif": "sarif",
        ".xlsx": "xlsx",
    }
)
"""The format that the name of an output means where none is named; any other name: what a person reads."""

FORMATS = ("table", "json", "ndjson", "csv", "markdown", "junit", "sarif", "github", "gitlab", "xlsx")
"""The formats of the findings; the module in `reporters` has the same name and is imported when it is asked for."""

YAML = (".yaml", ".yml")
"""The endings of the files that are read in folders."""

OF_OTHERS = (".doc", ".docx", ".htm", ".html", ".pdf", ".toml", ".xls", *YAML)
"""Endings of files in none of these formats: a reader's program would refuse one, or a program file be lost."""


def require_yaml(output: str) -> None:
    """Raises UsageError for a name under which a folder's files would not be read."""
    if not output.lower().endswith(YAML):
        raise UsageError(Text("-o 请写以 .yaml 结尾的文件名", "-o takes a file name that ends in .yaml"))


def says_format(output: str | None) -> bool:
    """Whether the name of an output means a format."""
    return _ending(output) in FORMAT_OF


def _ending(output: str | None) -> str:
    return Path(output or "").suffix.lower()


def format_of(output: str | None, given: str | None, formats: Sequence[str]) -> str:
    """The format that is given, else the one that the output's name means among a command's, else the first of them.

    Raises UsageError for a format that there is not, and for a name that belongs to another kind of file.
    """
    ending = _ending(output)
    means = FORMAT_OF.get(ending)
    if given is not None:
        chosen = parse_choice("--format", given, formats)
        fits = means != "xlsx" or chosen == "xlsx"
    else:
        chosen = means if means is not None and means in formats else formats[0]
        fits = means in (None, chosen)
    if not fits or ending in OF_OTHERS:
        raise UsageError(
            Text(
                "{file}：{ending} 文件写不出来，这里能写 {formats}；请换一个文件名",
                "{file}: no {ending} file can be written here but {formats}; choose another name",
            ),
            file=output,
            ending=ending,
            formats=list(formats) if given is None else [chosen],
        )
    return chosen
