"""Every page about people, asked as the people who use it."""

from datetime import date

import pytest
from django.urls import reverse

from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.models import Entry
from alongside.foundation.drafts.models import Draft
from alongside.people import actions, queries, rules
from alongside.people.models import Address, Agreement, Fact, Family, FamilyMember, Person, Relationship
from alongside.people.rules.known_to import forget_known_to, supply_known_to
from tests.factories import NOW, TODAY, a_user, an_agency
from tests.people.given import given_a_family, given_a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def khans(worker, amina):
    return given_a_family(amina, by=worker)


def text_of(response) -> str:
    return response.content.decode()


NEW = {
    "form_key": "01a20041-9357-70bc-9a0e-a68f7583f6a4",
    "given_names": "Yusuf",
    "family_name": "Khan",
    "birth": "exact",
    "born_on-day": "3",
    "born_on-month": "5",
    "born_on-year": "2012",
    "sex": "male",
    "source": "the school",
}


class TestSearch:
    def test_terms_stand_in_the_session_and_never_in_the_address(self, client, worker, amina):
        answer = client.post(reverse("people:search"), {"words": "Khan Aminah"})
        assert answer.status_code == 302
        assert answer.url == reverse("people:search")
        page = text_of(client.get(answer.url))
        assert "Amina Khan" in page
        assert "First name spelt a little differently" in page
        assert amina.reference in page

    def test_looking_is_noted_on_the_records_found(self, client, worker, amina, khans):
        client.post(reverse("people:search"), {"words": "Amina Khan"})
        client.get(reverse("people:search"))
        entry = Entry.objects.get(kind="people.found_seen")
        assert {amina.id, khans.id} <= set(entry.about)

    def test_a_lost_session_shows_an_empty_form(self, client, worker, amina):
        client.post(reverse("people:search"), {"words": "Amina Khan"})
        client.logout()
        client.force_login(worker)
        assert "Amina" not in text_of(client.get(reverse("people:search")))

    def test_starting_again_forgets_what_was_typed(self, client, worker, amina):
        client.post(reverse("people:search"), {"words": "Amina Khan"})
        client.post(reverse("people:search"), {"again": "1"})
        assert "Amina" not in text_of(client.get(reverse("people:search")))

    def test_nothing_typed_says_what_to_do(self, client, worker):
        assert "Enter a name, a date of birth or a postcode" in text_of(
            client.post(reverse("people:search"), {"words": ""})
        )

    def test_nobody_found_is_kind(self, client, worker):
        client.post(reverse("people:search"), {"words": "Quillfeather"})
        page = text_of(client.get(reverse("people:search")))
        assert "Nobody on record is like this" in page
        assert reverse("people:add_family") in page

    def test_a_record_that_is_not_open_shows_who_to_ring_and_nothing_to_follow(self, client, worker, amina, khans):
        give_grant(subject_kind="family", subject_id=khans.id, holder=a_user(), reason=GrantReason.ALLOCATED, at=NOW)
        told = {"agency": "Oak School", "ring": "01632 960002", "as_of": date(2026, 3, 4)}
        supply_known_to("a test", lambda ids: {khans.id: [told]})
        try:
            client.post(reverse("people:search"), {"words": "Amina Khan"})
            page = text_of(client.get(reverse("people:search")))
        finally:
            forget_known_to("a test")
        assert "Oak School" in page
        assert "01632 960002. As of 4 March 2026" in page
        assert reverse("people:person", args=[amina.reference]) not in page
        assert "not open to you" in page

    def test_from_a_family_a_result_can_be_added_to_it(self, client, worker, amina):
        other = given_a_family(by=worker, name="Begum")
        address = f"{reverse('people:search')}?family={other.reference}"
        client.post(address, {"words": "Amina Khan"})
        page = text_of(client.get(address))
        assert f"{reverse('people:join_family', args=[other.reference])}?person={amina.reference}" in page

    def test_a_family_that_is_no_reference_is_not_there(self, client, worker):
        assert client.get(reverse("people:search") + "?family=<nobody>").status_code == 404

    def test_a_partner_does_not_search(self, client):
        client.force_login(a_user("partner"))
        assert client.get(reverse("people:search")).status_code == 404

    def test_the_page_asks_as_much_for_one_as_for_ten(self, client, worker, django_assert_max_num_queries):
        given_a_family(*(given_a_person(by=worker, given_names=name) for name in ("Amina",)), by=worker)
        client.post(reverse("people:search"), {"words": "Khan"})
        with django_assert_max_num_queries(20):
            client.get(reverse("people:search"))
        given_a_family(
            *(given_a_person(by=worker, given_names=name) for name in ("Ali", "Bilal", "Hamza", "Sana", "Zara")),
            by=worker,
        )
        with django_assert_max_num_queries(20):
            client.get(reverse("people:search"))


