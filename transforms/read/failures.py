"""Failures of reading: what stops a file or a record, before it becomes a row of ``rejects``."""

from datetime import datetime
from typing import NamedTuple

from transforms.outcomes import Reason, Stage, reject
from transforms.records import Reject


class ReadError(Exception):
    """A file or record cannot be read any further, for one of the closed reasons."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Context(NamedTuple):
    """Where a reader is: the name of the file for people, and the clock of the run (UTC)."""

    name: str
    seen_at: datetime


def context_of(name: str, seen_at: datetime) -> Context:
    """Make the context of a file; bytes of its name that are no UTF-8 are replaced."""
    return Context(name.encode("utf-8", "replace").decode("utf-8"), seen_at)


def rejected(
    context: Context, reason: Reason, detail: str, payload: str = "", position: int | None = None
) -> Reject:
    """Make the ``rejects`` row of a file, or of its record number ``position``."""
    return reject(Stage.READ, reason, origin(context, position), detail, payload, context.seen_at)


def origin(context: Context, position: int | None = None) -> str:
    """Name a record for people: "file.jsonl#12", or the plain name of a single document."""
    return context.name if position is None else f"{context.name}#{position}"
