"""Date phrases of one article resolved: publication day and the day that phrases count from."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from transforms.events.date_resolution import ResolvedDate, resolve
from transforms.events.dates import DateMention

AFTER: Final = "after"  # the relation of a phrase such as "two days after": to the report's day
_RECENT: Final = timedelta(days=2)


@dataclass(frozen=True)
class Resolver:
    """Resolves the date mentions of one article.

    ``published`` is the local publication day, None if unknown; ``month`` the first day of the
    month of publication where no more than this is known. ``anchors`` are the days of the
    attacks told, each with the character where its phrase starts, in order, None for one whose year
    is unknown: "a day earlier" and "that day" count from the one told before it, "that night" is
    that of the attack told first.
    """

    published: date | None
    anchors: tuple[tuple[int, date | None], ...] = ()
    month: date | None = None
    # by identity: a mention has many fields to hash; kept, so that its number is not given anew
    _known: dict[int, tuple[DateMention, ResolvedDate | None]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def recent(self) -> date:
        """The earliest day that a report without a date may be about."""
        day = self.published or self.month
        return day - _RECENT if day is not None else date.min

    def __call__(self, mention: DateMention) -> ResolvedDate | None:
        """Return the days that a mention means, None where they cannot be known."""
        found = self._known.get(id(mention))
        if found is None:
            resolved = resolve(
                mention,
                self.published or self.month,
                month_only=self.published is None,
                anchor=self._anchor(mention),
            )
            found = self._known[id(mention)] = (mention, resolved)
        return found[1]

    def _anchor(self, mention: DateMention) -> date | None:
        if not self.anchors:
            return None
        offset = mention.offset or 0
        if offset > 0 or (offset == 0 and mention.part) or mention.relation == AFTER:
            return self.anchors[0][1]
        before = bisect_left(self.anchors, mention.start, key=_position)
        return self.anchors[max(before - 1, 0)][1]


def _position(anchor: tuple[int, date | None]) -> int:
    return anchor[0]
