"""What part a named place plays in its sentence: the scene, a speaker, a distance, a person.

Every rule looks only at the words around the name. The rules are asked in the order of their
certainty; a name that none of them explains is a location.
"""

import re
from collections.abc import Collection, Sequence
from math import inf
from typing import Final

from transforms.events.gazetteer import Gazetteer
from transforms.events.place_lexicon import phrase_before
from transforms.events.place_settlements import is_settlement
from transforms.events.place_words import PlaceWords
from transforms.language.morphology import is_adjective, is_capital_noun, may_act, owner_follows
from transforms.language.tokens import Token

_WIDE: Final = frozenset({"country", "region", "area"})
LOCATION: Final = "location"
DATELINE: Final = "dateline"
NEAR: Final = "near"
_PROXIMITY: Final = "proximity"
_TOWNS: Final = frozenset({"city", "facility"})
_NEAR_LENGTH: Final = 50
_NEAR_AT_SEA: Final = 150
_DIGITS: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_WINDOW: Final = 9
_INITIALS: Final = 3
_NAME_WORDS: Final = 4
_ACRONYM: Final = 4
_STOPS: Final = frozenset({".", "!", "?", ";", ":", "(", ")", '"', "«", "»", "“", "”", ","})
_AFTER_DATELINE: Final = re.compile(
    r"[ \t]*(?:,[^\n.]{0,40})?(?:\([^)\n]{2,40}\))?[ \t]*(?:[-–—:][ \t]|\.\s?[-–—/])"
    # "Moscow, June 21 | A drone hit ..."
    r"|,[ \t]+[^\W\d_]{3,9}\.?[ \t]+\d{1,2}[ \t]+(?=[A-ZА-ЯЄІЇҐ(])"
)
# agencies that print no dash: "Thane, May 23 (PTI) An explosion", "YENAGOA, Nigeria May 13 A blast"
_AGENCY: Final = re.compile(r"(?:,[^\n.(]{0,40})?[ \t]*\([A-Z]{2,}(?:/[A-Z]{2,})*\)[ \t]+[\"“A-Z]")
_DATED: Final = re.compile(r",[^\n.]{0,40}?[ \t]\d{1,2}[ \t]+[\"“A-Z]")
_NAME_PARTS: Final = 3  # words of a name behind its first
_SENTENCE_END: Final = frozenset({".", "!", "?", "…", ":", "«", '"', "“"})
_SENTENCE_MARKS: Final = frozenset({".", "!", "?", "…"})
_ABBREVIATED: Final = 4
_WHEN: Final = 7
_NOUNS: Final = 3
_OPENING: Final = frozenset({'"', "«", "“", "„"})
POSSESSIVES: Final = ("'s", "’s", "‘s", "' ", "’ ")


def role_of(
    text: str, tokens: Sequence[Token], first: int, last: int, kind: str, words: PlaceWords
) -> str:
    """Return the role of the name at tokens ``first`` to ``last``; see ``PlaceMention``."""
    if _may_head(tokens, first, last, kind) and _is_dateline(text, tokens, first, last):
        return DATELINE
    if _names_something(tokens, last, words):
        return "outlet"
    if first == 0:
        return LOCATION
    length = length_to(tokens, first, words)
    if length is not None:
        return NEAR if kind in _TOWNS and length <= 1 else "distance"
    return context_before(tokens, first, kind, words) or LOCATION


def context_before(tokens: Sequence[Token], first: int, kind: str, words: PlaceWords) -> str | None:
    """Return the role that the words right before a name give it (near, border, direction).

    "The south of" a country or region lies inside it; what is "close to" one does not.
    """
    index = first - 1
    for _ in range(4):
        if index < 0:
            return None
        found = phrase_before(words.contexts, tokens, index)
        if found is not None:
            length, role = found
            if role == _PROXIMITY:
                return NEAR
            inside = role == NEAR and kind in _WIDE and length > 1
            return None if inside else role
        if tokens[index].lower not in words.fillers:
            return None
        index -= 1
    return None


