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

_BATCH: Final = 10_000
"""Incidents at once: each batch reads the tables once, and its rows are held in memory."""

_Row = dict[str, Any]

_SOURCES: Final = """
SELECT row, article_id, url, title, source, published_at, language, duplicate_of
FROM {numbered} JOIN articles ON article_id = id
ORDER BY row, article_id, duplicate_of IS NULL DESC, published_at DESC NULLS LAST, seen_at DESC,
  text_hash
"""

_EVENTS: Final = """
SELECT row, event_id, e.article_id, e.published_at, evidence, slots, evidence_start, a.title,
  substr(a.text, evidence_start + 1, greatest(evidence_end - evidence_start, 0)) AS passage
FROM {numbered} JOIN events e ON event_id = id
LEFT JOIN articles a ON a.article_id = e.article_id AND a.text_hash = e.text_hash
ORDER BY row, event_id, e.seen_at DESC, a.seen_at = e.seen_at DESC NULLS LAST,
  a.duplicate_of IS NULL DESC, a.title
"""

_LEDGERS: Final = """
SELECT row, revision, computed_at, claims
FROM {numbered} JOIN incidents_revisions ON incident_id = id ORDER BY row
"""


def details_of(tables: Tables, incidents: Sequence[Incident]) -> Iterator[tuple[str, Detail]]:
    """Yield (incident id, detail) of the incidents, in their order, in bounded memory.

    ``incidents`` need no ledgers: they are read here.
    """
    for start in range(0, len(incidents), _BATCH):
        yield from _details(tables, incidents[start : start + _BATCH])


def _details(tables: Tables, incidents: Sequence[Incident]) -> Iterator[tuple[str, Detail]]:
    ledgers = _by_row(tables, _LEDGERS, [[one.incident_id] for one in incidents])
    sources = _by_row(tables, _SOURCES, [one.article_ids for one in incidents])
    events = _by_row(tables, _EVENTS, [one.event_ids for one in incidents])
    for row, incident in enumerate(incidents):
        articles = _firsts(sources.pop(row, []), "article_id")
        places = {article["article_id"]: place for place, article in enumerate(articles)}
        detail: Detail = {
            "claims": [_entry(claim, places) for claim in _ledger(ledgers.pop(row, []), incident)],
            "sources": [_source(article, places) for article in articles],
            "evidence": _evidence(_firsts(events.pop(row, []), "event_id"), places),
            "revisions": incident.revision,
        }
        yield incident.incident_id, detail


def _by_row(tables: Tables, sql: str, lists: Sequence[Sequence[str]]) -> dict[int, list[_Row]]:
    with tables.numbered("report_ids", lists) as numbered:
        rows = tables.rows(sql.format(numbered=numbered))
    groups = groupby(rows.to_pylist(), key=itemgetter("row"))
    return {row: list(group) for row, group in groups}


def _firsts(rows: Sequence[_Row], key: str) -> list[_Row]:
    """Return the first row of each id, by publication: what comes from several versions is once."""
    first: dict[str, _Row] = {}
    for row in rows:
        first.setdefault(row[key], row)
    return sorted(first.values(), key=_publication)


def _publication(row: _Row) -> tuple[bool, Any]:
    return row["published_at"] is None, row["published_at"] or 0


def _ledger(revisions: Sequence[_Row], incident: Incident) -> list[_Row]:
    """Return the ledger of just that revision of an incident."""
    for row in revisions:
        if (row["revision"], row["computed_at"]) == (incident.revision, incident.computed_at):
            claims: list[_Row] = row["claims"]
            return claims
    return []


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
