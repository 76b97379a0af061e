"""Settlements that are taken and listed: each is one event, in the region of its list."""


def _places(events):
    return [(event.place, event.admin1) for event in events]


def test_a_list_before_its_verb_is_taken_whole(extract) -> None:
    events = extract(
        "Населенные пункты Гатище, Красное, Мороховец и Олейниково Харьковской области освободила "
        "группировка «Север».",
        language="ru",
    )
    assert [place for place, _ in _places(events)] == [
        "Hatyshche",
        "Krasne",
        "Morokhovets",
        "Oleinykove",
    ]


def test_namesakes_in_a_list_lie_in_the_region_behind_it(extract) -> None:
    events = extract(
        "Российские бойцы освободили населенные пункты Локня, Владимировка и Константиновка "
        "Сумской области.",
        language="ru",
    )
    assert _places(events) == [
        ("Loknya", "Sumy Oblast"),
        ("Vladymyrovka", "Sumy Oblast"),
        ("Kostiantynivka", "Sumy Oblast"),
    ]


def test_an_attack_in_a_month_of_another_year_is_no_campaign(extract) -> None:
    events = extract(
        "Беспилотники атаковали завод в Салавате. В мае прошлого года предприятие уже атаковали с "
        "воздуха.",
        language="ru",
    )
    assert len(events) == 2
