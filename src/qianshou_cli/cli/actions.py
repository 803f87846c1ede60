"""GitHub Actions: annotations and a summary beside the table, and a log in which data gives no commands."""

import os
import secrets
from pathlib import Path

from ..findings import Report
from ..reporters import Look
from .reasons import unwritable

IN_SUMMARY = 200
"""How many findings the job summary shows: GitHub takes 1 MiB from a step."""


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
        _append(path, summary(report, look._replace(limit=min(look.limit or IN_SUMMARY, IN_SUMMARY))))


def _append(path: str, text: str) -> None:
    """Add to a file that earlier steps wrote. Raises UsageError when it cannot be written."""
    try:
        with Path(path).open("a", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as error:
        raise unwritable(path, error) from None
