"""The cases of every rule: what tests hold the rules to, and what `explain` and the docs show as examples.

One file a rule, such as `cases/qs301_sent_workdays.yaml`: a list `cases`, each with a sentence in both languages,
an as-of date, the program as literal YAML and what is expected, so that somebody who knows a plan but not Python can
add one.
"""

from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from .texts import Text
from .yaml_reader import read

PROGRAM = "program.yaml"
"""The name under which a case's program is judged."""


class Case(NamedTuple):
    """One case. Each expectation names a status, a place `line:column` and the evidence of one result of the rule."""

    name: Text
    as_of: str
    files: dict[str, str]
    """The files judged, by name; the first is the program."""
    expect: tuple[dict[str, Any], ...]
    """status, at, and any of pairing, year, worker, organization, actual, required, severity, file, also (2nd place),
    says (the sentence in Chinese), unrecorded (true: nothing at all is recorded for the subject)"""
    example: bool = False
    """Whether it is shown as an example of its rule."""
    select: tuple[str, ...] = ()
    """Further rules to judge, where the case is about several."""
    encoding: str = "utf-8"
    """How the files are saved, by the name that Python has for it."""

    @property
    def contents(self) -> dict[str, bytes]:
        """The files as they lie on the disk."""
        return {name: text.encode(self.encoding) for name, text in self.files.items()}


@cache
def cases_of(rule: str) -> tuple[Case, ...]:
    """The cases of a rule, by its id. Raises FileNotFoundError when it has none."""
    folder = files("qianshou_cli").joinpath("cases")
    found = [file for file in folder.iterdir() if file.name.startswith(f"{rule.lower()}_")]
    if not found:
        raise FileNotFoundError(f"no cases of {rule}")
    data = read(found[0].read_bytes(), found[0].name).data
    return tuple(_case(item) for item in data["cases"])


def _case(item: dict[str, Any]) -> Case:
    return Case(
        name=Text(item["name"]["zh"], item["name"]["en"]),
        as_of=item["as_of"],
        files={PROGRAM: item["program"], **item.get("files", {})},
        expect=tuple(item["expect"]),
        example=item.get("example") == "true",
        select=tuple(item.get("select", ())),
        encoding=item.get("encoding", "utf-8"),
    )
