"""Moving a family to the hub of its new home: nothing keyed again, and the right people see it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from alongside.cases import actions, queries
from alongside.cases.models import TimelineEntry
from alongside.cases.rules import CaseStatus, StepKind
from alongside.foundation.access.access import is_open_to
from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.models import Entry
from alongside.foundation.identity.models import Team
from alongside.foundation.notifications.models import Notice
from alongside.people.actions import join_family, move_home
from alongside.people.rules import FamilyRole
from tests.cases.given import given_a_case, given_a_closed_case, given_a_hub, given_an_allocated_case
from tests.factories import NOW, TODAY, a_team
from tests.people.given import given_a_person
from tests.places.given import given_a_locality, given_a_postcode, given_an_area

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


@pytest.fixture
def hub():
    return given_a_hub()


@pytest.fixture
def other():
    return given_a_hub()


def move(case, to, *, by, **facts):
    told = {"why": "They moved to Wold Road", "family_said": "Let us keep Ines", "at": LATER}
    return actions.move_to_hub(case=case, locality=to.locality, by=by, **(told | facts))


def sees(user, case) -> bool:
    return is_open_to(user, "family", case.family_id)


def test_the_new_hub_sees_the_family_and_the_old_no_longer_does(hub, other):
    case = given_an_allocated_case(hub)
    assert not sees(other.manager, case)
    moved = move(case, other, by=hub.manager)
    assert (moved.hub_team, moved.locality, moved.status) == (other.team, other.locality, CaseStatus.OPEN)
    assert sees(other.manager, case)
    assert not sees(hub.manager, case)


def test_the_lead_goes_on_and_the_history_says_who_moved_it_and_why(hub, other):
    case = move(given_an_allocated_case(hub), other, by=hub.manager)
    assert (case.lead, sees(hub.worker, case)) == (hub.worker, True)
    step = queries.latest_step(case, StepKind.MOVED_HUB)
    assert (step.from_hub, step.to_hub, step.why, step.family_said, step.by) == (
        hub.team,
        other.team,
        "They moved to Wold Road",
        "Let us keep Ines",
        hub.manager,
    )
    assert TimelineEntry.objects.filter(case=case, kind="cases.moved_hub").count() == 1
    assert Entry.objects.filter(kind="cases.moved_hub", by=hub.manager).count() == 1


def test_the_managers_of_the_new_hub_and_the_lead_learn_of_it(hub, other):
    move(given_an_allocated_case(hub), other, by=hub.manager)
    told = Notice.objects.filter(kind="cases.moved_hub").values_list("user_id", flat=True)
    assert set(told) == {other.manager.id, hub.worker.id}


def test_a_family_that_waits_goes_on_waiting_in_the_new_hub(hub, other):
    case = move(given_a_case(hub), other, by=hub.manager)
    assert case.status == CaseStatus.TO_ALLOCATE
    actions.allocate_lead(case=case, worker=other.worker, reason="Near them", by=other.manager, at=LATER)
    assert sees(other.worker, case)


def test_another_locality_of_the_same_hub_keeps_its_grant(hub):
    case = given_an_allocated_case(hub)
    near = given_a_locality(team=hub.team)
    moved = actions.move_to_hub(case=case, locality=near, why="Moved", family_said="Fine", by=hub.manager, at=LATER)
    assert (moved.locality, sees(hub.manager, case)) == (near, True)
    assert not Notice.objects.filter(kind="cases.moved_hub").exists()


def test_moving_is_refused_without_right_reason_or_hub(hub, other):
    case = given_an_allocated_case(hub)
    with pytest.raises(actions.StepRefused, match="Only those who work"):
        move(case, other, by=hub.worker)
    with pytest.raises(actions.StepRefused, match="Only those who work"):
        move(case, other, by=other.manager)
    with pytest.raises(actions.StepRefused, match="Say why"):
        move(case, other, by=hub.manager, why=" ")
    with pytest.raises(actions.StepRefused, match="already"):
        move(case, hub, by=hub.manager)
    without = given_a_locality(team=None)
    with pytest.raises(actions.StepRefused, match="no hub"):
        actions.move_to_hub(case=case, locality=without, why="x", family_said="x", by=hub.manager, at=LATER)
    closed = a_team()
    Team.objects.filter(id=closed.id).update(is_active=False)
    shut = given_a_locality(team=Team.objects.get(id=closed.id))
    with pytest.raises(actions.StepRefused, match="no hub"):
        actions.move_to_hub(case=case, locality=shut, why="x", family_said="x", by=hub.manager, at=LATER)
    with pytest.raises(actions.CaseRefused, match="Somebody else"):
        move(case, other, by=hub.manager, version=case.version + 1)
    assert move(case, other, by=hub.manager, version=case.version).hub_team == other.team


def test_a_closed_case_stays_where_it_was(hub, other):
    with pytest.raises(actions.StepRefused, match="cannot be done now"):
        move(given_a_closed_case(hub), other, by=hub.manager)


def test_the_page_offers_the_locality_of_the_new_home(client, hub, other):
    case = given_an_allocated_case(hub)
    person = given_a_person(by=hub.worker)
    join_family(family=case.family, person=person, role=FamilyRole.CHILD, in_household=True, by=hub.worker, at=NOW)
    assert queries.locality_of_home(case.family) is None
    given_a_postcode("OX4 9ZZ", area=given_an_area(locality=other.locality))
    move_home(
        person=person, lines="2 Wold Road", postcode="OX4 9ZZ", source="Her mother", as_of=TODAY, by=hub.worker, at=NOW
    )
    client.force_login(hub.manager)
    url = reverse("cases:move_hub", args=[case.reference])
    assert f'value="{other.locality.slug}" selected' in client.get(url).content.decode()
    sent = {
        "locality": other.locality.slug,
        "why": "Moved",
        "family_said": "Glad",
        "version": case.version,
    }
    done = client.post(url, sent, follow=True).content.decode()
    assert "Moved to another hub" in done
    assert "no longer open to you" in done
    client.force_login(other.manager)
    seen = client.get(reverse("cases:case", args=[case.reference])).content.decode()
    assert f"Moved to {other.team.name} from {hub.team.name}" in seen


def test_whoever_leads_or_manages_closes_and_the_front_door_does_not(client, hub):
    case = given_an_allocated_case(hub)
    offered = {}
    for who in (hub.worker, hub.manager):
        client.force_login(who)
        offered[who] = client.get(reverse("cases:case", args=[case.reference])).content.decode()
    assert all(reverse("cases:close", args=[case.reference]) in page for page in offered.values())
    assert reverse("cases:move_hub", args=[case.reference]) in offered[hub.manager]
    assert reverse("cases:move_hub", args=[case.reference]) not in offered[hub.worker]


def test_the_front_door_steps_a_case_and_neither_closes_nor_reopens_it(client, hub):
    case = given_an_allocated_case(hub)
    give_grant(
        subject_kind="family", subject_id=case.family_id, holder=hub.decider, reason=GrantReason.FRONT_DOOR, at=NOW
    )
    client.force_login(hub.decider)
    seen = client.get(reverse("cases:case", args=[case.reference])).content.decode()
    assert reverse("cases:step_up", args=[case.reference]) in seen
    assert reverse("cases:close", args=[case.reference]) not in seen
    assert client.get(reverse("cases:close", args=[case.reference])).status_code == 404
    with pytest.raises(actions.StepRefused, match="Only those who work"):
        actions.reopen_case(case=given_a_closed_case(hub), level=case.level, why="Back again", by=hub.decider, at=LATER)
