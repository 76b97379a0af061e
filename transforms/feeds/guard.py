"""Which network addresses may be asked: a host is resolved once and every address is checked.

The connection then goes to an address that was checked, never to the name again, so that a name
server that answers differently the second time (DNS rebinding) changes nothing.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from threading import BoundedSemaphore, Thread
from typing import Any, Final

from transforms.feeds.http import FailureReason, FetchStopped
from transforms.feeds.settings import FetchSettings
from transforms.feeds.targets import Target

# Called like socket.getaddrinfo; of each answer only the address is used.
Resolve = Callable[..., Sequence[Any]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Look-ups that hang cannot be ended, only left behind; more than these are not begun.
MAX_LOOKUPS: Final = 64
MAX_ADDRESSES: Final = 64

# What ``is_global`` of some Python versions lets through: multicast, the relays of 6to4, a
# cloud's inner service at a public address.
_REFUSED_IPV4: Final = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "168.63.129.16/32",
    )
)  # fmt: skip
_GLOBAL_IPV6: Final = ipaddress.IPv6Network("2000::/3")
# Within it: protocol assignments with Teredo, documentation, 6to4. The tunnels are out of use, and
# their addresses carry IPv4 addresses of anybody's choice.
_REFUSED_IPV6: Final = tuple(
    ipaddress.IPv6Network(text) for text in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
_NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


class Guard:
    """Resolves and checks; used by many threads."""

    def __init__(self, settings: FetchSettings, resolve: Resolve) -> None:
        self._ports = frozenset(settings.ports)
        self._names, self._networks = _exceptions(settings.private_hosts)
        self._resolve = resolve
        self._lookups = BoundedSemaphore(MAX_LOOKUPS)

    def addresses(self, target: Target, timeout: float) -> list[str]:
        """Return the addresses of a target in the order of the resolver, each of them allowed.

        Raises FetchStopped: address_refused if one may not be asked, address_unknown if there is
        none or the look-up takes longer than ``timeout`` seconds.
        """
        if target.port not in self._ports:
            raise FetchStopped(FailureReason.ADDRESS_REFUSED, f"port {target.port}")
        literal = _address(target.host)
        found = [literal] if literal is not None else self._looked_up(target, timeout)
        refused = [a for a in found if not self._allowed(target.host, a)]
        if refused:
            raise FetchStopped(FailureReason.ADDRESS_REFUSED, f"address {refused[0]}")
        return [str(address) for address in found]

    def _allowed(self, name: str, address: Address) -> bool:
        if name in self._names or is_public(address):
            return True
        address = _embedded(address) or address
        return any(address in network for network in self._networks)

    def _looked_up(self, target: Target, timeout: float) -> list[Address]:
        texts = self._asked(target.host, target.port, timeout)
        if isinstance(texts, OSError | UnicodeError):
            raise FetchStopped(
                FailureReason.ADDRESS_UNKNOWN, f"{type(texts).__name__}: {texts}"
            ) from texts
        if isinstance(texts, Exception):
            raise texts
        found = [_address(text) for text in dict.fromkeys(texts)]
        known = [address for address in found if address is not None]
        if not known or len(known) < len(found):
            raise FetchStopped(FailureReason.ADDRESS_UNKNOWN, "the name has no usable address")
        return known

    def _asked(self, host: str, port: int, timeout: float) -> list[str] | Exception:
        """Ask the resolver in a thread of its own, because nothing else bounds its time."""
        if not self._lookups.acquire(timeout=timeout):
            return TimeoutError("too many look-ups hang")
        answer: list[list[str] | Exception] = []

        def look_up() -> None:
            try:
                rows = self._resolve(host, port, 0, socket.SOCK_STREAM)
                answer.append([str(row[4][0]) for row in rows[:MAX_ADDRESSES]])
            except Exception as error:  # raised again where the answer is waited for
                answer.append(error)
            finally:
                self._lookups.release()

        thread = Thread(target=look_up, name="wirebeam-lookup", daemon=True)
        thread.start()
        thread.join(timeout)
        return answer[0] if answer else TimeoutError("the look-up took too long")


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to the public internet; one that carries another is that."""
    inner = _embedded(address)
    if inner is not None:
        return is_public(inner)
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not any(address in network for network in _REFUSED_IPV4)
    return (
        address in _GLOBAL_IPV6
        and address.is_global
        and not any(address in network for network in _REFUSED_IPV6)
    )


def _embedded(address: Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that a packet to this IPv6 address would end at."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped


def _address(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _exceptions(hosts: Sequence[str]) -> tuple[frozenset[str], tuple[_Network, ...]]:
    """Part the configured exceptions into names and networks."""
    names: set[str] = set()
    networks: list[_Network] = []
    for host in hosts:
        try:
            networks.append(ipaddress.ip_network(host.strip("[]"), strict=False))
        except ValueError:
            names.add(host.strip().lower().removesuffix("."))
    return frozenset(names), tuple(networks)
