"""The choice among places of one name, and what lies in what."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.events.knowledge import PACKAGED
from transforms.events.places import (
    ResolvedPlace,
    contains,
    find_places,
    load_gazetteer,
    resolve_places,
)
from transforms.language.tokens import tokenize

GAZETTEER = load_gazetteer(PACKAGED)


def places(text: str, language: str = "en") -> list[ResolvedPlace]:
    tokens = tokenize(text, language)
    return resolve_places(find_places(text, tokens, language, GAZETTEER), GAZETTEER)


def only(text: str, name: str, language: str = "en") -> ResolvedPlace:
    found = [place for place in places(text, language) if place.name == name]
    assert found, [place.name for place in places(text, language)]
    return found[0]


def test_the_region_beside_a_name_decides() -> None:
    assert only("in Pokrovsk, Donetsk region", "Pokrovsk").admin1 == "Donetsk Oblast"
    assert only("In Yakutia the town of Pokrovsk was flooded.", "Pokrovsk").admin1 == "Sakha"


def test_a_small_place_is_not_taken_from_another_region_than_the_text_says() -> None:
    village = only("A drone crashed in Rozsypne, Kharkiv Oblast.", "Rozsypne")

    assert (village.admin1, village.geo_precision) == ("Kharkiv Oblast", "region")


def test_the_countries_of_the_article_decide() -> None:
    russian = "Russia said drones hit the port of Primorsk, Leningrad region. Primorsk is a town."
    ukrainian = "Ukraine said shells fell on Prymorsk in the Zaporizhzhia region."

    assert {"RU"} == {place.country for place in places(russian) if "Primorsk" in place.name}
    assert only(ukrainian, "Prymorsk").country == "UA"


def test_occupied_places_are_in_ukraine() -> None:
    for text, name in (("in Sevastopol", "Sevastopol"), ("in Luhansk", "Luhansk")):
        assert only(text, name).country == "UA"


def test_a_country_has_no_point_and_a_region_that_of_its_capital() -> None:
    country, region = places("Ukraine's Kharkiv region was shelled.")

    assert (country.lat, country.geo_precision) == (None, "country")
    assert (round(region.lat or 0, 0), region.geo_precision) == (50.0, "region")


def test_a_place_lies_in_its_region_and_its_country_but_not_in_itself() -> None:
    text = "Russia: the Ryazan refinery in Ryazan, Ryazan Oblast, burned; Donbas and Kursk too."
    found = {place.kind + ":" + place.name: place for place in places(text)}
    country, region = found["country:Russia"], found["region:Ryazan Oblast"]
    city, site = found["city:Ryazan"], found["facility:Ryazan refinery"]

    assert contains(country, region)
    assert contains(region, city)
    assert contains(city, site)
    assert not contains(city, city)
    assert not contains(region, country)
    assert not contains(found["area:Donbas"], city)
    assert not contains(region, found["city:Kursk"])


def test_a_site_is_known_by_settlement_and_type_when_there_is_only_one() -> None:
    site = GAZETTEER.facility_at("Volgograd", "RU", "oil_refinery")

    assert site is not None
    assert site.id == "volgograd-refinery"
    assert GAZETTEER.facility_at("Ufa", "RU", "oil_refinery") is None
    assert GAZETTEER.facility_at("Lviv", "UA", "oil_refinery") is None


_WORDS = st.sampled_from(
    [
        "Kyiv",
        "Moscow",
        "drones",
        "over",
        "in",
        "the",
        "regions",
        "Kursk",
        ",",
        "and",
        "Gusev",
        "said",
        ".",
        "Smolensk",
        "district",
        "300",
        "km",
        "from",
        "Yartsevo",
        "Russia's",
        "\n",
        "Odesa",
        "-",
        "of",
        "border",
        "with",
        "Black",
        "Sea",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_WORDS, max_size=30))
def test_mentions_are_in_order_apart_and_the_same_every_time(words: list[str]) -> None:
    text = " ".join(words)
    tokens = tokenize(text, "en")
    found = find_places(text, tokens, "en", GAZETTEER)

    assert found == find_places(text, tokens, "en", GAZETTEER)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for mention in found:
        assert tokens[mention.first_token].start == mention.start
        assert tokens[mention.last_token - 1].end == mention.end
        assert mention.candidates


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    for language in ("en", "ru", "uk", "xx"):
        places(text, language)


def test_a_namesake_abroad_loses_to_a_town_of_the_country_told_of() -> None:
    text = (
        "Gunmen raided a town in the north of Mozambique. The shooting in Palma went on all night. "
        "A nurse from Spain was rescued, the Spanish embassy said."
    )

    assert only(text, "Palma").country == "MZ"


def test_a_word_for_a_site_and_a_company_are_no_places() -> None:
    site = "Shells fell in Mogadishu, Somalia. People who live near the Airport heard them."
    company = "A plant of the oil firm Pemex burned in Mexico. Two were hurt, according to Pemex."

    assert "Airport" not in {place.name for place in places(site)}
    assert {place.role for place in places(company) if place.name == "Pemex"} == {"person"}


def test_the_first_word_of_a_longer_name_is_no_place() -> None:
    text = "A blast shook Qala Shamsur Bekar area of Kabul province in Afghanistan."

    assert "Qala" not in {place.name for place in places(text)}


def test_a_village_of_a_name_known_only_far_away_lies_where_the_text_plays() -> None:
    text = (
        "В Донецкой Народной Республике продолжаются обстрелы. Житель погиб в селе Лозовое. "
        "В Донецкой области ранены ещё двое."
    )

    assert only(text, "Lozove", "ru").admin1 == "Donetsk Oblast"


def test_a_village_lies_by_the_town_that_it_is_said_to_be_near() -> None:
    text = "Житель Донецкой области погиб в селе Лозовое возле Дебальцево, сообщил глава ДНР."

    place = only(text, "Lozove", "ru")
    assert (place.admin1, round(place.lat or 0, 1)) == ("Donetsk Oblast", 48.3)


def test_districts_of_two_meanings_lie_in_the_region_that_both_may_lie_in() -> None:
    text = (
        "Обстріл Золочівської громади пошкодив хату. У Богодухівському районі пошкоджено авто, "
        "сказали українські рятувальники."
    )

    assert only(text, "Zolochiv", "uk").admin1 == "Kharkiv Oblast"


@pytest.mark.parametrize(
    ("region", "spot", "name"),
    [
        ("ДНР", "Дзержинске", "Toretsk"),
        ("ДНР", "Часовом Яре", "Chasiv Yar"),
        ("ДНР", "Великой Новоселке", "Velyka Novosilka"),
        ("ЛНР", "Кировске", "Holubivka"),
        ("ЛНР", "Стаханове", "Kadiivka"),
        ("ЛНР", "Новом Айдаре", "Novoaidar"),
        ("Запорожской области", "Каменке-Днепровской", "Kamianka-Dniprovska"),
        ("Херсонской области", "Железном Порту", "Zaliznyi Port"),
        ("Крыму", "Старом Крыму", "Staryi Krym"),
    ],
)
def test_towns_under_the_names_that_the_occupied_regions_use(
    region: str, spot: str, name: str
) -> None:
    assert only(f"В {region} обстрел. Дрон атаковал дом в {spot}, ранен житель.", name, "ru")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Дрон ударил по нефтебазе в крымской Феодосии.", "Feodosia"),
        ("Дрон ударил по дому в херсонских Алешках.", "Oleshky"),
    ],
)
def test_a_town_behind_the_adjective_of_its_region(text: str, name: str) -> None:
    assert only(text, name, "ru").kind == "city"


def test_a_small_town_is_not_meant_by_the_name_of_a_large_one(extract) -> None:
    text = "Artillery fire hit a bus stop in Donetsk, held by Russia. A depot burns in Proletarsk, "
    assert [event.country for event in extract(text + "in the Rostov region.")] == ["UA", "RU"]
    (event,) = extract("A Ukrainian drone hit a house in Donetsk, Rostov region.")
    assert event.country == "RU"


def test_the_maker_of_a_weapon_is_not_who_fired_it(extract) -> None:
    text = "Over a million people in Odesa have no power after strikes by Iranian drones."
    (event,) = extract(text)
    assert event.attacker != "IR"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Shells hit the villages of Mykhailivka, Ivanivka and Petrivka in the Kharkiv region.",
        ),
        ("uk", "Армія РФ обстріляла Михайлівку та Іванівку в Харківській області."),
    ],
)
def test_the_region_behind_a_list_is_that_of_small_towns_too(extract, language, text) -> None:
    (event,) = extract(text, language=language)
    assert (event.country, event.admin1, event.place) == ("UA", "Kharkiv Oblast", None)


def test_a_name_that_is_put_in_a_region_once_means_that_place_throughout(extract) -> None:
    events = extract(
        "Российские военные освободили Марково.\n"
        "Населенный пункт Марково в Донецкой народной республике перешел под контроль военных.",
        language="ru",
    )
    assert {(event.country, event.admin1) for event in events} == {("UA", "Donetsk Oblast")}
