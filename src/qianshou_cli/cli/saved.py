"""Reading back what an earlier run wrote: a JSON result or a baseline."""

import codecs
from collections.abc import Callable
from typing import TypeVar

from ..limits import Limits
from ..texts import Text, wide_encoding
from .reading import read_file
from .reasons import reason
from .usage import UsageError

Saved = TypeVar("Saved")


def read_saved(path: str, parse: Callable[[bytes], Saved], what: Text, how: str, limits: Limits) -> Saved:
    """What the file holds; `parse` raises ValueError for anything else.

    Raises UsageError with the command `how` that makes such a file. It never names the path as the place to write to:
    what stands there may be the reader's data.
    """
    values = {"path": path, "what": what, "how": how}
    try:
        raw, _ = read_file(path, limits.file_size + 1)
        if len(raw) > limits.file_size:
            raise UsageError(
                Text(
                    "{what} {path} 超过上限 {limit} 字节；可用 --limit file-size=N 提高上限",
                    "the {what} {path} is larger than the limit of {limit} bytes; "
                    "raise the limit with --limit file-size=N",
                ),
                **values,
                limit=limits.file_size,
            )
        if wide := wide_encoding(raw):
            raise UsageError(
                Text(
                    "{path} 是 {encoding} 编码，不是 UTF-8（PowerShell 的 > 会写成这样）；用 {how} -o 文件 重新生成",
                    "{path} is {encoding}, not UTF-8 (as `>` of PowerShell may write); {how} -o FILE makes one",
                ),
                **values,
                encoding=wide,
            )
        return parse(raw.removeprefix(codecs.BOM_UTF8))
    except OSError as error:
        raise UsageError(
            Text("读不了{what} {path}：{why}；用 {how} 生成", "cannot read the {what} {path}: {why}; {how} makes one"),
            **values,
            why=reason(error),
        ) from None
    except ValueError as error:
        version = _other_format(error)
        raise UsageError(
            Text("{path} 不是{what}；用 {how} 生成", "{path} is not a {what}; {how} makes one")
            if version is None
            else Text(
                "{path} 不是本程序认得的{what}：格式是第 {version} 版，不是第 1 版；用 {how} 重新生成",
                "{path} is not a {what} that this version reads: its format is {version}, not 1; {how} makes one",
            ),
            **values,
            version=version,
        ) from None


def _other_format(error: ValueError) -> int | None:
    """The number of the format, where a later or earlier version of the program wrote the file."""
    from pydantic import ValidationError

    found = error.errors() if isinstance(error, ValidationError) else []
    numbers = [item["input"] for item in found if item["loc"] == ("format",) and item["type"] == "literal_error"]
    return next((number for number in numbers if type(number) is int and 0 <= number < 1000), None)
