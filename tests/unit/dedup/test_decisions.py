"""The rules for duplicates, and the laws that order, splits and earlier runs must not break."""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from transforms.dedup.decisions import (
    Outcome,
    Verdict,
    decide_article,
    decide_text,
    outcome_of_kind,
)
from transforms.dedup.fingerprints import (
    Fingerprint,
    KnownVersion,
    microseconds,
    moment_of,
    precedence,
)


def copy(article: str, text: str, published: int | None = 0, order: str = "m") -> Fingerprint:
    return Fingerprint(article, text, published, order, f"{article}-{text}-{published}-{order}", 0)


def decide(
    copies: Iterable[Fingerprint], known: Sequence[KnownVersion] = ()
) -> tuple[dict[str, Verdict], Counter[Outcome]]:
    """Decide about a whole run as the graph does: rows by the file of their copy, and outcomes."""
    by_id: dict[str, list[Fingerprint]] = {}
    for one in copies:
        by_id.setdefault(one.article_id, []).append(one)
    outcomes: Counter[Outcome] = Counter()
    verdicts: list[Verdict] = []
    by_text: dict[str, list[Fingerprint]] = {}
    for article, group in by_id.items():
        decision = decide_article(group, [v for v in known if v.article_id == article])
        outcomes[Outcome.DUPLICATE_KNOWN] += decision.known
        outcomes[Outcome.DUPLICATE_URL] += decision.repeats
        verdicts += decision.verdicts
        if decision.original is not None:
            by_text.setdefault(decision.original.text_hash, []).append(decision.original)
    for text, originals in by_text.items():
        verdicts += decide_text(originals, [v for v in known if v.text_hash == text])
    outcomes.update(outcome_of_kind(v.duplicate_kind) for v in verdicts)
    return {verdict.file: verdict for verdict in verdicts}, outcomes


def committed(copies: Iterable[Fingerprint], rows: dict[str, Verdict]) -> list[KnownVersion]:
    return [
        KnownVersion(
            one.article_id,
            one.text_hash,
            row.duplicate_of,
            row.duplicate_kind,
            moment_of(one.published),
        )
        for one in {one.file: one for one in copies}.values()
        if (row := rows.get(one.file)) is not None
    ]


def test_a_single_article_is_kept() -> None:
    rows, outcomes = decide([copy("a", "t")])
    assert [Verdict("a-t-0-m", 0)] == list(rows.values())
    assert outcomes[Outcome.KEPT] == 1


def test_the_same_version_twice_gives_one_row_and_a_duplicate_by_url() -> None:
    rows, outcomes = decide([copy("a", "t", 2), copy("a", "t", 1)])
    assert list(rows) == ["a-t-1-m"]
    assert outcomes == Counter({Outcome.KEPT: 1, Outcome.DUPLICATE_URL: 1})


def test_a_second_text_of_an_article_is_a_duplicate_by_url_of_the_earlier_one() -> None:
    rows, _ = decide([copy("a", "late", 2), copy("a", "early", 1)])
    assert rows["a-early-1-m"].duplicate_of is None
    late = rows["a-late-2-m"]
    assert (late.duplicate_of, late.duplicate_kind, late.similarity) == ("a", "url", None)


def test_another_article_with_the_same_text_is_a_duplicate_by_text_of_the_earlier_one() -> None:
    rows, _ = decide([copy("b", "t", 1), copy("a", "t", 2)])
    assert rows["b-t-1-m"].duplicate_of is None
    second = rows["a-t-2-m"]
    assert (second.duplicate_of, second.duplicate_kind, second.similarity) == ("b", "text", 1.0)


def test_of_texts_published_together_the_smallest_article_id_is_kept() -> None:
    rows, _ = decide([copy("b", "t", 1), copy("a", "t", 1), copy("c", "t", 1)])
    assert {file: row.duplicate_of for file, row in rows.items()} == {
        "a-t-1-m": None,
        "b-t-1-m": "a",
        "c-t-1-m": "a",
    }


def test_an_article_without_a_date_never_precedes_one_with_a_date() -> None:
    rows, _ = decide([copy("a", "t", None), copy("b", "t", 10)])
    assert rows["a-t-None-m"].duplicate_of == "b"


def test_a_committed_version_is_known_and_gives_no_row() -> None:
    rows, outcomes = decide([copy("a", "t"), copy("a", "t", 5)], [KnownVersion("a", "t")])
    assert not rows
    assert outcomes[Outcome.DUPLICATE_KNOWN] == 2


