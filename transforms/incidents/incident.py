"""From the reports of one occurrence to its row of ``incidents``."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from transforms.incidents.articles import ArticleFact
from transforms.incidents.ballots import Heard
from transforms.incidents.claims import claims_of
from transforms.incidents.cluster import Cluster
from transforms.incidents.consensus import (
    Place,
    attacker_of,
    day_of,
    effects_of,
    event_type_of,
    outcome_of,
    place_of,
    places_listed_of,
    target_name_of,
    targets_of,
    weapons_of,
)
from transforms.incidents.disputes import is_disputed
from transforms.incidents.figures import Parties, ranges_of
from transforms.incidents.press import Press
from transforms.incidents.reports import Report
from transforms.incidents.world import IncidentRules, Sides
from transforms.records import Incident

FIRST_REVISION: Final = 1
_WIDE: Final = frozenset({None, "country", "region"})


def incident_of(
    cluster: Cluster, press: Press, settings: IncidentRules, computed_at: datetime
) -> Incident:
    """Return the incident of a cluster: revision 1, in no wave, superseded by none.

    It depends on the set of reports, the press and the rules only; ``computed_at`` is the clock
    (UTC). Articles, sources and languages are those of the copies too, all other columns those of
    the reports. A number that no report gives is null.
    """
    reports = sorted(set(cluster.reports), key=lambda report: report.event_id)
    voices = {one: press.voice_of(one) for one in {report.article_id for report in reports}}
    heard = [Heard(report, voices[report.article_id]) for report in reports]
    labels, day, place = settings.labels, day_of(heard), place_of(heard)
    attacker = attacker_of(heard)
    return Incident(
        incident_id=cluster.incident_id,
        revision=FIRST_REVISION,
        superseded_by=None,
        part_of=None,
        event_type=event_type_of(heard),
        outcome=outcome_of(heard),
        date_start=day.start,
        date_end=day.end,
        date_precision=day.precision,
        date_basis=day.basis,
        date_partial=day.partial,
        **place._asdict(),
        places_listed=places_listed_of(heard, place),
        attacker=attacker,
        weapons=weapons_of(heard, labels),
        targets=targets_of(heard, labels, at_site=place.geo_precision not in _WIDE),
        target_name=target_name_of(heard),
        effects=effects_of(heard, labels),
        event_ids=[report.event_id for report in reports],
        independent_sources=len(set(voices.values())),
        **_coverage(reports, press),
        **_ledger(heard, _parties(place, attacker, settings.sides), settings),
        computed_at=computed_at,
    )


def _coverage(reports: Sequence[Report], press: Press) -> dict[str, Any]:
    """Return the columns about articles, those of copies included."""
    articles = sorted({copy for one in reports for copy in press.copies_of(one.article_id)})
    facts = [fact for one in articles if (fact := press.fact_of(one)) is not None]
    told: list[Report | ArticleFact] = [*reports, *facts]
    times = [one.published_at for one in told if one.published_at is not None]
    return {
        "article_ids": articles,
        "reports": len(articles),
        "sources": sorted({one.source for one in told if one.source}),
        "languages": sorted({one.language for one in told if one.language}),
        "first_reported_at": min(times, default=None),
        "last_reported_at": max(times, default=None),
    }


def _parties(place: Place, attacker: str | None, sides: Sides) -> Parties:
    defender = sides.defender(place.country, place.admin1, attacker)
    return Parties(defender, sides.attacker(attacker, defender))


def _ledger(heard: Sequence[Heard], parties: Parties, settings: IncidentRules) -> dict[str, Any]:
    """Return the claims and the columns that follow from them."""
    reports = [one.report for one in heard]
    voice_of = {one.report.article_id: one.voice for one in heard}.__getitem__
    claims = claims_of(reports, settings.labels.counted)
    officials = frozenset(settings.figures.officials)
    ranges = ranges_of(claims, parties, voice_of, settings.figures)
    return {
        **{
            name + ending: value
            for name, found in ranges.items()
            for ending, value in (("", found.best), ("_low", found.low), ("_high", found.high))
        },
        "claims": claims,
        "disputed": is_disputed(reports, claims, parties, voice_of, officials),
    }
