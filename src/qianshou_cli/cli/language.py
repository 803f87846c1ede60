"""Which language a run speaks."""

import os
import sys
from collections.abc import Mapping, Sequence

from ..texts import Lang
from .config import configured_language
from .usage import parse_choice


def language(argv: Sequence[str], environ: Mapping[str, str], configured: str | None = None) -> Lang:
    """Chinese, unless `--lang`, the configuration, QIANSHOU_LANG or an explicit non-Chinese locale says otherwise."""
    for word in (_typed("--lang", argv), configured, environ.get("QIANSHOU_LANG")):
        if word in ("zh", "en"):
            return Lang(word)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environ.get(name):
            plain = locale.split(".")[0]
            return Lang.ZH if plain in ("C", "POSIX") or plain.lower().startswith("zh") else Lang.EN
    return Lang.ZH


def current_language() -> Lang:
    """The language of this process, as far as it is known before options are read."""
    return language(sys.argv[1:], os.environ, _configured_language())


def _configured_language() -> str | None:
    return configured_language(_typed("--config", sys.argv[1:]))


def chosen_language(given: str | None) -> Lang:
    """The language that is asked for, else that of this process. Raises UsageError for an unknown one."""
    if given is not None:
        return Lang(parse_choice("--lang", given, Lang))
    word = os.environ.get("QIANSHOU_LANG")
    if word and _configured_language() is None:
        parse_choice("QIANSHOU_LANG", word, Lang)
    return current_language()


def _typed(option: str, argv: Sequence[str]) -> str | None:
    """The value of an option on a command line that is not taken apart yet."""
    for position, argument in enumerate(argv):
        if argument == "--":
            break
        if argument == option and position + 1 < len(argv):
            return argv[position + 1]
        if argument.startswith(f"{option}="):
            return argument.removeprefix(f"{option}=")
    return None
