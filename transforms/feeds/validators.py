"""Conditional requests: which validators are kept, sent and no longer believed (RFC 9110)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from transforms.records import Feed

LIED: Final = "!"  # before a validator that stayed the same though the feed had news
LONGEST: Final = 512
FULL_EVERY: Final = timedelta(days=1)


def conditional_headers(state: Feed | None, now: datetime) -> dict[str, str]:
    """Return the headers that ask for the feed only if it changed; none where all is wanted.

    All is wanted at the first poll, while items wait for their pages, and once a day: a server that
    answers 304 for ever is found out by it.
    """
    if state is None or any("~" in item for item in state.item_hashes):
        return {}
    if state.last_full_at is None or now - state.last_full_at >= FULL_EVERY:
        return {}
    headers = {}
    if state.etag and not state.etag.startswith(LIED):
        headers["if-none-match"] = state.etag
    if state.last_modified and not state.last_modified.startswith(LIED):
        headers["if-modified-since"] = state.last_modified
    return headers


def kept_validator(
    headers: Mapping[str, str], name: str, before: str | None, *, news: bool
) -> str | None:
    """Return the validator of an answer with a body, for the state.

    ``before`` is what the state has of it; ``news`` says that the answer brought new items. One
    that repeats in spite of news is marked as lying, and believed again when it changes. Over-long
    ones and those with control characters are not kept; weak tags are: that is what feeds have, and
    If-None-Match compares weakly anyway.
    """
    value = headers.get(name, "").strip()
    if not value or len(value) > LONGEST or not value.isascii() or not value.isprintable():
        return None
    if before is not None and before.removeprefix(LIED) == value:
        return LIED + value if news else before
    return value