class TestAddPerson:
    def test_a_person_is_added_alone(self, client, worker):
        answer = client.post(reverse("people:add_person"), NEW)
        added = Person.objects.get(given_names="Yusuf")
        assert answer.url == reverse("people:person", args=[added.reference])
        assert added.birth_precision == "exact"

    def test_a_person_is_added_to_a_family_with_a_home(self, client, worker, khans):
        client.post(
            f"{reverse('people:add_person')}?family={khans.reference}",
            NEW
            | {
                "role": "child",
                "in_household": "no",
                "lines": "9 Mill Lane",
                "postcode": "ox1 1nd",
                "is_restricted": "yes",
            },
        )
        member = FamilyMember.objects.get(family=khans, person__given_names="Yusuf")
        assert not member.in_household
        assert member.person.addresses.get().is_restricted

    def test_a_double_click_adds_one_person(self, client, worker):
        client.post(reverse("people:add_person"), NEW)
        answer = client.post(reverse("people:add_person"), NEW)
        assert answer.status_code == 302
        assert Person.objects.filter(given_names="Yusuf").count() == 1

    def test_found_before_made(self, client, worker, amina):
        twin = NEW | {"given_names": "Ameena", "born_on-day": "4", "born_on-month": "6", "born_on-year": "2015"}
        page = text_of(client.post(reverse("people:add_person"), twin))
        assert "They may be on record already" in page
        assert Person.objects.count() == 1
        client.post(reverse("people:add_person"), twin | {"none_of_these": "yes"})
        assert Person.objects.count() == 2

    def test_an_unborn_child_needs_only_a_due_date(self, client, worker):
        due = TODAY.replace(year=2026, month=7)
        form = {
            "form_key": NEW["form_key"],
            "birth": "due",
            "due_on": due.isoformat(),
            "sex": "unknown",
            "source": "mother",
        }
        client.post(reverse("people:add_person"), form)
        assert Person.objects.get().birth_precision == "due" or Person.objects.get().due_on

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            pytest.param({"born_on-year": "2199"}, "must be", id="a future date of birth"),
            pytest.param({"born_on-day": "31", "born_on-month": "2"}, "date of birth", id="a date that is none"),
            pytest.param({"given_names": "", "family_name": ""}, "Enter a first name or a family name", id="no name"),
            pytest.param({"birth": "due"}, "Enter the day the baby is due", id="unborn without a due date"),
            pytest.param({"birth": "estimated"}, "Enter a rough date of birth", id="estimated without a date"),
            pytest.param({"nhs_number": "123"}, "NHS number", id="an NHS number that is none"),
            pytest.param({"source": ""}, "who told us", id="no source"),
        ],
    )
    def test_a_mistake_says_what_to_do_and_loses_nothing(self, client, worker, change, words):
        page = text_of(client.post(reverse("people:add_person"), NEW | change))
        assert words.lower() in page.lower()
        assert 'value="the school"' in page or change.get("source") == ""
        assert not Person.objects.exists()

    def test_a_number_twice_never_says_whose_it_is(self, client, worker):
        given_a_person(by=worker, given_names="Zbigniew", family_name="Mazur", nhs_number="9993395633", born_on=None)
        page = text_of(
            client.post(reverse("people:add_person"), NEW | {"nhs_number": "999 339 5633", "none_of_these": "yes"})
        )
        assert "Someone is recorded with this NHS number already" in page
        assert "Mazur" not in page

    def test_what_was_typed_is_there_after_a_lost_session(self, client, worker):
        client.get(reverse("people:add_person"))
        draft = Draft.objects.get(owner=worker)
        client.post(
            reverse("drafts:save", args=[draft.id]), {"given_names": "Half", "family_name": "Typed", "birth": "unknown"}
        )
        client.logout()
        client.force_login(worker)
        page = text_of(client.get(reverse("people:add_person")))
        assert 'value="Typed"' in page

    def test_the_draft_goes_when_the_person_is_added(self, client, worker):
        client.get(reverse("people:add_person"))
        client.post(reverse("people:add_person"), NEW)
        assert not Draft.objects.exists()

    def test_a_family_that_is_not_open_is_not_there(self, client, worker, khans):
        give_grant(subject_kind="family", subject_id=khans.id, holder=a_user(), reason=GrantReason.ALLOCATED, at=NOW)
        assert client.get(f"{reverse('people:add_person')}?family={khans.reference}").status_code == 404


