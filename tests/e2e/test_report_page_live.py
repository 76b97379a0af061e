"""The page of a server that the tables move under: it shows what is new, and never in the way."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest

from pipelines.report.html import page
from tests.helpers.browser import Browser
from tests.helpers.loopback import Answer, answering
from tests.helpers.report_pages import invented

LIVE: Final = {
    "incident": "/api/incidents/",
    "changes": "/api/changes?since=",
    "report": "/api/report",
    "commit": "1",
}
LOOK: Final = "document.dispatchEvent(new Event('visibilitychange'))"
COUNT: Final = "return Number(document.querySelector('[role=grid]').getAttribute('aria-rowcount'))"


class Tables:
    """What the server of a test answers; ``commit`` and ``report`` are moved on by the test."""

    def __init__(self) -> None:
        self.report = invented(20)
        self.commit = "1"
        self.changed: list[str] = []
        self.broken = False

    def answer(self, path: str, _headers: Mapping[str, str]) -> Answer:
        """Return what is at an address."""
        if self.broken:
            return Answer(503)
        if path.startswith("/api/changes"):
            changed = not path.endswith(f"={self.commit}")
            told: Any = {"commit": self.commit, "changed": changed, "reset": False}
            told |= {"incidents": self.changed if changed else [], "gone": []}
        elif path == "/api/report":
            told = {"commit": self.commit, **self.report}
        elif path.startswith("/api/incidents/"):
            told = self.report["details"][path.removeprefix("/api/incidents/")]
        else:
            shown = page(self.report, live=LIVE)  # type: ignore[arg-type]
            return Answer(200, shown, {"Content-Type": "text/html; charset=utf-8"})
        return Answer(200, json.dumps(told).encode(), {"Content-Type": "application/json"})

    def grow(self) -> str:
        """Add an incident; return its id."""
        self.report = invented(21)
        ids: list[str] = self.report["incidents"]["id"]
        self.commit, self.changed = "2", [ids[-1]]
        return ids[-1]


@pytest.fixture
def tables() -> Tables:
    return Tables()


@pytest.fixture
def address(tables: Tables) -> Iterator[str]:
    with answering(tables.answer) as base:
        yield f"{base}/"


def test_new_incidents_appear_by_themselves(browser: Browser, tables: Tables, address: str) -> None:
    browser.open(address)
    new = tables.grow()
    browser.run(LOOK)
    browser.until(f"{COUNT} === 22")
    marked = "return document.querySelector('.mark.fresh').closest('.row').dataset.id"
    assert browser.run(marked) == new
    asked = {url.removeprefix(address) for url in browser.asked() if not url.startswith("data:")}
    assert asked <= {"", "api/changes?since=1", "api/report"}
    assert browser.errors() == []


def test_a_reader_is_asked_first(browser: Browser, tables: Tables, address: str) -> None:
    browser.open(address)
    browser.click(".space .row")
    browser.until("return document.querySelector('#pane .source')")
    tables.grow()
    browser.run(LOOK)
    browser.until("return !document.getElementById('news').hidden")
    assert "1 incident is new or has changed" in browser.text("#news")
    assert browser.run(f"{COUNT}") == 21
    browser.run("document.getElementById('show-news').click()")
    browser.until(f"{COUNT} === 22")
    assert browser.run("return document.getElementById('news').hidden")
    assert not browser.run("return document.getElementById('pane').hidden")


def test_a_silent_server_is_told_and_the_page_stays(
    browser: Browser, tables: Tables, address: str
) -> None:
    browser.open(address)
    tables.broken = True
    browser.run(LOOK)
    browser.until("return document.getElementById('news').textContent.includes('does not answer')")
    assert browser.run(COUNT) == 21
    tables.broken = False
    browser.run(LOOK)
    browser.until("return document.getElementById('news').hidden")
