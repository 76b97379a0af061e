"""Sites of a country that stand in others, and lists of the countries they stand in."""


def test_sites_of_a_country_that_stands_behind_them_lie_in_others(extract) -> None:
    events = extract(
        "Иран нанес ракетный удар: поражены военные объекты США в Кувейте и ОАЭ.", language="ru"
    )
    assert [(event.country, event.targets) for event in events] == [
        ("KW", ["military"]),
        ("AE", ["military"]),
    ]


def test_bases_in_a_list_of_countries_are_struck_in_each(extract) -> None:
    events = extract(
        "Іран завдав ракетних ударів по американських військових базах на території Катару, "
        "Бахрейну, ОАЕ та Кувейту.",
        language="uk",
    )
    assert [event.country for event in events] == ["QA", "BH", "AE", "KW"]


def test_bases_with_names_are_one_event_each(extract) -> None:
    events = extract(
        "Під ракетні удари Ірану потрапили авіабаза Аль-Удейд у Катарі, база Аль-Салем у Кувейті "
        "та штаб-квартира П'ятого флоту США в Бахрейні.",
        language="uk",
    )
    assert [event.target_name for event in events] == [
        "Al Udeid Air Base",
        "Ali Al Salem Air Base",
        "US naval base in Bahrain",
    ]


def test_an_older_month_sets_an_attack_apart_from_one_without_a_day(extract) -> None:
    events = extract(
        "Дроны атаковали порт Новороссийска. В Туапсе поврежден дом. В минувшем январе похожая "
        "атака оставила Туапсе без света.",
        language="ru",
    )
    assert len([event for event in events if event.place == "Tuapse"]) == 2


def test_few_missiles_sent_at_a_country_are_those_that_struck_its_base(extract) -> None:
    (event,) = extract(
        "Иран нанес удар: ракета поразила базу Аль-Удейд в Катаре. По Катару были выпущены две "
        "ракеты, одну из них перехватила система ПВО.",
        language="ru",
    )
    assert (event.target_name, event.missiles_launched) == ("Al Udeid Air Base", 2)


def test_whose_site_is_attacked_is_not_who_attacks(extract) -> None:
    (event,) = extract(
        "Дроны ночью атаковали российские НПЗ в Краснодарском крае, повреждены два резервуара.",
        language="ru",
    )
    assert event.attacker != "RU"
    (event,) = extract(
        "Ракетами і дронами атакували американські військові об'єкти в Катарі, поранено двох "
        "людей.",
        language="uk",
    )
    assert event.attacker is None
