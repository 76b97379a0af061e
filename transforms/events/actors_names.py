"""Names of people: from inflected Cyrillic to the spelling of English-language news.

Tables (letters, endings, usual given names) are data: ``configs/transliteration.yaml``.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from transforms.events.lexicon import read_yaml, validate
from transforms.language.morphology import analyzer, is_known

_CACHE: Final = 50_000
_SHORT_PASSIVE: Final = "PRTS"
_NEUTER: Final = "neut"
_INFINITIVE: Final = frozenset({"INFN", "infn"})
_FINITE: Final = "VERB"
_UNDECLINED: Final = "Fixd"
_BOTH: Final = ("masc", "femn")
_WHOLE_NAME: Final = 2  # words of a given name and a surname
_KNOWN: Final = frozenset({"en", "de", "pl", "fr"})


class Script(BaseModel):
    """Spelling rules of one source language; all keys lower case."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    letters: dict[str, str]
    initial: dict[str, str] = {}
    after_vowel: dict[str, str] = {}
    endings: dict[str, str] = {}
    oblique: dict[str, str] = {}
    declined: dict[str, list[str]] = {}  # endings of surnames in -a, by the last two letters
    vowels: str
    given: dict[str, str] = {}


class Transliteration(BaseModel):
    """All source languages, and the letters that may stand for each other in given names."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    scripts: dict[str, Script]
    equal_initials: list[str]
    folds: list[tuple[str, str]]
    vowels: str


@lru_cache(maxsize=8)
def load_transliteration(root: Path) -> Transliteration:
    """Return the tables of ``root``/transliteration.yaml; ``LexiconError`` lists the faults."""
    path = root / "transliteration.yaml"
    return validate(Transliteration, read_yaml(path), str(path))


def fold(surname: str, rules: Transliteration) -> str:
    """Return a key that Latin spellings of one surname share ("Botcharov", "Bocharov")."""
    key = surname.lower()
    for old, new in rules.folds:
        key = key.replace(old, new)
    return key


def given_key(given: str, rules: Transliteration) -> str:
    """Return a key that Latin spellings of one given name begin with alike ("Gleb", "Hlib")."""
    key = enumerate(fold(given, rules))
    return "".join("*" if letter in rules.vowels and at else letter for at, letter in key)


def inflections(surname: str, language: str) -> list[str]:
    """Return the singular forms of a man's or woman's surname as its dictionary form inflects."""
    parses = _parses(surname, language)
    named = [parse for parse in parses if "Surn" in parse.tag.grammemes] or list(parses[:1])
    forms = {
        form.word
        for parse in named[:2]
        for form in parse.lexeme
        if "plur" not in form.tag.grammemes
    }
    return sorted(forms)


def declined(surname: str, script: Script | None) -> list[str]:
    """Return the cases of a surname in -a, which dictionaries take for a man's in the genitive."""
    endings = script.declined.get(surname[-2:], []) if script is not None else []
    return [surname[:-2] + ending for ending in endings]


def romanize(word: str, script: Script) -> str:
    """Return one Cyrillic word in Latin letters, its capitals kept ("Слюсарь" -> "Slyusar")."""
    if word.isascii():
        return word
    return "-".join(_romanize_part(part, script) for part in word.split("-"))


def _romanize_part(word: str, script: Script) -> str:
    lower = word.lower()
    if not lower:
        return ""
    if lower in script.given:
        result = script.given[lower]
    else:
        ending = next(
            (tail for tail in script.endings if lower.endswith(tail) and len(lower) > len(tail)),
            "",
        )
        stem = lower[: len(lower) - len(ending)] if ending else lower
        result = _letters(stem, script) + script.endings.get(ending, "")
    if word.isupper() and len(word) > 1:
        return result.upper()
    return result[:1].upper() + result[1:] if word[0].isupper() else result


def _letters(stem: str, script: Script) -> str:
    out = []
    for index, letter in enumerate(stem):
        if index == 0 and letter in script.initial:
            out.append(script.initial[letter])
        elif index and stem[index - 1] in script.vowels and letter in script.after_vowel:
            out.append(script.after_vowel[letter])
        else:
            out.append(script.letters.get(letter, letter))
    return "".join(out)


@lru_cache(maxsize=_CACHE)
def _parses(word: str, language: str) -> tuple[Any, ...]:
    if language not in ("ru", "uk") or word.isascii():
        return ()
    return tuple(analyzer(language).parse(word.lower()))


@lru_cache(maxsize=_CACHE)
def may_be_subject(word: str, language: str) -> bool:
    """Return whether a word can stand in the nominative; True where no case is known."""
    parses = _parses(word, language)
    return not parses or any(
        "nomn" in parse.tag.grammemes or parse.tag.case is None or "Fixd" in parse.tag.grammemes
        for parse in parses
    )


