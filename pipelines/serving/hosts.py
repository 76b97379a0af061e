"""Which names a request may use for this server.

A page of another site can have its own name resolve to 127.0.0.1 and then read, as its own, what a
server there answers (DNS rebinding). The Host header still has that site's name, so only names of
this machine and names that were given are answered.
"""

from collections.abc import Iterable
from ipaddress import ip_address
from typing import Final

from pipelines.http_server.addresses import is_loopback

_HTTP: Final = 80


class Hosts:
    """The Host headers that are answered."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """``names`` are answered with any port, beside the address that is listened on."""
        self._names = {name.strip().lower().rstrip(".") for name in names}
        self._loopback = self._any = False
        self._address = ("", 0)

    def listening(self, host: str, port: int) -> None:
        """Say which address is listened on; before that, no Host but the names is known."""
        self._any = _is_any(host)
        self._loopback = self._any or is_loopback(host)
        self._address = (host.lower(), port)

    def knows(self, header: str | None) -> bool:
        """Say whether a Host header is one of this server."""
        name, port = _parts(header or "")
        if name is None:
            return False
        if name in self._names:
            return True
        if port != self._address[1]:
            return False
        # A number is never a name that was made to point here.
        mine = name == self._address[0] or (self._loopback and is_loopback(name))
        return mine or (self._any and _is_address(name))


def _parts(header: str) -> tuple[str | None, int]:
    """Return name and port of a Host header; None as the name where it is none."""
    text = header.strip().lower()
    name, colon, port = text, "", ""
    if text.startswith("["):
        name, bracket, rest = text[1:].partition("]")
        colon, port = rest[:1], rest[1:]
        if not bracket or (rest and colon != ":"):
            return None, 0
    elif ":" in text:
        name, colon, port = text.partition(":")
    if not name or (colon and not (port.isascii() and port.isdigit() and len(port) < 6)):
        return None, 0
    return name.rstrip("."), int(port) if port else _HTTP


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_any(host: str) -> bool:
    return _is_address(host) and ip_address(host).is_unspecified
