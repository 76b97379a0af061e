"""What the search for near-duplicates asks the committed tables: signatures, and few texts."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from transforms.dedup.candidates import Node
from transforms.dedup.decisions import Kind
from transforms.dedup.fingerprints import microseconds
from transforms.dedup.near import Relation
from transforms.write.readback import read_table, scan_table
from transforms.write.storage import Storage

_NO_VERSION: Final = pc.field("duplicate_kind").is_null() | (
    pc.field("duplicate_kind") != Kind.URL.value
)


@dataclass(frozen=True)
class CommittedNear:
    """The committed articles of one output folder, as the search for near-duplicates asks.

    Every method raises OutputDamaged where a committed file is missing or cannot be read.
    """

    output: str
    storage: Storage | None = None

    def near_nodes(self, day: date | None) -> Iterator[Node]:
        """Yield the committed articles of one publication day (UTC), None: of unknown day.

        Versions of one article after its first are left out, and rows without a signature.
        """
        columns = ("article_id", "text_hash", "published_at", "seen_at", "signature")
        rows = read_table(
            self.output,
            "articles",
            columns=columns,
            filters=_NO_VERSION & pc.field("signature").is_valid(),
            days={day},
            storage=self.storage,
        )
        for article_id, text_hash, published_at, seen_at, signature in _rows(rows, columns):
            published = microseconds(published_at)
            time = microseconds(seen_at) if published is None else published
            yield Node(article_id, text_hash, published, time, "", 0, signature)

    def texts(self, day: date | None, article_ids: Collection[str]) -> dict[tuple[str, str], str]:
        """Return the texts of articles of one publication day by (article id, text hash)."""
        columns = ("article_id", "text_hash", "text")
        wanted = pc.field("article_id").isin(pa.array(sorted(article_ids), pa.string()))
        rows = read_table(
            self.output,
            "articles",
            columns=columns,
            filters=wanted,
            days={day},
            storage=self.storage,
        )
        return {(name, text_hash): text for name, text_hash, text in _rows(rows, columns)}

    def relations(self, article_ids: Collection[str]) -> Iterator[Relation]:
        """Yield what the rows of these articles, and rows that name them, say of their copies."""
        columns = ("article_id", "published_at", "duplicate_of", "duplicate_kind", "near")
        asked = pa.array(sorted(article_ids), pa.string())
        for batch in scan_table(self.output, "articles", columns, storage=self.storage):
            rows = pa.Table.from_batches([batch])
            for name, published_at, original, kind, near in _rows(
                rows.filter(_speaks_of(rows, asked)), columns
            ):
                if kind != Kind.URL.value:
                    names = [copy["article_id"] for copy in near]
                    yield Relation(name, microseconds(published_at), original, names)


def _rows(rows: pa.Table, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*(rows.column(name).to_pylist() for name in columns), strict=True)


def _speaks_of(rows: pa.Table, article_ids: pa.Array) -> pa.Array:
    """Tell for each row whether it is that of an article, or names one as its copy."""
    own = pc.is_in(rows.column("article_id"), value_set=article_ids).combine_chunks()
    near = rows.column("near").combine_chunks()
    named = pc.is_in(pc.struct_field(pc.list_flatten(near), "article_id"), value_set=article_ids)
    parents = pc.unique(pc.list_parent_indices(near).filter(named))
    naming = pc.is_in(pa.array(range(rows.num_rows), parents.type), value_set=parents)
    return pc.or_(own, naming)
