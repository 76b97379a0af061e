"""Articles on trials, remembrance and cuts by timetable: what they tell of is no new event."""

from datetime import date

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "en",
            "Driver jailed for nine years over pipeline blast",
            "A court in Lyon has sentenced a driver to nine years. He blew up a pipeline near "
            "Grenoble with a home-made bomb. Two workers were injured.",
        ),
        (
            "en",
            "Town marks ten years on from market bombing",
            "Wreaths were laid in Ankara. The bomb killed 31 people at the market and set fire to "
            "six shops.",
        ),
        (
            "ru",
            "Житель Омска получил срок за поджог подстанции",
            "Суд приговорил мужчину к 12 годам. Он поджёг подстанцию под Омском, огонь уничтожил "
            "трансформатор.",
        ),
        (
            "uk",
            "Засуджено до 14 років паліїв",
            "Суд у Рівному визнав винними двох чоловіків. Вони підпалили залізничну підстанцію на "
            "Рівненщині, згоріло обладнання.",
        ),
        (
            "uk",
            "Затримали жінку, завербовану росіянами",
            "Вона збирала дані для ракетних ударів по Полтаві і фотографувала склади.",
        ),
    ],
)
def test_an_article_on_what_came_after_tells_of_no_attack_without_a_day(
    extract: Extract, language: str, title: str, text: str
) -> None:
    assert extract(text, language=language, title=title) == []


def test_an_old_attack_with_a_day_of_its_own_is_told(extract: Extract) -> None:
    (event,) = extract(
        "A court in Bilbao sentenced two men on Friday. They blew up a substation near Vitoria on "
        "3 March 2024, and a guard was killed.",
        title="Two men jailed for substation blast",
    )
    assert (event.killed, event.date_start) == (1, date(2024, 3, 3))


def test_an_anniversary_hides_no_attack_of_the_day(extract: Extract) -> None:
    events = extract(
        "Russia attacked Kharkiv overnight. A missile hit a hospital, and three people were "
        "killed. A school was damaged as well.",
        title="Missiles hit Kharkiv on anniversary of the invasion",
    )
    assert [(event.place, event.killed) for event in events] == [("Kharkiv", 3)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Power outages are scheduled in the Odesa region from 18:00 to 22:00."),
        ("en", "Hourly blackouts were extended in Chernihiv Oblast, the grid company said."),
        ("en", "Power outages are possible in Poltava Oblast in the evening."),
        ("ru", "В Липецкой области пройдут плановые отключения электроэнергии."),
        ("ru", "Без электричества на два часа останутся жители Липецка."),
        ("uk", "У Полтавській області діятимуть графіки погодинних відключень світла."),
        ("uk", "Причина обмежень у Сумській області - наслідки масованих атак на енергетику."),
    ],
)
def test_cuts_by_timetable_are_no_outages(extract: Extract, language: str, text: str) -> None:
    assert extract(text, language=language) == []


def test_a_failure_is_an_outage(extract: Extract) -> None:
    (event,) = extract("A fault left 20,000 homes in Gdansk without power on Tuesday.")
    assert (event.event_type, event.place) == ("outage", "Gdańsk")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Over the three winter months Russia launched 19,000 drones at Ukraine."),
        ("ru", "За прошедшую неделю от обстрелов ВСУ погибли 17 жителей приграничья."),
        (
            "ru",
            "С 8 по 14 ноября российская армия нанесла пять групповых ударов по заводам Украины.",
        ),
    ],
)
def test_sums_over_many_days_are_no_attack(extract: Extract, language: str, text: str) -> None:
    assert extract(text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Ukrainian drone attacks have cut Russia's refining capacity by 17%, analysts said.",
        ),
        ("en", "Some 50 Russian drone strikes have hit areas near the border of Romania."),
        ("ru", "Из-за атак дронов по НПЗ простаивает 13% мощностей России, пишет газета."),
    ],
)
def test_shares_and_numbers_of_attacks_are_sums(extract: Extract, language: str, text: str) -> None:
    assert extract(text, language=language) == []


