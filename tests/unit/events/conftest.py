"""Articles made from a few lines, and the packaged knowledge, for the tests of extraction."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from transforms.events.extract import extract_events
from transforms.events.knowledge import Knowledge, load_knowledge
from transforms.ids import digest
from transforms.records import Article, Event

Extract = Callable[..., list[Event]]


def article(
    text: str,
    *,
    language: str = "en",
    published: str | None = "2025-03-12",
    title: str | None = None,
    source: str | None = "example.org",
    url: str | None = "https://example.org/a",
) -> Article:
    """Return an article with this text, published at noon UTC of a day (ISO) or unknown."""
    day = datetime.fromisoformat(published).replace(hour=12, tzinfo=UTC) if published else None
    return Article(
        article_id=digest("test", text),
        url=url,
        canonical_url=url,
        source=source,
        feed_url=None,
        title=title,
        authors=[],
        tags=[],
        language=language,
        language_score=1.0,
        published_at=day,
        published_from="metadata" if day else None,
        seen_at=datetime(2025, 3, 13, tzinfo=UTC),
        text=text,
        text_hash=digest(text),
        word_count=len(text.split()),
    )


def language_of(text: str) -> str:
    """Return the language of an example by its letters."""
    if not any("а" <= letter <= "я" for letter in text.lower()):
        return "en"
    return "uk" if "і" in text else "ru"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The packaged knowledge, loaded once."""
    return load_knowledge()


@pytest.fixture(scope="session")
def extract(knowledge: Knowledge) -> Extract:
    """Extraction from a text with keyword options of ``article``."""

    def run(text: str, **options: str | None) -> list[Event]:
        return extract_events(article(text, **options), knowledge)  # type: ignore[arg-type]

    return run
