"""SurveyMonkey: questions in one row, answer options or the rows of a grid in the next."""

from collections.abc import Sequence
from dataclasses import replace

from mot.domain.errors import N_
from mot.domain.survey import FieldKind
from mot.ingest.layouts.codes import folded
from mot.ingest.layouts.questions import column_of, grid, kind_of, own_columns, ticked
from mot.ingest.layouts.table import SEVERAL, Layout, Recognition, Table, Told, header_texts, read_table
from mot.ingest.names import normal
from mot.ingest.sheet import Sheet, letter

OWN: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.DATE: (
        "End Date", "结束日期", "Date Modified", "修改日期", "Start Date", "开始日期", "Date Created", "创建日期",
    ),
    FieldKind.RESPONDENT: ("Respondent ID", "RespondentID", "答复者 ID", "受访者 ID", "调查对象 ID", "回复者 ID"),
    FieldKind.IGNORE: (
        "Collector ID", "CollectorID", "收集器 ID", "IP Address", "IP 地址", "Email Address", "电子邮件地址", "邮箱地址",
        "First Name", "名字", "名", "Last Name", "姓氏", "姓", "Language", "语言", "Response Status", "回复状态",
    ),
}  # fmt: skip
WHO = frozenset(map(normal, OWN[FieldKind.RESPONDENT]))
SIGNS = frozenset(normal(word) for words in OWN.values() for word in words)
ANSWERS = frozenset(
    map(
        normal,
        (
            "Response",
            "Open-Ended Response",
            "回复",
            "答复",
            "开放式回复",
            "开放式回答",
            "开放回答",
            "自由回答",
        ),
    )
)
OTHER = ("Other (please specify)", "Other", "其他（请注明）", "其他（请说明）", "其他")
JOINTS = (" - ", " | ")


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when a row names respondent and collector, surer with a row of options below it."""
    head = sheet.head()
    for row, values in enumerate(head[:10]):
        upper = header_texts(values)
        names = {normal(text) for text in upper if text}
        if not names & WHO or len(names & SIGNS) < 3:
            continue
        below = head[row + 1] if row + 1 < len(head) else []
        double = _options(upper, below)
        lower = header_texts(below) if double else ("",) * len(upper)
        questions = _carried(upper, lower)
        rest = head[row + 2 if double else row + 1 :]
        saw = tuple(text for text in upper if normal(text) in SIGNS)[:3]
        said = tuple(text for text in lower if normal(text) in ANSWERS)[:1]
        return Recognition(
            0.99 if double else 0.97,
            (row, row + 1) if double else (row,),
            tuple(_header(*pair) for pair in zip(questions, lower, strict=True)),
            _told(upper, questions, lower, rest),
            (*saw, *said),
        )
    return None


def _options(upper: tuple[str, ...], below: Sequence[object | None]) -> bool:
    """Whether a row holds options: texts, and nothing below the tool's own columns."""
    own = [value for name, value in zip(upper, below, strict=True) if normal(name) in SIGNS] if below else [1]
    there = [value for value in below if value is not None]
    return all(value is None for value in own) and len(there) > 0 and all(isinstance(v, str) for v in there)


def _carried(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """The question of each column: it reaches over the columns without one that have an option."""
    questions, last = [], ""
    for question, option in zip(upper, lower, strict=True):
        last = question or (last if option else "")
        questions.append(last)
    return tuple(questions)


def _header(question: str, option: str) -> str:
    return (
        question
        if not option or normal(option) in ANSWERS
        else f"{question} - {option}"
        if question
        else option
    )


def _told(
    upper: tuple[str, ...],
    questions: tuple[str, ...],
    lower: tuple[str, ...],
    below: list[list[object | None]],
) -> tuple[Told | None, ...]:
    """What each column holds."""
    told = own_columns(upper, OWN, below)
    for columns in _groups(upper, questions):
        if _one_question(columns, lower, below):
            told[columns[0]] = None
            continue
        if _is_ticked(columns, below):
            told = [Told(FieldKind.IGNORE, SEVERAL) if c in columns else one for c, one in enumerate(told)]
            continue
        for column in columns:
            if told[column] is None and lower[column] and normal(lower[column]) not in ANSWERS:
                parts = next((lower[column].split(j) for j in JOINTS if j in lower[column]), [lower[column]])
                title = next((part for part in parts if len(parts) > 1 and kind_of(part)), "")
                row = next((part for part in reversed(parts) if part != title), "")
                told[column] = grid(questions[column], row, title, column_of(below, column))
    return tuple(told)


def _groups(upper: tuple[str, ...], questions: tuple[str, ...]) -> list[list[int]]:
    """The columns of each question."""
    groups: list[list[int]] = []
    for column, question in enumerate(questions):
        if question and not upper[column] and groups:
            groups[-1].append(column)
        elif question:
            groups.append([column])
    return groups


def _is_ticked(columns: list[int], below: list[list[object | None]]) -> bool:
    return ticked([column_of(below, column) for column in columns])


def _one_question(columns: list[int], lower: tuple[str, ...], below: list[list[object | None]]) -> bool:
    """Whether the columns are the options of one question of which everybody chose at most one."""
    if len(columns) < 2 or not all(lower[column] for column in columns):
        return False
    repeats = [
        all(value is None or value == lower[column] for value in column_of(below, column))
        for column in columns
        if lower[column] not in OTHER
    ]
    single = all(sum(line[column] is not None for column in columns) <= 1 for line in below)
    return (
        single
        and len(repeats) > 1
        and all(repeats)
        and any(line[c] is not None for line in below for c in columns)
    )


def read(sheet: Sheet, seen: Recognition) -> Table:
    """Everything below the header rows; the options of a question with one answer become one column."""
    table = read_table(sheet, seen)
    if len(seen.header_rows) < 2:
        return table
    head = sheet.head(max(seen.header_rows) + 1)
    upper, lower = header_texts(head[seen.header_rows[0]]), header_texts(head[seen.header_rows[1]])
    questions = _carried(upper, lower)
    below = sheet.head()[max(seen.header_rows) + 1 :]
    places = {name: place for place, name in enumerate(table.letters)}
    gone: set[int] = set()
    headers, cells, told = list(table.headers), list(table.columns), list(table.told)
    for columns in _groups(upper, questions):
        if not _one_question(columns, lower, below):
            continue
        names = [letter(sheet.first_column + column) for column in columns]
        at = [places[name] for name in names if name in places]
        together = folded([table.columns[place] for place in at])
        if together is not None and at:
            headers[at[0]], cells[at[0]] = questions[columns[0]], together
            gone.update(at[1:])
        for place in at if together is None else ():
            told[place] = Told(FieldKind.IGNORE, SEVERAL)  # somebody further down chose two
    kept = [place for place in range(len(headers)) if place not in gone]
    return replace(
        table,
        headers=tuple(headers[place] for place in kept),
        letters=tuple(table.letters[place] for place in kept),
        columns=tuple(cells[place] for place in kept),
        told=tuple(told[place] for place in kept),
    )


LAYOUT = Layout(
    "surveymonkey",
    N_("SurveyMonkey export"),
    N_("Questions in one row, answer options or rows of a grid in the next; Respondent ID and Collector ID."),
    recognise,
    read,
)