@lru_cache(maxsize=_CACHE)
def is_surname_of(word: str, holder: str, language: str, endings: tuple[str, ...]) -> bool:
    """Return whether a word is a surname beside a noun in the nominative ("мэр Иванов").

    One that no dictionary knows is told by its ending.
    """
    named = is_subject(holder, language)
    surnames = [parse for parse in _parses(word, language) if "Surn" in parse.tag.grammemes]
    return named and (word.endswith(endings) or any(_names(parse) for parse in surnames))


@lru_cache(maxsize=_CACHE)
def is_subject(word: str, language: str) -> bool:
    """Return whether a word of a case can stand in the nominative singular ("мэр", not "мэры")."""
    return any(_names(parse) for parse in _parses(word, language))


def _names(parse: Any) -> bool:
    return "nomn" in parse.tag.grammemes and "plur" not in parse.tag.grammemes


@lru_cache(maxsize=_CACHE)
def may_be_owner(word: str, language: str) -> bool:
    """Return whether a word can stand in the genitive; True where no case is known."""
    parses = _parses(word, language)
    return not parses or any(
        parse.tag.case in {"gent", "gen2", None} or "Fixd" in parse.tag for parse in parses
    )


@lru_cache(maxsize=_CACHE)
def may_be_agent(word: str, language: str) -> bool:
    """Return whether a word stands in the instrumental, as a doer after a passive form."""
    return any(parse.tag.case in {"ablt"} for parse in _parses(word, language))


@lru_cache(maxsize=_CACHE)
def is_adjective(word: str, language: str) -> bool:
    """Return whether the dictionary knows the word as an adjective, and as no pronoun."""
    tags = [parse.tag.grammemes for parse in _parses(word, language)]
    return any("ADJF" in tag for tag in tags) and not any("Apro" in tag for tag in tags)


@lru_cache(maxsize=_CACHE)
def is_name_word(word: str, language: str) -> bool:
    """Return whether the dictionary knows the word as a given name or a surname."""
    return any(
        "Name" in parse.tag.grammemes or "Surn" in parse.tag.grammemes
        for parse in _parses(word, language)
    )


@lru_cache(maxsize=_CACHE)
def is_given_name(word: str, language: str) -> bool:
    """Return whether the dictionary knows the word as a given name."""
    return any("Name" in parse.tag.grammemes for parse in _parses(word, language)[:3])


@lru_cache(maxsize=_CACHE)
def is_place_name(word: str, language: str) -> bool:
    """Return whether the dictionary knows the word as a place."""
    return any("Geox" in parse.tag.grammemes for parse in _parses(word, language))


@lru_cache(maxsize=_CACHE)
def may_be_complement(word: str, language: str) -> bool:
    """Return whether a word can stand in the genitive, or has no case to tell."""
    parses = _parses(word, language)
    return not parses or any(
        "gent" in parse.tag.grammemes or "Fixd" in parse.tag.grammemes for parse in parses
    )


@lru_cache(maxsize=_CACHE)
def is_infinitive(word: str, language: str) -> bool:
    """Return whether a verb form is an infinitive and nothing else ("наводить" is finite too)."""
    parses = _parses(word, language)
    return any(_INFINITIVE & parse.tag.grammemes for parse in parses) and not any(
        _FINITE in parse.tag.grammemes for parse in parses
    )


@lru_cache(maxsize=_CACHE)
def is_said_of(word: str, language: str) -> bool:
    """Return whether a form tells what was said, not who said it ("план объявлен")."""
    parses = _parses(word, language)
    return bool(parses) and all(
        _SHORT_PASSIVE in parse.tag.grammemes and _NEUTER not in parse.tag.grammemes
        for parse in parses
    )


@lru_cache(maxsize=_CACHE)
def is_common_word(word: str, language: str) -> bool:
    """Return whether the dictionary knows the word, and not as a name or body."""
    if language not in ("ru", "uk") or word.isascii():
        return is_known(word.lower(), language) if language in _KNOWN else False
    return analyzer(language).word_is_known(word.lower()) and not any(
        "Name" in parse.tag.grammemes
        or "Surn" in parse.tag.grammemes
        or "Orgn" in parse.tag.grammemes
        or "Geox" in parse.tag.grammemes
        for parse in _parses(word, language)
    )


@lru_cache(maxsize=_CACHE)
def is_plural_or_neuter_verb(word: str, language: str) -> bool:
    """Return whether a verb form stands without a person ("сообщили", "повідомляють")."""
    return any("plur" in parse.tag.grammemes for parse in _parses(word, language))


