"""Places that no gazetteer knows, and names that only look like known ones."""

import pytest

from tests.unit.events.conftest import Extract
from transforms.events.knowledge import PACKAGED
from transforms.events.places import ResolvedPlace, find_places, load_gazetteer, resolve_places
from transforms.language.tokens import tokenize

GAZETTEER = load_gazetteer(PACKAGED)


def resolved(text: str, language: str = "en") -> list[ResolvedPlace]:
    """Return the places of a text."""
    mentions = find_places(text, tokenize(text, language), language, GAZETTEER)
    return resolve_places(mentions, GAZETTEER)


@pytest.mark.parametrize(
    ("text", "name", "admin1", "country"),
    [
        (
            "A drone hit the village of Umm Qozein in North Kordofan.",
            "Umm Qozein",
            "North Kordofan",
            "SD",
        ),
        ("Rockets fell on the town of Deir Zafun in southern Lebanon.", "Deir Zafun", None, "LB"),
        (
            "A shell hit the Wadi Hamqan area in Gedaref state.",
            "Wadi Hamqan",
            "Gedaref State",
            "SD",
        ),
        (
            "Jets bombed nearby Kyauk Hlut village in Sagaing region.",
            "Kyauk Hlut",
            "Sagaing Region",
            "MM",
        ),
        ("A blast hit a market in Bildirat, Delta State.", "Bildirat", "Delta State", "NG"),
        ("A blast hit a market in Zerkabad, Pakistan.", "Zerkabad", None, "PK"),
        (
            "A mine went off in Zarkhel district of Balochistan.",
            "Zarkhel District",
            "Balochistan",
            "PK",
        ),
        (
            "A bomb went off in the Zarkhel area near Sibi in the night.",
            "Zarkhel",
            "Balochistan",
            "PK",
        ),
    ],
)
def test_a_name_that_its_sentence_makes_a_place_is_one(
    text: str, name: str, admin1: str | None, country: str
) -> None:
    assert (name, admin1, country) in [(p.name, p.admin1, p.country) for p in resolved(text)]


def test_a_place_known_by_its_country_only_has_no_point() -> None:
    place = next(p for p in resolved("Jets bombed the town of Deir Zafun in Lebanon."))
    assert (place.lat, place.lon, place.geo_precision) == (None, None, "country")


@pytest.mark.parametrize(
    "text",
    [
        "In Operation Saltmarsh, Iran attacked a base.",
        "The head of the Defence area spoke in the Navy town.",
        "They met in the area of the Joint Forces.",
        "A blast in December, Ukraine said, was an accident.",
    ],
)
def test_operations_months_and_words_are_no_places(text: str) -> None:
    assert not [p for p in resolved(text) if p.kind in {"city", "district"}]


def test_a_namesake_in_another_region_than_the_text_says_is_not_taken() -> None:
    found = resolved("A jet bombed Nyaung Kone village in the northern Sagaing region.")
    assert [(p.name, p.admin1) for p in found if p.kind == "city"] == [
        ("Nyaung Kone", "Sagaing Region")
    ]


def test_a_namesake_abroad_is_not_taken_where_the_text_names_district_or_country() -> None:
    found = resolved("A drone hit a car in the town of Toul in the Nabatieh district of Lebanon.")
    assert ("Toul", "LB") in [(p.name, p.country) for p in found]
    assert "FR" not in [p.country for p in found]


def test_a_district_of_the_city_is_a_part_of_the_city_told_of() -> None:
    found = resolved("Bombs fell on Kharkiv. One hit the Kyiv district of the city.")
    assert [(p.kind, p.place) for p in found] == [("city", "Kharkiv"), ("district", "Kharkiv")]


def test_a_region_around_a_city_that_is_a_region_is_no_second_place(extract: Extract) -> None:
    events = extract("A drone hit a depot in the city of Sevastopol in Russian-occupied Crimea.")
    assert [event.place for event in events] == ["Sevastopol"]


def test_villages_of_a_faith_or_people_are_no_names() -> None:
    for word in ("Christian", "Kurdish", "Druze"):
        assert not list(resolved(f"Shells hit a {word} village in the night.")), word


def test_the_name_before_a_local_government_area_is_a_place() -> None:
    found = resolved("They burned huts in the Wasi Local Government Area of Plateau State.")
    assert ("Wasi", "Plateau State") in [(p.name, p.admin1) for p in found]


def test_a_longer_name_with_its_noun_is_not_cut_to_a_known_one() -> None:
    assert "Tabi Qumar" in [p.name for p in resolved("It hit a truck at Tabi Qumar village.")]


def test_a_small_town_means_the_region_that_the_text_calls_so() -> None:
    text = "A bomb stopped a pipe in Arauca. It lay in a field in Arauca department."
    assert {p.kind for p in resolved(text)} == {"region"}
    assert [p.kind for p in resolved("Rebels bombed a pipe in Arauca.")] == ["city"]


def test_a_region_by_its_own_name_parts_a_list_of_regions() -> None:
    found = resolved("Drones fell over Bryansk, Tatarstan and Tula regions.")
    assert [p.name for p in found] == ["Bryansk Oblast", "Tatarstan", "Tula Oblast"]


def test_a_country_off_whose_coast_a_ship_was_hit_is_the_scene(extract: Extract) -> None:
    for phrase in ("off the coast of Yemen", "40 nautical miles off the Yemeni coast"):
        events = extract(f"Two missiles hit a tanker {phrase} on Monday.")
        assert [event.country for event in events] == ["YE"], phrase


def test_moscow_heads_a_report_as_other_towns_do() -> None:
    found = resolved("MOSCOW (Agency) - A blast shook a depot in Kenya.")
    assert [p.role for p in found if p.kind != "country"] == ["dateline"]


