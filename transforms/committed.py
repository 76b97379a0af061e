"""What the steps ask the committed tables: each question for many keys at once, in one scan.

The output is the state: there is no other database. Only the columns of an answer are read, and
only rows of the keys asked for are kept, so memory follows the run and not the history.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from transforms.aggregates.facts import NUMBERS, EventFact, fact_of_columns
from transforms.dedup.fingerprints import KnownVersion
from transforms.records import Aggregate
from transforms.tables import from_arrow
from transforms.write.readback import read_table
from transforms.write.storage import Storage

_VERSION_COLUMNS: Final = ("article_id", "text_hash", "duplicate_of", "duplicate_kind")
_FACT_COLUMNS: Final = (
    *("event_id", "article_id", "event_type", "date_end"),
    *("country", "admin1", "place", "attacker", "weapons", "targets"),
    *NUMBERS,
)


@dataclass(frozen=True)
class CommittedTables:
    """The committed tables of one output folder, as the steps of dedup, rejects and windows ask.

    A folder without tables answers every question with nothing. Every method raises OutputDamaged
    where a committed file is missing or cannot be read.
    """

    output: str
    storage: Storage | None = None

    def by_article_id(self, article_ids: Sequence[str]) -> Iterator[KnownVersion]:
        """Yield the committed versions of these article ids."""
        return self._versions("article_id", article_ids)

    def by_text_hash(self, text_hashes: Sequence[str]) -> Iterator[KnownVersion]:
        """Yield the committed versions with these text hashes."""
        return self._versions("text_hash", text_hashes)

    def known_rejects(self, reject_ids: Sequence[str]) -> list[str]:
        """Return those of the ids that have a committed row."""
        found = self._rows("rejects", "reject_id", reject_ids, ("reject_id",))
        return sorted(set(found.column("reject_id").to_pylist()))

    def facts_of_days(self, days: Sequence[date]) -> Iterator[EventFact]:
        """Yield the committed events whose ``date_end`` is one of these days."""
        found = self._rows("events", "date_end", days, _FACT_COLUMNS)
        for values in found.to_pylist():
            fact = fact_of_columns(values, new=False)
            if fact is not None:
                yield fact

    def aggregates_of_days(self, days: Sequence[date]) -> list[Aggregate]:
        """Return all committed revisions of windows that start on one of these days (UTC)."""
        rows: list[Aggregate] = from_arrow(
            read_table(self.output, "aggregates", days=set(days), storage=self.storage),
            "aggregates",
        )
        return rows

    def _versions(self, column: str, values: Sequence[str]) -> Iterator[KnownVersion]:
        found = self._rows("articles", column, values, _VERSION_COLUMNS)
        columns = [found.column(name).to_pylist() for name in _VERSION_COLUMNS]
        return (KnownVersion(*row) for row in zip(*columns, strict=True))

    def _rows(
        self, table: str, column: str, values: Sequence[Any], columns: Sequence[str]
    ) -> pa.Table:
        wanted = pc.field(column).isin(pa.array(values))
        return read_table(self.output, table, columns=columns, filters=wanted, storage=self.storage)
