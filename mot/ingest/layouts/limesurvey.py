"""LimeSurvey: codes such as G01Q01[SQ001] or the wording with the part of a question in brackets."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from mot.domain.errors import N_
from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.cells import as_text
from mot.ingest.header_words import rating_of, role_of
from mot.ingest.layouts.codes import changed, instead, option
from mot.ingest.layouts.questions import (
    OPTION,
    UNLIKELY,
    column_of,
    given,
    grid,
    kind_of,
    kinds_in,
    matched,
    own_columns,
    ticked,
)
from mot.ingest.layouts.table import SEVERAL, Layout, Recognition, Table, Told, header_texts, read_table
from mot.ingest.names import normal
from mot.ingest.sheet import Sheet, letter

OWN: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.DATE: (
        "submitdate", "Date submitted", "提交日期", "提交时间", "datestamp", "Date last action", "最后操作日期",
        "上次操作日期", "startdate", "Date started", "开始日期", "起始日期",
    ),
    FieldKind.RESPONDENT: ("id", "Response ID", "答复 ID", "响应 ID", "回应 ID", "答案 ID", "回答 ID"),
    FieldKind.DURATION: ("interviewtime", "Total time", "总时间", "总用时"),
    FieldKind.IGNORE: (
        "lastpage", "Last page", "最后一页", "最后页", "startlanguage", "Start language", "起始语言", "开始语言", "seed",
        "Seed", "种子", "随机种子", "ipaddr", "IP address", "IP 地址", "refurl", "Referrer URL", "来源网址", "引用网址",
        "token", "Access code", "Token", "访问码", "令牌", "firstname", "lastname", "email",
    ),
}  # fmt: skip
SIGNS = frozenset(normal(word) for words in OWN.values() for word in words)
PAGES = frozenset(map(normal, ("lastpage", "Last page", "最后一页", "最后页")))
SUBMITTED = frozenset(map(normal, ("submitdate", "Date submitted", "提交日期", "提交时间")))
UNFINISHED = (("", "unfinished"),)
TICKS = frozenset(("y", "n", "yes", "no", "是", "否", "1", "0"))
ANSWERS = frozenset((*RATINGS, FieldKind.OVERALL, FieldKind.NPS))
OTHER, NO_DAY = "-oth-", "1980-01-01"
_CODE = re.compile(r"([A-Za-z][A-Za-z0-9_]*)(?:\[([^\[\]]+)\])?(?:\[([^\[\]]+)\])?")
_PARTS = re.compile(r"(.+?)\s{0,3}\[([^\[\]]+)\](?:\s{0,3}\[([^\[\]]+)\])?", re.S)
_BOTH = re.compile(r"([A-Za-z][A-Za-z0-9_]*(?:\[[^\[\]]+\]){0,2})\s{0,3}[.:]\s{1,3}(.+)", re.S)
_TIMES = re.compile(
    r"(?i:(?:group|question)time\w*)|\w*Time|(?:Group|Question) time:.*|(?:题组|组|问题)(?:用时|时间)[：:].*",
    re.S,
)
_SCALE = re.compile(r"(?:scale|等级|尺度|量表|刻度)?\s*([12])", re.I)
_KINDS = {
    "e": FieldKind.EXPECTATION, "exp": FieldKind.EXPECTATION, "expect": FieldKind.EXPECTATION,
    "p": FieldKind.PERCEPTION, "perc": FieldKind.PERCEPTION, "per": FieldKind.PERCEPTION,
    "sat": FieldKind.PERCEPTION, "act": FieldKind.PERCEPTION, "imp": FieldKind.IMPORTANCE,
    "min": FieldKind.MINIMUM,
}  # fmt: skip


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when a row names the last page or the submission as LimeSurvey does, among others of its own."""
    head = sheet.head()
    for row, values in enumerate(head[:5]):
        headers = header_texts(values)
        names = [_split(header)[0] or header for header in headers]
        mine = {normal(name) for name in names if name} & SIGNS
        if (
            len(mine) < 3
            or not mine & PAGES
            or not mine & (SUBMITTED | set(map(normal, OWN[FieldKind.RESPONDENT])))
        ):
            continue
        saw = [header for header, name in zip(headers, names, strict=True) if normal(name) in mine][:3]
        saw += [header for header in headers if "[" in header][:1]
        return Recognition(0.98, (row,), headers, _told(headers, head[row + 1 :]), tuple(saw))
    return None


