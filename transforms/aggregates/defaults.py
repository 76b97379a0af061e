"""The aggregates that are computed where the configuration names none."""

from typing import Final

from transforms.settings import AggregateSettings

MONDAY: Final = 4
"""Days from 1970-01-01, a Thursday, to the first Monday: the offset of weeks."""

DEFAULT_AGGREGATES: Final = (
    AggregateSettings(name="day_region", keys=("country", "admin1")),
    AggregateSettings(name="day_target", keys=("target",)),
    AggregateSettings(name="day_attacker_weapon", keys=("attacker", "weapon")),
    AggregateSettings(name="week_country", window_days=7, offset_days=MONDAY, keys=("country",)),
)
