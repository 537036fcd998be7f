"""Getting there: distances by hand, tables that are not whole, and what evenness must obey."""

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinterland.access import (
    DRIVING,
    Country,
    TravelModel,
    TravelUnknown,
    deprivation_weighted,
    fitted,
    gini,
    imported,
    kolm_pollak_ede,
    modelled,
    share_within,
    straight_km,
    summaries_by,
    summary_of,
)
from tests.shared_data import shared_path

SIMPLE = TravelModel({"Urban": Country(1.0, 30), "Rural": Country(1.5, 60, 2)}, "by hand")
AREAS = {"town": (0.0, 0.0), "village": (3000.0, 4000.0)}
KINDS = {"town": "Urban", "village": "Rural"}
SITES = {"hub": (0.0, 0.0), "hall": (0.0, 4000.0)}


def test_a_straight_line_is_pythagoras_in_kilometres():
    assert straight_km([(0, 0)], [(3000, 4000)])[0, 0] == pytest.approx(5)


def test_minutes_by_kind_of_country():
    travel = modelled(AREAS, KINDS, SITES, SIMPLE)
    assert travel.minutes == pytest.approx(np.array([[0, 8], [2 + 7.5, 2 + 4.5]]))
    assert travel.to_nearest(["hub", "hall"])[1] == ["hub", "hall"]
    assert travel.catchment("hub", 9) == ["town"]


def test_an_area_of_unknown_country_is_not_guessed_at():
    with pytest.raises(TravelUnknown, match="village is in no known country"):
        modelled(AREAS, {"town": "Urban"}, SITES, SIMPLE)


def test_a_measured_table_with_a_hole_is_refused_and_says_where():
    rows = [("town", "hub", 5.0), ("town", "hall", 9.0), ("village", "hub", 12.0), ("elsewhere", "hub", 1.0)]
    with pytest.raises(TravelUnknown, match="1 travel times are not known, first from village to hall"):
        imported(rows, areas=list(AREAS), sites=list(SITES), source="survey")
    whole = imported([*rows, ("village", "hall", 3.0)], areas=list(AREAS), sites=list(SITES), source="survey")
    assert whole.to_nearest(["hub", "hall"])[0] == pytest.approx([5, 3])


@pytest.mark.parametrize(("minutes", "expected"), [
    pytest.param([10, 10, 10], 0.0, id="all alike"),
    pytest.param([0, 0, 0, 40], 0.75, id="one of four has it all"),
    pytest.param([0, 0], 0.0, id="nobody travels"),
])  # fmt: skip
def test_gini(minutes, expected):
    assert gini(np.array(minutes, float), np.ones(len(minutes))) == pytest.approx(expected)


def test_within_so_many_minutes_counts_people_not_areas():
    assert share_within(np.array([10, 20]), np.array([300, 100]), 15) == pytest.approx(0.75)


def test_the_even_equivalent_by_hand():
    assert kolm_pollak_ede(np.array([0, 10]), np.ones(2), 0.1) == pytest.approx(10 * math.log((1 + math.e) / 2))


def test_deprived_children_count_more():
    minutes, people = np.array([30.0, 10.0]), np.array([100.0, 100.0])
    assert deprivation_weighted(minutes, people, [1, 10]) == pytest.approx((30 * 10 + 10) / 11)


def test_summaries_by_rural_and_urban():
    found = summaries_by(np.array([5, 10, 40]), np.array([2, 2, 1]), ["Urban", "Urban", "Rural"])
    assert found["Urban"].mean_minutes == pytest.approx(7.5)
    assert (found["Rural"].within_30, found["Rural"].people) == (0, 1)


times = st.lists(st.floats(0, 120), min_size=1, max_size=12)


@given(times, st.floats(0.001, 0.5))
@settings(max_examples=60, deadline=None)
def test_evenness_never_flatters(minutes, kappa):
    t, w = np.array(minutes), np.ones(len(minutes))
    found = summary_of(t, w, kappa=kappa)
    assert found.mean_minutes - 1e-9 <= found.even_minutes <= found.furthest_minutes + 1e-9
    assert -1e-9 <= found.gini < 1
    assert 0 <= found.within_15 <= found.within_30 <= 1


def test_a_fit_finds_the_line_the_drives_were_made_from():
    km = np.array([1.0, 5.0, 12.0, 20.0])
    model = fitted(km, 4 + 1.5 * km, ["Rural"] * 4, detour={"Rural": 1.4}, source="made")
    assert model.by_kind["Rural"].minutes(np.array([10.0]))[0] == pytest.approx(19)
    with pytest.raises(TravelUnknown, match="do not take longer"):
        fitted(km, 40 - km, ["Rural"] * 4, detour={"Rural": 1.4}, source="made")


@pytest.mark.shared
def test_the_driving_model_is_the_fit_of_the_published_drives():
    path = shared_path("data", "geo", "travel", "lsoa2011_drive_minutes_to_stroke_hospitals.csv.gz")
    drives = pl.read_csv(path).filter(pl.col("straight_km") < 30)
    km, minutes, kinds = (drives[one].to_numpy() for one in ("straight_km", "drive_min", "urban_rural"))
    model = fitted(km, minutes, list(kinds), detour={"Urban": 1.37, "Rural": 1.40}, source="")
    for kind, fit in model.by_kind.items():
        at_10_km = np.array([10.0])
        assert DRIVING.by_kind[kind].minutes(at_10_km)[0] == pytest.approx(fit.minutes(at_10_km)[0], abs=0.1)
    missed = np.abs(
        np.concatenate([DRIVING.by_kind[k].minutes(km[kinds == k]) - minutes[kinds == k] for k in KINDS.values()])
    )
    assert missed.mean() < 3.6
