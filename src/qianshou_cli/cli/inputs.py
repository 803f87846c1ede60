"""Which files a command is to check, and how their bytes are read."""

import glob
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ..assess import Input
from ..errors import InputError, Problem
from ..spans import Span

SUFFIXES = (".yaml", ".yml")
STDIN = "-"


def expand(paths: Sequence[str]) -> tuple[list[Input], list[Problem]]:
    """The files that the paths name, each once, in the order given (folders: sorted), and what could not be found."""
    found: dict[str, Input] = {}
    problems: list[Problem] = []
    for path in paths:
        files = list(_files(path))
        if not files:
            text = "no-files" if Path(path).is_dir() else "no-match" if glob.has_magic(path) else "not-found"
            problems.append(Problem("QS001", text, Span(path), {"path": path}))
        for file in files:
            found.setdefault(STDIN if file == STDIN else str(Path(file).resolve()), Input(_name(file), file))
    return list(found.values()), problems


def _files(path: str) -> Iterator[str]:
    if path == STDIN or Path(path).is_file():
        yield path
    elif Path(path).is_dir():
        yield from (str(file) for file in sorted(_below(Path(path), set())))
    elif glob.has_magic(path):
        for match in sorted(glob.glob(path, recursive=True)):
            if Path(match).is_file() or Path(match).is_dir():
                yield from _files(match)
    elif Path(path).exists():
        yield path  # a device or pipe


def _below(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """YAML files below a folder; hidden ones are left out, and a folder that links lead to twice is entered once."""
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _below(entry, seen)
        elif entry.suffix.lower() in SUFFIXES:
            yield entry


def _name(file: str) -> str:
    return "<stdin>" if file == STDIN else Path(file).as_posix()


def read(item: Input) -> bytes:
    """The bytes of an input. Raises InputError when they can't be had."""
    try:
        return _stdin() if item.origin == STDIN else Path(item.origin).read_bytes()
    except OSError as error:
        values = {"path": item.name, "why": error.strerror or type(error).__name__}
        raise InputError([Problem("QS001", "unreadable", Span(item.name), values)]) from None


@cache
def _stdin() -> bytes:
    """Standard input can be read only once, but may be asked for again."""
    return sys.stdin.buffer.read()
