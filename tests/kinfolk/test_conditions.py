"""When a pair stands on a level: each word of the model's small language, and what cannot be read."""

import pytest

from kinfolk._internals.model.conditions import condition_of, leaves_of

ONE = {"name": "anna", "other": "rose", "words": ("anna", "rose"), "more": ("lee",), "days": 100, "bits": 0b1111}

SWAPPED = {"both_ways": {"same": ["name", "other"]}}
LISTS_SWAPPED = {"both_ways": {"shared": ["words", "more"]}}


def holds(written, **changed) -> bool:
    condition, other = condition_of(written), {**ONE, **changed}
    assert condition.holds(ONE, other) == condition.holds(other, ONE)
    return condition.holds(ONE, other)


@pytest.mark.parametrize(
    ("written", "changed", "expected"),
    [
        pytest.param({"filled": "name"}, {}, True, id="both know it"),
        pytest.param({"filled": "name"}, {"name": ""}, False, id="one has nothing written"),
        pytest.param({"filled": "words"}, {"words": ()}, False, id="one has an empty list"),
        pytest.param({"filled": "days"}, {"days": None}, False, id="one has no number"),
        pytest.param({"filled": "days"}, {"days": 0}, True, id="nought is a number"),
        pytest.param({"same": "name"}, {}, True, id="the same"),
        pytest.param({"same": "name"}, {"name": "anne"}, False, id="not the same"),
        pytest.param(
            {"same": ["name", "other"]}, {"name": "x", "other": "anna"}, True, id="one's left is other's right"
        ),
        pytest.param({"same": ["name", "other"]}, {"name": "rose", "other": "x"}, True, id="and the other way round"),
        pytest.param({"same": ["name", "other"]}, {}, False, id="each has its own"),
        pytest.param({"shared": "words"}, {"words": ("may", "rose")}, True, id="one word in common"),
        pytest.param({"shared": "words"}, {"words": ("may",)}, False, id="no word in common"),
        pytest.param({"shared": "words"}, {"words": ()}, False, id="an empty list shares nothing"),
        pytest.param({"shared": ["words", "more"]}, {"more": ("rose",)}, True, id="one's words among the other's more"),
        pytest.param({"shared": ["words", "more"]}, {"words": ("lee",)}, True, id="the other's words among one's more"),
        pytest.param({"shared": ["words", "more"]}, {}, False, id="words are not more"),
        pytest.param(SWAPPED, {"name": "rose", "other": "anna"}, True, id="exchanged both ways"),
        pytest.param(SWAPPED, {"name": "rose", "other": "x"}, False, id="one way only"),
        pytest.param(SWAPPED, {"name": "x", "other": "anna"}, False, id="the other way only"),
        pytest.param(SWAPPED, {}, False, id="the same is not exchanged"),
        pytest.param(SWAPPED, {"name": "rose", "other": ""}, False, id="what is not known is not exchanged"),
        pytest.param(LISTS_SWAPPED, {"words": ("lee", "x"), "more": ("y", "rose")}, True, id="lists exchanged"),
        pytest.param(LISTS_SWAPPED, {"words": ("lee",), "more": ("y",)}, False, id="lists exchanged one way only"),
        pytest.param(LISTS_SWAPPED, {"words": ("lee",), "more": ()}, False, id="an empty list is not exchanged"),
        pytest.param({"near": "days", "most": 5}, {"days": 105}, True, id="just near enough"),
        pytest.param({"near": "days", "most": 5}, {"days": 106}, False, id="just too far"),
        pytest.param({"near": "days", "most": 5}, {"days": None}, False, id="nothing is near nothing"),
        pytest.param({"near": "days", "most": 200}, {"days": 0}, True, id="nought is as good as any"),
        pytest.param({"near": ["days", "bits"], "most": 5}, {"bits": 97, "days": 0}, True, id="days near other's bits"),
        pytest.param({"near": ["days", "bits"], "most": 5}, {"days": 19, "bits": 0}, True, id="bits near other's days"),
        pytest.param({"near": ["days", "bits"], "most": 5}, {}, False, id="days are far from bits"),
        pytest.param({"alike": "bits", "percent": 40}, {"bits": 0b110011}, True, id="half is more than two fifths"),
        pytest.param({"alike": "bits", "percent": 50}, {"bits": 0b110011}, True, id="exactly half is enough"),
        pytest.param({"alike": "bits", "percent": 51}, {"bits": 0b110011}, False, id="half is less than that"),
        pytest.param({"alike": "bits", "percent": 67}, {"bits": 0b110111}, False, id="just under 67 in 100"),
        pytest.param({"alike": "bits", "percent": 0}, {"bits": 0}, False, id="no bits are like nothing"),
        pytest.param({"alike": "bits", "percent": 1}, {"bits": None}, False, id="unknown bits are like nothing"),
        pytest.param({"alike": "bits", "percent": 50}, {"bits": 1}, False, id="one of five"),
        pytest.param({"edits": "name", "most": 1, "least": 4}, {"name": "anne"}, True, id="one letter changed"),
        pytest.param({"edits": "name", "most": 1, "least": 4}, {"name": "annex"}, False, id="two letters are too many"),
        pytest.param(
            {"edits": "name", "most": 2, "least": 4}, {"name": "annex"}, True, id="two letters, where two may"
        ),
        pytest.param({"edits": "name", "most": 1, "least": 5}, {"name": "annas"}, False, id="one is too short"),
        pytest.param({"edits": "name", "most": 4, "least": 0}, {"name": ""}, True, id="all letters, where so many may"),
        pytest.param({"all": [{"same": "name"}, {"same": "days"}]}, {}, True, id="all of them hold"),
        pytest.param({"all": [{"same": "name"}, {"same": "days"}]}, {"days": 1}, False, id="one of them does not"),
        pytest.param({"any": [{"same": "name"}, {"same": "days"}]}, {"days": 1}, True, id="one of them does"),
        pytest.param({"any": [{"same": "name"}, {"same": "days"}]}, {"days": 1, "name": "x"}, False, id="none does"),
        pytest.param({"not": {"same": "name"}}, {"name": "x"}, True, id="it does not hold"),
        pytest.param({"not": {"same": "name"}}, {}, False, id="it does hold"),
    ],
)
def test_condition(written, changed, expected):
    assert holds(written, **changed) is expected


