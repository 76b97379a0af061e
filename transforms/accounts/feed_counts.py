"""Which feed a row came from: what a round counts per feed for the table ``coverage``."""

from collections.abc import Collection

from transforms.accounts.counts import FEED_NEW, FEED_REJECTED, CountKey
from transforms.outcomes import Stage
from transforms.records import Article, Reject


def article_key(article: Article, feeds: Collection[str]) -> CountKey | None:
    """Return what a new row of ``articles`` adds 1 to, None where it is of no polled feed."""
    return (FEED_NEW, article.feed_url) if article.feed_url in feeds and article.feed_url else None


def reject_key(reject: Reject, feeds: Collection[str]) -> CountKey | None:
    """Return what a new reject of an item adds 1 to, None where it is of no polled feed.

    The source of an item is its feed and its place in it. Rejects of reading are known before the
    graph runs; those of extraction are of articles that have a row.
    """
    feed = reject.source.rpartition("#")[0]
    return (FEED_REJECTED, feed) if reject.stage == Stage.CLEAN and feed in feeds else None
