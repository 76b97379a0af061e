"""One poll of one feed: ask, read, choose what is news, remember, plan the next poll."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from transforms.feeds.documents import FeedDocument, NotAFeed
from transforms.feeds.formats import read_document
from transforms.feeds.http import (
    FailureKind,
    FailureReason,
    Fetch,
    FetchFailure,
    FetchRequest,
    FetchResponse,
)
from transforms.feeds.items import Selection, select
from transforms.feeds.pages import Page, with_page
from transforms.feeds.polls import PollOutcome, PollResult, PollTask, bare_report
from transforms.feeds.settings import FeedSettings, PollSettings
from transforms.feeds.state import (
    after_document,
    after_failed,
    after_unchanged,
    blank_state,
    body_digest,
)
from transforms.feeds.validators import conditional_headers
from transforms.outcomes import Reason, Stage, reject
from transforms.read.failures import ReadError
from transforms.records import Feed, RawArticle, Reject
from transforms.settings import ReadSettings

_ACCEPT: Final = (
    "application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
_EXCERPT: Final = 160


def poll(
    task: PollTask,
    fetch: Fetch,
    settings: PollSettings,
    now: datetime,
    read: ReadSettings,
    *,
    timer: Callable[[], float] = time.monotonic,
) -> PollResult:
    """Poll a feed once. Never raises, and is pure over what is handed in.

    Args:
        task: The feed and what earlier polls left.
        fetch: Makes the requests: one for the feed, some for pages of items.
        settings: Limits and schedule.
        now: The clock, in UTC.
        read: Limits of reading.
        timer: Seconds from any moment on, for the duration in the report.

    Returns:
        The articles and rejects that are news, the feed's next state, the report. The state holds
        only if the articles are kept: both have to be committed together.
    """
    started = timer()
    state = task.state or blank_state(task.feed, now)
    one = _Poll(task.feed, state, fetch, settings, now, read)
    result = one.run()
    seconds = max(0.0, timer() - started)
    return result._replace(report=result.report._replace(seconds=seconds))


@dataclass(frozen=True)
class _Poll:
    """What every part of one poll needs to know."""

    feed: FeedSettings
    state: Feed
    fetch: Fetch
    settings: PollSettings
    now: datetime
    read: ReadSettings

    def run(self) -> PollResult:
        conditional = conditional_headers(self.state, self.now)
        url = self.state.resolved_url or self.feed.url
        answer = self.fetch(FetchRequest(url, {"accept": _ACCEPT, **conditional}))
        if isinstance(answer, FetchFailure):
            return self._failed(answer, 0)
        if answer.status == 304:
            if conditional:
                return self._unchanged(answer, full=False)
            return self._refused(
                answer, FailureReason.PROTOCOL_ERROR, "304 to a request without condition"
            )
        waiting = any("~" in item for item in self.state.item_hashes)
        if body_digest(answer.body) == self.state.body_hash and not waiting:
            return self._unchanged(answer, full=True)
        if not answer.body.strip():
            return self._refused(answer, FailureReason.EMPTY_BODY, "an answer without a body")
        return self._read(answer)

    def _read(self, answer: FetchResponse) -> PollResult:
        try:
            document = read_document(
                answer.body,
                answer.headers.get("content-type"),
                answer.url,
                feed_url=self.feed.url,
                now=self.now,
                max_items=self.settings.max_items,
                max_bytes=self.read.max_document_bytes,
            )
        except NotAFeed as finding:
            reason, detail = Reason.UNKNOWN_FORMAT, str(finding)
        except ReadError as failure:
            reason, detail = failure.reason, failure.detail
        except Exception as error:  # parsers of others on hostile input: one feed, not the run
            reason, detail = Reason.INTERNAL_ERROR, f"{type(error).__name__}: {error}"
        else:
            return self._changed(answer, document)
        row = self._unreadable(answer, reason, detail)
        return self._refused(answer, FailureReason.NOT_A_FEED, detail, row)

    def _changed(self, answer: FetchResponse, document: FeedDocument) -> PollResult:
        chosen = select(
            document,
            self.feed,
            self.state.item_hashes,
            self._page,
            self.settings.fetch.max_pages_per_poll,
            self.now,
        )
        after = after_document(
            self.state,
            self.feed,
            answer,
            document,
            chosen,
            settings=self.settings.schedule,
            now=self.now,
            earliest_year=self.read.earliest_year,
        )
        news = bool(chosen.articles or chosen.rejects or chosen.fresh)
        report = bare_report(
            after,
            PollOutcome.CHANGED if news else PollOutcome.UNCHANGED,
            _told(chosen, self.state),
            self.now,
            len(answer.body),
        )._replace(items=document.total, rejected=len(chosen.rejects), pages=chosen.pages)
        return PollResult(chosen.articles, chosen.rejects, after, report)

    def _page(self, article: RawArticle) -> Page:
        return with_page(article, self.fetch, self.read, self.now)

    def _unchanged(self, answer: FetchResponse, *, full: bool) -> PollResult:
        schedule = self.settings.schedule
        after = after_unchanged(self.state, self.feed, answer, schedule, self.now, full=full)
        report = bare_report(after, PollOutcome.UNCHANGED, "", self.now, len(answer.body))
        return PollResult([], [], after, report)

    def _refused(
        self,
        answer: FetchResponse,
        reason: FailureReason,
        detail: str,
        row: Reject | None = None,
    ) -> PollResult:
        """Treat an answer that is no use as a failure that may pass."""
        failure = FetchFailure(
            reason, FailureKind.SOFT, detail, answer.status, answer.headers, hosts=answer.hosts
        )
        result = self._failed(failure, len(answer.body))
        return result._replace(rejects=[row] if row is not None else [])

    def _failed(self, failure: FetchFailure, body_bytes: int) -> PollResult:
        after = after_failed(self.state, failure, self.settings.schedule, self.now)
        report = bare_report(after, PollOutcome.FAILED, failure.detail, self.now, body_bytes)
        return PollResult([], [], after, report)

    def _unreadable(self, answer: FetchResponse, reason: Reason, detail: str) -> Reject:
        """Make the reject of a body; without payload, so that a feed has one row for a reason."""
        beginning = answer.body[:_EXCERPT].decode("utf-8", "replace")
        told = f"{detail}; begins {beginning!r}"
        return reject(Stage.READ, reason, self.feed.url, told, "", self.now)


def _told(chosen: Selection, before: Feed) -> str:
    parts = [f"{chosen.fresh} new"]
    if chosen.waiting:
        parts.append(f"{chosen.waiting} waiting for their pages")
    if before.item_hashes and chosen.fresh and not chosen.known:
        parts.append("no item of the last answer is left: some may have been missed")
    return ", ".join(parts)
