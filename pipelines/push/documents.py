"""The form of a pushed feed document on disk: one line of JSON about it, then its bytes."""

import json
from pathlib import Path
from typing import Final, NamedTuple

_MAX_TYPE: Final = 200
_MAX_HEAD: Final = 20_000


class PushedDocument(NamedTuple):
    """A feed document that a hub sent: of which feed, its content type as sent, its bytes."""

    feed_url: str
    content_type: str
    body: bytes


class DocumentError(ValueError):
    """A file of the spool is no pushed document."""


def document_bytes(feed_url: str, content_type: str, body: bytes) -> bytes:
    """Write a document as the spool keeps it."""
    shown = "".join(sign for sign in content_type if sign.isprintable())[:_MAX_TYPE]
    head = json.dumps({"feed_url": feed_url, "content_type": shown})
    return head.encode("ascii") + b"\n" + body


def read_document(path: str) -> PushedDocument:
    """Read a file of ``Spool.pending_documents``.

    Raises:
        DocumentError: for a file that was not written by ``document_bytes``.
        OSError: for one that cannot be read.
    """
    data = Path(path).read_bytes()
    head, separator, body = data.partition(b"\n")
    try:
        if not separator or len(head) > _MAX_HEAD:
            raise ValueError("no head")
        fields = json.loads(head)
        return PushedDocument(str(fields["feed_url"]), str(fields["content_type"]), body)
    except (ValueError, KeyError, TypeError) as error:
        raise DocumentError("no pushed document") from error
