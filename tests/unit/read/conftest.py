"""Fixtures of the reading tests: one call from bytes to articles and rejects."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest

from transforms.read.reader import read_file
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings

AS_OF = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


class Outcome(NamedTuple):
    articles: list[RawArticle]
    rejects: list[Reject]

    @property
    def texts(self) -> list[str]:
        return [article.text for article in self.articles]

    @property
    def reasons(self) -> list[str]:
        return [reject.reason for reject in self.rejects]


@pytest.fixture
def read() -> Callable[..., Outcome]:
    """Read bytes (or an open file) under a name, with limits as keywords."""

    def call(name: str, data: Any, **limits: int) -> Outcome:
        opened = io.BytesIO(data) if isinstance(data, bytes) else data
        outcomes = list(read_file(name, opened, ReadSettings(**limits), AS_OF))
        return Outcome(
            [o for o in outcomes if isinstance(o, RawArticle)],
            [o for o in outcomes if isinstance(o, Reject)],
        )

    return call