def stands_in(tokens: Sequence[Token], first: int, words: PlaceWords) -> bool:
    """Tell whether a preposition of place and words like "occupied" stand before a name.

    Not where articles and common adjectives begin any noun phrase ("the Soroka hospital").
    """
    before = first - 1
    while before > 0 and tokens[before].lower in words.fillers:
        before -= 1
    filled = 0 <= before < first - 1 and not words.capitalised_names
    return filled and tokens[before].lower in words.locative


def _names_something(tokens: Sequence[Token], last: int, words: PlaceWords) -> bool:
    """Tell whether the name only begins another one ("Kyiv Independent", "Minsk Agreement")."""
    if not words.capitalised_names and _shares_noun(tokens, last, words):
        return True
    index = last
    while index < len(tokens) and index - last < _NAME_WORDS:
        following = tokens[index]
        if not words.name_nouns.isdisjoint(following.lemmas):
            return following.text[0].isupper() or (not words.capitalised_names and index == last)
        # "Sui | Southern Gas Company"
        joined = words.capitalised_names and following.start - tokens[index - 1].end == 1
        if not (joined and following.text[0].isupper()):
            return False
        index += 1
    return False


def _shares_noun(tokens: Sequence[Token], last: int, words: PlaceWords) -> bool:
    """Tell whether the items of a list share a noun of no place: "на X | и Y направлениях"."""
    index = last
    while index + 2 < len(tokens) and tokens[index].lower in words.separators:
        if not tokens[index + 1].text[0].isupper():
            return False
        index += 2
    return index > last and not words.name_nouns.isdisjoint(tokens[index].lemmas)


def is_government(
    text: str, tokens: Sequence[Token], first: int, last: int, words: PlaceWords
) -> bool:
    """Tell whether a capital's or country's name stands for its government."""
    previous = tokens[first - 1].lower if first else ""
    if first and phrase_before(words.governing, tokens, first - 1) is not None:
        return True
    if last >= len(tokens):
        return False
    quoted = tokens[last].text in _OPENING and last + 1 < len(tokens)
    following = tokens[last + quoted]  # 'Moscow "attacked the region"'
    speaks = not words.said.isdisjoint(following.lemmas)
    if previous in words.locative:
        if speaks and words.speech_may_follow_place and _plural_speech(following, words):
            return True
        owner = text.startswith(POSSESSIVES, tokens[last - 1].end)
        return owner and _precedes(tokens, last, words.deed_nouns)
    if speaks or (following.lower in words.when_words and _acts_then(tokens, last, words)):
        return True
    return _owns(text, tokens, first, last, words)


def _acts_then(tokens: Sequence[Token], last: int, words: PlaceWords) -> bool:
    """Tell whether a government's verb follows the words for a day: "Russia on Friday launched"."""
    end = min(last + _WHEN, len(tokens) - 1)
    # "on June | 21", "в ночь на | 26 | октября"
    when = (at for at in range(last, end) if not _tells_when(tokens[at], words))
    at = next(when, end)
    verb = tokens[at]
    acts = not words.said.isdisjoint(verb.lemmas)
    # not "Киев в ночь на 3 мая | атаковали дроны"
    acts = acts and may_act(tokens[last - 1].lower, verb.lower, words.language)
    return acts and any(token.text.isalnum() for token in tokens[last:at])


def _tells_when(token: Token, words: PlaceWords) -> bool:
    return token.lower in words.when_words or token.text.isdigit()


def _owns(text: str, tokens: Sequence[Token], first: int, last: int, words: PlaceWords) -> bool:
    """Tell whether what follows is a thing that a government has: "Iran's army", "US warships".

    "Moscow's missile attacks" are the government's; "the Moscow attack" may be one on Moscow.
    """
    abbreviated = _is_abbreviated(tokens, first, last)
    owner = text.startswith(POSSESSIVES, tokens[last - 1].end) or abbreviated
    if not (owner or words.speech_may_follow_place):
        return False
    known = words.government_nouns | words.possessed_nouns if owner else words.government_nouns
    return _precedes(tokens, last, known, 2 if abbreviated else _NOUNS)


def _precedes(
    tokens: Sequence[Token], last: int, nouns: frozenset[str], reach: int = _NOUNS
) -> bool:
    """Tell whether one of some nouns follows within a few words."""
    return any(not nouns.isdisjoint(token.lemmas) for token in tokens[last : last + reach])


