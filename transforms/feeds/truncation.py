"""Whether an item carries the whole text of its article or only the beginning."""

import re
from typing import Final

from transforms.language.urls import canonical_url

SHORT: Final = 500  # characters of a summary that may well be the whole of a short notice

_CUT: Final = re.compile(r"(?:…|\.\.\.|[\[(](?:…|\.\.\.)[\])])[\s»”\"]*$")
# What follows a cut is often a link to the article itself, in whatever language.
_LAST_LINK: Final = re.compile(
    r"""<a\s[^<>]{0,500}?href\s*=\s*["']?([^"'\s<>]{1,2000})[^<>]{0,500}>[^<]{0,80}</a>"""
    r"""\s*(?:</[a-zA-Z]{1,12}>\s*){0,5}$""",
    re.IGNORECASE,
)


def is_truncated(text: str, markup: str, url: str | None, *, is_content: bool) -> bool:
    """Say whether the page of an item is worth fetching for its text.

    Args:
        text: What a reader sees of the item.
        markup: The same as it stood in the feed.
        url: The address of the item.
        is_content: Whether the feed hands the text out as the full content, not as a summary.
    """
    if not text or _CUT.search(text[-20:]) or _links_on(markup, url):
        return True
    return not is_content and len(text) < SHORT


def _links_on(markup: str, url: str | None) -> bool:
    match = _LAST_LINK.search(markup[-4000:].rstrip()) if url and "<a" in markup[-4000:] else None
    target = canonical_url(match.group(1).replace("&amp;", "&")) if match else None
    return target is not None and target == canonical_url(url or "")
