"""How option values are written, on the command line and in the configuration alike."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple, TypeVar

from pydantic_core import PydanticCustomError

from ..engine import Settings
from ..findings import Severity
from ..limits import ALL, DEFAULT, READING, Limits
from ..model import scalars
from ..model.dates import parse_date
from ..rule import Rule
from ..rules import BY_NAME, RULES
from ..texts import Lang, Text
from .config import Config
from .language import chosen_language
from .naming import choose, judging, parse_severities
from .usage import UsageError, parse_choice

NO_SUCH_YEAR = Text(
    "{option} {years}：截至 {date}，没有方案在这一年度有结对可判断",
    "{option} {years}: as of {date} no plan has pairings to judge in that year",
)


def source_of_years(given: Sequence[str] | None, config: Config) -> Text:
    """Where the years come from; in English a colon parts them from the name of a file."""
    found = _source("year", given, config)
    return found if given else found._replace(en=f"{found.en}:")


def _source(key: str, given: Sequence[str] | None, config: Config) -> Text:
    """Where the values of a key come from: the command line, else the configuration."""
    option = Text(f"--{key}", f"--{key}")
    return option if given else Text(f"配置文件 {config.path} 的 {key}", f"`{key}` in {config.path}")


CHINA = timezone(timedelta(hours=8))
"""The one time of the whole country; there has been no summer time since 1991."""
EVERY = {limit.name: limit.most for limit in ALL}
"""Every limit, and the highest number that it takes."""
OF_READING = [limit.name for limit in READING]
MOST_JOBS = 61
"""Processes that a run may have: Python can wait for no more of them on Windows."""


def today() -> date:
    """The date in China now."""
    return datetime.now(CHINA).date()


T = TypeVar("T")


def parse_day(text: str) -> date:
    """A date, written as in a file. Raises UsageError for every other form and for days that do not exist."""
    return _as_in_a_file(parse_date, text)


def parse_year(text: str) -> int:
    """A working year, written as in a file. Raises UsageError for every other form."""
    if re.fullmatch(r"\d{4}(\D+\d{4})+", text):
        raise UsageError(
            Text(
                "“{given}”：--year 一次写一年，几年就写几次，如 --year 2022 --year 2023",
                "`{given}`: --year takes one year; write it again for each, such as --year 2022 --year 2023",
            ),
            given=text,
        )
    return _as_in_a_file(scalars.parse_year, text)


def _as_in_a_file(parse: Callable[[str], T], text: str) -> T:
    try:
        return parse(text)
    except PydanticCustomError as error:
        said = BY_NAME["QS003"].card.messages[error.type]
        raise UsageError(said, given=text, **(error.context or {})) from None


def known_years(of_pairings: Iterable[int], periods: Iterable[tuple[int, int]], as_of: date) -> set[int]:
    """The years that may be asked for: those that a pairing has, and those, begun as of the date, of these periods,
    which are of plans without pairings. Any other is a slip, not a year in order.
    """
    return {*of_pairings, *(year for first, last in periods for year in range(first, min(last, as_of.year) + 1))}


def refuse_years(unknown: Sequence[int], as_of: date, option: Text) -> None:
    """Raises UsageError when there are such years, which that option names."""
    if unknown:
        raise UsageError(NO_SUCH_YEAR, option=option, years=unknown, date=as_of)


def _whole(text: str, most: int) -> int | None:
    """A whole number from 1 to the most; None for anything else."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0
    return number if 1 <= number <= most else None


def parse_jobs(text: str) -> int:
    """A number of processes from 1; `auto` (0) leaves it to the program. Raises UsageError for anything else."""
    if text == "auto":
        return 0
    if (number := _whole(text, MOST_JOBS)) is not None:
        return number
    raise UsageError(
        Text(
            "--jobs 应是 1 至 {most} 的整数或 auto，不是“{given}”",
            "--jobs is a number from 1 to {most} or auto, not `{given}`",
        ),
        most=MOST_JOBS,
        given=text,
    )


