"""Finding near-duplicates, as part of the bounded graph: signatures travel, texts stay on disk.

::

    nodes > PackBands > GroupByShard > FindPairs > GroupByHome > Verify > edges --+
      |                     |                                                     +> DecideNear
      +-- days > ReadCommitted > PackCommitted                  equal texts ------+
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal, NamedTuple, Optional, Protocol

import apache_beam as beam
import numpy as np
from apache_beam.coders import RowCoder, registry
from apache_beam.pvalue import TaggedOutput

from transforms.dedup.candidates import (
    Candidate,
    Node,
    Pair,
    candidate_pairs,
    comparing_order,
    is_new,
)
from transforms.dedup.fingerprints import Fingerprint, KnownVersion, microseconds, moment_of
from transforms.dedup.near import (
    Edge,
    EqualText,
    NearVerdict,
    Relation,
    decide_near,
    unknown_names,
)
from transforms.dedup.settings import NearSettings
from transforms.dedup.signatures import band_keys, is_comparable, least_hashes, numbers_key
from transforms.dedup.similarity import similar
from transforms.dedup.staged_texts import StagedTexts
from transforms.records import NearCopy
from transforms.windows import in_global_window

SHARDS: Final = 8
"""Into how many parts the bands are split; each is worked off in memory, by any worker."""

PACK_ROWS: Final = 5_000

_DAY: Final = timedelta(days=1) // timedelta(microseconds=1)
_EPOCH: Final = date(1970, 1, 1)

Pack = tuple[list[tuple[Any, ...]], bytes, bytes, bytes]
"""Candidates as tuples, their least hashes, the band keys, and whose key each of them is."""


class Days(NamedTuple):
    """Where to look for committed copies: a partition, and the days of publication or reading."""

    partition: Optional[int]  # noqa: UP045 - Beam's coders need this spelling
    first: int
    last: int


registry.register_coder(Candidate, RowCoder)
registry.register_coder(NearCopy, RowCoder)
registry.register_coder(Node, RowCoder)
registry.register_coder(Days, RowCoder)
registry.register_coder(Edge, RowCoder)
registry.register_coder(EqualText, RowCoder)
registry.register_coder(NearVerdict, RowCoder)


class KnownNear(Protocol):
    """What the committed tables know of near-duplicates; each call is one scan."""

    def near_nodes(self, day: date | None) -> Iterable[Node]:
        """Return the committed articles of one publication day (UTC), None: of unknown day."""

    def texts(self, day: date | None, article_ids: Collection[str]) -> dict[tuple[str, str], str]:
        """Return committed texts of one publication day by (article id, text hash)."""

    def relations(self, article_ids: Collection[str]) -> Iterable[Relation]:
        """Return what the rows of these articles, or rows that name them, say of their copies."""


@dataclass
class FindNearDuplicates(beam.PTransform):
    """Find the articles whose texts are nearly the same, within the run and in committed tables.

    Input: ``nodes`` (Node), the articles that become rows, ``equal`` (EqualText), those of them
    that an exact rule made duplicates, and ``late`` (Edge), those that were published before a
    committed article of the same text. Output: (staged file, NearVerdict) for every new article
    that has a near-duplicate. Pure rules: ``candidates``, ``similarity``, ``near``.

    Windowing: bounded input in the global window only. State: none but the staged files of
    ``folder``. Memory: per shard about 200 bytes for each article and band; the edges of a run, and
    what committed rows say of their articles, on one worker. Rejects: none. Delivery: as the input.
    """

    folder: str
    known: KnownNear
    settings: NearSettings

    def __post_init__(self) -> None:
        super().__init__()

    @beam.typehints.no_annotations
    def expand(
        self, inputs: tuple[beam.PCollection, beam.PCollection, beam.PCollection]
    ) -> beam.PCollection:
        """Pack, pair, verify, decide."""
        nodes, equal, late = inputs
        new = nodes | "PackBands" >> beam.ParDo(_PackBands()).with_outputs("days", main="packs")
        committed = (
            new.days
            | "AllDays" >> beam.combiners.ToList()
            | "DaysAround" >> beam.FlatMap(days_around, self.settings.horizon_days)
            | "Spread" >> beam.Reshuffle()
            | "ReadCommitted" >> beam.ParDo(_ReadCommitted(self.known))
            | "PackCommitted" >> beam.ParDo(_PackBands()).with_outputs("days", main="packs")
        )
        edges = (
            (new.packs, committed.packs)
            | "Packs" >> beam.Flatten()
            | "GroupByShard" >> beam.GroupByKey()
            | "FindPairs" >> beam.ParDo(_FindPairs(self.settings))
            | "GroupByHome" >> beam.GroupByKey()
            | "Verify" >> beam.ParDo(_Verify(self.folder, self.known, self.settings))
        )
        return (
            (edges, late)
            | "AllEdges" >> beam.Flatten()
            | "Edges" >> beam.combiners.ToList()
            | "DecideNear" >> beam.ParDo(_DecideNear(self.known), beam.pvalue.AsIter(equal))
        )


def node_of(one: Fingerprint) -> Node:
    """Return the node of a new article."""
    time = one.seen if one.published is None else one.published
    place = (one.file, one.row)
    return Node(one.article_id, one.text_hash, one.published, time, *place, one.signature)


def equal_text(node: Node, first: Node, original: str) -> EqualText:
    """Say whose text a new article has: that of ``first``, or of a committed original."""
    if first.article_id == original:
        return EqualText(node.article_id, _candidate(first))
    return EqualText(node.article_id, Candidate(original, node.text_hash, None, 0, "", "", 0))


def edge_to_committed(node: Node, copy: KnownVersion) -> Edge:
    """Say that a new article has the text of a committed one that was published after it."""
    published = microseconds(copy.published_at)
    other = Candidate(copy.article_id, copy.text_hash, published, published or 0, "", "", 0)
    return Edge(_candidate(node), other, 1.0)


def days_around(days: Iterable[Iterable[int]], horizon_days: int) -> list[Days]:
    """Return the partitions in which copies of articles of some days may lie; none for none.

    Days are numbers since 1970-01-01 (UTC).
    """
    known = {day for some in days for day in some}
    reach = range(-horizon_days, horizon_days + 1)
    around = sorted({day + distance for day in known for distance in reach})
    if not around:
        return []
    return [Days(partition, around[0], around[-1]) for partition in (None, *around)]


def _day_number(node: Node) -> int:
    return node.time // _DAY


class _ReadCommitted(beam.DoFn):
    """Days -> the committed articles of a partition, as Node without a file."""

    def __init__(self, known: KnownNear) -> None:
        super().__init__()
        self._known = known

    def process(self, days: Days) -> Iterator[Node]:
        number = days.partition
        day = None if number is None else _EPOCH + timedelta(days=number)
        for node in self._known.near_nodes(day):
            if days.first <= _day_number(node) <= days.last:
                yield node


class _PackBands(beam.DoFn):
    """Node -> (shard, Pack): all bands of many articles at once, split by their keys; days."""

    def start_bundle(self) -> None:
        self._nodes: list[Node] = []
        self._days: set[int] = set()

    def process(
        self, node: Node
    ) -> Iterator[tuple[int, Pack] | TaggedOutput[Literal["days"], list[int]]]:
        self._days.add(_day_number(node))
        if is_comparable(node.signature):
            self._nodes.append(node)
        if len(self._nodes) >= PACK_ROWS:
            yield from self._packed()

    def finish_bundle(self) -> Iterator[Any]:
        yield from map(in_global_window, self._packed())
        if self._days:
            yield in_global_window(TaggedOutput("days", sorted(self._days)))

    def _packed(self) -> Iterator[tuple[int, Pack]]:
        nodes, self._nodes = self._nodes, []
        if not nodes:
            return
        known = [node.signature or b"" for node in nodes]
        keys, minima = band_keys(known), least_hashes(known)
        owners = np.broadcast_to(np.arange(len(nodes))[:, None], keys.shape)
        shards = _shards(keys)
        members = [tuple(_candidate(node)) for node in nodes]
        for shard in range(SHARDS):
            chosen = shards == shard
            own, place = np.unique(owners[chosen], return_inverse=True)
            if len(own):
                packed = (minima[own].tobytes(), keys[chosen].tobytes(), place.tobytes())
                yield shard, ([members[i] for i in own], *packed)


def _shards(keys: np.ndarray[Any, np.dtype[np.uint64]]) -> np.ndarray[Any, np.dtype[np.uint64]]:
    mixed = keys * np.uint64(0x9E3779B97F4A7C15)
    return (mixed >> np.uint64(40)) % np.uint64(SHARDS)


def _candidate(node: Node) -> Candidate:
    return Candidate(
        node.article_id,
        node.text_hash,
        node.published,
        node.time,
        numbers_key(node.signature or b""),
        node.file,
        node.row,
    )


class _FindPairs(beam.DoFn):
    """(shard, its packs) -> (home, pairs): a pair is compared where its texts lie."""

    def __init__(self, settings: NearSettings) -> None:
        super().__init__()
        self._settings = settings

    def process(self, group: tuple[int, Iterable[Pack]]) -> Iterator[tuple[str, Any]]:
        candidates: list[Candidate] = []
        minima, keys, owners = [], [], []
        for members, own_minima, own_keys, places in group[1]:
            minima.append(np.frombuffer(own_minima, np.uint16).reshape(len(members), -1))
            keys.append(np.frombuffer(own_keys, np.uint64))
            owners.append(np.frombuffer(places, np.int64) + len(candidates))
            candidates += [Candidate(*member) for member in members]
        found = candidate_pairs(
            candidates,
            np.concatenate(owners),
            np.concatenate(keys),
            np.concatenate(minima),
            self._settings,
        )
        homes: dict[str, list[Any]] = {}
        for pair in found:
            homes.setdefault(_home(pair), []).append((tuple(pair[0]), tuple(pair[1])))
        yield from homes.items()


def _home(pair: Pair) -> str:
    """Return the committed day or else the staged file that a pair is compared at."""
    for one in pair:
        if not is_new(one):
            day = moment_of(one.published)
            return f"day {day.date().isoformat() if day else ''}"
    return pair[0].file


class _Verify(beam.DoFn):
    """(home, pairs) -> Edge for each pair whose texts are copies."""

    def __init__(self, folder: str, known: KnownNear, settings: NearSettings) -> None:
        super().__init__()
        self._folder = folder
        self._known = known
        self._settings = settings

    def start_bundle(self) -> None:
        self._staged = StagedTexts(self._folder)

    def process(self, group: tuple[str, Iterable[Any]]) -> Iterator[Edge]:
        unique = {(Candidate(*a), Candidate(*b)) for pairs in group[1] for a, b in pairs}
        pairs = sorted(unique, key=comparing_order)
        committed = self._committed_texts(pairs)
        for one, other in pairs:
            texts = (self._text(one, committed), self._text(other, committed))
            times = (moment_of(one.published), moment_of(other.published))
            found = similar(*texts, *times, self._settings)
            if found is not None:
                yield Edge(one, other, found.containment)

    def _committed_texts(self, pairs: Sequence[Pair]) -> dict[tuple[str, str], str]:
        old = [one for pair in pairs for one in pair if not is_new(one)]
        if not old:
            return {}
        day = moment_of(old[0].published)  # all of one home
        return self._known.texts(day.date() if day else None, {one.article_id for one in old})

    def _text(self, one: Candidate, committed: dict[tuple[str, str], str]) -> str:
        if is_new(one):
            return self._staged.text(one.file, one.row)
        return committed[one.article_id, one.text_hash]


class _DecideNear(beam.DoFn):
    """All edges -> (staged file, NearVerdict)."""

    def __init__(self, known: KnownNear) -> None:
        super().__init__()
        self._known = known

    def process(
        self, edges: Sequence[Edge], equal: Iterable[EqualText]
    ) -> Iterator[tuple[str, NearVerdict]]:
        if not edges:
            return
        equal = list(equal)
        for verdict in decide_near(edges, equal, self._relations(edges, equal)):
            yield verdict.file, verdict

    def _relations(self, edges: Sequence[Edge], equal: Sequence[EqualText]) -> list[Relation]:
        """Ask for the committed articles, then for those that they name, until all are known."""
        wanted = {one.article_id for edge in edges for one in edge[:2] if not is_new(one)}
        wanted |= {e.original.article_id for e in equal if not is_new(e.original)}
        asked: set[str] = set()
        relations: dict[tuple[Any, ...], Relation] = {}
        while wanted:
            found = list(self._known.relations(wanted))
            asked |= wanted
            relations.update({(r.article_id, r.published, r.duplicate_of): r for r in found})
            wanted = unknown_names(asked, found)
        return [relations[key] for key in sorted(relations, key=repr)]
