"""Making articles."""

from datetime import UTC, datetime

import pytest

from transforms.language.articles import (
    ArticleRules,
    clean_list,
    hash_text,
    make_article,
    source_of,
)
from transforms.language.furniture import bundled_furniture
from transforms.records import Article, RawArticle, Reject
from transforms.settings import LanguageSettings

AS_OF = datetime(2026, 1, 1, tzinfo=UTC)
RULES = ArticleRules(bundled_furniture(), LanguageSettings())
NEWS = "A drone hit the fuel depot near the river during the night, the mayor said."


def made(text: str = NEWS, **fields: object) -> Article:
    article = make_article(RawArticle("test#1", text, **fields), RULES, AS_OF)  # type: ignore[arg-type]
    assert isinstance(article, Article)
    return article


def refused(text: str = NEWS, **fields: object) -> Reject:
    reject = make_article(RawArticle("test#1", text, **fields), RULES, AS_OF)  # type: ignore[arg-type]
    assert isinstance(reject, Reject)
    return reject


def test_a_raw_article_becomes_a_clean_one():
    article = made(
        f" date 2024-04-24 Depot burns Tuesday, April 23, 2024 10:41:37 PM\nShare\n{NEWS}",
        url="http://www.news.online.ua:80/a/?utm_source=x",
        title="Depot&nbsp;burns",
        authors=["Anna  Smith", "anna smith", ""],
        tags=["#war", "war", "oil"],
    )
    assert article.text == NEWS
    assert article.title == "Depot burns"
    assert article.canonical_url == "https://news.online.ua/a"
    assert article.source == "online.ua"
    assert (article.language, article.seen_at) == ("en", AS_OF)
    assert article.published_at == datetime(2024, 4, 23, 22, 41, 37, tzinfo=UTC)
    assert article.published_from == "text"
    assert (article.authors, article.tags) == (["Anna Smith"], ["war", "oil"])
    assert article.word_count == 15


def test_metadata_wins_over_the_text_unless_it_is_unreadable():
    text = f"24.04.2024 05:00\n{NEWS}"
    stated = made(text, published="2024-04-24T06:00:00Z", published_from="feed")
    assert (stated.published_at, stated.published_from) == (
        datetime(2024, 4, 24, 6, tzinfo=UTC),
        "feed",
    )
    assert stated.text == NEWS
    fallback = made(text, published="yesterday", published_from="feed")
    assert (fallback.published_at, fallback.published_from) == (
        datetime(2024, 4, 24, 5, tzinfo=UTC),
        "text",
    )


def test_a_date_line_that_contradicts_the_metadata_is_part_of_the_article():
    article = made(f"24 February 2022\n{NEWS}", published="2024-04-24")
    assert article.text == f"24 February 2022\n{NEWS}"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.com/2024/04/24/depot", datetime(2024, 4, 24, tzinfo=UTC)),
        ("https://a.com/news/2024-04-24-depot-burns", datetime(2024, 4, 24, tzinfo=UTC)),
        ("https://a.com/news/2024/04/depot", None),
        ("https://a.com/2024/13/24/depot", None),
        ("https://a.com/2044/04/24/depot", None),
    ],
)
def test_the_address_dates_an_article_that_nothing_else_dates(url, day):
    article = made(url=url)
    assert day == article.published_at
    assert article.published_from == ("metadata" if day else None)


@pytest.mark.parametrize("published", [None, "", "3 hours ago", "2027-06-01"])
def test_an_unknown_or_future_date_stays_null(published):
    article = made(published=published, published_from="feed")
    assert (article.published_at, article.published_from) == (None, None)


def test_an_impossible_year_is_refused_wherever_it_is_stated():
    assert refused(published="9999-12-31").reason == "impossible_date"
    assert refused(f" date 9999-12-31 {NEWS}").reason == "impossible_date"
    assert made(f"31.12.1899 05:00\n{NEWS}").published_at is None


@pytest.mark.parametrize("text", ["", " \n\u200b", "Share\nРеклама", "<p></p>"])
def test_an_empty_text_is_refused(text):
    assert refused(text).reason == "empty_text"


def test_a_text_beyond_the_limit_is_refused_without_being_cleaned():
    assert refused("x" * 1_000_001).reason == "too_large"


def test_refusals_of_different_articles_are_different_rows():
    assert (
        refused("", url="https://a.com/1").reject_id != refused("", url="https://a.com/2").reject_id
    )


def test_identity_is_the_address_or_else_the_text():
    assert (
        made(url="http://a.com/1").article_id
        == made("Other.", url="https://www.a.com/1/").article_id
    )
    assert made(url="mailto:x").article_id == made().article_id
    assert made().article_id != made("Another text.").article_id


def test_a_home_page_is_no_address_of_an_article():
    article = made(url="https://www.a.com/")
    assert article.canonical_url is None
    assert article.source == "a.com"
    assert article.article_id == made().article_id


def test_copies_share_the_text_hash_whatever_their_title_case_and_spacing():
    assert hash_text("A “drone”  hit.") == hash_text("a drone hit")
    assert hash_text("a drone hit") != hash_text("a drone bit")
    assert hash_text("!!!") != hash_text("???")
    assert made(title="One").text_hash == made(title="Two").text_hash


@pytest.mark.parametrize(
    ("url", "declared", "source"),
    [
        ("https://news.online.ua/x", "Other", "online.ua"),
        (None, "https://www.rbc.ua/feed", "rbc.ua"),
        (None, " РБК-Україна\n", "РБК-Україна"),
        ("http://10.0.0.1/x", None, "10.0.0.1"),
        ("http://10.0.0.1/x", "Reuters", "Reuters"),
        (None, None, None),
        (None, "  ", None),
    ],
)
def test_source_is_the_domain_or_else_what_is_declared(url, declared, source):
    assert source == source_of(url, declared)


def test_lists_are_bounded():
    assert len(clean_list([f"tag {i}" for i in range(1000)])) == 50
    assert len(clean_list(["x" * 1000])[0]) == 200


def test_the_declared_language_counts_only_where_detection_fails():
    assert made(language="ru").language == "en"
    short = made("🔥🔥", language="uk-UA")
    assert (short.language, short.language_score) == ("uk", None)


def test_cleaning_a_clean_article_again_changes_no_identity():
    once = made(f"Share\n{NEWS}\nРеклама", title="Depot burns")
    again = made(once.text, title=once.title)
    assert (once.text, once.text_hash) == (again.text, again.text_hash)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "java\nscript:x"])
def test_an_address_that_nobody_should_follow_is_none(url: str):
    assert made(url=url).url is None
    assert made(url=url).article_id == made().article_id
