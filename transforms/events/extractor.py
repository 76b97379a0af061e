"""What an extractor is: an article in, its events out. The rules are one, a model is another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from transforms.events.extract import EXTRACTOR, Reading, extract_events, read_article
from transforms.events.knowledge import Knowledge
from transforms.records import Article, Event


class Extractor(Protocol):
    """Reads articles one at a time.

    Both methods tell the same events, in the order of the text, and raise nothing for any
    article: what cannot be read gives no event. Offsets are those of ``extract_events``.
    """

    @property
    def name(self) -> str:
        """The name that the column ``extractor`` gives to events of this extractor."""

    @property
    def knowledge(self) -> Knowledge:
        """What is known of words and of the world."""

    def prepare(self, articles: Sequence[Article]) -> None:
        """Do what can be done at once for articles that will be read one by one."""

    def extract(self, article: Article) -> list[Event]:
        """Return the events of an article."""

    def read(self, article: Article) -> Reading | None:
        """Return events and how they came about; None where nothing could make an event."""


@dataclass(frozen=True)
class RulesExtractor:
    """The rules and word lists of this package: no network, no cost, the same rows always."""

    knowledge: Knowledge

    @property
    def name(self) -> str:
        """The name of the rules with their version."""
        return EXTRACTOR

    def prepare(self, articles: Sequence[Article]) -> None:
        """Do nothing: the rules have nobody to wait for."""

    def extract(self, article: Article) -> list[Event]:
        """Return the events of an article."""
        return extract_events(article, self.knowledge)

    def read(self, article: Article) -> Reading | None:
        """Return events and how they came about."""
        return read_article(article, self.knowledge)
