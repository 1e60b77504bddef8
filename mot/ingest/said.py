"""What a draft and a stored import say, made comparable response by response."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mot.ingest.block import PREFIXES
from mot.ingest.digests import digests
from mot.ingest.draft import MISSING, Draft

OUTCOMES = ("overall", "nps")


@dataclass(frozen=True, slots=True)
class Said:
    """What a file or an import says, one entry per response.

    who: keyed hash or "" · branch: id · day: days since 1970-01-01 · answered: how many answers and comments ·
    digest: uint64, see `mot.ingest.digests`.
    """

    who: pa.Array
    branch: np.ndarray
    day: np.ndarray
    answered: np.ndarray
    digest: np.ndarray

    def __len__(self) -> int:
        return len(self.day)

    @property
    def nameless(self) -> np.ndarray:
        """Which responses (bool) do not tell who answered."""
        found: np.ndarray = pc.equal(self.who, "").to_numpy(zero_copy_only=False)
        return found


_NONE = np.zeros(0, dtype=np.int64)
NOTHING = Said(pa.array([], pa.string()), _NONE, _NONE, _NONE, _NONE.astype(np.uint64))


def of_draft(draft: Draft, branch_ids: Sequence[int], touchpoint_ids: Sequence[int]) -> Said:
    """What a draft says; ids by the positions of its references, negative for what does not exist yet."""
    told = draft.responses
    answers = {name: getattr(told, name) for name in OUTCOMES}
    for one in draft.answers:
        for kind, prefix in PREFIXES:
            values = getattr(one, kind)
            if values is not None:
                answers[f"{prefix}_{touchpoint_ids[one.touchpoint]}"] = values
    branch = np.asarray(branch_ids, dtype=np.int64)[told.branch]
    return _said(told.respondent, told.comment, branch, told.day, answers)


def of_import(block: pa.Table, rows: np.ndarray, who: Sequence[str], comment: Sequence[str]) -> Said:
    """What a stored import says: its block, and who answered and what they wrote in some of its rows."""
    place = np.argsort(block["row"].to_numpy(), kind="stable")
    at = place[np.searchsorted(block["row"].to_numpy()[place], rows)]
    texts = [_spread(column, at, block.num_rows) for column in (who, comment)]
    kinds = {prefix for _, prefix in PREFIXES}
    names = [n for n in block.column_names if n in OUTCOMES or ("_" in n and n.partition("_")[0] in kinds)]
    answers = {name: block[name].fill_null(MISSING).to_numpy() for name in names}
    return _said(texts[0], texts[1], block["branch"].to_numpy(), block["day"].to_numpy(), answers)


def _said(
    who: pa.Array, comment: pa.Array, branch: np.ndarray, day: np.ndarray, answers: Mapping[str, np.ndarray]
) -> Said:
    given = pc.not_equal(comment, "").to_numpy(zero_copy_only=False).astype(np.int16)
    for values in answers.values():
        given += values != MISSING
    digest = digests(answers, branch=branch, day=day, who=who, comment=comment)
    return Said(who, branch, day, given, digest)


def _spread(texts: Sequence[str], at: np.ndarray, size: int) -> pa.Array:
    """Texts in some places of a column that is "" elsewhere."""
    index = np.full(size, len(texts), dtype=np.int64)
    index[at] = np.arange(len(texts))
    return pa.array([*texts, ""], pa.string()).take(pa.array(index))
