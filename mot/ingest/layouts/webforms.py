"""Form services such as Typeform and Jotform: one header row, grids as "Question >> Row"."""

import re
from collections import defaultdict

from mot.domain.errors import N_
from mot.domain.survey import FieldKind
from mot.ingest.layouts.questions import column_of, grid, key, kind_of, matched, own_columns, ticked
from mot.ingest.layouts.table import SEVERAL, Layout, Recognition, Told, header_texts, read_table
from mot.ingest.sheet import Sheet

OWN: dict[FieldKind, tuple[str, ...]] = {
    FieldKind.DATE: (
        "Submit Date (UTC)", "Submission Date", "Submitted At", "Date Submitted", "Date Created", "提交日期",
        "Start Date (UTC)",
    ),
    FieldKind.RESPONDENT: ("#", "Submission ID", "Entry Id", "Response ID", "Token", "提交 ID"),
    FieldKind.IGNORE: (
        "Stage Date (UTC)", "Network ID", "Response Type", "Tags", "Ending", "Outcome", "Submission IP", "IP", "IP Address",
        "Last Update Date", "Last Updated", "Updated By", "Created By", "Date Updated", "Completion Status",
    ),
}  # fmt: skip
SIGNS = frozenset(key(word) for words in OWN.values() for word in words)
STATE = (("partial", "unfinished"), ("started", "unfinished"))  # of the type of a response
TOOLS: tuple[frozenset[str], ...] = tuple(
    frozenset(key(word) for word in words)
    for words in (
        ("#", "Network ID"),
        ("#", "Submit Date (UTC)"),
        ("Start Date (UTC)", "Submit Date (UTC)"),
        ("Submission Date", "Submission ID"),
        ("Submission Date", "Submission IP"),
        ("Submission Date", "Last Update Date"),
        ("提交日期", "提交 ID"),
        ("Entry Id", "Date Created"),
    )
)
_GRID = re.compile(r"(.+?)(?:\s{1,3}>>\s{1,3}(.+)|\s{0,3}\[([^\[\]]+)\])", re.S)


def recognise(sheet: Sheet) -> Recognition | None:
    """Sure when two names that a form service adds stand in one row, or one beside "Question >> Row"."""
    head = sheet.head()
    for row, values in enumerate(head[:5]):
        headers = header_texts(values)
        names = {key(header) for header in headers if header}
        arrows = [header for header in headers if " >> " in header]
        if not any(tool <= names for tool in TOOLS) and not (arrows and "submissiondate" in names):
            continue
        told = _told(headers, head[row + 1 :])
        saw = [header for header in headers if key(header) in SIGNS][:3]
        return Recognition(0.97, (row,), headers, told, (*saw, *arrows[:1]))
    return None


def _told(headers: tuple[str, ...], below: list[list[object | None]]) -> tuple[Told | None, ...]:
    """What each column holds."""
    told = own_columns(headers, OWN, below)
    groups: dict[str, list[int]] = defaultdict(list)
    for column, header in enumerate(headers):
        if told[column] is None and (parts := matched(_GRID, header)):
            groups[parts[1]].append(column)
    for column, header in enumerate(headers):
        if key(header) == "responsetype":
            told[column] = Told(FieldKind.IGNORE, marks=STATE)
    for question, columns in groups.items():
        if len(columns) < 2:
            continue
        if ticked([column_of(below, column) for column in columns]):
            told = [Told(FieldKind.IGNORE, SEVERAL) if c in columns else one for c, one in enumerate(told)]
            continue
        for column in columns:
            steps = headers[column].removeprefix(question).strip(" >[]").split(" >> ")
            title = next((step for step in steps if len(steps) > 1 and kind_of(step)), "")
            row = next((step for step in reversed(steps) if step != title), "")
            told[column] = grid(question, row, title, column_of(below, column))
    return tuple(told)


LAYOUT = Layout(
    "webforms",
    N_("Typeform, Jotform and alike"),
    N_("One header row with Network ID, Submission ID or alike; grids as Question >> Row or Question [Row]."),
    recognise,
    read_table,
)
