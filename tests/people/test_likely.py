"""Who may be known already, told while somebody is typed."""

import pytest
from django.urls import reverse

from alongside.foundation.audit.models import Entry
from alongside.people import actions, rules
from tests.factories import NOW, TODAY, a_user
from tests.people.given import given_a_family

pytestmark = pytest.mark.django_db
TYPED = {"given_names": "Aminah", "family_name": "Khan"}
BORN = {"born_on-day": "4", "born_on-month": "6", "born_on-year": "2015"}
HOME = {"lines": "1 High Street", "postcode": "OX1 1ND"}


def told(client, **typed) -> str:
    answer = client.post(reverse("people:likely"), typed)
    assert answer.status_code == 200
    return answer.content.decode()


def looks() -> list:
    return [one for one in Entry.objects.filter(kind="people.found_seen") if one.detail.get("why") == "while typing"]


def test_who_may_be_meant_is_told_with_evidence_and_noted(client, worker, amina):
    family = given_a_family(amina, by=worker)

    page = told(client, **TYPED, **BORN)

    assert "1 person on record may be Aminah Khan." in page
    assert amina.reference in page
    assert "Same date of birth" in page
    (noted,) = looks()
    assert {amina.id, family.id} <= set(noted.about)


def test_too_little_is_not_looked_for_and_nothing_is_noted(client, worker, amina):
    page = told(client, **TYPED, **{"born_on-day": "6"})

    assert rules.typed.NOT_YET in page
    assert amina.reference not in page
    assert not looks()


def test_nobody_is_found_by_a_confidential_home(client, worker, amina):
    actions.move_home(person=amina, **HOME, source="mother", as_of=TODAY, is_restricted=True, by=worker, at=NOW)

    page = told(client, given_names="Zofia", family_name="Nowak", **HOME)

    assert amina.reference not in page
    assert HOME["lines"] not in page


def test_a_partner_and_a_stranger_learn_nothing(client, amina):
    for someone in (a_user("partner"), None):
        client.logout()
        if someone:
            client.force_login(someone)
        answer = client.post(reverse("people:likely"), TYPED | BORN)
        assert answer.status_code in (302, 403, 404)
        assert amina.reference not in answer.content.decode()
    assert not looks()


def test_it_is_asked_for_and_never_addressed(client, worker, amina):
    assert client.get(reverse("people:likely"), TYPED).status_code == 405


def test_more_than_somebody_types_is_refused(client, worker, amina, monkeypatch):
    monkeypatch.setattr(rules, "MOST_LOOKS_A_MINUTE", 0)
    answer = client.post(reverse("people:likely"), TYPED | BORN)
    assert answer.status_code == 429
    assert amina.reference not in answer.content.decode()
    assert not looks()


def test_without_script_a_button_looks_and_keeps_what_was_typed(client, worker, amina):
    page = client.post(reverse("people:add_person"), TYPED | BORN | {"birth": "exact", "look": "1"}).content.decode()

    assert amina.reference in page
    assert 'value="Aminah"' in page
    assert "There is a problem" not in page
    assert "None of these" not in page
