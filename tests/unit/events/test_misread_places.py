"""Names that stand for another place than they seem to, in Russian and Ukrainian reports."""


def test_an_adjective_that_opens_a_sentence_names_no_district(extract) -> None:
    events = extract(
        "Столичный район Судана атакован дронами. Беспилотники поразили склад в Хартуме.",
        language="ru",
    )
    assert {event.country for event in events} == {"SD"}


def test_a_town_in_a_country_is_no_namesake_elsewhere(extract) -> None:
    events = extract(
        "Израиль нанес авиаудары по военным объектам хуситов в районах Саны и Эль-Джауф в Йемене.",
        language="ru",
    )
    assert [(event.country, event.place) for event in events] == [("YE", "Sanaa")]


def test_places_of_launch_go_on_behind_as_well_as(extract) -> None:
    (event,) = extract(
        "Росія атакувала Україну 60 дронами. Безпілотники запустили із Курська, Орла, а також "
        "Чауди та Гвардійського в окупованому Криму. Збито 50 дронів.",
        language="uk",
    )
    assert (event.admin1, event.drones_launched, event.drones_downed) == (None, 60, 50)


def test_hits_that_a_mayor_tells_of_are_in_his_town(extract) -> None:
    events = extract(
        "Про прильоти в об'єкти промисловості заявив міський голова Тернополя Сергій Надал. "
        "У Луцьку влучили в будинок, поранено двох людей.",
        language="uk",
    )
    assert [event.place for event in events] == ["Ternopil", "Lutsk"]


def test_a_strike_that_falls_on_a_site_far_from_the_head_is_an_event(extract) -> None:
    text = (
        "Иранская ракета ударила по больнице в Беэр-Шеве. Ранены тридцать человек. Врачи "
        "принимают пострадавших. В городе работают спасатели. Школы закрыты. Сирены звучали всю "
        "ночь. В Иране удар пришёлся по тяжеловодному реактору в Хондабе."
    )
    events = extract(text, language="ru")
    assert [(event.country, event.place) for event in events] == [
        ("IL", "Beersheba"),
        ("IR", "Khondab"),
    ]


def test_what_drones_could_have_attacked_was_not_attacked(extract) -> None:
    events = extract(
        "Дрони атакували Урюпінськ, горить нафтобаза. У Ярославлі оголосили тривогу, атакувати "
        "могли нафтозавод.",
        language="uk",
    )
    assert [event.place for event in events] == ["Uryupinsk"]
