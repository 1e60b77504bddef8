"""In which words each touchpoint was asked about: what tells whether two quarters asked the same."""

from collections.abc import Sequence

from mot.domain.survey import RATINGS, FieldKind
from mot.ingest.changes import SAME, WORDING, Changes, question_of
from mot.ingest.draft import Column, Decisions
from mot.ingest.header_words import rating_of, tidy
from mot.ingest.layouts.servqual import item_number
from mot.ingest.names import normal

_FIRST = (FieldKind.PERCEPTION, FieldKind.EXPECTATION, FieldKind.IMPORTANCE, FieldKind.MINIMUM)


def wording(header: str, topic: str = "") -> str:
    """The words of a question without its number, its kind of rating and its punctuation.

    >>> wording("12、您对排队等候的感知（1-5分）") == wording("感知-排队等候")
    True
    """
    told = rating_of(header)
    return normal(topic or (told[1] if told else "") or tidy(header))


def wordings_of(
    columns: Sequence[Column], codes: Sequence[str], decisions: Decisions, changes: Changes | None
) -> tuple[str, ...]:
    """The wording of each touchpoint (`codes`: a code or ``+name``), "" where only cells name it.

    A reworded question that is said to ask the same keeps the wording it is joined to.
    """
    joined = {}
    if changes is not None:
        for position in changes.reworded:
            code = question_of(columns, position)
            if code and decisions.values.get(f"{SAME}:{code}") == SAME:
                header = changes.before.headers[changes.reworded[position]]
                joined[code] = decisions.values.get(f"{WORDING}:{code}") or wording(header)
    reworded = {question_of(columns, position) for position in changes.reworded} if changes else set()
    kept = {code: decisions.values.get(f"{WORDING}:{code}", "") for code in codes if code not in reworded}
    return tuple(joined.get(code) or kept.get(code) or _own(code, columns) for code in codes)


def _own(code: str, columns: Sequence[Column]) -> str:
    mine = {c.field.kind: c for c in columns if c.field.kind in RATINGS and c.field.touchpoint == code}
    column = next((mine[kind] for kind in _FIRST if kind in mine), None)
    if column is None:
        return ""
    numbered = item_number(column.topic or "-") is not None  # a number is shared by the items that it pairs
    return wording(column.header, "" if numbered else column.topic)


def remembered(columns: Sequence[Column], codes: Sequence[str], wordings: Sequence[str]) -> dict[str, str]:
    """The wordings, by key of a decision, that differ from what the columns themselves say."""
    return {
        f"{WORDING}:{code}": words
        for code, words in zip(codes, wordings, strict=True)
        if words and words != _own(code, columns)
    }
