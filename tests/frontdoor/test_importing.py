"""A batch of requests: read row by row, kept or refused, and never taken in twice."""

import csv
import io
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from alongside.foundation.notifications.models import Letter
from alongside.frontdoor import actions, queries
from alongside.frontdoor.gateways import COLUMNS, FileRefused, read_batch, reading, template
from alongside.frontdoor.models import Contact, RequestImport
from alongside.values.sheets import csv_lines
from tests.factories import NOW

from .given import HOME, a_partner, a_school, a_worker, given_a_place

TODAY = date(2026, 3, 2)
GOOD = {
    "asked_by_name": "Joan Pryce",
    "asked_by_organisation": "ashgrove primary",
    "worries": "Late and tired",
    "family_agrees": "Yes",
    "child_1_first_names": "Mira",
    "child_1_family_name": "Ashdown",
    "child_1_date_of_birth": "27/03/2019",
    "postcode": "ox43lp",
    "adult_1_first_names": "Ines",
    "adult_1_relation": "step-parent",
    "child_2_due_date": "2026-08-01",
    "asked_by_email": "joan@example.org",
    "child_3_first_names": "Jo",
    "child_3_age": "4",
}


def a_file(*rows: dict, header=None, encoding="utf-8") -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, header or list(GOOD | rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def read(*rows: dict):
    return read_batch(a_file(*rows), today=TODAY).rows


def test_a_good_row_is_read_whole():
    [row] = read(GOOD)
    assert row.problems == []
    told = row.told
    assert (told.home_postcode, told.family_view, told.asker.name) == (HOME, "agrees", "Joan Pryce")
    mira, unborn, jo, ines = told.people
    assert (mira.born_on, unborn.due_on, jo.age) == (date(2019, 3, 27), date(2026, 8, 1), 4)
    assert (ines.relation, ines.part) == ("step_parent", "parent")


def test_the_template_can_be_filled_in_and_read():
    [row] = read_batch("".join(csv_lines(template())).encode(), today=TODAY).rows
    assert row.told.people[0].given_names == "Mira"
    assert template()[0] == list(COLUMNS)


@pytest.mark.parametrize(
    ("wrong", "column", "expected"),
    [
        pytest.param({"asked_by_name": " "}, "asked_by_name", "a name", id="nobody asks"),
        pytest.param({"worries": ""}, "worries", "at least a few words", id="no worry"),
        pytest.param({"family_agrees": "perhaps"}, "family_agrees", "yes, no, or does not know", id="no such answer"),
        pytest.param({"family_agrees": "no"}, "why_not_agreed", "why the family", id="no reason"),
        pytest.param({"asked_by_email": "joan at school"}, "asked_by_email", "an e-mail address", id="no address"),
        pytest.param({"postcode": "OX"}, "postcode", "Check the end", id="half a postcode"),
        pytest.param(
            {"child_1_date_of_birth": "31/02/2019"}, "child_1_date_of_birth", "a date such as", id="no such day"
        ),
        pytest.param(
            {"child_1_date_of_birth": "27/03/2027"}, "child_1_date_of_birth", "in the future", id="not born yet"
        ),
        pytest.param({"child_2_due_date": "27/03/2029"}, "child_2_due_date", "too far ahead", id="due in years"),
        pytest.param({"child_3_age": "four"}, "child_3_age", "a whole number", id="an age in words"),
        pytest.param({"child_3_age": "99"}, "child_3_age", "a whole number", id="no child's age"),
        pytest.param(
            {"child_3_first_names": ""}, "child_3_first_names", "a name, or the due date", id="a nameless child"
        ),
        pytest.param({"adult_1_first_names": ""}, "adult_1_first_names", "a name", id="a nameless adult"),
        pytest.param({"adult_1_relation": "lodger"}, "adult_1_relation", "parent, step-parent", id="no such relation"),
        pytest.param({"child_1_nhs_number": "1234567890"}, "child_1_nhs_number", "", id="no such NHS number"),
        pytest.param({"asked_by_phone": "0" * 41}, "asked_by_phone", "at most 40 characters", id="too long"),
    ],
)
def test_what_is_wrong_is_said_by_row_column_and_what_is_expected(wrong, column, expected):
    _, row = read(GOOD | {name: "" for name in wrong if name not in GOOD}, GOOD | wrong)
    problem = row.problems[0]
    assert row.told is None
    assert (problem.row, problem.column) == (3, column)
    assert expected in problem.expected
    assert problem.value == wrong.get(column, "").strip()[:60]


def test_a_row_without_a_child_or_with_one_twice_is_refused():
    none = {name: "" for name in GOOD if name.startswith("child")}
    twice = {"child_3_first_names": "Mira", "child_3_family_name": "Ashdown", "child_3_age": ""}
    first, second, third = read(GOOD | {"child_3_family_name": ""}, GOOD | none, GOOD | twice)
    assert first.told
    assert "at least one child" in second.problems[0].expected
    assert "is here twice" in third.problems[0].expected


def test_a_row_with_too_many_cells_is_refused():
    content = a_file(GOOD) + b",".join([b"x"] * 60) + b"\r\n"
    assert "as many cells" in read_batch(content, today=TODAY).rows[1].problems[0].expected


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("naïve".encode("cp1252"), "not in the encoding UTF-8.*Windows-1252", id="Excel's CSV"),
        pytest.param("a,b".encode("utf-16"), "UTF-16", id="Unicode text"),
        pytest.param(b"PK\x03\x04", "spreadsheet", id="a spreadsheet by the name of csv"),
        pytest.param(b"a\0b", "not a text file", id="no text"),
        pytest.param(b"", "lacks the column asked_by_name", id="empty"),
        pytest.param(
            a_file(GOOD, header=[*GOOD, "shoe_size"]), "do not know the column shoe_size", id="unknown column"
        ),
        pytest.param(b"postcode," + a_file(GOOD), "same name", id="a column twice"),
        pytest.param(a_file(GOOD).splitlines()[0] + b"\r\n,,\r\n", "no rows", id="only a header"),
        pytest.param(a_file(GOOD) + b'"open', "quotation marks", id="an open quotation"),
    ],
)
def test_a_file_that_is_none_is_refused_with_what_to_do(content, words):
    with pytest.raises(FileRefused, match=words):
        read_batch(content, today=TODAY)


