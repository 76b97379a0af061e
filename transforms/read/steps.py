"""ReadArticles: file paths to articles and rejects."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

import apache_beam as beam
from apache_beam.io.filesystem import CompressionTypes
from apache_beam.io.filesystems import FileSystems
from apache_beam.metrics import Metrics

from transforms.outcomes import Reason
from transforms.read.failures import context_of, rejected
from transforms.read.reader import read_file
from transforms.records import RawArticle, Reject
from transforms.settings import ReadSettings

NAMESPACE = "wirebeam"
REJECTS = "rejects"


class ReadOutcome(NamedTuple):
    """The two outputs of ``ReadArticles``."""

    articles: beam.PCollection[RawArticle]
    rejects: beam.PCollection[Reject]


@dataclass
class ReadArticles(beam.PTransform):
    """Read every article of the given files.

    * Input: ``str``, the path of a file on any Beam file system; folders and globs are resolved
      before (``pipelines.inputs``).
    * Output: ``ReadOutcome`` with ``articles`` (``RawArticle``) and ``rejects`` (``Reject``).
    * Time: elements keep the window and timestamp of their path; nothing is grouped.
    * State: none. A file is read as a stream; what a record may cost is in ``settings``.
    * Rejects: ``unreadable_file`` for a path that cannot be opened, else what the readers find.
    * Counter: ``wirebeam/read``, one for each article and each reject.
    * Delivery: a retried bundle reads its files again and gives the same elements.
    """

    settings: ReadSettings
    as_of: datetime

    def __post_init__(self) -> None:
        super().__init__()
        if self.as_of.tzinfo is None:
            raise ValueError(f"as_of must have a time zone, got {self.as_of!r}")

    @beam.typehints.no_annotations
    def expand(self, pcoll: beam.PCollection[str]) -> ReadOutcome:
        """Build the step; see the class."""
        outputs = pcoll | "ReadFile" >> beam.ParDo(
            _ReadFile(self.settings, self.as_of)
        ).with_outputs(REJECTS, main="articles")
        articles, rejects = outputs["articles"], outputs[REJECTS]
        articles.element_type = RawArticle
        rejects.element_type = Reject
        return ReadOutcome(articles, rejects)


class _ReadFile(beam.DoFn):
    def __init__(self, settings: ReadSettings, as_of: datetime) -> None:
        self._settings = settings
        self._as_of = as_of
        self._read = Metrics.counter(NAMESPACE, "read")

    def process(
        self, path: str
    ) -> Iterator[RawArticle | beam.pvalue.TaggedOutput[Literal["rejects"], Reject]]:
        for outcome in self._outcomes(path):
            self._read.inc()
            if hasattr(outcome, "reject_id"):
                yield beam.pvalue.TaggedOutput(REJECTS, outcome)
            else:
                yield outcome

    def _outcomes(self, path: str) -> Iterator[RawArticle | Reject]:
        name = FileSystems.split(path)[1] or path
        try:
            opened = FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED)
        except Exception as error:  # each file system raises exceptions of its own library
            detail = f"{type(error).__name__}: {getattr(error, 'strerror', None) or 'cannot open'}"
            yield rejected(context_of(name, self._as_of), Reason.UNREADABLE_FILE, detail)
            return
        with opened:
            yield from read_file(name, opened, self._settings, self._as_of)
