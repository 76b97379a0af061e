"""What the incident stage asks the committed tables: reports, articles and incidents, no texts.

Rows are chosen while a table is read, so memory follows the days and articles asked for.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from transforms.incidents.articles import ARTICLE_COLUMNS, ArticleFact, article_fact_of_columns
from transforms.incidents.history import Question
from transforms.incidents.partitions import PARTIAL_DAYS, Span
from transforms.incidents.reports import REPORT_COLUMNS, Report, report_of_columns
from transforms.records import Incident
from transforms.tables import from_arrow
from transforms.write.history import matching_rows, newest_rows
from transforms.write.readback import read_table, scan_table
from transforms.write.storage import Storage

_NEAR: Final = "near"


@dataclass(frozen=True)
class CommittedIncidents:
    """The committed tables of one output folder, as the incident stage asks.

    Every method raises OutputDamaged where a committed file is missing or cannot be read.
    """

    output: str
    storage: Storage | None = None

    def reports_of_days(self, asked: Question) -> Iterator[Report]:
        """Yield the reports of these countries that may be of these days.

        One without a date may be of any day up to PARTIAL_DAYS from its publication.
        """
        wanted = [_overlap(span) | _published_near(span) for span in asked.spans]
        if asked.dateless:
            wanted.append(pc.field("date_end").is_null() & pc.field("published_at").is_null())
        if wanted:
            chosen = _of_countries(asked) & reduce(or_, wanted)
            rows = self._read("events", REPORT_COLUMNS, chosen)
            yield from map(report_of_columns, rows.to_pylist())

    def reports_of_articles(self, article_ids: Collection[str]) -> Iterator[Report]:
        """Yield the reports in these articles."""
        columns = ("article_id", *(name for name in REPORT_COLUMNS if name != "article_id"))
        for rows in matching_rows(self.output, "events", columns, article_ids, self.storage):
            yield from map(report_of_columns, rows.to_pylist())

    def article_facts(self, article_ids: Collection[str]) -> Iterator[ArticleFact]:
        """Yield the versions of these articles and those that name one of them as their like."""
        asked = pa.array(sorted(set(article_ids)), type=pa.string())
        if len(asked) == 0:
            return
        for batch in scan_table(self.output, "articles", ARTICLE_COLUMNS, storage=self.storage):
            hit = pc.or_(
                pc.is_in(batch.column("article_id"), value_set=asked),
                pc.is_in(batch.column("duplicate_of"), value_set=asked),
            )
            for row in batch.filter(pc.or_(hit, _any_near(batch, asked))).to_pylist():
                yield article_fact_of_columns(row)

    def newest_incidents(self, asked: Question, incident_ids: Collection[str]) -> list[Incident]:
        """Return the newest row of each incident on these days, without a day, or of these ids."""
        spans = [_overlap(span) for span in asked.spans]
        chosen = _of_countries(asked) & reduce(or_, spans, pc.field("date_end").is_null())
        found = self._read("incidents", ("incident_id",), chosen).column("incident_id")
        return self.incidents_of_ids({*found.to_pylist(), *incident_ids})

    def incidents_of_days(self, days: Iterable[date]) -> list[Incident]:
        """Return the newest rows of the incidents whose newest ``date_end`` is one of the days.

        Incidents that went up in another one are left out.
        """
        wanted = sorted(set(days))
        chosen = pc.field("date_end").isin(pa.array(wanted, type=pa.date32()))
        found = self._read("incidents", ("incident_id",), chosen).column("incident_id")
        newest = self.incidents_of_ids(found.to_pylist())
        return [row for row in newest if row.superseded_by is None and row.date_end in wanted]

    def incidents_of_ids(self, incident_ids: Collection[str]) -> list[Incident]:
        """Return the newest rows of these incidents: an older row may lie on another day."""
        if not incident_ids:
            return []
        ids = pa.array(sorted(set(incident_ids)), type=pa.string())
        rows = self._read("incidents", None, pc.field("incident_id").isin(ids))
        found: list[Incident] = from_arrow(newest_rows(rows, "incidents"), "incidents")
        return found

    def _read(self, table: str, columns: Collection[str] | None, chosen: Any) -> pa.Table:
        names = None if columns is None else list(columns)
        return read_table(self.output, table, names, chosen, storage=self.storage)


def _of_countries(asked: Question) -> Any:
    named = pa.array(sorted(one for one in asked.countries if one is not None), type=pa.string())
    chosen = pc.field("country").isin(named)
    return chosen | pc.field("country").is_null() if None in asked.countries else chosen


def _overlap(span: Span) -> Any:
    first, last = _days(span)
    start, end = pc.field("date_start"), pc.field("date_end")
    return (end >= first) & (pc.coalesce(start, end) <= last)


def _published_near(span: Span) -> Any:
    """Choose what has no date: without a year it can mean days far from its publication."""
    first, last = (
        datetime.combine(day, datetime.min.time(), UTC) + timedelta(days=far)
        for day, far in zip(_days(span), (-PARTIAL_DAYS, PARTIAL_DAYS), strict=True)
    )
    published = pc.field("published_at")
    return pc.field("date_end").is_null() & (published >= first) & (published <= last)


def _days(span: Span) -> tuple[date, date]:
    return date.fromordinal(span.first), date.fromordinal(span.last)


def _any_near(batch: pa.RecordBatch, asked: pa.Array) -> pa.Array:
    """Tell for each row whether one of its near-duplicates is among the ids."""
    lists = batch.column(_NEAR)
    near = pc.is_in(pc.list_flatten(lists).field("article_id"), value_set=asked)
    rows = pc.unique(pc.list_parent_indices(lists).filter(near))
    return pc.is_in(pa.array(range(batch.num_rows), type=rows.type), value_set=rows)
