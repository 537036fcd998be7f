"""Who came is written once however often it is tapped, by those who work in the hub, with no more kept than needed."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.models import Entry
from alongside.foundation.drafts.models import Draft
from alongside.hubs import actions, queries
from alongside.hubs.models import Attendance, Register
from tests.assessments.given import given_a_household
from tests.factories import NOW, TODAY, a_user
from tests.hubs.given import Hub, given_a_register, given_a_session
from tests.places.given import given_a_postcode

pytestmark = pytest.mark.django_db
ONE = {"adults": 1, "children": 2}


def _by(hub, **more):
    return {"by": hub.worker, "at": NOW, **more}


def _known(hub):
    """A girl whose family is open to the hub's worker."""
    home = given_a_household()
    give_grant(subject_kind="family", subject_id=home.family.id, holder=hub.worker, reason=GrantReason.HUB, at=NOW)
    return home.girl


def test_two_people_who_open_a_register_open_the_same_one(hub):
    session = given_a_session(hub)
    first = given_a_register(hub, session)
    colleague = a_user("family-worker", team=hub.team)
    again = actions.open_register(session=session, held_on=TODAY, by=colleague, at=NOW, today=TODAY)
    assert first.id == again.id
    assert Entry.objects.filter(kind="hubs.register_opened").count() == 1


@pytest.mark.parametrize("days", [7, 1], ids=["a day to come", "a day on which it is not planned"])
def test_a_register_is_not_opened_for_another_day(hub, days):
    session = given_a_session(hub)
    with pytest.raises(actions.HubRefused, match="not planned for that day"):
        given_a_register(hub, session, held_on=TODAY + timedelta(days=days))


def test_only_those_who_work_in_the_hub_record_its_sessions(hub):
    register, other = given_a_register(hub), Hub("Saltway")
    for act in (
        lambda: actions.count_people(register=register, id=uuid4(), **ONE, by=other.worker, at=NOW),
        lambda: actions.close_register(register=register, staff=1, volunteers=0, by=other.manager, at=NOW),
        lambda: actions.reopen_register(register=register, by=a_user("service-manager"), at=NOW),
    ):
        with pytest.raises(actions.HubRefused, match="work in this hub"):
            act()


def test_one_tap_sent_twice_counts_once(hub):
    register, tap = given_a_register(hub), uuid4()
    for _ in range(2):
        actions.count_people(register=register, id=tap, **ONE, **_by(hub))
    assert queries.tally_of(viewer=hub.worker, register=register) == ONE


def test_a_site_shows_the_sessions_held_there(hub, at_the):
    register = given_a_register(hub)
    actions.count_people(register=register, id=uuid4(), adults=2, children=5, **_by(hub))
    (held,) = queries.held_there(hub.site, viewer=hub.manager, since=TODAY - timedelta(days=365))
    assert (held.session, held.held, held.came) == ("Stay and play", 1, 7)
    assert "Times held" in at_the(hub.manager, "site", hub.site.slug).content.decode()


def test_a_person_ticked_by_two_workers_came_once(hub):
    register, girl = given_a_register(hub), _known(hub)
    first = actions.mark_person(register=register, person=girl, **_by(hub))
    assert actions.mark_person(register=register, person=girl, **_by(hub)).id == first.id
    assert queries.tally_of(viewer=hub.worker, register=register) == {"adults": 0, "children": 1}
    with pytest.raises(IntegrityError, match="a_person_comes_once_to_a_session"), transaction.atomic():
        Attendance.objects.create(register=register, kind="known", person=girl, children=1, at=NOW)


def test_someone_ticked_by_mistake_is_taken_away_and_can_be_ticked_again(hub):
    register, girl = given_a_register(hub), _known(hub)
    line = actions.mark_person(register=register, person=girl, **_by(hub))
    actions.take_away(register=register, attendance_id=line.id, **_by(hub))
    assert queries.tally_of(viewer=hub.worker, register=register) == {"adults": 0, "children": 0}
    actions.mark_person(register=register, person=girl, **_by(hub))
    assert queries.tally_of(viewer=hub.worker, register=register)["children"] == 1
    assert Attendance.objects.filter(register=register).count() == 2