def test_a_file_too_large_or_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    with pytest.raises(FileRefused, match="more than 1 rows"):
        read_batch(a_file(GOOD, GOOD), today=TODAY)
    monkeypatch.setattr(reading, "LARGEST_FILE", 10)
    with pytest.raises(FileRefused, match="larger than"):
        read_batch(a_file(GOOD), today=TODAY)


def take(content, by, *, keeps=True) -> RequestImport:
    return actions.import_requests(content=content, keeps_good_rows=keeps, by=by, at=NOW)


OTHER = GOOD | {"child_1_first_names": "Una"}
BAD = GOOD | {"worries": ""}


@pytest.mark.django_db
class TestTakingIn:
    def test_good_rows_become_contacts_in_their_hub_and_agency(self):
        locality, school, worker = given_a_place(), a_school(), a_worker()
        report = take(a_file(GOOD, BAD), worker)
        assert (report.rows_read, report.rows_taken, report.rows_known) == (2, 1, 0)
        assert report.problems[0]["row"] == 3
        contact = Contact.objects.get()
        assert (contact.route, contact.locality, contact.agency) == ("batch", locality, school)
        assert report.taken == [[2, contact.reference]]
        assert not Letter.objects.exists()

    def test_or_all_are_refused(self):
        report = take(a_file(GOOD, BAD), a_worker(), keeps=False)
        assert (report.rows_taken, Contact.objects.count()) == (0, 0)
        assert take(a_file(GOOD, OTHER), report.by, keeps=False).rows_taken == 2

    def test_the_same_file_twice_changes_nothing_and_a_row_twice_counts_once(self):
        worker = a_worker()
        take(a_file(GOOD, GOOD, OTHER), worker)
        again = take(a_file(GOOD, GOOD, OTHER), worker)
        assert (again.rows_taken, again.rows_known) == (0, 3)
        assert Contact.objects.count() == 2

    def test_only_the_front_door_takes_in_a_batch(self):
        with pytest.raises(actions.ImportRefused, match="Your role"):
            take(a_file(GOOD), a_partner())
        assert take(a_file(GOOD), a_worker()).rows_taken == 1

    def test_a_file_that_is_none_leaves_nothing(self):
        with pytest.raises(actions.ImportRefused, match="spreadsheet"):
            take(b"PK\x03\x04", a_worker())
        assert not RequestImport.objects.exists()

    def test_the_report_is_read_by_the_front_door_alone(self):
        worker = a_worker()
        report = take(a_file(GOOD), worker)
        assert queries.get_import(viewer=worker, import_id=report.id) == report
        assert queries.get_import(viewer=a_partner(), import_id=report.id) is None

    def test_the_command_takes_in_a_file_and_says_what_is_wrong(self, tmp_path):
        worker, out, err = a_worker(), StringIO(), StringIO()
        file = tmp_path / "requests.csv"
        file.write_bytes(a_file(GOOD, BAD))
        call_command("import_requests", str(file), by=worker.email.upper(), stdout=out, stderr=err)
        assert "2 rows read, 1 taken in, 0 known before, 1 with something to put right" in out.getvalue()
        assert "Row 3, worries: expected at least a few words" in err.getvalue()

    @pytest.mark.parametrize(
        ("name", "who", "words"),
        [
            ("none.csv", "worker", "cannot be read"),
            ("bad.csv", "worker", "spreadsheet"),
            ("bad.csv", "nobody@example.org", "Nobody has that"),
        ],
    )
    def test_the_command_says_why_it_cannot(self, tmp_path, name, who, words):
        (tmp_path / "bad.csv").write_bytes(b"PK")
        who = a_worker().email if who == "worker" else who
        with pytest.raises(CommandError, match=words):
            call_command("import_requests", str(tmp_path / name), by=who)
