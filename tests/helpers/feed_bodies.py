"""Feeds to serve, good ones and bad ones."""

import json
from collections.abc import Iterable
from xml.sax.saxutils import escape

SENTENCE = (
    "Overnight, drones struck an oil depot near the town of Feodosia; a fire broke out, and two "
    "people were injured, the regional administration said on Monday. "
)


def text_of(title: str) -> str:
    """Return a text long enough for an article, and another one for each title."""
    return f"{title}. {SENTENCE}{title} was reported by the same source. {SENTENCE}"


def item(
    title: str,
    *,
    link: str | None = None,
    guid: str | None = None,
    date: str | None = "Mon, 23 Nov 2026 08:00:00 GMT",
    text: str | None = None,
) -> str:
    """Return an item of RSS; "link" and "guid" follow from the title unless given ("": none)."""
    name = title.replace(" ", "-")
    link = f"https://outlet.example/{name}" if link is None else link
    guid = f"guid-{name}" if guid is None else guid
    parts = [f"<title>{escape(title)}</title>"]
    parts += [f"<link>{escape(link)}</link>"] if link else []
    parts += [f'<guid isPermaLink="false">{escape(guid)}</guid>'] if guid else []
    parts += [f"<pubDate>{date}</pubDate>"] if date else []
    parts += [f"<description>{escape(text if text is not None else text_of(title))}</description>"]
    return f"<item>{''.join(parts)}</item>"


def channel(items: Iterable[str], encoding: str = "utf-8", doctype: str = "") -> bytes:
    """Return an RSS 2.0 document."""
    head = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<rss version="2.0"><channel>'
    body = "<title>Outlet</title><link>https://outlet.example/</link>" + "".join(items)
    return f"{head}{body}</channel></rss>".encode(encoding)


def rss(*titles: str) -> bytes:
    """Return a good feed with items of these titles."""
    return channel(item(title) for title in titles)


def bomb_of_entities() -> bytes:
    """Return the billion laughs."""
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{rows}]>'
    return channel([item("a good item").replace("a good item.", "&l9;")], doctype=doctype)


def external_entity(system: str) -> bytes:
    """Return a feed that asks for a file or an address of the reader's machine."""
    doctype = f'<!DOCTYPE rss [<!ENTITY secret SYSTEM "{system}">]>'
    return channel([item("a good item").replace("a good item.", "&secret;")], doctype=doctype)


def deep(levels: int) -> bytes:
    """Return elements in elements."""
    return (
        b'<rss version="2.0"><channel>' + b"<a>" * levels + b"</a>" * levels + b"</channel></rss>"
    )


def json_feed(titles: Iterable[str]) -> bytes:
    """Return a JSON Feed."""
    items = [
        {"id": title, "url": f"https://outlet.example/{title}", "title": title,
         "content_text": text_of(title)}
        for title in titles
    ]  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


PAGE = b"""<!doctype html><html><head><title>Sign in</title></head><body><form action=/login>
<p>Please sign in to read on.<input name=user></form></body></html>"""
