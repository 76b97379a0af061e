"""What is sent, and the answers that are taken."""

import json

import pytest

from tests.helpers.model_asking import asking
from tests.helpers.model_server import says, tells
from tests.helpers.told import TEXT, TITLE, article, honest
from transforms.events.model.answer import told_in
from transforms.events.model.client import MissingKeyError
from transforms.events.model.spending import Spent

DOCUMENT = json.dumps({"events": [honest()]})


def test_a_good_answer_is_taken_and_its_tokens_are_those_of_the_server() -> None:
    with asking(tells(honest())) as one:
        answer = one.ask()
        assert answer.failure is None
        assert len(told_in(answer.content or "").events) == 1
        assert answer.spent == Spent(requests=1, prompt_tokens=1000, completion_tokens=200)
        assert one.waits == []


def test_the_request_is_deterministic_and_holds_the_article_as_data() -> None:
    with asking(tells(), seed=7) as one:
        one.ask()
        one.ask()
        first, second = one.server.asked
        assert first.body == second.body
        assert first.path == "/v1/chat/completions"
        body = first.body
        assert (body["model"], body["temperature"], body["seed"]) == ("test", 0, 7)
        assert first.article == {"title": TITLE, "published": "2025-10-04", "text": TEXT}
        assert TEXT not in body["messages"][0]["content"]
        assert body["response_format"]["json_schema"]["strict"] is True


def test_nothing_of_the_article_but_title_day_and_text_is_sent() -> None:
    with asking(tells()) as one:
        one.client.ask(article()._replace(authors=["Jane Roe"], url="https://secret.example/x"))
        sent = json.dumps(one.server.asked[0].body) + json.dumps(one.server.asked[0].headers)
        assert "Jane Roe" not in sent
        assert "secret.example" not in sent


def test_the_text_that_is_sent_is_bounded() -> None:
    with asking(tells(), max_text_characters=40) as one:
        one.ask()
        assert one.server.asked[0].article["text"] == TEXT[:40]


def test_a_server_without_schemas_is_given_the_schema_in_words() -> None:
    with asking(tells(), structure="none", answer_limit_key="max_completion_tokens") as one:
        one.ask()
        body = one.server.asked[0].body
        assert "response_format" not in body
        assert "JSON schema" in body["messages"][0]["content"]
        assert body["max_completion_tokens"] == 4000


def test_a_fence_of_markdown_is_taken_off() -> None:
    with asking(says(f"```json\n{DOCUMENT}\n```")) as one:
        assert one.ask().failure is None


def test_an_answer_without_usage_is_counted_as_guessed() -> None:
    with asking(tells(honest(), usage=None)) as one:
        spent = one.ask().spent
        assert spent.guessed == 1
        assert spent.prompt_tokens > 1000
        assert spent.completion_tokens > 100


def test_a_usage_that_cannot_be_is_not_believed() -> None:
    usage = {"prompt_tokens": -5, "completion_tokens": 10**30}
    with asking(tells(honest(), usage=usage)) as one:
        assert one.ask().spent.guessed == 1


def test_the_key_comes_from_the_environment_and_goes_into_one_header(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MY_KEY", "open-sesame")
    with caplog.at_level(0), asking(says("broken"), api_key_variable="MY_KEY") as one:
        answer = one.ask()
        headers = one.server.asked[0].headers
        assert headers["Authorization"] == "Bearer open-sesame"
        assert "open-sesame" not in f"{answer} {caplog.text}"


def test_without_a_key_no_header_is_sent() -> None:
    with asking(tells()) as one:
        one.ask()
        assert "Authorization" not in one.server.asked[0].headers


def test_a_key_that_is_not_there_is_told_by_the_name_of_its_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("MY_KEY", raising=False)
    with pytest.raises(MissingKeyError, match="MY_KEY"), asking(tells(), api_key_variable="MY_KEY"):
        pass


def test_several_articles_are_asked_about_at_once_and_answered_in_order() -> None:
    with asking(tells(honest()), concurrency=3) as one:
        articles = [article(f"{TEXT} {number}") for number in range(7)]
        answers = one.client.ask_all(articles)
        assert [answer.failure for answer in answers] == [None] * 7
        assert len(one.server.asked) == 7
