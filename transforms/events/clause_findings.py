"""What the words of one clause tell, before anything is made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from transforms.events.analysis import Analysis, View
from transforms.events.candidates import Dropped
from transforms.events.captures import without_run_up
from transforms.events.cases import Cases
from transforms.events.casualties import people_facts
from transforms.events.figures import LAUNCHED, Fact
from transforms.events.lone_weapons import lone_downed, lone_launched
from transforms.events.negation import is_negated, unreal
from transforms.events.planned_cuts import without_planned
from transforms.events.products import without_products, without_served
from transforms.events.ruled_out import without_ruled_out
from transforms.events.suffering import with_damage, without_downed
from transforms.events.triggers import Triggers, find_triggers, has_day, is_cause, weapons_used
from transforms.events.weapon_counts import weapon_facts
from transforms.events.words import Mention
from transforms.language.tokens import Token

_UNREAL: Final = frozenset({"future", "hypothetical"})
_JOIN_REACH: Final = 2  # "but did not specify"
_DENIAL_REACH: Final = 6  # "denied Moscow's statement on the capture of"


@dataclass(slots=True, unsafe_hash=True)
class Findings:
    """The words of one clause by what they tell.

    ``view`` is the clause, damage told by verbs of casualties included. ``actual`` are the triggers
    of what has happened, ``real`` those that are not merely the cause of what is told, ``capture``
    those of settlements taken. ``used``: weapons are told to be used, without any trigger.
    """

    view: View
    counts: list[Fact]
    listed: list[Fact]
    people: list[Fact]
    triggers: Triggers
    actual: list[Mention]
    real: list[Mention]
    capture: list[Mention]
    used: bool

    @property
    def effects(self) -> list[Mention]:
        """The consequences that the clause names."""
        return self.view.of("effects")

    @property
    def sighted(self) -> bool:
        """Whether weapons were counted in the air, without a word of what they did."""
        return any(fact.role == LAUNCHED and (fact.value or 0) > 1 for fact in self.counts)

    @property
    def caused(self) -> bool:
        """Whether a trigger only says what the rest of the clause came from."""
        return len(self.real) < len(self.actual)

    @property
    def occurred(self) -> bool:
        """Whether the clause says that something happened, in so many words."""
        return self.view.has("occurred")


def _plainly_told(view: View, tokens: Sequence[Token]) -> View:
    """Return a clause without words that do not mean what they say elsewhere."""
    view = without_planned(with_damage(view, tokens))
    if "downed" in view.by_kind and "weapons" in view.by_kind:
        view = without_downed(view)
    if "capture_verbs" in view.by_kind and "causal" in view.by_kind:
        view = without_run_up(view)
    if "makes" in view.by_kind:
        view = without_products(view)
    if "ruled_out" in view.by_kind:
        view = without_ruled_out(view, tokens)
    if "serves" in view.by_kind:
        view = without_served(view)
    return view


def find_in_clause(
    analysis: Analysis, view: View, fallback_weapon: str | None, hostile: bool, cases: Cases
) -> Findings:
    """Return what a clause tells.

    ``fallback_weapon`` is the weapon spoken of last, ``hostile`` whether weapons of the article are
    used as such, ``cases`` what the forms of its language tell.
    """
    tokens = analysis.tokens
    view = _plainly_told(view, tokens)
    counts, listed = weapon_facts(view, tokens, fallback_weapon, analysis.dropped, cases.is_agent)
    if view.has("one_weapon"):
        counts += lone_downed(view, tokens, counts + listed)
        counts += lone_launched(view, counts)
    triggers = find_triggers(view, counts + listed, hostile)
    actual = [m for m in triggers.core if unreal(view, m) is None] if triggers.core else []
    real = actual
    if actual and "causal" in view.by_kind:
        causes = {(m.first, m.last) for m in actual if is_cause(view, m) and not has_day(view, m)}
        real = [m for m in actual if (m.first, m.last) not in causes]
    capture = triggers.capture
    if capture:
        capture = [m for m in capture if unreal(view, m, _DENIAL_REACH) is None]
    return Findings(
        view=view,
        counts=counts,
        listed=listed,
        people=people_facts(view, tokens),
        triggers=triggers,
        actual=actual,
        real=real,
        capture=capture,
        used=not actual and hostile and weapons_used(view),
    )


def reports_nothing(found: Findings) -> bool:
    """Tell whether a clause speaks of nothing that could be an event or belong to one."""
    told = found.real or found.capture or found.effects or found.people or len(found.listed) > 1
    told = told or (found.actual and not found.view.has_any(_UNREAL))
    told = told or found.sighted
    return not (told or found.used or found.occurred)


def why_not_told(found: Findings, opens: bool) -> Dropped | None:
    """Return why a clause that speaks of an attack reports none; None where it may report one.

    ``opens``: the clause opens its sentence.
    """
    view, triggers = found.view, found.triggers
    if triggers.core and not found.actual and not found.people and not _seen_before(found):
        return dropped(view, unreal(view, triggers.core[0]) or "unreal")
    if found.real or not view.has("alert"):
        return None
    told = found.people or (opens and _explodes(view))
    if _only_alert(view) and not told and not reports_nothing(found):
        return dropped(view, "alert only")
    return None


def _seen_before(found: Findings) -> bool:
    """Tell whether an effect is told as a fact first: "a plant burned, but whether it was hit"."""
    view, first = found.view, found.triggers.core[0].first
    denied = [m.first for m in view.of("negation")]
    joins = [
        m.first
        for m in view.of("coordinators")
        if m.first < first and any(0 <= at - m.last <= _JOIN_REACH for at in denied)
    ]
    return any(
        effect.last <= join and not is_negated(view, effect)
        for effect in (found.effects if joins else ())
        for join in joins
    )


def dropped(view: View, reason: str) -> Dropped:
    """Return a clause as one that reports no event, and why."""
    return Dropped(view.clause.sentence, view.start, view.end, reason)


def _only_alert(view: View) -> bool:
    """Tell whether a clause speaks of an alert; "during the alert" only says when."""
    during = {mention.last for mention in view.of("causal")}
    return any(mention.first not in during for mention in view.of("alert"))


def _explodes(view: View) -> bool:
    """Tell whether explosions are told of beside the alert: "while the sirens sounded"."""
    return any(m.label == "explosion" and not is_negated(view, m) for m in view.of("effects"))
