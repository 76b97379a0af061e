"""What short reports in three languages yield: guessed first, then run."""

from datetime import date

import pytest

from transforms.records import Event

CASES = [
    pytest.param(
        "Ukrainian drones struck an oil refinery in Ryazan overnight, sparking a fire, governor "
        "Pavel Malkov said on Wednesday. Nobody was hurt.",
        {},
        {
            "event_type": "attack", "country": "RU", "admin1": "Ryazan Oblast", "attacker": "UA",
            "weapons": ["drone"], "targets": ["oil_refinery"], "killed": 0, "injured": 0,
            "outcome": "hit", "date_start": date(2025, 3, 11), "date_end": date(2025, 3, 12),
            "date_basis": "text",
        },
        id="en refinery overnight",
    ),
    pytest.param(
        "The Ukrainian air force said it had shot down 63 of 90 drones launched by Russia on "
        "Monday night.",
        {},
        {
            "country": "UA", "attacker": "RU", "drones_launched": 90, "drones_downed": 63,
            "admin1": None, "place": None, "outcome": "partly_intercepted",
        },
        id="en national wave",
    ),
    pytest.param(
        "A missile hit an apartment block in Kharkiv on Tuesday, killing at least three people and "
        "injuring 14, mayor Ihor Terekhov said.",
        {},
        {
            "place": "Kharkiv", "country": "UA", "targets": ["residential"], "killed": 3,
            "injured": 14, "weapons": ["missile"], "date_start": date(2025, 3, 11),
        },
        id="en casualties with a bound",
    ),
    pytest.param(
        "Russian troops have captured the village of Zelene Pole in the Donetsk region, the "
        "defence ministry in Moscow said.",
        {},
        {"event_type": "territorial_change", "country": "UA", "attacker": "RU",
         "admin1": "Donetsk Oblast"},
        id="en village captured",
    ),
    pytest.param(
        "A gas explosion tore through a bakery in Omsk on Monday and injured two people.",
        {},
        {"event_type": "explosion", "place": "Omsk", "country": "RU", "attacker": None,
         "injured": 2, "weapons": []},
        id="en explosion without an attack",
    ),
    pytest.param(
        "Houthi rebels fired a ballistic missile at Ben Gurion airport on Sunday; it was "
        "intercepted, the Israeli army said.",
        {},
        {"country": "IL", "attacker": "Houthi", "weapons": ["ballistic_missile"],
         "outcome": "intercepted", "date_start": date(2025, 3, 9)},
        id="en another war",
    ),
    pytest.param(
        "В ночь на 12 марта силы ПВО уничтожили над Брянской областью девять украинских "
        "беспилотников, сообщил губернатор Александр Богомаз. Пострадавших нет.",
        {"language": "ru"},
        {"admin1": "Bryansk Oblast", "attacker": "UA", "drones_downed": 9, "killed": 0,
         "injured": 0, "outcome": "intercepted", "date_end": date(2025, 3, 12)},
        id="ru drones over a region",
    ),
    pytest.param(
        "ВСУ обстреляли Шебекино: двое мирных жителей погибли, пятеро ранены, поврежден жилой дом, "
        "рассказал Вячеслав Гладков.",
        {"language": "ru"},
        {"place": "Shebekino", "attacker": "UA", "killed": 2, "injured": 5,
         "targets": ["residential"], "outcome": "hit"},
        id="ru shelling with casualties",
    ),
    pytest.param(
        "В Омске загорелся склад на площади 300 квадратных метров.",
        {"language": "ru"},
        {"event_type": "fire", "place": "Omsk", "attacker": None, "killed": None},
        id="ru fire without an attack",
    ),
    pytest.param(
        "Уночі 12 березня росіяни вдарили ракетами по порту в Одесі. Загинули двоє людей, троє "
        "поранені, повідомив очільник ОВА Олег Кіпер.",
        {"language": "uk"},
        {"place": "Odesa", "country": "UA", "attacker": "RU", "weapons": ["missile"],
         "targets": ["port"], "killed": 2, "injured": 3},
        id="uk port",
    ),
    pytest.param(
        "Повітряні сили повідомили, що ворог запустив 145 дронів, з них збито 97.",
        {"language": "uk", "source": "example.ua"},
        {"country": "UA", "attacker": "RU", "drones_launched": 145, "drones_downed": 97},
        id="uk wave of totals",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "options", "expected"), CASES)
