"""Which function reads each shape of the date grammar, by the name of the shape.

Each reads the values from the tokens, or finds that it is no date after all.
"""

from collections.abc import Callable
from typing import Final

from transforms.events.date_calendar import (
    read_american,
    read_calendar,
    read_full,
    read_month,
    read_numbered,
    read_year,
)
from transforms.events.date_clock import (
    read_clock,
    read_half_hour,
    read_meridian,
    read_part,
    read_spoken,
)
from transforms.events.date_distance import (
    read_ago,
    read_beside,
    read_deictic,
    read_earlier,
    read_eve,
    read_part_before,
    read_same,
    read_span,
    read_week,
    read_weekday,
)
from transforms.events.date_shapes import Piece, Shape

READERS: Final[dict[str, Callable[[Shape], Piece | None]]] = {
    "full": read_full,
    "calendar": read_calendar,
    "american": read_american,
    "month": read_month,
    "ago": read_ago,
    "earlier": read_earlier,
    "part_before": read_part_before,
    "beside": read_beside,
    "span": read_span,
    "week": read_week,
    "weekday": read_weekday,
    "same": read_same,
    "deictic": read_deictic,
    "eve": read_eve,
    "clock": read_clock,
    "meridian": read_meridian,
    "half_hour": read_half_hour,
    "spoken": read_spoken,
    "part": read_part,
    "numbered": read_numbered,
    "year": read_year,
}
