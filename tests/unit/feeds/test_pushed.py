"""A pushed document gives what a poll of the same body gives, and leaves the schedule alone."""

from datetime import UTC, datetime, timedelta

from transforms.feeds.http import (
    FailureKind,
    FailureReason,
    FetchFailure,
    FetchRequest,
    FetchResponse,
)
from transforms.feeds.poll import poll
from transforms.feeds.polls import PollOutcome, PollTask
from transforms.feeds.pushed import PushedDocument, poll_pushed
from transforms.feeds.settings import FeedSettings, PollSettings
from transforms.settings import ReadSettings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)
FEED = FeedSettings(url="https://example.org/feed", pages="never")
HUB = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="hub" href="https://hub.example/"/>'


def body(*numbers: int, hub: str = "") -> bytes:
    items = "".join(
        f"<item><title>T{n}</title><link>https://example.org/{n}</link>"
        f"<description>Drones hit depot number {n} at night.</description></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>F</title>{hub}{items}</channel></rss>".encode()


def serving(data: bytes):
    def fetch(request: FetchRequest) -> FetchResponse | FetchFailure:
        if request.url != FEED.url:
            return FetchFailure(FailureReason.HTTP_STATUS, FailureKind.HARD, "", 404)
        return FetchResponse(200, {"etag": '"1"', "content-type": "text/xml"}, data, request.url)

    return fetch


def pushed(data: bytes, state, now: datetime = LATER):
    document = PushedDocument(FEED.url, "text/xml", data)
    task = PollTask(FEED, state)
    return poll_pushed(task, document, serving(b""), PollSettings(), now, ReadSettings())


def polled(data: bytes, state, now: datetime = LATER):
    return poll(PollTask(FEED, state), serving(data), PollSettings(), now, ReadSettings())


def test_only_news_is_handed_on_whichever_way_it_came_first():
    first = polled(body(1, 2, hub=HUB), None, NOW).state
    push = pushed(body(3), first)
    assert [item.url for item in push.items] == ["https://example.org/3"]
    assert push.items == polled(body(3), first).items
    assert pushed(body(3), push.state).items == []
    again = polled(body(3, 1, 2, hub=HUB), push.state, LATER + timedelta(minutes=5))
    assert again.items == []


def test_validators_schedule_and_hub_stay():
    first = polled(body(1, 2, hub=HUB), None, NOW).state
    after = pushed(body(3), first).state
    changed = {"revision", "updated_at", "last_new_at", "items_seen", "item_hashes"}
    kept = {name: value for name, value in first._asdict().items() if name not in changed}
    assert {name: after._asdict()[name] for name in kept} == kept
    assert (after.hub_url, after.etag, after.revision) == ("https://hub.example/", '"1"', 2)
    assert after.items_seen == first.items_seen + 1


def test_what_is_no_feed_is_a_reject_and_harms_nothing():
    first = polled(body(1), None, NOW).state
    result = pushed(b"<html><body>no feed</body></html>", first)
    assert (result.items, len(result.rejects)) == ([], 1)
    assert result.report.outcome == PollOutcome.FAILED.value
    assert (result.state.failures, result.state.next_poll_at) == (0, first.next_poll_at)


def test_a_feed_that_was_never_polled_is_still_due_at_once():
    result = pushed(body(1), None)
    assert len(result.items) == 1
    assert result.state.next_poll_at is None
