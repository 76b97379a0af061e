"""Launched is said of the whole, downed of its part, in whatever order they are told."""

import pytest

from tests.unit.events.conftest import Extract

_CASES = [
    ("en", "Of 71 Russian missiles Ukraine's air defence brought down 52, and of 33 drones 31.",
     (33, 31, 71, 52)),
    ("en", "Out of 90 drones that Russia launched overnight, Ukraine's military destroyed 64.",
     (90, 64, None, None)),
    ("en", "Kyiv said that 120 of the 131 drones which Russia launched at Ukraine were shot down, "
     "and 17 of the 22 missiles fired.", (131, 120, 22, 17)),
    ("en", "All six missiles and 27 of the 30 drones used by Russia in an attack on Ukraine were "
     "brought down.", (30, 27, 6, 6)),
    ("en", "Ukraine intercepted all but four of the 50 drones that Russia fired.",
     (50, 46, None, None)),
    ("en", "Russia launched 77 drones at Ukraine overnight, 66 of which it was able to shoot down.",
     (77, 66, None, None)),
    ("en", "Russia launched 44 drones and a ballistic missile at Ukraine overnight.",
     (44, None, 1, None)),
    ("en", "Ukraine shot down 70 of 81 drones, though four missiles and seven drones hit homes.",
     (81, 70, None, None)),
    ("ru", "Из 40 ракет, выпущенных по Украине, ПВО сбила 33, а из 50 дронов - 48.",
     (50, 48, 40, 33)),
    ("uk", "Із 40 ракет, випущених по Україні, ППО збила 33, а з 50 дронів - 48.",
     (50, 48, 40, 33)),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "counts"), _CASES)
def test_what_was_launched_and_what_became_of_it(
    extract: Extract, language: str, text: str, counts: tuple[int | None, ...]
) -> None:
    event = extract(text, language=language)[0]

    told = (
        event.drones_launched,
        event.drones_downed,
        event.missiles_launched,
        event.missiles_downed,
    )
    assert told == counts


def test_more_weapons_are_no_people(extract: Extract) -> None:
    event = extract("Nine more drones were downed over the Kherson region of Ukraine.")[0]

    assert event.drones_downed == 9
