"""Where a value stands in a file."""

from typing import NamedTuple

Path = tuple[str | int, ...]
"""Keys and list indices (0-based) that lead from the top of a document to a value."""


class Span(NamedTuple):
    """A stretch of a file: lines and columns are 1-based, columns count code points, the end is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"
