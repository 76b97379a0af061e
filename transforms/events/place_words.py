"""The words of one language compiled for finding places."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from transforms.events.collection import loading_for_good
from transforms.events.facilities import Facilities
from transforms.events.gazetteer import Gazetteer, Place, key_of
from transforms.events.gazetteer_lists import Country, Region
from transforms.events.lexicon import LexiconError
from transforms.events.name_index import DECLINED, Keys, Named, NameIndex
from transforms.events.place_lexicon import PlaceLexicon, by_last_word, load_place_lexicon
from transforms.events.place_spelling import called_alone
from transforms.language.morphology import analyzer
from transforms.language.tokens import Token, normal, tokenize

DEMONYM: Final = "demonym"
NAME: Final = "name"
ADJECTIVE: Final = "adjective"
GROUP_NOUN, SMALL_START, CAPITAL_START, HYPHENED, SETTLEMENT_NOUN, MEETING = 1, 2, 4, 8, 16, 32
_NOTED: Final = 10_000
_TOWN: Final = 5_000
_MEMO_WORDS: Final = 200_000
_RESPELLED: Final = 5  # letters of the shortest foreign name that is looked up respelled
_CLOSED: Final = frozenset({"NPRO", "ADVB", "CONJ", "PREP", "PRCL", "INTJ"})
# the nouns that the build adds to the bare names of regions (configs/places/build.yaml)
_COMPILED_NOUNS: Final = frozenset({
    "governorate", "province", "district", "state", "region", "voivodeship", "county",
    "municipality",
})  # fmt: skip


class PlaceWords:
    """Everything the finder knows in one language. Build once per process; read only."""

    def __init__(self, gazetteer: Gazetteer, language: str, lexicon: PlaceLexicon) -> None:
        self.language = language
        self.lexicon = lexicon
        self.known: dict[str, int] = {}
        self._closed: dict[str, bool] = {}
        self._bases: dict[str, str] = {}
        self._respell = str.maketrans(lexicon.respelling)
        self.land_endings = tuple(lexicon.land_endings)
        self.common = frozenset(normal(word) for word in lexicon.common)
        self.names = NameIndex(language)
        self.region_names: set[str] = set()  # of one word
        self.blocked = NameIndex(language)
        self.stems: dict[str, list[tuple[Keys, str]]] = {}
        self._demonyms = frozenset(
            word for one in gazetteer.countries.values() for word in one.adjectives.get("en", ())
        )
        self._lands = gazetteer.land_names(language)
        for region in gazetteer.regions.values():
            self._add_region(region, gazetteer)
        for country in gazetteer.countries.values():
            self._add_country(country)
        for area in gazetteer.areas.values():
            for name in self._own(area.names):
                self.names.add(name, Named(area.kind, area.id, NAME))
        self._add_facilities(gazetteer.facilities)
        for name in lexicon.outlets:
            self.blocked.add(name.title(), Named("outlet", name, "outlet"))
        for name in lexicon.clubs:
            self.blocked.add(name.title(), Named("club", name, "club"))
        self._places: dict[Named, Place] = {}
        self._add_settlements(gazetteer)
        self.city_stems = self._city_stems(gazetteer)
        self.company_nouns = frozenset(lexicon.company_nouns)
        self._add_words(lexicon)
        self._beside_names = (
            self.named_nouns | self.nouns_behind | self.abbreviations | self.rule_nouns
        )

    def place_of(self, named: Named, gazetteer: Gazetteer) -> Place:
        """Return the place that a kept name stands for."""
        place = self._places.get(named)
        if place is None:
            make = {
                "country": gazetteer.country_place,
                "region": gazetteer.region_place,
                "facility": gazetteer.facility_place,
            }.get(named.kind, gazetteer.area_place)
            place = self._places[named] = make(named.ref)
        return place

    def _city_stems(self, gazetteer: Gazetteer) -> dict[str, list[tuple[Keys, str]]]:
        """Return the regions that are named like a city ("Rostov"), by the last word."""
        found: dict[str, list[tuple[Keys, str]]] = {}
        for region in gazetteer.regions.values():
            for stem in (*region.stems.get("en", ()), *region.bare.get(self.language, ())):
                keys = tuple(self.names.keys(token.text) for token in tokenize(stem, None))
                for key in sorted(keys[-1]):
                    found.setdefault(key, []).append((keys, region.id))
        return found

    def _own(self, names: dict[str, list[str]]) -> list[str]:
        own = names.get(self.language, [])
        return own if own and self.language in {"ru", "uk"} else [*own, *names.get("en", [])]

    def flags(self, token: Token, gazetteer: Gazetteer) -> int:
        """Return what a word may begin or be; 0 for plain words."""
        found = self.known.get(token.lower)
        if found is None:
            if len(self.known) > _MEMO_WORDS:
                self.known.clear()
                self._closed.clear()
                self._bases.clear()
            found = self.known[token.lower] = self._flags_of(token, gazetteer)
        return found

    def _flags_of(self, token: Token, gazetteer: Gazetteer) -> int:
        lower = token.lower
        forms = (lower, *token.lemmas)
        found = 0 if self.group_nouns.isdisjoint(forms) else GROUP_NOUN
        if not self._beside_names.isdisjoint(forms):
            found |= SETTLEMENT_NOUN
        if not self.meetings.isdisjoint(forms):
            found |= MEETING
        if not self.names.small_starts.isdisjoint(forms):
            found |= SMALL_START
        if (
            self.base_name(lower, gazetteer)
            or gazetteer.longest(lower) > 1
            or any(form.endswith(self.land_endings) for form in forms)
            or any(form in self.names or form in self.blocked for form in forms)
        ):
            found |= CAPITAL_START
        elif "-" in lower:
            found |= HYPHENED
        return found

    def base_name(self, lower: str, gazetteer: Gazetteer) -> str:
        """Return the name in the gazetteer that a word (lower case) is a form of, else "".

        A name declined like an adjective ("Ярцевому") is found by its base; a foreign name that is
        written by the letters of the language ("Кіріші") by the spelling of its own country.
        """
        found = self._bases.get(lower)
        if found is None:
            known = lower in gazetteer
            found = self._bases[lower] = lower if known else self._base_of(lower, gazetteer)
        return found

    def _base_of(self, lower: str, gazetteer: Gazetteer) -> str:
        for ending, bases in self.lexicon.name_endings.items():
            if lower.endswith(ending):
                names = [lower[: -len(ending)] + base for base in bases]
                known = next((name for name in names if name in gazetteer), "")
                spelled = (self._respelled(name, gazetteer) for name in names)
                return known or next((name for name in spelled if name), "")
        return self._respelled(lower, gazetteer)

    def _respelled(self, lower: str, gazetteer: Gazetteer) -> str:
        """Return a foreign name as its own country spells it, "" where none is known so."""
        if self._respell and len(lower) >= _RESPELLED:
            other = lower.replace("ськ", "ск").replace("цьк", "цк").translate(self._respell)
            known = analyzer(self.language).word_is_known(lower)
            if not known and other in gazetteer and not gazetteer.mark(other):
                return other
        hyphened = "-" in lower and self.language in DECLINED
        return called_alone(lower, gazetteer) if hyphened else ""

    def is_closed_class(self, lower: str) -> bool:
        """Tell whether a word is a pronoun, adverb, conjunction or preposition as well."""
        found = self._closed.get(lower)
        if found is None:
            found = self.language in DECLINED and any(
                parse.is_known and parse.tag.POS in _CLOSED
                for parse in analyzer(self.language).parse(lower)
            )
            self._closed[lower] = found
        return found

    def _add_region(self, region: Region, gazetteer: Gazetteer) -> None:
        if region.kind != "region" or self.language in DECLINED:
            for name in self._own(region.names):
                if region.kind != "region" or not self._is_plain_word(name):
                    self.names.add(name, Named("region", region.id, NAME))
                if region.kind != "region":
                    self.region_names.add(normal(name))
        self._add_far(region, gazetteer)
        stems = self._own(region.stems)
        if region.kind == "region":
            bare = self._bare(region.name)
            further = region.names.get("en", [])[1:]
            stems = [bare, *further] if bare[:1].isalpha() else further
            known = (
                "en" not in region.names  # a word as well ("Unity State")
                or self._is_town(bare, region, gazetteer)
                or normal(bare) in self.common
                or bare in self._demonyms  # "Somali Region"
                or any(bare in area.names["en"] for area in gazetteer.areas.values())
            )
            if bare != region.name or not known:
                self.names.add(region.name, Named("region", region.id, NAME))
            alone = [] if known or not stems else [bare]
            alone += [name for name in further if not self._is_town(name, region, gazetteer)]
            for name in alone:
                self.names.add(name, Named("region", region.id, NAME))
        for stem in stems:
            if self.language in DECLINED:
                self.names.add(stem, Named("region", region.id, ADJECTIVE))
            words = [token.text for token in tokenize(stem, None)]
            keys = tuple(self.names.keys(word) for word in words)
            for key in sorted(keys[-1]):
                self.stems.setdefault(key, []).append((keys, region.id))

    def _add_far(self, region: Region, gazetteer: Gazetteer) -> None:
        """Add a far region's names behind their nouns, and alone where nothing else has them."""
        named = Named("region", region.id, NAME)
        for name in region.far.get(self.language, ()):
            for noun in self.lexicon.far_region_nouns:
                self.names.add(f"{noun} {name}", named)
            known = name.lower() in self._lands or self._is_plain_word(name)
            if not (known or self._is_town(name, region, gazetteer)):
                self.names.add(name, named)

    def _is_plain_word(self, name: str) -> bool:
        """Tell whether the name of a far region is a word of the language ("Сила")."""
        if " " in name or self.language not in DECLINED:
            return False
        readings = analyzer(self.language).parse(normal(name))
        return any(parse.is_known and "Geox" not in str(parse.tag) for parse in readings)

    def _is_town(self, name: str, region: Region, gazetteer: Gazetteer) -> bool:
        """Tell whether a region's name is that of its town, or of a town of note elsewhere.

        No village takes it, nor a town whose longer name ends in it.
        """
        key = key_of(name)
        return any(
            place.population >= (_TOWN if place.admin1_id == region.id else _NOTED)
            and not key_of(place.name).endswith(f" {key}")
            for place in gazetteer.named(key)
        )

    def _bare(self, name: str) -> str:
        """Return a region's name without its noun ("Anbar Governorate" -> "Anbar")."""
        words = name.split(" ")
        kept = [word for word in words if word.lower() not in _COMPILED_NOUNS]
        return " ".join(kept or words)

    def _add_country(self, country: Country) -> None:
        for name in self._own(country.names):
            self.names.add(name, Named("country", country.code, NAME))
        for name in (*self._own(country.adjectives), *self._own(country.people)):
            self.names.add(name, Named("country", country.code, DEMONYM))

    def _add_facilities(self, known: Facilities) -> None:
        cyrillic = self.language in {"ru", "uk"}
        nouns = (noun for kind in known.nouns.values() for noun in kind.get(self.language, ()))
        self.site_nouns = self._set(noun for noun in nouns if " " not in noun)
        for facility in known.facilities:
            for language in (self.language, "en") if not cyrillic else (self.language,):
                generic = {
                    noun.split()[0].lower() for noun in known.nouns[facility.noun].get(language, ())
                }
                adjectives = {
                    stem for stem in facility.stems.get(language, ()) if stem[0].islower()
                }
                for name in known.names_of(facility, language):
                    named = Named("facility", facility.id, NAME)
                    self.names.add(name, named)
                    # "на рязанском НПЗ": an adjective has a capital only in an official name
                    first = name.split()[0].lower()
                    if (cyrillic and first in adjectives) or first in generic:
                        self.names.add(name[0].lower() + name[1:], named)

    def _add_settlements(self, gazetteer: Gazetteer) -> None:
        """Add spellings and cases of towns that the compiled names of the gazetteer lack."""
        for english, names in self.lexicon.settlements.items():
            places = gazetteer.named(key_of(english))
            if not places:
                raise LexiconError(f"settlements of {self.language!r}: no place {english!r} known")
            for name in names:
                named = Named("settlement", places[0].id, NAME)
                self._places[named] = places[0]
                self.names.add(name, named)

    def _add_words(self, lexicon: PlaceLexicon) -> None:
        self._add_region_words(lexicon)
        self._add_settlement_words(lexicon)
        self._add_words_before(lexicon)
        self._add_words_between(lexicon)
        self._add_words_of_roles(lexicon)
        self._add_words_of_names(lexicon)

    def _add_region_words(self, lexicon: PlaceLexicon) -> None:
        """Add the nouns of regions, districts and communities."""
        self.office_nouns = frozenset(lexicon.office_nouns)
        self.region_nouns = self._set(lexicon.region_nouns) | self.office_nouns
        self.region_plurals = self._set(lexicon.region_plurals)
        self.region_links = frozenset(lexicon.region_links)
        self.region_phrases = {normal(said): one for said, one in lexicon.region_phrases.items()}
        self.all_region_nouns = self.region_nouns | self.region_plurals
        self.bare_plurals = frozenset(lexicon.bare_plurals)
        self.district_nouns = self._set(lexicon.district_nouns)
        self.district_plurals = self._set(lexicon.district_plurals)
        self.district_links = frozenset(lexicon.district_links)
        self.district_adjectives = frozenset(lexicon.district_adjectives)
        self.group_nouns = self.all_region_nouns | self.district_nouns | self.district_plurals
        self.community_nouns = self._set(lexicon.community_nouns)
        self.enclosing_nouns = self.community_nouns | frozenset(lexicon.enclosing_nouns)
        self.around_nouns = self.district_nouns | self.community_nouns

    def _add_settlement_words(self, lexicon: PlaceLexicon) -> None:
        """Add the nouns of settlements and of their parts."""
        self.city_nouns = self._set(lexicon.city_nouns)
        self.nouns_behind = frozenset(lexicon.nouns_behind)
        self.part_nouns = self.nouns_behind - self.city_nouns - self.around_nouns
        if self.nouns_behind:
            self.nouns_behind |= self.district_nouns
        self.settlement_nouns = self._set(lexicon.settlement_nouns)
        self.settlement_links = frozenset(lexicon.settlement_links)
        self.abbreviations = frozenset(lexicon.settlement_abbreviations)
        self.rule_nouns = frozenset(lexicon.rule_nouns)
        self.rule_links = frozenset(lexicon.rule_links)
        self.settlement_plurals = frozenset(lexicon.settlement_plurals)
        self.site_endings = tuple(lexicon.site_endings)
        self.town_site_nouns = self._set(lexicon.town_site_nouns)
        # nouns with a link ("the city of X") say themselves whose name follows
        self.named_nouns = self.settlement_nouns | (
            self.city_nouns | self.district_nouns if self.settlement_links else frozenset()
        )

    def _add_words_before(self, lexicon: PlaceLexicon) -> None:
        """Add what stands before a place and says how it is meant."""
        self.locative = self._set(lexicon.locative)
        self.inside = self.locative & self.district_links
        self.contexts = by_last_word(
            (lexicon.border, "border"),
            (lexicon.origin_phrases, "origin"),
            (lexicon.towards, "direction"),
            (lexicon.proximity, "proximity"),
            (lexicon.near, "near"),
        )
        self.governing = by_last_word((lexicon.government_before, "government"))
        self.origin_marks = frozenset(lexicon.origin_marks)
        self.origin_after = self._set(lexicon.origin_after)
        self.units = self._set(lexicon.distance_units)
        self.distance_words = frozenset(lexicon.distance_words)
        self.when_words = frozenset(lexicon.when_words)

    def _add_words_between(self, lexicon: PlaceLexicon) -> None:
        """Add what parts or links places and their nouns."""
        self.separators = frozenset(lexicon.separators)
        self.fillers = frozenset(lexicon.fillers)
        self.passed_over = self.fillers | frozenset(lexicon.place_adjectives)
        self.passed_before = self.passed_over - self.district_links
        # what links a place to the one around it: "X village in the northern Y region"
        self.linking = self.passed_over | self.nouns_behind | self.district_links
        # "в X, Y | сельском и Z районах"
        self.list_fillers = frozenset(lexicon.list_fillers) | self.district_adjectives

    def _add_words_of_roles(self, lexicon: PlaceLexicon) -> None:
        """Add what makes of a country or town one that speaks, acts or owns."""
        self.speech = self._set(lexicon.speech)
        self.plural_endings = tuple(lexicon.plural_endings)
        self.speech_may_follow_place = bool(lexicon.plural_endings)
        self.said = self._set(lexicon.said)
        self.meetings = self._set(lexicon.meetings)
        self.government_nouns = self._set(lexicon.government_nouns)
        self.possessed_nouns = self._set(lexicon.possessed_nouns)
        self.deed_nouns = self._set(lexicon.deed_nouns)
        self.owned_nouns = self._set(lexicon.owned_nouns)

    def _add_words_of_names(self, lexicon: PlaceLexicon) -> None:
        """Add the words of names of people, ships and institutions."""
        self.capitalised_names = lexicon.capitalised_names
        self.given_names = frozenset(normal(name) for name in lexicon.given_names)
        self.titles = self._set(lexicon.titles)
        self.name_nouns = self._set(lexicon.name_nouns)
        self.vessel_nouns = frozenset(normal(noun) for noun in lexicon.vessel_nouns)
        self.land_nouns = self._set(lexicon.land_nouns)
        # words that are no part of a place's name
        self.no_names = (
            self.common,
            self.titles,
            self.name_nouns,
            self.site_nouns,
            self.city_nouns,
            self.government_nouns,
            self.vessel_nouns,
        )

    def _set(self, words: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for word in words:
            lower = normal(word)
            found |= {lower} if " " in lower else self.names.keys(lower)
        return frozenset(found)


@lru_cache(maxsize=32)
def place_words(gazetteer: Gazetteer, language: str) -> PlaceWords:
    """Return the compiled words of ``language``; English stands in where no pack exists."""
    with loading_for_good():
        return PlaceWords(gazetteer, language, load_place_lexicon(gazetteer.root, language))
