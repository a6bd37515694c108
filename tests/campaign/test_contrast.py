import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.contrast import on_accent, ratio

COLOURS = st.from_regex(r"#[0-9a-fA-F]{6}", fullmatch=True)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1.0),
    ],
)
def test_ratios_are_those_of_the_web_standard(one, other, expected):
    assert round(ratio(one, other), 2) == expected


@given(COLOURS, COLOURS)
def test_a_ratio_has_no_direction_and_known_bounds(one, other):
    assert ratio(one, other) == ratio(other, one)
    assert 1 <= ratio(one, other) <= 21.0000001


@pytest.mark.parametrize(
    ("accent", "text"), [("#12245e", "#ffffff"), ("#767676", "#ffffff"), ("#777777", None), ("#ffffff", None)]
)
def test_white_is_written_only_where_it_can_be_read(accent, text):
    assert on_accent(accent) == text
