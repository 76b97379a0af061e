"""Date phrases of one article resolved: publication day and the day that phrases count from."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from transforms.events.date_resolution import ResolvedDate, resolve
from transforms.events.dates import DateMention

_RECENT: Final = timedelta(days=2)


@dataclass(frozen=True)
class Resolver:
    """Resolves the date mentions of one article.

    ``published`` is the local publication day, ``anchor`` the day of the attack told first: what
    "that night" and "a day earlier" count from. Both may be unknown.
    """

    published: date | None
    anchor: date | None = None

    @property
    def recent(self) -> date:
        """The earliest day that a report without a date may be about."""
        return self.published - _RECENT if self.published is not None else date.min

    def __call__(self, mention: DateMention) -> ResolvedDate | None:
        """Return the days that a mention means, None where they cannot be known."""
        return resolve(mention, self.published, anchor=self.anchor)
