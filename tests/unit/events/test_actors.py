"""Forces as doers, the enemy, outlets and their sides, names in Latin letters, the data files."""

from pathlib import Path

import pytest
import yaml

from transforms.events.actors import load_actors
from transforms.events.actors_mentions import find_actors
from transforms.events.actors_names import fold, load_transliteration, romanize
from transforms.events.actors_outlets import load_outlets, outlet_of, side_of
from transforms.events.attribution import find_attributions
from transforms.events.attribution_knowledge import load_attribution
from transforms.events.attribution_phrases import FirstWordMatcher
from transforms.events.lexicon import LexiconError
from transforms.language.sentences import split_sentences
from transforms.language.tokens import tokenize

CONFIGS = Path(__file__).resolve().parents[3] / "configs"


def codes(text: str, language: str, source: str | None = None) -> list[str | None]:
    """Return the codes of the forces that a text names."""
    knowledge = load_attribution(CONFIGS, language)
    tokens, sentences = tokenize(text, language), split_sentences(text, language)
    attributions = find_attributions(text, tokens, sentences, knowledge, source)
    mentions = find_actors(tokens, knowledge, source, sentences, attributions)
    return [mention.code for mention in mentions]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The Houthis fired a missile at Eilat.", ["Houthi"]),
        ("en", "Israeli warplanes struck Hodeidah.", ["IL"]),
        ("en", "The SBU hit the bridge; Russian troops fired back.", ["UA", "RU"]),
        ("en", "Iran-backed militias shelled the base.", ["Iran-backed militias"]),
        ("ru", "ВСУ обстреляли Шебекино из РСЗО.", ["UA"]),
        ("ru", "Оккупанты ударили по Никополю.", ["RU"]),
        ("ru", "Удар нанесли российские войска.", ["RU"]),
        ("uk", "Російські війська вдарили по Сумах.", ["RU"]),
        ("uk", "Росіяни атакували порт, ЗСУ відповіли.", ["RU", "UA"]),
        ("uk", "Окупанти обстріляли ринок.", ["RU"]),
        ("uk", "Погода в Одесі буде теплою.", []),
    ],
)
def test_forces_take_the_code_of_the_attacker_slot(
    language: str, text: str, expected: list[str]
) -> None:
    assert expected == codes(text, language)


@pytest.mark.parametrize(
    ("language", "text", "source", "expected"),
    [
        ("uk", "Ворог запустив 50 дронів.", None, ["RU"]),
        ("uk", "Ворожі дрони били по порту.", "24tv.ua", ["RU"]),
        ("ru", "Враг атаковал Киев дронами.", "unian.net", ["RU"]),
        ("ru", "Противник атаковал Белгород.", "ria.ru", ["UA"]),
        ("ru", "Враг атаковал город. Оккупанты били по порту.", None, ["RU", "RU"]),
        ("ru", "«Враг ударил по селу», — сообщил губернатор Вячеслав Гладков.", None, ["UA"]),
        ("en", 'Drones came. "The enemy hit a depot," Kyiv Mayor Vitali Klitschko said.',
         "i24news.tv", ["RU"]),
        ("en", "The enemy fired rockets.", None, [None]),
    ],
)  # fmt: skip
def test_the_enemy_is_the_one_of_whoever_speaks(
    language: str, text: str, source: str | None, expected: list[str | None]
) -> None:
    assert expected == codes(text, language, source)


@pytest.mark.parametrize(
    ("domain", "side"),
    [
        ("pravda.com.ua", "UA"),
        ("www.pravda.com.ua", "UA"),
        ("news.liga.net", "UA"),
        ("tass.ru", "RU"),
        ("meduza.io", None),
        ("reuters.com", None),
        ("unknown.ru", "RU"),
        ("unknown.com.ua", "UA"),
        ("unknown.com", None),
    ],
)
def test_an_outlet_has_a_side_or_none(domain: str, side: str | None) -> None:
    assert side == side_of(load_outlets(CONFIGS), domain, "ru")


def test_wording_decides_for_an_unknown_outlet() -> None:
    outlets = load_outlets(CONFIGS)
    assert side_of(outlets, "unknown.com", "ru", ["UA", "UA", "RU"]) == "UA"
    assert side_of(outlets, "unknown.com", "ru", ["UA", "RU"]) is None


