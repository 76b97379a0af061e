"""Counting per feed within a graph."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import apache_beam as beam
from apache_beam.utils.windowed_value import WindowedValue

from transforms.accounts.counts import Count, CountKey
from transforms.accounts.feed_counts import article_key, reject_key
from transforms.records import Article, Reject
from transforms.windows import in_global_window


@dataclass
class CountOfFeeds(beam.PTransform):
    """Count the new rows of articles and the new rejects of items by feed.

    Input: a tuple of Article and Reject, the rows to be written. Output: Count, once per key and
    bundle, for the feeds given only. Windowing: any input; the output is in the global window.
    State: none. Rejects: none. Counters: none. Delivery: at least once.
    """

    feeds: frozenset[str]

    def __post_init__(self) -> None:
        super().__init__()

    @beam.typehints.no_annotations
    def expand(self, rows: tuple[beam.PCollection, beam.PCollection]) -> beam.PCollection:
        """Count in the stages that make the rows."""
        articles, rejects = rows
        return (
            articles | "Articles" >> beam.ParDo(_CountArticles(self.feeds)),
            rejects | "Rejects" >> beam.ParDo(_CountRejects(self.feeds)),
        ) | "Both" >> beam.Flatten()


class _Counting(beam.DoFn):
    def __init__(self, feeds: frozenset[str]) -> None:
        super().__init__()
        self._feeds = feeds

    def start_bundle(self) -> None:
        self._counts: Counter[CountKey] = Counter()

    def count(self, key: CountKey | None) -> None:
        """Add 1 to a key, if there is one."""
        if key is not None:
            self._counts[key] += 1

    def finish_bundle(self) -> Iterator[WindowedValue]:
        yield from map(in_global_window, sorted(self._counts.items()))


class _CountArticles(_Counting):
    def process(self, article: Article) -> Iterator[Count]:
        self.count(article_key(article, self._feeds))
        yield from ()


class _CountRejects(_Counting):
    def process(self, reject: Reject) -> Iterator[Count]:
        self.count(reject_key(reject, self._feeds))
        yield from ()
