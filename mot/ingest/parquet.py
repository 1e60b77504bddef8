"""Tables as compressed Parquet in memory."""

import io

import pyarrow as pa
import pyarrow.parquet as pq


def packed(table: pa.Table) -> bytes:
    """The table as bytes."""
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def unpacked(content: bytes) -> pa.Table:
    """The table behind `packed`."""
    return pq.ParquetFile(io.BytesIO(content)).read()
