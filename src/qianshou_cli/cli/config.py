"""The configuration file: `qianshou.toml`, or `[tool.qianshou]` in `pyproject.toml`, found upward from a folder."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ..texts import Text
from .words import UsageError

KEYS = (
    "year",
    "as-of",
    "format",
    "select",
    "ignore",
    "severity",
    "limit",
    "fail-on",
    "strict",
    "all",
    "lang",
    "color",
    "quiet",
    "jobs",
    "baseline",
)
"""What may be configured: the long options of `validate`, under the same names."""


class Config(NamedTuple):
    """The values of a configuration file, as texts that the options' own parsers read."""

    values: Mapping[str, list[str]] = {}
    path: Path | None = None

    def of(self, key: str) -> list[str]:
        """The values of a key; none when it is not configured."""
        return self.values.get(key, [])

    def one(self, key: str) -> str | None:
        """The only value of a key."""
        return next(iter(self.of(key)), None)

    def flag(self, key: str) -> bool:
        """Whether a switch is on."""
        return self.one(key) == "true"


def find(start: Path) -> Path | None:
    """The nearest configuration file, from the folder upward."""
    for folder in (start, *start.parents):
        own = folder / "qianshou.toml"
        if own.is_file():
            return own
        project = folder / "pyproject.toml"
        if project.is_file() and b"[tool.qianshou" in project.read_bytes():
            return project
    return None


def load(path: Path | None) -> Config:
    """Read a configuration file. Raises UsageError when it is not TOML or holds an unknown key."""
    if path is None:
        return Config()
    import tomllib  # most runs have no such file

    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            Text("读不到配置文件 {path}：{why}", "cannot read {path}: {why}"), path=str(path), why=str(error)
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(
            Text("配置文件 {path} 不是正确的 TOML：{why}", "{path} is not TOML: {why}"), path=str(path), why=str(error)
        ) from None
    table = data.get("tool", {}).get("qianshou", {}) if path.name == "pyproject.toml" else data
    for key in table:
        if key not in KEYS:
            from ..nearest import nearest

            near = nearest(key, KEYS)
            hint = Text(f"；是不是 {near[0]}？", f"; did you mean {near[0]}?") if near else Text("", "")
            raise UsageError(
                Text("配置文件 {path} 中有不认识的键 {key}{hint}", "unknown key {key} in {path}{hint}"),
                path=str(path),
                key=key,
                hint=hint,
            )
    return Config({key: _texts(value, key, path) for key, value in table.items()}, path)


def _texts(value: Any, key: str, path: Path) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _texts(item, key, path)]
    if isinstance(value, dict) and key in ("severity", "limit"):
        return [f"{name}={given}" for name, given in value.items()]
    if isinstance(value, bool):
        return ["true" if value else "false"]
    if isinstance(value, str | int | date):
        return [str(value)]
    raise UsageError(
        Text("配置文件 {path} 的 {key} 写法不对", "the value of {key} in {path} is wrong"), path=str(path), key=key
    )


def configuration(given: str | None) -> Config:
    """The configuration file that was named, else the nearest one upward. Raises UsageError when it cannot be used."""
    return load(Path(given) if given else find(Path.cwd()))


@cache
def configured_language() -> str | None:
    """The language that the nearest configuration file asks for; a broken file is reported later, by the command."""
    try:
        return load(find(Path.cwd())).one("lang")
    except (UsageError, OSError):
        return None
