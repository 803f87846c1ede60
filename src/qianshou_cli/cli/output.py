"""Writing: files whole or not at all, streams without crashing, control characters never to a terminal."""

from __future__ import annotations

import errno
import io
import os
import re
import shutil
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..texts import Lang, Text, clean
from .interrupts import unbroken
from .reasons import reader_gone, refused, unwritable
from .usage import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from ..findings import Report

WRITTEN = Text("已写入 {file}", "wrote {file}")


def write_file(path: str, content: str | bytes) -> None:
    """Write a file whole or not at all, with the folders that it needs. Raises UsageError when it cannot be written."""
    given, target = Path(path), Path(os.path.realpath(path))  # through a link, not over it
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    try:
        if path.endswith(("/", os.sep)):  # which is lost above
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if given.exists() and not given.is_file():  # a device or pipe takes no renaming, and a pipe has no real path
            given.write_bytes(data)
            return
        with unbroken():
            made = make_folders(target.parent)
            try:
                _replace(target, data)
            except BaseException:
                remove(made)
                raise
    except OSError as error:
        raise unwritable(path, error) from None


def deliver(output: str | None, content: str | bytes, lang: Lang, *, as_utf8: bool) -> None:
    """Write to the file of `-o`, and say so, else to standard output. Raises UsageError as `write_file` does."""
    if output is None:
        write_stdout(content, as_utf8=as_utf8)
    else:
        write_file(output, content)
        tell_written([output], lang)


def tell_written(files: Sequence[str], lang: Lang) -> None:
    """Say which files were written; of pipes and devices there is nothing to say."""
    if regular := [file for file in files if Path(file).is_file()]:
        note(WRITTEN.fill(lang, {"file": regular}))


def _replace(target: Path, data: bytes) -> None:
    import tempfile

    if target.exists() and not os.access(target, os.W_OK):  # the system asks for the right to the folder only
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".qianshou-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _become(Path(name), target)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _become(new: Path, old: Path) -> None:
    """Give a new file the owner, group and rights of the one in its place, each where the system knows and lets us."""
    found = old.stat() if old.exists() else None
    for owner, group in ((-1, found.st_gid), (found.st_uid, -1)) if found and hasattr(os, "chown") else ():
        with suppress(OSError):
            os.chown(new, owner, group)
    with suppress(OSError):
        new.chmod(found.st_mode & 0o777 if found else 0o666 & ~_umask())


def make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it, where they are missing: all or none. Gives those made, the outermost first."""
    made: list[Path] = []
    try:
        for missing in reversed([above for above in (folder, *folder.parents) if not above.exists()]):
            try:
                missing.mkdir()
            except FileExistsError:  # another process was quicker: it is not ours to remove
                continue
            made.append(missing)
    except BaseException:
        remove(made)
        raise
    return made


def remove(made: Sequence[Path]) -> None:
    """Remove files and folders, as far as they can be, in the order opposite to that in which they were made."""
    for path in reversed(made):
        with suppress(OSError):  # what went wrong before is what is to be told
            path.rmdir() if path.is_dir() else path.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_stdout(content: str | bytes, *, as_utf8: bool) -> None:
    """Write to standard output: data formats always in UTF-8, text in the stream's encoding as far as it can say it.

    Raises UsageError when the system refuses it, the OSError itself when the reader has gone.
    """
    try:
        if isinstance(content, bytes) or as_utf8:
            data = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        else:
            sys.stdout.write(content)
        sys.stdout.flush()
    except OSError as error:
        if reader_gone(error):
            raise
        raise refused(error) from None


@contextmanager
def ending_with(code: int) -> Iterator[None]:
    """See to it that a run in which a rule broke says so by its exit code even where an output cannot be written."""
    try:
        yield
    except UsageError as error:
        if code == 4:
            error.exit_code = code
        raise


def open_streams() -> None:
    """Make sure that there are streams, and that no character is too much for them.

    One that the caller has closed is one that the system refuses to read or write, as it would be without Python.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY))
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115  nobody listens
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    sys.stdout, sys.stderr = _whole(sys.stdout), _whole(sys.stderr, buffering=1)
    written, read = "backslashreplace", "surrogateescape"  # a terminal gives half characters: Backspace may take a byte
    for stream, errors in ((sys.stdout, written), (sys.stderr, written), (sys.stdin, read)):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)
    for size in ("COLUMNS", "LINES"):  # libraries read them, too, and take more for numbers than Python does
        if not re.fullmatch("[0-9]{1,9}", os.environ.get(size, "")):
            os.environ.pop(size, None)


def _whole(stream: TextIO, buffering: int = -1) -> TextIO:
    """The stream, so that all that is written to it arrives or is refused.

    One that the caller set not to wait for its reader is to wait. One without a buffer (PYTHONUNBUFFERED, `python -u`)
    writes what the system takes at once and says nothing of the rest.
    """
    if hasattr(os, "set_blocking"):
        with suppress(OSError):  # it has no descriptor, or one that cannot be set
            os.set_blocking(stream.fileno(), True)
    if isinstance(stream, io.TextIOWrapper) and isinstance(stream.buffer, io.RawIOBase):
        return os.fdopen(stream.fileno(), "w", buffering, encoding=stream.encoding, closefd=False)
    return stream


def screen_width() -> int:
    """The columns of standard output: what COLUMNS says, else the terminal's, else 100; from 40 to 200."""
    columns = int(os.environ.get("COLUMNS", 0))
    width = columns or (shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100)
    return max(40, min(width, 200))


def note(message: str) -> None:
    """Say something beside the findings, on standard error: one line, whatever names and values it holds."""
    to_stderr(clean(message))


def complain(message: str) -> None:
    """Say what went wrong, under the program's name: other programs may write to the same place."""
    note(f"qianshou: {message}")


def to_stderr(lines: str) -> None:
    """Write lines to standard error, which changes nothing else where it takes none: exit code and outputs stand."""
    with suppress(OSError):
        print(lines, file=sys.stderr)  # noqa: T201


def note_refused(report: Report, lang: Lang) -> None:
    """Say which inputs could not be judged and which rules broke, for commands that do not list a report's results."""
    from ..findings import is_input

    for result in report.results:
        if result.fault or is_input(result):
            note(f"{result.locations[0]}: {result.rule} {result.message(lang)}")
