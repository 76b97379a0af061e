"""People and bodies named in one text: how they are called, and who is meant later on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from transforms.events.actors import Person
from transforms.events.actors_names import (
    Transliteration,
    fold,
    given_key,
    nominative,
    romanize,
)
from transforms.events.attribution_knowledge import Knowledge
from transforms.language.tokens import Token

_GIVEN_LETTERS: Final = 4
_SECOND_LETTERS: Final = 3
_VOWELS: Final = frozenset("aeoy")
_MEMORY_NAMES: Final = 20_000


_BODIES: Final = frozenset({"organisation", "outlet", "generic", "government"})
_NAMELESS: Final = frozenset({"witness", "official", "expert", "source"})
_COMPANY: Final = "company"  # an unlisted body may be one
_MANY: Final = frozenset(
    {"witness", "official", "authority", "journalist", "expert", "social_media", "source"}
)


@dataclass(slots=True, unsafe_hash=True)
class Identity:
    """Who a claimant is, in English."""

    name: str
    role: str | None
    side: str | None
    channel: str | None = None
    region: str | None = None
    kind: str = "organisation"  # person organisation generic government outlet sources role

    @property
    def nameless(self) -> bool:
        """Return whether it is anybody of a kind: witnesses, an official."""
        return self.kind == "generic" and self.role in _NAMELESS and self.side is None


class Registry:
    """What one text has said so far about who is who."""

    def __init__(self) -> None:
        self.people: list[Identity] = []
        self.bodies: list[Identity] = []
        self.claimants: list[Identity] = []

    @property
    def last_claimant(self) -> Identity | None:
        """Return who spoke last."""
        return self.claimants[-1] if self.claimants else None

    @property
    def last_body(self) -> Identity | None:
        """Return the body that spoke last, none that is many people."""
        for claimant in reversed(self.claimants):
            if claimant.kind in _BODIES and claimant.role not in _MANY:
                return claimant
        return None

    def person_of_surname(self, surname: str, rules: Transliteration) -> Identity | None:
        """Return the last person of that surname, however it is spelt in Latin letters."""
        wanted = fold(surname, rules)
        for person in reversed(self.people):
            if fold(person.name.split()[-1], rules) == wanted:
                return person
        return None

    def person_of_role(self, role: str | None, region: str | None) -> Identity | None:
        """Return the last person of that office, none whose region contradicts."""
        for person in reversed(self.people):
            if role is not None and person.role != role:
                continue
            if region is None or person.region is None or person.region == region:
                return person
        return None

    def body_of_role(self, role: str) -> Identity | None:
        """Return the last body of one of the roles, parted by spaces ("any": of whatever role)."""
        roles = role.split()
        spoken = [body for body in self.claimants if body.kind != "person"]
        fitting = [
            body
            for body in (*self.bodies, *spoken)
            if role == "any" or body.role in roles or (_COMPANY in roles and body.role is None)
        ]
        named = [body for body in fitting if body.kind != "generic"]
        best = named or fitting
        return best[-1] if best else None

    def add(self, identity: Identity) -> Identity:
        """Remember a claimant that was named."""
        if identity.kind == "person":
            self.people.append(identity)
        elif identity.kind in ("organisation", "outlet", "generic"):
            self.bodies.append(identity)
        return identity


def identify_person(
    words: Sequence[Token],
    known: tuple[Person, ...],
    registry: Registry,
    knowledge: Knowledge,
    *,
    oblique: bool = False,
) -> Identity | None:
    """Return who the name ``words`` (given names, surname last) stands for.

    ``oblique``: it is known to stand in another case than the nominative.
    """
    given = words[:-1]
    fitting = [person for person in known if _given_fits(given, person, knowledge)]
    seen = {person.name for person in registry.people}
    if fitting:
        best = next((person for person in fitting if person.name in seen), None)
        if best is None and not given and registry.people:  # a namesake whom only the text names
            name = english_name(words, knowledge, oblique=oblique)
            earlier = registry.person_of_surname(name, knowledge.transliteration)
            if earlier is not None:
                return earlier
        return _identity(best or fitting[0])
    name = english_name(words, knowledge, oblique=oblique)
    if given:
        spelt = knowledge.folded_surnames.get(fold(name.split()[-1], knowledge.transliteration), ())
        respelt = [person for person in spelt if _same_given(name, person.name, knowledge)]
        if respelt:
            return _identity(respelt[0])
    earlier = registry.person_of_surname(name.split()[-1], knowledge.transliteration)
    if earlier is not None and (not given or _same_given(name, earlier.name, knowledge)):
        return earlier
    if not given:
        return None
    return Identity(name, None, None, kind="person")


def _identity(person: Person) -> Identity:
    return Identity(person.name, person.role, person.side, None, person.region, kind="person")


def english_name(words: Sequence[Token], knowledge: Knowledge, *, oblique: bool = False) -> str:
    """Return a person's name in the nominative and in Latin letters.

    ``oblique``: it is known to stand in another case.
    """
    texts = tuple(word.text for word in words)
    script = knowledge.transliteration.scripts.get(knowledge.language)
    if script is None or all(text.isascii() for text in texts):
        return " ".join(texts)
    memory = knowledge.latin_memory
    key = (*texts, "") if oblique else texts
    name = memory.get(key)
    if name is None:
        if len(memory) > _MEMORY_NAMES:
            memory.clear()
        cases = nominative(texts, knowledge.language, script, oblique=oblique)
        name = memory[key] = " ".join(romanize(text, script) for text in cases)
    return name


def _given_fits(given: Sequence[Token], person: Person, knowledge: Knowledge) -> bool:
    return not given or _same_given(given[0].text, person.name, knowledge)


def _same_given(one: str, other: str, knowledge: Knowledge) -> bool:
    """Return whether two names may begin with the same given name, in whatever language."""
    a, b = _key(one, knowledge), _key(other, knowledge)
    if a[:1] != b[:1]:
        equal = knowledge.transliteration.equal_initials
        if not any(a[:1] in group and b[:1] in group for group in equal):
            return False
        # "Mykola" is "Nikolai", but "Masrour" is not "Nechirvan"; a vowel may have come before
        vowels = _VOWELS & {a[:1], b[:1]}
        return bool(vowels) or a[1:_SECOND_LETTERS] == b[1:_SECOND_LETTERS]
    shorter = min(len(a), len(b), _GIVEN_LETTERS)
    return a[:shorter] == b[:shorter]


def _key(name: str, knowledge: Knowledge) -> str:
    memory = knowledge.given_memory
    key = memory.get(name)
    if key is None:
        if len(memory) > _MEMORY_NAMES:
            memory.clear()
        word = name.split(" ", 1)[0]
        script = knowledge.transliteration.scripts.get(knowledge.language)
        latin = romanize(word, script) if script else word
        key = memory[name] = given_key(latin, knowledge.transliteration)
    return key
