"""How large the report's page is and how fast it can be used, with many invented incidents.

``python -m tests.bench.bench_page [--incidents 1000 50000]``; needs Chromium and its driver.
"""

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from tests.helpers.browser import Browser, chromium
from tests.helpers.report_pages import invented, write

ACTIONS: Final = """
const measured = {};
const timed = (name, action) => {
  const start = performance.now();
  action();
  document.body.offsetHeight;
  measured[name] = Math.round(performance.now() - start);
};
const click = (selector) => document.querySelector(selector).click();
timed("sort by place", () => click(".head [data-key=place] button"));
timed("sort by killed", () => click(".head [data-key=killed] button"));
timed("filter", () => click("[name=single]"));
timed("no filter", () => click("[name=single]"));
timed("scroll to the end", () => { document.querySelector(".scroller").scrollTop = 1e9; });
timed("open", () => click(".space .row"));
return measured;
"""
SEARCH: Final = """
const [done] = arguments;
const box = document.getElementById("search");
const told = () => document.querySelector("#filters output").textContent;
const [before, start] = [told(), performance.now()];
box.value = "рязань";
box.dispatchEvent(new Event("input"));
const wait = setInterval(() => {
  if (told() !== before) {
    clearInterval(wait);
    done(Math.round(performance.now() - start));
  }
}, 2);
"""


def measure(browser: Browser, incidents: int, folder: Path) -> dict[str, Any]:
    """Return the size of the page and its times in milliseconds."""
    report = invented(incidents, days=30 if incidents < 10_000 else 365)
    start = time.monotonic()
    path = write(report, folder / f"{incidents}.html")
    figures: dict[str, Any] = {
        "megabytes": round(path.stat().st_size / 1e6, 2),
        "made": round((time.monotonic() - start) * 1000),
    }
    browser.open(path)
    ready = "return performance.getEntriesByName('wirebeam-ready')[0].startTime"
    figures["ready"] = round(browser.run(ready))
    figures["elements"] = browser.run("return document.querySelectorAll('*').length")
    figures["search at once"] = browser.driver.execute_async_script(SEARCH)
    browser.click(".result button")
    figures |= browser.run(ACTIONS)
    return figures


def main() -> None:
    """Print one line a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, nargs="+", default=[1_000, 50_000])
    sizes = parser.parse_args().incidents
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        browser.screen()
        for size in sizes:
            print(f"{size:,} incidents: {measure(browser, size, Path(folder))}", flush=True)


if __name__ == "__main__":
    main()
