"""Which of a wave's figures are those of a place, and which those of the whole."""

from datetime import date

import pytest


def test_each_place_of_a_shared_figure_has_it_and_a_place_told_on_is_its_region(extract) -> None:
    events = extract(
        "The defence ministry in Moscow said 30 Ukrainian drones were destroyed over five regions: "
        "14 over Rostov, 10 over Kursk, and two each over Belgorod, Voronezh and Bryansk.\n\n"
        "In Voronezh drone debris fell on a warehouse and set it on fire.\n\n"
        "In Rostov no casualties were reported."
    )
    by_region = {event.admin1: event for event in events}
    assert set(by_region) == {None, "Voronezh Oblast", "Rostov Oblast"}
    assert by_region[None].drones_downed == 30
    assert by_region["Voronezh Oblast"].drones_downed == 2
    assert by_region["Voronezh Oblast"].place is None
    rostov = by_region["Rostov Oblast"]
    assert (rostov.drones_downed, rostov.killed, rostov.outcome) == (14, 0, "intercepted")


def test_a_list_that_goes_on_stays_in_its_wave(extract) -> None:
    events = extract(
        "Russia's defence ministry said its air defences shot down 60 Ukrainian drones overnight. "
        "Of these, 31 were over the Bryansk region, 20 over the Kursk region and nine over the "
        "Tula region. Another 12 drones were brought down over Crimea."
    )
    assert len(events) == 1
    assert (events[0].country, events[0].drones_downed) == ("RU", 60)
    assert "Crimea" in events[0].places_listed


def test_totals_right_after_an_attack_on_a_city_are_those_of_the_city(extract) -> None:
    events = extract(
        "Russia attacked Odesa with drones early on Monday and hit a power station. Air defences "
        "shot down 12 out of 17 drones, the Ukrainian air force said."
    )
    assert [event.place for event in events] == ["Odesa"]
    assert (events[0].drones_launched, events[0].drones_downed) == (17, 12)
    assert events[0].outcome == "partly_intercepted"


def test_the_night_of_one_sides_wave_is_not_that_of_the_others(extract) -> None:
    events = extract(
        "Russia launched 90 drones at Ukraine on Monday night, the air force in Kyiv said.\n\n"
        "A Ukrainian drone hit an oil depot in the Saratov region, the governor said."
    )
    basis = {event.country: event.date_basis for event in events}
    assert basis == {"UA": "text", "RU": "publication"}


def test_debris_of_a_drone_counts_no_drone(extract) -> None:
    debris = extract("Debris of a downed drone fell on a house in Tula on Monday.")[0]
    downed = extract("A drone was shot down over Tula on Monday.")[0]
    assert (debris.drones_downed, downed.drones_downed) == (None, 1)


def test_ships_hit_are_no_weapons_and_their_owner_is_not_the_attacker(extract) -> None:
    events = extract(
        "Russian missiles hit Kyiv on Monday. The Ukrainian military claimed that overnight "
        "strikes had hit two Russian warships in Crimea."
    )
    crimea = next(event for event in events if event.admin1 == "Crimea")
    assert (crimea.attacker, crimea.missiles_launched, crimea.weapons) == ("UA", None, [])


def test_those_who_shoot_a_missile_down_did_not_fire_it(extract) -> None:
    events = extract("A cruise missile intercepted by Ukrainian air defences fell on Lviv.")
    assert [event.attacker for event in events] != ["UA"]


def test_a_sweeping_attack_on_a_country_is_an_event_without_totals(extract) -> None:
    events = extract(
        "Drones hit an oil depot in Bryansk on Tuesday.\n\nOn Monday morning Russian forces "
        "carried out a massive missile attack on Ukraine."
    )
    wave = next(event for event in events if event.country == "UA")
    assert (wave.attacker, wave.date_start) == ("RU", date(2025, 3, 10))


def test_silence_about_an_attack_reports_none(extract) -> None:
    assert extract("There was no comment on the attacks from officials in Krasnodar.") == []


def test_shelling_said_of_drones_is_no_artillery(extract) -> None:
    drones = extract("Drones hit a depot in Orel. The fire broke out after the shelling.")[0]
    guns = extract("Shelling of Nikopol damaged two houses.")[0]
    assert (drones.weapons, guns.weapons) == (["drone"], ["artillery"])


def test_the_capital_is_the_one_named_before(extract) -> None:
    events = extract(
        "Drones attacked Khartoum on Monday. Two explosions shook the capital, residents said.",
        source="example.ua",
    )
    assert [event.place for event in events] == ["Khartoum"]
    assert "explosion" in events[0].effects


