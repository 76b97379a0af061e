"""Pages of items without their whole text: when they are asked for and when they are believed."""

from typing import Any

import pytest

from tests.helpers.polling import NOW, Answer, failed, item, ok, polled, rss
from transforms.feeds.http import FailureKind, FailureReason, FetchFailure, FetchResponse
from transforms.feeds.settings import FetchSettings, PollSettings
from transforms.feeds.truncation import is_truncated

URL = "https://news.example/a"
SUMMARY = "Drones struck the depot near the river port, the governor said"
STORY = f"{SUMMARY}. " + "The fire was put out by noon and nobody was hurt there. " * 12
CONSENT = "We value your privacy. Partners store cookies to measure audiences. " * 20


def page(text: str, content_type: str = "text/html; charset=utf-8", head: str = "") -> Answer:
    body = f"<html><head><title>Page</title>{head}</head><body><article><p>{text}</p></article>"
    return FetchResponse(200, {"content-type": content_type}, body.encode(), URL)


def test_the_page_of_a_truncated_item_gives_its_text_and_the_feed_its_title_and_date() -> None:
    date = "Wed, 04 Mar 2026 09:00:00 +0300"
    stated = '<meta property="article:published_time" content="2020-01-01">'
    feed = polled(
        ok(rss(item("a", f"{SUMMARY} [...]", pubDate=date))), web={URL: page(STORY, head=stated)}
    )
    result = feed.poll()
    (article,) = result.items
    assert article.text.startswith(SUMMARY)
    assert "nobody was hurt" in article.text
    assert (article.title, article.published, article.published_from) == ("Title a", date, "feed")
    assert (result.report.pages, article.url) == (1, URL)
    assert [request.robots for request in feed.web.requests] == [False, True]


def test_a_date_that_the_feed_lacks_comes_from_the_page() -> None:
    stated = '<meta property="article:published_time" content="2026-03-04T07:00:00Z">'
    feed = polled(ok(rss(item("a", SUMMARY))), web={URL: page(STORY, head=stated)})
    (article,) = feed.poll().items
    assert (article.published, article.published_from) == ("2026-03-04T07:00:00Z", "metadata")


def test_an_item_without_text_takes_its_page_if_that_is_about_its_title() -> None:
    markup = f"<item><title>Drones struck the depot near the port</title><link>{URL}</link></item>"
    feed = polled(ok(rss(markup)), web={URL: page(STORY)})
    assert feed.poll().items[0].text.startswith(SUMMARY)


@pytest.mark.parametrize(
    "answer",
    [
        page(CONSENT),
        page(SUMMARY),
        page(STORY, "application/pdf"),
        page(STORY, "text/plain"),
        page(""),
        failed(404, "hard"),
        failed(403, "soft"),
        FetchResponse(200, {"content-type": "text/html"}, b"\x00\x01\x02" * 99, URL),
        FetchResponse(200, {}, b"", URL),
    ],
)
def test_a_page_that_is_not_the_article_leaves_the_item_as_it_is(answer: Answer) -> None:
    feed = polled(ok(rss(item("a", SUMMARY))), web={URL: answer})
    assert [article.text for article in feed.poll().items] == [SUMMARY]
    assert feed.poll().items == []
    assert feed.web.asked.count(URL) == 1


def test_a_page_that_fails_for_now_is_tried_on_three_polls_then_the_summary_is_taken() -> None:
    feed = polled(ok(rss(item("a", SUMMARY)), etag='"1"'), web={URL: failed(503, "temporary")})
    counts = [len(feed.poll().items) for _ in range(5)]
    assert counts == [0, 0, 1, 0, 0]
    assert feed.web.asked.count(URL) == 3
    assert feed.state.items_seen == 1
    # While an item waits, the whole feed is asked for; afterwards conditionally again.
    sent = ["if-none-match" in request.headers for request in feed.web.requests]
    assert sent == [False, False, False, False, False, False, True, True]


def test_a_page_that_works_again_is_taken() -> None:
    feed = polled(ok(rss(item("a", SUMMARY))), web={URL: [failed(503, "temporary"), page(STORY)]})
    assert feed.poll().items == []
    assert len(feed.poll().items[0].text) > len(SUMMARY)


