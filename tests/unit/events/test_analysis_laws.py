"""What clauses answer by the short way is what walking all their mentions gives."""

from hypothesis import given
from hypothesis import strategies as st

from transforms.events.analysis import Clause, View, within
from transforms.events.words import Mention

KINDS = ("weapons", "targets", "downed", "passive")
MENTIONS = st.lists(
    st.builds(
        lambda kind, at: Mention(kind, "", at, at + 1, at, at + 1),
        st.sampled_from(KINDS),
        st.integers(0, 20),
    ),
    max_size=8,
).map(lambda mentions: sorted(mentions, key=lambda mention: mention.first))
ASKED = st.lists(st.sampled_from((*KINDS, "nothing")), min_size=1, max_size=3, unique=True)
EDGES = st.lists(st.integers(0, 40), max_size=8, unique=True).map(sorted)
ITEMS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=12)


@given(MENTIONS, ASKED)
def test_a_clause_answers_by_kind_as_a_walk_over_its_mentions(
    mentions: list[Mention], kinds: list[str]
):
    view = View(Clause(0, 0, 0, 30), 0, 30, mentions, [], [], [], [], [])
    walked = [mention for mention in mentions if mention.kind in kinds]

    assert view.among(kinds) == view.among(frozenset(kinds)) == walked
    assert view.has_any(kinds) is view.has_any(frozenset(kinds)) is bool(walked)
    assert all(view.of(kind) == [one for one in walked if one.kind == kind] for kind in kinds)
    assert all(view.has(kind) is bool(view.of(kind)) for kind in kinds)


@given(EDGES, ITEMS)
def test_what_lies_inside_spans_is_what_each_span_holds(
    edges: list[int], items: list[tuple[int, int]]
):
    starts, ends = edges[::2], edges[1::2]
    starts = starts[: len(ends)]
    found = [Mention("", "", 0, 0, start, start + length) for start, length in items]

    held = {
        index: inside
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
        if (inside := [one for one in found if start <= one.start and one.end <= end])
    }

    assert held == within(found, starts, ends)
