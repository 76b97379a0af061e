"""Several attacks on several days of one article: each has its own day and stays its own event."""

from datetime import date

import pytest

from tests.unit.events.conftest import Extract, language_of

DAY = date(2025, 3, 12)  # publication


def days(events) -> list[tuple[str | None, date | None]]:
    return [(event.place, event.date_start) for event in events]


def test_a_further_day_in_a_sentence_opens_a_further_event(extract) -> None:
    events = extract(
        "On Monday drones set a depot in Kosti on fire, and on Sunday the airport of Atbara was "
        "attacked with drones."
    )
    assert days(events) == [("Kosti", date(2025, 3, 10)), ("Atbara", date(2025, 3, 9))]


def test_a_day_earlier_counts_from_the_attack_told_before_it(extract) -> None:
    events = extract(
        "Rockets struck a base in Mosul on March 7. On March 5 a drone hit the airport of Erbil. "
        "A day earlier a drone was shot down over Baghdad."
    )
    assert days(events) == [
        ("Mosul", date(2025, 3, 7)),
        ("Erbil", date(2025, 3, 5)),
        ("Baghdad", date(2025, 3, 4)),
    ]


def test_days_without_a_year_are_told_apart(extract) -> None:
    events = extract(
        "On July 7 rockets struck a base near Erbil. On July 5 three rockets fell on the base near "
        "Erbil, too.",
        published=None,
    )
    assert [event.date_text for event in events] == ["On July 7", "On July 5"]
    assert all(event.date_start is None for event in events)


def test_harm_by_weapons_on_another_day_is_an_attack_of_its_own(extract) -> None:
    events = extract(
        "Drones attacked a substation in Port Sudan on Tuesday. On Sunday drones had damaged a "
        "fuel depot in the south of the city."
    )
    assert days(events) == [
        ("Port Sudan", date(2025, 3, 11)),
        ("Port Sudan", date(2025, 3, 9)),
    ]


def test_a_toll_that_climbs_far_from_its_word_is_read(extract) -> None:
    event = extract(
        "The number of wounded in Monday's missile strike on a market in Kharkiv climbed to 97."
    )[0]
    assert event.injured == 97


def test_an_attack_told_by_how_long_after_it_another_came(extract) -> None:
    events = extract(
        "Drones hit the airport of Port Sudan on Tuesday, two days after a military base in Kosti "
        "was attacked for the first time."
    )
    assert days(events) == [("Port Sudan", date(2025, 3, 11)), ("Kosti", date(2025, 3, 9))]


def test_a_cause_with_a_day_of_its_own_is_an_attack(extract) -> None:
    event = extract(
        "Hostilities have become more intense after US airstrikes on February 27 on a base near "
        "Mosul."
    )[0]
    assert (event.attacker, event.date_start) == ("US", date(2025, 2, 27))


def test_a_campaign_that_began_is_no_attack(extract) -> None:
    assert extract("US forces began air strikes last month on military targets in Yemen.") == []


def test_an_earlier_attack_on_the_site_told_of_before_is_at_its_place(extract) -> None:
    events = extract(
        "A drone struck the Khor Mor gas field in Iraq on Tuesday and killed two workers. "
        "On 25 January a storage tank at the field had been hit by a drone."
    )
    assert days(events) == [("Khor Mor", date(2025, 3, 11)), ("Khor Mor", date(2025, 1, 25))]


def test_the_day_on_which_a_war_broke_out_is_that_of_no_attack(extract) -> None:
    events = extract(
        "Rockets hit the port of Haifa on Tuesday. The attack by Hezbollah comes as fighting goes "
        "on in the war, which erupted on 28 February after strikes on Iran."
    )
    assert days(events) == [("Haifa", date(2025, 3, 11))]


