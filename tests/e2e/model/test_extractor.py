"""The model behind the interface that the rules have, too."""

from tests.helpers.model_asking import asking
from tests.helpers.model_server import fails, tells
from tests.helpers.told import TEXT, article, honest
from transforms.accounts.counts import MODEL
from transforms.events.extract import EXTRACTOR
from transforms.events.extractor import Extractor, RulesExtractor
from transforms.events.knowledge import load_knowledge
from transforms.events.model.extractor import ModelExtractor
from transforms.events.model.settings import ModelSettings

KNOWLEDGE = load_knowledge()
SETTINGS = ModelSettings(endpoint="https://models.example/v1", name="test")
BY_MODEL = "model:test:prompt-1"


def test_rules_and_model_are_asked_the_same_way() -> None:
    with asking(tells(honest())) as one:
        extractors: list[Extractor] = [
            RulesExtractor(KNOWLEDGE),
            ModelExtractor(SETTINGS, KNOWLEDGE, one.client),
        ]
        for extractor in extractors:
            [event] = extractor.extract(article())
            reading = extractor.read(article())
            assert reading is not None
            assert reading.events == [event]
            assert event.extractor == extractor.name
            assert event.place == "Kstovo"


def test_articles_that_were_asked_about_ahead_are_not_asked_about_again() -> None:
    articles = [article(f"{TEXT} {number}") for number in range(6)]
    quiet = article("The council met to talk about the library.", None)
    with asking(tells(honest()), concurrency=3) as one:
        extractor = ModelExtractor(SETTINGS, KNOWLEDGE, one.client)
        extractor.prepare([*articles, quiet])
        assert len(one.server.asked) == 6
        events = [event for read in (*articles, quiet) for event in extractor.extract(read)]
        assert len(one.server.asked) == 6
        assert [event.article_id for event in events] == [read.article_id for read in articles]
        assert extractor.counts[(MODEL, "article", "answered")] == 6
        assert extractor.counts[(MODEL, "article", "not_asked")] == 1


def test_a_failure_is_told_by_the_name_of_who_found_the_event() -> None:
    with asking(fails(404), tells(honest())) as one:
        extractor = ModelExtractor(SETTINGS, KNOWLEDGE, one.client)
        names = [extractor.extract(article())[0].extractor for _ in range(2)]
        assert names == [EXTRACTOR, BY_MODEL]
        assert extractor.counts[(MODEL, "fallback", "request_refused")] == 1