def test_the_capital_of_a_district_is_not_that_of_the_country(extract: Extract) -> None:
    events = extract(
        "MOSCOW (Agency) - A bomb exploded near the capital of Zarkhel District on Monday, "
        "killing two people in Balochistan."
    )
    assert {event.country for event in events} == {"PK"}


def test_a_part_of_a_town_leaves_the_town_as_the_place() -> None:
    for text in ("Shells hit the Dimreg area of Homs.", "Shells hit Homs's Dimreg area."):
        assert [p.name for p in resolved(text)] == ["Homs"], text


def test_the_end_of_a_longer_name_is_no_town() -> None:
    assert not [p for p in resolved("They struck the market of Qarmil Jasai on foot.") if p.firm]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Guards died in Sulaimaniyah province.", "Sulaymaniyah Governorate"),
        ("Guards died in Hodeida province.", "Al Hudaydah Governorate"),
        ("Guards died in Deir al-Zor province.", "Deir ez-Zor Governorate"),
        ("Guards died in Hadhramaut.", "Hadramaut Governorate"),
        ("Guards died in Baluchistan.", "Balochistan"),
        ("Guards died in North Waziristan.", "Khyber Pakhtunkhwa"),
        ("Guards died in Kachin.", "Kachin State"),
        ("Guards died in Shabwa.", "Shabwa Governorate"),
    ],
)
def test_regions_are_known_by_the_spellings_of_news(text: str, region: str) -> None:
    assert [(p.kind, p.name) for p in resolved(text)] == [("region", region)]


def test_a_town_that_says_where_another_lies_is_its_region() -> None:
    found = resolved("A depot burned in Fortul, Arauca, on Monday.")
    assert [(p.kind, p.name) for p in found] == [("city", "Fortul"), ("region", "Arauca")]
    found = resolved("Jets hit Kyauk Hlut village in Sagaing's Tabayin township.")
    assert [p.kind for p in found] == ["city", "region", "district"]


def test_a_company_named_after_a_town_is_no_scene() -> None:
    assert not [
        p
        for p in resolved("The Sui Southern Gas Company cut supply.")
        if p.role
        in {
            "location",
            "near",
        }
    ]


def test_an_attack_at_an_unknown_place_is_not_lost(extract: Extract) -> None:
    events = extract(
        "A bomb exploded near the town of Zarkhel, 40 km from Quetta, killing three on Monday."
    )
    assert [(e.place, e.country, e.geo_precision) for e in events] == [("Zarkhel", "PK", "country")]


def test_a_day_earlier_counts_from_the_day_of_the_statement_beside_it(extract: Extract) -> None:
    events = extract("The ministry said on Tuesday that a drone had hit Sumy a day earlier.")
    assert [str(event.date_start) for event in events] == ["2025-03-10"]


@pytest.mark.parametrize(
    "text",
    [
        "In Washington, the Pentagon said that missiles hit a depot in Sanaa on Monday.",
        "An official in Washington said that missiles hit a depot in Sanaa on Monday.",
        "Missiles hit a depot in Sanaa on Monday, the ministry said in Ankara.",
    ],
)
def test_the_place_of_a_statement_is_no_scene_beside_one(text: str, extract: Extract) -> None:
    assert [event.place for event in extract(text)] == ["Sanaa"]


def test_the_place_of_a_statement_is_the_scene_where_no_other_is_named(extract: Extract) -> None:
    events = extract("Officials in Kharkiv said on Tuesday that a drone hit a school.")
    assert [event.place for event in events] == ["Kharkiv"]


def test_who_occupies_a_site_is_not_its_country(extract: Extract) -> None:
    events = extract("A drone strike on Tuesday hit a US-occupied oil field in Syria.")
    assert {event.country for event in events} == {"SY"}


def test_a_county_is_a_region_and_a_point_of_the_compass_none() -> None:
    assert [p.name for p in resolved("A mine went off in Garissa county.")] == ["Garissa"]
    assert [p.kind for p in resolved("A mine went off in Garissa county.")] == ["region"]
    assert not [p for p in resolved("They fled to the South-West of it.") if p.kind == "region"]


def test_the_district_around_a_village_is_not_listed_beside_it(extract: Extract) -> None:
    events = extract("A missile hit the village of Zorava in Kupiansk district, Kharkiv region.")
    assert [(e.place, e.admin1, e.places_listed) for e in events] == [
        ("Zorava", "Kharkiv Oblast", [])
    ]


def test_a_village_ends_before_a_word_of_capitals() -> None:
    places = resolved("В селе Мощёное FPV-дрон ударил по дому в Белгородской области.", "ru")
    assert places[0].name == "Moshchenoye"


@pytest.mark.parametrize(
    "text",
    [
        "Населённые пункты Гатище, Красное, Мороховец и Олейниково в Харьковской области освободила"
        " группировка войск, сообщило Минобороны.",
        "Российские войска освободили сёла Гатище, Красное, Мороховец и Олейниково в Харьковской"
        " области, сообщило Минобороны.",
    ],
)
def test_every_village_of_a_list_is_taken(extract: Extract, text: str) -> None:
    events = extract(text, published="2025-11-18", language="ru")
    assert len(events) == 4
    assert "Krasne" in {event.place for event in events}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("uk", "Унаслідок обстрілу росіянами Куп'янська постраждали двоє людей.", "Kupiansk"),
        ("uk", "Бої тривають на околиці Вовчанська.", "Vovchansk"),
        ("ru", "При обстреле Токмака ранены двое.", "Tokmak"),
    ],
)
def test_a_town_in_the_genitive_is_no_surname(language: str, text: str, name: str) -> None:
    assert name in [place.name for place in resolved(text, language)]
