"""Morning reports by district: villages, what was damaged there, and what only sums them up."""

from tests.unit.events.conftest import Extract


def test_a_district_and_the_village_told_after_it_are_one_attack(extract: Extract) -> None:
    events = extract(
        "В Шебекинском округе Белгородской области дрон атаковал машину, ранен водитель.\n"
        "Как уточнил губернатор, в селе Муром Белгородской области беспилотник ударил по "
        "грузовику. Водитель ранен.",
        language="ru",
    )

    assert [(event.place, event.injured) for event in events] == [("Murom", 1)]


def test_a_district_with_casualties_of_its_own_stays(extract: Extract) -> None:
    events = extract(
        "В Шебекинском округе Белгородской области при обстреле погибли трое.\n"
        "В селе Муром Белгородской области дрон повредил машину.",
        language="ru",
    )

    assert {event.killed for event in events} == {3, None}


def test_places_listed_with_what_stands_there_were_damaged_too(extract: Extract) -> None:
    events = extract(
        "Ворог обстріляв Донецьку область. У Сіверську пошкоджено склад; у Лимані - 5 будинків; "
        "у Торецьку постраждалих немає.",
        language="uk",
    )

    damaged = {event.place for event in events if "damage" in event.effects}
    assert damaged == {"Siversk", "Lyman"}


def test_years_of_birth_are_no_casualties(extract: Extract) -> None:
    event = extract(
        "В Горловке при атаке дрона на автобус пострадали женщина 1954 г.р. и мужчина 1991 г. р.",
        language="ru",
    )[0]

    assert event.injured == 2


def test_a_new_sentence_names_no_place_after_a_port(extract: Extract) -> None:
    event = extract(
        "Дрони атакували порт Одещини, пошкоджено склад порту. Там виникло займання.",
        language="uk",
    )[0]

    assert event.place is None
    assert "fire" in event.effects


def test_an_airport_closed_for_a_threat_was_not_attacked(extract: Extract) -> None:
    assert (
        extract(
            "Работа аэропорта Махачкалы была приостановлена из-за угрозы беспилотников.\n"
            "В аэропорте Надыма отменили вылеты из-за возможной атаки дронов.",
            language="ru",
        )
        == []
    )


def test_people_brought_away_from_the_front_are_no_effect(extract: Extract) -> None:
    events = extract(
        "Війська РФ вдарили по Сіверську, пошкоджено склад. З лінії фронту евакуйовано 73 людини.",
        language="uk",
    )

    assert [event.effects for event in events] == [["damage"]]


def test_houses_of_several_kinds_suffer(extract: Extract) -> None:
    event = extract(
        "Російські війська обстріляли Сіверськ: постраждали чотири приватні будинки.",
        language="uk",
    )[0]

    assert (event.injured, event.effects) == (None, ["damage"])


def test_a_ship_is_no_port(extract: Extract) -> None:
    event = extract("Беспилотник атаковал сухогруз у Одессы, судно повреждено.", language="ru")[0]

    assert event.targets == ["transport"]


def test_the_district_behind_a_community_only_says_where_it_lies(extract: Extract) -> None:
    event = extract(
        "Дрон влучив по Межівській громаді Синельниківського району Дніпропетровської області, "
        "пошкоджено склад.",
        language="uk",
    )[0]

    assert (event.place, event.places_listed) == ("Mezhova", [])


def test_a_village_lies_in_the_district_named_behind_it(extract: Extract) -> None:
    event = extract(
        "Дрон атаковал машину в селе Муром Шебекинского округа, ранен водитель. "
        "Об этом сообщили власти Белгородской области.",
        language="ru",
    )[0]

    assert (event.place, event.admin1) == ("Murom", "Belgorod Oblast")


def test_the_flag_of_a_ship_is_no_scene(extract: Extract) -> None:
    event = extract(
        "Хуситы нанесли удар ракетой по греческому сухогрузу в Красном море 12 марта, судно "
        "повреждено.",
        language="ru",
    )[0]

    assert (event.country, event.attacker, event.places_listed) == (None, "Houthi", ["Red Sea"])


def test_losses_within_a_month_are_no_attack(extract: Extract) -> None:
    events = extract(
        "Дрони атакували порт Одеси, пошкоджено склад. Протягом січня пошкоджено 13 суден.",
        language="uk",
    )

    assert len(events) == 1


def test_a_regions_toll_and_those_of_its_towns(extract: Extract) -> None:
    events = extract(
        "Глава ДНР Денис Пушилин сообщил, что пять мирных жителей пострадали в результате атак "
        "украинских беспилотников. В Горловке ранены двое мужчин. В Енакиеве при атаке дрона "
        "пострадали три женщины.",
        language="ru",
    )

    assert [(one.admin1, one.place, one.injured) for one in events] == [
        ("Donetsk Oblast", None, 5),
        ("Donetsk Oblast", "Horlivka", 2),
        ("Donetsk Oblast", "Yenakiieve", 3),
    ]


