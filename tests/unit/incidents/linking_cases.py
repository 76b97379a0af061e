"""Reports of two or three articles, and which of them are about one occurrence.

Written before linking was run on them. ``together`` names the reports of each incident: "ab c" is
a and b in one, c alone.
"""

from typing import Any, Final, NamedTuple

from tests.helpers.reports import report
from transforms.incidents.reports import Report


class Case(NamedTuple):
    name: str
    reports: tuple[Report, ...]
    together: str


def case(name: str, together: str, *told: tuple[str | None, str | None, dict[str, Any]]) -> Case:
    made = tuple(
        report(key, at, on, **given) for key, (at, on, given) in zip("abcdef", told, strict=False)
    )
    return Case(name, made, together)


DEPOT: Final[dict[str, Any]] = {"targets": ("oil_depot",)}
REFINERY: Final[dict[str, Any]] = {"targets": ("oil_refinery",)}
HOUSES: Final[dict[str, Any]] = {"targets": ("residential",)}
PORT: Final[dict[str, Any]] = {"targets": ("port",)}
POWER: Final[dict[str, Any]] = {"targets": ("substation",)}
NUCLEAR: Final[dict[str, Any]] = {"targets": ("nuclear_plant",)}
MISSILE: Final[dict[str, Any]] = {"weapons": ("missile",)}
SHELLS: Final[dict[str, Any]] = {"weapons": ("artillery",)}
SEA: Final[dict[str, Any]] = {"weapons": ("naval_drone",)}
BY_UA: Final[dict[str, Any]] = {"attacker": "UA"}
BY_RU: Final[dict[str, Any]] = {"attacker": "RU"}

NIGHTS: Final = (
    case("one night told as a night and as its day", "ab",
         ("Engels", "11-12", DEPOT), ("Engels", "12", DEPOT)),
    case("two nights in a row on one depot", "a b",
         ("Engels", "11-12", DEPOT), ("Engels", "12-13", DEPOT)),
    case("a day between two nights goes to the night that ends on it", "ab c",
         ("Engels", "11-12", DEPOT), ("Engels", "12", DEPOT), ("Engels", "12-13", DEPOT)),
    case("two days in a row on one city", "a b",
         ("Kharkiv", "11", HOUSES), ("Kharkiv", "12", HOUSES)),
    case("an evening strike told by its day and by its night, with the same toll", "ab",
         ("Kharkiv", "11", {**HOUSES, "killed": 3, "injured": 14}),
         ("Kharkiv", "11-12", {**HOUSES, "killed": 3, "injured": 14})),
    case("a day and the night after it with nothing else in common", "a b",
         ("Kharkiv", "11", {}), ("Kharkiv", "11-12", {})),
    case("a range of two days and a day in it", "ab",
         ("Engels", "10-12", DEPOT), ("Engels", "11", DEPOT)),
    case("an assumed day and the night told", "ab",
         ("Engels", "~12", DEPOT), ("Engels", "11-12", DEPOT)),
    case("an assumed day and the day before told", "ab",
         ("Engels", "~12", DEPOT), ("Engels", "11", DEPOT)),
    case("two assumed days of one publication day", "ab",
         ("Engels", "~12", DEPOT), ("Engels", "~12", {})),
    case("two assumed days, a day apart, with one facility and one toll", "ab",
         ("Engels", "~12", {**DEPOT, "killed": 0, "injured": 3}),
         ("Engels", "~13", {**DEPOT, "killed": 0, "injured": 3})),
    case("two assumed days, two days apart", "a b",
         ("Engels", "~12", DEPOT), ("Engels", "~14", DEPOT)),
    case("assumed days do not chain through a week", "ab c d",
         ("Engels", "~10", DEPOT), ("Engels", "~10", DEPOT), ("Engels", "~12", DEPOT),
         ("Engels", "~14", DEPOT)),
)  # fmt: skip

