"""Where outputs go: to standard output or to files, each to one of its own, and never over what the run reads."""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from ..errors import InputError
from ..limits import DEFAULT
from ..texts import Text
from .reading import read_file
from .reasons import reason
from .usage import UsageError

STDOUT = ("-", "/dev/stdout")
"""What stands for standard output where a file could be named; `-` is standard input among the inputs."""

FILLED_IN = Text(
    "{file} 是填报用的工作簿，可能已经填过，没有替换；请换一个文件名",
    "{file} is a workbook to fill in, perhaps filled in, and was not replaced; choose another name",
)
PERHAPS_FILLED_IN = Text(
    "{file} 打不开，看不出是不是填过的工作簿，没有替换；请换一个文件名",
    "{file} cannot be looked into, may be a workbook that was filled in, and was not replaced; choose another name",
)


def file_of(output: str | None) -> str | None:
    """The file that an output goes to; None for standard output. Raises UsageError for a file without a name."""
    if output == "":
        raise UsageError(Text("-o 没有写文件名；请写成 -o 文件", "-o names no file; write -o FILE"))
    return None if output in STDOUT else output


def here() -> Path:
    """The folder that the run works in. Raises UsageError when it has gone."""
    try:
        return Path.cwd()
    except OSError as error:
        raise UsageError(
            Text("读不了当前文件夹：{why}；请换到另一个文件夹", "cannot read the current folder: {why}; go to another"),
            why=reason(error),
        ) from None


def place(file: str) -> object:
    """What tells one file from another, however it is written and whatever links lead to it."""
    return _regular(file) or os.path.realpath(file)


def spare(inputs: Iterable[str | Path | None], outputs: Iterable[str | None]) -> None:
    """Raises UsageError when an output would be written over one of the files that the run reads."""
    read = {found for file in inputs if file is not None and (found := _regular(str(file)))}
    for output in outputs:
        if output is not None and _regular(output) in read:
            raise UsageError(
                Text(
                    "{path} 是这次要读的文件，不能写入；没有写任何文件，请换一个输出文件名",
                    "{path} is read by this run and not written over; nothing was written: name another output",
                ),
                path=output,
            )


def keep(output: str, replace: bool) -> None:
    """Raises UsageError when there is such a file, unless it may be replaced: people fill these in by hand."""
    if Path(output).exists() and not replace:
        raise UsageError(
            Text(
                "已有 {file}，没有替换；请换一个文件名，或加 --yes 替换",
                "{file} exists and was not replaced; choose another name, or add --yes to replace it",
            ),
            file=output,
        )


def spare_workbook(output: str | None) -> None:
    """Raises UsageError when an output would be written over a workbook that people fill in."""
    if output is None or Path(output).suffix.lower() != ".xlsx" or not Path(output).is_file():
        return
    from ..excel import is_to_fill_in

    try:
        raw, _ = read_file(output, DEFAULT.file_size + 1)
        known = len(raw) <= DEFAULT.file_size
        if known and not is_to_fill_in(raw):
            return
    except (OSError, InputError):
        known = False
    raise UsageError(FILLED_IN if known else PERHAPS_FILLED_IN, file=output)


def size_of(file: str) -> int:
    """The bytes of a file; none where there is none, or it has gone meanwhile: who reads or writes it will say so."""
    try:
        return Path(file).stat().st_size
    except OSError:
        return 0


def identity(file: str | Path, found: os.stat_result) -> object:
    """What tells a file or folder from all others: its number, or where a system gives none, its real path."""
    return (found.st_dev, found.st_ino) if found.st_ino else os.path.realpath(file)


def _regular(file: str) -> object | None:
    """The identity of a file, or of the one that standard input (`-`) comes from; None for devices, pipes and none."""
    try:
        found = os.fstat(0) if file == "-" else Path(file).stat()
    except OSError:
        return None
    return identity(file, found) if stat.S_ISREG(found.st_mode) else None
