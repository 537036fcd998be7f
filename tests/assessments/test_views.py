"""Every page opens to who may see it, and to nobody else; what is typed is never lost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from alongside.assessments import actions, rules
from alongside.assessments.models import Assessment, Entry, Voice
from alongside.foundation.audit.models import Entry as AuditEntry
from alongside.foundation.drafts.models import Draft
from alongside.people.actions import add_person
from alongside.people.models import Agreement, Fact, Person, Relationship
from alongside.people.rules import Meaning
from tests.factories import NOW, TODAY, a_user

from .given import given_a_complete_assessment, given_a_household, given_an_assessment, given_everything_written

pytestmark = pytest.mark.django_db


def pages_of(home, assessment) -> dict[str, str]:
    """Every address that shows something, by name."""
    ref, girl, father = assessment.reference, home.girl.reference, home.father.reference
    named = {
        "of_case": [home.case.reference],
        "detail": [ref],
        "voices": [ref],
        "people": [ref],
        "facts": [ref, girl],
        "agreement": [ref],
        "print_view": [ref],
        "print_genogram": [ref],
    }
    written = {
        "write_about": [ref],
        "write_section": [ref, girl, "child"],
        "write_family_section": [ref, "family"],
        "record_voice": [ref, girl],
        "note_approach": [ref, father],
        "add_relative": [ref],
        "relate": [ref],
        "change_fact": [ref, girl, "school"],
        "give_agreement": [ref],
        "state_basis": [ref],
        "write_conclusion": [ref],
        "complete": [ref],
    }
    return {name: reverse(f"assessments:{name}", args=args) for name, args in (named | written).items()}


@pytest.fixture
def home(db):
    return given_a_household()


@pytest.fixture
def assessment(home):
    return given_an_assessment(home)[1]


@pytest.fixture
def worker(client, home):
    client.force_login(home.worker)
    return client


def test_every_page_opens_to_the_worker_and_to_no_stranger(client, home, assessment):
    pages = pages_of(home, assessment)
    strangers = [a_user("family-worker"), a_user("partner"), a_user("hub-manager")]
    for name, url in pages.items():
        for stranger in strangers:
            client.force_login(stranger)
            assert client.get(url).status_code == 404, f"{name} opens to a stranger"
        client.force_login(home.worker)
        page = client.get(url)
        assert page.status_code == 200, name
        assert page.content.decode().count("<h1") == 1, name


def test_every_page_is_noted_in_the_audit_log(worker, home, assessment):
    for name, url in pages_of(home, assessment).items():
        before = AuditEntry.objects.filter(kind="assessments.assessment_seen", about__contains=[home.family.id]).count()
        worker.get(url)
        after = AuditEntry.objects.filter(kind="assessments.assessment_seen", about__contains=[home.family.id]).count()
        assert after == before + 1, name


def test_starting_from_a_case(worker, home):
    url = reverse("assessments:of_case", args=[home.case.reference])
    assert "No assessment yet" in worker.get(url).content.decode()
    answer = worker.post(url, {"earlier": "afresh"})
    started = Assessment.objects.get()
    assert answer.url == reverse("assessments:detail", args=[started.reference])
    assert worker.post(url, {"earlier": "afresh"}).url == answer.url
    assert "Start the assessment" not in worker.get(url).content.decode()


def test_the_overview_names_what_to_do_next(worker, home, assessment):
    page = worker.get(reverse("assessments:detail", args=[assessment.reference])).content.decode()
    assert "Go on: What led to this, and who was there" in page
    assert "Joss Marlowe, " in page
    assert "0 of 2 headings written" in page
    given_everything_written(home, assessment)
    page = worker.get(reverse("assessments:detail", args=[assessment.reference])).content.decode()
    assert "Go on: Review and complete" in page
    assert "Nothing is missing." in page


def test_a_section_is_saved_and_its_draft_put_away(worker, home, assessment):
    url = reverse("assessments:write_section", args=[assessment.reference, home.girl.reference, "child"])
    worker.get(url)
    answer = worker.post(url, {"health-strengths": "Runs well", "health-worries": "Asthma", "health-version": "0"})
    assert answer.status_code == 302
    entry = Entry.objects.get()
    assert (entry.strengths, entry.worries, entry.about) == ("Runs well", "Asthma", home.girl)
    assert not Draft.objects.exists()


def test_a_section_with_a_contradiction_keeps_what_was_typed(worker, home, assessment):
    url = reverse("assessments:write_section", args=[assessment.reference, home.girl.reference, "child"])
    answer = worker.post(url, {"health-strengths": "Runs well", "health-is_nothing": "on"})
    assert "not both" in answer.content.decode()
    assert "Runs well" in answer.content.decode()
    assert Draft.objects.get().fields["health-strengths"] == ["Runs well"]
    assert "Runs well" in worker.get(url).content.decode()


def test_a_stale_section_shows_both_and_saves_what_is_put_together(client, home, assessment):
    url = reverse("assessments:write_section", args=[assessment.reference, home.girl.reference, "child"])
    client.force_login(home.worker)
    client.get(url)
    client.post(url, {"health-worries": "Asthma", "health-version": "0"})
    client.force_login(home.manager)
    answer = client.post(url, {"health-worries": "Teeth", "health-version": "0", "learning-strengths": "Reads"})
    words = answer.content.decode()
    assert "Asthma" in words
    assert "Teeth" in words
    assert f"What {home.worker.name} wrote" in words
    assert 'name="health-version" value="1"' in words
    assert Entry.objects.get(heading="learning").strengths == "Reads"
    assert Entry.objects.get(heading="health").worries == "Asthma"
    client.post(
        url,
        {
            "health-worries": "Asthma and teeth",
            "health-version": "1",
            "learning-strengths": "Reads",
            "learning-version": "1",
        },
    )
    assert Entry.objects.get(heading="health").worries == "Asthma and teeth"


def test_a_draft_found_again_after_someone_else_wrote_shows_their_words_too(client, home, assessment):
    url = reverse("assessments:write_section", args=[assessment.reference, home.girl.reference, "child"])
    client.force_login(home.manager)
    client.get(url)
    draft = Draft.objects.get(owner=home.manager)
    client.post(
        reverse("drafts:save", args=[draft.id]),
        {"health-worries": "Teeth", "health-version": "0", "draft_revision": "0"},
    )
    actions.write_section(
        assessment=assessment,
        domain="child",
        person_id=home.girl.id,
        by=home.worker,
        at=NOW,
        words=[actions.HeadingWords("health", 0, worries="Asthma")],
    )
    words = client.get(url).content.decode()
    assert "Asthma" in words
    assert "Teeth" in words


def test_a_stale_voice_shows_both(client, home, assessment):
    url = reverse("assessments:record_voice", args=[assessment.reference, home.girl.reference])
    sent = {
        "kind": "words",
        "how": "alone",
        "gathered_on-day": "2",
        "gathered_on-month": "3",
        "gathered_on-year": "2026",
        "version": "0",
    }
    client.force_login(home.worker)
    assert client.post(url, sent | {"words": "I miss Dad"}).status_code == 302
    client.force_login(home.manager)
    answer = client.post(url, sent | {"words": "I like school"}).content.decode()
    assert "I miss Dad" in answer
    assert "I like school" in answer
    assert Voice.objects.get().words == "I miss Dad"
    assert client.post(url, sent | {"words": "Both", "version": "1"}).status_code == 302
    assert Voice.objects.get().words == "Both"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        pytest.param({"kind": ""}, "Choose whether these are their words", id="no kind"),
        pytest.param({"words": ""}, "Write down what they say", id="no words"),
        pytest.param({"how": ""}, "Choose how this was heard", id="no how"),
        pytest.param({"gathered_on-year": "2099"}, "must be today or in the past", id="in the future"),
        pytest.param({"gathered_on-day": "31", "gathered_on-month": "2"}, "must be a real day", id="no such day"),
    ],
)
def test_a_voice_form_says_what_to_do(worker, home, assessment, wrong, says):
    url = reverse("assessments:record_voice", args=[assessment.reference, home.girl.reference])
    sent = {
        "kind": "words",
        "words": "Hello",
        "how": "alone",
        "gathered_on-day": "2",
        "gathered_on-month": "3",
        "gathered_on-year": "2026",
        "version": "0",
    }
    assert says in worker.post(url, sent | wrong).content.decode()
    assert not Voice.objects.exists()
    assert worker.post(url, sent).status_code == 302


def test_a_lost_session_loses_nothing_typed(worker, home, assessment):
    url = reverse("assessments:write_conclusion", args=[assessment.reference])
    worker.get(url)
    draft = Draft.objects.get()
    worker.post(reverse("drafts:save", args=[draft.id]), {"needed": "A bed each", "draft_revision": "0"})
    worker.logout()
    assert worker.get(url).status_code == 302
    assert worker.post(url, {"needed": "A bed each"}).status_code == 302
    worker.force_login(home.worker)
    assert "A bed each" in worker.get(url).content.decode()


def test_someone_is_added_without_a_date_of_birth_and_related(worker, home, assessment):
    url = reverse("assessments:add_relative", args=[assessment.reference])
    page = worker.get(url).content.decode()
    key = page.split('name="id" value="')[1].split('"')[0]
    sent = {
        "id": key,
        "given_names": "Joan",
        "family_name": "Tredwell",
        "sex": "female",
        "role": "other",
        "in_household": "no",
        "kind": "parent",
        "other": str(home.mother.id),
        "responsibility": "",
    }
    assert worker.post(url, sent).status_code == 302
    worker.post(url, sent)  # a double click
    assert Person.objects.filter(given_names="Joan").count() == 1
    assert Relationship.objects.get(person__given_names="Joan").other == home.mother
    drawn = worker.get(reverse("assessments:people", args=[assessment.reference])).content.decode()
    assert "Joan Tredwell is parent of Ana Marlowe" in drawn


def test_someone_recorded_already_is_found_before_another_is_made(worker, home, assessment):
    elsewhere = given_a_household()
    gran = add_person(
        given_names="Joan", family_name="Tredwell", born_on=date(1950, 5, 17), source="the hub", by=home.worker, at=NOW
    )
    url = reverse("assessments:add_relative", args=[assessment.reference])
    sent = {
        "given_names": "Joan",
        "family_name": "Tredwell",
        "born_on-day": "17",
        "born_on-month": "5",
        "born_on-year": "1950",
        "sex": "female",
        "role": "other",
        "in_household": "no",
    }
    asked = worker.post(url, sent).content.decode()
    assert "Choose whether it is someone who is recorded already" in asked
    assert "Joan Tredwell" in asked
    assert Person.objects.filter(given_names="Joan").count() == 1
    assert worker.post(url, sent | {"same_as": str(gran.id)}).status_code == 302
    assert home.family.members.filter(person=gran).exists()
    assert Person.objects.filter(given_names="Joan").count() == 1
    assert not elsewhere.family.members.filter(person=gran).exists()
    assert worker.post(url, sent | {"same_as": "nobody"}).status_code == 302
    assert Person.objects.filter(given_names="Joan").count() == 2


def test_someone_whose_record_is_not_open_is_not_joined(worker, home, assessment):
    elsewhere = given_a_household()
    url = reverse("assessments:add_relative", args=[assessment.reference])
    sent = {
        "given_names": "Tamsin",
        "family_name": "Marlowe",
        "born_on-day": "30",
        "born_on-month": "11",
        "born_on-year": "2016",
        "sex": "female",
        "role": "child",
        "in_household": "no",
    }
    assert "Their record is not open to you" in worker.post(url, sent).content.decode()
    refused = worker.post(url, sent | {"same_as": str(elsewhere.girl.id)}).content.decode()
    assert "not open to you. Ask whoever works with them" in refused
    assert not home.family.members.filter(person=elsewhere.girl).exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        pytest.param({"given_names": ""}, "Enter a name, however much", id="no name"),
        pytest.param({"given_names": "", "is_unborn": "on"}, "Enter the day on which the baby is due", id="unborn"),
        pytest.param({"kind": "parent"}, "Choose both how they are related", id="related to nobody"),
        pytest.param(
            {"born_on-day": "1", "born_on-month": "1", "born_on-year": "2999"},
            "must be today or in the past",
            id="born in the future",
        ),
    ],
)
def test_adding_someone_says_what_to_do(worker, home, assessment, wrong, says):
    url = reverse("assessments:add_relative", args=[assessment.reference])
    sent = {"given_names": "Joan", "sex": "female", "role": "other", "in_household": "no"}
    assert says in worker.post(url, sent | wrong).content.decode()
    assert not Person.objects.filter(given_names="Joan").exists()
    assert worker.post(url, sent).status_code == 302


def test_a_relationship_is_entered_and_ended(worker, home, assessment):
    url = reverse("assessments:relate", args=[assessment.reference])
    sent = {"person": str(home.father.id), "kind": "parent", "other": str(home.girl.id), "responsibility": "yes"}
    assert worker.post(url, sent).status_code == 302
    tie = Relationship.objects.get(person=home.father)
    assert tie.has_parental_responsibility is True
    assert "two different people" in worker.post(url, sent | {"other": str(home.father.id)}).content.decode()
    worker.post(reverse("assessments:unrelate", args=[assessment.reference]), {"tie": str(tie.id)})
    tie.refresh_from_db()
    assert tie.until_on is not None
    answer = worker.post(reverse("assessments:unrelate", args=[assessment.reference]), {"tie": "x"}, follow=True)
    assert "not recorded any more" in answer.content.decode()


def test_known_facts_are_shown_with_source_and_confirmed_in_place(worker, home, assessment):
    actions.change_fact(
        assessment=assessment,
        person_id=home.girl.id,
        key="school",
        meaning=Meaning.VALUE,
        value="Fernhill Primary",
        by=home.worker,
        at=NOW,
    )
    url = reverse("assessments:facts", args=[assessment.reference, home.girl.reference])
    page = worker.get(url).content.decode()
    assert "Fernhill Primary" in page
    assert f"From Early help assessment {assessment.reference}" in page
    confirm = reverse("assessments:confirm_fact", args=[assessment.reference, home.girl.reference])
    assert "Confirmed today" in worker.post(confirm, {"key": "school"}, follow=True).content.decode()
    assert "nothing recorded" in worker.post(confirm, {"key": "disability"}, follow=True).content.decode()
    change = reverse("assessments:change_fact", args=[assessment.reference, home.girl.reference, "school"])
    assert worker.post(change, {"meaning": "none"}).status_code == 302
    assert Fact.objects.get(person=home.girl, key="school", is_current=True).meaning == "none"


def test_agreement_is_asked_of_each_person_and_can_be_taken_back(worker, home, assessment):
    url = reverse("assessments:give_agreement", args=[assessment.reference])
    sent = {
        "person": str(home.mother.id),
        "agency": home.team.agency.slug,
        "purpose": "plan_together",
        "answer": "agreed",
        "given_on-day": "2",
        "given_on-month": "3",
        "given_on-year": "2026",
    }
    page = reverse("assessments:agreement", args=[assessment.reference])
    assert "Not asked yet: Ana Marlowe" in worker.get(page).content.decode()
    assert worker.post(url, sent).status_code == 302
    agreement = Agreement.objects.get()
    back = reverse("assessments:withdraw_agreement", args=[assessment.reference, agreement.id])
    assert (
        worker.post(back, {"withdrawn_on-day": "3", "withdrawn_on-month": "3", "withdrawn_on-year": "2026"}).status_code
        == 302
    )
    agreement.refresh_from_db()
    assert agreement.withdrawn_on is not None
    worker.post(url, sent | {"answer": "refused"})
    assert "these can still be done" in worker.get(page).content.decode()


def test_a_basis_without_agreement_needs_its_reason(worker, home, assessment):
    url = reverse("assessments:state_basis", args=[assessment.reference])
    sent = {"basis": "safeguarding", "is_without_agreement": "yes"}
    assert "Say why" in worker.post(url, sent).content.decode()
    assert worker.post(url, sent | {"reason": "Significant harm to a child"}).status_code == 302


def test_completing_names_what_is_missing_then_reads(worker, home, assessment):
    url = reverse("assessments:complete", args=[assessment.reference])
    page = worker.get(url).content.decode()
    assert "Still missing" in page
    assert "Write down Tamsin Marlowe’s own voice, or why it is not here" in page
    assert "Some things are still missing" in worker.post(url).content.decode()
    given_everything_written(home, assessment)
    assert worker.post(url).status_code == 302
    read = worker.get(reverse("assessments:detail", args=[assessment.reference])).content.decode()
    assert "Nothing has changed since it was completed." in read
    assert "Sleeps badly" in read
    assert worker.post(url).status_code == 302  # a double click
    again = worker.post(reverse("assessments:again", args=[assessment.reference]))
    assert Assessment.objects.get(status="draft").reference in again.url


def test_changes_since_are_shown(worker, home):
    _, assessment = given_a_complete_assessment(home)
    Fact.objects.create(
        person=home.girl,
        key="school",
        value="Ashgrove",
        meaning="value",
        source="school",
        as_of=TODAY,
        recorded_by=home.worker,
        recorded_at=NOW + timedelta(days=2),
    )
    page = worker.get(reverse("assessments:detail", args=[assessment.reference])).content.decode()
    assert "Tamsin Marlowe, school, nursery or college: Ashgrove" in page


def test_a_complete_assessment_is_read_and_not_written(worker, home):
    _, assessment = given_a_complete_assessment(home)
    url = reverse("assessments:write_conclusion", args=[assessment.reference])
    assert worker.get(url).url == reverse("assessments:detail", args=[assessment.reference])


def test_what_the_contact_told_stands_on_the_page_that_would_ask(worker, home, assessment):
    actions.carry_in(
        case_id=home.case.id,
        points=[
            rules.CarriedPoint(rules.PointKind.WORRY, "Often late", "Request CN-1", home.case.id, TODAY, "Fernhill")
        ],
    )
    page = worker.get(reverse("assessments:write_about", args=[assessment.reference])).content.decode()
    assert "Often late" in page
    assert "Fernhill, in Request CN-1" in page
    assert "Is there anything to add about what led to this assessment?" in page


def test_pages_cost_the_same_for_many_entries(worker, home, assessment, django_assert_max_num_queries):
    given_everything_written(home, assessment)
    for url in pages_of(home, assessment).values():
        worker.get(url)
        with django_assert_max_num_queries(34):
            worker.get(url)


def test_the_case_page_shows_where_the_assessment_stands(home, assessment):
    from alongside.assessments.views.cards import case_card

    assert "Being written since 2 March 2026" in case_card(home.worker, home.case, TODAY)
    assert case_card(a_user("family-worker"), home.case, TODAY) is None
