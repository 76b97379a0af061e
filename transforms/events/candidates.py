"""What one clause reports: a candidate event, or a consequence that belongs to one.

A clause is read for triggers (attack, launch, downing, impact, capture, effect, casualties), then
for its slots. Threats, plans, negations, habits and campaigns give no candidate; the reason is
kept so that ``wirebeam extract --explain`` can tell it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from transforms.events.analysis import Analysis, View
from transforms.events.attribution import Attribution
from transforms.events.counts import Fact, people_facts, weapon_facts
from transforms.events.dates import DateMention
from transforms.events.doers import Doer, find_doer
from transforms.events.places import ResolvedPlace
from transforms.events.sites import Sites, find_sites
from transforms.events.words import Mention
from transforms.language.morphology import agrees
from transforms.language.tokens import Token

ATTACK: Final = "attack"
CONSEQUENCE: Final = "consequence"
CAPTURE: Final = "territorial_change"
_REACH: Final = 7
_SELF_REACH: Final = 2
_NATIONAL: Final = frozenset({"government", "ministry", "military", "president"})
_CAPTURE_REACH: Final = 7
_CAUSE_REACH: Final = 4
_UNREAL: Final = frozenset({"negation", "hypothetical", "future"})
_DATED: Final = frozenset({"day", "part", "week", "weekend", "month", "span", "relative"})


@dataclass(frozen=True)
class Span:
    """Evidence of one slot in the analysed text."""

    slot: str
    start: int
    end: int


@dataclass
class Candidate:
    """What one clause, or several merged ones, say of one occurrence."""

    kind: str
    sentences: list[int]
    paragraph: int
    start: int
    end: int
    order: int
    sites: Sites
    doer: Doer | None = None
    weapons: dict[str, Span] = field(default_factory=dict)
    targets: dict[str, Span] = field(default_factory=dict)
    effects: dict[str, Span] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    listed_facts: list[Fact] = field(default_factory=list)
    date: DateMention | None = None
    clock: DateMention | None = None
    downed: bool = False
    repelled: bool = False
    struck: bool = False
    debris: bool = False
    wave: bool = False
    headline: bool = False
    apart: bool = False
    background: bool = False
    generic: bool = False
    settlement: bool = False
    defender: str | None = None
    opponent: str | None = None
    caused: bool = False
    voices: frozenset[str] = frozenset()
    counted: bool = False
    broken_down: bool = False
    lead: bool = False
    enemy: tuple[int, int] | None = None
    rules: list[str] = field(default_factory=list)

    def numbers(self, role: str, item: str | None = None) -> list[Fact]:
        """Return the figures of a role, of one item if given."""
        return [f for f in self.facts if f.role == role and (item is None or f.item == item)]


@dataclass(frozen=True)
class Dropped:
    """A clause that spoke of an attack but reports none, and why."""

    sentence: int
    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class _Triggers:
    attack: list[Mention]
    downed: list[Mention]
    repelled: list[Mention]
    impact: list[Mention]
    launch: list[Mention]
    strike: list[Mention]
    capture: list[Mention]

    @property
    def core(self) -> list[Mention]:
        found = self.attack + self.downed + self.repelled + self.impact + self.launch + self.strike
        return sorted(found, key=lambda mention: mention.first)


def _near(mentions: list[Mention], anchor: Mention, reach: int) -> bool:
    return any(
        -reach <= other.first - anchor.last <= reach or -reach <= anchor.first - other.last <= reach
        for other in mentions
    )


def _downs(view: View, mention: Mention, facts: list[Fact]) -> bool:
    """Tell whether an ambiguous word ("destroyed") is said of weapons in the air."""
    weapons = view.of("weapons")
    if not weapons and not view.has("antecedents"):
        return any(fact.role == "downed" for fact in facts)
    after = [w for w in weapons if 0 <= w.first - mention.last <= 8]
    if after or not weapons:
        return True
    passive = any(m.kind == "passive" and -1 <= mention.first - m.last <= 2 for m in view.mentions)
    objects = [t for t in view.mentions if t.kind == "targets" and 0 <= t.first - mention.last <= 6]
    return passive or not objects


def _triggers(view: View, facts: list[Fact], hostile: bool) -> _Triggers:
    weapons, targets = view.of("weapons"), view.of("targets")
    actors = bool(view.actors) or any(place.role == "demonym" for place in view.places)
    pinned = any(place.kind != "country" for place in view.places)
    anything = bool(weapons or targets or pinned or actors or facts or view.places)
    attack = view.of("attack_nouns", "attack_verbs") if anything else []
    downed = [m for m in view.of("downed") if _downs(view, m, facts)]
    repelled = [m for m in view.of("repelled") if view.has("attack_nouns") or weapons]
    debris = view.of("debris")
    impact = [m for m in view.of("impact") if hostile and _near(weapons + debris, m, _REACH)]
    launch = [
        m
        for m in view.of("launch")
        if hostile
        and any(0 <= w.first - m.last <= _REACH or 0 <= m.first - w.last <= 8 for w in weapons)
        and (facts or targets or view.places)
    ]
    strike = [
        m
        for m in view.of("strike_verbs")
        if hostile and (_near(weapons + debris, m, 12) or actors or targets or pinned)
    ]
    capture = view.of("capture_verbs") if not weapons else []
    return _Triggers(attack, downed, repelled, impact, launch, strike, capture)


def _national_speaker(analysis: Analysis, sentence: int) -> Attribution | None:
    """Return the government, ministry or army that speaks in a sentence."""
    return next(
        (
            attribution
            for attribution in analysis.attributions
            if sentence in attribution.scope
            and attribution.role in _NATIONAL
            and attribution.side is not None
        ),
        None,
    )


def _own_deed(view: View, speaker: Attribution, real: list[Mention]) -> Doer | None:
    """Return the speaker as doer where the clause tells its own deed: "said it had launched"."""
    for deed in real:
        if deed.kind not in {"launch", "strike_verbs", "attack_verbs"}:
            continue
        for word in view.of("self"):
            between = [m for m in view.of("passive") if word.last <= m.first < deed.first]
            near = 0 <= deed.first - word.last <= _SELF_REACH
            if near and speaker.verb_end <= word.start and not between:
                return Doer(str(speaker.side), speaker.start, speaker.end, "the speaker's own deed")
    return None


def _headline(view: View) -> View:
    """Return a headline's clause with the place before its colon as a place like any other."""
    places = [p._replace(role="location") if p.role == "dateline" else p for p in view.places]
    return replace(view, places=places)


