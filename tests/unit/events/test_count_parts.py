"""Launched is said of the whole, downed of its part, in whatever order they are told."""

import pytest

from tests.unit.events.conftest import Extract

_CASES = [
    ("en", "Of 71 Russian missiles Ukraine's air defence brought down 52, and of 33 drones 31.",
     (33, 31, 71, 52)),
    ("en", "Out of 90 drones that Russia launched overnight, Ukraine's military destroyed 64.",
     (90, 64, None, None)),
    ("en", "Kyiv said that 120 of the 131 drones which Russia launched at Ukraine were shot down, "
     "and 17 of the 22 missiles fired.", (131, 120, 22, 17)),
    ("en", "All six missiles and 27 of the 30 drones used by Russia in an attack on Ukraine were "
     "brought down.", (30, 27, 6, 6)),
    ("en", "Ukraine intercepted all but four of the 50 drones that Russia fired.",
     (50, 46, None, None)),
    ("en", "Russia launched 77 drones at Ukraine overnight, 66 of which it was able to shoot down.",
     (77, 66, None, None)),
    ("en", "Russia launched 44 drones and a ballistic missile at Ukraine overnight.",
     (44, None, 1, None)),
    ("en", "Ukraine shot down 70 of 81 drones, though four missiles and seven drones hit homes.",
     (81, 70, None, None)),
    ("ru", "Из 40 ракет, выпущенных по Украине, ПВО сбила 33, а из 50 дронов - 48.",
     (50, 48, 40, 33)),
    ("uk", "Із 40 ракет, випущених по Україні, ППО збила 33, а з 50 дронів - 48.",
     (50, 48, 40, 33)),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "counts"), _CASES)
def test_what_was_launched_and_what_became_of_it(
    extract: Extract, language: str, text: str, counts: tuple[int | None, ...]
) -> None:
    event = extract(text, language=language)[0]

    told = (
        event.drones_launched,
        event.drones_downed,
        event.missiles_launched,
        event.missiles_downed,
    )
    assert told == counts


def test_more_weapons_are_no_people(extract: Extract) -> None:
    event = extract("Nine more drones were downed over the Kherson region of Ukraine.")[0]

    assert event.drones_downed == 9


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Over the course of this week Russia launched almost 900 drones and 40 missiles."),
        ("en", "Russia had used 900 drones and 40 missiles against Ukraine this week alone."),
        ("en", "Ukraine has shot down 380 missiles and 410 drones since September."),
        ("ru", "На этой неделе Россия применила по Украине 900 дронов и 40 ракет."),
        ("uk", "За останні сім днів по Україні випущено 900 дронів та 40 ракет."),
    ],
)
def test_what_was_used_over_weeks_is_no_wave(extract: Extract, language: str, text: str) -> None:
    wave = {
        "en": "Russia launched 70 drones at Ukraine overnight.\n\n",
        "ru": "Россия ночью выпустила по Украине 70 дронов.\n\n",
        "uk": "Росія вночі випустила по Україні 70 дронів.\n\n",
    }
    events = extract(wave[language] + text, language=language)

    assert [(event.drones_launched, event.missiles_launched) for event in events] == [(70, None)]


def test_the_largest_attack_since_a_day_is_one_attack(extract: Extract) -> None:
    event = extract("Russia fired 300 drones at Ukraine, its largest attack since the war began.")[
        0
    ]

    assert event.drones_launched == 300


@pytest.mark.parametrize(
    ("text", "drones", "missiles"),
    [
        ("Russia targeted Ukraine with ballistic missiles and eight Shahed drones.", 8, None),
        ("Ukraine faced an attack that included three ballistic and two cruise missiles.", None, 5),
        ("Russia fired a total of 140 explosive and decoy drones at Ukraine.", 140, None),
    ],
)
def test_figures_of_an_attack(
    extract: Extract, text: str, drones: int | None, missiles: int | None
) -> None:
    event = extract(text)[0]

    assert (event.drones_launched, event.missiles_launched) == (drones, missiles)


def test_the_one_who_speaks_after_an_agent_is_not_owned_by_it(extract: Extract) -> None:
    event = extract("Ukraine shot down 31 drones launched by Russia, Kyiv's military said.")[0]

    assert (event.attacker, event.country) == ("RU", "UA")


def test_launched_weapons_that_were_destroyed_are_downed(extract: Extract) -> None:
    event = extract("Six attack drones released by Russia were destroyed in southern Ukraine.")[0]

    assert (event.drones_launched, event.drones_downed) == (None, 6)


def test_weapons_counted_in_the_air_belong_to_the_wave(extract: Extract) -> None:
    text = (
        "Росія завдала масованого удару по Україні вночі. Повітряні сили нарахували 210 дронів "
        "та 12 крилатих ракет."
    )
    event = extract(text, language="uk")[0]

    assert (event.drones_launched, event.missiles_launched) == (210, 12)


def test_types_listed_by_line_are_those_of_the_wave(extract: Extract) -> None:
    text = (
        "У ніч на 5 листопада противник завдав комбінованого удару по Україні. "
        "Збито 27 ракет та 310 ворожих БпЛА:\n- 310 ворожих БпЛА;\n- 22 крилаті ракети Х-101;\n"
        "- 5 крилатих ракет «Калібр»."
    )
    events = extract(text, language="uk")

    assert [(e.country, e.drones_downed, e.missiles_downed) for e in events] == [("UA", 310, 27)]


