"""Take the pictures of the report: desktop, dark, phone; for the documentation.

Run it as ``python -m tests.bench.page_pictures REPORT.html FOLDER [#FRAGMENT]`` (needs Chromium).
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tests.helpers.browser import chromium

PICTURES: Final[dict[str, dict[str, Any]]] = {
    "report": {"width": 1280, "height": 1000},
    "report-dark": {"width": 1280, "height": 1000, "dark": True},
    "report-phone": {"width": 390, "height": 844},
}
DRAWN: Final = "return document.querySelector('#map svg [data-symbol], #map .nothing') !== null"


def main(arguments: Sequence[str]) -> int:
    """Open the page once for each picture and save what is seen."""
    page, folder = Path(arguments[0]).resolve(), Path(arguments[1])
    fragment = arguments[2].removeprefix("#") if len(arguments) > 2 else ""
    folder.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for name, screen in PICTURES.items():
            browser.screen(**screen)
            browser.open(page, fragment)
            browser.until(DRAWN)
            browser.driver.save_screenshot(str(folder / f"{name}.png"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
