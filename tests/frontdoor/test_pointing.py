"""A decision points the family to services of the directory, and leads on to the case that it opened."""

import pytest
from django.urls import reverse

from alongside.cases.rules import Level
from alongside.frontdoor import actions, rules
from alongside.frontdoor.models import Decision, Signpost
from tests.directory.given import given_a_service
from tests.factories import NOW, a_user

from .given import a_worker, given_a_contact, given_a_place, given_a_threshold_document

pytestmark = pytest.mark.django_db
TYPED = {"level": "1", "outcome": "information", "reasons": "Sleep advice is enough", "words_to_referrer": ""}


@pytest.fixture
def contact():
    given_a_place()
    return given_a_contact()


@pytest.fixture
def door(client):
    client.force_login(a_worker())
    return client


def test_a_service_is_searched_chosen_and_kept_with_the_decision(door, contact):
    sleep, debt = given_a_service("Sleep clinic"), given_a_service("Debt advice")
    address = reverse("frontdoor:decide", args=[contact.reference])
    found = door.post(address, TYPED | {"service_words": "sleep", "go": "find"}, follow=True).content.decode()
    assert f'value="{sleep.slug}"' in found
    assert f'value="{debt.slug}"' not in found
    assert "Sleep advice is enough" in found
    assert not Decision.objects.exists()
    both = door.post(
        address, TYPED | {"service_words": "debt", "services": sleep.slug, "go": "find"}, follow=True
    ).content.decode()
    assert f'value="{sleep.slug}" checked' in both.replace('"  ', '" ').replace("\n", "") or "checked" in both
    version = contact.version
    sent = TYPED | {"services": [sleep.slug], "version": version, "signposted_to": "The library"}
    page = door.post(address, sent, follow=True).content.decode()
    assert reverse("directory:service", args=[sleep.slug]) in page
    assert "The library" in page
    assert [one.service for one in Signpost.objects.all()] == [sleep]


def test_words_that_fit_no_service_say_so(door, contact):
    address = reverse("frontdoor:decide", args=[contact.reference])
    page = door.post(address, TYPED | {"service_words": "zzzz", "go": "find"}, follow=True).content.decode()
    assert "No service of the directory fits “zzzz”" in page


def test_the_decision_leads_to_the_case_for_those_to_whom_it_is_open(client, contact):
    signs, worker = given_a_threshold_document(), a_worker()
    decision = actions.decide(
        contact=contact,
        version=contact.version,
        answer=actions.Answer(
            level=Level.EARLY_HELP,
            outcome=rules.Outcome.ASSESSMENT,
            reasons="Several needs",
            descriptor_ids=(signs[2],),
        ),
        own_page="/",
        address_of=str,
        by=worker,
        at=NOW,
    )
    case = reverse("cases:case", args=[decision.case.reference])
    address = reverse("frontdoor:see_contact", args=[contact.reference])
    seen = {}
    for who in (worker, a_user("front-door-worker")):
        client.force_login(who)
        seen[who] = client.get(address).content.decode()
    colleague = seen.popitem()[1]
    assert decision.case.reference in colleague
    assert case not in colleague