def test_the_outlets_file_covers_both_sides_exile_and_agencies() -> None:
    outlets = load_outlets(CONFIGS)
    assert len(outlets.outlets) >= 150
    for domain in ("rbc.ua", "rbc.ru", "novayagazeta.eu", "apnews.com", "xinhuanet.com"):
        assert outlet_of(outlets, domain) is not None
    assert outlet_of(outlets, None) is None


@pytest.mark.parametrize(
    ("language", "name", "expected"),
    [
        ("ru", "Василий Анохин", "Vasily Anokhin"),
        ("ru", "Андрей Бочаров", "Andrey Bocharov"),
        ("ru", "Игорь Руденя", "Igor Rudenya"),
        ("ru", "Юрий Слюсарь", "Yury Slyusar"),
        ("ru", "Вениамин Кондратьев", "Veniamin Kondratyev"),
        ("ru", "Алексей Дюмин", "Alexei Dyumin"),
        ("ru", "Евгений Солнцев", "Yevgeny Solntsev"),
        ("ru", "Радий Хабиров", "Rady Khabirov"),
        ("ru", "Дмитрий Щукин", "Dmitry Shchukin"),
        ("uk", "Олег Кіпер", "Oleh Kiper"),
        ("uk", "Сергій Попко", "Serhii Popko"),
        ("uk", "Олексій Кулеба", "Oleksii Kuleba"),
        ("uk", "Віталій Малецький", "Vitalii Maletskyi"),
        ("uk", "Євген Євтушенко", "Yevhen Yevtushenko"),
        ("uk", "В'ячеслав Чаус", "Viacheslav Chaus"),
        ("uk", "Юрій Ігнат", "Yurii Ihnat"),
    ],
)
def test_names_are_spelt_as_in_english_news(language: str, name: str, expected: str) -> None:
    script = load_transliteration(CONFIGS).scripts[language]
    assert expected == " ".join(romanize(word, script) for word in name.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [("Botcharov", "Bocharov"), ("Zelenskyy", "Zelensky"), ("Klymenko", "Klimenko")],
)
def test_spellings_of_one_surname_fold_together(one: str, other: str) -> None:
    rules = load_transliteration(CONFIGS)
    assert fold(one, rules) == fold(other, rules)


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_every_language_compiles_with_the_same_keys(language: str) -> None:
    knowledge = load_attribution(CONFIGS, language)
    english = load_attribution(CONFIGS, "en").lexicon
    assert set(english.roles) == set(knowledge.lexicon.roles)
    assert set(english.channels) == set(knowledge.lexicon.channels)
    assert set(knowledge.lexicon.roles) <= set(knowledge.actors.roles)
    assert {generic.role for generic in knowledge.lexicon.generic} <= set(knowledge.actors.roles)


def test_every_actor_has_a_name_in_the_three_languages() -> None:
    for organisation in load_actors(CONFIGS).organisations:
        assert {"en", "ru", "uk"} <= set(organisation.names), organisation.name


def test_faults_of_the_actors_file_are_reported_together(tmp_path: Path) -> None:
    content = yaml.safe_load((CONFIGS / "actors.yaml").read_text(encoding="utf-8"))
    content["organisations"][0]["colour"] = "red"
    content["people"][0]["role"] = 7
    (tmp_path / "actors.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_actors(tmp_path)
    assert "organisations.0.colour" in str(caught.value)
    assert "people.0.role" in str(caught.value)


def test_the_longest_phrase_wins_and_keeps_all_that_it_means() -> None:
    matcher: FirstWordMatcher[str] = FirstWordMatcher()
    for phrase, payload in (
        ("air", "short"),
        ("air force ?command", "long"),
        ("=air force", "form"),
        ("fly*", "prefix"),
    ):
        matcher.add(phrase, payload)
    hits = matcher.find(tokenize("Air force command: flying air", "en"))
    assert [(hit.first, hit.last, hit.payloads) for hit in hits] == [
        (0, 3, ("long",)),
        (4, 5, ("prefix",)),
        (5, 6, ("short",)),
    ]


def test_a_phrase_needs_a_first_word() -> None:
    with pytest.raises(ValueError, match="first word"):
        FirstWordMatcher[str]().add("?air", "x")