def test_nobody_is_ticked_whose_record_is_not_open_to_one(hub):
    register, girl = given_a_register(hub), given_a_household().girl
    with pytest.raises(actions.HubRefused, match="not open to you"):
        actions.mark_person(register=register, person=girl, **_by(hub))
    assert queries.find_known(viewer=hub.worker, register=register, words=girl.family_name) == []


def test_a_colleague_who_may_not_see_someone_sees_only_that_somebody_came(hub, at_the):
    register, girl = given_a_register(hub), _known(hub)
    actions.mark_person(register=register, person=girl, **_by(hub))
    colleague = a_user("family-worker", team=hub.team)
    page = at_the(colleague, "register", register.id).content.decode()
    assert girl.full_name not in page
    assert "Somebody a colleague works with" in page
    assert girl.full_name in at_the(hub.worker, "register", register.id).content.decode()


def test_looking_at_a_register_with_names_is_noted_for_those_named(hub, at_the):
    register, girl = given_a_register(hub), _known(hub)
    actions.mark_person(register=register, person=girl, **_by(hub))
    at_the(hub.worker, "register", register.id)
    assert girl.id in Entry.objects.get(kind="hubs.register_seen").about


def test_of_a_postcode_only_its_area_is_kept(hub):
    given_a_postcode("OX4 3LP", area=hub.area)
    register = given_a_register(hub)
    line = actions.note_postcode(register=register, postcode="ox43lp", id=uuid4(), **ONE, **_by(hub))
    line.refresh_from_db()
    assert line.area == hub.area
    assert "OX4" not in str(Attendance.objects.filter(id=line.id).values())


def test_a_postcode_that_leads_nowhere_says_what_to_do(hub):
    with pytest.raises(actions.HubRefused, match="count them as walked in") as refused:
        actions.note_postcode(register=given_a_register(hub), postcode="ZZ1 1ZZ", id=uuid4(), **ONE, **_by(hub))
    assert "choose the locality" not in str(refused.value), "a register has no such choice"


def test_a_phone_shows_how_many_are_written_down_beside_the_form_that_counts_them(client, hub):
    register = given_a_register(hub)
    client.force_login(hub.worker)
    sent = {"count-id": str(uuid4()), "count-adults": "2", "count-children": "3"}
    client.post(f"/hubs/registers/{register.id}/people/count/", sent)
    page = client.get(f"/hubs/registers/{register.id}/").content.decode()
    assert "Written down so far: 2 adults and 3 children." in page


def test_a_closed_register_takes_nobody_until_it_is_opened_again(hub):
    register = given_a_register(hub)
    actions.close_register(register=register, staff=2, volunteers=1, **_by(hub))
    with pytest.raises(actions.HubRefused, match="closed"):
        actions.count_people(register=register, id=uuid4(), **ONE, **_by(hub))
    actions.reopen_register(register=register, **_by(hub))
    actions.count_people(register=register, id=uuid4(), **ONE, **_by(hub))
    assert queries.tally_of(viewer=hub.worker, register=register) == ONE


def test_a_session_with_people_in_it_happened(hub):
    register = given_a_register(hub)
    actions.count_people(register=register, id=uuid4(), **ONE, **_by(hub))
    with pytest.raises(actions.HubRefused, match="Take them away first"):
        actions.cancel_register(register=register, why="Snow", **_by(hub))
    empty = given_a_register(hub, given_a_session(hub, "Baby massage"))
    assert actions.cancel_register(register=empty, why="Snow", **_by(hub)).status == "cancelled"


