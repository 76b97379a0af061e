"""What only pages have: their policy, and the page of a folder without tables."""

from html import escape
from typing import Final

from pipelines.http_server.messages import RETRY_SECONDS

HTML: Final = "text/html; charset=utf-8"
PAGE_POLICY: Final = "frame-ancestors 'none'"
"""The page names its scripts and styles in a policy of its own; browsers obey both."""

_WAITING: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>wirebeam</title>
<meta http-equiv="refresh" content="{seconds}"></head>
<body><h1>wirebeam</h1><p>{reason}. This page tries again by itself.</p></body></html>
"""


def waiting_page(reason: str) -> bytes:
    """Return a page that says what it waits for and asks again."""
    text = _WAITING.format(seconds=RETRY_SECONDS, reason=escape(reason.capitalize()))
    return text.encode("utf-8")
