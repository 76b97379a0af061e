"""What a text only touches on is no event: no weapon, no effect, no figure, no day."""

import pytest

from tests.unit.events.conftest import Extract

OTHER = (
    "The minister spoke to reporters in Berlin. He praised the new budget. Trade has grown, he "
    "added. Taxes will stay as they are. The opposition disagreed with him. "
)


@pytest.mark.parametrize(
    "mention",
    [
        "By attacking the shadow fleet the union hopes to hurt Moscow's income.",
        "Ukraine has attacked the Crimean Bridge again and again.",
    ],
)
def test_a_bare_mention_far_from_the_head_gives_nothing(extract: Extract, mention: str) -> None:
    assert extract(OTHER + mention) == []


@pytest.mark.parametrize(
    "passing",
    [
        "The new missile can carry a warhead of over a ton and strike refineries deep in Russia.",
        "He said the strike on a factory in Dnipro had been a test.",
        "Bombers once flew from here and bombed England's cities.",
    ],
)
def test_a_text_on_something_else_tells_of_no_attack_in_passing(
    extract: Extract, passing: str
) -> None:
    assert extract("The firm showed its plans at a fair in Paris. " + passing) == []


def test_an_attack_of_few_words_that_opens_a_text_is_told(extract: Extract) -> None:
    (event,) = extract("Russian missiles struck Kharkiv. The mayor asked residents to be careful.")
    assert event.place == "Kharkiv"


def test_a_hit_on_a_named_site_is_told_even_late(extract: Extract) -> None:
    (event,) = extract(OTHER + "Drones struck the Ryazan refinery on Tuesday night.")
    assert event.place == "Ryazan"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Why does Russia attack the ports of Odesa? The ports keep the economy going."),
        ("uk", "Навіщо Росія атакує порти Одеси? Порти тримають економіку."),
        ("ru", "Почему Россия атакует порты Одессы? Порты держат экономику."),
    ],
)
def test_a_question_why_is_no_report(extract: Extract, language: str, text: str) -> None:
    assert extract(text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The new film shows a drone attack on a refinery near Baku. The actors did it all."),
        ("ru", "В новом фильме дроны атакуют завод под Баку. Премьера сериала осенью."),
        ("uk", "У новому фільмі дрони атакують завод під Баку. Прем'єра серіалу восени."),
    ],
)
def test_a_film_is_no_report(extract: Extract, language: str, text: str) -> None:
    assert extract(text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Хакеры атаковали сайт железной дороги, билеты в Киеве не продавались в среду."),
        ("ru", "Сегодня три года с удара по вокзалу в Краматорске: тогда погиб 61 человек."),
        ("en", "It is two years since the missile strike on the station in Kramatorsk."),
    ],
)
def test_hackers_and_anniversaries_are_no_reports(
    extract: Extract, language: str, text: str
) -> None:
    assert extract(text, language=language) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine's campaign has changed the war. The strikes cost Moscow a tenth of its capacity.",
        "A prisoner tells his story in a documentary. He was wounded near Bakhmut when a shell "
        "exploded beside him. The premiere is on Thursday.",
    ],
)
def test_costs_and_memories_are_no_reports(extract: Extract, text: str) -> None:
    assert extract(text) == []


def test_recent_attacks_and_mutual_accusations_are_no_occurrences(extract) -> None:
    assert (
        extract(
            "The ambassador denied that Tehran was behind recent attacks on Saudi refineries. "
            "Russia and Ukraine accused each other of attacks across the border on Tuesday."
        )
        == []
    )


def test_what_moves_prices_is_told_of_no_day(extract) -> None:
    assert (
        extract(
            "Oil prices rose on Tuesday after Ukrainian drone attacks on Russian refineries. "
            "Investors weighed the risk of further attacks on Russian ports."
        )
        == []
    )


def test_recent_attacks_as_the_reason_leave_the_strike_they_led_to(extract) -> None:
    events = extract(
        "Israel launched airstrikes on the port of Hodeidah in retaliation for recent missile "
        "attacks by Houthi forces."
    )
    assert [(event.place, event.attacker) for event in events] == [("Hodeidah", "IL")]


