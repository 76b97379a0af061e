"""Places named in a text, and the places they are.

``find_places`` finds the names (settlements, regions, districts, countries, seas, facilities) with
the part each plays; ``resolve_places`` chooses among places of the same name by the rest of the
article. Public names of the package's other place modules are re-exported here.
"""

from transforms.events.gazetteer import Gazetteer, Place, load_gazetteer
from transforms.events.place_captures import Captures
from transforms.events.place_finding import find_places
from transforms.events.place_mentions import SCENES, PlaceMention
from transforms.events.place_resolution import resolve_places
from transforms.events.resolved_places import ResolvedPlace, contains

__all__ = [
    "SCENES",
    "Captures",
    "Gazetteer",
    "Place",
    "PlaceMention",
    "ResolvedPlace",
    "contains",
    "find_places",
    "load_gazetteer",
    "resolve_places",
]
