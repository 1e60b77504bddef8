"""Responses that are stored already: the same respondent in an earlier file."""

from collections.abc import Collection
from dataclasses import fields, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mot.domain.issues import Issue, Place, Severity
from mot.ingest.draft import MISSING, Answers, Draft, Responses


def leave_out(draft: Draft, known: Collection[str]) -> Draft:
    """The draft without the responses of respondents that are stored already.

    `known` holds keyed hashes. The rows are counted as duplicates, so that the counts still add up.
    """
    if not known:
        return draft
    repeated = pc.is_in(draft.responses.respondent, pa.array(sorted(known))).to_numpy(zero_copy_only=False)
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
