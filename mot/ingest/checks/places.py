"""Issues of where and when: branches, channels, segments, dates."""

from collections.abc import Iterator

import numpy as np

from mot.domain.issues import Issue, Severity
from mot.domain.survey import FieldKind
from mot.ingest import days
from mot.ingest.cells import as_text
from mot.ingest.fates import FATES
from mot.ingest.labels import CREATE, Resolved
from mot.ingest.privacy import mask_cell
from mot.ingest.reading import Placed, Reading

EXAMPLES = 3


def check_branch(reading: Placed) -> Iterator[Issue]:
    """No branch column, rows without a branch, branches that are not known."""
    labels = reading.labels
    name = reading.institution.name.in_language("zh")
    codes = tuple(b.code for b in reading.institution.branches if b.active)
    choices = codes or ((CREATE + name,) if name else ())
    if labels.source == "":
        yield Issue("branch_needed", Severity.BLOCKING, reading.place(), key="branch", choices=choices)
    elif labels.source != "column":
        severity = Severity.DECIDE if labels.source in ("name", "decided") else Severity.NOTE
        params: dict[str, object] = {"branch": labels.branch.references[0].name}
        yield Issue(
            "branch_assumed",
            severity,
            reading.place(),
            params,
            len(reading.forms),
            "branch",
            choices,
            labels.branch_code,
        )
    yield from check_fate(reading, "no_branch", FieldKind.BRANCH, key="branch", choices=choices)
    yield from check_names(reading, labels.branch, FieldKind.BRANCH)


def check_labels(reading: Reading) -> Iterator[Issue]:
    """Channels and segments that are not known."""
    yield from check_names(reading, reading.labels.channel, FieldKind.CHANNEL)
    yield from check_names(reading, reading.labels.segment, FieldKind.SEGMENT)


def check_names(reading: Placed, found: Resolved, kind: FieldKind) -> Iterator[Issue]:
    """The names in a column of branches, channels, segments or figures that are not known."""
    column = reading.column(kind)
    if column is None or not found.unknown:
        return
    codes = reading.table.columns[column.position].codes[reading.forms.first]
    for name in found.unknown:
        forms = np.flatnonzero(codes == name.code)
        asked = kind is FieldKind.BRANCH and name.doubtful  # a misspelt branch must not become a new one
        yield Issue(
            f"unknown_{kind.value}",
            Severity.BLOCKING if asked else Severity.DECIDE,
            reading.place_of_forms(forms, column),
            {"name": name.text, "count": len(forms)},
            len(forms),
            name.key,
            name.choices,
            "" if asked else name.chosen,
        )


def check_days(reading: Reading) -> Iterator[Issue]:
    """Forms without a date, with an unreadable one, or with one that cannot be."""
    found = reading.days
    column = reading.column(FieldKind.DATE)
    lost = found.state == days.ABSENT
    absent = np.flatnonzero(lost if found.dated is None else lost & ~found.dated)
    if len(absent) and found.period is not None:
        code = found.period.code
        of_month = found.period.month is not None
        yield Issue(
            "month_assumed" if of_month else "quarter_assumed",
            Severity.DECIDE,
            reading.place_of_forms(absent, column),
            {"count": len(absent), "month" if of_month else "quarter": code},
            len(absent),
            "quarter",
            tuple(dict.fromkeys((code, found.period.quarter.code, *reading.quarters))),
            code,
        )
    elif len(absent) and not (found.state == days.KNOWN).any():
        place = reading.place_of_forms(absent, column) if column else reading.place()
        yield Issue("quarter_needed", Severity.BLOCKING, place, {}, len(absent), "quarter", reading.quarters)
    yield from check_fate(reading, "no_date", FieldKind.DATE, key="quarter", choices=reading.quarters)
    yield from check_fate(reading, "date_implausible", FieldKind.DATE)


def check_fate(
    reading: Placed, reason: str, kind: FieldKind, *, key: str = "", choices: tuple[str, ...] = ()
) -> Iterator[Issue]:
    """The forms that were set aside for one reason."""
    forms = np.flatnonzero(reading.fate == FATES.index(reason))
    column = reading.column(kind)
    if not len(forms):
        return
    examples: list[str] = []
    if column is not None:
        cells = reading.table.columns[column.position]
        codes = dict.fromkeys(cells.codes[reading.forms.first[forms]].tolist())
        examples = [mask_cell(as_text(cells.values[code]))[:20] for code in codes if code >= 0][:EXAMPLES]
    yield Issue(
        reason,
        Severity.DECIDE if key else Severity.NOTE,
        reading.place_of_forms(forms, column),
        {"count": len(forms), "examples": ", ".join(examples)},
        len(forms),
        key,
        choices,
    )
