"""Weapons that came through are neither downed nor all that were launched."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ukraine's air force downed 453 drones and 19 missiles, but nine missiles and 26 "
         "attack drones hit 22 sites."),
        ("en", "Ukraine's air force said it had downed 453 drones and 19 missiles; nine missiles "
         "and 26 drones hit 22 locations."),
        ("uk", "Повітряні сили збили 453 дрони та 19 ракет, проте дев'ять ракет і 26 дронів "
         "влучили у 22 об'єкти."),
        ("ru", "ВВС Украины сбили 453 дрона и 19 ракет, однако девять ракет и 26 дронов попали в "
         "22 объекта."),
        ("pl", "Ukraińskie siły powietrzne zestrzeliły 453 drony i 19 pocisków, jednak dziewięć "
         "pocisków i 26 dronów szturmowych trafiło w 22 obiekty."),
        ("fr", "L'armée de l'air ukrainienne a abattu 453 drones et 19 missiles, mais neuf "
         "missiles et 26 drones ont touché 22 sites."),
    ],
)  # fmt: skip
def test_what_came_through_is_not_downed(extract: Extract, language: str, text: str) -> None:
    (event,) = extract(text, language=language)
    assert (event.drones_downed, event.missiles_downed) == (453, 19)
    assert (event.drones_launched, event.outcome) == (None, "partly_intercepted")


def test_a_verb_at_the_end_counts_people_far_before_it(extract: Extract) -> None:
    (event,) = extract(
        "Bei einem russischen Drohnenangriff sind mindestens 14 ukrainische Zivilisten in der "
        "Stadt Konotop im Nordosten der Ukraine verletzt worden.",
        language="de",
    )
    assert (event.attacker, event.injured) == ("RU", 14)


def test_a_capital_before_the_verb_is_who_attacks(extract: Extract) -> None:
    events = extract("Moskau hat die Ukraine in der Nacht mit Drohnen angegriffen.", language="de")
    assert all(event.attacker != "UA" for event in events)
