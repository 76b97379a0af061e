"""One text as the readers of sources see it: tokens, the phrases found in them, names, regions."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from transforms.events.actors import Person
from transforms.events.actors_names import is_given_name, romanize
from transforms.events.attribution_knowledge import Knowledge
from transforms.events.attribution_marks import Mark
from transforms.events.attribution_people import Identity, Registry
from transforms.events.attribution_phrases import Hit
from transforms.language.tokens import Token, lowers_of

NAME_WORDS: Final = 3
QUOTES: Final = frozenset("«»\"“”„'’")
BODIES: Final = ("organisation", "outlet", "generic")
_MEMORY_WORDS: Final = 100_000
_NOTHING: Final[frozenset[str]] = frozenset()
# a word such as "Agency" may be a part of a longer name
_NAME_KINDS: Final = frozenset({"person", "reference_organisation"})
_POSSESSIVE_LETTERS: Final = 3  # "'s "


@dataclass(slots=True, unsafe_hash=True)
class Source:
    """A phrase that may name a claimant: token range, the word that carries its case, identity.

    ``identity`` is None for pronouns and references, which ``kind`` and ``value`` describe.
    """

    first: int
    last: int
    head: int
    kind: str
    identity: Identity | None
    value: str | None = None
    region: str | None = None


class Spoken(NamedTuple):
    """A country that the text speaks of: where, its side, and whether by name."""

    at: int
    side: str
    named: bool


class View:
    """One text; readers share it. ``home`` works out whose side the text speaks for."""

    def __init__(
        self,
        tokens: Sequence[Token],
        hits: Sequence[Hit[Mark]],
        sentence_of: Sequence[int],
        knowledge: Knowledge,
        home: Callable[[], str | None],
        registry: Registry,
    ) -> None:
        self.tokens = list(tokens)
        self.lowers = lowers_of(tokens)
        self.hits = hits
        self.sentence_of = sentence_of
        self.knowledge = knowledge
        self._side = home
        self._home: tuple[str | None] | None = None
        self.registry = registry
        self.far = knowledge.lexicon.subject_after_verb == "far"
        self.owner: dict[int, Hit[Mark]] = {}
        for hit in hits:
            for index in range(hit.first, hit.last):
                self.owner[index] = hit
        self._kinds: dict[int, frozenset[str]] = {}
        self.countries: list[Spoken] = []
        self.identities: list[tuple[int, Identity]] = []
        self.sources: Sequence[Source] = ()
        self.lists: dict[int, int] = {}  # where the list of channels begins that a source is in

    def home(self) -> str | None:
        """Return whose side the text speaks for; worked out where it is asked for."""
        if self._home is None:
            self._home = (self._side(),)
        return self._home[0]

    def marks(self, index: int) -> tuple[Mark, ...]:
        """Return what the phrase that a token belongs to means."""
        owner = self.owner.get(index)
        return owner.payloads if owner is not None else ()

    def kinds(self, index: int) -> frozenset[str]:
        """Return the kinds of what a token means."""
        owner = self.owner.get(index)
        if owner is None:
            return _NOTHING
        kinds = self._kinds.get(owner.first)
        if kinds is None:
            kinds = self._kinds[owner.first] = frozenset([mark.kind for mark in owner.payloads])
        return kinds

    def same_sentence(self, one: int, other: int) -> bool:
        """Return whether two tokens stand in one sentence."""
        return self.sentence_of[one] == self.sentence_of[other]

    def sentence_around(self, index: int) -> range:
        """Return the tokens of the sentence that a token stands in."""
        sentence = self.sentence_of[index]
        first = bisect_left(self.sentence_of, sentence)
        return range(first, bisect_right(self.sentence_of, sentence, first))

    def is_place_noun(self, index: int) -> bool:
        """Return whether a token is a word such as "district", "region", "regional"."""
        return not self.knowledge.places.isdisjoint(self.tokens[index].lemmas)

    def is_district_noun(self, index: int) -> bool:
        """Return whether a token is "district" or its like."""
        return not self.knowledge.districts.isdisjoint(self.tokens[index].lemmas)

    def known_people(self, index: int) -> tuple[Person, ...]:
        """Return the people of the actors' list whose surname a token is."""
        for mark in self.marks(index):
            if mark.kind == "person":
                return mark.people
        return ()

    def name_run(self, index: int) -> int:
        """Return the end of the run of name-like words that starts at ``index``."""
        last, words = index, 0
        while last < len(self.tokens) and words < NAME_WORDS:
            if self.is_name_word(last):
                words += 1
            elif not self._goes_on(index, last):
                break
            if last > index and self.sentence_of[last] != self.sentence_of[index]:
                break
            last += 1
        return last

    def _goes_on(self, first: int, index: int) -> bool:
        """Return whether a small word joins parts of a name: "Saud | bin Faisal"."""
        inside = first < index < len(self.tokens) - 1
        particle = inside and self.tokens[index].lower in self.knowledge.name_particles
        return particle and self.is_name_word(index + 1)

    def name_start(self, index: int, within: int, words: int = NAME_WORDS) -> int:
        """Return the start of the run of name-like words that ends before ``index``.

        It has at most ``words`` words and lies in the sentence of the token ``within``.
        """
        first = index
        while first > 0 and index - first < words and self.is_name_word(first - 1):
            if not self.same_sentence(first - 1, within):
                break
            first -= 1
        return first

    def is_name_word(self, index: int) -> bool:
        """Return whether a token looks like a part of a name and means nothing else here."""
        token = self.tokens[index]
        if not (token.text[0].isupper() and token.text[0].isalpha()):
            return "-" in token.text and self._has_particle(token.text)
        if token.text.isupper() and len(token.text) > 1:
            return False
        if token.lower in self.knowledge.not_names:
            return False
        if not self.knowledge.not_names.isdisjoint(token.lemmas):
            return False
        return index not in self.owner or not self.kinds(index).isdisjoint(_NAME_KINDS)

    def _has_particle(self, text: str) -> bool:
        """Return whether a word is a name such as "al-Malki"."""
        particle, _, name = text.partition("-")
        return particle in self.knowledge.name_particles and name[:1].isupper()

    def region_of(self, index: int) -> str | None:
        """Return the region whose name or adjective a token is, or the last word of one."""
        region = self._region_of_word(index)
        if region is None or index == 0:
            return region
        whole = self._region_of_word(index - 1)  # "Nizhny | Novgorod"
        ends = whole is not None and region.split()[0] in whole.split()[1:]
        return whole if ends else region

    def _region_of_word(self, index: int) -> str | None:
        lower = self.tokens[index].lower
        memory = self.knowledge.region_memory
        if lower not in memory:
            if len(memory) > _MEMORY_WORDS:
                memory.clear()
            body = lower.endswith(self.knowledge.body_endings)  # "Poltavaoblenergo"
            memory[lower] = next(
                (
                    name
                    for stem, name in self.knowledge.regions
                    if lower.startswith(stem) and not body
                ),
                None,
            )
        return memory[lower]

    def is_given(self, index: int) -> bool:
        """Return whether a token is a given name."""
        lower = self.tokens[index].lower
        if self.knowledge.given_names:
            return lower in self.knowledge.given_names
        return is_given_name(lower, self.knowledge.language)

    def is_possessor(self, index: int) -> bool:
        """Return whether a possessive 's follows a token, which the tokenizer leaves out."""
        if index < 0 or index + 1 >= len(self.tokens):
            return False
        return self.tokens[index + 1].start - self.tokens[index].end >= _POSSESSIVE_LETTERS

    def is_possessed(self, index: int) -> bool:
        """Return whether "its" or its like stands right before a token."""
        owners = self.knowledge.lexicon.possessive_pronouns
        return index > 0 and self.tokens[index - 1].lower in owners

    def called_short(self, name: str) -> Identity | None:
        """Return whom the text calls by initials: "the Rapid Support Forces (RSF)"."""
        if not name.isupper():
            return None
        for source in self.sources:
            words = [token.text for token in self.tokens[source.last : source.last + 3]]
            if words == ["(", name, ")"] and source.identity is not None:
                return source.identity
        return None

    def given_name_in(self, first: int, last: int) -> int:
        """Return the last token of the range that is a given name, else ``last``."""
        return next((at for at in reversed(range(first, last)) if self.is_given(at)), last)

    def latin(self, first: int, last: int) -> str:
        """Return the words of a range in Latin letters."""
        scripts = self.knowledge.transliteration.scripts
        script = scripts.get(self.knowledge.language)
        words = [self.tokens[at].text for at in range(first, last)]
        return " ".join(romanize(word, script) if script else word for word in words)
