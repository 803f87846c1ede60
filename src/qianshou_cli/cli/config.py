"""The configuration file: `qianshou.toml`, or `[tool.qianshou]` in `pyproject.toml`, found upward from a folder."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from ..nearest import nearest
from ..texts import Text, listing
from .places import here
from .reading import read_file
from .reasons import reason
from .usage import UsageError


class Key(NamedTuple):
    """What may be configured: how it is written, and what it takes."""

    example: str
    takes: Literal["word", "words", "pairs", "switch"] = "word"


KEYS: Mapping[str, Key] = MappingProxyType(
    {
        "year": Key("[2022]", "words"),
        "as-of": Key('"2022-12-31"'),
        "format": Key('["table", "json=result.json"]', "words"),
        "select": Key('["QS3"]', "words"),
        "ignore": Key('["QS103"]', "words"),
        "severity": Key('{ QS103 = "error" }', "pairs"),
        "limit": Key("{ depth = 20 }", "pairs"),
        "fail-on": Key('"warning"'),
        "strict": Key("true", "switch"),
        "all": Key("true", "switch"),
        "lang": Key('"zh"'),
        "color": Key('"never"'),
        "quiet": Key("true", "switch"),
        "jobs": Key("4"),
        "baseline": Key('"baseline.json"'),
    }
)
"""The long options of `validate`, under the same names."""
LARGEST = 1_000_000
"""Bytes of a configuration file at most."""


class Config(NamedTuple):
    """The values of a configuration file, as texts that the options' own parsers read."""

    values: Mapping[str, list[str]] = {}
    path: Path | None = None

    def of(self, key: str) -> list[str]:
        """The values of a key; none when it is not configured."""
        return self.values.get(key, [])

    def one(self, key: str, given: str | None = None) -> str | None:
        """What the command line gives, an empty text too, else the only value of a key."""
        return given if given is not None else next(iter(self.of(key)), None)

    def chosen(self, key: str, given: str | None, default: str) -> str:
        """What the command line gives, else the only value of a key, else the default."""
        found = self.one(key, given)
        return default if found is None else found

    def flag(self, key: str, given: bool | None = None) -> bool:
        """Whether a switch is on: what the command line gives, else what is configured."""
        return self.one(key) == "true" if given is None else given


def find(start: Path) -> Path | None:
    """The nearest configuration file, from the folder upward."""
    for folder in (start, *start.parents):
        own = folder / "qianshou.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and _speaks_of_us(project):
            return project
    return None


_MAY_SPEAK = re.compile(rb"""tool["' \t]*\.["' \t]*qianshou|^[ \t]*\[?[ \t]*["']?tool["']?[ \t]*[]=]""", re.MULTILINE)
"""What a `pyproject.toml` with a table for this program holds, unless its name is written in escapes. Few others do,
and parsing takes far longer."""


def _speaks_of_us(project: Path) -> bool:
    """Whether a `pyproject.toml` has a table for this program; one in which that cannot be seen is refused later."""
    raw, _ = read_file(str(project), LARGEST + 1)
    if b"qianshou" not in raw or len(raw) > LARGEST:
        return len(raw) > LARGEST
    if not _MAY_SPEAK.search(raw.removeprefix(BOM_UTF8)):
        return False
    import tomllib  # most runs have no such file

    try:
        tool = tomllib.loads(raw.decode("utf-8-sig")).get("tool", {})
    except (ValueError, RecursionError):
        return True
    return not isinstance(tool, dict) or "qianshou" in tool


