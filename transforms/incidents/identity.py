"""Incident ids that say what the incident is, so that no order of arrival shows in them.

An id is a digest of type class, country, region, place, day and whether it is a wave, each as
most of the reports have it. A late report of the same facts changes nothing; where the facts of
the majority change, the id does, and the old one is superseded.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Final, TypeVar

from transforms.ids import digest
from transforms.incidents.cluster import Cluster
from transforms.incidents.days import Quality, When, when_of
from transforms.incidents.facts import type_class
from transforms.incidents.places import Level, Where, where_of
from transforms.incidents.reports import Report
from transforms.settings import LinkSettings

_WEIGHTS: Final = {"text": 4, "context": 2, "publication": 1}
_LATEST: Final = datetime.max.replace(tzinfo=UTC)
_Key = TypeVar("_Key", bound=Hashable)


def incident_ids(clusters: Sequence[Cluster], settings: LinkSettings) -> list[str]:
    """Return the id of each cluster, in the order of ``clusters``.

    Clusters with equal facts (two strikes on one city in one day) are told apart by an ordinal in
    the order of their first reports, so all of a place and day have to be given together.
    """
    keys = [identity_key(cluster, settings) for cluster in clusters]
    order = sorted(range(len(clusters)), key=lambda place: _first_report(clusters[place]))
    ids = [""] * len(clusters)
    counts: Counter[tuple[str | None, ...]] = Counter()
    for place in order:
        key = keys[place]
        ids[place] = digest("incident", *key, counts[key] or None)
        counts[key] += 1
    return ids


def identity_key(cluster: Cluster, settings: LinkSettings) -> tuple[str | None, ...]:
    """Return the facts that an id is made of, as texts."""
    places = [where_of(report) for report in cluster.reports]
    where = _place(places)
    country = _most(one.country for one in places if one.country)
    kind = type_class(cluster.reports[0].event_type, settings)
    wave = "wave" if where.level is Level.COUNTRY else None
    admin1 = where.admin1 or _most(one.admin1 for one in places if one.admin1)
    return (kind, country, admin1, place_key(where), _day(cluster, settings), wave)


def report_key(report: Report, settings: LinkSettings) -> tuple[str | None, ...]:
    """Return the key that a report would have by itself."""
    return identity_key(Cluster((report,)), settings)


def canonical_day(reports: Iterable[Report], settings: LinkSettings) -> date | None:
    """Return the local day that most reports end on, None where no report tells a precise one.

    A day told for the event weighs 4, one from elsewhere in the article 2, one assumed from the
    publication 1; among equals the earliest.
    """
    weights: Counter[date] = Counter()
    for report in reports:
        precise = when_of(report, settings).quality <= Quality.ASSUMED
        if precise and report.date_end is not None:
            weights[report.date_end] += _WEIGHTS.get(report.date_basis or "text", 1)
    return min(weights, key=lambda day: (-weights[day], day), default=None)


def place_key(where: Where) -> str | None:
    """Return a place as text: its GeoNames id, else its name, else its point."""
    if where.geonames_id is not None:
        return f"geonames:{where.geonames_id}"
    if where.place is not None:
        return f"name:{where.place}"
    if where.level > Level.REGION and where.latitude is not None and where.longitude is not None:
        return f"point:{where.latitude:.1f},{where.longitude:.1f}"
    return None


def _place(places: Sequence[Where]) -> Where:
    """Return the place that most of those name that are pinned furthest down, site as place."""
    pinned = [one for one in places if one.level >= Level.PLACE]
    deepest = max(one.level for one in places)
    among = pinned or [one for one in places if one.level == deepest]
    counts = Counter(place_key(one) for one in among)
    best = min(counts, key=lambda key: (-counts[key], key or ""))
    return min((one for one in among if place_key(one) == best), key=repr)


def _day(cluster: Cluster, settings: LinkSettings) -> str:
    day = canonical_day(cluster.reports, settings)
    if day is not None:
        return day.isoformat()
    times = [when_of(report, settings) for report in cluster.reports]
    best = min(when.quality for when in times)
    if best in {Quality.PARTIAL, Quality.WIDE}:
        return _most(_told(when) for when in times if when.quality == best) or ""
    # Nothing tells the day: only its first report tells such an incident from another.
    return f"report:{_first_report(cluster)[1]}"


def _told(when: When) -> str:
    return f"partial:{when.partial}" if when.partial is not None else f"{when.start}:{when.end}"


def _first_report(cluster: Cluster) -> tuple[datetime, str]:
    return min((report.published_at or _LATEST, report.event_id) for report in cluster.reports)


def _most(values: Iterable[_Key]) -> _Key | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], repr(value)), default=None)
