"""English spelling of place names as the news write them.

Used by the build of the gazetteer and for places that no gazetteer knows (villages, districts).
"""

import re
from collections.abc import Container
from difflib import SequenceMatcher
from typing import Final

# Ukrainian: the official table of 2010, which English-language news follow
_UK: Final = dict(
    zip(
        "абвгґдежзийклмнопрстуфхцчшщьюяєії'",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "y",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "iu",
            "ia",
            "ie",
            "i",
            "i",
            "",
        ],
        strict=True,
    )
)
_UK_INITIAL: Final = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
# Russian: the habit of the wire agencies (BGN/PCGN without its marks)
_RU: Final = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
            "yo",
        ],
        strict=True,
    )
)
_VOWELS: Final = "аеёиоуыэюяьъ"
_RUSSIAN_ENDING: Final = re.compile(r"(?<=[a-z])oy?e$")  # "Maiskoe", Maiske
_MARKS: Final = re.compile(r"[’'ʼʹ`‘]")


def _cased(plain: str, model: str) -> str:
    return plain[:1].upper() + plain[1:] if model[:1].isupper() else plain


def ukrainian(name: str) -> str:
    """Return the official Latin spelling of a Ukrainian name."""
    out, before = [], " "
    for letter in name:
        low = letter.lower()
        if low in _UK_INITIAL and not before.isalpha() and before not in "'’ʼ":
            plain = _UK_INITIAL[low]
        elif low == "г" and before.lower() == "з":
            plain = "gh"
        else:
            plain = _UK.get(low, "" if low in "’ʼ" else low)
        out.append(_cased(plain, letter))
        before = letter
    return "".join(out)


def russian(name: str) -> str:
    """Return the usual news spelling of a Russian name."""
    out, before = [], " "
    for letter in name:
        low = letter.lower()
        plain = _RU.get(low, low)
        if low == "е" and (not before.isalpha() or before.lower() in _VOWELS):
            plain = "ye"
        out.append(_cased(plain, letter))
        before = letter
    return re.sub(r"(?<=[a-z])(?:iy|yy)\b", "y", "".join(out))


# how English spells names of a language, by its ISO 639-1 code
SPELLINGS: Final = {"ru": russian, "uk": ukrainian}


def plain_russian(name: str) -> str:
    """Return a GeoNames spelling of a Russian place without its marks ("Il’skiy" -> "Ilsky")."""
    name = _MARKS.sub("", name).replace("ë", "yo").replace("Ë", "Yo")
    name = re.sub(r"(?<=[a-z])(?:iy|yy)\b", "y", name)
    return re.sub(r"yye\b", "ye", name)


def plain_ukrainian(name: str, cyrillic: list[str]) -> str:
    """Return the official spelling of the Cyrillic name that is nearest to GeoNames' own."""
    base = _MARKS.sub("", name)
    best, score = base, 0.74
    for other in sorted(cyrillic):
        if re.search("[ыэъё]", other.lower()):
            continue
        latin = ukrainian(other)
        ratio = SequenceMatcher(None, latin.lower(), base.lower()).ratio()
        if ratio > score:
            best, score = latin, ratio
    return _RUSSIAN_ENDING.sub("e", best)


def called_alone(name: str, known: Container[str]) -> str:
    """Return the nominative that a name in another case has among known ones, else "".

    For towns abroad, which the gazetteer has as they are called alone: "Кирьят-Шмоне".
    """
    stems = (name[:-1], name[:-2])
    forms = [stem + end for stem in stems for end in ("", "а", "я", "ь", "е", "і", "ия", "ія")]
    return next((form for form in forms if form in known), "")
