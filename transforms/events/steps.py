"""Beam steps of the extraction stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal, NamedTuple

import apache_beam as beam
from apache_beam import pvalue
from apache_beam.metrics import Metrics

from transforms.events.extractor import Extractor, RulesExtractor
from transforms.events.knowledge import PACKAGED, load_knowledge
from transforms.outcomes import Reason, reject_unexpected
from transforms.records import Article, Event, Reject

NAMESPACE: Final = "wirebeam.events"
EVENTS: Final = "events"
REJECTS: Final = "rejects"


class ExtractedEvents(NamedTuple):
    """The two outputs of ``ExtractEvents``."""

    events: beam.PCollection[Event]
    rejects: beam.PCollection[Reject]


@dataclass
class ExtractEvents(beam.PTransform):
    """Extract the events that each article reports.

    Input: Article (kept ones; duplicates are the caller's affair). Output: ``.events`` (Event,
    none or many per article) and ``.rejects`` (Reject). Windowing and timestamps: as they come.
    State: none; the knowledge under ``root`` is compiled once per process. Rejects: an unexpected
    error on one article becomes INTERNAL_ERROR with the stage extract, its neighbours survive.
    Counters (namespace ``wirebeam.events``): ``articles``, ``events`` and ``internal_error``.
    Delivery: as the input, the function is deterministic.

    ``as_of`` is the clock of the run (UTC), for rejects; ``root`` the folder of the knowledge.
    """

    as_of: datetime
    root: Path = PACKAGED

    def __post_init__(self) -> None:
        """Check the parameters; nothing is read here."""
        super().__init__()
        if self.as_of.tzinfo is None:
            raise ValueError(f"as_of needs a time zone: {self.as_of!r}")

    @beam.typehints.no_annotations
    def expand(self, articles: beam.PCollection[Article]) -> ExtractedEvents:
        """Wire the one step."""
        outputs = articles | "Extract" >> beam.ParDo(_Extract(self.as_of, self.root)).with_outputs(
            REJECTS, main=EVENTS
        )
        events, rejects = outputs[EVENTS], outputs[REJECTS]
        events.element_type = Event
        rejects.element_type = Reject
        return ExtractedEvents(events, rejects)


class _Extract(beam.DoFn):
    def __init__(self, as_of: datetime, root: Path) -> None:
        self._as_of = as_of
        self._root = root
        self._extractor: Extractor | None = None
        self._articles = Metrics.counter(NAMESPACE, "articles")
        self._events = Metrics.counter(NAMESPACE, "events")
        self._errors = Metrics.counter(NAMESPACE, Reason.INTERNAL_ERROR.value)

    def setup(self) -> None:
        self._extractor = RulesExtractor(load_knowledge(self._root))

    def process(
        self, article: Article
    ) -> Iterator[Event | pvalue.TaggedOutput[Literal["rejects"], Reject]]:
        self._articles.inc()
        if self._extractor is None:
            self._extractor = RulesExtractor(load_knowledge(self._root))
        try:
            events = self._extractor.extract(article)
        except Exception as error:
            self._errors.inc()
            yield pvalue.TaggedOutput(REJECTS, reject_unexpected(article, error, self._as_of))
            return
        self._events.inc(len(events))
        yield from events
