"""Older attacks of a region, told behind the one that a report opens with."""

from datetime import date


def test_the_next_district_of_an_older_report_has_its_day(extract) -> None:
    events = extract(
        "ВСУ дроном атаковали село Климово Брянской области, ранен житель.\n\n1 марта дроны "
        "атаковали два района Брянской области. В Выгоничском районе поврежден дом. В Брасовском "
        "районе поврежден склад.",
        language="ru",
    )
    days = {event.place: event.date_start for event in events}
    assert days["Brasovsky District"] == date(2025, 3, 1)


def test_drones_downed_over_a_region_are_apart_from_rockets_on_its_town(extract) -> None:
    events = extract(
        "ВСУ обстреляли из РСЗО поселок Климово в Брянской области, погиб ребенок. В ночь на 11 "
        "марта над Брянской областью ПВО сбила два беспилотника.",
        language="ru",
    )
    assert [(event.place, event.drones_downed) for event in events] == [
        ("Klimovo", None),
        (None, 2),
    ]
