"""Saying that two records are one, seeing them as one, and taking them apart again."""

from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from alongside.cases.models import Involvement
from alongside.foundation.access.access import is_open_to
from alongside.foundation.access.actions import give_grant
from alongside.foundation.access.models import Grant
from alongside.foundation.access.queries import list_grants_on
from alongside.foundation.access.rules import GrantReason
from alongside.people import actions, queries, rules
from alongside.people.models import Family, FamilyLink, OnePerson, Person, PersonLink
from alongside.people.queries.belongings import hangings
from alongside.people.rules import LinkDecision, SortingStatus
from alongside.people.rules.belongings import words_for
from tests.factories import NOW, TODAY, a_user, an_agency
from tests.people.given import given_a_family, given_a_person, given_a_worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return given_a_worker()


@pytest.fixture
def amina(by):
    return given_a_person(by=by)


@pytest.fixture
def aminah(by):
    return given_a_person(by=by, given_names="Aminah")


def join(one, other, by, **more):
    return actions.say_of_people(one=one, other=other, decision=LinkDecision.SAME, by=by, at=NOW, **more)


def part(one, other, by):
    why = "The mother says that they are cousins"
    return actions.say_of_people(one=one, other=other, decision=LinkDecision.UNDONE, why=why, by=by, at=NOW)


