"""Why the system refused something, in the reader's language."""

import errno
import os
from collections.abc import Mapping
from types import MappingProxyType

from ..texts import Text
from .usage import UsageError

CHINESE: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOENT: "没有这个文件或文件夹",
        errno.EISDIR: "这是文件夹，不是文件",
        errno.ENOTDIR: "路径中有一段不是文件夹",
        errno.EACCES: "没有权限",
        errno.EPERM: "不允许这样操作",
        errno.EROFS: "所在的盘只能读",
        errno.ENOSPC: "磁盘已满",
        errno.EFBIG: "超过了系统允许的文件大小",
        errno.ENAMETOOLONG: "文件名太长",
        errno.ELOOP: "链接绕成了圈",
        errno.EMFILE: "打开的文件太多",
        errno.EBADF: "输入或输出没有打开",
        errno.EIO: "读写设备出错",
        errno.EINVAL: "系统不接受这个文件名或这样的操作",
    }
)
"""The refusals that people meet; for all others the system's own words stay."""

BUSY = Text("正被占用，或是单独挂载的，不能替换", "in use, or mounted by itself; it cannot be replaced")
"""What the system calls a busy device or resource."""
HELD = Text(
    "没有权限，或文件正被其他程序（如 Excel、WPS）打开",
    "no permission, or the file is open in another program (such as Excel or WPS)",
)
"""What Windows calls access denied, or a violation of sharing or of a lock, in its own language and each for either."""
HELD_CODES = (5, 32, 33)

NO_READER = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)
"""What the system calls it where nobody reads standard output any more."""


def reason(error: OSError) -> Text:
    """What the system says."""
    if getattr(error, "winerror", None) in HELD_CODES:
        return HELD
    if error.errno == errno.EBUSY:
        return BUSY
    said = error.strerror or str(error) or type(error).__name__
    return Text(CHINESE.get(error.errno or 0, said), said)


def reader_gone(error: OSError) -> bool:
    """Whether it says that nobody reads standard output any more."""
    return error.filename is None and error.errno in NO_READER


def refused(error: OSError) -> UsageError:
    """What to say of a refusal wherever it comes."""
    if error.filename is None:
        return UsageError(
            Text("系统拒绝了一次读写：{why}", "the system refused to read or write: {why}"), why=reason(error)
        )
    return UsageError(
        Text("系统拒绝了对 {path} 的读写：{why}", "the system refused to read or write {path}: {why}"),
        path=error.filename,
        why=reason(error),
    )


def unwritable(path: str, error: OSError) -> UsageError:
    """What to say of a file or folder that the system would not let be written."""
    return UsageError(Text("写不了 {path}：{why}", "cannot write {path}: {why}"), path=path, why=reason(error))
