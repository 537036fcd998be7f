"""A register taken in from a list, and everybody in another list looked for in it."""

import csv
from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import connection
from django.forms.models import model_to_dict

from alongside.people import actions, rules
from alongside.people.actions import importing, matching
from alongside.people.actions.importing import take_in_people
from alongside.people.actions.matching import refresh_match_records
from alongside.people.models import Address, Fact, MatchFrequency, MatchRecord, MatchStale, Person
from alongside.people.queries.likely import FAMILY, PERSON, _rarest, likely_by_model
from tests.factories import NOW, TODAY
from tests.people.given import given_a_family, given_a_person, given_a_worker

pytestmark = pytest.mark.django_db

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)
ELSIE = {
    "id": "r1",
    "given_names": "Elsie",
    "middle_names": "Rose",
    "family_name": "O'Brien",
    "sex": "f",
    "born_on": "2015-03-02",
    "house": "3",
    "street": "Mill Lane",
    "postcode": "OX1 1ND",
    "mother_given": "Sarah",
    "mother_family": "O'Brien",
    "nhs_number": "1234567890",
}
LIST = [
    ELSIE,
    {**ELSIE, "id": "r2", "given_names": "Thomas", "middle_names": "", "sex": "m", "nhs_number": "9434765919"},
    {**ELSIE, "id": "r3", "given_names": "Ahmed", "family_name": "Khan", "born_on": "2012-01-01", "postcode": "LS1 4QQ",
     "street": "Park Road", "mother_given": "Amina", "mother_family": "Khan", "nhs_number": ""},
    {**ELSIE, "id": "r4", "given_names": "", "middle_names": "", "family_name": ""},
    {**ELSIE, "id": "r5", "given_names": "Una", "family_name": "Stone", "born_on": "2015-02-30", "postcode": ""},
]  # fmt: skip


def take_in(rows=LIST):
    return take_in_people(rows=rows, source="School roll", by=None, as_of=date(2026, 5, 1), at=AT)


def found(kind=PERSON, **changed):
    fields = {name: value for name, value in {**ELSIE, **changed}.items() if name not in {"id", "nhs_number"}}
    return [one for one in likely_by_model(fields) if one.kind == kind]


def named(given: str) -> Person:
    return Person.objects.get(given_names__startswith=given)


def test_a_list_is_taken_in_once():
    first, again = take_in(), take_in()

    assert (first.read, first.taken, first.known_before) == (5, 4, 0)
    assert [(one.row, one.field) for one in first.problems] == [(4, "given_names"), (5, "born_on")]
    assert (again.taken, again.known_before) == (0, 4)
    assert Address.objects.get(person=named("Ahmed")).lines == "3 Park Road"


def test_a_number_that_cannot_be_right_is_kept_as_the_list_gives_it():
    take_in()

    assert named("Elsie").nhs_number == ""
    assert Fact.objects.get(person=named("Elsie"), key="nhs_number_as_listed").value == "1234567890"
    assert named("Thomas").nhs_number == "9434765919"


def test_the_child_is_found_and_certain():
    take_in()

    best = found(given_names="Elsy", postcode="", street="")[0]

    assert best.person_id == named("Elsie").id
    assert best.is_certain


def test_a_twin_is_of_the_family_and_never_joined():
    take_in()
    named("Elsie").delete()

    assert [one for one in found() if one.is_certain] == []
    assert found(FAMILY)[0].person_id == named("Thomas").id
    assert found(FAMILY)[0].probability > 0.99


def test_a_change_is_read_again():
    take_in()
    assert MatchStale.objects.count() == 0

    Person.objects.filter(id=named("Ahmed").id).update(family_name="Malik")

    assert refresh_match_records() == 1
    assert MatchRecord.objects.get(person=named("Ahmed")).family == "malik"


def test_rows_of_before_a_new_key_are_found_still_and_read_again():
    take_in()
    old = "update people_matchrecord set keys = array(select key from unnest(keys) key where key not like 'fm:%')"
    elsewhere = {"born_on": "", "family_name": "Stott", "mother_given": "", "postcode": "", "street": "", "house": ""}
    with connection.cursor() as cursor:
        cursor.execute(old)
        assert found()[0].person_id == named("Elsie").id
        assert found(**elsewhere) == []
        cursor.execute(
            import_module("alongside.people.migrations.0012_found_by_first_and_middle_name").NOTE_WHO_HAS_BOTH
        )

    matching.settle_match_records()

    assert found(**elsewhere)[0].person_id == named("Elsie").id
    assert not MatchStale.objects.exists()
    assert MatchFrequency.objects.get(column="keys", value="").count == 4