@pytest.mark.parametrize(
    ("written", "columns"),
    [
        pytest.param({"filled": "a"}, ("a",), id="filled"),
        pytest.param({"same": "a"}, ("a", "a"), id="same"),
        pytest.param({"same": ["a", "b"]}, ("a", "b"), id="same across"),
        pytest.param({"shared": ["a", "b"]}, ("a", "b"), id="shared across"),
        pytest.param({"both_ways": {"same": ["a", "b"]}}, ("a", "b"), id="exchanged"),
        pytest.param({"near": ["a", "b"], "most": 1}, ("a", "b"), id="near across"),
        pytest.param({"alike": "a", "percent": 1}, ("a",), id="alike"),
        pytest.param({"edits": "a", "most": 1, "least": 1}, ("a",), id="edits"),
        pytest.param({"all": [{"filled": "a"}, {"not": {"filled": "b"}}]}, ("a", "b"), id="all, and not"),
        pytest.param({"any": [{"filled": "a"}, {"filled": "b"}]}, ("a", "b"), id="any"),
    ],
)
def test_columns_that_a_condition_reads(written, columns):
    assert condition_of(written).columns() == columns


def test_leaves_are_what_is_not_put_together():
    inner = [{"filled": "a"}, {"not": {"any": [{"same": "b"}, {"shared": "c"}]}}, {"both_ways": {"same": ["d", "e"]}}]

    assert list(leaves_of(condition_of({"all": inner}))) == [
        condition_of({"filled": "a"}),
        condition_of({"same": "b"}),
        condition_of({"shared": "c"}),
        condition_of({"same": ["d", "e"]}),
    ]


@pytest.mark.parametrize("part", [{"near": ["a", "b"], "most": 1}, {"same": "a"}, {"shared": "a"}])
def test_only_what_two_columns_have_in_common_can_hold_both_ways(part):
    with pytest.raises(ValueError, match="cannot be read"):
        condition_of({"both_ways": part})


def test_what_cannot_be_read_is_refused_with_what_it_was():
    with pytest.raises(ValueError, match=r"^The model has a condition that cannot be read: \{'likes': 'tea'\}$"):
        condition_of({"likes": "tea"})