WAVES: Final = (
    case("tonight's wave and last night's, days assumed, other totals", "a b",
         ("RU", "~12", {**BY_UA, "drones_downed": 82}),
         ("RU", "~13", {**BY_UA, "drones_downed": 93})),
    case("one wave, days assumed a day apart, one total", "ab",
         ("RU", "~12", {**BY_UA, "drones_downed": 82}),
         ("RU", "~13", {**BY_UA, "drones_downed": 82})),
    case("one wave by a partial and a full total", "ab",
         ("UA", "12", {**BY_RU, "drones_launched": 450, "drones_downed": 300}),
         ("UA", "11-12", {**BY_RU, "drones_launched": 458, "drones_downed": 406})),
    case("one wave, the first report without totals", "ab",
         ("UA", "11-12", BY_RU), ("UA", "12", {**BY_RU, "drones_launched": 113})),
    case("a wave and the strike on a city in it", "a b",
         ("UA", "11-12", {**BY_RU, "drones_launched": 113}), ("Odesa", "11-12", BY_RU)),
    case("a wave and a region of it", "a b",
         ("RU", "11-12", {**BY_UA, "drones_downed": 82}),
         ("Saratov Oblast", "11-12", {**BY_UA, "drones_downed": 12})),
    case("waves of both sides in one night", "a b",
         ("RU", "11-12", {**BY_UA, "drones_downed": 82}),
         ("UA", "11-12", {**BY_RU, "drones_downed": 82})),
    case("a small and a large wave of one day", "a b",
         ("UA", "12", {**BY_RU, "drones_launched": 9}),
         ("UA", "12", {**BY_RU, "drones_launched": 140})),
    case("a wave without a year and the dated one with its total", "ab",
         ("RU", "--03-12", {**BY_UA, "drones_downed": 82}),
         ("RU", "11-12", {**BY_UA, "drones_downed": 82})),
    case("a wave without any day, a rare total", "ab",
         ("RU", None, {**BY_UA, "drones_downed": 104}),
         ("RU", "11-12", {**BY_UA, "drones_downed": 104})),
    case("a wave without any day, a common total", "a b",
         ("RU", None, {**BY_UA, "drones_downed": 8}),
         ("RU", "11-12", {**BY_UA, "drones_downed": 8})),
    case("two lists of the same regions without totals", "ab",
         ("UA", "~12", {**BY_RU, "places_listed": ("Odesa Oblast", "Sumy Oblast")}),
         ("UA", "~13", {**BY_RU, "places_listed": ("Odesa Oblast", "Sumy Oblast")})),
)  # fmt: skip

PLACES: Final = (
    case("a region and a city in it, the same target and toll", "ab",
         ("Saratov Oblast", "11-12", {**HOUSES, "injured": 2}),
         ("Saratov", "11-12", {**HOUSES, "injured": 2})),
    case("a region and a city in it with nothing else in common", "a b",
         ("Saratov Oblast", "11-12", {"weapons": ()}), ("Engels", "11-12", {"weapons": ()})),
    case("a region and a city of another region", "a b",
         ("Volgograd Oblast", "11-12", REFINERY), ("Saratov", "11-12", REFINERY)),
    case("two cities of one region far apart", "a b",
         ("Volgograd", "11-12", DEPOT), ("Kotovo", "11-12", DEPOT)),
    case("two neighbouring cities, each with its own target", "a b",
         ("Engels", "11-12", DEPOT), ("Saratov", "11-12", HOUSES)),
    case("a city and its suburb in one night with nothing else in common", "a b",
         ("Kyiv", "11-12", BY_RU), ("Vyshhorod", "11-12", BY_RU)),
    case("two ports 21 km apart are two places even with the same count", "a b",
         ("Odesa", "11-12", {**PORT, "drones_launched": 14}),
         ("Chornomorsk", "11-12", {**PORT, "drones_launched": 14})),
    case("a city and its suburb 15 km off with the same target and toll", "ab",
         ("Kyiv", "11-12", {**HOUSES, "injured": 7}),
         ("Vyshhorod", "11-12", {**HOUSES, "injured": 7})),
    case("a district and the town in it", "ab",
         ("Engels", "11-12", DEPOT),
         ("Engels", "11-12", {**DEPOT, "geo_precision": "district", "place": "Engelssky District",
                              "geonames_id": 563465, "latitude": 51.4, "longitude": 46.6})),
    case("one town under two spellings and two ids, one point", "ab",
         ("Enerhodar", "12", DEPOT),
         ("Enerhodar", "12", {**DEPOT, "place": "Energodar", "geonames_id": None})),
    case("a town without a point and under its id", "ab",
         ("Izium", "12", HOUSES),
         ("Izium", "12", {**HOUSES, "latitude": None, "longitude": None, "place": "Izyum"})),
    case("one point, the region given by one report only", "ab",
         ("Kyiv", "12", {**HOUSES, "admin1": None}), ("Kyiv", "12", HOUSES)),
    case("no place at all", "a b", (None, "12", {}), (None, "12", {})),
)  # fmt: skip

