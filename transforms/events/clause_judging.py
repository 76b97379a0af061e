"""Clauses that tell of no occurrence: habits, campaigns, remembrance, mere statements."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from transforms.events.analysis import View
from transforms.events.candidates import ATTACK, CAPTURE, Candidate
from transforms.events.clause_dates import opens_campaign
from transforms.events.dates import DateMention
from transforms.events.figures import OF_PEOPLE
from transforms.events.numbers import NumberMention
from transforms.events.words import RANKS, Mention

HABIT: Final = "habit or campaign"
"""Why a clause on what goes on for long reports nothing."""
DRILL: Final = "a drill"
REMEMBRANCE: Final = "remembrance"
GROUND: Final = "ground fighting"
STATEMENT: Final = "statement"
_TROOPS: Final = frozenset({"military", "transport"})
_SITED: Final = frozenset({"city", "facility"})
_OF_WEAPONS: Final = frozenset({"launched", "downed", "lost"})
_STRIKES: Final = ("attack_nouns", "attack_verbs", "strike_verbs", "launch", "downed")
_SERIES: Final = 10
_FEW_ATTACKS: Final = 3
_COUNTED_REACH: Final = 2
_SERIES_REACH: Final = 5
_SHARE: Final = "percent"
_SHARED_REACH: Final = 3
_MONTH: Final = 30
_MANY_DAYS: Final = 4
_MASS: Final = 100  # as many weapons, told of a week or a month, are the sum of many attacks
_RANKED: Final = 3  # tokens: "the deadliest | drone strike"
_NO_WAVE: Final = 1500  # more weapons than any one attack had
_NO_TOLL: Final = 10_000  # more people than any one attack hurt
_DAYS: Final = frozenset({"day", "part", "weekend", "relative"})


def why_no_occurrence(candidate: Candidate, view: View, real: Sequence[Mention]) -> str | None:
    """Return why a clause tells of no occurrence, None where it does.

    Habits and campaigns are told without a day, or as a series. ``real`` are the triggers of the
    clause, in order; without one its figures are those of a war.
    """
    general = _in_general(candidate, view, real)
    if (
        _of_years(candidate, view)
        or (candidate.facts and _tallied(candidate, view))
        or _of_a_week(candidate, view)
        or _of_shares(candidate, view)
        or _of_many(candidate, view)
        or (
            (general or is_generic(view))
            and not _pointed(candidate, view, real, general)
            and not _taken(candidate, view)
        )
    ):
        return HABIT
    return _why_beside_an_attack(candidate, view, real)


def _why_beside_an_attack(candidate: Candidate, view: View, real: Sequence[Mention]) -> str | None:
    """Return what a clause is about instead: a drill, remembrance, talks; None for none of them."""
    told = candidate.facts or candidate.effects or _day_told(candidate, view)
    if view.has("drill") and not told:
        return DRILL
    if view.has("memory") and not (candidate.date is not None and candidate.date.month is not None):
        return REMEMBRANCE
    if view.has("ground") and _only_fights(candidate, view):
        return GROUND
    if view.has("statement_only") and not _told_beside(candidate, view, real):
        return STATEMENT
    return None


def _taken(candidate: Candidate, view: View) -> bool:
    """Tell whether towns are named that were taken over a stretch: "took A within the week"."""
    named = candidate.sites.pinned is not None or bool(candidate.sites.separate)
    told = view.has("stretches") and not view.has("habitual")
    return candidate.kind == CAPTURE and named and told


def _only_fights(candidate: Candidate, view: View) -> bool:
    """Tell whether troops fight, and neither weapons from afar nor harm are told of."""
    harm = candidate.effects or any(fact.value for fact in candidate.facts)
    afar = candidate.weapons or view.has_any(("strike_verbs", "impact"))
    return candidate.kind == ATTACK and not (harm or afar or set(candidate.targets) - _TROOPS)


def _pointed(candidate: Candidate, view: View, real: Sequence[Mention], general: bool) -> bool:
    """Tell whether a clause on habits has a day or figures of one occurrence all the same."""
    if candidate.date is not None and candidate.date.kind == "week":
        return False
    counted = candidate.facts
    if not real or general:  # "the continuing strikes have killed four"
        counted = [fact for fact in counted if fact.role not in OF_PEOPLE]
    return _day_told(candidate, view) or any(fact.exact and fact.value for fact in counted)


def _told_beside(candidate: Candidate, view: View, real: Sequence[Mention]) -> bool:
    """Tell whether a clause with words of talks and markets tells of an attack of its own.

    What strikes before such words does: "a drone hit a car, a breach of the ceasefire".
    """
    if candidate.facts or candidate.sites.pinned:
        return True
    if not candidate.targets or (candidate.doer is None and candidate.date is None):
        return False
    first = view.of("statement_only")[0].first
    hit = candidate.struck and bool(candidate.weapons) and real[0].first < first
    return bool(candidate.effects) or hit


def is_generic(view: View) -> bool:
    """Tell whether a clause speaks of what is done again and again, or of a campaign."""
    if _habits(view):
        return True
    if view.has("nth_time"):  # "drones attacked it for the second time this week"
        return False
    if _campaigns(view) and not _largest(view):
        return True
    # "the most massive attack since February" is one
    since = bool(view.dates) and any(opens_campaign(date) for date in view.dates)
    return since and not view.has("superlatives")


def _habits(view: View) -> list[Mention]:
    """Return the words for habits, those of reports not among them: "in its daily | briefing"."""
    habits = view.of("habitual")
    if not habits:  # most clauses
        return habits
    fixed = {phrase.first for phrase in view.of("fixed_phrases")}
    return [habit for habit in habits if habit.first not in fixed]


def _largest(view: View) -> bool:
    """Tell whether an attack is told by its rank: "the deadliest strike in the past six months"."""
    ranks = view.of("superlatives")
    return bool(ranks) and any(
        0 <= noun.first - rank.last < _RANKED for noun in view.of("attack_nouns") for rank in ranks
    )


def _campaigns(view: View) -> list[Mention]:
    """Return the phrases for a stretch of time, "the past | day" not among them."""
    found = view.of("campaign")
    if not found:  # most clauses
        return found
    days = [
        date
        for date in view.dates
        if (date.kind == "span" and date.length == 1)
        or (date.month is not None and date.bound is None)  # "in May of last year"
    ]
    return [
        mention
        for mention in found
        if not any(
            d.first_token <= mention.last and mention.last <= d.last_token  # "last year | in May"
            for d in days
            if d.first_token <= mention.first or d.month is not None
        )
    ]


def _tallied(candidate: Candidate, view: View) -> bool:
    """Tell whether weapons are counted over weeks or a war: "1,100 drones this week alone"."""
    counts = [f.value or 0 for f in candidate.facts if f.role in _OF_WEAPONS]
    hurt = [f.value for f in candidate.facts if f.role in OF_PEOPLE and f.value]
    if max(counts, default=0) >= _NO_WAVE or max(hurt, default=0) >= _NO_TOLL:
        return True
    people = bool(hurt) and (candidate.date is None or _anywhere(candidate))
    if not (counts or people) or view.has_any(RANKS):
        return False
    summed = bool(counts) or _anywhere(candidate)  # else only in a stretch told in words
    stretches = view.of("stretches")
    within = [date for date in view.dates if not date.reporting]
    for date in within:
        inside = any(m.first < date.last_token and date.first_token < m.last for m in stretches)
        if date.kind in _DAYS and not inside and _days_of(date) < _MANY_DAYS:
            return False
    since = summed and any(opens_campaign(d) and d.kind in {"month", "year"} for d in within)
    if stretches or since:
        return True
    if any(_days_of(d) >= _MONTH for d in within):  # "between 24 February and 11 September"
        return True
    long = [d for d in within if d.kind in {"week", "month"} or (d.length or 0) > 1]
    return bool(counts) and max(counts) >= _MASS and bool(long)


def _of_a_week(candidate: Candidate, view: View) -> bool:
    """Tell whether strikes all over are told of many days: "from 8 to 14 May struck plants"."""
    date = candidate.date
    if date is None or not _anywhere(candidate):
        return False
    return _days_of(date) >= _MANY_DAYS and view.has_any(_STRIKES)


def _days_of(date: DateMention) -> int:
    """Return how many days lie between the ends of a range, roughly; 0 for any other phrase."""
    if date.end_day is None or date.day is None:
        return 0
    months = (date.end_month or date.month or 0) - (date.month or 0)
    return months * _MONTH + date.end_day - date.day


def _of_shares(candidate: Candidate, view: View) -> bool:
    """Tell whether shares are told of no day and place: "strikes cut capacity by 17%".

    So are shares of what can be struck: "a quarter of refineries, or 24%, is out of action", and of
    weapons.
    """
    shares = [number for number in view.numbers if number.unit == _SHARE]
    if not shares or candidate.kind == CAPTURE:
        return False
    if _of_weapons(shares, candidate.date, view):
        return True
    if candidate.date is not None or candidate.facts or not _anywhere(candidate):
        return False
    return (candidate.kind == ATTACK and view.has("attack_nouns")) or any(
        0 <= target.first - share.last_token <= _SHARED_REACH
        for target in view.of("targets")
        for share in shares
    )


def _of_weapons(shares: Sequence[NumberMention], date: DateMention | None, view: View) -> bool:
    """Tell whether weapons are counted by shares, and of no day: "downed 96% of drones"."""
    if date is not None and date.kind in _DAYS:
        return False
    return any(
        0 <= weapon.first - share.last_token <= _SHARED_REACH
        for weapon in view.of("weapons")
        for share in shares
    )


def _of_many(candidate: Candidate, view: View) -> bool:
    """Tell whether many attacks are counted without a day: "some 50 drone strikes".

    So are those of a campaign, whatever day is named beside: "said on Monday that 1,700 strikes hit
    the city since January".
    """
    nouns = view.of("attack_nouns")
    if not (nouns and view.numbers):
        return False
    sites, date = candidate.sites, candidate.date
    dated = date is not None and date.kind != "month"
    if (sites.pinned is not None or sites.listed or dated) and not is_generic(view):
        return False
    armed = {weapon.first for weapon in view.of("weapons")}  # "25 attack drones"
    least = _FEW_ATTACKS if date is not None else _SERIES  # "seven large strikes in October"
    many = [n.last_token for n in view.numbers if (n.low or n.value or 0) >= least]
    return any(
        0 <= noun.first - end <= _COUNTED_REACH
        for noun in nouns
        if noun.last not in armed
        for end in many
    )


def _anywhere(candidate: Candidate) -> bool:
    """Tell whether nothing smaller than a region is named."""
    pinned = candidate.sites.pinned
    return pinned is None or pinned.kind not in _SITED


def _in_general(candidate: Candidate, view: View, real: Sequence[Mention]) -> bool:
    """Tell whether a clause is on attacks in general: "recent strikes", a series all over."""
    if _of_series(view) and _anywhere(candidate):
        return True
    general = (*view.of("general_deeds"), *_incessant(view))
    told = real or view.of("attack_nouns")  # "because of growing strikes"
    if not (general and told):
        return False
    first = told[0].first
    return any(m.first <= first < m.last for m in general)


def _incessant(view: View) -> list[Mention]:
    """Return the words for habits with the noun they stand before: "unceasing attacks"."""
    habits = view.of("habitual")
    if not habits:  # most clauses
        return habits
    nouns = {noun.first for noun in view.of("attack_nouns")}
    return [replace(habit, last=habit.last + 1) for habit in habits if habit.last in nouns]


def _of_series(view: View) -> bool:
    """Tell whether a series is one of attacks, not "a series of fires"."""
    series = view.of("series")
    return bool(series) and any(
        0 <= noun.first - m.last <= _SERIES_REACH
        for noun in view.among(("attack_nouns", "attack_verbs"))
        for m in series
    )


def _day_told(candidate: Candidate, view: View) -> bool:
    """Tell whether a clause has a day of its own, not one of a campaign: "in the past week".

    Nor is one that stands before attacks in general, but for a deed that comes between: "on
    Thursday condemned escalating attacks".
    """
    date = candidate.date
    if date is None or date.kind == "month":
        return False
    after = [m.first for m in (*view.of("general_deeds"), *_incessant(view))]
    after = [first for first in after if date.last_token <= first]
    if after and not any(
        date.last_token <= deed.first < min(after)
        for deed in view.among(("attack_verbs", "strike_verbs"))
    ):
        return False
    return not any(
        m.first < date.last_token and date.first_token < m.last for m in _campaigns(view)
    )


def _of_years(candidate: Candidate, view: View) -> bool:
    """Tell whether a clause names years but no day, other than those in which people were born.

    Nor those in which deeds are counted: "for the fourth time this year".
    """
    if candidate.date is not None or not view.dates or view.has("nth_time"):
        return False
    births = view.of("age")
    return any(
        date.kind == "year"
        and not any(date.first_token <= m.first <= date.last_token for m in births)
        for date in view.dates
    )
