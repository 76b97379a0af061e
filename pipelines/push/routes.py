"""What the receiver offers, and which request gets which status.

| route | methods |
| --- | --- |
| /articles | POST: JSON articles, with the token |
| /websub/ID | GET: a hub verifies a subscription; POST: a hub distributes content |
| /healthz | GET, HEAD |

Paths are compared as they come: nothing is decoded, and nothing from outside becomes a file name.
"""

from collections.abc import Callable
from typing import Final

from pipelines.http_server.addresses import is_loopback
from pipelines.http_server.limits import RequestRate
from pipelines.http_server.messages import Answer, Head, json_answer, refusal
from pipelines.push.articles import (
    JSON_TYPES,
    LINES_TYPES,
    BatchError,
    declared_charset,
    media_type,
    read_batch,
)
from pipelines.push.settings import PushSettings
from pipelines.push.spool import ARTICLES, Spool, SpoolFull
from pipelines.push.tokens import bears
from pipelines.push.websub import WebSub
from transforms.settings import ReadSettings

_ARTICLES: Final = "/articles"
_HEALTH: Final = "/healthz"
_WEBSUB: Final = "/websub/"
_UTF8: Final = frozenset({"utf-8", "utf8", "us-ascii"})


class Routes:
    """Implements ``Handler``. Without a token (loopback only) anyone on this machine may push."""

    def __init__(
        self,
        settings: PushSettings,
        read: ReadSettings,
        spool: Spool,
        websub: WebSub,
        token: str | None,
        clock: Callable[[], float],
    ) -> None:
        self._settings = settings
        self._read = read
        self._spool = spool
        self._websub = websub
        self._token = token
        self._rate = RequestRate(settings.requests_per_minute, clock)

    def refuse(self, head: Head) -> Answer | None:
        """Refuse by the head: 404, 405, 429, then what the route asks for, then the body's size."""
        allowed = _methods(head.path)
        if allowed is None:
            return refusal(404, "no such address")
        if head.method not in allowed:
            return refusal(405, "no such method here", ("Allow", ", ".join(allowed)))
        if head.path != _HEALTH and not self._rate.allows(head.peer):
            return refusal(429, "too many requests")
        if head.path == _ARTICLES:
            return self._not_permitted(head) or self._sized(head) or _typed(head)
        if head.path.startswith(_WEBSUB):
            identity = head.path.removeprefix(_WEBSUB)
            return self._websub.refuse(head, identity) or self._sized(head)
        return self._sized(head)

    def answer(self, head: Head, body: bytes) -> Answer:
        """Answer a whole request that ``refuse`` let pass."""
        if head.path == _ARTICLES:
            return self._take_articles(head, body)
        if head.path.startswith(_WEBSUB):
            identity = head.path.removeprefix(_WEBSUB)
            if head.method == "GET":
                return self._websub.verify(head, identity)
            return self._websub.receive(head, identity, body)
        files, size = self._spool.totals()
        return json_answer(200, {"status": "ok", "waiting_files": files, "waiting_bytes": size})

    def _not_permitted(self, head: Head) -> Answer | None:
        if self._token is not None:
            if bears(head.headers.get("authorization"), self._token):
                return None
            return refusal(401, "a bearer token is needed", ("WWW-Authenticate", "Bearer"))
        # A page in a browser may reach this machine under another name, but not with this Host.
        if is_loopback(head.headers.get("host", "")) and "origin" not in head.headers:
            return None
        return refusal(403, "only for programs of this machine, as long as there is no token")

    def _sized(self, head: Head) -> Answer | None:
        if head.method == "POST" and not head.framed:
            return refusal(411, "neither Content-Length nor chunks")
        if head.method != "POST" and head.length != 0:
            return refusal(413, "no body is expected")
        if (head.length or 0) > self._settings.max_body_bytes:
            allowed = self._settings.max_body_bytes
            return refusal(413, f"the body is larger than {allowed} bytes")
        return None

    def _take_articles(self, head: Head, body: bytes) -> Answer:
        kind = media_type(head.headers.get("content-type", ""))
        try:
            batch = read_batch(body, kind, self._settings.max_records, self._read)
            identity = self._spool.add(batch.lines, ARTICLES)
        except BatchError as error:
            return json_answer(error.status, {"error": error.faults[0], "faults": error.faults})
        except SpoolFull:
            return refusal(503, "the spool is full")
        return json_answer(202, {"batch": identity, "articles": batch.articles})


def _methods(path: str) -> tuple[str, ...] | None:
    if path == _ARTICLES:
        return ("POST",)
    if path == _HEALTH:
        return ("GET", "HEAD")
    if path.startswith(_WEBSUB) and "/" not in path.removeprefix(_WEBSUB):
        return ("GET", "POST")
    return None


def _typed(head: Head) -> Answer | None:
    content_type = head.headers.get("content-type", "")
    accepted = ", ".join((*JSON_TYPES, *LINES_TYPES[:1]))
    if media_type(content_type) not in (*JSON_TYPES, *LINES_TYPES):
        return refusal(415, f"expected one of {accepted}", ("Accept-Post", accepted))
    if declared_charset(content_type) not in _UTF8:
        return refusal(415, "expected UTF-8")
    if head.headers.get("content-encoding", "identity").strip().lower() != "identity":
        return refusal(415, "expected no content encoding", ("Accept-Encoding", "identity"))
    return None
