"""The state of a feed from one poll to the next: its row in the table ``feeds``."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from transforms.feeds.documents import FeedDocument, FeedHints
from transforms.feeds.freshness import expires_at, retry_after_at
from transforms.feeds.http import FailureKind, FailureReason, FetchFailure, FetchResponse
from transforms.feeds.items import Selection
from transforms.feeds.schedule import (
    after_answer,
    after_failure,
    first_rate,
    own_interval,
    smoothed_rate,
)
from transforms.feeds.settings import FeedSettings, ScheduleSettings
from transforms.feeds.validators import kept_validator
from transforms.language.published import parse_published
from transforms.records import Feed

_DATED: Final = 200  # items whose dates give the first guess of a feed's pace
_LINK: Final = re.compile(
    r"""<([^<>\s]{1,2000})>\s*;[^,<>]{0,200}?rel\s*=\s*"?(hub|self)\b""", re.IGNORECASE
)


def blank_state(feed: FeedSettings, now: datetime) -> Feed:
    """Return the state of a feed before its first poll; its revision 0 is in no table."""
    return Feed(
        feed_url=feed.url,
        revision=0,
        resolved_url=None,
        etag=None,
        last_modified=None,
        body_hash=None,
        last_polled_at=None,
        last_new_at=None,
        next_poll_at=None,
        failures=0,
        failure_kind=None,
        items_per_day=None,
        updated_at=now,
    )


def body_digest(body: bytes) -> str:
    """Return 32 hexadecimal characters that tell one body from another."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def after_unchanged(
    state: Feed,
    feed: FeedSettings,
    answer: FetchResponse,
    settings: ScheduleSettings,
    now: datetime,
    *,
    full: bool,
) -> Feed:
    """Return the state after an answer that brought nothing: a 304 or the same body.

    ``full`` says that the whole feed was asked for or given.
    """
    etag, modified = _validators(state, answer.headers, news=False)
    rate = _rate(state, 0, now)
    state = _answered(state, answer, now, full=full)._replace(
        etag=etag or state.etag, last_modified=modified or state.last_modified
    )
    return _planned(state, feed, rate, settings, now)


def after_document(
    state: Feed,
    feed: FeedSettings,
    answer: FetchResponse,
    document: FeedDocument,
    selection: Selection,
    *,
    settings: ScheduleSettings,
    now: datetime,
    earliest_year: int,
) -> Feed:
    """Return the state after an answer whose items were read."""
    is_first = state.last_success_at is None
    etag, modified = _validators(state, answer.headers, news=selection.fresh > 0 and not is_first)
    if is_first:
        rate = first_rate(_dates(document, now, earliest_year), settings, now)
    else:
        rate = _rate(state, selection.fresh, now)
    brought = bool(selection.articles) or selection.fresh > 0
    hints = _with_link_header(document.hints, answer.headers)
    state = _answered(state, answer, now, full=True)._replace(
        etag=etag,
        last_modified=modified,
        body_hash=body_digest(answer.body),
        last_new_at=now if brought else state.last_new_at,
        items_seen=state.items_seen + selection.fresh,
        item_hashes=selection.hashes,
        format=document.format,
        title=hints.title,
        language=hints.language,
        ttl_seconds=hints.ttl_seconds,
        skip_hours=list(hints.skip_hours),
        skip_days=list(hints.skip_days),
        hub_url=hints.hub_url,
        topic_url=hints.topic_url,
    )
    if is_first and feed.every is None:
        state = state._replace(items_per_day=rate, interval_seconds=settings.first)
        return state._replace(next_poll_at=after_answer(state, settings.first, now))
    return _planned(state, feed, rate, settings, now)


def after_failed(
    state: Feed,
    failure: FetchFailure,
    settings: ScheduleSettings,
    now: datetime,
) -> Feed:
    """Return the state after a poll without a usable answer.

    Where the address that lasting redirects had led to fails for good, it is forgotten and the
    configured one is soon asked again.
    """
    gone = failure.kind is FailureKind.HARD and state.resolved_url is not None
    kind = FailureKind.TEMPORARY if gone else failure.kind
    state = state._replace(
        revision=state.revision + 1,
        resolved_url=None if gone else state.resolved_url,
        etag=None if gone else state.etag,
        last_modified=None if gone else state.last_modified,
        last_polled_at=now,
        updated_at=now,
        polls=state.polls + 1,
        failures=1 if gone else state.failures + 1,
        failure_kind=failure.kind.value,
        status=status_of(failure),
        retry_after_at=retry_after_at(failure.headers, now),
    )
    return state._replace(next_poll_at=after_failure(state, kind.value, settings, now))


def status_of(failure: FetchFailure) -> str:
    """Return the status as the table has it: the HTTP status, else the reason."""
    if failure.reason is FailureReason.HTTP_STATUS and failure.status is not None:
        return str(failure.status)
    return failure.reason.value


def _answered(state: Feed, answer: FetchResponse, now: datetime, *, full: bool) -> Feed:
    moved = answer.moved_to or state.resolved_url
    return state._replace(
        revision=state.revision + 1,
        resolved_url=moved if moved != state.feed_url else None,
        last_polled_at=now,
        last_success_at=now,
        last_full_at=now if full else state.last_full_at,
        updated_at=now,
        polls=state.polls + 1,
        failures=0,
        failure_kind=None,
        status=str(answer.status),
        retry_after_at=retry_after_at(answer.headers, now),
        expires_at=expires_at(answer.headers, now),
    )


def _planned(
    state: Feed, feed: FeedSettings, rate: float, settings: ScheduleSettings, now: datetime
) -> Feed:
    interval = own_interval(feed, rate, settings)
    state = state._replace(items_per_day=rate, interval_seconds=interval)
    return state._replace(next_poll_at=after_answer(state, interval, now))


def _rate(state: Feed, fresh: int, now: datetime) -> float:
    since = state.last_success_at or state.last_polled_at or now
    return smoothed_rate(state.items_per_day, fresh, (now - since).total_seconds())


def _validators(
    state: Feed, headers: Mapping[str, str], *, news: bool
) -> tuple[str | None, str | None]:
    return (
        kept_validator(headers, "etag", state.etag, news=news),
        kept_validator(headers, "last-modified", state.last_modified, news=news),
    )


def _dates(document: FeedDocument, now: datetime, earliest_year: int) -> list[datetime]:
    phrases = (item.article.published for item in document.items[:_DATED])
    found = (parse_published(phrase, now, earliest_year).value for phrase in phrases)
    return [moment for moment in found if moment is not None]


def _with_link_header(hints: FeedHints, headers: Mapping[str, str]) -> FeedHints:
    """Let the Link header name hub and topic: WebSub (4.1) wants it looked at first."""
    links = {relation.lower(): url for url, relation in _LINK.findall(headers.get("link", ""))}
    return hints._replace(
        hub_url=links.get("hub", hints.hub_url), topic_url=links.get("self", hints.topic_url)
    )
