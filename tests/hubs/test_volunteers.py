"""Who volunteers in a hub: their checks, who sees what, what falls due, and how much time is given."""

import csv
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.foundation.audit.models import Entry
from alongside.hubs import actions, forms, presenters, queries
from alongside.hubs.models import Volunteer
from alongside.hubs.rules.volunteers import still_to_do
from tests.factories import NOW, TODAY, a_user
from tests.hubs.given import CHECKED, Hub, given_a_register, given_a_session, given_a_volunteer
from tests.places.given import given_a_site

pytestmark = pytest.mark.django_db
YEAR_AGO = TODAY - timedelta(days=365)


def names(hub, viewer, **asked):
    found = queries.list_volunteers(viewer=viewer, hub=hub.site, today=TODAY, **asked)
    return sorted(one.name for one in found)


def by(hub):
    return {"by": hub.manager, "at": NOW}


def test_a_volunteer_begins_only_when_everything_is_done(hub):
    tap = uuid4()
    one, same = (given_a_volunteer(hub, id=tap) for _ in range(2))
    assert one == same
    with pytest.raises(actions.HubRefused, match="DBS certificate"):
        actions.start_volunteer(volunteer=one, on=TODAY, **by(hub))
    one = actions.note_checks(volunteer=one, version=1, **CHECKED, **by(hub))
    with pytest.raises(actions.HubRefused, match="Somebody else"):
        actions.note_checks(volunteer=one, version=1, **CHECKED, **by(hub))
    assert actions.start_volunteer(volunteer=one, on=TODAY, **by(hub)).status == "trial"
    assert actions.start_volunteer(volunteer=one, on=TODAY, **by(hub)).status == "active"
    with pytest.raises(actions.HubRefused, match="They are active, or have left"):
        actions.start_volunteer(volunteer=one, on=TODAY, **by(hub))


def test_a_volunteer_leaves_once_and_not_before_they_began(hub):
    one = given_a_volunteer(hub, starts=1)
    with pytest.raises(actions.HubRefused, match="cannot leave before they began"):
        actions.end_volunteer(volunteer=one, on=TODAY - timedelta(days=1), **by(hub))
    actions.end_volunteer(volunteer=one, on=TODAY, **by(hub))
    assert actions.end_volunteer(volunteer=one, on=TODAY + timedelta(days=7), **by(hub)).ended_on == TODAY
    assert names(hub, hub.manager) == []
    assert names(hub, hub.manager, stands="ended") == ["Ada Quorn"]


def test_who_a_volunteer_is_and_where_they_help_can_be_put_right(hub, at_the):
    one, centre = (
        given_a_volunteer(hub),
        given_a_site(kind="childrens_centre", locality=hub.locality, name="Mill centre"),
    )
    assert one.place == hub.site
    said = {"name": "Ada  Quorn-Lee", "part": "Sings", "site": centre.slug, "phone": "01632 960 111", "email": "",
            "hours_a_week": "2.5"}  # fmt: skip
    refused = at_the(hub.manager, "change_volunteer", one.id, data=said | {"version": "7"})
    assert "Somebody else changed this" in refused.content.decode()
    at_the(hub.manager, "change_volunteer", one.id, data=said | {"version": "1"})
    one.refresh_from_db()
    assert (one.name, one.place, one.phone, one.version) == ("Ada Quorn-Lee", centre, "01632 960 111", 2)
    assert Entry.objects.filter(kind="hubs.volunteer_changed").count() == 1
    assert names(hub, hub.manager, words="mill sings") == ["Ada Quorn-Lee"]
    assert names(hub, hub.manager, words="nobody") == []


def test_a_check_without_a_day_for_the_next_has_the_rules_and_a_day_that_is_said_stands(hub):
    one = given_a_volunteer(hub, is_checked=True)
    assert (one.dbs_renew_on, one.train_again_on) == (date(2029, 1, 20), date(2029, 1, 30))
    sooner = CHECKED | {"dbs_renew_on": date(2027, 1, 20), "train_again_on": date(2027, 1, 30)}
    one = actions.note_checks(volunteer=one, version=one.version, **sooner, **by(hub))
    assert (one.dbs_renew_on, one.train_again_on) == (date(2027, 1, 20), date(2027, 1, 30))
    anew = sooner | {"dbs_seen_on": TODAY, "trained_on": TODAY}
    one = actions.note_checks(volunteer=one, version=one.version, **anew, **by(hub))
    assert (one.dbs_renew_on, one.train_again_on) == (date(2029, 3, 2), date(2029, 3, 2)), (
        "what stood is of the last one"
    )
    undone = anew | dict.fromkeys(("dbs_seen_on", "dbs_renew_on", "trained_on", "train_again_on"))
    one = actions.note_checks(volunteer=one, version=one.version, **undone, **by(hub))
    assert (one.dbs_seen_on, one.dbs_renew_on, one.train_again_on) == (None, None, None)


