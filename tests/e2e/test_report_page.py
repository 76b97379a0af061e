"""The page of the report in a real browser: looked at, filtered, searched, sorted, opened."""

from pathlib import Path
from typing import Final

import pytest
from selenium.webdriver.common.keys import Keys

from tests.helpers.browser import Browser
from tests.helpers.contrast import CONTRAST
from tests.helpers.report_pages import fixture, invented, write

ROWS: Final = "return [...document.querySelectorAll('.space .row')].map(row => row.dataset.id)"
SHOWN: Final = (
    "return Number(document.querySelector('[role=grid]').getAttribute('aria-rowcount')) - 1"
)
PLACES: Final = (
    "return [...document.querySelectorAll('.space .c-place .main')].map(it => it.textContent)"
)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(invented(600), tmp_path_factory.mktemp("page") / "report.html")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(fixture(), tmp_path_factory.mktemp("page") / "real.html")


@pytest.fixture(autouse=True)
def desktop(browser: Browser) -> None:
    browser.screen()


def search(browser: Browser, text: str, expected: int) -> None:
    browser.click("#search")
    browser.run("document.getElementById('search').value = ''")
    browser.press(text)
    browser.until(f"{SHOWN} === {expected}")


def test_it_draws_every_part_and_asks_nobody_for_anything(browser: Browser, real: Path) -> None:
    browser.open(real)
    count = len(fixture()["incidents"]["id"])
    assert browser.run(SHOWN) == count
    cards = browser.run(
        "return [...document.querySelectorAll('.figure')].map(it => it.dataset.key)"
    )
    assert cards == [figure["key"] for figure in fixture()["headline"]]
    for part in ("nights", "rate", "casualties"):
        assert browser.run("return document.querySelectorAll(arguments[0]).length", f"#{part} svg")
    assert "Saratov" in browser.text("#facilities")
    assert "power outage" in browser.text("#outages")
    assert "3 of 4 feeds" in browser.text("#coverage")
    assert "GeoNames" in browser.text("#about")
    assert browser.errors() == []
    assert [url for url in browser.asked() if not url.startswith(("file:", "data:"))] == []


def test_a_figure_that_nobody_gave_is_a_dash_and_not_zero(browser: Browser, tmp_path: Path) -> None:
    report = fixture()
    for figure in report["headline"]:
        if figure["key"] == "missiles_launched":
            figure |= {"value": None, "low": None, "high": None}
        if figure["key"] == "killed":
            figure |= {"value": 0, "low": 0, "high": 3}
    browser.open(write(report, tmp_path / "null.html"))
    assert browser.text("[data-key=missiles_launched] .value") == "–"
    assert browser.text("[data-key=killed] .value") == "00–3"


def test_filters_narrow_the_table_and_stand_in_the_address(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert browser.run(SHOWN) == 600
    browser.click("[data-facet=country] summary")
    # the list is filled when the browser tells of its opening, a moment later
    browser.until("return document.querySelector('[data-facet=country] input[value=RU]')")
    browser.click("[data-facet=country] input[value=RU]")
    russian = browser.run(SHOWN)
    assert 0 < russian < 600
    browser.press("\ue00c")  # Escape closes the list
    assert browser.run("return document.querySelector('[data-facet=country]').open") is False
    browser.click("[name=disputed]")
    browser.click("[name=single]")
    both = browser.run(SHOWN)
    assert 0 < both < russian
    fragment = browser.run("return location.hash.slice(1)")
    assert fragment == "country=RU&disputed=1&single=1"
    browser.open(page, fragment)
    assert browser.run(SHOWN) == both
    assert set(browser.run(PLACES)) <= {"Ryazan", "Oryol", "Saratov"}
    browser.click(".result button")
    assert browser.run(SHOWN) == 600
    assert browser.run("return location.hash") == ""


def test_a_click_on_a_night_narrows_the_period_to_it(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.click("#nights svg")
    day = browser.run("return new URLSearchParams(location.hash.slice(1)).get('from')")
    assert browser.run(SHOWN) == invented(600)["incidents"]["date_end"].count(day)


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Рязань", "Ryazan"),
        ("рЯЗАНЬ", "Ryazan"),
        ("орел", "Oryol"),
        ("Орёл", "Oryol"),
        ("слов'янськ", "Sloviansk"),
        ("словʼянськ", "Sloviansk"),
        ("Словянськ", "Sloviansk"),
        ("харків", "Kharkiv"),
        ("kharkiv oblast", "Kharkiv"),
    ],
)
def test_search_finds_either_script_and_spelling(
    browser: Browser, page: Path, typed: str, place: str
) -> None:
    browser.open(page)
    search(browser, typed, invented(600)["incidents"]["place"].count(place))
    assert set(browser.run(PLACES)) == {place}


