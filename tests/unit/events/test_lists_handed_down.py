"""What a list of places says of all of them holds for each that is told on."""

from tests.unit.events.conftest import Extract


def test_places_told_one_by_one_keep_the_weapon_of_their_list(extract: Extract) -> None:
    text = "Дроны атаковали Пензу и Самару. В Самаре загорелся завод, в Пензе повреждена нефтебаза."
    events = extract(text, language="ru")
    assert [(event.place, event.weapons) for event in events] == [
        ("Samara", ["drone"]),
        ("Penza", ["drone"]),
    ]
