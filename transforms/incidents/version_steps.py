"""Dropping what an updated article only repeats, as part of a bounded graph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import apache_beam as beam

from transforms.incidents.history import KnownReports
from transforms.incidents.reports import Report, report_of
from transforms.incidents.versions import untold
from transforms.records import Event
from transforms.windows import in_global_window

ARTICLES_PER_LOOKUP: Final = 50_000


@dataclass
class DropRetold(beam.PTransform):
    """Drop the events of versions of an article that tell nothing new; see ``untold``.

    Input and output: Event. All events of an article in this run come together, and the committed
    ones with them; an article of a single version keeps all of its events.

    Windowing: bounded input in the global window only. State: none but the committed tables.
    Memory: the events of ``ARTICLES_PER_LOOKUP`` articles. Rejects: none. Delivery: at least once.
    """

    known: KnownReports

    def __post_init__(self) -> None:
        super().__init__()

    @beam.typehints.no_annotations
    def expand(self, events: beam.PCollection) -> beam.PCollection:
        """Group by article, compare with what is committed."""
        kept = (
            events
            | "ByArticle" >> beam.Map(_by_article).with_output_types(tuple[str, Event])
            | "GroupByArticle" >> beam.GroupByKey()
            | "Drop" >> beam.ParDo(_DropRetold(self.known))
        )
        kept.element_type = Event
        return kept


class _DropRetold(beam.DoFn):
    """(article id, its events) -> Event; many articles share one scan of the committed tables."""

    def __init__(self, known: KnownReports) -> None:
        super().__init__()
        self._known = known

    def start_bundle(self) -> None:
        self._waiting: dict[str, list[Event]] = {}

    def process(self, group: tuple[str, Iterable[Event]]) -> Iterator[Event]:
        self._waiting[group[0]] = list(group[1])
        if len(self._waiting) >= ARTICLES_PER_LOOKUP:
            yield from self._kept()

    def finish_bundle(self) -> Iterator[Any]:
        yield from map(in_global_window, self._kept())

    def _kept(self) -> Iterator[Event]:
        waiting, self._waiting = self._waiting, {}
        known: dict[str, list[Report]] = {}
        for report in self._known.reports_of_articles(sorted(waiting)):
            known.setdefault(report.article_id, []).append(report)
        for article_id, events in sorted(waiting.items()):
            fresh = untold(map(report_of, events), known.get(article_id, ()))
            yield from (event for event in events if event.event_id in fresh)


def _by_article(event: Event) -> tuple[str, Event]:
    return event.article_id, event
