"""Articles on markets, aid, talks and habits: what they tell of attacks is no occurrence."""

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "The bank approved a loan of 40 million euros for two power stations in Poltava, which "
            "were damaged by Russian shelling. New turbines will be installed.",
        ),
        (
            "en",
            "Traders watched the harbour of Odesa, where drones have damaged grain terminals. "
            "Wheat rose by two cents.",
        ),
        (
            "ru",
            "Эксперт рассказал, почему дорожает бензин. НПЗ в Рязани повреждён ударами дронов, "
            "другие стоят на ремонте.",
        ),
        (
            "uk",
            "Уряд надасть кредит на нові котельні в Сумах. Старі пошкоджені російськими "
            "обстрілами.",
        ),
    ],
)
def test_an_article_on_money_tells_of_no_attack_without_a_day(
    extract: Extract, language: str, text: str
) -> None:
    assert extract(text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Russian troops stand across the river from Nikopol, attacking with drones. They shell "
            "the market on a daily basis. Since January drones have struck 300 times.",
        ),
        (
            "ru",
            "Шебекино атакуют дроны. С начала года дроны атаковали город 300 раз. Город "
            "обстреливают ежедневно.",
        ),
        (
            "uk",
            "Нікополь атакують дрони. Із початку року дрони атакували місто 300 разів. Місто "
            "обстрілюють щодня.",
        ),
    ],
)
def test_habits_told_at_length_are_no_attack(extract: Extract, language: str, text: str) -> None:
    assert extract(text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Beneath the shelled streets of Kharkiv life goes on. Pupils paint the walls. Lessons "
            "last an hour. There is a choir. The mayor came to hear it.",
        ),
        (
            "uk",
            "Військові показали людям збитий у Сумах дрон. Діти його роздивлялися. Поруч "
            "продавали мед. Гроші підуть на ліки. Співав хор.",
        ),
        (
            "ru",
            "В Туле спасатели отработали действия при падении дрона на завод. По замыслу учения "
            "часть здания разрушена, есть пострадавшие. Занятие прошло на полигоне.",
        ),
        (
            "ru",
            "Жителя Орла наградили медалью. Он сбил дрон из ружья, когда тот пролетал над садом.",
        ),
    ],
)
def test_features_drills_and_awards_tell_of_no_attack(
    extract: Extract, language: str, text: str
) -> None:
    assert extract(text, language=language) == []


def test_a_short_report_of_a_bare_attack_is_told(extract: Extract) -> None:
    (event,) = extract("Сумы атаковали дроны, сообщил мэр. Работает ПВО.", language="ru")
    assert (event.place, event.weapons) == ("Sumy", ["drone"])


def test_a_mass_attack_with_a_day_is_told_without_its_weapons(extract: Extract) -> None:
    (event,) = extract(
        "Germany will send two air defence systems, the minister said. Overnight on March 11 "
        "Russian forces launched a massive air attack against Ukraine - including 426 drones."
    )
    assert (event.country, event.attacker) == ("UA", "RU")


def test_an_attack_with_a_day_is_told_beside_habits(extract: Extract) -> None:
    (event,) = extract(
        "Drones attack Nikopol every day. The town has been shelled daily since January. On Monday "
        "a drone hit a bus stop in Marhanets."
    )
    assert (event.place, event.weapons) == ("Marhanets", ["drone"])


def test_talks_in_the_headline_hide_no_attack_that_harmed_people(extract: Extract) -> None:
    (event,) = extract(
        "A missile struck a market in Kharkiv and killed three people, the mayor said.",
        title="Three dead in Kharkiv as ceasefire talks go on",
    )
    assert (event.place, event.killed) == ("Kharkiv", 3)


def test_attacks_of_late_do_not_explain_a_fire_of_the_day(extract: Extract) -> None:
    (event,) = extract(
        "A power station in Novocherkassk caught fire on Wednesday. Its workers were led out. The "
        "incident follows drone strikes which lately hit oil refineries in regions on the border."
    )
    assert (event.event_type, event.targets, event.weapons) == ("fire", ["power_plant"], [])


def test_the_day_of_a_meeting_dates_no_attack(extract: Extract) -> None:
    (event,) = extract(
        "A drone struck a grain store near Izmail, the mayor said at a meeting on Thursday.",
        published="2025-03-14",
    )
    assert event.date_basis == "publication"


def test_a_pipeline_named_after_the_north_is_no_region(extract: Extract) -> None:
    assert extract("The blast on the Nord Stream pipeline is told in a new book.") == []


