"""Places found in sentences of three languages, and the parts they play."""

import pytest

from transforms.events.knowledge import PACKAGED
from transforms.events.places import ResolvedPlace, find_places, load_gazetteer, resolve_places
from transforms.language.tokens import tokenize

GAZETTEER = load_gazetteer(PACKAGED)


def places(text: str, language: str) -> list[ResolvedPlace]:
    tokens = tokenize(text, language)
    return resolve_places(find_places(text, tokens, language, GAZETTEER), GAZETTEER)


def names(text: str, language: str, *kinds: str) -> list[str]:
    return [place.name for place in places(text, language) if place.kind in kinds]


def role(text: str, language: str, name: str) -> str:
    found = [place.role for place in places(text, language) if place.name == name]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "A depot burned in Yartsevo.", "Yartsevo"),
        ("ru", "В Ярцеве горела нефтебаза.", "Yartsevo"),
        ("ru", "За Ярцевом слышали взрывы.", "Yartsevo"),
        ("uk", "У Києві пролунали вибухи.", "Kyiv"),
        ("uk", "Мешканці Шостки залишилися без світла.", "Shostka"),
        ("uk", "У Кривому Розі поранено дитину.", "Kryvyi Rih"),
        ("ru", "В Нижнем Новгороде закрыли аэропорт.", "Nizhny Novgorod"),
        ("ru", "Дроны летели на Усть-Лугу.", "Ust-Luga"),
        ("ru", "Пожар начался в Ростове-на-Дону.", "Rostov-on-Don"),
        ("uk", "Вибухи лунали у Слов’янську.", "Sloviansk"),
        ("de", "Drohnen griffen Kiew an.", "Kyiv"),
        ("fr", "Une frappe a touché Odessa.", "Odesa"),
    ],
)
def test_a_settlement_is_found_in_every_case_and_spelling(
    language: str, text: str, expected: str
) -> None:
    assert [expected] == names(text, language, "city")


@pytest.mark.parametrize(
    ("language", "text", "city"),
    [
        ("en", "A house burned in the Solomianskyi district of Kyiv.", "Kyiv"),
        ("uk", "приліт в Індустріальному районі Харкова", "Kharkiv"),
    ],
)
def test_a_district_of_a_city_has_the_point_of_the_city(
    language: str, text: str, city: str
) -> None:
    district = next(place for place in places(text, language) if place.kind == "district")
    assert (city, "place") == (district.place, district.geo_precision)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Усі вони були збиті."),
        ("uk", "Тоді ж поранено двох людей."),
        ("uk", "Ізраїль убив лідера угруповання Хасана Насраллу."),
    ],
)
def test_a_word_or_a_name_of_a_person_is_no_town(language: str, text: str) -> None:
    found = [place.name for place in places(text, language) if place.role != "person"]
    assert "Hassan" not in found
    assert not {place.country for place in places(text, language)} & {"CN", "JP"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("дрони вдарили по нафтобазі в Ярцевому", "Yartsevo"),
        ("уламки впали біля Кірішів у Кірішах", "Kirishi"),
        ("ринок у центрі Сум", "Sumy"),
        ("вибухи в Днiпрi", "Dnipro"),
    ],
)
def test_unusual_forms_and_spellings_of_towns_are_found(text: str, expected: str) -> None:
    assert expected in names(text, "uk", "city")


