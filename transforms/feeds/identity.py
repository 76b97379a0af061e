"""What makes two items of a feed the same item, and the same version of it.

Identity is the canonical address, else the guid within the feed, else the text; the first two are
the ids that the articles will have.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from transforms.ids import digest
from transforms.language.articles import guid_identity
from transforms.language.urls import canonical_url, is_home_page
from transforms.records import RawArticle, Reject

_SHARED: Final = 3  # two may be an article and its correction; three are a page about all of them
_HALF: Final = 8  # figures: 64 bits in all tell the versions of one feed's items apart

_Names = tuple[str | None, str | None, str]  # address and guid, where there are any, and content


def item_hash(article: RawArticle) -> str:
    """Return 16 hexadecimal characters: half for the item's identity, half for what it says."""
    identity = _address(article) or guid_identity(article) or digest("item", *_content(article))
    return identity[:_HALF] + digest("content", *_content(article))[:_HALF]


def reject_hash(row: Reject) -> str:
    """Return 16 hexadecimal characters by which a reject that was told is known."""
    return row.reject_id[: 2 * _HALF]


def identity_of(item: str) -> str:
    """Return the identity in an item's hash."""
    return item[:_HALF]


def with_usable_names(articles: Iterable[RawArticle]) -> list[RawArticle]:
    """Mark or take off the names of items of one document that do not tell them apart.

    A guid that several items without an address share, with different contents, names none of
    them; an address that three items with different guids and contents share is that of a page
    about all of them, such as a live blog, and would make them versions of one article.
    """
    named = [(article, _named(article)) for article in articles]
    items = {names for _, names in named}
    addresses = Counter(address for address, guid, _ in _distinct(items) if address and guid)
    guids = Counter(guid for address, guid, _ in items if guid and not address)
    return [_renamed(article, names, addresses, guids) for article, names in named]


def _renamed(
    article: RawArticle, names: _Names, addresses: "Counter[str]", guids: "Counter[str]"
) -> RawArticle:
    address, guid, _ = names
    if address and guid and addresses[address] >= _SHARED:
        return article._replace(url_is_shared=True)
    if guid and not address and guids[guid] > 1:
        return article._replace(external_id=None)
    return article


def _distinct(items: set[_Names]) -> list[_Names]:
    """Keep one of the items that share guid or content at an address: they are versions."""
    guids: set[tuple[str | None, str | None]] = set()
    contents: set[tuple[str | None, str]] = set()
    kept = []
    for address, guid, content in sorted(items, key=str):
        if (address, guid) not in guids and (address, content) not in contents:
            kept.append((address, guid, content))
        guids.add((address, guid))
        contents.add((address, content))
    return kept


def _named(article: RawArticle) -> _Names:
    return _address(article), article.external_id, digest(*_content(article))


def _address(article: RawArticle) -> str | None:
    canonical = canonical_url(article.url) if article.url else None
    if canonical is None or article.url_is_shared or is_home_page(canonical):
        return None
    return digest("url", canonical)


def _content(article: RawArticle) -> tuple[str | None, str]:
    return article.title, article.text
