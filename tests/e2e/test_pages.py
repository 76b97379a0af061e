"""Commands on pages of ``docs/`` are run as they stand there."""

from pathlib import Path

import pytest

from tests.helpers.pages import follow, prepare

PAGES = {"operations.md": 2, "questions.md": 7}


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_work(page: str, tmp_path: Path) -> None:
    prepare(tmp_path)
    assert follow(page, tmp_path) == PAGES[page]
