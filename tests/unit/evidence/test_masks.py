import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from loanexit_auto.evidence import masks
from loanexit_auto.evidence.masks import Area, TextBox
from loanexit_auto.evidence.merkle import TILE, tiles
from loanexit_auto.evidence.personal import Kind
from loanexit_auto.evidence.purpose import PURPOSES
from loanexit_auto.evidence.refused import Refused

ALL: frozenset[Kind] = PURPOSES["heimao"].masked
SIZE = (640, 480)


def box(text: str, x: float = 100, y: float = 100, w: float = 200, h: float = 16) -> TextBox:
    return TextBox(text, x, y, w, h, x, y + 1000)


def test_a_short_text_is_masked_whole_and_snapped_outward():
    (area,) = masks.areas([box("手机 13812345678")], SIZE, 1.0, full=False, kinds=ALL)
    assert area == Area("mobile", 96, 96, 224, 32)


def test_a_part_of_a_long_text_is_masked_with_a_margin():
    text = "您绑定的手机号码是13812345678，如需更换请先联系在线客服办理变更手续"
    (area,) = masks.areas([box(text, 0, 100, 600)], (700, 480), 1.0, full=False, kinds=ALL)
    em = 600 / (len(text) - 11 + 11 * 0.55)
    assert area.x <= 9 * em
    assert area.x + area.width >= (9 + 11 * 0.55) * em
    assert area.width < 400


def test_a_text_of_several_lines_is_masked_whole():
    text = "您绑定的手机号码是13812345678，如需更换请先联系在线客服办理变更手续"
    (area,) = masks.areas([box(text, 0, 100, 200, 64)], SIZE, 1.0, full=False, kinds=ALL)
    assert (area.x, area.width, area.height) == (0, 224, 96)


def test_the_full_page_uses_page_coordinates():
    (area,) = masks.areas([box("13812345678")], (640, 2000), 1.0, full=True, kinds=ALL)
    assert area.y == 1088


def test_pixels_are_scaled():
    (area,) = masks.areas([box("13812345678")], (1280, 960), 2.0, full=False, kinds=ALL)
    assert (area.x, area.y) == (192, 192)
    assert area.x + area.width >= 600


def test_kinds_that_the_reader_needs_stay():
    assert masks.areas([box("13812345678")], SIZE, 1.0, full=False, kinds=frozenset()) == ()


def test_what_lies_outside_the_picture_needs_no_mask():
    assert masks.areas([box("13812345678", y=5000)], SIZE, 1.0, full=False, kinds=ALL) == ()
    assert masks.areas([box("13812345678", x=-900)], SIZE, 1.0, full=False, kinds=ALL) == ()


@given(
    st.tuples(*[st.floats(-300, 900, allow_nan=False)] * 2),
    st.tuples(*[st.floats(0, 500, allow_nan=False)] * 2),
    st.tuples(st.integers(1, 700), st.integers(1, 700)),
)
def test_every_pixel_of_a_box_is_under_its_mask(corner, extent, size):
    area = masks.snapped("own", (*corner, *extent), size)
    left, top = max(0, corner[0]), max(0, corner[1])
    right, bottom = min(size[0], corner[0] + extent[0]), min(size[1], corner[1] + extent[1])
    if area is None:
        assert right <= left + 1 or bottom <= top + 1
        return
    assert area.x % TILE == area.y % TILE == 0
    assert area.x <= left and area.y <= top
    assert area.x + area.width >= right and area.y + area.height >= bottom
    assert area.x + area.width <= size[0] and area.y + area.height <= size[1]


@given(
    st.tuples(st.integers(1, 200), st.integers(1, 200)),
    st.lists(st.tuples(*[st.integers(0, 250)] * 4), max_size=4),
)
def test_painted_tiles_are_exactly_the_hidden_ones(size, boxes):
    found = [masks.snapped("own", each, size) for each in boxes]
    areas = [area for area in found if area]
    painted = tiles(masks.paint(Image.new("RGB", size, (250, 9, 9)), areas))
    black = {n for n, tile in enumerate(painted) if not any(tile)}
    assert black == masks.hidden_tiles(areas, size)
    assert all(set(tile[::3]) == {250} for n, tile in enumerate(painted) if n not in black)


@pytest.mark.parametrize(
    "data", [b"", b"{}x", b"[1]", b'[{"text":1}]', b'[{"x":"a"}]', b"[" * 9999,
             b'[{"text":"a","x":NaN,"y":0,"w":1,"h":1,"page_x":0,"page_y":0}]']
)  # fmt: skip
def test_malformed_boxes_are_refused(data):
    with pytest.raises(Refused):
        masks.read_boxes(data)


def test_boxes_are_read():
    row = {"text": "a", "x": 1, "y": 2, "w": 3, "h": 4, "frame": "f", "page_x": 5, "page_y": 6}
    assert masks.read_boxes(json.dumps([row]).encode()) == (TextBox("a", 1, 2, 3, 4, 5, 6),)


def test_lines_and_short_texts_are_masked():
    lines = ["设置", "手机 13812345678", "姓名", "张三"]
    assert masks.hidden_lines(lines, ALL) == {1, 3}
    assert masks.masked_text("致电13812345678或客服", ALL) == "致电■■■■■■■■■■■或客服"
    assert masks.masked_text("余额 0.30 元", ALL) == "余额 0.30 元"
