"""What is subscribed at hubs: one record per feed, kept in a file beside the spool.

The file is replaced as a whole and synced, so that a ``kill -9`` leaves the old or the new state.
It holds the secrets of the subscriptions and is readable by its owner alone.
"""

import json
import secrets
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Annotated, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipelines.push.spool import replace_synced

FILE_NAME: Final = "subscriptions.json"
_FIRST_WAIT: Final = timedelta(minutes=15)
_LONGEST_WAIT: Final = timedelta(hours=24)
_RENEWED_AT: Final = 0.75
_SHORTEST_LEASE: Final = timedelta(minutes=5)
_LONGEST_LEASE: Final = timedelta(days=90)


class State(StrEnum):
    """How a subscription stands."""

    WANTED = "wanted"
    ASKED = "asked"
    ACTIVE = "active"
    DENIED = "denied"
    DROPPED = "dropped"


class Topic(NamedTuple):
    """A feed that names a hub, and the address it goes by there."""

    feed_url: str
    hub: str
    topic: str


class Subscription(BaseModel):
    """One subscription; ``id`` is the unguessable end of its callback address. Times in UTC."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{32,64}$")]
    feed_url: str
    hub: str
    topic: str
    secret: str
    state: State = State.WANTED
    expires_at: datetime | None = None
    next_request_at: datetime
    failures: int = 0
    problem: str | None = None


class SubscriptionsError(Exception):
    """The file of subscriptions cannot be read; the message is one line for people."""


class Subscriptions:
    """All subscriptions; every change is on disk before it counts. Used by many threads."""

    def __init__(
        self,
        folder: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        limit: int = 2_000,
    ) -> None:
        """Read the file in ``folder`` where there is one.

        Raises:
            SubscriptionsError: when it is damaged.
        """
        self._path = folder / FILE_NAME
        self._now = now
        self._limit = limit
        self._lock = Lock()
        self._known = {one.id: one for one in _read(self._path)}

    def get(self, subscription_id: str) -> Subscription | None:
        """Return a subscription by its id."""
        with self._lock:
            return self._known.get(subscription_id)

    def all(self) -> list[Subscription]:
        """Return all, in the order of their feeds."""
        with self._lock:
            return sorted(self._known.values(), key=lambda one: (one.feed_url, one.id))

    def follow(self, topics: Iterable[Topic]) -> None:
        """Want exactly these: new ones are added, those of other hubs or feeds dropped."""
        wanted = {topic.feed_url: topic for topic in topics}
        with self._lock:
            known = dict(self._known)
            for one in list(known.values()):
                topic = wanted.get(one.feed_url)
                if topic is not None and (topic.hub, topic.topic) == (one.hub, one.topic):
                    wanted.pop(one.feed_url)
                    if one.state is State.DROPPED:
                        known[one.id] = _wanted_again(one, self._now())
                elif one.expires_at is None or one.expires_at <= self._now():
                    del known[one.id]
                else:
                    known[one.id] = one.model_copy(update={"state": State.DROPPED})
            for topic in list(wanted.values())[: max(0, self._limit - len(known))]:
                fresh = _new(topic, self._now())
                known[fresh.id] = fresh
            self._keep(known)

    def due(self) -> list[Subscription]:
        """Return those for which a hub must be asked now: new, unanswered, or near their end."""
        now = self._now()
        return [
            one
            for one in self.all()
            if one.state is not State.DROPPED and one.next_request_at <= now
        ]

    def asked(self, subscription_id: str) -> None:
        """Note, before the request goes out, that a hub is asked: it may verify at once."""
        self._change(subscription_id, lambda one: _waiting(one, self._now(), None))

    def failed(self, subscription_id: str, problem: str) -> None:
        """Note that a hub refused or did not answer."""
        self._change(subscription_id, lambda one: _waiting(one, self._now(), problem))

    def granted(self, subscription_id: str, lease_seconds: int) -> None:
        """Note the lease that a hub gave when it verified the subscription."""
        lease = min(max(timedelta(seconds=lease_seconds), _SHORTEST_LEASE), _LONGEST_LEASE)
        now = self._now()
        self._change(
            subscription_id,
            lambda one: one.model_copy(
                update={
                    "state": State.ACTIVE,
                    "expires_at": now + lease,
                    "next_request_at": now + lease * _RENEWED_AT,
                    "failures": 0,
                    "problem": None,
                }
            ),
        )

    def denied(self, subscription_id: str, reason: str) -> None:
        """Note that a hub ended or refused the subscription; it is asked again after a day."""
        later = self._now() + _LONGEST_WAIT
        self._change(
            subscription_id,
            lambda one: one.model_copy(
                update={"state": State.DENIED, "problem": reason, "next_request_at": later}
            ),
        )

    def _change(
        self, subscription_id: str, changed: Callable[[Subscription], Subscription]
    ) -> None:
        with self._lock:
            one = self._known.get(subscription_id)
            if one is not None:
                self._keep({**self._known, one.id: changed(one)})

    def _keep(self, known: dict[str, Subscription]) -> None:
        if known == self._known:
            return
        ordered = sorted(known.values(), key=lambda one: (one.feed_url, one.id))
        values = [one.model_dump(mode="json") for one in ordered]
        replace_synced(self._path, f"{json.dumps(values, indent=1)}\n".encode())
        self._known = known


def _new(topic: Topic, now: datetime) -> Subscription:
    return Subscription(
        id=secrets.token_urlsafe(32),
        feed_url=topic.feed_url,
        hub=topic.hub,
        topic=topic.topic,
        secret=secrets.token_urlsafe(48),
        next_request_at=now,
    )


def _wanted_again(one: Subscription, now: datetime) -> Subscription:
    return one.model_copy(update={"state": State.WANTED, "next_request_at": now})


def _waiting(one: Subscription, now: datetime, problem: str | None) -> Subscription:
    """Plan the next request; an active subscription stays so until its hub says otherwise."""
    failures = one.failures if problem is not None else one.failures + 1
    wait = min(_FIRST_WAIT * 2 ** min(max(failures - 1, 0), 10), _LONGEST_WAIT)
    state = one.state if one.state is State.ACTIVE else State.ASKED
    return one.model_copy(
        update={
            "state": state,
            "failures": failures,
            "problem": problem,
            "next_request_at": now + wait,
        }
    )


def _read(path: Path) -> list[Subscription]:
    try:
        values = json.loads(path.read_bytes())
        return [Subscription.model_validate(value) for value in values]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, ValidationError) as error:
        raise SubscriptionsError(f"{path} cannot be read; remove it to subscribe anew") from error
