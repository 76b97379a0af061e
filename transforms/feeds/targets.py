"""Addresses that may be asked: an absolute http or https address taken apart, or why not.

Stricter than what browsers take: no user names, no spellings of an IP address that only some
libraries understand, no control characters. Nothing here opens a connection.
"""

import ipaddress
import re
from typing import Final, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

import idna

from transforms.feeds.http import FailureReason, FetchStopped

MAX_LENGTH: Final = 8_192

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f\\]")
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# A host whose last label is a number is an IPv4 address to some parsers, a name to others.
_NUMERIC: Final = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)", re.IGNORECASE)
_SAFE: Final = "!$&'()*+,;=:@/?%[]|~"
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


class Target(NamedTuple):
    """One address to ask.

    ``host`` is in lower-case ASCII without a final dot (an IPv6 address without brackets),
    ``authority`` is the value of the Host header, ``path`` has the query, ``url`` no fragment.
    """

    scheme: str
    host: str
    port: int
    authority: str
    path: str
    url: str

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"


def target_of(url: str) -> Target:
    """Take an address apart; raises FetchStopped (address_refused) where it may not be asked."""
    text = url.strip()
    if len(text) > MAX_LENGTH or _CONTROLS.search(text):
        raise _refused("an address with control characters, backslashes or of excessive length")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise _refused(f"no address: {error}") from error
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise _refused(f"scheme {scheme[:20] or 'missing'}")
    if "@" in parts.netloc:
        raise _refused("an address with a user name")
    if port == 0:
        raise _refused("port 0")
    host = _host(parts.hostname or "")
    shown = f"[{host}]" if ":" in host else host
    authority = shown if port in (None, _DEFAULT_PORTS[scheme]) else f"{shown}:{port}"
    path = quote(parts.path or "/", safe=_SAFE, errors="replace")
    if parts.query:
        path += "?" + quote(parts.query, safe=_SAFE, errors="replace")
    url = f"{scheme}://{authority}{path}"
    return Target(scheme, host, port or _DEFAULT_PORTS[scheme], authority, path, url)


def redirected(target: Target, location: str) -> str:
    """Return where a Location leads to; raises FetchStopped where it leads nowhere."""
    text = location.strip()
    if not text:
        raise FetchStopped(FailureReason.BAD_REDIRECT, "a redirect without an address")
    try:
        return urljoin(target.url, text)
    except ValueError as error:
        raise FetchStopped(FailureReason.BAD_REDIRECT, f"no address: {error}") from error


def _host(text: str) -> str:
    if ":" in text:
        try:
            # A zone ("%eth0") selects an interface of this machine.
            return str(ipaddress.IPv6Address(text if "%" not in text else ""))
        except ValueError as error:
            raise _refused("an impossible IPv6 address") from error
    try:
        return str(ipaddress.IPv4Address(text))
    except ValueError:
        return _name(text)


def _name(text: str) -> str:
    host = text
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except UnicodeError as error:
            raise _refused("a host name that cannot be encoded") from error
    host = host.lower().removesuffix(".")
    if _NUMERIC.fullmatch(host):
        raise _refused("an IP address in an unusual spelling")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise _refused("an impossible host name")
    return host


def _refused(detail: str) -> FetchStopped:
    return FetchStopped(FailureReason.ADDRESS_REFUSED, detail)