def _is_abbreviated(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a name has no adjective of its own form: "US", "United States forces"."""
    initials = (
        len(tokens[first].text.replace(".", "")) <= _INITIALS and tokens[first].text.isupper()
    )
    return initials or last - first > 1


def _plural_speech(token: Token, words: PlaceWords) -> bool:
    """Tell whether a verb says what people of a place said ("в Киеве заявили")."""
    return token.lower.endswith(words.plural_endings) and not words.speech.isdisjoint(token.lemmas)


def _may_head(tokens: Sequence[Token], first: int, last: int, kind: str) -> bool:
    """Tell whether a name may head an agency's report: a town, or a region like "MOSCOW"."""
    if kind == "region":
        return last - first == 1 and tokens[first].text.isupper()
    return kind == "city"


def _is_dateline(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    if first and tokens[first - 1].text == "(" and text[tokens[last - 1].end :][:1] == ")":
        return first == 1 or "\n" in text[tokens[first - 2].end : tokens[first - 1].start]
    start = tokens[first].start
    if first and "\n" not in text[tokens[first - 1].end : start]:
        return False
    end = tokens[last - 1].end
    if _AFTER_DATELINE.match(text, end) or _AGENCY.match(text, end):
        return True
    return tokens[first].text.isupper() and _DATED.match(text, end) is not None


def length_to(tokens: Sequence[Token], first: int, words: PlaceWords) -> float | None:
    """Return the length that is measured to or from the name ("300 km southeast of Moscow").

    In parts of what is still near, whatever the unit: at sea ("90 nautical miles") that is more.
    Infinite where the figure is no number in digits, None where no length is told.
    """
    link = first - 1
    while link >= 0 and tokens[link].lower not in words.distance_words:
        if tokens[link].lower not in words.fillers or first - link > 4:
            return None
        link -= 1
    if link < 0:
        return None
    for index in range(first - 1, max(-1, first - 1 - _WINDOW), -1):
        token = tokens[index]
        if token.text == ")":
            continue  # "85 kilometres (53 | miles) south of"
        if token.text in _STOPS:
            return None
        if not words.units.isdisjoint(token.lemmas):
            return _figure_before(tokens, index)
        if token.text[0].isdigit() and token.lower.lstrip("0123456789.,- ") in words.units:
            return _figure(token.text) / _NEAR_LENGTH
    return None


def _figure_before(tokens: Sequence[Token], unit: int) -> float:
    figure = _figure(tokens[unit - 1].text) if unit else inf
    if figure < inf or unit < 2:
        return figure / _NEAR_LENGTH
    return _figure(tokens[unit - 2].text) / _NEAR_AT_SEA  # "90 nautical miles"


def _figure(text: str) -> float:
    found = _DIGITS.match(text)
    return float(found[0].replace(",", "")) if found else inf


def is_origin(tokens: Sequence[Token], last: int, words: PlaceWords) -> bool:
    """Tell whether a demonym names the maker of a thing ("Iranian made", "иранского образца")."""
    if last >= len(tokens):
        return False
    following = tokens[last]
    return following.lower in words.origin_marks or not words.origin_after.isdisjoint(
        following.lemmas
    )


def is_acronym(text: str, tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a short word in capitals stands in a text that is not in capitals."""
    start = tokens[first].start
    opens_line = first == 0 or text[start - 1] == "\n"
    word = tokens[first].text
    if len(word) > _ACRONYM or not word.isupper() or opens_line:
        return False
    return not any(
        len(token.text) > _ACRONYM and token.text.isupper()
        for token in tokens[max(0, first - 2) : first + 3]
    )


def is_land(tokens: Sequence[Token], first: int, last: int, words: PlaceWords) -> bool:
    """Tell whether a demonym says whose land is meant: "across Iranian territory"."""
    noun = first - 1 if owner_follows(words.language) else last  # "sobre territorio iraní"
    return 0 <= noun < len(tokens) and not words.land_nouns.isdisjoint(tokens[noun].lemmas)


def person_before(tokens: Sequence[Token], first: int, words: PlaceWords) -> str | None:
    """Return "name" for a given name or initial before the name, "title" for a title, or None."""
    if not first:
        return None
    before = tokens[first - 1]
    if not words.given_names.isdisjoint(before.lemmas) and before.text[0].isupper():
        return "name"
    if before.text == "." and first > 1:
        short = tokens[first - 2]
        if len(short.text) == 1 and short.text.isupper():
            return "name"
        return "name" if short.text[0].isupper() and short.lower in words.titles else None
    if len(before.text) == 2 and before.text[1] == "." and before.text[0].isupper():
        return "name"
    return None if words.titles.isdisjoint(before.lemmas) else "title"


def speaks(tokens: Sequence[Token], last: int, words: PlaceWords) -> bool:
    """Tell whether a verb of speech follows ("Gusev said")."""
    return last < len(tokens) and not words.speech.isdisjoint(tokens[last].lemmas)


def heads_name(
    tokens: Sequence[Token], first: int, words: PlaceWords, gazetteer: Gazetteer
) -> bool:
    """Tell whether a word heads the name of somebody: "Хасана Насраллу", where names decline.

    A given name or another place after it is no part of one ("мер Харкова Ігор Терехов").
    """
    if words.capitalised_names or first + 1 >= len(tokens):
        return False
    following = tokens[first + 1]
    return (
        following.text[0].isupper()
        and following.text[0].isalpha()
        and not following.text.isupper()
        and words.given_names.isdisjoint(following.lemmas)
        and not words.base_name(following.lower, gazetteer)
        and not any(form in words.names for form in following.lemmas)
        and person_before(tokens, first, words) is None
    )


def opens_sentence(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a name opens a sentence or what is said: a capital there says nothing."""
    return first == 0 or tokens[first - 1].text in _SENTENCE_END


def ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a mark ends a sentence rather than an abbreviation ("v. Lozove")."""
    mark = tokens[index].text
    if mark not in _SENTENCE_MARKS:  # most tokens
        return False
    return mark != "." or len(tokens[max(index - 1, 0)].text) >= _ABBREVIATED


def ends_name(
    tokens: Sequence[Token], first: int, taken: Collection[int], words: PlaceWords
) -> bool:
    """Tell whether a word is the end of a longer name, of no place known ("the Karim | Plaza").

    ``taken``: the tokens of names found so far.
    """
    if first < 2 or first - 1 in taken:
        return False
    if not words.capitalised_names:  # "в селе Волчья | Александровка"
        joined = tokens[first - 1].text[0].isupper() and is_settlement(tokens, first - 1, words)
        return joined and is_adjective(tokens[first - 1].lower, words.language)
    before, earlier = tokens[first - 1], tokens[first - 2]
    known = (words.passed_over, words.titles, words.given_names)
    return (
        before.text[0].isupper()
        and not before.text.isupper()
        and tokens[first].start - before.end == 1
        and earlier.text.islower()
        and not words.known.get(before.lower)
        and all(word_list.isdisjoint((before.lower,)) for word_list in known)
        and not is_capital_noun(before.text, words.language)
    )


def is_specified(tokens: Sequence[Token], last: int) -> bool:
    """Tell whether a comma and another name follow ("Nice, France")."""
    return (
        last + 1 < len(tokens) and tokens[last].text == "," and tokens[last + 1].text[0].isupper()
    )


def begins_name(tokens: Sequence[Token], last: int, words: PlaceWords) -> bool:
    """Tell whether a longer name with its noun goes on behind a word: "at Tabi | Qumar village"."""
    at = last
    while (
        words.nouns_behind
        and at + 1 < len(tokens)
        and at - last < _NAME_PARTS
        and tokens[at].text[0].isupper()
        and tokens[at].start - tokens[at - 1].end == 1
        and not words.known.get(tokens[at].lower)
    ):
        at += 1
        if tokens[at].lower in words.nouns_behind:
            return True
    return False


def names_other(tokens: Sequence[Token], last: int, words: PlaceWords) -> bool:
    """Tell whether an adjective belongs to a noun of no place ("по московскому времени")."""
    if last >= len(tokens):
        return False
    own = not words.name_nouns.isdisjoint(tokens[last].lemmas)
    return own or (not words.capitalised_names and _shares_noun(tokens, last, words))
