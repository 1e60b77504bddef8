"""Qualtrics: names of the columns, the wording of the questions, and in newer exports a row of import codes."""

import re
from collections import defaultdict

from mot.domain.errors import N_
from mot.domain.survey import FieldKind
from mot.ingest.layouts.codes import without
from mot.ingest.layouts.questions import column_of, grid, kind_of, matched, own_columns, shared_start, ticked
from mot.ingest.layouts.table import SEVERAL, Layout, Recognition, Table, Told, header_texts, read_table
from mot.ingest.names import normal
from mot.ingest.sheet import Sheet

OWN: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.DATE: ("RecordedDate", "Recorded Date", "记录日期", "EndDate", "End Date", "结束日期",
                     "StartDate", "Start Date", "开始日期"),
    FieldKind.RESPONDENT: ("ResponseId", "Response ID", "回复 ID", "响应 ID", "答复 ID"),
    FieldKind.DURATION: ("Duration (in seconds)", "Duration", "持续时间（秒）", "持续时间（以秒为单位）"),
    FieldKind.IGNORE: (
        "Status", "Response Type", "回复类型", "响应类型", "状态", "IPAddress", "IP Address", "IP 地址",
        "Progress", "进度", "Finished", "已完成", "完成", "ResponseSet", "Response Set", "Name",
        "RecipientLastName", "Recipient Last Name", "收件人姓氏", "收件人的姓氏",
        "RecipientFirstName", "Recipient First Name", "收件人名字", "收件人的名字",
        "RecipientEmail", "Recipient Email", "收件人电子邮件", "EmailAddress",
        "ExternalReference", "External Data Reference", "ExternalDataReference", "外部数据参考", "外部数据引用",
        "LocationLatitude", "Location Latitude", "位置纬度", "LocationLongitude", "Location Longitude", "位置经度",
        "LocationAccuracy", "DistributionChannel", "Distribution Channel", "分发渠道", "UserLanguage",
        "User Language", "用户语言", "Q_RecaptchaScore", "Q_DuplicateRespondent", "Q_RelevantIDDuplicate",
        "Q_RelevantIDFraudScore", "Q_TerminateFlag", "Q_TotalDuration", "Q_URL",
    ),
}  # fmt: skip
SIGNS = frozenset(map(normal, (*OWN[FieldKind.DATE], *OWN[FieldKind.RESPONDENT], *OWN[FieldKind.IGNORE])))
DAYS = frozenset(map(normal, OWN[FieldKind.DATE]))
TELLING = frozenset(
    map(
        normal,
        (
            *OWN[FieldKind.RESPONDENT],
            *OWN[FieldKind.IGNORE][:4],
            "Progress",
            "Finished",
            "已完成",
            "ResponseSet",
        ),
    )
)  # names that other tools hardly use
STATUS = frozenset(map(normal, ("Status", "Response Type", "回复类型", "响应类型")))
FINISHED = frozenset(map(normal, ("Finished", "已完成")))
NO_FEEDBACK = tuple(
    (normal(word), mark)
    for mark, words in (
        (
            "preview",
            (
                "Survey Preview",
                "Survey Test",
                "Offline Preview",
                "Preview",
                "调查预览",
                "问卷预览",
                "预览",
                "调查测试",
                "1",
                "2",
                "17",
            ),
        ),
        ("refused", ("Spam", "Preview Spam", "Imported Spam", "垃圾信息", "垃圾回复", "8", "9", "12")),
    )
    for word in words
)
UNFINISHED = tuple((normal(word), "unfinished") for word in ("False", "0", "否", "假"))
LONGEST_NAME = 200  # characters of the name of a column
UNANSWERED = frozenset(("-99",))
_CODE = re.compile(r'\{\s*"ImportId"\s*:', re.I)
_OLDER = re.compile(r"V\d{1,3}")
_NAME = re.compile(r"(.+?)(?:#(\d+))?_(x?\d+(?:_\d+)*)")
_LEFT_OUT = re.compile(
    r".*_(?:NPS_GROUP|DO(?:_.+)?|First Click|Last Click|Page Submit|Click Count|Id|Size|Type|"
    r"Browser|Version|Operating System|Resolution)|SC\d+|.*_DO_\d+",
    re.I,
)
_CHOICE = re.compile(r"\s+-\s+(?:Selected Choice|所选选项|选择的选项|已选选项|已选项)(?=\s+-\s|$)", re.I)
JOINTS = (" - ", "-")


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when a row holds several of the names that Qualtrics gives its columns, or import codes stand below."""
    head = sheet.head()
    for row, values in enumerate(head[:10]):
        names = header_texts(values)
        older = sum(
            matched(_OLDER, name, longest=LONGEST_NAME) is not None for name in names
        ) >= 3 and row + 1 < len(head)
        signs = [t for t in (header_texts(head[row + 1]) if older else names) if t and normal(t) in SIGNS]
        coded = next((r for r in (row + 1, row + 2) if r < len(head) and _codes(head[r])), None)
        mine = {normal(name) for name in signs}
        if len(mine) < 3 + (coded is None) or not mine & DAYS or not (coded or mine & TELLING):
            continue
        worded = coded == row + 2 or (
            coded is None and row + 1 < len(head) and _wordings(names, head[row + 1])
        )
        texts = header_texts(head[row + 1]) if older or worded else names
        rows = (row, *([row + 1] if older or worded else []), *([coded] if coded is not None else []))
        if len(rows) == 1 and not any(
            matched(_NAME, name, longest=LONGEST_NAME) for name in names if name not in signs
        ):
            return None
        headers = tuple(_CHOICE.sub("", text) or name for text, name in zip(texts, names, strict=True))
        told = _told(names, headers, head[max(rows) + 1 :])
        saw = ('{"ImportId": …}',) if coded is not None else ()
        return Recognition(0.99 if len(rows) > 1 else 0.97, rows, headers, told, (*signs[:3], *saw))
    return None


def _codes(values: list[object | None]) -> bool:
    """Whether a row holds import codes."""
    there = [value for value in values if value is not None]
    return sum(isinstance(v, str) and _CODE.match(v) is not None for v in there) * 2 > len(there) > 1


def _wordings(names: tuple[str, ...], values: list[object | None]) -> bool:
    """Whether a row words the columns: below each name the same name spelt out, or a text."""
    there = [(name, v) for name, v in zip(names, values, strict=True) if name and v is not None]
    signs = [str(v) for name, v in there if normal(name) in SIGNS]
    spelt = sum(normal(text) in SIGNS for text in signs)
    return len(there) > 2 and spelt * 2 >= len(signs) > 0 and all(isinstance(v, str) for _, v in there)


def _told(
    names: tuple[str, ...], texts: tuple[str, ...], below: list[list[object | None]]
) -> tuple[Told | None, ...]:
    """What each column holds."""
    told = own_columns(
        [n if normal(n) in SIGNS else t for n, t in zip(names, texts, strict=True)], OWN, below
    )
    groups: dict[str, list[int]] = defaultdict(list)
    for column, (name, text) in enumerate(zip(names, texts, strict=True)):
        if {normal(name), normal(text)} & STATUS:
            told[column] = Told(FieldKind.IGNORE, marks=NO_FEEDBACK)
        elif {normal(name), normal(text)} & FINISHED:
            told[column] = Told(FieldKind.IGNORE, marks=UNFINISHED)
        elif told[column] is None and matched(_LEFT_OUT, name, longest=LONGEST_NAME):
            told[column] = Told(FieldKind.IGNORE)
        elif told[column] is None and (named := matched(_NAME, name, longest=LONGEST_NAME)):
            groups[named[1]].append(column)
    for columns in groups.values():
        answers = [column_of(below, column) for column in columns]
        mine = [texts[column] for column in columns]
        joint = next((joint for joint in JOINTS if all(joint in text for text in mine)), JOINTS[0])
        question = shared_start(mine, joint)
        if ticked(answers, frozenset("1")):
            told = [Told(FieldKind.IGNORE, SEVERAL) if c in columns else one for c, one in enumerate(told)]
            continue
        for column, values in zip(columns, answers, strict=True):
            parts = texts[column].removeprefix(question).strip(" -").split(joint)
            title = next((part for part in parts if len(parts) > 1 and kind_of(part)), "")
            row = next((part for part in reversed(parts) if part != title), "")
            told[column] = grid(question, row, title, values) if question else None
    return tuple(told)


def read(sheet: Sheet, seen: Recognition) -> Table:
    """Everything below the header rows, with what was shown and not answered left blank."""
    return without(read_table(sheet, seen), UNANSWERED)


LAYOUT = Layout(
    "qualtrics",
    N_("Qualtrics export"),
    N_("Column names, the wording of the questions and import codes, or the older two header rows."),
    recognise,
    read,
)
