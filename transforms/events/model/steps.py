"""Beam steps of the extraction by a model: RunInference asks, one step reads the answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, Optional

import apache_beam as beam
from apache_beam import pvalue
from apache_beam.metrics import Metrics
from apache_beam.ml.inference.base import RemoteModelHandler, RunInference
from apache_beam.transforms.window import GlobalWindow
from apache_beam.utils.windowed_value import WindowedValue

from transforms.accounts.counts import Count
from transforms.events.knowledge import PACKAGED, Knowledge, load_knowledge
from transforms.events.model.asked import Answer
from transforms.events.model.client import ModelClient
from transforms.events.model.extractor import (
    NOT_ASKED,
    AnswerReader,
    is_asked_about,
    make_client,
)
from transforms.events.model.settings import ModelSettings
from transforms.outcomes import Reason, reject_unexpected
from transforms.records import Article, Event, Reject

NAMESPACE: Final = "wirebeam.events"
EVENTS: Final = "events"
REJECTS: Final = "rejects"
COUNTS: Final = "counts"
_BATCHES_PER_THREAD: Final = 8


class ModelEvents(NamedTuple):
    """The outputs of ``ExtractEventsByModel``."""

    events: beam.PCollection[Event]
    rejects: beam.PCollection[Reject]
    counts: beam.PCollection[Count]


class Answered(NamedTuple):
    """An article with what came of the question about it."""

    article: Article
    answer: Answer


@dataclass
class ExtractEventsByModel(beam.PTransform):
    """Extract the events of each article by a language model, by the rules where it fails.

    Input: Article (kept ones). Output: ``.events`` (Event), ``.rejects`` (Reject: only unexpected
    errors, as with the rules), ``.counts`` (Count of kind ``model``, once per key and bundle, in
    the global window). Windowing and timestamps: events as their articles; no Flatten and no
    grouping, so that a never-ending source stays live. State: none; per process one client with
    its budget, rates and connections. Counters (namespace ``wirebeam.events``): ``articles``,
    ``events``, ``internal_error`` and one per count, such as ``model_fallback_timeout``.
    Delivery: a bundle that is repeated asks again unless ``settings.cache`` keeps the answers,
    and a model may answer differently; with the cache the rows are the same.

    ``as_of`` is the clock of the run (UTC), for rejects; ``root`` the folder of the knowledge.
    """

    as_of: datetime
    settings: ModelSettings
    root: Path = PACKAGED

    def __post_init__(self) -> None:
        """Check the parameters; nothing is read or connected here."""
        super().__init__()
        if self.as_of.tzinfo is None:
            raise ValueError(f"as_of needs a time zone: {self.as_of!r}")

    @beam.typehints.no_annotations
    def expand(self, articles: beam.PCollection[Article]) -> ModelEvents:
        """Ask about batches of articles, then read the answers."""
        answered = articles | "Ask" >> RunInference(ChatModel(self.settings, self.root))
        answered.element_type = Answered
        outputs = answered | "ReadAnswers" >> beam.ParDo(
            _ReadAnswers(self.as_of, self.settings, self.root)
        ).with_outputs(REJECTS, COUNTS, main=EVENTS)
        events, rejects, counts = outputs[EVENTS], outputs[REJECTS], outputs[COUNTS]
        events.element_type = Event
        rejects.element_type = Reject
        return ModelEvents(events, rejects, counts)


class Asker:
    """What a worker process keeps to ask: the client, and the knowledge whom to ask about."""

    def __init__(self, client: ModelClient, knowledge: Knowledge) -> None:
        self.client = client
        self.knowledge = knowledge


class ChatModel(RemoteModelHandler[Article, Answered, Asker]):
    """A chat model behind an OpenAI-compatible endpoint, for RunInference.

    Of RunInference we use batching, the one shared client per process and its metrics. Its retries
    are switched off: they repeat a whole batch for one failed article, after waits of their own,
    and would pay for the answered ones again. So is its throttling, which starts from exceptions:
    ours are answers, so that no batch is lost for one of its articles.
    """

    def __init__(self, settings: ModelSettings, root: Path) -> None:
        super().__init__(namespace=NAMESPACE, num_retries=0, retry_filter=_never)
        self._settings = settings
        self._root = root

    def create_client(self) -> Asker:
        """Connect nothing yet; the key is read from the environment of this process."""
        return Asker(make_client(self._settings, self._root), load_knowledge(self._root))

    def request(
        self,
        batch: Sequence[Article],
        model: Asker,
        inference_args: Optional[dict[str, Any]] = None,  # noqa: UP045
    ) -> list[Answered]:
        """Ask about a batch, several articles at a time; failures are answers as well."""
        asked = [n for n, article in enumerate(batch) if self._is_asked(article, model.knowledge)]
        answers = dict(zip(asked, model.client.ask_all([batch[n] for n in asked]), strict=True))
        return [Answered(one, answers.get(n, NOT_ASKED)) for n, one in enumerate(batch)]

    def batch_elements_kwargs(self) -> dict[str, int]:
        """Return batches that keep all threads busy, though many articles are not asked about."""
        size = self._settings.concurrency * _BATCHES_PER_THREAD
        return {"min_batch_size": size, "max_batch_size": size}

    def get_metrics_namespace(self) -> str:
        """Return the namespace of the metrics of RunInference."""
        return NAMESPACE

    def _is_asked(self, article: Article, knowledge: Knowledge) -> bool:
        try:
            return is_asked_about(article, knowledge, self._settings)
        except Exception:
            return False


class _ReadAnswers(beam.DoFn):
    def __init__(self, as_of: datetime, settings: ModelSettings, root: Path) -> None:
        self._as_of = as_of
        self._settings = settings
        self._root = root
        self._reader: AnswerReader | None = None
        self._articles = Metrics.counter(NAMESPACE, "articles")
        self._events = Metrics.counter(NAMESPACE, "events")
        self._errors = Metrics.counter(NAMESPACE, Reason.INTERNAL_ERROR.value)

    def setup(self) -> None:
        self._open_reader()

    def process(
        self, element: Answered
    ) -> Iterator[
        Event
        | pvalue.TaggedOutput[Literal["rejects"], Reject]
        | pvalue.TaggedOutput[Literal["counts"], Count]
    ]:
        self._articles.inc()
        article, answer = element
        try:
            reading = self._open_reader().read(article, answer)
        except Exception as error:
            self._errors.inc()
            yield pvalue.TaggedOutput(REJECTS, reject_unexpected(article, error, self._as_of))
            return
        events = reading.events if reading is not None else []
        self._events.inc(len(events))
        yield from events

    def finish_bundle(self) -> Iterator[Any]:
        counts = self._open_reader().counts
        window = GlobalWindow()
        for key, number in sorted(counts.items()):
            Metrics.counter(NAMESPACE, "_".join(key)).inc(number)
            value: Count = (key, number)
            yield pvalue.TaggedOutput(
                COUNTS, WindowedValue(value, window.max_timestamp(), (window,))
            )
        counts.clear()

    def _open_reader(self) -> AnswerReader:
        if self._reader is None:
            self._reader = AnswerReader(self._settings, load_knowledge(self._root))
        return self._reader


def _never(error: Exception) -> bool:
    return False
