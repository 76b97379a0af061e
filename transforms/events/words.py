"""The event words of a language: which spans of a text name weapons, targets, attacks, effects.

Input: tokens of an article. Output: ``Mention``s sorted by position. Per kind the longest phrase
wins; a phrase strictly inside a longer one of any kind is dropped ("air raid" in "air raid alert").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import BaseModel, ConfigDict

from transforms.language.first_words import FirstWords
from transforms.language.phrases import PhraseMatcher
from transforms.language.tokens import Token, starts_of

Phrases = tuple[str, ...]
_Span = tuple[int, int, tuple[str, str]]  # first token, end, kind and label


class EventLexicon(BaseModel):
    """The section ``events`` of a language pack; every key is required in every language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    weapons: dict[str, Phrases]
    weapon_modifiers: Phrases
    targets: dict[str, Phrases]
    attack_nouns: Phrases
    armed_verbs: Phrases  # weapons that are also verbs: "Israel bombs the port"
    attack_verbs: Phrases
    armed: Phrases  # people that attack with arms, where a verb for striking follows
    aircraft: Phrases  # that strike, in the same way
    assaults: Phrases  # of the verbs for striking: said of an attack only behind such a doer
    strike_verbs: Phrases
    impact: Phrases
    launch: Phrases
    detected: Phrases
    downed: Phrases
    repelled: Phrases
    lost: Phrases
    got_through: Phrases
    debris: Phrases
    shrapnel: Phrases  # splinters: debris only where something was downed
    effects: dict[str, Phrases]
    supplies: dict[str, Phrases]  # what is cut, by the outage: joined to one, it is cut as well
    killed: Phrases
    injured: Phrases
    no_casualties: Phrases
    no_injured: Phrases
    no_killed: Phrases
    nobody: Phrases  # words that say of what follows that there was none
    persons: Phrases
    person_one: Phrases
    people_nouns: Phrases  # people of whatever kind: "six people", not "two women"
    capture_verbs: Phrases
    told_deeds: Phrases  # an attack with its article: the one told of before
    back_references: Phrases  # nouns with their article for the site told of before
    counted_places: Phrases  # beside settlements: "seven districts" of a region
    settlement_nouns: Phrases
    hypothetical: Phrases
    future: Phrases
    negation: Phrases
    habitual: Phrases
    campaign: Phrases
    stretches: Phrases  # longer than a day: what is counted over them is no one attack's
    superlatives: Phrases  # "the largest since": what they are said of is one attack
    advances: Phrases  # of troops: where they move on is not taken
    again: Phrases  # beside a deed: it is not the one told of before
    nth_time: Phrases  # "for the second time this week": one deed, whatever the stretch
    ranking_hedges: Phrases  # "may be the largest": the rank is in doubt, not the deed
    general_deeds: Phrases
    series: Phrases
    statement_only: Phrases
    alert: Phrases
    separators: Phrases
    background: Phrases
    backshift: Phrases  # tenses of what was before, or of what somebody only reports
    wave_words: Phrases
    total_words: Phrases
    launch_origin: Phrases
    list_prepositions: Phrases
    clause_breaks: Phrases
    coordinators: Phrases
    antecedents: Phrases
    relatives: Phrases
    claiming: Phrases  # taking an attack upon oneself: "claimed responsibility"
    blaming: Phrases  # before the party that an attack is laid upon
    accusing: Phrases  # verbs before the party that is said to have done something
    by_agent: Phrases
    passive: Phrases
    instruments: Phrases  # "with" what something is struck
    self: Phrases
    rise: Phrases
    object_nouns: Phrases
    capital: Phrases
    beside: Phrases  # of a landmark: "a depot next to the airport"
    other_prepositions: Phrases
    age: Phrases
    memory: Phrases
    aftermath: Phrases  # courts, remembrance, works of art: they tell of old attacks
    repairs: Phrases  # an article that opens with them tells of damage done before
    discussion: Phrases  # markets, aid, talks, experts: an article that opens with them is on those
    planned_cuts: Phrases  # timetables, maintenance: what they say of cuts is no outage of its own
    as_of: Phrases
    causal: Phrases
    breakdown: Phrases
    absent: Phrases
    victims: Phrases
    drill: Phrases
    fixed_phrases: Phrases  # with words of other kinds, none of which they mean
    owner_links: Phrases
    all_of: Phrases  # "all", where it is said of weapons that were downed
    occurred: Phrases  # "the incident happened": says where, but not what
    possible_after: Phrases  # "possible", where it follows its noun
    one_weapon: Phrases  # forms of weapons that are of one only, in languages without articles
    further: Phrases  # beside a number of people: they come to those told before
    vague_weapons: Phrases  # words of a weapon's kind that also stand for any other kind
    suffered: Phrases  # verb forms that are said of people and of buildings alike
    care: Phrases  # of the hurt: they are brought, admitted, treated; they die of their wounds
    structures: Phrases  # parts of buildings: what suffers with them is no person
    undergoing: Phrases  # "came under" an attack: said of who is attacked
    verb_second: Phrases  # finite verbs behind which the doer stands at once: "hat | die Ukraine"
    reprisals: Phrases  # before what an attack is the answer to
    occupied: Phrases  # before a place: held by the opponent of its country
    there: Phrases  # "there", the place told of in the sentence before
    the_region: Phrases  # "in the region", without its name
    quenching: Phrases  # putting out a fire: who cannot do so has one
    makes: Phrases  # producing and repairing: what a site makes is neither used nor struck
    serves: Phrases  # giving power, water or fuel to places: "which supplies electricity to"
    ruled_out: Phrases  # words that say of an attack behind them that it is not what happened
    ground: Phrases  # fighting of troops: assaults, positions, clashes
    domains: dict[str, Phrases]


