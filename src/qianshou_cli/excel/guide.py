"""The sheet that explains the others, in Chinese and English."""

from collections.abc import Iterator

from ..texts import Lang, Text
from .columns import NO, NONE
from .layout import KEYS_TITLE, PLAN_TITLE, REQUIREMENTS_TITLE, TABLES

TITLE = Text("“牵手计划”年度记录表", "Records of a pairing programme (牵手计划)")
HOW = Text("怎样填写", "How to fill it in")
SHEETS = Text("各工作表", "The sheets")
LINES = (
    Text(
        "深色列名必填，浅色列名可以留空。点到单元格会出现说明或下拉选项。",
        "Columns with a dark heading must be filled in. Select a cell to see a hint or its choices.",
    ),
    Text(
        f"留空 = 没有记录；0 = 零。核实过确实没有的，在“{NONE.header.zh}”一栏选“{NO.zh}”。",
        f"Blank = not recorded; 0 = zero. When there certainly are none, choose `{NO.en}` under `{NONE.header.en}`.",
    ),
    Text(
        "日期写成年-月-日，如 2022-09-05。金额以元为单位。不要用公式，请写值。",
        "Dates are written year-month-day, such as 2022-09-05. Amounts are in yuan. Write values, not formulas.",
    ),
    Text(
        "各表用标识互相对应：先在“机构”“人员”“结对”中定好标识，其他表从下拉选项中选。",
        "The sheets refer to each other by ids: give them in Organizations, Workers and Pairings.",
    ),
    Text(
        "不要改列名和工作表名；空行不影响；可以排序、筛选、加宽列。",
        "Leave the headings and the names of the sheets as they are; blank rows do no harm; sort as you like.",
    ),
    Text(
        "填好后运行：qianshou import 本表.xlsx -o data/方案.yaml，再运行：qianshou validate data/方案.yaml",
        "When it is filled in: qianshou import THIS.xlsx -o data/PLAN.yaml, then qianshou validate data/PLAN.yaml",
    ),
    Text(
        f"检查结果提到文件里的名称（如 service_since）时，在“{KEYS_TITLE.zh}”里查它在哪张表、哪一列。",
        f"Where a finding names a key of the file, such as service_since: `{KEYS_TITLE.en}` has its sheet and column.",
    ),
    Text(
        "本表含证书编号等个人信息，请按单位规定保管；不要填写手机号、邮箱、身份证号。",
        "The book holds certificate numbers: keep it as your rules ask. Write no phone, e-mail or citizen ID numbers.",
    ),
)
PLAN_ABOUT = Text("方案的名称、期间、省份。", "The plan: its title, years and provinces.")
REQUIREMENTS_ABOUT = Text(
    "方案的各项要求，每个参数值一行；没有列出的要求不检查。",
    "What the plan asks for, one value a row; what is not listed is not checked.",
)


def guide_lines(lang: Lang) -> Iterator[tuple[int, str]]:
    """Font size and text of each line; every line stands in the other language, too."""
    order = (lang, Lang.EN if lang is Lang.ZH else Lang.ZH)
    abouts = [(PLAN_TITLE, PLAN_ABOUT), (REQUIREMENTS_TITLE, REQUIREMENTS_ABOUT)]
    abouts += [(table.title, table.about) for table in TABLES]
    for tongue in order:
        yield 16, TITLE.pick(tongue)
        yield 12, HOW.pick(tongue)
        for number, line in enumerate(LINES, 1):
            yield 11, f"{number}. {line.pick(tongue)}"
        yield 12, SHEETS.pick(tongue)
        for title, about in abouts:
            yield 11, f"{title.pick(tongue)}：{about.zh}" if tongue is Lang.ZH else f"{title.pick(tongue)}: {about.en}"
        yield 11, ""
