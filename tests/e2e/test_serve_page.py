"""The served page in a real browser: it follows commits, opens details, and keeps one's place."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from tests.helpers.browser import Browser
from tests.helpers.serving import NOW, Served, article, commit, event, incident, serving

SHOWN: Final = (
    "return Number(document.querySelector('[role=grid]').getAttribute('aria-rowcount')) - 1"
)
HOSTILE: Final = "<img src=x onerror=\"document.title='taken'\"></script><script>alert(1)</script>"
# A page asks every ten seconds; tests do not wait for that.
HURRY: Final = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    out = tmp_path / "out"
    rows = [incident(1, place="Kstovo", country="RU"), incident(2, target_name=HOSTILE)]
    told = [event(1), event(2, evidence=[HOSTILE])]
    articles = [article(1), article(2, title=HOSTILE, url="javascript:alert(1)")]
    commit(out, "one", incidents=rows, events=told, articles=articles)
    with serving(out) as running:
        yield running


def address(served: Served) -> str:
    return f"http://127.0.0.1:{served.address[1]}/"


def test_new_incidents_appear_and_filters_stay(browser: Browser, served: Served) -> None:
    browser.open(address(served), "country=RU")
    assert browser.run(SHOWN) == 1
    commit(served.out, "two", incidents=[incident(3, place="Kstovo", country="RU"), incident(4)])
    browser.run(HURRY)
    browser.until(f"{SHOWN} === 2")
    assert browser.run("return location.hash") == "#country=RU"
    assert browser.errors() == []
    asked = browser.asked()
    assert [one for one in asked if not one.startswith((address(served), "data:"))] == []


def test_what_is_new_waits_while_somebody_types(browser: Browser, served: Served) -> None:
    browser.open(address(served))
    browser.click("#search")
    browser.press("kst")
    browser.until(f"{SHOWN} === 1")
    commit(served.out, "two", incidents=[incident(3, place="Kstovo", country="RU")])
    browser.run(HURRY)
    browser.until("return document.getElementById('show-news') !== null")
    browser.press("ovo")
    assert browser.run("return document.getElementById('search').value") == "kstovo"
    browser.click("#show-news")
    browser.until(f"{SHOWN} === 2")
    assert browser.errors() == []


def test_the_ledger_of_an_incident_comes_from_the_server(browser: Browser, served: Served) -> None:
    browser.open(address(served), "open=i00001")
    browser.until("return document.getElementById('pane').textContent.includes('Depot 1 hit')")
    assert "hit depot number 1." in browser.text("#pane")
    assert browser.errors() == []


def test_values_from_outside_do_nothing(browser: Browser, served: Served) -> None:
    browser.open(address(served), "open=i00002")
    browser.until("return document.getElementById('pane').textContent.includes('onerror')")
    assert browser.run("return document.title") != "taken"
    assert browser.run("return document.querySelectorAll('img, #pane script').length") == 0
    links = browser.run("return [...document.querySelectorAll('#pane a')].map(it => it.href)")
    assert [link for link in links if link.startswith("javascript")] == []
    assert browser.errors() == []


def test_an_open_incident_shows_its_newest_figures(browser: Browser, served: Served) -> None:
    browser.open(address(served), "open=i00001")
    revised = incident(1, revision=2, place="Kstovo", country="RU", killed=17, computed_at=NOW)
    commit(served.out, "two", incidents=[revised])
    browser.run(HURRY)
    browser.until("return document.getElementById('show-news') !== null")
    browser.run("document.getElementById('show-news').click()")
    browser.until("return document.getElementById('pane').textContent.includes('17')")
    assert browser.run("return location.hash") == "#open=i00001"


def test_a_server_that_is_away_is_told(browser: Browser, served: Served) -> None:
    browser.open(address(served))
    served.service.stop()
    browser.run(HURRY)
    browser.until("return !document.getElementById('news').hidden")
    assert browser.run(SHOWN) == 2


def test_the_page_of_no_tables_asks_again(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path / "empty") as served:
        reply = served.get("/")
        assert reply.status == 503
        assert b'http-equiv="refresh"' in reply.body
        commit(served.out, "one", incidents=[incident(1)])
        browser.open(address(served))
        assert browser.run(SHOWN) == 1
        assert json.loads(served.get("/healthz").body)["status"] == "ok"
