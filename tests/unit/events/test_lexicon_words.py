"""The event words of each language: sound lists, and what they find in sentences of our own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from transforms.events.knowledge import PACKAGED
from transforms.events.lexicon import load_section, read_yaml
from transforms.events.ontology import load_ontology
from transforms.events.words import EventLexicon, EventWords
from transforms.language.tokens import tokenize

LANGUAGES = ("en", "ru", "uk")


def content(language: str) -> dict[str, object]:
    """Return the section as written, before a model turns its lists into tuples."""
    section = read_yaml(Path(PACKAGED) / "lexicons" / f"{language}.yaml")["events"]
    assert isinstance(section, dict)
    return section


def lists(language: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each list of phrases with the name of its key and label."""
    for key, value in content(language).items():
        if isinstance(value, dict):
            for label, phrases in value.items():
                yield f"{key}.{label}", phrases
        else:
            assert isinstance(value, list)
            yield key, value


@pytest.fixture(scope="module")
def words() -> dict[str, EventWords]:
    """Return the compiled words of the languages under test."""
    return {
        language: EventWords(
            load_section(Path(PACKAGED), language, "events", EventLexicon), language
        )
        for language in LANGUAGES
    }


def found(words: dict[str, EventWords], language: str, text: str) -> set[str]:
    """Return the kinds, and kinds with labels, that are found in a text."""
    mentions = words[language].find(tokenize(text, language))
    return {m.kind for m in mentions} | {f"{m.kind}:{m.label}" for m in mentions if m.label}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys(language: str) -> None:
    assert set(EventLexicon.model_fields) == set(content(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_empty_or_padded(language: str) -> None:
    bad = [(key, p) for key, phrases in lists(language) for p in phrases if p != p.strip() or not p]
    assert bad == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_given_twice_in_one_list(language: str) -> None:
    twice = [
        (key, phrase)
        for key, phrases in lists(language)
        for phrase in set(phrases)
        if phrases.count(phrase) > 1
    ]
    assert twice == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["weapons", "targets", "effects"])
def test_labels_are_those_of_the_ontology(language: str, key: str) -> None:
    labels = content(language)[key]
    assert isinstance(labels, dict)
    ontology = load_ontology(Path(PACKAGED))
    lesser = ontology.target_kinds.lesser if key == "targets" else ()
    known = {*getattr(ontology, key), *ontology.ambiguous_weapons, *lesser}
    assert set() == set(labels) - known


FOUND = [
    ("ru", "Над областью сбиты и подавлены РЭБ 14 БПЛА.", ["downed", "weapons:drone"]),
    ("ru", "В посёлке прилетело в частный дом.", ["strike_verbs", "targets:residential"]),
    ("ru", "Обломки аппаратов упали на резервуарный парк.", ["debris", "targets:oil_depot"]),
    ("ru", "Баротравму получил водитель фуры.", ["injured", "person_one", "targets:transport"]),
    ("ru", "За медицинской помощью обратились 15 человек.", ["injured", "persons"]),
    ("ru", "Мужчина скончался в больнице.", ["killed", "person_one"]),
    ("ru", "Обошлось без погибших и пострадавших.", ["no_casualties"]),
    (
        "ru",
        "Без света и воды остались два посёлка.",
        ["effects:power_outage", "supplies:water_outage"],
    ),
    ("ru", "В городе отключилось электричество.", ["effects:power_outage"]),
    ("ru", "Аэропорт не принимал и не выпускал рейсы.", ["effects:airport_closure"]),
    ("ru", "Машину уничтожило огнём.", ["effects:fire", "targets:transport"]),
    ("ru", "С дрона сбросили взрывное устройство.", ["strike_verbs", "weapons:explosive"]),
    ("ru", "Из РСЗО «Ураган» обстреляли село.", ["weapons:rocket", "attack_verbs"]),
    ("ru", "Ракетный удар пришёлся по тяговой подстанции.", ["weapons:missile", "targets:railway"]),
    ("ru", "Бойцы взяли под свой контроль хутор.", ["capture_verbs", "settlement_nouns"]),
    ("ru", "Атаку безэкипажных катеров отразили.", ["weapons:naval_drone", "repelled"]),
    ("ru", "Выбиты окна в двух многоэтажках.", ["effects:damage", "targets:residential"]),
    ("ru", "В небе раздались хлопки.", ["effects:explosion"]),
    ("uk", "Збито/подавлено 72 ворожі БпЛА.", ["downed", "weapons:drone"]),
    ("uk", "Ще 24 безпілотники локаційно втрачені.", ["lost", "weapons:drone"]),
    ("uk", "Є приліт по локомотивному депо.", ["attack_nouns", "targets:railway"]),
    ("uk", "Дрон влучив у багатоповерхівку.", ["got_through", "targets:residential"]),
    ("uk", "Двоє людей зазнали осколкових поранень.", ["injured", "persons"]),
    ("uk", "Кількість постраждалих зросла до дев'яти.", ["injured"]),
    ("uk", "Минулося без загиблих і постраждалих.", ["no_casualties"]),
    ("uk", "За допомогою до медиків звернулася жінка.", ["person_one"]),
    ("uk", "Район лишився без світла та води.", ["effects:power_outage", "supplies:water_outage"]),
    ("uk", "Знеструмлено тисячі абонентів.", ["effects:power_outage"]),
    ("uk", "Палає нафтобаза, горять резервуари.", ["effects:fire", "targets:oil_depot"]),
    ("uk", "Окупанти гатили з артилерії.", ["attack_verbs", "weapons:artillery"]),
    ("uk", "На село скинули дві керовані авіабомби.", ["strike_verbs", "weapons:guided_bomb"]),
    ("uk", "Вибито шибки в дитячому садочку.", ["effects:damage", "targets:school"]),
    ("uk", "Рух поїздів зупинено.", ["effects:operations_suspended", "targets:railway"]),
    ("uk", "Ударили балістикою по ТЕЦ.", ["weapons:ballistic_missile", "targets:power_plant"]),
    ("uk", "Військові вибили росіян із села.", ["capture_verbs", "settlement_nouns"]),
    ("uk", "Уламки впали на відкритій території.", ["debris", "impact"]),
]

NOT_FOUND = [
    ("ru", "Посол США приехал после обеда.", ["downed", "attack_nouns", "effects"]),
    ("ru", "Стороны обсудили прекращение огня.", ["effects", "attack_nouns"]),
    ("ru", "В столице вспыхнул скандал.", ["effects"]),
    ("ru", "Энергетики восстановили линию.", ["targets:energy_infrastructure"]),
    ("ru", "Решение суда обжаловали.", ["targets"]),
    ("ru", "Через 20 мин. матч продолжился.", ["weapons"]),
    ("ru", "Девушка ехала на мопеде.", ["weapons"]),
    ("ru", "Все жители всей области довольны.", ["total_words", "wave_words"]),
    ("ru", "Взрывной волной выбило стёкла.", ["wave_words"]),
    ("ru", "Урожай хлопка вырос.", ["effects"]),
    ("ru", "Россиян освободили из плена.", ["capture_verbs"]),
    ("ru", "Пассажиров доставили в больницу.", ["targets"]),
    ("uk", "Міністра звільнили з посади.", ["downed", "capture_verbs"]),
    ("uk", "Палати парламенту та гори Карпати.", ["effects"]),
    ("uk", "Сторони обговорили припинення вогню.", ["effects"]),
    ("uk", "Апарат президента оновили.", ["weapons"]),
    ("uk", "Напад відбивали зенітні ракетні війська.", ["weapons"]),
    ("uk", "Пролунали заклики до діалогу.", ["effects"]),
    ("uk", "Негода накрила столицю.", ["attack_verbs", "effects"]),
    ("uk", "Тим часом у тих громадах тихо.", ["coordinators", "total_words"]),
    ("uk", "Енергетики працюють цілодобово.", ["targets:energy_infrastructure"]),
]


@pytest.mark.parametrize(("language", "text", "expected"), FOUND)
def test_the_words_of_an_attack_are_found(
    words: dict[str, EventWords], language: str, text: str, expected: list[str]
) -> None:
    assert set() == set(expected) - found(words, language, text)


@pytest.mark.parametrize(("language", "text", "unwanted"), NOT_FOUND)
def test_words_of_peace_that_look_alike_are_left_alone(
    words: dict[str, EventWords], language: str, text: str, unwanted: list[str]
) -> None:
    assert set() == set(unwanted) & found(words, language, text)
