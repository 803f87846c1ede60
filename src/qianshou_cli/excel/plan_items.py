"""The sheet of the plan: a row each for the keys that a file has once."""

from ..texts import Text
from .columns import Column, Kind
from .layout import DATE_NOTE, ID_NOTE

PLAN_COLUMNS = (
    Column(Text("项目", "item"), width=34, required=True),
    Column(Text("填写", "fill in"), width=64, required=True),
    Column(Text("说明", "what it is"), width=60),
)
"""What it is called, what a person fills in, and the note of the item, which is not read."""

PLAN = (
    Column(Text("方案标识", "plan id"), ("plan", "id"), Kind.ID, required=True, note=ID_NOTE),
    Column(Text("方案名称", "title"), ("plan", "title"), required=True),
    Column(Text("文号", "document number"), ("plan", "document", "number")),
    Column(Text("印发日期", "date of issue"), ("plan", "document", "issued"), Kind.DATE, note=DATE_NOTE),
    Column(Text("落实的上级文件", "carries out"), ("plan", "carries_out")),
    Column(Text("第一个工作年度", "first working year"), ("plan", "period", "from"), Kind.YEAR, required=True),
    Column(Text("最后一个工作年度", "last working year"), ("plan", "period", "to"), Kind.YEAR, required=True),
    Column(Text("援派省份", "sending province"), ("plan", "sender_province"), required=True),
    Column(Text("受援省份", "receiving province"), ("plan", "receiver_province"), required=True),
    Column(
        Text("受援县总数", "counties in all"),
        ("plan", "counties", "total"),
        Kind.COUNT,
        note=Text("方案承诺的总数，可多于“受援县”中列名的数目。", "As the plan promises; may be more than it names."),
    ),
    Column(
        Text("编辑器用的 Schema 地址", "schema for editors"),
        ("$schema",),
        note=Text("一般留空。", "Usually blank."),
    ),
    Column(
        Text("所属方案标识（只用于记录文件）", "records for (records file only)"),
        ("records_for",),
        Kind.ID,
        note=Text(
            "只在给别的程序文件补充年度记录时填写，此时本表其他项留空。",
            "Only when the book adds yearly records to another program file; leave the rest of this sheet blank.",
        ),
    ),
)
