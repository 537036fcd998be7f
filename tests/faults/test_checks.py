"""The checks after a kill find what they are there to find."""

import pytest
from django.utils import timezone

from alongside.cases.models import TimelineEntry
from alongside.cases.rules import Level
from alongside.foundation.access.models import Grant
from alongside.foundation.notifications.models import Notice
from alongside.frontdoor.actions import Answer, decide
from alongside.frontdoor.models import Contact, ContactPerson
from alongside.frontdoor.rules import Outcome
from alongside.plans.models import Action
from tests.factories import a_user
from tests.faults import checks
from tests.faults.journal import Journal
from tests.frontdoor.given import given_a_contact, given_a_place
from tests.plans.given import given_an_agreed_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    place = given_a_place()
    contact = given_a_contact()
    return decide(
        contact=contact,
        version=contact.version,
        answer=Answer(level=Level.TARGETED, outcome=Outcome.ASSESSMENT, reasons="Two agencies are needed"),
        own_page="/",
        address_of=str,
        by=a_user("front-door-worker", agency=place.team.agency),
        at=timezone.now(),
    )


def found(check, journal=None) -> list[str]:
    return list(check(journal or Journal()))


def test_a_whole_decision_is_well(decision):
    assert found(checks.no_decision_is_half_made) == []


@pytest.mark.parametrize(
    "lose",
    [
        pytest.param(lambda one: Contact.objects.update(status="waiting"), id="its contact waits"),
        pytest.param(lambda one: ContactPerson.objects.update(person=None), id="its people are nobody"),
        pytest.param(lambda one: Notice.objects.all().delete(), id="nobody was told"),
        pytest.param(lambda one: TimelineEntry.objects.all().delete(), id="no timeline"),
        pytest.param(lambda one: Grant.objects.filter(reason="hub").delete(), id="no grant to the hub"),
    ],
)
def test_half_a_decision_is_found(decision, lose):
    lose(decision)
    assert found(checks.no_decision_is_half_made)


def test_an_action_without_its_entry_is_found():
    planned = given_an_agreed_plan()
    assert found(checks.no_agreed_action_is_half_made) == []
    one = Action.objects.filter(plan=planned.plan).first()
    Action.objects.filter(id=one.id).delete()
    assert found(checks.no_agreed_action_is_half_made)


def test_what_was_answered_with_yes_and_is_gone_is_found():
    journal = Journal()
    journal.did("action of a day that was lost")
    assert found(checks.nothing_committed_is_lost, journal) == ["lost: action of a day that was lost"]


@pytest.mark.parametrize(("typed_before_the_kill", "is_well"), [(2.0, True), (7.0, False)])
def test_typing_that_is_lost_is_found(typed_before_the_kill, is_well):
    from alongside.foundation.drafts.actions import save_draft, start_or_resume_draft

    draft = start_or_resume_draft(form="faults", subject="essay", owner=a_user(), at=timezone.now())
    save_draft(draft=draft, fields={"words": ["kept"]}, revision=None, at=timezone.now())
    journal = Journal(killed_at=100.0)
    journal.types_the_essay("kept", 90.0)
    journal.types_the_essay("never kept", 100.0 - typed_before_the_kill)
    assert (found(checks.a_draft_is_at_most_five_seconds_old, journal) == []) is is_well
