"""Which items of a document are handed on, which wait for their pages, which are known."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final, NamedTuple

from transforms.feeds.documents import FeedDocument, FeedItem
from transforms.feeds.identity import identity_of, item_hash, reject_hash
from transforms.feeds.pages import Page, PageOutcome
from transforms.feeds.settings import FeedSettings
from transforms.outcomes import Reason, Stage, reject
from transforms.records import RawArticle, Reject

ATTEMPTS: Final = 3  # polls in which the page of an item is asked for
FORMER: Final = 100  # items that left the feed and are still known: caches serve older answers
_FAILED_IN_A_ROW: Final = 2  # after so many pages the site is left alone until the next poll
_WAITING: Final = "~"


class Selection(NamedTuple):
    """What of a document is handed on, and what the state has to remember of it.

    ``fresh`` counts the items never seen before, ``waiting`` those left for later polls, ``pages``
    the requests for pages; ``known`` says whether any item of earlier polls is still there.
    """

    articles: list[RawArticle]
    rejects: list[Reject]
    hashes: list[str]
    fresh: int
    waiting: int
    pages: int
    known: bool


def select(
    document: FeedDocument,
    feed: FeedSettings,
    before: Iterable[str],
    page_of: Callable[[RawArticle], Page],
    max_pages: int,
    now: datetime,
) -> Selection:
    """Choose the items of a document that are news after ``before`` (``Feed.item_hashes``).

    An item without its whole text gets the text of its page, where the feed's settings want that.
    Where the page cannot be had for a passing reason, or ``max_pages`` are used up, the item waits
    for the next poll; after three polls it is handed on with the text it has. Rejects that the
    earlier answers had are not told again.
    """
    chooser = _Chooser(feed, list(before), page_of, max_pages, now)
    for item in document.items:
        chooser.take(item)
    for row in document.rejects:
        chooser.refuse(row)
    return chooser.selection()


class _Chooser:
    """The items of one document, one after another."""

    def __init__(
        self,
        feed: FeedSettings,
        before: list[str],
        page_of: Callable[[RawArticle], Page],
        max_pages: int,
        now: datetime,
    ) -> None:
        self._feed, self._before, self._page_of, self._now = feed, before, page_of, now
        self._max_pages = max_pages if feed.pages != "never" else 0
        marked = [entry.partition(_WAITING) for entry in before]
        self._known = {item for item, mark, _ in marked if not mark}
        self._attempts = {item: _number(count) for item, mark, count in marked if mark}
        self._identities = {identity_of(item) for item, _, _ in marked}
        self._taken: dict[str, str] = {}  # hash -> as the state remembers it
        self._articles: list[RawArticle] = []
        self._rejects: list[Reject] = []
        self._fresh = self._waiting = self._pages = self._failed = 0
        self._met = False

    def take(self, item: FeedItem) -> None:
        mark = item_hash(item.article)
        if mark in self._taken:
            return
        self._taken[mark] = mark
        self._met = self._met or identity_of(mark) in self._identities
        if mark in self._known:
            return
        if identity_of(mark) not in self._identities:
            self._identities.add(identity_of(mark))
            self._fresh += 1
        article = item.article
        wanted = self._feed.pages == "always" or item.truncated
        if self._max_pages and wanted and not article.url_is_shared:
            found = self._with_page(article, mark)
            if found is None:
                self._waiting += 1
                return
            article = found
        if article.text and not article.text.isspace():
            self._articles.append(article)
        else:
            self._rejects.append(_without_text(article, self._now))

    def refuse(self, row: Reject) -> None:
        mark = reject_hash(row)
        if mark not in self._known and mark not in self._taken:
            self._rejects.append(row)
        self._taken[mark] = mark

    def selection(self) -> Selection:
        former = [item for item in self._before if item not in self._taken and _WAITING not in item]
        return Selection(
            self._articles,
            self._rejects,
            [*self._taken.values(), *former[:FORMER]],
            self._fresh,
            self._waiting,
            self._pages,
            self._met,
        )

    def _with_page(self, article: RawArticle, mark: str) -> RawArticle | None:
        """Return the article with its page's text or as it was; None where it waits."""
        attempts = self._attempts.get(mark, 0)
        if self._failed < _FAILED_IN_A_ROW:
            if self._pages >= self._max_pages:
                self._taken[mark] = f"{mark}{_WAITING}{attempts}"
                return None
            page = self._page_of(article)
            self._pages += page.asked
            if page.outcome is not PageOutcome.LATER:
                self._failed = 0
                return page.article
            self._failed += 1
        if attempts + 1 >= ATTEMPTS:
            return article
        self._taken[mark] = f"{mark}{_WAITING}{attempts + 1}"
        return None


def _without_text(article: RawArticle, now: datetime) -> Reject:
    values = (article.external_id, article.url, article.title, article.published)
    payload = " | ".join(value or "" for value in values)
    detail = "an item without text, and no page that has it"
    return reject(Stage.READ, Reason.MISSING_TEXT, article.origin, detail, payload, now)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
