"""One poll after another: what is handed on, what is remembered, what is asked."""

from datetime import timedelta
from typing import Any

import pytest

from tests.helpers.polling import FEED_URL, NOW, failed, item, ok, polled, rss
from transforms.feeds.http import FetchResponse
from transforms.feeds.items import FORMER

DAY = timedelta(days=1)


def test_items_are_handed_on_once_and_their_feed_and_place_are_told() -> None:
    feed = polled(ok(rss(item("a"), item("b"))), ok(rss(item("c"), item("a"), item("b"))))
    first, second = feed.poll(), feed.poll()
    assert [article.url for article in first.items] == [
        "https://news.example/a",
        "https://news.example/b",
    ]
    assert [article.url for article in second.items] == ["https://news.example/c"]
    assert {article.feed_url for article in first.items} == {FEED_URL}
    assert first.items[1].origin == f"{FEED_URL}#2"
    assert (first.report.outcome, first.report.items) == ("changed", 2)
    assert (feed.state.items_seen, feed.state.polls, feed.state.revision) == (3, 2, 2)


def test_a_changed_text_is_handed_on_as_a_version_and_is_no_new_item() -> None:
    feed = polled(ok(rss(item("a"))), ok(rss(item("a", "Corrected report. " * 40))))
    feed.poll()
    second = feed.poll()
    assert [article.text[:9] for article in second.items] == ["Corrected"]
    assert feed.state.items_seen == 1


def test_validators_are_sent_and_304_is_not_read() -> None:
    answer = ok(rss(item("a")), etag='W/"1"', last_modified="Wed, 04 Mar 2026 10:00:00 GMT")
    feed = polled(answer, FetchResponse(304, {}, b"", FEED_URL))
    feed.poll()
    second = feed.poll()
    sent = feed.web.requests[1].headers
    assert sent["if-none-match"] == 'W/"1"'
    assert sent["if-modified-since"] == "Wed, 04 Mar 2026 10:00:00 GMT"
    assert (second.report.outcome, second.report.status, second.items) == ("unchanged", "304", [])
    assert feed.state.etag == 'W/"1"'


def test_the_same_body_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    feed = polled(ok(rss(item("a"))))
    feed.poll()
    monkeypatch.setattr("transforms.feeds.poll.read_document", _must_not_be_called)
    assert feed.poll().report.outcome == "unchanged"


def test_a_validator_that_stayed_in_spite_of_news_is_not_sent_until_it_changes() -> None:
    bodies = [ok(rss(item(name)), etag='"same"') for name in "abc"]
    feed = polled(*bodies, ok(rss(item("d")), etag='"other"'))
    for _ in range(3):
        feed.poll()
    assert feed.web.requests[1].headers["if-none-match"] == '"same"'
    assert "if-none-match" not in feed.web.requests[2].headers
    feed.poll()
    assert feed.state.etag == '"other"'


def test_after_a_day_of_304_the_whole_feed_is_asked_for() -> None:
    def answer(request: Any) -> Any:
        if "if-none-match" in request.headers:
            return FetchResponse(304, {}, b"", FEED_URL)
        return ok(rss(item(f"n{len(feed.web.requests)}")), etag='"1"')

    feed = polled(answer)
    results = list(feed.until(NOW + 1.5 * DAY))
    full = [result for result in results if result.report.status == "200"]
    assert full[1].report.polled_at - full[0].report.polled_at >= DAY
    assert len(full[1].items) == 1
    # It had news behind the old validator, which is therefore not sent any more.
    assert results[-len(full) + 1 :] == full[1:]


def test_304_to_an_unconditional_request_is_a_failure() -> None:
    feed = polled(FetchResponse(304, {}, b"", FEED_URL))
    assert (feed.poll().report.outcome, feed.state.status) == ("failed", "protocol_error")


@pytest.mark.parametrize("validator", ['"' + "x" * 600 + '"', '"a\x01b"', '"ä"', ""])
def test_validators_that_cannot_be_sent_are_not_kept(validator: str) -> None:
    feed = polled(ok(rss(item("a")), etag=validator))
    feed.poll()
    assert feed.state.etag is None


