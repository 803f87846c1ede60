"""An interrupt from the keyboard, or a request to end: the process ends at once and leaves nothing half done.

Python's own answer is an exception that lands anywhere, and a library may take it for a fault of its own and go on: the
run would then end with a verdict on half of the data. The answer here raises nothing.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

ANSWERED = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class _Run:
    """The run of this process."""

    process = 0
    last_words: tuple[int, bytes] | None = None
    writing = 0
    asked = 0


def answer() -> None:
    """Answer from now on, where nobody has said before (as `nohup` does) that the run is to go on."""
    _Run.process = os.getpid()
    for number in ANSWERED:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _answer)


def say(words: str) -> None:
    """What to tell the reader of standard error: settled before it is needed, when little may be called."""
    stderr = sys.stderr
    lines = f"\n{words}\n" if stderr.isatty() else f"{words}\n"  # a terminal shows ^C, or a bar, on the line
    descriptor = stderr.fileno()
    # A console of Windows that is not written to through its stream reads bytes by its own code page.
    with suppress(LookupError):  # of which Python knows not every one
        encoding = os.device_encoding(descriptor) or stderr.encoding
        _Run.last_words = descriptor, lines.encode(encoding, "backslashreplace")


@contextmanager
def unbroken() -> Iterator[None]:
    """Let the answer wait until what is written here is whole."""
    _Run.writing += 1
    try:
        yield
    finally:
        _Run.writing -= 1
        if _Run.asked and not _Run.writing:
            _end(_Run.asked)


def _answer(number: int, _: FrameType | None) -> None:
    if os.getpid() != _Run.process:  # a helping process that has not begun yet
        os._exit(128 + number)
    _Run.asked = number
    if not _Run.writing:
        _end(number)


def _end(number: int) -> None:
    """End this process and those that help it, with the exit code that a shell gives to the signal."""
    for known in ANSWERED:
        signal.signal(known, signal.SIG_IGN)
    if "multiprocessing.util" in sys.modules:
        _end_helpers()
    if _Run.last_words:
        with suppress(OSError):
            os.write(*_Run.last_words)
    os._exit(128 + number)


def _end_helpers() -> None:
    """End the processes that help, and give back to the system what they share, which outlives them where it is named.

    Whatever is not there yet, because the run has only begun to start them, ends with this process.
    """
    import multiprocessing.util

    with suppress(Exception):
        for helper in multiprocessing.active_children():
            helper.kill()
            helper.join()
        multiprocessing.util._run_finalizers(0)  # type: ignore[attr-defined]  # what is public waits for the work
