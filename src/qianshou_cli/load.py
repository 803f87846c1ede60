"""Bytes → a model with the place of every value, or all that is wrong with them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from pydantic import ValidationError

from .dataset import Source
from .errors import InputError, Problem, shortened
from .expected import keys_of
from .limits import DEFAULT, Limits
from .misfits import Misfit, joined_names, key_meant
from .model import ProgramFile, RecordsFile
from .spans import Path, Span
from .texts import Text
from .yaml_reader import Document, read


def load(raw: bytes, file: str, limits: Limits = DEFAULT) -> Source:
    """Read a program or records file. Raises InputError with problems QS001 to QS003."""
    return build(read(raw, file, limits), limits)


def _in_a_file(span: Span) -> Any:
    return span


def build(document: Document, limits: Limits = DEFAULT, order: Callable[[Span], Any] = _in_a_file) -> Source:
    """Make the model of a document. Raises InputError with QS003 problems, in the order of their places."""
    data = document.data
    if data is None:
        raise InputError([Problem("QS003", "empty", Span(document.file))])
    if not isinstance(data, dict):
        text = "mapping-wanted-colon" if "：" in str(data) else "mapping-wanted"
        values = {"key": Text("文件", "the file"), "keys": keys_of(ProgramFile)}
        raise InputError([Problem("QS003", text, document.span(()), values)])
    model = _kind_of(document, limits.problems)
    try:
        program = model.model_validate(data)
    except ValidationError as error:
        # a list counts as empty when none of its items is right: that is told of the items
        errors = [
            found for found in error.errors(include_url=False) if found["type"] != "too_short" or not found["input"]
        ]
        misfits = [Misfit(details, document, model) for details in errors]
        misfits.sort(key=lambda misfit: order(misfit.span))  # what is left out must come after what is listed
        problems = (misfit.problem() for misfit in _causes(misfits, limits.problems))
        raise InputError(shortened(_unlike(problems), limits.problems)) from None
    if joined := shortened(joined_names(document, program), limits.problems):
        raise InputError(joined)
    return Source(document, program)


def _kind_of(document: Document, most: int) -> type[ProgramFile | RecordsFile]:
    """Which kind of file the keys at the top tell of. Raises InputError when they tell of none.

    Of the keys that may be slips no more are looked at than are listed.
    """
    data = document.data
    if "records_for" in data:
        return RecordsFile
    if "plan" in data:
        return ProgramFile
    if data and not _is_ours(data):
        raise InputError([Problem("QS003", "another-kind", document.key_span((next(iter(data)),)))])
    looked_at = list(islice(data, most))
    if any(key_meant(RecordsFile, (), key) == "records_for" for key in looked_at):
        return RecordsFile
    if any(key_meant(ProgramFile, (), key) == "plan" and not isinstance(data[key], str) for key in looked_at):
        return ProgramFile
    raise InputError([Problem("QS003", "kind-missing", document.span(()))])


def _causes(misfits: Sequence[Misfit], most: int) -> Iterator[Misfit]:
    """All but the keys that are missing only because another one, which is unknown, is a slip of them.

    Of the keys of a mapping that may be such slips no more are looked at than are listed.
    """
    beside: dict[Path, list[Misfit]] = {}
    for misfit in misfits:
        if not misfit.missing:
            beside.setdefault(misfit.mapping, []).append(misfit)
    for misfit in misfits:
        others = beside.get(misfit.mapping, []) if misfit.missing else []
        if not any(other.meant == misfit.missing for other in others[:most]):
            yield misfit


def _unlike(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Each problem once: a value may fail in several ways that are put right alike."""
    seen = set()
    for problem in problems:
        key = problem.span, problem.text, problem.values.get("key")
        if key not in seen:
            seen.add(key)
            yield problem


def _is_ours(data: Iterable[str]) -> bool:
    """Whether any key at the top is one of format 1, or a slip in writing one that is told of as such."""
    known = {*keys_of(ProgramFile), *keys_of(RecordsFile)}
    return any(re.split("[:：]", key)[0].strip() in known for key in data)