@pytest.mark.parametrize(
    ("seen", "again", "wrong"),
    [
        ((5, 1, 2026), (5, 1, 2027), {}),
        (
            (5, 1, 2026),
            (5, 1, 2026),
            {"dbs_renew_on": ["The day to renew the DBS certificate must be after the day on which it was seen"]},
        ),
        (None, (5, 1, 2027), {"dbs_seen_on": ["Enter the day on which the certificate was seen"]}),
    ],
)
def test_a_check_comes_round_after_it_was_done(seen, again, wrong):
    said = {"version": "1", "references_taken": "2"}
    for name, day in (("dbs_seen_on", seen), ("dbs_renew_on", again)):
        said |= {f"{name}-{box}": str(part) for box, part in zip(("day", "month", "year"), day or (), strict=False)}
    assert forms.Checks(said, today=TODAY).errors == wrong


def test_those_who_work_in_a_hub_see_whom_to_ring_and_only_who_keeps_them_their_checks(hub, at_the):
    one = given_a_volunteer(hub, phone="01632 960 111", starts=1)
    gone = given_a_volunteer(hub, "Bea Long", starts=1)
    actions.end_volunteer(volunteer=gone, on=TODAY, **by(hub))
    seen = Entry.objects.filter(kind="hubs.volunteers_seen")
    page = at_the(hub.worker, "volunteers", hub.site.slug).content.decode()
    assert 'href="tel:01632960111"' in page
    assert seen.filter(by=hub.worker).count() == 1
    for hidden in ("To do", "Add a volunteer", "Those who have left", "Download", "Bea Long"):
        assert hidden not in page
    page = at_the(hub.worker, "volunteer", one.id).content.decode()
    assert page.count('href="tel:01632960111"') == 1
    assert "DBS" not in page
    assert names(hub, hub.worker, stands="ended") == []
    for name in ("change_volunteer", "note_checks", "start_volunteer", "end_volunteer"):
        assert at_the(hub.worker, name, one.id).status_code == 404
    for name in ("add_volunteer", "download_volunteers"):
        assert at_the(hub.worker, name, hub.site.slug).status_code == 404
    assert at_the(hub.worker, "volunteer", gone.id).status_code == 404
    page = at_the(hub.manager, "volunteer", one.id).content.decode()
    assert "20 January 2026; enhanced; again 20 January 2029" in page
    assert at_the(hub.manager, "volunteer", gone.id).status_code == 200


def test_nobody_of_another_hub_sees_a_volunteer(hub, at_the):
    one, other = given_a_volunteer(hub), Hub("Saltway")
    for viewer in (other.manager, other.worker, a_user("planner")):
        assert names(hub, viewer) == []
        assert at_the(viewer, "volunteers", hub.site.slug).status_code == 404
        assert at_the(viewer, "volunteer", one.id).status_code == 404
    with pytest.raises(actions.HubRefused, match="Only this hub’s manager"):
        given_a_volunteer(hub, by=hub.worker)
    for act, facts in (
        (actions.change_volunteer, {"version": 1, "name": "B", "part": "C", "site": None, "phone": "", "email": "",
                                    "hours_a_week": None}),
        (actions.note_checks, {"version": 1, **CHECKED}),
        (actions.start_volunteer, {"on": TODAY}),
        (actions.end_volunteer, {"on": TODAY}),
    ):  # fmt: skip
        with pytest.raises(actions.HubRefused, match="Only this hub’s manager"):
            act(volunteer=one, **facts, by=other.manager, at=NOW)


