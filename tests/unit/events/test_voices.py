"""The one voice of a report stands for the events for which nobody is named."""

import pytest

from tests.unit.events.conftest import Extract
from transforms.records import Event

VILLAGES = (
    "Минулої доби армія РФ обстріляла чотири райони Донецької області, повідомив начальник "
    "Донецької ОВА Вадим Філашкін.\n"
    "У Сіверську пошкоджено три будинки.\n"
    "У Мирнограді загинула людина."
)


def names(event: Event) -> list[str]:
    return [claimant.name for claimant in event.claimants]


def test_a_governor_stands_for_all_the_villages_of_his_region(extract: Extract) -> None:
    events = extract(VILLAGES, language="uk")

    assert {event.place for event in events} >= {"Siversk", "Myrnohrad"}
    assert all(names(event) == ["Vadym Filashkin"] for event in events)


def test_a_governor_does_not_stand_for_another_region(extract: Extract) -> None:
    events = extract(
        "Над Белгородской областью сбили 12 дронов, сообщил губернатор Вячеслав Гладков.\n"
        "В Рязани загорелся склад после атаки беспилотников.",
        language="ru",
    )

    assert {event.admin1: names(event) for event in events} == {
        "Belgorod Oblast": ["Vyacheslav Gladkov"],
        "Ryazan Oblast": [],
    }


def test_older_attacks_have_no_voice_but_their_own(extract: Extract) -> None:
    events = extract(VILLAGES + "\n2 січня дрон влучив у школу в Лимані.", language="uk")

    assert [names(event) for event in events if event.place == "Lyman"] == [[]]


def test_who_speaks_for_a_region_is_the_one_attacked_there(extract: Extract) -> None:
    events = extract(
        "Силы ВСУ атаковали ДНР, написал её глава Денис Пушилин.\n"
        "В Горловке дрон ударил по автобусу, ранены четверо.\n"
        "В Макеевке повреждены дома.",
        language="ru",
    )

    assert {event.attacker for event in events} == {"UA"}
    assert {event.country for event in events} == {"UA"}


def test_those_with_a_name_stand_for_officials(extract: Extract) -> None:
    (event,) = extract(
        "A drone hit a fuel depot in Engels overnight, officials said.\n"
        "The depot burned for hours, Governor Roman Busargin wrote."
    )

    assert names(event) == ["Roman Busargin"]


def test_who_denies_a_capture_is_one_of_its_claimants(extract: Extract) -> None:
    (event,) = extract(
        "Russian troops captured the village of Filiia on Monday, Russia's defence ministry said.\n"
        "Ukraine's General Staff denied that Filiia had been taken."
    )

    assert names(event) == ["Russian Ministry of Defence", "General Staff of Ukraine"]
    assert event.verification == "denied"


def test_an_owner_denies_damage_and_not_the_attack(extract: Extract) -> None:
    (event,) = extract(
        "Naval drones attacked the port of Novorossiysk on Tuesday, Governor Veniamin Kondratyev "
        "said. The Caspian Pipeline Consortium denied that its terminal had been damaged."
    )

    assert event.verification is None


def test_the_first_who_speaks_stands_for_what_a_report_opens_with(extract: Extract) -> None:
    (event,) = extract(
        "A train was bombed in the Mastung district of Pakistan on Friday.\n"
        "The driver had slowed down, an official of the railways said.\n"
        "The line will open on Sunday, according to the interior ministry."
    )

    assert names(event) == ["official"]


def test_a_governor_is_kept_to_his_own_region(extract: Extract) -> None:
    events = extract(
        "В Воронежской области, по словам губернатора Александра Гусева, дрон попал в склад, а "
        "губернатор Павел Малков написал, что обломки повредили дом в Рязани.",
        language="ru",
    )

    assert {"Pavel Malkov"} == {name for e in events if e.place == "Ryazan" for name in names(e)}


