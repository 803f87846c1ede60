"""GitHub Actions: annotations and a summary beside the table, and a log in which data gives no commands."""

import os
import secrets
from pathlib import Path

from ..findings import Report
from ..reporters import Look
from ..texts import Lang, Text
from .places import size_of
from .reasons import unwritable

IN_SUMMARY = 200
"""How many findings the job summary shows."""
LARGEST = 1_048_576
"""Bytes that GitHub takes for a summary; a larger one it does not show at all."""
CUT = Text("（概要太长，后面的没有写入；全部结果见日志）", "(This summary is too long and ends here; the log has all.)")


def in_actions() -> bool:
    """Whether this runs in GitHub Actions."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def for_actions(text: str, report: Report, look: Look) -> str:
    """The text with commands in it switched off, then the annotations.

    The runner reads commands from every line that begins with `::`, indented or not, and from `##[` anywhere in a
    line: only its own switch, with a word that data cannot know, keeps data from being obeyed.
    """
    from ..reporters.github import render as annotations

    token = secrets.token_hex(16)
    return f"::stop-commands::{token}\n{text}::{token}::\n{annotations(report, look)}"


def append_summary(report: Report, look: Look) -> None:
    """Add the summary to the page of the job, where there is one. Raises UsageError when it cannot be written."""
    from ..reporters.markdown import render as summary

    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        text = summary(report, look._replace(limit=min(look.limit or IN_SUMMARY, IN_SUMMARY)))
        _append(path, _fitted(text, LARGEST - size_of(path), look.lang))


def _fitted(text: str, room: int, lang: Lang) -> bytes:
    """The text in UTF-8, as many whole lines of it as there is room for in bytes, and then what is missing."""
    data = text.encode("utf-8", "replace")
    if len(data) <= room:
        return data
    note = f"\n{CUT.pick(lang)}\n".encode()
    kept = data[: max(0, room - len(note))]
    return kept[: kept.rfind(b"\n") + 1] + note


def _append(path: str, data: bytes) -> None:
    """Add to a file that earlier steps wrote. Raises UsageError when it cannot be written."""
    try:
        with Path(path).open("ab") as file:  # as text, its line ends would be longer on Windows than was reckoned
            file.write(data)
    except OSError as error:
        raise unwritable(path, error) from None
