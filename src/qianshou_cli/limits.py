"""How much a run takes in and lists. Every limit is said here once: its default, its range and what it counts."""

from typing import NamedTuple

from .texts import Text


class Limits(NamedTuple):
    """The limits of a run; each can be changed with `--limit NAME=N`, its field's name with hyphens."""

    file_size: int = 50_000_000
    depth: int = 40
    values: int = 4_000_000
    problems: int = 200
    findings: int | None = None


DEFAULT = Limits()

OTHERS = 10
"""So many other places of the same person a result names; how many more there are is counted."""


class Limit(NamedTuple):
    """One limit as a person writes it and reads about it."""

    name: str
    default: int | None
    most: int
    """No number above it is taken."""
    about: Text


_ABOUT = {
    "file_size": (2_000_000_000, Text("一个文件的字节数", "bytes of a file")),
    "depth": (200, Text("嵌套层数；程序文件用十一层", "levels of nesting; a program file needs eleven")),
    "values": (
        1_000_000_000,
        Text(
            "一个文件中键、值和列表项的个数，按分隔符估算；默认值约占 1 GB 内存",
            "keys, values and list items in a file, reckoned from what stands between them; the default takes about "
            "1 GB of memory",
        ),
    ),
    "problems": (
        1_000_000,
        Text("一个文件中同一类读取问题列出的条数", "problems of one kind listed for a file that cannot be judged"),
    ),
    "findings": (
        1_000_000_000,
        Text(
            "validate 每份输出列出的问题条数，重者优先；汇总和退出码仍计入全部；终端上默认 60，文件和管道不限",
            "findings listed in each output of validate, the most severe first; counts and exit code take in all; "
            "default: 60 on a terminal, all to files and pipes",
        ),
    ),
}

ALL = tuple(Limit(name.replace("_", "-"), default, *_ABOUT[name]) for name, default in Limits._field_defaults.items())

READING = tuple(limit for limit in ALL if limit.name != "findings")
"""The limits of every command that reads program files; only `validate` lists findings."""

SAVED = tuple(limit for limit in ALL if limit.name == "file-size")
"""The limit of a command that reads nothing but results."""
