"""``wirebeam evaluate``: the extractor against annotated articles. Starts without Beam."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines.commands.extract import knowledge_of
from pipelines.commands.extractors import extractor_of, tell_account
from pipelines.commands.values import dumps
from pipelines.config import load_configuration
from pipelines.failures import DONE, WRONG_USAGE, CommandFailed, one_line
from pipelines.options import EvaluateOptions
from transforms.evaluation.evaluate import evaluate as compare
from transforms.evaluation.gold import GoldArticle, GoldError, read_gold
from transforms.evaluation.incident_reports import partial_days
from transforms.evaluation.incident_text import incident_text, incident_values
from transforms.evaluation.incidents import evaluate_incidents
from transforms.evaluation.report import as_text, as_values
from transforms.events.lexicon import LexiconError
from transforms.language.articles import ArticleRules
from transforms.language.furniture import bundled_furniture


def evaluate(options: EvaluateOptions) -> int:
    """Print the figures, write the report where one is wanted. Raises CommandFailed."""
    configuration = load_configuration(options.config, options.extractor)
    articles = _articles(options)
    knowledge = knowledge_of(configuration)
    extractor = extractor_of(configuration.extractor, knowledge)
    rules = ArticleRules(
        bundled_furniture(), configuration.language, configuration.read.earliest_year
    )
    try:
        evaluation = compare(
            articles,
            extractor.extract,
            rules,
            options.as_of or datetime.now(UTC),
            extractor.prepare,
        )
    except LexiconError as error:  # a language is read when its first article comes
        lines = (one_line(line) for line in str(error).splitlines())
        raise CommandFailed(*lines, status=WRONG_USAGE) from error
    tell_account(extractor, configuration.extractor)
    values = as_values(evaluation)
    linking = None
    if options.incidents:
        linking = evaluate_incidents(
            evaluation.found, partial_days(knowledge), configuration.incidents.linking
        )
        values["incidents"] = incident_values(linking)
    if options.output is not None:
        _write(values, options.output)
    if options.json:
        sys.stdout.write(f"{dumps(values, indent=2)}\n")
        return DONE
    sys.stdout.write(as_text(evaluation, errors=options.verbose))
    if linking is not None:
        sys.stdout.write(incident_text(linking, mistakes=options.verbose))
    return DONE


def _articles(options: EvaluateOptions) -> list[GoldArticle]:
    try:
        articles = read_gold(options.gold, options.texts)
    except GoldError as error:
        lines = (one_line(line) for line in str(error).splitlines())
        raise CommandFailed(*lines, status=WRONG_USAGE) from error
    if options.published_only:
        articles = [article for article in articles if article.published]
    if not articles:
        raise CommandFailed("the gold files hold no article to compare", status=WRONG_USAGE)
    return articles


def _write(values: dict[str, Any], path: Path) -> None:
    try:
        path.write_text(f"{dumps(values, indent=2)}\n", encoding="utf-8", errors="replace")
    except OSError as error:
        reason = error.strerror or error
        raise CommandFailed(f"report {path} cannot be written: {one_line(reason)}") from error
