"""Does the order of options outlive the weights: over all of them, near the agreed ones, and by the least change."""

from fractions import Fraction

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alongside.planning.models import Appraisal
from alongside.planning.presenters.weightings import weightings_sheet, weightings_words
from alongside.planning.rules.criteria import sways, total
from alongside.planning.rules.weightings import DRAWS, all_weightings, least_change, near_weightings, standing
from tests.factories import a_user
from tests.planning.given import given_a_published_appraisal, given_a_published_scenario, given_an_appraisal

A_HUNDREDTH = Fraction(1, 100)


def scored(**options: tuple[int, ...]) -> dict[str, dict[str, Fraction]]:
    """Scores of options on criteria x, y, z."""
    return {name: {key: Fraction(own) for key, own in zip("xyz", line, strict=False)} for name, line in options.items()}


@pytest.mark.parametrize(
    ("scores", "share"),
    [
        pytest.param(scored(A=(100, 0), B=(0, 100)), Fraction(1, 2), id="alike: half of all weightings each"),
        pytest.param(scored(A=(100, 0), B=(0, 50)), Fraction(2, 3), id="A leads from a third of the points on x"),
        pytest.param(scored(A=(100, 0, 0), B=(0, 100, 0), C=(0, 0, 100)), Fraction(1, 3), id="three: a third each"),
        pytest.param(scored(A=(100, 0, 0), B=(0, 50, 50)), Fraction(4, 9), id="three: x over half of the rest"),
        pytest.param(scored(A=(10, 10), B=(10, 10)), Fraction(1, 2), id="level everywhere: each counts for half"),
        pytest.param(scored(A=(11, 10), B=(10, 9)), Fraction(1), id="better on everything: always"),
        pytest.param(scored(A=(70,), B=(60,)), Fraction(1), id="one criterion: there is one weighting only"),
    ],
)
def test_in_how_many_of_all_weightings_an_option_is_first(scores, share):
    points = dict.fromkeys(scores["A"], 1)
    found = standing(all_weightings(len(points)), points, scores)
    assert abs(found.first["A"] - share) < A_HUNDREDTH


def test_near_the_agreed_points_means_between_half_and_one_and_a_half_of_each():
    drawn = near_weightings([10, 40, 0])
    least, most = ([pick(own) for own in zip(*drawn, strict=True)] for pick in (min, max))
    one = 100 * 10**6
    assert len(drawn) == DRAWS
    assert [round(Fraction(own, one), 1) for own in least] == [5, 20, 0]
    assert [round(Fraction(own, one), 1) for own in most] == [15, 60, 0]
    # A leads while x has more points than y: 15 is never more than 20
    scores = scored(A=(100, 0), B=(0, 100))
    assert standing(near_weightings([10, 40]), {"x": 10, "y": 40}, scores).first["A"] == 0
    half = standing(near_weightings([20, 20]), {"x": 20, "y": 20}, scores)
    assert abs(half.first["A"] - Fraction(1, 2)) < A_HUNDREDTH


def test_the_order_is_kept_where_everybody_stays_before_those_behind():
    points = {"x": 2, "y": 1}
    scores = scored(A=(100, 0), B=(60, 20), C=(0, 10))
    found = standing([(2, 1), (1, 1), (1, 2), (0, 1)], points, scores)
    assert found.same_order == Fraction(3, 4), "level is kept; B before A is not"
    level = scored(A=(50, 0), B=(0, 100), C=(0, 0))
    assert standing([(3, 1), (1, 3)], points, level).same_order == 1, "those who are level may change places"


def test_all_weightings_share_out_the_same_points_and_are_the_same_again():
    drawn = all_weightings(4)
    assert {sum(one) for one in drawn} == {10**9}
    assert min(min(one) for one in drawn) >= 0
    assert drawn == all_weightings(4)
    assert all_weightings(1)[0] == (10**9,)


SCORES = st.dictionaries(
    st.sampled_from("ABCD"),
    st.fixed_dictionaries({key: st.integers(0, 100).map(Fraction) for key in "xyz"}),
    min_size=2,
)
POINTS = st.fixed_dictionaries({key: st.integers(1, 50) for key in "xyz"})
ANY = st.tuples(*[st.integers(0, 60)] * 3).filter(any)


@given(SCORES, POINTS, st.lists(ANY, min_size=1, max_size=20))
def test_somebody_is_first_in_every_weighting_and_who_is_beaten_on_everything_in_none(scores, points, weightings):
    found = standing(weightings, points, scores)
    assert sum(found.first.values()) == 1
    assert 0 <= found.same_order <= 1
    for one, own in scores.items():
        if any(all(other[key] > own[key] for key in own) for other in scores.values()):
            assert found.first[one] == 0


@given(SCORES, POINTS, ANY)
def test_no_weighting_nearer_than_the_least_change_brings_an_option_level(scores, points, other):
    leader, _ = sways(points, scores)
    whole, all_of_it = sum(points.values()), sum(other)
    for option in scores:
        found = least_change(points, scores, leader=leader, option=option)
        levels = sum(own * (scores[option][key] - scores[leader][key]) for key, own in zip("xyz", other, strict=True))
        if found.moved is None:
            assert all(scores[option][key] <= scores[leader][key] for key in points)
            continue
        assert sum(found.after.values()) == 1
        assert min(found.after.values()) >= 0
        assert total(found.after, scores[option]) >= total(found.after, scores[leader])
        apart = sum(abs(found.after[key] - Fraction(own, whole)) for key, own in points.items()) / 2
        assert found.moved == apart
        if levels >= 0:
            farther = sum(
                abs(Fraction(n, all_of_it) - Fraction(points[key], whole)) for key, n in zip("xyz", other, strict=True)
            )
            assert found.moved <= farther / 2


