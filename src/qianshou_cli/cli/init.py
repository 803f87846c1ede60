"""`qianshou init program` and `qianshou init repo`: new files, never over existing ones."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import InputError
from ..texts import Lang, Text
from .endings import require_yaml
from .interrupts import unbroken
from .language import chosen_language
from .output import make_folders, note, remove, write_file
from .places import here
from .reasons import unwritable
from .shared import Language, file_option
from .usage import UsageError
from .words import Command, Group, words

if TYPE_CHECKING:
    from ..scaffold import Answers

OTHER_FILE = Text("请用 -o 换一个文件名", "choose another name with -o")
OTHER_FOLDER = Text(
    "请换一个新文件夹（qianshou init repo 文件夹），再把需要的文件复制过来",
    "choose a new folder (qianshou init repo DIR) and copy what you need from it",
)
HELP = words("新建程序文件或数据仓库。", "Start a program file or a data repository.")

app = typer.Typer(cls=Group, rich_markup_mode=None, no_args_is_help=True, add_completion=False)


@app.command(
    "program",
    cls=Command,
    help=words(
        "为一个新方案写一份带说明的程序文件；没有给出的选项在终端上询问。",
        "Write a commented program file for a new plan; on a terminal it asks for the options not given.",
    ),
)
def program(
    id_: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help=words("方案标识，如 jiangsu-shaanxi。", "The plan's id, such as a-b.")),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help=words("方案名称。", "The plan's title."))
    ] = None,
    sender: Annotated[
        str | None,
        typer.Option("--sender-province", metavar="TEXT", help=words("援派省份。", "The sending province.")),
    ] = None,
    receiver: Annotated[
        str | None,
        typer.Option("--receiver-province", metavar="TEXT", help=words("受援省份。", "The receiving province.")),
    ] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="YEAR", help=words("第一个工作年度。", "The first working year."))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="YEAR", help=words("最后一个工作年度。", "The last working year."))
    ] = None,
    output: Annotated[
        str | None,
        file_option("FILE", words("写入的文件；默认 方案标识.yaml。", "The file; default ID.yaml.")),
    ] = None,
    lang: Language = None,
) -> int:
    """Write the file once its answers make a program file that loads."""
    from ..scaffold import program as written

    spoken = chosen_language(lang)
    if output is not None:
        require_yaml(output)
        _must_be_new([Path(output)], OTHER_FILE)
    answers = _answered(
        spoken,
        [
            ("--id", id_, Text("方案标识，如 jiangsu-shaanxi", "id of the plan, such as jiangsu-shaanxi")),
            ("--title", title, Text("方案名称", "title of the plan")),
            ("--sender-province", sender, Text("援派省份", "sending province")),
            ("--receiver-province", receiver, Text("受援省份", "receiving province")),
            ("--from", first, Text("第一个工作年度", "first working year")),
            ("--to", last, Text("最后一个工作年度", "last working year")),
        ],
    )
    content = written(answers, spoken)
    file = output or f"{answers.id}.yaml"
    _write_new({Path(file): content}, OTHER_FILE)
    done = Text(
        "已写 {file}；按文件里的说明填写，再运行 qianshou validate {file}",
        "wrote {file}; fill it in as it explains, then run qianshou validate {file}",
    )
    note(done.fill(spoken, {"file": file}))
    return 0


@app.command(
    "repo",
    cls=Command,
    help=words(
        "建一个数据仓库：示例数据、配置、提交前检查、GitHub 和 GitLab 流水线、说明。",
        "Lay out a data repository: example data, configuration, hooks, GitHub and GitLab pipelines, README.",
    ),
)
def repo(
    folder: Annotated[
        str, typer.Argument(metavar="DIR", help=words("文件夹，默认当前。", "The folder; default: the current one."))
    ] = ".",
    requirement: Annotated[
        str | None,
        typer.Option(
            "--requirement",
            metavar="TEXT",
            help=words(
                "提交前检查和流水线用 pip 安装的内容：版本、网址或路径（写成绝对路径）；默认本版本。",
                "What hooks and pipelines install with pip: a version, URL or path (written from the root); "
                "default: this version.",
            ),
        ),
    ] = None,
    lang: Language = None,
) -> int:
    """Write all files or, when one of them exists, none."""
    from ..catalogue.schemas import schema
    from ..scaffold import THIS_VERSION, repository

    spoken = chosen_language(lang)
    if not folder:
        raise UsageError(Text("请写文件夹名；当前文件夹写 .", "write the name of a folder; `.` is the current one"))
    if requirement == "":
        raise UsageError(Text("--requirement 没有写内容", "--requirement says nothing"))
    schemas = {f"schema/{what}.schema.json": schema(what) for what in ("program", "records")}
    made = {**repository(spoken, _from_anywhere(requirement or THIS_VERSION)), **schemas}
    _write_new({Path(folder, path): content for path, content in made.items()}, OTHER_FOLDER)
    done = Text("已写 {n} 个文件，从 {readme} 读起", "wrote {n} files; begin with {readme}")
    note(done.fill(spoken, {"n": len(made), "readme": str(Path(folder, "README.md"))}))
    return 0


def _from_anywhere(requirement: str) -> str:
    """What pip is to install, whichever folder it runs in: pre-commit, for one, runs it in a folder of its own.

    Raises UsageError for a path that leads nowhere.
    """
    if "://" in requirement or not _is_path(requirement):
        return requirement
    path = (here() / requirement).resolve()
    if not path.exists():
        raise UsageError(Text("--requirement：没有 {path}", "--requirement: there is no {path}"), path=requirement)
    return str(path)


def _is_path(requirement: str) -> bool:
    divided = os.sep in requirement or (os.altsep is not None and os.altsep in requirement)
    return divided or requirement.startswith(".") or requirement.endswith((".whl", ".tar.gz", ".zip"))


def _answered(lang: Lang, asked: Sequence[tuple[str, str | None, Text]]) -> Answers:
    """The answers, asked for where an option is not given, and again as long as one cannot be written.

    Raises UsageError for an option that cannot be written, and where nobody can be asked.
    """
    from ..scaffold import fictional

    missing = [option for option, given, _ in asked if given is None]
    if missing and not sys.stdin.isatty():
        raise UsageError(Text("还需要：{options}", "these options are needed: {options}"), options=missing)
    answers = fictional(lang)  # it loads: what keeps the file from loading is the answer that was put in last
    for field, (_, given, question) in zip(answers._fields, asked, strict=True):
        taken = partial(_with, answers, field, lang)
        answers = taken(given) if given is not None else _asked(taken, question, lang)
    return answers


def _asked(taken: Callable[[str], Answers], question: Text, lang: Lang) -> Answers:
    while True:
        try:
            return taken(str(typer.prompt(question.pick(lang), err=True)))
        except UsageError as error:
            note(error.message(lang))


def _with(answers: Answers, field: str, lang: Lang, given: str) -> Answers:
    """The answers with this one. Raises UsageError when it cannot be written."""
    from ..scaffold import program as written
    from .options import parse_year

    if field in ("first", "last"):
        parse_year(given)
    changed = answers._replace(**{field: given})
    if field == "first":
        changed = changed._replace(last=given)
    _must_load(written(changed, lang), lang)
    return changed


def _must_load(content: str, lang: Lang) -> None:
    """Raises UsageError with what is wrong when the answers do not make a program file."""
    from ..engine import problem_result
    from ..load import load
    from ..rules import BY_NAME

    try:
        load(content.encode("utf-8"), "program.yaml")
    except UnicodeEncodeError:
        raise UsageError(
            Text(
                "其中有读不出的字符（终端的编码与系统设置不同，或退格只删了半个汉字）；请重新写",
                "there are characters in it that cannot be read (the terminal has another encoding than the system "
                "says, or Backspace removed half a character); write it again",
            )
        ) from None
    except InputError as error:
        said = [problem_result(problem, BY_NAME).message(lang) for problem in error.problems]
        raise UsageError(Text("不能这样写：{said}", "this cannot be written: {said}"), said=said) from None


def _write_new(contents: Mapping[Path, str], instead: Text) -> None:
    """Write files that must not exist yet: all of them or none.

    Raises UsageError naming those in the way, and what to do `instead`.
    """
    _must_be_new(contents, instead)
    made: list[Path] = []
    with unbroken():
        try:
            for path, content in contents.items():
                made += make_folders(path.parent)
                write_file(str(path), content)
                made.append(path)
        except BaseException as error:
            remove(made)
            if isinstance(error, OSError):
                raise unwritable(str(error.filename), error) from None
            raise


def _must_be_new(paths: Iterable[Path], instead: Text) -> None:
    """Raises UsageError naming what stands where the files are to be, and what to do `instead`."""
    in_the_way = sorted({str(found) for path in paths if (found := _in_the_way(path))})
    if in_the_way:
        raise UsageError(
            Text(
                "已经存在，没有写任何文件：{files}；{instead}", "already there, nothing was written: {files}; {instead}"
            ),
            files=in_the_way,
            instead=instead,
        )


def _in_the_way(path: Path) -> Path | None:
    """What stands where the file is to be: the file itself, or something that is no folder above it."""
    if path.exists() or path.is_symlink():
        return path
    return next((above for above in path.parents if above.exists() and not above.is_dir()), None)
