"""Each verb on people and families: done, done again, and refused."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.models import Grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.audit.models import Entry
from alongside.people import access, actions, queries, rules
from alongside.people.models import (
    Address,
    Agreement,
    Fact,
    FamilyMember,
    Person,
    Relationship,
    SearchKey,
    SharingBasis,
)
from tests.factories import NOW, TODAY, a_user, an_agency
from tests.people.given import given_a_family, given_a_person, given_a_worker

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
SOURCED = {"source": "the mother", "as_of": TODAY}


@pytest.fixture
def by():
    return given_a_worker()


@pytest.fixture
def amina(by):
    return given_a_person(by=by)


@pytest.fixture
def khans(by, amina):
    return given_a_family(amina, by=by)


def someone_elses(family) -> None:
    give_grant(subject_kind="family", subject_id=family.id, holder=a_user(), reason=GrantReason.ALLOCATED, at=NOW)


def refused(words: str):
    return pytest.raises(actions.PeopleRefused, match=words)


class TestWho:
    def test_a_role_that_does_not_add_is_refused_everything(self, by, amina, khans):
        partner = a_user("partner", kind="partner")
        with refused("Your role cannot add"):
            given_a_person(by=partner)
        with refused("Your role cannot add"):
            actions.add_family(name="Khan", by=partner, at=NOW)
        with refused("not open to you"):
            actions.correct_person(person=amina, version=1, given_names="X", by=partner, at=NOW)
        assert not access.may_change_family(partner, khans)

    def test_a_family_that_someone_works_with_is_changed_by_them_alone(self, by, amina, khans):
        assert access.may_change_family(by, khans)
        assert access.may_change_person(by, amina)
        someone_elses(khans)
        assert not access.may_change_family(by, khans)
        assert not access.may_change_person(by, amina)
        give_grant(subject_kind="family", subject_id=khans.id, holder=by, reason=GrantReason.HUB, at=NOW)
        assert access.may_change_family(by, khans)
        assert access.may_change_person(by, amina)

    def test_a_family_that_was_worked_with_is_not_free_again_when_the_grant_ends(self, by, khans):
        someone_elses(khans)
        Grant.objects.update(until_at=NOW)
        assert not access.may_change_family(by, khans)

    def test_what_is_reachable(self, by, amina, khans):
        reader = a_user("service-manager")
        assert not access.families_reachable_by(reader).exists()
        assert not access.people_reachable_by(reader).exists()
        give_grant(subject_kind="family", subject_id=khans.id, holder=reader, reason=GrantReason.HUB, at=NOW)
        assert access.may_see_family(reader, khans)
        assert access.families_reachable_by(reader).get() == khans
        assert access.people_reachable_by(reader).get() == amina
        assert not access.people_reachable_by(by).exists()
        assert access.people_open_to(reader).get() == amina


class TestAddPerson:
    def test_a_person_is_written_with_what_finds_them(self, by):
        person = given_a_person(by=by, given_names="  Amina   Noor ", nhs_number="999 339 5633", phone="01632 960001")
        assert person.given_names == "Amina Noor"
        assert person.nhs_number == "9993395633"
        assert person.birth_precision == "exact"
        assert person.reference.startswith("P-")
        assert SearchKey.objects.get(person=person).given == "amina noor"
        assert Entry.objects.get(kind="people.person_added").detail == {"source": "the parent"}

    def test_the_same_id_adds_once(self, by, amina):
        again = given_a_person(by=by, id=amina.id)
        assert again == amina
        assert Person.objects.count() == 1

    def test_one_name_is_enough_and_an_unborn_child_needs_none(self, by):
        assert given_a_person(by=by, family_name="", born_on=None).birth_precision == "unknown"
        unborn = given_a_person(by=by, given_names="", family_name="", born_on=None, due_on=TOMORROW)
        assert (unborn.birth_precision, unborn.full_name) == ("due", "Unborn child")
        assert given_a_person(by=by, birth_precision=rules.BirthPrecision.ESTIMATED).birth_precision == "estimated"

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"given_names": "", "family_name": " "}, "Enter at least one name"),
            ({"born_on": TOMORROW}, "in the future"),
            ({"born_on": date(1890, 1, 1)}, "more than 120 years ago"),
            ({"born_on": None, "due_on": TODAY + timedelta(days=400)}, "ten months away"),
            ({"nhs_number": "9993395634"}, "digit wrong"),
            ({"upn": "B931219022879"}, "pupil number"),
            ({"given_names": "x" * 121}, "120 characters or fewer"),
        ],
    )
    def test_what_cannot_be_is_refused(self, by, facts, words):
        with refused(words):
            given_a_person(by=by, **facts)
        assert not Person.objects.exists()

    def test_a_person_needs_a_source(self, by):
        for source, words in (("  ", "Say where this comes from"), ("x" * 121, "120 characters")):
            with refused(words):
                actions.add_person(given_names="A", family_name="B", source=source, by=by, at=NOW)

    def test_a_number_twice_is_refused_without_saying_whose(self, by):
        given_a_person(by=by, nhs_number="9993395633")
        with pytest.raises(actions.PeopleRefused) as refusal:
            given_a_person(by=by, given_names="Sana", nhs_number="9993395633")
        assert str(refusal.value).startswith("Someone is recorded with this NHS number already")
        assert "Amina" not in str(refusal.value)

    def test_another_clash_is_not_hidden(self, by, amina, monkeypatch):
        monkeypatch.setattr("alongside.people.actions.persons._reference", lambda: amina.reference)
        with pytest.raises(IntegrityError), transaction.atomic():
            given_a_person(by=by)

    def test_a_newcomer_is_whole_or_not_at_all(self, by, khans):
        facts = {"given_names": "Yusuf", "family_name": "Khan", "source": "mother"}
        where = {"family": khans, "role": "child", "in_household": True, "lines": "", "is_restricted": False}
        with refused("postcode"):
            actions.add_newcomer(facts=facts, postcode="nonsense", **where, by=by, at=NOW)
        assert not Person.objects.filter(given_names="Yusuf").exists()
        added = actions.add_newcomer(facts=facts, postcode="OX1 1ND", **where, by=by, at=NOW)
        assert added.addresses.get().postcode == "OX1 1ND"
        alone = actions.add_newcomer(facts=facts, postcode="", **(where | {"family": None}), by=by, at=NOW)
        assert not alone.memberships.exists()


class TestCorrectPerson:
    def test_only_what_is_named_changes(self, by, amina):
        after = actions.correct_person(person=amina, version=1, known_as="Mina", by=by, at=NOW)
        assert (after.known_as, after.given_names, after.version) == ("Mina", "Amina", 2)
        assert Entry.objects.get(kind="people.person_corrected").detail == {"changed": ["known_as"]}

    def test_nothing_changed_writes_nothing(self, by, amina):
        same = actions.correct_person(person=amina, version=99, given_names="Amina", by=by, at=NOW)
        assert same.version == 1
        assert not Entry.objects.filter(kind="people.person_corrected").exists()

    def test_a_stale_version_is_refused_with_what_stands_there(self, by, amina):
        actions.correct_person(person=amina, version=1, given_names="Aminah", by=by, at=NOW)
        with pytest.raises(actions.StaleVersion) as refusal:
            actions.correct_person(person=amina, version=1, given_names="Emina", by=by, at=NOW)
        assert refusal.value.current.given_names == "Aminah"
        assert Person.objects.get().given_names == "Aminah"

    def test_a_death_is_after_the_birth_and_not_to_come(self, by, amina):
        for day in (TOMORROW, date(2015, 6, 3)):
            with refused("day of death"):
                actions.correct_person(person=amina, version=1, died_on=day, by=by, at=NOW)
        assert actions.correct_person(person=amina, version=1, died_on=TODAY, by=by, at=NOW).died_on == TODAY

    def test_a_death_without_a_birth(self, by):
        person = given_a_person(by=by, born_on=None)
        assert actions.correct_person(person=person, version=1, died_on=TODAY, by=by, at=NOW).died_on == TODAY

    def test_a_former_name_is_kept_once_or_not_at_all(self, by, amina):
        actions.rename_person(person=amina, version=1, given_names="Amina", family_name="Shah", by=by, at=NOW)
        assert [one.family_name for one in queries.list_other_names(amina)] == ["Khan"]
        actions.rename_person(
            person=amina, version=2, given_names="Amina", family_name="Mir", keeps_former=False, by=by, at=NOW
        )
        assert len(queries.list_other_names(amina)) == 1
        actions.rename_person(
            person=amina, version=3, given_names="Amina", family_name="Mir", known_as="Mina", by=by, at=NOW
        )
        assert len(queries.list_other_names(amina)) == 1

    def test_an_unborn_child_named_keeps_no_former_name(self, by):
        unborn = given_a_person(by=by, given_names="", family_name="", born_on=None, due_on=TODAY)
        named = actions.rename_person(person=unborn, version=1, given_names="Noor", family_name="", by=by, at=NOW)
        assert queries.list_other_names(named) == []

    def test_births(self, by, amina):
        corrected = actions.correct_birth(
            person=amina, version=1, born_on=date(2015, 6, 5), by=by, at=NOW, birth_precision=rules.BirthPrecision.EXACT
        )
        assert corrected.born_on == date(2015, 6, 5)
        assert SearchKey.objects.get(person=amina).born_on == date(2015, 6, 5)
        unborn = given_a_person(by=by, given_names="", family_name="", born_on=None, due_on=TODAY)
        born = actions.note_birth(
            person=unborn,
            version=1,
            born_on=TODAY,
            given_names="Noor",
            family_name="Khan",
            sex=rules.Sex.FEMALE,
            by=by,
            at=NOW,
        )
        assert (born.full_name, born.birth_precision) == ("Noor Khan", "exact")

    def test_another_name_is_added_once_and_found_by(self, by, amina):
        for _ in range(2):
            actions.add_other_name(
                person=amina, given_names="Mina", family_name="", kind="also known as", by=by, at=NOW
            )
        assert "mina" in SearchKey.objects.get(person=amina).given
        assert Entry.objects.filter(kind="people.other_name_added").count() == 1
        with refused("Enter the other name"):
            actions.add_other_name(person=amina, given_names=" ", family_name="", kind="x", by=by, at=NOW)


class TestFamily:
    def test_a_family_is_added_once_and_named(self, by):
        family = actions.add_family(name=" Khan  and Shah ", by=by, at=NOW)
        assert family.name == "Khan and Shah"
        assert actions.add_family(name="Other", id=family.id, by=by, at=NOW) == family
        for name, words in (("", "Enter a name"), ("x" * 201, "200 characters")):
            with refused(words):
                actions.add_family(name=name, by=by, at=NOW)

    def test_the_same_id_of_a_family_not_open_is_refused(self, by, khans):
        someone_elses(khans)
        with refused("not open to you"):
            actions.add_family(name="Khan", id=khans.id, by=by, at=NOW)

    def test_renamed_stale_and_unchanged(self, by, khans):
        assert actions.rename_family(family=khans, version=7, name="Khan", by=by, at=NOW).version == 1
        assert actions.rename_family(family=khans, version=1, name="Shah", by=by, at=NOW).version == 2
        with pytest.raises(actions.StaleVersion):
            actions.rename_family(family=khans, version=1, name="Mirza", by=by, at=NOW)

    def test_joined_once_and_a_part_changed(self, by, amina, khans):
        actions.join_family(family=khans, person=amina, role=rules.FamilyRole.CHILD, by=by, at=NOW)
        assert FamilyMember.objects.count() == 1
        changed = actions.join_family(
            family=khans, person=amina, role=rules.FamilyRole.OTHER, in_household=False, by=by, at=NOW
        )
        assert (changed.role, changed.in_household) == ("other", False)
        with refused("in the future"):
            actions.join_family(
                family=khans, person=amina, role=rules.FamilyRole.CHILD, from_on=TOMORROW, by=by, at=NOW
            )

    def test_left_once(self, by, amina):
        family = actions.add_family(name="Khan", by=by, at=NOW)
        member = actions.join_family(
            family=family, person=amina, role=rules.FamilyRole.CHILD, from_on=date(2026, 1, 1), by=by, at=NOW
        )
        with refused("before the day they joined"):
            actions.leave_family(member=member, until_on=date(2025, 1, 1), by=by, at=NOW)
        with refused("in the future"):
            actions.leave_family(member=member, until_on=TOMORROW, by=by, at=NOW)
        for _ in range(2):
            actions.leave_family(member=member, until_on=TODAY, by=by, at=NOW)
        with refused("left the family already"):
            actions.leave_family(member=member, until_on=date(2026, 2, 1), by=by, at=NOW)
        assert Entry.objects.filter(kind="people.family_left").count() == 1
        actions.join_family(family=family, person=amina, role=rules.FamilyRole.CHILD, by=by, at=NOW)
        assert FamilyMember.objects.count() == 2
        assert [one.until_on for one in queries.family_members(family, with_former=True)] == [None, TODAY]

    def test_someone_not_open_does_not_join(self, by, khans):
        stranger = given_a_person(by=by, given_names="Ewa")
        someone_elses(given_a_family(stranger, by=by))
        with refused("person’s record is not open"):
            actions.join_family(family=khans, person=stranger, role=rules.FamilyRole.OTHER, by=by, at=NOW)


class TestHomes:
    def move(self, by, person, lines="1 High Street", postcode="OX1 1ND", **facts):
        return actions.move_home(person=person, lines=lines, postcode=postcode, **(SOURCED | facts), by=by, at=NOW)

    def test_a_move_ends_the_home_before(self, by, amina):
        first = self.move(by, amina, as_of=date(2026, 1, 1))
        assert self.move(by, amina, as_of=date(2026, 1, 1)) == first
        self.move(by, amina, lines="2 Mill Lane", postcode="")
        first.refresh_from_db()
        assert first.until_on == TODAY
        assert queries.address_of(amina).lines == "2 Mill Lane"
        assert [one.lines for one in queries.list_addresses(amina)] == ["2 Mill Lane", "1 High Street"]
        assert SearchKey.objects.get(person=amina).postcodes == "OX11ND"

    @pytest.mark.parametrize(
        ("facts", "words"),
        [
            ({"lines": "", "postcode": ""}, "Enter the address"),
            ({"postcode": "nonsense"}, "postcode"),
            ({"lines": "x" * 301}, "300 characters"),
            ({"as_of": TOMORROW}, "in the future"),
            ({"source": ""}, "Say where"),
        ],
    )
    def test_what_cannot_be_is_refused(self, by, amina, facts, words):
        with refused(words):
            self.move(by, amina, **facts)

    def test_a_postcode_of_the_county_is_placed(self, by, amina):
        from alongside.places.models import Area, District, Locality, Postcode

        district = District.objects.create(code="E07", name="Wen")
        locality = Locality.objects.create(slug="wen", name="Wen")
        area = Area.objects.create(
            code="E01", name="Wen 1", vintage="2021", district=district, locality=locality, easting=1, northing=1
        )
        Postcode.objects.create(code="OX1 1ND", area=area, easting=1, northing=1)
        home = self.move(by, amina)
        assert (home.area, home.locality) == (area, locality)

    def test_nobody_is_found_by_a_confidential_address(self, by, amina):
        self.move(by, amina, is_restricted=True)
        assert SearchKey.objects.get(person=amina).postcodes == ""
        assert queries.search_people(viewer=by, postcode="OX1 1ND", today=TODAY) == []

    def test_a_home_is_left_for_one_not_known(self, by, amina):
        home = self.move(by, amina, as_of=date(2026, 1, 1))
        for _ in range(2):
            actions.leave_home(address=home, until_on=TODAY, by=by, at=NOW)
        assert queries.address_of(amina) is None
        assert Entry.objects.filter(kind="people.home_left").count() == 1
        with refused("in the future"):
            actions.leave_home(address=home, until_on=TOMORROW, by=by, at=NOW)

    def test_a_household_moves_whole(self, by, amina):
        sana = given_a_person(by=by, given_names="Sana")
        actions.move_household(
            people=[amina, sana], lines="9 New Road", postcode="", is_restricted=False, **SOURCED, by=by, at=NOW
        )
        assert Address.objects.filter(lines="9 New Road").count() == 2


class TestRelationships:
    def relate(self, by, person, other, kind=rules.RelationKind.PARENT, **facts):
        return actions.relate(person=person, other=other, kind=kind, **(SOURCED | facts), by=by, at=NOW)

    def test_written_once_and_mutual_ones_from_either_side(self, by, amina):
        sana = given_a_person(by=by, given_names="Sana")
        first = self.relate(by, amina, sana, rules.RelationKind.TWIN)
        assert self.relate(by, sana, amina, rules.RelationKind.TWIN) == first
        assert Relationship.objects.count() == 1
        assert queries.list_relationships(people=[sana.id]) == [first]

    def test_parental_responsibility_can_be_stated_later(self, by, amina):
        mother = given_a_person(by=by, given_names="Fatima")
        self.relate(by, mother, amina)
        assert self.relate(by, mother, amina, has_parental_responsibility=True).has_parental_responsibility
        assert self.relate(by, mother, amina).has_parental_responsibility
        assert Entry.objects.filter(kind="people.parental_responsibility_stated").count() == 1

    def test_what_cannot_be_is_refused(self, by, amina):
        mother = given_a_person(by=by, given_names="Fatima")
        with refused("two different people"):
            self.relate(by, amina, amina)
        self.relate(by, mother, amina)
        with refused("other way round"):
            self.relate(by, amina, mother)

    def test_it_ends_once(self, by, amina):
        one = self.relate(by, given_a_person(by=by, given_names="Fatima"), amina)
        for _ in range(2):
            actions.end_relationship(relationship=one, until_on=TODAY, by=by, at=NOW)
        assert Entry.objects.filter(kind="people.relationship_ended").count() == 1
        assert queries.list_relationships(people=[amina.id]) == []


class TestFacts:
    def state(self, by, person, value="Oak School", meaning=rules.Meaning.VALUE, key="school", **facts):
        return actions.state_fact(
            person=person, key=key, meaning=meaning, value=value, **(SOURCED | facts), by=by, at=NOW
        )

    def test_a_later_statement_takes_the_place_of_the_one_before(self, by, amina):
        first = self.state(by, amina, as_of=date(2026, 1, 1))
        assert self.state(by, amina, as_of=date(2026, 1, 1)) == first
        self.state(by, amina, value="Elm School")
        assert [fact.value for fact in queries.known_facts(amina)] == ["Elm School"]
        assert Fact.objects.count() == 2

    def test_an_older_statement_is_history(self, by, amina):
        self.state(by, amina)
        self.state(by, amina, value="Ash School", as_of=date(2025, 1, 1))
        assert [fact.shown for fact in queries.known_facts(amina)] == ["Oak School"]

    def test_a_blank_says_which(self, by, amina):
        self.state(by, amina, value="", meaning=rules.Meaning.NONE)
        known = queries.known_facts(amina, with_unasked=True)
        assert [fact.shown for fact in known if fact.key == "school"] == ["None"]
        assert [fact.shown for fact in known if fact.key == "religion"] == ["Not asked"]

    def test_what_cannot_be_is_refused(self, by, amina):
        with refused("not a fact we record"):
            self.state(by, amina, key="shoe_size")
        with refused("in the future"):
            self.state(by, amina, as_of=TOMORROW)


class TestAgreements:
    @pytest.fixture
    def school(self):
        return an_agency(kind="school")

    def give(self, by, khans, amina, school, answer="agreed", purpose="plan_together", given_on=TODAY):
        return actions.give_agreement(
            family=khans,
            person=amina,
            agency=school,
            purpose=purpose,
            how="at home",
            by=by,
            at=NOW,
            answer=rules.AgreementAnswer(answer),
            given_on=given_on,
        )

    def withdraw(self, by, agreement, on=TODAY, why="changed her mind"):
        return actions.withdraw_agreement(agreement=agreement, withdrawn_on=on, why=why, by=by, at=NOW)

    def opened_to(self, school) -> bool:
        return Grant.objects.open().filter(agency=school, reason=GrantReason.AGREEMENT).exists()

    def test_planning_together_opens_the_record_until_it_is_withdrawn(self, by, amina, khans, school):
        agreement = self.give(by, khans, amina, school)
        assert self.give(by, khans, amina, school) == agreement
        assert self.opened_to(school)
        assert access.may_change_family(by, khans)
        self.withdraw(by, agreement)
        assert not self.opened_to(school)
        assert queries.list_agreements(khans) == [agreement]

    def test_another_purpose_opens_nothing(self, by, amina, khans, school):
        self.withdraw(by, self.give(by, khans, amina, school, purpose="ask"))
        assert not Grant.objects.exists()

    def test_one_withdrawal_of_two_leaves_it_open(self, by, amina, khans, school):
        mother = given_a_person(by=by, given_names="Fatima")
        actions.join_family(family=khans, person=mother, role=rules.FamilyRole.PARENT, by=by, at=NOW)
        self.give(by, khans, mother, school)
        self.withdraw(by, self.give(by, khans, amina, school))
        assert self.opened_to(school)

    def test_a_new_answer_replaces_the_one_before(self, by, amina, khans, school):
        first = self.give(by, khans, amina, school, given_on=date(2026, 2, 1))
        with refused("later answer already"):
            self.give(by, khans, amina, school, answer="refused", given_on=date(2026, 1, 1))
        self.give(by, khans, amina, school, answer="refused")
        first.refresh_from_db()
        assert first.withdrawn_on == TODAY
        assert not self.opened_to(school)
        assert Agreement.objects.filter(withdrawn_on=None).get().answer == "refused"

    def test_what_cannot_be_is_refused(self, by, amina, khans, school):
        with refused("Say what the agency"):
            self.give(by, khans, amina, school, purpose=" ")
        with refused("in the future"):
            self.give(by, khans, amina, school, given_on=TOMORROW)
        with refused("Only someone in this family"):
            self.give(by, khans, given_a_person(by=by, given_names="Ewa"), school)

    def test_withdrawn_twice_the_same_is_once_and_otherwise_refused(self, by, amina, khans, school):
        agreement = self.give(by, khans, amina, school, given_on=date(2026, 2, 1))
        with refused("before the day it was given"):
            self.withdraw(by, agreement, on=date(2026, 1, 1))
        with refused("in the future"):
            self.withdraw(by, agreement, on=TOMORROW)
        for _ in range(2):
            self.withdraw(by, agreement)
        assert Entry.objects.filter(kind="people.agreement_withdrawn").count() == 1
        with refused("withdrawn already"):
            self.withdraw(by, agreement, why="another reason")

    def test_a_no_cannot_be_withdrawn(self, by, amina, khans, school):
        with refused("the answer was not yes"):
            self.withdraw(by, self.give(by, khans, amina, school, answer="refused"))

    def test_the_lawful_basis_is_stated_once(self, by, khans, school):
        def state(reason="", without=False, agency=school):
            return actions.state_sharing_basis(
                family=khans,
                agency=agency,
                basis=rules.LawfulBasis.SAFEGUARDING,
                reason=reason,
                is_without_agreement=without,
                by=by,
                at=NOW,
            )

        with refused("Say why"):
            state(without=True)
        assert state() == state()
        state(reason="harm", without=True)
        state(agency=None)
        assert SharingBasis.objects.count() == 3
        assert len(queries.list_sharing_bases(khans)) == 3


def test_an_account_is_linked(by, amina):
    account = a_user(kind="family", name="Amina")
    assert actions.link_account(person=amina, account=account, by=by, at=NOW).account == account


@pytest.mark.parametrize(
    ("model", "facts"),
    [
        pytest.param(
            "Person",
            {"given_names": "", "family_name": "", "known_as": "", "due_on": None},
            id="no name and not unborn",
        ),
    ],
)
def test_the_database_refuses_what_the_actions_would(by, amina, model, facts):
    with pytest.raises(IntegrityError, match="person_has_a_name_or_is_unborn"), transaction.atomic():
        Person.objects.filter(id=amina.id).update(**facts)
