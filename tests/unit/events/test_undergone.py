"""Who comes under attack: the subject is attacked, it does not attack."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("en", "Ukraine came under a massive missile attack, and a substation was damaged.", "UA"),
        ("en", "Russia suffered a mass drone attack overnight, and a plant is burning.", "RU"),
        ("ru", "Россия ночью подверглась массированной атаке беспилотников, горит завод.", "RU"),
        ("ru", "Украина попала под удар ракет, поврежден завод.", "UA"),
        ("uk", "Україна вночі зазнала масованого удару дронів, пошкоджено підстанцію.", "UA"),
        ("uk", "Енергетика України зазнала атаки дронів, пошкоджено підстанцію.", "UA"),
    ],
)
def test_a_country_that_comes_under_attack_is_where_it_was(
    extract: Extract, language: str, text: str, country: str
) -> None:
    (event,) = extract(text, language=language)
    assert (event.country, event.attacker) == (country, None)


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("ru", "Дрон упал рядом с городом Орел, горит склад.", "Oryol"),
        ("ru", "На нефтебазе рядом со станицей Кавказской горят баки после атаки.", "Kavkazskaya"),
        ("uk", "Поряд із містом Суми впав дрон, горить склад.", "Sumy"),
    ],
)
def test_next_to_a_town_is_not_from_the_town(
    extract: Extract, language: str, text: str, place: str
) -> None:
    (event,) = extract(text, language=language)
    assert event.place == place


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("uk", "Росіяни обстріляли Куп'янськ, пошкоджено школу.", "Kupiansk"),
        ("uk", "Вночі обстріляно Марганець, пошкоджено школу.", "Marhanets"),
        ("ru", "Беспилотники атаковали Грайворон, повреждена школа.", "Grayvoron"),
    ],
)
def test_a_small_town_is_known_as_what_is_attacked(
    extract: Extract, language: str, text: str, place: str
) -> None:
    (event,) = extract(text, language=language)
    assert event.place == place


def test_a_district_that_no_list_knows_lies_in_the_only_region_of_the_text(
    extract: Extract,
) -> None:
    text = (
        "На складе в Белгородской области начался пожар. Вооруженные силы Украины с помощью "
        "беспилотника атаковали склад на территории Зюзинского округа."
    )
    assert {event.admin1 for event in extract(text, language="ru")} == {"Belgorod Oblast"}


def test_a_site_is_finer_than_its_district(extract: Extract) -> None:
    (event,) = extract(
        "В Северском районе Краснодарского края из-за атаки беспилотников загорелся Афипский НПЗ.",
        language="ru",
    )
    assert event.place == "Afipsky"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Дроны атаковали Брянск. Без жертв и повреждений."),
        ("uk", "Росіяни обстріляли Суми. Без втрат та руйнувань."),
    ],
)
def test_without_losses_and_damage(extract: Extract, language: str, text: str) -> None:
    (event,) = extract(text, language=language)
    assert (event.killed, event.injured, event.effects) == (0, 0, [])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "В субботу глава региона Гладков сообщил, что дрон атаковал Грайворон."),
        ("uk", "У суботу голова ОВА Синєгубов повідомив, що дрон атакував Куп'янськ."),
    ],
)
def test_the_day_on_which_somebody_says_it_is_that_of_the_report(
    extract: Extract, language: str, text: str
) -> None:
    (event,) = extract(text, language=language)
    assert event.date_basis != "text"


@pytest.mark.parametrize(
    ("language", "text", "captor"),
    [
        ("ru", "Силы ВСУ выбиты из населенного пункта Часов Яр, заявили в Минобороны РФ.", "RU"),
        ("uk", "На Донеччині окупанти вибиті із села Новоекономічне, повідомив Генштаб ЗСУ.", "UA"),
    ],
)
def test_who_is_driven_out_of_a_village_does_not_take_it(
    extract: Extract, language: str, text: str, captor: str
) -> None:
    (event,) = extract(text, language=language)
    assert (event.event_type, event.attacker) == ("territorial_change", captor)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "uk",
            "За добу росіяни 100 разів обстріляли Сумщину, одну людину вбито. Двох людей поранено "
            "в Охтирці.\n\nПро це повідомила ОВА.\n\nВсього на чергуванні були сотні людей.\n\n"
            "Під обстрілами пошкоджено житлові будинки.",
        ),
        (
            "ru",
            "За сутки россияне 100 раз обстреляли Сумскую область, один человек убит. Два человека "
            "ранены в Ахтырке.\n\nОб этом сообщила ОВА.\n\nВсего на дежурстве были сотни людей.\n\n"
            "Под обстрелами повреждены жилые дома.",
        ),
    ],
)
def test_what_a_digest_tells_of_no_place_is_told_of_its_region(
    extract: Extract, language: str, text: str
) -> None:
    region, town = extract(text, language=language)
    assert (region.place, region.targets, region.effects) == (None, ["residential"], ["damage"])
    assert (town.targets, town.effects, town.injured) == ([], [], 2)


def test_a_clause_joined_by_and_opens_with_its_place(extract: Extract) -> None:
    text = "Об'єкти на Полтавщині ворог обстріляв, а на Сумщині завдав нових ударів дронами."
    regions = [event.admin1 for event in extract(text, language="uk")]
    assert regions == ["Poltava Oblast", "Sumy Oblast"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Дроны атаковали Брянск. Без повреждений не обошлось."),
        ("uk", "Росіяни вдарили дронами по Сумах. Без пошкоджень не минулося."),
    ],
)
def test_not_without_damage_is_damage(extract: Extract, language: str, text: str) -> None:
    (event,) = extract(text, language=language)
    assert event.effects == ["damage"]


def test_a_hamlet_is_no_namesake_of_a_large_city(extract: Extract) -> None:
    text = (
        "В Волгоградской области дроны атаковали жилой сектор. Повреждены дома в поселке Кирова "
        "Светлоярского района."
    )
    assert {event.admin1 for event in extract(text, language="ru")} == {"Volgograd Oblast"}


def test_the_mayor_of_a_town_is_no_place(extract: Extract) -> None:
    text = "Росіяни атакували Дніпро. Мер міста Борис Філатов написав про влучання в будинок."
    assert [event.place for event in extract(text, language="uk")] == ["Dnipro"]


@pytest.mark.parametrize(
    ("language", "text", "weapons"),
    [
        ("ru", "Россия нанесла ракетный удар по порту Одессы.", ["missile"]),
        ("uk", "Росія вночі завдала масованого дронового удару по порту Одеси.", ["drone"]),
        ("uk", "Росія вночі завдала ракетно-дронового удару по Одесі.", ["drone", "missile"]),
    ],
)
def test_the_weapon_within_a_phrase_for_an_attack_is_told(
    extract: Extract, language: str, text: str, weapons: list[str]
) -> None:
    (event,) = extract(text, language=language)
    assert event.weapons == weapons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Дроны атаковали порт в Одессе, поврежден склад. Обошлось без пожара."),
        ("uk", "Росіяни вдарили дронами по порту в Одесі, пошкоджено склад. Минулося без пожежі."),
    ],
)
def test_without_fire(extract: Extract, language: str, text: str) -> None:
    (event,) = extract(text, language=language)
    assert event.effects == ["damage"]
