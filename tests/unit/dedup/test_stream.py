"""The pure half of near-duplicates in a stream: buckets, choices, rows."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from transforms.dedup.settings import NearSettings
from transforms.dedup.signatures import BANDS, signature
from transforms.dedup.stream import (
    Answer,
    Entry,
    Neighbour,
    Question,
    compared,
    days,
    decided,
    finer_bucket,
    kept_after,
    present,
    questions,
    request_of,
    with_newest,
    worth_comparing,
)
from transforms.records import Article, NearCopy

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
STORY = (
    "The mayor opened a bridge on Monday. 14 engineers had built it in 3 years, and the town spent "
    "26 million on stone, cables and lamps, said the head of the council at the ceremony."
)
ENTRIES = st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 20)), max_size=12)


def article(name: str, text: str, published: datetime | None) -> Article:
    told: dict[str, Any] = {
        "article_id": name,
        "text": text,
        "text_hash": text,
        "published_at": published,
        "seen_at": MONDAY,
    }
    return Article(**{**dict.fromkeys(Article._fields), **told})


def neighbour(name: str, published: int | None, text_hash: str = "other") -> Neighbour:
    return Neighbour(name, text_hash, published, 0.9, 0)


def test_an_article_asks_one_bucket_of_each_band() -> None:
    asked = questions(article("a", STORY, MONDAY), signature(STORY))
    assert len({bucket for bucket, _ in asked}) == BANDS
    assert {question.number for _, question in asked} <= {14, 3, 26}


def test_texts_with_most_numbers_in_common_choose_the_same_one_in_most_bands() -> None:
    one = questions(article("a", STORY, MONDAY), signature(STORY))
    other = questions(article("b", f"{STORY} March 2.", MONDAY), signature(STORY))
    same = sum(a.number == b.number for (_, a), (_, b) in zip(one, other, strict=True))
    assert BANDS // 2 < same < BANDS


def test_a_text_without_numbers_has_finer_buckets_too() -> None:
    asked = questions(article("a", "No figures here at all.", None), signature("No figures"))
    assert {question.number for _, question in asked} == {0}
    assert finer_bucket(1, 0) != finer_bucket(2, 0)
    assert 0 <= finer_bucket(1, 0) < 2**63


@given(ENTRIES, st.permutations(range(12)))
def test_who_is_present_does_not_depend_on_the_order(
    entries: list[Entry], order: list[int]
) -> None:
    question = Question("a", 10, 0)
    shuffled = [entries[i] for i in order if i < len(entries)]
    found = present(entries, question, 5)
    assert present(shuffled, question, 5) == found
    assert all(name != "a" and 5 <= time <= 15 for name, time in found)


@given(ENTRIES, st.integers(0, 30))
def test_time_leaves_what_is_within_the_horizon(entries: list[Entry], moment: int) -> None:
    assert kept_after(entries, moment, 4) == [e for e in entries if e[1] + 4 > moment]


def test_a_full_finer_bucket_forgets_its_oldest_entry() -> None:
    assert with_newest([("b", 2), ("a", 1)], ("c", 3), 2) == [("b", 2), ("c", 3)]
    assert with_newest([("b", 2), ("a", 1)], ("old", 0), 2) == [("a", 1), ("b", 2)]


def test_of_many_the_most_similar_and_the_earliest_are_compared() -> None:
    names = [f"n{number}" for number in range(9)]
    often = Answer(names, list(range(9, 0, -1)), goes_on=False, finer=False)
    once = Answer(["far"], [0], goes_on=False, finer=False)
    best = Answer(["n0"], [9], goes_on=False, finer=True)
    chosen = worth_comparing([often, often, once, best], 4)
    assert [name for name, _ in chosen] == ["n0", "n8", "n7", "n6"]
    assert len(worth_comparing([often, once], 24)) == 10


def test_both_learn_of_each_other() -> None:
    copy = request_of(article("b", f"{STORY} More in the evening edition.", MONDAY), 9)
    mine = request_of(article("a", STORY, MONDAY), 7)
    found = compared(mine, copy, NearSettings())
    assert found is not None
    told, learned = found
    assert (told.article_id, told.until) == ("a", 9)
    assert (learned.article_id, learned.until) == ("b", 7)
    assert told.similarity == learned.similarity == 1.0


def test_other_stories_teach_nothing() -> None:
    other = request_of(article("b", STORY.replace("14", "15").replace("26", "31"), None), 9)
    assert compared(request_of(article("a", STORY, None), 7), other, NearSettings()) is None


def test_the_earliest_neighbour_is_the_original() -> None:
    row = decided(article("m", "text", MONDAY), [neighbour("z", 5), neighbour("a", 9)])
    assert (row.duplicate_of, row.duplicate_kind, row.similarity) == ("z", "near", 0.9)
    assert row.near == [NearCopy("a", 0.9), NearCopy("z", 0.9)]


def test_an_original_with_the_same_text_makes_a_duplicate_by_text() -> None:
    row = decided(article("m", "text", MONDAY), [neighbour("a", 5, "text")])
    assert (row.duplicate_of, row.duplicate_kind, row.similarity) == ("a", "text", 1.0)


def test_the_first_is_kept_and_unknown_times_come_last() -> None:
    later = [neighbour("a", None), neighbour("z", days(30_000))]
    row = decided(article("m", "text", MONDAY), later)
    assert row.duplicate_of is None
    assert [copy.article_id for copy in row.near] == ["a", "z"]
    assert decided(article("m", "text", None), [neighbour("n", None)]).duplicate_of is None
    assert decided(article("m", "text", None), [neighbour("a", None)]).duplicate_of == "a"


@given(st.permutations([neighbour("a", 5), neighbour("b", 3), neighbour("c", None)]))
def test_rows_do_not_depend_on_the_order_of_what_is_learned(told: list[Neighbour]) -> None:
    one = article("m", "text", MONDAY)
    assert decided(one, told) == decided(one, [*told, told[0]])
    assert decided(one, told).duplicate_of == "b"
