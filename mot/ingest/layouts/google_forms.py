"""Google Forms: a first column with the time in the language of the form, grids as Question [row]."""

import re
from collections.abc import Sequence

from mot.domain.errors import N_
from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.header_words import pure_kind, tidy
from mot.ingest.layouts.choices import joined_choices, lent
from mot.ingest.layouts.numbered import of_one
from mot.ingest.layouts.questions import Line, column_of, grid, kinds_in
from mot.ingest.layouts.silent import paired
from mot.ingest.layouts.table import SEVERAL, Layout, Recognition, Told, header_texts, read_table
from mot.ingest.names import normal
from mot.ingest.sheet import Sheet

TIMES = frozenset(map(normal, (
    "Timestamp", "时间戳记", "时间戳", "時間戳記", "タイムスタンプ", "타임스탬프", "Zeitstempel", "Horodateur",
    "Marca temporal", "Marca de temps", "Informações cronológicas", "Carimbo de data/hora", "Tijdstempel",
    "Отметка времени", "Позначка часу", "Sygnatura czasowa", "Zaman damgası", "Tidstempel", "Tidsstempel",
    "Tidsstämpel", "Aikaleima", "Časová značka", "Časová pečiatka", "Időbélyeg", "Dấu thời gian", "Χρονική σήμανση",
    "Stempel waktu", "ประทับเวลา", "Informazioni cronologiche", "طابع زمني", "חותמת זמן",
)))  # fmt: skip
MAILS = frozenset(map(normal, (
    "Email Address", "Email", "Username", "电子邮件地址", "電子郵件地址", "E-Mail-Adresse", "Adresse e-mail",
    "Dirección de correo electrónico", "Endereço de e-mail", "メールアドレス", "이메일 주소",
)))  # fmt: skip
SCORES = frozenset(
    map(normal, ("Score", "得分", "分数", "總分", "Punktzahl", "Punkte", "Puntuación", "Pontuação"))
)
_GRID = re.compile(r"(.*?)\s*\[([^\[\]]+)\]\s*", re.S)


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when the first column is the tool's time, in whichever language."""
    head = sheet.head()
    for row, values in enumerate(head[:10]):
        headers = header_texts(values)
        named = [header for header in headers if header]
        if len(named) < 2 or normal(named[0]) not in TIMES:
            continue
        grids = [header for header in named if _GRID.fullmatch(header)]
        told = _told(headers, head[row + 1 :])
        return Recognition(0.98 if grids else 0.96, (row,), headers, told, (named[0], *grids[:2]))
    return None


def _told(headers: tuple[str, ...], below: list[Line]) -> tuple[Told | None, ...]:
    """What each column holds; None where the header speaks for itself."""
    told = [_of_one(header, column_of(below, column)) for column, header in enumerate(headers)]
    grids: dict[str, list[tuple[int, str]]] = {}
    for column, header in enumerate(headers):
        if told[column] is None and (found := _GRID.fullmatch(header)):
            question = "" if pure_kind(found[2]) in RATINGS else found[1]
            grids.setdefault(question, []).append((column, found[1] if not question else found[2]))
    for question, rows in grids.items():
        answers = lent([column_of(below, column) for column, _ in rows])
        for (column, row), values in zip(rows, answers, strict=True):
            kind = headers[column].removeprefix(row).strip(" []") if not question else ""
            told[column] = grid(question, tidy(row), kind, values)
    silent = [rows for question, rows in grids.items() if question and not _speaks(question, rows)]
    return tuple(paired(told, silent))


def _of_one(header: str, values: Line) -> Told | None:
    """What a column besides those of grids holds."""
    name = normal(header)
    if name in TIMES:
        return Told(FieldKind.DATE)
    if name in MAILS:
        return Told(FieldKind.RESPONDENT)
    if name in SCORES:
        return Told(FieldKind.IGNORE)
    if joined_choices(values, ", ") or joined_choices(values, ";"):
        return Told(FieldKind.IGNORE, SEVERAL)
    return None if _GRID.fullmatch(header) else of_one(header, values)


def _speaks(question: str, rows: Sequence[tuple[int, str]]) -> bool:
    """Whether a word in the question or in a row names a kind of rating."""
    return bool(kinds_in(question)) or any(kinds_in(row) for _, row in rows)


LAYOUT = Layout(
    "google_forms",
    N_("Google Forms export"),
    N_("A first column Timestamp in any language; grids as the question with the row in square brackets."),
    recognise,
    read_table,
)
