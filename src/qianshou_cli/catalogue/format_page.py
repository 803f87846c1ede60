"""The reference of a file format, made from its models: every mapping with its keys, types and meaning."""

from collections.abc import Collection, Iterator, Sequence

from pydantic import BaseModel

from ..limits import DEFAULT
from ..model.dates import FIRST_YEAR, LAST_YEAR
from ..model.scalars import LONGEST, Form
from ..texts import Text
from .blocks import Block, Code, Heading, Items, Rows, Voice
from .schemas import SCHEMAS
from .shapes import ByYear, Choice, Either, Entry, Group, ListOf, Shape, group_of, groups

READING = (
    Text(
        "键不写，或值留空（包括 `~`、`null` 和引号里只有空格）：未记录；有默认值的取默认值。空列表 `[]`：记录为没有。"
        "`0`：零。未记录绝不当作零，也绝不当作符合。",
        "A key left out, or a blank value (also `~`, `null`, and quotes with nothing but spaces inside): not recorded, "
        "or the default where there is one. An empty list `[]`: recorded as none. `0`: zero. "
        "What is not recorded is never taken for zero and never for a pass.",
    ),
    Text(
        "值按所写的字读：`no`、`on`、`012345`、`9:30`、`1_000` 和 18 位数字都保持原样，到需要数字、日期或文字时才解释；"
        "前导零不丢。",
        "Values are read as they are written: `no`, `on`, `012345`, `9:30`, `1_000` and numbers of 18 digits stay as "
        "typed until a number, date or text is wanted; leading zeros survive.",
    ),
    Text(
        "日期只写 `2022-09-05`；月份写 `2022-09`；起止日期写 `2022-09-05/2022-09-16`，两头都算；"
        f"年份从 {FIRST_YEAR} 到 {LAST_YEAR}。",
        "A date is written `2022-09-05` only; a month `2022-09`; an interval `2022-09-05/2022-09-16`, both ends "
        f"included; years run from {FIRST_YEAR} to {LAST_YEAR}.",
    ),
    Text(
        "起止日期按国务院公布的安排计法定工作日：调休上班日算，法定节假日和周末不算。",
        "An interval counts its statutory workdays by the State Council's calendar: make-up days count, "
        "public holidays and weekends do not.",
    ),
    Text(
        "金额以元为单位，最多两位小数，不写单位和逗号。",
        "Money is in yuan, at most two decimals, no unit and no comma.",
    ),
    Text(
        "文件用 UTF-8 编码，一个文件一个文档。不用锚点 `&`、别名 `*`、合并键 `<<`、标签 `!`；"
        f"嵌套不超过 {DEFAULT.depth} 层，文件不超过 {DEFAULT.file_size:,} 字节，一段文字不超过 {LONGEST:,} 字。",
        "A file is UTF-8 and holds one document. Anchors `&`, aliases `*`, merge keys `<<` and tags `!` are refused; "
        f"nesting ends at {DEFAULT.depth} levels, a file at {DEFAULT.file_size:,} bytes, a text at {LONGEST:,} "
        "characters.",
    ),
    Text(
        "要求（plan.requirements 下的键）不能留空：没有参数写 `{}`，不适用就删去，否则这项要求会悄悄失效。",
        "A requirement (a key of plan.requirements) is never blank: write `{}` when it has no parameter, delete the "
        "line when it does not apply; or the duty would be switched off unseen.",
    ),
    Text(
        "要求对期间内的每个工作年度都有效。中途修改了条款的，按修改后的写；已按原条款达标的年度因此不符合的，写豁免并注明文件。",
        "A requirement holds for every working year of the period. Of a clause that was amended midway write what it "
        "says now; where a year that met the old one fails because of that, record a waiver that names the paper.",
    ),
    Text(
        "同一处的键不能写两次；不认识的键不接受，并提示最接近的键。",
        "A key is written once in a mapping; an unknown key is refused, with the nearest known one.",
    ),
    Text(
        "每个值都记得所在的行和列（从 1 起，列按字符计）；缺少的键指向它的上一级。",
        "Every value keeps its line and column (from 1, columns in characters); a missing key is placed at its parent.",
    ),
)

RECORDS = (
    Text(
        "记录文件让各机构自己保存年度记录，不改程序文件。它有 `records_for`，没有 `plan`。",
        "A records file lets an organization keep its yearly records without touching the program file. "
        "It has `records_for` and no `plan`.",
    ),
    Text(
        "程序文件和记录文件在同一次检查中给出时，按 `records_for` 和结对标识并入；记录文件中的人员也并入。"
        "同一人在方案的各文件中只列一次：以后的记录文件只列新来的人员，其他人直接写标识。",
        "When both are given in one run, it is merged by `records_for` and the ids of the pairings; its workers are "
        "merged too. A person is listed once among the files of a plan: later records files list who is new, and name "
        "the others by their ids.",
    ),
    Text(
        "同一结对的同一年度写在两个文件里、指向不存在的方案或结对，都是错误，并指出两处；"
        "前者以程序文件为准，两个都是记录文件时以文件名在前的为准。",
        "The same year of a pairing in two files, or an unknown plan or pairing, is an error that names both places; "
        "the year in the program file counts, and of two records files the one whose name comes first.",
    ),
    Text(
        "有错误的记录文件整份不并入；程序文件照常判断，只列在其中的人员只凭标识认定。",
        "A records file with an error is left out as a whole; the program file is judged all the same, and of workers "
        "who are listed only there nothing but the id is known.",
    ),
)

