"""Headlines that stand alone: few words, no article, a verb that is also a weapon."""

import pytest

from tests.unit.events.conftest import Extract, language_of


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("One killed, two hurt as Ukraine shells Belgorod - governor", "Belgorod"),
        ("Russia shells Nikopol, killing two", "Nikopol"),
        ("Israeli jets bomb Hodeidah port", "Hodeidah"),
        ("Missile from Yemen lands near Tel Aviv, 12 hurt", "Tel Aviv"),
        ("Украина второй раз за неделю ударила по НПЗ в Рязани", "Ryazan"),
        ("В Курске дрон убил водителя автобуса", "Kursk"),
        ("Окупанти розстріляли Костянтинівку зі «Смерчів», загинув чоловік", "Kostiantynivka"),
        ("Ракета, випущена з Ємену, впала під Тель-Авівом", "Tel Aviv"),
    ],
)
def test_a_headline_tells_an_attack(extract: Extract, text: str, place: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.event_type, event.place) == ("attack", place)


@pytest.mark.parametrize(
    "text", ["Russia shells out billions for drones", "A plane landed in Kazan after a bomb threat"]
)
def test_such_verbs_tell_none_by_themselves(extract: Extract, text: str) -> None:
    assert extract(text) == []


@pytest.mark.parametrize(
    ("text", "place", "captor"),
    [
        ("Russia claims full control of Chasiv Yar", "Chasiv Yar", "RU"),
        ("Russian troops captured Chasiv Yar, the defence ministry said.", "Chasiv Yar", "RU"),
        ("Ukraine says it has liberated Robotyne", "Robotyne", "UA"),
        ("Минобороны РФ сообщило о взятии Часова Яра.", "Chasiv Yar", "RU"),
        ("Військові РФ захопили Часів Яр, заявило міноборони.", "Chasiv Yar", "RU"),
    ],
)
def test_a_state_claims_a_town_of_its_opponent(
    extract: Extract, text: str, place: str, captor: str
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.event_type, event.place, event.attacker) == ("territorial_change", place, captor)


def test_an_entry_of_a_list_opens_with_its_town_but_a_dateline_is_no_scene(
    extract: Extract,
) -> None:
    events = extract(
        "BANGKOK: Drones attacked Ukraine overnight, officials said.\n\n"
        "Poltava: drones damaged a warehouse.\n\nIzmail: a drone hit a grain silo."
    )
    assert [event.place for event in events if event.place] == ["Poltava", "Izmail"]


@pytest.mark.parametrize(
    "text",
    [
        "До восьми выросло число погибших при ударе по типографии в Харькове, сообщил мэр.",
        "За добу через російську агресію на Херсонщині загинули восьмеро людей.",
        "До восьми выросло число погибших при ракетном ударе по дому в Харькове. Спасатели нашли"
        " тело женщины, затем ещё одного человека.",
    ],
)
def test_a_toll_that_rose_is_news_of_its_attack_and_counts_all(extract: Extract, text: str) -> None:
    (event,) = extract(text, language=language_of(text))
    assert (event.event_type, event.killed) == ("attack", 8)


def test_a_place_behind_a_number_out_of_others_is_no_place_of_launch(extract: Extract) -> None:
    (event,) = extract(
        "Две из трех установок Рязанского НПЗ выведены из строя ударом беспилотников.",
        language="ru",
    )
    assert event.place == "Ryazan"


@pytest.mark.parametrize(
    ("text", "attacker"),
    [
        ("Армия Израиля нанесла удар по Бейруту, двое погибших.", "IL"),
        ("ВВС Турции нанесли удар по Эрбилю.", "TR"),
        ("Армія Ізраїлю вдарила по Бейруту, двоє загиблих.", "IL"),
        ("Боевики киевского режима обстреляли Донецк, погибли двое.", "UA"),
        ("Russia accused Ukraine of shelling a market in Donetsk; 25 people were killed.", "UA"),
        ("Киев обвинил Россию в ударе по больнице в Херсоне, двое ранены.", "RU"),
        ("Україна звинуватила Росію в ударі по лікарні в Херсоні, двоє поранені.", "RU"),
    ],
)
def test_the_attacker_is_an_army_by_its_country_or_who_is_accused(
    extract: Extract, text: str, attacker: str
) -> None:
    (event,) = extract(text, language=language_of(text))
    assert event.attacker == attacker


@pytest.mark.parametrize(
    "text",
    [
        "Israel's air force struck targets in Hodeidah.",
        "Ukraine's military struck targets in Bryansk with missiles.",
    ],
)
def test_who_strikes_targets_strikes(extract: Extract, text: str) -> None:
    (event,) = extract(text)
    assert (event.event_type, event.outcome) == ("attack", "hit")


def test_harm_told_before_the_attack_of_its_sentence_belongs_to_it(extract: Extract) -> None:
    (event,) = extract(
        "One person was killed and an industrial site damaged as Russia attacked the western city"
        " of Lviv with missiles."
    )
    assert (event.killed, event.targets, event.effects) == (1, ["industrial"], ["damage"])