def test_a_lasting_redirect_is_remembered_and_undone_when_its_target_is_gone() -> None:
    there = "https://new.example/rss"
    feed = polled(
        ok(rss(item("a")), url=there, moved_to=there),
        ok(rss(item("b"))),
        web={there: failed(410, "hard")},
    )
    feed.poll()
    assert feed.state.resolved_url == there
    gone = feed.poll()
    assert (gone.report.status, feed.state.failure_kind) == ("410", "hard")
    assert feed.state.resolved_url is None
    assert feed.wait < 600
    assert len(feed.poll().items) == 1
    assert feed.web.asked == [FEED_URL, there, FEED_URL]
    assert (feed.state.failures, feed.state.failure_kind) == (0, None)


@pytest.mark.parametrize(
    ("body", "reason", "status"),
    [
        (b"<html><body>Please wait</body></html>", "unknown_format", "not_a_feed"),
        (b'{"articles": []}', "unknown_format", "not_a_feed"),
        (b"{", "invalid_json", "not_a_feed"),
        (b"<sitemapindex><sitemap/></sitemapindex>", "unknown_format", "not_a_feed"),
        (b"<opml><body/></opml>", "unknown_format", "not_a_feed"),
        (b"just words", "invalid_xml", "not_a_feed"),
        (b"\x00\x01\x02\x03" * 100, "undecodable_text", "not_a_feed"),
    ],
)
def test_a_body_that_is_no_feed_is_one_reject_and_a_soft_failure(
    body: bytes, reason: str, status: str
) -> None:
    feed = polled(ok(body))
    result = feed.poll()
    assert [(row.reason, row.source) for row in result.rejects] == [(reason, FEED_URL)]
    assert (feed.state.status, feed.state.failure_kind) == (status, "soft")
    assert result.report.outcome == "failed"


def test_an_empty_body_is_a_failure_and_no_reject() -> None:
    feed = polled(ok(b"  \n"))
    result = feed.poll()
    assert (result.rejects, feed.state.status) == ([], "empty_body")


def test_a_failure_keeps_what_was_known() -> None:
    feed = polled(ok(rss(item("a")), etag='"1"'), failed(503, "temporary"), ok(rss(item("a"))))
    feed.poll()
    assert feed.poll().report.outcome == "failed"
    assert (feed.state.etag, feed.state.failures) == ('"1"', 1)
    assert feed.poll().items == []


def test_an_answer_from_an_older_cache_brings_nothing_twice() -> None:
    new, old = ok(rss(item("b"), item("a"))), ok(rss(item("a"), item("0")))
    feed = polled(old, new, old, new)
    assert [len(feed.poll().items) for _ in range(4)] == [2, 1, 0, 0]


def test_what_is_remembered_of_items_is_bounded() -> None:
    bodies = [ok(rss(*(item(f"n{n}") for n in range(k, k + 20)))) for k in range(0, 400, 20)]
    feed = polled(*bodies)
    for _ in bodies:
        feed.poll()
    assert feed.state.items_seen == 400
    assert len(feed.state.item_hashes) == 20 + FORMER


def test_rejects_of_items_are_told_once_and_do_not_harm_their_neighbours() -> None:
    cut = "<item><title>X</title><description>cut"
    feed = polled(ok(rss(item("a"), cut, item("b"))), ok(rss(item("c"), item("a"), cut, item("b"))))
    first, second = feed.poll(), feed.poll()
    assert (len(first.items), [row.reason for row in first.rejects]) == (2, ["invalid_xml"])
    assert (len(second.items), second.rejects) == (1, [])


def test_that_items_may_have_been_missed_is_told() -> None:
    feed = polled(ok(rss(item("a"))), ok(rss(item("b"))))
    feed.poll()
    assert "missed" in feed.poll().report.detail


def test_the_duration_comes_from_the_timer() -> None:
    ticks = iter([10.0, 12.5])
    assert polled(ok(rss())).poll(timer=lambda: next(ticks)).report.seconds == 2.5


def _must_not_be_called(*_: Any, **__: Any) -> None:
    raise AssertionError("read again")
