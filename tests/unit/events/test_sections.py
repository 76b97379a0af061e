"""Articles in parts, each under a heading that names a day, an hour or a place."""

from datetime import date

from tests.unit.events.conftest import Extract


def test_what_a_region_s_part_leaves_out_is_of_that_region(extract: Extract) -> None:
    events = extract(
        "Sumy region: Russian troops shelled the Krasnopillia community with mortars.\n"
        "Kherson region: Russian drones attacked the Beryslav district. A school was damaged.\n"
        "Zaporizhzhia region: Russian troops made 86 strikes on 14 villages. There are 13 reports "
        "of damaged houses. No casualties."
    )
    told = [(one.admin1, tuple(one.targets), one.killed) for one in events]
    assert told[1:] == [
        ("Kherson Oblast", ("school",), None),
        ("Zaporizhzhia Oblast", ("residential",), 0),
    ]


def test_towns_listed_under_a_region_s_heading_are_places_of_the_region(extract: Extract) -> None:
    events = extract(
        "Sumy region: Russian troops shelled the town of Shostka.\n"
        "Kharkiv region: Russian troops shelled Vovchansk, Udy and Veterynarne."
    )
    (other,) = [one for one in events if one.admin1 != "Sumy Oblast"]
    assert (other.admin1, other.place) == ("Kharkiv Oblast", None)
    assert {"Vovchansk", "Udy"} <= set(other.places_listed)


def test_a_district_on_a_line_of_its_own_is_a_heading(extract: Extract) -> None:
    events = extract(
        "За сутки войска РФ нанесли удары по Донецкой области.\n"
        "Покровский район\n"
        "Повреждены пять домов, ранен человек.\n"
        "Краматорский район\n"
        "В Славянске поврежден склад.",
        language="ru",
    )
    assert [(one.location_text, one.injured) for one in events][-2:] == [
        ("Покровский район", 1),
        ("Славянске", None),
    ]


def test_what_a_dated_part_leaves_undated_has_the_day_of_its_heading(extract: Extract) -> None:
    events = extract(
        "Attacks of the Houthis on Saudi Arabia\n"
        "Feb. 3, 2025: A Houthi missile was fired at Najran. Two people were killed.\n"
        "Feb. 20, 2025: The Houthis launched a drone at Abha airport.\n"
        "A storehouse in Jizan was hit as well.\n"
        "March 1, 2025: Houthi drones struck a refinery in Yanbu."
    )
    assert [(one.place, one.date_start) for one in events] == [
        ("Najran", date(2025, 2, 3)),
        ("Abha", date(2025, 2, 20)),
        ("Jazan", date(2025, 2, 20)),
        ("Yanbu", date(2025, 3, 1)),
    ]


def test_an_entry_of_another_hour_does_not_go_on_from_the_one_before(extract: Extract) -> None:
    events = extract(
        "08:15 A Russian missile hit a railway station in Fastiv.\n"
        "06:50 Drones struck a house in Bila Tserkva.\n"
        "04:30 Eight people are known to have been killed."
    )
    assert [one.killed for one in events] == [None, None]


def test_a_single_name_before_a_colon_makes_no_parts(extract: Extract) -> None:
    (event,) = extract(
        "A Russian drone struck a house in Kharkiv.\nPoltava: rescuers from the region came to "
        "help. A woman was injured."
    )
    assert (event.place, event.injured) == ("Kharkiv", 1)
