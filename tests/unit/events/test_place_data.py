"""The gazetteer's data: what every file of configs/places and facilities.yaml must hold."""

import gzip
import json
from pathlib import Path

import pytest
import yaml

from transforms.events.facilities import Facility, load_facilities
from transforms.events.gazetteer import SURNAME, key_of, load_gazetteer
from transforms.events.gazetteer_lists import load_areas, load_regions
from transforms.events.knowledge import PACKAGED
from transforms.events.lexicon import LexiconError
from transforms.events.ontology import load_ontology
from transforms.events.place_lexicon import load_place_lexicon

ROOT = PACKAGED
PLACES = ROOT / "places"
GAZETTEER = load_gazetteer(ROOT)
FACILITIES = load_facilities(ROOT).facilities
# south, north, west, east of the countries whose sites and regions are kept by hand
BOXES = {
    "AM": (38.8, 41.4, 43.4, 46.7), "ER": (12.3, 18.1, 36.4, 43.2),
    "UA": (44.2, 52.5, 22.0, 40.3), "RU": (41.1, 82.0, 19.0, 180.0), "BY": (51.2, 56.2, 23.1, 32.8),
    "SA": (16.0, 32.3, 34.4, 55.7), "AE": (22.6, 26.2, 51.4, 56.5), "QA": (24.4, 26.2, 50.7, 51.7),
    "KW": (28.5, 30.2, 46.5, 48.5), "BH": (25.5, 26.4, 50.3, 50.9), "IR": (25.0, 39.8, 44.0, 63.4),
    "IQ": (29.0, 37.4, 38.7, 48.9), "IL": (29.4, 33.4, 34.2, 35.9), "YE": (12.0, 19.0, 42.3, 54.6),
    "LB": (33.0, 34.7, 35.0, 36.7), "SY": (32.3, 37.4, 35.6, 42.4), "SD": (8.6, 22.3, 21.8, 38.7),
    "OM": (16.6, 26.4, 52.0, 59.9), "LY": (19.5, 33.2, 9.3, 25.2), "PK": (23.6, 37.1, 60.8, 77.9),
    "IN": (6.7, 35.6, 68.1, 97.5), "AF": (29.3, 38.5, 60.4, 74.9), "NG": (4.2, 13.9, 2.6, 14.7),
    "ET": (3.4, 14.9, 32.9, 48.0), "AZ": (38.3, 41.9, 44.7, 50.7), "TR": (35.8, 42.2, 25.6, 44.9),
    "JO": (29.2, 33.4, 34.9, 39.3), "CO": (-4.3, 12.5, -79.1, -66.8), "VE": (0.6, 12.3, -73.4, -60),
    "DJ": (10.9, 12.8, 41.7, 43.5), "SO": (-1.7, 12.0, 40.9, 51.5), "ML": (10.1, 25.1, -12.3, 4.3),
    "NE": (11.7, 23.6, 0.1, 16.0), "CD": (-13.5, 5.4, 12.2, 31.4), "MM": (9.7, 28.6, 92.1, 101.2),
}  # fmt: skip


def _inside(country: str, latitude: float, longitude: float) -> bool:
    south, north, west, east = BOXES[country]
    return south <= latitude <= north and (west <= longitude <= east or longitude < -168)


def test_at_least_500_sites_are_known_on_both_sides_and_in_the_gulf() -> None:
    by_country = {facility.region[:2] for facility in FACILITIES}

    assert len(FACILITIES) >= 500
    assert {"RU", "UA", "SA", "IR", "IQ", "YE", "IL", "SD", "LY", "PK"} <= by_country


@pytest.mark.parametrize("facility", FACILITIES, ids=lambda facility: facility.id)
def test_a_site_lies_in_its_country_and_has_a_target_type(facility: Facility) -> None:
    region = GAZETTEER.regions[facility.region]

    assert set(facility.types) <= set(load_ontology(PACKAGED).targets)
    assert _inside(region.country, facility.latitude, facility.longitude)
    assert abs(facility.latitude - region.latitude) < 9


def test_regions_of_ukraine_and_russia_are_complete_and_have_names_in_three_languages() -> None:
    regions = [region for region in load_regions(PLACES).values() if region.kind != "region"]

    assert sum(region.country == "UA" for region in regions) == 27
    assert sum(region.country == "RU" for region in regions) == 83
    for region in regions:
        assert _inside(region.country, region.latitude, region.longitude), region.id
        if region.kind != "city":
            for language in ("en", "ru", "uk"):
                assert region.stems[language] or region.names[language], region.id


