"""What a round has to do: the feeds that are due, new files, what was pushed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, NamedTuple, Protocol

from transforms.feeds.pushed import DocumentError, read_pushed
from transforms.feeds.settings import DAY, FeedSettings
from transforms.records import Feed

_LONGEST: Final = timedelta(seconds=DAY) + timedelta(hours=1)


class Spool(Protocol):
    """Pushed articles that wait on disk."""

    def pending(self) -> list[str]:
        """Return the files of JSON lines that wait."""

    def pending_documents(self) -> list[str]:
        """Return the files of feed documents that wait."""

    def done(self, paths: Iterable[str]) -> None:
        """Forget files that are committed."""


class Work(NamedTuple):
    """What a round reads; ``more`` says that files were left for the next one.

    ``pushed`` are files with articles, ``documents`` such with a feed's document, by feed.
    ``unusable`` are pushed files of no feed that is watched: they are dropped.
    """

    feeds: tuple[FeedSettings, ...] = ()
    files: tuple[str, ...] = ()
    pushed: tuple[str, ...] = ()
    documents: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    unusable: tuple[str, ...] = ()
    more: bool = False

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.feeds or self.files or self.pushed)


def documents_by_feed(
    paths: Iterable[str], urls: Collection[str], most: int
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the documents of each watched feed, at most so many, and the files of no use."""
    found: dict[str, tuple[str, ...]] = {}
    unusable: list[str] = []
    for path in list(paths)[:most]:
        try:
            url = read_pushed(path).feed_url
        except (DocumentError, OSError):
            url = ""
        if url in urls:
            found[url] = (*found.get(url, ()), path)
        else:
            unusable.append(path)
    return found, tuple(unusable)


def due_at(state: Feed | None, now: datetime) -> datetime:
    """Return when a feed is due: at once where it was never polled.

    A time further ahead than any schedule sets comes from a clock that was wrong: due at once.
    """
    if state is None or state.next_poll_at is None or state.next_poll_at > now + _LONGEST:
        return now
    return state.next_poll_at


def due_feeds(
    feeds: Sequence[FeedSettings], states: Mapping[str, Feed], now: datetime
) -> tuple[FeedSettings, ...]:
    """Return the feeds that are due, in the order of the configuration."""
    return tuple(feed for feed in feeds if due_at(states.get(feed.url), now) <= now)


def next_due(
    feeds: Sequence[FeedSettings], states: Mapping[str, Feed], now: datetime
) -> datetime | None:
    """Return when the next feed is due, None without feeds."""
    return min((due_at(states.get(feed.url), now) for feed in feeds), default=None)


def lag_of(feeds: Sequence[FeedSettings], states: Mapping[str, Feed], now: datetime) -> float:
    """Return by how many seconds the most overdue feed is late, 0 where none is."""
    late = (now - due_at(states.get(feed.url), now) for feed in feeds)
    return max([0.0, *(delay.total_seconds() for delay in late)])
