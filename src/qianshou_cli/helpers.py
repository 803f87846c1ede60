"""Work that is the same for many items, shared out among processes that help."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from signal import SIG_IGN, SIGINT, signal
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

Item = TypeVar("Item")
Done = TypeVar("Done")


class HelperLostError(Exception):
    """A process that helped was ended from outside, and what it had in hand is not done."""


def each(work: Callable[[Item], Done], items: Sequence[Item], jobs: int) -> Iterator[Done]:
    """What the work makes of each item, in the order of the items; in this process where it has no use for others.

    Raises HelperLostError when a process that helped was ended from outside.
    """
    if jobs < 2 or len(items) < 2:
        yield from map(work, items)
        return
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # takes as long to import as a file to judge

    pool = ProcessPoolExecutor(min(jobs, len(items)), _way_to_start(), initializer=_begin, initargs=(work,))
    try:
        yield from pool.map(_work, items, chunksize=max(1, min(16, len(items) // (4 * jobs))))
    except BrokenExecutor:
        raise HelperLostError from None
    finally:
        pool.shutdown(cancel_futures=True)


def _way_to_start() -> BaseContext:
    """On Linux a fork, as by itself up to Python 3.13, unless somebody chose another: to load all that is loaded here
    once more, in each process, takes longer than two of them save on a run of a second.

    A fork would copy what other threads hold locked; none runs here yet.
    """
    from multiprocessing import get_context, get_start_method

    free = sys.platform == "linux" and get_start_method(allow_none=True) is None
    return get_context("fork" if free else None)


_of_this_process: list[Callable[[Any], Any]] = []


def _begin(work: Callable[[Any], Any]) -> None:
    """Start a process that helps: it is told once what is the same for every item.

    An interrupt from the keyboard reaches every process: only the one that was started by the user answers it. However
    that one ends, killed too, this one ends with it.
    """
    from threading import Thread

    signal(SIGINT, SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    gc.disable()  # as the process that was started by the user does
    _of_this_process[:] = [work]


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _work(item: Any) -> Any:
    return _of_this_process[0](item)