def _split(header: str) -> tuple[str, str]:
    """Code and wording of a header that has both; the wording alone otherwise."""
    both = matched(_BOTH, header)
    return (both[1], both[2]) if both else ("", header)


def _told(headers: tuple[str, ...], below: list[list[object | None]]) -> tuple[Told | None, ...]:
    """What each column holds."""
    names = [code or wording for code, wording in map(_split, headers)]
    timed = ["" if _timeless(name, column_of(below, c)) else name for c, name in enumerate(names)]
    told = own_columns(timed, OWN, below)
    groups: dict[str, list[int]] = defaultdict(list)
    for column, header in enumerate(headers):
        code, wording = _split(header)
        if normal(code or wording) in SUBMITTED:
            mine = told[column] or Told(FieldKind.IGNORE)
            told[column] = replace(mine, marks=UNFINISHED)
        elif told[column] is None and matched(_TIMES, code or wording):
            told[column] = Told(FieldKind.IGNORE)
        elif told[column] is None and (parts := matched(_PARTS, wording)):
            groups[parts[1]].append(column)
    for question, columns in groups.items():
        if ticked([column_of(below, column) for column in columns], TICKS):
            told = [Told(FieldKind.IGNORE, SEVERAL) if c in columns else one for c, one in enumerate(told)]
            continue
        for column in columns:
            told[column] = _asked(question, _split(headers[column])[1], column_of(below, column))
    return tuple(told)


def _timeless(name: str, values: list[object | None]) -> bool:
    """Whether the day of submission says no more than that there was one: surveys without dates write 1980."""
    days = [as_text(value) for value in given(values)]
    return normal(name) in SUBMITTED and bool(days) and all(day.startswith(NO_DAY) for day in days)


def _asked(question: str, wording: str, values: list[object | None]) -> Told | None:
    """What a part of a question asks; None where only codes stand for it, which say nothing."""
    parts = matched(_PARTS, wording)
    if parts is None or parts[2].lower() in ("other", "其他", "comment", "评论"):
        return None
    if matched(_CODE, wording):
        kind = _KINDS.get(question.lower().rstrip("0123456789_"))
        if kind is None or re.fullmatch(r"S?Q?\d+", parts[2], re.I):
            return None
        found = grid("", parts[2], "", values)
        return replace(found, kind=kind, sure=0.8) if found else None
    if parts[3] and kind_of(parts[3]):
        return grid(question, parts[2], parts[3], values)
    scale, kinds = matched(_SCALE, parts[3] or ""), kinds_in(question)
    if scale:
        found = grid("", parts[2], "", values)
        number = int(scale[1]) - 1
        unknown = Told(FieldKind.IGNORE, "", UNLIKELY) if found else None
        return replace(found, kind=kinds[number], sure=0.7) if found and len(kinds) == 2 else unknown
    title, row = (parts[2], parts[3]) if parts[3] and kind_of(parts[2]) else ("", parts[2])
    return grid(question, row or parts[2], title, values)


def read(sheet: Sheet, seen: Recognition) -> Table:
    """Everything below the header, options by their number, and what was written in place of an option."""
    table = read_table(sheet, seen)
    places = {name: place for place, name in enumerate(table.letters)}
    others = {}
    for column, header in enumerate(seen.headers):
        parts = matched(_PARTS, _split(header)[1])
        place = places.get(letter(sheet.first_column + column))
        if parts and place is not None and parts[2].lower() in ("other", "其他"):
            others[parts[1].strip()] = place
    columns = list(table.columns)
    for place, header in enumerate(table.headers):
        told, cells = table.told[place], columns[place]
        kind = told.kind if told else (role_of(header) or (FieldKind.IGNORE,))[0]
        if kind in ANSWERS or (told is None and rating_of(header) and _coded(cells.values)):
            columns[place] = changed(cells, option)
        elif (other := others.get(_split(header)[1].strip())) is not None:
            columns[place] = instead(cells, OTHER, columns[other])
    return replace(table, columns=tuple(columns))


def _coded(values: Sequence[object]) -> bool:
    """Whether all answers are codes of options."""
    there = given(values)
    return len(there) > 1 and all(isinstance(v, str) and OPTION.fullmatch(v) for v in there)


LAYOUT = Layout(
    "limesurvey",
    N_("LimeSurvey export"),
    N_(
        "Codes such as G01Q01[SQ001] or wordings such as Question [part]; columns for the last page and the submission."
    ),
    recognise,
    read,
)
