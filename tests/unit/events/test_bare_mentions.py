"""What a text only touches on is no event: no weapon, no effect, no figure, no day."""

from collections.abc import Callable

import pytest

from transforms.records import Event

Extract = Callable[..., list[Event]]

OTHER = (
    "The minister spoke to reporters in Berlin. He praised the new budget. Trade has grown, he "
    "added. Taxes will stay as they are. The opposition disagreed with him. "
)


@pytest.mark.parametrize(
    "mention",
    [
        "By attacking the shadow fleet the union hopes to hurt Moscow's income.",
        "Ukraine has attacked the Crimean Bridge again and again.",
    ],
)
def test_a_bare_mention_far_from_the_head_gives_nothing(extract: Extract, mention: str) -> None:
    assert extract(OTHER + mention) == []


def test_a_hit_on_a_named_site_is_told_even_late(extract: Extract) -> None:
    (event,) = extract(OTHER + "Drones struck the Ryazan refinery on Tuesday night.")
    assert event.place == "Ryazan"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Why does Russia attack the ports of Odesa? The ports keep the economy going."),
        ("uk", "Навіщо Росія атакує порти Одеси? Порти тримають економіку."),
        ("ru", "Почему Россия атакует порты Одессы? Порты держат экономику."),
    ],
)
def test_a_question_why_is_no_report(extract: Extract, language: str, text: str) -> None:
    assert extract(text, language=language) == []
