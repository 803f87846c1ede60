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
        numbers: set[str] = set()
        for data in programs:
            self._documents |= {document.file: document for document in data.documents}
            numbers |= numbers_of(worker for worker, _ in data.workers.values())
        self._numbers = Numbers(numbers)
        self._edge = max([LONGEST, *map(len, numbers)])

    def line(self, span: Span) -> str:
        """The text of the line at a place; empty when its file was not read."""
        document = self._documents.get(span.file)
        if document is None:
            return ""
        if span.file not in self._lines:
            self._lines[span.file] = document.raw.decode("utf-8-sig").splitlines()
        lines = self._lines[span.file]
        text = lines[span.line - 1].rstrip() if span.line <= len(lines) else ""
        return self._numbers.mask(text.strip()) if len(text) <= QUOTED else self._around(text, span.column - 1)

    def _around(self, text: str, place: int) -> str:
        """What stands around a place in a long line: a file may be one line, to which every place leads.

        Enough is masked for a quotation, whatever masks take away; at the ends of that a number may have been cut.
        """
        room = 4 * QUOTED + self._edge
        first, last = max(0, place - room), min(len(text), place + room)
        before, after = self._numbers.mask(text[first:place]), self._numbers.mask(text[place:last])
        before = before[self._edge :] if first else before
        after = after[: -self._edge] if last < len(text) else after
        start = max(0, len(before) - max(QUOTED // 2, QUOTED - len(after)))
        quoted = before[start:] + after
        more = len(quoted) > QUOTED or last < len(text)
        return f"{'…' if first or start else ''}{quoted[:QUOTED]}{'…' if more else ''}"


QUOTED = 200
"""Characters of a source line that are quoted; of a longer one, those around the place."""

LONGEST = 400
"""Characters of the longest thing that a mask looks for, beside certificate numbers: an e-mail address."""
