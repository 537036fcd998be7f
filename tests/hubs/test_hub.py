"""One hub on one page: demand, money, promises kept, reach with small numbers suppressed, places, volunteers."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from alongside.directory import actions as directory
from alongside.hubs import actions, queries
from alongside.hubs.models import Attendance, Session
from alongside.hubs.rules.facts import HubsPolicy
from alongside.hubs.rules.money import financial_year_of
from alongside.hubs.rules.sessions import KeptAnswer
from alongside.places.models import Measure, Statistic
from tests.factories import NOW, TODAY, a_user
from tests.hubs.given import Hub, given_a_budget, given_a_register, given_a_session
from tests.places.given import given_a_postcode, given_a_site, given_an_area

pytestmark = pytest.mark.django_db
POLICY = HubsPolicy()
SINCE = TODAY - timedelta(days=365)


def _measure(key, values):
    measure = Measure.objects.create(
        key=key, name=key, unit="people", source="Invented", vintage="demo", higher_means="neither"
    )
    Statistic.objects.bulk_create(
        Statistic(measure=measure, area=area, period="2025", value=value) for area, value in values.items()
    )


def _item(name="Stay and play"):
    return directory.set_core_item(
        name=name, promise="Play each week", position=1, by=a_user("service-manager"), at=NOW
    )


def _promise(hub, item):
    directory.keep_core_item(hub=hub.site, item=item, promise="Here", when="Mondays", by=hub.manager, at=NOW)


def test_reach_sets_the_streets_that_came_beside_the_children_who_live_there(hub):
    better_off = given_an_area(locality=hub.locality)
    _measure("imd_decile", {hub.area: 1, better_off: 8})
    _measure("population_0_19", {hub.area: 100, better_off: 300})
    given_a_postcode("OX4 3LP", area=hub.area)
    given_a_postcode("OX2 6AA", area=better_off)
    register = given_a_register(hub)
    by = {"by": hub.worker, "at": NOW}
    for number, code in ((30, "OX4 3LP"), (10, "OX2 6AA")):
        actions.note_postcode(register=register, postcode=code, adults=0, children=number, id=uuid4(), **by)
    actions.count_people(register=register, adults=5, children=0, id=uuid4(), **by)
    reached, nowhere, came = queries.reach_of(hub.site, viewer=hub.manager, since=SINCE, policy=POLICY)
    assert (nowhere, came) == (5, 45)
    assert [(one.tenth, one.share_of_came, one.share_of_children) for one in reached if one.came] == [
        (1, 75, 25), (8, 25, 75),
    ]  # fmt: skip


def test_a_centre_has_its_own_reach_and_forecast_and_tells_shares_only(hub, at_the):
    better_off, centre = (
        given_an_area(locality=hub.locality),
        given_a_site(kind="childrens_centre", locality=hub.locality),
    )
    _measure("imd_decile", {hub.area: 1, better_off: 8})
    _measure("population_0_19", {hub.area: 100, better_off: 300})
    here = given_a_register(hub, given_a_session(hub, name="Here", site=centre))
    away = given_a_register(hub)
    for register, area, number in (
        (here, hub.area, 45),
        (here, better_off, 15),
        (here, None, 7),
        (away, hub.area, 200),
    ):
        Attendance.objects.create(register=register, kind="postcode", area=area, children=number, at=NOW)
    reached, nowhere, came = queries.reach_at(centre, viewer=hub.manager, since=SINCE, policy=POLICY)
    assert (nowhere, came) == (7, 67), "not those who came elsewhere"
    assert [(one.tenth, one.share_of_came) for one in reached if one.came] == [(1, 75), (8, 25)]
    page = at_the(a_user("planner"), "site", centre.slug)
    assert page.context["page"].reach[0] == ["1, most deprived", "75 %", "25 %"]
    assert page.context["page"].reach[2] == ["3", "0 %", "0 %"]
    assert "Whom they reach" in page.content.decode()
    assert page.context["page"].forecast == ""


def test_a_site_whose_visitors_gave_no_area_has_words_and_no_table(hub, at_the):
    register = given_a_register(hub)
    Attendance.objects.create(register=register, kind="counted", children=9, at=NOW)
    page = at_the(a_user("planner"), "site", register.session.site.slug).context["page"]
    assert page.reach == []
    assert page.reach_words == "Nobody who came gave an area, so reach cannot be told."
    empty = at_the(a_user("planner"), "site", given_a_site(kind="library").slug).context["page"]
    assert (empty.reach, empty.reach_words) == ([], "")


def test_a_site_says_how_its_year_is_expected_to_end(hub, at_the):
    given_a_budget(hub, year=financial_year_of(timezone.localdate()), staffing=100_000)
    assert "No month of" in at_the(a_user("planner"), "site", hub.site.slug).context["page"].forecast


def test_a_street_from_which_few_came_is_not_told(hub, at_the):
    other = given_an_area(locality=hub.locality)
    _measure("imd_decile", {hub.area: 1, other: 2})
    _measure("population_0_19", {hub.area: 100, other: 100})
    register = given_a_register(hub)
    Attendance.objects.create(register=register, kind="postcode", area=hub.area, children=3, at=NOW)
    Attendance.objects.create(register=register, kind="postcode", area=other, children=9, at=NOW)
    assert {one.came for one in queries.own_streets(hub.site, viewer=hub.manager, since=SINCE, policy=POLICY)} == {None}
    page = at_the(a_user("planner"), "hub", hub.site.slug).content.decode()
    assert "Too few to show" in page


def test_a_promise_is_kept_by_what_was_held_and_not_by_what_was_planned(hub):
    item, other, third = _item(), _item("Baby massage"), _item("Money advice")
    _promise(hub, item)
    _promise(hub, other)
    session = given_a_session(hub, core_item=item)
    for week in range(1, 12):
        register = given_a_register(hub, session, held_on=TODAY - timedelta(weeks=week))
        if week > 2:
            actions.close_register(register=register, staff=1, volunteers=0, by=hub.worker, at=NOW)
        else:
            actions.cancel_register(register=register, why="Snow", by=hub.worker, at=NOW)
    found = {
        one.item.name: one for one in queries.core_offer_kept(hub.site, viewer=hub.manager, today=TODAY, policy=POLICY)
    }
    kept = found["Stay and play"].kept
    assert (kept.planned, kept.held, kept.cancelled, kept.not_recorded) == (12, 9, 2, 1)
    assert found["Stay and play"].answer is KeptAnswer.PARTLY
    assert found["Baby massage"].answer is KeptAnswer.NOTHING_PLANNED
    assert found[third.name].answer is KeptAnswer.NOT_PROMISED


def test_a_centre_tells_which_promises_are_kept_in_it_and_how_each_fared(hub, at_the):
    centre = given_a_site(kind="childrens_centre", locality=hub.locality)
    item = _item()
    session = given_a_session(hub, "Play at the centre", site=centre, core_item=item)
    ended = given_a_session(hub, "Of old", site=centre, core_item=item)
    Session.objects.filter(id=ended.id).update(until_on=TODAY - timedelta(weeks=20))
    given_a_session(hub, "No promise", site=centre)
    given_a_session(hub, "At the hub", core_item=item)
    for week in range(1, 13):
        register = given_a_register(hub, session, held_on=TODAY - timedelta(weeks=week))
        if week == 1:
            actions.cancel_register(register=register, why="Snow", by=hub.worker, at=NOW)
    [one] = queries.core_offer_at(centre, viewer=hub.manager, today=TODAY, policy=POLICY)
    assert (one.promise, one.session, one.hub) == ("Stay and play", "Play at the centre", hub.site.name)
    assert (one.kept.planned, one.kept.held, one.kept.cancelled, one.kept.not_recorded) == (12, 11, 1, 0)
    assert one.answer is KeptAnswer.KEPT
    page = at_the(a_user("planner"), "site", centre.slug)
    assert "The core offer kept here, over the latest 12 weeks" in page.content.decode()
    assert page.context["page"].core[0][:3] == ["Stay and play", "Play at the centre", hub.site.name]
    bare = given_a_site(kind="library", locality=hub.locality)
    assert "The core offer kept here" not in at_the(a_user("planner"), "site", bare.slug).content.decode()


def test_sessions_elsewhere_are_told_as_off_site_and_neutral(hub):
    library = given_a_site(kind="library", locality=hub.locality)
    centre = given_a_site(kind="childrens_centre", locality=hub.locality)
    for number, site in enumerate((hub.site, library, centre)):
        register = given_a_register(hub, given_a_session(hub, f"Session {number}", site=site))
        actions.count_people(register=register, adults=number, children=1, id=uuid4(), by=hub.worker, at=NOW)
    found = {
        one.site: (one.is_off_site, one.is_neutral, one.came)
        for one in queries.off_site_of(hub.site, viewer=hub.manager, since=SINCE)
    }
    assert found == {hub.site: (False, False, 1), library: (True, True, 2), centre: (True, False, 3)}


def test_a_hub_without_anything_says_so_kindly(at_the):
    hub = Hub()
    page = at_the(hub.manager, "hub", hub.site.slug).content.decode()
    assert "No budget is written down for" in page
    assert "No session is on record" in page
    assert "No volunteers are on record" in page


def test_the_page_of_a_hub_tells_its_money(hub, at_the):
    given_a_budget(hub, 2026, staffing=880_000_00, premises=120_000_00)
    page = at_the(hub.manager, "hub", hub.site.slug)
    assert page.status_code == 200
    assert at_the(a_user("family-worker"), "hub", hub.site.slug).status_code == 404
    assert at_the(hub.manager, "hubs").status_code == 200
    assert at_the(hub.manager, "download_hub", hub.site.slug)["Content-Type"].startswith("text/csv")


def test_a_session_is_added_changed_by_one_at_a_time_and_ended(hub, at_the):
    form = {
        "id": str(uuid4()), "name": "Stay and play", "core_item": "", "site": hub.site.slug, "weekday": "1",
        "every_weeks": "1", "starts_at": "9.30", "minutes": "90", "from_on-day": "1", "from_on-month": "9",
        "from_on-year": "2025",
    }  # fmt: skip
    for _ in range(2):
        assert at_the(hub.manager, "add_session", hub.site.slug, data=form).status_code == 302
    session = queries.timetable_of(hub.site, viewer=hub.manager, on=TODAY).get()
    assert f"{session.starts_at:%H:%M}" == "09:30"
    assert at_the(hub.manager, "session", session.id).status_code == 200
    changed = form | {"version": "1", "name": "Play and stay"}
    assert at_the(hub.manager, "change_session", session.id, data=changed).status_code == 302
    again = at_the(hub.manager, "change_session", session.id, data=changed | {"name": "Mine"})
    assert "Somebody else changed this session" in again.content.decode()
    with pytest.raises(actions.HubRefused, match="Only this hub"):
        actions.end_session(session=session, last_on=TODAY, by=Hub("Saltway").manager, at=NOW)
    actions.end_session(session=session, last_on=TODAY, by=hub.manager, at=NOW)
    assert not queries.timetable_of(hub.site, viewer=hub.manager, on=TODAY + timedelta(days=1)).exists()


def test_a_session_does_not_end_before_what_was_held(hub):
    session = given_a_session(hub)
    given_a_register(hub, session)
    with pytest.raises(actions.HubRefused, match="has been written"):
        actions.end_session(session=session, last_on=TODAY - timedelta(days=1), by=hub.manager, at=NOW)


def test_on_a_phone_the_long_tables_of_a_hub_stand_folded_and_its_money_open(hub, at_the):
    for _ in range(8):
        given_an_area(locality=hub.locality)
    page = at_the(hub.manager, "hub", hub.site.slug).content.decode()
    folded = [one.split("</summary>")[0] for one in page.split('<details class="al-long-table"')[1:]]
    assert any("The areas of its locality with the most need" in one for one in folded)
    assert not any("Line by line" in one or "Each promise" in one for one in folded)
