"""Lists of counts by region without a total: one event, at the region told first."""

import pytest

from tests.unit.events.conftest import Extract, language_of


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        (
            "Air defences destroyed 32 drones over Belgorod region, five over Kursk region and two "
            "over Bryansk region, the ministry said.",
            ["Belgorod Oblast", "Kursk Oblast", "Bryansk Oblast"],
        ),
        (
            "Силы ПВО сбили 32 дрона в Одесской области, пять в Николаевской и два в Херсонской.",
            ["Odesa Oblast", "Mykolaiv Oblast", "Kherson Oblast"],
        ),
        (
            "Сили ППО збили 32 дрони на Одещині, п'ять на Миколаївщині та два на Херсонщині.",
            ["Odesa Oblast", "Mykolaiv Oblast", "Kherson Oblast"],
        ),
    ],
)
def test_the_lead_region_has_the_event_and_its_count(
    extract: Extract, text: str, regions: list[str]
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert [event.admin1, *event.places_listed] == regions
    assert event.drones_downed == 32


def test_a_total_keeps_the_wave_over_the_country(extract: Extract) -> None:
    text = "Air defences destroyed 39 drones: 32 over Belgorod region and seven over Kursk region."
    (event,) = extract(text)
    assert (event.admin1, event.drones_downed) == (None, 39)


def test_a_town_of_the_lead_region_does_not_take_the_count_of_the_region(extract: Extract) -> None:
    wave, city = extract(
        "Air defences shot down 32 drones in the Odesa region and five in the Mykolaiv region. "
        "In Odesa city debris damaged a house."
    )
    assert (wave.admin1, wave.place, wave.drones_downed) == ("Odesa Oblast", None, 32)
    assert (city.place, city.drones_downed) == ("Odesa", None)


def test_a_count_told_of_a_town_in_it_is_not_told_twice(extract: Extract) -> None:
    events = extract(
        "Three drones were shot down in Novokuibyshevsk and a warehouse caught fire. The military "
        "said three drones were downed over the Samara region and six over the Voronezh region."
    )
    assert [event.drones_downed for event in events] == [3, None]
