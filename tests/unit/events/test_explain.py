"""An article is shown with its slots marked, and every event and dropped clause with its rule."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.events.candidates import Dropped
from transforms.events.explain import dropped_clauses, event_rules, marked_article
from transforms.events.extract import Reading, read_article
from transforms.events.knowledge import load_knowledge
from transforms.language.articles import ArticleRules, make_article
from transforms.language.furniture import bundled_furniture
from transforms.records import Article, RawArticle, SlotSpan
from transforms.settings import LanguageSettings

TITLE = "Refinery in Kstovo on fire"
TEXT = (
    "Ukrainian drones hit an oil refinery in Kstovo in the early hours of 3 October, governor Gleb"
    " Nikitin said. Two workers were injured.\n\n"
    "The plant did not come under attack last week. Kyiv may strike the port of Taman."
)
MARKS = re.compile(r"\[(?:[a-z_]+(?:, [a-z_]+)* )")
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def read(raw: RawArticle) -> Reading:
    rules = ArticleRules(bundled_furniture(), LanguageSettings(), 1990)
    article = make_article(raw, rules, datetime(2025, 11, 1, tzinfo=UTC))
    assert isinstance(article, Article)
    result = read_article(article, load_knowledge())
    assert result is not None
    return result


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read(
        RawArticle("test", TEXT, title=TITLE, published="2025-10-03", published_from="metadata")
    )


def with_slots(reading: Reading, slots: Sequence[Sequence[SlotSpan]]) -> Reading:
    """The same article with events that have these slots."""
    events = [reading.events[0]._replace(slots=list(spans)) for spans in slots]
    return replace(reading, events=events)


def sentences(reading: Reading) -> list[str]:
    """The lines of the sentences, in their order: 0 is the title."""
    return [line for line in marked_article(reading, colours=False) if line]


def body(start: str, end: str | None = None, slot: str = "place") -> SlotSpan:
    """The slot from the first ``start`` of the text to the first ``end``."""
    first = TEXT.index(start)
    last = end if end is not None else start
    return SlotSpan(slot, first, TEXT.index(last) + len(last))


def test_slots_are_marked_in_title_and_text(reading: Reading) -> None:
    lines = sentences(reading)
    assert len(reading.events) == 1
    assert lines[0].startswith("   0 | ")
    assert "Kstovo]" in lines[0] + lines[1]
    assert "[weapons drones]" in lines[1]
    assert "[injured Two] workers" in lines[2]


@pytest.mark.parametrize("colours", [False, True])
def test_without_the_marks_the_text_is_as_it_was(reading: Reading, colours: bool) -> None:
    shown = "\n".join(marked_article(reading, colours=colours))
    bare = ANSI.sub("", re.sub(r"\x1b\[2m\([^)]*\)", "", shown))
    bare = bare if colours else MARKS.sub("", bare).replace("]", "")
    words = " ".join(re.sub(r"^ *\d* \| ", "", line) for line in bare.splitlines() if line)
    assert words == " ".join(f"{TITLE} {TEXT}".split())


def test_lines_are_numbered_as_rules_name_sentences_and_paragraphs_are_apart(
    reading: Reading,
) -> None:
    lines = marked_article(reading, colours=False)
    assert [line[:6] for line in lines if line] == [f"{n:>4} |" for n in range(5)]
    assert "" in lines
    assert any(rule == "joined sentence 2" for rule in event_rules(reading, 0))
    assert any(rule.startswith("made from sentence") for rule in event_rules(reading, 0))


def test_clauses_that_make_no_event_come_with_sentence_and_reason(reading: Reading) -> None:
    told = dropped_clauses(reading)
    assert told == [
        ("sentence 3, negated", "The plant did not come under attack last week."),
        ("sentence 4, hypothetical", "Kyiv may strike the port of Taman."),
    ]


def test_an_article_about_something_else_is_dropped_as_a_whole(reading: Reading) -> None:
    other = replace(reading, events=[], assembled=[], dropped=[Dropped(0, 0, 0, "another subject")])
    assert dropped_clauses(other) == [("another subject", "the whole article")]
    assert "[" not in "\n".join(marked_article(other, colours=False))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Three people were hurt when a shell fell.", "pins nothing down"),
        ("A bus driver was injured near the port.", "what no attack that is told has led to"),
    ],
)
def test_what_was_read_and_makes_no_event_is_told(text: str, why: str) -> None:
    (dropped,) = dropped_clauses(read(RawArticle("test", text, published="2025-10-03")))
    assert dropped == (f"sentence 0, {why}", text)


def test_what_neither_made_nor_joined_an_event_is_told() -> None:
    text = (
        "Drones attacked a fuel depot in Engels on 3 October, the governor said. A tank burned."
        "\n\nElsewhere, strikes on the enemy went on, he said."
    )
    raw = RawArticle("test", text, published="2025-10-03", published_from="metadata")
    result = read(raw)
    told = {event_sentence for one in result.assembled for event_sentence in one.sentences}
    for one in result.dropped:
        assert one.sentence not in told
    assert told | {one.sentence for one in result.dropped} == {0, 1, 2}


def test_colours_are_used_only_when_asked_for(reading: Reading) -> None:
    assert not ANSI.search("\n".join(marked_article(reading, colours=False)))
    assert ANSI.search("\n".join(marked_article(reading, colours=True)))


def test_marks_of_several_events_carry_their_numbers(reading: Reading) -> None:
    place, weapon = body("Kstovo"), body("drones", slot="weapons")
    shown = with_slots(reading, [[place, weapon], [body("Kstovo", slot="target_name"), weapon]])
    line = sentences(shown)[1]
    assert "[1 place; 2 target_name Kstovo]" in line
    assert "[1,2 weapons drones]" in line


def test_slots_on_the_same_words_share_a_mark_and_inner_ones_stay_inside(reading: Reading) -> None:
    slots = [
        body("Two", slot="killed"),
        body("Two", slot="injured"),
        body("oil refinery in Kstovo", slot="target_name"),
        body("Kstovo"),
    ]
    text = "\n".join(marked_article(with_slots(reading, [slots]), colours=False))
    assert "[killed, injured Two]" in text
    assert "[target_name oil refinery in [place Kstovo]]" in text


def test_marks_that_cross_are_cut_and_go_on_behind(reading: Reading) -> None:
    slots = [
        body("oil", "in Kstovo", slot="targets"),
        body("in Kstovo", "early hours", slot="date"),
    ]
    line = sentences(with_slots(reading, [slots]))[1]
    assert "[targets oil refinery [date in Kstovo]][date in the early hours]" in line


def test_a_mark_over_two_sentences_is_cut_at_the_end_of_each(reading: Reading) -> None:
    slots = [body("said", "Two", slot="claimants")]
    lines = sentences(with_slots(reading, [slots]))
    assert lines[1].endswith("[claimants said.]")
    assert "[claimants Two] workers" in lines[2]


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted)


@given(st.lists(spans, max_size=12))
def test_any_slots_leave_the_words_as_they_were(reading: Reading, found: list[list[int]]) -> None:
    slots = [SlotSpan("place", start, end) for start, end in found]
    shown = sentences(with_slots(reading, [slots]))
    bare = " ".join(MARKS.sub("", line[7:]).replace("]", "") for line in shown)
    assert "".join(bare.split()) == "".join(f"{TITLE} {TEXT}".split())
    assert sum(line.count("[place ") for line in shown) == sum(line.count("]") for line in shown)


def test_control_characters_are_not_sent_to_the_terminal(reading: Reading) -> None:
    analysis = reading.analysis
    hostile = replace(analysis, text=analysis.text.replace("hit", "\x1b[2J"[:3]))
    shown = "\n".join(marked_article(replace(reading, analysis=hostile), colours=False))
    assert "\x1b" not in shown
    assert "\ufffd[2" in shown
