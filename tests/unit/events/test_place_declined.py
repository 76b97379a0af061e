"""Names of settlements and communities in languages whose names turn by case."""

import pytest

from tests.unit.events.test_places import places


@pytest.mark.parametrize(
    ("language", "text", "name", "admin1"),
    [
        pytest.param(
            "uk", "На Сумщині обстріляли Середино-Будську громаду.", "Seredyna-Buda",
            "Sumy Oblast", id="a name of two joined words",
        ),
        pytest.param(
            "uk", "У Великописарівській громаді Сумської області горів дах.", "Velyka Pysarivka",
            "Sumy Oblast", id="a name of two words",
        ),
        pytest.param(
            "uk", "На Сумщині дрон влучив у Миропільській громаді.", "Myropillia",
            "Sumy Oblast", id="a doubled consonant",
        ),
        pytest.param(
            "ru", "В Старосалтовской громаде Харьковской области поврежден дом.", "Staryi Saltiv",
            "Kharkiv Oblast", id="a Russian adjective of a Ukrainian town",
        ),
        pytest.param(
            "ru", "Дрон упал в станице Натухаевской Краснодарского края.", "Natukhayevskaya",
            "Krasnodar Krai", id="an adjective in an oblique case",
        ),
        pytest.param(
            "ru", "В селе Волчья Балочка Белгородской области горел дом.", "Volchya Balochka",
            "Belgorod Oblast", id="two words of no gazetteer",
        ),
        pytest.param(
            "ru", "Взят под контроль населенный пункт Кузьминовка в Донецкой области.",
            "Kuzmynivka", "Donetsk Oblast", id="spelled as its country does",
        ),
        pytest.param(
            "ru", "Взято под контроль село Кузьминовка в Донецкой области, дрон ударил по селу "
            "Кузьминовка Белгородской области.",
            "Kuzminovka", "Belgorod Oblast", id="a namesake in the country of the language",
        ),
        pytest.param(
            "ru", "Войска освободили населенные пункты Гатище, Красное и Олейниково Харьковской "
            "области.",
            "Oleinykove", "Kharkiv Oblast", id="the last of a list",
        ),
        pytest.param(
            "ru", "Войска установили контроль над Кузьминовкой в Донецкой области.",
            "Kuzmynivka", "Donetsk Oblast", id="what somebody rules over",
        ),
        pytest.param(
            "uk", "У с. Чернещина Харківської області пошкоджено дах.", "Cherneshchyna",
            "Kharkiv Oblast", id="a short noun, no land",
        ),
        pytest.param(
            "uk", "Росіяни обстріляли Ізюмський район Харківщини.", "Izium District",
            "Kharkiv Oblast", id="a district by its centre",
        ),
    ],
)  # fmt: skip
def test_a_declined_name_is_found_in_its_base_form(
    language: str, text: str, name: str, admin1: str
) -> None:
    found = {(place.name, place.admin1) for place in places(text, language)}

    assert (name, admin1) in found


@pytest.mark.parametrize(
    "text", ["Площа пожежі - 200 кв. м. Рятувальники Петренко і Коваль.", "Працюємо з м. Київ."]
)
def test_a_unit_is_no_short_noun_for_a_town(text: str) -> None:
    assert {place.name for place in places(text, "uk")} <= {"Kyiv"}


def test_a_village_lies_in_the_district_that_stands_beside_it() -> None:
    text = "В поселке Волна Темрюкского района и в Абинском районе в селе Пестряки Кубани дым."
    found = {place.name: place.district for place in places(text, "ru")}

    assert found["Volna"] == "Temryuksky District"
    assert found["Pestryaki"] == "Abinsky District"


def test_a_village_is_not_a_namesake_in_a_region_that_the_text_never_names() -> None:
    text = "Дроны атаковали Белгородскую область. В селе Отрадное дрон ударил по машине."
    found = {(place.name, place.admin1) for place in places(text, "ru")}

    assert ("Otradnoye", "Belgorod Oblast") in found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param(
            "У Куп'янському районі Харківської області поранено двох, в Ізюмському – ліцей.",
            {"Kupiansk District", "Izium District"}, id="behind a preposition",
        ),
        pytest.param(
            "Сумщина. Конотопська громада: три будинки.\n- Глухівська – два будинки;",
            {"Konotop", "Hlukhiv"}, id="entries of a list",
        ),
        pytest.param(
            "Сумщина. У Стецьківській громаді горів дах.", {"Stetskivka"}, id="a likely town"
        ),
    ],
)  # fmt: skip
def test_districts_are_found_by_their_adjectives_alone(text: str, names: set[str]) -> None:
    assert names <= {place.name for place in places(text, "uk")}


def test_a_known_town_is_no_second_half_of_an_unknown_name() -> None:
    text = "В селе Волчья Александровка Белгородской области ранен водитель."

    assert "Volchya Aleksandrovka" in {place.name for place in places(text, "ru")}


def test_a_village_without_a_region_lies_in_that_of_the_towns() -> None:
    text = "В станице Пестряковской горит трава, сообщил мэр Новороссийска."
    found = {(place.name, place.admin1) for place in places(text, "ru")}

    assert ("Pestryakovskaya", "Krasnodar Krai") in found


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        pytest.param(
            "uk", "В Українську Донецької області загинув чоловік.",
            ("Ukrainsk", "Donetsk Oblast"), id="a town that looks like a people",
        ),
        pytest.param(
            "uk", "Донеччина. У Лимані та у Слов'янську згорів дах, у Пестряківці поранено двох.",
            ("Pestriakivka", "Donetsk Oblast"), id="a village beside towns",
        ),
        pytest.param(
            "ru", "В деревне Обеста Курской области ранен житель.",
            ("Obesta", "Kursk Oblast"), id="a nominative behind an oblique noun",
        ),
    ],
)  # fmt: skip
def test_a_town_is_told_by_what_stands_beside_it(
    language: str, text: str, place: tuple[str, str]
) -> None:
    assert place in {(one.name, one.admin1) for one in places(text, language)}


def test_communities_of_a_list_are_no_regions() -> None:
    text = (
        "Сумська область. Обстріляли громади: Хотінську, Миколаївську та Білопільську. "
        "Миколаївська: ракетний удар."
    )
    found = [(place.name, place.kind) for place in places(text, "uk") if place.kind != "region"]

    assert found == [
        ("Khotin", "district"),
        ("Mykolaivka", "district"),
        ("Bilopillia", "district"),
        ("Mykolaivka", "district"),
    ]


def test_villages_of_crimea_have_no_russian_endings() -> None:
    found = places("Дрон упал в селе Майское в Крыму.", "ru")

    assert "Maiske" in {place.name for place in found}
