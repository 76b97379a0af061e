"""Finding of place names in the tokens of a text."""

from collections.abc import Sequence

from transforms.events.gazetteer import SURNAME, Gazetteer, Place
from transforms.events.name_index import Named
from transforms.events.place_around import around_named
from transforms.events.place_candidates import candidate_words, owners_of_names
from transforms.events.place_captured_names import as_abroad, captured_settlements
from transforms.events.place_elided import with_elided
from transforms.events.place_headline import read_headline
from transforms.events.place_lists import name_regions
from transforms.events.place_mentions import (
    PlaceMention,
    district_groups,
    is_capital,
    land_districts,
    region_groups,
    region_of_town,
)
from transforms.events.place_nationality import is_led, within_countries
from transforms.events.place_roles import (
    LOCATION,
    begins_name,
    context_before,
    ends_name,
    ends_sentence,
    heads_name,
    is_acronym,
    is_land,
    is_origin,
    is_specified,
    names_other,
    opens_sentence,
    person_before,
    role_of,
    speaks,
    stands_in,
)
from transforms.events.place_seats import SEATS, stands_for_government
from transforms.events.place_settlements import is_settlement, names_site, with_villages
from transforms.events.place_ships import ship_tokens
from transforms.events.place_site_towns import with_site_towns
from transforms.events.place_unknown import unknown_settlements
from transforms.events.place_words import (
    ADJECTIVE,
    DEMONYM,
    NAME,
    PlaceWords,
    place_words,
)
from transforms.language.tokens import Token, lowers_of

_LARGE, _KNOWN_WELL = 100_000, 1_000_000


def find_places(
    text: str,
    tokens: Sequence[Token],
    language: str,
    gazetteer: Gazetteer,
    captures: Sequence[int] = (),
) -> Sequence[PlaceMention]:
    """Return the places that ``text`` names, sorted by start; ``tokens`` are those of the text.

    ``captures`` are the tokens behind words for taking settlements.
    """
    words, plain = place_words(gazetteer, language), list(tokens)
    search = _Search(text, plain, lowers_of(tokens), gazetteer, words, captures)
    found = name_regions(text, plain, search.run(), search.region_nouns, words, gazetteer)
    return read_headline(text, plain, found, words, gazetteer)