def test_a_report_gives_one_event_with_what_it_says(extract, text, options, expected) -> None:
    events = extract(text, **options)
    assert len(events) == 1, [(e.event_type, e.place, e.evidence) for e in events]
    found = {name: getattr(events[0], name) for name in expected}
    assert found == expected


NOTHING = [
    ("en", "The striker's late attack on goal gave the home side a deserved win in the cup match."),
    ("en", "The president warned that Russia could attack Ukrainian power plants next winter."),
    ("en", "Dockers began a strike at the port of Felixstowe; the union wants higher wages."),
    ("en", "Air raid sirens sounded in Kyiv for two hours on Tuesday night."),
    ("en", "Since January, Ukraine has launched a series of attacks on Russian oil refineries."),
    (
        "en",
        "Hackers attacked the pipeline operator with ransomware; malware shut its billing down.",
    ),
    ("ru", "Нападающий нанес мощный удар по воротам, но вратарь отразил атаку соперника в матче."),
    ("ru", "Зеленский предупредил, что Россия может ударить по энергетике Украины."),
    ("ru", "Евросоюз ввел санкции против производителей дронов."),
    ("uk", "Збірна завдала кількох ударів по воротах у матчі чемпіонату, воротар урятував."),
    ("uk", "Україна закупить 20 тисяч дронів, повідомило Міноборони."),
]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_sport_threats_habits_and_alerts_give_no_event(extract, language, text) -> None:
    assert extract(text, language=language) == []


def test_a_wave_and_the_site_singled_out_of_it_are_two_events(extract) -> None:
    events = extract(
        "Russia's defence ministry said 121 Ukrainian drones were destroyed overnight, including "
        "37 over the Bryansk region and 20 over the Kursk region. In Ryazan debris of a downed "
        "drone set a refinery on fire, governor Pavel Malkov said."
    )
    by_place = {event.admin1: event for event in events}
    assert set(by_place) == {None, "Ryazan Oblast"}
    assert by_place[None].drones_downed == 121
    assert {"Bryansk Oblast", "Kursk Oblast"} <= set(by_place[None].places_listed)
    assert by_place["Ryazan Oblast"].outcome == "partly_intercepted"
    assert "oil_refinery" in by_place["Ryazan Oblast"].targets


def test_attacks_of_different_days_on_one_city_stay_apart(extract) -> None:
    events = extract(
        "Drones attacked Odesa on Tuesday and damaged a warehouse. On Friday missiles hit the port "
        "of Odesa, killing one person."
    )
    assert len(events) == 2
    assert {date(2025, 3, 7), date(2025, 3, 11)} == {event.date_start for event in events}


def test_silence_is_null_and_no_casualties_is_zero(extract) -> None:
    silent = extract("A drone hit a substation in Kursk on Monday.")[0]
    none = extract("A drone hit a substation in Kursk on Monday. There were no casualties.")[0]
    dozens = extract("A missile hit Dnipro on Monday and injured dozens of people.")[0]
    assert (silent.killed, silent.injured) == (None, None)
    assert (none.killed, none.injured) == (0, 0)
    assert dozens.injured is None


def test_a_date_is_assumed_from_publication_only_with_its_mark(extract) -> None:
    assumed = extract("A drone hit a substation in Kursk.")[0]
    assert assumed.date_basis == "publication"
    assert (date(2025, 3, 11), date(2025, 3, 12)) == (assumed.date_start, assumed.date_end)
    unknown = extract("A drone hit a substation in Kursk.", published=None)[0]
    assert (unknown.date_start, unknown.date_end, unknown.date_basis) == (None, None, None)