def test_a_series_of_strikes_on_one_city_is_an_attack(extract) -> None:
    events = extract("A series of Israeli strikes was launched against the city of Hodeidah.")
    assert [event.place for event in events] == ["Hodeidah"]
    assert extract("A series of Israeli strikes on the country has hurt the economy.") == []


def test_a_headline_on_strikes_in_general_is_no_attack(extract: Extract) -> None:
    events = extract(
        "The army changed how it plans its budget. Analysts at the institute expect more of it.",
        title="A winter marked by Ukrainian drone strikes on Russia's refineries",
    )

    assert events == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Intense Russian air attacks use up Ukraine's missiles, a spokesman said."),
        ("en", "Houthi attacks on vessels in the Red Sea made freight dearer, brokers say."),
        ("ru", "Цены на топливо в России бьют рекорды из-за атак беспилотников на НПЗ."),
        ("uk", "Росія змінила підхід до атак дронами на енергетику України, каже експерт."),
        ("uk", "За жовтень росіяни випустили по Україні рекордну кількість дронів."),
    ],
)
def test_a_country_and_a_weapon_alone_are_attacks_in_general(
    extract: Extract, language: str, text: str
) -> None:
    assert extract(text, language=language) == []


@pytest.mark.parametrize(
    "text",
    [
        "Russia attacked Ukraine with drones on Tuesday.",
        "Russia attacked Ukraine with 40 drones.",
        "A Houthi missile attack on a tanker in the Red Sea set the ship ablaze.",
        "Russian drones attacked the regions of Kharkiv, Poltava and Sumy.",
    ],
)
def test_a_day_a_figure_a_consequence_or_a_list_makes_an_attack(
    extract: Extract, text: str
) -> None:
    assert len(extract(text)) == 1


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Drone strikes on Russia's refineries open a new chapter",
            "Ukraine's drones have hit refineries again and again this year. They reach deep into "
            "the country, analysts say.",
        ),
        (
            "Why fuel is short in Russia",
            "A wave of drone strikes on refineries in Russia has led to queues. Hitting them is a "
            "good way to win the war, an expert said. Kyiv's drones attack fuel depots every week.",
        ),
        (
            "Minister asks for interceptors",
            "Speaking on Tuesday in Warsaw, the minister said that Russia has destroyed half of "
            "the country's power plants.",
        ),
        (
            "Agency warns of the fighting around the plant",
            "Both sides are playing with fire at the Zaporizhzhia nuclear power plant, the head "
            "of the agency said.",
        ),
        (
            "Families leave the front",
            "Families must leave Kupiansk, which is under constant enemy fire. They were told to "
            "pack, and buses wait for them.",
        ),
        (
            "Internet cut off",
            'Service was suspended in Izhevsk as a "preventive measure" against drone strikes.',
        ),
        (
            "Washington's new rules",
            "The president has let Kyiv strike inside Russia with long-range missiles. Officials "
            "have long complained that Russia fires glide bombs at Kharkiv.",
        ),
        (
            "The war in figures",
            "Russia has fired 4,600 drones at Ukraine, and four fifths of them were shot down.",
        ),
        (
            "A town far from peace",
            "Kupiansk was liberated by Ukrainian troops last autumn. Few have come back.",
        ),
        (
            "Shells for the front",
            "Russian forces fire three times as many artillery rounds each day in the Donetsk "
            "region as Ukraine does.",
        ),
    ],
)
def test_what_goes_on_for_long_gives_no_attack(extract: Extract, title: str, text: str) -> None:
    assert extract(text, title=title) == []


def test_a_hit_in_a_country_is_told_even_late(extract: Extract) -> None:
    events = extract(
        "Drones hit an oil depot in Fujairah on Tuesday. The fire was put out by noon. Videos show "
        "thick smoke. A fuel tank in Oman was also hit by an Iranian drone."
    )
    assert [(event.country, event.place) for event in events] == [
        ("AE", "Fujairah"),
        ("OM", None),
    ]
