"""Choice among places of the same name by the rest of the article.

Evidence, strongest first: the region named beside the mention ("Pokrovsk, Donetsk region"), regions
and countries named anywhere (an unambiguous settlement counts for its own), the nearness of places
already settled, and population. No randomness: equal evidence falls to the id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from transforms.events.gazetteer import Gazetteer, Place
from transforms.events.place_captures import Captures, as_captured
from transforms.events.place_context import PlaceContext
from transforms.events.place_mentions import BOROUGH, SCENES, UNKNOWN, PlaceMention, as_district
from transforms.events.place_nearness import (
    NOT_PLACES,
    apart,
    as_told_elsewhere,
    at,
    behind_list,
    city_beside,
    of_list,
    reaches,
    region_behind,
)
from transforms.events.resolved_places import (
    ResolvedPlace,
    in_districts,
    resolved_as,
)

_BESIDE: Final = 4
_TOWNS: Final = frozenset({"city", "quarter", "district", BOROUGH})
_OFTEN: Final = 4
_APART: Final = 3  # ", an unknown village ,"
_ITEMS: Final = 5  # settlements that make a long list
_FAR: Final = 15  # tokens
_LONGEST_LIST: Final = 12
_NO_VILLAGE: Final = 150_000
_SMALL: Final = 20_000
_VILLAGE: Final = 10_000
_STRAY_REGIONS: Final = 1
_WORLD: Final = 1_000_000
_LARGE: Final = 100_000
_GREAT: Final = 500_000
_DWARFED: Final = 15  # times as large: "Donetsk" is not the small town of that name
_NO_RIVALS: Final[Mapping[str, frozenset[str]]] = {}
_NO_CAPTURES: Final = Captures()


def resolve_places(
    mentions: Sequence[PlaceMention],
    gazetteer: Gazetteer,
    rivals: Mapping[str, frozenset[str]] = _NO_RIVALS,
    captures: Captures = _NO_CAPTURES,
) -> list[ResolvedPlace]:
    """Return one place for each mention, in order; doubtful ones far from the rest are dropped.

    ``rivals`` are the parties that each country fights: where one of them is spoken of, a town of
    the other is no stray name ("Russian troops entered Chasiv Yar"). ``captures`` tells where
    settlements that are taken lie.
    """
    mentions = as_captured(mentions, captures, rivals)
    choice = _Choice(mentions, gazetteer.capitals, rivals)
    chosen = [choice.choose(mentions, index) for index in range(len(mentions))]
    resolved = [
        resolved_as(mention, place, gazetteer)
        for mention, place in zip(mentions, as_told_elsewhere(mentions, chosen), strict=True)
        if place is not None
    ]
    if not any(mention.village for mention in mentions):
        return resolved
    return in_districts(resolved, {one.first_token for one in mentions if one.village})


class _Choice(PlaceContext):
    """The place that each mention stands for, in the light of all of them."""

    def choose(self, mentions: Sequence[PlaceMention], index: int) -> Place | None:
        mention = mentions[index]
        several = len(mention.candidates) > 1
        best = self._best(mentions, index) if several else mention.candidates[0]
        if best.id == UNKNOWN or self._is_elsewhere(best, mentions, index) or self._is_far(mention):
            return self._placed(best, mentions, index)
        stray = mention.kind == "city" and not mention.firm and self.is_stray(best)
        if stray and not mention.village:
            return None
        if stray or self._is_namesake(best, mention):
            return self._placed(best, mentions, index)
        if mention.kind == "city" and mention.role in SCENES and self.is_abroad(best):
            # a namesake: the "Shahpur" of a text on Kashmir is not the one in Iran
            return self._placed(best, mentions, index) or mention.candidates[0]
        nowhere = mention.kind == "region" and several and self._is_anywhere(mention)
        return None if nowhere else best

    def _is_anywhere(self, mention: PlaceMention) -> bool:
        """Tell whether regions of several countries have a name, and the text speaks of none."""
        countries = {place.country for place in mention.candidates}
        return len(countries) > 1 and countries.isdisjoint(self.countries)

    def _best(self, mentions: Sequence[PlaceMention], index: int) -> Place:
        """Return the candidate that fits the rest of the article best."""
        mention = mentions[index]
        beside = {
            place.admin1_id
            for other in mentions[max(0, index - 2) : index + 3]
            if other is not mention
            and other.kind == "region"
            and other.first_token - mention.last_token <= _BESIDE
            and mention.first_token - other.last_token <= _BESIDE
            for place in other.candidates
        } or (of_list(mentions, index) if mention.kind == "city" else set())
        return min(
            self._credible(mention.candidates, beside),
            key=lambda place: (-self.score(place, beside), -place.population, place.id),
        )

    def _credible(self, places: Sequence[Place], beside: set[str | None]) -> Sequence[Place]:
        """Leave out villages that a capital or large city shares its name with, and small towns.

        They count where the text names their region right beside them. So are villages under
        another name in regions that the text does not speak of.
        """
        first = places[0]
        if places[-1].id == UNKNOWN:  # known by a neighbour's name only
            return [one for one in places if one.id == UNKNOWN or self.regions[one.admin1_id or ""]]
        ranked = first.population >= _WORLD or first.geonames_id in self.capitals
        if first.kind != "city" or not (ranked or first.population >= _LARGE):
            return places
        least = _SMALL if ranked else first.population / _DWARFED
        if ranked or first.population >= _GREAT:
            return [one for one in places if one.population >= least or one.admin1_id in beside]
        # a village of the same country counts where its region is named at all
        near = beside | self.named_regions
        return [
            one
            for one in places
            if one.population >= least or one.country != first.country or one.admin1_id in near
        ]

    def _is_far(self, mention: PlaceMention) -> bool:
        """Tell whether the districts of this name all lie in regions that nothing else is in."""
        return (
            mention.kind == "district"
            and bool(self.regions)
            and all(
                place.admin1_id not in self.regions and not self.is_region(place)
                for place in mention.candidates
            )
        )

    def _is_elsewhere(self, place: Place, mentions: Sequence[PlaceMention], index: int) -> bool:
        """Tell whether the text puts a small place in a region where no such place is known."""
        if place.kind not in {"city", "district"} or place.population >= _NO_VILLAGE:
            return False
        gap, beside = region_behind(mentions, index)
        if beside and all(
            one.country != place.country or (gap == 0 and one.admin1_id != place.admin1_id)
            for one in beside.candidates
        ):
            return True
        district = self._district_before(mentions, index)
        if place.population >= _SMALL and district is None:
            return False
        if district is not None and place.kind == "city":
            return all(one.admin1_id != place.admin1_id for one in district.candidates)
        if self._is_item(mentions, index) and place.admin1_id not in self.named_regions:
            return len(self.named_regions) == 1
        if beside is not None and beside.kind == "region":
            regions = {region.admin1_id for region in beside.candidates}
        else:
            regions = of_list(mentions, index)
        return bool(regions) and place.admin1_id not in regions

    def _is_namesake(self, place: Place, mention: PlaceMention) -> bool:
        """Tell whether a village lies in no region of a text that is almost all on another one.

        The village that is meant is too small for the gazetteer.
        """
        known = place.population >= _VILLAGE and not mention.village  # "the hamlet of Kirov"
        if known or mention.kind != "city" or mention.role not in SCENES:
            return False
        if self.regions[place.admin1_id or ""] > self.own[place.id] or not self.named_regions:
            return False
        home, weight = max(self.regions.items(), key=lambda item: (item[1], item[0]))
        others = self.regions.total() - weight - self.own[place.id]
        alone = home != place.admin1_id and weight > _STRAY_REGIONS and weight > others
        alone = alone or (mention.village and place.admin1_id not in self.named_regions)
        return alone and self.lies_off(place)

    def _district_before(self, mentions: Sequence[PlaceMention], index: int) -> PlaceMention | None:
        """Return the district whose villages are listed: "in X district the villages A, B, C"."""
        for number in range(index - 1, max(-1, index - 1 - _LONGEST_LIST), -1):
            gap = mentions[number + 1].first_token - mentions[number].last_token
            if gap > _BESIDE:
                return None
            if mentions[number].kind == "district":
                return mentions[number]
            if mentions[number].kind != "city":
                return None
        return None

    def _is_item(self, mentions: Sequence[PlaceMention], index: int) -> bool:
        """Tell whether a settlement stands in a long list of settlements."""
        for first in range(max(0, index - _ITEMS + 1), index + 1):
            window = mentions[first : first + _ITEMS]
            if len(window) == _ITEMS and all(
                left.kind == right.kind == "city" and right.first_token - left.last_token <= _APART
                for left, right in pairwise(window)
            ):
                return True
        return False

    def _placed(self, place: Place, mentions: Sequence[PlaceMention], index: int) -> Place | None:
        """Return a place without a point, as its country names it, in the region named nearest."""
        unknown = replace(place, id=UNKNOWN, geonames_id=None)
        placed, meant = self._put(unknown, mentions, index), mentions[index].candidates
        if len(meant) == 1 and place.country is not None and place.id == UNKNOWN:
            # "the Russian village of X", whatever region stands near
            return placed if placed and placed.country == place.country else place
        if placed is None or len(meant) == 1:
            return placed
        named = [one for one in meant if one.country == placed.country]
        named = named or [one for one in meant if one.country is None]
        return replace(placed, name=named[0].name) if named else placed

    def _put(self, place: Place, mentions: Sequence[PlaceMention], index: int) -> Place | None:
        """Return a place without a point where the text puts it, None where it does not."""
        city = city_beside(mentions, index)
        if city is not None:
            return as_district(city, place.name, BOROUGH)
        following = mentions[index + 1 : index + 2]
        if any(one.role == "near" and apart(mentions[index], one) <= 1 for one in following):
            return at(place, self._meant(mentions, index + 1))  # "the village of X near Y"
        named = [
            (abs(number - index), number < index, other)
            for number, other in enumerate(mentions)
            if other.kind == "region" and other.role not in NOT_PLACES
        ]
        near = [one for one in named if reaches(one[2], mentions[index])]
        if not near and len(self.named_regions) == 1:
            # far off, but no other: spoken of again and again, or surely a region ("X province");
            # districts are of some region
            sure = place.kind == "district"
            near = [
                one
                for one in named
                if sure
                or (mentions[index].firm and one[2].firm)
                or self.regions[one[2].candidates[0].id] > _OFTEN
            ]
        regions = [(step, before, other.candidates[0]) for step, before, other in near]
        behind = behind_list(mentions, index)
        if behind is not None:
            return at(place, behind)
        if mentions[index].firm and self._is_of_scene(mentions, index, regions):
            return self._in_country(place, mentions, index)
        if not regions:
            return self._beside_towns(place, mentions, index) if mentions[index].village else None
        # the region after a name is its own before that of the item before it
        region = min(regions, key=lambda item: (item[0], item[1], item[2].id))[2]
        return at(place, region)

    def _is_of_scene(
        self,
        mentions: Sequence[PlaceMention],
        index: int,
        regions: Sequence[tuple[int, bool, Place]],
    ) -> bool:
        """Tell whether no region is near, or only one of another country than the scene beside."""
        if not regions:
            return True
        scene = next(iter(self._scenes(mentions, index)), None)
        near = scene[2].country if scene is not None and scene[0] <= _FAR else None
        return near not in {None, min(regions, key=lambda item: item[:2])[2].country}

    def _meant(self, mentions: Sequence[PlaceMention], index: int) -> Place:
        """Return what another mention most likely means."""
        candidates = mentions[index].candidates
        return candidates[0] if len(candidates) == 1 else self._best(mentions, index)

    def _scenes(self, mentions: Sequence[PlaceMention], index: int) -> list[tuple[int, int, Place]]:
        """Return the scenes that have a country, with their distance in tokens, nearest first."""
        found = [
            (apart(mentions[index], other), number, self._meant(mentions, number))
            for number, other in enumerate(mentions)
            if number != index
            and (other.role in SCENES or other.role == "around")
            and other.candidates[0].id != UNKNOWN
        ]
        return sorted(scene for scene in found if scene[2].country is not None)

    def _beside_towns(
        self, place: Place, mentions: Sequence[PlaceMention], index: int
    ) -> Place | None:
        """Return a village in the region of the towns of a text that names no region."""
        towns = [scene[2] for scene in self._scenes(mentions, index)]
        alone = len({town.admin1_id for town in towns}) == 1 and towns[0].admin1_id is not None
        return replace(at(place, towns[0]), latitude=None, longitude=None) if alone else None

    def _in_country(
        self, place: Place, mentions: Sequence[PlaceMention], index: int
    ) -> Place | None:
        """Return a place that only the text knows in the country of the scene named nearest.

        In the region too where the scene is a town beside it ("the X area near Sibi"); without
        any scene in the only country that the text speaks of.
        """
        if mentions[index].candidates[0].id != UNKNOWN:
            return None
        scenes = self._scenes(mentions, index)
        spoken = {one.candidates[0].country for one in mentions if one.role not in NOT_PLACES}
        only = next(iter(spoken - {None})) if len(spoken - {None}) == 1 else None
        nearest = scenes[0] if scenes else None
        beside = nearest is not None and nearest[2].kind in _TOWNS and nearest[0] <= _BESIDE
        return replace(
            place,
            country=nearest[2].country if nearest else only,
            admin1_id=nearest[2].admin1_id if nearest and beside else None,
            admin1=nearest[2].admin1 if nearest and beside else None,
            latitude=None,
            longitude=None,
        )
