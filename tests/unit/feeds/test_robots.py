"""robots.txt by RFC 9309."""

import pytest

from transforms.feeds.http import (
    FailureKind,
    FailureReason,
    FetchFailure,
    FetchResponse,
    FetchStopped,
)
from transforms.feeds.robots import MAX_DELAY, Robots
from transforms.feeds.targets import target_of

AGENT = "wirebeam/0.1 (news research)"


class Site:
    """Answers for robots.txt and counts how often it is asked."""

    def __init__(self, answer: FetchResponse | FetchFailure) -> None:
        self.answer = answer
        self.asked: list[str] = []
        self.now = 0.0
        self.robots = Robots(AGENT, lambda: self.now)

    def get(self, url: str) -> FetchResponse | FetchFailure:
        self.asked.append(url)
        return self.answer

    def delay(self, url: str) -> float:
        return self.robots.delay(target_of(url), self.get)

    def allows(self, url: str) -> bool:
        try:
            self.delay(url)
        except FetchStopped as stopped:
            assert stopped.reason == FailureReason.ROBOTS_REFUSED
            return False
        return True


def with_text(text: str | bytes) -> Site:
    body = text.encode() if isinstance(text, str) else text
    return Site(FetchResponse(200, {}, body, "http://a.test/robots.txt"))


def with_status(status: int) -> Site:
    return Site(
        FetchFailure(FailureReason.HTTP_STATUS, FailureKind.SOFT, f"status {status}", status)
    )


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("user-agent:*\ndisallow:/private", "/private/x", False),
        ("User-agent: *\nDisallow: /private", "/Private", True),
        # the longest match wins, Allow where both are as long
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a/b", "/a/b/c", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        # wildcards and the end of the path
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("User-agent: *\nDisallow: /*/print/", "/news/print/1", False),
        ("User-agent: *\nDisallow: /*?", "/news?id=1", False),
        # our group is the one that counts, and all groups of ours together
        ("User-agent: *\nDisallow: /\nUser-agent: WireBeam\nAllow: /", "/x", True),
        ("User-agent: *\nAllow: /\nUser-agent: wirebeam/9\nDisallow: /", "/x", False),
        ("User-agent: wirebeam\nDisallow: /a\nUser-agent: x\nAllow: /\n"
         "User-agent: wirebeam\nDisallow: /b", "/a", False),
        ("User-agent: wirebeam\nDisallow: /a\n\nUser-agent: wirebeam\nDisallow: /b", "/b", False),
        ("User-agent: x\nUser-agent: wirebeam\nUser-agent: y\nDisallow: /a", "/a", False),
        ("User-agent: wirebeamer\nDisallow: /", "/x", True),
        ("User-agent: beam\nDisallow: /", "/x", True),
        # escapes and other scripts
        ("User-agent: *\nDisallow: /новости", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8", False),
        ("User-agent: *\nDisallow: /%D0%BD", "/новости", False),
        # byte order mark, comments, foreign lines, lines of HTML
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("# all\nUser-agent: * # all\nDisallow: /a # a\nSitemap: x", "/a", False),
        ("<html><body>Not found</body></html>", "/x", True),
        ("User-agent: *\rDisallow: /a\r", "/a", False),
    ],
)  # fmt: skip
def test_rules(text: str, path: str, allowed: bool):
    assert with_text(text).allows(f"https://a.test{path}") == allowed


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(404, True), (410, True), (401, True), (403, True), (204, True), (429, False), (503, False)],
)
def test_statuses(status: int, allowed: bool):
    assert with_status(status).allows("https://a.test/x") == allowed


@pytest.mark.parametrize(
    ("reason", "allowed"),
    [
        (FailureReason.CONNECTION_FAILED, False),
        (FailureReason.TOTAL_TIMEOUT, False),
        (FailureReason.DECOMPRESSION_FAILED, False),
        (FailureReason.TOO_MANY_REDIRECTS, True),
        (FailureReason.REDIRECT_LOOP, True),
    ],
)
def test_failures(reason: FailureReason, allowed: bool):
    site = Site(FetchFailure(reason, FailureKind.SOFT, "detail"))
    assert site.allows("https://a.test/x") == allowed


def test_what_could_not_be_had_is_a_refusal_for_now():
    with pytest.raises(FetchStopped) as stopped:
        with_status(500).delay("https://a.test/x")
    assert stopped.value.kind == FailureKind.TEMPORARY
    with pytest.raises(FetchStopped) as stopped:
        with_text("User-agent: *\nDisallow: /").delay("https://a.test/x")
    assert stopped.value.kind is None


def test_files_are_kept_per_origin_and_for_a_day():
    site = with_text("")
    for url in ("https://a.test/x", "https://a.test/y", "http://a.test/x", "https://b.test/x"):
        assert site.allows(url)
    assert site.asked == [
        "https://a.test/robots.txt",
        "http://a.test/robots.txt",
        "https://b.test/robots.txt",
    ]
    site.now = 23 * 3600
    assert site.allows("https://a.test/x")
    assert len(site.asked) == 3
    site.now = 25 * 3600
    assert site.allows("https://a.test/x")
    assert len(site.asked) == 4


def test_an_unreachable_file_is_asked_for_again_sooner():
    site = with_status(503)
    assert not site.allows("https://a.test/x")
    site.now = 1_000
    assert not site.allows("https://a.test/x")
    assert len(site.asked) == 1
    site.now = 2_000
    site.answer = with_text("").answer
    assert site.allows("https://a.test/x")


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nCrawl-delay: 9999", MAX_DELAY),
        ("User-agent: *\nCrawl-delay: -1", 0.0),
        ("User-agent: *\nCrawl-delay: nan", 0.0),
        ("User-agent: x\nCrawl-delay: 5", 0.0),
        ("User-agent: *\nCrawl-delay: 5\nUser-agent: wirebeam\nCrawl-delay: 1", 1.0),
    ],
)
def test_crawl_delay(text: str, delay: float):
    assert with_text(text).delay("https://a.test/x") == delay


def test_hostile_files_cost_little():
    many_agents = "".join(f"User-agent: a{n}\n" for n in range(15_000))
    many_rules = "".join(f"Disallow: /{n}\n" for n in range(15_000))
    assert not with_text(many_agents + "User-agent: *\n" + many_rules).allows("https://a.test/7")
    stars = "User-agent: *\nDisallow: /" + "*a" * 2_000 + "*b\n"
    assert with_text(stars).allows("https://a.test/" + "a" * 8_000)
    assert with_text(b"\xff\x00" * 300_000).allows("https://a.test/x")


def test_the_cache_is_bounded(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("transforms.feeds.robots.MAX_CACHED_CHARACTERS", 5_000)
    site = with_text("")
    for number in range(20):
        assert site.allows(f"https://host{number}.test/")
    assert site.allows("https://host19.test/")
    assert len(site.asked) == 20
    assert site.allows("https://host0.test/")
    assert len(site.asked) == 21
