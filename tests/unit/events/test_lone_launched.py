"""A missile told in the singular among counted weapons is one more that was launched."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text", "drones", "missiles"),
    [
        (
            "uk",
            "Балістичну ракету «Іскандер-М», чотири ракети Х-59 і 52 БпЛА випустив ворог по "
            "Україні вночі.",
            52,
            5,
        ),
        (
            "ru",
            "Баллистическую ракету «Искандер-М», четыре ракеты Х-59 и 52 БПЛА выпустил враг по "
            "Украине ночью.",
            52,
            5,
        ),
        (
            "uk",
            "Балістичну ракету «Іскандер-М», чотири зенітні керовані ракети С-300 та 52 БпЛА ворог "
            "випустив по Україні вночі.",
            52,
            5,
        ),
        (
            "en",
            "Russia launched 70 missiles at Ukraine overnight, 38 cruise missiles among them.",
            None,
            70,
        ),
        (
            "uk",
            "Російська армія атакувала Україну із застосуванням 146 безпілотників та "
            "балістичної ракети.",
            146,
            1,
        ),
        ("uk", "Вночі ворог атакував Україну 90 дронами.", 90, None),
    ],
)
def test_one_missile_counts(
    extract: Extract, language: str, text: str, drones: int, missiles: int | None
) -> None:
    event = extract(text, language=language)[0]

    assert (event.drones_launched, event.missiles_launched) == (drones, missiles)


def test_a_remark_on_the_whole_war_adds_no_targets(extract: Extract) -> None:
    event = extract(
        "Росіяни атакували Україну 90 дронами.\n"
        "Керівництво Росії заперечує, що під час повномасштабної війни б'є по лікарнях і школах.",
        language="uk",
    )[0]

    assert event.targets == []
