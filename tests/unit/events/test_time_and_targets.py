"""Which day, which target and which occurrence the parts of a report belong to."""

from datetime import date


def days(event) -> tuple[date | None, date | None, str | None]:
    return event.date_start, event.date_end, event.date_basis


def test_the_day_of_a_report_is_the_day_assumed(extract) -> None:
    told = extract(
        "Пять жителей Белгорода ранены при ударе ВСУ ракетами, рассказал во вторник губернатор "
        "Вячеслав Гладков.",
        language="ru",
    )[0]
    assert (date(2025, 3, 11), date(2025, 3, 11), "publication") == days(told)


def test_a_clock_time_of_the_night_is_that_of_the_publication_day(extract) -> None:
    early = extract("A drone hit a substation in Kursk at about 3:40.")[0]
    late = extract("A drone hit a substation in Kursk at about 23:40.")[0]
    assert (date(2025, 3, 12), date(2025, 3, 12), "publication") == days(early)
    assert (date(2025, 3, 11), date(2025, 3, 12), "publication") == days(late)


def test_an_attack_on_the_other_country_does_not_share_the_day(extract) -> None:
    events = extract(
        "Russia attacked Kyiv with drones on Sunday, killing two people, mayor Vitali Klitschko "
        "said.\n\nUkrainian drones hit an oil refinery in Ryazan, governor Pavel Malkov said."
    )
    assert {e.country: e.date_basis for e in events} == {"UA": "text", "RU": "publication"}


def test_the_second_captured_village_shares_the_day_of_the_first(extract) -> None:
    events = extract(
        "Посёлок Выемка в Донецкой области освобождён российской армией за минувшие сутки, "
        "сообщило Минобороны.\n\nКроме того, под полный контроль ВС РФ взят посёлок Птичье.",
        language="ru",
    )
    assert [event.place for event in events] == ["Vyimka", "Ptyche"]
    assert [event.attacker for event in events] == ["RU", "RU"]
    assert [event.date_basis for event in events] == ["text", "context"]


def test_a_general_facility_gives_way_to_the_special_one(extract) -> None:
    event = extract(
        "Беспилотники атаковали нефтебазу в Ярцеве. Губернатор Василий Анохин подтвердил атаку на "
        "объект топливно-энергетического комплекса, это критическая инфраструктура.",
        language="ru",
    )[0]
    assert event.targets == ["oil_depot"]


def test_a_landmark_and_an_unharmed_site_are_no_targets(extract) -> None:
    beside = extract(
        "Город-спутник ЗАЭС Энергодар атакован украинскими БПЛА, повреждён жилой дом.",
        language="ru",
    )[0]
    unharmed = extract(
        "18 сентября Энергодар пережил налёт дронов, но на атомной станции обошлось без "
        "инцидентов.",
        language="ru",
    )[0]
    assert beside.targets == ["residential"]
    assert unharmed.targets == []


def test_an_earlier_report_of_another_target_is_another_event(extract) -> None:
    events = extract(
        "Во двор жилого дома упал беспилотник, рассказал саратовский губернатор Роман Бусаргин, "
        "погиб человек.\n\nДо этого губернатор писал, что при атаке дронов повреждено "
        "промышленное предприятие.",
        language="ru",
    )
    assert [event.targets for event in events] == [["residential"], ["industrial"]]
    assert {"Saratov Oblast"} == {event.admin1 for event in events}


def test_a_day_earlier_at_the_town_spoken_of(extract) -> None:
    events = extract(
        "Украинские дроны ударили по Энергодару 18 сентября, повреждён жилой дом. Сутками раньше "
        "украинская артиллерия оставила город без воды, электричества и связи.",
        language="ru",
    )
    assert [event.place for event in events] == ["Enerhodar", "Enerhodar"]
    assert events[1].effects == ["power_outage", "water_outage"]


def test_one_downed_and_another_that_struck(extract) -> None:
    event = extract(
        "Украинские беспилотники атаковали Энергодар. Один аппарат сбили на подлёте, второй ударил "
        "по подстанции.",
        language="ru",
    )[0]
    assert (event.outcome, event.drones_downed) == ("partly_intercepted", 1)


def test_a_whole_country_attacked_beside_its_capital(extract) -> None:
    events = extract(
        "Россия выпустила по Киеву 31 ракету, 22 из них сбиты, погибли трое.\n\nСегодня же Россия "
        "массированно обстреляла всю Украину: аварийные отключения света введены в каждом регионе.",
        language="ru",
    )
    assert [event.place for event in events] == ["Kyiv", None]
    assert "power_outage" in events[1].effects


def test_a_day_behind_a_dateline_is_that_of_the_attack(extract) -> None:
    told = extract("KYIV: On Monday a drone hit a hospital in Kherson and killed five people.")[0]
    assert days(told) == (date(2025, 3, 10), date(2025, 3, 10), "text")


def test_a_day_right_behind_a_part_of_the_day_is_finer(extract) -> None:
    told = extract(
        "Белгород остался без света после вечернего обстрела 10 марта, сообщил губернатор.",
        language="ru",
    )[0]
    assert days(told) == (date(2025, 3, 10), date(2025, 3, 10), "text")


def test_the_day_of_the_text_is_finer_than_the_weekend_of_the_headline(extract) -> None:
    told = extract(
        "Five miners were killed when a Russian drone hit a bus near Ternivka on Sunday, the "
        "company said.",
        title="Drones hit Ternivka in a weekend of strikes",
    )[0]
    assert days(told) == (date(2025, 3, 9), date(2025, 3, 9), "text")


def test_the_same_night_is_that_of_the_attack_told_before(extract) -> None:
    first, second = extract(
        "В ночь на 9 марта дроны ударили по нефтебазе в Курске. Той же ночью дроны атаковали завод "
        "в Брянске, сообщил губернатор.",
        language="ru",
    )
    assert first.date_end == second.date_end == date(2025, 3, 9)
