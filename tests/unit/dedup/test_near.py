"""Who is the original, who a copy: components over new pairs, equal texts and committed rows."""

import random
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from transforms.dedup.candidates import Candidate
from transforms.dedup.near import Edge, EqualText, NearVerdict, Relation, decide_near, unknown_names
from transforms.dedup.staged_texts import StagedTexts
from transforms.dedup.staging import StagingBuffer
from transforms.records import Article, NearCopy
from transforms.write.storage import LocalStorage


def node(name: str, published: int | None, *, new: bool = True) -> Candidate:
    row = ord(name[0]) - ord("a")
    return Candidate(name, f"text {name}", published, published or 0, "", "f" if new else "", row)


A, B, C, D = node("a", 1), node("b", 2), node("c", 3), node("d", 4)


def told(verdicts: list[NearVerdict]) -> dict[str, tuple[str | None, float | None]]:
    return {chr(ord("a") + v.row): (v.duplicate_of, v.similarity) for v in verdicts}


def test_the_first_is_the_original_and_lists_its_copies() -> None:
    verdicts = decide_near([Edge(B, A, 0.9), Edge(B, C, 0.8)], [], [])
    assert told(verdicts) == {"a": (None, None), "b": ("a", 0.9), "c": ("a", 0.8)}
    assert verdicts[1].near == [NearCopy("a", 0.9), NearCopy("c", 0.8)]


def test_an_undated_article_comes_last() -> None:
    assert told(decide_near([Edge(node("a", None), B, 0.9)], [], []))["a"] == ("b", 0.9)


def test_the_original_of_a_committed_copy_is_the_original() -> None:
    old = node("x", 5, new=False)
    committed = [Relation("x", 5, "y", []), Relation("y", 0, None, ["x"])]
    assert told(decide_near([Edge(old, B, 0.9)], [], committed)) == {"b": ("y", 0.9)}


def test_a_new_original_of_committed_copies_is_kept() -> None:
    old = node("x", 5, new=False)
    (verdict,) = decide_near([Edge(A, old, 0.9)], [], [Relation("x", 5, None, [])])
    assert (verdict.duplicate_of, verdict.near) == (None, [NearCopy("x", 0.9)])


def test_an_equal_text_joins_but_is_no_original() -> None:
    later = node("c", 3)._replace(text_hash=B.text_hash)
    verdicts = told(decide_near([Edge(later, D, 0.9)], [EqualText("c", B)], []))
    assert verdicts == {"b": (None, None), "c": (None, None), "d": ("b", 0.9)}
    first = told(decide_near([Edge(later, A, 0.9)], [EqualText("c", B)], []))
    assert first == {"a": (None, None), "b": ("a", 0.9), "c": (None, None)}


def test_equal_texts_alone_say_nothing_new() -> None:
    assert decide_near([], [EqualText("b", A)], []) == []


def test_names_that_nobody_asked_for_are_asked_for() -> None:
    relations = [Relation("x", 1, "y", ["z", "x"])]
    assert unknown_names(["x", "z"], relations) == {"y"}


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20),
    st.lists(st.none() | st.integers(0, 3), min_size=10, max_size=10),
    st.randoms(),
)
def test_order_and_repetition_do_not_matter(
    pairs: list[tuple[int, int]], times: list[int | None], rng: random.Random
) -> None:
    nodes = [node(chr(ord("a") + n), times[n], new=n % 3 > 0) for n in range(10)]
    edges = [Edge(nodes[a], nodes[b], 0.7 + (a + b) / 100) for a, b in pairs if a != b]
    committed = [Relation(one.article_id, one.published, None, []) for one in nodes if not one.file]
    expected = decide_near(edges, [], committed)
    turned = edges + [Edge(edge.other, edge.one, edge.similarity) for edge in edges]
    rng.shuffle(turned)
    assert decide_near(turned, [], committed) == expected
    originals = {verdict.duplicate_of for verdict in expected} - {None}
    copies = {chr(ord("a") + v.row) for v in expected if v.duplicate_of is not None}
    assert not originals & copies


def test_single_texts_are_read_from_staged_files(tmp_path: Path) -> None:
    waiting = StagingBuffer(LocalStorage(), str(tmp_path), rows=200, size=10**9)
    for number in range(150):
        waiting.add(article(number))
    file = waiting.flush()[0].file
    texts = StagedTexts(str(tmp_path))
    for row in (0, 63, 64, 149, 0):
        assert texts.text(file, row) == f"Text {row}"


def article(number: int) -> Article:
    empty: dict[str, object] = dict.fromkeys(Article._fields)
    values = empty | {
        "article_id": f"id{number:03}",
        "authors": [],
        "tags": [],
        "near": [],
        "seen_at": datetime(2026, 1, 1, tzinfo=UTC),
        "text": f"Text {number}",
        "text_hash": f"hash{number}",
        "word_count": 2,
        "schema_version": 1,
    }
    return Article(**values)  # type: ignore[arg-type]
