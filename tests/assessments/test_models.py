"""Each constraint of the tables refuses what it says it refuses."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.assessments import models
from alongside.foundation.identity.models import User
from tests.factories import NOW, TODAY

from .given import given_a_household, given_an_assessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafted():
    return given_an_assessment()


def by(home) -> dict:
    return {"written_by": home.worker, "written_at": NOW}


def refused(name: str, make) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def test_a_complete_assessment_says_when_and_by_whom(drafted):
    _, assessment = drafted
    assessment.completed_at = NOW
    refused("assessment_says_when_and_by_whom_exactly_when_complete", assessment.save)


def test_an_assessment_does_not_follow_itself(drafted):
    _, assessment = drafted
    assessment.follows = assessment
    refused("assessment_does_not_follow_itself", assessment.save)


def test_someone_is_there_once(drafted):
    home, assessment = drafted
    models.Presence.objects.create(assessment=assessment, person=home.mother)
    refused("presence_is_noted_once", lambda: models.Presence.objects.create(assessment=assessment, person=home.mother))


def test_a_conclusion_is_at_one_of_four_levels(drafted):
    home, assessment = drafted
    refused(
        "conclusion_is_at_one_of_four_levels",
        lambda: models.Conclusion.objects.create(assessment=assessment, level=5, **by(home)),
    )


def test_an_entry_stands_once_under_its_heading_even_of_the_family(drafted):
    home, assessment = drafted
    entry = {"assessment": assessment, "about": None, "heading": "community", **by(home)}
    models.Entry.objects.create(**entry)
    refused("entry_stands_once_under_its_heading", lambda: models.Entry.objects.create(**entry))


def test_an_entry_with_nothing_to_note_has_no_words(drafted):
    home, assessment = drafted
    refused(
        "entry_with_nothing_to_note_has_no_words",
        lambda: models.Entry.objects.create(
            assessment=assessment, heading="health", strengths="x", is_nothing=True, **by(home)
        ),
    )


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        pytest.param({"words": ""}, "voice_has_words", id="no words"),
        pytest.param({"how": ""}, "voice_that_was_gathered_says_how_and_when", id="not how"),
        pytest.param({"gathered_on": None}, "voice_that_was_gathered_says_how_and_when", id="not when"),
    ],
)
def test_a_voice_is_whole(drafted, wrong, name):
    home, assessment = drafted
    voice = {
        "assessment": assessment,
        "person": home.girl,
        "kind": "words",
        "words": "x",
        "how": "alone",
        "gathered_on": TODAY,
        **by(home),
    }
    refused(name, lambda: models.Voice.objects.create(**voice | wrong))
    models.Voice.objects.create(**voice)
    refused("voice_is_one_for_each_person", lambda: models.Voice.objects.create(**voice))


def test_an_approach_is_one_for_each_person(drafted):
    home, assessment = drafted
    asked = {"assessment": assessment, "person": home.father, "answer": "asked", **by(home)}
    models.Approach.objects.create(**asked)
    refused("approach_is_one_for_each_person", lambda: models.Approach.objects.create(**asked))


def test_a_starting_point_has_words_and_is_carried_in_once(drafted):
    home, _ = drafted
    point = {"case": home.case, "kind": "worry", "words": "x", "source": "s", "source_id": home.case.id, "as_of": TODAY}
    refused("starting_point_has_words", lambda: models.StartingPoint.objects.create(**point | {"words": ""}))
    models.StartingPoint.objects.create(**point)
    refused("starting_point_is_carried_in_once", lambda: models.StartingPoint.objects.create(**point))


def test_every_version_of_what_was_written_is_kept(drafted):
    home, assessment = drafted
    entry = models.Entry.objects.create(
        assessment=assessment, about=home.girl, heading="health", worries="a", **by(home)
    )
    entry.worries = "b"
    entry.save()
    kept = models.Entry.pgh_event_model.objects.filter(pgh_obj_id=entry.id).order_by("pgh_id")
    assert [one.worries for one in kept] == ["a", "b"]


def test_nothing_personal_is_in_a_name_or_an_address(drafted):
    _home, assessment = drafted
    told = f"{assessment} {reverse('assessments:detail', args=[assessment.reference])}"
    assert not any(name in told for name in ("Marlowe", "Tamsin", *User.objects.values_list("email", flat=True)))
    assert given_a_household().case.reference not in told