class TestJoining:
    def test_the_earlier_record_leads_and_reads_as_both(self, by, amina, aminah):
        actions.state_fact(
            person=aminah,
            key="school",
            meaning=rules.Meaning.VALUE,
            value="Ashgrove",
            source="x",
            as_of=TODAY,
            by=by,
            at=NOW,
        )
        actions.move_home(person=aminah, lines="1 High St", postcode="", source="x", as_of=TODAY, by=by, at=NOW)
        family = given_a_family(aminah, by=by)
        link = join(amina, aminah, by)
        assert link.lead_id == amina.id
        assert queries.leading_person(aminah) == amina
        assert [one.value for one in queries.known_facts(amina)] == ["Ashgrove"]
        assert queries.address_of(amina).lines == "1 High St"
        assert queries.families_of(viewer=by, person=amina) == [family]
        assert [one.name for one in queries.search_people(viewer=by, words="Amina Khan", today=TODAY)] == ["Amina Khan"]
        assert [one.person for one in queries.family_members(family)] == [amina]

    def test_saying_it_twice_says_it_once(self, by, amina, aminah):
        assert join(amina, aminah, by) == join(aminah, amina, by)
        assert PersonLink.objects.count() == 1

    def test_a_third_joins_by_way_of_the_second(self, by, amina, aminah):
        third = given_a_person(by=by, given_names="Ameena")
        join(amina, aminah, by)
        join(aminah, third, by, lead=third)
        assert set(OnePerson.objects.values_list("lead_id", flat=True)) == {third.id}
        part(amina, aminah, by)
        assert set(OnePerson.objects.values_list("record_id", flat=True)) == {aminah.id, third.id}
        assert queries.wrong_groups(queries.PEOPLE) == []

    def test_not_the_same_is_honoured_by_way_of_a_third_too(self, by, amina, aminah):
        third = given_a_person(by=by, given_names="Ameena")
        actions.say_of_people(one=amina, other=third, decision=LinkDecision.NOT_THE_SAME, by=by, at=NOW)
        join(amina, aminah, by)
        with pytest.raises(actions.PeopleRefused, match="not the same"), transaction.atomic():
            join(aminah, third, by)
        assert PersonLink.objects.count() == 2

    def test_what_was_never_joined_cannot_be_taken_apart(self, by, amina, aminah):
        with pytest.raises(actions.PeopleRefused, match="not joined"):
            part(amina, aminah, by)

    def test_a_record_that_is_not_open_is_not_joined(self, by, amina, aminah):
        family = given_a_family(aminah, by=by)
        other = an_agency()
        give_grant(subject_kind="family", subject_id=family.id, holder=other, reason=GrantReason.HUB, at=NOW)
        with pytest.raises(actions.PeopleRefused, match="not both open"):
            join(amina, aminah, by)
        steward = a_user("data-steward")
        assert join(amina, aminah, steward).decision == LinkDecision.SAME

    @pytest.mark.parametrize("change", ["update people_personlink set why = 'x'", "delete from people_personlink"])
    def test_what_was_said_cannot_be_changed(self, by, amina, aminah, change):
        join(amina, aminah, by)
        with pytest.raises(ProgrammingError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


class TestTakingApart:
    def test_what_came_after_is_listed_and_moved_where_it_belongs(self, by, amina, aminah):
        actions.move_home(person=aminah, lines="1 High St", postcode="", source="x", as_of=TODAY, by=by, at=NOW)
        join(amina, aminah, by)
        fact = actions.state_fact(
            person=amina,
            key="school",
            meaning=rules.Meaning.VALUE,
            value="Ashgrove",
            source="x",
            as_of=TODAY,
            by=by,
            at=NOW,
        )
        actions.correct_person(person=amina, version=amina.version, phone="07700 900123", by=by, at=NOW)
        part(amina, aminah, by)
        todo = queries.list_to_sort(viewer=by, records=[amina.id, aminah.id])
        assert {one.table for one in todo} == {"people.fact", "people.person"}
        stated = next(one for one in todo if one.table == "people.fact")
        actions.sort_row(sorting=stated, status=SortingStatus.MOVED, by=by, at=NOW)
        fact.refresh_from_db()
        assert (fact.person_id, fact.is_current) == (aminah.id, True)
        itself = next(one for one in todo if one.table == "people.person")
        with pytest.raises(actions.PeopleRefused, match="own page"):
            actions.sort_row(sorting=itself, status=SortingStatus.MOVED, by=by, at=NOW)
        actions.sort_row(sorting=itself, status=SortingStatus.STAYS, by=by, at=NOW)
        assert queries.list_to_sort(viewer=by, records=[amina.id, aminah.id]) == []

    def test_a_moved_fact_leaves_the_fact_before_it_current(self, by, amina, aminah):
        said = {"key": "school", "meaning": rules.Meaning.VALUE, "source": "x", "by": by, "at": NOW}
        first = actions.state_fact(person=amina, value="Ashgrove", as_of=TODAY - timedelta(days=9), **said)
        join(amina, aminah, by)
        actions.state_fact(person=amina, value="Birchwood", as_of=TODAY, **said)
        part(amina, aminah, by)
        [todo] = queries.list_to_sort(viewer=by, records=[amina.id])
        actions.sort_row(sorting=todo, status=SortingStatus.MOVED, by=by, at=NOW)
        first.refresh_from_db()
        assert first.is_current
        assert [one.value for one in queries.known_facts(aminah)] == ["Birchwood"]


class TestFamilies:
    def test_what_opens_one_record_opens_the_other_and_no_grant_is_written(self, by, amina, aminah):
        one, other = given_a_family(amina, by=by), given_a_family(aminah, by=by, name="Kahn")
        worker, steward = a_user("family-worker"), a_user("data-steward")
        give_grant(subject_kind="family", subject_id=one.id, holder=worker, reason=GrantReason.ALLOCATED, at=NOW)
        give_grant(subject_kind="family", subject_id=other.id, holder=worker, reason=GrantReason.ALLOCATED, at=NOW)
        before = Grant.objects.count()
        asked = a_user("family-worker")
        give_grant(subject_kind="family", subject_id=other.id, holder=asked, reason=GrantReason.ASKED, at=NOW)
        assert not is_open_to(asked, "family", one.id)
        actions.say_of_families(one=one, other=other, decision=LinkDecision.SAME, by=steward, at=NOW)
        assert is_open_to(asked, "family", one.id)
        assert Grant.objects.count() == before + 1
        grants = list_grants_on(subject_kind="family", subject_ids=[one.id])
        assert sorted(grant.user.name for grant in grants) == sorted([worker.name, asked.name])
        assert {member.person for member in queries.family_members(other)} == {amina, aminah}
        actions.say_of_families(one=one, other=other, decision=LinkDecision.NOT_THE_SAME, by=steward, at=NOW)
        assert not is_open_to(asked, "family", one.id)
        assert FamilyLink.objects.count() == 2

    def test_the_preview_counts_what_any_app_hangs_on_a_record(self, by, amina, aminah):
        family = given_a_family(amina, aminah, by=by)
        Involvement.objects.create(family=family, agency=an_agency(), source="x", as_of=date(2026, 1, 1))
        counted = {one.label: one.counts for one in queries.count_belongings(type(family), [family.id])}
        assert counted["people.familymember"] == {family.id: 2}
        assert counted["cases.involvement"] == {family.id: 1}


def test_everything_that_may_hang_on_a_record_has_words_of_its_own():
    unnamed = {one.label for record in (Person, Family) for one in hangings(record) if not words_for(one.label, "")}
    assert not unnamed, "name them in rules/belongings.py: a table's name is no English"


def test_another_record_is_looked_for_by_everything_that_is_known(client):
    worker = given_a_worker()
    one = given_a_person(by=worker, given_names="Karen", family_name="Woodstead")
    other = given_a_person(by=worker, given_names="Karin", family_name="Woodsted")
    given_a_family(one, other, by=worker)
    actions.count_match_values()
    client.force_login(worker)
    address = f"/people/search/?beside={one.reference}"
    page = client.get(address).content.decode()
    assert f"/people/{one.reference}/beside/{other.reference}/" in page
    assert "First name with one slip" in page
    assert 'value="Karen Woodstead"' in page, "what is known is not asked again"
    actions.say_of_people(one=one, other=other, decision=LinkDecision.NOT_THE_SAME, why="Twins", by=worker, at=NOW)
    assert "No other record is like this one" in client.get(address).content.decode()
