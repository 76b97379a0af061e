"""Copies of one text are one voice, whichever article came first."""

from datetime import UTC, datetime
from typing import Final

from hypothesis import given
from hypothesis import strategies as st

from transforms.incidents.articles import ArticleFact, article_fact_of_columns
from transforms.incidents.press import Press

MORNING: Final = datetime(2025, 3, 12, 6, tzinfo=UTC)
NOON: Final = datetime(2025, 3, 12, 12, tzinfo=UTC)


def test_the_earliest_of_a_chain_of_near_copies_is_the_original() -> None:
    press = Press(
        [
            ArticleFact("a", "1", near=("b",), published_at=NOON),
            ArticleFact("b", "2", near=("a", "c"), published_at=MORNING),
            ArticleFact("c", "3", duplicate_of="b", duplicate_kind="near", published_at=NOON),
        ]
    )
    assert [press.original_of(one) for one in "abc"] == ["b", "b", "b"]
    assert press.copies_of("a") == ("a", "b", "c")


def test_a_kept_article_comes_before_an_earlier_duplicate_that_was_never_read() -> None:
    late = ArticleFact("kept", "1", published_at=NOON)
    early = ArticleFact(
        "copy", "1", duplicate_of="kept", duplicate_kind="text", published_at=MORNING
    )
    assert Press([early, late]).original_of("copy") == "kept"


def test_an_original_whose_row_is_elsewhere_stays_the_original() -> None:
    copy = ArticleFact("copy", "1", duplicate_of="gone", duplicate_kind="text", published_at=NOON)
    assert Press([copy]).original_of("gone") == "gone"


def test_an_article_without_a_fact_is_its_own_original() -> None:
    press = Press()
    assert press.original_of("x") == "x"
    assert press.copies_of("x") == ("x",)
    assert press.voice_of("x") == "article:x"


def test_another_version_of_an_article_is_no_other_text() -> None:
    rows = [
        ArticleFact("a", "1", published_at=NOON, source="paper.example"),
        ArticleFact("a", "2", duplicate_of="a", duplicate_kind="url", published_at=MORNING),
    ]
    assert Press(rows).copies_of("a") == ("a",)
    assert Press(rows).voice_of("a") == "source:paper.example"


def test_those_who_credit_an_agency_and_its_own_site_are_one_voice() -> None:
    press = Press(
        [
            ArticleFact("a", "1", source="paper.example", agency="wire"),
            ArticleFact("b", "2", source="wire.example"),
            ArticleFact("c", "3", source="other.example"),
        ],
        {"wire.example": "wire"},
    )
    assert press.voice_of("a") == press.voice_of("b") == "agency:wire"
    assert press.voice_of("c") == "source:other.example"


def test_copies_have_the_voice_of_the_text() -> None:
    press = Press(
        [
            ArticleFact("a", "1", source="first.example", published_at=MORNING),
            ArticleFact("b", "2", source="second.example", near=("a",), published_at=NOON),
        ]
    )
    assert press.voice_of("b") == "source:first.example"


def test_rows_as_arrow_gives_them_become_facts() -> None:
    columns = {**ArticleFact("a", "1")._asdict(), "near": [{"article_id": "b", "similarity": 0.9}]}
    assert article_fact_of_columns(columns).near == ("b",)


@given(
    st.lists(
        st.builds(
            ArticleFact,
            article_id=st.sampled_from("abcdef"),
            text_hash=st.sampled_from("123"),
            duplicate_of=st.none() | st.sampled_from("abcdef"),
            near=st.lists(st.sampled_from("abcdef"), max_size=2).map(tuple),
            published_at=st.none() | st.sampled_from([MORNING, NOON]),
        ),
        max_size=8,
    ).flatmap(lambda facts: st.tuples(st.just(facts), st.permutations(facts)))
)
def test_the_order_of_the_rows_changes_nothing(
    orders: tuple[list[ArticleFact], list[ArticleFact]],
) -> None:
    one, two = (Press(order) for order in orders)
    for article in "abcdef":
        assert one.original_of(article) == two.original_of(article)
        assert one.copies_of(article) == two.copies_of(article)
        assert article in one.copies_of(article)
