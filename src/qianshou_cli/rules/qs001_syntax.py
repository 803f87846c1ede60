"""QS001 syntax: the file is readable YAML, within limits, without constructs that hide what is written."""

from ..findings import Severity
from ..rule import Card, Rule, no_check
from ..texts import Text

PATH = Text("核对路径，再检查一次。", "Correct the path and check again.")
FILE = Text("按提示处理整个文件，再检查一次。", "Do with the whole file as the message says and check again.")
WORKBOOK = Text(
    "用 qianshou import 转成 YAML，再检查那个文件。", "Turn it into YAML with qianshou import and check that file."
)

CARD = Card(
    id="QS001",
    name="syntax",
    severity=Severity.ERROR,
    cumulative=False,
    subject=None,
    always=True,
    title=Text("文件不可读", "unreadable file"),
    asks=Text(
        "文件是 UTF-8 编码、语法正确的 YAML，一个文件只有一个文档，不用锚点、别名、标签和合并键。",
        "The file is correct YAML in UTF-8, one document, without anchors, aliases, tags and merge keys.",
    ),
    why=Text("读不懂的文件无法核对，也不能算作符合。", "What cannot be read cannot be checked, and is not in order."),
    messages={
        "not-found": Text(
            "没有文件或文件夹“{path}”；请核对路径", "there is no file or folder `{path}`; check the path"
        ),
        "no-match": Text("没有文件与“{path}”相符；请核对通配符", "no file matches `{path}`; check the pattern"),
        "no-files": Text("文件夹“{path}”里没有 .yaml 或 .yml 文件", "folder `{path}` holds no .yaml or .yml file"),
        "unreadable": Text("读不了“{path}”：{why}", "cannot read `{path}`: {why}"),
        "changed": Text(
            "“{path}”在检查过程中被改动；请等写完后重新检查",
            "`{path}` was changed while it was checked; check again once it is written",
        ),
        "workbook": Text(
            "这是 Excel 工作簿（或别的 zip 文件），不是 YAML；请先转换：qianshou import 工作簿.xlsx -o data/x.yaml",
            "this is an Excel workbook (or another zip file), not YAML; turn it into YAML first: qianshou import BOOK.xlsx -o data/x.yaml",
        ),
        "workbook-old": Text(
            "这是旧格式的 Excel 工作簿（.xls）或设有打开密码的工作簿，不是 YAML；请在 Excel 中另存为不设密码的 .xlsx，再用 qianshou import 转换",
            "this is a workbook of older Excel (.xls), or one with a password, not YAML; save it as .xlsx without a password, then turn it into YAML with qianshou import",
        ),
        "encoding": Text(
            "文件不是 UTF-8 编码（此处字节为 {byte}，可能是 GBK）；请在编辑器中另存为 UTF-8",
            "the file is not UTF-8 (the byte here is {byte}; it may be GBK); save it as UTF-8",
        ),
        "encoding-wide": Text(
            "文件是 {encoding} 编码；请在编辑器中另存为 UTF-8", "the file is {encoding}; save it as UTF-8"
        ),
        "control-character": Text(
            "此处有不可见的字符 {code}；请删去", "an invisible character {code} stands here; delete it"
        ),
        "line-break": Text(
            "此处有不可见的换行符 {code}，编辑器不把它当作换行；请改成普通换行或空格",
            "an invisible line break {code} stands here, which editors do not show as one; "
            "write an ordinary line break or a space",
        ),
        "too-large": Text(
            "文件超过上限 {limit} 字节；请拆成几个记录文件，或用 --limit file-size=N 提高上限",
            "the file is larger than the limit of {limit} bytes; split it into records files, or raise the limit with --limit file-size=N",
        ),
        "too-many": Text(
            "文件中的值超过上限，约 {limit} 个；请拆成几个记录文件，或用 --limit values=N 提高上限",
            "the file holds more values than the limit of about {limit}; split it into records files, or raise the limit with --limit values=N",
        ),
        "too-deep": Text(
            "嵌套超过 {limit} 层（上限可用 --limit depth=N 改变）；程序文件用十一层，请检查括号和缩进",
            "nested deeper than {limit} levels (--limit depth=N changes that); a program file needs eleven: check brackets and indentation",
        ),
        "anchor": Text(
            "不支持锚点（&）；请把内容在每处写全",
            "anchors (&) are not supported; write the content out where it is needed",
        ),
        "alias": Text(
            "不支持别名（*）；请把内容在每处写全",
            "aliases (*) are not supported; write the content out where it is needed",
        ),
        "merge-key": Text("不支持合并键（<<）；请把各键写全", "merge keys (<<) are not supported; write the keys out"),
        "tag": Text(
            "不支持标签（!）；请只写值，文字可加引号",
            "tags (!) are not supported; write the value alone, in quotes if it is text",
        ),
        "complex-key": Text("键只能是一个词；请写成“键: 值”", "a key must be a single word; write `key: value`"),
        "several-documents": Text(
            "一个文件只能有一个文档；请删去 --- 或拆成几个文件",
            "a file holds one document; delete the --- or split the file",
        ),
        "tab": Text("缩进用了制表符；请改用空格", "a tab is used to indent; use spaces"),
        "unclosed": Text(
            "引号或括号没有闭合，文件可能不完整；请补上结尾的 \" ' ] 或 }}",
            "a quote or bracket is not closed, the file may be cut off; add the missing \" ' ] or }}",
        ),
        "comma": Text(
            "“{given}”前面缺少逗号；请在它前面加上半角逗号和空格“, ”",
            "a comma is missing before `{given}`; write a comma and a space there",
        ),
        "bracket-extra": Text(
            "此处多了一个“{given}”，前面没有与它相配的括号；请删去",
            "the `{given}` here closes no bracket that is open; delete it",
        ),
        "dash": Text(
            "此处不能以“- ”开头；列表请写成 [第一项, 第二项]，文字请加引号，没有内容就留空",
            "nothing can begin with `- ` here; write a list as [one, two], put text in quotes, leave blank what is not recorded",
        ),
        "indentation": Text(
            "缩进或结构不对；请让同级的键左对齐，列表项以“- ”开头，含冒号的文字加引号",
            "the indentation or structure is wrong; align keys of one level, begin items with `- `, quote text that holds a colon",
        ),
        "conflict": Text(
            "文件里留有 Git 合并冲突的标记（<<<<<<<、=======、>>>>>>>）；请留下应有的内容，删去这几行标记",
            "marks of a Git merge conflict are left in the file (`<<<<<<<`, `=======`, `>>>>>>>`); keep what is right and "
            "delete the lines of the marks",
        ),
        "colon": Text(
            "缺少冒号；请写成“键: 值”，冒号后空一格",
            "a colon is missing; write `key: value` with a space after the colon",
        ),
        "colon-space": Text(
            "“{key}:”后面缺空格；请写成“{key}: 值”，冒号后空一格",
            "there is no space after `{key}:`; write `{key}: value` with a space after the colon",
        ),
        "full-width": Text(
            "此处的“{given}”是全角或别的符号；请改成半角的 {meant}",
            "`{given}` is not the ASCII sign that is wanted here; write `{meant}`",
        ),
        "invisible-space": Text(
            "此处有全角的或不可见的空格 {code}；请改成半角空格",
            "a full-width or invisible space {code} stands here; write an ordinary space",
        ),
        "space-after": Text(
            "“{before}”后面的空格是全角的或不可见的（{code}）；请改成半角空格",
            "the space after `{before}` is a full-width or invisible one ({code}); write an ordinary space",
        ),
        "quote": Text(
            "从这里开始的引号在本行没有闭合；请补上", "the quote that opens here is not closed in its line; close it"
        ),
        "full-width-colon": Text(
            "用了全角冒号“：”；请改成半角冒号加空格“: ”", "a full-width colon is used; write an ASCII colon and a space"
        ),
        "other": Text(
            "YAML 语法有误；请检查这一行的引号、括号和特殊字符，文字可整体加引号",
            "the YAML is malformed; check quotes, brackets and special characters on this line, or put the text in quotes",
        ),
    },
    fix=Text("按提示改正这一行，再检查一次。", "Mend the line as the message says and check again."),
    fixes={
        **dict.fromkeys(("not-found", "no-match", "no-files"), PATH),
        **dict.fromkeys(("workbook", "workbook-old"), WORKBOOK),
        "unreadable": Text(
            "核对路径和读取权限，再检查一次。", "Check the path and the right to read it, and check again."
        ),
        "conflict": Text(
            "与改同一处的人核对后整理这一段，再检查一次。",
            "Settle it with whoever changed the same place, and check again.",
        ),
        "changed": Text("等文件写完，再检查一次。", "Wait until the file is written and check again."),
        **dict.fromkeys(("encoding", "encoding-wide", "too-large", "too-many"), FILE),
    },
)

RULE = Rule(CARD, no_check)
