"""Answers that are not taken: each has its one reason, and none raises."""

import json
from typing import Any

import pytest

from tests.helpers.model_asking import asking, client_of, settings_for
from tests.helpers.model_server import (
    Reply,
    breaks_off,
    completion,
    fails,
    never_ends,
    resets,
    says,
    sends,
    speaks_no_http,
    tells,
)
from tests.helpers.told import article, honest

DOCUMENT = json.dumps({"events": [honest()]})


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in honest().items() if name != key}


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (says(DOCUMENT[:-40]), "invalid_json"),
        (says("Here you are: " + DOCUMENT), "invalid_json"),
        (says(DOCUMENT, finish="length"), "truncated"),
        (says(None, refusal="I cannot help with that"), "refusal"),
        (says(DOCUMENT, finish="content_filter"), "refusal"),
        (says(None), "invalid_answer"),
        (says("  "), "invalid_answer"),
        (says("[]"), "invalid_answer"),
        (says('{"events": [{}]}'), "invalid_answer"),
        (says('{"events": [], "note": "hi"}'), "invalid_answer"),
        (tells(without("evidence")), "invalid_answer"),
        (tells(honest(evidence="one string")), "invalid_answer"),
        (tells(honest(earlier="no")), "invalid_answer"),
        (says("[" * 100_000), "invalid_json"),
        (sends(b""), "invalid_json"),
        (sends(b'{"choices": []}'), "invalid_answer"),
        (sends(b'{"error": "overloaded"}'), "invalid_answer"),
        (sends(completion(DOCUMENT), content_type="text/html"), "wrong_content_type"),
        (
            sends(completion(DOCUMENT), content_type="application/json; charset=utf-16"),
            "undecodable",
        ),
        (sends(completion(DOCUMENT).replace(b"Kstovo", b"K\xffstovo")), "undecodable"),
        (sends(completion(DOCUMENT), content_encoding="gzip"), "undecodable"),
        (fails(302, location="http://127.0.0.1:9/elsewhere"), "redirect"),
        (fails(307, location="/v1/chat/completions"), "redirect"),
        (fails(401), "request_refused"),
        (fails(404), "request_refused"),
        (fails(400), "request_refused"),
    ],
)
def test_a_bad_answer_is_one_failure_after_one_request(reply: Reply, failure: str) -> None:
    with asking(reply) as one:
        answer = one.ask()
        assert (answer.failure, answer.content) == (failure, None)
        assert len(one.server.asked) == 1
        assert answer.spent.requests == 1


def test_a_body_without_end_is_cut_off() -> None:
    with asking(never_ends, max_answer_bytes=100_000) as one:
        assert one.ask().failure == "too_large"


def test_a_long_body_is_not_even_held() -> None:
    with asking(sends(completion(" " * 200_000)), max_answer_bytes=100_000) as one:
        assert one.ask().failure == "too_large"


@pytest.mark.parametrize("reply", [resets, breaks_off, speaks_no_http])
def test_a_cut_connection_is_tried_again_and_then_given_up(reply: Reply) -> None:
    with asking(reply, attempts=3) as one:
        answer = one.ask()
        assert answer.failure == "connection_failed"
        assert (answer.spent.requests, answer.spent.retries) == (3, 2)


def test_a_cut_connection_may_be_better_the_next_time() -> None:
    with asking(resets, tells(honest())) as one:
        answer = one.ask()
        assert (answer.failure, answer.spent.retries) == (None, 1)


def test_a_port_where_nobody_listens_is_a_failed_connection() -> None:
    with asking(tells(), attempts=1) as one:
        pass
    assert one.ask().failure == "connection_failed"


def test_a_name_that_no_server_can_be_asked_for_is_a_failed_connection() -> None:
    client = client_of(settings_for(f"https://{'a' * 70}.example/v1", attempts=1), [])
    assert client.ask(article()).failure == "connection_failed"


def test_a_detail_says_nothing_of_the_article() -> None:
    with asking(says(f"broken {DOCUMENT}")) as one:
        assert "Kstovo" not in one.ask().detail
