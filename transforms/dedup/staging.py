"""Cleaned articles wait in Arrow files while the decisions about their fingerprints are made.

Staged files belong to one run; they lie below its staging folder and vanish with it. Arrow's own
format is used, not Parquet: a file is written once and read once, by the same version.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import pyarrow as pa

from transforms.dedup.decisions import Kind, Verdict
from transforms.dedup.fingerprints import Fingerprint, fingerprint, row_digest
from transforms.dedup.near import NearVerdict
from transforms.dedup.signatures import signatures
from transforms.ids import digest
from transforms.records import Article
from transforms.tables import from_arrow, to_arrow
from transforms.write.storage import Storage

FOLDER: Final = "articles-in"
TABLE: Final = "articles"
CHUNK_ROWS: Final = 64
"""Rows that are decompressed together where single texts are read."""

_ROW_BYTES: Final = 500


class StagingBuffer:
    """Collects articles up to a number of rows or bytes, then writes them as one staged file.

    On the way every article gets the signature of its text.
    """

    def __init__(self, storage: Storage, folder: str, *, rows: int, size: int) -> None:
        if rows < 1 or size < 1:
            raise ValueError(f"a staged file must hold something: rows={rows}, size={size}")
        self._storage = storage
        self._folder = folder
        self._limits = (rows, size)
        self._articles: list[Article] = []
        self._size = 0

    def add(self, article: Article) -> list[Fingerprint]:
        """Keep an article; return the fingerprints of the file that became full, if one did."""
        self._articles.append(article)
        self._size += 2 * len(article.text) + _ROW_BYTES
        full = len(self._articles) >= self._limits[0] or self._size >= self._limits[1]
        return self.flush() if full else []

    def flush(self) -> list[Fingerprint]:
        """Write what is left and return its fingerprints; nothing left gives none."""
        if not self._articles:
            return []
        articles, self._articles, self._size = self._articles, [], 0
        signed = signatures([article.text for article in articles])
        articles = [
            article._replace(signature=own) for article, own in zip(articles, signed, strict=True)
        ]
        orders = [row_digest(article) for article in articles]
        # Named after the content: a retried bundle writes the same file again.
        name = f"{digest(*orders)}.arrow"
        self._storage.write(f"{self._folder}/{name}", encode_articles(articles))
        return [
            fingerprint(article, order, name, row)
            for row, (article, order) in enumerate(zip(articles, orders, strict=True))
        ]


def encode_articles(articles: Sequence[Article]) -> bytes:
    """Return articles as an Arrow file."""
    table = to_arrow(articles, TABLE)
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_file(sink, table.schema, options=options) as writer:
        writer.write_table(table, max_chunksize=CHUNK_ROWS)
    data: bytes = sink.getvalue().to_pybytes()
    return data


def resolve(
    data: bytes, verdicts: Iterable[Verdict], near: Iterable[NearVerdict] = ()
) -> Iterator[Article]:
    """Read a staged file and yield the articles that become rows, with their duplicate columns.

    The order is that of the rows in the file, whatever the order of the verdicts. What ``near``
    says of a row that an exact rule kept is laid over it; of others it only adds the copies.
    """
    nearly = {verdict.row: verdict for verdict in near}
    ordered = sorted(verdicts, key=lambda verdict: verdict.row)
    with pa.ipc.open_file(pa.BufferReader(data)) as reader:
        table = reader.read_all()
    wanted = table.take([verdict.row for verdict in ordered])
    for article, verdict in zip(from_arrow(wanted, TABLE), ordered, strict=True):
        yield _marked(article, verdict, nearly.get(verdict.row))


def _marked(article: Article, verdict: Verdict, near: NearVerdict | None) -> Article:
    if near is not None:
        article = article._replace(near=near.near)
    if verdict.duplicate_of is not None:
        return article._replace(
            duplicate_of=verdict.duplicate_of,
            duplicate_kind=verdict.duplicate_kind,
            similarity=verdict.similarity,
        )
    if near is not None and near.duplicate_of is not None:
        return article._replace(
            duplicate_of=near.duplicate_of,
            duplicate_kind=Kind.NEAR.value,
            similarity=near.similarity,
        )
    return article