def test_a_bare_name_means_the_region_after_a_list_of_regions() -> None:
    text = (
        "Drones fell over three regions: 25 over Rostov, eight over Volgograd and six over Kursk. "
        "In Rostov power lines were cut. The city of Kursk was calm."
    )
    assert names(text, "en", "region") == [
        "Rostov Oblast",
        "Volgograd Oblast",
        "Kursk Oblast",
        "Rostov Oblast",
    ]
    assert names(text, "en", "city") == ["Kursk"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "in the Kursk and Belgorod regions", ["Kursk Oblast", "Belgorod Oblast"]),
        ("en", "the regions of Tula, Kaluga and Oryol",
         ["Tula Oblast", "Kaluga Oblast", "Oryol Oblast"]),
        ("en", "over the Krasnodar Territory", ["Krasnodar Krai"]),
        ("en", "in the Donetsk People's Republic", ["Donetsk Oblast"]),
        ("ru", "в Смоленской, Рязанской и Московской областях",
         ["Smolensk Oblast", "Ryazan Oblast", "Moscow Oblast"]),
        ("ru", "над Брянской областью – 12, над Курской – 5, над Тульской – 3",
         ["Bryansk Oblast", "Kursk Oblast", "Tula Oblast"]),
        ("ru", "на Кубани и в Татарстане", ["Krasnodar Krai", "Tatarstan"]),
        ("uk", "Донецька, Дніпропетровська та Запорізька області",
         ["Donetsk Oblast", "Dnipropetrovsk Oblast", "Zaporizhzhia Oblast"]),
        ("uk", "на Полтавщині й Одещині", ["Poltava Oblast", "Odesa Oblast"]),
    ],
)  # fmt: skip
def test_regions_are_found_alone_and_in_lists(
    language: str, text: str, expected: list[str]
) -> None:
    assert expected == names(text, language, "region")


def test_a_list_after_a_number_of_regions_names_regions() -> None:
    text = "Drones were shot down over five regions: 9 over Rostov, six over Tver, two over Kursk."

    assert names(text, "en", "region") == ["Rostov Oblast", "Tver Oblast", "Kursk Oblast"]


def test_bare_cities_without_such_a_number_stay_cities() -> None:
    assert names("Blasts shook Kursk and Tver.", "en", "city") == ["Kursk", "Tver"]


@pytest.mark.parametrize(
    ("language", "text", "name", "admin1"),
    [
        ("en", "Firefighters worked in the Smolensky and Yartsevsky districts.",
         "Yartsevsky District", "Smolensk Oblast"),
        ("ru", "Обломки упали в Миллеровском районе.", "Millerovsky District", "Rostov Oblast"),
        ("ru", "в Стародубском муниципальном округе Брянской области",
         "Starodubsky District", "Bryansk Oblast"),
        ("uk", "у Синельниківському районі", "Synelnykove District", "Dnipropetrovsk Oblast"),
        ("uk", "Ворог бив по Нікопольщині.", "Nikopol District", "Dnipropetrovsk Oblast"),
        ("uk", "обстріляли Марганецьку громаду", "Marhanets", "Dnipropetrovsk Oblast"),
    ],
)  # fmt: skip
def test_a_district_stands_at_its_centre(language: str, text: str, name: str, admin1: str) -> None:
    district = next(place for place in places(text, language) if place.name == name)

    assert (admin1, "district") == (district.admin1, district.geo_precision)
    assert district.lat is not None


def test_a_district_without_a_known_centre_takes_the_point_of_its_region() -> None:
    found = places("In Rostov Oblast drones fell in the Qwertinsky district.", "en")
    district = next(place for place in found if place.kind == "district")

    assert (district.admin1, district.geo_precision) == ("Rostov Oblast", "region")


