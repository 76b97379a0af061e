"""Case forms of Russian and Ukrainian place names, for the build of the gazetteer.

pymorphy3 declines the names its dictionaries know (a toponym reading first); other names follow
the declension that their ending shows. A form too many costs a dictionary key, a form too few
costs a place, so doubtful endings take the forms of both declensions.
"""

from functools import lru_cache
from itertools import product
from typing import Any

import pymorphy3

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")

# ending of the nominative: endings of the five other cases, "/" between alternatives
_RU = (
    ("ский", "ского скому ский ским ском"),
    ("цкий", "цкого цкому цкий цким цком"),
    ("ый", "ого ому ый ым ом"),
    ("ий", "ого/его/ия ому/ему/ию ий им/ием ом/ем/ии"),
    ("ой", "ого ому ой ым ом"),
    ("ое", "ого ому ое ым ом"),
    ("ее", "его ему ее им ем"),
    ("ая", "ой ой ую ой ой"),
    ("яя", "ей ей юю ей ей"),
    ("ые", "ых ым ые ыми ых"),
    ("ие", "их/ия им/ию ие ими/ием их/ии"),
    ("ово", "ова ову ово овом ове"),
    ("ево", "ева еву ево евом еве"),
    ("ино", "ина ину ино ином ине"),
    ("ыно", "ына ыну ыно ыном ыне"),
    ("ье", "ья ью ье ьем ье"),
    ("ия", "ии ии ию ией ии"),
    ("ка", "ки ке ку кой ке"),
    ("га", "ги ге гу гой ге"),
    ("ха", "хи хе ху хой хе"),
    ("ша", "ши ше шу шей ше"),
    ("ча", "чи че чу чей че"),
    ("ща", "щи ще щу щей ще"),
    ("ца", "цы це цу цей це"),
    ("а", "ы е у ой е"),
    ("я", "и е ю ей е"),
    ("ец", "ца цу ец цом/цем це"),
    ("ок", "ка ку ок ком ке"),
    ("ь", "и/я и/ю ь ью/ем и/е"),
    ("ки", "ок/ек кам ки ками ках"),
    ("ы", "/ов ам ы ами ах"),
    ("и", "ей/ов ям/ам и ями/ами ях/ах"),
    ("й", "я ю й ем е"),
    ("о", "а у о ом е"),
)
_UK = (
    ("ський", "ського ському ський ським ському"),
    ("цький", "цького цькому цький цьким цькому"),
    ("ий", "ого ому ий им ому"),
    ("ій", "ього/ія ьому/ію ій ім/ієм ьому/ії"),
    ("ове", "ового/ова овому/ову ове овим/овом овому/ові"),
    ("єве", "євого/єва євому/єву єве євим/євом євому/єві"),
    ("еве", "евого/ева евому/еву еве евим/евом евому/еві"),
    ("ине", "иного/ина иному/ину ине иним/ином иному/ині"),
    ("їне", "їного/їна їному/їну їне їним/їном їному/їні"),
    ("е", "ого ому е им ому"),
    ("ове", "ова ову ове овом ові"),
    ("ово", "ова ову ово овом ові/ове"),
    ("ево", "ева еву ево евом еві/еве"),
    ("ино", "ина ину ино ином ині"),
    ("жжя", "жжя жжю жжя жжям жжі"),
    ("лля", "лля ллю лля ллям ллі"),
    ("ття", "ття ттю ття ттям тті"),
    ("ння", "ння нню ння нням нні"),
    ("ія", "ії ії ію ією ії"),
    ("ка", "ки ці ку кою ці"),
    ("га", "ги зі гу гою зі"),
    ("ха", "хи сі ху хою сі"),
    ("а", "и/ої і/ій у ою і/ій"),
    ("я", "і ї/і ю ею/єю і"),
    ("їв", "єва єву їв євом єві"),
    ("ів", "ова/ева ову/еву ів овом/евом ові/еві"),
    ("їв", "єва єву їв євом єві"),
    ("ець", "ця цю ець цем ці"),
    ("іль", "оля/еля олю/елю іль олем/елем олі/елі"),
    ("ь", "і/я і/ю ь ю/ем і"),
    ("ки", "ок кам ки ками ках"),
    ("ці", "ців/ець цям ці цями цях"),
    ("и", "/ів ам и ами ах"),
    ("і", "ів/їв ям і ями ях"),
    ("й", "я ю й єм ї"),
    ("о", "а у о ом і"),
)
_CONSONANTS = {
    "ru": ("а", "у", "", "ом", "е"),
    "uk": ("а", "у", "", "ом", "і"),
}
_FIRST_PART_TURNS = ("-на-", "-над-", "-под-", "-під-", "-ам-", "-оф-")


