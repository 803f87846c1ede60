"""An account as a page."""

from collections.abc import Iterator, Mapping

from ..catalogue.blocks import Block, Code, Heading, Items, Paragraph, Voice
from ..catalogue.rule_pages import heading
from ..daybook import REASON_TEXTS, EntryRows, Row
from ..findings import STATUS_TEXTS, Result
from ..model.records import ROLES
from ..reporters.shared.wording import AS_OF
from ..rules.qs906_calendar import CARD as CALENDAR
from ..spans import Span
from ..texts import Lang, Text, mask, say
from ..workdays import is_published
from .facts import Account, WorkerRows


def account_page(found: Account, lang: Lang) -> list[Block]:
    """The account as a page."""
    voice = Voice(lang)
    subject = [found.program, found.pairing, found.year and str(found.year)]
    as_of = AS_OF.fill(lang, {"date": found.as_of})
    page: list[Block] = [
        Heading(1, heading(found.card, voice)),
        Paragraph("  ".join([*(mask(part) for part in subject if part), as_of])),
    ]
    for worker in found.workers or ():
        page += _worker_blocks(worker, voice)
    if found.workers:
        page.append(Paragraph(Text(f"合计 {found.total} 个工作日", f"workdays in all: {found.total}").pick(lang)))
    if found.workers and found.year and not is_published(found.year):
        page.append(Paragraph(CALENDAR.messages["unpublished"].fill(lang, {"years": found.year})))
    for result in found.results:
        page += _result_blocks(result, found.lines, lang)
    return page


def _worker_blocks(found: WorkerRows, voice: Voice) -> list[Block]:
    worker = found.worker
    name, side = mask(worker.worker.id), ROLES[worker.role]
    title = Text(
        f"{name}（{side.zh}）小计 {found.counted} 个工作日",
        f"{name} ({side.en}), workdays: {found.counted}",
    )
    blocks: list[Block] = [Heading(2, voice.short(title))]
    if found.entries:
        blocks.append(Code("text", "\n".join(line for entry in found.entries for line in _entry_lines(entry, voice))))
    if not worker.recorded:
        said = Text("参与时间（service）未记录。", "`service` is not recorded.")
        if found.entries:
            said = Text("参与时间（service）未记全。", "`service` is not fully recorded.")
        blocks += voice.sentences(said)
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
    clauses = say(result.clauses, lang)
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
