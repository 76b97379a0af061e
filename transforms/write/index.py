"""The live files of an output folder, in the form that commit records and snapshots hold.

``{table: {partition: {name: [rows, bytes, schema]}}}``: kept as it is read, because making an
object of each of some 100,000 files costs more than all the rest of opening the folder.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from transforms.write.layout import CommittedFile, parse_key, sorted_files

Nested = dict[str, dict[str, dict[str, list[Any]]]]


class FileIndex:
    """A set of committed files by table, partition and name; it owns the mapping given."""

    def __init__(self, nested: Nested | None = None) -> None:
        self._nested: Nested = nested if nested is not None else {}

    def add(self, files: Nested) -> None:
        """Add files, replacing equal names."""
        for table, partitions in files.items():
            kept = self._nested.setdefault(table, {})
            for partition, names in partitions.items():
                kept.setdefault(partition, {}).update(names)

    def remove(self, keys: Iterable[str]) -> None:
        """Drop files by key; unknown ones are passed over."""
        for key in keys:
            file = parse_key(key, 0, 0)
            self._nested.get(file.table, {}).get(file.partition, {}).pop(file.name, None)

    def __contains__(self, file: CommittedFile) -> bool:
        return file.name in self._nested.get(file.table, {}).get(file.partition, {})

    def names(self, table: str) -> Iterator[tuple[str, str]]:
        """Yield (partition, name) of a table's files in order."""
        for partition, names in sorted(self._nested.get(table, {}).items()):
            for name in sorted(names):
                yield partition, name

    def schemas(self, table: str) -> set[str]:
        """Return the schema stamps of a table's files."""
        partitions = self._nested.get(table, {}).values()
        return {schema for names in partitions for _, _, schema in names.values()}

    def files(self) -> list[CommittedFile]:
        """Return all files, sorted."""
        return flat(self._nested)

    def nested(self) -> Nested:
        """Return the mapping, without empty partitions and tables."""
        kept = {
            table: {partition: names for partition, names in partitions.items() if names}
            for table, partitions in self._nested.items()
        }
        return {table: partitions for table, partitions in kept.items() if partitions}


def nest(files: Iterable[CommittedFile]) -> Nested:
    """Turn files into the form of a record, sorted."""
    nested: Nested = {}
    for file in sorted_files(files):
        partitions = nested.setdefault(file.table, {})
        partitions.setdefault(file.partition, {})[file.name] = [file.rows, file.bytes, file.schema]
    return nested


def flat(nested: Nested) -> list[CommittedFile]:
    """Turn the form of a record into files, sorted. Raises TypeError or ValueError if broken."""
    return sorted_files(
        CommittedFile(table, partition, name, rows, size, schema)
        for table, partitions in nested.items()
        for partition, names in partitions.items()
        for name, (rows, size, schema) in names.items()
    )
