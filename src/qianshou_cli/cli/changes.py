"""Changing a file that exists: show what would change, ask, write."""

import sys

from ..assess import Input
from ..errors import InputError
from ..limits import Limits
from ..load import load
from ..model import ProgramFile, RecordsFile
from ..model.program import numbers_of
from ..texts import Lang, Numbers, Text, visible
from ..yaml_merge import merged
from .difference import unified
from .inputs import Files
from .output import note, write_file, write_stdout
from .problems import tell
from .usage import UsageError

UNCHANGED = Text("{file} 已与工作簿一致，没有改动", "{file} says the same as the workbook already; nothing changed")
ASK = Text("写入 {file}？[y/N] ", "write {file}? [y/N] ")
NOT_ASKED = Text(
    "没有写入 {file}：以上是将要改动的内容，确认后请加 --yes 重新运行",
    "{file} was not written: above is what would change; run again with --yes when it is right",
)
MASKED_ALIKE = Text("  # 有改动：在遮掩的字符中", "  # changes: in what is masked")
LEFT = Text("没有写入 {file}", "{file} was not written")
WRITTEN = Text("已改动 {file}", "changed {file}")


def change(path: str, model: ProgramFile | RecordsFile, lang: Lang, limits: Limits, *, yes: bool) -> int:
    """Bring a file to what the model says; the exit code is 0 when it says so in the end, 1 when it was left alone.

    The difference goes to standard output. Without a terminal to ask, only `yes` lets the file be written.
    """
    values, item, files = {"file": path}, Input(path, path), Files([], limits)
    try:
        raw = files.read(item)
        source = load(raw, path, limits)
    except InputError as error:
        return tell(error.problems, lang, path)
    _require_same(path, source.model, model)
    if source.model == model:
        note(UNCHANGED.fill(lang, values))
        return 0
    before, after = raw.decode("utf-8"), merged(raw, model, limits)
    numbers = Numbers(numbers_of(worker for one in (source.model, model) for worker in one.workers or ()))
    write_stdout(visible(_difference(before, after, path, numbers, lang)), as_utf8=False)
    if not yes and not sys.stdin.isatty():
        note(NOT_ASKED.fill(lang, values))
        return 1
    if not yes and not _agreed(ASK.fill(lang, values)):
        note(LEFT.fill(lang, values))
        return 1
    try:
        files.read(item)  # raises where somebody wrote to it while the question stood
    except InputError as error:
        return tell(error.problems, lang, path)
    write_file(path, after)
    note(WRITTEN.fill(lang, values))
    return 0


def _require_same(path: str, old: ProgramFile | RecordsFile, new: ProgramFile | RecordsFile) -> None:
    """Raises UsageError for a file of the other kind or of another plan, of which nothing would be left."""
    if type(old) is not type(new):
        raise UsageError(
            Text(
                "{path} 是另一种文件（程序文件或记录文件），不能用这个工作簿改动；请换一个文件名",
                "{path} is of the other kind (program or records file), so this workbook cannot change it; "
                "choose another file name",
            ),
            path=path,
        )
    if _plan(old) != _plan(new):
        raise UsageError(
            Text(
                "{path} 属于方案 {old}，工作簿属于方案 {new}，没有改动；请核对文件名，要改方案标识请直接改 {path}",
                "{path} is of plan {old}, the workbook of plan {new}; nothing was changed: check the file name, "
                "and change the id of a plan in {path} itself",
            ),
            path=path,
            old=_plan(old),
            new=_plan(new),
        )


def _plan(model: ProgramFile | RecordsFile) -> str:
    return model.records_for if isinstance(model, RecordsFile) else model.plan.id


def _difference(before: str, after: str, path: str, numbers: Numbers, lang: Lang) -> str:
    """What changes, for a screen: certificate numbers and other personal data masked, and told where only they do."""
    lines = list(unified(before.splitlines(), after.splitlines(), path))
    removed = {line[1:] for line in lines if line.startswith("-")}
    looks = {numbers.mask(line) for line in removed}
    shown = []
    for line in lines:
        masked = numbers.mask(line)
        same = line.startswith("+") and line[1:] not in removed and masked[1:] in looks
        shown.append(f"{masked}{MASKED_ALIKE.pick(lang) if same else ''}\n")
    return "".join(shown)


def _agreed(question: str) -> bool:
    sys.stderr.write(visible(question))
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes", "是")