def test_customers_without_power_are_no_drones(extract) -> None:
    events = extract(
        "Russia fired 36 missiles and 600 drones at Ukraine on Monday night. The strikes left more "
        "than 600,000 customers without electricity: over 500,000 in Kyiv and 8,000 in Sumy."
    )
    assert {event.drones_launched for event in events} <= {600, None}


def test_kinds_of_missiles_are_no_missiles(extract) -> None:
    event = extract("Russia used 87 drones and four different types of missiles on Ukraine.")[0]
    assert (event.drones_launched, event.missiles_launched) == (87, None)


def test_a_place_named_as_an_example_pins_no_wave(extract) -> None:
    events = extract(
        "The air force in Kyiv said it had destroyed 56 of 87 drones over 14 regions of Ukraine, "
        "including the city of Odesa."
    )
    assert [(event.place, event.drones_downed) for event in events] == [(None, 56)]


def test_houses_destroyed_by_a_bomb_were_hit(extract) -> None:
    event = extract("In the village of Bilozerka two houses were destroyed by a guided bomb.")[0]
    assert (event.outcome, event.weapons) == ("hit", ["guided_bomb"])


def test_quotes_around_a_model_keep_the_count(extract) -> None:
    event = extract("Russian forces fired 63 “Shahed” drones at Ukraine on Monday night.")[0]
    assert event.drones_launched == 63


def test_a_toll_told_before_the_wave_is_the_waves(extract) -> None:
    events = extract(
        "The massive assault killed seven people and left 47 injured, rescuers said. Russian "
        "forces launched 127 missiles and 109 drones at Ukraine on Monday."
    )
    assert [(event.country, event.killed, event.injured) for event in events] == [("UA", 7, 47)]
    assert (events[0].missiles_launched, events[0].drones_launched) == (127, 109)


def test_totals_over_the_city_are_those_of_the_city_named_before(extract) -> None:
    events = extract(
        "Drones struck infrastructure in Kharkiv on Monday morning. Over 20 drones were detected "
        "above the city, and at least 15 of them were brought down."
    )
    assert [event.place for event in events] == ["Kharkiv"]
    assert (events[0].drones_launched, events[0].drones_downed) == (20, 15)


def test_explosions_heard_are_no_drones(extract) -> None:
    event = extract(
        "Drones hit a port in Tuapse on Monday. Residents heard at least eight explosions in "
        "Tuapse and the sound of both drones and air defences."
    )[0]
    assert event.drones_launched is None


def test_two_terminals_of_one_city_are_one_attack(extract) -> None:
    events = extract(
        "Ukrainian drones struck the port of Novorossiysk on Monday. The attack targeted the "
        "Sheskharis terminal, which handles crude."
    )
    assert [event.place for event in events] == ["Novorossiysk"]
    assert {"port", "oil_depot"} <= set(events[0].targets)


def test_items_of_a_list_are_apart_even_inside_one_region(extract) -> None:
    events = extract(
        "• A drone hit a car near Sudzha in the Kursk region and killed a woman, officials said.\n"
        "• Ukraine said HIMARS rockets had destroyed crossings in the Kursk region."
    )
    assert {event.place for event in events} == {"Sudzha", None}


def test_a_hit_and_the_parts_of_a_downed_missile_are_partly_intercepted(extract) -> None:
    event = extract(
        "Kyiv was struck by Russian missiles on Monday. Parts of a missile that had been shot down "
        "fell on a street in Kyiv."
    )[0]
    assert event.outcome == "partly_intercepted"


def test_each_plant_of_a_sentence_is_struck_by_the_government_named(extract) -> None:
    events = extract(
        "Russia launched 90 drones at Ukraine on Monday night.\n\nAn oil depot in the Saratov "
        "region and a plant in the Tver region, where missile fuel is made, were struck by Kyiv."
    )
    found = {event.admin1: (event.attacker, event.weapons) for event in events[1:]}
    assert found == {"Saratov Oblast": ("UA", []), "Tver Oblast": ("UA", [])}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "A Russian drone slammed into an apartment block in Dnipro and killed one person. "
            "Russia launched 450 drones and 45 missiles overnight, mainly at the energy sector.",
        ),
        (
            "ru",
            "В Днепре российский беспилотник попал в жилой дом, погиб один человек. За ночь "
            "Россия выпустила 450 беспилотников и 45 ракет, сообщил президент Зеленский.",
        ),
        (
            "uk",
            "У Дніпрі російський дрон влучив у житловий будинок, одна людина загинула. Цієї ночі "
            "росіяни атакували Україну 450 дронами та 45 ракетами.",
        ),
        (
            "de",
            "In Dnipro traf eine russische Drohne ein Wohnhaus, ein Mensch starb. Russland griff "
            "in der Nacht mit 450 Drohnen und 45 Raketen an, sagte Präsident Selenskyj.",
        ),
    ],
)
def test_what_a_country_launched_in_a_night_is_not_the_count_of_one_site(
    extract, language: str, text: str
) -> None:
    site, wave = extract(text, language=language)
    assert (site.place, site.drones_launched, site.missiles_launched) == ("Dnipro", None, None)
    assert site.weapons == ["drone"]
    assert (wave.country, wave.admin1) == ("UA", None)
    assert (wave.drones_launched, wave.missiles_launched) == (450, 45)


