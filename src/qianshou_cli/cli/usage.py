"""What to say of a command line or configuration that cannot be carried out."""

from collections.abc import Iterable

from ..texts import Lang, Text


class UsageError(Exception):
    """A command line or configuration that cannot be carried out."""

    exit_code = 2

    def __init__(self, text: Text, **values: object) -> None:
        super().__init__(text.en)
        self.text, self.values = text, values

    def message(self, lang: Lang) -> str:
        """What is wrong and what to write instead."""
        return self.text.fill(lang, self.values)


def parse_choice(name: str, text: str, choices: Iterable[str]) -> str:
    """One of the choices. Raises UsageError for anything else."""
    known = list(choices)
    if text in known:
        return text
    raise UsageError(
        Text("{name} 不能写“{given}”；可写：{choices}", "{name} cannot be `{given}`; write one of: {choices}"),
        name=name,
        given=text,
        choices=known,
    )
