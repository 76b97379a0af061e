"""Merging the small files that rounds leave: each adds one to ``feeds``, ``coverage`` and ``runs``.

Without it a watch of months would drown in files of a few rows. What is merged is committed with
the round that does it, in one step, like everything else.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Final, NamedTuple

import pyarrow as pa

from transforms.settings import WriteSettings
from transforms.tables import from_arrow, read_partition_name
from transforms.write.commits import live_files
from transforms.write.history import newest_coverage, newest_rows
from transforms.write.layout import WrittenFile, partition_of_path
from transforms.write.readback import read_table
from transforms.write.stage import stage_rows
from transforms.write.storage import Storage

MOST_FILES: Final = 64
"""Files of one day from which they are merged into one."""


class Merged(NamedTuple):
    """Staged files, and the paths of the live ones that they replace."""

    files: tuple[WrittenFile, ...] = ()
    removed: tuple[str, ...] = ()


def _newest_states(rows: pa.Table) -> pa.Table:
    return newest_rows(rows, "feeds")


def _all_rows(rows: pa.Table) -> pa.Table:
    return rows


_KEPT: Final[Mapping[str, Callable[[pa.Table], pa.Table]]] = MappingProxyType(
    {"feeds": _newest_states, "coverage": newest_coverage, "runs": _all_rows}
)
"""What is kept of a day: the last state per feed, the last row per feed and window, every run."""

MERGED_BY_ROUNDS: Final = frozenset(_KEPT)
"""The tables of which every round writes a file. Merged by others first, no row would be spared."""


def merge_small_files(
    output: str, run_id: str, settings: WriteSettings, storage: Storage
) -> Merged:
    """Stage one file for each day and table that has many; the caller holds the lock."""
    files: list[WrittenFile] = []
    removed: list[str] = []
    for table, kept in _KEPT.items():
        for partition, paths in _crowded(live_files(output, table, storage)):
            days = {read_partition_name(partition)}
            rows = kept(read_table(output, table, days=days, storage=storage))
            files += stage_rows(output, run_id, table, from_arrow(rows, table), settings, storage)
            removed += paths
    return Merged(tuple(files), tuple(removed))


def _crowded(paths: Iterable[str]) -> list[tuple[str, list[str]]]:
    days = groupby(sorted(paths, key=partition_of_path), key=partition_of_path)
    groups = [(partition, list(group)) for partition, group in days]
    return [(partition, group) for partition, group in groups if len(group) >= MOST_FILES]
