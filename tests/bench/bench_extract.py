"""Measure the rule extractor: articles per second of one core, by language, and its start-up.

Run it as ``python -m tests.bench.bench_extract [PATH...] [--json]``. Without a path the annotated
articles of ``tests/data/gold`` are read, those that report events and those that do not apart. A
path is a folder of such files, one of them, or JSON lines with ``text`` and, if known, ``title``,
``source``, ``published`` and ``language``; these are taken together.

Only ``extract_events`` is timed, on articles cleaned before, in CPU time of this process: other
work on the machine changes it little. Each group is repeated up to a number of articles, after a
first pass that fills the caches of words as the first minute of a run would; the median of several
such rounds counts. Texts differ in length, so that the rate is given for 2,500 characters too.
Start-up is measured in processes of their own: CPU time and peak memory until the first article is
read.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from transforms.evaluation.gold import read_gold
from transforms.events.extract import extract_events
from transforms.events.knowledge import Knowledge, load_knowledge
from transforms.language.articles import ArticleRules, make_article
from transforms.language.furniture import bundled_furniture
from transforms.records import Article, RawArticle
from transforms.settings import LanguageSettings

GOLD: Final = Path(__file__).resolve().parents[1] / "data" / "gold"
LANGUAGES: Final = ("en", "ru", "uk", "de", "pl", "fr", "bg", "es", "it")
AS_OF: Final = datetime(2026, 11, 1, tzinfo=UTC)
LENGTH: Final = 2_500
REPORTS, OTHERS, GIVEN = "reports", "others", "given"


class Rate(NamedTuple):
    """What one group of articles cost; rates are of one core, by CPU time."""

    language: str
    group: str
    articles: int
    characters: int
    events: int
    milliseconds: float
    per_second: float
    per_second_2500: float


class Start(NamedTuple):
    """What a process costs until it has read one article of a language."""

    language: str
    cpu_seconds: float
    peak_memory_mb: float


def gold_groups() -> dict[tuple[str, str], list[Article]]:
    """Return the annotated articles by language and whether they report events."""
    groups: dict[tuple[str, str], list[Article]] = {}
    for language in LANGUAGES:
        for gold in read_gold([GOLD / language]):
            group = REPORTS if gold.events else OTHERS
            groups.setdefault((language, group), []).extend(_article(gold.model_dump()))
    return groups


def given_groups(paths: Sequence[Path]) -> dict[tuple[str, str], list[Article]]:
    """Return the articles of folders and files by language; those without a pack are left out."""
    groups: dict[tuple[str, str], list[Article]] = {}
    for path in paths:
        for record in _records(path):
            for article in _article(record):
                if article.language in LANGUAGES:
                    groups.setdefault((article.language, GIVEN), []).append(article)
    return dict(sorted(groups.items()))


def _records(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".jsonl":
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    else:
        yield from (gold.model_dump() for gold in read_gold([path]))


def _article(record: dict[str, Any]) -> list[Article]:
    """Return the article as a run would clean it; none where a run would reject it."""
    names = ("text", "url", "title", "source", "published", "language")
    known = {name: record[name] for name in names if record.get(name)}
    raw = RawArticle(origin="bench", published_from="metadata", **known)
    made = make_article(raw, ArticleRules(bundled_furniture(), LanguageSettings()), AS_OF)
    return [made] if isinstance(made, Article) else []


def measure(
    groups: dict[tuple[str, str], list[Article]], knowledge: Knowledge, number: int, repeats: int
) -> list[Rate]:
    """Return the rate of each group: ``number`` articles at least, ``repeats`` times over."""
    rates = []
    for (language, group), articles in groups.items():
        passes = -(-number // len(articles))
        events = sum(len(extract_events(article, knowledge)) for article in articles)
        seconds = statistics.median(
            _seconds(articles, passes, knowledge) / (passes * len(articles)) for _ in range(repeats)
        )
        characters = sum(len(article.text) for article in articles) // len(articles)
        rates.append(
            Rate(
                *(language, group, len(articles), characters, events),
                milliseconds=round(1e3 * seconds, 3),
                per_second=round(1 / seconds, 1),
                per_second_2500=round(characters / LENGTH / seconds, 1),
            )
        )
    return rates


def _seconds(articles: Sequence[Article], passes: int, knowledge: Knowledge) -> float:
    start = time.process_time()
    for _ in range(passes):
        for article in articles:
            extract_events(article, knowledge)
    return time.process_time() - start


def measure_start(language: str, repeats: int) -> Start:
    """Return the median cost of starting and reading the first article of a language.

    Several languages, joined by commas, are read one after the other in one process.
    """
    found = []
    for _ in range(repeats):
        command = [sys.executable, "-m", "tests.bench.bench_extract", "--only-start", language]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found.append(json.loads(done.stdout))
    cpu = statistics.median(one["cpu_seconds"] for one in found)
    return Start(language, cpu, statistics.median(one["peak_memory_mb"] for one in found))


def _start(languages: Sequence[str]) -> dict[str, float]:
    knowledge = load_knowledge()
    for language in languages:
        text = next(one.text for one in read_gold([GOLD / language]) if one.events)
        extract_events(_bare(text, language), knowledge)
    used = resource.getrusage(resource.RUSAGE_SELF)
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 3),
        "peak_memory_mb": round(used.ru_maxrss * unit / 1e6, 1),
    }


def _bare(text: str, language: str) -> Article:
    """Return an article without cleaning, which would load models of its own."""
    empty: dict[str, Any] = dict.fromkeys(Article._fields)
    given = {"article_id": "a", "authors": [], "tags": [], "text": text, "language": language}
    return Article(**{**empty, **given, "seen_at": AS_OF, "text_hash": "", "word_count": 0})


def _report(rates: Sequence[Rate], starts: Sequence[Start]) -> Iterator[str]:
    heads = ("articles", "chars", "events", "ms", "per s", "per s of 2,500 chars")
    yield f"{'':<14}" + "".join(f"{head:>{max(9, len(head) + 2)}}" for head in heads)
    for rate in rates:
        yield (
            f"{rate.language} {rate.group:<11}{rate.articles:>10,}{rate.characters:>9,}"
            f"{rate.events:>9,}{rate.milliseconds:>9.2f}{rate.per_second:>9,.0f}"
            f"{rate.per_second_2500:>22,.0f}"
        )
    for start in starts:
        yield (
            f"start {start.language:<15}{start.cpu_seconds:>7.2f} s CPU"
            f"{start.peak_memory_mb:>7,.0f} MB"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the figures, as a table or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("paths", nargs="*", type=Path, help="other articles than the annotated")
    parser.add_argument("--articles", type=int, default=400, help="how many a round has at least")
    parser.add_argument("--repeats", type=int, default=5, help="rounds, of which the median counts")
    parser.add_argument("--no-start", action="store_true", help="leave the start-up out")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--only-start", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.only_start:
        print(json.dumps(_start(given.only_start.split(","))))
        return
    wanted = () if given.no_start else (*LANGUAGES, ",".join(LANGUAGES))
    # first, while this process is small: Linux counts the peak of a parent as its child's
    starts = [measure_start(language, min(3, given.repeats)) for language in wanted]
    groups = given_groups(given.paths) if given.paths else gold_groups()
    rates = measure(groups, load_knowledge(), given.articles, given.repeats)
    if given.json:
        document = {"rates": [r._asdict() for r in rates], "starts": [s._asdict() for s in starts]}
        print(json.dumps(document, indent=2))
    else:
        print("\n".join(_report(rates, starts)))


if __name__ == "__main__":
    main()
