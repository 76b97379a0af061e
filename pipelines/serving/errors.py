"""How a request ends that gets no data; each becomes a JSON answer with a status."""


class RequestRefused(Exception):  # noqa: N818 - how a request ends early
    """The request cannot be answered; the message says why, to whoever asked."""

    status = 400


class NotFound(RequestRefused):
    """There is nothing under this address."""

    status = 404


class NotYet(RequestRefused):
    """There are no committed tables yet, or they changed faster than they could be read."""

    status = 503


class TooSlow(RequestRefused):
    """The tables took too long to answer."""

    status = 503
