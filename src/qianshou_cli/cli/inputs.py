"""Which files a command is to check, and how their bytes are read: those of one run are of one moment."""

import fnmatch
import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from ..assess import Input, visit
from ..dataset import Dataset
from ..errors import InputError, Problem
from ..limits import DEFAULT, Limits
from ..spans import Span
from .endings import YAML
from .places import identity, size_of, spare
from .reading import read_file, read_stdin
from .reasons import reason

STDIN = "-"
T = TypeVar("T")


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
        yield from _below(path, problems)
    elif os.path.lexists(path):
        yield path  # a device or pipe, or a link to what is not there, which reading it tells
    elif glob.has_magic(path):
        for match in _matches(path, problems):
            yield from _files("./-" if match == STDIN else match, problems)  # a file of that name
    else:
        _is_closed(path, problems)


def _matches(pattern: str, problems: list[Problem]) -> Iterable[str]:
    """What is there that a pattern matches, sorted; `**` stands for any number of folders."""
    found, steps = {"."}, Path(pattern).parts
    for number, step in enumerate(steps, 1):
        found = {str(match) for at in found for match in _below_step(at, step, problems, last=number == len(steps))}
    return sorted(found)


def _below_step(folder: str, step: str, problems: list[Problem], *, last: bool) -> Iterator[Path]:
    """What one step of a pattern matches in a folder: of `**` the folders, or if it is the last step the files."""
    if step == "**":
        yield from (path for path in _walk(folder, problems) if os.path.isdir(path) is not last)
    elif not glob.has_magic(step):
        path = Path(folder, step)
        if os.path.lexists(path):
            yield path
        else:
            _is_closed(str(path), problems)
    elif os.path.isdir(folder):
        try:
            names = os.listdir(folder)
        except OSError as error:
            problems.append(_unreadable(_name(folder), error))
            return
        hidden = step.startswith(".")
        yield from (Path(folder, name) for name in fnmatch.filter(names, step) if hidden or not name.startswith("."))


def _is_closed(path: str, problems: list[Problem]) -> bool:
    """Whether the system refuses to say if something is there, which is a problem."""
    try:
        os.lstat(path)
    except PermissionError as error:
        problems.append(_unreadable(_name(path), error))
        return True
    except (OSError, ValueError):  # it is not there
        pass
    return False


def _below(folder: str, problems: list[Problem]) -> Iterator[str]:
    """YAML files below a folder."""
    return (str(path) for path in _walk(folder, problems) if path.suffix.lower() in YAML and not os.path.isdir(path))


def _walk(folder: str, problems: list[Problem]) -> Iterator[Path]:
    """A folder and all below it; what is hidden is left out, and a folder that links lead to twice is entered once."""
    waiting, seen = [Path(folder)], set()
    while waiting:
        path = waiting.pop()
        if os.path.isdir(path):
            try:
                found, entries = path.stat(), sorted(path.iterdir(), reverse=True)
            except OSError as error:
                problems.append(_unreadable(_name(str(path)), error))
                continue
            if (one := identity(path, found)) in seen:
                continue
            seen.add(one)
            waiting += (entry for entry in entries if not entry.name.startswith("."))
        elif _is_closed(str(path), problems):
            continue
        yield path


def _name(file: str) -> str:
    return "<stdin>" if file == STDIN else Path(file).as_posix()


def _unreadable(name: str, error: OSError) -> Problem:
    return Problem("QS001", "unreadable", Span(name), {"path": name, "why": reason(error)})


def is_stream(item: Input) -> bool:
    """Whether an input is standard input, a pipe or a device: only one process can read it, and only once."""
    return item.origin == STDIN or not os.path.isfile(item.origin)


class Files:
    """What the paths of a command name, found once; a file that is read again must hold what it held before.

    Raises UsageError when one of the command's outputs would be written over one of them, or over what the run reads
    beside them, such as the configuration.
    """

    def __init__(
        self,
        paths: Sequence[str],
        limits: Limits = DEFAULT,
        outputs: Iterable[str | None] = (),
        beside: Iterable[str | Path | None] = (),
    ) -> None:
        self.limits = limits
        self.inputs, self.missing = expand(paths)
        spare([*(item.origin for item in self.inputs), *beside], outputs)
        self._seen: dict[str, int] = {}
        self._streams: dict[str, bytes] = {}

    def __getstate__(self) -> dict[str, Any]:
        """For another process, which reads each file that it judges once; reading it again is left to this one."""
        return {"limits": self.limits, "_seen": {}, "_streams": {}}

    @property
    def size(self) -> int:
        """Bytes of all inputs, as far as the system can tell without reading them."""
        return sum(size_of(item.origin) for item in self.inputs)

    def visit(self, work: Callable[[Dataset], T]) -> tuple[list[T], list[Problem]]:
        """Do one thing with every programme, as `assess.visit` does: what it made, and what could not be used beside
        what is `missing`.
        """
        return visit(self.inputs, self.read, work, self.limits, lost=bool(self.missing))

    def read(self, item: Input) -> bytes:
        """The bytes of an input, at most one more than the limit.

        Raises InputError when they can't be had, or are not what they were.
        """
        if item.origin in self._streams:  # can be read only once, but may be asked for again
            return self._streams[item.origin]
        raw = read(item, self.limits)
        if is_stream(item):
            self._streams[item.origin] = raw
        if self._seen.setdefault(item.origin, hash(raw)) != hash(raw):
            raise InputError([_changed(item)])
        return raw


def _changed(item: Input) -> Problem:
    return Problem("QS001", "changed", Span(item.name), {"path": item.name})


def read(item: Input, limits: Limits = DEFAULT) -> bytes:
    """The bytes of an input, at most one more than the limit.

    Raises InputError when they can't be had, and when a file is written to while it is read.
    """
    try:
        if item.origin == STDIN:
            return read_stdin(limits.file_size + 1)
        raw, changed = read_file(item.origin, limits.file_size + 1)
    except OSError as error:
        raise InputError([_unreadable(item.name, error)]) from None
    if changed:
        raise InputError([_changed(item)])
    return raw
