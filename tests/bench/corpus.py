"""A corpus of any size for measurements: own words, three languages, seeded, with known shares.

Every article is about 2,500 characters long. About a third report an attack in their first
sentences; one in twenty repeats an earlier one (same URL and text, same text elsewhere, or a
changed text at the same URL). The rest is everyday news put together from sentence patterns.
"""

import json
import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import Template
from typing import Any, Final

import yaml

WORDS: Final = Path(__file__).with_name("corpus_words.yaml")
LENGTH: Final = 2_500
EVENT_SHARE: Final = 1 / 3
DUPLICATE_SHARE: Final = 0.05
START: Final = datetime(2026, 1, 1, tzinfo=UTC)
DAYS: Final = 28
_SITES: Final = ("herald", "courier", "wire", "region", "evening", "energy", "port", "agency")
_REMEMBERED: Final = 1_000


def articles(number: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield that many articles as JSON objects with url, title, text, published and source."""
    chance = random.Random(seed)
    words: Mapping[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    languages = sorted(words)
    earlier: list[dict[str, Any]] = []
    for index in range(number):
        if earlier and chance.random() < DUPLICATE_SHARE:
            yield _repeated(chance, chance.choice(earlier), index)
            continue
        language = languages[index % len(languages)]
        article = _article(chance, words[language], language, index)
        earlier = [*earlier[-_REMEMBERED:], article]
        yield article


def write_corpus(folder: Path, number: int, files: int, seed: int = 1) -> list[str]:
    """Write the corpus as JSON lines into a folder, spread over some files; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"part-{part:03d}.jsonl" for part in range(files)]
    handles = [path.open("w", encoding="utf-8") for path in paths]
    for index, article in enumerate(articles(number, seed)):
        handles[index % files].write(json.dumps(article, ensure_ascii=False) + "\n")
    for handle in handles:
        handle.close()
    return [str(path) for path in paths]


def _article(
    chance: random.Random, words: Mapping[str, Any], language: str, index: int
) -> dict[str, Any]:
    published = START + timedelta(minutes=chance.randrange(DAYS * 24 * 60))
    sentences = []
    if chance.random() < EVENT_SHARE:
        sentences = [
            _sentence(chance, words, pattern) for pattern in chance.choice(words["events"])
        ]
    while sum(map(len, sentences)) < LENGTH:
        sentences.append(_sentence(chance, words, chance.choice(words["patterns"])))
    paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
    site = f"{chance.choice(_SITES)}.{language}.example"
    return {
        "url": f"https://{site}/{published:%Y/%m/%d}/{index}",
        "title": sentences[0].rstrip("."),
        "text": "\n\n".join(paragraphs),
        "published": published.isoformat(),
        "source": site,
        "language": language,
    }


def _repeated(chance: random.Random, original: Mapping[str, Any], index: int) -> dict[str, Any]:
    copy = dict(original)
    kind = chance.randrange(3)
    if kind == 1:
        copy["url"] = f"https://reprint.example/{index}"
        copy["source"] = "reprint.example"
    elif kind == 2:
        copy["text"] = f"{copy['text']}\n\n{copy['title']}."
    return copy


def _sentence(chance: random.Random, words: Mapping[str, Any], pattern: str) -> str:
    choices = {name: chance.choice(values) for name, values in words["fillers"].items()}
    numbers = {f"n{i}": chance.randrange(2, 90) for i in range(3)}
    return Template(pattern).substitute(choices | numbers)
