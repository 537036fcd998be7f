import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.values.money import (
    Rounding,
    format_pounds,
    parse_pounds,
    rounded,
    split_exactly,
    times,
)

AMOUNTS = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        pytest.param("£1,234.50", 123450, id="as we write it"),
        pytest.param("1234.50", 123450, id="bare"),
        pytest.param("120", 12000, id="whole pounds"),
        pytest.param(" £ 1 234.05 ", 123405, id="spaces anywhere"),
        pytest.param("0", 0, id="nothing"),
        pytest.param("0.01", 1, id="a penny"),
        pytest.param("-£12.50", -1250, id="a refund"),
        pytest.param("−12.50", -1250, id="a true minus sign"),
        pytest.param("1,234,567", 123456700, id="millions"),
        pytest.param("10,000,000,000", 10**12, id="the largest"),
    ],
)
def test_parse_pounds(typed, pence):
    assert parse_pounds(typed) == pence


SAYS_HOW = "An amount is pounds, and pence if there are any as two digits, such as 120 or 1,234.50"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("", "Enter an amount in pounds, such as 120 or 1,234.50", id="nothing"),
        pytest.param("  ", "Enter an amount in pounds, such as 120 or 1,234.50", id="spaces"),
        pytest.param("ten", SAYS_HOW, id="words"),
        pytest.param("12.5", SAYS_HOW, id="half a pair of pence"),
        pytest.param("12.500", SAYS_HOW, id="three decimals"),
        pytest.param("12,50", SAYS_HOW, id="a comma for the point"),
        pytest.param("1234,567", SAYS_HOW, id="a comma out of place"),
        pytest.param(",123", SAYS_HOW, id="a comma first"),
        pytest.param("£-12", SAYS_HOW, id="a minus inside"),
        pytest.param("€12", SAYS_HOW, id="another currency"),
        pytest.param("١٢", SAYS_HOW, id="other digits"),
        pytest.param(
            "10,000,000,001",
            "That amount is too large. Check how many digits it has",
            id="too many digits",
        ),
    ],
)
def test_what_is_no_amount_is_explained(typed, says):
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        parse_pounds(typed)


@pytest.mark.parametrize(
    ("pence", "plain", "in_a_column"),
    [
        (123450, "£1,234.50", "£1,234.50"),
        (12000, "£120", "£120.00"),
        (5, "£0.05", "£0.05"),
        (-1250, "-£12.50", "-£12.50"),
        (0, "£0", "£0.00"),
    ],
)
def test_format_pounds(pence, plain, in_a_column):
    assert format_pounds(pence) == plain
    assert format_pounds(pence, always_pence=True) == in_a_column


@given(AMOUNTS, st.booleans())
def test_what_we_write_we_can_read(amount, always_pence):
    assert parse_pounds(format_pounds(amount, always_pence=always_pence)) == amount


@pytest.mark.parametrize(
    ("exact", "half_up", "half_even", "up", "down"),
    [
        (Decimal("2.5"), 3, 2, 3, 2),
        (Decimal("3.5"), 4, 4, 4, 3),
        (Decimal("2.4"), 2, 2, 3, 2),
        (Decimal("2.6"), 3, 3, 3, 2),
        (Decimal("-2.5"), -3, -2, -3, -2),
        (Decimal("-2.4"), -2, -2, -3, -2),
        (Fraction(1, 3), 0, 0, 1, 0),
        (7, 7, 7, 7, 7),
        (0, 0, 0, 0, 0),
    ],
)
def test_rounded(exact, half_up, half_even, up, down):
    assert [rounded(exact, how) for how in Rounding] == [half_up, half_even, up, down]


def test_times_rounds_once_at_the_end():
    assert times(1999, Decimal("0.175"), Rounding.HALF_UP) == 350  # 349.825
    assert times(1000, Fraction(1, 3), Rounding.DOWN) == 333
    assert times(-1000, Fraction(1, 3), Rounding.DOWN) == -333


def test_no_float_comes_in():
    message = r"^Money is never reckoned with a float: use int, Decimal or Fraction$"
    with pytest.raises(TypeError, match=message):
        times(100, 0.5, Rounding.UP)
    with pytest.raises(TypeError, match=message):
        split_exactly(100, [0.5, 0.5])


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        pytest.param(100, [1, 1], [50, 50], id="two halves"),
        pytest.param(100, [1, 1, 1], [34, 33, 33], id="a penny over: the first has it"),
        pytest.param(101, [1, 1, 1], [34, 34, 33], id="two over: the first two"),
        pytest.param(100, [1, 2, 3], [17, 33, 50], id="the largest remainder, not the first"),
        pytest.param(10, [1, 0, 1], [5, 0, 5], id="no weight, no share"),
        pytest.param(1, [0, 1], [0, 1], id="all to the one with weight"),
        pytest.param(0, [1, 1], [0, 0], id="nothing to share"),
        pytest.param(-100, [1, 1, 1], [-34, -33, -33], id="a refund"),
        pytest.param(1000, [Decimal("0.6"), Decimal("0.4")], [600, 400], id="per cent"),
        pytest.param(7, [Fraction(1, 3)], [7], id="one alone"),
    ],
)
def test_split_exactly(total, weights, shares):
    assert split_exactly(total, weights) == shares


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [2, -1]])
def test_there_must_be_a_weight_to_share_by(weights):
    message = r"^To share an amount, no weight may be below nought and one must be above$"
    with pytest.raises(ValueError, match=message):
        split_exactly(100, weights)


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_shares_add_up_and_are_within_a_penny_of_exact(total, weights):
    shares = split_exactly(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - Fraction(total * weight, sum(weights))) < 1


@given(AMOUNTS, st.lists(st.integers(0, 100), min_size=1, max_size=8).filter(any))
def test_more_weight_is_never_a_smaller_share(total, weights):
    pairs = sorted(zip(weights, map(abs, split_exactly(total, weights)), strict=True))
    assert all(share <= larger for (weight, share), (heavier, larger) in pairwise(pairs) if weight < heavier)
