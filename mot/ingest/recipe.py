"""The same questionnaire is mapped once: its fingerprint, and the decisions worth remembering."""

import hashlib
from dataclasses import replace

from mot.ingest import option_numbers, wordings
from mot.ingest.days import ORDER
from mot.ingest.direction import HIGH_IS_BEST, KEY, PROVEN, Proof
from mot.ingest.draft import Decisions, Draft
from mot.ingest.gather import of_the_file
from mot.ingest.marked import PREVIEW, UNFINISHED
from mot.ingest.names import normal
from mot.ingest.pairing import KEY as PAIRS

_OF_THE_QUESTIONNAIRE = (KEY, PAIRS, ORDER, PREVIEW, UNFINISHED, option_numbers.KEY)  # for its next file too
_PROVEN = (Proof.EXPECTATION, Proof.COMMENTS, Proof.RECOMMENDATION, Proof.OVERALL, Proof.EARLIER)


def fingerprint(layout: str, headers: tuple[str, ...]) -> str:
    """The same for two files exactly when layout and column headers agree (64 hex digits).

    >>> fingerprint("wide", ("期望 - 排队", "NPS")) == fingerprint("wide", ("期望-排队", "ＮＰＳ"))
    True
    """
    text = "\x1f".join((layout, *(normal(header) for header in headers)))
    return hashlib.sha256(text.encode()).hexdigest()


def remember(draft: Draft) -> Decisions:
    """What the next file with this fingerprint starts from: meanings of columns, scale, and names.

    What belongs to the one file (sheet, branch, quarter, answers) is left out, and a scale that nobody chose
    is told by each file anew. A name that was to be created exists by then, and is found by itself.
    """
    fields = {column.position: column.field.code for column in draft.columns}
    values = {key: code for key, code in draft.decisions.values.items() if not code.startswith("+")}
    answers = draft.decisions.answers
    values |= {key: answers[key] for key in _OF_THE_QUESTIONNAIRE if answers.get(key)}
    if draft.direction in _PROVEN:
        values[PROVEN] = HIGH_IS_BEST
    codes = [reference.code or f"+{reference.name}" for reference in draft.touchpoints]
    values |= wordings.remembered(draft.columns, codes, draft.wordings) if draft.wordings else {}
    return Decisions(layout=draft.layout, fields=fields, scale=draft.decisions.scale, values=values)


def headers_of(draft: Draft) -> tuple[str, ...]:
    """The column headers by which a changed version of the questionnaire finds what was decided."""
    return of_the_file([column.header for column in draft.columns])


def combined(remembered: Decisions, now: Decisions) -> Decisions:
    """What was remembered, as far as nothing else is decided now."""
    return replace(
        now,
        fields={**remembered.fields, **now.fields},
        scale=now.scale or remembered.scale,
        values={**remembered.values, **now.values},
    )
