"""A real headless Chromium for tests of pages: what it shows, logs and asks the network for."""

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

WAIT_SECONDS: Final = 20.0
_CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS: Final = (
    "--headless=new",
    "--no-sandbox",  # root in a container has no other choice
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--lang=en-GB",
)


class Browser:
    """One window of Chromium and what tests ask of it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def screen(
        self, width: int = 1440, height: int = 900, *, dark: bool = False, media: str = ""
    ) -> None:
        """Set size, colours and medium ("print") of the pages opened from now on."""
        metrics = {
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": width < 700,
        }
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"media": media, "features": [scheme]}
        )

    def open(self, page: Path | str, fragment: str = "") -> None:
        """Open a page and wait until it has drawn itself."""
        address = page.as_uri() if isinstance(page, Path) else page
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(f"{address}#{fragment}" if fragment else address)
        self.until("return document.documentElement.dataset.ready === 'true'")

    def run(self, script: str, *arguments: Any) -> Any:
        """Run JavaScript in the page and return what it returns."""
        return self.driver.execute_script(script, *arguments)

    def until(self, script: str, *arguments: Any) -> Any:
        """Run JavaScript until it returns something true; fail after some seconds."""
        end = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < end:
            if found := self.run(script, *arguments):
                return found
            time.sleep(0.02)
        raise AssertionError(f"never came true: {script} {self.errors()}")

    def text(self, selector: str) -> str:
        """Return what an element says."""
        return str(self.run("return document.querySelector(arguments[0]).textContent", selector))

    def click(self, selector: str) -> None:
        """Click the first element of a selector with the mouse, scrolling there."""
        element = self.driver.find_element("css selector", selector)
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def press(self, *keys: str) -> None:
        """Press keys in whatever has the focus."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def errors(self) -> list[str]:
        """Return warnings and errors of the console since the page was opened."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def asked(self) -> list[str]:
        """Return the addresses that were asked for since the page was opened."""
        messages = (json.loads(e["message"])["message"] for e in self.driver.get_log("performance"))
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]


@contextmanager
def chromium(download: Path | None = None) -> Iterator[Browser]:
    """Give a browser, and end it afterwards; skips the test where none is installed."""
    program = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    service = shutil.which("chromedriver")
    if program is None or service is None:
        pytest.skip("needs Chromium: apt-get install chromium chromium-driver (docs/report.md)")
    webdriver = pytest.importorskip("selenium.webdriver", reason="needs selenium: the dev extra")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for argument in _ARGUMENTS:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    start: Callable[..., Any] = webdriver.Chrome
    driver = start(options=options, service=webdriver.ChromeService(service))
    try:
        yield Browser(driver)
    finally:
        driver.quit()
