"""Figures of weapons by what was done with them: lists, wholes, all of them, makes, means."""

import pytest

from tests.unit.events.conftest import Extract
from transforms.events.ontology import load_ontology
from transforms.packs import PACKAGED


@pytest.mark.parametrize(
    ("language", "text", "figures"),
    [
        (
            "en",
            "Ukraine shot down three Iskander-M missiles, two Kh-59 cruise missiles and 16 attack"
            " drones that Russia launched overnight, the air force said.",
            (None, 16, None, 5),
        ),
        (
            "en",
            "All of the 26 drones that Russia sent to Ukraine, including nine around the capital,"
            " were shot down, officials said.",
            (26, 26, None, None),
        ),
        (
            "en",
            "Russia launched 21 drones and a cruise missile at Ukraine overnight. Air defences"
            " destroyed the missile and 17 of the drones.",
            (21, 17, 1, 1),
        ),
        (
            "en",
            "Russia fired 10 ballistic missiles and five cruise missiles at Kyiv on Monday.",
            (None, None, 15, None),
        ),
        (
            "en",
            "Iran launched 10 missiles and two cruise missiles at Qatar on Monday.",
            (None, None, 12, None),
        ),
        (
            "uk",
            "Росіяни запустили п'ять ракет і 30 дронів по Одещині, збито 28 дронів.",
            (30, 28, 5, None),
        ),
        (
            "uk",
            "Уночі по Україні були запущені 45 ударних безпілотників, перехоплені 40 з них.",
            (45, 40, None, None),
        ),
        (
            "en",
            "Air defences downed 12 drones overnight: Bryansk (five UAVs), Kursk (six UAVs) and"
            " Rostov (one UAV).",
            (None, 12, None, None),
        ),
        (
            "en",
            "US forces carried out strikes on two drones and three missiles near Hodeidah.",
            (None, None, None, None),
        ),
        (
            "en",
            "On Monday seven unmanned aerial vehicles (UAVs) hit a pumping station in Kropotkin.",
            (7, None, None, None),
        ),
        (
            "en",
            "Three missiles fell near an oil refinery in Erbil on Monday.",
            (None, None, 3, None),
        ),
        (
            "en",
            "In the night 121 drones were detected and destroyed over Russia, the ministry said.",
            (None, 121, None, None),
        ),
        (
            "uk",
            "Росія випустила по Україні 40 ракет, серед яких 30 крилатих і 10 балістичних.",
            (None, None, 40, None),
        ),
        (
            "en",
            "Iran fired 10 missiles and two cruise missiles at Qatar. Most of them were downed.",
            (None, None, 12, None),
        ),
        (
            "uk",
            "Росія запустила 45 ударних дронів по Сумах, збито 40.",
            (45, 40, None, None),
        ),
        (
            "en",
            "Russia launched 45 drones at Sumy overnight, 40 of which were shot down.",
            (45, 40, None, None),
        ),
        (
            "uk",
            "Росіяни завдали трьох ударів ракетами по Краматорську, поранено двох людей.",
            (None, None, None, None),
        ),
        (
            "en",
            "Two drones tried to attack an oil depot in Tver, but were shot down, officials said.",
            (2, 2, None, None),
        ),
        (
            "en",
            "A drone attacked a refinery in Ryazan but was shot down, the governor said.",
            (None, 1, None, None),
        ),
        (
            "ru",
            "Два беспилотника пытались атаковать нефтебазу в Туле, но были сбиты.",
            (2, 2, None, None),
        ),
        (
            "en",
            "Two Russian missiles hit a residential area of Kharkiv on Tuesday, destroying many"
            " homes and wounding five people.",
            (None, None, 2, None),
        ),
        (
            "en",
            "A drone targeting a base near the airport of Erbil in Iraq was shot down on Monday.",
            (None, 1, None, None),
        ),
        (
            "ru",
            "Противник выпустил по Воронежу пять ракет ATACMS. Все они были сбиты комплексами ПВО.",
            (None, None, 5, 5),
        ),
        (
            "ru",
            "Ночью Россия выпустила по Киеву 29 ракет. Противовоздушная оборона сбила все цели.",
            (None, None, 29, 29),
        ),
        (
            "ru",
            "ВСУ ударили по Белгороду из РСЗО HIMARS, выпустив шесть ракет. Две из них были сбиты.",
            (None, None, None, None),
        ),
        (
            "ru",
            "Две ракеты С-300 попали в школу в Дружковке и разрушили ее, сообщил мэр.",
            (None, None, 2, None),
        ),
        (
            "uk",
            "Росіяни вдарили по Харкову двома авіабомбами та трьома ракетами С-300.",
            (None, None, 3, None),
        ),
        (
            "uk",
            "Уночі ворог атакував Україну. Виявлено 403 засоби повітряного нападу - 38 ракет та"
            " 365 БпЛА.",
            (365, None, 38, None),
        ),
    ],
)
def test_what_was_done_with_counted_weapons(
    extract: Extract, language: str, text: str, figures: tuple[int | None, ...]
) -> None:
    event = extract(text, language=language)[0]
    assert figures == (
        event.drones_launched,
        event.drones_downed,
        event.missiles_launched,
        event.missiles_downed,
    )


@pytest.mark.parametrize(
    ("language", "text", "weapons"),
    [
        ("en", "Russia hit the Kyiv region with drones and Kh-101 missiles.", ["drone", "missile"]),
        ("en", "Russia hit the Kyiv region with Iskander missiles.", ["ballistic_missile"]),
        ("ru", "Над Белгородской областью сбили семь ракет РСЗО «Ольха».", ["rocket"]),
        ("uk", "Над Одещиною збито дві керовані ракети Х-59.", ["missile"]),
    ],
)
def test_a_make_is_what_the_noun_beside_it_names(
    extract: Extract, language: str, text: str, weapons: list[str]
) -> None:
    assert extract(text, language=language)[0].weapons == weapons


def test_weapons_that_fall_on_their_target_are_data() -> None:
    assert load_ontology(PACKAGED).dropped_weapons == {"explosive", "guided_bomb"}
