"""Blocks of ratings of which no word tells the kind."""

from collections.abc import Sequence

from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.layouts.table import Told
from mot.ingest.names import normal

GUESSED = 0.5  # how sure it is that the first of two such blocks holds expectations

Block = Sequence[tuple[int, str]]  # column and row of a matrix


def paired(told: list[Told | None], blocks: Sequence[Block]) -> list[Told | None]:
    """Of exactly two blocks with the same rows the first holds expectations, the second perceptions, unsurely."""
    rows = [tuple(normal(row) for _, row in block) for block in blocks]
    result = list(told)
    for place, (block, mine) in enumerate(zip(blocks, rows, strict=True)):
        if rows.count(mine) != 2:
            continue
        kind = FieldKind.EXPECTATION if rows.index(mine) == place else FieldKind.PERCEPTION
        for column, _ in block:
            was = told[column]
            if was is not None and was.kind in RATINGS:
                result[column] = Told(kind, was.topic, GUESSED)
    return result