def test_large_totals_of_a_governor_are_those_of_the_region(extract) -> None:
    (event,) = extract(
        "Drones attacked the Belgorod region all day, governor Vyacheslav Gladkov said. Air "
        "defences shot down 104 drones, he added."
    )
    assert (event.admin1, event.drones_downed) == ("Belgorod Oblast", 104)


def test_bombs_told_of_a_site_hit_by_glide_bombs_are_these(extract) -> None:
    first, second = extract(
        "A Russian glide bomb struck a factory in Kharkiv on Tuesday; the bomb started a fire. "
        "The village of Cherkaska Lozova was hit by another bomb, which damaged two houses."
    )
    assert first.weapons == ["guided_bomb"]
    assert (second.place, second.weapons) == ("Cherkaska Lozova", ["guided_bomb"])


def test_bombs_and_glide_bombs_of_a_region_are_both(extract) -> None:
    (event,) = extract(
        "Russian troops attacked the Kherson region with glide bombs and bombs from drones."
    )
    assert {"guided_bomb", "explosive"} <= set(event.weapons)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The air force shot down all five missiles over the Odesa region overnight."),
        ("ru", "Над Одесской областью ночью сбили все пять ракет."),
        ("uk", "Над Одеською областю вночі збили всі п'ять ракет."),
        ("de", "Über dem Gebiet Odessa wurden in der Nacht alle fünf Raketen abgeschossen."),
    ],
)
def test_all_of_them_downed_tells_how_many_were_launched(extract, language: str, text: str) -> None:
    (event,) = extract(text, language=language)
    assert (event.missiles_launched, event.missiles_downed) == (5, 5)


@pytest.mark.parametrize(
    ("text", "launched"),
    [
        ("The Engels oil depot was targeted by two drones overnight.", 2),
        ("Seven drones hit the oil depot in Engels overnight.", 7),
        ("The oil depot in Engels was hit by a drone overnight.", None),
        ("More than 500 drones and missiles were launched at Ukraine overnight.", None),
        ("Russia launched 60 drones and 12 missiles at Ukraine overnight.", 60),
    ],
)
def test_drones_that_strike_were_launched_those_counted_with_missiles_are_no_figure(
    extract, text: str, launched: int | None
) -> None:
    (event,) = extract(text)
    assert event.drones_launched == launched


def test_further_weapons_jammed_in_the_same_sentence_are_of_the_same_wave(extract) -> None:
    (event,) = extract(
        "Ukraine's air force said it shot down 57 out of 97 drones launched overnight by Russia, "
        "while another 34 were thwarted by electronic warfare."
    )

    assert (event.drones_launched, event.drones_downed) == (97, 57)


def test_an_air_base_named_after_its_town_is_the_same(extract) -> None:
    (event,) = extract(
        "The US launched dozens of cruise missiles at an air base near the Syrian city of Homs. It "
        "fired 59 cruise missiles at the Shayrat airfield, officials said."
    )
    assert event.missiles_launched == 59


def test_where_a_place_lies_is_no_place_of_its_own(extract) -> None:
    events = extract(
        "Drones hit a power station in Omdurman, western Khartoum, on Sunday, causing fires and a "
        "power outage across the capital."
    )
    assert [sorted(event.effects) for event in events] == [["fire", "power_outage"]]


def test_a_fire_takes_the_attack_that_the_region_s_governor_tells_of(extract) -> None:
    (event,) = extract(
        "На Рязанском НПЗ ночью загорелось.\nБеспилотники атаковали завод в три часа, сообщил "
        "рязанский губернатор Павел Малков.",
        language="ru",
    )
    assert (event.event_type, event.place, event.effects) == ("attack", "Ryazan", ["fire"])


def test_a_quarter_of_the_capital_is_the_capital(extract) -> None:
    events = extract(
        "Вночі росіяни вдарили по залізниці в Києві. Російський дрон обстріляв станцію в Дарниці.",
        language="uk",
    )
    assert [event.place for event in events] == ["Kyiv"]


