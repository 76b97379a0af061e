"""The page: one file whose data is data, whatever it says. A browser opens it in tests/e2e."""

import base64
import copy
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.report.html import DETAILS_PER_CHUNK, embedded, packed, page
from pipelines.report.shapes import Detail, Report

MODEL: Final[dict[str, Any]] = json.loads(
    (Path(__file__).resolve().parents[2] / "data" / "report" / "model.json").read_text("utf-8")
)
HOSTILE: Final = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><img src=x onerror=alert(1)>",
    "\"'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "line\u2028separator\u2029",
    "{{script}}{{details}}",
    "\ud800 alone",
    "\x00\r\n\\u003c",
)


class Elements(HTMLParser):
    """The elements of a page: name, attributes and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None], str]] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs), ""))
        self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text + data)

    def text(self, name: str) -> str:
        (found,) = [text for _, attributes, text in self.found if attributes.get("id") == name]
        return found


def made(model: dict[str, Any], **options: Any) -> Elements:
    details = cast(Iterator[tuple[str, Detail]], iter(model.get("details", {}).items()))
    return Elements(page(cast(Report, model), details, **options).decode("utf-8"))


def unpacked(text: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(text)))


def hostile(value: Any, turn: Iterator[int]) -> Any:
    """Put hostile texts in the place of every text of a value."""
    if isinstance(value, dict):
        return {key: hostile(item, turn) for key, item in value.items()}
    if isinstance(value, list):
        return [hostile(item, turn) for item in value]
    return HOSTILE[next(turn) % len(HOSTILE)] if isinstance(value, str) else value


def test_the_model_is_in_the_page_as_it_is() -> None:
    elements = made(MODEL)
    report = json.loads(elements.text("report"))
    assert report.pop("incidents") is None
    assert report.pop("details_chunk") == DETAILS_PER_CHUNK
    assert report.pop("details_encoding") == "gzip"
    assert report == {k: v for k, v in MODEL.items() if k not in {"incidents", "details"}}
    assert unpacked(elements.text("incident-columns")) == MODEL["incidents"]
    assert unpacked(elements.text("details-0")) == MODEL["details"]


def test_details_are_in_chunks_in_the_order_of_the_columns() -> None:
    number = 2 * DETAILS_PER_CHUNK + 1
    details = {f"i{index}": {"revisions": index} for index in range(number)}
    elements = made({**MODEL, "details": details})
    chunks = [unpacked(elements.text(f"details-{index}")) for index in range(3)]
    assert [len(chunk) for chunk in chunks] == [DETAILS_PER_CHUNK, DETAILS_PER_CHUNK, 1]
    assert [key for chunk in chunks for key in chunk] == list(details)


def test_hostile_texts_change_nothing_of_the_elements_of_a_page() -> None:
    model = hostile(copy.deepcopy(MODEL), iter(range(10**9)))
    model["meta"]["language"] = "\"><script>alert('x')</script>"
    plain, changed = made(MODEL), made(model)
    assert [tag for tag, _, _ in changed.found] == [tag for tag, _, _ in plain.found]
    (script,) = [text for tag, a, text in changed.found if tag == "script" and not a]
    assert script == next(text for tag, a, text in plain.found if tag == "script" and not a)
    headline = json.loads(changed.text("report"))["headline"]
    assert {one["key"].replace("\ufffd", "\ud800") for one in headline} <= set(HOSTILE)


def test_the_policy_names_just_the_script_and_the_style_of_the_page() -> None:
    elements = made(MODEL)
    (policy,) = [
        a["content"]
        for _, a, _ in elements.found
        if a.get("http-equiv") == "Content-Security-Policy"
    ]
    for tag in ("script", "style"):
        (text,) = [text for name, a, text in elements.found if name == tag and not a]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in (policy or "")
    assert "default-src 'none'" in (policy or "")
    assert "unsafe" not in (policy or "")
    assert "connect-src" not in (policy or "")


def test_a_page_asks_nobody() -> None:
    elements = made(MODEL)
    addresses = [
        value
        for _, attributes, _ in elements.found
        for name, value in attributes.items()
        if name in {"src", "href", "action", "data", "srcset", "poster"}
    ]
    assert all(address in {"data:,", None} or str(address)[0] == "#" for address in addresses)
    styles = "".join(text for tag, _, text in elements.found if tag == "style")
    assert not re.search(r"@import|url\((?!['\"]?(data:|#))", styles)


def test_a_live_page_asks_its_own_server_only_and_has_no_details() -> None:
    live = {"report": "/api/report", "incident": "/api/incidents/"}
    text = page(cast(Report, MODEL), live=live).decode("utf-8")
    elements = Elements(text)
    assert json.loads(elements.text("report"))["live"] == live
    assert "connect-src 'self'" in text
    assert 'id="details-' not in text


def test_the_same_model_gives_the_same_bytes() -> None:
    details = cast("list[tuple[str, Detail]]", list(MODEL["details"].items()))
    assert page(cast(Report, MODEL), details) == page(cast(Report, MODEL), details)


JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(JSON)
def test_embedded_json_is_the_value_without_markup(value: Any) -> None:
    text = embedded(value)
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == value
    assert unpacked(packed(value)) == value


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_survive_as_text(text: str) -> None:
    shown = text.replace("\ud800", "\ufffd")
    assert json.loads(embedded(text)) == shown
    assert unpacked(packed({"a": text})) == {"a": shown}
    embedded(text).encode("utf-8")
