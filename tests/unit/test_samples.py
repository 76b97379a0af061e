"""The sample input holds what its README promises: articles, duplicates and rejects."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from transforms.language.articles import ArticleRules, make_article
from transforms.language.furniture import bundled_furniture
from transforms.outcomes import Reason
from transforms.read.reader import read_file
from transforms.records import Article, RawArticle, Reject
from transforms.settings import LanguageSettings, ReadSettings

SAMPLES = Path(__file__).resolve().parents[1] / "data" / "samples"
AS_OF = datetime(2025, 9, 13, tzinfo=UTC)
ARTICLES = {
    "archive.jsonl.gz": 4,
    "archive.jsonl.zst": 3,
    "articles.csv": 4,
    "articles.json": 5,
    "articles.jsonl": 26,
    "balakliia-two-sides.jsonl": 2,
    "chernihiv-power.html": 1,
    "elevator.windows-1251.html": 1,
    "feeds/broken-midway.rss.xml": 2,
    "feeds/dnipro-line.atom.xml": 8,
    "feeds/yuzhny-telegraf.rss.xml": 8,
    "odesa-port.utf-16.txt": 1,
    "shebekino.koi8-r.txt": 1,
    "smolensk-roslavl.windows-1251.txt": 1,
    "sumy-bus-depot.txt": 1,
    "truncated.jsonl.gz": 2,
    "volgograd-refinery.txt": 1,
}
REJECTS = [
    ("articles.csv#5", Reason.MISSING_TEXT),
    ("articles.jsonl#13", Reason.MISSING_TEXT),
    ("articles.jsonl#21", Reason.IMPOSSIBLE_DATE),
    ("articles.jsonl#6", Reason.INVALID_JSON),
    ("feeds/broken-midway.rss.xml#3", Reason.TRUNCATED_FILE),
    ("truncated.jsonl.gz", Reason.TRUNCATED_FILE),
]
COPIES_BY_ADDRESS = [["articles.jsonl#8", "articles.jsonl#17"]]
COPIES_BY_TEXT = [
    ["articles.jsonl#8", "articles.jsonl#17"],
    ["articles.jsonl#9", "articles.jsonl#18"],
]


@pytest.fixture(scope="module")
def outcomes() -> list[tuple[str, Article | Reject]]:
    """Read and clean every sample file: (where it stood, what became of it)."""
    rules = ArticleRules(bundled_furniture(), LanguageSettings(), ReadSettings().earliest_year)
    found: list[tuple[str, Article | Reject]] = []
    for path in sorted(SAMPLES.rglob("*")):
        if not path.is_file() or path.name == "README.md":
            continue
        name = path.relative_to(SAMPLES).as_posix()
        with path.open("rb") as opened:
            for record in read_file(name, opened, ReadSettings(), AS_OF):
                if isinstance(record, RawArticle):
                    found.append((record.origin, make_article(record, rules, AS_OF)))
                else:
                    found.append((record.source, record))
    return found


def test_every_file_gives_the_articles_that_the_readme_names(
    outcomes: list[tuple[str, Article | Reject]],
) -> None:
    counted = Counter(
        origin.split("#")[0] for origin, item in outcomes if isinstance(item, Article)
    )
    assert dict(counted) == ARTICLES


def test_every_bad_record_is_rejected_for_its_reason(
    outcomes: list[tuple[str, Article | Reject]],
) -> None:
    rejects = [(origin, item.reason) for origin, item in outcomes if isinstance(item, Reject)]
    assert sorted(rejects) == REJECTS


@pytest.mark.parametrize(
    ("key", "expected"), [("article_id", COPIES_BY_ADDRESS), ("text_hash", COPIES_BY_TEXT)]
)
def test_exact_copies_share_their_identity_and_nothing_else_does(
    outcomes: list[tuple[str, Article | Reject]], key: str, expected: list[list[str]]
) -> None:
    groups: dict[str, list[str]] = {}
    for origin, item in outcomes:
        if isinstance(item, Article):
            groups.setdefault(getattr(item, key), []).append(origin)
    assert [origins for origins in groups.values() if len(origins) > 1] == expected


def test_every_article_has_a_language_and_all_but_one_a_date(
    outcomes: list[tuple[str, Article | Reject]],
) -> None:
    articles = [(origin, item) for origin, item in outcomes if isinstance(item, Article)]
    assert [origin for origin, a in articles if a.published_at is None] == ["shebekino.koi8-r.txt"]
    assert Counter(a.language for _, a in articles) == {
        "en": 29, "ru": 21, "uk": 15, "de": 2, "fr": 1, "pl": 1, "bg": 1, "es": 1,
    }  # fmt: skip


def test_no_encoding_damages_a_text(outcomes: list[tuple[str, Article | Reject]]) -> None:
    texts = {origin: item.text for origin, item in outcomes if isinstance(item, Article)}
    assert "Обломки одного из них упали" in texts["smolensk-roslavl.windows-1251.txt"]
    assert "обстреляли из миномётов Шебекино" in texts["shebekino.koi8-r.txt"]
    assert "вдарили по порту Одеси" in texts["odesa-port.utf-16.txt"]
    assert "загорелась кровля" in texts["elevator.windows-1251.html"].lower()
    assert not [origin for origin, text in texts.items() if "\ufffd" in text]
