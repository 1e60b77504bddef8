"""All answers of a batch as one immutable columnar block (Parquet, compressed)."""

import io
from collections.abc import Collection, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from mot.domain.cube import Ints
from mot.domain.survey import UNKNOWN
from mot.ingest.draft import MISSING, Answers, Responses

PREFIXES = (("expectation", "e"), ("perception", "p"), ("minimum", "m"), ("importance", "i"))


def to_parquet(
    responses: Responses,
    answers: Sequence[Answers],
    *,
    branch_ids: Ints,
    touchpoint_ids: Ints,
    channel_ids: Ints,
    segment_ids: Ints,
) -> bytes:
    """The block of a batch: one row per response.

    Columns: row, day, branch, channel, segment (ids), overall, nps, duration, quality, and per touchpoint id
    ``e_7`` expectation, ``p_7`` perception, ``m_7`` minimum, ``i_7`` importance. A missing answer is null.
    """
    columns: dict[str, pa.Array] = {
        "row": pa.array(responses.row),
        "day": pa.array(responses.day),
        "branch": pa.array(np.asarray(branch_ids, dtype=np.int64)[responses.branch]),
        "channel": pa.array(np.append(channel_ids, UNKNOWN)[responses.channel].astype(np.int64)),
        "segment": pa.array(np.append(segment_ids, UNKNOWN)[responses.segment].astype(np.int64)),
        "overall": _nullable(responses.overall),
        "nps": _nullable(responses.nps),
        "duration": _nullable(responses.duration),
        "quality": pa.array(responses.quality),
    }
    for one in answers:
        for kind, prefix in PREFIXES:
            values = getattr(one, kind)
            if values is not None:
                columns[f"{prefix}_{int(touchpoint_ids[one.touchpoint])}"] = _nullable(values)
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression="zstd")
    return out.getvalue()


def from_parquet(content: bytes, *, columns: Collection[str] | None = None) -> pa.Table:
    """The table behind a block, with the columns that `to_parquet` names; of `columns` those that are there."""
    file = pq.ParquetFile(io.BytesIO(content))
    wanted = None if columns is None else [name for name in file.schema_arrow.names if name in columns]
    return file.read(columns=wanted)


def _nullable(values: np.ndarray) -> pa.Array:
    return pa.array(values, mask=values == MISSING)