def _captured(view: View, capture: list[Mention], doer: Doer | None) -> Sites | None:
    """Return the settlements that a force takes: the places close to the verb, None if none."""
    if not capture or not (doer is not None or view.actors or view.has("settlement_nouns")):
        return None
    for verb in capture:
        nouns = view.of("settlement_nouns")
        reach = _CAPTURE_REACH + (3 if any(0 <= n.first - verb.last <= 3 for n in nouns) else 0)
        taken = [
            place
            for place in view.places
            if place.kind == "city"
            and place.role in {"location", "listed"}
            and (
                -reach <= place.first_token - verb.last <= reach
                or any(0 <= place.first_token - n.last <= 1 for n in nouns)
            )
        ]
        if taken:
            apart = tuple(taken) if len(taken) > 1 else ()
            return Sites(pinned=taken[0], country=taken[0].country, separate=apart)
    return None


def _named_only(
    view: View,
    real: list[Mention],
    facts: list[Fact],
    effects: list[Mention],
    people: list[Fact],
) -> Mention | None:
    """Return the noun where a clause only names an attack ("strikes on X") and tells nothing."""
    if not real or facts or effects or people or view.has("weapons"):
        return None
    nouns = [m for m in real if m.kind == "attack_nouns"]
    spans = {(m.first, m.last) for m in nouns}
    return nouns[0] if all((m.first, m.last) in spans for m in real) else None


def _is_cause(view: View, trigger: Mention) -> bool:
    """Tell whether an attack is only named as the cause: "because of the attack Poland closed"."""
    if trigger.kind != "attack_nouns":
        return False
    return any(
        mention.kind == "causal" and 0 <= trigger.first - mention.last <= _CAUSE_REACH
        for mention in view.mentions
    )


def _unreal(view: View, trigger: Mention) -> str | None:
    """Return why a trigger is no fact: negated, future or hypothetical."""
    for mention in view.mentions:
        gap = trigger.first - mention.last
        if mention.kind == "negation" and 0 <= gap <= 2:
            return "negated"
        if mention.kind in {"hypothetical", "future"} and 0 <= gap <= 6:
            return mention.kind
    return None


