"""Behaviours of ``feed_server``: what it may answer."""

from collections.abc import Mapping

from tests.helpers.feed_server import Behaviour, Visit

RSS = "application/rss+xml; charset=utf-8"


def message(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> bytes:
    """Return a well-formed answer; headers given replace those that it has by itself."""
    fields = {"Content-Type": RSS, "Content-Length": str(len(body)), **(headers or {})}
    lines = [f"HTTP/1.1 {status} Status", *(f"{k}: {v}" for k, v in fields.items() if v)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def answer(body: bytes = b"", status: int = 200, **headers: str) -> Behaviour:
    """Answer well; "_" in the names of headers stands for "-", an empty value leaves one out."""
    fields = {name.replace("_", "-").title(): value for name, value in headers.items()}

    def behave(visit: Visit) -> None:
        visit.send(message(body, status, fields))

    return behave


def raw(data: bytes) -> Behaviour:
    """Send bytes as they are and close."""

    def behave(visit: Visit) -> None:
        visit.send(data)

    return behave


def redirect(to: str, status: int = 302) -> Behaviour:
    """Send the client on; ``{port}`` and ``{tls_port}`` are the server's."""

    def behave(visit: Visit) -> None:
        place = to.format(port=visit.server.port, tls_port=visit.server.tls_port)
        visit.send(message(b"", status, {"Location": place}))

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Behave by the number of the visit; the last one serves for ever."""

    def behave(visit: Visit) -> None:
        behaviours[min(visit.number, len(behaviours) - 1)](visit)

    return behave
