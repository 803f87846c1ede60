"""How much a run takes in and lists. Every limit is said here once: its default, its range and what it counts."""

from dataclasses import Field, dataclass, field, fields
from typing import Any

from .texts import Text


def _limit(default: int | None, most: int, about: Text) -> Any:
    return field(default=default, metadata={"about": about, "most": most})


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a run; each can be changed with `--limit NAME=N`, its field's name with hyphens."""

    file_size: int = _limit(50_000_000, 2_000_000_000, Text("一个文件的字节数", "bytes of a file"))
    depth: int = _limit(40, 200, Text("嵌套层数；程序文件用十一层", "levels of nesting; a program file needs eleven"))
    values: int = _limit(
        4_000_000,
        1_000_000_000,
        Text(
            "一个文件中键、值和列表项的个数，按分隔符估算；默认值约占 1 GB 内存",
            "keys, values and list items in a file, reckoned from what stands between them; the default takes about "
            "1 GB of memory",
        ),
    )
    problems: int = _limit(
        200,
        1_000_000,
        Text("一个文件中同一类读取问题列出的条数", "problems of one kind listed for a file that cannot be judged"),
    )
    findings: int | None = _limit(
        None,
        1_000_000_000,
        Text(
            "validate 每份输出列出的问题条数，重者优先；汇总和退出码仍计入全部；终端上默认 60，文件和管道不限",
            "findings listed in each output of validate, the most severe first; counts and exit code take in all; "
            "default: 60 on a terminal, all to files and pipes",
        ),
    )


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit as a person writes it and reads about it."""

    name: str
    default: int | None
    most: int
    """No number above it is taken."""
    about: Text


def _described(one: Field[Any]) -> Limit:
    return Limit(one.name.replace("_", "-"), getattr(DEFAULT, one.name), one.metadata["most"], one.metadata["about"])


ALL = tuple(map(_described, fields(Limits)))