class TestWrittenWithThePerson:
    """The model's row follows the person in the same transaction; no command refreshes it."""

    def test_someone_added_is_found_at_once(self):
        by = given_a_worker()
        amina = given_a_person(by=by)

        assert likely_by_model({"given_names": "Aminah", "family_name": "Kahn"})[0].person_id == amina.id
        assert not MatchStale.objects.exists()

    def test_a_new_name_and_a_new_home_are_found_at_once(self):
        by = given_a_worker()
        amina = given_a_person(by=by)
        actions.rename_person(
            person=amina, version=1, given_names="Amina", family_name="Rahman", by=by, at=NOW
        )  # fmt: skip
        actions.move_home(
            person=amina, lines="3 Mill Lane", postcode="OX1 1ND", source="Told", as_of=TODAY, by=by, at=NOW
        )

        record = MatchRecord.objects.get(person=amina)
        assert (record.family, record.postcode) == ("rahman", "OX11ND")

    def test_a_parent_s_new_name_is_read_of_the_child_when_notes_are_settled(self):
        by = given_a_worker()
        child = given_a_person(by=by)
        mother = given_a_person(by=by, given_names="Sana", sex=rules.Sex.FEMALE)
        actions.relate(
            person=mother, other=child, kind=rules.RelationKind.PARENT, source="Told", as_of=TODAY, by=by, at=NOW
        )
        assert MatchRecord.objects.get(person=child).mother == "sana"
        Person.objects.filter(id=mother.id).update(given_names="Zara")

        actions.settle_match_records()

        assert MatchRecord.objects.get(person=child).mother == "zara"

    def test_a_brother_who_joins_and_a_mother_who_is_renamed_are_read_of_the_child_too(self):
        by = given_a_worker()
        child, brother = given_a_person(by=by), given_a_person(by=by, given_names="Bilal")
        mother = given_a_person(by=by, given_names="Sana", sex=rules.Sex.FEMALE)
        parent = {"kind": rules.RelationKind.PARENT, "source": "Told", "as_of": TODAY, "by": by, "at": NOW}
        actions.relate(person=mother, other=child, **parent)
        given_a_family(child, brother, by=by)
        actions.rename_person(person=mother, version=1, given_names="Zara", family_name="Khan", by=by, at=NOW)

        actions.settle_match_records()

        record = MatchRecord.objects.get(person=child)
        assert (record.mother, record.sibling_words) == ("zara", ["bilal"])
        assert not MatchStale.objects.exists()

    def test_put_off_leaves_a_note_and_no_row(self):
        by = given_a_worker()
        with actions.put_off_match_records():
            amina = given_a_person(by=by)

        assert not MatchRecord.objects.filter(person=amina).exists()
        assert actions.settle_match_records() == 1
        assert MatchRecord.objects.filter(person=amina).exists()

    def test_two_records_that_are_one_are_found_once(self):
        by = given_a_worker()
        one, other = given_a_person(by=by), given_a_person(by=by)
        actions.say_of_people(one=one, other=other, decision=rules.LinkDecision.SAME, by=by, at=NOW)

        found = likely_by_model({"given_names": "Amina", "family_name": "Khan"})

        assert [each.person_id for each in found if each.kind == PERSON] == [one.id]

    def test_a_list_taken_in_is_read_as_it_would_be_read_later(self):
        take_in()
        before = {one.person_id: model_to_dict(one) for one in MatchRecord.objects.all()}
        MatchRecord.objects.all().delete()

        refresh_match_records()

        assert {one.person_id: model_to_dict(one) for one in MatchRecord.objects.all()} == before


def test_a_long_list_is_written_in_parts_and_its_rows_copied(monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    monkeypatch.setattr(matching, "FEW", 1)
    odd = {**ELSIE, "id": "r6", "given_names": "Maud", "born_on": "", "postcode": "nowhere", "nhs_number": ""}
    assert take_in([*LIST, odd]).taken == 5
    before = {one.person_id: model_to_dict(one) for one in MatchRecord.objects.all()}
    assert (named("Maud").born_on, named("Maud").addresses.get().postcode) == (None, "")
    MatchRecord.objects.all().delete()
    refresh_match_records()
    assert {one.person_id: model_to_dict(one) for one in MatchRecord.objects.all()} == before


def test_keys_that_many_share_are_left_out_of_a_search():
    counts = {"w:A|B": 400, "d:2015": 350, "p:OX": 20}

    assert _rarest(["w:A|B", "d:2015", "p:OX", "n:1"], counts) == ["n:1", "p:OX", "d:2015"]
    assert _rarest(["w:A|B"], {"w:A|B": 90_000}) == ["w:A|B"]


def test_nobody_is_found_by_a_confidential_home():
    take_in()
    Address.objects.filter(person=named("Ahmed")).update(is_restricted=True)
    refresh_match_records()

    record = MatchRecord.objects.get(person=named("Ahmed"))

    assert record.postcode == ""
    assert not any("LS14QQ" in key for key in record.keys)


def test_a_list_is_looked_for(tmp_path, capsys):
    take_in()
    batch, out = tmp_path / "queries.csv", tmp_path / "ranked.csv"
    batch.write_text("qid,fn,sn,dob,pc\nq1,Elsie,OBrien,2015-03-02,OX1 1ND\nq2,Nobody,Here,1999-01-01,\n")

    call_command("match_search", "--batch", batch, "--out", out)

    with out.open() as written:
        rows = list(csv.DictReader(written))
    assert (rows[0]["query_id"], rows[0]["rank"], rows[0]["person"], rows[0]["class"]) == ("q1", "1", "r1", "person")
    assert {row["query_id"] for row in rows} == {"q1"}
