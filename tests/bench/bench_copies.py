"""Measure near-duplicates on a corpus whose copies are known (copies.py).

Run it as ``python -m tests.bench.bench_copies [--articles 20000] [--growth 1 2 4] [--output F]``.
Reported are recall of the pairs of copies, false merges, precision and recall of the clusters
(B-cubed), signatures per second, time of every step and peak memory; then the same on multiples of
the corpus, on 10,000 articles of one boilerplate, and what datasketch's MinHashLSH finds among the
same articles: with bands chosen for its default threshold of 0.9 and for 0.7, where the estimate
decides, and with bands for high recall, where an estimate of 0.5 decides. Each measurement runs in
a process of its own. Articles are cleaned before, as a run would; that time is told apart.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
from datasketch import MinHash, MinHashLSH

from tests.bench.copies import Labelled, corpus, same_standing
from tests.bench.copies_scores import score
from transforms.dedup.candidates import Candidate, candidate_pairs
from transforms.dedup.fingerprints import microseconds
from transforms.dedup.settings import NearSettings
from transforms.dedup.shingles import shingle_hashes
from transforms.dedup.signatures import band_keys, least_hashes, numbers_key, signatures
from transforms.dedup.similarity import similar
from transforms.language.articles import ArticleRules, make_article
from transforms.language.furniture import bundled_furniture
from transforms.records import Article, RawArticle
from transforms.settings import LanguageSettings

AS_OF: Final = datetime(2026, 4, 10, tzinfo=UTC)
BATCH: Final = 1_000
STANDING: Final = 10_000
PERMUTATIONS: Final = 128
SKETCHES: Final[dict[str, tuple[dict[str, Any], float]]] = {
    "threshold 0.9": ({"threshold": 0.9}, 0.9),
    "threshold 0.7": ({"threshold": 0.7}, 0.7),
    "32 bands of 4": ({"params": (32, 4)}, 0.5),
}
Edges = list[tuple[int, int]]
Result = TypeVar("Result")


def clean(articles: Sequence[Labelled]) -> list[Article]:
    """Return the articles as a run would hand them to the search for duplicates."""
    rules = ArticleRules(bundled_furniture(), LanguageSettings())
    cleaned = []
    for index, one in enumerate(articles):
        raw = RawArticle(origin=f"copies#{index}", published_from="metadata", **one.article)
        made = make_article(raw, rules, AS_OF)
        if not isinstance(made, Article):
            raise ValueError(f"rejected: {made}")
        cleaned.append(made)
    return cleaned


def equal_texts(articles: Sequence[Article]) -> Edges:
    """Return edges between articles with one text, which other rules find."""
    first: dict[str, int] = {}
    return [(first.setdefault(one.text_hash, index), index) for index, one in enumerate(articles)]


def near_edges(articles: Sequence[Article]) -> tuple[Edges, dict[str, Any]]:
    """Find the near-duplicates; return them and what each step cost."""
    settings = NearSettings()
    seconds: dict[str, float] = {}
    texts = [one.text for one in articles]
    step = partial(_timed, seconds)
    signed = step("signatures", lambda: _signatures(texts))
    keys = step("bands", lambda: band_keys(signed))
    numbered = enumerate(zip(articles, signed, strict=True))
    candidates = [_candidate(index, *both) for index, both in numbered]
    owners = np.repeat(np.arange(len(articles)), keys.shape[1])
    found = partial(candidate_pairs, candidates, owners, keys.ravel(), least_hashes(signed))
    pairs = step("candidates", lambda: found(settings))
    edges = step("verification", lambda: list(_verified(articles, pairs, settings)))
    costs: dict[str, Any] = {f"seconds_{name}": round(spent, 2) for name, spent in seconds.items()}
    costs["signatures_per_second"] = round(len(texts) / seconds["signatures"])
    return edges, costs | {"candidates": len(pairs), "edges": len(edges)}


def sketch_edges(
    articles: Sequence[Article], arguments: dict[str, Any], least: float
) -> tuple[Edges, dict[str, Any]]:
    """Find near-duplicates with datasketch: bands, then the estimate of the similarity."""
    seconds: dict[str, float] = {}
    sketches = _timed(seconds, "signatures", lambda: _sketches([one.text for one in articles]))
    index = MinHashLSH(num_perm=PERMUTATIONS, **arguments)
    horizon = NearSettings().horizon_days * 86_400

    def search() -> Edges:
        edges = []
        for number, sketch in enumerate(sketches):
            for other in index.query(sketch):
                apart = abs(_seconds_of(articles[number]) - _seconds_of(articles[other]))
                if apart <= horizon and sketch.jaccard(sketches[other]) >= least:
                    edges.append((other, number))
            index.insert(number, sketch, check_duplication=False)
        return edges

    edges = _timed(seconds, "search", search)
    costs: dict[str, Any] = {f"seconds_{name}": round(spent, 2) for name, spent in seconds.items()}
    costs["signatures_per_second"] = round(len(articles) / seconds["signatures"])
    return edges, costs | {"bands": [index.b, index.r], "edges": len(edges)}


def measure(kind: str, number: int, seed: int) -> dict[str, Any]:
    """Measure one kind in this process: near, standing or a name of SKETCHES."""
    labelled = same_standing(number, seed=seed) if kind == "standing" else corpus(number, seed)
    start = time.process_time()
    articles = clean(labelled)
    cleaning = time.process_time() - start
    start = time.process_time()
    if kind in SKETCHES:
        edges, costs = sketch_edges(articles, *SKETCHES[kind])
    else:
        edges, costs = near_edges(articles)
    used = time.process_time() - start
    spent = {"cpu_seconds": round(used, 2), "peak_memory_mb": _peak_memory_mb()}
    scores = score(labelled, [*edges, *equal_texts(articles)])
    head = {"kind": kind, "articles": number, "seconds_cleaning": round(cleaning, 2)}
    return {**head, **costs, **spent, **scores._asdict()}


def _timed(seconds: dict[str, float], name: str, work: Callable[[], Result]) -> Result:
    start = time.process_time()
    result = work()
    seconds[name] = time.process_time() - start
    return result


def _signatures(texts: Sequence[str]) -> list[bytes]:
    batches = (texts[start : start + BATCH] for start in range(0, len(texts), BATCH))
    return [one for batch in batches for one in signatures(batch)]


def _sketches(texts: Sequence[str]) -> list[MinHash]:
    made = []
    for text in texts:
        hashes, _ = shingle_hashes([text])
        sketch = MinHash(PERMUTATIONS, hashfunc=int)
        sketch.update_batch((hashes & np.uint64(0xFFFFFFFF)).tolist())
        made.append(sketch)
    return made


def _candidate(index: int, article: Article, signature: bytes) -> Candidate:
    published = microseconds(article.published_at)
    return Candidate(
        *(str(index), article.text_hash, published, published or 0),
        numbers=numbers_key(signature),
        file="all",
        row=index,
    )


def _seconds_of(article: Article) -> float:
    return (article.published_at or article.seen_at).timestamp()


def _verified(
    articles: Sequence[Article],
    pairs: Sequence[tuple[Candidate, Candidate]],
    settings: NearSettings,
) -> Iterator[tuple[int, int]]:
    for left, right in pairs:
        one, other = articles[left.row], articles[right.row]
        found = similar(one.text, other.text, one.published_at, other.published_at, settings)
        if found is not None:
            yield left.row, right.row


def _peak_memory_mb() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6, 1)


def _measured(kind: str, number: int, seed: int) -> dict[str, Any]:
    """Measure in a process of its own, so that time and memory are its own."""
    command = [sys.executable, "-m", "tests.bench.bench_copies", "--only", kind]
    command += ["--articles", str(number), "--seed", str(seed)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _line(one: dict[str, Any]) -> str:
    return (
        f"{one['kind']:<15}{one['articles']:>8,}{one['pair_recall']:>8.2%}"
        f"{one['false_merges']:>7,}{one['cluster_precision']:>9.4f}{one['cluster_recall']:>9.4f}"
        f"{one['signatures_per_second']:>8,}{one['cpu_seconds']:>8.1f}{one['peak_memory_mb']:>8,.0f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a line for each; write everything as JSON if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--growth", type=int, nargs="*", default=[1, 2, 4], help="multiples of it")
    parser.add_argument(
        "--standing", type=int, default=STANDING, help="articles of one boilerplate"
    )
    parser.add_argument("--no-datasketch", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, help="file for the figures as JSON")
    parser.add_argument("--only", choices=("near", "standing", *SKETCHES), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.only:
        print(json.dumps(measure(given.only, given.articles, given.seed)))
        return
    wanted = [("near", given.articles * times) for times in given.growth]
    wanted += [("standing", number) for number in (given.standing // 2, given.standing) if number]
    wanted += [(kind, given.articles) for kind in SKETCHES if not given.no_datasketch]
    print(f"{'':<15}articles  recall  false precision   recall   sig/s   CPU s      MB")
    results = []
    for kind, number in wanted:
        results.append(_measured(kind, number, given.seed))
        print(_line(results[-1]), flush=True)
    if given.output:
        given.output.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
