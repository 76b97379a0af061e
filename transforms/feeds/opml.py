"""OPML: the list of feeds that feed readers export and import."""

from typing import Final
from urllib.parse import urlsplit

from lxml import etree

MAX_OUTLINES: Final = 10_000


class OpmlError(ValueError):
    """A document that is no list of feeds; the message is one line."""


def is_opml(data: bytes) -> bool:
    """Tell whether a document looks like OPML."""
    return b"<opml" in data[:2_000].lower()


def opml_feeds(data: bytes) -> list[tuple[str, str | None]]:
    """Return address and title of each feed of an OPML document, each address once, in order.

    Entities are not resolved and nothing is loaded. Raises OpmlError where it cannot be read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise OpmlError(f"is no OPML: {error}") from error
    if root is None or etree.QName(root).localname.lower() != "opml":
        raise OpmlError("is no OPML: no opml element")
    found: dict[str, str | None] = {}
    for outline in root.iter("{*}outline"):
        values = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        url = values.get("xmlurl", "").strip()
        if is_web_address(url) and len(found) < MAX_OUTLINES:
            title = (values.get("title") or values.get("text") or "").strip()
            found.setdefault(url, title[:500] or None)
    return list(found.items())


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address with http or https and a host."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
