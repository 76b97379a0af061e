"""Which strikes belong to which wave: a wave is an incident of a whole country."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from transforms.incidents.compatibility import attackers_differ, weapons_differ
from transforms.incidents.facts import NUMBERS, type_class
from transforms.records import Incident
from transforms.settings import LinkSettings

_DEFAULTS: Final = LinkSettings()
_TOTALS: Final = NUMBERS[:4]
_DAY: Final = timedelta(days=1)
_Key = tuple[str, str, date]


def assign_waves(
    incidents: Iterable[Incident], settings: LinkSettings = _DEFAULTS
) -> list[Incident]:
    """Return the incidents in their order with ``part_of`` set anew.

    A strike lies in a wave of its type class and country whose days hold its last day, where
    neither attacker nor weapons contradict. A wave that gives totals counts its whole country;
    one that only lists places holds only strikes on those. Of several waves, that which ends on
    the same day comes first, then one that lists the place, the shorter, the one with more
    reports, the smaller id. Tombstones and waves belong to nothing. Linear in the incidents.
    """
    given = list(incidents)
    waves: dict[_Key, list[Incident]] = {}
    for one in given:
        if is_wave(one) and one.country and one.superseded_by is None:
            kind = type_class(one.event_type, settings)
            for day in _days(one, settings):
                waves.setdefault((kind, one.country, day), []).append(one)
    return [one._replace(part_of=_wave_of(one, waves, settings)) for one in given]


def is_wave(incident: Incident) -> bool:
    """Tell whether an incident is pinned to no more than a country."""
    pinned = incident.admin1 is not None or incident.place is not None
    return not pinned and incident.geo_precision != "site"


def _wave_of(
    strike: Incident, waves: dict[_Key, list[Incident]], settings: LinkSettings
) -> str | None:
    if is_wave(strike) or strike.superseded_by is not None:
        return None
    if strike.date_end is None or not strike.country or not _days(strike, settings):
        return None
    key = (type_class(strike.event_type, settings), strike.country, strike.date_end)
    able = [wave for wave in waves.get(key, ()) if _holds(wave, strike, settings)]
    best = min(able, key=lambda wave: _rank(wave, strike), default=None)
    return None if best is None else best.incident_id


def _holds(wave: Incident, strike: Incident, settings: LinkSettings) -> bool:
    if attackers_differ(wave.attacker, strike.attacker):
        return False
    if weapons_differ(tuple(wave.weapons), tuple(strike.weapons), settings):
        return False
    totals = any(getattr(wave, name) is not None for name in _TOTALS)
    return totals or not wave.places_listed or _lists(wave, strike)


def _lists(wave: Incident, strike: Incident) -> bool:
    names = {name for name in (strike.admin1, strike.place) if name is not None}
    return not names.isdisjoint(wave.places_listed)


def _rank(wave: Incident, strike: Incident) -> tuple[bool, bool, int, int, str]:
    start, end = wave.date_start or wave.date_end, wave.date_end
    span = (end - start).days if start is not None and end is not None else 0
    return (
        end != strike.date_end,
        not _lists(wave, strike),
        span,
        -wave.reports,
        wave.incident_id,
    )


def _days(incident: Incident, settings: LinkSettings) -> list[date]:
    """Return the days of an incident, none where they are unknown or too many to tell a night."""
    end, start = incident.date_end, incident.date_start or incident.date_end
    if end is None or start is None or (end - start).days >= settings.precise_days:
        return []
    return [start + _DAY * step for step in range((end - start).days + 1)]
