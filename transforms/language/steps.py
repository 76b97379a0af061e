"""Beam steps of the article stage."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, NamedTuple

import apache_beam as beam
from apache_beam import pvalue
from apache_beam.metrics import Metrics

from transforms.language.articles import ArticleRules, make_article
from transforms.language.furniture import Furniture, bundled_furniture
from transforms.outcomes import Reason, Stage, reject
from transforms.records import Article, RawArticle, Reject
from transforms.settings import LanguageSettings

NAMESPACE: Final = "wirebeam.clean"
ARTICLES: Final = "articles"
REJECTS: Final = "rejects"


class CleanedArticles(NamedTuple):
    """The two outputs of ``CleanArticles``."""

    articles: beam.PCollection[Article]
    rejects: beam.PCollection[Reject]


@dataclass
class CleanArticles(beam.PTransform):
    """Clean raw articles, date them, detect their language and give them their identity.

    Input: RawArticle. Output: ``.articles`` (Article) and ``.rejects`` (Reject), one of both for
    each input. Windowing and timestamps: as they come. State: none. Rejects: see ``make_article``;
    an unexpected error on one article becomes INTERNAL_ERROR and leaves its neighbours alone.
    Counters (namespace ``wirebeam.clean``): ``kept`` and one for each reason. Delivery: as the
    input, the function is deterministic.

    ``as_of`` is the clock of the run (UTC); ``furniture`` defaults to the bundled rules.
    """

    as_of: datetime
    language: LanguageSettings | None = None
    furniture: Furniture | None = None
    earliest_year: int = 1990

    def __post_init__(self) -> None:
        """Check the parameters; nothing is read here."""
        super().__init__()
        if self.as_of.tzinfo is None:
            raise ValueError(f"as_of needs a time zone: {self.as_of!r}")
        if self.earliest_year < 1:
            raise ValueError(f"earliest_year must be positive: {self.earliest_year!r}")

    @beam.typehints.no_annotations
    def expand(self, raw_articles: beam.PCollection[RawArticle]) -> CleanedArticles:
        """Wire the one step."""
        rules = ArticleRules(
            self.furniture or bundled_furniture(),
            self.language or LanguageSettings(),
            self.earliest_year,
        )
        outputs = raw_articles | "MakeArticle" >> beam.ParDo(
            _MakeArticle(rules, self.as_of)
        ).with_outputs(REJECTS, main=ARTICLES)
        articles, rejects = outputs[ARTICLES], outputs[REJECTS]
        articles.element_type = Article
        rejects.element_type = Reject
        return CleanedArticles(articles, rejects)


class _MakeArticle(beam.DoFn):
    """Call ``make_article`` and sort its results."""

    def __init__(self, rules: ArticleRules, as_of: datetime) -> None:
        self._rules = rules
        self._as_of = as_of

    def process(
        self, raw: RawArticle
    ) -> Iterator[Article | pvalue.TaggedOutput[Literal["rejects"], Reject]]:
        try:
            result = make_article(raw, self._rules, self._as_of)
        except Exception as error:
            # Whatever it was: one article must not take its neighbours along.
            detail = f"{type(error).__name__}: {error}"
            result = reject(
                Stage.CLEAN, Reason.INTERNAL_ERROR, raw.origin, detail, raw.text, self._as_of
            )
        if isinstance(result, Reject):  # made just above: no coder has been between
            Metrics.counter(NAMESPACE, result.reason).inc()
            yield pvalue.TaggedOutput(REJECTS, result)
        else:
            Metrics.counter(NAMESPACE, "kept").inc()
            yield result
