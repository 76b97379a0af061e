"""What came of asking the model about one article."""

from typing import NamedTuple, Optional

from transforms.events.model.spending import Spent


class Answer(NamedTuple):
    """What came of one question: the document the model wrote, or why there is none.

    ``failure`` is a value of ``Failure``, ``detail`` a few words for people; neither holds words
    of the article. ``spent`` is what the question took, failed attempts included.
    """

    content: Optional[str]  # noqa: UP045 - the coders of Beam want this spelling
    failure: Optional[str]  # noqa: UP045
    detail: str
    spent: Spent
