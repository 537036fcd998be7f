"""A register taken in from a list, and everybody in another list looked for in it."""

import csv
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command

from alongside.people.actions.importing import take_in_people
from alongside.people.actions.matching import refresh_match_records
from alongside.people.models import Address, Fact, MatchRecord, MatchStale, Person
from alongside.people.queries.likely import FAMILY, PERSON, likely_by_model

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