class _Search:
    """One pass over one text."""

    def __init__(
        self,
        text: str,
        tokens: list[Token],
        lowers: list[str],
        gazetteer: Gazetteer,
        words: PlaceWords,
        captures: Sequence[int],
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._lowers = lowers
        self._gazetteer = gazetteer
        self._words = words
        self._taken: set[int] = set()
        self._captures = frozenset(captures)
        self._found: list[PlaceMention] = []
        self._surnames: set[str] = set()
        self._companies: set[str] = set()
        self.region_nouns: list[int] = []
        self._region_starts: set[int] = set()

    def run(self) -> list[PlaceMention]:
        """Return every mention, sorted by start."""
        tokens, words, blocked = self._tokens, self._words, self._words.blocked
        candidates = candidate_words(tokens, self._lowers, words, self._gazetteer)
        starts, nouns, settlements, talks, enclosed = candidates
        for index in starts:
            if tokens[index].text[0].isupper():
                end, named = blocked.at(tokens, index)
                if named and self._free(index, end):
                    self._block(index, end, named[0].role)
        for index in nouns:
            self._group(index)
        self._surnames, self._companies = owners_of_names(tokens, starts, self._taken, words)
        if not words.vessel_nouns.isdisjoint(self._lowers):
            self._taken |= ship_tokens(self._text, tokens, starts, words)
        following = 0
        for index in starts:
            if index >= following and index not in self._taken:
                following = self._name_at(index)
        unknown = (tokens, settlements, self._found, self._taken, words)
        for first, last, places in unknown_settlements(*unknown, self._gazetteer):
            surely = words.capitalised_names  # names that change by case are read less so
            self._take(first, last, places[0].kind, places, firm=surely)
        found = self._with_captured()
        if words.site_endings:
            found = with_site_towns(tokens, found, words, self._gazetteer)
        if not words.capitalised_names:
            found = with_villages(tokens, found, words)
            found = with_elided(self._text, tokens, found, words, self._gazetteer)
        found = around_named(tokens, found, words, self._gazetteer, talks=talks, enclosed=enclosed)
        return within_countries(tokens, found, words)

    def _with_captured(self) -> list[PlaceMention]:
        """Return what is found by its start, names that only words for taking them tell of too."""
        words = self._words
        ends = [] if words.capitalised_names else sorted(self._captures)
        taken = (self._tokens, ends, self._taken, words, self._gazetteer)
        for first, last, places in captured_settlements(*taken):
            self._take(first, last, "city", places, firm=False)
        found = sorted(self._found, key=lambda mention: mention.start)
        return as_abroad(self._tokens, found, ends, words, self._gazetteer) if ends else found

    def _block(self, first: int, last: int, role: str) -> None:
        """Keep a name that only contains places, so that nobody takes its parts for places."""
        for index in range(first, last):
            self._taken.add(index)
            token = self._tokens[index]
            places = self._gazetteer.named(token.lower) if token.text[0].isupper() else ()
            if places:
                self._add(index, index + 1, "city", role, places[:1])

    def _group(self, noun: int) -> None:
        words, tokens = self._words, self._tokens
        lemmas = (*tokens[noun].lemmas, tokens[noun].lower)
        if not words.all_region_nouns.isdisjoint(lemmas):
            self.region_nouns.append(noun)
            office = tokens[noun].lower in words.office_nouns
            groups = region_groups(tokens, noun, words)
            for first, last, ids in groups or region_of_town(tokens, noun, words, self._gazetteer):
                if self._free(first, last) and not self._is_area(first, last):
                    places = tuple(self._gazetteer.region_place(one) for one in ids)
                    self._region_starts.add(first)
                    if office and first < noun:
                        self._add(first, min(last, noun), "region", ADJECTIVE, places)
                    elif not office:  # a region after "governor of" is found by its own noun
                        self._take(first, last, "region", places)
            return
        for first, last, found in district_groups(tokens, noun, words, self._gazetteer):
            if self._free(first, last):
                self._take(first, last, "district", found)

    def _is_area(self, first: int, last: int) -> bool:
        """Tell whether an area has this name, noun and all: Iraq's "Kurdistan region"."""
        end, named = self._words.names.at(self._tokens, first)
        return end >= last and any(one.kind == "area" for one in named)

    def _name_at(self, first: int) -> int:
        """Take the longest name that begins at ``first``; return where to go on."""
        last, named = self._words.names.at(self._tokens, first)
        if not named and self._tokens[first].text.islower():
            return self._compound(first)
        settlement = self._settlement_end(first)
        roles = (ADJECTIVE, DEMONYM) if last in self._region_starts else (ADJECTIVE,)
        other = settlement == last and all(one.role in roles for one in named)
        if named and not other and last >= settlement and self._free(first, last):
            self._take_named(first, last, named)
            return last
        if settlement:
            return self._take_settlement(first, settlement)
        return self._land(first) or self._compound(first)

    def _land(self, first: int) -> int:
        """Take the land around a town ("Нікопольщина") for its district; 0 where it is none."""
        tokens, words = self._tokens, self._words
        capital = bool(words.land_endings) and tokens[first].text[0].isupper()
        if not capital or not self._free(first, first + 1) or is_settlement(tokens, first, words):
            return 0  # "село Чернещина"
        known = land_districts(tokens[first], words, self._gazetteer)
        if known:
            self._take(first, first + 1, "district", known)
        return first + 1 if known else 0

    def _take_named(self, first: int, last: int, named: Sequence[Named]) -> None:
        tokens, words = self._tokens, self._words
        places = tuple(words.place_of(one, self._gazetteer) for one in named)
        kept = [place for place, one in zip(places, named, strict=True) if one.role == NAME]
        if kept and is_led(tokens, last, words):
            self._add(first, last, kept[0].kind, "origin", tuple(kept))
        elif kept:
            self._take(first, last, kept[0].kind, tuple(kept))
        elif named[0].role == ADJECTIVE:
            if not names_other(tokens, last, words):
                self._add(first, last, places[0].kind, ADJECTIVE, places)
        else:
            role = "origin" if is_origin(tokens, last, words) else DEMONYM
            land = is_land(tokens, first, last, words)
            self._add(first, last, places[0].kind, LOCATION if land else role, places)

    def _settlement_end(self, first: int) -> int:
        """Return the end of the longest settlement name that begins at ``first``, or 0."""
        tokens, gazetteer = self._tokens, self._gazetteer
        token = tokens[first]
        alone = bool(self._words.base_name(token.lower, gazetteer))
        longest = min(gazetteer.longest(token.lower), len(tokens) - first)
        if not (alone or longest > 1):
            return 0
        if not is_capital(token.text) or is_acronym(self._text, tokens, first):
            return 0
        for length in range(longest, 1, -1):
            last = first + length
            if tokens[last - 1].text.islower():  # not "Dhahran al-Janoub"
                continue
            key = " ".join([token.lower for token in tokens[first:last]])
            if key in gazetteer and self._free(first, last):
                return last
        return first + 1 if alone else 0

    def _take_settlement(self, first: int, last: int) -> int:
        key = " ".join([token.lower for token in self._tokens[first:last]])
        if key in self._words.region_links:
            return first + 1  # "Five Districts Of Kharkiv"
        if phrases := self._words.region_phrases:
            region = phrases.get(f"{self._tokens[first - 1].lower} {key}") if first else None
            if region is not None:
                self._take(first, last, "region", (self._gazetteer.region_place(region),))
                return last
        if last - first == 1:
            key = self._words.base_name(key, self._gazetteer)
        places = self._gazetteer.named(key)
        site = last - first == 1 and names_site(self._tokens, first, self._words)
        if places[0].population < _LARGE and (site or self._is_cut(first, last)):
            return first + 1
        after = self._tokens[last].lower if last < len(self._tokens) else ""
        # "Soum province", a region of which no list knows, is not the town
        firm = after not in self._words.region_nouns and self._is_firm(first, last)
        if self._is_person(first, last, key, places[0], firm):
            self._add(first, last, "city", "person", places)
        elif firm or not self._is_doubtful(first, last, key, places[0]):
            self._take(first, last, "city", places, firm=firm)
        else:
            return first + 1
        return last

    def _is_cut(self, first: int, last: int) -> bool:
        """Tell whether a known name is only a part of a longer one that is not known."""
        ends = last - first == 1 and ends_name(self._tokens, first, self._taken, self._words)
        return ends or begins_name(self._tokens, last, self._words)

    def _is_firm(self, first: int, last: int) -> bool:
        """Tell whether the words around a name say that it is a place."""
        words, tokens = self._words, self._tokens
        word = last - first == 1 and self._is_word(first)
        comma = last + 1 in self._region_starts and tokens[last].text == ","
        if comma or last in self._region_starts or first in self._captures:
            return True
        region = self._follows(first)  # "в крымской Феодосии"
        beside = 2 if region is not None and region.role == ADJECTIVE else 1
        for step in (1, 2):
            if first < step or ends_sentence(tokens, first - step):
                break  # "in the port. There ..."
            before = tokens[first - step]
            if first - step in self._taken:  # "Port Sudan | Airport"
                continue
            short = words.abbreviations and step > 1 and is_settlement(tokens, first, words)
            if short or not words.city_nouns.isdisjoint(before.lemmas):
                return True
            owned = step == 1 or region is not None  # "обстріл (росіянами) | Покровська"
            owned = owned and not words.owned_nouns.isdisjoint(before.lemmas)
            near = step == beside and context_before(tokens, first, "city", words) == "near"
            if near or owned or (step == beside and before.lower in words.locative):
                return not names_site(tokens, last, words) and (
                    not word or near or is_specified(tokens, last)
                )
            if step == 1 and before.lower in words.separators:
                item = self._follows(first - 1)
                if item is not None and item.kind == "city":  # the next one of a list
                    return not word
        town = last < len(tokens) and not words.city_nouns.isdisjoint(tokens[last].lemmas)
        behind = last < len(tokens) and tokens[last].lower in words.nouns_behind
        if behind or (town and words.capitalised_names):
            return True  # not "Мер | міста", the mayor of the town
        return (town or stands_in(tokens, first, words)) and not word

    def _follows(self, end: int) -> PlaceMention | None:
        """Return the place found last if it ends there."""
        return self._found[-1] if self._found and self._found[-1].last_token == end else None

    def _is_word(self, first: int) -> bool:
        """Tell whether a capitalised word is likely one of the language.

        A large city's name written with a capital inside a sentence is none ("у центрі Сум").
        """
        words, token = self._words, self._tokens[first]
        listed = not words.common.isdisjoint(token.lemmas) or token.lower in words.common
        if not (listed or words.is_closed_class(token.lower)):
            return False
        if words.capitalised_names or opens_sentence(self._tokens, first):
            return True
        places = self._gazetteer.named(token.lower)
        return not places or places[0].population < _LARGE

    def _is_person(self, first: int, last: int, key: str, place: Place, firm: bool) -> bool:
        """Tell whether a name is a person's: first name, title or verb of speech beside it."""
        words, tokens = self._words, self._tokens
        before = person_before(tokens, first, words)
        small = place.population < _LARGE
        company = small and not self._companies.isdisjoint(tokens[first].lemmas)
        if before == "name" or company:
            return True
        titled = before == "title" and place.population < _KNOWN_WELL
        if titled and (words.capitalised_names or (small and self._gazetteer.mark(key) == SURNAME)):
            return True
        token = tokens[first]
        given = not words.given_names.isdisjoint(token.lemmas)
        if given and last < len(tokens) and tokens[last].text[0].isupper():
            return tokens[last].text[0].isalpha()
        if firm:
            return False
        if given or not self._surnames.isdisjoint(token.lemmas):
            return place.population < _KNOWN_WELL
        return small and speaks(tokens, last, words)

    def _is_doubtful(self, first: int, last: int, key: str, place: Place) -> bool:
        """Tell whether an unsupported name is more likely a word or a person."""
        if last - first > 1:
            return False
        little, known = place.population < _KNOWN_WELL, (self._words, self._gazetteer)
        if self._is_word(first) or (little and heads_name(self._tokens, first, *known)):
            return True
        if place.population >= _LARGE:
            return False
        return bool(self._gazetteer.mark(key)) or (
            opens_sentence(self._tokens, first) and len(key) < 4
        )

    def _compound(self, first: int) -> int:
        """Take the first part of a hyphened word for a place's adjective ("Iranian-made")."""
        token = self._tokens[first]
        if "-" not in token.text:  # most words
            return first + 1
        head, _, tail = token.text.partition("-")
        if not tail or not head:
            return first + 1
        part = Token(token.start, token.start + len(head), head, head.lower(), (head.lower(),))
        end, named = self._words.names.at([part], 0)
        if named and end == 1 and named[0].kind == "country":
            made = tail.lower() in self._words.origin_marks
            role = "origin" if made else DEMONYM if named[0].role == DEMONYM else "adjective"
            places = tuple(self._words.place_of(one, self._gazetteer) for one in named)
            self._add(first, first + 1, places[0].kind, role, places)
        return first + 1

    def _free(self, first: int, last: int) -> bool:
        return not self._taken or self._taken.isdisjoint(range(first, last))

    def _take(
        self, first: int, last: int, kind: str, places: tuple[Place, ...], *, firm: bool = True
    ) -> None:
        text, tokens, words = self._text, self._tokens, self._words
        role = role_of(text, tokens, first, last, kind, words)
        if role == LOCATION and kind in SEATS:
            span = (first, last)
            if stands_for_government(text, tokens, span, places[0], words, self._gazetteer):
                role = "government"
        self._add(first, last, kind, role, places, firm=firm)

    def _add(
        self,
        first: int,
        last: int,
        kind: str,
        role: str,
        places: tuple[Place, ...],
        *,
        firm: bool = True,
    ) -> None:
        start, end = self._tokens[first].start, self._tokens[last - 1].end
        self._taken.update(range(first, last))
        self._found.append(PlaceMention(start, end, first, last, kind, role, places, firm))