def test_attack_as_a_kind_of_drone_is_counted(extract: Extract) -> None:
    (event,) = extract("Russia sent 17 Shahed attack drones at Sumy overnight, the mayor said.")
    assert event.drones_launched == 17


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        (
            "ru",
            "В Курской области чинят дома",
            "Губернатор рассказал о восстановлении домов, повреждённых в результате обстрелов. "
            "Строители заменили окна в 30 домах.",
        ),
        (
            "en",
            "Repairs go on at plant",
            "Crews are rebuilding the power plant in Kharkiv that was damaged. A loan of two "
            "million euros was granted.",
        ),
    ],
)
def test_repairs_tell_of_damage_done_before(
    extract: Extract, language: str, title: str, text: str
) -> None:
    assert extract(text, language=language, title=title) == []


def test_a_strike_told_among_repairs_is_an_event(extract: Extract) -> None:
    (event,) = extract(
        "Crews restored power to 900 homes. Russian drones hit a substation in Sumy, and two "
        "people were injured.",
        title="Power restored in Sumy",
    )
    assert (event.place, event.injured) == ("Sumy", 2)


@pytest.mark.parametrize(
    "passing",
    [
        "The missile is currently used by Germany, Japan and Taiwan.",
        "He was with the crew when their house was hit by a rocket and both were killed.",
        "Some 90 drones were once shot down in a campaign of this kind.",
    ],
)
def test_figures_without_a_place_are_told_in_passing(extract: Extract, passing: str) -> None:
    assert extract("The firm showed its plans at a fair in Paris. " + passing) == []


def test_a_year_dates_the_attack_that_is_remembered(extract: Extract) -> None:
    (event,) = extract(
        "14 січня 2023 року російська ракета влучила в будинок у Дніпрі. Загинули 46 людей. "
        "Містяни принесли квіти.",
        language="uk",
        title="Роковини трагедії: у місті вшанували загиблих",
    )
    assert (event.killed, event.date_start) == (46, date(2023, 1, 14))


def test_a_day_before_attacks_in_general_is_that_of_the_statement(extract: Extract) -> None:
    text = "The council on Thursday condemned the escalating Houthi attacks on Saudi Arabia."
    assert extract(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Oslo airport reopened on Tuesday after drone sightings halted flights for three hours.",
        "US bases in Iraq have been targeted more than a hundred times with drones.",
        "Ukraine's ability to strike the regions around Moscow is growing, a minister said.",
        "A maker of drones spoke in Berlin. Ukraine employs them to strike refineries in Russia.",
    ],
)
def test_sightings_habits_and_abilities_are_no_attacks(extract: Extract, text: str) -> None:
    assert extract(text) == []


def test_statistics_of_a_month_are_no_attack(extract: Extract) -> None:
    assert (
        extract(
            "A think tank counted 99 attacks in Pakistan in August, in which 112 people were "
            "killed. Balochistan recorded nine attacks with 18 fatalities.",
            title="Militant attacks rise by half",
        )
        == []
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "У зв'язку з посиленням ударів по енергетиці влада Чернігова готує генератори."),
        ("ru", "В связи с усилением обстрелов власти Курска раздают генераторы."),
    ],
)
def test_strikes_that_only_grow_are_none_of_their_own(
    extract: Extract, language: str, text: str
) -> None:
    assert extract(text, language=language) == []


def test_a_probe_into_a_series_tells_of_no_attack_without_a_day(extract: Extract) -> None:
    text = (
        "Parliament launched an inquiry into drone strikes on oil fields in Erbil. They forced two "
        "fields to shut down, a member said."
    )
    assert extract(text, title="Baghdad to probe drone strikes") == []


@pytest.mark.parametrize(
    "text",
    [
        "A school in Fall River was evacuated after a bomb threat on Wednesday.",
        "Police and fire departments searched a mall in Omaha after a bomb scare.",
    ],
)
def test_a_threat_that_nothing_came_of_is_no_attack(extract: Extract, text: str) -> None:
    assert extract(text) == []


def test_an_area_of_several_countries_is_no_region_of_one(extract: Extract) -> None:
    text = (
        "JNIM, the most potent armed group in the Sahel region, has targeted transport companies "
        "along major roads. Some convoys have been attacked by militants on the way to Bamako."
    )
    assert extract(text, title="Mali closes schools due to fuel scarcity") == []


def test_cuts_several_times_a_day_are_planned(extract: Extract) -> None:
    text = "У Дніпрі відключення світла відбуватимуться від двох до трьох разів на добу."
    assert extract(text, language="uk") == []