def test_the_headline_counts_as_a_sentence_and_its_slots_say_so(extract) -> None:
    events = extract(
        "The fire was put out by morning, governor Pavel Malkov said.",
        title="Ukrainian drones hit oil refinery in Ryazan",
    )
    assert len(events) == 1
    event: Event = events[0]
    assert (event.attacker, event.targets) == ("UA", ["oil_refinery"])
    assert any(slot.slot == "title.attacker" for slot in event.slots)


def test_an_unpacked_language_gives_nothing(extract) -> None:
    assert extract("Drones attacked Kyiv.", language="sw") == []


def test_the_attacker_follows_from_the_opponent_that_is_quoted(extract) -> None:
    text = (
        "Балістична ракета влучила в житловий будинок у Кривому Розі, поранено двох людей. "
        "Міноборони РФ заявило, що ціллю були військові."
    )
    assert [event.attacker for event in extract(text, language="uk")] == ["RU"]


def test_in_a_region_held_by_another_party_that_party_is_attacked(extract) -> None:
    text = "Дрони вдарили по нафтобазі у Феодосії. Генштаб ЗСУ підтвердив ураження."
    (event,) = extract(text, language="uk")
    assert (event.country, event.attacker) == ("UA", "UA")


def test_the_army_that_announces_a_capture_made_it(extract) -> None:
    text = "Міноборони РФ заявило, що село Желанне на Донеччині перейшло під контроль."
    assert [event.attacker for event in extract(text, language="uk")] == ["RU"]


def test_totals_of_a_region_stay_apart_from_a_place_struck_with_other_weapons(
    extract,
) -> None:
    text = (
        "Уночі над Миколаївщиною сили оборони збили п'ять дронів. "
        "Очаківську громаду росіяни обстріляли з артилерії, пошкоджено будинок."
    )
    region, town = extract(text, language="uk")
    assert (region.admin1, region.place, region.drones_downed) == ("Mykolaiv Oblast", None, 5)
    assert (town.place, town.weapons, town.drones_downed) == ("Ochakiv", ["artillery"], None)


