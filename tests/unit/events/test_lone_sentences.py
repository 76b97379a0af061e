"""Reports of one sentence: no event is lost for want of another that speaks of an attack."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "The Syzran refinery was hit by drones on Sunday.", "Syzran"),
        ("en", "A drone struck a warehouse 20 km north of Kyiv early on Tuesday.", "Kyiv"),
        ("ru", "Сызранский НПЗ поразили дроны.", "Syzran"),
        ("ru", "Сызранский НПЗ был поражён дронами в воскресенье.", "Syzran"),
        ("uk", "Внаслідок влучання дрона в Сумах загинула людина.", "Sumy"),
        ("uk", "Рівне залишилося без світла після удару ракет.", "Rivne"),
    ],
)
def test_a_single_sentence_gives_its_event(
    extract: Extract, language: str, text: str, place: str
) -> None:
    (event,) = extract(text, language=language)
    assert (event.event_type, event.outcome, event.place) == ("attack", "hit", place)


def test_a_place_far_away_is_no_scene(extract: Extract) -> None:
    (event,) = extract("Drones hit the Ilsky refinery, 1,200 km from Kyiv, on Sunday.")
    assert (event.country, event.target_name) == ("RU", "Ilsky refinery")


def test_a_ship_at_sea_is_attacked_somewhere_without_a_country(extract: Extract) -> None:
    (event,) = extract("Naval drones attacked a tanker in the Black Sea on Friday.")
    assert (event.country, event.place, event.latitude) == (None, None, None)
    assert event.places_listed == ["Black Sea"]
    assert event.weapons == ["naval_drone"]


def test_a_drone_that_meets_a_fence_is_no_attack(extract: Extract) -> None:
    assert extract("The racing drone hit a gate and its pilot lost the lead on Sunday.") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A fire broke out at a refinery in southern Russia after a drone attack overnight."),
        ("ru", "Ночью после атаки беспилотника на юге России загорелся нефтезавод."),
        ("uk", "Вночі після атаки безпілотника на півдні Росії загорівся нафтозавод."),
        (
            "de",
            "Im Süden Russlands brannte nachts nach einem Drohnenangriff eine Raffinerie.",
        ),
    ],
)
def test_a_fire_after_an_attack_may_have_but_a_country(
    extract: Extract, language: str, text: str
) -> None:
    (event,) = extract(text, language=language)
    assert (event.event_type, event.country, event.admin1) == ("attack", "RU", None)
    assert (event.targets, event.effects) == (["oil_refinery"], ["fire"])


def test_the_place_comes_after_a_lead_with_a_country(extract: Extract) -> None:
    (event,) = extract(
        "A fire broke out at a refinery in southern Russia after a drone attack, officials said.\n"
        "The attack in the Volgograd region was repelled, but a falling drone detonated."
    )
    assert (event.admin1, event.targets) == ("Volgograd Oblast", ["oil_refinery"])