class TestPerson:
    def test_the_page_shows_facts_with_source_and_the_three_blanks(self, client, worker, amina):
        facts = (
            (rules.Meaning.VALUE, "school", "Oak School"),
            (rules.Meaning.NONE, "disability", ""),
            (rules.Meaning.NOT_IN_OUR_DATA, "gp_practice", ""),
        )
        for meaning, key, value in facts:
            actions.state_fact(
                person=amina, key=key, meaning=meaning, value=value, source="mother", as_of=TODAY, by=worker, at=NOW
            )
        page = text_of(client.get(reverse("people:person", args=[amina.reference])))
        for words in (
            "Oak School",
            "From mother, as of 2 March 2026",
            "We asked, and there is none",
            "Not in our data",
            "Nobody has asked yet",
        ):
            assert words in page
        assert Entry.objects.filter(kind="people.person_seen", subject_id=str(amina.id)).exists()

    def test_a_confidential_address_is_for_those_whose_work_needs_it(self, client, worker, amina, khans):
        actions.move_home(
            person=amina,
            lines="7 Hidden Close",
            postcode="OX1 1ND",
            source="x",
            as_of=TODAY,
            by=worker,
            at=NOW,
            is_restricted=True,
        )
        address = reverse("people:person", args=[amina.reference])
        assert "7 Hidden Close" in text_of(client.get(address))
        partner = a_user("partner", kind="partner")
        give_grant(subject_kind="family", subject_id=khans.id, holder=partner, reason=GrantReason.TEAM_AROUND, at=NOW)
        client.force_login(partner)
        page = text_of(client.get(address))
        assert "7 Hidden Close" not in page
        assert "Kept confidential" in page

    def test_absent_and_not_open_look_the_same(self, client, worker, amina, khans):
        give_grant(subject_kind="family", subject_id=khans.id, holder=a_user(), reason=GrantReason.ALLOCATED, at=NOW)
        assert client.get(reverse("people:person", args=[amina.reference])).status_code == 404
        assert client.get(reverse("people:person", args=["P-222222-2"])).status_code == 404

    def test_the_page_asks_as_much_with_one_fact_as_with_all(
        self, client, worker, amina, django_assert_max_num_queries
    ):
        address = reverse("people:person", args=[amina.reference])
        with django_assert_max_num_queries(20):
            client.get(address)
        for key in rules.FACT_KEYS:
            actions.state_fact(
                person=amina, key=key, meaning=rules.Meaning.NONE, source="m", as_of=TODAY, by=worker, at=NOW
            )
        with django_assert_max_num_queries(20):
            client.get(address)


