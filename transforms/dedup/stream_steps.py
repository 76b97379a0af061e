"""Dropping duplicates in an unbounded graph: keyed state, event time, no clock of the machine."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, NamedTuple

import apache_beam as beam
from apache_beam.transforms.window import GlobalWindows

from transforms.accounts.counts import OUTCOME, Count
from transforms.dedup.decisions import Kind, Outcome
from transforms.dedup.settings import NearSettings
from transforms.dedup.signatures import signature
from transforms.dedup.stream import Question, days, questions
from transforms.dedup.stream_state_steps import (
    ARTICLE,
    ARTICLE_CODER,
    Bucket,
    Compare,
    Decide,
    DropVersions,
    Gather,
    Message,
)
from transforms.records import Article

_OUTCOMES: Final = {
    None: Outcome.KEPT,
    Kind.URL.value: Outcome.DUPLICATE_URL,
    Kind.TEXT.value: Outcome.DUPLICATE_TEXT,
    Kind.NEAR.value: Outcome.DUPLICATE_NEAR,
}


class StreamDeduplicated(NamedTuple):
    """The outputs of DropDuplicatesFromStream."""

    articles: beam.PCollection
    counts: beam.PCollection


@dataclass
class DropDuplicatesFromStream(beam.PTransform):
    """Mark articles of a stream that repeat earlier ones: by id, by text, or nearly.

    Input: Article, cleaned, with event time as timestamp (publication, or when it was seen).
    Output: ``articles``, a row for each version of an article: kept, or with its duplicate columns
    set; ``near`` lists the near-duplicates that are known by then. ``counts``: outcomes as Count.

    Windowing: the global window only; the row of an article leaves when the watermark has passed
    its timestamp by ``settle`` and all comparisons are made. Within ``settle`` the order of arrival
    does not matter; an original that arrives later than that is kept, and so are its copies that
    went before, with ``near`` saying that they are copies. A late article is treated like any
    other as long as what it repeats is within the horizon of the watermark.
    State: per band a bucket of at most ``bucket_limit`` ids (32 for each article), and one text,
    both until the watermark passes publication + ``horizon_days`` + ``lateness``; versions of an
    id, seven days likewise; a text waiting for its answers for as long as they are under way. A
    duplicate that returns after its original was forgotten is kept as new. No machine clock.
    Rejects: none. Delivery: as the engine's state, exactly once inside the graph; rows are told
    apart by (article_id, text_hash).
    Counters: see NAMESPACE.
    """

    settings: NearSettings = field(default_factory=NearSettings)
    lateness: timedelta = timedelta(days=1)
    settle: timedelta = timedelta(hours=1)
    comparisons: int = 24

    def __post_init__(self) -> None:
        super().__init__()
        if self.lateness < timedelta(0) or self.settle < timedelta(0):
            raise ValueError(f"no time runs back: lateness={self.lateness}, settle={self.settle}")
        if self.comparisons < 2:
            raise ValueError(f"articles must be compared with some: comparisons={self.comparisons}")

    @beam.typehints.no_annotations
    def expand(self, articles: beam.PCollection) -> StreamDeduplicated:
        """Ask the buckets, compare with whom they name, decide."""
        if not isinstance(articles.windowing.windowfn, GlobalWindows):
            raise ValueError("DropDuplicatesFromStream keeps time itself; give it no windows")
        horizon = days(self.settings.horizon_days)
        keep = horizon + self.lateness // timedelta(microseconds=1)
        versions = (
            articles
            | "KeyById" >> beam.Map(_by_id)
            | "DropVersions"
            >> beam.ParDo(DropVersions(keep)).with_outputs("rows", "repeats", main="firsts")
        )
        firsts = versions.firsts | "Firsts" >> beam.Map(_first)
        near = self._decided(firsts, horizon, keep)
        rows = (near, versions.rows) | "Rows" >> beam.Flatten()
        outcomes = rows | "Outcomes" >> beam.Map(_outcome)
        counts = (outcomes, versions.repeats) | "Counts" >> beam.Flatten()
        return StreamDeduplicated(rows, counts)

    def _decided(self, firsts: beam.PCollection, horizon: int, keep: int) -> beam.PCollection:
        """Return the rows of first versions, with whom they resemble; times in microseconds."""
        limit = self.settings.bucket_limit
        buckets = (
            firsts
            | "AskBands" >> beam.FlatMap(_ask)
            | "Buckets"
            >> beam.ParDo(Bucket(limit, horizon, keep, finer=False)).with_outputs(
                "goes_on", main="answers"
            )
        )
        finer = (
            buckets.goes_on
            | "FinerQuestions" >> beam.Map(_question)
            | "FinerBuckets" >> beam.ParDo(Bucket(limit, horizon, keep, finer=True))
        )
        texts = firsts | "Texts" >> beam.Map(_as_message)
        gathered = (
            (texts, buckets.answers, finer)
            | "ToGather" >> beam.Flatten()
            | "GatherMessages" >> beam.Map(_message)
            | "Gather"
            >> beam.ParDo(Gather(keep, self.comparisons)).with_outputs("requests", main="waiting")
        )
        replies = (
            (texts, gathered.requests)
            | "ToCompare" >> beam.Flatten()
            | "CompareMessages" >> beam.Map(_message)
            | "Compare" >> beam.ParDo(Compare(self.settings, keep))
        )
        return (
            (gathered.waiting, replies)
            | "ToDecide" >> beam.Flatten()
            | "DecideMessages" >> beam.Map(_message)
            | "Decide" >> beam.ParDo(Decide(keep, self.settle // timedelta(microseconds=1)))
        )


def _by_id(article: Article) -> tuple[str, bytes]:
    return article.article_id, ARTICLE_CODER.encode(article)


# Outputs of a DoFn with several have no type of their own. The same key must have the same coder
# wherever it comes from, or one key would have several states.
def _first(keyed: tuple[str, bytes]) -> tuple[str, bytes]:
    return keyed


def _question(keyed: tuple[int, Question]) -> tuple[int, Question]:
    return keyed


def _message(keyed: tuple[str, Message]) -> tuple[str, Message]:
    return keyed


def _as_message(keyed: tuple[str, bytes]) -> tuple[str, Message]:
    return keyed[0], (ARTICLE, keyed[1])


def _ask(keyed: tuple[str, bytes]) -> Iterable[tuple[int, Question]]:
    article = ARTICLE_CODER.decode(keyed[1])
    return questions(article, article.signature or signature(article.text))


def _outcome(row: Article) -> Count:
    return (OUTCOME, _OUTCOMES[row.duplicate_kind].value), 1
