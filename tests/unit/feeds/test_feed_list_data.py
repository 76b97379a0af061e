"""``configs/feeds.yaml``: valid, each feed once, languages and countries that are known."""

from collections import Counter
from importlib.resources import files
from urllib.parse import urlsplit

import yaml

from transforms.feeds.settings import FeedSettings
from transforms.settings import LanguageSettings

CONFIGS = files("configs")
FEEDS = [
    FeedSettings.model_validate(entry)
    for entry in yaml.safe_load(CONFIGS.joinpath("feeds.yaml").read_text("utf-8"))["feeds"]
]


def test_each_feed_is_there_once_whatever_its_scheme_and_slash():
    plain = Counter(one.url.split("://")[1].removeprefix("www.").rstrip("/") for one in FEEDS)
    assert [url for url, times in plain.items() if times > 1] == []
    assert [title for title, n in Counter(one.title for one in FEEDS).items() if n > 1] == []


def test_addresses_are_of_the_web_and_every_feed_is_described():
    for one in FEEDS:
        parts = urlsplit(one.url)
        assert parts.scheme in {"http", "https"}, one
        assert parts.hostname, one
        assert one.title, one
        assert one.language, one
        assert one.every, one
        assert one.kind != "other" or one.title, one


def test_languages_and_countries_are_known():
    countries = {
        entry["code"]
        for entry in yaml.safe_load(
            CONFIGS.joinpath("places", "countries.yaml").read_text("utf-8")
        )["countries"]
    }
    for one in FEEDS:
        assert one.language in LanguageSettings().candidates, one
        assert {one.country, one.side} - {None} <= countries, one


def test_all_sides_kinds_and_the_three_languages_are_there():
    assert len(FEEDS) >= 60
    languages = Counter(one.language for one in FEEDS)
    assert min(languages[code] for code in ("en", "ru", "uk")) >= 20
    kinds = Counter(str(one.kind) for one in FEEDS)
    wanted = ("agency", "national", "regional", "energy", "official")
    assert min(kinds[kind] for kind in wanted) >= 5
    assert {"UA", "RU", "IL", "IR", "SA", "AE", "IN", "PK"} <= {one.side for one in FEEDS}
