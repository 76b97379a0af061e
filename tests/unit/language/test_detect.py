"""Language detection."""

import pytest

from transforms.language.detect import declared_language, detect_language, trusts_declared
from transforms.settings import LanguageSettings

SETTINGS = LanguageSettings()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The governor said that two drones had been shot down over the refinery."),
        ("ru", "Губернатор сообщил, что над заводом сбили два беспилотника."),
        ("uk", "Очільник області повідомив, що над заводом збили два безпілотники."),
        ("de", "Der Gouverneur teilte mit, dass zwei Drohnen abgeschossen wurden."),
        ("fr", "Le gouverneur a déclaré que deux drones avaient été abattus."),
        ("pl", "Gubernator poinformował, że nad zakładem zestrzelono dwa drony."),
        ("uk", "«Укренерго»: у Києві й області — екстрені відключення світла."),
        ("ru", "Взрывы в Энергодаре: объявлена эвакуация жителей, подробности."),
        ("en", "THE GOVERNOR SAID THAT TWO DRONES HAD BEEN SHOT DOWN.\nNOBODY WAS HURT."),
    ],
)
def test_languages_are_told_apart(language, text):
    found, score = detect_language(text, SETTINGS)
    assert language == found
    assert score is not None
    assert SETTINGS.minimum_score <= score <= 1


@pytest.mark.parametrize(
    "text", ["", "🔥🔥🔥", "12345 67890 2024-04-24", "Ok", "https://example.org/a-long-address"]
)
def test_too_little_text_gives_none(text):
    assert detect_language(text, SETTINGS) == (None, None)


def test_only_candidates_are_considered():
    settings = LanguageSettings(candidates=("de", "fr"))
    found, _ = detect_language("The governor said that two drones had been shot down.", settings)
    assert found in (None, "de", "fr")


@pytest.mark.parametrize(
    ("declared", "code"),
    [("uk-UA", "uk"), ("UA", "uk"), ("en_GB", "en"), ("rus", "ru"), ("Russian", "ru"), ("", None),
     (None, None), ("x" * 99, None), ("12", None), ("klingon", None)],
)  # fmt: skip
def test_declared_languages_become_codes(declared, code):
    assert code == declared_language(declared)


@pytest.mark.parametrize(
    "text",
    [
        "Взривът в рафинерията е причинен от паднал дрон, съобщи губернаторът.",
        "Три дрона бяха свалени над областта, каза кметът на града.",
    ],
)
def test_bulgarian_is_told_from_russian_by_its_letters(text):
    assert detect_language(text, SETTINGS)[0] == "bg"


@pytest.mark.parametrize(
    ("text", "detected", "declared", "trusted"),
    [
        ("Двама загинаха при удар в Одеса", "ru", "bg", True),
        ("Пожар на нефтебазе в Волгограде", "bg", "ru", True),
        ("Двое погибли, есть раненые, сообщили власти", "ru", "bg", False),  # ы is not Bulgarian
        ("Двоє загинули внаслідок удару", "uk", "bg", False),
        ("Zwei Menschen starben", "de", "bg", False),
        ("Двама загинаха при удар в Одеса", "ru", None, False),
    ],
)
def test_a_declared_neighbour_wins_unless_the_letters_contradict(text, detected, declared, trusted):
    assert trusts_declared(text, detected, declared) is trusted