class TestCorrections:
    def test_a_name_is_changed_and_the_former_one_still_finds_them(self, client, worker, amina):
        client.post(
            reverse("people:rename_person", args=[amina.reference]),
            {
                "version": 1,
                "given_names": "Amina",
                "family_name": "Brown",
                "keeps_former": "yes",
            },
        )
        assert Person.objects.get().family_name == "Brown"
        assert queries.search_people(viewer=worker, words="Amina Khan", today=TODAY)[0].id == amina.id

    def test_two_at_once_the_second_sees_the_first_and_loses_nothing(self, client, worker, amina):
        address = reverse("people:rename_person", args=[amina.reference])
        typed = {"version": 1, "given_names": "Amina", "family_name": "Shah", "keeps_former": "no"}
        actions.correct_person(person=amina, version=1, family_name="Brown", by=worker, at=NOW)
        page = text_of(client.post(address, typed))
        assert "Someone else changed this" in page
        assert "Brown" in page
        assert 'value="Shah"' in page
        assert Person.objects.get().family_name == "Brown"
        client.post(address, typed | {"version": 2})
        assert Person.objects.get().family_name == "Shah"

    def test_a_birth_is_corrected(self, client, worker, amina):
        address = reverse("people:correct_birth", args=[amina.reference])
        client.post(address, {"version": 1, "birth": "estimated", "about_on": "2016-07-01"})
        assert (Person.objects.get().birth_precision, Person.objects.get().born_on) == ("estimated", date(2016, 7, 1))
        assert 'value="2016"' in text_of(client.get(address))
        client.post(address, {"version": 2, "birth": "unknown"})
        assert Person.objects.get().born_on is None

    def test_a_baby_is_born(self, client, worker):
        unborn = given_a_person(by=worker, given_names="", family_name="", born_on=None, due_on=TODAY)
        address = reverse("people:note_birth", args=[unborn.reference])
        assert "Enter a first name or the family name" in text_of(
            client.post(
                address,
                {
                    "version": 1,
                    "born_on": "2026-03-01",
                    "sex": "female",
                },
            )
        )
        client.post(address, {"version": 1, "born_on": "2026-03-01", "given_names": "Noor", "sex": "female"})
        assert Person.objects.get().full_name == "Noor"

    def test_details_are_corrected(self, client, worker, amina):
        client.post(
            reverse("people:correct_details", args=[amina.reference]),
            {
                "version": 1,
                "sex": "female",
                "phone": "01632 960111",
            },
        )
        assert Person.objects.get().phone == "01632 960111"

    def test_another_name_is_added(self, client, worker, amina):
        client.post(
            reverse("people:add_other_name", args=[amina.reference]),
            {
                "given_names": "Mina",
                "kind": "also known as",
            },
        )
        assert queries.list_other_names(amina)[0].given_names == "Mina"
        assert "Mina" in text_of(client.get(reverse("people:person", args=[amina.reference])))

    def test_a_household_moves_together(self, client, worker, amina):
        sister = given_a_person(by=worker, given_names="Sana")
        given_a_family(amina, sister, by=worker)
        client.post(
            reverse("people:move_home", args=[amina.reference]),
            {
                "lines": "1 New Road",
                "is_restricted": "no",
                "with_household": "yes",
                "source": "mother",
                "as_of": "2026-03-01",
            },
        )
        assert Address.objects.filter(lines="1 New Road").count() == 2

    def test_one_person_moves_alone(self, client, worker, amina):
        address = reverse("people:move_home", args=[amina.reference])
        assert "Enter the address, the postcode, or both" in text_of(
            client.post(
                address,
                {
                    "is_restricted": "no",
                    "source": "mother",
                    "as_of": "2026-03-01",
                },
            )
        )
        client.post(address, {"postcode": "OX1 1ND", "is_restricted": "no", "source": "mother", "as_of": "2026-03-01"})
        assert amina.addresses.get().postcode == "OX1 1ND"

    def test_a_fact_is_recorded(self, client, worker, amina):
        address = reverse("people:state_fact", args=[amina.reference])
        typed = {"key": "school", "meaning": "value", "source": "mother", "as_of": "2026-03-01"}
        assert "Write down what is known" in text_of(client.post(address, typed))
        client.post(address, typed | {"value": "Oak School"})
        assert Fact.objects.get().value == "Oak School"

    def test_a_form_in_a_lost_session_asks_to_sign_in(self, client, worker, amina):
        client.logout()
        answer = client.post(reverse("people:state_fact", args=[amina.reference]), {})
        assert answer.status_code == 302
        assert "/account/" in answer.url