def load(path: Path | None) -> Config:
    """Read a configuration file. Raises UsageError when it is not TOML, or holds an unknown key or a wrong value."""
    if path is None:
        return Config()
    table = _table(path)
    for key in table:
        if key not in KEYS:
            near = nearest(key, KEYS)
            known = listing(KEYS)
            keys = Text(f"；可写 {known.zh}", f"; keys are {known.en}")
            hint = Text(f"；是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else keys
            if key == "tool":  # as in a pyproject.toml
                hint = Text(
                    "；此文件中直接写各键，不写 [tool.qianshou]", "; write the keys without [tool.qianshou] here"
                )
            raise UsageError(
                Text("配置文件 {path} 中有不认识的键 {key}{hint}", "unknown key {key} in {path}{hint}"),
                path=str(path),
                key=key,
                hint=hint,
            )
    return Config({key: _texts(key, value, path) for key, value in table.items()}, path)


def _table(path: Path) -> dict[str, Any]:
    """What the file says to this program. Raises UsageError when it cannot be read or is no table."""
    import tomllib  # most runs have no such file

    try:
        raw, _ = read_file(str(path), LARGEST + 1)
        if len(raw) > LARGEST:
            raise UsageError(
                Text("配置文件 {path} 超过 {most} 字节", "{path} is larger than {most} bytes"),
                path=str(path),
                most=LARGEST,
            )
        data = tomllib.loads(raw.decode("utf-8-sig"))  # Windows' editors write the mark
    except OSError as error:
        raise UsageError(
            Text("读不到配置文件 {path}：{why}", "cannot read {path}: {why}"),
            path=str(path),
            why=reason(error),
        ) from None
    except UnicodeDecodeError:
        raise UsageError(
            Text("配置文件 {path} 不是 UTF-8；请另存为 UTF-8", "{path} is not UTF-8; save it as UTF-8"), path=str(path)
        ) from None
    except RecursionError:
        raise UsageError(Text("配置文件 {path} 嵌套太深", "{path} is nested too deep"), path=str(path)) from None
    except ValueError as error:  # also a number that is too long for Python
        raise UsageError(
            Text(
                '配置文件 {path} 不是正确的 TOML（{why}）；请逐行写成 键 = "值"，文字用半角引号，如 lang = "zh"',
                '{path} is not TOML ({why}); write lines of KEY = "VALUE", text in ASCII quotes, such as lang = "zh"',
            ),
            path=str(path),
            why=str(error),
        ) from None
    for name in ("tool", "qianshou") if path.name == "pyproject.toml" else ():
        data = data.get(name, {})
        if not isinstance(data, dict):
            raise UsageError(
                Text(
                    "配置文件 {path} 的 tool.qianshou 应是一个表；请写 [tool.qianshou]",
                    "tool.qianshou in {path} must be a table; write [tool.qianshou]",
                ),
                path=str(path),
            )
    return data


def _texts(key: str, value: Any, path: Path) -> list[str]:
    """The value as it would be typed behind the option; UsageError for a kind of value that the key does not take."""
    kind = KEYS[key]
    if kind.takes == "switch":
        if isinstance(value, bool):
            return [str(value).lower()]
        raise wrong(path, key, Text("请写 true 或 false，不加引号", "write true or false, without quotes"))
    pairs = kind.takes == "pairs" and isinstance(value, dict)
    several = kind.takes != "word" and isinstance(value, list)
    given = list(value.values()) if pairs else value if several else [value]
    if not all(map(_plain, given)):
        example = f"{key} = {kind.example}"
        raise wrong(path, key, Text(f"应写成这样：{example}", f"write it like this: {example}"))
    return [f"{name}={one}" for name, one in value.items()] if pairs else [str(one) for one in given]


def _plain(value: Any) -> bool:
    """Whether a value can be typed: no list, table or fraction, no null, no number beyond TOML's own range."""
    if isinstance(value, int):
        return not isinstance(value, bool) and value.bit_length() < 64
    return isinstance(value, date) or (isinstance(value, str) and "\0" not in value)


def wrong(path: Path | None, key: str, what: Text) -> UsageError:
    """What to say of a configured value."""
    return UsageError(
        Text("配置文件 {path} 的 {key}：{what}", "{key} in {path}: {what}"), path=path, key=key, what=what
    )


@cache
def configured_language(named: str | None) -> str | None:
    """The language that a configuration file asks for, the nearest one where none is named.

    A broken file is reported later, by the command.
    """
    try:
        path = find(here()) if named is None else Path(named)
        asked = _table(path).get("lang") if path else None
    except (UsageError, OSError):
        return None
    return asked if isinstance(asked, str) else None
