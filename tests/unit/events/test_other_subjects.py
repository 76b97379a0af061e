"""Texts near the subject that report no event: tests of weapons, plots, films, talk of markets."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "North Korea fired two ballistic missiles into its eastern waters on Friday."),
        ("en", "The air force test-fired a cruise missile, which flew over Hokkaido."),
        ("ru", "КНДР запустила баллистическую ракету в сторону Японского моря."),
        ("uk", "КНДР запустила балістичну ракету в бік Японського моря."),
        ("en", "Police in Bremen held two men who had planned an attack on a mosque with a bomb."),
        ("en", "The agency said it had stopped a plot to blow up a pipeline in the Tula region."),
        ("en", "Premiums doubled, driven by drone strikes on Yemen, brokers said."),
        ("en", "Firms in South Africa lose twenty hours a month to power cuts."),
        ("en", "The yard in Hamburg was once bombed to rubble."),
        (
            "en",
            "In response to the sabotage of a railway, Poland will close a consulate in Gdansk.",
        ),
        ("en", "Sappers blew up a wartime bomb in Bremen in a controlled explosion on Friday."),
        ("en", "A court in Vienna fined the firm for a fire at its depot."),
        ("en", "A fire sale in Dresden drew hundreds on Saturday."),
        ("en", "Soldiers opened fire on drones over an air base in Brabant."),
        ("en", "Ukraine has so far struck depots in Russia with drones of its own."),
        ("en", "The speech in Liverpool dropped like a bomb. Delegates exploded in applause."),
    ],
)
def test_what_is_no_attack_gives_no_event(extract: Extract, language: str, text: str) -> None:
    assert extract(text, language=language) == []


@pytest.mark.parametrize(
    "text",
    [
        "A drone hit a tanker in Turkey's exclusive economic zone on Friday, setting it on fire.",
        "A missile that had been test-fired in May hit a plant in Izhevsk and killed two people.",
        "A drone struck a tanker off Oman's east coast on Tuesday.",
    ],
)
def test_words_of_tests_hide_no_attack(extract: Extract, text: str) -> None:
    (event,) = extract(text)
    assert event.event_type == "attack"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("На Київщині провели тренування з гасіння пожежі після ракетного удару.", "uk"),
        ("Под Псковом на учениях отразили атаку дронов на аэродром.", "ru"),
        ("Firefighters near Kyiv held a drill on a blaze after a missile strike.", "en"),
    ],
)
def test_a_drill_for_an_attack_is_none(extract: Extract, text: str, language: str) -> None:
    assert extract(text, language=language) == []


_MATCH = (
    "Arsenal beat Leeds 2-0 in the league on Sunday; their striker scored twice.\n"
    "The goalkeeper was hurt in the second half of the match.\n"
)
_MATCH_UK = "«Динамо» виграло матч чемпіонату 2:1, нападник забив гол у першому таймі.\n"


@pytest.mark.parametrize(
    ("before", "line", "language", "place"),
    [
        (_MATCH, "A Russian drone hit a market in Kherson on Saturday.", "en", "Kherson"),
        (_MATCH, "Russian shelling killed two people in Kharkiv on Saturday.", "en", "Kharkiv"),
        (_MATCH_UK, "Вночі дрони атакували Харків, спалахнула пожежа.", "uk", "Kharkiv"),
    ],
)
def test_an_attack_in_a_line_of_its_own_is_told_beside_a_match(
    extract: Extract, before: str, line: str, language: str, place: str
) -> None:
    assert extract(before, language=language) == []
    (event,) = extract(before + line, language=language)
    assert event.place == place


@pytest.mark.parametrize(
    "line",
    [
        "His shot hit the bar like a missile.",
        "In the drill a drone hit a market in Kherson.",
        "Drones filmed the stadium in Leeds on Sunday.",
    ],
)
def test_lines_with_words_of_the_subject_or_without_particulars_tell_of_none(
    extract: Extract, line: str
) -> None:
    assert extract(_MATCH + line) == []


def test_an_attack_that_somebody_reports_is_news_in_an_article_that_opens_with_the_past(
    extract: Extract,
) -> None:
    past = "In 1943, Sumy was freed; a salute will mark the day next spring.\n"
    told = "Drones struck an oil depot in Engels, setting it ablaze"
    assert extract(past + told + ".") == []
    (event,) = extract(f"{past}{told}, the governor said.")
    assert event.place == "Engels"
