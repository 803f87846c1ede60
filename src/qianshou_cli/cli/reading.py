"""Reading up to a limit what may also be a pipe or a device: one without an end, or with nobody at the other end."""

import os
import stat
import sys
from io import FileIO

CHUNK = 1 << 24
"""Bytes asked for at a time: Python makes room for all of them at once, however small the file."""


def read_file(path: str, most: int) -> tuple[bytes, bool]:
    """The first bytes of a file, so many at most; also whether it was written to meanwhile.

    They may then be half of one content and half of another. A pipe into which nobody writes is empty rather than
    waited for. Raises OSError when the file can't be read.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        before, raw, after = os.fstat(descriptor), _up_to(most, file), os.fstat(descriptor)
    return raw, stat.S_ISREG(before.st_mode) and _version(before) != _version(after)


def _version(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


def read_stdin(most: int) -> bytes:
    """The first bytes of standard input, so many at most. Raises OSError when it can't be read."""
    with os.fdopen(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as file:
        return _up_to(most, file)


def _up_to(most: int, file: FileIO) -> bytes:
    if hasattr(os, "O_NONBLOCK"):  # only the opening was not to wait
        os.set_blocking(file.fileno(), True)
    parts = []
    while most and (part := file.read(min(most, CHUNK))):  # one call of the system each: a signal is heard in between
        parts.append(part)
        most -= len(part)
    return b"".join(parts)