def settle_limits(config: Config, given: Sequence[str] | None, names: Collection[str] = OF_READING) -> Limits:
    """The limits of a run: `depth=20` over the configuration over the defaults, name by name.

    `names` are those that the command line may give. Raises UsageError for any other name, form or number.
    """
    numbers = {**parse_limits(config.of("limit")), **parse_limits(given or (), names)}
    return DEFAULT._replace(**{name.replace("-", "_"): number for name, number in numbers.items()})


def parse_limits(items: Sequence[str], names: Collection[str] = EVERY) -> dict[str, int]:
    """Limits as they are written, such as `depth=20`. Raises UsageError as `settle_limits` does."""
    numbers: dict[str, int] = {}
    for item in items:
        name, equals, number = item.partition("=")
        if not equals:
            raise UsageError(
                Text("--limit 请写成 depth=20，不是“{given}”", "write --limit as depth=20, not `{given}`"), given=item
            )
        most = EVERY[parse_choice("--limit", name, names)]
        if (whole := _whole(number, most)) is None:
            raise UsageError(
                Text(
                    "--limit {name} 应是 1 至 {most} 的整数，不是“{given}”",
                    "--limit {name} is a whole number from 1 to {most}, not `{given}`",
                ),
                name=name,
                most=most,
                given=number,
            )
        numbers[name] = whole
    return numbers


class Choices(NamedTuple):
    """What a run judges and how it speaks: the command line over the configuration over the defaults."""

    settings: Settings
    lang: Lang
    fail_on: Severity
    strict: bool
    show_all: bool = False
    """Whether results that passed or do not apply are listed."""
    limits: Limits = DEFAULT


def settle(
    config: Config,
    *,
    year: Sequence[str] | None = None,
    as_of: str | None = None,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    severity: Sequence[str] | None = None,
    fail_on: str | None = None,
    strict: bool | None = None,
    keep_all: bool = False,
    show_all: bool | None = None,
    lang: str | None = None,
    limit: Sequence[str] | None = None,
    limit_names: Collection[str] = OF_READING,
) -> Choices:
    """Bring options and configuration together; what is shown is also kept.

    `limit_names` are those that the command line may give. Raises UsageError for a value that cannot be read.
    """
    settled = settle_limits(config, limit, limit_names)
    day = config.one("as-of", as_of)
    shown = config.flag("all", show_all)
    years = [parse_year(text) for text in year or config.of("year")]
    settings = Settings(
        as_of=today() if day is None else parse_day(day),
        rules=_chosen(select, ignore, config),
        known=BY_NAME,
        years=frozenset(years) if years else None,
        severities={**parse_severities(config.of("severity")), **parse_severities(severity or ())},
        keep_all=keep_all or shown,
    )
    return Choices(
        settings,
        chosen_language(config.one("lang", lang)),
        Severity(parse_choice("--fail-on", config.chosen("fail-on", fail_on, Severity.ERROR), Severity)),
        config.flag("strict", strict),
        shown,
        settled,
    )


def _chosen(select: Sequence[str] | None, ignore: Sequence[str] | None, config: Config) -> tuple[Rule, ...]:
    selected = select or config.of("select")
    ignored = ignore or (() if select else config.of("ignore"))  # what is asked for by hand is judged
    chosen = choose(selected) if selected else {rule.card.id for rule in RULES}
    for words in ignored:
        chosen -= judging("--ignore", words)
    if not chosen:
        asked = (("select", select, selected), ("ignore", ignore, ignored))
        raise UsageError(
            Text(
                "{sources}：没有剩下一条规则可检查；请改写，用 qianshou rules 查看规则",
                "{sources}: no rule is left to check; see qianshou rules",
            ),
            sources=[_source(key, given, config) for key, given, words in asked if words],
        )
    return tuple(rule for rule in RULES if rule.card.id in chosen)