class TestFamily:
    def test_a_family_is_added_once(self, client, worker):
        assert "Add a family" in text_of(client.get(reverse("people:add_family")))
        form = {"form_key": NEW["form_key"], "name": "Khan"}
        for _ in range(2):
            answer = client.post(reverse("people:add_family"), form)
        family = Family.objects.get()
        assert answer.url == reverse("people:family", args=[family.reference])
        assert "Nobody is in this family yet" in text_of(client.get(answer.url))

    def test_the_page_shows_everyone_and_notes_who_looked(self, client, worker, amina, khans):
        father = given_a_person(by=worker, given_names="Imran", born_on=None)
        actions.join_family(
            family=khans, person=father, role=rules.FamilyRole.PARENT, in_household=False, by=worker, at=NOW
        )
        actions.relate(
            person=father,
            other=amina,
            kind=rules.RelationKind.PARENT,
            source="mother",
            as_of=TODAY,
            by=worker,
            at=NOW,
            has_parental_responsibility=True,
        )
        page = text_of(client.get(reverse("people:family", args=[khans.reference])))
        for words in (
            "Imran Khan",
            "Lives elsewhere",
            "Date of birth not known",
            "Imran Khan is the parent of Amina Khan",
            "with parental responsibility",
        ):
            assert words in page
        assert Entry.objects.get(kind="people.family_seen").subject_id == str(khans.id)

    def test_the_page_asks_as_much_for_one_as_for_fifty(self, client, worker, khans, django_assert_num_queries):
        address = reverse("people:family", args=[khans.reference])
        client.get(address)
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as one:
            client.get(address)
        for number in range(49):
            child = given_a_person(by=worker, given_names=f"Child{number}")
            actions.join_family(family=khans, person=child, role=rules.FamilyRole.CHILD, by=worker, at=NOW)
        assert len(one) <= 20
        with django_assert_num_queries(len(one)):
            client.get(address)

    def test_a_name_is_changed(self, client, worker, khans):
        client.post(reverse("people:rename_family", args=[khans.reference]), {"name": "Khan and Shah", "version": 1})
        assert Family.objects.get().name == "Khan and Shah"

    def test_two_rename_at_once(self, client, worker, khans):
        actions.rename_family(family=khans, version=1, name="Shah", by=worker, at=NOW)
        page = text_of(
            client.post(reverse("people:rename_family", args=[khans.reference]), {"name": "Mirza", "version": 1})
        )
        assert "On the record now" in page
        assert "Shah" in page
        assert 'value="Mirza"' in page

    def test_someone_recorded_joins_by_reference(self, client, worker, khans):
        aunt = given_a_person(by=worker, given_names="Samina")
        address = reverse("people:join_family", args=[khans.reference])
        typed = {"person": aunt.reference.lower(), "role": "other", "in_household": "no"}
        client.post(address, typed)
        assert khans.members.filter(person=aunt).count() == 1
        assert "reference" in text_of(client.post(address, typed | {"person": "nonsense"})).lower()

    def test_someone_not_open_does_not_join(self, client, worker, khans):
        stranger = given_a_person(by=worker, given_names="Ewa", family_name="Nowak")
        theirs = given_a_family(stranger, by=worker, name="Nowak")
        give_grant(subject_kind="family", subject_id=theirs.id, holder=a_user(), reason=GrantReason.ALLOCATED, at=NOW)
        page = text_of(
            client.post(
                reverse("people:join_family", args=[khans.reference]),
                {
                    "person": stranger.reference,
                    "role": "other",
                    "in_household": "no",
                },
            )
        )
        assert "No person open to you has this reference" in page

    def test_someone_leaves(self, client, worker, amina, khans):
        address = reverse("people:leave_family", args=[khans.reference, amina.reference])
        client.post(address, {"until_on": "2026-03-01"})
        assert FamilyMember.objects.get().until_on == date(2026, 3, 1)
        assert client.get(address).status_code == 404
        assert "Left on 1 March 2026" in text_of(client.get(reverse("people:family", args=[khans.reference])))

    def test_two_are_related_and_it_ends(self, client, worker, amina, khans):
        sister = given_a_person(by=worker, given_names="Sana")
        actions.join_family(family=khans, person=sister, role=rules.FamilyRole.CHILD, by=worker, at=NOW)
        typed = {
            "person": amina.reference,
            "kind": "sibling",
            "other": amina.reference,
            "source": "mother",
            "as_of": "2026-03-01",
        }
        address = reverse("people:relate", args=[khans.reference])
        assert "Choose two different people" in text_of(client.post(address, typed))
        client.post(address, typed | {"other": sister.reference})
        relationship = Relationship.objects.get()
        end = reverse("people:end_relationship", args=[khans.reference, relationship.id])
        client.post(end, {"until_on": "2026-03-02"})
        relationship.refresh_from_db()
        assert relationship.until_on == date(2026, 3, 2)
        assert client.get(end).status_code == 404


class TestAgreements:
    def test_an_answer_is_given_and_taken_back(self, client, worker, amina, khans):
        school = an_agency(kind="school", name="Oak School")
        client.post(
            reverse("people:give_agreement", args=[khans.reference]),
            {
                "person": amina.reference,
                "agency": school.slug,
                "purpose": "ask",
                "answer": "agreed",
                "given_on": "2026-02-20",
                "how": "at home",
            },
        )
        agreement = Agreement.objects.get()
        page = text_of(client.get(reverse("people:family", args=[khans.reference])))
        assert "Oak School" in page
        assert "Agreed" in page
        address = reverse("people:withdraw_agreement", args=[khans.reference, agreement.id])
        client.post(address, {"withdrawn_on": "2026-02-25", "why": "She changed her mind"})
        assert "She changed her mind" in text_of(client.get(reverse("people:family", args=[khans.reference])))
        again = text_of(client.post(address, {"withdrawn_on": "2026-02-26", "why": "Again"}))
        assert "withdrawn already" in again

    def test_an_agreement_of_another_family_is_not_there(self, client, worker, khans):
        missing = reverse("people:withdraw_agreement", args=[khans.reference, khans.id])
        assert client.get(missing).status_code == 404

    def test_the_lawful_basis_stands_apart(self, client, worker, khans):
        address = reverse("people:state_sharing_basis", args=[khans.reference])
        typed = {"basis": "safeguarding", "is_without_agreement": "yes"}
        assert "Write down why" in text_of(client.post(address, typed))
        client.post(address, typed | {"reason": "A child may be at risk of harm"})
        page = text_of(client.get(reverse("people:family", args=[khans.reference])))
        assert "without agreement: A child may be at risk of harm" in page
