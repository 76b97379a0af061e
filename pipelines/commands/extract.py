"""``wirebeam extract``: one article in, its events out, with evidence. Starts without Beam."""

import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from pipelines.commands.extraction import Extraction, as_json, explained
from pipelines.commands.extractors import extractor_of, tell_account
from pipelines.config import Configuration, load_configuration
from pipelines.failures import DONE, FAILED, WRONG_USAGE, CommandFailed, one_line
from pipelines.options import ExtractOptions
from transforms.events.extractor import Extractor
from transforms.events.knowledge import PACKAGED, Knowledge, load_knowledge
from transforms.events.lexicon import LexiconError
from transforms.language.articles import ArticleRules, make_article
from transforms.language.bundled import ConfigurationError
from transforms.language.furniture import bundled_furniture
from transforms.outcomes import Reason, Stage, reject
from transforms.read.decode import decode_text
from transforms.read.failures import ReadError
from transforms.read.formats import SAMPLE_BYTES, Format, format_of
from transforms.read.source import ByteSource
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings

_STANDARD_INPUT: Final = "-"


def extract(options: ExtractOptions) -> int:
    """Print the events of each article in the input; 1 where an article was rejected.

    Raises CommandFailed where there is nothing to read.
    """
    configuration = load_configuration(options.config, options.extractor)
    as_of = options.as_of or datetime.now(UTC)
    records = _records(options, configuration.read, as_of)
    if not records:
        raise CommandFailed(f"{_name(options)} holds no article")
    extractor = extractor_of(configuration.extractor, knowledge_of(configuration))
    rules = ArticleRules(
        bundled_furniture(), configuration.language, configuration.read.earliest_year
    )
    rejected: list[str] = []
    for record in records:
        result = _extraction(record, options, rules, extractor, as_of)
        if isinstance(result, Reject):
            rejected.append(f"{result.source}: rejected, {result.reason}: {result.detail}")
            continue
        _print(result, options)
    tell_account(extractor, configuration.extractor)
    if rejected:
        raise CommandFailed(*(one_line(line) for line in rejected), status=FAILED)
    return DONE


def _extraction(
    record: RawArticle | Reject,
    options: ExtractOptions,
    rules: ArticleRules,
    extractor: Extractor,
    as_of: datetime,
) -> Extraction | Reject:
    if isinstance(record, Reject):
        return record
    article = make_article(_completed(record, options), rules, as_of)
    if isinstance(article, Reject):
        return article
    if options.language is not None:
        article = article._replace(language=options.language, language_score=None)
    languages = sorted(extractor.knowledge.available)
    return Extraction(article, extractor.read(article), languages)


def _completed(record: RawArticle, options: ExtractOptions) -> RawArticle:
    """Lay what the options say over what the file says."""
    given: dict[str, Any] = {
        "title": options.title,
        "source": options.source,
        "language": options.language,
        "published": options.published.isoformat() if options.published else None,
        "published_from": "metadata" if options.published else None,
    }
    return record._replace(**{key: value for key, value in given.items() if value is not None})


def _records(
    options: ExtractOptions, settings: ReadSettings, as_of: datetime
) -> list[RawArticle | Reject]:
    """Read the input; what neither its name nor its content tells is taken as plain text."""
    data, name = _data(options, settings), _name(options)
    sample = ByteSource(io.BytesIO(data), settings.max_file_bytes).peek(SAMPLE_BYTES)
    kind = format_of(name, sample) or Format.PLAIN
    if kind is Format.PLAIN:
        return [_plain(data, name, settings, as_of)]
    # Readers of other formats are heavy to import; a text needs none of them.
    from transforms.read.reader import read_file  # noqa: PLC0415

    return list(read_file(name, io.BytesIO(data), settings, as_of))


def _plain(data: bytes, name: str, settings: ReadSettings, as_of: datetime) -> RawArticle | Reject:
    source = ByteSource(io.BytesIO(data), settings.max_file_bytes)
    try:
        text = decode_text(source.document(settings.max_document_bytes))
        if source.failure is not None:
            raise source.failure
        if not text.strip():
            raise ReadError(Reason.MISSING_TEXT, "a file without text")
    except ReadError as failure:
        return reject(Stage.READ, failure.reason, name, failure.detail, "", as_of)
    return RawArticle(origin=name, text=text.replace("\r\n", "\n").replace("\r", "\n"))


def _data(options: ExtractOptions, settings: ReadSettings) -> bytes:
    limit = settings.max_document_bytes
    try:
        if options.file == _STANDARD_INPUT:
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with Path(options.file).open("rb") as opened:
                data = opened.read(limit + 1)
    except (OSError, ValueError) as error:
        text = getattr(error, "strerror", None) or error
        raise CommandFailed(
            f"{_name(options)} cannot be read: {one_line(text)}", status=WRONG_USAGE
        ) from error
    if len(data) > limit:
        raise CommandFailed(f"{_name(options)} is larger than read.max_document_bytes ({limit})")
    return data


def _name(options: ExtractOptions) -> str:
    return "standard input" if options.file == _STANDARD_INPUT else options.file


def knowledge_of(configuration: Configuration) -> Knowledge:
    """Load the knowledge of a configuration. Raises CommandFailed naming every fault."""
    try:
        return load_knowledge(configuration.knowledge or PACKAGED)
    except (LexiconError, ConfigurationError, OSError, EOFError) as error:
        lines = [one_line(line) for line in str(error).splitlines() if line.strip()]
        raise CommandFailed(*lines, status=WRONG_USAGE) from error


def _print(result: Extraction, options: ExtractOptions) -> None:
    if options.explain and not options.json:
        sys.stdout.write(explained(result))
        return
    document = as_json(result, explain=options.explain, compact=options.json)
    sys.stdout.write(f"{document}\n")
