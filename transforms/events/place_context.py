"""What an article as a whole says about where it plays, and of single places in its light."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from transforms.events.gazetteer import Place
from transforms.events.place_mentions import BOROUGH, UNKNOWN, PlaceMention
from transforms.events.place_nearness import NOT_PLACES, stage
from transforms.events.resolved_places import kilometres

_PEOPLE: Final = "demonym"
_OFTEN: Final = 4
_LARGE: Final = 100_000
_TOWN: Final = 15_000
_NAMESAKE: Final = 200_000
_MANY: Final = 2  # names that settle which country a text is about
_VILLAGE: Final = 10_000
_OFF: Final = 100.0  # kilometres
_REMOTE: Final = 300.0  # kilometres
_STAGE: Final = 4.5
_SHARED: Final = 1.5


class PlaceContext:
    """The countries, regions and points that the places of an article settle, each counted."""

    def __init__(
        self,
        mentions: Sequence[PlaceMention],
        capitals: frozenset[int],
        rivals: Mapping[str, frozenset[str]],
    ) -> None:
        self.capitals = capitals
        self.rivals = rivals
        self.countries: Counter[str] = Counter()
        self.regions: Counter[str] = Counter()
        self.own: Counter[str] = Counter()
        self.foes: Counter[str] = Counter()  # what the people of a country's one opponent attack
        self.shared: Counter[str] = Counter()  # regions that have one of several meanings
        self.stage = stage(mentions)
        self.points: list[tuple[float, float]] = []
        self.named_regions = {
            m.candidates[0].admin1_id
            for m in mentions
            if m.kind == "region" and m.role not in NOT_PLACES
        }
        self.settlements = {m.candidates[0].name for m in mentions if m.kind == "city"}
        for mention in mentions:
            first = mention.candidates[0]
            # a region's name that several countries have says nothing by itself ("Punjab")
            shared = mention.kind == "district" or (
                mention.kind == "region" and len({one.country for one in mention.candidates}) > 1
            )
            if shared and mention.role not in NOT_PLACES:
                self._count_shared(mention)
            if mention.role in NOT_PLACES or shared or first.id == UNKNOWN:
                continue
            if mention.kind in {"country", "region", "area", "sea", "facility"}:
                if first.country:
                    self.countries[first.country] += 1
                    self._count_foe(mention.role, first.country)
                if first.admin1_id:
                    self.regions[first.admin1_id] += 2
            elif first.population >= 1_000_000 or (len(mention.candidates) == 1 and mention.firm):
                self.countries[first.country or ""] += 1
                self.own[first.id] += 1
                self.regions[first.admin1_id or ""] += 1
                self.points.append((first.latitude or 0.0, first.longitude or 0.0))

    def _count_foe(self, role: str, country: str) -> None:
        """Count whom a people fights, if one only: "the Russians" shell another country."""
        foes = self.rivals.get(country, frozenset()) if role == _PEOPLE else frozenset()
        if len(foes) == 1:
            self.foes.update(foes)

    def _count_shared(self, mention: PlaceMention) -> None:
        """Count the country in which all districts of a name lie, and the point of a lone one."""
        first = mention.candidates[0]
        if len(mention.candidates) == 1 and first.latitude is not None:
            self.points.append((first.latitude, first.longitude or 0.0))
        countries = {place.country for place in mention.candidates}
        self.countries.update(country for country in countries if country and len(countries) == 1)
        self.shared.update({place.admin1_id for place in mention.candidates if place.admin1_id})

    def score(self, place: Place, beside: set[str | None]) -> float:
        """Return how well a place fits; ``beside`` are the regions named right beside it."""
        score = 8.0 if place.admin1_id in beside else 0.0
        if place.country and self.countries:
            told = self.countries[place.country] + self.foes[place.country]
            score += 4.0 * min(told, 3) / 3
        if place.country is not None and place.country == self.stage:
            score += _STAGE
        if place.admin1_id and self.regions[place.admin1_id]:
            # a region that is spoken of again and again weighs more
            score += 2.5 + 0.5 * min(self.regions[place.admin1_id], _OFTEN)
        elif self.shared[place.admin1_id or ""] > 1:
            score += _SHARED
        if place.kind == "quarter":
            score -= 2.0
        if place.kind in {"district", BOROUGH} and place.settlement in self.settlements:
            score += 4.0
        if self.points and place.latitude is not None and place.longitude is not None:
            here = place.latitude, place.longitude
            near = min([kilometres(*here, *point) for point in self.points])
            score += 1.5 * math.exp(-near / 150)
        return score + 0.6 * math.log10(place.population + 10)

    def is_region(self, district: Place) -> bool:
        """Tell whether a district is a region of a country that the text speaks of."""
        return district.name == district.admin1 and bool(self.countries[district.country or ""])

    def is_abroad(self, place: Place) -> bool:
        """Tell whether a town lies in a country that a text full of another never names."""
        return (
            self.countries[place.country or ""] <= self.own[place.id]  # but by itself
            and place.population < _NAMESAKE
            and self.countries.total() >= _MANY
        )

    def is_stray(self, place: Place) -> bool:
        """Tell whether an unsupported name would lie in a country nothing else speaks of."""
        if place.country in self.countries:
            return self._is_remote(place)
        if place.population >= _VILLAGE and self._fights(place.country):
            return False
        return place.population < (_LARGE if self.countries else _TOWN)

    def _fights(self, country: str | None) -> bool:
        """Tell whether a country that the text speaks of fights another one."""
        return not self.rivals.get(country or "", frozenset()).isdisjoint(self.countries)

    def _is_remote(self, place: Place) -> bool:
        """Tell whether a small place lies far from every place and region that the text settles."""
        if place.population >= _TOWN or not self.points or self.regions[place.admin1_id or ""]:
            return False
        here = (place.latitude or 0.0, place.longitude or 0.0)
        return all(kilometres(*here, *point) > _REMOTE for point in self.points)

    def lies_off(self, place: Place) -> bool:
        """Tell whether a place lies far from all others that the text settles."""
        here = (place.latitude or 0.0, place.longitude or 0.0)
        return all(kilometres(*here, *point) > _OFF for point in self.points if point != here)
