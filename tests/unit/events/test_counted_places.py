"""Regions of which a report counts the settlements that were attacked."""


def test_a_place_with_a_consequence_is_apart_from_a_region_of_counted_villages(extract) -> None:
    events = extract(
        "Минулої доби ворог обстріляв щонайменше 14 населених пунктів Сумської області. У селі "
        "Річки пошкоджено два приватні будинки. По Краснопіллю завдали удару КАБами.",
        language="uk",
    )
    assert [(event.admin1, event.place) for event in events] == [
        ("Sumy Oblast", None),
        ("Sumy Oblast", "Richky"),
    ]
    assert events[0].places_listed == ["Krasnopillia"]


def test_a_region_without_power_in_several_districts_stays_beside_one_of_them(extract) -> None:
    events = extract(
        "Украинские ракеты ударили по Брянской области. В семи муниципальных округах нарушено "
        "тепло- и энергоснабжение, сообщил губернатор. В Севском районе ранены двое.",
        language="ru",
    )
    assert [(event.place, event.injured) for event in events] == [
        (None, None),
        ("Sevsky District", 2),
    ]
    assert set(events[0].effects) == {"power_outage", "heat_outage"}


def test_districts_that_are_counted_are_no_drones(extract) -> None:
    (event,) = extract(
        "Power was cut in seven villages of the Bryansk region after an attack by drones, the "
        "governor said."
    )
    assert event.drones_downed is None


def test_a_region_told_of_after_one_of_its_villages_is_told_as_a_whole(extract) -> None:
    events = extract(
        "Уранці росіяни обстріляли село Річки на Сумщині, поранено жінку. Загалом за добу під "
        "вогнем були 18 населених пунктів області, пошкоджено школу.",
        language="uk",
    )
    assert [event.place for event in events] == ["Richky", None]


def test_a_district_without_its_noun_behind_another_of_its_sentence_is_one(extract) -> None:
    events = extract(
        "Росіяни обстріляли Харківщину. У Харківському районі поранено двох людей, а в "
        "Богодухівському під ударом були приватні будинки.",
        language="uk",
    )
    assert [event.place for event in events] == ["Kharkiv District", "Bohodukhiv District"]
    assert events[1].targets == ["residential"]


def test_a_village_in_the_next_sentence_is_no_district_without_its_noun(extract) -> None:
    events = extract(
        "Дрони атакували область. У Куп'янському районі поранено двох людей. В Покровському "
        "загорівся дах школи.",
        language="uk",
    )
    assert [event.place for event in events] == ["Kupiansk District", "Pokrovske"]


def test_an_attack_on_the_cities_of_a_country_stays_beside_one_of_them(extract) -> None:
    events = extract(
        "10 березня Росія атакувала українські міста й енергооб'єкти. У Києві ракета влучила в "
        "житловий будинок, загинуло троє людей.",
        language="uk",
    )
    assert [(event.country, event.place) for event in events] == [("UA", None), ("UA", "Kyiv")]


def test_a_city_struck_among_others_of_its_region_is_apart_from_it(extract) -> None:
    events = extract(
        "Дроны ночью атаковали Одесскую область, повреждены порт и энергетика, пострадали пять "
        "человек. Под удар попал в том числе город Черноморск, повреждены частные дома.",
        language="ru",
    )
    assert [(event.place, event.injured) for event in events] == [(None, 5), ("Chornomorsk", None)]


def test_towns_named_as_examples_of_a_wave_are_listed(extract) -> None:
    (event,) = extract(
        "Росія атакувала Україну: збито 41 дрон із 60. Атака призвела до руйнувань об'єктів "
        "інфраструктури у кількох областях, зокрема Запоріжжі та Кривому Розі.",
        language="uk",
    )
    assert (event.drones_downed, event.places_listed) == (41, ["Zaporizhzhia", "Kryvyi Rih"])
