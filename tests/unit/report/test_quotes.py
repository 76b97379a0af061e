from hypothesis import given
from hypothesis import strategies as st

from pipelines.report.quotes import sentences_of

TEXT = "Перше 😀 речення. Дрони влучили в склад. Третє. Постраждалих немає."


def at(word: str, slot: str = "place") -> tuple[str, int, int]:
    start = TEXT.index(word)
    return slot, start, start + len(word)


def test_slots_are_counted_from_the_start_of_their_sentence_in_code_points() -> None:
    quotes = ["Перше 😀 речення.", "Постраждалих немає."]
    slots = [at("речення"), at("немає", "injured"), at("Третє", "date")]
    found = sentences_of(quotes, slots, passage=TEXT, passage_start=0)
    assert [one["text"] for one in found] == quotes
    assert [one["spans"] for one in found] == [[("place", 8, 15)], [("injured", 13, 18)]]


def test_a_passage_that_starts_inside_the_text_moves_its_slots() -> None:
    start = TEXT.index("Дрони")
    (found,) = sentences_of(
        ["Дрони влучили в склад."],
        [at("склад", "targets"), at("Дрони", "weapons")],
        passage=TEXT[start:],
        passage_start=start,
    )
    assert found["spans"] == [("weapons", 0, 5), ("targets", 16, 21)]


def test_a_title_has_the_slots_of_the_title_and_no_others() -> None:
    (found,) = sentences_of(
        ["Удар по складу"],
        [("title.targets", 8, 14), ("targets", 0, 4)],
        passage=TEXT,
        passage_start=0,
        title="Удар по складу",
    )
    assert found["spans"] == [("targets", 8, 14)]


def test_of_two_equal_sentences_the_second_one_has_its_own_slots() -> None:
    text = "Up. Up."
    slots = [("killed", 4, 6)]
    found = sentences_of(["Up.", "Up."], slots, passage=text, passage_start=0)
    assert [one["spans"] for one in found] == [[], [("killed", 0, 2)]]


def test_a_sentence_that_is_nowhere_is_quoted_without_slots() -> None:
    found = sentences_of(["Unknown."], [at("склад")], passage=TEXT, passage_start=0)
    assert [(one["text"], one["spans"]) for one in found] == [("Unknown.", [])]


@given(
    st.lists(st.text(max_size=8), max_size=4),
    st.lists(st.tuples(st.sampled_from(["a", "title.b"]), st.integers(), st.integers())),
    st.text(max_size=30),
    st.integers(0, 50),
)
def test_spans_are_inside_their_sentences_whatever_comes(
    quotes: list[str], slots: list[tuple[str, int, int]], passage: str, start: int
) -> None:
    found = sentences_of(quotes, slots, passage=passage, passage_start=start, title=passage)
    assert [one["text"] for one in found] == quotes
    for one in found:
        assert all(0 <= first < last <= len(one["text"]) for _, first, last in one["spans"])
