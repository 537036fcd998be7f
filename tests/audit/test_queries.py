"""The audit log holds together, and says when someone changed it."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from alongside.foundation.audit.actions import record
from alongside.foundation.audit.models import Entry
from alongside.foundation.audit.queries import check_audit, list_entries_about
from tests.factories import NOW, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    user = a_user()
    for n in range(5):
        record("tests.thing_seen", subject=user, about=(user.agency_id,), by=user, at=NOW, n=n)
    record("tests.thing_done", subject=user, by=None, by_label="a link", at=NOW)
    return user


def _tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table audit_entry disable trigger audit_keep")
        cursor.execute(sql)
        cursor.execute("alter table audit_entry enable trigger audit_keep")


def test_an_untouched_log_is_intact(worker):
    found = check_audit()
    assert found.is_intact
    assert found.entries == 6
    assert len(found.heads) == 64


@pytest.mark.parametrize(
    "sql",
    [
        pytest.param("update audit_entry set kind = 'x' where position = 2", id="an entry changed"),
        pytest.param("delete from audit_entry where position = 2", id="an entry taken from the middle"),
        pytest.param("delete from audit_entry where position = 6", id="the last entry taken"),
        pytest.param("update audit_entry set by_id = null where position = 1", id="who did it blotted out"),
    ],
)
def test_a_change_is_found(worker, sql):
    _tamper(sql)
    assert not check_audit().is_intact
    with pytest.raises(CommandError, match="has been changed"):
        call_command("check_audit")


@pytest.mark.parametrize(
    "sql",
    [
        "update audit_entry set kind = 'x'",
        "delete from audit_entry",
        "truncate audit_entry",
    ],
)
def test_the_database_refuses_to_change_the_log(worker, sql):
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        with pytest.raises((InternalError, ProgrammingError), match="written once"), transaction.atomic():
            cursor.execute(sql)
    assert check_audit().entries == 6


def test_the_command_says_how_many(worker, capsys):
    call_command("check_audit")
    assert "6 entries" in capsys.readouterr().out


def test_what_was_seen_about_someone_latest_first(worker):
    seen = list_entries_about(about=worker.agency_id, kinds_ending="_seen")
    assert [entry.detail["n"] for entry in seen] == [4, 3, 2, 1, 0]
    assert list_entries_about(about=worker.agency_id, before=seen[-1].id) == []
    assert len(list_entries_about(about=worker.id)) == 6


def test_what_has_no_identifier_of_ours_is_noted_by_its_own():
    kept = ContentType.objects.order_by("id")[0]
    record("tests.thing_seen", subject=kept, by=None, by_label="a link", at=NOW)
    noted = Entry.objects.filter(kind="tests.thing_seen")
    assert list(noted.values_list("subject_id", "about")) == [(str(kept.pk), [])]