def test_the_list_of_what_is_to_do_holds_whoever_the_rules_say(hub):
    given_a_volunteer(hub, "A new one")
    given_a_volunteer(hub, "In order", starts=2)
    for name, due in (("Due", TODAY), ("Due soon", TODAY + timedelta(weeks=8)), ("Later", TODAY + timedelta(weeks=9))):
        Volunteer.objects.filter(id=given_a_volunteer(hub, name, starts=2).id).update(train_again_on=due)
    Volunteer.objects.filter(id=given_a_volunteer(hub, "Untrained", starts=2).id).update(trained_on=None)
    gone = given_a_volunteer(hub, "Gone")
    actions.end_volunteer(volunteer=gone, on=TODAY, **by(hub))
    assert names(hub, hub.manager, stands=queries.TO_DO) == ["A new one", "Due", "Due soon", "Untrained"]
    left = {one.name for one in Volunteer.objects.exclude(id=gone.id) if still_to_do(one.checks, today=TODAY)}
    assert left == {"A new one", "Due", "Untrained"}


def test_a_manager_is_reminded_of_checks_and_the_line_names_nobody(hub):
    one = given_a_volunteer(hub, starts=2)
    assert queries.volunteer_work_of(viewer=hub.manager, today=TODAY) == []
    Volunteer.objects.update(dbs_renew_on=TODAY + timedelta(days=20))
    [row] = queries.volunteer_work_of(viewer=hub.manager, today=TODAY)
    assert (row.words, row.reference, row.due_on) == (
        "See again the checks of 1 volunteer", hub.site.name, TODAY + timedelta(days=20),
    )  # fmt: skip
    assert one.name not in str(row)
    assert row.link.endswith("?stands=to-do")
    for viewer in (hub.worker, Hub("Saltway").manager, a_user("service-manager")):
        assert queries.volunteer_work_of(viewer=viewer, today=TODAY) == []


def test_the_reminder_stands_in_the_managers_day(hub, client):
    given_a_volunteer(hub, starts=2)
    Volunteer.objects.update(dbs_renew_on=date(2026, 1, 1))
    client.force_login(hub.manager)
    assert "See again the checks of 1 volunteer" in client.get(reverse("worklists:mine")).content.decode()


def test_the_list_is_taken_away_as_a_file_as_it_is_narrowed_and_that_is_noted(hub, at_the):
    given_a_volunteer(hub, "=Ada", phone="01632 960 111", starts=1)
    given_a_volunteer(hub, "Bea Long")
    told = at_the(hub.manager, "download_volunteers", hub.site.slug, stands="trial")
    [row] = csv.DictReader(told.content.decode("utf-8-sig").splitlines())
    assert (row["name"], row["telephone"], row["where"]) == ("'=Ada", "01632 960 111", hub.site.name)
    assert (row["dbs_level"], row["dbs_seen"], row["dbs_again"]) == ("Enhanced", "2026-01-20", "2029-01-20")
    assert Entry.objects.get(kind="hubs.volunteers_downloaded").by == hub.manager
    assert at_the(a_user("planner"), "download_volunteers", hub.site.slug).status_code == 404


def test_hours_are_counted_from_closed_registers_for_the_hub_and_for_the_place(hub, at_the):
    centre = given_a_site(kind="childrens_centre", locality=hub.locality, name="Mill centre")
    given_a_volunteer(hub, starts=2)
    given_a_volunteer(hub, "Bea Long", site=centre, starts=1)
    given_a_volunteer(hub, "Cy Hope", site=centre)
    here, there = given_a_session(hub), given_a_session(hub, "Sing", site=centre, minutes=60)
    for session, helped in ((here, 2), (there, 3)):
        register = given_a_register(hub, session)
        actions.close_register(register=register, staff=1, volunteers=helped, by=hub.worker, at=NOW)
    register = given_a_register(hub, here, held_on=TODAY - timedelta(weeks=1))
    actions.cancel_register(register=register, why="Snow", by=hub.worker, at=NOW)
    planner = a_user("planner")
    whole = queries.volunteering_of(viewer=planner, hub=hub.site, since=YEAR_AGO)
    assert (whole.here, whole.being_checked, whole.hours_a_week) == (2, 1, 8)
    assert whole.given == {TODAY.replace(day=1): 2 * 90 + 3 * 60}
    part = queries.volunteering_at(viewer=planner, site=centre, since=YEAR_AGO)
    assert (part.here, part.being_checked, sum(part.given.values())) == (1, 1, 180)
    assert presenters.volunteers_words(part) == (
        "1 volunteer gives 4 hours a week; 1 more is being checked. "
        "3 hours were given at sessions in the latest 12 months."
    )
    assert presenters.hours_rows(whole) == [[f"{TODAY:%B %Y}", "6"]]
    stranger = Hub("Saltway").worker
    with pytest.raises(queries.HubNotFound):
        queries.volunteering_of(viewer=stranger, hub=hub.site, since=YEAR_AGO)
    with pytest.raises(queries.HubNotFound):
        queries.volunteering_at(viewer=hub.worker, site=centre, since=YEAR_AGO)
    assert "1 volunteer gives 4 hours a week" in at_the(planner, "site", centre.slug).content.decode()


