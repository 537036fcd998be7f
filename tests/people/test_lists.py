"""An agency's list: agreed, handed in, taken in, and the same list again."""

import io
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import Workbook

from alongside.cases.queries import known_to
from alongside.people import actions
from alongside.people.actions import lists
from alongside.people.gateways import ListRefused, read_agency_list
from alongside.people.models import ListRow, ListRun, Person
from alongside.people.rules import LinkDecision, RowState, RunStatus, kept_until, state_of_row
from alongside.people.tasks import take_in_lists
from tests.factories import NOW, TODAY, a_user, an_agency
from tests.people.given import given_a_family, given_a_person, given_a_worker

HEAD = "ID,Forename,Surname,DOB,Postcode\n"
AMINA, NOBODY = "1,Amina,Khan,2015-06-04,OX1 1ND\n", "2,Tomos,Prydderch,2012-01-09,LL57 1AA\n"
TWIN, WRONG = "3,Zoe,Khan,2015-06-04,OX1 1ND\n", ",Nameless,Row,2012-01-09,\n"


@pytest.fixture
def steward():
    return a_user("data-steward")


@pytest.fixture
def agreement(steward):
    return actions.agree_about_list(
        agency=an_agency(kind="school", name="Ashgrove Primary"),
        title="School roll",
        service="Pupil of a school",
        agreed="Sharing agreement of January",
        keeps_days=200,
        from_on=TODAY - timedelta(days=30),
        until_on=TODAY + timedelta(days=100),
        by=steward,
        at=NOW,
    )


def take_in(agreement, steward, content: str, as_of=TODAY, name="roll.csv") -> ListRun:
    run = actions.hand_in_list(
        agreement=agreement, content=content.encode(), file_name=name, as_of=as_of, by=steward, at=NOW
    )
    actions.take_in_list(run=run, at=NOW)
    run.refresh_from_db()
    return run


@pytest.mark.django_db
def test_a_list_makes_families_known_and_the_same_list_again_changes_only_what_changed(agreement, steward):
    by = given_a_worker()
    amina = given_a_person(by=by)
    actions.move_home(person=amina, lines="", postcode="OX1 1ND", source="x", as_of=TODAY, by=by, at=NOW)
    family = given_a_family(amina, by=by)
    run = take_in(agreement, steward, HEAD + AMINA + NOBODY + TWIN + WRONG)
    assert run.status == RunStatus.DONE, run.step
    states = dict(ListRow.objects.values_list("key", "state"))
    assert states == {"1": RowState.FOUND, "2": RowState.UNMATCHED, "3": RowState.ASKED}
    assert run.problems[0]["row"] == 5
    assert run.content is None
    kept = ListRow.objects.get(key="1").kept_until_on
    assert kept == agreement.until_on
    # the database's own clock decides whether it may still be shown
    ListRow.objects.update(kept_until_on=date.today() + timedelta(days=1))
    [known] = known_to(family_ids=[family.id])[family.id]
    assert (known.agency, known.service, known.as_of) == ("Ashgrove Primary", "Pupil of a school", TODAY)
    ListRow.objects.update(kept_until_on=date.today() - timedelta(days=1))
    assert known_to(family_ids=[family.id])[family.id] == []
    again = actions.hand_in_list(
        agreement=agreement, content=(HEAD + AMINA + NOBODY + TWIN + WRONG).encode(), file_name="roll.csv",
        as_of=TODAY, by=steward, at=NOW,
    )  # fmt: skip
    assert again == run
    later = take_in(agreement, steward, HEAD + AMINA + NOBODY.replace("Tomos", "Tomas"))
    counted = {key: later.counts[key] for key in ("new", "changed", "same", "gone")}
    assert counted == {"new": 0, "changed": 1, "same": 1, "gone": 1}
    assert ListRow.objects.get(key="3").person is None


@pytest.mark.django_db
def test_two_records_of_one_person_are_no_rivals_for_a_row(agreement, steward):
    by = given_a_worker()
    one, other = given_a_person(by=by), given_a_person(by=by)
    for person in (one, other):
        actions.move_home(person=person, lines="", postcode="OX1 1ND", source="x", as_of=TODAY, by=by, at=NOW)
    take_in(agreement, steward, HEAD + AMINA)
    assert ListRow.objects.get().state == RowState.ASKED, "two people may be meant"
    actions.say_of_people(one=one, other=other, decision=LinkDecision.SAME, lead=other, by=by, at=NOW)
    take_in(agreement, steward, HEAD + AMINA.replace("1,", "7,", 1))
    row = ListRow.objects.get(key="7")
    assert (row.state, row.person) == (RowState.FOUND, other)