def test_a_drone_that_falls_on_a_fuel_depot_is_no_toy(extract: Extract) -> None:
    events = extract("A drone fell on an oil depot in Voronezh. No one was hurt.")
    assert [(e.place, e.targets) for e in events] == [("Voronezh", ["oil_depot"])]
    assert extract("A drone fell on a football pitch in Leeds. No one was hurt.") == []


def test_a_deed_of_a_day_in_a_wide_area_stays(extract: Extract) -> None:
    events = extract("Militants blew up an oil pipeline in the Niger Delta on Sunday.")
    assert [(e.country, e.targets) for e in events] == [("NG", ["pipeline"])]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Red Sea attacks - what is the fallout for insurance?",
            "Houthi rebels have attacked more than a dozen Red Sea vessels, leading to a hike in "
            "risk premiums. Since the onset of war in the Gaza Strip, Houthi rebels have targeted "
            "ships.",
        ),
        (
            "Romania to send Patriot system to Ukraine as Russia attacks its power grid",
            "Romania will send a Patriot missile system to Ukraine. Russia has destroyed half of "
            "Ukraine's electricity generating capacity, its president said.",
        ),
        (
            "The strikes in the TotalEnergies refineries continue",
            "Refinery workers vowed to continue their strike. Four of France's seven refineries "
            "were out of action after strikers turned down a salary offer.",
        ),
    ],
)
def test_insurance_arms_and_wages_tell_of_no_attack(
    extract: Extract, title: str, text: str
) -> None:
    assert extract(text, title=title) == []


def test_a_raid_that_is_acted_is_none(extract: Extract) -> None:
    text = (
        "На Камчатке подразделение ПВО подняли по учебной тревоге. Налет имитировала пара "
        "истребителей. Расчеты обнаружили противника и отразили атаку."
    )
    assert extract(text, language="ru") == []


def test_a_statistical_report_tells_of_no_attack_of_its_day(extract: Extract) -> None:
    text = (
        "Israel has destroyed much of the Gaza Strip, according to a statistical report released "
        "Friday. 38 hospitals and 96 clinics have been targeted."
    )
    assert extract(text, title="Israel has destroyed 88% of Gaza Strip: media office") == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Israeli jets struck Hezbollah headquarters in Beirut on Friday.", "Beirut"),
        ("A drone struck a refinery in Basra, he said at UN headquarters in New York.", "Basra"),
    ],
)
def test_headquarters_may_be_struck(extract: Extract, text: str, place: str) -> None:
    assert [event.place for event in extract(text)] == [place]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Drones attacked a refinery in Kirishi overnight. The refinery had earlier come under "
            "attack on 14 September.",
        ),
        (
            "ru",
            "Дроны ночью атаковали НПЗ в Киришах. Он уже подвергался атакам дронов 14 сентября. "
            "Также дроны атаковали Сочи.",
        ),
        (
            "uk",
            "Дрони вночі атакували НПЗ у Киришах. Він уже зазнавав атаки 14 вересня.",
        ),
    ],
)
def test_what_was_attacked_before_is_the_site_told_of(
    extract: Extract, language: str, text: str
) -> None:
    events = extract(text, language=language, published="2025-10-04")
    old = [event for event in events if event.date_start == date(2025, 9, 14)]
    assert [(event.place, event.targets) for event in old] == [("Kirishi", ["oil_refinery"])]


def test_there_may_stand_behind_the_day(extract: Extract) -> None:
    text = (
        "Обломки беспилотника упали на Ильский НПЗ в Краснодарском крае. Так, в сентябре там в "
        "результате атаки загорелась установка."
    )
    days = [(e.place, e.date_start) for e in extract(text, language="ru", published="2026-01-01")]
    assert ("Ilsky", date(2025, 9, 1)) in days


def test_a_campaign_of_a_capital_is_its_governments(extract: Extract) -> None:
    text = (
        "A drone hit a house in Odesa on Saturday. The Saturday strike killed two people in the "
        "port city, the latest in Moscow’s punishing aerial campaign."
    )
    [event] = extract(text, language="en", published="2024-11-12")
    assert (event.place, event.attacker, event.killed) == ("Odesa", "RU", 2)