def test_crimea_and_the_occupied_regions_are_ukraine() -> None:
    names = {region.name: region.country for region in GAZETTEER.regions.values()}

    for name in ("Crimea", "Sevastopol", "Donetsk Oblast", "Luhansk Oblast", "Kherson Oblast"):
        assert names[name] == "UA"


def test_areas_lie_on_the_earth_and_cover_known_regions() -> None:
    for area in load_areas(PLACES).values():
        assert set(area.regions) <= set(GAZETTEER.regions), area.id


def test_every_exonym_and_city_district_points_to_a_known_place() -> None:
    exonyms = yaml.safe_load((PLACES / "exonyms.yaml").read_text())["places"]
    cities = yaml.safe_load((PLACES / "city_districts.yaml").read_text())["cities"]
    ids = [entry["id"] for entry in exonyms]

    assert len(ids) == len(set(ids))
    for number in (*ids, *(city["city_id"] for city in cities)):
        assert GAZETTEER.by_id(number) is not None, number


def test_the_compiled_places_have_unique_ids_in_order_and_coordinates_on_the_earth() -> None:
    text = gzip.decompress((PLACES / "places.tsv.gz").read_bytes()).decode()
    rows = [line.split("\t") for line in text.splitlines()[1:]]
    ids = [int(row[0]) for row in rows]

    assert len(rows) > 50_000
    assert ids == sorted(set(ids))
    for row in rows:
        assert len(row) == 8
        assert -90 <= float(row[4]) <= 90
        assert -180 <= float(row[5]) <= 180


def test_the_compiled_data_stay_below_eight_megabytes() -> None:
    assert sum(path.stat().st_size for path in PLACES.glob("*.gz")) < 8_000_000


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_every_language_pack_has_a_section_for_places(language: str) -> None:
    lexicon = load_place_lexicon(ROOT, language)

    assert set(lexicon.separators) >= {","}
    assert lexicon.region_nouns == list(dict.fromkeys(lexicon.region_nouns))


def test_all_faults_of_a_facilities_file_are_reported_together(tmp_path: Path) -> None:
    broken = {
        "owners": [],
        "nouns": {"port": {"en": ["port"]}},
        "facilities": [
            {"id": "a", "name": "A", "noun": "dock", "types": ["harbour"], "place": "A",
             "region": "UA.01", "latitude": 1, "longitude": 1, "stems": {}, "names": {}},
        ] * 2,
    }  # fmt: skip
    (tmp_path / "facilities.yaml").write_text(json.dumps(broken))

    with pytest.raises(LexiconError) as caught:
        load_facilities(tmp_path)

    for fault in ("given twice", "unknown noun 'dock'", "neither a name nor a stem"):
        assert fault in str(caught.value)


@pytest.mark.parametrize(
    ("spelling", "country", "name"),
    [
        ("Maarrat al-Numan", "SY", "Maarat al-Numan"),
        ("Al-Qusair", "SY", "Al-Qusayr"),
        ("El-Muglad", "SD", "Muglad"),
        ("al-Shihr", "YE", "Ash Shihr"),
        ("Adaisseh", "LB", "Odaisseh"),
        ("Kitchanga", "CD", "Kitshanga"),
    ],
)
def test_news_spellings_find_a_town(spelling: str, country: str, name: str) -> None:
    found = {(place.country, place.name) for place in GAZETTEER.named(key_of(spelling))}

    assert (country, name) in found


@pytest.mark.parametrize("name", ["чугуїв", "енергодар", "бахмут", "ізюм", "нікополь", "коломия"])
def test_a_town_of_ukraine_is_no_surname_for_lack_of_it_in_the_russian_dictionary(
    name: str,
) -> None:
    assert GAZETTEER.named(name)[0].country == "UA"
    assert GAZETTEER.mark(name) == ""


@pytest.mark.parametrize("name", ["залужний", "гладков", "шевченко"])
def test_a_name_that_people_bear_needs_support(name: str) -> None:
    assert name not in GAZETTEER or GAZETTEER.mark(name) == SURNAME
