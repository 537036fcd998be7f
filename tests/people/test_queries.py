"""Finding people, and reading families."""

from datetime import date
from uuid import uuid4

import pytest

from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.people import actions, queries, rules
from alongside.people.queries import Sought
from alongside.people.queries.found import told_of_each
from alongside.people.rules.likeness import Kind, Likeness
from tests.factories import NOW, TODAY, a_user, an_agency
from tests.people.given import given_a_family, given_a_person, given_a_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return given_a_worker()


@pytest.fixture
def amina(by):
    return given_a_person(by=by)


def found(by, **sought) -> list[str]:
    return [one.name for one in queries.search_people(viewer=by, today=TODAY, **sought)]


class TestSearch:
    @pytest.mark.parametrize(
        "words",
        [
            "Amina Khan",
            "khan amina",
            "Aminah Kahn",
            "Ameena Khan",
            "AMINA",
            "Khann",
            "Amima Khan",
            "mina Khan",
        ],
    )
    def test_a_name_in_any_order_and_however_spelt(self, by, amina, words):
        assert found(by, words=words) == ["Amina Khan"]

    def test_a_short_form(self, by):
        given_a_person(by=by, given_names="Elizabeth", family_name="O'Brien")
        assert found(by, words="Liz O Brien") == ["Elizabeth O'Brien"]

    @pytest.mark.parametrize("number", ["999 339 5633", "9993395633"])
    def test_a_number_finds_one(self, by, number):
        given_a_person(by=by, nhs_number="9993395633")
        given_a_person(by=by, given_names="Sana")
        assert found(by, words=number) == ["Amina Khan"]

    def test_a_pupil_number_and_a_reference(self, by, amina):
        pupil = given_a_person(by=by, given_names="Sana", upn="A931219022879")
        assert found(by, words="a931219022879") == ["Sana Khan"]
        assert found(by, words=amina.reference.lower()) == ["Amina Khan"]
        assert pupil.upn

    def test_a_birth_or_a_home_alone(self, by, amina):
        actions.move_home(person=amina, lines="", postcode="OX1 1ND", source="x", as_of=TODAY, by=by, at=NOW)
        assert found(by, born_on=date(2015, 6, 4)) == ["Amina Khan"]
        assert found(by, postcode="ox11nd") == ["Amina Khan"]

    def test_nothing_to_look_by_finds_nobody(self, by, amina):
        assert found(by) == []
        assert found(by, age=10) == []

    def test_a_name_spelt_past_its_sound_is_found_by_its_letters(self, by):
        given_a_person(by=by, given_names="Featherstonehaugh", family_name="")
        assert found(by, words="Feaxherstonehaug") == ["Featherstonehaugh"]

    @pytest.mark.parametrize("age", [10, 36])
    def test_an_age_tells_apart_two_of_one_name_and_one_home(self, by, amina, age):
        home = {"lines": "", "postcode": "OX1 1ND", "source": "x", "as_of": TODAY, "by": by, "at": NOW}
        for person in (amina, given_a_person(by=by, born_on=date(1990, 1, 1))):
            actions.move_home(person=person, **home)
        sought = Sought(given_names="Amina", family_name="Khan", age=age, postcode="OX1 1ND")
        first = queries.likely_people(viewer=by, sought=sought, today=TODAY)[0]
        assert (first.reference == amina.reference) == (age == 10)

    def test_someone_without_the_permission_finds_nobody(self, by, amina):
        assert found(a_user("partner", kind="partner"), words="Amina Khan") == []

    def test_today_is_the_databases_when_not_told(self, by, amina):
        assert queries.search_people(viewer=by, words="Amina Khan")[0].id == amina.id

    def test_families_are_shown_and_whether_it_is_open(self, by, amina):
        family = given_a_family(amina, by=by)
        other = given_a_family(amina, by=by, name="Shah")
        one = queries.search_people(viewer=by, words="Amina Khan", today=TODAY)[0]
        assert {each.reference for each in one.families} == {family.reference, other.reference}
        assert one.is_open
        for each in (family, other):
            give_grant(subject_kind="family", subject_id=each.id, holder=a_user(), reason=GrantReason.HUB, at=NOW)
        assert not queries.search_people(viewer=by, words="Amina Khan", today=TODAY)[0].is_open

    def test_a_membership_left_and_taken_again_shows_the_family_once(self, by, amina):
        family = given_a_family(amina, by=by)
        actions.leave_family(member=family.members.get(), until_on=TODAY, by=by, at=NOW)
        actions.join_family(family=family, person=amina, role=rules.FamilyRole.CHILD, by=by, at=NOW)
        assert len(queries.search_people(viewer=by, words="Amina Khan", today=TODAY)[0].families) == 1


