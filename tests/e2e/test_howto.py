"""The guides of ``docs/howto-*.md`` followed step by step on a copy."""

from pathlib import Path

import pytest

from tests.helpers.pages import ROOT, follow, prepare

PAGES = sorted(path.name for path in (ROOT / "docs").glob("howto-*.md"))


def test_there_is_a_guide_for_each_kind_of_data() -> None:
    kinds = {"howto-domain.md", "howto-event-type.md", "howto-feed.md"}
    assert set(PAGES) == {*kinds, "howto-language.md", "howto-place.md"}


@pytest.mark.parametrize("page", PAGES)
def test_the_steps_of_a_guide_lead_where_it_says(page: str, tmp_path: Path) -> None:
    prepare(tmp_path)
    assert follow(page, tmp_path) > 0