@dataclass(slots=True, unsafe_hash=True)
class Mention:
    """A word or phrase with a meaning: half-open token range and character offsets."""

    kind: str
    label: str
    first: int
    last: int
    start: int
    end: int


CUTS: Final = frozenset({"power_outage", "heat_outage", "water_outage"})
"""Effects that leave people without supply."""
RANKS: Final = frozenset({"superlatives", "nth_time"})
"""Words that tell of one attack by its rank among others."""
_LABELLED: Final = ("weapons", "targets", "effects", "supplies", "domains")
_DEED: Final = "attack_verbs"
_ARMS: Final = "weapons"
# kinds that only say how to read others: they neither swallow nor are swallowed
_TRANSPARENT: Final = frozenset(
    {
        "weapon_modifiers", "persons", "person_one", "people_nouns", "launch_origin",
        "list_prepositions",
        "clause_breaks", "coordinators", "antecedents", "by_agent", "domains", "habitual",
        "campaign", "stretches", "superlatives", "instruments", "hypothetical", "future",
        "negation",
        "statement_only", "separators", "background", "backshift", "wave_words", "total_words",
        "passive",
        "self", "rise", "object_nouns",
        "capital", "other_prepositions", "age", "memory", "aftermath", "repairs",
        "discussion",
        "planned_cuts", "as_of", "causal", "breakdown",
        "absent", "victims", "drill", "owner_links", "all_of", "occurred", "possible_after",
        "one_weapon", "further", "vague_weapons", "structures", "suffered", "back_references",
        "makes", "serves", "there", "quenching", "the_region", "occupied", "undergoing", "care",
        "verb_second", "counted_places",
        "shrapnel",
        "beside", "armed", "aircraft", "assaults",
        "relatives", "told_deeds", "general_deeds", "series",
        "ranking_hedges", "nth_time", "armed_verbs", "accusing",
        "claiming", "blaming",
        "again", "reprisals", "advances", "ground",
    }
)  # fmt: skip

# "a tank with | fuel" in languages where "with" is a "from", too
_OPEN: Final = _TRANSPARENT - {"launch_origin"}


class EventWords:
    """All event words of one language, compiled once per process."""

    def __init__(self, lexicon: EventLexicon, language: str) -> None:
        self._matcher: PhraseMatcher[tuple[str, str]] = PhraseMatcher(language)
        for kind in EventLexicon.model_fields:
            if kind in _LABELLED:
                for label, phrases in getattr(lexicon, kind).items():
                    self._add(phrases, kind, label)
            else:
                self._add(getattr(lexicon, kind), kind, "")

    def _add(self, phrases: Phrases, kind: str, label: str) -> None:
        for phrase in phrases:
            self._matcher.add(phrase, (kind, label))

    def share(self, firsts: FirstWords) -> None:
        """Look for first words together with other matchers."""
        self._matcher.share(firsts)

    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """Return the mentions of ``tokens``, sorted by position and kind."""
        found = self._matcher.spans(tokens)
        found.sort()  # nearly sorted as it is
        wide = [span for span in found if span[1] - span[0] > 1]
        if wide:
            found = _without_shadowed(found, wide)
        starts, plain = starts_of(tokens), list(tokens)
        return [
            Mention(kind, label, first, last, starts[first], plain[last - 1].end)
            for first, last, (kind, label) in found
        ]


def _without_shadowed(found: list[_Span], wide: list[_Span]) -> list[_Span]:
    """Return the phrases and the single words that no longer phrase takes, in their order.

    ``wide`` holds the phrases of several words.
    """
    owner: dict[int, tuple[int, int]] = {}
    taken: dict[tuple[str, int], tuple[int, int]] = {}
    covered: set[int] = set()
    gaps: set[int] = set()  # "carried out a | drone | attack": a weapon within a deed stays one
    lost: list[_Span] = []
    for span in sorted(wide, key=lambda span: span[0] - span[1]):  # longest first
        first, last, (kind, _) = span
        extent, inner = (first, last), range(first, last)
        clear = kind in _TRANSPARENT
        if not covered.isdisjoint(inner) and (
            any(taken.get((kind, index), extent) != extent for index in inner)
            or (not clear and any(_inside(extent, owner.get(index)) for index in inner))
        ):
            lost.append(span)
            continue
        for index in inner:
            taken[kind, index] = extent
            if not clear:
                owner.setdefault(index, extent)
        if kind == _DEED:
            gaps.update(inner[1:-1])
        covered.update(inner)
    kept = []
    for span in found:
        first, last, (kind, _) = span
        if last - first > 1:
            stays = not lost or span not in lost
        elif first in covered:
            loose = first not in owner or kind in _OPEN or (kind == _ARMS and first in gaps)
            stays = loose and (kind, first) not in taken
        else:
            stays = True
        if stays:
            kept.append(span)
    return kept


def _inside(inner: tuple[int, int], outer: tuple[int, int] | None) -> bool:
    if outer is None or inner == outer:
        return False
    return outer[0] <= inner[0] and inner[1] <= outer[1]
