"""What can be wrong with a workbook, and what to write instead. Problems of `EXCEL` name one of these."""

from ..texts import Text

EXCEL = "excel"
"""In the place of a rule's id: the wording is here, not on a card."""

HIDDEN = Text(
    "（已隐藏：在任一工作表标签上点右键，选“取消隐藏”）",
    " (hidden: right-click the tab of any sheet and choose Unhide)",
)

WORDINGS = {
    "folder": Text("这是文件夹，不是工作簿；请写出 .xlsx 文件", "this is a folder and no workbook; name an .xlsx file"),
    "not-a-workbook": Text(
        "不是 .xlsx 工作簿；请在 Excel 或 WPS 中“另存为”.xlsx",
        "this is not an .xlsx workbook; save it as .xlsx in Excel or LibreOffice",
    ),
    "old-or-locked": Text(
        "这是旧格式 .xls，或设有打开密码；请去掉密码并另存为 .xlsx",
        "this is the old .xls format, or has a password; remove the password and save it as .xlsx",
    ),
    "ods": Text(
        "这是 OpenDocument 表格（.ods）；请另存为 .xlsx", "this is an OpenDocument sheet (.ods); save it as .xlsx"
    ),
    "macros": Text(
        "工作簿带有宏（.xlsm）；请另存为不带宏的 .xlsx",
        "the workbook carries macros (.xlsm); save it as .xlsx without macros",
    ),
    "strict": Text(
        "工作簿存成了“严格 Open XML”格式；请另存为普通的“Excel 工作簿（.xlsx）”",
        "the workbook is saved as Strict Open XML; save it as an ordinary Excel workbook (.xlsx)",
    ),
    "too-big": Text(
        "工作簿展开后有 {size} MB，上限 {limit} MB；请删去图片、空行和多余的工作表",
        "the workbook unpacks to {size} MB, the limit is {limit} MB; delete pictures, empty rows and extra sheets",
    ),
    "too-many-parts": Text(
        "工作簿由 {count} 个部分组成，上限 {limit}；请把内容复制到 qianshou template 生成的新表中",
        "the workbook has {count} parts, the limit is {limit}; copy its content into a fresh template",
    ),
    "packed-too-tight": Text(
        "工作簿的压缩率高得不正常，可能有害，没有打开；请把内容复制到 qianshou template 生成的新表中",
        "the workbook is packed suspiciously tight and was not opened; copy its content into a fresh template",
    ),
    "hostile": Text(
        "工作簿的 XML 中有文档类型声明，正常的表格没有，可能有害，没有打开；请把内容复制到新表中",
        "the workbook's XML declares a document type, which no ordinary one does; it was not opened: "
        "copy its content into a fresh template",
    ),
    "broken": Text(
        "工作簿已损坏，读不出来；请在 Excel 中打开并重新保存",
        "the workbook is damaged; open it in Excel and save it again",
    ),
    "too-many-rows": Text(
        "这张表超过 {limit} 行；请删去下方的空行，或分成几个方案文件",
        "this sheet has more than {limit} rows; delete the empty ones below, or split the program into several files",
    ),
    "too-many-to-write": Text(
        "工作表“{title}”要写 {count} 行，工作簿每张表最多 {limit} 行；请把各年度的记录分成几个记录文件，分别导出",
        "the sheet `{title}` would need {count} rows, of which a workbook holds {limit}; split the yearly records into "
        "several records files and export each",
    ),
    "too-many-columns": Text(
        "这一行超过 {limit} 列；请删去表格右边的空列",
        "this row has more than {limit} columns; delete the empty ones on the right",
    ),
    "no-sheet": Text(
        "没有名为“{title}”的工作表；请补回，没有内容也要保留（空白表用 qianshou template 生成）",
        "there is no sheet `{title}`; put it back, and keep it even when it is empty (see `qianshou template`)",
    ),
    "another-kind": Text(
        "这不是填报用的工作簿，没有工作表{sheets}；请用 qianshou template -o 新表.xlsx 生成空白表，填好再读入",
        "this is no workbook to fill in: it lacks the sheets {sheets}; make one with "
        "`qianshou template -o NEW.xlsx` and fill that in",
    ),
    "not-in-records": Text(
        "填了“{records_for}”的是记录文件，不写“{key}”；请清空其中之一",
        "a records file (`{records_for}` is filled in) has no `{key}`; clear one of the two",
    ),
    "unknown-sheet": Text(
        "不认识的工作表“{title}”{hidden}，其中的内容读不进来；请删去，或移到别的文件",
        "unknown sheet `{title}`{hidden}: what it holds cannot be read; delete it, or move it to another file",
    ),
    "unknown-sheet-near": Text(
        "不认识的工作表“{title}”{hidden}；是不是“{near}”？请改名",
        "unknown sheet `{title}`{hidden}; did you mean `{near}`? Rename it",
    ),
    "twice-sheet": Text(
        "工作表“{title}”{hidden}与“{other}”是同一张表；请合并成一张",
        "the sheet `{title}`{hidden} and the sheet `{other}` are the same one; put them together",
    ),
    "unknown-column": Text(
        "不认识的列“{given}”；请改回原来的列名，或删去这一列",
        "unknown column `{given}`; restore its heading, or delete the column",
    ),
    "unknown-column-near": Text(
        "不认识的列“{given}”；是不是“{near}”？", "unknown column `{given}`; did you mean `{near}`?"
    ),
    "twice-column": Text("列“{given}”出现两次；请删去一列", "the column `{given}` is there twice; delete one"),
    "no-column": Text(
        "缺少列“{title}”；请在第一行补上这个列名", "the column `{title}` is missing; put its heading into row 1"
    ),
    "headings-below": Text(
        "列名应在第 1 行，而现在在第 {row} 行；请删去上面的行",
        "the headings stand in row {row}, not in row 1; delete the rows above",
    ),
    "no-headings": Text(
        "第 1 行应是列名：{columns}；第 1 行已有内容的，先在上面插入一行",
        "row 1 must hold the headings: {columns}; where it holds data, insert a row above it first",
    ),
    "no-heading": Text(
        "这一格在没有列名的列里；请移到有列名的列，或删去",
        "this cell is in a column without a heading; move it or delete it",
    ),
    "not-read": Text(
        "“{column}”一栏不读入，这里写的会丢失；请移到“{value}”一栏，或删去",
        "the column `{column}` is not read, and this would be lost; move it to `{value}`, or delete it",
    ),
    "unknown-item": Text(
        "不认识的项目“{given}”；请写回原来的名称", "unknown item `{given}`; restore the name that stood here"
    ),
    "twice-item": Text("“{given}”出现两次；请删去一行", "`{given}` is there twice; delete one row"),
    "several": Text(
        "“{given}”是几个值，这一格只能写一个；请只留一个", "`{given}` is several values; this cell takes one: leave one"
    ),
    "several-rows": Text(
        "“{given}”是几个值，每行只能写一个；请每个值各写一行，左边各格照抄",
        "`{given}` is several values; write one row each, with the same cells on the left",
    ),
    "several-names": Text(
        "“{given}”像是几个名称，每行只能写一个；请每个各写一行，左边各格照抄；确是一个名称的，两头加上引号",
        "`{given}` looks like several names; write one row each, with the same cells on the left, "
        "or put quotation marks around it if it is one name",
    ),
    "formula": Text("这里是公式；请写成值（复制后“选择性粘贴—数值”）", "this is a formula; write the value instead"),
    "error-value": Text("这里是错误值 {given}；请写成值", "this is the error {given}; write the value instead"),
    "serial": Text(
        "{given} 是没有显示成日期的数字；请把单元格格式设为“日期”，再核对是哪一天",
        "{given} is a number that is not shown as a date; format the cell as Date and check which day it is",
    ),
    "part-hidden": Text(
        "这一格没有把年、月、日都显示出来，没显示的是 Excel 补的；请把单元格格式设为年月日都显示的“日期”，再照记录填写",
        "the cell does not show year, month and day, and Excel made up the rest; format it as a Date that shows all "
        "three, and write the one that is recorded",
    ),
    "not-text": Text(
        "Excel 把这里填写的变成了日期、时间或逻辑值；请把单元格设为“文本”，再照原件填写",
        "Excel has made a date, a time or a logical value of this; set the cell to Text and type it again "
        "from the paper",
    ),
    "rounded": Text(
        "数字太长，Excel 已把末几位改成 0；请把单元格设为“文本”，再照原件填写",
        "Excel has rounded this long number; set the cell to Text and type it again from the paper",
    ),
    "key-blank": Text(
        "“{key}”是空的，这一行不知道记在哪里；请填写，合并的单元格请取消合并",
        "`{key}` is blank, so the row has no place; fill it in, and split cells that are merged",
    ),
    "keys-only": Text(
        "这一行没有内容；请填写，或在“{none}”一栏选“{mark}”，或删去这一行",
        "this row says nothing; fill it in, or choose `{mark}` under `{none}`, or delete the row",
    ),
    "no-value": Text(
        "这一行没有内容；请填写（零写 0），或删去这一行",
        "this row says nothing; fill it in (write 0 for zero), or delete the row",
    ),
    "none-of-one": Text(
        "“{none}”一栏不用于“{given}”，请清空这一格；值写在“{value}”一栏，零写 0；方案没有这项要求的，删去这一行",
        "`{none}` is not for `{given}`: clear this cell; write the value under `{value}`, 0 for zero, "
        "or delete the row if the plan does not ask for it",
    ),
    "no-days": Text(
        "这一行没有日期，也没有工作日数，而同一人员另有一行；请填写，或删去这一行",
        "this row gives neither dates nor workdays, and the worker has another row; fill it in, or delete the row",
    ),
    "whole-dateless": Text(
        "写了“{whole}”，却没有日期；请填写“{first}”和“{last}”，没有日期的写工作日数",
        "this says `{whole}` without dates; fill in `{first}` and `{last}`, or write the number of workdays",
    ),
    "none-and-some": Text(
        "这一行写着“{none}”，而别的行或格又有内容；请删去其一",
        "this row says `{none}`, but other rows or cells say something; delete one of them",
    ),
    "no-requirements": Text(
        "这张表是空的，这样就什么要求也不检查；请照方案逐行填写，方案确实没有要求的，第一格写“{empty}”",
        "this sheet is empty, so that nothing would be checked; fill in what the plan asks for, or write `{empty}` "
        "into this cell if it asks for nothing",
    ),
    "twice-row": Text("与第 {row} 行重复；请合并成一行", "this repeats row {row}; make them one row"),
    "no-row-named": Text(
        "“{id}”是名称，请填它在“{sheet}”中的标识“{meant}”", "`{id}` is a name; write its id in `{sheet}`: `{meant}`"
    ),
    "no-row": Text("“{sheet}”中没有标识为“{id}”的一行", "there is no row `{id}` in `{sheet}`"),
    "no-row-near": Text(
        "“{sheet}”中没有标识为“{id}”的一行；是不是“{near}”？",
        "there is no row `{id}` in `{sheet}`; did you mean `{near}`?",
    ),
    "end-alone": Text("只有结束日期；请补上开始日期", "there is an end but no beginning; add the first day"),
    "start-alone": Text(
        "只有开始日期；请补上结束日期，直到方案期满的写方案期间的最后一天",
        "there is a beginning but no end; add the last day, that of the plan's period if it lasts as long",
    ),
    "parameter-not-taken": Text(
        "要求“{requirement}”没有参数“{given}”；可写：{allowed}",
        "`{requirement}` takes no `{given}`; write one of: {allowed}",
    ),
    "parameter-blank": Text(
        "有值却没有参数名；可写：{allowed}", "a value without its parameter; write one of: {allowed}"
    ),
    "due-alone": Text("截止日期只用于参数“材料”；请删去", "only the parameter `paper` has a due date; delete it"),
}
