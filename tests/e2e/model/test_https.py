"""Over TLS: a certificate that nobody vouches for is refused, and deadlines hold as well."""

import ssl
import time
from pathlib import Path

import pytest
import trustme

from tests.helpers.model_asking import client_of, settings_for
from tests.helpers.model_server import (
    Reply,
    drips_body,
    drips_headers,
    says_nothing,
    serving,
    tells,
)
from tests.helpers.told import article, honest

AUTHORITY = trustme.CA()


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process trust the authority of the test."""
    path = tmp_path / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(str(path))
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


def context_for(name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    AUTHORITY.issue_cert(name).configure_cert(context)
    return context


def failure_of(reply: Reply, name: str = "localhost", total_timeout: float = 10.0) -> str | None:
    with serving(reply, tls=context_for(name)) as server:
        settings = settings_for(server.url, attempts=1, total_timeout=total_timeout)
        client = client_of(settings, [])
        try:
            return client.ask(article()).failure
        finally:
            client.close()


@pytest.mark.usefixtures("trusted")
def test_a_certificate_that_is_vouched_for_is_taken() -> None:
    assert failure_of(tells(honest())) is None


@pytest.mark.usefixtures("trusted")
def test_a_certificate_of_another_host_is_refused() -> None:
    assert failure_of(tells(honest()), name="other.example") == "connection_failed"


def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    assert failure_of(tells(honest())) == "connection_failed"


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("reply", [says_nothing, drips_body, drips_headers])
def test_the_deadline_holds_over_tls(reply: Reply) -> None:
    started = time.monotonic()
    assert failure_of(reply, total_timeout=0.8) == "timeout"
    assert time.monotonic() - started < 4
