"""Bytes → a model with the place of every value, or all that is wrong with them."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from pydantic import ValidationError

from .dataset import Source
from .errors import InputError, Problem, shortened
from .limits import DEFAULT, Limits
from .model import ProgramFile, RecordsFile
from .model.scalars import items_in
from .spans import Span
from .texts import excerpt
from .yaml_reader import Document, read


def load(raw: bytes, file: str, limits: Limits = DEFAULT) -> Source:
    """Read a program or records file. Raises InputError with problems QS001 to QS003."""
    return build(read(raw, file, limits), limits)


def build(document: Document, limits: Limits, order: Callable[[Span], Any] = lambda span: span) -> Source:
    """Make the model of a document. Raises InputError with QS003 problems, in the order of their places."""
    model = _kind_of(document, limits.problems)
    try:
        program = model.model_validate(document.data)
    except ValidationError as error:
        from .misfits import Misfit, causes  # here, because only what is written wrongly needs it

        # a list counts as empty when none of its items is right: that is told of the items
        errors = [
            found for found in error.errors(include_url=False) if found["type"] != "too_short" or not found["input"]
        ]
        misfits = [Misfit(details, document, model) for details in errors]
        misfits.sort(key=lambda misfit: order(misfit.span))  # what is left out must come after what is listed
        problems = (misfit.problem() for misfit in causes(misfits, limits.problems))
        raise InputError(shortened(_unlike(problems), limits.problems)) from None
    if joined := shortened(_joined_names(document, program), limits.problems):
        raise InputError(joined)
    return Source(document, program)


def _kind_of(document: Document, most: int) -> type[ProgramFile | RecordsFile]:
    """Which kind of file the keys at the top tell of. Raises InputError when they tell of none, or there are none.

    Of the keys that may be slips no more are looked at than are listed.
    """
    data = document.data
    top = data if isinstance(data, dict) else {}
    if "records_for" in top:
        return RecordsFile
    if "plan" in top:
        return ProgramFile
    from .expected import keys_at  # here, because only what is written wrongly needs them
    from .misfits import key_meant

    if data is None:
        raise InputError([Problem("QS003", "empty", Span(document.file))])
    if not isinstance(data, dict):
        text = "mapping-wanted-colon" if "：" in str(data) else "file-mapping"
        raise InputError([Problem("QS003", text, document.span(()), {"keys": keys_at(ProgramFile, ())})])
    known = {*keys_at(ProgramFile, ()), *keys_at(RecordsFile, ())}
    if data and not any(re.split("[:：]", key)[0].strip() in known for key in data):
        raise InputError([Problem("QS003", "another-kind", document.key_span((next(iter(data)),)))])
    looked_at = list(islice(data, most))
    if any(key_meant(RecordsFile, (), key) == "records_for" for key in looked_at):
        return RecordsFile
    if any(key_meant(ProgramFile, (), key) == "plan" and not isinstance(data[key], str) for key in looked_at):
        return ProgramFile
    raise InputError([Problem("QS003", "kind-missing", document.span(()))])


def _joined_names(document: Document, program: ProgramFile | RecordsFile) -> Iterator[Problem]:
    """The categories of expenses that look like several written as one; in quotes one is what it says."""
    expenses = program.plan.requirements.expenses if isinstance(program, ProgramFile) else None
    for number, name in enumerate(expenses.categories if expenses else ()):
        if len(items := items_in(name)) > 1:
            span = document.span(("plan", "requirements", "expenses", "categories", number))
            if document.row(span.line)[span.column - 1 : span.column] not in ("", '"', "'"):  # a workbook has no rows
                from .misfits import in_a_row  # here, because only a message needs it

                yield Problem("QS003", "names-joined", span, {"given": excerpt(name), "meant": in_a_row(items)})


def _unlike(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Each problem once: a value may fail in several ways that are put right alike."""
    seen = set()
    for problem in problems:
        key = problem.span, problem.text, problem.values.get("key")
        if key not in seen:
            seen.add(key)
            yield problem
