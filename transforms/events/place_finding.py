"""Finding of place names in the tokens of a text."""

from collections.abc import Sequence
from typing import Final

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_mentions import PlaceMention, district_groups, region_groups
from transforms.events.place_roles import LOCATION, is_government, is_person, role_of
from transforms.events.place_words import DEMONYM, Named, PlaceWords, place_words
from transforms.language.tokens import Token

_LARGE: Final = 100_000
_SENTENCE_END: Final = frozenset({".", "!", "?", "\n"})


def find_places(
    text: str, tokens: Sequence[Token], language: str, gazetteer: Gazetteer
) -> list[PlaceMention]:
    """Return the places that ``text`` names, sorted by start; ``tokens`` are those of the text."""
    return _Search(text, tokens, gazetteer, place_words(gazetteer, language)).run()


class _Search:
    """One pass over one text."""

    def __init__(
        self, text: str, tokens: Sequence[Token], gazetteer: Gazetteer, words: PlaceWords
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._gazetteer = gazetteer
        self._words = words
        self._taken: set[int] = set()
        self._found: list[PlaceMention] = []

    def run(self) -> list[PlaceMention]:
        self._blocked()
        self._groups()
        self._names()
        return sorted(self._found, key=lambda mention: mention.start)

    def _blocked(self) -> None:
        index = 0
        while index < len(self._tokens):
            if self._tokens[index].text[0].isupper():
                end, named = self._words.blocked.at(self._tokens, index)
                if named:
                    self._block(index, end, named[0].role)
                    index = end
                    continue
            index += 1

    def _block(self, first: int, last: int, role: str) -> None:
        """Keep a name that only contains places, so that nobody takes its parts for places."""
        for index in range(first, last):
            self._taken.add(index)
            places = self._gazetteer.named(self._tokens[index].lower)
            if places and self._tokens[index].text[0].isupper():
                self._add(index, index + 1, "city", role, places[:1])

    def _groups(self) -> None:
        words, tokens = self._words, self._tokens
        for index, token in enumerate(tokens):
            if (
                not words.region_nouns.isdisjoint(token.lemmas)
                or token.lower in words.region_plurals
            ):
                for first, last, ids in region_groups(tokens, index, words):
                    if self._free(first, last):
                        places = tuple(self._gazetteer.region_place(one) for one in ids)
                        self._take(first, last, "region", places)
            elif (
                not words.district_nouns.isdisjoint(token.lemmas)
                or token.lower in words.district_plurals
            ):
                for first, last, found in district_groups(tokens, index, words, self._gazetteer):
                    if self._free(first, last):
                        self._take(first, last, "district", found)

    def _names(self) -> None:
        index, tokens = 0, self._tokens
        while index < len(tokens):
            if index in self._taken or not tokens[index].text[0].isalpha():
                index += 1
                continue
            last = self._kept_name(index) or self._settlement(index) or self._compound(index)
            index = last or index + 1

    def _kept_name(self, first: int) -> int:
        if self._words.names.__contains__(self._tokens[first].lower) or any(
            lemma in self._words.names for lemma in self._tokens[first].lemmas
        ):
            last, named = self._words.names.at(self._tokens, first)
            if named and self._free(first, last):
                longer = self._settlement_end(first)
                if longer > last:
                    return 0
                self._take_named(first, last, named)
                return last
        return 0

    def _take_named(self, first: int, last: int, named: list[Named]) -> None:
        places = tuple(self._place(one) for one in named)
        kind = places[0].kind
        if named[0].role == DEMONYM:
            role = role_of(self._text, self._tokens, first, last, kind, self._words)
            self._add(first, last, kind, role if role == "origin" else DEMONYM, places)
            return
        self._take(first, last, kind, places)

    def _place(self, named: Named) -> Place:
        if named.kind == "country":
            return self._gazetteer.country_place(named.ref)
        if named.kind == "region":
            return self._gazetteer.region_place(named.ref)
        return self._gazetteer.area_place(named.ref)

    def _settlement_end(self, first: int) -> int:
        """Return the end of the longest settlement name that begins at ``first``, or 0."""
        tokens = self._tokens
        if not tokens[first].text[0].isupper():
            return 0
        longest = min(self._gazetteer.longest(tokens[first].lower), len(tokens) - first)
        for length in range(longest, 0, -1):
            last = first + length
            key = " ".join(token.lower for token in tokens[first:last])
            if key in self._gazetteer and self._free(first, last):
                if length == 1 or tokens[last - 1].text[0].isupper() or "-" in key:
                    return last
        return 0

    def _settlement(self, first: int) -> int:
        last = self._settlement_end(first)
        if not last:
            return 0
        key = " ".join(token.lower for token in self._tokens[first:last])
        places = self._gazetteer.named(key)
        firm = self._is_firm(first, last)
        if not firm and self._is_doubtful(first, last, key, places):
            return 0
        if is_person(self._tokens, first, last, self._words) and places[0].population < 10**6:
            self._add(first, last, "city", "person", places)
            return last
        self._take(first, last, "city", places, firm=firm)
        return last

    def _is_firm(self, first: int, last: int) -> bool:
        """Tell whether the words around a name say that it is a place."""
        words, tokens = self._words, self._tokens
        if first and tokens[first - 1].lower in words.locative:
            return True
        for step in (1, 2):
            if first >= step and not words.city_nouns.isdisjoint(tokens[first - step].lemmas):
                return True
        return last < len(tokens) and not words.city_nouns.isdisjoint(tokens[last].lemmas)

    def _is_doubtful(self, first: int, last: int, key: str, places: Sequence[Place]) -> bool:
        """Tell whether an unsupported name is more likely a word or a person."""
        words, tokens = self._words, self._tokens
        if last - first > 1 or places[0].population >= 1_000_000:
            return False
        if not words.common.isdisjoint(tokens[first].lemmas) or key in words.common:
            return True
        if places[0].population >= _LARGE:
            return False
        if key in self._gazetteer.common_words or key in self._gazetteer.surnames:
            return True
        return self._opens_sentence(first) and len(key) < 4

    def _opens_sentence(self, first: int) -> bool:
        return first == 0 or self._tokens[first - 1].text in _SENTENCE_END

    def _compound(self, first: int) -> int:
        """Take the first part of a hyphened word for a place's adjective ("Iranian-made")."""
        token = self._tokens[first]
        head, _, tail = token.text.partition("-")
        if not tail or not head or not head[0].isupper():
            return 0
        part = Token(token.start, token.start + len(head), head, head.lower(), (head.lower(),))
        end, named = self._words.names.at([part], 0)
        if not named or end != 1:
            return 0
        role = "origin" if tail.lower() in self._words.origin_marks else "adjective"
        if named[0].role == DEMONYM and role == "adjective":
            role = DEMONYM
        places = tuple(self._place(one) for one in named)
        self._add(first, first + 1, places[0].kind, role, places)
        return first + 1

    def _free(self, first: int, last: int) -> bool:
        return self._taken.isdisjoint(range(first, last))

    def _take(
        self, first: int, last: int, kind: str, places: tuple[Place, ...], *, firm: bool = True
    ) -> None:
        role = role_of(self._text, self._tokens, first, last, kind, self._words)
        if role == LOCATION and self._can_govern(kind, places[0]):
            if is_government(self._text, self._tokens, first, last, self._words):
                role = "government"
        self._add(first, last, kind, role, places, firm=firm)

    def _can_govern(self, kind: str, place: Place) -> bool:
        if kind == "country":
            return True
        country = self._gazetteer.countries.get(place.country or "")
        return country is not None and place.geonames_id == country.capital_id

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
        tokens = self._tokens
        self._taken.update(range(first, last))
        self._found.append(
            PlaceMention(
                tokens[first].start, tokens[last - 1].end, first, last, kind, role, places, firm
            )
        )
