"""Which addresses may be asked."""

import ipaddress
import socket
import time
from threading import Event
from typing import Any

import pytest

from transforms.feeds.guard import Guard, is_public
from transforms.feeds.http import FailureReason, FetchStopped
from transforms.feeds.settings import FetchSettings
from transforms.feeds.targets import redirected, target_of


def resolving(*addresses: str) -> Any:
    return lambda host, port, *_: [(0, 0, 0, "", (address, port)) for address in addresses]


def asked(url: str, *addresses: str, **settings: Any) -> list[str]:
    guard = Guard(FetchSettings.model_validate(settings), resolving(*addresses))
    return guard.addresses(target_of(url), 5)


def refusal(url: str, *addresses: str, **settings: Any) -> FailureReason:
    with pytest.raises(FetchStopped) as stopped:
        asked(url, *addresses, **settings)
    return stopped.value.reason


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "192.0.1.1", "100.128.0.1", "172.32.0.1", "2606:4700::1", "2a00:1450::5",
     "64:ff9b::808:808", "::ffff:8.8.8.8"],
)  # fmt: skip
def test_public_addresses(address: str):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["0.0.0.0", "0.1.2.3", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1",
     "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1",
     "192.168.1.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
     "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1", "::127.0.0.1", "::ffff:10.0.0.1",
     "::ffff:0:127.0.0.1", "64:ff9b::a00:1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1",
     "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1", "3fff::1", "5f00::1",
     "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"],
)  # fmt: skip
def test_other_addresses(address: str):
    assert not is_public(ipaddress.ip_address(address))


def test_a_name_whose_every_address_is_public_is_asked():
    assert asked("http://a.test/", "8.8.8.8", "2606:4700::1") == ["8.8.8.8", "2606:4700::1"]


def test_one_private_address_among_public_ones_is_enough_to_refuse():
    assert refusal("http://a.test/", "8.8.8.8", "10.0.0.1") == FailureReason.ADDRESS_REFUSED


@pytest.mark.parametrize(
    ("private", "address"),
    [
        ("inner.test", "10.0.0.1"),
        ("INNER.test.", "fd00::1"),
        ("10.0.0.1", "10.0.0.1"),
        ("10.0.0.0/8", "10.9.9.9"),
        ("10.0.0.0/8", "::ffff:a09:909"),
        ("[fd00::1]", "fd00::1"),
        ("fd00::/8", "fd12::1"),
    ],
)
def test_exceptions_are_names_addresses_and_networks(private: str, address: str):
    assert asked("http://inner.test/", address, private_hosts=(private,)) == [address]
    assert refusal("http://inner.test/", address) == FailureReason.ADDRESS_REFUSED


def test_an_exception_for_one_name_is_none_for_another():
    reason = refusal("http://other.test/", "10.0.0.1", private_hosts=("inner.test",))
    assert reason == FailureReason.ADDRESS_REFUSED


def test_ports_are_those_configured():
    assert asked("https://a.test/", "8.8.8.8") == ["8.8.8.8"]
    for url in ("http://a.test:22/", "http://a.test:6379/"):
        assert refusal(url, "8.8.8.8") == FailureReason.ADDRESS_REFUSED


def test_addresses_are_not_looked_up():
    def never(*_: Any) -> Any:
        raise AssertionError("looked up")

    guard = Guard(FetchSettings(), never)
    assert guard.addresses(target_of("http://8.8.8.8/"), 5) == ["8.8.8.8"]
    for url in ("http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/"):
        with pytest.raises(FetchStopped):
            guard.addresses(target_of(url), 5)


@pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), OSError("no"), UnicodeError()])
def test_names_without_an_address(error: Exception):
    def failing(*_: Any) -> Any:
        raise error

    with pytest.raises(FetchStopped) as stopped:
        Guard(FetchSettings(), failing).addresses(target_of("http://a.test/"), 5)
    assert stopped.value.reason == FailureReason.ADDRESS_UNKNOWN
    assert refusal("http://a.test/") == FailureReason.ADDRESS_UNKNOWN
    assert refusal("http://a.test/", "fe80::1%eth0") == FailureReason.ADDRESS_REFUSED


def test_a_resolver_that_hangs_is_left_behind():
    release = Event()

    def hanging(*_: Any) -> list[Any]:
        release.wait(10)
        return []

    began = time.monotonic()
    with pytest.raises(FetchStopped) as stopped:
        Guard(FetchSettings(), hanging).addresses(target_of("http://a.test/"), 0.1)
    release.set()
    assert stopped.value.reason == FailureReason.ADDRESS_UNKNOWN
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("url", "host", "normal"),
    [
        ("HTTP://Example.ORG", "example.org", "http://example.org/"),
        ("https://example.org.:443/a?b#c", "example.org", "https://example.org/a?b"),
        ("https://новости.рф/лента", "xn--b1amnebsh.xn--p1ai",
         "https://xn--b1amnebsh.xn--p1ai/%D0%BB%D0%B5%D0%BD%D1%82%D0%B0"),
        ("http://[2606:4700:0::1]:8080/", "2606:4700::1", "http://[2606:4700::1]:8080/"),
        (" http://a_b.example.org/%41?q=a b|c ", "a_b.example.org",
         "http://a_b.example.org/%41?q=a%20b|c"),
    ],
)  # fmt: skip
def test_addresses_are_taken_apart(url: str, host: str, normal: str):
    target = target_of(url)
    assert (target.host, target.url) == (host, normal)
    assert target_of(target.url) == target


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://",
     "http:///path", "http://user@example.org/", "http://u:p@example.org/", "http://a.test\\@b.test/",
     "http://a.test/\r\nX: y", "http://a.test:0/", "http://a.test:99999/", "http://a.test:port/",
     "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/",
     "http://127.1/", "http://127.0.0.1.5/", "http://1.2.3.4../", "http://[::1%25lo]/", "http://[::1/",
     "http://[fe80::1%eth0]/", "http://a..b/", "http://-a.test/", "http://%31%32%37.0.0.1/",
     "http://exa mple.org/", "http://" + "a" * 64 + ".test/", "http://a.test/" + "x" * 9_000,
     "http://１２７.０.０.１.５/"],
)  # fmt: skip
def test_addresses_that_may_not_be_asked(url: str):
    with pytest.raises(FetchStopped) as stopped:
        target_of(url)
    assert stopped.value.reason == FailureReason.ADDRESS_REFUSED


def test_wide_digits_are_no_way_around():
    try:
        target = target_of("http://１２７.０.０.１/")
    except FetchStopped:
        return
    with pytest.raises(FetchStopped):
        Guard(FetchSettings(), resolving("8.8.8.8")).addresses(target, 5)


@pytest.mark.parametrize(
    ("location", "result"),
    [
        ("/b", "http://a.test/b"),
        ("b", "http://a.test/x/b"),
        ("?q", "http://a.test/x/y?q"),
        ("//b.test/c", "http://b.test/c"),
        (" https://b.test ", "https://b.test"),
    ],
)
def test_where_redirects_lead(location: str, result: str):
    assert redirected(target_of("http://a.test/x/y"), location) == result