def test_a_part_of_more_than_so_many(extract: Extract) -> None:
    event = extract("Ukraine shot down 14 of more than 20 missiles fired by Russia.")[0]

    assert (event.missiles_launched, event.missiles_downed) == (20, 14)


def test_totals_of_several_sites_are_those_of_the_wave(extract: Extract) -> None:
    events = extract(
        "Росія вночі атакувала Україну, використовуючи 58 безпілотників. Сили ППО зуміли збити "
        "37 дронів, проте атака призвела до руйнувань об'єктів критичної інфраструктури у "
        "Запоріжжі та Кривому Розі.",
        language="uk",
    )

    told = {event.place: event.drones_downed for event in events}
    assert told == {None: 37, "Zaporizhzhia": None, "Kryvyi Rih": None}


def test_an_example_of_what_was_downed_is_no_count(extract: Extract) -> None:
    event = extract(
        "Russia attacked Ukraine with drones overnight. Ukrainian forces intercepted a range of "
        "Russian missiles, including one Kinzhal missile."
    )[0]

    assert event.missiles_downed is None


def test_a_part_over_several_regions_is_the_count_of_what_was_downed(extract: Extract) -> None:
    event = extract(
        "Russia launched 21 drones at Ukraine overnight, 17 of which were downed in the Kharkiv, "
        "Sumy and Poltava regions."
    )[0]

    assert (event.drones_launched, event.drones_downed) == (21, 17)


def test_the_figure_that_its_list_adds_up_to_stands_before_a_later_one(extract: Extract) -> None:
    event = extract(
        "Минувшей ночью над регионами России сбили 14 украинских беспилотников. Из них 9 дронов "
        "уничтожены над Белгородской областью, 5 - над Курской областью. Накануне ночью ПВО "
        "сбила 62 украинских беспилотника.",
        language="ru",
    )[0]

    assert event.drones_downed == 14


def test_fewer_launched_than_downed_is_a_round_figure(extract: Extract) -> None:
    event = extract(
        "At least 60 Ukrainian drones attacked Russia overnight. According to the defence "
        "ministry in Moscow, 63 drones were shot down over western Russia."
    )[0]

    assert (event.drones_launched, event.drones_downed) == (None, 63)


def test_no_deaths_beside_a_figure_of_injured(extract: Extract) -> None:
    event = extract(
        "Дроны атаковали Белгородскую область. Пострадали семь человек, обошлось без жертв.",
        language="ru",
    )[0]

    assert (event.killed, event.injured) == (0, 7)


def test_kinds_listed_twice_under_one_head_are_added_up(extract: Extract) -> None:
    event = extract(
        "Russia attacked Ukraine overnight with 61 aerial weapons, the air force said. They "
        "included:\n\n• 40 attack drones;\n• 12 Kh-101 cruise missiles;\n• nine Kalibr cruise "
        "missiles.\n\nAir defences shot down:\n• 38 drones;\n• 10 Kh-101 cruise missiles;\n"
        "• seven Kalibr cruise missiles."
    )[0]

    assert (event.drones_launched, event.missiles_launched) == (40, 21)
    assert (event.drones_downed, event.missiles_downed) == (38, 17)


def test_what_struck_a_region_by_kind_with_the_figure_behind_a_dash(extract: Extract) -> None:
    event = extract(
        "За добу ворог обстріляв Харківщину, повідомив голова області.\n\nЧим били по "
        "Харківщині:\n\n▪️КАБ - чотири;\n\n▪️БпЛА \"Герань-2\" - шість;\n\n▪️fpv-дрони - три;\n\n"
        "▪️некеровані авіаційні ракети - дві.",
        language="uk",
    )[0]  # fmt: skip

    assert (event.admin1, event.drones_launched) == ("Kharkiv Oblast", 9)
    assert event.missiles_launched is None
    assert set(event.weapons) == {"drone", "guided_bomb", "rocket"}


def test_sums_of_a_war_go_on_for_sentences(extract: Extract) -> None:
    event = extract(
        "The UAE's defence ministry said that 60 drones were detected on Wednesday, with 57 "
        "intercepted. Since the start of the Iranian attacks, 205 missiles have been detected. "
        "Additionally, 1,184 drones were detected and 1,110 of them were intercepted. These "
        "attacks have led to three deaths and 112 injuries."
    )[0]

    assert (event.drones_launched, event.drones_downed) == (60, 57)
    assert (event.missiles_launched, event.killed, event.injured) == (None, None, None)


def test_two_missiles_of_one_kind_under_their_names_are_two(extract: Extract) -> None:
    event = extract(
        "Russian forces fired 24 drones, four cruise missiles, an aeroballistic missile Kinzhal "
        "and a ballistic missile Iskander-M at Ukraine, the air force said."
    )[0]

    assert (event.drones_launched, event.missiles_launched) == (24, 6)


def test_drones_downed_over_the_region_of_a_town_are_the_towns(extract: Extract) -> None:
    events = extract(
        "За пять часов над Россией сбили восемь украинских беспилотников. Прошлой ночью при налёте "
        "дронов на Саратов погибли двое. Военные сообщили об уничтожении 28 дронов над областью.",
        language="ru",
    )

    assert [(one.place, one.drones_downed) for one in events] == [(None, 8), ("Saratov", 28)]
