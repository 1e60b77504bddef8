"""Microsoft Forms: ID, start and completion time, email and name before the questions; a column per statement."""

import re

from mot.domain.errors import N_
from mot.domain.survey import FieldKind
from mot.ingest.header_words import rating_of, role_of
from mot.ingest.layouts.choices import joined_choices, lent
from mot.ingest.layouts.codes import without
from mot.ingest.layouts.numbered import of_one
from mot.ingest.layouts.questions import Line, column_of, given, grid, own_columns, rates
from mot.ingest.layouts.silent import paired
from mot.ingest.layouts.table import SEVERAL, Layout, Recognition, Table, Told, header_texts, read_table
from mot.ingest.likert import level
from mot.ingest.names import normal
from mot.ingest.sheet import Sheet

OWN: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.DATE: (
        "Completion time", "完成时间", "完成時間", "Fertigstellungszeit", "Heure de fin", "Hora de finalización",
        "Hora de conclusão", "完了時刻", "완료 시간", "Start time", "开始时间", "開始時間", "Startzeit", "Heure de début",
        "Hora de inicio", "Hora de início", "開始時刻", "시작 시간",
    ),
    FieldKind.RESPONDENT: (
        "Email", "电子邮件", "電子郵件", "E-Mail", "Adresse de messagerie", "Correo electrónico", "メール", "이메일",
    ),
    FieldKind.IGNORE: (
        "ID", "Name", "名称", "名稱", "姓名", "Nom", "Nombre", "Nome", "名前", "이름", "Last modified time",
        "上次修改时间", "上次修改時間", "Uhrzeit der letzten Änderung", "Heure de la dernière modification",
        "Hora de la última modificación", "最終変更時刻", "Language", "语言", "語言", "Sprache", "Langue",
        "Total points", "总分", "Quiz feedback", "测验反馈", "Grade posted time",
    ),
}  # fmt: skip
TIMES = frozenset(map(normal, OWN[FieldKind.DATE]))
PEOPLE = frozenset(map(normal, (*OWN[FieldKind.RESPONDENT], *OWN[FieldKind.IGNORE][:8])))
NOBODY = frozenset(("anonymous", "匿名", "anonym", "anonyme", "anónimo", "anônimo", "匿名ユーザー", "익명"))
_AGAIN = re.compile(r"(.+?)([2-9])")


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when two times and the columns about the person come first."""
    head = sheet.head()
    for row, values in enumerate(head[:10]):
        headers = header_texts(values)
        names = [normal(header) for header in headers]
        signs = [h for h, name in zip(headers[:8], names, strict=False) if name in TIMES | PEOPLE]
        if len(TIMES & set(names[:8])) < 2 or len(signs) < 4 or len(signs) == len([h for h in headers if h]):
            continue
        return Recognition(0.98, (row,), headers, _told(headers, head[row + 1 :]), tuple(signs))
    return None


def _told(headers: tuple[str, ...], below: list[Line]) -> tuple[Told | None, ...]:
    """What each column holds; None where the header speaks for itself."""
    told = own_columns(headers, OWN, below)
    places = {normal(header): column for column, header in enumerate(headers)}
    first: list[tuple[int, str]] = []
    second: list[tuple[int, str]] = []
    for column, header in enumerate(headers):
        values = column_of(below, column)
        if told[column] is not None or not header:
            continue
        if joined_choices(values, ";"):
            told[column] = Told(FieldKind.IGNORE, SEVERAL)
            continue
        again = _AGAIN.fullmatch(header)
        before = places.get(normal(again[1])) if again else None
        if again and again[2] == "2" and before is not None and before < column and _may_rate(values):
            first.append((before, again[1]))
            second.append((column, again[1]))
        else:
            told[column] = of_one(header, values)
            if told[column] is None and not said(header) and _words(values):
                told[column] = grid("", header, "", values)
    answers = lent([column_of(below, column) for column, _ in (*first, *second)])
    for (column, name), values in zip((*first, *second), answers, strict=True):
        told[column] = grid("", name, "", values)
    return tuple(paired(told, (first, second)))


def _may_rate(values: Line) -> bool:
    return not given(values) or rates(values)


def said(header: str) -> bool:
    """Whether a header names a kind of rating, or surely a role."""
    role = role_of(header)
    return rating_of(header) is not None or (role is not None and role[1] >= 0.9)


def _words(values: Line) -> bool:
    """Whether most answers are words of a scale."""
    there = given(values)
    return sum(isinstance(v, str) and level(v) is not None for v in there) * 5 >= len(there) * 3 > 0


def read(sheet: Sheet, seen: Recognition) -> Table:
    """Everything below the header; whoever answered anonymously is nobody in particular."""
    return without(read_table(sheet, seen), NOBODY)


LAYOUT = Layout(
    "microsoft_forms",
    N_("Microsoft Forms export"),
    N_("ID, start and completion time, email and name before the questions, in English, Chinese and others."),
    recognise,
    read,
)
