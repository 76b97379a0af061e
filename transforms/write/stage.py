"""Putting rows into a run's staging folder, with or without a graph around it."""

from collections.abc import Iterable
from typing import Any

from transforms.settings import WriteSettings
from transforms.write.buffers import Batch, Buffers
from transforms.write.encode import encode
from transforms.write.layout import Output, Pane, WrittenFile, committed, file_name
from transforms.write.storage import Storage, storage_for


def stage_batch(
    storage: Storage,
    out: str,
    run_id: str,
    batch: Batch,
    settings: WriteSettings,
    pane: Pane | None = None,
) -> WrittenFile:
    """Write one file. Raises ValueError for a record that does not fit its table."""
    encoded = encode(batch.rows, batch.table, settings)
    name = file_name(encoded.digest, pane)
    size = len(encoded.data)
    file = WrittenFile(batch.table, batch.partition, name, encoded.rows, size, staged_path="")
    path = Output(out).staged(run_id, committed(file))
    storage.write(path, encoded.data)
    return file._replace(staged_path=path)


def stage_rows(
    out: str,
    run_id: str,
    table: str,
    records: Iterable[Any],
    settings: WriteSettings,
    storage: Storage | None = None,
) -> list[WrittenFile]:
    """Write the records of one table, one file per partition (more past the settings' bounds).

    For the launcher: rows that no graph makes, such as the one of ``runs``.
    """
    disk, buffers = storage_for(out, storage), Buffers(settings)
    batches = [batch for record in records for batch in buffers.add(table, record)]
    batches += buffers.drain()
    return [stage_batch(disk, out, run_id, batch, settings) for batch in batches]
