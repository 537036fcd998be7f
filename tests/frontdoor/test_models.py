"""Facts that cannot be are refused by the database."""

import pytest
from django.db import IntegrityError, transaction

from alongside.frontdoor.models import AskLink, AskTry, Decision, DescriptorApplied, RequestImport
from tests.factories import NOW, TODAY

from .given import a_worker, given_a_contact, given_a_threshold_document

pytestmark = pytest.mark.django_db


def breaks(name: str, act) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"status": "withdrawn"}, "contact_has_a_moment_of_withdrawal_exactly_when_withdrawn"),
        ({"withdrawn_at": NOW}, "contact_has_a_moment_of_withdrawal_exactly_when_withdrawn"),
        ({"family_view": "does_not_know"}, "contact_without_agreement_says_why"),
        ({"route": "step_down"}, "contact_stepped_down_says_from_what_and_to_whom"),
        ({"worries": ""}, "contact_says_what_worries"),
    ],
)
def test_a_contact_that_cannot_be(facts, constraint):
    contact = given_a_contact()
    for name, value in facts.items():
        setattr(contact, name, value)
    breaks(constraint, contact.save)


def test_one_row_of_a_file_is_one_contact():
    first, second = given_a_contact(), given_a_contact()
    first.row_digest = second.row_digest = "a" * 64
    first.save()
    breaks("contact_is_taken_once_from_a_row", second.save)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"position": 2}, "contact_person_has_a_place_of_their_own"),
        ({"given_names": "", "family_name": ""}, "contact_person_has_a_name_or_is_unborn"),
        ({"match": "same"}, "contact_person_found_the_same_is_someone_known"),
        ({"match": "not_sure"}, "contact_person_of_whom_we_are_not_sure_is_perhaps_someone"),
        ({"match": "not_the_same"}, "contact_person_matched_by_someone_at_some_time"),
    ],
)
def test_a_person_told_of_who_cannot_be(facts, constraint):
    told = given_a_contact().people.get(position=1)
    if facts.get("match") in ("same", "not_sure"):
        facts = facts | {"matched_by": a_worker(), "matched_at": NOW}
    for name, value in facts.items():
        setattr(told, name, value)
    breaks(constraint, told.save)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"level": 5}, "decision_is_at_one_of_four_levels"),
        ({"reasons": ""}, "decision_says_why"),
        ({"outcome": "one_agency"}, "decision_for_one_agency_names_it"),
        ({"outcome": "step_up"}, "decision_to_step_up_names_a_team"),
        ({"told_at": NOW}, "decision_told_says_how"),
    ],
)
def test_a_decision_that_cannot_be(facts, constraint):
    usual = {
        "level": 1,
        "outcome": "no_action",
        "reasons": "Enough",
        "words_to_referrer": "Thank you",
        "telling_due_on": TODAY,
        "decided_at": NOW,
    }
    decision = Decision(contact=given_a_contact(), decided_by=a_worker(), **(usual | facts))
    breaks(constraint, decision.save)


def test_a_descriptor_applies_once():
    decision = Decision.objects.create(
        contact=given_a_contact(),
        decided_by=a_worker(),
        level=2,
        outcome="no_action",
        reasons="Enough",
        words_to_referrer="Thank you",
        telling_due_on=TODAY,
        decided_at=NOW,
    )
    descriptor_id = given_a_threshold_document()[2]
    DescriptorApplied.objects.create(decision=decision, descriptor_id=descriptor_id)
    breaks(
        "descriptor_applies_once_to_a_decision",
        lambda: DescriptorApplied.objects.create(decision=decision, descriptor_id=descriptor_id),
    )


def test_a_link_expires_after_it_was_sent():
    link = AskLink(email="a@example.org", key_hash="a", draft_id=a_worker().id, sent_at=NOW, expires_at=NOW)
    breaks("link_expires_after_it_was_sent", link.save)


def test_tries_are_counted_once_an_hour():
    AskTry.objects.create(place="a", hour=NOW)
    breaks("tries_are_counted_once_an_hour", lambda: AskTry.objects.create(place="a", hour=NOW))


def test_an_import_takes_no_more_rows_than_it_read():
    report = RequestImport(
        file_digest="a", by=a_worker(), at=NOW, keeps_good_rows=True, rows_read=1, rows_taken=1, rows_known=1
    )
    breaks("import_takes_no_more_rows_than_it_read", report.save)


def test_rows_say_what_they_are_without_a_name():
    contact = given_a_contact()
    assert str(contact) == contact.reference
    assert [str(one) for one in contact.people.order_by("position")] == ["Person 1", "Person 2"]
    assert str(contact.moves.get()) == "received"
    assert str(AskTry(tries=2)) == "2 in an hour"
    assert str(AskLink(sent_at=NOW)) == "Link sent 2026-03-02"
    assert str(Decision(outcome="panel")) == "panel"
    assert str(DescriptorApplied()) == "Descriptor"
    assert str(RequestImport(rows_taken=1, rows_read=2)) == "1 of 2 rows"
