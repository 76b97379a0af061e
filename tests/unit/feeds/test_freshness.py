"""Retry-After, Cache-Control and Expires against a fixed clock."""

from datetime import timedelta

import pytest

from tests.helpers.polling import NOW
from transforms.feeds.freshness import expires_at, retry_after_at

HEADERS = {"date": "Wed, 04 Mar 2026 12:00:00 GMT"}
SLOW_CLOCK = {"date": "Wed, 04 Mar 2026 09:00:00 GMT"}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("3600", 3600),
        (" 120 ", 120),
        ("Wed, 04 Mar 2026 12:30:00 GMT", 1800),
        ("Wednesday, 04-Mar-26 12:30:00 GMT", 1800),
        ("Wed Mar  4 12:30:00 2026", 1800),
        ("999999999999", 86_400),
        ("Fri, 04 Mar 2033 12:30:00 GMT", 86_400),
        ("0", None),
        ("-5", None),
        ("Wed, 04 Mar 2026 11:00:00 GMT", None),
        ("soon", None),
        ("1e5", None),
        ("Wed, 99 Mar 2026 12:30:00 GMT", None),
        ("9" * 500, None),
        ("", None),
    ],
)
def test_retry_after_in_seconds_and_as_a_date(value: str, seconds: int | None) -> None:
    expected = None if seconds is None else NOW + timedelta(seconds=seconds)
    assert expected == retry_after_at({"retry-after": value} | HEADERS, NOW)


def test_a_date_counts_from_the_clock_of_the_server() -> None:
    value = {
        "retry-after": "Wed, 04 Mar 2026 09:10:00 GMT",
        "expires": "Wed, 04 Mar 2026 09:10:00 GMT",
    }
    assert retry_after_at(value | SLOW_CLOCK, NOW) == NOW + timedelta(minutes=10)
    assert expires_at(value | SLOW_CLOCK, NOW) == NOW + timedelta(minutes=10)
    assert expires_at(value, NOW) is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": "public, Max-Age=600, must-revalidate"}, 600),
        ({"cache-control": 'max-age="600"'}, 600),
        ({"cache-control": "max-age=600", "age": "500"}, 100),
        ({"cache-control": "max-age=600", "age": "700"}, None),
        ({"cache-control": "max-age=600", "age": "old"}, 600),
        ({"cache-control": "max-age=31536000"}, 86_400),
        ({"cache-control": "max-age=-1"}, None),
        ({"cache-control": "max-age=0", "expires": "Thu, 05 Mar 2026 12:00:00 GMT"}, None),
        ({"cache-control": "s-maxage=600"}, None),
        ({"cache-control": "no-cache", "expires": "Thu, 05 Mar 2026 12:00:00 GMT"}, None),
        ({"expires": "Wed, 04 Mar 2026 13:00:00 GMT"}, 3600),
        ({"expires": "0"}, None),
        ({"expires": "Wed, 04 Mar 2026 11:00:00 GMT"}, None),
        ({}, None),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: int | None) -> None:
    expected = None if seconds is None else NOW + timedelta(seconds=seconds)
    assert expected == expires_at(HEADERS | headers, NOW)
