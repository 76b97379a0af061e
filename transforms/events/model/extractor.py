"""The model as an extractor: whom it is asked about, how its answers become events.

Whatever fails is read by the rules, so that a run has every event that it would have without the
model, and ``extractor`` says of each event who found it.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from transforms.accounts.counts import MODEL, CountKey
from transforms.events.extract import Reading, read_article
from transforms.events.knowledge import Knowledge
from transforms.events.model.account import ARTICLE, TEXT_CUT, count_answer, count_drops
from transforms.events.model.answer import told_in
from transforms.events.model.asked import Answer
from transforms.events.model.client import ModelClient
from transforms.events.model.grounding import ground
from transforms.events.model.prompt import Prompt, extractor_name, load_prompt_template
from transforms.events.model.settings import ModelSettings
from transforms.events.model.spending import Spent
from transforms.events.ontology import load_ontology
from transforms.events.reading import look_over
from transforms.records import Article, Event

NOT_ASKED: Final = Answer(None, None, "", Spent())


def make_client(settings: ModelSettings, root: Path) -> ModelClient:
    """Return a client for the prompt under ``root``. Raises MissingKeyError, LexiconError."""
    prompt = Prompt(load_prompt_template(root), load_ontology(root), settings)
    return ModelClient(settings, prompt)


def is_asked_about(article: Article, knowledge: Knowledge, settings: ModelSettings) -> bool:
    """Tell whether an article is sent at all.

    It needs a language with a pack, since only then an answer can be checked, and a word that
    could make an event; with ``only_related`` it must also speak of attacks as the rules ask it.
    """
    if article.language not in knowledge.available:
        return False
    overview = look_over(article, knowledge)
    return overview is not None and (overview.related or not settings.only_related)


class AnswerReader:
    """Turns answers into readings, by the rules where there is no answer; ``counts`` adds up."""

    def __init__(self, settings: ModelSettings, knowledge: Knowledge) -> None:
        """Raises LexiconError where the prompt cannot be read."""
        self._settings = settings
        self.knowledge = knowledge
        self.name = extractor_name(settings, load_prompt_template(knowledge.root).version)
        self.counts: Counter[CountKey] = Counter()

    def read(self, article: Article, answer: Answer) -> Reading | None:
        """Return the events of an article."""
        count_answer(self.counts, answer)
        if answer.content is not None:
            found = ground(told_in(answer.content), article, self.knowledge, self.name)
            if found is not None:
                count_drops(self.counts, found.drops)
                if len(article.text) > self._settings.max_text_characters:
                    self.counts[(MODEL, ARTICLE, TEXT_CUT)] += 1
                return found.reading
        return read_article(article, self.knowledge)


class ModelExtractor:
    """Asks about one article at a time; ``counts`` says what became of the questions."""

    def __init__(self, settings: ModelSettings, knowledge: Knowledge, client: ModelClient) -> None:
        """Raises LexiconError where the prompt cannot be read."""
        self._settings = settings
        self._reader = AnswerReader(settings, knowledge)
        self._client = client
        self._ahead: dict[tuple[str, str], Answer] = {}
        self.counts = self._reader.counts

    @property
    def name(self) -> str:
        """The name of the model with the version of the prompt."""
        return self._reader.name

    @property
    def knowledge(self) -> Knowledge:
        """What answers are checked with."""
        return self._reader.knowledge

    def prepare(self, articles: Sequence[Article]) -> None:
        """Ask about several articles at a time; each answer is kept until its article is read."""
        asked = [one for one in articles if is_asked_about(one, self.knowledge, self._settings)]
        answers = self._client.ask_all(asked)
        for article, answer in zip(asked, answers, strict=True):
            self._ahead[(article.article_id, article.text_hash)] = answer

    def extract(self, article: Article) -> list[Event]:
        """Return the events of an article."""
        reading = self.read(article)
        return reading.events if reading is not None else []

    def read(self, article: Article) -> Reading | None:
        """Return events and how they came about."""
        answer = self._ahead.pop((article.article_id, article.text_hash), None)
        if answer is None:
            asked = is_asked_about(article, self.knowledge, self._settings)
            answer = self._client.ask(article) if asked else NOT_ASKED
        return self._reader.read(article, answer)
