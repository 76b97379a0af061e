"""Feeds that misbehave, each with what has to come of it; see ``Hostile``."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass

from tests.helpers import feed_bodies as bodies
from tests.helpers import hostile_transport as transport
from tests.helpers.feed_answers import answer, in_turn, raw, redirect
from tests.helpers.feed_server import Behaviour
from tests.helpers.hostile_transport import GOOD
from transforms.feeds.http import FailureReason as Why


@dataclass(frozen=True)
class Hostile:
    """One feed and what a poll of it gives.

    ``behaviours`` are those of its host by path; "/feed" is what is polled. ``fetched`` is the
    status or the failure that the client reports. ``address`` is what its name resolves to, unless
    it is one of the server's.
    """

    behaviours: Mapping[str, Behaviour]
    fetched: int | Why
    address: str | None = None
    scheme: str = "http"


def _one(behaviour: Behaviour, fetched: int | Why = 200) -> Hostile:
    return Hostile({"/feed": behaviour}, fetched)


_LATE = "Fri, 01 Jan 2100 00:00:00 GMT"
_CYRILLIC = "Ночью беспилотники атаковали нефтебазу"

TRANSPORT: Mapping[str, Hostile] = {
    "never_answers": _one(transport.never, Why.FIRST_BYTE_TIMEOUT),
    "slowloris": _one(transport.dripping_headers, Why.TOTAL_TIMEOUT),
    "drips_its_body": _one(transport.dripping_body, Why.TOTAL_TIMEOUT),
    "stalls": _one(transport.stalling, Why.TOTAL_TIMEOUT),
    "endless_body": _one(transport.endless_body, Why.BODY_TOO_LARGE),
    "endless_chunks": _one(transport.endless_chunks, Why.TOTAL_TIMEOUT),
    "endless_headers": _one(transport.endless_headers, Why.HEADERS_TOO_LARGE),
    "endless_continues": _one(transport.endless_continues, Why.HEADERS_TOO_LARGE),
    "headers_of_5_megabytes": _one(
        transport.with_headers(b"X-Big: " + b"x" * 5_000_000 + b"\r\n"), Why.HEADERS_TOO_LARGE
    ),
    "thousands_of_headers": _one(
        transport.with_headers(b"X: y\r\n" * 3_000), Why.HEADERS_TOO_LARGE
    ),
    "length_too_long": _one(transport.with_length("99999"), Why.BODY_INCOMPLETE),
    "length_too_short": _one(transport.with_length("700"), 200),
    "length_no_number": _one(transport.with_length("many"), Why.PROTOCOL_ERROR),
    "length_beyond_reason": _one(transport.with_length("9" * 18), Why.BODY_TOO_LARGE),
    "two_lengths": _one(transport.with_headers(b"Content-Length: 5\r\n"), Why.PROTOCOL_ERROR),
    "chunks_without_end": _one(transport.chunked(b""), Why.BODY_INCOMPLETE),
    "chunks_of_no_size": _one(transport.chunked(b"what\r\n"), Why.PROTOCOL_ERROR),
    "chunks_with_trailers": _one(transport.chunked(b"0\r\nX-After: 1\r\n\r\n"), 200),
    "reset_at_once": _one(transport.reset(0), Why.CONNECTION_FAILED),
    "reset_in_the_middle": _one(transport.reset(400), Why.BODY_INCOMPLETE),
    "closes_at_once": _one(raw(b""), Why.CONNECTION_FAILED),
    "speaks_another_protocol": _one(raw(b"220 ftp ready\r\n\r\n"), Why.PROTOCOL_ERROR),
    "http_1_0": _one(transport.http_1_0, 200),
    "tls_of_another_name": Hostile({"/feed": answer(GOOD)}, Why.TLS_FAILED, scheme="https"),
    "unknown_name": Hostile({}, Why.ADDRESS_UNKNOWN, address=""),
    "nobody_listens": Hostile({}, Why.CONNECTION_FAILED, address="127.0.9.9"),
    "private_address": Hostile({"/feed": answer(GOOD)}, Why.ADDRESS_REFUSED, address="10.0.0.1"),
    "metadata_address": Hostile({}, Why.ADDRESS_REFUSED, address="169.254.169.254"),
    "redirect_loop": Hostile({"/feed": redirect("/b"), "/b": redirect("/feed")}, Why.REDIRECT_LOOP),
    "redirect_to_itself": _one(redirect("/feed", 301), Why.REDIRECT_LOOP),
    "endless_redirects": _one(transport.endless_redirects, Why.TOO_MANY_REDIRECTS),
    "redirect_to_private": _one(redirect("http://192.168.0.1:{port}/"), Why.ADDRESS_REFUSED),
    "redirect_to_odd_spelling": _one(redirect("http://0xa000001/"), Why.ADDRESS_REFUSED),
    "redirect_to_file": _one(redirect("file:///etc/passwd"), Why.ADDRESS_REFUSED),
    "redirect_to_other_port": _one(redirect("http://127.0.0.1:22/"), Why.ADDRESS_REFUSED),
    "redirect_nowhere": _one(redirect(""), Why.BAD_REDIRECT),
    "redirect_with_password": _one(redirect("http://a:b@feeds.test/"), Why.ADDRESS_REFUSED),
    "moved_for_ever": Hostile({"/feed": redirect("/new", 308), "/new": answer(GOOD)}, 200),
    "bomb_gzip": _one(transport.encoded(transport.bomb("gzip"), "gzip"), Why.BODY_TOO_LARGE),
    "bomb_deflate": _one(
        transport.encoded(transport.bomb("deflate"), "deflate"), Why.BODY_TOO_LARGE
    ),
    "bomb_br": _one(transport.encoded(transport.bomb("br"), "br"), Why.BODY_TOO_LARGE),
    "bomb_zstd": _one(transport.encoded(transport.bomb("zstd"), "zstd"), Why.BODY_TOO_LARGE),
    "bomb_in_bomb": _one(
        transport.encoded(gzip.compress(transport.bomb("gzip")), "gzip, gzip"), Why.BODY_TOO_LARGE
    ),
    "many_encodings": _one(transport.encoded(GOOD, "gzip, br, zstd"), Why.DECOMPRESSION_FAILED),
    "cut_gzip": _one(transport.encoded(gzip.compress(GOOD)[:-30], "gzip"), Why.BODY_INCOMPLETE),
    "broken_gzip": _one(
        transport.encoded(gzip.compress(GOOD)[:40] + b"\xff" * 99, "gzip"), Why.DECOMPRESSION_FAILED
    ),
    "gzip_that_is_none": _one(transport.encoded(GOOD, "gzip"), 200),
    "gzip_untold": _one(transport.encoded(gzip.compress(GOOD), ""), 200),
}

STATUSES: Mapping[str, Hostile] = {
    "not_modified_unasked": _one(answer(status=304), 304),
    "too_many_requests_seconds": _one(answer(status=429, retry_after="3600"), Why.HTTP_STATUS),
    "too_many_requests_date": _one(
        answer(status=429, retry_after="Thu, 01 Jan 2099 00:00:00 GMT"), Why.HTTP_STATUS
    ),
    "retry_after_nonsense": _one(answer(status=503, retry_after="soon, -5"), Why.HTTP_STATUS),
    "unavailable": _one(answer(bodies.PAGE, status=503), Why.HTTP_STATUS),
    "gone": _one(answer(status=410), Why.HTTP_STATUS),
    "not_found": _one(answer(bodies.PAGE, status=404), Why.HTTP_STATUS),
    "unauthorized": _one(answer(status=401, www_authenticate='Basic realm="x"'), Why.HTTP_STATUS),
    "forbidden": _one(answer(bodies.PAGE, status=403), Why.HTTP_STATUS),
    "no_content": _one(answer(status=204), Why.HTTP_STATUS),
    "partial_content": _one(answer(GOOD, status=206), Why.HTTP_STATUS),
    "status_999": _one(answer(status=999), Why.HTTP_STATUS),
    "etag_that_never_changes": _one(
        in_turn(
            answer(bodies.rss("first"), etag='"same"'), answer(bodies.rss("second"), etag='"same"')
        )
    ),
    "etag_that_always_changes": _one(
        in_turn(answer(GOOD, etag='"1"'), answer(GOOD, etag='"2"'), answer(GOOD, etag='"3"'))
    ),
    "clock_skew": _one(
        answer(
            GOOD,
            date="Thu, 01 Jan 1970 00:00:00 GMT",
            expires="Thu, 01 Jan 1970 01:00:00 GMT",
            last_modified=_LATE,
        )
    ),
    "fresh_for_a_century": _one(answer(GOOD, cache_control="max-age=3153600000")),
    "etag_of_line_noise": _one(answer(GOOD, etag='W/"\u0436 \u00ff' + "x" * 9_000, expires="0")),
}

DOCUMENTS: Mapping[str, Hostile] = {
    "empty_body": _one(answer(b"")),
    "only_spaces": _one(answer(b" \r\n\t " * 100)),
    "page_instead_of_feed": _one(answer(bodies.PAGE, content_type="text/html")),
    "page_called_feed": _one(answer(bodies.PAGE)),
    "error_in_json": _one(answer(b'{"error": "quota"}', content_type="application/json")),
    "json_cut": _one(answer(bodies.json_feed("ab")[:200], content_type="application/feed+json")),
    "picture": _one(answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, content_type="image/png")),
    "other_xml": _one(answer(b'<?xml version="1.0"?><svg><text>hi</text></svg>')),
    "half_xml": _one(answer(bodies.rss("first", "second", "third")[:-300])),
    "mismatched_xml": _one(answer(GOOD.replace(b"</item>", b"</itm>", 1))),
    "null_bytes": _one(answer(GOOD.replace(b"Outlet", b"Out\0let\x01\x0b"))),
    "bare_ampersands": _one(answer(GOOD.replace(b"Outlet", b"News & More &nbsp; &c &bogus;"))),
    "wrong_charset": _one(
        answer(bodies.channel([bodies.item(_CYRILLIC)], "windows-1251"), content_type="text/xml")
    ),
    "lying_charset": _one(
        answer(
            bodies.channel([bodies.item(_CYRILLIC)], "koi8-r"),
            content_type="application/rss+xml; charset=utf-8",
        )
    ),
    "unknown_charset": _one(answer(GOOD, content_type="text/xml; charset=x-klingon")),
    "dangerous_charset": _one(answer(GOOD, content_type="text/xml; charset=rot13")),
    "ten_thousand_items": _one(
        answer(bodies.channel(bodies.item(f"item {n}", text="short") for n in range(10_000)))
    ),
    "dates_of_2100": _one(answer(bodies.channel([bodies.item("late one", date=_LATE)]))),
    "impossible_dates": _one(
        answer(
            bodies.channel(
                bodies.item(f"date {n}", date=date)
                for n, date in enumerate(["0000-00-00", "99999999999999999999", "x" * 5_000, "-1"])
            )
        )
    ),
    "no_dates": _one(answer(bodies.channel([bodies.item("undated", date=None)]))),
    "duplicate_guids": _one(
        answer(bodies.channel(bodies.item(t, guid="one", link="") for t in ("first", "second")))
    ),
    "guid_reused": _one(
        in_turn(
            answer(bodies.channel([bodies.item("first", guid="one")])),
            answer(bodies.channel([bodies.item("second", guid="one")])),
        )
    ),
    "neither_link_nor_guid": _one(
        answer(bodies.channel(bodies.item(t, guid="", link="") for t in ("first", "second")))
    ),
    "links_to_elsewhere": _one(
        answer(
            bodies.channel(
                bodies.item(f"link {n}", link=link)
                for n, link in enumerate(
                    [
                        "javascript:alert(1)",
                        "file:///etc/passwd",
                        "data:text/html,x",
                        "//",
                        "http://[",
                    ]
                )
            )
        )
    ),
    "script_in_titles": _one(
        answer(bodies.channel([bodies.item("<script>alert(1)</script>$(id)`id`;../../x")]))
    ),
    "endless_title": _one(answer(bodies.channel([bodies.item("t" * 500_000, link="", guid="")]))),
    "billion_laughs": _one(answer(bodies.bomb_of_entities())),
    "external_entity_file": _one(answer(bodies.external_entity("file:///etc/passwd"))),
    "external_entity_address": _one(answer(bodies.external_entity("http://127.0.0.1/x"))),
    "deep_elements": _one(answer(bodies.deep(100_000))),
    "deep_json": _one(answer(b"[" * 200_000, content_type="application/feed+json")),
}

ALL: Mapping[str, Hostile] = {**TRANSPORT, **STATUSES, **DOCUMENTS}


def host_of(name: str) -> str:
    """Return the host name of a hostile feed."""
    return f"{name.replace('_', '-')}.test"
