"""Format 1 as a workbook and back: nothing is lost on the way, and every problem has its cell."""

from ..errors import InputError, Problem
from ..limits import DEFAULT, Limits
from ..model import ProgramFile, RecordsFile
from ..plain import plain
from ..spans import Span
from ..texts import Lang


def export(model: ProgramFile | RecordsFile, lang: Lang) -> bytes:
    """The workbook of a file. Raises InputError when it would be too large to be read back."""
    from .writing import workbook_of

    return workbook_of(plain(model), lang)


def template(lang: Lang) -> bytes:
    """A workbook with nothing filled in."""
    from .writing import workbook_of

    return workbook_of({}, lang)


def is_to_fill_in(raw: bytes) -> bool:
    """Whether these bytes are a workbook that `template` or `export` made; no result or report is.

    Raises InputError for a workbook that cannot or must not be opened: it may be one.
    """
    from .opening import titles_of
    from .sheets import HEART

    try:
        titles = titles_of(raw)
    except InputError as error:
        if error.problems[0].text != "not-a-workbook":
            raise
        return False
    return all(any(name in titles for name in title) for title in HEART)


def read_workbook(raw: bytes, file: str, limits: Limits = DEFAULT) -> ProgramFile | RecordsFile:
    """The model that a workbook holds. Raises InputError with every problem; those inside it are placed at cells."""
    from .opening import sheets_of
    from .reading import model_of

    if len(raw) > limits.file_size:
        raise InputError([Problem("QS001", "too-large", Span(file), {"limit": limits.file_size})])
    return model_of(sheets_of(raw, file), limits)
