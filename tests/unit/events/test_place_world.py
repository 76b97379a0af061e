"""Places beyond Eastern Europe: the Gulf, Iraq, Iran, Sudan, South Asia, Africa."""

import pytest

from transforms.events.knowledge import PACKAGED
from transforms.events.places import ResolvedPlace, find_places, load_gazetteer, resolve_places
from transforms.language.tokens import tokenize

GAZETTEER = load_gazetteer(PACKAGED)


def resolved(text: str, language: str = "en") -> list[ResolvedPlace]:
    """Return the places of a text."""
    mentions = find_places(text, tokenize(text, language), language, GAZETTEER)
    return resolve_places(mentions, GAZETTEER)


@pytest.mark.parametrize(
    ("text", "place", "admin1"),
    [
        ("A drone fell in Tawke in northern Iraq.", "Tawke", "Duhok Governorate"),
        ("The drone crashed near Sarsang in Iraq.", "Sarsang", "Duhok Governorate"),
        ("Debris fell in Samtah in the south of Saudi Arabia.", "Samtah", "Jizan Province"),
        (
            "A plant in Dhahran al-Janoub, Saudi Arabia, was hit.",
            "Dhahran al-Janub",
            "Asir Province",
        ),
        ("Shells fell on Khan Yunis in Gaza.", "Khan Younis", "Gaza Strip"),
        ("Rockets hit Khan Younis in Gaza.", "Khan Younis", "Gaza Strip"),
        ("Drones struck Wad Madani in Sudan.", "Wad Madani", "Gezira State"),
        ("Fighting reached Ras Lanouf in Libya.", "Ras Lanuf", "Sirte District"),
        ("A drone struck Mekelle in Ethiopia.", "Mekelle", "Tigray Region"),
        ("Militants attacked Menaka in Mali.", "Menaka", "Menaka Region"),
    ],
)
def test_towns_of_other_wars_are_known_by_their_news_spelling(
    text: str, place: str, admin1: str
) -> None:
    assert (place, admin1) in {(found.place, found.admin1) for found in resolved(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Iraq's semi-autonomous Kurdistan region was attacked.", "Kurdistan Region"),
        ("The Kurdistan region of Iraq was attacked.", "Kurdistan Region"),
        ("Two people died in Iran's Kurdistan province.", "Kurdistan Province"),
    ],
)
def test_kurdistan_of_iraq_is_not_the_province_of_iran(text: str, name: str) -> None:
    assert name in [place.name for place in resolved(text)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("A blast in Punjab, Pakistan killed two.", {"PK"}),
        ("India said drones were downed over Punjab.", {"IN"}),
        ("Drones were downed over Punjab.", set()),
    ],
)
def test_a_region_of_several_countries_needs_one_of_them(text: str, country: set[str]) -> None:
    assert {place.country for place in resolved(text) if place.kind == "region"} == country


def test_regions_named_by_words_need_their_noun() -> None:
    assert resolved("A call for Unity. Bay and Delta rose.") == []
    assert [place.admin1 for place in resolved("Violence in Unity State.")] == ["Unity State"]


@pytest.mark.parametrize(
    ("language", "text", "facility"),
    [
        ("en", "Drones hit the Shaybah oil field.", "shaybah-field"),
        ("en", "The Roseires dam was attacked.", "roseires-dam"),
        ("en", "The Port of Eilat was hit.", "eilat-port"),
        ("ru", "Пожар на азовской нефтебазе потушен.", "azov-depot"),
        ("ru", "Взрывы на аэродроме Бутурлиновка.", "buturlinovka-ab"),
        ("uk", "Пожежа на черкаській ТЕЦ.", "cherkasy-chp"),
        ("uk", "Удар по Чугуївському аеродрому.", "chuhuiv-ab"),
    ],
)
def test_sites_are_found_in_inflected_names(language: str, text: str, facility: str) -> None:
    assert [place.facility_id for place in resolved(text, language)] == [facility]


def test_a_village_named_after_a_world_city_needs_its_region_beside_it() -> None:
    article = (
        "Drones hit Kharkiv in Ukraine. Traders in New York said that oil rose by two percent."
    )
    village = "Russia took New York in the Donetsk region of Ukraine."

    assert "New York City" in [place.name for place in resolved(article)]
    assert "Donetsk Oblast" in [place.admin1 for place in resolved(village) if place.kind == "city"]


def test_the_name_of_a_site_far_from_the_rest_is_no_village() -> None:
    text = "Ukraine struck Russia. An attack at Luch substation cut power in Belgorod."

    assert [place.name for place in resolved(text) if place.kind == "city"] == ["Belgorod"]


def test_seats_of_companies_and_incomes_of_capitals_are_no_scenes() -> None:
    text = "The firm, headquartered in Tulsa, said the strikes cut Moscow's income."

    assert {place.role for place in resolved(text)} <= {"origin", "government"}
