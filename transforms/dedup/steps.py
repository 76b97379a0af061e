"""Dropping duplicates, as part of a bounded graph: texts stay on disk, fingerprints travel."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal, NamedTuple, Protocol

import apache_beam as beam
from apache_beam.coders import RowCoder, registry
from apache_beam.pvalue import TaggedOutput

from transforms.accounts.counts import OUTCOME, Count
from transforms.dedup.candidates import Node
from transforms.dedup.decisions import (
    Outcome,
    Verdict,
    decide_article,
    decide_text,
    earliest_with_text,
    outcome_of_kind,
)
from transforms.dedup.fingerprints import Fingerprint, KnownVersion
from transforms.dedup.near import Edge, EqualText, Relation
from transforms.dedup.near_steps import (
    FindNearDuplicates,
    edge_to_committed,
    equal_text,
    node_of,
)
from transforms.dedup.settings import NearSettings
from transforms.dedup.staging import FOLDER, StagingBuffer, resolve
from transforms.progress import DUPLICATES, KEPT, TALLY
from transforms.records import Article
from transforms.windows import in_global_window
from transforms.write.layout import Output
from transforms.write.storage import storage_for

registry.register_coder(Fingerprint, RowCoder)
registry.register_coder(Verdict, RowCoder)

KEYS_PER_LOOKUP: Final = 50_000
"""How many keys are looked up in the committed tables at once: one scan serves them all."""


class KnownArticles(Protocol):
    """What the committed tables know; each call looks many keys up in one scan."""

    def by_article_id(self, article_ids: Sequence[str]) -> Iterable[KnownVersion]:
        """Return the committed versions of these article ids."""

    def by_text_hash(self, text_hashes: Sequence[str]) -> Iterable[KnownVersion]:
        """Return the committed versions with these text hashes."""

    def near_nodes(self, day: date | None) -> Iterable[Node]:
        """See KnownNear."""

    def texts(self, day: date | None, article_ids: Collection[str]) -> dict[tuple[str, str], str]:
        """See KnownNear."""

    def relations(self, article_ids: Collection[str]) -> Iterable[Relation]:
        """See KnownNear."""


class Deduplicated(NamedTuple):
    """The outputs of DropDuplicates."""

    articles: beam.PCollection
    counts: beam.PCollection


@dataclass
class DropDuplicates(beam.PTransform):
    """Mark or drop articles that repeat others, in this run or in the committed tables.

    Input: Article, cleaned. Output: ``articles``, the rows to write (kept ones and duplicates
    with their columns set), ``counts``, the outcomes of all articles as Count. The exact rules are
    in ``decisions``, those for nearly equal texts in FindNearDuplicates; the result does not depend
    on order, bundles or workers.

    Windowing: bounded input in the global window only. State: staged files in
    ``<output>/_wirebeam/staging/<run_id>/articles-in``; they vanish with the staging folder.
    Memory: one staged file of texts per worker (bounded by ``rows_per_file`` and
    ``bytes_per_file``), and in the shuffle about 2 kB per article: fingerprint, signature, bands.
    Rejects: none. Delivery: at least once; a retry stages the same file under the same name.
    """

    output: str
    run_id: str
    known: KnownArticles
    near: NearSettings = field(default_factory=NearSettings)
    rows_per_file: int = 5_000
    bytes_per_file: int = 32_000_000

    def __post_init__(self) -> None:
        super().__init__()
        if self.rows_per_file < 1 or self.bytes_per_file < 1:
            raise ValueError(
                f"a staged file must hold something: rows_per_file={self.rows_per_file}, "
                f"bytes_per_file={self.bytes_per_file}"
            )

    @beam.typehints.no_annotations
    def expand(self, articles: beam.PCollection) -> Deduplicated:
        """Stage, decide by id, decide by text, read back."""
        if not articles.is_bounded:
            raise ValueError("DropDuplicates stages a bounded input; a stream needs keyed state")
        folder = f"{Output(self.output).staging_folder(self.run_id)}/{FOLDER}"
        limits = (self.rows_per_file, self.bytes_per_file)
        by_id = (
            articles
            | "Stage" >> beam.ParDo(_StageArticles(folder, limits))
            | "GroupById" >> beam.GroupByKey()
            | "DecideById" >> beam.ParDo(_DecideById(self.known)).with_outputs(main="originals")
        )
        by_text = (
            by_id.originals
            | "GroupByText" >> beam.GroupByKey()
            | "DecideByText"
            >> beam.ParDo(_DecideByText(self.known)).with_outputs(
                "equal", "nodes", "late", main="verdicts"
            )
        )
        near = (by_text.nodes, by_text.equal, by_text.late) | "FindNear" >> FindNearDuplicates(
            folder, self.known, self.near
        )
        rows = (
            {
                "verdicts": (by_id.verdicts, by_text.verdicts) | "Verdicts" >> beam.Flatten(),
                "near": near,
            }
            | "GroupByFile" >> beam.CoGroupByKey()
            | "ReadStaged" >> beam.ParDo(_ReadStaged(folder)).with_outputs("counts", main="rows")
        )
        counts = (by_id.counts, rows.counts) | "Counts" >> beam.Flatten()
        return Deduplicated(rows.rows, counts)


class _StageArticles(beam.DoFn):
    """Article -> (article id, Fingerprint), once the file that holds the article is written."""

    def __init__(self, folder: str, limits: tuple[int, int]) -> None:
        super().__init__()
        self._folder = folder
        self._limits = limits

    def start_bundle(self) -> None:
        rows, size = self._limits
        self._buffer = StagingBuffer(storage_for(self._folder), self._folder, rows=rows, size=size)

    def process(self, article: Article) -> Iterator[tuple[str, Fingerprint]]:
        for fingerprint in self._buffer.add(article):
            yield fingerprint.article_id, fingerprint

    def finish_bundle(self) -> Iterator[Any]:
        for fingerprint in self._buffer.flush():
            yield in_global_window((fingerprint.article_id, fingerprint))


class _Decide(beam.DoFn):
    """Collects groups so that one scan of the committed tables serves many of them."""

    def __init__(self, known: KnownArticles) -> None:
        super().__init__()
        self._known = known

    def start_bundle(self) -> None:
        self._groups: list[tuple[str, list[Fingerprint]]] = []
        self._outcomes: Counter[Outcome] = Counter()

    def add(self, group: tuple[str, Iterable[Fingerprint]]) -> bool:
        """Keep a group; tell whether it is time to decide."""
        key, copies = group
        self._groups.append((key, list(copies)))
        return len(self._groups) >= KEYS_PER_LOOKUP

    def take(self) -> list[tuple[str, list[Fingerprint]]]:
        """Hand over the groups that wait."""
        groups, self._groups = self._groups, []
        return groups

    def count(self, outcome: Outcome, number: int = 1) -> None:
        """Count articles with an outcome, for the law and for the one who waits."""
        if number:
            self._outcomes[outcome] += number
            TALLY.add(KEPT if outcome is Outcome.KEPT else DUPLICATES, number)

    def counts(self) -> Iterator[Any]:
        """Yield the outcomes of the bundle."""
        for outcome, number in sorted(self._outcomes.items()):
            count: Count = ((OUTCOME, outcome.value), number)
            yield TaggedOutput("counts", in_global_window(count))


class _DecideById(_Decide):
    """(article id, its copies) -> (text hash, original), verdicts, counts."""

    def process(
        self, group: tuple[str, Iterable[Fingerprint]]
    ) -> Iterator[
        tuple[str, Fingerprint]
        | TaggedOutput[Literal["verdicts"], tuple[str, Verdict]]
        | TaggedOutput[Literal["counts"], Count]
    ]:
        if self.add(group):
            yield from self._decided()

    def finish_bundle(self) -> Iterator[Any]:
        yield from map(in_global_window, self._decided())
        yield from self.counts()

    def _decided(self) -> Iterator[Any]:
        groups = self.take()
        known = _grouped(
            ((v.article_id, v) for v in self._known.by_article_id([key for key, _ in groups]))
            if groups
            else ()
        )
        for key, copies in groups:
            decision = decide_article(copies, known.get(key, []))
            self.count(Outcome.DUPLICATE_KNOWN, decision.known)
            self.count(Outcome.DUPLICATE_URL, decision.repeats)
            for verdict in decision.verdicts:
                self.count(outcome_of_kind(verdict.duplicate_kind))
                yield TaggedOutput("verdicts", (verdict.file, verdict))
            if decision.original is not None:
                yield decision.original.text_hash, decision.original


class _DecideByText(_Decide):
    """(text hash, originals with that text) -> (file, verdict), nodes, equal texts, late ones."""

    def process(
        self, group: tuple[str, Iterable[Fingerprint]]
    ) -> Iterator[
        tuple[str, Verdict]
        | TaggedOutput[Literal["nodes"], Node]
        | TaggedOutput[Literal["equal"], EqualText]
        | TaggedOutput[Literal["late"], Edge]
    ]:
        if self.add(group):
            yield from self._decided()

    def finish_bundle(self) -> Iterator[Any]:
        yield from map(in_global_window, self._decided())

    def _decided(self) -> Iterator[Any]:
        groups = self.take()
        known = _grouped(
            ((v.text_hash, v) for v in self._known.by_text_hash([key for key, _ in groups]))
            if groups
            else ()
        )
        for key, originals in groups:
            verdicts = decide_text(originals, known.get(key, []))
            nodes = {(one.file, one.row): node_of(one) for one in originals}
            for verdict in verdicts:
                node = nodes[verdict.file, verdict.row]
                yield verdict.file, verdict
                yield TaggedOutput("nodes", node)
                committed = earliest_with_text(known.get(key, []))
                if verdict.duplicate_of is None and committed is not None:
                    yield TaggedOutput("late", edge_to_committed(node, committed))
                if verdict.duplicate_of is not None:
                    first = nodes[verdicts[0].file, verdicts[0].row]
                    yield TaggedOutput("equal", equal_text(node, first, verdict.duplicate_of))


class _ReadStaged(beam.DoFn):
    """(staged file, verdicts) -> Article, with its duplicate columns, and counts."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder

    def process(
        self, group: tuple[str, dict[str, Iterable[Any]]]
    ) -> Iterator[Article | TaggedOutput[Literal["counts"], Count]]:
        name, found = group
        data = storage_for(self._folder).read(f"{self._folder}/{name}")
        outcomes: Counter[Outcome] = Counter()
        for article in resolve(data, found["verdicts"], found["near"]):
            outcomes[outcome_of_kind(article.duplicate_kind)] += 1
            yield article
        # Versions of one article are counted where they were told apart.
        del outcomes[Outcome.DUPLICATE_URL]
        for outcome, number in sorted(outcomes.items()):
            TALLY.add(KEPT if outcome is Outcome.KEPT else DUPLICATES, number)
            yield TaggedOutput("counts", ((OUTCOME, outcome.value), number))


def _grouped(pairs: Iterable[tuple[str, KnownVersion]]) -> dict[str, list[KnownVersion]]:
    groups: dict[str, list[KnownVersion]] = {}
    for key, version in pairs:
        groups.setdefault(key, []).append(version)
    return groups