UKRAINIAN = [
    pytest.param(
        'Окупанти били по Україні: сили ППО збили 21 з 26 запущених "шахедів".',
        {"drones_launched": 26, "drones_downed": 21},
        id="quoted weapons are counted",
    ),
    pytest.param(
        "Росія здійснює чергову масовану атаку на об'єкти енергосистеми України. Через "
        "пошкодження застосовано аварійні відключення.",
        {"country": "UA", "attacker": "RU", "targets": ["energy_infrastructure"]},
        id="an attack that is carried out has a doer",
    ),
    pytest.param(
        "Внаслідок масованої ракетно-дронової атаки на енергетику у більшості регіонів України "
        "запроваджено аварійні відключення, повідомляє Укренерго.",
        {"event_type": "attack", "country": "UA", "weapons": ["drone", "missile"],
         "effects": ["power_outage"]},
        id="national outages are put down to the mass attack",
    ),
    pytest.param(
        "Приліт балістичної ракети в Індустріальному районі Харкова стався поміж багатоповерхівок, "
        "щонайменше у шістьох з них вибиті вікна.",
        {"place": "Kharkiv", "missiles_launched": None, "targets": ["residential"]},
        id="houses are no missiles",
    ),
    pytest.param(
        "Ракета влучила в будинок у Харкові, щонайменше 23 людини поранено. Двоє постраждалих "
        "перебувають у тяжкому стані.",
        {"injured": 23},
        id="less than the bound is a part",
    ),
    pytest.param(
        "Ізраїль ударив по сектору Гази ракетами, поранено двох людей.",
        {"admin1": "Gaza Strip", "attacker": "IL"},
        id="an area of one region is that region",
    ),
    pytest.param(
        "Ворог бив по Нікопольщині на Дніпропетровщині - Марганецькій громаді, є руйнування.",
        {"place": "Nikopol District", "admin1": "Dnipropetrovsk Oblast"},
        id="a land and its communities",
    ),
    pytest.param(
        "У ніч на 12 березня агресор запустив:\n\n80 ударних безпілотників;\n\n9 крилатих ракет;"
        "\n\n4 балістичні ракети «Іскандер-М».",
        {"attacker": "RU", "drones_launched": 80, "missiles_launched": 13},
        id="entries under a head",
    ),
    pytest.param(
        "В окупованій Феодосії другий день горить нафтобаза, атакована Силами оборони України.",
        {"place": "Feodosia", "attacker": "UA", "targets": ["oil_depot"]},
        id="occupied town",
    ),
    pytest.param(
        "Російські війська завдали удару по Запорізькому району. Росіяни вдарили FPV-дроном по "
        "Малокатеринівці, поранено чоловіка.",
        {"weapons": ["drone"], "injured": 1, "admin1": "Zaporizhzhia Oblast"},
        id="the village says where in the district",
    ),
    pytest.param(
        "Росія запустила по Україні 100 дронів, збито 80. Пуски здійснювалися з міст Курськ і "
        "Міллерове та з мису Чауда в окупованому Криму.",
        {"country": "UA", "admin1": None},
        id="launch sites are no scenes",
    ),
    pytest.param(
        "Під обстрілами артилерії на Херсонщині були Антонівка, Садове, Комишани, Білозерка, "
        "Інгулець, Берислав, Тягинка та місто Херсон. На Херсонщині пошкоджено чотири будинки.",
        {"admin1": "Kherson Oblast", "place": None},
        id="a long list of one region",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), UKRAINIAN)
def test_a_ukrainian_report_gives_one_event_with_what_it_says(extract, text, expected) -> None:
    (event,) = extract(text, language="uk")
    assert {name: getattr(event, name) for name in expected} == expected


def test_locations_are_no_weapons_and_an_alert_may_be_a_time(extract) -> None:
    text = (
        "Пізно ввечері 11 березня у Києві під час повітряної тривоги пролунали вибухи. Уламки БпЛА "
        "падають на трьох локаціях у Подільському районі, пошкоджено будинок."
    )
    (event,) = extract(text, language="uk")
    assert (event.place, event.drones_launched, event.date_end) == ("Kyiv", None, date(2025, 3, 11))


def test_the_figure_of_a_list_is_not_that_of_an_earlier_strike(extract) -> None:
    text = (
        "Дрони атакували Саратов, горить НПЗ. Міноборони РФ повідомило про 37 дронів, з них вісім "
        "над Саратовською областю і 29 над Курською. Саратовський НПЗ атакували 3 лютого."
    )
    earlier = [e for e in extract(text, language="uk") if e.date_start == date(2025, 2, 3)]
    assert [event.drones_downed for event in earlier] == [None]


def test_weekly_totals_are_a_campaign(extract) -> None:
    text = "За поточний тиждень Росія запустила по Україні близько 1000 ударних дронів і 36 ракет."
    assert extract(text, language="uk") == []


def test_people_hurt_elsewhere_are_not_counted_for_a_national_wave(extract) -> None:
    text = (
        "Росія випустила по Україні 100 дронів, збито 80. "
        "Крім того, у Святогірську загинули двоє поліцейських."
    )
    assert [event.killed for event in extract(text, language="uk") if event.place is None] == [None]


@pytest.mark.parametrize("force", ["Группировка войск «Запад»", "„Южная“ группировка"])
def test_a_grouping_of_forces_is_their_army(extract, force) -> None:
    (event,) = extract(f"{force} освободила село Дерилово Донецкой области.", language="ru")

    assert (event.event_type, event.attacker) == ("territorial_change", "RU")
