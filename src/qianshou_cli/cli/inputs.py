"""Which files a command is to check, and how their bytes are read."""

import errno
import glob
import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ..assess import Input
from ..errors import InputError, Problem
from ..spans import Span
from ..yaml_reader import MAX_BYTES

SUFFIXES = (".yaml", ".yml")
STDIN = "-"


def expand(paths: Sequence[str]) -> tuple[list[Input], list[Problem]]:
    """The files that the paths name, each once, in the order given (folders: sorted), and what could not be found."""
    found: dict[str, Input] = {}
    problems: list[Problem] = []
    for path in paths:
        unreadable: list[Problem] = []
        files = list(_files(path, unreadable))
        if not files and not unreadable:
            text = "no-files" if os.path.isdir(path) else "no-match" if glob.has_magic(path) else "not-found"
            problems.append(Problem("QS001", text, Span(path), {"path": path}))
        problems += unreadable
        for file in files:
            found.setdefault(STDIN if file == STDIN else os.path.realpath(file), Input(_name(file), file))
    return list(found.values()), problems


def _files(path: str, problems: list[Problem]) -> Iterator[str]:
    if path == STDIN or os.path.isfile(path):
        yield path
    elif os.path.isdir(path):
        yield from _below(path, set(), problems)
    elif os.path.exists(path):
        yield path  # a device or pipe
    elif glob.has_magic(path):
        for match in sorted(glob.glob(path, recursive=True)):
            yield from _files(match, problems)


def _below(folder: str, seen: set[str], problems: list[Problem]) -> Iterator[str]:
    """YAML files below a folder; hidden ones are left out, and a folder that links lead to twice is entered once."""
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    try:
        entries = sorted(Path(folder).iterdir())
    except OSError as error:
        problems.append(_unreadable(_name(folder), error))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if os.path.isdir(entry):
            yield from _below(str(entry), seen, problems)
        elif entry.suffix.lower() in SUFFIXES:
            yield str(entry)


def _name(file: str) -> str:
    return "<stdin>" if file == STDIN else Path(file).as_posix()


def _unreadable(name: str, error: OSError) -> Problem:
    return Problem("QS001", "unreadable", Span(name), {"path": name, "why": error.strerror or type(error).__name__})


def is_stream(item: Input) -> bool:
    """Whether an input is standard input, a pipe or a device: only one process can read it, and only once."""
    return item.origin == STDIN or not os.path.isfile(item.origin)


def read(item: Input) -> bytes:
    """The bytes of an input, at most one more than is accepted. Raises InputError when they can't be had."""
    try:
        return _stream(item.origin) if is_stream(item) else _read(item.origin)
    except OSError as error:
        raise InputError([_unreadable(item.name, error)]) from None


@cache
def _stream(origin: str) -> bytes:
    """A stream can be read only once, but may be asked for again."""
    if origin != STDIN:
        return _read(origin)
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _read(path: str) -> bytes:
    """Read a file; a pipe into which nobody writes is empty rather than waited for, and /dev/zero has an end."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as file:
        if hasattr(os, "set_blocking"):
            os.set_blocking(descriptor, True)
        return file.read(MAX_BYTES + 1)
