"""WebSub: subscribing, verification, signed distribution, renewal before the lease ends."""

import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, urlencode

import pytest

from pipelines.push.settings import WebSubSettings
from pipelines.push.subscriber import Subscriber
from pipelines.push.subscriptions import State, Subscriptions, SubscriptionsError, Topic
from tests.helpers.push import Hub, Reply, Running, Start
from transforms.feeds.http import (
    FailureKind,
    FailureReason,
    FetchFailure,
    FetchRequest,
    FetchResponse,
)
from transforms.feeds.pushed import DocumentError, PushedDocument, read_pushed

FEED = b"<rss version='2.0'><channel><item><title>A</title></item></channel></rss>"
TOPIC = Topic("https://example.org/feed", "https://hub.example.org/", "https://example.org/self")
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def subscribed(running: Running, *, lease: int = 3_600) -> str:
    """Subscribe as far as a hub's verification goes; return the id."""
    subscriptions = running.receiver.subscriptions
    subscriptions.follow([TOPIC])
    (one,) = subscriptions.all()
    subscriptions.asked(one.id)
    assert verify(running, one.id, lease=str(lease)).status == 200
    return one.id


def verify(running: Running, identity: str, **changed: str) -> Reply:
    asked = {"mode": "subscribe", "topic": TOPIC.topic, "challenge": "chal-1"} | changed
    lease = asked.pop("lease", "3600")
    asked |= {"lease_seconds": lease} if lease else {}
    query = urlencode({f"hub.{name}": value for name, value in asked.items()})
    return running.request("GET", f"/websub/{identity}?{query}")


def distribute(running: Running, identity: str, signature: str | None, body: bytes = FEED) -> Reply:
    headers = ["Content-Type: application/rss+xml; charset=utf-8"]
    if signature is not None:
        headers.append(f"X-Hub-Signature: {signature}")
    return running.request("POST", f"/websub/{identity}", *headers, body=body)


def signed(running: Running, identity: str, method: str = "sha256", body: bytes = FEED) -> str:
    one = running.receiver.subscriptions.get(identity)
    assert one is not None
    return f"{method}={hmac.new(one.secret.encode(), body, method).hexdigest()}"


def test_a_hub_is_asked_with_a_secret_and_a_callback_of_its_own(start: Start):
    running = start()
    running.receiver.subscriptions.follow([TOPIC])
    hub = Hub()
    settings = WebSubSettings(public_url="https://me.example.org/in/")
    subscriber = Subscriber(running.receiver.subscriptions, hub, settings)
    assert subscriber.ask_due() == 1
    (request,) = hub.asked
    (one,) = running.receiver.subscriptions.all()
    assert request.body is not None
    form = {key: value[0] for key, value in parse_qs(request.body.decode()).items()}
    assert request.url == TOPIC.hub
    assert form == {
        "hub.mode": "subscribe",
        "hub.topic": TOPIC.topic,
        "hub.callback": f"https://me.example.org/in/websub/{one.id}",
        "hub.secret": one.secret,
        "hub.lease_seconds": "864000",
    }
    assert len(one.secret) < 200
    assert subscriber.ask_due() == 0


def test_only_what_was_asked_for_is_confirmed(start: Start):
    running = start()
    running.receiver.subscriptions.follow([TOPIC])
    (one,) = running.receiver.subscriptions.all()
    assert verify(running, one.id).status == 404, "nobody was asked yet"
    running.receiver.subscriptions.asked(one.id)
    assert verify(running, "x" * 43).status == 404
    assert verify(running, one.id, topic="https://example.org/other").status == 404
    assert verify(running, one.id, mode="unsubscribe").status == 404
    assert verify(running, one.id, mode="publish").status == 404
    assert verify(running, one.id, lease="").status == 404
    assert verify(running, one.id, lease="-5").status == 404
    assert verify(running, one.id, challenge="a\r\nSet-Cookie: b").status == 400
    assert verify(running, one.id, challenge="").status == 400
    reply = verify(running, one.id, challenge="<b>chal</b>")
    assert (reply.status, reply.body) == (200, b"<b>chal</b>")
    assert reply.headers["content-type"].startswith("text/plain")
    kept = running.receiver.subscriptions.get(one.id)
    assert kept is not None
    assert kept.state is State.ACTIVE


@pytest.mark.parametrize("method", ["sha256", "sha384", "sha512"])
def test_a_signed_distribution_is_on_disk_before_the_answer(start: Start, method: str):
    running = start()
    identity = subscribed(running)
    assert distribute(running, identity, signed(running, identity, method)).status == 202
    (path,) = running.receiver.spool.pending_documents()
    assert running.receiver.spool.pending() == []
    assert read_pushed(path) == PushedDocument(
        TOPIC.feed_url, "application/rss+xml; charset=utf-8", FEED
    )
    assert distribute(running, identity, signed(running, identity, method)).status == 202
    assert len(running.receiver.spool.pending_documents()) == 1


@pytest.mark.parametrize(
    "signature",
    [None, "", "sha256=", "sha256=" + "0" * 64, "md5=" + "0" * 32, "sha256=xyz", "0" * 64],
)
def test_without_a_valid_signature_nothing_is_taken(start: Start, signature: str | None):
    running = start()
    identity = subscribed(running)
    assert distribute(running, identity, signature).status == 403
    assert running.receiver.spool.pending_documents() == []