@lru_cache(maxsize=2)
def _analyzer(language: str) -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang=language)


def _known_forms(word: str, language: str) -> dict[str, set[str]] | None:
    """Return the cases of a word of the dictionary, or None where it has no usable reading."""
    readings = [
        parse
        for parse in _analyzer(language).parse(word)
        if parse.is_known
        and "nomn" in str(parse.tag)
        and parse.tag.POS in {"NOUN", "ADJF"}
        and (parse.tag.POS == "ADJF" or parse.normal_form.replace("ё", "е") == word)
    ]
    toponyms = [parse for parse in readings if "Geox" in str(parse.tag)]
    nouns = [parse for parse in readings if parse.tag.POS == "NOUN"]
    adjectives = [parse for parse in readings if parse.tag.POS == "ADJF"]
    if word.endswith(("ів", "їв", "ов", "ев", "ин")):
        adjectives = []  # possessive adjectives: a place of this form is declined as a noun
    chosen = toponyms or (nouns or adjectives if language == "uk" else adjectives or nouns)
    if not chosen or "Fixd" in str(chosen[0].tag):
        return None
    return _cases_of(chosen[0], word)


def _cases_of(parse: Any, word: str) -> dict[str, set[str]]:
    number, gender = parse.tag.number, parse.tag.gender
    forms: dict[str, set[str]] = {case: set() for case in CASES}
    for form in parse.lexeme:
        tag = form.tag
        if tag.case not in forms or tag.number != number or "Supr" in str(tag):
            continue
        if gender and tag.gender not in {None, gender}:
            continue
        if tag.POS == "ADJF" and "anim" in str(tag).replace("inan", ""):
            continue
        forms[tag.case].add(form.word.replace("ё", "е"))
    forms["nomn"] = {word}
    return forms


def _ruled_forms(word: str, language: str) -> dict[str, set[str]]:
    """Return the cases of a word by its ending."""
    for ending, others in _RU if language == "ru" else _UK:
        if word.endswith(ending) and len(word) > len(ending):
            stem = word[: -len(ending)]
            cases = [{stem + form for form in case.split("/")} for case in others.split(" ")]
            return dict(zip(CASES, [{word}, *cases], strict=True))
    if word[-1] in "бвгджзклмнпрстфхцчшщ":
        return dict(
            zip(CASES, [{word}, *({word + end} for end in _CONSONANTS[language])], strict=True)
        )
    return {case: {word} for case in CASES}


@lru_cache(maxsize=200_000)
def word_forms(word: str, language: str) -> dict[str, frozenset[str]]:
    """Return the forms of one lower-case word by case; hyphened names turn in the right part."""
    if "-" in word:
        return _hyphened_forms(word, language)
    forms = _known_forms(word, language) or _ruled_forms(word, language)
    return {case: frozenset(forms[case] or {word}) for case in CASES}


def _hyphened_forms(word: str, language: str) -> dict[str, frozenset[str]]:
    if any(mark in word for mark in _FIRST_PART_TURNS):
        first, rest = word.split("-", 1)
        turned = word_forms(first, language)
        return {case: frozenset(f"{form}-{rest}" for form in turned[case]) for case in CASES}
    first, _, last = word.rpartition("-")
    endings = word_forms(last, language) if last else {case: frozenset({last}) for case in CASES}
    adjective = last.endswith(("ский", "ський", "цкий", "ный", "ний", "цький"))
    starts = word_forms(first, language) if adjective and first else None
    return {
        case: frozenset(
            f"{start}-{end}"
            for start in (starts[case] | {first} if starts else {first})
            for end in endings[case]
        )
        for case in CASES
    }


def name_forms(words: tuple[str, ...], language: str) -> set[tuple[str, ...]]:
    """Return every case form of a name of one or more lower-case words, the name included."""
    found: set[tuple[str, ...]] = {words}
    if len(words) > 3:
        return found
    turned = [word_forms(word, language) for word in words]
    for case in CASES:
        found.update(product(*(forms[case] for forms in turned)))
    return found
