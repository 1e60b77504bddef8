"""Issues of rows that a survey tool itself marks."""

from collections.abc import Iterator

from mot.domain.issues import Issue, Place, Severity
from mot.ingest.marked import COUNT, LEAVE, USUALLY, chosen, marked
from mot.ingest.reading import SHOWN, Reading


def check_marked(reading: Reading) -> Iterator[Issue]:
    """Previews, tests, refused and unfinished questionnaires: what is done with them, and that it can be otherwise."""
    there = {one.mark: one for one in marked(reading.table)}
    for mark in USUALLY:
        aside = [one for one in reading.rows.set_aside if one.reason == mark]
        if not aside and mark not in there:
            continue
        what = LEAVE if aside else chosen(mark, reading.decisions)
        if aside:
            rows, count = tuple(one.row for one in aside[:SHOWN]), len(aside)
            place = Place(aside[0].sheet, rows, aside[0].column)
        else:
            place, count = reading.place(there[mark].rows), len(there[mark].rows)
        code = f"{mark}_left" if what == LEAVE else f"{mark}_counted"
        yield Issue(code, Severity.DECIDE, place, {"count": count}, count, mark, (COUNT, LEAVE), what)
