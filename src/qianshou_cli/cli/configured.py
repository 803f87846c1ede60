"""The configuration of a run: found, read, and refused where an option would not take what it says."""

from collections.abc import Callable, Mapping
from pathlib import Path

from ..findings import Severity
from ..texts import Lang, Text
from .config import Config, find, load, wrong
from .naming import choose, judging, parse_severities
from .options import parse_day, parse_jobs, parse_limits, parse_year
from .outputs import COLORS, parse_formats
from .places import here
from .usage import UsageError, parse_choice


def configuration(given: str | None) -> Config:
    """The configuration file that was named, else the nearest one upward. Raises UsageError when it cannot be used."""
    config = load(Path(given) if given is not None else find(here()))
    _refuse_wrong_values(config)
    return config


def _refuse_wrong_values(config: Config) -> None:
    """Raises UsageError for configured values that their option would not take, with the file and the key."""
    parsers: Mapping[str, Callable[[list[str]], object]] = {
        "year": _each(parse_year),
        "as-of": _each(parse_day),
        "format": parse_formats,
        "select": choose,
        "ignore": _each(lambda text: judging("ignore", text)),
        "severity": parse_severities,
        "limit": parse_limits,
        "fail-on": _each(lambda text: parse_choice("fail-on", text, Severity)),
        "lang": _each(lambda text: parse_choice("lang", text, Lang)),
        "color": _each(lambda text: parse_choice("color", text, COLORS)),
        "jobs": _each(parse_jobs),
        "baseline": _each(_require_name),
    }
    for key, parse in parsers.items():
        try:
            parse(config.of(key))
        except UsageError as error:
            raise wrong(config.path, key, Text(error.message(Lang.ZH), error.message(Lang.EN))) from None


def _each(parse: Callable[[str], object]) -> Callable[[list[str]], object]:
    return lambda texts: [parse(text) for text in texts]


def _require_name(text: str) -> None:
    if not text:
        raise UsageError(
            Text("没有写文件名；不用基线就删去这一行", "it names no file; delete the line to use no baseline")
        )
