"""Why a rule says what it says of a pairing: the rows that made its number, or the evidence with its source lines."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from .catalogue.blocks import Block, Code, Heading, Items, Paragraph, Voice
from .dataset import Dataset
from .daybook import REASON_TEXTS, EntryRows, Row, entry_rows
from .findings import STATUS_TEXTS, Result
from .gather import subjects_of
from .model.program import numbers_of
from .reporters.json import finding
from .rule import Card
from .rules.qs906_calendar import CARD as CALENDAR
from .spans import Span
from .subjects import Kind, PairingYear, WorkerYear
from .texts import Lang, Text, mask, mask_all
from .workdays import is_published
from .yaml_reader import Document

SIDE_TEXTS = {"sent": Text("援派", "sent"), "received": Text("受援", "received")}


class WorkerRows(NamedTuple):
    """The rows of one worker."""

    worker: WorkerYear
    entries: tuple[EntryRows, ...]

    @property
    def counted(self) -> int:
        """The workdays of the worker, added up from the rows."""
        return sum(row.counted for entry in self.entries for row in entry.rows)


class Account(NamedTuple):
    """What one rule says of a pairing in one programme. `workers` is None for rules that do not rest on days."""

    card: Card
    program: str
    pairing: str | None
    year: int | None
    as_of: date
    results: tuple[Result, ...]
    workers: tuple[WorkerRows, ...] | None
    lines: Mapping[Span, str]
    """The source line of each place that the results name."""

    @property
    def total(self) -> int:
        """The workdays of all workers."""
        return sum(worker.counted for worker in self.workers or ())


def accounts(
    card: Card,
    programs: Sequence[Dataset],
    results: Iterable[Result],
    as_of: date,
    pairing: str | None,
    year: int | None,
) -> list[Account]:
    """What the rule found, with its rows, in every programme that has the pairing; in all when none is asked for."""
    sources, found = _Sources(programs), list(results)
    accounts = []
    for data in programs:
        if pairing is not None and all(item.pairing.id != pairing for item in data.pairings or ()):
            continue
        kept = tuple(_about(card, found, data, pairing, year))
        lines = {span: sources.line(span) for result in kept for span in result.locations}
        workers = _workers(card, data, as_of, pairing, year)
        accounts.append(Account(card, data.plan.id, pairing, year, as_of, kept, workers, lines))
    return accounts


def _workers(
    card: Card, data: Dataset, as_of: date, pairing: str | None, year: int | None
) -> tuple[WorkerRows, ...] | None:
    if not card.sides:
        return None
    years = subjects_of(data, as_of).by_kind[Kind.PAIRING_YEAR]
    return tuple(
        WorkerRows(worker, tuple(entry_rows(worker)))
        for subject in years
        if isinstance(subject, PairingYear) and (subject.pairing_id, subject.year) == (pairing, year)
        for worker in subject.workers
        if worker.role in card.sides
    )


class _Sources:
    """The lines of the files that were read, with certificate numbers and other personal data masked."""

    def __init__(self, programs: Iterable[Dataset]) -> None:
        self._documents: dict[str, Document] = {}
        self._numbers: set[str] = set()
        self._lines: dict[str, list[str]] = {}
        self._masked: dict[tuple[str, int], str] = {}
        for data in programs:
            self._documents |= {document.file: document for document in data.documents}
            self._numbers |= numbers_of(worker for worker, _ in data.workers.values())

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
            self._masked[here] = mask_all(text, self._numbers)
        return _around(self._masked[here], span.column)


QUOTED = 200
"""Characters of a source line that are quoted; of a longer one, those around the place."""


def _around(text: str, column: int) -> str:
    if len(text) <= QUOTED:
        return text
    start = max(0, min(column - QUOTED // 2, len(text) - QUOTED))
    end = start + QUOTED
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _about(card: Card, results: Iterable[Result], data: Dataset, pairing: str | None, year: int | None) -> list[Result]:
    """The results of a rule that concern a pairing and year; those of its sender or of the whole plan included."""
    own = [item.pairing for item in data.pairings or () if item.pairing.id == pairing]
    organizations = {name for item in own for name in (item.sender, item.receiver)}
    senders = {item.sender for item in own}

    def concerns(result: Result) -> bool:
        match card.subject:
            case Kind.ORGANIZATION:
                return pairing is None or result.organization in organizations
            case Kind.SENDER_YEAR:
                return result.organization in senders and result.year == year
            case Kind.PAIRING:
                return result.pairing == pairing
            case Kind.PAIRING_YEAR | Kind.WORKER_YEAR:
                return (result.pairing, result.year) == (pairing, year)
        return True

    return [r for r in results if r.program == data.plan.id and r.rule == card.id and concerns(r)]


def account_page(found: Account, lang: Lang) -> list[Block]:
    """The account as a page."""
    voice = Voice(lang)
    subject = [found.program, found.pairing, found.year and str(found.year)]
    as_of = Text(f"截至 {found.as_of}", f"as of {found.as_of}").pick(lang)
    page: list[Block] = [
        Heading(1, f"{found.card.id} {found.card.name} {voice.short(found.card.title)}"),
        Paragraph("  ".join([*(mask(part) for part in subject if part), as_of])),
    ]
    for worker in found.workers or ():
        page += _worker_blocks(worker, voice)
    if found.workers:
        page.append(Paragraph(Text(f"合计 {found.total} 个工作日", f"{found.total} workdays in all").pick(lang)))
    if found.workers and found.year and not is_published(found.year):
        page.append(Paragraph(CALENDAR.messages["unpublished"].fill(lang, {"years": found.year})))
    for result in found.results:
        page += _result_blocks(result, found.lines, lang)
    return page


def _worker_blocks(found: WorkerRows, voice: Voice) -> list[Block]:
    worker = found.worker
    name, side = mask(worker.worker.id), SIDE_TEXTS[worker.role]
    title = Text(
        f"{name}（{side.zh}）小计 {found.counted} 个工作日",
        f"{name} ({side.en}): {found.counted} workdays",
    )
    blocks: list[Block] = [Heading(2, voice.short(title))]
    if found.entries:
        blocks.append(Code("text", "\n".join(line for entry in found.entries for line in _entry_lines(entry, voice))))
    if not worker.recorded:
        blocks += voice.sentences(Text("参与时间（service）未记录。", "`service` is not recorded."))
    elif not found.entries:
        blocks += voice.sentences(Text("记录为没有参与。", "Recorded as none."))
    return blocks


_COUNTS, _COUNTS_NOT = Text("计入", "counts"), Text("不计", "not   ")


def _entry_lines(entry: EntryRows, voice: Voice) -> Iterator[str]:
    yield f"{entry.place.span}  {entry.written}"
    for row in entry.rows:
        verb = voice.short(_COUNTS if row.counted else _COUNTS_NOT)
        yield f"  {_dates(row):<21}  {verb} {row.days:>3}  {voice.short(REASON_TEXTS[row.reason])}"


def _dates(row: Row) -> str:
    if row.first is None:
        return "-"
    return str(row.first) if row.first == row.last else f"{row.first}/{row.last}"


def _result_blocks(result: Result, lines: Mapping[Span, str], lang: Lang) -> list[Block]:
    status = STATUS_TEXTS[result.status]
    message = result.message(lang)
    clauses = mask(Text("、", ", ").pick(lang).join(result.clauses))
    subject = " ".join(
        mask(str(part)) for part in (result.pairing, result.year, result.worker, result.organization) if part
    )
    words = [f"{status.pick(lang)}  {subject}".strip(), f"[{clauses}]" if clauses else ""]
    return [
        Heading(2, "  ".join(word for word in words if word)),
        Paragraph(message),
        *([Paragraph(result.waiver.says(lang))] if result.waiver else []),
        Items([f"{span}  {lines[span]}".rstrip() for span in result.locations]),
    ]


def account_object(found: Account, lang: Lang) -> dict[str, Any]:
    """The account as plain data."""
    return {
        "rule": found.card.id,
        "program": mask(found.program),
        "pairing": found.pairing and mask(found.pairing),
        "year": found.year,
        "as_of": found.as_of.isoformat(),
        "results": [_result_object(result, found.lines, lang) for result in found.results],
        "workers": None if found.workers is None else [_worker_object(worker) for worker in found.workers],
        "total": None if found.workers is None else found.total,
    }


def _result_object(result: Result, lines: Mapping[Span, str], lang: Lang) -> dict[str, Any]:
    plain = finding(result, lang)
    texts = [lines[span] for span in result.locations]
    plain["locations"] = [{**place, "text": text} for place, text in zip(plain["locations"], texts, strict=True)]
    return plain


def _worker_object(found: WorkerRows) -> dict[str, Any]:
    return {
        "worker": mask(found.worker.worker.id),
        "role": found.worker.role,
        "recorded": found.worker.recorded,
        "counted": found.counted,
        "entries": [_entry_object(entry) for entry in found.entries],
    }


def _entry_object(entry: EntryRows) -> dict[str, Any]:
    span = entry.place.span
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "written": entry.written,
        "counted": sum(row.counted for row in entry.rows),
        "rows": [
            {
                "from": row.first and row.first.isoformat(),
                "to": row.last and row.last.isoformat(),
                "days": row.days,
                "counted": row.counted,
                "reason": row.reason.value,
            }
            for row in entry.rows
        ],
    }
