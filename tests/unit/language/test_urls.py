"""Canonical addresses and registered domains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.language.urls import canonical_url, followable, is_home_page, registered_domain


@pytest.mark.parametrize(
    ("variant", "canonical"),
    [
        ("HTTP://WWW.Example.org:443/a/", "https://example.org/a"),
        ("http://example.org:80/a#comments", "https://example.org/a"),
        (
            "https://example.org/a?utm_source=tg&utm_medium=x&fbclid=1&yclid=2",
            "https://example.org/a",
        ),
        ("https://example.org/a?b=2&a=1", "https://example.org/a?a=1&b=2"),
        ("https://example.org/a?A=1&amp;a=2", "https://example.org/a?A=1&a=2"),
        ("https://m.example.org/news/1", "https://example.org/news/1"),
        ("https://amp.example.org/news/1?amp=1", "https://example.org/news/1"),
        ("https://en.m.example.org/wiki", "https://en.example.org/wiki"),
        ("https://example.org/amp/news/1", "https://example.org/news/1"),
        ("https://example.org/news/1/amp/", "https://example.org/news/1"),
        ("https://example.org/news/index.html", "https://example.org/news"),
        ("https://example.org/a/../b//c/./d", "https://example.org/b/c/d"),
        ("https://example.org/%7euser/%d0%90", "https://example.org/~user/%D0%90"),
        (
            "https://example.org/новость",
            "https://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C",
        ),
        ("https://сайт.рф/1", "https://xn--80aswg.xn--p1ai/1"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("https://example.org/a;jsessionid=12AB", "https://example.org/a"),
        ("  https://example.org/a\n", "https://example.org/a"),
        ("//example.org/a", "https://example.org/a"),
        ("www.bbc.co.uk/a", "https://bbc.co.uk/a"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        (
            "https://www.google.com/url?sa=t&url=https://a.com/x%3Fid%3D5&ct=ga",
            "https://a.com/x?id=5",
        ),
        ("https://www.google.com/amp/s/a.com/x", "https://a.com/x"),
        ("https://a-com.cdn.ampproject.org/c/s/a.com/x", "https://a.com/x"),
        ("https://example.org/#!/news/5", "https://example.org/#!/news/5"),
        ("https://example.org/100%", "https://example.org/100%25"),
    ],
)
def test_variants_of_an_address_share_one_canonical_form(variant, canonical):
    assert canonical_url(variant) == canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/view?id=1", "https://example.org/view?id=2"),
        ("https://example.org/Abc", "https://example.org/abc"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://ru.example.org/a", "https://example.org/a"),
        ("https://a.github.io/x", "https://b.github.io/x"),
        ("https://example.org/news/amplifier", "https://example.org/news"),
    ],
)
def test_different_articles_keep_different_addresses(one, other):
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "unusable",
    [
        "", "   ", "mailto:a@example.org", "javascript:alert(1)", "ftp://example.org/a",
        "file:///etc",
        "http://", "http:///a", "http://[::1", "https://example.org:99999/", "http://a b.com/",
        "just words", "README.md", "https://" + "a" * 300 + ".com/",
        "https://example.org/" + "a" * 5000,
        "tag:example.org,2024:1", "https://-a.com/",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_used_gives_none(unusable):
    assert canonical_url(unusable) is None


@given(st.text(max_size=60))
def test_any_text_is_answered_without_an_error(text):
    assert (canonical_url(text) or "https://").startswith("https://")
    assert "." in (registered_domain(text) or ".")


@given(
    st.sampled_from(["http://", "https://", "//"]),
    st.sampled_from(
        ["www.a.com", "m.news.co.uk:80", "amp.www.rbc.ua", "сайт.рф", "10.0.0.1:8080", "[::1]"]
    ),
    st.text(st.sampled_from("/aБ%2F.?=&;#!~ +index.htmlamp"), max_size=40),
)
def test_canonical_form_is_a_fixed_point(scheme, host, rest):
    once = canonical_url(f"{scheme}{host}/{rest}")
    assert once is None or canonical_url(once) == once


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://news.online.ua/en/x", "online.ua"),
        ("http://uawire.azurewebsites.net/x", "uawire.azurewebsites.net"),
        ("https://www.anews.com.tr/x", "anews.com.tr"),
        ("https://www.bbc.co.uk", "bbc.co.uk"),
        ("Censor.NET", "censor.net"),
        ("www.rbc.ua", "rbc.ua"),
        ("https://новости.сайт.рф/", "xn--80aswg.xn--p1ai"),
        ("https://feed.mirror.example/x", "mirror.example"),
        ("Reuters", None),
        ("U.S. News", None),
        ("mirror.example", None),
        ("co.uk", None),
        ("http://192.168.0.1/x", None),
        ("", None),
    ],
)
def test_registered_domain_follows_the_public_suffix_list(address, domain):
    assert registered_domain(address) == domain


def test_a_home_page_is_told_from_an_article():
    assert is_home_page("https://example.org/")
    assert not is_home_page("https://example.org/a")
    assert not is_home_page("https://example.org/?id=5")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/x", True),
        (" HTTP://a.example/x?u=javascript:1", True),
        ("//a.example/x", True),
        ("/news/12:30", True),
        ("javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("\x01 JavaScript:alert(1)", False),
        ("http:javascript:alert(1)", False),
        ("javascript:/http://a.example/", False),
        ("file:///etc/passwd", False),
        ("data:text/html,<b>x", False),
    ],
)
def test_only_addresses_of_the_web_may_be_followed(url: str, expected: bool) -> None:
    assert followable(url) is expected