SIBLINGS: Final = (
    case("drones on the depot and missiles on houses of one city in one day", "a b",
         ("Engels", "12", DEPOT), ("Engels", "12", {**HOUSES, **MISSILE})),
    case("drones on a depot and drones on houses of one city in one day", "a b",
         ("Engels", "12", DEPOT), ("Engels", "12", HOUSES)),
    case("two facilities of one kind in one city", "a b",
         ("Volgograd", "12", {**POWER, "target_name": "Kirovskaya substation"}),
         ("Volgograd", "12", {**POWER, "target_name": "Gumrak substation"})),
    case("one facility under two names", "ab",
         ("Volgograd", "12", {**REFINERY, "target_name": "Lukoil refinery"}),
         ("Volgograd", "12", {**REFINERY, "target_name": "Lukoil-Volgogradneftepererabotka"})),
    case("one article tells of two strikes: another joins the one that it fits", "ac b",
         ("Kharkiv", "12", {**POWER, "article_id": "x"}),
         ("Kharkiv", "12", {**HOUSES, "article_id": "x"}),
         ("Kharkiv", "12", POWER)),
    case("one article tells of two strikes with the same labels", "a b",
         ("Kharkiv", "12", {**HOUSES, "article_id": "x", "killed": 1}),
         ("Kharkiv", "12", {**HOUSES, "article_id": "x", "killed": 0})),
    case("the nuclear plant and the town beside it", "a b",
         ("Enerhodar", "12", NUCLEAR), ("Enerhodar", "12", HOUSES)),
    case("the nuclear plant as a site and as a target in its region", "ab",
         ("Enerhodar", "12", {**NUCLEAR, "geo_precision": "site", "place": None,
                              "geonames_id": None, "target_name": "Zaporizhzhia NPP"}),
         ("Zaporizhzhia Oblast", "12", NUCLEAR)),
    case("the nuclear plant and the city of the same name 50 km off", "a b",
         ("Enerhodar", "12", NUCLEAR), ("Zaporizhzhia", "12", {})),
    case("naval drones and air drones on one port", "a b",
         ("Novorossiysk", "12", {**PORT, **SEA}), ("Novorossiysk", "12", PORT)),
    case("naval drones on one port in two languages", "ab",
         ("Novorossiysk", "12", {**PORT, **SEA, "language": "en"}),
         ("Novorossiysk", "11-12", {**PORT, **SEA, "language": "uk"})),
    case("naval drones on two ports of one region", "a b",
         ("Novorossiysk", "12", {**PORT, **SEA}), ("Tuapse", "12", {**PORT, **SEA})),
    case("shelling and a drone strike on one town", "a b",
         ("Enerhodar", "12", {**SHELLS, **POWER}), ("Enerhodar", "12", POWER)),
    case("rockets, once called missiles and once shells", "ab",
         ("Izium", "12", {**HOUSES, "weapons": ("rocket",)}),
         ("Izium", "12", {**HOUSES, **SHELLS})),
    case("kinds of missiles", "ab",
         ("Kharkiv", "12", {**HOUSES, "weapons": ("ballistic_missile",)}),
         ("Kharkiv", "12", {**HOUSES, **MISSILE})),
    case("strikes by both sides on one town in one day", "a b",
         ("Enerhodar", "12", {**POWER, **BY_UA}), ("Enerhodar", "12", {**POWER, **BY_RU})),
)  # fmt: skip

