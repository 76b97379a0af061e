"""The keyed state behind DropDuplicatesFromStream: one DoFn for each thing that is remembered.

Messages of several kinds reach one key, as a Flatten joins them; they travel encoded. All timers
are of event time.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal

import apache_beam as beam
from apache_beam.coders import (
    BytesCoder,
    RowCoder,
    StrUtf8Coder,
    TupleCoder,
    VarIntCoder,
    registry,
)
from apache_beam.metrics import Metrics
from apache_beam.pvalue import TaggedOutput
from apache_beam.transforms.timeutil import TimeDomain
from apache_beam.transforms.userstate import (
    BagStateSpec,
    ReadModifyWriteStateSpec,
    TimerSpec,
    on_timer,
)
from apache_beam.utils.timestamp import Timestamp

from transforms.accounts.counts import OUTCOME, Count
from transforms.dedup.decisions import Kind, Outcome
from transforms.dedup.settings import NearSettings
from transforms.dedup.signatures import BANDS
from transforms.dedup.stream import (
    Answer,
    Entry,
    Neighbour,
    Question,
    Request,
    compared,
    decided,
    finer_bucket,
    kept_after,
    present,
    request_of,
    time_of,
    with_newest,
    worth_comparing,
)
from transforms.records import Article

registry.register_coder(Question, RowCoder)

NAMESPACE: Final = "dedup_stream"
"""Of the counters: entries_added and entries_cleared (their difference is what buckets hold),
texts_added and texts_cleared, buckets_hot, comparisons, unanswered."""

Message = tuple[int, bytes]
"""What travels to a keyed step: which of its kinds of message, and the message, encoded."""

ARTICLE, ANSWER, REQUEST, REPLY, LEARNED = range(5)

ARTICLE_CODER: Final = RowCoder.from_type_hint(Article, None)
_ANSWER: Final = RowCoder.from_type_hint(Answer, None)
_REQUEST: Final = RowCoder.from_type_hint(Request, None)
_NEIGHBOUR: Final = RowCoder.from_type_hint(Neighbour, None)
_ENTRY: Final = TupleCoder((StrUtf8Coder(), VarIntCoder()))
_COUNTS: Final = TupleCoder((VarIntCoder(),) * 3)
_WAITING: Final = TupleCoder((VarIntCoder(), BytesCoder()))
_NOTHING: Final = b""


def _timestamp(microsecond: int) -> Timestamp:
    return Timestamp(micros=microsecond)


class DropVersions(beam.DoFn):
    """(id, article) -> (id, its first version); other versions are rows, repeats only counted."""

    HASHES = BagStateSpec("hashes", StrUtf8Coder())
    EXPIRY = TimerSpec("expiry", TimeDomain.WATERMARK)

    def __init__(self, keep: int) -> None:
        super().__init__()
        self._keep = keep

    def process(
        self,
        keyed: tuple[str, bytes],
        hashes: Any = beam.DoFn.StateParam(HASHES),
        expiry: Any = beam.DoFn.TimerParam(EXPIRY),
    ) -> Iterator[
        tuple[str, bytes]
        | TaggedOutput[Literal["rows"], Article]
        | TaggedOutput[Literal["repeats"], Count]
    ]:
        """Pass on the first version of an id, mark others, count repeats."""
        article = ARTICLE_CODER.decode(keyed[1])
        seen = set(hashes.read())
        if article.text_hash in seen:
            yield TaggedOutput("repeats", ((OUTCOME, Outcome.DUPLICATE_URL.value), 1))
        elif not seen:
            hashes.add(article.text_hash)
            expiry.set(_timestamp(time_of(article) + self._keep))
            yield keyed
        else:
            hashes.add(article.text_hash)
            row = article._replace(
                duplicate_of=article.article_id, duplicate_kind=Kind.URL.value, near=[]
            )
            yield TaggedOutput("rows", row)

    @on_timer(EXPIRY)
    def expire(self, hashes: Any = beam.DoFn.StateParam(HASHES)) -> None:
        """Forget the versions of the id."""
        hashes.clear()


class Bucket(beam.DoFn):
    """(bucket, question) -> (asking article, answer), and the question on to a finer bucket."""

    ENTRIES = BagStateSpec("entries", _ENTRY)
    HOT = ReadModifyWriteStateSpec("hot", VarIntCoder())
    EXPIRY = TimerSpec("expiry", TimeDomain.WATERMARK)

    def __init__(self, limit: int, horizon: int, keep: int, *, finer: bool) -> None:
        super().__init__()
        self._limit = limit
        self._horizon = horizon
        self._keep = keep
        self._finer = finer
        self._added = Metrics.counter(NAMESPACE, "entries_added")
        self._cleared = Metrics.counter(NAMESPACE, "entries_cleared")
        self._hot = Metrics.counter(NAMESPACE, "buckets_hot")

    def process(
        self,
        keyed: tuple[int, Question],
        entries: Any = beam.DoFn.StateParam(ENTRIES),
        hot: Any = beam.DoFn.StateParam(HOT),
        expiry: Any = beam.DoFn.TimerParam(EXPIRY),
    ) -> Iterator[tuple[str, Message] | TaggedOutput[Literal["goes_on"], tuple[int, Question]]]:
        """Answer who is there, and remember who asked."""
        bucket, question = keyed
        held: list[Entry] = list(entries.read())
        found = present(held, question, self._horizon)
        new = (question.article_id, question.time)
        hot_until = 0 if self._finer else hot.read() or 0
        if len(held) < self._limit:
            entries.add(new)
            self._added.inc()
            if not held or question.time < min(time for _, time in held):
                expiry.set(_timestamp(question.time + self._keep))
        elif self._finer:
            newest = with_newest(held, new, self._limit)
            self._write(entries, newest)
            expiry.set(_timestamp(min(time for _, time in newest) + self._keep))
        else:
            self._hot.inc(0 if hot_until else 1)
            hot_until = max(hot_until, question.time + self._keep)
            hot.write(hot_until)
        goes_on = hot_until > question.time
        answer = Answer([e[0] for e in found], [e[1] for e in found], goes_on, self._finer)
        yield question.article_id, (ANSWER, _ANSWER.encode(answer))
        if goes_on:
            yield TaggedOutput("goes_on", (finer_bucket(bucket, question.number), question))

    @on_timer(EXPIRY)
    def expire(
        self,
        moment: Any = beam.DoFn.TimestampParam,
        entries: Any = beam.DoFn.StateParam(ENTRIES),
        hot: Any = beam.DoFn.StateParam(HOT),
        expiry: Any = beam.DoFn.TimerParam(EXPIRY),
    ) -> None:
        """Forget the entries that nobody can be a copy of any more."""
        held: list[Entry] = list(entries.read())
        left = kept_after(held, moment.micros, self._keep)
        self._cleared.inc(len(held) - len(left))
        self._write(entries, left)
        if left:
            expiry.set(_timestamp(min(time for _, time in left) + self._keep))
        elif (hot_until := hot.read() or 0) > moment.micros:
            expiry.set(_timestamp(hot_until))
        else:
            hot.clear()

    @staticmethod
    def _write(entries: Any, held: Iterable[Entry]) -> None:
        entries.clear()
        for entry in held:
            entries.add(entry)


class Gather(beam.DoFn):
    """(id, article or answer) -> requests to whom to compare with, once all answers are there."""

    TEXT = ReadModifyWriteStateSpec("text", BytesCoder())
    ANSWERS = BagStateSpec("answers", BytesCoder())
    COUNTS = ReadModifyWriteStateSpec("counts", _COUNTS)

    def __init__(self, keep: int, comparisons: int) -> None:
        super().__init__()
        self._keep = keep
        self._limit = comparisons

    def process(
        self,
        keyed: tuple[str, Message],
        text: Any = beam.DoFn.StateParam(TEXT),
        answers: Any = beam.DoFn.StateParam(ANSWERS),
        counts: Any = beam.DoFn.StateParam(COUNTS),
    ) -> Iterator[tuple[str, Message] | TaggedOutput[Literal["requests"], tuple[str, Message]]]:
        """Collect the answers; ask for comparisons when all are there."""
        name, (kind, payload) = keyed
        bands, finer, wanted = counts.read() or (0, 0, 0)
        if kind == ARTICLE:
            text.write(payload)
        else:
            answer = _ANSWER.decode(payload)
            bands, finer = (bands, finer + 1) if answer.finer else (bands + 1, finer)
            wanted += answer.goes_on
            if answer.article_ids:
                answers.add(payload)
            counts.write((bands, finer, wanted))
        held = text.read()
        if not held or bands < BANDS or finer < wanted:
            return
        named = worth_comparing(map(_ANSWER.decode, answers.read()), self._limit)
        for state in (text, answers, counts):
            state.clear()
        article = ARTICLE_CODER.decode(held)
        yield name, (ARTICLE, _WAITING.encode((len(named), held)))
        for other, time in named:
            request = request_of(article, time + self._keep)
            yield TaggedOutput("requests", (other, (REQUEST, _REQUEST.encode(request))))


class Compare(beam.DoFn):
    """(id, its text or the text of another) -> replies to the other, and what the id learns."""

    TEXT = ReadModifyWriteStateSpec("text", BytesCoder())
    PENDING = BagStateSpec("pending", BytesCoder())
    EXPIRY = TimerSpec("expiry", TimeDomain.WATERMARK)

    def __init__(self, settings: NearSettings, keep: int) -> None:
        super().__init__()
        self._settings = settings
        self._keep = keep
        self._added = Metrics.counter(NAMESPACE, "texts_added")
        self._cleared = Metrics.counter(NAMESPACE, "texts_cleared")
        self._comparisons = Metrics.counter(NAMESPACE, "comparisons")
        self._unanswered = Metrics.counter(NAMESPACE, "unanswered")

    def process(
        self,
        keyed: tuple[str, Message],
        text: Any = beam.DoFn.StateParam(TEXT),
        pending: Any = beam.DoFn.StateParam(PENDING),
        expiry: Any = beam.DoFn.TimerParam(EXPIRY),
    ) -> Iterator[tuple[str, Message]]:
        """Keep the text; compare it with those that ask."""
        _, (kind, payload) = keyed
        if kind == ARTICLE:
            article = ARTICLE_CODER.decode(payload)
            mine = request_of(article, time_of(article) + self._keep)
            text.write(_REQUEST.encode(mine))
            self._added.inc()
            expiry.set(_timestamp(mine.until))
            waiting = list(pending.read())
            pending.clear()
        elif (held := text.read()) is not None:
            mine, waiting = _REQUEST.decode(held), [payload]
        else:  # the request overtook the text, or the text is forgotten: its expiry tells which
            pending.add(payload)
            expiry.set(_timestamp(_REQUEST.decode(payload).until))
            return
        for other in map(_REQUEST.decode, waiting):
            self._comparisons.inc()
            yield from self._compared(mine, other)

    def _compared(self, mine: Request, other: Request) -> Iterator[tuple[str, Message]]:
        found = compared(mine, other, self._settings)
        if found is None:
            yield other.article_id, (REPLY, _NOTHING)
            return
        yield other.article_id, (REPLY, _NEIGHBOUR.encode(found[0]))
        yield mine.article_id, (LEARNED, _NEIGHBOUR.encode(found[1]))

    @on_timer(EXPIRY)
    def expire(
        self,
        text: Any = beam.DoFn.StateParam(TEXT),
        pending: Any = beam.DoFn.StateParam(PENDING),
    ) -> Iterator[tuple[str, Message]]:
        """Forget the text, and answer who asked for it in vain."""
        if text.read() is not None:
            self._cleared.inc()
        text.clear()
        for other in map(_REQUEST.decode, pending.read()):
            self._unanswered.inc()
            yield other.article_id, (REPLY, _NOTHING)
        pending.clear()


class Decide(beam.DoFn):
    """(id, article, replies and what it learned) -> its row, once it is settled."""

    TEXT = ReadModifyWriteStateSpec("text", BytesCoder())
    NEAR = BagStateSpec("near", BytesCoder())
    COUNTS = ReadModifyWriteStateSpec("counts", _COUNTS)
    SETTLED = TimerSpec("settled", TimeDomain.WATERMARK)
    EXPIRY = TimerSpec("expiry", TimeDomain.WATERMARK)

    def __init__(self, keep: int, settle: int) -> None:
        super().__init__()
        self._keep = keep
        self._settle = settle

    def process(
        self,
        keyed: tuple[str, Message],
        timestamp: Any = beam.DoFn.TimestampParam,
        text: Any = beam.DoFn.StateParam(TEXT),
        near: Any = beam.DoFn.StateParam(NEAR),
        counts: Any = beam.DoFn.StateParam(COUNTS),
        settled: Any = beam.DoFn.TimerParam(SETTLED),
        expiry: Any = beam.DoFn.TimerParam(EXPIRY),
    ) -> Iterator[Article]:
        """Collect what is learned; yield the row if all is known and settled."""
        _, (kind, payload) = keyed
        # How many replies are missing (below 0 while the article itself is), settled, decided.
        missing, is_settled, is_decided = counts.read() or (0, 0, 0)
        if is_decided:  # whoever finds it now says so in its own row
            return
        if kind == ARTICLE:
            replies, article = _WAITING.decode(payload)
            missing += replies
            text.write(article)
            settled.set(_timestamp(timestamp.micros + self._settle))
        elif kind == REPLY:
            missing -= 1
        if kind != ARTICLE and payload:
            near.add(payload)
        if kind == LEARNED and text.read() is None:
            expiry.set(_timestamp(_NEIGHBOUR.decode(payload).until))
        counts.write((missing, is_settled, 0))
        if is_settled and not missing:
            yield self._row(text, near, counts, expiry)

    @on_timer(SETTLED)
    def settle(
        self,
        text: Any = beam.DoFn.StateParam(TEXT),
        near: Any = beam.DoFn.StateParam(NEAR),
        counts: Any = beam.DoFn.StateParam(COUNTS),
        expiry: Any = beam.DoFn.TimerParam(EXPIRY),
    ) -> Iterator[Article]:
        """Let the row go, or wait for the replies that are missing."""
        missing, _, is_decided = counts.read() or (0, 0, 0)
        if is_decided:
            return
        counts.write((missing, 1, 0))
        if not missing:
            yield self._row(text, near, counts, expiry)

    @on_timer(EXPIRY)
    def expire(
        self,
        text: Any = beam.DoFn.StateParam(TEXT),
        near: Any = beam.DoFn.StateParam(NEAR),
        counts: Any = beam.DoFn.StateParam(COUNTS),
    ) -> None:
        """Forget that the article was decided."""
        if text.read() is None:  # decided, or told of after its row had been forgotten
            near.clear()
            counts.clear()

    def _row(self, text: Any, near: Any, counts: Any, expiry: Any) -> Article:
        article: Article = ARTICLE_CODER.decode(text.read())
        row = decided(article, map(_NEIGHBOUR.decode, near.read()))
        text.clear()
        near.clear()
        counts.write((0, 1, 1))
        expiry.set(_timestamp(time_of(article) + self._keep))
        return row
