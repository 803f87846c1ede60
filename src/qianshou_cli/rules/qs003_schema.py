"""QS003 schema: every key is known and every value has the form that the format asks for."""

from ..findings import Severity
from ..model.dates import FIRST_YEAR, LAST_YEAR
from ..rule import Card, Rule, no_check
from ..texts import Text

CARD = Card(
    id="QS003",
    name="schema",
    severity=Severity.ERROR,
    cumulative=False,
    subject=None,
    always=True,
    title=Text("文件格式", "file format"),
    asks=Text(
        "键名、必填项、日期、数字和代码按 docs/format.md 的写法。",
        "Keys, required values, dates, numbers and codes are written as docs/format.md says.",
    ),
    why=Text("写法不定的值会被误读。", "A value that can be read in two ways will be read wrongly."),
    messages={
        "more": Text(
            "从此处起还有写法有误的值，列出 {limit} 条后不再列出；请先改正已列出的，或用 --limit problems=N 多列",
            "more values are written wrongly from here on and not listed, after {limit}; mend the listed ones first, or list more with --limit problems=N",
        ),
        "empty": Text(
            "文件是空的；请至少写 format: 1 和 plan，或用 qianshou init 新建",
            "the file is empty; write at least `format: 1` and `plan`, or start with `qianshou init`",
        ),
        "another-kind": Text(
            "这不像程序文件或记录文件：format、plan、records_for 等一个也没有；请只检查数据文件夹，如 qianshou validate data，"
            "或把这个文件移走",
            "this looks like no program or records file: it has none of `format`, `plan`, `records_for` or the others; "
            "check the folder of the data only, such as `qianshou validate data`, or move this file away",
        ),
        "kind-missing": Text(
            "“plan”和“records_for”都没有；程序文件请补上 plan，记录文件请补上 records_for: 方案标识",
            "there is neither `plan` nor `records_for`; add `plan` to a program file, or `records_for: ID` of the plan to "
            "a records file",
        ),
        "missing": Text("缺少“{key}”；请补上", "`{key}` is missing; add it"),
        "blank": Text("“{key}”是空的，而它必须有值；请填写", "`{key}` is blank but must have a value; fill it in"),
        "unknown-key": Text(
            "不认识的键“{key}”；此处可写：{keys}", "unknown key `{key}`; keys that may stand here: {keys}"
        ),
        "unknown-key-near": Text("不认识的键“{key}”；是不是“{near}”？", "unknown key `{key}`; did you mean `{near}`?"),
        "unknown-key-colon": Text(
            "“{key}”用了全角冒号“：”；请改成半角冒号加空格“: ”",
            "`{key}` is written with a full-width colon; write an ASCII colon and a space",
        ),
        "unknown-key-tight": Text(
            "“{key}”的冒号后面缺空格；请写成“{meant}: 值”",
            "there is no space after the colon of `{key}`; write `{meant}: value`",
        ),
        "unknown-key-space": Text(
            "此处有全角的或不可见的空格 {code}；请改成半角空格",
            "a full-width or invisible space {code} stands here; write an ordinary space",
        ),
        "unknown-key-space-after": Text(
            "“{before}”后面的空格是全角的或不可见的（{code}）；请改成半角空格",
            "the space after `{before}` is a full-width or invisible one ({code}); write an ordinary space",
        ),
        "wide-quotes": Text(
            "{given} 用了中文引号；请改成半角引号", "{given} is in full-width quotes; write ASCII quotes"
        ),
        "choice": Text(
            "“{given}”不在可选值之中；可写：{allowed}", "`{given}` is not one of the choices; write one of: {allowed}"
        ),
        "choice-near": Text(
            "“{given}”不在可选值之中；是不是“{near}”？可写：{allowed}",
            "`{given}` is not one of the choices; did you mean `{near}`? Choices: {allowed}",
        ),
        "scalar-wanted": Text(
            "“{key}”应是一个值，不是列表或分组", "`{key}` takes a single value, not a list or mapping"
        ),
        "text-long": Text(
            "“{key}”的文字超过 {max_length} 个字；请写简短，全文另存",
            "the text of `{key}` has more than {max_length} characters; shorten it, and keep the whole elsewhere",
        ),
        "list-meant": Text(
            "“{key}”应是列表；请用半角方括号写成 {meant}", "`{key}` takes a list; write it in brackets: {meant}"
        ),
        "list-wanted": Text(
            "“{key}”应是列表；请在外面加半角方括号 [ ]，或每项一行，以“- ”开头（花括号里不能这样写）",
            "`{key}` takes a list; put brackets [ ] around it, or one item a line, beginning with `- ` (not in braces)",
        ),
        "items-joined": Text(
            "“{given}”把几项连成了一项；请分开写：方括号里用半角逗号加空格，如 {meant}；否则每项一行，以“- ”开头",
            "`{given}` is several items in one; separate them: in brackets by a comma and a space, such as {meant}; "
            "elsewhere one item a line, beginning with `- `",
        ),
        "names-joined": Text(
            "“{given}”像是几项；请分开写：方括号里用半角逗号加空格，如 {meant}；否则每项一行，以“- ”开头；确是一项的请加引号",
            "`{given}` looks like several items; separate them: in brackets by a comma and a space, such as {meant}; "
            "elsewhere one item a line, beginning with `- `; or put it in quotes if it is one",
        ),
        "value-torn": Text(
            "花括号里的逗号把“{given}”分开了；请写成 {meant}",
            "the commas of `{given}` end the value in braces; write {meant}",
        ),
        "number-torn": Text(
            "数字里不能有逗号；请把“{given}”写成 {meant}", "a number has no commas; write {meant} instead of `{given}`"
        ),
        "unseen": Text(
            "“{given}”里有看不见的字符 {codes}；请删去", "`{given}` holds invisible characters: {codes}; delete them"
        ),
        "list-empty": Text(
            "“{key}”是空的列表；请至少写一项，不适用时请删去这一项",
            "`{key}` is an empty list; write one item at least, or delete it when it does not apply",
        ),
        "list-empty-needed": Text(
            "“{key}”是空的列表；请至少写一项，方案不要求的请删去“{whole}”这一项",
            "`{key}` is an empty list; write one item at least, or delete `{whole}` when the plan does not ask for it",
        ),
        "list-none": Text(
            "“{key}”应是列表；确实没有的请写 []，没有记录的请删去这一项",
            "`{key}` takes a list; write `[]` when there certainly are none, and delete the key when nothing is recorded",
        ),
        "nothing-form": Text(
            "“{given}”不能填在此处；没有记录请留空",
            "`{given}` cannot stand here; leave it blank when nothing is recorded",
        ),
        "mapping-wanted": Text(
            "“{key}”应是“键: 值”的分组，可写的键：{keys}", "`{key}` takes `key: value` pairs; keys: {keys}"
        ),
        "file-mapping": Text(
            "文件应是“键: 值”的分组，可写的键：{keys}", "a file takes `key: value` pairs at its top; keys: {keys}"
        ),
        "years-wanted": Text(
            "“{key}”应按年度分组；请每个年度一行，如 2022:，其下缩进写当年的记录",
            "`{key}` takes a group for each year; write a line such as `2022:` and the records of the year indented below it",
        ),
        "mapping-wanted-colon": Text(
            "此处应是“键: 值”；全角冒号“：”请改成半角冒号加空格“: ”",
            "`key: value` is wanted here; write an ASCII colon and a space instead of the full-width colon",
        ),
        "date-form": Text(
            "日期“{given}”写法不对；请写成年-月-日，如 2022-09-05",
            "`{given}` is not a date; write year-month-day, such as 2022-09-05",
        ),
        "date-meant": Text("日期“{given}”写法不对；请写成 {meant}", "write the date `{given}` as {meant}"),
        "date-impossible": Text("没有“{day}”这一天；请核对日期", "there is no day {day}; check the date"),
        "interval-form": Text(
            "起止日期“{given}”写法不对；请写成起日/止日，如 2022-09-05/2022-09-16，只有一天的如 2022-10-10",
            "`{given}` is not an interval; write first/last day, such as 2022-09-05/2022-09-16, or one day, such as 2022-10-10",
        ),
        "end-missing": Text(
            "“{given}”没有写止日；请写成起日/止日，如 2022-09-01/2025-12-31，还在继续的写方案期间的最后一天",
            "`{given}` has no last day; write first/last day, such as 2022-09-01/2025-12-31, with the last day of the "
            "plan's period where it goes on",
        ),
        "lasting-form": Text(
            "起止日期“{given}”写法不对；请写成起日/止日，如 2022-09-01/2025-12-31",
            "`{given}` is not an interval; write first/last day, such as 2022-09-01/2025-12-31",
        ),
        "interval-meant": Text("起止日期“{given}”写法不对；请写成 {meant}", "write the interval `{given}` as {meant}"),
        "interval-backwards": Text(
            "“{given}”的结束早于开始；请对调", "`{given}` ends before it begins; swap the dates"
        ),
        "month-form": Text(
            "“{given}”写法不对；请写成年-月或年-月-日，如 2014-07 或 2014-07-15",
            "`{given}` is not a month; write year-month or year-month-day, such as 2014-07 or 2014-07-15",
        ),
        "month-meant": Text("“{given}”写法不对；请写成 {meant}", "write `{given}` as {meant}"),
        "month-impossible": Text("没有“{given}”这个月；请核对月份", "there is no month {given}; check it"),
        "below-zero": Text(
            "“{given}”小于 0；此处不能小于 0，请核对", "`{given}` is below 0, which it cannot be; check it"
        ),
        "count-form": Text(
            "“{given}”写法不对；请用半角数字写整数，最多九位，如 40，不带单位和逗号",
            "`{given}` is not written as a whole number is; write at most nine digits, such as 40, no unit, no comma",
        ),
        "amount-form": Text(
            "“{given}”写法不对；请以元为单位写半角数字，整数部分最多 12 位，如 8200.50，不带单位和逗号",
            "`{given}` is not written as an amount is; write yuan in digits, at most 12 before the point, such as 8200.50, "
            "no unit, no comma",
        ),
        "amount-decimals": Text(
            "“{given}”的小数超过两位；金额以元为单位，最多两位小数，如 8200.50",
            "`{given}` has more than two decimals; an amount is in yuan with two at most, such as 8200.50",
        ),
        "year-form": Text(
            f"“{{given}}”的年份不对；请写 {FIRST_YEAR} 至 {LAST_YEAR} 之间的四位数，如 2022",
            f"`{{given}}` holds no year from {FIRST_YEAR} to {LAST_YEAR}; write it in four digits, such as 2022",
        ),
        "flag-form": Text("“{given}”应写 true 或 false", "`{given}` must be true or false"),
        "slug-form": Text(
            "标识“{given}”写法不对；请用半角字母、数字和 - _ .，如 dongxiang",
            "`{given}` is not an id; use Latin letters, digits and - _ ., such as dongxiang",
        ),
        "slug-named": Text("“{given}”是名称；此处请写它的标识 {id}", "`{given}` is a name; write its id here: {id}"),
        "code-form": Text(
            "县代码“{given}”写法不对；请写六位数字，首位不是 0，如 622926",
            "`{given}` is not a county code; write six digits, the first not 0, such as 622926",
        ),
        "format-version": Text(
            "不支持的格式版本“{given}”；请写 format: 1", "format version `{given}` is not supported; write `format: 1`"
        ),
        "requirement-blank": Text(
            "要求“{key}”后面是空的；请写 {{}}，不适用时请删去这一项",
            "requirement `{key}` is blank; write {{}}, or delete the key when it does not apply",
        ),
        "requirement-blank-parameters": Text(
            "要求“{key}”没有写明要求什么；请写参数（{parameters}），不适用时请删去这一项",
            "requirement `{key}` does not say what it asks for; write its parameters ({parameters}), or delete it when it "
            "does not apply",
        ),
        "period-backwards": Text("期间的结束年早于开始年；请对调", "the period ends before it begins; swap the years"),
        "claim-empty": Text(
            "请写 on（日期）或 workdays（天数），或两者都写", "write `on` (dates) or `workdays` (a number), or both"
        ),
    },
    fix=Text("按提示改正写法。", "Write the value as the message says."),
)

RULE = Rule(CARD, no_check)