TOLD_LATER: Final = (
    case("a toll that rises", "abc",
         ("Kharkiv", "12", {**HOUSES, "killed": 1, "injured": 6}),
         ("Kharkiv", "12", {**HOUSES, "killed": 3, "injured": 21}),
         ("Kharkiv", "12", {**HOUSES, "killed": 7, "injured": 30})),
    case("no casualties at first, a death later", "ab",
         ("Kharkiv", "12", {**HOUSES, "killed": 0, "injured": 0}),
         ("Kharkiv", "12", {**HOUSES, "killed": 1})),
    case("a denial is about what it denies", "ab",
         ("Engels", "12", {**DEPOT, **BY_UA}),
         ("Engels", "12", {**DEPOT, "verification": "denied"})),
    case("a fire whose cause one report does not name", "ab",
         ("Engels", "12", DEPOT),
         ("Engels", "12", {**DEPOT, "event_type": "fire", "weapons": ()})),
    case("an explosion heard and the attack behind it", "ab",
         ("Engels", "12", {"event_type": "explosion", "weapons": ()}), ("Engels", "12", DEPOT)),
    case("an outage and an attack are two", "a b",
         ("Kharkiv", "12", {"event_type": "outage", "weapons": ()}), ("Kharkiv", "12", POWER)),
    case("a settlement captured, one report without a day", "ab",
         ("Izium", "12", {"event_type": "territorial_change", "weapons": (), **BY_RU}),
         ("Izium", None, {"event_type": "territorial_change", "weapons": (), **BY_RU})),
    case("a mention in passing of a week joins the one strike that it names", "ab",
         ("Engels", "8-14", {**DEPOT, "target_name": "Kristall depot"}),
         ("Engels", "12", {**DEPOT, "target_name": "Kristall depot"})),
    case("a mention of a week with two candidates stays alone", "a b c",
         ("Engels", "8-14", DEPOT), ("Engels", "10", DEPOT), ("Engels", "13", DEPOT)),
    case("a mention of a week bridges nothing", "a b c",
         ("Engels", "8-14", {}), ("Engels", "10", {**DEPOT, "killed": 1}),
         ("Engels", "13", {**DEPOT, "killed": 4})),
    case("a mention of last year's strike without a year", "a b",
         ("Engels", "--12-24", DEPOT), ("Engels", "12", DEPOT)),
    case("a partial day of the night told elsewhere", "ab",
         ("Engels", "--03-12", DEPOT), ("Engels", "11-12", DEPOT)),
    case("two partial days that differ", "a b",
         ("Engels", "--03-12", DEPOT), ("Engels", "--03-13", DEPOT)),
    case("a partial day that fits two years stays alone", "a b c",
         ("Engels", "--03-12", DEPOT),
         ("Engels", "2024-03-12", {**DEPOT, "killed": 0}),
         ("Engels", "2025-03-12", {**DEPOT, "killed": 2})),
    case("undated reports of two articles with nothing specific", "a b",
         ("Enerhodar", None, {}), ("Enerhodar", None, {})),
    case("an undated report with the same target, published the next day", "ab",
         ("Engels", None, {**DEPOT, "published": "13"}), ("Engels", "12", DEPOT)),
    case("an undated report published before the strike", "a b",
         ("Engels", None, {**DEPOT, "published": "11"}), ("Engels", "12", DEPOT)),
    case("in three languages with names of their own", "abc",
         ("Volgograd", "30", {**REFINERY, "language": "en", "target_name": "Lukoil refinery"}),
         ("Volgograd", "29-30", {**REFINERY, "language": "uk", "place": "Волгоград"}),
         ("Volgograd", "~30", {**REFINERY, "language": "de", "target_name": None})),
)  # fmt: skip

CASES: Final = (*NIGHTS, *WAVES, *PLACES, *SIBLINGS, *TOLD_LATER)