def test_an_outlet_named_as_the_source_stands_for_the_main_event_alone(extract: Extract) -> None:
    events = extract(
        "Source: Astra\n"
        "Drones hit an oil refinery in Slavyansk-on-Kuban overnight and it burned.\n"
        "In Samara a drone struck a chemical plant, Governor Vyacheslav Fedorishchev said."
    )

    assert {event.place: names(event) for event in events} == {
        "Slavyansk-on-Kuban": ["ASTRA"],
        "Samara": ["Vyacheslav Fedorishchev"],
    }


def test_a_branch_of_its_forces_stands_for_the_authorities_of_a_state(extract: Extract) -> None:
    (event,) = extract(
        "Russia fired 40 drones at Ukraine overnight, Ukrainian authorities said.\n"
        "Ukraine's Air Force said 30 of the 40 drones were shot down."
    )

    assert names(event) == ["Ukrainian Air Force"]


def test_who_speaks_between_the_words_on_the_main_event_reports_it(extract: Extract) -> None:
    (event,) = extract(
        "Drones attacked an oil depot in Engels overnight.\n"
        "A tank caught fire.\n"
        "The flames could be seen from the river.\n"
        "People were told to stay at home.\n"
        "Shops opened late.\n"
        '"Crews are at work," fire chief Peter Lund said.\n'
        "The depot burned until noon."
    )

    assert names(event) == ["Peter Lund"]


def test_a_staff_speaks_for_the_places_whose_governors_do_not(extract: Extract) -> None:
    events = extract(
        "Генштаб підтвердив ураження НПЗ у Рязані вночі.\n"
        "У Новокуйбишевську вражено завод.\n"
        "Губернатор Рязанської області Павло Малков визнав падіння уламків на НПЗ.",
        language="uk",
    )

    spoken = {event.place: names(event) for event in events}
    assert spoken["Novokuybyshevsk"] == ["General Staff of Ukraine"]


def test_who_confirms_in_the_sentence_behind_reports_it_too(extract: Extract) -> None:
    (event,) = extract(
        "A drone hit a fuel depot in Engels overnight, Governor Roman Busargin wrote.\n"
        "The International Atomic Energy Agency confirmed that the line was cut. "
        "The Kremlin said talks would go on."
    )

    assert names(event) == ["Roman Busargin", "International Atomic Energy Agency (IAEA)"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Drones struck a depot in Samara, Astra reported.\nThere was no immediate "
         "independent confirmation."),
        ("ru", "Дроны ударили по нефтебазе в Самаре, сообщает Astra.\nПроверить эту информацию из "
         "независимых источников невозможно."),
        ("ru", "Дроны ударили по нефтебазе в Самаре, сообщает Astra.\nНезависимого подтверждения "
         "этой информации нет."),
        ("uk", "Дрони вдарили по нафтобазі в Самарі, повідомляє Astra.\nНезалежно перевірити ці "
         "свідчення наразі неможливо."),
    ],
)  # fmt: skip
def test_what_nobody_could_check_is_unverified(extract: Extract, language: str, text: str) -> None:
    (event,) = extract(text, language=language)
    assert event.verification == "unverified"


def test_a_governor_is_none_of_the_capital_that_speaks(extract: Extract) -> None:
    (event,) = extract(
        "Kyiv said its drones hit the Syzran refinery on Sunday. The governor denied that the "
        "plant had been hit."
    )
    assert [one.name for one in event.claimants if one.role == "governor"] == ["governor"]


def test_a_war_that_makes_verification_difficult_leaves_it_open(extract: Extract) -> None:
    (event,) = extract(
        "A drone hit a fuel depot in Engels overnight, local media reported.\n"
        "Russian officials have not replied to the reports, and the war makes independent "
        "verification difficult."
    )

    assert event.verification == "unverified"


def test_a_bare_army_is_none_of_a_country_of_which_nothing_is_told(extract: Extract) -> None:
    text = "Беспилотники атаковали Порт-Судан: горят склады, армия обвинила СБП."
    (event,) = extract(text, language="ru")
    assert names(event) == []


def test_the_head_of_a_region_is_its_governor(extract: Extract) -> None:
    text = "При атаке БПЛА в Рыльске ранен мужчина, сообщил глава Курской области."
    (event,) = extract(text, language="ru")
    assert names(event) == ["governor of Kursk Oblast"]
