"""What people with arms and weapons do to people: who kills, raids, or is what kills."""

from typing import Final

from transforms.events.analysis import View
from transforms.events.nearby import any_after, any_before
from transforms.events.words import Mention

_ARTICLE: Final = 1
_BY_REACH: Final = 2
_DOER_REACH: Final = 3
_HURT: Final = ("killed", "injured")
_ISO_LENGTH: Final = 2  # codes of groups are longer
_RAIDER_REACH: Final = 7  # "gunmen riding motorcycles and other vehicles raided"
_REACH: Final = 7


def kill(view: View, armed: list[Mention], harm: Mention) -> bool:
    """Tell whether people with arms kill others: "rebels (on Monday) have killed 40 people"."""
    told = any(number.first_token == harm.last for number in view.numbers) or any_after(
        view.of("person_one"), harm.last, _ARTICLE
    )
    if not told:
        return False
    ends = [doer.last for doer in armed]
    ends += [
        actor.last
        for actor in view.actors
        if len(actor.code or "") > _ISO_LENGTH or actor.last == harm.first
    ]
    last = max((end for end in ends if end <= harm.first), default=None)
    if last is None or harm.first - last > _RAIDER_REACH:
        return False
    between = view.among(("passive", "persons", "killed", "injured"))
    return not any(last <= m.first < harm.first for m in between)


def raid(view: View, armed: list[Mention], verb: Mention) -> bool:
    """Tell whether people with arms raid: "gunmen riding motorcycles stormed".

    What an army raids may be a search: then somebody has to be hurt.
    """
    groups = [actor for actor in view.actors if len(actor.code or "") > _ISO_LENGTH]
    if any_before((*armed, *groups), verb.first, _RAIDER_REACH):
        return True
    return view.has_any(_HURT) and any_before(view.actors, verb.first, _RAIDER_REACH)


def are_agents(view: View, armed: list[Mention], verb: Mention) -> bool:
    """Tell whether people with arms are the agent of a passive: "blown up (late) by militants"."""
    return any(
        0 <= word.first - verb.last <= _BY_REACH and any_after(armed, word.last, _DOER_REACH)
        for word in view.of("by_agent")
    )


def by_itself(view: View, weapons: list[Mention], harm: Mention) -> bool:
    """Tell whether a weapon is what kills: "a bomb killed five", "killed (in X) by a bomb"."""
    if any(weapon.last == harm.first for weapon in weapons) or any(
        0 <= word.first - harm.last <= _REACH and any_after(weapons, word.last, _BY_REACH)
        for word in view.of("by_agent")
    ):
        return True
    bombs = [weapon for weapon in weapons if weapon.label == "explosive"]
    return bool(bombs) and any(  # "killed in a series of | bombs"
        word.first == harm.last and any_after(bombs, word.last, _DOER_REACH + 1)
        for word in view.of("list_prepositions")
    )
