"""Requests and answers as plain values; no network here."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

RETRY_SECONDS = 30


class Head(NamedTuple):
    """What a request says before its body.

    ``path`` is as sent (never decoded, never used as a path on disk); header names are lower case.
    ``length`` is None for a body in chunks; ``framed`` says whether the request tells at all how
    long its body is. ``peer`` is the address of the other side.
    """

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    length: int | None
    framed: bool
    peer: str


class Answer(NamedTuple):
    """A status, a body with its type, and further headers."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


class Handler(Protocol):
    """What the server asks about each request; used by many threads."""

    def refuse(self, head: Head) -> Answer | None:
        """Refuse by what stands in the head, None to read the body. Must not block."""

    def answer(self, head: Head, body: bytes) -> Answer:
        """Answer a request that is there as a whole. May block."""


def json_answer(status: int, value: Mapping[str, Any], *headers: tuple[str, str]) -> Answer:
    """Answer with a JSON object; nothing but ASCII leaves, so nothing can break a terminal."""
    return Answer(status, f"{json.dumps(value)}\n".encode("ascii"), headers=headers)


def refusal(status: int, error: str, *headers: tuple[str, str]) -> Answer:
    """Refuse with a reason; 429 and 503 say when to come again."""
    if status in (429, 503):
        headers = (*headers, ("Retry-After", str(RETRY_SECONDS)))
    return json_answer(status, {"error": error}, *headers)
