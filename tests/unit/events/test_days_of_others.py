"""Days that a text gives to an attack elsewhere: not those of the one it opens with."""

from datetime import date

import pytest

from tests.unit.events.conftest import Extract


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "Дрон атаковал автомобиль в посёлке Коренево Курской области, пострадал водитель.\n\n"
            "15 ноября беспилотник ударил по микроавтобусу в Судже Курской области.",
        ),
        (
            "en",
            "A drone hit a car in Kupiansk in the Kharkiv region, wounding the driver.\n\nOn"
            " 15 November a missile struck a bus in Izium.",
        ),
    ],
)
def test_the_lead_does_not_take_the_day_of_another_town(
    extract: Extract, language: str, text: str
) -> None:
    first, other = extract(text, published="2025-11-17", language=language)
    assert (first.date_start, first.date_basis) == (date(2025, 11, 16), "publication")
    assert other.date_start == date(2025, 11, 15)
