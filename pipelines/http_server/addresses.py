"""Addresses to listen on, and which of them only this machine reaches."""

from ipaddress import ip_address


def listen_address(text: str) -> tuple[str, int]:
    """Read HOST:PORT, [IPv6]:PORT or PORT (then on 127.0.0.1). Raises ValueError with a reason."""
    host, _, port = text.strip().rpartition(":")
    host = host.removeprefix("[").removesuffix("]") or "127.0.0.1"
    if not (port.isascii() and port.isdigit() and 0 <= int(port) <= 65_535):
        raise ValueError(f"{text!r} is no address such as 127.0.0.1:8099")
    return host, int(port)


def is_loopback(host: str) -> bool:
    """Say whether a host, as an address or a Host header names it, is this machine only."""
    name = host.strip().lower()
    if name.startswith("["):
        name = name[1:].partition("]")[0]
    elif name.count(":") == 1:
        name = name.partition(":")[0]
    if name == "localhost":
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
