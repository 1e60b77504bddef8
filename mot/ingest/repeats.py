"""Responses that are stored already: the same respondent on the same day in an earlier file."""

import datetime as dt
from collections.abc import Collection
from dataclasses import fields, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mot.domain.issues import Issue, Place, Severity
from mot.ingest.draft import MISSING, Answers, Draft, Responses

Known = Collection[tuple[str, dt.date]]


def stored_already(draft: Draft, known: Known) -> np.ndarray:
    """Which responses (bool each) are of a respondent who is known to have answered on that very day."""
    told = draft.responses
    hashes = pa.array(sorted({respondent for respondent, _ in known}), pa.string())
    found: np.ndarray = pc.is_in(told.respondent, hashes).to_numpy(zero_copy_only=False).copy()
    at = np.flatnonzero(found)
    days = told.day[at].astype("datetime64[D]").tolist()
    who = told.respondent.take(pa.array(at)).to_pylist()
    found[at] = [pair in known for pair in zip(who, days, strict=True)]
    return found


def leave_out(draft: Draft, known: Known) -> Draft:
    """The draft without the responses that are stored already.

    `known` holds keyed hashes and days. Whoever comes back on another day counts again. The rows are
    counted as duplicates, so that the counts still add up.
    """
    repeated = stored_already(draft, known)
    n = int(repeated.sum())
    if not n:
        return draft
    keep = ~repeated
    rows = draft.responses.row[repeated]
    answers = tuple(_kept(a, keep) for a in draft.answers)
    counts = replace(
        draft.counts,
        responses=draft.counts.responses - n,
        duplicates=draft.counts.duplicates + n,
        ratings=sum(_ratings(a) for a in answers),
    )
    issue = Issue(
        "already_imported",
        Severity.NOTE,
        Place(draft.sheet, tuple(int(r) for r in rows[:5])),
        {"count": n},
        count=n,
        key="already_imported",
    )
    kept = {
        f.name: column.filter(pa.array(keep))
        if isinstance(column, pa.Array | pa.ChunkedArray)
        else column[keep]
        for f in fields(Responses)
        for column in (getattr(draft.responses, f.name),)
    }
    return replace(
        draft, responses=Responses(**kept), answers=answers, counts=counts, issues=(*draft.issues, issue)
    )


def _kinds(answers: Answers) -> dict[str, np.ndarray | None]:
    return {f.name: getattr(answers, f.name) for f in fields(Answers) if f.name != "touchpoint"}


def _kept(answers: Answers, keep: np.ndarray) -> Answers:
    return Answers(
        answers.touchpoint, **{k: None if v is None else v[keep] for k, v in _kinds(answers).items()}
    )


def _ratings(answers: Answers) -> int:
    return sum(int((v != MISSING).sum()) for v in _kinds(answers).values() if v is not None)