def test_a_relative_clause_with_a_day_of_its_own_tells_of_another_attack(extract) -> None:
    events = extract(
        "Drones attacked the port of Dammam on Sunday, part of a network, which was hit by "
        "missiles in September 2019. That attack damaged a plant at Abqaiq."
    )
    assert [event.date_start for event in events] == [date(2025, 3, 9), date(2019, 9, 1)]


def test_what_an_attack_followed_has_a_day_of_its_own(extract) -> None:
    events = extract(
        "Rockets hit the port of Haifa on Tuesday. The strike followed a drone attack a day "
        "earlier on a factory in Ashdod."
    )
    assert days(events) == [("Haifa", date(2025, 3, 11)), ("Ashdod", date(2025, 3, 10))]


def test_the_last_attack_with_a_month_of_its_own_is_at_the_place_told_of(extract) -> None:
    events = extract(
        "Ukraine attacked Novorossiysk with drones overnight on Tuesday. Drones have hit the "
        "port several times; the last attack took place in November."
    )
    assert days(events)[-1] == ("Novorossiysk", date(2024, 11, 1))


def test_the_month_of_may_makes_nothing_hypothetical(extract) -> None:
    events = extract(
        "Drones struck a base in Port Sudan on May 4. On May 8 drones attacked fuel depots in the "
        "city, causing massive explosions.",
        published="2025-06-01",
    )
    assert days(events) == [("Port Sudan", date(2025, 5, 4)), ("Port Sudan", date(2025, 5, 8))]


def test_an_attack_that_another_follows_a_day_later_is_its_own(extract) -> None:
    events = extract(
        "Pakistan shot down a dozen Indian drones overnight, and one hit a base near Lahore. "
        "It follows Indian missile strikes that killed 31 civilians a day earlier."
    )
    assert [event.killed for event in events if event.date_start == date(2025, 3, 11)][-1] == 31
    events = extract(
        "Pakistan shot down a dozen Indian drones overnight. The announcement came a day after "
        "Indian missile strikes on Pakistani territory killed 31 civilians."
    )
    assert [event.killed for event in events] == [None, 31]


def test_the_day_of_a_statement_on_the_attack_is_not_its_own(extract) -> None:
    events = extract(
        "A missile struck a refinery in Haifa on Sunday. The confirmation on Tuesday lifted the "
        "censorship on the attack."
    )
    assert days(events) == [("Haifa", date(2025, 3, 9))]


def test_a_report_goes_on_from_its_day_after_naming_an_earlier_one(extract) -> None:
    events = extract(
        "Drones struck Port Sudan on Tuesday. One drone hit the civilian airport, an official "
        "said, two days after the base was first attacked. Air traffic was halted. "
        "Another drone hit a hotel in the city centre."
    )
    assert days(events) == [
        ("Port Sudan", date(2025, 3, 11)),
        ("Port Sudan", date(2025, 3, 9)),
    ]
    assert "other" in events[0].targets
    assert "other" not in events[1].targets


def test_a_deed_of_last_month_named_as_a_cause_is_its_own(extract) -> None:
    events = extract(
        "Ukrainian drones attacked an oil refinery in Samara, its governor said. Last month the "
        "Samara refinery halted operations after Ukrainian drone strikes."
    )
    assert [event.date_start for event in events] == [date(2025, 3, 11), date(2025, 2, 1)]


def test_a_day_in_the_month_of_an_attack_elsewhere_is_another_occurrence(extract) -> None:
    events = extract(
        "Drones hit a prison in El Obeid on Tuesday. Earlier this month the RSF launched drones at "
        "Port Sudan. Meanwhile, an RSF artillery strike on Monday killed 14 people in a camp."
    )
    assert [(event.date_start, event.killed) for event in events][1:] == [
        (date(2025, 3, 1), None),
        (date(2025, 3, 10), 14),
    ]


