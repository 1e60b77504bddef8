"""Issues of which end of a scale is the best, and of items that are worded the other way round."""

from collections.abc import Iterator

import numpy as np

from mot.domain.issues import Issue, Severity
from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.cells import as_text
from mot.ingest.direction import HIGH_IS_BEST, KEY, LOW_IS_BEST, Proof
from mot.ingest.draft import MISSING
from mot.ingest.evidence import mean_of
from mot.ingest.reading import Reading
from mot.ingest.reverse_items import KEEP, REVERSE

ROWS, COLUMNS = 3, 6  # of her own file, by which a person judges
CHOICES = (HIGH_IS_BEST, LOW_IS_BEST)
LONGEST = 80  # signs of a comment that are shown


def check_direction(reading: Reading) -> Iterator[Issue]:
    """The direction that has to be told, was told, or made the numbers be turned round."""
    found, scale = reading.direction, reading.scale.scale
    own = reading.column(FieldKind.OVERALL)
    params: dict[str, object] = {
        "best": scale.high,
        "worst": scale.low,
        "count": len(found.turned),
        "example": found.example,
    }
    place = reading.place(column=own if _only(reading) else None)
    if found.proof is Proof.NONE:
        code = "direction_doubted" if found.lean < 0 else "direction_needed"
        yield Issue(code, Severity.BLOCKING, place, params | three_rows(reading), 1, KEY, CHOICES)
    elif found.turned:
        overall = own is not None and own.position in found.turned and not _only(reading)
        code = "direction_turned" if not overall else "direction_turned_overall"
        yield Issue(code, Severity.DECIDE, place, params, len(found.turned), KEY, CHOICES, LOW_IS_BEST)
    elif found.proof is Proof.PERSON:
        yield Issue("direction_told", Severity.DECIDE, place, params, 1, KEY, CHOICES, HIGH_IS_BEST)


def _only(reading: Reading) -> bool:
    """Whether overall satisfaction is all that is rated."""
    return not any(c.field.kind in RATINGS for c in reading.columns)


def three_rows(reading: Reading) -> dict[str, object]:
    """Three rows of the file that show what its numbers mean: a low one, a high one, one between; with words best.

    `columns` are the headers, the first one ("") for the row in Excel; `rows` hold the cells as texts.
    """
    kept, forms = reading.kept, reading.forms
    first = forms.first[kept]
    rated = [c for c in reading.columns if c.field.kind in RATINGS]
    rated = sorted(rated, key=lambda c: c.field.kind is not FieldKind.PERCEPTION)[:COLUMNS]
    outcomes = [c for c in reading.columns if c.field.kind in (FieldKind.OVERALL, FieldKind.NPS)]
    shown = [*sorted(rated, key=lambda c: c.position), *outcomes]
    comments = reading.outcomes.comment.to_pylist()
    answers = [reading.answered[c.position].values[first] for c in shown]
    level = mean_of(answers, len(kept))
    said = np.array([bool(comments[form]) for form in kept.tolist()], dtype=bool)
    pool = np.flatnonzero(np.isfinite(level) & said)
    if len(pool) < ROWS:
        pool = np.flatnonzero(np.isfinite(level))
    ordered = pool[np.argsort(level[pool], kind="stable")]
    picks = sorted({int(ordered[at]) for at in (0, len(ordered) // 2, -1)}) if len(ordered) else []
    any_comment = bool(said[picks].any()) if picks else False
    comment = reading.column(FieldKind.COMMENT)
    rows = []
    for pick in picks:
        cells = [str(int(reading.table.rows[first[pick]]))]
        cells += [_cell(reading, c.position, int(first[pick])) for c in shown]
        rows.append([*cells, comments[int(kept[pick])][:LONGEST]] if any_comment else cells)
    headers = ["", *(c.header or c.letter for c in shown)]
    return {"columns": [*headers, comment.header] if any_comment and comment else headers, "rows": rows}


def _cell(reading: Reading, position: int, row: int) -> str:
    """An answer as it stands in the file, "" where it is none."""
    cells = reading.table.columns[position]
    code = int(cells.codes[row])
    there = code >= 0 and int(reading.answered[position].values[row]) != MISSING
    return as_text(cells.values[code])[:40] if there else ""


def check_reverse(reading: Reading) -> Iterator[Issue]:
    """Items worded the other way round, by their wording, by their answers, or both."""
    for item in reading.reverse:
        code = "reverse_item" if item.against else "reverse_wording"
        yield Issue(
            f"{code}_turned" if item.chosen == REVERSE else code,
            Severity.DECIDE,
            reading.place(column=item.column),
            {"header": item.header},
            key=item.key,
            choices=(REVERSE, KEEP),
            chosen=item.chosen,
        )