def read_clause(
    analysis: Analysis,
    view: View,
    *,
    fallback_weapon: str | None,
    hostile: bool,
    is_subject: Callable[[Token], bool],
) -> list[Candidate] | Dropped | None:
    """Return what a clause reports; None where it speaks of nothing of the kind."""
    tokens = analysis.tokens
    whole, listed = weapon_facts(view, tokens, fallback_weapon)
    people = people_facts(view, tokens)
    triggers = _triggers(view, whole + listed, hostile)
    actual = [m for m in triggers.core if _unreal(view, m) is None]
    causes = {(m.first, m.last) for m in actual if _is_cause(view, m)}
    real = [m for m in actual if (m.first, m.last) not in causes]
    sentence = view.clause.sentence
    if triggers.core and not actual and not people:
        reason = _unreal(view, triggers.core[0]) or "unreal"
        return Dropped(sentence, view.start, view.end, reason)
    capture = [m for m in triggers.capture if _unreal(view, m) is None]
    effects = view.of("effects")
    if not (actual or capture or effects or people or len(listed) > 1):
        return None
    if not real and view.has("alert") and not people:
        return Dropped(sentence, view.start, view.end, "alert only")
    kind = ATTACK if real else CONSEQUENCE
    doer = find_doer(view, tokens, is_subject, agrees(analysis.language))
    sites = find_sites(
        view if view.end > analysis.body_start else _headline(view),
        doer,
        _named_only(view, real, whole, effects, people),
        analysis.speakers.get(sentence),
    )
    if listed and whole and not sites.listed:
        sites = sites.as_list()
    captured = _captured(view, capture, doer) if not real and not people else None
    if captured is not None:
        kind, sites = CAPTURE, captured
    elif not (actual or effects or people or listed):
        return None
    candidate = Candidate(
        kind=kind,
        sentences=[sentence],
        paragraph=view.clause.paragraph,
        start=view.start,
        end=view.end,
        order=view.clause.first,
        sites=sites,
        facts=[*whole, *people],
        listed_facts=listed,
    )
    _fill(candidate, analysis, view, triggers, real)
    candidate.doer = doer
    candidate.caused = bool(actual) or (bool(effects) and view.has("weapons"))
    candidate.voices = frozenset(
        a.role for a in analysis.attributions if a.role and sentence in a.scope
    )
    speaker = _national_speaker(analysis, sentence)
    if speaker is not None and kind == ATTACK:
        if candidate.doer is None:
            candidate.doer = _own_deed(view, speaker, real)
        if candidate.doer is None or candidate.doer.code != speaker.side:
            candidate.defender = speaker.side
    judged = _judge(candidate, view)
    return judged if isinstance(judged, Dropped) else _split(judged, view)


def _split(candidate: Candidate, view: View) -> list[Candidate]:
    """Return one candidate per place where each place has a target of its own before it."""
    places = candidate.sites.separate
    if len(places) < 2 or candidate.listed_facts:
        return [candidate]
    if candidate.kind == CAPTURE:
        return [_part(candidate, place) for place in places]
    targets = view.of("targets")
    parts: list[tuple[ResolvedPlace, Mention]] = []
    left = -1
    for place in places:
        own = [t for t in targets if left <= t.first < place.first_token]
        if not own:
            return [candidate]
        parts.append((place, own[-1]))
        left = place.last_token
    found = []
    for place, target in parts:
        part = _part(candidate, place)
        part.targets = {target.label: Span("targets", target.start, target.end)}
        part.facts = list(candidate.facts) if not found else []
        found.append(part)
    return found


def _part(candidate: Candidate, place: ResolvedPlace) -> Candidate:
    """Return a copy of a candidate that is pinned to one of its places."""
    return replace(
        candidate,
        sites=candidate.sites.only(place),
        weapons=dict(candidate.weapons),
        targets=dict(candidate.targets),
        effects=dict(candidate.effects),
        facts=list(candidate.facts),
        sentences=list(candidate.sentences),
        rules=["one of several sites in a clause"],
    )


