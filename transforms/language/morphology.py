"""Dictionary forms of words: what lets one lexicon entry match every inflected form in a text.

Russian and Ukrainian use pymorphy3 with its dictionaries (MIT; best of those measured on inflected
place names and event words). Every parse of a form counts, not only the most probable one: the
best parse of a place name in an oblique case is often a surname. Other languages use simplemma
where it has a dictionary; a language without any is matched by its surface forms.
"""

import re
from functools import lru_cache
from typing import Any, Final

import pymorphy3
import simplemma
from simplemma.strategies import DefaultStrategy

_PYMORPHY: Final = frozenset({"ru", "uk"})
_OWNER_FOLLOWS: Final = _PYMORPHY | {"bg", "de", "es", "fr", "it", "pl", "pt"}
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff'-]+")
_CAPITAL_NOUNS: Final = frozenset({"de"})
_CACHE_WORDS: Final = 400_000
_RECENT_WORDS: Final = 1_000
_TURNING: Final = frozenset({"NOUN", "ADJF"})
_STRAIGHT: Final = frozenset({"nomn", "accs", None})
_OBJECTS: Final = frozenset({"accs", "gent"})
_HER: Final = ("femn", "accs")
_PEOPLE: Final = frozenset({"Name", "Surn", "Patr", "Orgn"})


@lru_cache(maxsize=len(_PYMORPHY))
def analyzer(language: str) -> Any:
    """Return the process-wide pymorphy3 analyzer of ``language`` ("ru" or "uk")."""
    return pymorphy3.MorphAnalyzer(lang=language)


def is_dictionary_form(word: str, language: str) -> bool:
    """Tell whether a lower-case word is a dictionary form in one of its readings."""
    if not _CYRILLIC.fullmatch(word):
        return True
    return any(form.replace("ё", "е") == word for form in _normal_forms(word, language))


@lru_cache(maxsize=_RECENT_WORDS)
def _normal_forms(word: str, language: str) -> tuple[str, ...]:
    """Return the dictionary forms of a Cyrillic word; most are asked for twice in a row."""
    return tuple(parse.normal_form for parse in analyzer(language).parse(word))


def agrees(language: str | None) -> bool:
    """Tell whether adjectives and participles of ``language`` take the ending of their noun."""
    return language in _PYMORPHY


def owner_follows(language: str | None) -> bool:
    """Tell whether an adjective or owner may stand behind its noun ("drone ukrainien")."""
    return language in _OWNER_FOLLOWS


def capitalises_nouns(language: str | None) -> bool:
    """Tell whether every noun of ``language`` is written with a capital letter."""
    return language in _CAPITAL_NOUNS


def is_capital_noun(word: str, language: str) -> bool:
    """Tell whether a word has its capital letter as every noun of its language ("Gebäude")."""
    return capitalises_nouns(language) and is_known(word, language)


@lru_cache(maxsize=1)
def _lemmatizer() -> simplemma.Lemmatizer:
    # the dictionaries as they are stored, not as word lists: a third of the memory, half the time
    # to load; words are looked up once each
    return simplemma.Lemmatizer(lemmatization_strategy=DefaultStrategy(low_memory=True))


def is_known(word: str, language: str) -> bool:
    """Tell whether simplemma's dictionary of ``language`` has a word."""
    return bool(simplemma.is_known(word, lang=language, low_memory=True))


@lru_cache(maxsize=_CACHE_WORDS)
def lemmas(word: str, language: str | None) -> tuple[str, ...]:
    """Return the possible dictionary forms of a lower-case word, the word itself included.

    The order is stable: the word, then the dictionary forms in the order of their probability.
    """
    forms = {word: None}
    if language in _PYMORPHY:
        # the analyzer fails on characters that Unicode gives no name
        if _CYRILLIC.fullmatch(word):
            for form in _normal_forms(word, str(language)):
                forms[form] = None
                # "ё" and "е" are the same letter to most writers
                forms[form.replace("ё", "е")] = None
    elif language is not None:
        try:
            forms[_lemmatizer().lemmatize(word, lang=language)] = None
        except ValueError:  # simplemma has no dictionary of this language
            return (word,)
    return tuple(forms)