@pytest.mark.parametrize(
    ("language", "text", "name", "expected"),
    [
        ("en", "Moscow said the attack was repelled.", "Moscow", "government"),
        ("en", "Explosions were heard in Moscow.", "Moscow", "location"),
        ("en", "The plant is 300 kilometres southeast of Moscow.", "Moscow", "distance"),
        ("en", "A blast was heard near Melitopol.", "Melitopol", "near"),
        ("en", "KHARKIV, Nov 8 (Reuters) - Three people died.", "Kharkiv", "dateline"),
        ("en", "The Kyiv Independent wrote so.", "Kyiv", "outlet"),
        ("en", "Dynamo Kyiv won the cup.", "Kyiv", "club"),
        ("en", "Iranian-made drones were used.", "Iran", "origin"),
        ("en", "Ukrainian drones attacked.", "Ukraine", "demonym"),
        ("en", "The region shares a border with Ukraine.", "Ukraine", "border"),
        ("en", "Drones flew towards Kyiv.", "Kyiv", "direction"),
        ("en", "Governor Alexander Gusev reported a fire.", "Gusev", "person"),
        ("ru", "Москва заявила о победе.", "Moscow", "government"),
        ("ru", "Завод стоит в 200 километрах от Москвы.", "Moscow", "distance"),
        ("ru", "украинские беспилотники", "Ukraine", "demonym"),
        ("ru", "Саратовский губернатор подтвердил удар.", "Saratov Oblast", "adjective"),
        ("uk", "Поблизу Ізюма збито дрон.", "Izium", "near"),
        ("uk", "росіяни обстріляли село", "Russia", "demonym"),
    ],
)
def test_a_name_has_the_role_its_sentence_gives_it(
    language: str, text: str, name: str, expected: str
) -> None:
    assert expected == role(text, language, name)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Reading the report, most police officers said it was nice."),
        ("ru", "Победа близка, мир наступит, орел летит."),
        ("ru", "Захарова прокомментировала удар."),
        ("uk", "Мирне небо і перемога — наша мета."),
        ("en", "This would help us."),
    ],
)
def test_words_and_surnames_are_no_places(language: str, text: str) -> None:
    assert [place for place in places(text, language) if place.role != "person"] == []


def test_a_surname_given_once_with_a_first_name_is_a_person_later() -> None:
    text = "Alexander Gusev spoke. A second drone, Gusev wrote, fell on a road."

    assert {"person"} == {place.role for place in places(text, "en") if place.name == "Gusev"}


@pytest.mark.parametrize(
    ("language", "text", "facility"),
    [
        ("en", "The Volgograd refinery stopped.", "volgograd-refinery"),
        ("ru", "Горел Волгоградский НПЗ.", "volgograd-refinery"),
        ("uk", "Уражено Рязанський НПЗ.", "ryazan-refinery"),
        ("uk", "ЗАЕС знеструмлена.", "zaporizhzhia-npp"),
        ("ru", "взрыв на Каховской ГЭС", "kakhovka-hpp"),
        ("en", "Drones hit Abqaiq facility.", "abqaiq"),
        ("uk", "нафтобаза «Кристал» палає", "kombinat-kristal"),
    ],
)
def test_a_known_site_is_found_by_its_names(language: str, text: str, facility: str) -> None:
    found = [place for place in places(text, language) if place.kind == "facility"]

    assert [facility] == [place.facility_id for place in found]
    assert found[0].facility_type in found[0].facility_types
    assert found[0].geo_precision == "site"


def test_an_owner_alone_is_not_a_site() -> None:
    assert names("Lukoil and Rosneft declined to comment.", "en", "facility", "city") == []


def test_offsets_and_tokens_point_at_the_name() -> None:
    text = "Вночі у Шостці вибухи."
    tokens = tokenize(text, "uk")
    mention = find_places(text, tokens, "uk", GAZETTEER)[0]

    assert text[mention.start : mention.end] == "Шостці"
    assert tokens[mention.first_token].text == "Шостці"
    assert mention.last_token == mention.first_token + 1


def test_nothing_is_found_in_nothing() -> None:
    assert places("", "en") == []
    assert places("\n\n", "ru") == []


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "A drone fell in the village of Zyablovka in Kursk Oblast.", "Zyablovka"),
        ("ru", "Под обстрел попало село Зяблово-Дальнее Курской области.", "Zyablovo-Dalneye"),
        ("uk", "Дрон упав у селі Зяблівщина Сумської області.", "Ziablivshchyna"),
    ],
)
def test_a_village_that_no_gazetteer_knows_is_placed_in_the_region_beside_it(
    language: str, text: str, name: str
) -> None:
    village = next(place for place in places(text, language) if place.name == name)

    assert village.admin1 in {"Kursk Oblast", "Sumy Oblast"}
    assert (village.geo_precision, village.geonames_id) == ("region", None)


def test_the_region_of_an_office_is_named_once_and_by_its_words() -> None:
    text = "The governor of Moscow region opened a school."
    assert [text[p.start : p.end] for p in places(text, "en")] == ["Moscow region"]
