"""How far counts have moved, beside sums worked out by hand."""

from math import inf, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinfolk import load_model, movement, register_sql
from kinfolk._internals.batch.training import _made_elsewhere


@pytest.mark.parametrize(
    ("before", "now", "counted_before", "index"),
    [
        pytest.param((0.9, 0.1), (90, 10), inf, 0.0, id="the same shares: nothing moved"),
        pytest.param((0.5, 0.5), (80, 20), inf, 0.3 * log(1.6) + 0.3 * log(2.5), id="three in ten moved"),
        pytest.param((40, 40), (80, 20), 80, 0.3 * log(1.6) + 0.3 * log(2.5), id="counts before are shares too"),
        pytest.param((1.0, 0.0), (100, 0), inf, 0.0, id="a class that nobody is in says nothing"),
        pytest.param((0.9, 0.1, 0.0), (90, 0, 10), inf, 0.095 * log(20) + 0.0999 * log(1000), id="one gone, one new"),
        pytest.param((90, 10, 0), (90, 0, 10), 100, 0.095 * log(20) * 2, id="what was never counted was half a one"),
        pytest.param((0.999, 0.001), (100, 0), inf, 0.001 * log(1 / 0.999), id="less than half a one was expected"),
    ],
)  # fmt: skip
def test_the_index(before, now, counted_before, index):
    assert movement(before, now, counted_before=counted_before).index == pytest.approx(index, abs=1e-12)


@pytest.mark.parametrize(
    ("classes", "chi_squared"),
    [
        pytest.param(2, 3.841, id="two classes"),
        pytest.param(5, 9.488, id="five"),
        pytest.param(11, 18.307, id="eleven"),
    ],
)
def test_what_chance_does(classes, chi_squared):
    found = movement([1] * classes, [10] * classes, counted_before=50)
    assert found.by_chance == pytest.approx(chi_squared * (1 / 50 + 1 / (10 * classes)), rel=0.03)
    assert not found.is_beyond_chance
    assert movement([1] * classes, [500] + [10] * (classes - 1)).is_beyond_chance


def test_a_class_of_nobody_is_no_class():
    assert movement((0.5, 0.5, 0.0), (6, 4, 0)).by_chance == movement((0.5, 0.5), (6, 4)).by_chance
    assert movement((0.0, 0.5, 0.5), (0, 8, 2)) == movement((0.5, 0.5), (8, 2))
    assert movement((1.0,), (5,)).by_chance == 0


@pytest.mark.parametrize(
    ("before", "now"),
    [
        pytest.param((0.5, 0.5), (0, 0), id="nobody now"),
        pytest.param((0, 0), (1, 2), id="nobody before"),
        pytest.param((0.5, 0.5), (1, 2, 3), id="other classes"),
    ],
)
def test_what_cannot_be_held_against_each_other_is_refused(before, now):
    with pytest.raises(ValueError, match=r"^A movement needs the same classes before and now, and somebody in both$"):
        movement(before, now)


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=2, max_size=8))
def test_it_is_never_less_than_nothing_and_nothing_where_nothing_moved(pairs):
    before, now = zip(*pairs, strict=True)
    if sum(before) and sum(now):
        assert movement(before, now, counted_before=sum(before)).index >= 0
        assert movement(now, now, counted_before=sum(now)).index == pytest.approx(0, abs=1e-12)


def test_the_model_says_on_what_it_was_made_until_it_learns_elsewhere():
    model = load_model()
    assert model.made_on.people == 60_000
    assert set(model.made_on.missing) <= {one.name for one in model.fields}
    assert all(0 <= share < 1 for share in model.made_on.missing.values())
    assert _made_elsewhere(model).made_on is None


def test_the_register_tells_what_is_known_of_each_field():
    known = register_sql(load_model()).known
    assert known["nhs_number"] == "(nhs <> '' or nhs_letters <> '' or nhs_valid <> '')"
    assert known["due_on"] == "(due_days is not null)"
    assert known["siblings"] == "(cardinality(sibling_roots) > 0 or cardinality(sibling_words) > 0)"
    assert "bits" not in " ".join(known.values())