def test_a_site_told_in_the_summary_of_a_regions_day(extract: Extract) -> None:
    events = extract(
        "За минувшие сутки ВСУ атаковали Белгородскую область 84 беспилотниками, один человек "
        "погиб, двое пострадали, сообщил губернатор. В Шебекине дрон попал в магазин, ранена "
        "женщина. В Грайвороне повреждён жилой дом.",
        language="ru",
    )

    region, *towns = events
    assert (region.place, region.drones_launched, region.killed, region.injured) == (None, 84, 1, 2)
    assert [(one.place, one.injured) for one in towns] == [("Shebekino", 1), ("Grayvoron", None)]


def test_the_counts_behind_a_district_that_is_only_said_to_be_attacked(extract: Extract) -> None:
    events = extract(
        "В Белгородском районе Белгородской области атакам подверглись девять сёл: применили семь "
        "беспилотников, один повредил дом.\n\nВ Грайворонском округе атаке подвергся хутор. "
        "Выпущены 11 беспилотников, четыре из них подавлены.",
        language="ru",
    )

    counts = [(one.place, one.drones_launched, one.drones_downed) for one in events]
    assert counts == [("Belgorodsky District", 7, None), ("Grayvoronsky District", 11, 4)]


def test_large_totals_of_a_regions_day_are_the_regions(extract: Extract) -> None:
    (event,) = extract(
        "За сутки украинские войска обстреляли Белгородскую область, ранены двое, сообщил глава "
        "региона.\n\nПротивник применил 120 дронов, из них 40 сбили.",
        language="ru",
    )

    assert (event.admin1, event.drones_launched, event.drones_downed) == (
        "Belgorod Oblast",
        120,
        40,
    )


def test_an_older_day_with_what_was_damaged_is_another_attack(extract: Extract) -> None:
    events = extract(
        "ВСУ атаковали дроном село Климово в Брянской области, ранен житель, сообщил губернатор. "
        "5 марта два склада в Брянской области получили повреждения после атак ВСУ.",
        language="ru",
    )

    assert [str(one.date_start) for one in events] == ["2025-03-11", "2025-03-05"]


def test_a_toll_of_a_days_summary_leaves_the_towns_their_own(extract: Extract) -> None:
    events = extract(
        "За последние сутки в результате обстрелов ВСУ в Херсонской области погиб один человек, "
        "двое ранены, сообщил губернатор. Мужчина погиб при ударе по жилому сектору в Алешках. "
        "В Новой Каховке дрон повредил здание.",
        language="ru",
    )

    assert [(one.place, one.killed) for one in events] == [
        (None, 1),
        ("Oleshky", 1),
        ("Nova Kakhovka", None),
    ]


def test_a_district_and_its_village_in_one_sentence_are_one(extract: Extract) -> None:
    _, event = extract(
        "Над Дніпропетровською областю збили шість російських дронів. Синельниківщину агресор "
        "накрив КАБами: загинув чоловік, ще один поранений у Васильківці.",
        language="uk",
    )

    assert (event.place, event.killed, event.injured) == ("Vasylkivka", 1, 1)


def test_nobody_hurt_in_a_borough_is_not_said_of_the_region(extract: Extract) -> None:
    events = extract(
        "Над Дніпропетровською областю збили вісім російських безпілотників. У Самарському районі "
        "Дніпра постраждалих немає.",
        language="uk",
    )

    assert [(one.place, one.drones_downed, one.killed) for one in events] == [(None, 8, None)]


def test_a_dash_stands_for_the_verb_at_a_further_place(extract: Extract) -> None:
    events = extract(
        "ВСУ обстреляли Херсонскую область. В Алешках в результате атаки ранены две женщины, в "
        "Каховке – ещё трое.",
        language="ru",
    )

    hurt = [(one.place, one.injured) for one in events]
    assert ("Oleshky", 2) in hurt
    assert ("Kakhovka", 3) in hurt


def test_fires_at_several_places_stay_with_the_regions_wave(extract: Extract) -> None:
    (event,) = extract(
        "Вночі росіяни атакували Дніпропетровщину безпілотниками. Сили ППО збили 37 дронів. У "
        "Павлограді та Кам'янському виникли пожежі.",
        language="uk",
    )

    assert (event.place, event.drones_downed) == (None, 37)
    assert event.places_listed == ["Pavlohrad", "Kamianske"]


def test_what_was_reported_earlier_of_the_same_night_is_the_same_attack(extract: Extract) -> None:
    (event,) = extract(
        "Обломки дронов упали на завод в Рязанской области, начался пожар, сообщил губернатор. "
        "Ранее Минобороны сообщило об уничтожении минувшей ночью 14 беспилотников над Рязанской "
        "областью.",
        language="ru",
    )

    assert (event.admin1, event.drones_downed) == ("Ryazan Oblast", 14)


def test_a_toll_of_several_districts_is_not_that_of_the_first(extract: Extract) -> None:
    events = extract(
        "Двоє чоловіків поранені внаслідок атаки ворожих дронів у Дніпропетровській області\n\n"
        "Жителі Нікопольського та Синельниківського районів Дніпропетровської області отримали "
        "поранення внаслідок атак російських окупантів, повідомив очільник області.\n\n"
        "Протягом дня агресор бив по Нікопольщині FPV-дронами.",
        language="uk",
    )

    assert [one.injured for one in events if one.place is None] == [2]
    assert all(one.injured is None for one in events if one.place is not None)