@lru_cache(maxsize=_RECENT_WORDS)
def nominative(name: str, noun: str | None, language: str) -> str:
    """Return the nominative of a name in lower case behind the noun that says what it is.

    "станице | натухаевской" gives "натухаевская"; a name that stands in the nominative already, or
    whose forms are not told, stays as it is. ``noun`` is None behind a preposition.
    """
    readings = analyzer(language).parse(name)
    if noun is None:
        agreeing = [one for one in readings if one.tag.case not in _STRAIGHT]
        genders = {"neut"}  # "в | Рубежном"
    else:
        nouns = [reading.tag for reading in analyzer(language).parse(noun)]
        cases, genders = {tag.case for tag in nouns}, {tag.gender for tag in nouns}
        if cases <= _STRAIGHT or any("nomn" in one.tag for one in readings):
            return name
        agreeing = [one for one in readings if one.tag.case in cases]
    for reading in sorted(agreeing, key=lambda one: one.tag.gender not in genders):
        if reading.tag.POS in _TURNING:
            form = reading.inflect({"nomn"})
            return name if form is None else str(form.word)
    return name


def _names_village(tag: Any) -> bool:
    """Tell whether an adjective can be the name of a village: "Дробишеве", "Боровую"."""
    return bool(
        tag.POS == "ADJF"
        and ((tag.gender == "neut" and tag.case in _STRAIGHT) or (tag.gender, tag.case) == _HER)
    )


@lru_cache(maxsize=_RECENT_WORDS)
def taken_name(word: str, language: str) -> str | None:
    """Return the nominative of a name that is the object of a verb or noun: "освободили | X".

    None for a word that names people, and for one that no thing can be called.
    """
    readings = analyzer(language).parse(word)
    if any(
        one.tag.case in _OBJECTS and not _PEOPLE.isdisjoint(one.tag.grammemes) for one in readings
    ):
        return None
    things = [one for one in readings if one.tag.POS == "NOUN" and one.tag.animacy == "inan"]
    things = things or [one for one in readings if _names_village(one.tag)]
    told = [one for one in things if one.tag.number == "sing"] or things
    if not told or any(one.tag.case == "nomn" for one in told):
        return word if told else None
    form = next((one.inflect({"nomn"}) for one in told if one.tag.case in _OBJECTS), None)
    return word if form is None else str(form.word)


@lru_cache(maxsize=_RECENT_WORDS)
def may_act(name: str, verb: str, language: str) -> bool:
    """Tell whether a name may be the subject of a verb, as far as case and number tell.

    Both are in lower case. "Киев | атаковали" names what was attacked, "США | атаковали" who did.
    """
    if not agrees(language):
        return True
    names = [one.tag for one in analyzer(language).parse(name) if one.tag.POS == "NOUN"]
    numbers = {tag.number for tag in names if tag.case == "nomn"}
    verbs = {one.tag.number for one in analyzer(language).parse(verb) if one.tag.POS == "VERB"}
    return not names or not verbs or not numbers.isdisjoint(verbs)


def is_word(word: str, language: str) -> bool:
    """Tell whether the dictionary of a language has a lower-case word."""
    return bool(analyzer(language).word_is_known(word))


def is_adjective(word: str, language: str) -> bool:
    """Tell whether a lower-case word can be an adjective."""
    return "ADJF" in parts_of_speech(word, language)


@lru_cache(maxsize=_RECENT_WORDS)
def parts_of_speech(word: str, language: str) -> frozenset[str]:
    """Return the parts of speech that a lower-case word can be (OpenCorpora names)."""
    return frozenset(str(reading.tag.POS) for reading in analyzer(language).parse(word))


@lru_cache(maxsize=_RECENT_WORDS)
def cases_of_word(word: str, language: str) -> frozenset[str]:
    """Return the cases that a lower-case noun can stand in (OpenCorpora names)."""
    readings = analyzer(language).parse(word)
    return frozenset(str(one.tag.case) for one in readings if one.tag.POS == "NOUN")


@lru_cache(maxsize=_RECENT_WORDS)
def is_plural(word: str, language: str) -> bool:
    """Tell whether a noun (lower case) stands in the plural; never where it may be a singular."""
    if language in _PYMORPHY:
        parses = [parse for parse in analyzer(language).parse(word) if parse.tag.POS == "NOUN"]
        return bool(parses) and all(parse.tag.number == "plur" for parse in parses)
    return language == "en" and any(word == f"{one}s" for one in lemmas(word, language))