def test_a_deed_that_counts_back_from_the_lead_does_not_date_it(extract) -> None:
    events = extract(
        "A refinery in Ryazan was hit by a drone, Russia said on Wednesday, a day after it said "
        "Ukrainian drones struck depots in Oryol."
    )
    assert days(events) == [("Ryazan", date(2025, 3, 12)), ("Oryol", date(2025, 3, 11))]


def test_what_was_reported_days_before_takes_no_later_day(extract) -> None:
    events = extract(
        "A drone hit a refinery in Rostov-on-Don overnight on March 11, the governor said. Local "
        "officials reported on March 7 that a power line was blown up in Kirishi."
    )
    assert [event.date_end for event in events][-1] == date(2025, 3, 7)


def test_a_deed_the_lead_came_a_day_after_is_its_own(extract) -> None:
    events = extract(
        "India fired drones into Pakistan on Tuesday, wounding four soldiers, the military said, a "
        "day after missiles struck several sites and killed 26 people."
    )
    assert [(event.date_start, event.killed, event.injured) for event in events] == [
        (date(2025, 3, 11), None, 4),
        (date(2025, 3, 10), 26, None),
    ]


def test_what_was_a_day_before_an_announcement_is_an_attack_of_its_own(extract) -> None:
    events = extract(
        "Two drones were shot down near the Shaybah oil field on Wednesday, Riyadh said. The "
        "announcement came a day after drones hit a refinery in Yanbu."
    )
    assert days(events) == [("Shaybah", date(2025, 3, 12)), ("Yanbu", date(2025, 3, 11))]


def test_another_night_told_from_the_first_is_apart(extract) -> None:
    events = extract(
        "Drones struck the port of Odesa overnight into Wednesday and set a depot on fire. It was "
        "the second night in a row, as Russia launched another overnight strike on port "
        "facilities a day earlier, which killed one person."
    )
    assert days(events) == [("Odesa", date(2025, 3, 12)), ("Odesa", date(2025, 3, 11))]


def test_that_day_is_the_one_told_last(extract) -> None:
    events = extract(
        "Two missiles were shot down over Belgorod overnight. On Monday a drone hit a school in "
        "Shebekino. Four missiles were shot down over the Belgorod region that day.",
        published="2023-03-16",
    )

    assert [(event.missiles_downed, event.date_end) for event in events] == [
        (2, date(2023, 3, 16)),
        (None, date(2023, 3, 13)),
        (4, date(2023, 3, 13)),
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "Афипский НПЗ поражен в ночь на 10 марта, подтвердил Генштаб. О пожаре на Афипском НПЗ "
            "после атаки дронов сегодня ранее писали российские телеграм-каналы.",
        ),
        (
            "uk",
            "Афіпський НПЗ уражено в ніч на 10 березня, підтвердив Генштаб. Про пожежу на "
            "Афіпському НПЗ після атаки дронів сьогодні раніше писали російські телеграм-канали.",
        ),
    ],
)
def test_the_day_of_an_earlier_report_is_not_that_of_the_attack(
    extract: Extract, language: str, text: str
) -> None:
    (event,) = extract(text, language=language)
    assert str(event.date_start) == "2025-03-10"
    assert event.effects == ["fire"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "За сутки россияне обстреляли газовый объект на Полтавщине. Напомним, в ночь с 10 на "
            "11 марта они ударили по газовому объекту на Полтавщине.",
        ),
        (
            "uk",
            "Протягом доби росіяни обстріляли газовий об'єкт на Полтавщині. Нагадаємо, у ніч з 10 "
            "на 11 березня вони вдарили по газовому об'єкту на Полтавщині.",
        ),
    ],
)
def test_a_recalled_night_is_not_the_day_that_it_touches(
    extract: Extract, language: str, text: str
) -> None:
    days = [str(event.date_start) for event in extract(text, language=language)]
    assert days == ["2025-03-11", "2025-03-10"]


