"""Parquet files, row group by row group, so that a damaged one leaves the others."""

import tempfile
from collections.abc import Iterator
from typing import IO, Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.outcomes import Reason
from transforms.read.failures import Context, ReadError, rejected
from transforms.read.record_fields import (
    KNOWN_KEYS,
    article_from_fields,
    fields_payload,
    plain_key,
)
from transforms.read.source import ByteSource
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings

_ROWS: Final = 64
_IN_MEMORY: Final = 32_000_000
_MAGIC: Final = b"PAR1"
_METADATA_BYTES: Final = 100_000_000


def read_parquet(
    opened: BinaryIO, source: ByteSource, context: Context, settings: ReadSettings
) -> Iterator[RawArticle | Reject]:
    """Read one article a row; the position of a record is its row, counted from 1.

    Only columns with a known name are decoded. A compressed or non-seekable file is spooled to
    disk first: the format is read from its end. Without that end nothing of it can be read.
    """
    if source.compression is None and _seekable(opened):
        size = opened.seek(0, 2)
        if size > settings.max_file_bytes:
            detail = f"file of {size} bytes, allowed are {settings.max_file_bytes}"
            yield rejected(context, Reason.TOO_LARGE, detail)
            return
        opened.seek(0)
        yield from _read_rows(opened, context, settings)
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        for chunk in source.chunks():
            spool.write(chunk)
        spool.seek(0)
        if source.failure is None:
            yield from _read_rows(spool, context, settings)


def _seekable(opened: BinaryIO) -> bool:
    try:
        return bool(opened.seekable())
    except (AttributeError, OSError):
        return False


def _read_rows(
    opened: IO[bytes], context: Context, settings: ReadSettings
) -> Iterator[RawArticle | Reject]:
    try:
        file = _opened(opened, [])
        columns = [name for name in file.schema_arrow.names if plain_key(name) in KNOWN_KEYS]
        # A dictionary of one long text can stand for millions of rows: it stays a dictionary.
        texts = [name for name in columns if pa.types.is_string(file.schema_arrow.field(name).type)]
        file = _opened(opened, texts)
        groups = range(file.num_row_groups)
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = Reason.TRUNCATED_FILE if _has_no_end(opened) else Reason.INVALID_PARQUET
        yield rejected(context, reason, str(error))
        return
    position = 1
    for group in groups:
        rows = file.metadata.row_group(group).num_rows
        yield from _read_group(file, group, columns, position, context, settings)
        position += rows


def _opened(opened: IO[bytes], dictionaries: list[str]) -> Any:
    return pq.ParquetFile(
        pa.PythonFile(opened, mode="r"),
        read_dictionary=dictionaries,
        pre_buffer=False,
        thrift_string_size_limit=_METADATA_BYTES,
        thrift_container_size_limit=_METADATA_BYTES // 100,
    )


def _has_no_end(opened: IO[bytes]) -> bool:
    """Say whether a file begins as Parquet does and lacks the end that such a file has."""
    try:
        opened.seek(0)
        beginning = opened.read(4)
        opened.seek(0, 2)
        size = opened.tell()
        opened.seek(max(0, size - 4))
        return beginning == _MAGIC and (size < 12 or opened.read(4) != _MAGIC)
    except (OSError, ValueError):
        return False


def _read_group(
    file: Any,
    group: int,
    columns: list[str],
    position: int,
    context: Context,
    settings: ReadSettings,
) -> Iterator[RawArticle | Reject]:
    try:
        for batch in file.iter_batches(batch_size=_ROWS, row_groups=[group], columns=columns):
            for row in range(batch.num_rows):
                yield _read_row(batch, row, position, context, settings)
                position += 1
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        detail = f"row group {group + 1} from row {position}: {error}"
        yield rejected(context, Reason.INVALID_PARQUET, detail, f"{context.name} {detail}")


def _read_row(
    batch: Any, row: int, position: int, context: Context, settings: ReadSettings
) -> RawArticle | Reject:
    fields: dict[str, Any] = {}
    try:
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            fields[name] = _value(column[row])
        size = sum(len(value) for value in fields.values() if isinstance(value, str))
        if size > settings.max_record_bytes:
            detail = f"row of {size} characters, allowed are {settings.max_record_bytes}"
            raise ReadError(Reason.TOO_LARGE, detail)
        return article_from_fields(fields, context, position, settings)
    except ReadError as failure:
        return rejected(context, failure.reason, failure.detail, fields_payload(fields), position)


def _value(scalar: Any) -> Any:
    """Convert one cell; times finer than microseconds are cut to them."""
    if pa.types.is_timestamp(scalar.type) and scalar.type.unit == "ns" and scalar.is_valid:
        scalar = scalar.cast(pa.timestamp("us", scalar.type.tz), safe=False)
    try:
        value = scalar.as_py()
    except (ValueError, OverflowError, UnicodeDecodeError) as error:
        detail = f"a value that cannot be converted: {error}"
        raise ReadError(Reason.INVALID_RECORD, detail) from error
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
