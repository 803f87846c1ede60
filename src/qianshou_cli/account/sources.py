"""The source lines that an account quotes, masked."""

from collections.abc import Iterable

from ..dataset import Dataset
from ..model.program import numbers_of
from ..spans import Span
from ..texts import Numbers
from ..yaml_reader import Document


class Sources:
    """The lines of the files that were read, with certificate numbers and other personal data masked."""

    def __init__(self, programs: Iterable[Dataset]) -> None:
        self._documents: dict[str, Document] = {}
        self._lines: dict[str, list[str]] = {}
        self._masked: dict[tuple[str, int], str] = {}
        numbers: set[str] = set()
        for data in programs:
            self._documents |= {document.file: document for document in data.documents}
            numbers |= numbers_of(worker for worker, _ in data.workers.values())
        self._numbers = Numbers(numbers)

    def line(self, span: Span) -> str:
        """The text of the line at a place; empty when its file was not read."""
        document = self._documents.get(span.file)
        if document is None:
            return ""
        if span.file not in self._lines:
            self._lines[span.file] = document.raw.decode("utf-8-sig").splitlines()
        here = span.file, span.line
        if here not in self._masked:  # a file may be one line, to which every place leads
            lines = self._lines[span.file]
            text = lines[span.line - 1].strip() if span.line <= len(lines) else ""
            self._masked[here] = self._numbers.mask(text)
        return _around(self._masked[here], span.column)


QUOTED = 200
"""Characters of a source line that are quoted; of a longer one, those around the place."""


def _around(text: str, column: int) -> str:
    if len(text) <= QUOTED:
        return text
    start = max(0, min(column - QUOTED // 2, len(text) - QUOTED))
    end = start + QUOTED
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
