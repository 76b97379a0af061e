"""Answers of the server: JSON, entity tags and the headers that go with everything."""

import json
import math
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

from pipelines.http_server.messages import RETRY_SECONDS, Answer
from transforms.ids import digest

JSON: Final = "application/json; charset=utf-8"
STRICT: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_SAFE: Final = (
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "geolocation=(), camera=(), microphone=()"),
)
_COMES_AGAIN: Final = frozenset({429, 503})


def answer(
    body: bytes,
    content_type: str,
    tag: str | None = None,
    *,
    status: int = 200,
    policy: str = STRICT,
) -> Answer:
    """Return an answer; with a tag it may be kept, but is to be asked for again each time."""
    kept = "no-cache" if tag else "no-store"
    headers: tuple[tuple[str, str], ...] = (
        ("Content-Security-Policy", policy),
        ("Cache-Control", kept),
        *_SAFE,
    )
    if tag:
        headers = (("ETag", tag), *headers)
    if status in _COMES_AGAIN:
        headers = (*headers, ("Retry-After", str(RETRY_SECONDS)))
    return Answer(status, body, content_type, headers)


def json_answer(value: Mapping[str, Any], tag: str | None = None, *, status: int = 200) -> Answer:
    """Answer with a JSON object in UTF-8."""
    return answer(f"{dumps(value)}\n".encode("utf-8", "replace"), JSON, tag, status=status)


def failure(status: int, error: str, *headers: tuple[str, str]) -> Answer:
    """Answer that there is nothing, and why."""
    made = json_answer({"error": error}, status=status)
    return made._replace(headers=(*made.headers, *headers))


def entity_tag(version: str, *parts: object) -> str:
    """Return the tag of what a commit answers to a question; both are named by it."""
    return f'"{version}-{digest(*parts)[:12]}"'


def matches(header: str | None, tag: str) -> bool:
    """Say whether an If-None-Match header names a tag (RFC 9110: weak comparison)."""
    if header is None:
        return False
    told = {part.strip().removeprefix("W/") for part in header.split(",")}
    return "*" in told or tag in told


def not_modified(tag: str) -> Answer:
    """Answer that what the other side has is still right."""
    return Answer(304, headers=(("ETag", tag), ("Cache-Control", "no-cache"), *_SAFE))


def dumps(value: Any) -> str:
    """Write JSON: times ISO 8601 in UTC with Z, infinite numbers and NaN null."""
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, default=_text)
    except ValueError:
        return json.dumps(_finite(value), ensure_ascii=False, default=_text)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON")


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(item) for key, item in value.items()}
    return [_finite(item) for item in value] if isinstance(value, list | tuple) else value
