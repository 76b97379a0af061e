"""What two polls of each hostile feed leave behind, where the client's finding does not say it."""

from collections.abc import Mapping
from typing import NamedTuple

from tests.helpers.hostile_feeds import ALL
from transforms.feeds.http import FailureReason


class Polled(NamedTuple):
    """After two polls: ``feeds.status``, the items handed on, the reasons of rejects.

    An item that came twice is handed on once, unless its text changed.
    """

    status: str
    items: int = 0
    rejects: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Tell whether the polls were failures."""
        return self.status != "200"


_POLLED: Mapping[str, Polled] = {
    "length_too_short": Polled("200", 0, ("truncated_file",)),
    "chunks_with_trailers": Polled("200", 2),
    "http_1_0": Polled("200", 2),
    "moved_for_ever": Polled("200", 2),
    "gzip_that_is_none": Polled("200", 2),
    "gzip_untold": Polled("200", 2),
    "not_modified_unasked": Polled("protocol_error"),
    "too_many_requests_seconds": Polled("429"),
    "too_many_requests_date": Polled("429"),
    "retry_after_nonsense": Polled("503"),
    "unavailable": Polled("503"),
    "gone": Polled("410"),
    "not_found": Polled("404"),
    "unauthorized": Polled("401"),
    "forbidden": Polled("403"),
    "no_content": Polled("204"),
    "partial_content": Polled("206"),
    "status_999": Polled("999"),
    "etag_that_never_changes": Polled("200", 2),
    "etag_that_always_changes": Polled("200", 2),
    "etag_of_line_noise": Polled("200", 2),
    "clock_skew": Polled("200", 2),
    "fresh_for_a_century": Polled("200", 2),
    "empty_body": Polled("empty_body"),
    "only_spaces": Polled("empty_body"),
    "page_instead_of_feed": Polled("not_a_feed", 0, ("unknown_format",)),
    "page_called_feed": Polled("not_a_feed", 0, ("unknown_format",)),
    "error_in_json": Polled("not_a_feed", 0, ("unknown_format",)),
    "json_cut": Polled("not_a_feed", 0, ("invalid_json",)),
    "picture": Polled("not_a_feed", 0, ("undecodable_text",)),
    "other_xml": Polled("not_a_feed", 0, ("invalid_xml",)),
    "half_xml": Polled("200", 2, ("truncated_file",)),
    "mismatched_xml": Polled("200", 1, ("invalid_xml",)),
    "null_bytes": Polled("200", 2),
    "bare_ampersands": Polled("200", 2),
    "wrong_charset": Polled("200", 1),
    "lying_charset": Polled("200", 1),
    "unknown_charset": Polled("200", 2),
    "dangerous_charset": Polled("200", 2),
    "ten_thousand_items": Polled("200", 2_000, ("too_large",)),
    "dates_of_2100": Polled("200", 1),
    "impossible_dates": Polled("200", 4),
    "no_dates": Polled("200", 1),
    "duplicate_guids": Polled("200", 2),
    "guid_reused": Polled("200", 2),
    "neither_link_nor_guid": Polled("200", 2),
    "links_to_elsewhere": Polled("200", 5),
    "script_in_titles": Polled("200", 1),
    "endless_title": Polled("200", 1),
    "billion_laughs": Polled("200", 1),
    "external_entity_file": Polled("200", 1),
    "external_entity_address": Polled("200", 1),
    "deep_elements": Polled("200", 0, ("invalid_xml",)),
    "deep_json": Polled("not_a_feed", 0, ("invalid_json",)),
}


def polled(name: str) -> Polled:
    """Return what polls of a hostile feed leave behind."""
    fetched = ALL[name].fetched
    if isinstance(fetched, FailureReason) and fetched is not FailureReason.HTTP_STATUS:
        return Polled(fetched.value)
    return _POLLED[name]
