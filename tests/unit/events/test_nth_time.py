"""What is done "for the second time this week" is one deed, not a campaign."""

import pytest

from tests.unit.events.conftest import Extract, language_of


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Drones struck the Syzran refinery for the second time this week: a fire.", "Syzran"),
        ("For the fourth time this year drones attacked the Ryazan refinery.", "Ryazan"),
        ("Дроны второй раз за неделю атаковали НПЗ в Сызрани, начался пожар.", "Syzran"),
        ("Уже четвертый раз с начала года дроны атаковали Рязанский НПЗ.", "Ryazan"),
        ("Дрони вдруге за тиждень атакували НПЗ у Сизрані, спалахнула пожежа.", "Syzran"),
        ("Вже вп'яте від початку року дрони атакували Рязанський НПЗ.", "Ryazan"),
    ],
)
def test_a_deed_told_by_its_number_is_an_event(extract: Extract, text: str, place: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.event_type, event.place, event.targets) == ("attack", place, ["oil_refinery"])


def test_the_stretch_in_which_deeds_are_counted_is_not_its_day(extract: Extract) -> None:
    (event,) = extract("Drones hit the Tuapse refinery for the third time this month.")
    assert event.date_basis == "publication"


@pytest.mark.parametrize(
    ("text", "launched", "downed"),
    [
        ("Four drones destroyed the Raduga substation in Enerhodar on Tuesday.", 4, None),
        ("Два дрона уничтожили подстанцию в Энергодаре.", 2, None),
        ("Десять дронов уничтожили силы ПВО над Курской областью.", None, 10),
        ("Three drones destroyed by air defences over Kursk region.", None, 3),
    ],
)
def test_weapons_that_destroy_a_site_were_not_shot_down(
    extract: Extract, text: str, launched: int | None, downed: int | None
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.drones_launched, event.drones_downed) == (launched, downed)
