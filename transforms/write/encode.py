"""From records of one folder to the bytes of one Parquet file, named after its rows."""

import hashlib
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.settings import WriteSettings
from transforms.tables import sort_rows, to_arrow

ROW_GROUP_ROWS: Final = 20_000
"""Large enough to compress well, small enough that one group of article texts fits in memory."""


class EncodedFile(NamedTuple):
    """The bytes of a Parquet file and the digest of its rows."""

    digest: str
    rows: int
    data: bytes


def encode(rows: Iterable[Any], table: str, settings: WriteSettings) -> EncodedFile:
    """Sort records and write them as Parquet. Raises ValueError as ``tables.to_arrow``."""
    return encode_arrow(to_arrow(sort_rows(rows, table), table), settings)


def encode_arrow(rows: pa.Table, settings: WriteSettings) -> EncodedFile:
    """Write an Arrow table, in its order, as Parquet."""
    buffer = pa.BufferOutputStream()
    pq.write_table(
        rows,
        buffer,
        compression=settings.compression.upper(),
        compression_level=settings.compression_level if settings.compression == "zstd" else None,
        row_group_size=ROW_GROUP_ROWS,
        write_statistics=_ordered_columns(rows.schema),
        store_schema=False,  # Parquet's own types say the same; it is a third of a small file
    )
    return EncodedFile(content_digest(rows), rows.num_rows, buffer.getvalue().to_pybytes())


def _ordered_columns(schema: pa.Schema) -> list[str]:
    """Return the columns whose bounds help to skip files: times, days and numbers, no texts."""
    kinds = (pa.types.is_temporal, pa.types.is_integer, pa.types.is_floating)
    return [field.name for field in schema if any(kind(field.type) for kind in kinds)]


def content_digest(rows: pa.Table) -> str:
    """Return 32 hexadecimal characters over schema and values, whatever the chunks.

    Not the Parquet bytes: those also change with the compression and the library's version.
    """
    hasher = hashlib.blake2b(digest_size=16)
    # A slice would write parts of its neighbours' buffers: only a copy is the same every time.
    copy = rows.take(pa.array(range(rows.num_rows), type=pa.int64())).combine_chunks()
    sink = pa.PythonFile(_HashingFile(hasher), mode="w")
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        for batch in copy.to_batches():
            writer.write_batch(batch)
    return hasher.hexdigest()


class _HashingFile:
    """The least of a file that Arrow can write to: it hashes and keeps nothing."""

    closed = False

    def __init__(self, hasher: Any) -> None:
        self._hasher = hasher

    def write(self, data: bytes) -> int:
        self._hasher.update(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is buffered."""

    def close(self) -> None:
        """Nothing is held open."""
