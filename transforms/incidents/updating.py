"""From what is new to the rows of ``incidents`` that change, in closed neighbourhoods.

The result is a function of the new rows and the committed tables: whatever was ingested before,
in which order and in which portions, the newest rows are those of one run over everything.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from transforms.ids import digest
from transforms.incidents.articles import ArticleFact
from transforms.incidents.closing import Part, Partition, close, question_of, take_in
from transforms.incidents.cluster import Cluster
from transforms.incidents.facts import type_class
from transforms.incidents.history import KnownIncidents
from transforms.incidents.identity import incident_ids
from transforms.incidents.incident import incident_of
from transforms.incidents.linking import link
from transforms.incidents.partitions import PartitionKey
from transforms.incidents.press import Press
from transforms.incidents.revisions import revise
from transforms.incidents.waves import assign_waves
from transforms.incidents.world import IncidentRules
from transforms.records import Incident
from transforms.settings import LinkSettings


class Change(NamedTuple):
    """A row to write and the live row that it takes the place of, None for a new incident."""

    row: Incident
    before: Incident | None


@dataclass(frozen=True)
class Updating:
    """Everything besides the rows that an update depends on; ``computed_at`` is the clock (UTC)."""

    known: KnownIncidents
    linking: LinkSettings
    rules: IncidentRules
    computed_at: datetime
    agency_of_domain: Mapping[str, str] = field(default_factory=dict)


def update(parts: Iterable[tuple[PartitionKey, Part]], by: Updating) -> list[Change]:
    """Return the changes that new reports and articles make, sorted by partition and id.

    ``parts`` are all that is new in each partition, in any order and any split.
    """
    partitions: dict[PartitionKey, Partition] = {}
    facts: dict[ArticleFact, None] = {}
    for key, part in parts:
        partitions.setdefault(key, Partition(key)).add(part)
        facts.update(dict.fromkeys(part.facts))
    while partitions:
        close(partitions, facts, by.known, by.linking)
        press = Press(facts, by.agency_of_domain)
        clusters = {key: _clusters(one, press, by.linking) for key, one in partitions.items()}
        newest = _newest(partitions, clusters, by)
        namesakes = {
            key: _namesakes(partition, clusters[key], newest)
            for key, partition in partitions.items()
        }
        articles = {one for rows in namesakes.values() for row in rows for one in row.article_ids}
        if not articles:
            return [
                change
                for key in sorted(partitions, key=repr)
                for change in _changes(partitions[key], clusters[key], press, newest, by)
            ]
        # Equal facts are told apart by an ordinal, so both have to be given together.
        found = list(by.known.reports_of_articles(sorted(articles)))
        take_in(found, partitions, facts, by.known, by.linking)
        for key, rows in namesakes.items():
            partitions[key].touched |= {event for row in rows for event in row.event_ids}
            partitions[key].grow(by.linking)
    return []


def _clusters(partition: Partition, press: Press, settings: LinkSettings) -> list[Cluster]:
    found = [
        cluster
        for group in partition.neighbourhoods(settings)
        for cluster in link(group, press, settings)
    ]
    found.sort(key=lambda cluster: cluster.reports[0].event_id)
    ids = incident_ids(found, settings)
    if not partition.key.dated:  # the other partition may have the same place and day
        ids = [digest("dateless", one) for one in ids]
    return [cluster._replace(incident_id=one) for cluster, one in zip(found, ids, strict=True)]


def _newest(
    partitions: Mapping[PartitionKey, Partition],
    clusters: Mapping[PartitionKey, list[Cluster]],
    by: Updating,
) -> dict[str, Incident]:
    """Return the newest committed rows of the touched days and of the computed ids."""
    days = {key: partition.days(by.linking) for key, partition in partitions.items()}
    ids = {cluster.incident_id for some in clusters.values() for cluster in some}
    found = by.known.newest_incidents(question_of(days), sorted(ids))
    return {row.incident_id: row for row in found}


def _namesakes(
    partition: Partition, clusters: Iterable[Cluster], newest: Mapping[str, Incident]
) -> list[Incident]:
    """Return the live incidents that have a computed id but no touched event."""
    rows = [newest[one.incident_id] for one in clusters if one.incident_id in newest]
    return [
        row
        for row in rows
        if row.superseded_by is None and partition.touched.isdisjoint(row.event_ids)
    ]


def _changes(
    partition: Partition,
    clusters: Iterable[Cluster],
    press: Press,
    newest: Mapping[str, Incident],
    by: Updating,
) -> list[Change]:
    computed = [incident_of(one, press, by.rules, by.computed_at) for one in clusters]
    ids = {row.incident_id for row in computed}
    live = [row for row in newest.values() if row.superseded_by is None]
    old = [row for row in live if not partition.touched.isdisjoint(row.event_ids)]
    gone = {row.incident_id for row in old}
    around = [
        row
        for row in live
        if row.incident_id not in ids | gone and _belongs(row, partition.key, by.linking)
    ]
    days = {day for row in (*computed, *old) for day in _days(row)}
    again = _in_waves(computed, around, days, by)
    known = [*old, *around, *(newest[one] for one in ids - gone if one in newest)]
    before = {row.incident_id: row for row in live}
    return [
        Change(row, before.get(row.incident_id)) for row in revise(again, known, by.computed_at)
    ]


def _in_waves(
    computed: list[Incident], around: list[Incident], days: Collection[date], by: Updating
) -> list[Incident]:
    """Assign waves, to incidents around only where all waves of their day are known."""
    assigned = assign_waves([*computed, *around], by.linking)
    fresh = assigned[: len(computed)]
    return fresh + [
        new if new.date_end in days else row
        for row, new in zip(around, assigned[len(computed) :], strict=True)
    ]


def _belongs(row: Incident, key: PartitionKey, settings: LinkSettings) -> bool:
    same = (type_class(row.event_type, settings), row.country) == (key.type_class, key.country)
    return key.dated and row.date_end is not None and same


def _days(row: Incident) -> list[date]:
    if row.date_end is None:
        return []
    start = (row.date_start or row.date_end).toordinal()
    return [date.fromordinal(day) for day in range(start, row.date_end.toordinal() + 1)]
