"""An article about one attack, and what an honest model tells of it."""

from datetime import UTC, datetime
from typing import Any

from transforms.ids import digest
from transforms.records import Article

TITLE = "Refinery in Kstovo on fire"
EVIDENCE = (
    "Ukrainian drones hit an oil refinery in Kstovo overnight on 3 October, governor Gleb Nikitin"
    " said."
)
TEXT = (
    f"{EVIDENCE} Two workers were injured, he added. Air defences shot down 12 of 15 drones."
    " A fire broke out at the plant.\n"
    "The governor of Moscow region opened a school. Prices rose by 7 percent."
)


def article(text: str = TEXT, title: str | None = TITLE, language: str = "en") -> Article:
    """Return an article published on 4 October 2025."""
    return Article(
        article_id=digest("test", text),
        url="https://example.org/a",
        canonical_url="https://example.org/a",
        source="example.org",
        feed_url=None,
        title=title,
        authors=[],
        tags=[],
        language=language,
        language_score=1.0,
        published_at=datetime(2025, 10, 4, 12, tzinfo=UTC),
        published_from="metadata",
        seen_at=datetime(2025, 10, 5, tzinfo=UTC),
        text=text,
        text_hash=digest(text),
        word_count=len(text.split()),
    )


def honest(**changes: Any) -> dict[str, Any]:
    """Return the event as a model should tell it, with some keys changed."""
    event: dict[str, Any] = {
        "type": "attack",
        "evidence": [EVIDENCE],
        "earlier": False,
        "date": "overnight on 3 October",
        "place": "Kstovo",
        "places_listed": [],
        "attacker": {"label": "UA", "quote": "Ukrainian drones"},
        "weapons": [{"label": "drone", "quote": "drones"}],
        "targets": [{"label": "oil_refinery", "quote": "oil refinery"}],
        "target_name": None,
        "effects": [{"label": "fire", "quote": "A fire broke out"}],
        "outcome": {"label": "partly_intercepted", "quote": "shot down 12 of 15 drones"},
        "figures": [
            {"role": "injured", "item": None, "value": 2, "quote": "Two workers were injured"},
            {"role": "downed", "item": "drone", "value": 12, "quote": "12 of 15 drones"},
            {"role": "launched", "item": "drone", "value": 15, "quote": "12 of 15 drones"},
        ],
        "claimants": [{"stance": "claims", "quote": "Gleb Nikitin"}],
        "verification": None,
    }
    return {**event, **changes}