def test_a_paper_list_is_written_up_once_and_closes_the_register(hub):
    given_a_postcode("OX4 3LP", area=hub.area)
    register, batch = given_a_register(hub), uuid4()
    for _ in range(2):
        actions.write_up(
            register=register, postcodes=["OX4 3LP", "OX4 3LP"], adults=1, children=0, staff=2, volunteers=1,
            batch=batch, **_by(hub),
        )  # fmt: skip
    assert queries.tally_of(viewer=hub.worker, register=register) == {"adults": 3, "children": 2}
    register.refresh_from_db()
    assert (register.status, register.staff, register.volunteers) == ("closed", 2, 1)


def test_a_wrong_postcode_in_a_list_writes_nothing(hub):
    register = given_a_register(hub)
    with pytest.raises(actions.HubRefused, match="ZZ1 1ZZ"):
        actions.write_up(
            register=register, postcodes=["ZZ1 1ZZ"], adults=3, children=0, staff=0, volunteers=0, batch=uuid4(),
            **_by(hub),
        )  # fmt: skip
    assert queries.tally_of(viewer=hub.worker, register=register) == {"adults": 0, "children": 0}


def test_on_a_phone_a_worker_opens_counts_and_closes(hub, at_the):
    session = given_a_session(hub, from_on=date(2020, 1, 6), weekday=0)
    day = "2026-03-02"
    opened = at_the(hub.worker, "open_register", session.id, day, data={})
    register = Register.objects.get(session=session)
    assert opened.url == reverse("hubs:register", args=[register.id])
    tap = {"count-id": str(uuid4()), "count-adults": "2", "count-children": "3"}
    for _ in range(2):
        assert at_the(hub.worker, "count_people", register.id, data=tap).status_code == 302
    page = at_the(hub.worker, "register", register.id).content.decode()
    assert "2 adults and 3 children" in page
    at_the(hub.worker, "close_register", register.id, data={"close-staff": "2", "close-volunteers": ""})
    assert "Open it again" in at_the(hub.worker, "register", register.id).content.decode()


def test_an_empty_count_is_put_right_on_the_same_page(hub, at_the):
    register = given_a_register(hub)
    answer = at_the(hub.worker, "count_people", register.id, data={"count-id": str(uuid4())})
    assert answer.status_code == 200
    assert "Enter how many came" in answer.content.decode()


def test_what_is_typed_of_a_paper_list_waits_in_a_draft_until_it_is_sent(hub, at_the):
    given_a_postcode("OX4 3LP", area=hub.area)
    register = given_a_register(hub)
    page = at_the(hub.worker, "write_up", register.id)
    draft = Draft.objects.get(owner=hub.worker)
    draft.fields = {"postcodes": ["OX4 3LP"], "batch": [str(draft.id)]}
    draft.save()
    assert "OX4 3LP" in at_the(hub.worker, "write_up", register.id).content.decode()
    assert str(draft.id) in page.content.decode()
    sent = {"postcodes": "OX4 3LP", "batch": str(draft.id), "staff": "2"}
    assert at_the(hub.worker, "write_up", register.id, data=sent).status_code == 302
    assert not Draft.objects.exists()
    assert queries.tally_of(viewer=hub.worker, register=register) == {"adults": 1, "children": 1}


def test_regulars_are_offered_and_only_those_open_to_one(hub):
    session, girl = given_a_session(hub), _known(hub)
    last_week = given_a_register(hub, session, held_on=TODAY - timedelta(days=7))
    actions.mark_person(register=last_week, person=girl, **_by(hub))
    register = given_a_register(hub, session)
    assert [(one.person, one.is_here) for one in queries.regulars_of(viewer=hub.worker, register=register)] == [
        (girl, False)
    ]
    assert queries.regulars_of(viewer=hub.manager, register=register) == []


def test_the_pages_of_a_register_ask_as_often_for_fifty_as_for_one(hub, at_the, django_assert_max_num_queries):
    register = given_a_register(hub)
    for _ in range(50):
        actions.count_people(register=register, id=uuid4(), **ONE, **_by(hub))
    at_the(hub.worker, "register", register.id)
    with django_assert_max_num_queries(24):
        at_the(hub.worker, "register", register.id)
