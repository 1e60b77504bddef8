"""Ratings of one kind that never go as high as the others: they were perhaps asked on a shorter scale."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from mot.domain.issues import Issue, Severity
from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.answers import ALIKE, APART, top_key
from mot.ingest.draft import MISSING
from mot.ingest.reading import Reading
from mot.ingest.scales import ENOUGH

LONG = 7  # highest step of a scale on which a shorter one can hide
LOWER = 0.75  # of the highest answer of the others


def check_tops(reading: Reading) -> Iterator[Issue]:
    """A kind of rating whose answers end far below those of the others on a long scale; it blocks until decided.

    Of kinds that were left out nothing is known any more; that they were is said.
    """
    yield from _left_out(reading)
    if reading.scale.scale.high < LONG:
        return
    answers: defaultdict[FieldKind, list[np.ndarray]] = defaultdict(list)
    for column in reading.columns:
        if column.field.kind in RATINGS and column.position in reading.answered:
            values = reading.answered[column.position].values
            answers[column.field.kind].append(values[values != MISSING])
    told = {kind: np.concatenate(parts) for kind, parts in answers.items()}
    tops = {kind: int(values.max()) for kind, values in told.items() if len(values) >= ENOUGH}
    highest = max(tops.values(), default=0)
    for kind, top in tops.items():
        if top <= LOWER * highest:
            decided = reading.decisions.values.get(top_key(kind), "")
            count = len(told[kind])
            yield Issue(
                f"shorter_{kind.value}",
                Severity.DECIDE if decided else Severity.BLOCKING,
                reading.place(column=reading.column(kind)),
                {"top": top, "highest": highest, "scale": reading.scale.scale.code, "count": count},
                count,
                top_key(kind),
                (ALIKE, APART),
                decided,
            )


def _left_out(reading: Reading) -> Iterator[Issue]:
    for kind in RATINGS:
        if reading.decisions.values.get(top_key(kind)) == APART:
            code = f"shorter_{kind.value}_left_out"
            yield Issue(code, Severity.DECIDE, reading.place(), {}, 0, top_key(kind), (ALIKE, APART), APART)
