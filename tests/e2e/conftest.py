"""What tests of pages share."""

from collections.abc import Iterator

import pytest

from tests.helpers.browser import Browser, chromium


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One window of the usual size for all tests of a file."""
    with chromium() as opened:
        opened.screen()
        yield opened