def test_a_site_whose_pages_fail_is_left_alone_until_the_next_poll() -> None:
    names = [f"i{number}" for number in range(10)]
    web = {f"https://news.example/{name}": failed(503, "temporary") for name in names}
    feed = polled(ok(rss(*(item(name, SUMMARY) for name in names))), web=web)
    results = [feed.poll() for _ in range(4)]
    assert [result.report.pages for result in results] == [2, 2, 2, 0]
    assert [len(result.items) for result in results] == [0, 0, 10, 0]


def test_no_more_pages_than_allowed_are_fetched_in_one_poll_and_the_rest_wait() -> None:
    names = [f"i{number}" for number in range(5)]
    web = {f"https://news.example/{name}": page(STORY) for name in names}
    settings = PollSettings(fetch=FetchSettings(max_pages_per_poll=2))
    feed = polled(ok(rss(*(item(n, SUMMARY) for n in names))), web=web, settings=settings)
    results = [feed.poll() for _ in range(4)]
    assert [len(result.items) for result in results] == [2, 2, 1, 0]
    assert "3 waiting" in results[0].report.detail


def test_robots_and_the_feeds_settings_forbid_pages() -> None:
    text = item("a", SUMMARY)
    closed = FetchFailure(FailureReason.ROBOTS_REFUSED, FailureKind.HARD, "robots.txt")
    refused = polled(ok(rss(text)), web={URL: closed})
    assert refused.poll().items[0].text == SUMMARY
    assert refused.web.requests[-1].robots
    never = polled(ok(rss(text)), web={URL: page(STORY)}, pages="never")
    assert never.poll().items[0].text == SUMMARY
    assert URL not in never.web.asked


def test_always_fetches_pages_of_long_items_too() -> None:
    feed = polled(ok(rss(item("a", STORY))), web={URL: page(STORY * 3)}, pages="always")
    assert len(feed.poll().items[0].text) > 2 * len(STORY)


def test_an_item_without_text_and_page_is_a_reject_told_once() -> None:
    markup = f"<item><title>Only a title</title><link>{URL}</link></item>"
    feed = polled(ok(rss(markup)), ok(rss(markup, item("b"))))
    assert [row.reason for row in feed.poll().rejects] == ["missing_text"]
    assert feed.poll().rejects == []


def test_a_known_item_costs_no_page() -> None:
    feed = polled(
        ok(rss(item("a", SUMMARY))),
        ok(rss(item("b"), item("a", SUMMARY))),
        web={URL: page(STORY)},
    )
    feed.poll()
    feed.poll()
    assert feed.web.asked.count(URL) == 1


@pytest.mark.parametrize(
    ("text", "markup", "is_content", "expected"),
    [
        ("", "", True, True),
        ("Long text. " * 90 + "and so…", "", True, True),
        ("Long text. " * 90 + "and so [...]", "", True, True),
        ("Long text. " * 90 + "and so [&#8230;]".replace("&#8230;", "…"), "", False, True),
        (
            "Long text. " * 90,
            f'<p>Long</p><p><a href="{URL}?utm_source=rss">Далее</a></p>',
            True,
            True,
        ),
        ("Long text. " * 90, '<p>Long</p><a href="https://news.example/">News</a>', True, False),
        ("Long text. " * 90, "", False, False),
        ("A short notice.", "", False, True),
        ("A short notice.", "", True, False),
    ],
)
def test_whether_an_item_is_truncated(
    text: str, markup: str, is_content: bool, expected: bool
) -> None:
    assert is_truncated(text, markup, URL, is_content=is_content) is expected


def test_nothing_but_the_web_is_asked_for() -> None:
    asked: list[Any] = []

    def fetch(request: Any) -> FetchFailure | FetchResponse:
        asked.append(request.url)
        return ok(rss(item("a", SUMMARY, link="file:///etc/passwd"), item("b", SUMMARY, link="")))

    feed = polled(fetch)
    assert len(feed.poll(NOW).items) == 2
    assert len(asked) == 1
