"""Responses sorted into bins: one per month, branch, channel, segment and quality that occur."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from mot.domain.cube import FLAGGED, Ints, Tallies
from mot.domain.survey import UNKNOWN
from mot.ingest.draft import Responses


@dataclass(frozen=True, slots=True)
class Bins:
    """The bin of each response (`code`), and month, branch, channel, segment and quality of each bin."""

    code: Ints
    keys: dict[str, Ints]

    def __len__(self) -> int:
        return len(self.keys["month"])

    def add(self, values: np.ndarray) -> Ints:
        """Sums of whole numbers by bin, exact below 2**53; a mask counts."""
        return np.bincount(self.code, weights=values, minlength=len(self)).astype(np.int64)

    def tallies(
        self, order: Sequence[str], shared: Mapping[str, int], sums: Mapping[str, Ints], there: np.ndarray
    ) -> Tallies:
        """A row for each bin that is `there`, with the keys of the bin and those that all rows share."""
        at = np.flatnonzero(there)
        keys = {name: values[at] for name, values in self.keys.items()}
        keys |= {name: np.full(len(at), value, dtype=np.int64) for name, value in shared.items()}
        return Tallies({name: keys[name] for name in order}, {name: v[at] for name, v in sums.items()})


def bins_of(responses: Responses, branch_ids: Ints, channel_ids: Ints, segment_ids: Ints) -> Bins:
    """Number the combinations of month, branch, channel, segment and quality that occur."""
    months = responses.day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    columns = {
        "month": (months // 12 + 1970) * 100 + months % 12 + 1,
        "branch": np.asarray(branch_ids, dtype=np.int64)[responses.branch],
        "channel": np.append(channel_ids, UNKNOWN)[responses.channel].astype(np.int64),
        "segment": np.append(segment_ids, UNKNOWN)[responses.segment].astype(np.int64),
        "quality": (responses.quality & FLAGGED).astype(np.int64),
    }
    key = np.zeros(len(responses), dtype=np.int64)
    for values in columns.values():
        distinct, place = np.unique(values, return_inverse=True)
        key = key * max(len(distinct), 1) + place
    _, first, code = np.unique(key, return_index=True, return_inverse=True)
    return Bins(code.astype(np.int64), {name: values[first] for name, values in columns.items()})
