"""From annotated articles to figures: every article goes the way it would go in a run."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from transforms.evaluation.gold import GoldArticle
from transforms.evaluation.scoring import Scores, score
from transforms.language.articles import ArticleRules, make_article
from transforms.records import Article, Event, RawArticle, Reject

Extract = Callable[[Article], Sequence[Event]]


class Evaluation(NamedTuple):
    """The figures, the articles that were turned away before extraction, and what was found.

    ``found`` holds every article with its extracted events.
    """

    scores: Scores
    rejected: list[str]
    found: list[tuple[GoldArticle, Sequence[Event]]]


def evaluate(
    articles: Sequence[GoldArticle],
    extract: Extract,
    rules: ArticleRules,
    as_of: datetime,
    prepare: Callable[[Sequence[Article]], None] | None = None,
) -> Evaluation:
    """Clean each article, extract its events and compare them with the annotation.

    Only text, title, address, source and publication date are handed over; the language is
    detected, as in a run. A rejected article gives no events. ``as_of`` is the clock (UTC).
    ``prepare`` is shown all articles before the first is read.
    """
    found: list[tuple[GoldArticle, Sequence[Event]]] = []
    rejected: list[str] = []
    made = [make_article(_raw(gold), rules, as_of) for gold in articles]
    if prepare is not None:
        prepare([article for article in made if not isinstance(article, Reject)])
    for gold, article in zip(articles, made, strict=True):
        if isinstance(article, Reject):
            rejected.append(f"{gold.name}: {article.reason}: {article.detail}")
            found.append((gold, ()))
        else:
            found.append((gold, extract(article)))
    return Evaluation(score(found), rejected, found)


def _raw(gold: GoldArticle) -> RawArticle:
    return RawArticle(
        origin=gold.name,
        text=gold.text,
        url=gold.url,
        title=gold.title,
        published=gold.published,
        published_from="metadata" if gold.published else None,
        source=gold.source,
    )