def test_a_site_that_was_also_struck_on_another_day_was_struck_twice(extract) -> None:
    events = extract(
        "Ukraine struck several Russian regions overnight on Tuesday. In the Yaroslavl region "
        "drones hit an oil refinery. The refinery was also targeted on Thursday night."
    )
    assert days(events)[-2:] == [(None, date(2025, 3, 11)), (None, date(2025, 3, 6))]


def test_what_came_a_day_before_the_lead_is_apart_from_it(extract) -> None:
    events = extract(
        "Iran struck a hotel in Manama, the ministry said. The attack comes a day after an Iranian "
        "missile sparked a blaze at Bahrain's oil refinery.",
        title="Iran strikes hotel in Bahrain's capital",
    )
    assert len(events) == 2


def test_a_day_back_told_beside_the_lead_does_not_date_it(extract) -> None:
    events = extract(
        "Дрон ударил по машине в селе Погар Брянской области, погиб водитель.\n\n"
        "Накануне беспилотник атаковал деревню Шилинка в этом же регионе, ранена женщина.",
        language="ru",
    )
    assert [day for _, day in days(events)] == [date(2025, 3, 11), date(2025, 3, 11)]
    assert [event.date_basis for event in events] == ["publication", "text"]


def test_a_paragraph_that_opens_with_a_day_back_tells_of_another_attack(extract) -> None:
    events = extract(
        "Двое жителей Рыльска получили ранения при атаке беспилотника на машину.\n\n"
        "Накануне беспилотник атаковал автобус в Рыльске, пострадала женщина.",
        language="ru",
    )
    assert [(event.injured, event.date_basis) for event in events] == [
        (2, "publication"),
        (1, "text"),
    ]


@pytest.mark.parametrize("published", ["2025-03-12", None])
def test_an_attack_of_another_day_joins_nothing_told_without_one(
    extract, published: str | None
) -> None:
    text = (
        "Two people were killed on Monday when Israel struck southern Lebanon.\n\n"
        "In Doueir a car was targeted by an Israeli drone and caught fire.\n\n"
        "Four people died on Saturday when Israel struck a car in Nabatieh province."
    )

    car, other = [event for event in extract(text, published=published) if event.admin1]

    assert (car.place, car.killed) == ("Doueir", None)
    assert (other.place, other.killed) == (None, 4)


def test_the_evening_before_is_no_other_day_than_that_of_the_report(extract) -> None:
    text = (
        "A drone attack killed a man in Kharkiv on Monday. A port depot in Izmail burned."
        " Drones attacked Izmail late on Sunday."
    )

    (event,) = [event for event in extract(text) if event.place == "Izmail"]

    assert event.effects == ["fire"]


@pytest.mark.parametrize(
    "text",
    [
        "Overnight Russia bombed Zaporizhzhia and damaged three houses. The night before, six"
        " bombs were dropped on the city, killing a woman.",
        "Ночью россияне ударили бомбами по Запорожью, повреждены три дома. Ночью ранее на город"
        " сбросили шесть авиабомб, погибла женщина.",
        "Вночі росіяни вдарили авіабомбами по Запоріжжю, пошкоджено три будинки. Ніччю раніше по"
        " місту скинули шість авіабомб, загинула жінка.",
    ],
)
def test_the_night_before_is_another_attack_on_the_city_but_not_on_its_houses(
    extract, text: str
) -> None:
    now, before = extract(text, language=language_of(text))

    assert (now.targets, now.killed) == (["residential"], None)
    assert (before.place, before.targets, before.killed) == ("Zaporizhzhia", [], 1)
    assert str(before.date_end) == "2025-03-11"


def test_drones_shot_down_over_the_city_a_day_earlier_are_an_attack_on_it(extract) -> None:
    _, before = extract(
        "Ночью беспилотники атаковали Таганрог, поврежден склад. Днем ранее над городом сбили"
        " девять дронов.",
        language="ru",
    )

    assert (before.place, before.drones_downed, before.outcome) == ("Taganrog", 9, "intercepted")
