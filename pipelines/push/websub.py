"""WebSub as its subscriber (W3C Recommendation): what a hub asks and sends at a callback.

A distribution without a valid signature is answered with 403: section 8 of the Recommendation has
the subscriber ignore it and leaves the status open, and here a 2xx means that the content is on
disk. A hub that signs only by an algorithm that is not configured is refused too; polling goes on.
"""

import hashlib
import hmac
import logging
import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qs

from pipelines.http_server.messages import Answer, Head, json_answer, refusal
from pipelines.push.spool import DOCUMENT, Spool, SpoolFull
from pipelines.push.subscriptions import State, Subscription, Subscriptions
from transforms.feeds.pushed import document_bytes

_LOGGER: Final = logging.getLogger(__name__)
_ID: Final = re.compile(r"[A-Za-z0-9_-]{32,64}")
_SIGNATURE: Final = re.compile(r"(sha1|sha256|sha384|sha512)=([0-9a-fA-F]{40,128})")
_CHALLENGE: Final = re.compile(r"[\x21-\x7e]{1,2000}")
_MAX_FIELDS: Final = 50
_NOT_OURS: Final = "no such subscription"


class WebSub:
    """Answers hubs; what they distribute goes to the spool."""

    def __init__(
        self, subscriptions: Subscriptions, spool: Spool, algorithms: Collection[str]
    ) -> None:
        self._subscriptions = subscriptions
        self._spool = spool
        self._algorithms = frozenset(algorithms)

    def refuse(self, head: Head, subscription_id: str) -> Answer | None:
        """Refuse what no subscription waits for, before a body is read."""
        one = self._find(subscription_id)
        if one is None:
            return refusal(404, _NOT_OURS)
        if head.method == "POST" and one.state is State.DROPPED:
            return refusal(410, "no longer subscribed")
        if head.method == "POST" and _SIGNATURE.fullmatch(_signature(head)) is None:
            return refusal(403, "no valid X-Hub-Signature")
        return None

    def verify(self, head: Head, subscription_id: str) -> Answer:
        """Answer the question whether a subscription is wanted (GET).

        Only what was asked for is confirmed: 404 for anything else, as the Recommendation says.
        """
        one = self._find(subscription_id)
        asked = _fields(head.query)
        if one is None or asked is None or asked.get("hub.topic") != one.topic:
            return refusal(404, _NOT_OURS)
        if asked.get("hub.mode") == "denied":
            self._subscriptions.denied(one.id, "the hub denied it")
            return json_answer(200, {"noted": True})
        challenge = asked.get("hub.challenge", "")
        if not _CHALLENGE.fullmatch(challenge):
            return refusal(400, "no hub.challenge")
        confirmed = self._confirmed(one, asked)
        if not confirmed:
            return refusal(404, _NOT_OURS)
        return Answer(200, challenge.encode("ascii"), "text/plain; charset=us-ascii")

    def _confirmed(self, one: Subscription, asked: dict[str, str]) -> bool:
        if asked.get("hub.mode") == "unsubscribe":
            return one.state is State.DROPPED
        lease = asked.get("hub.lease_seconds", "")
        if asked.get("hub.mode") != "subscribe" or one.state not in (State.ASKED, State.ACTIVE):
            return False
        if not (lease.isascii() and lease.isdigit() and len(lease) < 12):
            return False
        self._subscriptions.granted(one.id, int(lease))
        return True

    def receive(self, head: Head, subscription_id: str, body: bytes) -> Answer:
        """Take a distribution (POST) whose signature is right; 2xx once it is on disk."""
        one = self._find(subscription_id)
        if one is None:
            return refusal(404, _NOT_OURS)
        if not self._signed(head, one, body):
            _LOGGER.warning("a push for %r has no valid signature", one.feed_url)
            return refusal(403, "no valid X-Hub-Signature")
        if one.expires_at is None or one.expires_at <= datetime.now(UTC):
            return refusal(410, "the lease is over")
        if not body.strip():
            return refusal(400, "no content")
        content_type = head.headers.get("content-type", "")
        try:
            batch = self._spool.add(document_bytes(one.feed_url, content_type, body), DOCUMENT)
        except SpoolFull:
            return refusal(503, "the spool is full")
        return json_answer(202, {"batch": batch})

    def _signed(self, head: Head, one: Subscription, body: bytes) -> bool:
        match = _SIGNATURE.fullmatch(_signature(head))
        if match is None or match[1] not in self._algorithms:
            return False
        expected = hmac.new(one.secret.encode(), body, getattr(hashlib, match[1])).hexdigest()
        return hmac.compare_digest(expected, match[2].lower())

    def _find(self, subscription_id: str) -> Subscription | None:
        if not _ID.fullmatch(subscription_id):
            return None
        return self._subscriptions.get(subscription_id)


def _signature(head: Head) -> str:
    return head.headers.get("x-hub-signature", "").strip()


def _fields(query: str) -> dict[str, str] | None:
    """Read a query; None where it is malformed or says a thing twice."""
    try:
        found = parse_qs(query, keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except ValueError:
        return None
    hub = {name: values for name, values in found.items() if name.startswith("hub.")}
    if any(len(values) != 1 for values in hub.values()):
        return None
    return {name: values[0] for name, values in hub.items()}
