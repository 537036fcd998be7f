"""A week of outreach: small weeks by hand, every small week against all its alternatives."""

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hinterland.outreach import (
    Aim,
    Day,
    OutreachArea,
    OutreachQuestion,
    OutreachRefused,
    Team,
    Venue,
    plan_outreach,
)
from hinterland.outreach.answer import timetable
from hinterland.outreach.model import OutreachModel

MONDAY, TUESDAY = Day("Monday"), Day("Tuesday")
TEAM = Team("north", "hub", frozenset({"Monday", "Tuesday"}), 400)


def week(**more) -> OutreachQuestion:
    """Two villages with a hall each, 20 minutes from the hub; the halls are 15 minutes apart."""
    given = {
        "areas": (OutreachArea("Upper", 10, "hills"), OutreachArea("Lower", 6, "vale")),
        "venues": (Venue("upper hall", "Upper hall", 4), Venue("lower hall", "Lower hall", 4)),
        "teams": (TEAM,),
        "days": (MONDAY, TUESDAY),
        "travel": {("hub", "upper hall"): 20, ("hub", "lower hall"): 20, ("upper hall", "lower hall"): 15},
        "reach": {("Upper", "upper hall"): 5, ("Lower", "lower hall"): 5, ("Upper", "lower hall"): 30},
    }
    return OutreachQuestion(**{**given, **more})


def test_four_half_days_meet_what_they_can():
    answer = plan_outreach(week())
    assert answer.status == "optimal"
    assert answer.met == pytest.approx(14)
    assert answer.gap < 1e-5
    assert sum(one.sessions for one in answer.venues) == 4


def test_the_road_takes_its_share_of_the_day():
    short = replace(TEAM, minutes_a_day=345)
    answer = plan_outreach(week(teams=(short,)))
    stops = [(one.morning != "") + (one.afternoon != "") for one in answer.outings]
    assert stops == [2, 2]
    assert all(one.morning == one.afternoon for one in answer.outings), "there is no time to drive between halls"


@pytest.mark.parametrize(("venue", "sessions"), [
    pytest.param(Venue("upper hall", "Upper hall", 4, at_most=1), 1, id="the hall allows one session a week"),
    pytest.param(Venue("upper hall", "Upper hall", 1, promised=3), 3, id="three sessions were promised"),
])  # fmt: skip
def test_a_venues_own_limits(venue, sessions):
    answer = plan_outreach(week(venues=(venue, Venue("lower hall", "Lower hall", 4))))
    assert next(one.sessions for one in answer.venues if one.venue == "upper hall") == sessions


def test_a_hall_that_is_closed_has_no_session():
    closed = (Day("Monday", morning=frozenset(), afternoon=frozenset({"lower hall"})),)
    only_monday = replace(TEAM, days=frozenset({"Monday"}))
    answer = plan_outreach(week(days=closed, teams=(only_monday,)))
    assert [(one.morning, one.afternoon) for one in answer.outings] == [("", "lower hall")]


def test_fairness_first_meets_both_localities_alike():
    one_day = week(days=(MONDAY,), teams=(replace(TEAM, days=frozenset({"Monday"})),))
    most, fairest = plan_outreach(one_day), plan_outreach(replace(one_day, aim=Aim.FAIREST))
    assert most.least_share <= fairest.least_share == pytest.approx(0.4)


def test_a_share_that_can_not_be_met_names_the_highest_that_can():
    answer = plan_outreach(week(least_share=0.9))
    assert answer.status == "infeasible"
    assert "90% in every locality can not be met" in answer.conflict
    assert answer.largest_least_share == pytest.approx(8 / 10, abs=1e-5)


def test_no_session_is_held_for_nobody_when_a_session_has_a_price():
    venues = (Venue("upper hall", "Upper hall", 40), Venue("lower hall", "Lower hall", 40))
    answer = plan_outreach(week(venues=venues, price_of_a_session=0.05))
    assert (answer.met, sum(one.sessions for one in answer.venues)) == (pytest.approx(16), 2)
    assert sum(answer.visits.values()) == pytest.approx(16)


def test_the_whole_week_has_only_so_many_sessions():
    answer = plan_outreach(week(at_most_sessions=3))
    assert sum(one.sessions for one in answer.venues) == 3
    assert answer.met == pytest.approx(12)


def test_promises_that_do_not_fit_are_named():
    venues = (Venue("upper hall", "Upper hall", 4, promised=5), Venue("lower hall", "Lower hall", 4))
    answer = plan_outreach(week(venues=venues))
    assert answer.status == "infeasible"
    assert answer.conflict.endswith("Upper hall")


