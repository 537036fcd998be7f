"""Weeks of outreach: asked, worked out with proof, stopped, kept unchanged, and read as a timetable."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.places.models import Area, Locality, Site
from alongside.planning import tasks
from alongside.planning.actions import outreach as actions
from alongside.planning.actions.refusals import PlanRefused
from alongside.planning.gateways import outreach as gateway
from alongside.planning.models import OutreachWeek
from alongside.planning.presenters.outreach import OutreachPage, certificate, families, way_words
from alongside.planning.queries import outreach as queries
from alongside.planning.rules.outreach import (
    Aim,
    Beyond,
    OutreachWishes,
    band_of_share,
    families_of,
    met_by,
    problems_of_outreach,
    worker_minutes,
)
from alongside.planning.rules.scenarios import ScenarioStatus
from tests.factories import NOW, a_user
from tests.places.given import given_a_locality, given_a_site, given_an_area
from tests.planning.given import WEEK, given_a_county, given_a_week_of_outreach

# -- rules --


@pytest.mark.parametrize(
    ("change", "why"),
    [
        pytest.param({"bases": ()}, "at least one hub", id="no team"),
        pytest.param({"days": ()}, "at least one day", id="no day"),
        pytest.param({"kinds": ()}, "kind of building", id="nowhere to go"),
        pytest.param({"session_minutes": 444}, "fit into the working day", id="a session as long as the day"),
        pytest.param({"promised": ("a",), "left_out": ("a",)}, "cannot both", id="promised and left out"),
        pytest.param({"promised": ("a", "b"), "at_most_sessions": 1}, "More sessions are promised", id="too many"),
    ],
)
def test_problems_of_outreach(change, why):
    assert why in " ".join(problems_of_outreach(replace(WEEK, **change)))
    assert problems_of_outreach(WEEK) == []


def test_wishes_come_back_as_they_were_kept():
    one = replace(WEEK, aim=Aim.FAIREST, beyond=Beyond.CENTRES, promised=("a",), at_most_sessions=4)
    assert OutreachWishes.from_data(one.as_data()) == one


@pytest.mark.parametrize(
    ("need", "met", "band"),
    [(0, 0, 0), (9, 0, 5), (9, 2, 4), (9, 4, 3), (9, 7, 2), (9, 9, 1)],
    ids=["nobody would come", "nobody is met", "under a third", "under two thirds", "most", "all"],
)
def test_band_of_share(need, met, band):
    assert band_of_share(need, met) == band


def test_need_is_so_many_families_out_of_every_hundred_children():
    assert families_of(240, per_100=5) == pytest.approx(12)


def test_a_groups_share_counts_those_with_no_venue_near_among_the_unmet():
    areas = [
        {"g": "b", "children": 10, "need": 4.0, "met": 4.0, "is_near_a_venue": True},
        {"g": "a", "children": 10, "need": 4.0, "met": 1.0, "is_near_a_venue": True},
        {"g": "a", "children": 10, "need": 6.0, "met": 0.0, "is_near_a_venue": False},
        {"g": "c", "children": 0, "need": 0.0, "met": 0.0, "is_near_a_venue": True},
    ]
    found = met_by(areas, lambda one: one["g"])
    assert [(one.group, one.share, one.nowhere) for one in found] == [("a", 0.1, 6), ("b", 1, 0), ("c", None, 0)]


def test_a_week_takes_every_workers_sessions_and_road():
    outings = [{"morning": "x", "afternoon": "y", "travel": 60}, {"morning": "", "afternoon": "x", "travel": 40}]
    assert worker_minutes(outings, workers=2, session_minutes=150) == 2 * (3 * 150 + 100)


# -- words --


def test_a_days_way_says_each_leg_and_a_whole_day_in_one_place_only_one():
    names = {"a": "Ash hall", "b": "Brook hall"}
    both = {"morning": "a", "afternoon": "b", "legs": [20.4, 12.0, 25.0]}
    assert way_words(both, names) == "20 min to Ash hall, 12 min to Brook hall, 25 min back"
    assert (
        way_words({"morning": "a", "afternoon": "a", "legs": [20, 0, 20]}, names) == "20 min to Ash hall, 20 min back"
    )
    assert way_words({"morning": "", "afternoon": "b", "legs": [9, 9]}, names) == "9 min to Brook hall, 9 min back"


def test_families_are_whole_and_a_part_of_one_is_not_nothing():
    assert [families(one) for one in (0, 0.2, 3.6, 1200)] == ["0", "Under 1", "4", "1,200"]


def test_a_certificate_of_a_fair_week_speaks_of_the_locality_met_least_first():
    answer = {"gap": 0.02, "is_proven": False, "least_share": 0.4, "largest_least_share": 0.5}
    least, then = certificate(answer, replace(WEEK, aim=Aim.FAIREST))
    assert "at least 40.0 %" in least
    assert "more than 50.0 %" in least
    assert "more than 2.0 % better" in then
    least, _ = certificate(answer | {"largest_least_share": 0.4}, replace(WEEK, aim=Aim.FAIREST))
    assert "No week can do more for the locality that is met least" in least
    assert certificate(answer | {"is_proven": True}, WEEK) == [
        "No week with these teams, venues and rules is better. This is proven."
    ]


# -- worked out --


@pytest.fixture
def county(db):
    """Six areas in a row, six kilometres apart: a hub at the west end, halls at the fourth and the sixth."""
    west, east = given_a_locality("Westmarch"), given_a_locality("Eastmarch")
    areas = [given_an_area(locality=west if place < 4 else east) for place in range(6)]
    for place, area in enumerate(areas):
        Area.objects.filter(id=area.id).update(
            easting=600_000 + 6_000 * place, northing=500_000, urban_rural="rural" if place else "urban"
        )
    given_a_county(areas)
    sites = [
        given_a_site(kind=kind, locality=west, name=name)
        for kind, name in (("hub", "West hub"), ("venue", "Near hall"), ("venue", "Far hall"), ("library", "No place"))
    ]
    for site, easting in zip(sites[:3], (600_000, 618_000, 630_000), strict=True):
        Site.objects.filter(id=site.id).update(easting=easting, northing=500_000)
    return SimpleNamespace(hub=sites[0], near=sites[1], far=sites[2], east=east.slug)


@pytest.fixture
def wishes(county):
    return replace(WEEK, bases=(county.hub.slug,))


def _worked_out(planner, wishes, name="A week") -> OutreachWeek:
    week = actions.make_outreach(name=name, why="", wishes=wishes, by=planner, at=NOW)
    tasks.work_out_outreach(str(week.id))
    week.refresh_from_db()
    return week


def test_the_week_meets_what_the_venues_hold_and_proves_it(county, planner, wishes):
    week = _worked_out(planner, wishes)
    answer = week.answer
    assert week.status == ScenarioStatus.FOUND
    assert answer["is_proven"]
    out = [one for one in answer["areas"] if one["is_out"]]
    assert [one["need"] for one in out] == [3.0, 3.5, 4.0, 4.5], "5 of each 100 of 60 to 90 children"
    assert [bool(one["venues"]) for one in out] == [False, True, False, True]
    assert sum(one["met"] for one in out) == pytest.approx(3.5 + 4.5)
    assert sum(one["sessions"] for one in answer["venues"]) == 3, "two halls; the far one holds four at a time"
    assert answer["left_out"]["sites_without_place"] == 1
    page = OutreachPage.of(week, names={}).found
    assert {row[0] for row in page.by_locality} == {"Westmarch", "Eastmarch", "All areas out of reach"}
    assert "7 families have no venue" in " ".join(page.prose)


def test_promises_and_limits_are_kept(county, planner, wishes):
    one = _worked_out(planner, replace(wishes, at_most_sessions=1))
    assert [venue["sessions"] for venue in one.answer["venues"]] == [1]
    other = {county.near.slug: county.far.slug, county.far.slug: county.near.slug}[one.answer["venues"][0]["slug"]]
    kept = _worked_out(planner, replace(wishes, at_most_sessions=1, promised=(other,)), "Promised")
    assert [venue["slug"] for venue in kept.answer["venues"]] == [other]
    without = _worked_out(planner, replace(wishes, left_out=(county.far.slug,)), "Without")
    assert [venue["slug"] for venue in without.answer["venues"]] == [county.near.slug]


def test_what_cannot_be_done_says_so(county, planner, wishes):
    few = _worked_out(planner, replace(wishes, least_share_percent=100, at_most_sessions=2), "Everybody")
    assert few.status == ScenarioStatus.IMPOSSIBLE
    assert "the highest that can is 88.9%" in OutreachPage.of(few, names={}).conflict
    near = _worked_out(planner, replace(wishes, reach_minutes=120), "Nobody far")
    assert "nothing for outreach to do" in OutreachPage.of(near, names={}).conflict
    nowhere = _worked_out(planner, replace(wishes, kinds=("gp_practice",)), "Nowhere")
    assert "No building of the kinds you chose" in OutreachPage.of(nowhere, names={}).conflict


def test_a_fair_week_meets_both_localities_alike(county, planner, wishes):
    week = _worked_out(planner, replace(wishes, aim=Aim.FAIREST, at_most_sessions=2))
    shares = {one["locality"]: one["met"] for one in week.answer["areas"] if one["met"]}
    assert set(shares) == {"Westmarch", "Eastmarch"}
    assert week.answer["least_share"] == pytest.approx(week.answer["largest_least_share"], abs=1e-5)


def test_only_the_chosen_localities_are_counted_and_families_may_walk(county, planner, wishes):
    week = _worked_out(planner, replace(wishes, localities=(county.east,), on_foot=True))
    assert {one["locality"] for one in week.answer["areas"]} == {"Eastmarch"}
    assert any("on foot" in one for one in week.answer["sources"])


def test_of_many_venues_those_near_the_most_need_are_weighed_and_the_page_says_so(county, planner, wishes, monkeypatch):
    monkeypatch.setattr(gateway, "MOST_VENUES", 1)
    week = _worked_out(planner, wishes)
    assert (week.answer["candidates"], week.answer["not_weighed"]) == (1, 1)
    assert week.answer["venues"][0]["slug"] == county.far.slug
    assert "What is proven is proven of those weighed" in " ".join(OutreachPage.of(week, names={}).found.left_out)
    kept = _worked_out(planner, replace(wishes, promised=(county.near.slug,)), "Promised")
    assert [one["slug"] for one in kept.answer["venues"]] == [county.near.slug]


def test_without_any_hub_to_reach_every_area_is_out_of_reach(county, planner, wishes):
    Site.objects.filter(id=county.hub.id).update(kind="childrens_centre")
    week = _worked_out(planner, wishes)
    assert all(one["is_out"] and one["hub_minutes"] is None for one in week.answer["areas"])


def test_a_base_that_has_closed_since_is_said_in_words(county, planner, wishes):
    Site.objects.filter(id=county.hub.id).update(is_active=False)
    week = _worked_out(planner, wishes)
    assert week.status == ScenarioStatus.FAILED
    assert "There is no team" in OutreachPage.of(week, names={}).problem


def test_what_goes_wrong_on_our_side_is_kept_and_told(county, planner, wishes, monkeypatch):
    def breaks(asked, *, seconds):
        raise RuntimeError

    monkeypatch.setattr(tasks, "work_out_week", breaks)
    week = actions.make_outreach(name="A week", why="", wishes=wishes, by=planner, at=NOW)
    with pytest.raises(RuntimeError):
        tasks.work_out_outreach(str(week.id))
    week.refresh_from_db()
    assert week.status == ScenarioStatus.FAILED
    actions.fail_outreach(week=week, why="Again", at=NOW)
    week.refresh_from_db()
    assert week.answer["why"] == "Something went wrong on our side"


def test_it_is_made_once_and_worked_out_once(county, planner, wishes):
    week = _worked_out(planner, wishes)
    again = actions.make_outreach(name="A week", why="", wishes=wishes, by=planner, at=NOW, id=week.id)
    assert (again.id, OutreachWeek.objects.count()) == (week.id, 1)
    tasks.work_out_outreach(str(week.id))
    worked = gateway.OutreachWorked("optimal", 0, 0, 0, 0, "x", {})
    assert actions.finish_outreach(week=week, told={}, worked=worked, at=NOW).digest == week.digest
    assert _worked_out(planner, wishes, "A week").slug == "a-week-2"
    assert OutreachWeek.objects.get(slug="a-week-2").digest == week.digest


def test_only_planners_make_and_stop_and_nonsense_is_refused(county, planner, wishes):
    other, week = a_user("hub-manager"), actions.make_outreach(name="W", why="", wishes=wishes, by=planner, at=NOW)
    with pytest.raises(PlanRefused, match="Only a planner"):
        actions.make_outreach(name="Theirs", why="", wishes=wishes, by=other, at=NOW)
    with pytest.raises(PlanRefused, match="Only a planner"):
        actions.stop_outreach(week=week, by=other, at=NOW)
    with pytest.raises(PlanRefused, match="at least one day"):
        actions.make_outreach(name="No day", why="", wishes=replace(wishes, days=()), by=planner, at=NOW)
    with pytest.raises(PlanRefused, match="letters"):
        actions.make_outreach(name="!!", why="", wishes=wishes, by=planner, at=NOW)
    with pytest.raises(IntegrityError, match="a_week_of_outreach_has_finished"), transaction.atomic():
        OutreachWeek.objects.filter(id=week.id).update(status=ScenarioStatus.FOUND)


def test_somebody_stops_it_and_the_best_so_far_is_kept(county, planner, wishes, monkeypatch):
    rounds = []

    def slowly(asked, *, seconds):
        rounds.append(seconds)
        for _ in range(2):
            actions.stop_outreach(week=OutreachWeek.objects.get(), by=planner, at=NOW)
        return replace(gateway.work_out_week(asked, seconds=seconds), status="feasible", gap=0.02)

    monkeypatch.setattr(tasks, "work_out_week", slowly)
    week = _worked_out(planner, wishes)
    assert (len(rounds), week.status) == (1, ScenarioStatus.FOUND)
    assert "more than 2.0 % better" in OutreachPage.of(week, names={}).found.certificate[0]


# -- on screen --


def test_a_planner_asks_on_screen_and_reads_the_timetable(county, planner, at_the):
    form = at_the(planner, "make_outreach").context["form"]
    asked = {name: value for name, value in form.initial.items() if value is not None} | {"name": "Spring"}
    missing = at_the(planner, "make_outreach", data=asked)
    assert "Choose at least one hub whose team goes out" in missing.content.decode()
    refused = at_the(planner, "make_outreach", data=asked | {"bases": county.hub.slug, "kinds": []})
    assert "kind of building" in refused.content.decode()
    sent = at_the(planner, "make_outreach", data=asked | {"bases": county.hub.slug})
    week = OutreachWeek.objects.get()
    assert sent.url == reverse("planning:outreach_week", args=[week.slug])
    waiting = at_the(planner, "outreach_week", week.slug)
    assert waiting["Refresh"] == "4"
    assert "It waits for its turn" in waiting.content.decode()
    assert "Refresh" not in at_the(planner, "outreach_week", week.slug, still="1").headers
    assert at_the(planner, "stop_outreach", week.slug, data={}).status_code == 302
    assert "It waits for its turn" in at_the(planner, "outreach_week", week.slug).content.decode()
    tasks.work_out_outreach(str(week.id))
    done = at_the(planner, "outreach_week", week.slug)
    page = done.content.decode()
    assert "Refresh" not in done.headers
    assert "The week, day by day" in page
    assert "This is proven" in page
    assert "Monday" in page
    again = at_the(planner, "make_outreach", **{"from": week.slug}).context["form"].initial
    assert (again["name"], list(again["bases"])) == ("Spring, again", [county.hub.slug])
    rows = at_the(planner, "timetable_csv", week.slug).content.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + len(OutreachWeek.objects.get().answer["outings"])
    assert "West hub" in rows[1]
    areas = at_the(planner, "outreach_areas_csv", week.slug).content.decode("utf-8-sig").splitlines()
    assert len(areas) == 7
    assert at_the(planner, "outreach").content.decode().count("Spring") == 1


def test_a_hub_manager_reads_and_asks_for_nothing(at_the, db):
    week, manager = given_a_week_of_outreach(), a_user("hub-manager")
    page = at_the(manager, "outreach_week", week.slug).content.decode()
    assert "22 min to Any hall, 21 min back" in page
    assert "No venue near" in page
    assert "Ask again with a change" not in page
    assert at_the(manager, "outreach_week", "no-such-week").status_code == 404
    assert list(queries.list_outreach(viewer=a_user("partner"))) == []


def test_without_figures_or_hubs_the_form_says_what_is_missing(db, at_the, planner):
    assert "No count of children is held" in at_the(planner, "make_outreach").content.decode()
    given_a_county([given_an_area()])
    assert "no team can set out" in at_the(planner, "make_outreach").content.decode()


def test_a_locality_s_hub_is_a_hub_whatever_kind_of_site_it_is(county, planner, wishes, at_the):
    """A county that was just loaded has children's centres as its hubs."""
    Site.objects.filter(id=county.hub.id).update(kind="childrens_centre")
    other = given_a_site(kind="childrens_centre", name="Another centre")
    Site.objects.filter(id=other.id).update(easting=636_000, northing=500_000)
    alone = _worked_out(planner, wishes, "No hub")
    assert all(one["is_out"] for one in alone.answer["areas"])
    Locality.objects.filter(name="Westmarch").update(hub_site=county.hub)
    form = at_the(planner, "make_outreach").context["form"]
    assert [one.choices for one in (form.fields["bases"], form.fields["centres"])] == [
        [(county.hub.slug, "West hub")], [(other.slug, "Another centre")],
    ]  # fmt: skip
    week = _worked_out(planner, wishes, "With its hub")
    assert [one["is_out"] for one in week.answer["areas"]] == [False, False, True, True, True, True]
    assert {one["hub"] for one in week.answer["areas"]} == {"West hub"}
