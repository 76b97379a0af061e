"""Settings of the search for near-duplicates."""

from typing import Annotated

from pydantic import Field

from transforms.settings import Settings


class NearSettings(Settings):
    """When two texts count as copies (``dedup`` in the configuration).

    ``threshold``: share of the shorter text's words that the other has in the same order.
    ``minimum_share``: the same of the longer text; a paragraph in a digest is no copy of it.
    ``minimum_words``: shorter texts are never near-duplicates, only equal ones.
    ``horizon_days``: how far apart both may be published.
    ``bucket_limit``: candidates with one band in common that are all compared with each other;
    beyond it each is compared with its ``neighbours`` in the order of their numbers.
    """

    horizon_days: Annotated[int, Field(ge=0, le=366)] = 7
    threshold: Annotated[float, Field(gt=0.5, le=1)] = 0.7
    minimum_share: Annotated[float, Field(gt=0, le=1)] = 0.3
    minimum_words: Annotated[int, Field(ge=3)] = 20
    bucket_limit: Annotated[int, Field(ge=2)] = 12
    neighbours: Annotated[int, Field(ge=1)] = 8
