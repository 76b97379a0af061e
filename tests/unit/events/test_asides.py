"""Captions and the headlines of other articles are not the article."""

from tests.unit.events.conftest import Extract

BODY = (
    "A Russian drone struck a house in Odesa on Monday, the governor said.\n"
    "Two people were injured.\n"
)


def test_the_headlines_of_others_below_an_article_are_left_out(extract: Extract) -> None:
    (event,) = extract(
        BODY + "Israeli strikes kill 26 people in Gaza\n"
        "Missile attack on a barracks in Aden kills ten\n"
        "Storm leaves thousands without light"
    )
    assert (event.place, event.injured) == ("Odesa", 2)


def test_a_last_line_cut_short_is_part_of_the_article(extract: Extract) -> None:
    events = extract(
        BODY + "A second drone hit a port in Izmail on Monday evening, where a fire brok"
    )
    assert [event.place for event in events] == ["Odesa", "Izmail"]


def test_a_dated_caption_tells_of_no_event(extract: Extract) -> None:
    (event,) = extract(
        "A crew fires at a drone during a Russian attack on the Kherson region, Ukraine, April 19, "
        "2024.\n" + BODY
    )
    assert event.place == "Odesa"


def test_a_day_behind_a_place_in_a_sentence_is_no_caption(extract: Extract) -> None:
    events = extract(
        BODY + "The same house had been hit in a Russian drone attack on Odesa on April 19, 2024."
    )
    assert len(events) == 2


def test_captions_alone_are_read(extract: Extract) -> None:
    (event,) = extract(
        "A house burns after a Russian drone attack on Kharkiv, Ukraine, March 10, 2025."
    )
    assert event.place == "Kharkiv"
