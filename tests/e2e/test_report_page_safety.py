"""The page of the report under attack: whatever texts come from outside, they stay texts."""

from pathlib import Path
from typing import Any, Final

import pytest

from tests.helpers.browser import Browser
from tests.helpers.report_pages import fixture, write

ROWS_TOLD: Final = "return Number(document.querySelector('[role=grid]').ariaRowCount) - 1"
FOREIGN: Final = "img, iframe, object, embed, b, link:not([href='data:,'])"
PROBE: Final = """
const [done] = arguments;
const broken = new Set();
document.addEventListener("securitypolicyviolation", (event) => {
  broken.add(event.effectiveDirective);
});
const script = document.createElement("script");
script.textContent = "window.hacked = 1";
document.body.append(script);
const style = document.createElement("style");
style.textContent = "body {display: none}";
document.head.append(style);
const image = new Image();
image.src = "http://127.0.0.1:9/x.png";
const told = () => setTimeout(() => done([...broken].sort()), 100);
fetch("http://127.0.0.1:9/").then(told, told);
"""


ATTACKS: Final = (
    "<img src=x onerror=window.hacked=1>",
    "</script><script>window.hacked=1</script>",
    "<svg onload=window.hacked=1>",
    "\"'><b onmouseover=window.hacked=1>x</b>",
    "{{script}} ${window.hacked=1} \u2028\u2029 <!--",
)


def poisoned(value: Any, attack: str) -> Any:
    """Replace every text of a part of the report by an attack, but days and times."""
    if isinstance(value, str):
        return value if value[:2] == "20" else f"{attack}{value}"
    if isinstance(value, list):
        return [poisoned(one, attack) for one in value]
    if isinstance(value, dict):
        return {key: poisoned(one, attack) for key, one in value.items()}
    return value


@pytest.mark.parametrize("attack", ATTACKS)
def test_texts_from_outside_stay_texts(browser: Browser, tmp_path: Path, attack: str) -> None:
    report = fixture()
    ids = report["incidents"]["id"]
    for part in (
        "incidents",
        "facilities",
        "outages",
        "coverage",
        "targets",
        "nights",
        "casualties",
    ):
        report[part] = poisoned(report[part], attack)
    report["details"] = {
        f"{attack}{key}": poisoned(detail, attack) for key, detail in report["details"].items()
    }
    report["meta"]["licences"] = poisoned(report["meta"]["licences"], attack)
    page = write(report, tmp_path / "attack.html")
    browser.open(
        page, "q=%3Cimg%20src=x%20onerror=window.hacked=1%3E&sort=constructor:asc&country=%3Cb%3E"
    )
    browser.open(page)
    for number in range(3):
        browser.run(f"document.querySelectorAll('.space .row')[{number}].click()")
        browser.until("return document.querySelector('#pane .source')")
    browser.click("[data-facet=country] summary")
    browser.run("window.dispatchEvent(new Event('beforeprint'))")
    assert len(ids) == browser.run(ROWS_TOLD)
    assert browser.run("return window.hacked === undefined")
    assert browser.run(f"return document.querySelectorAll(`{FOREIGN}`).length") == 0
    assert browser.run("return document.querySelectorAll('script:not([id])').length") == 1
    assert browser.errors() == []
    assert [url for url in browser.asked() if not url.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:window.hacked=1",
        "data:text/html,<script>1</script>",
        " javascript:1",
        "java\nscript:1",
        "//x",
        "file:///etc/passwd",
    ],
)
def test_only_web_addresses_become_links(browser: Browser, tmp_path: Path, address: str) -> None:
    report = fixture()
    first = report["incidents"]["id"][0]
    for source in report["details"][first]["sources"]:
        source["url"] = address
    browser.open(write(report, tmp_path / "links.html"), f"open={first}")
    browser.until("return document.querySelector('#pane .source')")
    assert browser.run("return document.querySelectorAll('#pane .source a').length") == 0


def test_the_policy_forbids_scripts_styles_and_requests(browser: Browser, tmp_path: Path) -> None:
    browser.open(write(fixture(), tmp_path / "policy.html"))
    broken = browser.driver.execute_async_script(PROBE)
    assert broken == ["connect-src", "img-src", "script-src-elem", "style-src-elem"]
    assert browser.run("return window.hacked === undefined")


def test_damaged_details_are_told_and_leave_the_rest_alone(
    browser: Browser, tmp_path: Path
) -> None:
    path = write(fixture(), tmp_path / "damaged.html")
    text = path.read_text(encoding="utf-8")
    start = text.index('id="details-0">') + len('id="details-0">')
    path.write_text(text[:start] + "AAAA" + text[start + 4 :], encoding="utf-8")
    browser.open(path)
    browser.click(".space .row")
    browser.until(
        "return document.querySelector('#pane').textContent.includes('could not be read')"
    )
    assert browser.run(ROWS_TOLD) == len(fixture()["incidents"]["id"])