@given(SCORES, POINTS)
def test_whoever_needs_the_least_change_is_then_first_of_all(scores, points):
    leader, _ = sways(points, scores)
    changes = [least_change(points, scores, leader=leader, option=one) for one in scores if one != leader]
    can = [one for one in changes if one.moved is not None]
    if can:
        nearest = min(can, key=lambda one: one.moved)
        totals = {one: total(nearest.after, own) for one, own in scores.items()}
        assert totals[nearest.option] == max(totals.values())


def test_points_come_from_the_worst_criterion_first_and_go_to_the_best():
    scores = scored(A=(100, 60, 0), B=(0, 40, 80))
    found = least_change({"x": 2, "y": 1, "z": 1}, scores, leader="A", option="B")
    # B is short by 200/4 - 80/4 + 20/4 = 35; a point from x to z is worth 180
    assert found.moved == Fraction(35, 180)
    assert found.after == {"x": Fraction(1, 2) - found.moved, "y": Fraction(1, 4), "z": Fraction(1, 4) + found.moved}


# -- in words --

RESULT = {
    "leader": "a",
    "weightings": {
        "draws": 10_000, "seed": 2009, "low": 50, "high": 150,
        "all": {"first": {"a": "61.7", "b": "38.3", "c": "0.0"}, "same_order": "40.2"},
        "near": {"first": {"a": "99.6", "b": "0.4", "c": "0.0"}, "same_order": "100.0"},
        "least": [
            {"option": "b", "moved": "0.0", "moves": [{"key": "x", "name": "Cost", "from": "30.0", "to": "30.0"}]},
            {"option": "c", "moved": None, "moves": []},
        ],
    },
}  # fmt: skip
NAMES = {"a": "Ash", "b": "Birch", "c": "Cedar"}


def test_it_is_told_in_plain_words_and_nothing_is_rounded_into_certainty():
    first, least = weightings_words(RESULT, NAMES)
    assert "of 10,000 ways to share them out, drawn by equal chance, “Ash” is first in 62 %" in first
    assert "near the agreed points, in over 99 %" in first
    assert (
        "moves less than 0.1 of every 100 points: “Cost” from 30.0 to 30.0\u00a0%. Beyond that “Birch” leads" in least
    )
    [sheet] = weightings_sheet(RESULT, NAMES)
    assert sheet.rows == [
        ["Ash", "62 %", "Over 99 %", "", "It leads now"],
        ["Birch", "38 %", "Under 1 %", "less than 0.1", "“Cost” from 30.0 to 30.0\u00a0%"],
        ["Cedar", "Never", "Never", "", "None would do it"],
    ]
    assert "keep their order in 40 % of all weightings, and in 100 % of those near" in sheet.note
    assert "between 50 and 150 %" in sheet.note


def test_whoever_is_level_or_never_passed_is_told_so():
    level = [{"option": "b", "moved": "0.0", "moves": []}]
    told = RESULT | {"weightings": RESULT["weightings"] | {"least": level}}
    assert weightings_words(told, NAMES)[1] == "“Birch” has as many points: they are first together."
    assert weightings_sheet(told, NAMES)[0].rows[1][3:] == ["0", "It is level already"]
    never = RESULT | {"weightings": RESULT["weightings"] | {"least": RESULT["weightings"]["least"][1:]}}
    assert weightings_words(never, NAMES)[1] == "No way to share out the points puts another option before it."
    assert weightings_sheet({"leader": ""}, NAMES) == weightings_words({"leader": ""}, NAMES) == []


# -- where it stands --


def test_it_is_frozen_with_publication_and_stands_on_every_page_and_in_the_paper(db, client):
    planner = a_user("planner")
    appraisal = given_a_published_appraisal(given_a_published_scenario(by=planner), by=planner)
    kept = appraisal.frozen["result"]["weightings"]
    assert set(kept["all"]["first"]) == {row["key"] for row in appraisal.frozen["result"]["options"]}
    client.force_login(planner)
    names = ("appraisal", "published_appraisal", "appraisal_paper", "published_paper")
    for name in names:
        page = client.get(reverse(f"planning:{name}", args=[appraisal.reference])).content.decode()
        assert "If all weights were in doubt" in page
        assert "Were the points wrong altogether" in page
    older = appraisal.frozen | {"result": {k: v for k, v in appraisal.frozen["result"].items() if k != "weightings"}}
    Appraisal.objects.filter(id=appraisal.id).update(frozen=older)
    for name in names:
        page = client.get(reverse(f"planning:{name}", args=[appraisal.reference])).content.decode()
        assert "in doubt" not in page, "what was published before stays as it was"


def test_nothing_is_said_of_weights_before_there_are_scores(db, client):
    planner = a_user("planner")
    scenario = given_a_published_scenario(by=planner)
    appraisal = given_an_appraisal(scenario, by=planner)
    Appraisal.objects.filter(id=appraisal.id).update(asked=appraisal.asked | {"points": {}})
    client.force_login(planner)
    page = client.get(reverse("planning:appraisal", args=[appraisal.reference])).content.decode()
    assert "in doubt" not in page
