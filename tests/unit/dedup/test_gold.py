"""The copies among the annotated articles are found, and nothing else is."""

import json
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from transforms.dedup.signatures import bands, signatures
from transforms.dedup.similarity import similar
from transforms.language.clean import clean_text
from transforms.language.furniture import bundled_furniture

GOLD = Path(__file__).parents[2] / "data" / "gold"


def published(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(f"{text}-01" if len(text) == 7 else text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def test_exactly_the_annotated_pairs_are_copies() -> None:
    rules = bundled_furniture()
    articles, expected = {}, set()
    for path in sorted(GOLD.glob("*/*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        text = clean_text(article["text"], article.get("title"), rules)
        articles[path] = (text, published(article.get("published")))
        if original := article.get("near_duplicate_of"):
            expected.add(frozenset((path, path.with_name(original))))
    found = {
        frozenset((one, other))
        for (one, (text, time)), (other, (second, second_time)) in combinations(articles.items(), 2)
        if similar(text, second, time, second_time) is not None
    }
    assert found == expected
    assert len(expected) >= 3
    keys = dict(zip(articles, signatures([text for text, _ in articles.values()]), strict=True))
    assert all(set(bands(keys[a])) & set(bands(keys[b])) for a, b in map(tuple, expected))