def test_a_minister_for_reconstruction_may_report_an_attack(extract: Extract) -> None:
    (event,) = extract(
        "Росіяни вдарили по порту. Про це повідомив Олексій Кулеба, міністр з відновлення. Дрон "
        "влучив у склад у Чорноморську.",
        language="uk",
    )
    assert event.place == "Chornomorsk"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Drones have put 24 percent of Russian refineries out of action."),
        ("uk", "Виведено з ладу понад 24% російських НПЗ, атаки дронів тривають."),
        ("ru", "В округе запретили запускать беспилотники, заводы получат ружья против них."),
        ("ru", "В Кремле прокомментировали удары по энергетике Украины."),
        ("uk", "За жовтень окупанти випустили по Україні рекордну кількість дронів."),
        (
            "en",
            "The report counts 5,800 civilians killed by shelling in the conflict between "
            "24 February and 11 September.",
        ),
        ("en", "Russia occupied Kherson for nine months in 2022."),
        ("en", "The depot in Jeddah, run by Aramco, had been a target of the Houthis before."),
        ("en", "A surge of drone attacks in Port Sudan by the RSF has left residents afraid."),
        (
            "en",
            "In a statement after a meeting on Thursday ministers condemned Iranian attacks on the "
            "Gulf as unjustifiable. The attacks damaged oil installations, they said.",
        ),
        (
            "uk",
            "За чотири місяці війни російські снаряди пошкодили 817 лікарень. Також підтверджено "
            "загибель 14 медиків.",
        ),
        ("ru", "Пострадавшим от обстрелов в Курской области выдали 12 тысяч сертификатов."),
        ("ru", "В понедельник мэр насчитал 1700 обстрелов Харькова с начала года."),
        ("uk", "У понеділок мер нарахував 1700 обстрілів Харкова з початку року."),
    ],
)
def test_shares_bans_comments_and_sums_are_no_attack(
    extract: Extract, language: str, text: str
) -> None:
    assert extract(text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "On Thursday the coordinator said that the unceasing attacks on Kharkiv left her "
            "disturbed. Homes have been damaged.",
        ),
        (
            "ru",
            "В четверг мэр заявил, что из-за регулярных российских обстрелов Херсона дороги "
            "разбиты. Дома повреждены.",
        ),
        (
            "uk",
            "У четвер мер заявив, що через постійні російські обстріли Херсона дороги розбиті. "
            "Будинки пошкоджено.",
        ),
    ],
)
def test_a_day_before_unceasing_attacks_is_not_theirs(
    extract: Extract, language: str, text: str
) -> None:
    assert extract(text, language=language, published="2025-07-25") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "On Thursday drones attacked Kherson, which lives under unceasing attacks. Three homes "
            "were damaged.",
        ),
        (
            "ru",
            "В четверг дроны атаковали Херсон, который живёт под постоянными обстрелами. "
            "Повреждены три дома.",
        ),
        (
            "uk",
            "У четвер дрони атакували Херсон, який живе під постійними обстрілами. Пошкоджено три "
            "будинки.",
        ),
    ],
)
def test_an_attack_of_a_day_is_told_beside_unceasing_ones(
    extract: Extract, language: str, text: str
) -> None:
    events = extract(text, language=language, published="2025-07-25")
    assert [(event.admin1, event.weapons) for event in events] == [("Kherson Oblast", ["drone"])]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Some 31 civilians have been killed in drone attacks in Afghanistan in the past 18 "
            "months, the report said.",
        ),
        ("ru", "За последние два года в Белгороде при атаках дронов погибли 30 человек."),
        ("uk", "За останні два роки під час обстрілів у Нікополі загинули 130 людей."),
    ],
)
def test_the_dead_of_years_are_of_no_one_attack(extract: Extract, language: str, text: str) -> None:
    assert extract(text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "A drone hit a market in Kherson on Friday, the deadliest attack in the past six "
            "months. Six were killed.",
        ),
        (
            "ru",
            "Дрон ударил по рынку в Херсоне. Это крупнейшая атака за последние шесть месяцев, "
            "погибли шесть человек.",
        ),
        (
            "uk",
            "Дрон ударив по ринку в Херсоні. Це найбільша атака за останні шість місяців, загинули "
            "шестеро людей.",
        ),
    ],
)
def test_the_largest_attack_in_months_is_one(extract: Extract, language: str, text: str) -> None:
    [event] = extract(text, language=language)
    assert (event.place, event.killed) == ("Kherson", 6)
