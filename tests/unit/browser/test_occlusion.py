"""What covers what: the squares of the viewport give the same answer as asking every cover."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from loanexit_auto.browser.occlusion import Covers, Span, is_covered

VIEWPORT = (0.0, 0.0, 390.0, 844.0)
_lengths = st.one_of(st.integers(0, 900), st.floats(0, 900, width=32))
_places = st.one_of(st.integers(-500, 1300), st.floats(-500, 1300, width=32))
_rects = st.tuples(_places, _places, _lengths, _lengths)
_nodes = st.tuples(st.integers(0, 60), st.integers(0, 8))
_spans = st.builds(
    lambda paint, rect, frame, node: Span(paint, rect, frame, node[0], node[0] + node[1]),
    st.integers(0, 40), _rects, st.sampled_from("AB"), _nodes,
)  # fmt: skip
_points = st.tuples(st.floats(0, 390, width=32), st.floats(0, 844, width=32))


@settings(max_examples=300, deadline=None)
@given(st.lists(_spans, max_size=25), _spans, _points)
def test_squares_answer_as_all_covers_would(covers, span, point):
    topmost = sorted(covers, key=lambda cover: -cover.paint)
    assert Covers(covers, VIEWPORT).cover(point, span) == is_covered(point, span, topmost)


def test_what_lies_later_over_the_point_covers_and_its_own_contents_do_not():
    button = Span(1, (0, 0, 100, 40), "A", 5, 7)
    inside = Span(2, (0, 0, 100, 40), "A", 6, 6)
    over = Span(3, (0, 0, 390, 844), "A", 20, 30)
    assert not Covers([inside], VIEWPORT).cover((50, 20), button)
    assert Covers([inside, over], VIEWPORT).cover((50, 20), button)
    assert not Covers([over], VIEWPORT).cover((50, 20), over._replace(paint=9))
