"""From the request through the assessment to the plan: what was told once is there, with its source."""

import re

import pytest
from django.urls import reverse

from alongside.assessments import actions
from alongside.assessments.models import StartingPoint
from alongside.cases.actions import allocate_lead
from alongside.cases.rules import Level
from alongside.frontdoor.actions.deciding import Answer, decide
from alongside.frontdoor.rules import AskerKind, Outcome
from alongside.people.models import Person
from tests.factories import NOW, a_user
from tests.frontdoor.given import (
    a_worker,
    an_asker,
    given_a_contact,
    given_a_place,
    given_a_public_contact,
    given_a_threshold_document,
)

pytestmark = pytest.mark.django_db


def given_a_case_from(contact, locality):
    descriptor = given_a_threshold_document()[3]
    decide(
        contact=contact,
        version=contact.version,
        by=a_worker(),
        at=NOW,
        own_page="",
        address_of=lambda reference: "",
        answer=Answer(Level.TARGETED, Outcome.ASSESSMENT, "Help with mornings", descriptor_ids=(descriptor,)),
    )
    contact.refresh_from_db()
    case = contact.family.cases.get()
    worker = a_user("family-worker", team=locality.team)
    allocate_lead(case=case, worker=worker, reason="near", by=a_user("hub-manager", team=locality.team), at=NOW)
    return case, worker


def test_everything_told_with_the_request_is_on_the_pages_of_the_assessment(client):
    locality = given_a_place()
    case, worker = given_a_case_from(given_a_contact(), locality)
    assessment = actions.start_assessment(case=case, by=worker, at=NOW)
    client.force_login(worker)
    child = Person.objects.get(given_names="Mira")

    def page(name, *args) -> str:
        return client.get(reverse(f"assessments:{name}", args=[assessment.reference, *args])).content.decode()

    about = page("write_about")
    for words in ("Often late and tired since January.", "Mira loves reading.", "Breakfast club.", "Calmer mornings."):
        assert words in about
    assert "Safeguarding lead, Ashgrove Primary" in about
    facts = page("facts", child.reference)
    assert "Ashgrove Primary" in facts
    assert "4 Mill Lane" in facts
    assert "From Request " in facts
    people = page("people")
    assert "Mira Ashdown" in people
    assert "Ines Ashdown is parent of Mira Ashdown" in people
    assert re.search(r'<input[^>]*value="3"[^>]*checked', page("write_conclusion"))


def test_deciding_again_for_the_same_family_carries_nothing_in_twice():
    locality = given_a_place()
    contact = given_a_contact()
    given_a_case_from(contact, locality)
    assert StartingPoint.objects.filter(source_id=contact.id).count() == 4


def test_a_neighbour_who_asked_is_not_named_to_the_family():
    locality = given_a_place()
    asker = an_asker(name="Nia Bell", role="", organisation="")
    asker = type(asker)(**(vars(asker) | {"kind": AskerKind.SOMEONE_ELSE}))
    given_a_case_from(given_a_public_contact(asker=asker), locality)
    said = set(StartingPoint.objects.values_list("said_by", flat=True))
    assert said == {"someone who knows the family", "the family, as told by someone who knows the family"}