def test_a_governor_named_by_a_city_speaks_of_the_region(extract) -> None:
    (event,) = extract(
        "A Russian missile damaged a power plant in Burshtyn, the governor said. “There is serious "
        "destruction,” the governor of Ivano-Frankivsk, Svitlana Onyshchuk, said on Thursday."
    )
    assert event.place == "Burshtyn"


def test_a_fire_that_burns_on_the_day_after_is_the_same(extract) -> None:
    text = (
        "A fire broke out at an oil depot in Matanzas on Friday.\n\n"
        "On Saturday the blaze at the depot in Matanzas reached a second tank."
    )

    (event,) = extract(text, published="2025-03-09")

    assert str(event.date_start) == "2025-03-07"


def test_a_blast_told_of_a_district_is_that_of_the_town_named_next(extract) -> None:
    text = (
        "A blast at a plant in Thane district killed two people on Monday. It was a boiler that"
        " exploded at a dye works in Dombivli."
    )

    (event,) = extract(text)

    assert event.killed == 2


def test_a_headline_of_places_told_one_by_one_is_no_event_of_its_own(extract) -> None:
    events = extract(
        "Drones struck a water tank at a power plant in Mesaieed. Another facility in Ras Laffan"
        " was hit by drones.",
        title="Ras Laffan and Mesaieed hit by drones, production suspended",
    )

    assert all(event.place for event in events)


def test_one_more_site_of_another_kind_in_a_region_is_an_event(extract) -> None:
    text = (
        "Drones attacked the Belgorod region, its governor said, and 14 apartment buildings were"
        " damaged there.\n\nDrones also struck the Zhelovka refinery."
    )

    assert [event.targets for event in extract(text)] == [["residential"], ["oil_refinery"]]


def test_a_fire_told_with_the_drones_that_hit_is_an_attack(extract) -> None:
    events = extract(
        "Ukrainian drones struck the Kirishi refinery overnight, the governor said. The same"
        " night a fire broke out at an oil depot in Feodosia; local channels said drones had hit"
        " it."
    )

    assert [(event.place, event.event_type) for event in events] == [
        ("Kirishi", "attack"),
        ("Feodosia", "attack"),
    ]


def test_people_hurt_in_the_city_of_a_site_are_those_of_the_site(extract) -> None:
    (event,) = extract(
        "Israeli jets bombed the Haziz power plant south of Sanaa on Sunday, the military said."
        "\n\nNine people were killed in Sanaa and 86 wounded, the Houthi health ministry said."
    )

    assert (event.place, event.killed, event.injured) == ("Sanaa", 9, 86)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "The Trypilska power plant, the largest supplier of electricity to Kyiv, Cherkasy and"
            " Zhytomyr regions, was destroyed by Russian missiles on Thursday.",
            "Ukrainka",
        ),
        (
            "A gas pipeline in Dera Bugti supplying gas to Punjab was blown up on Thursday.",
            "Dera Bugti",
        ),
        ("Gunmen attacked a power line serving Baghdad near Samarra on Thursday.", "Samarra"),
        ("Russian drones hit a power line supplying Kharkiv on Thursday.", "Kharkiv"),
        (
            "A plant in Kremenchuk that provides heat to Horishni Plavni was damaged by Russian"
            " drones on Thursday.",
            "Kremenchuk",
        ),
    ],
)
def test_a_town_that_a_site_supplies_is_no_scene_beside_its_own(extract, text, place) -> None:
    (event,) = extract(text)

    assert event.place == place


def test_shells_on_a_city_are_apart_from_the_blast_its_country_told_of(extract) -> None:
    events = extract(
        "Large parts of Syria plunged into darkness after a huge blast hit the main gas pipeline"
        " south of the country. Meanwhile, in the capital Damascus, mortar shells killed at least"
        " two civilians."
    )

    assert [event.event_type for event in events] == ["explosion", "attack"]
    assert [event.place for event in events] == [None, "Damascus"]


def test_the_day_when_flames_subside_is_not_that_of_the_fire(extract) -> None:
    events = extract(
        "Flames at an oil depot in Basra subsided on Tuesday. The depot in Basra caught fire on"
        " Sunday.",
        published="2025-03-11",
    )

    assert [str(event.date_start) for event in events] == ["2025-03-09"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Russia fired missiles and drones in an overnight attack on Ukraine, officials in Kyiv"
            " said Saturday, damaging energy facilities in the west.",
            None,
        ),
        ("A missile hit a house in Kyiv overnight, officials in Kyiv said.", "Kyiv"),
        (
            "Officials in Kharkiv said the power grid was damaged in a Russian air strike.",
            "Kharkiv",
        ),
    ],
)
def test_the_capital_where_officials_speak_is_no_scene_beside_another(extract, text, place) -> None:
    (event,) = extract(text)

    assert (event.country, event.place) == ("UA", place)