@pytest.mark.django_db
def test_a_list_that_was_left_in_the_middle_is_taken_in_and_one_that_breaks_can_be_handed_in_again(
    agreement, steward, monkeypatch
):
    asked = {"agreement": agreement, "file_name": "a.csv", "as_of": TODAY, "by": steward, "at": NOW}
    left = actions.hand_in_list(content=(HEAD + AMINA).encode(), **asked)
    ListRun.objects.filter(id=left.id).update(status=RunStatus.RUNNING, step="Reading the file")
    take_in_lists(0)
    left.refresh_from_db()
    assert left.status == RunStatus.DONE
    broken = actions.hand_in_list(content=(HEAD + NOBODY).encode(), **asked)
    monkeypatch.setattr(lists, "_take_in", lambda *args, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        take_in_lists(0)
    broken.refresh_from_db()
    assert (broken.status, broken.content) == (RunStatus.FAILED, None)
    assert actions.hand_in_list(content=(HEAD + NOBODY).encode(), **asked).status == RunStatus.WAITING


@pytest.mark.django_db
class TestRefusals:
    def test_a_list_is_held_to_its_agreement(self, agreement, steward):
        asked = {"agreement": agreement, "content": b"x", "file_name": "a.csv", "by": steward}
        with pytest.raises(actions.PeopleRefused, match="does not hold"):
            actions.hand_in_list(**asked, as_of=TODAY, at=NOW + timedelta(days=101))
        with pytest.raises(actions.PeopleRefused, match="future"):
            actions.hand_in_list(**asked, as_of=TODAY + timedelta(days=1), at=NOW)

    def test_a_file_without_names_says_so(self, agreement, steward):
        run = take_in(agreement, steward, "id,postcode\n1,OX1 1ND\n")
        assert run.status == RunStatus.FAILED
        assert "given_names" in run.step

    def test_a_row_that_may_be_somebody_is_settled_once(self, agreement, steward):
        row = ListRow.objects.create(
            agreement=agreement, key="9", number=2, digest="x", state=RowState.ASKED, as_of=TODAY,
            kept_until_on=TODAY, person=given_a_person(by=given_a_worker()), probability=0.5,
        )  # fmt: skip
        page = signed_in(steward).get(f"/people/lists/{agreement.id}/").content.decode()
        assert "May be Amina Khan" in page
        signed_in(steward).post(f"/people/lists/rows/{row.id}/settle/", {"is_found": "no"})
        row.refresh_from_db()
        assert (row.state, row.person) == (RowState.UNMATCHED, None)
        with pytest.raises(actions.PeopleRefused, match="already"):
            actions.settle_row(row=row, is_found=True, by=steward, at=NOW)
        report = signed_in(steward).get(f"/people/lists/{agreement.id}/report.csv").content.decode()
        assert "9,2,Nobody on record" in report
        assert "Amina" not in report


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_spreadsheet_reads_as_the_same_rows(tmp_path):
    book, text = Workbook(), tmp_path / "a.csv"
    for row in (["id", "forename", "surname", "dob"], [7, "Amina", "Khan", date(2015, 6, 4)]):
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)
    (tmp_path / "a.xlsx").write_bytes(held.getvalue())
    text.write_text("id,forename,surname,dob\n7,Amina,Khan,2015-06-04\n")
    assert read_agency_list(tmp_path / "a.xlsx").rows == read_agency_list(text).rows
    (tmp_path / "b.xlsx").write_bytes(b"no workbook")
    with pytest.raises(ListRefused):
        read_agency_list(tmp_path / "b.xlsx")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_text_in_another_encoding_is_refused_with_the_way_to_save_it(tmp_path, encoding):
    path = tmp_path / "list.csv"
    path.write_bytes("id,given_names,family_name\n1,Zoé,Marlowe\n".encode(encoding))
    with pytest.raises(ListRefused, match="Save it as “CSV UTF-8”"):
        read_agency_list(path)


def test_a_text_that_says_that_it_is_in_utf_8_is_read(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes("id,given_names,family_name\n1,Zoé,Marlowe\n".encode("utf-8-sig"))
    assert read_agency_list(path).rows["1"]["given_names"] == "Zoé"


def test_a_birth_on_no_day_is_told_with_what_it_says(tmp_path):
    (tmp_path / "a.csv").write_text(
        "id,forename,surname,dob\n1,Amina,Khan,31/02/2019\n2,Zoe,Khan,2019\n3,Bo,Reid,04/06/2015\n"
    )
    listed = read_agency_list(tmp_path / "a.csv")
    assert list(listed.rows) == ["2", "3"]
    [told] = listed.problems
    assert (told["row"], told["column"], told["value"]) == (2, "born_on", "31/02/2019")


@pytest.mark.parametrize(
    ("best", "next_best", "is_twin", "state"),
    [
        pytest.param(0.999, 0.0, False, RowState.FOUND, id="all but certain, and nobody near"),
        pytest.param(0.999, 0.0, True, RowState.FOUND, id="certainly this one, who has a twin"),
        pytest.param(0.001, 0.0, True, RowState.ASKED, id="may be a twin who is not on record"),
        pytest.param(0.985, 0.1, False, RowState.ASKED, id="another comes near"),
        pytest.param(0.5, 0.0, False, RowState.ASKED, id="may be somebody"),
        pytest.param(0.01, 0.0, False, RowState.UNMATCHED, id="too little to ask about"),
    ],
)
def test_how_a_row_is_decided(best, next_best, is_twin, state):
    asked = {"certain_percent": 98, "ask_percent": 2, "may_be_twin": is_twin}
    assert state_of_row(probability=best, next_best=next_best, **asked) is state


def test_nothing_is_kept_beyond_the_agreement():
    assert kept_until(as_of=TODAY, keeps_days=10, agreement_until_on=TODAY + timedelta(days=90)) == TODAY + timedelta(
        10
    )
    assert kept_until(as_of=TODAY, keeps_days=100, agreement_until_on=TODAY + timedelta(9)) == TODAY + timedelta(9)


def test_a_register_without_a_row_is_refused_and_nothing_is_taken_in(tmp_path, db):
    file = tmp_path / "register.csv"
    file.write_text("id,given_names,family_name,born_on\n")
    with pytest.raises(CommandError, match="The file holds no rows"):
        call_command("people_import", str(file))
    assert not Person.objects.exists()