def test_columns_sort_up_and_down_with_nothing_last(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.click("[data-key=killed] button")
    values = browser.run(
        "return [...document.querySelectorAll('.space .c-killed')].map(it => it.textContent)"
    )
    assert set(values) == {"4"}
    assert (
        browser.run("return document.querySelector('.head [data-key=killed]').ariaSort")
        == "descending"
    )
    browser.click("[data-key=killed] button")
    browser.run("document.querySelector('.scroller').scrollTop = 1e9")
    last = "return [...document.querySelectorAll('.space .c-killed')].at(-1).textContent"
    browser.until(f"{last} === '–'")


def test_cyrillic_names_sort_as_their_alphabet_says(browser: Browser, tmp_path: Path) -> None:
    report = invented(6)
    names = ["яма", "Ёлка", "ель", "Єва", "Її", "жук"]
    report["incidents"]["place"] = names
    report["meta"]["language"] = "uk"
    browser.open(write(report, tmp_path / "sorted.html"), "sort=place:asc")
    assert browser.run(PLACES) == ["Ёлка", "ель", "Єва", "жук", "Її", "яма"]


def test_only_rows_in_sight_are_in_the_document(browser: Browser, page: Path) -> None:
    browser.open(page)
    assert len(browser.run(ROWS)) < 40
    ids = invented(600)["incidents"]["id"]
    browser.run("document.querySelector('.scroller').scrollTop = 52 * 300")
    browser.until("return document.querySelector(`[data-id='${arguments[0]}']`)", ids[302])
    assert len(browser.run(ROWS)) < 40


def test_an_incident_opens_with_ledger_sources_and_marked_quotes(
    browser: Browser, tmp_path: Path
) -> None:
    report = fixture()
    first = report["incidents"]["id"][0]
    report["details"][first]["evidence"] = [
        {
            "article": 0,
            "sentences": [{"text": "😀 Уночі 33 дрони.", "spans": [["drones_downed", 8, 10]]}],
        }
    ]
    browser.open(write(report, tmp_path / "open.html"))
    browser.click(f"[data-id='{first}']")
    browser.until("return document.querySelector('#pane mark[data-slot]')")
    assert (
        browser.run("return document.querySelector('#pane mark[data-slot]').firstChild.data")
        == "33"
    )
    claims = report["details"][first]["claims"]
    assert len(claims) == browser.run("return document.querySelectorAll('.ledger tbody tr').length")
    link = "return document.querySelector('.source a')"
    assert browser.run(f"{link}.rel") == "noopener noreferrer nofollow"
    assert f"open={first}" in browser.run("return location.hash")
    browser.press("\ue00c")
    browser.until("return document.getElementById('pane').hidden")
    assert browser.run("return document.activeElement.dataset.id") == first
    browser.open(tmp_path / "open.html", f"open={first}")
    browser.until("return document.querySelector('.ledger, #pane .nothing')")


def test_all_can_be_done_by_keyboard(browser: Browser, page: Path) -> None:
    down, enter, escape, end, tab = "\ue015", "\ue007", "\ue00c", "\ue010", "\ue004"
    browser.open(page)
    browser.run("document.body.focus()")
    browser.driver.find_element("css selector", "body").send_keys("/")
    assert browser.run("return document.activeElement.id") == "search"
    browser.press("саратов")
    count = invented(600)["incidents"]["place"].count("Saratov")
    browser.until(f"{SHOWN} === {count}")
    for _ in range(60):
        browser.press(tab)
        if browser.run("return document.activeElement.matches('.space .row')"):
            break
    rows = browser.run(ROWS)
    browser.press(down, down)
    assert browser.run("return document.activeElement.dataset.id") == rows[2]
    browser.press(enter)
    browser.until("return document.querySelector('#pane .source')")
    browser.press(escape)
    assert browser.run("return document.activeElement.dataset.id") == rows[2]
    browser.press(end)
    index = "return Number(document.activeElement.getAttribute('aria-rowindex'))"
    assert browser.run(index) == count + 1
    browser.run("document.querySelector('#nights svg').focus()")
    browser.press("\ue014", "\ue014")
    assert "shot down of" in browser.text("#nights .tip")


def test_a_phone_shows_all_of_it_without_scrolling_sideways(browser: Browser, page: Path) -> None:
    browser.screen(390, 844)
    browser.open(page)
    assert browser.run("return document.documentElement.scrollWidth") <= 390
    browser.click(".space .row")
    browser.until("return document.querySelector('#pane .source')")
    assert browser.run("return document.getElementById('pane').clientWidth") == 390
    assert browser.run("return document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_ground(browser: Browser, real: Path, dark: bool) -> None:
    browser.screen(dark=dark)
    first = fixture()["incidents"]["id"][0]
    browser.open(real, f"open={first}")
    browser.until("return document.querySelector('#pane .source')")
    ground = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert ground == ("rgb(18, 22, 27)" if dark else "rgb(246, 247, 248)")
    browser.until("return document.getAnimations().length === 0")
    assert browser.run(CONTRAST) == []


def test_the_button_changes_the_colours(browser: Browser, real: Path) -> None:
    browser.open(real)
    browser.click("#theme")
    assert browser.run("return document.documentElement.dataset.theme") == "dark"


def test_print_lays_the_incidents_out_as_a_plain_table(browser: Browser, page: Path) -> None:
    browser.open(page)
    browser.screen(media="print")
    browser.run("window.dispatchEvent(new Event('beforeprint'))")
    assert browser.run("return document.querySelectorAll('#paper tbody tr').length") == 300
    assert "300 of 600" in browser.text("#paper")
    assert browser.run("return document.getElementById('paper').checkVisibility()")
    assert not browser.run("return document.getElementById('filters').checkVisibility()")
    assert len(browser.driver.print_page()) > 10_000


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Drones launched"), ("uk", "Запущено дронів"), ("ru", "Запущено дронов")],
)
def test_the_page_speaks_three_languages(
    browser: Browser, tmp_path: Path, language: str, words: str
) -> None:
    report = fixture()
    report["meta"]["language"] = language
    browser.open(write(report, tmp_path / "words.html"))
    assert browser.text("[data-key=drones_launched] dt") == words
    assert browser.run("return document.documentElement.lang") == language
    browser.run(
        "const it = document.getElementById('language'); it.value = 'uk';"
        "it.dispatchEvent(new Event('change'))"
    )
    assert browser.text("[data-key=drones_launched] dt") == "Запущено дронів"
    assert browser.errors() == []


def test_a_place_on_the_map_opens_its_incident(browser: Browser, real: Path) -> None:
    browser.open(real)
    browser.until("return document.querySelector('#map svg [data-symbol] .map-point.point')")
    place = browser.run(
        "const point = document.querySelector('#map svg [data-symbol] .map-point.point');"
        "point.parentElement.setAttribute('id', 'clicked');"
        "return point.parentElement.querySelector('title').textContent"
    )
    browser.click("#clicked .map-point")
    browser.until("return document.querySelector('#pane .source')")
    opened = browser.run("return new URLSearchParams(location.hash.slice(1)).get('open')")
    columns = fixture()["incidents"]
    assert columns["place"][columns["id"].index(opened)] in place


def test_the_map_is_used_by_keys_alone(browser: Browser, real: Path) -> None:
    browser.open(real)
    browser.until("return document.querySelector('#map svg [data-symbol]')")
    browser.run("document.querySelector('#map .map-drawing').focus()")
    browser.press("n")
    browser.press(Keys.ENTER)
    browser.until("return document.querySelector('#pane .source, #map .map-list:not([hidden])')")
    assert browser.errors() == []
