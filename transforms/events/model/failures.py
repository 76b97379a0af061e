"""Why the model's answer was not taken, and why a part of an answer was dropped: closed lists."""

from enum import StrEnum


class Failure(StrEnum):
    """Why an article was read by the rules instead. Used as counter name and in summaries."""

    TIMEOUT = "timeout"
    CONNECTION_FAILED = "connection_failed"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    REQUEST_REFUSED = "request_refused"
    REDIRECT = "redirect"
    WRONG_CONTENT_TYPE = "wrong_content_type"
    TOO_LARGE = "too_large"
    UNDECODABLE = "undecodable"
    INVALID_JSON = "invalid_json"
    INVALID_ANSWER = "invalid_answer"
    TRUNCATED = "truncated"
    REFUSAL = "refusal"
    BUDGET = "budget"
    GIVEN_UP = "given_up"


class DropReason(StrEnum):
    """Why a slot or a whole event of an answer was dropped."""

    QUOTE_NOT_FOUND = "quote_not_found"
    UNKNOWN_LABEL = "unknown_label"
    UNREADABLE_NUMBER = "unreadable_number"
    UNREADABLE_DATE = "unreadable_date"
    UNKNOWN_PLACE = "unknown_place"
    CONTRADICTED = "contradicted"
    DUPLICATE = "duplicate"
    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    UNSUPPORTED = "unsupported"


RETRIED = frozenset(
    {Failure.TIMEOUT, Failure.CONNECTION_FAILED, Failure.RATE_LIMITED, Failure.SERVER_ERROR}
)
"""What may be different at the next attempt."""


class ModelFailed(Exception):  # noqa: N818 - a state of one question, not a fault of the program
    """One attempt failed. ``wait`` is what the server asked to wait, in seconds, None if nothing.

    The text is for debugging and holds neither the article nor the key.
    """

    def __init__(self, failure: Failure, detail: str = "", wait: float | None = None) -> None:
        super().__init__(f"{failure.value}: {detail}" if detail else failure.value)
        self.failure = failure
        self.wait = wait