def test_a_committed_version_stays_the_original_even_if_published_later() -> None:
    rows, _ = decide([copy("a", "new", -100)], [KnownVersion("a", "old")])
    assert rows["a-new--100-m"].duplicate_kind == "url"


def test_chains_of_equal_texts_end_at_the_kept_article() -> None:
    known = [KnownVersion("k", "t", "root", "text", moment_of(1))]
    rows, _ = decide([copy("a", "t", 2)], known)
    assert rows["a-t-2-m"].duplicate_of == "root"


def test_an_article_published_before_the_committed_ones_of_its_text_is_kept() -> None:
    known = [KnownVersion("k", "t", None, None, moment_of(5))]
    rows, _ = decide([copy("a", "t", 1), copy("b", "t", 3)], known)
    assert rows["a-t-1-m"].duplicate_of is None
    assert rows["b-t-3-m"].duplicate_of == "a"
    later, _ = decide(
        [copy("c", "t", 4)], [*known, KnownVersion("a", "t", None, None, moment_of(1))]
    )
    assert later["c-t-4-m"].duplicate_of == "a"


def test_a_text_that_was_a_mere_version_of_another_article_is_kept_at_its_own_address() -> None:
    rows, _ = decide([copy("a", "t")], [KnownVersion("b", "t", "b", "url")])
    assert rows["a-t-0-m"].duplicate_of is None


def test_publication_times_before_1970_keep_their_order() -> None:
    early, late = datetime(1969, 1, 1, tzinfo=UTC), datetime(1969, 1, 2, tzinfo=UTC)
    assert microseconds(early) is not None
    assert (microseconds(early) or 0) < (microseconds(late) or 0)
    assert microseconds(None) is None


COPIES = st.lists(
    st.builds(
        copy,
        st.sampled_from("abcd"),
        st.sampled_from("tuvw"),
        st.sampled_from([None, 1, 2, 3]),
        st.sampled_from("xyz"),
    ),
    max_size=25,
)


@given(COPIES, st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(copies: list[Fingerprint], random: object) -> None:
    shuffled = list(copies)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert decide(copies) == decide(shuffled)


@given(COPIES)
def test_every_copy_has_exactly_one_outcome(copies: list[Fingerprint]) -> None:
    _, outcomes = decide(copies)
    assert sum(outcomes.values()) == len(copies)


@given(COPIES)
def test_every_version_gives_one_row_and_duplicates_point_at_kept_articles(
    copies: list[Fingerprint],
) -> None:
    rows, _ = decide(copies)
    versions = committed(copies, rows)
    assert {(v.article_id, v.text_hash) for v in versions} == {
        (one.article_id, one.text_hash) for one in copies
    }
    kept = {version.article_id for version in versions if version.duplicate_of is None}
    for version in versions:
        if version.duplicate_kind == "text":
            assert version.duplicate_of in kept


@given(COPIES, st.lists(st.integers(0, 25), max_size=3))
def test_runs_in_the_order_of_publication_give_the_rows_of_a_single_run(
    copies: list[Fingerprint], cuts: list[int]
) -> None:
    ordered = sorted(copies, key=precedence)
    borders = [0, *sorted(cuts), len(ordered)]
    history: list[KnownVersion] = []
    rows: dict[str, Verdict] = {}
    for start, end in itertools.pairwise(borders):
        part = ordered[start:end]
        written, _ = decide(part, history)
        history += committed(part, written)
        rows |= written
    assert rows == decide(copies)[0]


@given(COPIES, COPIES)
def test_after_any_history_the_same_input_adds_no_row(
    before: list[Fingerprint], copies: list[Fingerprint]
) -> None:
    history = committed(before, decide(before)[0])
    history += committed(copies, decide(copies, history)[0])
    rows, outcomes = decide(copies, history)
    assert not rows
    assert outcomes[Outcome.DUPLICATE_KNOWN] == len(copies)


@given(COPIES, st.lists(st.integers(0, 25), max_size=3), st.randoms(use_true_random=False))
def test_in_any_order_of_runs_the_original_of_a_text_is_kept(
    copies: list[Fingerprint], cuts: list[int], random: object
) -> None:
    one_address_each = list({one.article_id: one for one in copies}.values())
    shuffled = list(one_address_each)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    history: list[KnownVersion] = []
    for start, end in itertools.pairwise([0, *sorted(cuts), len(shuffled)]):
        part = shuffled[start:end]
        history += committed(part, decide(part, history)[0])
    kept = {version.article_id for version in history if version.duplicate_of is None}
    at_once = committed(one_address_each, decide(one_address_each)[0])
    assert {version.article_id for version in at_once if version.duplicate_of is None} <= kept
