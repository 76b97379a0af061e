"""The corpus of copies tells the truth: measurements of duplicates rest on it."""

import random
import re
from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest

from tests.bench.copies import Labelled, corpus, same_standing
from tests.bench.copies_edits import EDITS, KEPT_SHARE, Print, printed
from tests.bench.copies_text import Text, grammars

NUMBER = 3_000


@pytest.fixture(scope="module")
def articles() -> list[Labelled]:
    return corpus(NUMBER, seed=7)


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def test_same_seed_same_corpus_other_seed_another(articles: list[Labelled]) -> None:
    assert corpus(NUMBER, seed=7) == articles
    assert corpus(NUMBER, seed=8) != articles


def test_it_has_the_number_asked_for_and_every_relation_and_language(
    articles: list[Labelled],
) -> None:
    assert len(articles) == NUMBER
    assert len({one.article["url"] for one in articles}) == NUMBER
    relations = Counter(one.relation for one in articles)
    wanted = {"wire", "update", "translation", "rewording", "series", "standing", "single"}
    assert set(relations) == wanted
    assert min(relations.values()) > NUMBER / 100
    assert {one.article["language"] for one in articles} == {"en", "ru", "uk"}


def test_a_cluster_has_one_first_that_is_published_before_its_copies(
    articles: list[Labelled],
) -> None:
    clusters = defaultdict(list)
    for one in articles:
        clusters[one.cluster].append(one)
    assert max(map(len, clusters.values())) > 20
    for members in clusters.values():
        first = min(members, key=lambda one: one.article["published"])
        assert [one.copy for one in members].count(False) == 1
        assert not first.copy
        assert len({one.article["language"] for one in members}) == 1


def test_order_of_arrival_is_not_that_of_publication(articles: list[Labelled]) -> None:
    published = [one.article["published"] for one in articles]
    later = sum(first > second for first, second in pairwise(published))
    assert 0.4 < later / NUMBER < 0.6


def test_a_copy_keeps_most_of_the_words_and_the_figures_of_its_story(
    articles: list[Labelled],
) -> None:
    firsts = {one.cluster: one.article["text"] for one in articles if not one.copy}
    for one in articles:
        if one.copy and one.relation == "wire":
            lead = firsts[one.cluster].split("\n\n")[0]
            assert figures(lead) <= figures(one.article["text"])


def test_two_clusters_of_one_story_differ_in_figures_or_in_most_words(
    articles: list[Labelled],
) -> None:
    firsts = [one for one in articles if not one.copy]
    stories = defaultdict(list)
    for one in firsts:
        stories[one.story].append(one)
    compared = 0
    for members in stories.values():
        for index, one in enumerate(members):
            for other in members[index + 1 :]:
                words = set(one.article["text"].split())
                others = set(other.article["text"].split())
                alike = len(words & others) / len(words | others)
                told = figures(one.article["text"]) != figures(other.article["text"])
                assert told or alike < 0.5
                compared += 1
    assert compared > 100


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_no_edit_loses_the_facts(edit, language: str) -> None:
    grammar = grammars()[language]
    chance = random.Random(3)
    place = Print(grammar, 5, date(2026, 3, 2), 9)
    paragraphs = tuple(f"Paragraph {number}. {grammar.sentence(chance)}" for number in range(10))
    for _ in range(20):
        text = edit(chance, Text("Headline", paragraphs), place)
        body = "\n".join(text.paragraphs)
        kept = [
            number for number in range(10) if f"Paragraph {number}." in body.replace("\u00a0", " ")
        ]
        assert kept == list(range(len(kept)))
        assert len(kept) >= KEPT_SHARE * 10


def test_every_copy_is_changed() -> None:
    grammar = grammars()["en"]
    chance = random.Random(4)
    text = Text("Headline", tuple(grammar.sentence(chance) for _ in range(8)))
    place = Print(grammar, 5, date(2026, 3, 2), 9)
    copies = [printed(chance, text, place) for _ in range(200)]
    assert sum(copy != text for copy in copies) > 190


def test_stories_with_one_standing_text_share_most_of_their_words() -> None:
    articles = same_standing(50)
    assert len({one.cluster for one in articles}) == 50
    standing = {one.article["text"].split("\n\n")[-1] for one in articles}
    assert len(standing) == 1
    shares = [len(next(iter(standing))) / len(one.article["text"]) for one in articles]
    assert min(shares) > 0.55
