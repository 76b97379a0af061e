"""What the steps ask the committed tables: each question for many keys at once, in one scan.

The output is the state: there is no other database. Only the columns of an answer are read, and
only rows of the keys asked for are kept, so memory follows the run and not the history.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from transforms.committed_incidents import CommittedIncidents
from transforms.committed_near import CommittedNear
from transforms.dedup.fingerprints import KnownVersion
from transforms.records import Aggregate, Coverage
from transforms.tables import from_arrow
from transforms.write.history import known_rejects, matching_rows, newest_coverage
from transforms.write.readback import read_table


@dataclass(frozen=True)
class CommittedTables(CommittedIncidents, CommittedNear):
    """The committed tables of one output folder, as the steps of dedup, rejects and windows ask.

    A folder without tables answers every question with nothing. Every method raises OutputDamaged
    where a committed file is missing or cannot be read.
    """

    def by_article_id(self, article_ids: Sequence[str]) -> Iterator[KnownVersion]:
        """Yield the committed versions of these article ids."""
        return self._versions("article_id", article_ids)

    def by_text_hash(self, text_hashes: Sequence[str]) -> Iterator[KnownVersion]:
        """Yield the committed versions with these text hashes."""
        return self._versions("text_hash", text_hashes)

    def known_rejects(self, reject_ids: Sequence[str]) -> list[str]:
        """Return those of the ids that have a committed row."""
        return sorted(known_rejects(self.output, reject_ids, self.storage))

    def aggregates_of_days(self, days: Sequence[date]) -> list[Aggregate]:
        """Return all committed revisions of windows that start on one of these days (UTC)."""
        rows: list[Aggregate] = from_arrow(
            read_table(self.output, "aggregates", days=set(days), storage=self.storage),
            "aggregates",
        )
        return rows

    def coverage_of_days(self, days: Sequence[date]) -> list[Coverage]:
        """Return the newest committed row per feed and window that starts on these days (UTC)."""
        rows = read_table(self.output, "coverage", days=set(days), storage=self.storage)
        found: list[Coverage] = from_arrow(newest_coverage(rows), "coverage")
        return found

    def _versions(self, column: str, values: Sequence[str]) -> Iterator[KnownVersion]:
        columns = (column, *(name for name in KnownVersion._fields if name != column))
        for rows in matching_rows(self.output, "articles", columns, values, self.storage):
            lists = [rows.column(name).to_pylist() for name in KnownVersion._fields]
            yield from (KnownVersion(*row) for row in zip(*lists, strict=True))


@dataclass(frozen=True)
class CommittedWithCoverage(CommittedTables):
    """The committed tables with the rows of coverage that the round adds itself."""

    fresh: tuple[Coverage, ...] = ()

    def coverage_of_days(self, days: Sequence[date]) -> list[Coverage]:
        """Return the committed rows and the fresh ones; of one window the newest row counts."""
        wanted = set(days)
        fresh = (row for row in self.fresh if row.window_start.date() in wanted)
        return [*super().coverage_of_days(days), *fresh]
