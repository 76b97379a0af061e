"""Incidents as part of a bounded graph: light facts travel, only what is touched is linked anew."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, Optional

import apache_beam as beam
from apache_beam.pvalue import TaggedOutput

from transforms.accounts.counts import INCIDENT, Count
from transforms.incidents.articles import ArticleFact, article_fact_of
from transforms.incidents.closing import Part
from transforms.incidents.copies import follow_copies, part_copies
from transforms.incidents.history import KnownIncidents, likes_of
from transforms.incidents.partitions import PartitionKey
from transforms.incidents.reports import Report, report_of
from transforms.incidents.updating import Change, Updating, update
from transforms.incidents.world import load_incident_rules
from transforms.language.agencies import bundled_agencies
from transforms.records import Incident
from transforms.settings import IncidentSettings, LinkSettings
from transforms.windows import in_global_window

REPORTS_PER_LOOKUP: Final = 50_000
"""How many new reports share the scans of the committed tables."""

PlainKey = tuple[str, Optional[str], bool]  # noqa: UP045 - Beam reads this as a type hint
"""A PartitionKey as Beam can encode it without doubt."""

_FACTS: Final = "facts"
_REPORTS: Final = "reports"


class Linked(NamedTuple):
    """The outputs of LinkIncidents."""

    incidents: beam.PCollection
    replaced: beam.PCollection
    counts: beam.PCollection


@dataclass
class LinkIncidents(beam.PTransform):
    """Link the reports of one occurrence, new ones and those committed around them.

    Input: a tuple of the new events (Event) and of all new article rows (Article, duplicates too).
    Output: ``incidents``, the rows to write (new incidents, revisions, tombstones); ``replaced``,
    the live rows (Incident) that they take the place of; ``counts``, rows as Count by what became
    of the incident. The rules are in ``linking``, ``incident`` and ``revisions``; the result does
    not depend on order, bundles, or on what was ingested in which run.

    Windowing: bounded input in the global window only. State: none but the committed tables.
    Memory: reports (about 2 kB each) of one type class and country, new ones and those of the
    days around that they can be linked with, by way of others too; of articles those with copies.
    Rejects: none. Counters: none. Delivery: at least once, with the same rows.
    """

    settings: IncidentSettings
    knowledge: Path
    computed_at: datetime
    known: KnownIncidents

    def __post_init__(self) -> None:
        super().__init__()
        if self.computed_at.tzinfo is None:
            raise ValueError(f"computed_at needs a time zone: {self.computed_at!r}")

    @beam.typehints.no_annotations
    def expand(self, inputs: tuple[beam.PCollection, beam.PCollection]) -> Linked:
        """Follow copies, part reports of originals from others, link each partition."""
        events, articles = inputs
        reports = events | "Reports" >> beam.Map(report_of).with_output_types(Report)
        facts = articles | "Facts" >> beam.Map(article_fact_of).with_output_types(ArticleFact)
        related = (
            facts
            | "WithLikes" >> beam.Filter(_has_likes)
            | "Collect" >> beam.combiners.ToList()
            | "Follow" >> beam.ParDo(_FollowCopies(self.known)).with_outputs(main="texts")
        )
        texts = beam.pvalue.AsSingleton(related.texts)
        keyed = {
            _FACTS: (facts, related.facts)
            | "AllFacts" >> beam.Flatten()
            | "FactByText" >> beam.Map(_by_text, texts),
            _REPORTS: (reports, related.reports)
            | "AllReports" >> beam.Flatten()
            | "ReportByText" >> beam.Map(_by_text, texts),
        }
        linked = (
            keyed
            | "GroupByText" >> beam.CoGroupByKey()
            | "Originals" >> beam.ParDo(_PartCopies(self.settings.linking))
            | "GroupByPartition" >> beam.GroupByKey()
            | "Link"
            >> beam.ParDo(
                _LinkPartitions(self.settings, self.knowledge, self.computed_at, self.known)
            ).with_outputs(main="incidents")
        )
        return Linked(linked.incidents, linked.replaced, linked.counts)


class _FollowCopies(beam.DoFn):
    """The new facts that name others -> text of each article, committed facts and reports."""

    def __init__(self, known: KnownIncidents) -> None:
        super().__init__()
        self._known = known

    def process(
        self, facts: list[ArticleFact]
    ) -> Iterator[
        dict[str, str]
        | TaggedOutput[Literal["facts"], ArticleFact]
        | TaggedOutput[Literal["reports"], Report]
    ]:
        followed = follow_copies(facts, self._known)
        yield followed.texts
        for fact in followed.facts:
            yield TaggedOutput("facts", fact)
        for report in followed.reports:
            yield TaggedOutput("reports", report)


class _PartCopies(beam.DoFn):
    """(text, its facts and reports) -> (plain key of the partition, Part)."""

    def __init__(self, linking: LinkSettings) -> None:
        super().__init__()
        self._linking = linking

    def process(
        self, group: tuple[str, Mapping[str, Iterable[Any]]]
    ) -> Iterator[tuple[PlainKey, Part]]:
        found = group[1]
        for key, part in part_copies(found[_FACTS], found[_REPORTS], self._linking).items():
            yield (key.type_class, key.country, key.dated), part


class _LinkPartitions(beam.DoFn):
    """(partition, its parts) -> Incident, replaced rows, counts; some partitions per look-up."""

    def __init__(
        self,
        settings: IncidentSettings,
        knowledge: Path,
        computed_at: datetime,
        known: KnownIncidents,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._knowledge = knowledge
        self._computed_at = computed_at
        self._known = known

    def setup(self) -> None:
        rules = load_incident_rules(self._settings.figures, self._knowledge)
        self._by = Updating(
            known=self._known,
            linking=self._settings.linking,
            rules=rules,
            computed_at=self._computed_at,
            agency_of_domain=bundled_agencies().by_domain,
        )

    def start_bundle(self) -> None:
        self._parts: list[tuple[PartitionKey, Part]] = []
        self._waiting = 0
        self._counts: Counter[str] = Counter()

    def process(
        self, group: tuple[PlainKey, Iterable[Part]]
    ) -> Iterator[
        Incident
        | TaggedOutput[Literal["replaced"], Incident]
        | TaggedOutput[Literal["counts"], Count]
    ]:
        for part in group[1]:
            self._parts.append((PartitionKey(*group[0]), part))
            self._waiting += len(part.reports) + len(part.dropped)
        if self._waiting >= REPORTS_PER_LOOKUP:
            yield from self._rows(self._changes())

    def finish_bundle(self) -> Iterator[Any]:
        yield from map(in_global_window, self._rows(self._changes()))
        for name, number in sorted(self._counts.items()):
            yield in_global_window(TaggedOutput("counts", ((INCIDENT, name), number)))

    def _changes(self) -> list[Change]:
        parts, self._parts, self._waiting = self._parts, [], 0
        return update(parts, self._by)

    def _rows(self, changes: Collection[Change]) -> Iterator[Any]:
        for row, before in changes:
            self._counts[_kind(row, before)] += 1
            yield row
            if before is not None:
                yield TaggedOutput("replaced", before)


def _kind(row: Incident, before: Incident | None) -> str:
    if row.superseded_by is not None:
        return "superseded"
    return "new" if before is None else "revised"


def _has_likes(fact: ArticleFact) -> bool:
    return bool(likes_of(fact))


def _by_text(one: Any, texts: Mapping[str, str]) -> tuple[str, Any]:
    """Key a report or fact by the text of its article."""
    return texts.get(one.article_id, one.article_id), one
