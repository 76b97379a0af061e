"""Regions that share the name of their capital: which of both a report means."""

REST = " The agency gave no other details of what had happened there that night."


def test_a_capital_behind_the_front_is_its_region_to_those_who_hold_it(extract) -> None:
    (event,) = extract("Russian attacks killed three people in Donetsk, police said." + REST)
    assert (event.admin1, event.place) == ("Donetsk Oblast", None)
    (event,) = extract("Ukrainian shelling killed three people in Donetsk, a mayor said." + REST)
    assert (event.admin1, event.place) == ("Donetsk Oblast", "Donetsk")


def test_a_short_headline_does_not_pin_a_region_to_its_capital(extract) -> None:
    title = "Drone attack leaves thousands in Belgorod without power"
    body = "In the Belgorod region drones hit power lines overnight; 5,000 people had no power."
    (event,) = extract(body + REST, title=title)
    assert (event.admin1, event.place) == ("Belgorod Oblast", None)


def test_a_further_site_in_a_town_does_not_pin_what_a_region_suffered(extract) -> None:
    text = (
        "A drone fell in the south of the Voronezh region and injured the driver of a car. "
        "In the city of Voronezh windows of a factory were damaged."
    )
    (event,) = extract(text + REST)
    assert (event.admin1, event.place) == ("Voronezh Oblast", None)
    assert event.places_listed == ["Voronezh"]


def test_the_administration_of_a_region_is_not_a_town(extract) -> None:
    (event,) = extract("Drones hit a gas plant in the night, the Kharkiv OVA said." + REST)
    assert (event.admin1, event.place) == ("Kharkiv Oblast", None)


def test_the_regional_capital_is_not_that_of_the_country(extract) -> None:
    text = (
        "Drones attacked the Zaporizhzhia region overnight, said Kyiv's military. Two women were "
        "wounded when debris struck a house in the regional capital."
    )
    assert {event.admin1 for event in extract(text + REST)} == {"Zaporizhzhia Oblast"}


def test_orlov_region_is_another_name_of_oryol(extract) -> None:
    text = "Three drones were shot down over the Kursk, Belgorod and Orlov regions of Russia."
    (event,) = extract(text + REST)
    assert event.places_listed == ["Kursk Oblast", "Belgorod Oblast", "Oryol Oblast"]
