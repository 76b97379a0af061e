"""Capitals that stand for a government, and capitals that are attacked."""

import pytest


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        (
            "ru",
            "Дроны повредили дом в селе Красное Белгородской области. Киев подло и намеренно "
            "атакует гражданские объекты, заявил губернатор.",
            "Krasnoye",
        ),
        (
            "uk",
            "По Сумах вдарили ракетою, поранено двох людей. Москва знову і знову б'є по житлових "
            "будинках, заявив мер.",
            "Sumy",
        ),
        (
            "ru",
            "Дроны атаковали Москву, повреждены два дома. Минобороны обвинило Киев в атаке на "
            "жилые дома, погибших нет.",
            "Moscow",
        ),
        (
            "ru",
            "Флот отразил атаку катеров на Севастополь. Накануне Киев предпринял попытку атаки, "
            "она была отбита, ранен моряк.",
            "Sevastopol",
        ),
        ("ru", "Киев снова атаковали дроны, сгорел склад, ранены двое.", "Kyiv"),
        ("ru", "Удар ракетой пришелся по городу Киеву: ранены двое жителей.", "Kyiv"),
    ],
)
def test_a_capital_acts_as_a_government_or_is_attacked(extract, language, text, place) -> None:
    assert [event.place for event in extract(text, language=language)] == [place]
