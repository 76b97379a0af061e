"""What reading a feed gives, whatever its format."""

from typing import NamedTuple

from transforms.records import RawArticle, Reject


class FeedItem(NamedTuple):
    """One item: its article (``text`` may be ""), and whether its page holds more of the text."""

    article: RawArticle
    truncated: bool


class FeedHints(NamedTuple):
    """What a feed says about itself.

    ``ttl_seconds`` is the shortest interval it asks for; ``skip_hours`` (0 to 23) and ``skip_days``
    (0 is Monday) are in GMT; ``hub_url`` and ``topic_url`` belong to WebSub.
    """

    title: str | None = None
    language: str | None = None
    ttl_seconds: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    hub_url: str | None = None
    topic_url: str | None = None


class FeedDocument(NamedTuple):
    """A feed as read: its format, its items in their order, what could not be read, its hints.

    ``total`` counts every item that the document holds, read or not.
    """

    format: str
    items: list[FeedItem]
    rejects: list[Reject]
    total: int
    hints: FeedHints = FeedHints()


class NotAFeed(Exception):  # noqa: N818 - a finding about the answer, told apart from ReadError
    """The document can be read and is something else, such as a page or a sitemap index."""