@lru_cache(maxsize=_CACHE)
def place_nominative(word: str, language: str) -> str:
    """Return a place's name in the nominative ("Нікополя" -> "Нікополь")."""
    parses = _parses(word, language)
    named = [parse for parse in parses if "Geox" in parse.tag.grammemes] or list(parses[:1])
    base = named[0].normal_form if named else word.lower()
    return "-".join(part[:1].upper() + part[1:] for part in base.split("-"))


def nominative(
    words: tuple[str, ...], language: str, script: Script | None = None, *, oblique: bool = False
) -> tuple[str, ...]:
    """Return a person's name words in the nominative; unknown forms stay as they are.

    Given name and surname must agree in gender and case. A reading as a nominative comes first,
    or last where the name is known to stand in another case (``oblique``).
    """
    readings = [_name_readings(word, language) for word in words]
    shared = set.intersection(*(set(reading) for reading in readings)) if readings else set()
    if not shared:
        return (
            _by_given(words, readings, language, oblique=oblique)
            or _by_ending(words, readings, script)
            or _given_alone(words, readings[0] if readings else {}, oblique=oblique)
        )
    choice = min(shared, key=lambda key: ((key[1] == "nomn") is oblique, key))
    return tuple(
        _as_subject(reading[choice], word, choice[0])
        for word, reading in zip(words, readings, strict=True)
    )


def _as_subject(parse: Any, word: str, gender: str) -> str:
    """Return the nominative of a reading of a word; Ukrainian names know no singular."""
    case = {"nomn", gender} - {""}
    form = parse.inflect(case | {"sing"}) or parse.inflect(case)
    base = form.word if form is not None else word.lower()
    return "-".join(part[:1].upper() + part[1:] for part in base.split("-"))


def _by_given(
    words: tuple[str, ...],
    readings: list[dict[tuple[str, str], Any]],
    language: str,
    *,
    oblique: bool,
) -> tuple[str, ...]:
    """Return the nominative of a surname that is any noun, by the case of its given name.

    Empty where the given name may be a nominative, or no reading fits ("Юрия Дрозда" does).
    """
    given, surname = readings[0], words[-1]
    if len(words) != _WHOLE_NAME or (not oblique and any(key[1] == "nomn" for key in given)):
        return ()
    nouns = [parse for parse in _parses(surname, language) if "anim" in parse.tag.grammemes]
    for key in sorted(key for key in given if key[1] != "nomn"):
        for parse in nouns:
            if (str(parse.tag.gender or ""), str(parse.tag.case)) == key:
                first = _as_subject(given[key], words[0], key[0])
                return first, _as_subject(parse, surname, key[0])
    return ()


def _given_alone(
    words: tuple[str, ...], given: dict[tuple[str, str], Any], *, oblique: bool
) -> tuple[str, ...]:
    """Return the name with its given name in the nominative where only that is known."""
    cases = sorted(key for key in given if key[1] != "nomn")
    if len(words) < _WHOLE_NAME or not cases or (not oblique and len(cases) < len(given)):
        return words
    return _as_subject(given[cases[0]], words[0], cases[0][0]), *words[1:]


def _by_ending(
    words: tuple[str, ...], readings: list[dict[tuple[str, str], Any]], script: Script | None
) -> tuple[str, ...]:
    """Cut the case ending of a surname that no dictionary knows, where its given name shows one."""
    given, surname = readings[0] if readings else {}, words[-1]
    if script is None or ("masc", "nomn") in given or ("masc", "gent") not in given:
        return ()
    ending = next((tail for tail in script.oblique if surname.lower().endswith(tail)), None)
    if ending is None or len(words) < _WHOLE_NAME:
        return ()
    first = str(given["masc", "gent"].normal_form)
    stem = surname[: len(surname) - len(ending)]
    return (first[:1].upper() + first[1:], *words[1:-1], stem + script.oblique[ending])


def _name_readings(word: str, language: str) -> dict[tuple[str, str], Any]:
    readings: dict[tuple[str, str], Any] = {}
    for parse in _parses(word, language):
        tag = parse.tag
        if tag.case is None or "plur" in tag.grammemes:
            continue
        if (
            "Name" in tag.grammemes
            or "Surn" in tag.grammemes
            or "Patr" in tag.grammemes
            or "ADJF" in tag.grammemes
        ):
            genders = _BOTH if _UNDECLINED in tag.grammemes else (str(tag.gender or ""),)
            for gender in genders:
                readings.setdefault((gender, str(tag.case)), parse)
    return readings
