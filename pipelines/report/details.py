"""What stands behind each incident: ledger, sources and quoted sentences."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from pipelines.report.incidents import moment
from pipelines.report.quotes import sentences_of
from pipelines.report.reading import Tables
from pipelines.report.shapes import Detail, Evidence, LedgerEntry, Source
from transforms.records import Incident

_BATCH: Final = 2_000

_SOURCES: Final = """
SELECT row, article_id, url, title, source, published_at, language, duplicate_of
FROM {numbered} JOIN articles ON article_id = id
QUALIFY row_number() OVER (
  PARTITION BY row, article_id
  ORDER BY duplicate_of IS NULL DESC, published_at DESC NULLS LAST, seen_at DESC, text_hash) = 1
ORDER BY row, published_at NULLS LAST, article_id
"""

_EVENTS: Final = """
SELECT row, event_id, e.article_id, evidence, slots, evidence_start, a.title,
  substr(a.text, evidence_start + 1, greatest(evidence_end - evidence_start, 0)) AS passage
FROM {numbered} JOIN events e ON event_id = id
LEFT JOIN articles a ON a.article_id = e.article_id AND a.text_hash = e.text_hash
QUALIFY row_number() OVER (
  PARTITION BY row, event_id
  ORDER BY e.seen_at DESC, a.seen_at = e.seen_at DESC NULLS LAST, a.duplicate_of IS NULL DESC) = 1
ORDER BY row, e.published_at NULLS LAST, event_id
"""

_LEDGERS: Final = """
SELECT row, revision, claims FROM {numbered} JOIN {incidents} i ON i.incident_id = id ORDER BY row
"""


def details_of(tables: Tables, incidents: Sequence[Incident]) -> Iterator[tuple[str, Detail]]:
    """Yield (incident id, detail) of the incidents, in their order, in bounded memory.

    ``incidents`` need no ledgers: they are read here.
    """
    for start in range(0, len(incidents), _BATCH):
        yield from _details(tables, incidents[start : start + _BATCH])


def _details(tables: Tables, incidents: Sequence[Incident]) -> Iterator[tuple[str, Detail]]:
    ids = [[one.incident_id] for one in incidents]
    ledgers = _by_row(tables, _LEDGERS, ids)
    sources = _by_row(tables, _SOURCES, [one.article_ids for one in incidents])
    events = _by_row(tables, _EVENTS, [one.event_ids for one in incidents])
    for row, incident in enumerate(incidents):
        known = sources.get(row, [])
        places = {source["article_id"]: place for place, source in enumerate(known)}
        (ledger,) = ledgers.get(row) or [{"claims": [], "revision": incident.revision}]
        detail: Detail = {
            "claims": [_entry(claim, places) for claim in ledger["claims"]],
            "sources": [_source(source, places) for source in known],
            "evidence": _evidence(events.get(row, []), places),
            "revisions": ledger["revision"],
        }
        yield incident.incident_id, detail


def _by_row(tables: Tables, sql: str, lists: Sequence[Sequence[str]]) -> dict[int, list[Any]]:
    with tables.numbered("report_ids", lists) as numbered:
        rows = tables.rows(sql.format(numbered=numbered, incidents=tables.incidents)).to_pylist()
    return {row: list(group) for row, group in groupby(rows, key=itemgetter("row"))}


def _entry(claim: dict[str, Any], places: dict[str, int]) -> LedgerEntry:
    return {
        "claimant": claim["claimant"],
        "role": claim["role"],
        "side": claim["side"],
        "channel": claim["channel"],
        "stance": claim["stance"],
        "quantity": claim["quantity"],
        "value": claim["value"],
        "low": claim["low"],
        "high": claim["high"],
        "claimed_at": moment(claim["claimed_at"]),
        "source": claim["source"],
        "article": places.get(claim["article_id"]),
    }


def _source(row: dict[str, Any], places: dict[str, int]) -> Source:
    original = row["duplicate_of"]
    copy = original is not None and original != row["article_id"]
    return {
        "article": row["article_id"],
        "url": row["url"],
        "title": row["title"],
        "source": row["source"],
        "published": moment(row["published_at"]),
        "language": row["language"],
        "copy": copy,
        "duplicate_of": places.get(original) if copy else None,
    }


def _evidence(events: Sequence[dict[str, Any]], places: dict[str, int]) -> list[Evidence]:
    return [
        {
            "article": places.get(event["article_id"]),
            "sentences": sentences_of(
                event["evidence"],
                [(slot["slot"], slot["start"], slot["end"]) for slot in event["slots"]],
                passage=event["passage"] or "",
                passage_start=event["evidence_start"],
                title=event["title"] or "",
            ),
        }
        for event in events
    ]
