"""What is asked over HTTP and what comes back: plain values, no network.

A fetch never raises: whatever goes wrong is a FetchFailure. Header names are lower case.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple


class FailureKind(StrEnum):
    """How a failure weighs for the schedule; see ``ScheduleSettings``."""

    SOFT = "soft"
    TEMPORARY = "temporary"
    HARD = "hard"


class FailureReason(StrEnum):
    """What went wrong with a fetch. Closed: it is a value of ``feeds.status``."""

    ADDRESS_REFUSED = "address_refused"
    ADDRESS_UNKNOWN = "address_unknown"
    CONNECTION_FAILED = "connection_failed"
    TLS_FAILED = "tls_failed"
    CONNECT_TIMEOUT = "connect_timeout"
    FIRST_BYTE_TIMEOUT = "first_byte_timeout"
    TOTAL_TIMEOUT = "total_timeout"
    PROTOCOL_ERROR = "protocol_error"
    HEADERS_TOO_LARGE = "headers_too_large"
    BODY_TOO_LARGE = "body_too_large"
    BODY_INCOMPLETE = "body_incomplete"
    DECOMPRESSION_FAILED = "decompression_failed"
    REDIRECT_LOOP = "redirect_loop"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    BAD_REDIRECT = "bad_redirect"
    ROBOTS_REFUSED = "robots_refused"
    HTTP_STATUS = "http_status"
    NOT_A_FEED = "not_a_feed"
    EMPTY_BODY = "empty_body"
    INTERNAL_ERROR = "internal_error"


class FetchRequest(NamedTuple):
    """A GET, or a POST where there is a body: the address and the headers beyond the usual ones.

    A POST follows no redirect and takes every 2xx for an answer. With ``robots`` the robots.txt of
    every host on the way is asked first, and an address that it forbids is not asked.
    """

    url: str
    headers: Mapping[str, str] = {}
    body: bytes | None = None
    robots: bool = False


class FetchResponse(NamedTuple):
    """An answer with status 200 or 304 (2xx to a POST), its body decompressed (empty for 304).

    The body of an answer to a POST is not read.
    ``url`` is where the answer came from; ``moved_to`` the address that only lasting redirects
    (301, 308) led to, None where there was none; ``hosts`` every host asked on the way.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    moved_to: str | None = None
    hosts: tuple[str, ...] = ()


class FetchFailure(NamedTuple):
    """No usable answer, and why; ``status`` where the server gave one.

    ``headers`` are those of the last answer, so that its Retry-After can be read.
    """

    reason: FailureReason
    kind: FailureKind
    detail: str
    status: int | None = None
    headers: Mapping[str, str] = {}
    moved_to: str | None = None
    hosts: tuple[str, ...] = ()


class FetchStopped(Exception):  # noqa: N818 - it says where a fetch ends, its caller makes a value of it
    """Raised inside of a fetch where it cannot go on; becomes a FetchFailure."""

    def __init__(self, reason: FailureReason, detail: str, kind: FailureKind | None = None) -> None:
        """Without a ``kind``, the one that such a reason usually has."""
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.kind = kind


Fetch = Callable[[FetchRequest], FetchResponse | FetchFailure]