SKELETON = """\
# yaml-language-server: $schema=../schema/program.schema.json
# 虚构 (fictional)
format: 1
plan:
  id: demo
  title: 虚构方案
  period: {from: 2021, to: 2025}
  sender_province: 上海市
  receiver_province: 甘肃省
  requirements:
    sent_workdays: {min: 40, basis: total, clause: 二（四）3}
organizations:
  - {id: s, name: 虚构援派机构, province: 上海市}
  - {id: r, name: 虚构受援机构, province: 甘肃省}
workers:
  - {id: w1, employer: s, service_since: 2014-07}
pairings:
  - id: p1
    mode: cross_province
    sender: s
    receiver: r
    county: "622926"
    years:
      2022:
        sent:
          - worker: w1
            service:
              - 2022-09-05/2022-09-16                        # 9 个工作日 / 9 workdays
              - 2022-10-10                                   # 一天 / one day
              - {on: 2022-11-01/2022-11-30, workdays: 8}     # 其中 8 个 / 8 of them
              - {workdays: 5}                                # 无日期，照计并提示 / undated: counted, pointed out
"""


def format_page(name: str, voice: Voice) -> list[Block]:
    """The page of `program` (with the records file), `records` or `result`."""
    page: list[Block] = [Heading(1, voice.short(SCHEMAS[name][1]))]
    if name != "result":
        page += [
            Heading(2, voice.short(Text("怎样读", "How it is read"))),
            Items([text.pick(lang) for lang in voice.languages for text in READING]),
        ]
    if name == "program":
        page += [Heading(2, voice.short(Text("例子", "An example"))), Code("yaml", SKELETON)]
    page += [Heading(2, voice.short(Text("各处的键", "Keys"))), *_mappings(name, voice)]
    if name == "program":
        page += [
            Heading(2, voice.short(Text("记录文件", "Records files"))),
            Items([text.pick(lang) for lang in voice.languages for text in RECORDS]),
            *_mappings("records", voice, known=_models("program")),
        ]
    return page


def _models(name: str) -> set[type]:
    return {group.model for _, group in groups(group_of(SCHEMAS[name][0]))}


def _mappings(name: str, voice: Voice, known: Collection[type] = ()) -> Iterator[Block]:
    """Each mapping once, under every path at which it may stand; those that are known already are left out."""
    found: dict[type[BaseModel], list[str]] = {}
    for path, group in groups(group_of(SCHEMAS[name][0])):
        if group.model not in known:
            found.setdefault(group.model, []).append(path)
    for model, paths in found.items():
        names = [f"`{path}`" if path else voice.short(Text("文件顶层", "top of the file")) for path in paths]
        yield Heading(3, ", ".join(names))
        yield entry_rows(group_of(model), voice)


def entry_rows(group: Group, voice: Voice) -> Rows:
    """The keys of a mapping as a table."""
    header = [Text("键", "key"), Text("类型", "type"), Text("必填", "required"), Text("含义", "meaning")]
    return Rows(
        [voice.short(text) for text in header],
        [
            [f"`{entry.key}`", voice.short(_takes(entry)), voice.short(_need(entry)), voice.short(_meaning(entry))]
            for entry in group.entries
        ],
    )


def _need(entry: Entry) -> Text:
    return Text("是", "yes") if entry.required else Text("否", "no")


def _meaning(entry: Entry) -> Text:
    if entry.default is None:
        return entry.text
    default = str(entry.default).lower() if isinstance(entry.default, bool) else entry.default
    return Text(f"{entry.text.zh}；默认 `{default}`", f"{entry.text.en}; default `{default}`")


def _takes(entry: Entry) -> Text:
    """What a value may be. A key that must be there though its value is blank says so; any other may be left out."""
    kind = _kind(entry.shape)
    return _either([kind, Text("null", "null")]) if entry.required and entry.blank else kind


def _kind(shape: Shape) -> Text:
    match shape:
        case Form(text, _):
            return text
        case Choice(words):
            listed = ", ".join(f"`{word}`" for word in words)
            return Text(listed, listed)
        case ListOf(item):
            return _joined("列表，每项：{}", "list of: {}", _kind(item))
        case ByYear(_, record):
            return _joined("按年份分组，每年：{}", "by year: {}", _kind(record))
        case Either(shapes):
            return _either([_kind(one) for one in shapes])
        case Group():
            return Text("分组", "mapping")


def _either(kinds: Sequence[Text]) -> Text:
    return Text("，或 ".join(kind.zh for kind in kinds), ", or ".join(kind.en for kind in kinds))


def _joined(zh: str, en: str, inner: Text) -> Text:
    return Text(zh.format(inner.zh), en.format(inner.en))
