"""Publication stamps in the text."""

import itertools
from datetime import UTC, datetime

import pytest

from transforms.language.stamps import published_in_text, stamps_in_text

BODY = "\nA drone hit a depot near the town at night, the governor said in the morning."


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (" date 2024-04-24 Text begins here.", datetime(2024, 4, 24, tzinfo=UTC)),
        ("Tuesday, December 31, 2024 10:41:37 AM", datetime(2024, 12, 31, 10, 41, 37, tzinfo=UTC)),
        ("November 8, 2025 - 11:45 AM ET • 2 min read", datetime(2025, 11, 8, 16, 45, tzinfo=UTC)),
        ("31-12-2024 08:40743", datetime(2024, 12, 31, 8, 40, tzinfo=UTC)),
        (
            "19 грудня 2022, 08:36оновлено 19 грудня 2022, 09:13",
            datetime(2022, 12, 19, 8, 36, tzinfo=UTC),
        ),
        ("8 ноября 2025 09:15", datetime(2025, 11, 8, 9, 15, tzinfo=UTC)),
        ("01 сентября 2024\n12:08", datetime(2024, 9, 1, 12, 8, tzinfo=UTC)),
        ("Published On 8 Feb 20268 Feb 2026", datetime(2026, 2, 8, tzinfo=UTC)),
        ("By Anna Smith | Jun 15, 2023", datetime(2023, 6, 15, tzinfo=UTC)),
        (
            "Updated: 25.04.2024 09:00 | Created: 24.04.2024 08:00",
            datetime(2024, 4, 24, 8, tzinfo=UTC),
        ),
        ("Fire at a depot 24.04.2024 05:00", datetime(2024, 4, 24, 5, tzinfo=UTC)),
        ("23 листопада 2022 6 хвилин читання", datetime(2022, 11, 23, tzinfo=UTC)),
    ],
)
def test_a_stamp_near_the_top_dates_the_text(line, value):
    stamp = published_in_text(line + BODY)
    assert stamp is not None
    assert stamp.moment is not None
    assert value == stamp.moment.value
    assert BODY.strip() in (line + BODY)[stamp.end :] or "Text begins" in line


@pytest.mark.parametrize(
    "line",
    [
        "On 24 April 2024 drones attacked the town and 3 people died.",
        "За добу 24 квітня 2024 збито 5 дронів",
        "The Battle of 24 April 2024",
        "24 April 2024: a day to remember",
        "Drones came at 05:00 on 24 April 2024.",
        "In April 2024",
        "Call 24-04-2024-55",
    ],
)
def test_a_date_in_running_text_is_no_stamp(line):
    assert published_in_text(line + BODY) is None


def test_a_stamp_far_down_is_no_stamp():
    assert published_in_text("A line of text.\n" * 9 + "24.04.2024 05:00") is None


def test_a_head_without_a_day_is_found_but_gives_no_moment():
    text = " date 2025-01 Drones attacked."
    stamp = published_in_text(text)
    assert stamp is not None
    assert stamp.moment is None
    assert text[stamp.end :] == "Drones attacked."


def test_spans_do_not_overlap_and_lie_in_the_text():
    text = (
        " date 2024-12-31 Fire at a depot Tuesday, December 31, 2024 10:41:37 AM\n31.12.2024 08:00"
        + BODY
    )
    stamps = stamps_in_text(text)
    assert len(stamps) == 3
    assert text[stamps[1].start : stamps[1].end] == "Tuesday, December 31, 2024 10:41:37 AM"
    assert all(a.end <= b.start for a, b in itertools.pairwise(stamps))
