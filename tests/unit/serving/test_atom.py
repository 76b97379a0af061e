"""The feed: valid Atom that wirebeam's own reader of feeds reads back, whatever the values."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote
from xml.etree import ElementTree as ET

from tests.helpers.serving import NOW, Serve, Served, article, commit, event, incident
from transforms.feeds.formats import read_document

ATOM: Final = {"a": "http://www.w3.org/2005/Atom"}
HOSTILE: Final = (
    "</script><script>alert(1)</script>\"'&<!--]]>\u2028\x01\x08\ufffe=1+1 '; DROP TABLE x"
)


def entries(served: Served, query: str = "") -> list[ET.Element]:
    reply = served.get(f"/feed.atom{query}")
    assert reply.status == 200
    assert reply.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(reply.body).findall("a:entry", ATOM)


def test_the_feed_has_what_atom_demands(serve: Serve) -> None:
    served = serve()
    rows = [
        incident(
            1, place="Kstovo", country="RU", targets=["oil_refinery"], outcome="hit", killed=0
        ),
        incident(2, computed_at=NOW + timedelta(hours=1), revision=2, disputed=True),
    ]
    commit(served.out, "run", incidents=rows, events=[event(1), event(2, article_url="data:x")])
    feed = ET.fromstring(served.get("/feed.atom").body)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert feed.findtext("a:id", "", ATOM) == "tag:wirebeam.invalid,2026:incidents"
    assert feed.findtext("a:updated", "", ATOM) == "2026-02-01T01:00:00Z"
    assert feed.find("a:author/a:name", ATOM) is not None
    assert "GeoNames" in feed.findtext("a:rights", "", ATOM)
    links = {link.get("rel"): link.get("href") for link in feed.findall("a:link", ATOM)}
    assert links["self"] == f"http://127.0.0.1:{served.address[1]}/feed.atom"
    first, second = feed.findall("a:entry", ATOM)
    assert first.findtext("a:id", "", ATOM) == "tag:wirebeam.invalid,2026:incident/i00001"
    assert (
        first.findtext("a:title", "", ATOM)
        == "Attack (hit): oil refinery - Kstovo, RU (2026-01-10)"
    )
    assert first.findtext("a:content", "", ATOM) == (
        "Drones hit depot number 1.\n\nkilled: 0; reports: 1, independent sources: 1"
    )
    via = [link.get("href") for link in first.findall("a:link[@rel='via']", ATOM)]
    assert via == ["https://example.org/1"]
    assert second.findall("a:link[@rel='via']", ATOM) == []
    assert second.findtext("a:updated", "", ATOM) == "2026-02-01T01:00:00Z"
    assert "disputed" in second.findtext("a:content", "", ATOM)
    (target,) = first.findall("a:link[@type='text/html']", ATOM)
    assert str(target.get("href")).endswith("/#open=i00001")


def test_the_feed_is_narrowed_like_the_list(serve: Serve) -> None:
    served = serve()
    commit(served.out, "run", incidents=[incident(1), incident(2, country="RU"), incident(3)])
    assert len(entries(served, "?limit=2")) == 2
    (only,) = entries(served, "?country=RU&from=2026-01-01")
    assert only.findtext("a:id", "", ATOM).endswith("i00002")
    feed = ET.fromstring(served.get("/feed.atom?country=RU&limit=1").body)
    assert feed.findtext("a:id", "", ATOM) == "tag:wirebeam.invalid,2026:incidents?country=RU"
    assert served.get("/feed.atom?cursor=x").status == 400
    assert entries(served, f"?q={quote('nothing like it')}") == []


def test_wirebeam_reads_its_own_feed_back(serve: Serve) -> None:
    served = serve()
    rows = [
        incident(number, target_name=name, first_reported_at=NOW - timedelta(days=number))
        for number, name in enumerate(("Депо № 1", "A & B < C", HOSTILE), 1)
    ]
    told = [event(number, evidence=[f"Речення {number}. ", HOSTILE]) for number in (1, 2, 3)]
    commit(served.out, "run", incidents=rows, events=told)
    reply = served.get("/feed.atom")
    document = read_document(
        reply.body,
        reply.headers["content-type"],
        "http://127.0.0.1/feed.atom",
        feed_url="http://127.0.0.1/feed.atom",
        now=datetime(2026, 3, 1, tzinfo=UTC),
        max_items=100,
        max_bytes=10_000_000,
    )
    assert document.rejects == []
    assert document.hints.title == "wirebeam incidents"
    articles = [item.article for item in document.items]
    assert [one.external_id for one in articles] == [
        f"tag:wirebeam.invalid,2026:incident/i{number:05d}" for number in (1, 2, 3)
    ]
    assert [one.published for one in articles] == [
        f"2026-01-{day}T00:00:00Z" for day in (31, 30, 29)
    ]
    assert "Депо № 1" in str(articles[0].title)
    assert "A & B < C" in str(articles[1].title)
    assert all(f"Речення {number}." in one.text for number, one in enumerate(articles, 1))


def test_values_from_outside_are_values_everywhere(serve: Serve) -> None:
    served = serve()
    columns: dict[str, Any] = dict.fromkeys(
        ("place", "admin1", "target_name", "attacker", "country"), HOSTILE
    )
    columns |= {"targets": [HOSTILE], "weapons": [HOSTILE], "sources": [HOSTILE]}
    told = event(1, article_url="javascript:alert(1)", evidence=[HOSTILE], place=HOSTILE)
    written = article(1, url="javascript:alert(1)", title=HOSTILE)
    commit(served.out, "run", incidents=[incident(1, **columns)], events=[told], articles=[written])
    listed = json.loads(served.get("/api/incidents").body)["incidents"][0]
    assert [listed[name] for name in columns] == list(columns.values())
    detail = json.loads(served.get("/api/incidents/i00001").body)
    assert detail["sources"][0]["title"] == HOSTILE
    page = served.get("/").body.decode()
    assert "<script>alert(1)" not in page
    assert "\u2028" not in page
    (entry,) = entries(served)
    assert entry.findall("a:link[@rel='via']", ATOM) == []
    assert "<script>alert(1)</script>" in entry.findtext("a:content", "", ATOM)
    for path in (f"/api/incidents?q={quote('; drop')}", f"/api/incidents?country={quote(chr(39))}"):
        assert served.get(path).status == 200
    assert json.loads(served.get("/api/incidents").body)["total"] == 1


def test_an_incident_shows_what_is_behind_it(serve: Serve) -> None:
    served = serve()
    commit(served.out, "run", incidents=[incident(1)], events=[event(1)], articles=[article(1)])
    detail = json.loads(served.get("/api/incidents/i00001").body)
    assert list(detail) == ["commit", "incident", "claims", "sources", "evidence", "revisions"]
    assert detail["incident"]["incident_id"] == "i00001"
    (source,) = detail["sources"]
    assert (source["title"], source["url"]) == ("Depot 1 hit", "https://example.org/1")
    (sentence,) = detail["evidence"][0]["sentences"]
    assert sentence == {"text": "Drones hit depot number 1.", "spans": [["weapons", 0, 6]]}


def test_articles_of_days_that_the_incident_does_not_tell_are_found_too(serve: Serve) -> None:
    served = serve()
    later = NOW + timedelta(days=9)
    rows = [incident(1, event_ids=["e00001", "e00002"], article_ids=["a00001", "a00002"])]
    events = [event(1), event(2, published_at=later)]
    articles = [article(1), article(2, published_at=later)]
    commit(served.out, "run", incidents=rows, events=events, articles=articles)
    detail = json.loads(served.get("/api/incidents/i00001").body)
    assert [source["article"] for source in detail["sources"]] == ["a00001", "a00002"]
    assert len(detail["evidence"]) == 2


def test_an_incident_that_went_up_in_another_leads_there(serve: Serve) -> None:
    served = serve()
    commit(served.out, "one", incidents=[incident(1), incident(2), incident(3)])
    gone = [
        incident(1, revision=2, superseded_by="i00002"),
        incident(2, revision=2, superseded_by="i00003"),
    ]
    commit(served.out, "two", incidents=gone)
    reply = served.get("/api/incidents/i00001")
    assert (reply.status, reply.headers["location"]) == (307, "/api/incidents/i00003")
    for unknown in ("i00009", "%27", "..", "a" * 300, ""):
        assert served.get(f"/api/incidents/{unknown}").status == 404
