"""Rows waiting to be written, by table and partition, within bounds."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from transforms.settings import WriteSettings
from transforms.tables import partition_day, partition_name


class Batch(NamedTuple):
    """Rows that go into one file."""

    table: str
    partition: str
    rows: list[Any]


class Buffers:
    """Collects records and hands them back in batches, one file each.

    A table and partition with ``max_rows_per_file`` rows is handed back at once. When all rows
    together pass ``max_buffer_bytes``, the largest batches go until half of it is free.
    """

    def __init__(self, settings: WriteSettings) -> None:
        self._settings = settings
        self._rows: dict[tuple[str, str], list[Any]] = {}
        self._sizes: dict[tuple[str, str], int] = {}
        self._total = 0

    def add(self, table: str, record: Any) -> Iterator[Batch]:
        """Keep a record; yield the batches that are due because of it."""
        key = (table, partition_name(partition_day(table, record)))
        size = estimated_bytes(record)
        self._rows.setdefault(key, []).append(record)
        self._sizes[key] = self._sizes.get(key, 0) + size
        self._total += size
        if len(self._rows[key]) >= self._settings.max_rows_per_file:
            yield self._take(key)
        if self._total > self._settings.max_buffer_bytes:
            for largest in sorted(self._sizes, key=lambda k: (-self._sizes[k], k)):
                yield self._take(largest)
                if self._total <= self._settings.max_buffer_bytes // 2:
                    break

    def drain(self) -> Iterator[Batch]:
        """Yield everything that is left, ordered by table and partition."""
        for key in sorted(self._rows):
            yield self._take(key)

    def _take(self, key: tuple[str, str]) -> Batch:
        self._total -= self._sizes.pop(key)
        return Batch(*key, self._rows.pop(key))


def estimated_bytes(record: Iterable[Any]) -> int:
    """Estimate what a record holds in memory: texts count, the rest is a constant each."""
    size = 60
    for value in record:
        kind = type(value)
        if kind is str or kind is bytes:
            size += 50 + len(value)
        elif isinstance(value, tuple | list):
            size += estimated_bytes(value)
        else:
            size += 16
    return size
