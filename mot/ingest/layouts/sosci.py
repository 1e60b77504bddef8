"""SoSci Survey: variables such as A101_01, their labels in the second row, -9 for what was not answered."""

import re
from collections import defaultdict

from mot.domain.errors import N_
from mot.domain.survey import FieldKind
from mot.ingest.cells import as_text
from mot.ingest.layouts.codes import without
from mot.ingest.layouts.questions import column_of, given, grid, kinds_in, matched, own_columns
from mot.ingest.layouts.table import SEVERAL, Layout, Recognition, Table, Told, header_texts, read_table
from mot.ingest.names import normal
from mot.ingest.sheet import Sheet

OWN: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.DATE: ("STARTED", "LASTDATA"),
    FieldKind.RESPONDENT: ("CASE", "SERIAL"),
    FieldKind.DURATION: ("TIME_SUM",),
    FieldKind.IGNORE: (
        "SERIAL", "QUESTNNR", "MODE", "LANGUAGE", "MAILSENT", "FINISHED", "STATUS", "Q_VIEWER", "LASTPAGE", "MAXPAGE",
        "MISSING", "MISSREL", "TIME_RSI", "DEG_TIME", "DEG_MISS",
    ),
}  # fmt: skip
SIGNS = frozenset(normal(word) for words in OWN.values() for word in words) | {"ref"}
SURE = frozenset(("questnnr", "lastdata", "q_viewer", "qviewer", "maxpage", "lastpage"))
UNANSWERED = frozenset(("-9", "-1"))  # not answered; cannot or does not want to judge
NO_FEEDBACK = tuple((word, "preview") for word in ("pretest", "debug", "admin", "deprecated"))
UNFINISHED = (("0", "unfinished"), ("false", "unfinished"))
_VARIABLE = re.compile(r"([A-Z]{1,2}\d{2,3})_(\d{2,3})")
_TIMES = re.compile(r"TIME\d{3}")
_JOINT = re.compile(r"\s*[:：]\s+|：")


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when a row begins an interview as SoSci Survey does, and a row of labels follows."""
    head = sheet.head()
    for row, values in enumerate(head[:3]):
        names = header_texts(values)
        mine = {normal(name) for name in names if name} & SIGNS
        if len(mine) < 4 or "case" not in mine or not mine & SURE:
            continue
        labelled = row + 1 < len(head) and _labels(names, head[row + 1])
        texts = header_texts(head[row + 1]) if labelled else names
        headers = tuple(text or name for text, name in zip(texts, names, strict=True))
        below = head[row + 2 if labelled else row + 1 :]
        saw = tuple(name for name in names if normal(name) in mine)[:3]
        rows = (row, row + 1) if labelled else (row,)
        return Recognition(0.99 if labelled else 0.97, rows, headers, _told(names, headers, below), saw)
    return None


def _labels(names: tuple[str, ...], values: list[object | None]) -> bool:
    """Whether a row spells the variables out: no number and no moment below the name of any."""
    there = [(name, value) for name, value in zip(names, values, strict=True) if value is not None]
    texts = [
        value for _, value in there if isinstance(value, str) and not re.match(r"-?\d+(?:[-.:/ ]|$)", value)
    ]
    return len(there) > 3 and len(texts) >= len(there) * 0.9 and dict(there).get("CASE") in (*texts, None)


def _told(
    names: tuple[str, ...], labels: tuple[str, ...], below: list[list[object | None]]
) -> tuple[Told | None, ...]:
    """What each column holds."""
    told = own_columns(names, OWN, below)
    groups: dict[str, list[int]] = defaultdict(list)
    for column, name in enumerate(names):
        if name == "MODE":
            told[column] = Told(FieldKind.IGNORE, marks=NO_FEEDBACK)
        elif name == "FINISHED":
            told[column] = Told(FieldKind.IGNORE, marks=UNFINISHED)
        elif matched(_TIMES, name):
            told[column] = Told(FieldKind.IGNORE)
        elif told[column] is None and (variable := matched(_VARIABLE, name)):
            groups[variable[1]].append(column)
    for columns in groups.values():
        answers = [
            [v for v in column_of(below, c) if v is None or as_text(v) not in UNANSWERED] for c in columns
        ]
        if _ticked(answers) and not kinds_in(labels[columns[0]]):
            told = [Told(FieldKind.IGNORE, SEVERAL) if c in columns else one for c, one in enumerate(told)]
            continue
        for column, values in zip(columns, answers, strict=True):
            parts = _JOINT.split(labels[column], maxsplit=1)
            told[column] = grid(parts[0], parts[1], "", values) if len(parts) == 2 else None
    return tuple(told)


def _ticked(columns: list[list[object | None]]) -> bool:
    """Whether columns are options that were ticked (2) or not (1)."""
    every = {as_text(value).lower() for values in columns for value in given(values)}
    return len(columns) > 1 and every == {"1", "2"}


def read(sheet: Sheet, seen: Recognition) -> Table:
    """Everything below the header rows, with what was not answered left blank."""
    return without(read_table(sheet, seen), UNANSWERED)


LAYOUT = Layout(
    "sosci",
    N_("SoSci Survey export"),
    N_("Variables such as A101_01 beside CASE and QUESTNNR, and their labels in the second row."),
    recognise,
    read,
)