def test_a_signature_of_another_body_or_secret_is_none(start: Start):
    running = start()
    identity = subscribed(running)
    assert distribute(running, identity, signed(running, identity, body=b"other")).status == 403
    forged = hmac.new(b"guess", FEED, hashlib.sha256).hexdigest()
    assert distribute(running, identity, f"sha256={forged}").status == 403
    assert running.receiver.spool.pending_documents() == []


def test_sha1_counts_only_where_it_is_configured(start: Start):
    running = start()
    identity = subscribed(running)
    assert distribute(running, identity, signed(running, identity, "sha1")).status == 403


def test_sha1_as_configured(start: Start):
    running = start(websub={"algorithms": ["sha1", "sha256"]})
    identity = subscribed(running)
    assert distribute(running, identity, signed(running, identity, "sha1")).status == 202


def test_empty_and_unsubscribed_distributions(start: Start):
    running = start()
    identity = subscribed(running)
    assert distribute(running, identity, signed(running, identity, body=b" "), b" ").status == 400
    running.receiver.subscriptions.follow([])
    assert distribute(running, identity, signed(running, identity)).status == 410
    assert verify(running, identity).status == 404
    assert verify(running, identity, mode="unsubscribe", lease="").status == 200
    assert running.receiver.spool.pending_documents() == []


def test_a_feed_that_comes_back_keeps_its_subscription(tmp_path: Path):
    subscriptions = Subscriptions(tmp_path, lambda: NOW)
    subscriptions.follow([TOPIC])
    (one,) = subscriptions.all()
    subscriptions.asked(one.id)
    subscriptions.granted(one.id, 3_600)
    subscriptions.follow([])
    subscriptions.follow([TOPIC])
    assert [(kept.id, kept.state) for kept in subscriptions.due()] == [(one.id, State.WANTED)]


def test_a_denied_subscription_is_asked_again_after_a_day(tmp_path: Path):
    clock = [NOW]
    subscriptions = Subscriptions(tmp_path, lambda: clock[0])
    subscriptions.follow([TOPIC])
    (one,) = subscriptions.all()
    subscriptions.denied(one.id, "no")
    assert subscriptions.due() == []
    clock[0] += timedelta(hours=24)
    assert [due.id for due in subscriptions.due()] == [one.id]


def test_renewal_comes_before_the_lease_ends_and_failures_wait_longer_and_longer(tmp_path: Path):
    clock = [NOW]
    subscriptions = Subscriptions(tmp_path, lambda: clock[0])
    subscriptions.follow([TOPIC])
    (one,) = subscriptions.all()
    failure = FetchFailure(FailureReason.HTTP_STATUS, FailureKind.TEMPORARY, "", 503)
    asked: list[datetime] = []

    def fetch(request: FetchRequest) -> FetchResponse | FetchFailure:
        asked.append(clock[0])
        return failure

    subscriber = Subscriber(subscriptions, fetch, WebSubSettings(public_url="https://me.example/"))
    for _ in range(3 * 96):
        subscriber.ask_due()
        clock[0] += timedelta(minutes=15)
    waits = [(b - a) / timedelta(minutes=15) for a, b in pairwise(asked)]
    assert waits == [1, 2, 4, 8, 16, 32, 64, 96]
    subscriptions.granted(one.id, 40_000)
    assert subscriptions.due() == []
    clock[0] += timedelta(seconds=29_999)
    assert subscriptions.due() == []
    clock[0] += timedelta(seconds=1)
    assert [due.id for due in subscriptions.due()] == [one.id]
    subscriber.ask_due()
    kept = subscriptions.get(one.id)
    assert kept is not None
    assert (kept.state, kept.problem) == (State.ACTIVE, "http_status 503")


def test_a_hub_without_tls_is_never_told_the_secret(tmp_path: Path):
    subscriptions = Subscriptions(tmp_path, lambda: NOW)
    subscriptions.follow([TOPIC._replace(hub="http://hub.example.org/")])
    hub = Hub()
    subscriber = Subscriber(subscriptions, hub, WebSubSettings(public_url="https://me.example/"))
    subscriber.ask_due()
    assert hub.asked == []
    assert subscriptions.all()[0].problem == "the hub has no TLS"


def test_subscriptions_survive_and_their_file_is_private(tmp_path: Path):
    subscriptions = Subscriptions(tmp_path, lambda: NOW)
    subscriptions.follow([TOPIC])
    subscriptions.asked(subscriptions.all()[0].id)
    assert Subscriptions(tmp_path, lambda: NOW).all() == subscriptions.all()
    path = tmp_path / "subscriptions.json"
    assert path.stat().st_mode & 0o077 == 0
    path.write_text(json.dumps([{"id": "../../etc/passwd"}]))
    with pytest.raises(SubscriptionsError, match="remove it"):
        Subscriptions(tmp_path)


def test_another_hub_is_another_subscription_and_the_number_is_bounded(tmp_path: Path):
    subscriptions = Subscriptions(tmp_path, lambda: NOW, limit=2)
    many = [TOPIC._replace(feed_url=f"https://example.org/{n}") for n in range(5)]
    subscriptions.follow(many)
    assert len(subscriptions.all()) == 2
    subscriptions.follow([many[0]._replace(hub="https://other.example.org/")])
    assert [one.hub for one in subscriptions.all()] == ["https://other.example.org/"]


def test_a_file_that_is_no_document(tmp_path: Path):
    path = tmp_path / "x.feed"
    for data in (b"", b"nonsense\nbody", b"[]\nbody", b'{"feed_url": 1}\nbody', b"{}"):
        path.write_bytes(data)
        with pytest.raises(DocumentError):
            read_pushed(str(path))