def _fill(
    candidate: Candidate, analysis: Analysis, view: View, triggers: _Triggers, real: list[Mention]
) -> None:
    for mention in view.of("weapons"):
        candidate.weapons.setdefault(mention.label, Span("weapons", mention.start, mention.end))
    for mention in view.of("targets"):
        candidate.targets.setdefault(mention.label, Span("targets", mention.start, mention.end))
    downed = [m for m in triggers.downed if m in real]
    taken = {index for m in downed for index in range(m.first, m.last)}
    for mention in view.of("effects"):
        if mention.first not in taken and not _negated(view, mention):
            candidate.effects.setdefault(mention.label, Span("effects", mention.start, mention.end))
    candidate.debris = view.has("debris")
    if candidate.debris:
        first = view.of("debris")[0]
        candidate.effects.setdefault("debris", Span("effects", first.start, first.end))
    candidate.downed = bool(downed)
    candidate.repelled = bool(triggers.repelled)
    candidate.struck = any(m in real for m in triggers.strike + triggers.impact)
    candidate.wave = view.has("wave_words", "total_words") or bool(candidate.listed_facts)
    candidate.counted = any(n.value and not n.article for n in view.numbers)
    foe = next((a for a in view.actors if a.kind == "enemy" and a.code is None), None)
    candidate.enemy = (foe.start, foe.end) if foe is not None else None
    candidate.settlement = view.has("settlement_nouns")
    candidate.broken_down = view.has("breakdown")
    candidate.headline = view.end <= analysis.body_start
    candidate.apart = view.has("separators")
    candidate.background = view.has("background")
    usable = [
        d
        for d in view.dates
        if not (d.reporting or d.future or _bounds(d) or _in_dateline(view, d) or _as_of(view, d))
    ]
    candidate.date = next((d for d in usable if d.kind in _DATED and not d.vague), None)
    candidate.clock = next((d for d in usable if d.kind == "clock"), None)
    facility = candidate.sites.facility
    if facility is not None and facility.facility_type is not None:
        candidate.targets.setdefault(
            facility.facility_type, Span("target_name", facility.start, facility.end)
        )


def _bounds(date: DateMention) -> bool:
    """Tell whether a phrase only bounds a time; "from today's attack" does not."""
    return date.bound is not None and not (date.bound == "since" and date.offset == 0)


def _as_of(view: View, date: DateMention) -> bool:
    """Tell whether a phrase dates the state of knowledge: "as of Saturday noon 34 are dead"."""
    return any(
        mention.kind == "as_of" and -2 <= date.first_token - mention.last <= 1
        for mention in view.mentions
    )


def _opens_campaign(date: DateMention) -> bool:
    return date.bound == "since" and _bounds(date)


def _in_dateline(view: View, date: DateMention) -> bool:
    """Tell whether a date stands in the dateline of an agency: "KHARKIV, Sept 3 -"."""
    return any(
        place.role == "dateline" and 0 <= date.first_token - place.last_token <= 2
        for place in view.places
    )


def _negated(view: View, mention: Mention) -> bool:
    return any(
        (other.kind in _UNREAL and 0 <= mention.first - other.last <= 2)
        or (other.kind == "negation" and 0 <= other.first - mention.last <= 1)
        for other in view.mentions
    )


def _judge(candidate: Candidate, view: View) -> Candidate | Dropped:
    """Turn habits and campaigns away: they are told without a day, or as a series."""
    pointed = candidate.date is not None or any(
        fact.exact and fact.value for fact in candidate.facts
    )
    years = any(date.kind == "year" for date in view.dates) and candidate.date is None
    generic = view.has("habitual", "campaign") or any(_opens_campaign(d) for d in view.dates)
    if years or (generic and not pointed):
        return Dropped(view.clause.sentence, view.start, view.end, "habit or campaign")
    if view.has("memory") and not any(fact.role == "downed" for fact in candidate.facts):
        return Dropped(view.clause.sentence, view.start, view.end, "remembrance")
    if view.has("statement_only") and not (candidate.facts or candidate.sites.pinned):
        return Dropped(view.clause.sentence, view.start, view.end, "statement")
    candidate.generic = generic
    return candidate


def share_within_sentences(candidates: list[Candidate]) -> None:
    """Let the clauses of one sentence share its date, attacker and weapons where they have none."""
    by_sentence: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_sentence.setdefault(candidate.sentences[0], []).append(candidate)
    for group in by_sentence.values():
        date = next((c.date for c in group if c.date is not None), None)
        doer = next((c.doer for c in group if c.doer is not None), None)
        for candidate in group[1:]:
            if candidate.kind == ATTACK and not candidate.weapons:
                candidate.weapons = dict(group[0].weapons)
        for candidate in group:
            candidate.date = candidate.date or date
            if candidate.kind != CAPTURE:
                candidate.doer = candidate.doer or doer
