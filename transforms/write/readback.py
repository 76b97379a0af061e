"""Reading committed tables back as Arrow data.

Files are those of ``live_files``. A file written before a nullable column existed reads as null
in it; ``date`` is the day in the folder's name.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from pyarrow import fs

from transforms.tables import PARTITION_COLUMN, partition_name, read_partition_name, table_schema
from transforms.write.commits import live_files
from transforms.write.layout import OutputDamaged, partition_of_path
from transforms.write.storage import LocalStorage, Storage, storage_for

Days = Collection[date | None]

_ATTEMPTS: Final = 10
_FILES_AT_ONCE: Final = 256
_REMOTE_FILES_AT_ONCE: Final = 16
"""Fewer, because files that are not on this machine are held in memory while they are read."""


def full_schema(table: str) -> pa.Schema:
    """Return a table's schema with the partition column at its end."""
    return table_schema(table).append(pa.field(PARTITION_COLUMN, pa.date32()))


def read_table(
    out: str,
    table: str,
    columns: Sequence[str] | None = None,
    filters: Any = None,
    days: Days | None = None,
    storage: Storage | None = None,
) -> pa.Table:
    """Read a table, in no particular order of rows.

    Args:
        out: The output folder.
        table: One of ``tables.TABLES``.
        columns: What to read, all with ``date`` where None.
        filters: A pyarrow expression, or the list form that ``pyarrow.parquet`` takes.
        days: Only these partitions; None in it stands for the unknown day.
        storage: For folders that are not on this machine.

    Raises OutputDamaged, naming the file, where one is missing, cannot be read or lacks a column
    that cannot be null; ValueError for an unknown column.
    """
    disk = storage_for(out, storage)
    for attempt in range(_ATTEMPTS):
        paths = files_of_days(live_files(out, table, disk), days)
        try:
            return pa.concat_tables(
                _complete(dataset.scanner(**_scan(table, columns, filters)).to_table(), part, disk)
                for part, dataset in _datasets(paths, table, disk)
            )
        except FileNotFoundError as error:
            # A writer may have moved or replaced files between the listing and the reading.
            again = files_of_days(live_files(out, table, disk), days)
            if again == paths or attempt == _ATTEMPTS - 1:
                raise _damaged(paths, disk, table, error) from error
        except (pa.ArrowException, OSError) as error:
            raise _damaged(paths, disk, table, error) from error
    raise AssertionError("unreachable")


def read_files(paths: Sequence[str], table: str, storage: Storage) -> pa.Table:
    """Read some committed files of a table; for the writer, which has the lock.

    Raises OutputDamaged as ``read_table``.
    """
    try:
        return pa.concat_tables(
            _complete(dataset.scanner(**_scan(table, None, None)).to_table(), part, storage)
            for part, dataset in _datasets(paths, table, storage)
        )
    except (pa.ArrowException, OSError) as error:
        raise _damaged(paths, storage, table, error) from error


def scan_table(
    out: str,
    table: str,
    columns: Sequence[str],
    days: Days | None = None,
    storage: Storage | None = None,
) -> Iterator[pa.RecordBatch]:
    """Read some columns batch by batch in bounded memory; for the writer, which has the lock."""
    disk = storage_for(out, storage)
    paths = files_of_days(live_files(out, table, disk), days)
    try:
        for part, dataset in _datasets(paths, table, disk):
            for batch in dataset.scanner(**_scan(table, columns, None)).to_batches():
                yield from _complete(pa.Table.from_batches([batch]), part, disk).to_batches()
    except (pa.ArrowException, OSError) as error:
        raise _damaged(paths, disk, table, error) from error


def files_of_days(paths: Sequence[str], days: Days | None) -> list[str]:
    """Keep the files whose folder is that of one of the days."""
    if days is None:
        return list(paths)
    wanted = {partition_name(day) for day in days}
    return [path for path in paths if partition_of_path(path) in wanted]


def _scan(table: str, columns: Sequence[str] | None, filters: Any) -> dict[str, Any]:
    schema = full_schema(table)
    names = schema.names if columns is None else list(columns)
    unknown = [name for name in names if name not in schema.names]
    if unknown:
        raise ValueError(f"table {table} has no column {unknown[0]!r}")
    if filters is None or isinstance(filters, ds.Expression):
        return {"columns": names, "filter": filters}
    return {"columns": names, "filter": pq.filters_to_expression(filters)}


def _datasets(
    paths: Sequence[str], table: str, disk: Storage
) -> Iterator[tuple[Sequence[str], ds.Dataset]]:
    """Yield some files after the others, one empty set for none: a dataset keeps every footer."""
    size = _FILES_AT_ONCE if isinstance(disk, LocalStorage) else _REMOTE_FILES_AT_ONCE
    for start in range(0, max(len(paths), 1), size):
        part = paths[start : start + size]
        yield part, _dataset(part, table, disk)


def _dataset(paths: Sequence[str], table: str, disk: Storage) -> ds.Dataset:
    parquet = ds.ParquetFileFormat()
    local = fs.LocalFileSystem() if isinstance(disk, LocalStorage) else None
    fragments = [
        parquet.make_fragment(
            path if local else pa.BufferReader(disk.read(path)),
            filesystem=local,
            partition_expression=_day_is(read_partition_name(partition_of_path(path))),
        )
        for path in paths
    ]
    return ds.FileSystemDataset(fragments, full_schema(table), parquet, local)


def _complete(rows: pa.Table, paths: Sequence[str], disk: Storage) -> pa.Table:
    """Refuse rows of a file without a column that must not be null: the scan made it null."""
    for field in rows.schema:
        if not field.nullable and rows.column(field.name).null_count:
            for path in paths:
                with disk.open(path) as file:
                    if field.name not in pq.read_schema(file).names:
                        raise OutputDamaged(f"committed file {path} has no column {field.name}")
            raise OutputDamaged(f"column {field.name} holds nulls in one of {len(paths)} files")
    return rows


def _day_is(day: date | None) -> ds.Expression:
    column = ds.field(PARTITION_COLUMN)
    return column.is_null() if day is None else column == pa.scalar(day, pa.date32())


def _damaged(paths: Sequence[str], disk: Storage, table: str, error: Exception) -> OutputDamaged:
    """Find the file that an error is about: the scan does not say it in every case."""
    for path in paths:
        if disk.size(path) is None:
            return OutputDamaged(f"committed file {path} is missing")
        try:
            with disk.open(path) as file:
                pq.ParquetFile(file).read()
        except (pa.ArrowException, OSError) as reason:
            return OutputDamaged(f"committed file {path} cannot be read: {_line(reason)}")
    return OutputDamaged(f"table {table} cannot be read: {_line(error)}")


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
