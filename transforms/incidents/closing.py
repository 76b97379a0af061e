"""Gathering all that must be linked together: what is new, and committed reports around it.

New reports touch others that they could be linked with, these touch further ones. Committed
reports of the days around are read until nothing outside can be touched any more; only then does
linking what was gathered give what linking everything would give.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from transforms.incidents.articles import ArticleFact
from transforms.incidents.history import KnownIncidents, Question, related_facts
from transforms.incidents.neighbourhoods import neighbourhoods
from transforms.incidents.partitions import PartitionKey, partition_of, spans_of, spans_of_days
from transforms.incidents.press import Press
from transforms.incidents.reports import Report
from transforms.incidents.versions import outdated
from transforms.settings import LinkSettings

FIRST_MARGIN: Final = 2
"""Days read beyond those asked for, more with every round: a chain of days ends soon."""

_WIDER: Final = 4


class Part(NamedTuple):
    """What one group of copied articles brings to a partition.

    ``reports`` are those of its original; ``dropped`` are those of its copies, and those that a
    newer version of the article took the place of; ``facts`` are its articles.
    """

    reports: tuple[Report, ...]
    dropped: tuple[Report, ...]
    facts: tuple[ArticleFact, ...]


@dataclass
class Partition:
    """The reports of one partition by event id; ``touched`` are the events to be linked anew.

    ``dropped`` are reports of copies and of old versions: they were linked before their original
    or the newer version came, so what they were linked with is touched. ``groups`` are the touched
    neighbourhoods, ``loaded`` the days that were read.
    """

    key: PartitionKey
    reports: dict[str, Report] = field(default_factory=dict)
    dropped: dict[str, Report] = field(default_factory=dict)
    groups: list[tuple[Report, ...]] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)
    loaded: set[int] = field(default_factory=set)
    complete: bool = False

    def add(self, part: Part) -> None:
        """Take in what is new."""
        self.reports.update((one.event_id, one) for one in part.reports)
        self.dropped.update((one.event_id, one) for one in part.dropped)
        self.touched |= {one.event_id for one in (*part.reports, *part.dropped)}

    def days(self, settings: LinkSettings) -> set[int]:
        """Return all days of the touched reports."""
        everything = self.reports | self.dropped
        touched = (everything[one] for one in self.touched if one in everything)
        spans = {span for report in touched for span in spans_of(report, settings)}
        return {day for first, last in spans for day in range(first, last + 1)}

    def grow(self, settings: LinkSettings) -> None:
        """Touch everything that a touched report could be linked with."""
        everything = [*self.reports.values(), *self.dropped.values()]
        self.groups = [
            group
            for group in neighbourhoods(everything, settings)
            if any(report.event_id in self.touched for report in group)
        ]
        self.touched |= {report.event_id for group in self.groups for report in group}

    def neighbourhoods(self, settings: LinkSettings) -> list[tuple[Report, ...]]:
        """Return what is to be linked together, without those dropped; after ``grow``."""
        if not self.dropped:
            return self.groups
        kept = [self.reports[one] for one in sorted(self.touched & self.reports.keys())]
        return neighbourhoods(kept, settings)


def close(
    partitions: Mapping[PartitionKey, Partition],
    facts: dict[ArticleFact, None],
    known: KnownIncidents,
    settings: LinkSettings,
) -> None:
    """Read committed reports into the partitions, and the facts of their articles into ``facts``.

    Afterwards the touched events of every partition are closed: no other report can be linked
    with one of them. One scan per round serves all partitions.
    """
    margin = FIRST_MARGIN
    while opened := _opened(partitions, settings, margin):
        sizes = {key: len(partitions[key].reports) for key in opened}
        take_in(_asked(opened, known, settings), partitions, facts, known, settings)
        for key, days in opened.items():
            partitions[key].loaded |= days
            if not partitions[key].complete or len(partitions[key].reports) > sizes[key]:
                partitions[key].grow(settings)
            partitions[key].complete = True
        margin *= _WIDER


def take_in(
    found: Collection[Report],
    partitions: Mapping[PartitionKey, Partition],
    facts: dict[ArticleFact, None],
    known: KnownIncidents,
    settings: LinkSettings,
) -> None:
    """Put committed reports of originals into their partitions, and what their copies need."""
    unread = {report.article_id for report in found} - {fact.article_id for fact in facts}
    facts.update(dict.fromkeys(related_facts(unread, known)))
    press = Press(facts)
    old = _outdated(found, facts, known, settings)
    for report in found:
        partition = partitions.get(partition_of(report, settings))
        if partition is None or report.event_id in old | partition.dropped.keys():
            continue
        if press.original_of(report.article_id) == report.article_id:
            partition.reports.setdefault(report.event_id, report)


def _outdated(
    found: Iterable[Report],
    facts: Iterable[ArticleFact],
    known: KnownIncidents,
    settings: LinkSettings,
) -> set[str]:
    """Return the events among those found that newer versions of their articles tell again."""
    versions = Counter(fact.article_id for fact in facts)
    updated = {one.article_id for one in found if versions[one.article_id] > 1}
    return outdated(known.reports_of_articles(sorted(updated)), settings) if updated else set()


def _opened(
    partitions: Mapping[PartitionKey, Partition], settings: LinkSettings, margin: int
) -> dict[PartitionKey, set[int]]:
    """Return the days that each partition still has to read, for those that have any."""
    found: dict[PartitionKey, set[int]] = {}
    for key, partition in partitions.items():
        missing = partition.days(settings) - partition.loaded
        if missing or not partition.complete:
            around = {day + step for day in missing for step in range(-margin, margin + 1)}
            found[key] = around - partition.loaded
    return found


def _asked(
    opened: Mapping[PartitionKey, set[int]], known: KnownIncidents, settings: LinkSettings
) -> list[Report]:
    """Read the reports that the opened partitions miss."""
    found = []
    for report in known.reports_of_days(question_of(opened)):
        days = opened.get(partition_of(report, settings))
        if days is None:
            continue
        spans = spans_of(report, settings)
        if not spans or any(not days.isdisjoint(range(first, last + 1)) for first, last in spans):
            found.append(report)
    return found


def question_of(days: Mapping[PartitionKey, Iterable[int]]) -> Question:
    """Return one question for the days of several partitions."""
    every: Sequence[int] = [day for some in days.values() for day in some]
    return Question(
        countries=frozenset(key.country for key in days),
        spans=tuple(spans_of_days(every)),
        dateless=any(not key.dated for key in days),
    )