def test_a_long_list_is_paged_and_an_empty_one_says_so(hub, at_the, django_assert_max_num_queries):
    assert "Nobody volunteers here yet" in at_the(hub.manager, "volunteers", hub.site.slug).content.decode()
    assert "Nobody fits" in at_the(hub.manager, "volunteers", hub.site.slug, words="x").content.decode()
    given_a_volunteer(hub)
    with django_assert_max_num_queries(40) as one:
        at_the(hub.manager, "volunteers", hub.site.slug)
    for number in range(50):
        given_a_volunteer(hub, f"Bea {number:02}")
    with django_assert_max_num_queries(len(one)):
        page = at_the(hub.manager, "volunteers", hub.site.slug)
    assert (b"Bea 48" in page.content, b"Bea 49" in page.content) == (True, False)
    assert "Next" in page.content.decode()


@pytest.mark.parametrize(
    ("kept", "facts"),
    [
        ("a_dbs_certificate_seen_has_a_day_to_see_it_again", {"dbs_renew_on": None}),
        ("training_has_a_day_for_the_next", {"train_again_on": None}),
    ],
)
def test_what_was_checked_comes_round(hub, kept, facts):
    given_a_volunteer(hub, is_checked=True)
    with pytest.raises(IntegrityError, match=kept), transaction.atomic():
        Volunteer.objects.update(**facts)


def test_how_a_volunteer_reads(hub):
    one = given_a_volunteer(hub, email="ada@example.org", hours_a_week=None)
    shown = {"today": TODAY, "until": TODAY + timedelta(weeks=8), "keeps": True}
    [row] = presenters.volunteer_rows([one], **shown)
    assert row[2] == {"text": "ada@example.org", "href": "mailto:ada@example.org"}
    assert row[3] == "Not asked"
    assert row[5].startswith("Interview, references: 0 of 2")
    page = presenters.VolunteerPage.of(one, **shown)
    assert (page.next_step, page.is_here, page.checks[2]["value"]) == ("Begin the trial period", True, "")
    one = given_a_volunteer(hub, "Bea Long", starts=1)
    [row] = presenters.volunteer_rows([one], **shown)
    assert (row[2], row[4], row[5][:10]) == ("Not asked", {"text": "In the trial period", "tag": "blue"}, "Trial ends")
    one.train_again_on = TODAY + timedelta(days=1)
    assert presenters.VolunteerPage.of(one, **shown).soon
    one.dbs_renew_on = TODAY
    [row] = presenters.volunteer_rows([one], **shown)
    assert (row[4]["text"], row[5][:31]) == ("Checks not in order", "DBS certificate, to be renewed,")
    one = actions.end_volunteer(volunteer=one, on=TODAY, **by(hub))
    [row] = presenters.volunteer_rows([one], **shown)
    assert row[5].startswith("Left ")
    page = presenters.VolunteerPage.of(one, **shown)
    assert (page.left, page.soon, page.rows[-1]["key"], page.next_step) == ([], [], "Left", "")
    active = given_a_volunteer(hub, "Cy Hope", starts=2)
    assert presenters.volunteer_rows([active], **shown)[0][5] == "Nothing"


def test_nobody_looked_at_is_nothing_noted(hub):
    before = Entry.objects.count()
    actions.note_volunteers_seen(hub=hub.site, volunteers=[], by=hub.manager, at=NOW)
    assert Entry.objects.count() == before


def test_a_volunteer_begins_and_leaves_on_screen_and_a_refusal_is_said_on_the_form(hub, at_the):
    one = given_a_volunteer(hub)
    day = {"on-day": "2", "on-month": "3", "on-year": "2026"}
    assert (
        "Still to do before they begin: interview"
        in at_the(hub.manager, "start_volunteer", one.id, data=day).content.decode()
    )
    actions.note_checks(volunteer=one, version=1, **CHECKED, **by(hub))
    for verb, status in (("start", "trial"), ("start", "active"), ("end", "ended")):
        assert at_the(hub.manager, f"{verb}_volunteer", one.id).status_code == 200
        at_the(hub.manager, f"{verb}_volunteer", one.id, data=day)
        one.refresh_from_db()
        assert one.status == status
