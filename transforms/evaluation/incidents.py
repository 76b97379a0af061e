"""Linking against the annotated incidents: from annotated events, and from extracted ones."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from transforms.evaluation.bcubed import (
    BCubed,
    Item,
    across_languages,
    b_cubed,
    b_cubed_of_repeated,
)
from transforms.evaluation.gold import GoldArticle, GoldEvent
from transforms.evaluation.incident_reports import PartialOf, gold_report
from transforms.evaluation.matching import match_events
from transforms.incidents.cluster import Cluster
from transforms.incidents.compatibility import contradiction, support
from transforms.incidents.facts import facts_of
from transforms.incidents.linking import link
from transforms.incidents.press import Press
from transforms.incidents.reports import Report, report_of
from transforms.records import Event
from transforms.settings import LinkSettings

Found = Sequence[tuple[GoldArticle, Sequence[Event]]]


class Mistake(NamedTuple):
    """Incidents merged wrongly or an incident split, the events involved, and why."""

    kind: str
    incidents: list[str]
    parts: list[list[str]]
    reason: str


class Linking(NamedTuple):
    """Figures of one way; ``left_out`` events could not be judged (no annotation, not found)."""

    all: BCubed
    repeated: BCubed
    across: BCubed
    left_out: int
    mistakes: list[Mistake]


class IncidentEvaluation(NamedTuple):
    """Linking from the annotated events themselves and from the extracted ones."""

    from_gold: Linking
    from_extracted: Linking


def evaluate_incidents(
    found: Found, partial_of: PartialOf, settings: LinkSettings
) -> IncidentEvaluation:
    """Link all articles together, each as an original of its own, and compare the clusters.

    From extracted events: all of them are linked, and those that match an annotated event of
    their article are judged. Annotated events that were not found, and extracted ones that are
    not annotated, are left out and counted.
    """
    gold: list[Report] = []
    extracted: list[Report] = []
    truths: dict[str, str] = {}
    missed = 0
    for article, events in found:
        for place, one in enumerate(article.events):
            name = f"{article.name}#{place + 1}"
            gold.append(gold_report(article, one, name, partial_of))
            if one.incident is not None:
                truths[name] = one.incident
        extracted += map(report_of, events)
        pairs = match_events(article.events, events)
        truths.update(_truths_of_matched(article.events, events, pairs))
        missed += sum(one.incident is not None for one in article.events)
    judged = sum(report.event_id in truths for report in extracted)
    extra = len(extracted) - judged
    return IncidentEvaluation(
        _judge(gold, truths, settings, sum(one.event_id not in truths for one in gold)),
        _judge(extracted, truths, settings, missed - judged + extra),
    )


def _truths_of_matched(
    gold: Sequence[GoldEvent], events: Sequence[Event], pairs: Iterable[tuple[int, int]]
) -> dict[str, str]:
    return {
        events[j].event_id: incident for i, j in pairs if (incident := gold[i].incident) is not None
    }


def _judge(
    reports: Sequence[Report], truths: Mapping[str, str], settings: LinkSettings, left_out: int
) -> Linking:
    clusters = link(reports, Press(), settings)
    items = [
        Item(cluster.incident_id, truths[report.event_id], report.language)
        for cluster in clusters
        for report in cluster.reports
        if report.event_id in truths
    ]
    mistakes = [*_merged(clusters, truths), *_split(clusters, truths, settings)]
    return Linking(
        b_cubed(items), b_cubed_of_repeated(items), across_languages(items), left_out, mistakes
    )


def _merged(clusters: Iterable[Cluster], truths: Mapping[str, str]) -> list[Mistake]:
    found = []
    for cluster in clusters:
        parts: dict[str, list[Report]] = {}
        for report in cluster.reports:
            if report.event_id in truths:
                parts.setdefault(truths[report.event_id], []).append(report)
        if len(parts) > 1:
            told = [list(map(_told, parts[name])) for name in sorted(parts)]
            found.append(Mistake("merged", sorted(parts), told, "nothing keeps them apart"))
    return found


def _split(
    clusters: Iterable[Cluster], truths: Mapping[str, str], settings: LinkSettings
) -> list[Mistake]:
    parts: dict[str, list[list[Report]]] = {}
    for cluster in clusters:
        inside: dict[str, list[Report]] = {}
        for report in cluster.reports:
            if report.event_id in truths:
                inside.setdefault(truths[report.event_id], []).append(report)
        for name, group in inside.items():
            parts.setdefault(name, []).append(group)
    return [
        Mistake("split", [name], [list(map(_told, one)) for one in groups], _why(groups, settings))
        for name, groups in sorted(parts.items())
        if len(groups) > 1
    ]


def _why(groups: Sequence[Sequence[Report]], settings: LinkSettings) -> str:
    """Return what keeps each later part from the first: contradictions, else little support."""
    told = []
    for group in groups[1:]:
        pairs = [
            (facts_of(one, settings), facts_of(two, settings))
            for one, two in product(groups[0], group)
        ]
        reasons = sorted({str(why) for a, b in pairs if (why := contradiction(a, b, settings))})
        supported = any(support(a, b, settings) for a, b in pairs)
        told.append(
            f"{', '.join(reasons)} differs"
            if reasons
            else "outvoted or taken for siblings"
            if supported
            else "little support"
        )
    return "; ".join(told)


def _told(report: Report) -> str:
    where = report.place or report.admin1 or report.country or "no place"
    days = report.date_end or report.date_partial or "undated"
    return (
        f"{report.article_id} {report.event_type} {where} {days} {report.target_name or ''}".strip()
    )
