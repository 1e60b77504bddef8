"""腾讯问卷 and tables like it: start, end and place of each answer before questions numbered 1., 2., 3."""

from mot.domain.errors import N_
from mot.domain.survey import FieldKind
from mot.ingest.layouts.choices import SKIPPED
from mot.ingest.layouts.codes import without
from mot.ingest.layouts.numbered import blocks, told_of
from mot.ingest.layouts.questions import own_columns
from mot.ingest.layouts.stacked import realigned
from mot.ingest.layouts.table import Layout, Recognition, Table, Told, header_texts, read_table
from mot.ingest.names import normal
from mot.ingest.sheet import Sheet

OWN: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.DATE: ("结束答题时间", "提交答题时间", "提交时间", "开始答题时间"),
    FieldKind.DURATION: ("答题时长", "答题时长(秒)", "答题耗时"),
    FieldKind.IGNORE: (
        "答题序号", "编号", "序号", "语言", "清洗数据结果", "智能清洗数据无效概率", "用户类型", "用户标识", "用户ID",
        "昵称", "IP", "IP地址", "UA", "Referrer", "来源", "答题设备", "浏览器", "操作系统", "得分", "总分",
    ),
}  # fmt: skip
SIGNS = frozenset(map(normal, ("开始答题时间", "结束答题时间", "答题时长", "答题序号", "清洗数据结果")))
BEGIN = ("自定义字段", "地理位置")  # columns of which only the start of the name is fixed


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when at least two of the tool's own columns stand before numbered questions."""
    head = sheet.head()
    for row, values in enumerate(head[:30]):
        headers = header_texts(values)
        signs = [h for h in headers if h and (normal(h) in SIGNS or h.startswith(BEGIN))]
        if len(signs) < 2 or not any(normal(h) in SIGNS for h in signs) or not blocks(headers):
            continue
        below = head[row + 1 :]
        own = own_columns(headers, OWN, below)
        own = [
            Told(FieldKind.IGNORE) if h.startswith(BEGIN) else o for h, o in zip(headers, own, strict=True)
        ]
        told = tuple(mine or other for mine, other in zip(own, told_of(headers, below), strict=True))
        return Recognition(0.99 if len(signs) > 2 else 0.97, (row,), headers, told, tuple(signs[:3]))
    return None


def read(sheet: Sheet, seen: Recognition) -> Table:
    """Everything below the header; what was skipped is blank."""
    return without(realigned(read_table(sheet, seen), SIGNS), SKIPPED)


LAYOUT = Layout(
    "tencent",
    N_("Tencent Survey export"),
    N_("Start, end and duration of each answer before numbered questions, matrices as question and row."),
    recognise,
    read,
)
