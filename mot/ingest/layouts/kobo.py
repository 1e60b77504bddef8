"""KoboToolbox: headers that lead through groups to a question, options in columns of 0 and 1."""

import re
from collections import Counter, defaultdict

from mot.domain.errors import N_
from mot.domain.survey import FieldKind
from mot.ingest.cells import as_text
from mot.ingest.header_words import RATING_LETTERS, role_of
from mot.ingest.layouts.questions import LONGEST, column_of, given, grid, matched, own_columns
from mot.ingest.layouts.table import SEVERAL, Layout, Recognition, Told, header_texts, read_table
from mot.ingest.names import normal
from mot.ingest.sheet import Sheet

OWN: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.DATE: ("today", "start", "end", "_submission_time"),
    FieldKind.RESPONDENT: ("_uuid", "_id"),
    FieldKind.IGNORE: (
        "deviceid", "username", "phonenumber", "subscriberid", "simserial", "simid", "devicephonenum", "audit",
        "_index", "_notes", "_status", "_submitted_by", "_tags", "__version__",
        "_parent_table_name", "_parent_index", "_attachments", "_geolocation", "_xform_id_string",
        "meta/instanceID", "formhub/uuid", "background-audio", "instanceID",
    ),
}  # fmt: skip
SIGNS = frozenset(("_id", "_uuid", "_submission_time", "_validation_status", "_index", "__version__",
                   "_submitted_by", "_notes", "_status", "_tags"))  # fmt: skip
REFUSED = tuple(
    (normal(word), "refused")
    for word in ("Not Approved", "validation_status_not_approved", "未批准", "不批准")
)
TICKS = frozenset(("0", "1", "true", "false"))
SHORT: dict[str, FieldKind] = {
    **RATING_LETTERS,
    "exp": FieldKind.EXPECTATION, "expect": FieldKind.EXPECTATION, "expected": FieldKind.EXPECTATION,
    "expectation": FieldKind.EXPECTATION, "qw": FieldKind.EXPECTATION,
    "perc": FieldKind.PERCEPTION, "per": FieldKind.PERCEPTION, "perceived": FieldKind.PERCEPTION,
    "perception": FieldKind.PERCEPTION, "act": FieldKind.PERCEPTION, "actual": FieldKind.PERCEPTION,
    "sat": FieldKind.PERCEPTION, "satisfaction": FieldKind.PERCEPTION, "gz": FieldKind.PERCEPTION,
    "imp": FieldKind.IMPORTANCE, "importance": FieldKind.IMPORTANCE,
    "min": FieldKind.MINIMUM, "minimum": FieldKind.MINIMUM,
}  # fmt: skip
_XML = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when a row holds several of the names that KoboToolbox adds to every submission."""
    head = sheet.head()
    for row, values in enumerate(head[:3]):
        headers = header_texts(values)
        saw = [header for header in headers if header in SIGNS]
        if len(saw) >= 3:
            below = head[row + 1 :]
            return Recognition(0.98, (row,), headers, _told(headers, below), tuple(saw[:4]))
    return None


def _told(headers: tuple[str, ...], below: list[list[object | None]]) -> tuple[Told | None, ...]:
    """What each column holds."""
    known = frozenset(headers)
    halves = [_halves(header, known) for header in headers]
    paths = _paths(headers, halves)
    told = own_columns([path[0] if len(path) == 1 else "" for path in paths], OWN, below)
    options = _options(halves, known, below)
    several = {halves[option][0] for option in options}
    for column, (header, path) in enumerate(zip(headers, paths, strict=True)):
        role = role_of(path[-1]) if len(path) > 1 else None
        if header == "_validation_status":
            told[column] = Told(FieldKind.IGNORE, marks=REFUSED)
        elif told[column] is not None or not path:
            continue
        elif header.startswith("_"):
            told[column] = Told(FieldKind.IGNORE)
        elif column in options or header in several:
            told[column] = Told(FieldKind.IGNORE, SEVERAL)
        elif role is not None and role[1] == 1.0:
            told[column] = Told(role[0], "", 0.95)
        elif all(matched(_XML, part) for part in path):
            told[column] = _named(path, column_of(below, column))
        elif len(path) > 1:
            told[column] = grid(path[-2], path[-1], "", column_of(below, column))
    return tuple(told)


def _paths(headers: tuple[str, ...], halves: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Each header as groups and question; a slash that no two headers share belongs to the wording."""
    starts = Counter(start for start, _ in halves if start)
    starts.update(header for header in headers if header)
    result = []
    for header, (start, last) in zip(headers, halves, strict=True):
        plain = all(matched(_XML, part) for part in header.split("/"))
        parts = (*start.split("/"), last) if start and (starts[start] > 1 or plain) else (header,)
        result.append(tuple(part for part in parts if part))
    return result


def _halves(header: str, known: frozenset[str]) -> tuple[str, str]:
    """What stands before and after the last slash, or before and after a question that is a header itself."""
    cuts = [at for at, sign in enumerate(header) if sign == "/"] if len(header) <= LONGEST else []
    at = next((at for at in cuts if header[:at] in known), cuts[-1] if cuts else -1)
    return (header[:at], header[at + 1 :]) if at >= 0 else ("", header)


def _options(
    halves: list[tuple[str, str]], known: frozenset[str], below: list[list[object | None]]
) -> frozenset[int]:
    """The columns of ticks below a question of several choices: the question is there, or both ticks are."""
    groups: dict[str, list[int]] = defaultdict(list)
    for column, (start, _) in enumerate(halves):
        if start:
            groups[start].append(column)
    found: set[int] = set()
    for start, columns in groups.items():
        ticks = [{as_text(v).lower() for v in given(column_of(below, column))} for column in columns]
        every = set().union(*ticks)
        if start in known:
            found.update(column for column, one in zip(columns, ticks, strict=True) if one <= TICKS)
        elif len(columns) > 1 and len(every) > 1 and every <= TICKS:
            found.update(columns)
    return frozenset(found)


def _named(path: tuple[str, ...], values: list[object | None]) -> Told | None:
    """Ratings of which a part of the name tells the kind, such as queue_exp, or the group does."""
    tokens = [token for token in re.split(r"[_.\-]+", path[-1]) if token]
    for at in (-1, 0) if len(tokens) > 1 else ():
        kind = SHORT.get(tokens[at].lower())
        if kind is not None:
            rest = tokens[:-1] if at == -1 else tokens[1:]
            found = grid("", " ".join(rest), "", values)
            return (
                Told(kind, "_".join(rest), 0.85) if found and found.kind is not FieldKind.OVERALL else found
            )
    for group in reversed(path[:-1]):
        kinds = {
            SHORT[token] for token in re.split(r"[_.\-]+", group.lower()) if len(token) > 1 and token in SHORT
        }
        if len(kinds) == 1 and (found := grid("", path[-1], "", values)):
            return Told(kinds.pop(), path[-1], 0.85) if found.kind is not FieldKind.OVERALL else found
    return None


LAYOUT = Layout(
    "kobo",
    N_("KoboToolbox export"),
    N_(
        "Headers that lead through groups to a question; _id, _uuid and _submission_time; options in columns of 0 and 1."
    ),
    recognise,
    read_table,
)
