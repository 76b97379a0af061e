"""What outlets do to a story that they print from a wire: edits that leave the story the same.

No edit changes a figure, a name or a date of the story itself, and a cut keeps the first three
fifths of the paragraphs at least, where its facts stand.
"""

import random
import re
from collections.abc import Callable
from datetime import date
from typing import Final, NamedTuple

from tests.bench.copies_text import Grammar, Text

KEPT_SHARE: Final = 0.6
STANDING_SENTENCES: Final = 8


class Print(NamedTuple):
    """Where a copy is printed: the language's grammar, the story's town and day, the outlet."""

    grammar: Grammar
    town: int
    day: date
    outlet: int


Edit = Callable[[random.Random, Text, Print], Text]


def printed(chance: random.Random, text: Text, place: Print) -> Text:
    """Return a text after one to four different edits."""
    chosen = chance.sample(EDITS, chance.choice((1, 2, 2, 3, 3, 4)))
    for edit in sorted(chosen, key=EDITS.index):
        text = edit(chance, text, place)
    return text


def standing_text(grammar: Grammar, outlet: int, sentences: int = STANDING_SENTENCES) -> str:
    """Return what an outlet prints below each of its texts: always the same."""
    chance = random.Random(f"standing {grammar.language} {outlet}")
    return " ".join(grammar.standing(chance) for _ in range(sentences))


def add_furniture(chance: random.Random, text: Text, place: Print) -> Text:
    """Put lines of the page before, between and after the paragraphs."""
    return _insert(chance, text, place, "furniture", chance.randrange(1, 5))


def add_links(chance: random.Random, text: Text, place: Print) -> Text:
    """Put links to other stories between the paragraphs."""
    return _insert(chance, text, place, "links", chance.randrange(1, 3))


def add_byline(chance: random.Random, text: Text, place: Print) -> Text:
    """Name an author, before or after the text."""
    line = place.grammar.line(chance, "bylines", place.town, place.day)
    before = chance.random() < 0.5
    return text._replace(
        paragraphs=(line, *text.paragraphs) if before else (*text.paragraphs, line)
    )


def add_dateline(chance: random.Random, text: Text, place: Print) -> Text:
    """Begin the text with place, day and agency."""
    line = place.grammar.line(chance, "datelines", place.town, place.day)
    first, *rest = text.paragraphs
    return text._replace(paragraphs=(line + first, *rest))


def add_standing(chance: random.Random, text: Text, place: Print) -> Text:
    """Close with what the outlet prints below each of its texts."""
    return text._replace(paragraphs=(*text.paragraphs, standing_text(place.grammar, place.outlet)))


def change_headline(chance: random.Random, text: Text, place: Print) -> Text:
    """Take another headline."""
    return text._replace(title=place.grammar.headline(chance))


def cut_end(chance: random.Random, text: Text, place: Print) -> Text:
    """Leave out the last paragraphs."""
    number = len(text.paragraphs)
    shortest = -int(-KEPT_SHARE * number // 1)
    kept = chance.randrange(shortest, number) if shortest < number else number
    return text._replace(paragraphs=text.paragraphs[:kept])


def reword(chance: random.Random, text: Text, place: Print) -> Text:
    """Replace a few words by others that mean the same."""
    body = "\n\n".join(text.paragraphs)
    synonyms = list(place.grammar.words["synonyms"])
    chance.shuffle(synonyms)
    left = chance.randrange(1, 5)
    for pair in synonyms:
        word, other = pair if chance.random() < 0.5 else reversed(pair)
        body, changed = re.subn(rf"\b{word}\b", other, body, count=1)
        left -= changed
        if not left:
            break
    return text._replace(paragraphs=tuple(body.split("\n\n")))


def change_signs(chance: random.Random, text: Text, place: Print) -> Text:
    """Set the text with other quotation marks, dashes and spaces."""
    signs = str.maketrans({"“": '"', "”": '"', "«": "„", "»": "“", "–": "—", "’": "'"})
    spaced = [paragraph.translate(signs) for paragraph in text.paragraphs]
    place_of_space = chance.randrange(len(spaced))
    spaced[place_of_space] = spaced[place_of_space].replace(" ", "\u00a0", 3)
    return text._replace(paragraphs=tuple(spaced))


def change_paragraphs(chance: random.Random, text: Text, place: Print) -> Text:
    """Join paragraphs, or make one of each sentence."""
    if chance.random() < 0.5:
        return text._replace(
            paragraphs=tuple(
                " ".join(text.paragraphs[i : i + 2]) for i in range(0, len(text.paragraphs), 2)
            )
        )
    sentences = [re.split(r"(?<=[.!?]) ", paragraph) for paragraph in text.paragraphs]
    return text._replace(paragraphs=tuple(one for many in sentences for one in many))


EDITS: Final[tuple[Edit, ...]] = (
    reword,
    cut_end,
    change_signs,
    change_paragraphs,
    add_dateline,
    add_standing,
    add_byline,
    add_links,
    add_furniture,
    change_headline,
)
"""In the order in which they are made: the story is edited, then the page adds its lines."""


def _insert(chance: random.Random, text: Text, place: Print, kind: str, number: int) -> Text:
    paragraphs = list(text.paragraphs)
    for _ in range(number):
        line = place.grammar.line(chance, kind, place.town, place.day)
        paragraphs.insert(chance.randrange(1, len(paragraphs) + 1), line)
    return text._replace(paragraphs=tuple(paragraphs))