def test_an_area_without_a_venue_near_is_said():
    far = OutreachArea("Far", 3, "hills")
    assert plan_outreach(week(areas=(*week().areas, far))).out_of_reach == ("Far",)


@pytest.mark.parametrize(("change", "said"), [
    pytest.param({"areas": ()}, "There is no area", id="nobody to reach"),
    pytest.param({"travel": {}}, "travel between hub and Upper hall is not known", id="travel not known"),
    pytest.param({"days": (MONDAY,)}, "works on Tuesday", id="a day that is not there"),
    pytest.param({"least_share": 2}, "between nothing and everything", id="more than everything"),
])  # fmt: skip
def test_nonsense_is_refused_in_words(change, said):
    with pytest.raises(OutreachRefused, match=said):
        week(**change)


def test_counts_that_fit_no_timetable_are_not_forced_into_one():
    """Three outings that pair off in conflict need three days, though no room is used more than twice."""
    teams = tuple(Team(name, "hub", frozenset({"Monday", "Tuesday"}), 400) for name in "ab")
    model = OutreachModel(week(teams=teams))
    pick = {("a", "upper hall", "lower hall"), ("b", "upper hall", ""), ("b", "", "lower hall")}
    counts = [int((team.key, one.morning, one.afternoon) in pick) for team, _, one in model.runs]
    assert timetable(model, counts) is None


def best_by_trying_everything(question: OutreachQuestion) -> float:
    """Every set of outings of every team on every day; need met by the cut that limits it."""
    model = OutreachModel(question, together=False)
    slots = [(team.key, day.name) for team in question.teams for day in question.days if day.name in team.days]
    choices = []
    for team, day in slots:
        own = [one for who, days, one in model.runs if who.key == team and day in days.days]
        choices.append([None, *own])
    best = 0.0
    for chosen in product(*choices):
        rooms = [(day, half, stop) for (_, day), one in zip(slots, chosen, strict=True) if one
                 for half, stop in (("am", one.morning), ("pm", one.afternoon)) if stop]  # fmt: skip
        if len(set(rooms)) < len(rooms):
            continue
        stops = [stop for *_, stop in rooms]
        if any(stops.count(one.key) > one.at_most or stops.count(one.key) < one.promised for one in question.venues):
            continue
        travel = sum(one.travel for one in chosen if one)
        best = max(best, most_met(question, stops) - question.price_of_a_minute * travel)
    return best


def most_met(question: OutreachQuestion, stops: list[str]) -> float:
    """The largest flow from areas to sessions is the smallest cut."""
    near = {
        area.key: {venue.key for venue in question.venues
                   if question.reach.get((area.key, venue.key), 999) <= question.within_minutes}
        for area in question.areas
    }  # fmt: skip
    seats = {venue.key: venue.places * stops.count(venue.key) for venue in question.venues}
    cuts = []
    for size in range(len(question.areas) + 1):
        for inside in combinations(question.areas, size):
            reached = set().union(*(near[one.key] for one in inside)) if inside else set()
            outside = sum(one.need for one in question.areas if one not in inside)
            cuts.append(outside + sum(seats[one] for one in reached))
    return min(cuts)


minutes = st.integers(5, 60)


@given(
    needs=st.lists(st.integers(0, 9), min_size=2, max_size=3), places=st.tuples(st.integers(1, 6), st.integers(1, 6)),
    travel=st.tuples(minutes, minutes, minutes), reach=st.lists(minutes, min_size=6, max_size=6),
    day=st.integers(250, 420), two_teams=st.booleans(),
)  # fmt: skip
@settings(max_examples=25, deadline=None)
def test_every_small_week_is_as_good_as_the_best_of_all_alternatives(needs, places, travel, reach, day, two_teams):
    names = ("upper hall", "lower hall")
    teams = (replace(TEAM, minutes_a_day=day),) + ((Team("south", "hub", frozenset({"Monday"}), day),) * two_teams)
    question = week(
        areas=tuple(OutreachArea(f"a{n}", need) for n, need in enumerate(needs)),
        venues=tuple(Venue(name, name, room) for name, room in zip(names, places, strict=True)), teams=teams,
        travel={("hub", "upper hall"): travel[0], ("hub", "lower hall"): travel[1], names: travel[2]},
        reach={(f"a{n}", name): reach[2 * n + k] for n in range(len(needs)) for k, name in enumerate(names)},
        within_minutes=30,
    )  # fmt: skip
    answer = plan_outreach(question)
    assert answer.objective == pytest.approx(best_by_trying_everything(question), abs=1e-4)
    assert answer.bound >= answer.objective - 1e-6