class TestThisChildAndThisFamily:
    def test_a_twin_is_another_member_and_comes_after(self, by, amina):
        twin = given_a_person(by=by, given_names="Amira")
        given_a_family(amina, twin, by=by)
        likely = queries.likely_people(
            viewer=by, sought=Sought(given_names="Amina", family_name="Khan", born_on=date(2015, 6, 4)), today=TODAY
        )
        assert [(one.name, one.kind) for one in likely] == [("Amina Khan", Kind.PERSON), ("Amira Khan", Kind.FAMILY)]
        assert "Another member of a family found here" in likely[1].because

    def test_a_brother_is_this_family_and_not_this_child(self, by, amina):
        actions.move_home(person=amina, lines="", postcode="OX1 1ND", source="x", as_of=TODAY, by=by, at=NOW)
        likely = queries.likely_people(
            viewer=by, sought=Sought(given_names="Yusuf", family_name="Khan", postcode="OX1 1ND"), today=TODAY
        )
        assert [one.is_this_person for one in likely] == [False]

    def test_two_of_one_name_in_different_families_are_both_shown(self, by, amina):
        other = given_a_person(by=by, born_on=date(1990, 1, 1))
        given_a_family(amina, by=by)
        given_a_family(other, by=by)
        assert len(queries.search_people(viewer=by, words="Amina Khan", today=TODAY)) == 2

    def test_unlikely_and_likely(self, by, amina):
        sought = Sought(given_names="Amina", family_name="Khan", born_on=date(2015, 6, 4))
        assert queries.likely_people(viewer=by, sought=sought, today=TODAY)[0].is_likely
        assert not queries.search_people(viewer=by, words="Khan", today=TODAY)[0].is_likely

    def test_someone_removed_meanwhile_is_left_out(self, by):
        assert told_of_each([[(uuid4(), Likeness(20, Kind.PERSON, ("Same name",)))]], viewer=by, today=TODAY) == [[]]

    def test_an_unborn_child_and_a_known_name_are_named(self, by):
        given_a_person(by=by, given_names="", family_name="", known_as="Mina", born_on=None)
        given_a_person(by=by, given_names="Aminata", known_as="Mina")
        assert sorted(found(by, words="Mina")) == ["Aminata Khan (known as Mina)", "Mina"]
        unborn = given_a_person(by=by, given_names="", family_name="", born_on=None, due_on=TODAY)
        assert found(by, words=unborn.reference) == ["Unborn child"]


class TestReading:
    def test_absent_and_not_open_are_the_same(self, by, amina):
        family = given_a_family(amina, by=by)
        assert queries.get_family(viewer=by, reference=family.reference) == family
        assert queries.get_person(viewer=by, reference=amina.reference) == amina
        give_grant(subject_kind="family", subject_id=family.id, holder=a_user(), reason=GrantReason.HUB, at=NOW)
        for reference in (family.reference, "F-222222-2"):
            with pytest.raises(queries.FamilyNotFound):
                queries.get_family(viewer=by, reference=reference)
        with pytest.raises(queries.PersonNotFound):
            queries.get_person(viewer=by, reference=amina.reference)

    def test_members_come_parents_first_then_the_eldest(self, by, amina):
        mother = given_a_person(by=by, given_names="Fatima", born_on=date(1988, 1, 1))
        baby = given_a_person(by=by, given_names="Sana", born_on=date(2020, 1, 1))
        family = given_a_family(baby, amina, by=by)
        actions.join_family(family=family, person=mother, role=rules.FamilyRole.PARENT, by=by, at=NOW)
        assert [one.person.given_names for one in queries.family_members(family)] == ["Fatima", "Amina", "Sana"]
        assert queries.families_of(viewer=by, person=amina) == [family]
        assert queries.open_family_ids(viewer=by, family_ids=[family.id, uuid4()]) == {family.id}
        assert set(queries.household_of(amina, viewer=by)) == {mother, baby}

    def test_agencies_to_share_with(self):
        agency = an_agency(name="Aardvark School")
        gone = an_agency()
        gone.is_active = False
        gone.save()
        assert queries.list_agencies()[0] == agency
        assert gone not in queries.list_agencies()


def test_a_search_asks_no_more_for_many_than_for_one(by, django_assert_num_queries):
    given_a_family(given_a_person(by=by), by=by)
    assert by.may("people.search")
    clues_twice_letters_people_families_open, clues_people_families_open = 6, 4
    with django_assert_num_queries(clues_twice_letters_people_families_open):
        queries.search_people(viewer=by, words="Amina Khan", today=TODAY)
    for name in ("Amina", "Aminah", "Ameena"):
        given_a_family(given_a_person(by=by, given_names=name), by=by)
    with django_assert_num_queries(clues_people_families_open):
        assert len(queries.search_people(viewer=by, words="Amina Khan", today=TODAY)) == 4
